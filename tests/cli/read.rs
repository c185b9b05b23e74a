//! Reports that are read.

use std::fs;

use crate::common::Folder;

#[test]
fn what_cannot_be_read_is_reported() {
    let folder = Folder::new();
    fs::create_dir(folder.path("folder")).unwrap();
    for command in ["pdf", "docx", "check"] {
        for (name, message) in [
            ("missing.yaml", "there is no file `missing.yaml`"),
            ("folder", "`folder` is a folder"),
            (".", "`.` is a folder"),
            ("missing/a.yaml", "there is no file"),
        ] {
            let run = folder.run(&[command, name]);
            assert_eq!(run.status, Some(2), "{command} {name}: {run:?}");
            assert!(run.stderr.contains(message), "{command} {name}: {run:?}");
        }
    }
    assert_eq!(folder.names(), ["folder"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_endless_device_is_no_report() {
    let run = Folder::new().run(&["check", "/dev/zero"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("larger than"), "{run:?}");
}

#[test]
fn a_report_that_is_not_utf_8_has_an_error() {
    let folder = Folder::new();
    folder.write("gbk.yaml", b"title: \xb1\xa8\xb8\xe6\n");
    let run = folder.run(&["check", "gbk.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("gbk.yaml"), "{run:?}");
}
