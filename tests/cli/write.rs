//! Files and streams that are written.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::{FAULTY, SOUND};
use crate::common::{Folder, Run, is_docx, is_pdf};

#[test]
fn the_output_stands_beside_the_report_unless_it_is_named() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(is_pdf(&fs::read(folder.path("report.pdf")).unwrap()));
    assert_eq!(run.stderr, "report.pdf written\n");
    let run = folder.run(&["docx", "report.yaml", "-o", "成品.docx"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(is_docx(&fs::read(folder.path("成品.docx")).unwrap()));
    assert_eq!(folder.names(), ["report.pdf", "report.yaml", "成品.docx"]);
    assert!(run.stdout.is_empty());
}

#[test]
fn standard_streams_carry_report_and_file() {
    let folder = Folder::with(SOUND);
    for arguments in
        [["pdf", "-"].as_slice(), &["pdf", "-", "-o", "-"], &["pdf", "report.yaml", "-o-"]]
    {
        let run = folder.pipe(arguments, SOUND.as_bytes());
        assert_eq!(run.status, Some(0), "{run:?}");
        assert!(is_pdf(&run.stdout) && run.stderr.is_empty(), "{:?}", run.stderr);
    }
    let run = folder.pipe(&["docx", "-", "-o", "a.docx"], SOUND.as_bytes());
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(is_docx(&fs::read(folder.path("a.docx")).unwrap()));
}

#[test]
fn the_same_bytes_come_to_files_and_to_streams() {
    let folder = Folder::with(SOUND);
    folder.run(&["pdf", "report.yaml"]);
    let run = folder.run(&["pdf", "report.yaml", "-o", "-"]);
    assert!(is_pdf(&run.stdout), "{run:?}");
    assert!(run.stdout == fs::read(folder.path("report.pdf")).unwrap());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = Folder::with(SOUND);
    let mut child = folder.start(&["pdf", "-"]);
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(SOUND.as_bytes()).unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.status, Some(0), "{run:?}");
    let mut child = folder.start(&["completions", "zsh"]);
    drop(child.stdout.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn an_older_output_stays_when_the_report_has_errors() {
    let folder = Folder::with(FAULTY);
    folder.write("report.pdf", "older");
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert_eq!(fs::read(folder.path("report.pdf")).unwrap(), b"older");
    assert_eq!(folder.names(), ["report.pdf", "report.yaml"]);
}

#[test]
fn nothing_is_written_to_streams_when_the_report_has_errors() {
    let run = Folder::new().pipe(&["docx", "-"], FAULTY.as_bytes());
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn a_new_output_has_the_permissions_of_any_new_file_and_an_older_one_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(SOUND);
    let mode = |name: &str| fs::metadata(folder.path(name)).unwrap().permissions().mode();
    folder.run(&["pdf", "report.yaml"]);
    assert_eq!(mode("report.pdf"), mode("report.yaml"));
    fs::set_permissions(folder.path("report.pdf"), fs::Permissions::from_mode(0o640)).unwrap();
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!((run.status, mode("report.pdf") & 0o777), (Some(0), 0o640));
}

#[cfg(unix)]
#[test]
fn a_write_protected_output_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(SOUND);
    folder.write("report.pdf", "older");
    fs::set_permissions(folder.path("report.pdf"), fs::Permissions::from_mode(0o444)).unwrap();
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert_eq!(fs::read(folder.path("report.pdf")).unwrap(), b"older");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_stays_one() {
    let folder = Folder::with(SOUND);
    fs::create_dir(folder.path("deep")).unwrap();
    folder.write("deep/real.pdf", "older");
    std::os::unix::fs::symlink("deep/real.pdf", folder.path("link.pdf")).unwrap();
    let run = folder.run(&["pdf", "report.yaml", "-o", "link.pdf"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(fs::symlink_metadata(folder.path("link.pdf")).unwrap().is_symlink());
    assert!(is_pdf(&fs::read(folder.path("deep/real.pdf")).unwrap()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["pdf", "report.yaml", "-o", "/dev/full"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("`/dev/full`") && run.stderr.contains("no space left"), "{run:?}");
    for arguments in [
        ["pdf", "report.yaml", "-o", "-"].as_slice(),
        &["pdf", "report.yaml", "-o", "/dev/stdout"],
        &["schema"],
        &["fonts"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = folder.command(arguments).stdout(full).output().unwrap();
        let run = Run::from(output);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("no space left"), "{arguments:?}: {run:?}");
    }
    assert!(Path::new("/dev/full").exists());
}

/// The system refuses to write on in the middle of the file.
#[cfg(target_os = "linux")]
#[test]
fn an_older_output_stays_when_writing_fails_half_way() {
    let folder = Folder::with(SOUND);
    folder.write("report.pdf", "older");
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" pdf report.yaml";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_report-export")]);
    let run = Run::from(shell.current_dir(folder.root()).env("LC_ALL", "C").output().unwrap());
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("larger than files may be"), "{run:?}");
    assert_eq!(fs::read(folder.path("report.pdf")).unwrap(), b"older");
    assert_eq!(folder.names(), ["report.pdf", "report.yaml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_to_tell_is_no_reason_to_crash() {
    let folder = Folder::with(FAULTY);
    for arguments in [["pdf", "report.yaml"].as_slice(), &["pdf", "missing"], &["--nonsense"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = folder.command(arguments).stderr(full).status().unwrap();
        assert!(matches!(status.code(), Some(1 | 2)), "{arguments:?}: {status:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_reported() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["pdf", "report.yaml", "-o", "/proc/report-export.pdf"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("`/proc/report-export.pdf` can't be written"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn an_unwritable_folder_is_reported_and_an_older_output_stays() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(SOUND);
    fs::create_dir(folder.path("locked")).unwrap();
    folder.write("locked/a.pdf", "older");
    let lock = |mode| {
        fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(mode)).unwrap();
    };
    lock(0o555);
    // The superuser may write everywhere.
    let is_locked = fs::write(folder.path("locked/probe"), "").is_err();
    let run = folder.run(&["pdf", "report.yaml", "-o", "locked/a.pdf"]);
    lock(0o755);
    if is_locked {
        assert_eq!(run.status, Some(2), "{run:?}");
        assert!(run.stderr.contains("permission denied"), "{run:?}");
        assert_eq!(fs::read(folder.path("locked/a.pdf")).unwrap(), b"older");
    }
}

#[test]
fn an_output_that_cannot_be_meant_is_refused() {
    let folder = Folder::with(SOUND);
    folder.write("report.pdf", SOUND);
    fs::create_dir(folder.path("out")).unwrap();
    for (arguments, message) in [
        (["pdf", "report.yaml", "-o", "report.yaml"].as_slice(), "is the report itself"),
        (&["pdf", "report.yaml", "-o", "./out/../report.yaml"], "is the report itself"),
        (&["pdf", "report.pdf"], "is the report itself"),
        (&["pdf", "report.yaml", "-o", "out"], "is a folder"),
        (&["pdf", "report.yaml", "-o", "new/"], "is a folder"),
        (&["pdf", "report.yaml", "-o", "new/a.pdf"], "`new` of the output does not exist"),
        (&["pdf", "report.yaml", "-o", "report.yaml/a.pdf"], "not a folder"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {run:?}");
    }
    assert_eq!(folder.names(), ["out", "report.pdf", "report.yaml"]);
    assert_eq!(fs::read_to_string(folder.path("report.yaml")).unwrap(), SOUND);
}
