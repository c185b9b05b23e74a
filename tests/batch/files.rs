//! Reports by files, folders, patterns and lists.

use std::fs;

use super::{FAULTY, MANIFEST, SOUND, folder, names, put, tree};
use crate::common::{is_docx, is_pdf};

#[test]
fn outputs_mirror_a_folder_and_hidden_files_are_passed_over() {
    let folder = folder(&[
        ("in/a.yaml", SOUND),
        ("in/x/b.yml", SOUND),
        ("in/x/notes.txt", ""),
        ("in/.git/c.yaml", FAULTY),
    ]);
    let run = folder.run(&["batch", "in", "--out-dir", "deep/out"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let files = tree(&folder.path("deep/out"));
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["a.docx", "a.pdf", MANIFEST, "x/b.docx", "x/b.pdf"]
    );
    assert!(is_pdf(&files["a.pdf"]) && is_docx(&files["x/b.docx"]));
    assert_eq!(run.stderr, "a: written\nx/b: written\n2 written\n");
}

#[test]
fn a_batch_writes_the_bytes_that_single_exports_write() {
    let folder = folder(&[("a.yaml", SOUND)]);
    folder.run(&["batch", "a.yaml", "--out-dir", "out", "--jobs", "2"]);
    for (command, output) in [("pdf", "a.pdf"), ("docx", "a.docx")] {
        folder.run(&[command, "a.yaml"]);
        let single = fs::read(folder.path(output)).unwrap();
        assert!(fs::read(folder.path("out").join(output)).unwrap() == single, "{output}");
    }
}

/// A seal and a logo are made once for all reports of a batch.
#[test]
fn reports_with_the_same_pictures_have_the_bytes_of_single_exports() {
    let body = "  - figure: { file: a.png, alt: 图 }\n  - figure: { file: b.png, alt: 图 }\n";
    let reports = ["1.yaml", "2.yaml", "3.yaml"];
    let folder = folder(&reports.map(|name| (name, "")));
    for name in reports {
        put(&folder, name, format!("{SOUND}  - 第{name}份。\n{body}"));
    }
    for (name, opacity) in [("a.png", 255), ("b.png", 99)] {
        let pixel = |x, y| image::Rgba([x as u8, y as u8, 200, opacity]);
        image::RgbaImage::from_fn(90, 60, pixel).save(folder.path(name)).unwrap();
    }
    let run = folder.run(&["batch", "1.yaml", "2.yaml", "3.yaml", "--out-dir", "out"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    for name in reports {
        for command in ["pdf", "docx"] {
            folder.run(&[command, name]);
            let output = name.replace("yaml", command);
            let single = fs::read(folder.path(&output)).unwrap();
            assert!(fs::read(folder.path("out").join(&output)).unwrap() == single, "{output}");
        }
    }
}

#[test]
fn files_patterns_and_lists_name_reports_too() {
    let folder = folder(&[("in/a.yaml", SOUND), ("in/x/b.yaml", SOUND), ("in/x/c.yaml", SOUND)]);
    let run = |arguments: &[&str]| {
        let arguments: Vec<&str> =
            ["batch", "--to", "pdf"].iter().chain(arguments).copied().collect();
        let run = folder.run(&arguments);
        assert_eq!(run.status, Some(0), "{run:?}");
    };
    run(&["in/a.yaml", "--out-dir", "1"]);
    assert_eq!(names(&folder, "1"), ["in/a.pdf", MANIFEST]);
    run(&["in/**/*.yaml", "in/a.yaml", "--out-dir", "2"]);
    assert_eq!(names(&folder, "2"), ["a.pdf", MANIFEST, "x/b.pdf", "x/c.pdf"]);
    run(&["in", "--exclude", "c.*", "--exclude", "in/a*", "--out-dir", "3"]);
    assert_eq!(names(&folder, "3"), [MANIFEST, "x/b.pdf"]);
    run(&["in/x/b.yaml", "--base", "in", "--out-dir", "4"]);
    assert_eq!(names(&folder, "4"), [MANIFEST, "x/b.pdf"]);
    let absolute = folder.path("in/x/b.yaml");
    run(&[absolute.to_str().unwrap(), "--out-dir", "5"]);
    assert_eq!(names(&folder, "5"), ["b.pdf", MANIFEST]);
    for (out, list) in [("6", "in/a.yaml\r\n\nin/x/b.yaml\n"), ("7", "in/a.yaml\0in/x/b.yaml\0")] {
        let arguments = ["batch", "-", "--to", "pdf", "--out-dir", out];
        let run = folder.pipe(&arguments, list.as_bytes());
        assert_eq!(run.status, Some(0), "{run:?}");
        assert_eq!(names(&folder, out), ["in/a.pdf", "in/x/b.pdf", MANIFEST]);
    }
}

#[test]
fn one_bad_report_does_not_stop_the_others() {
    let folder = folder(&[("in/a.yaml", FAULTY), ("in/b.yaml", SOUND), ("in/c.yaml", SOUND)]);
    let run = folder.run(&["batch", "in", "--out-dir", "out", "--to", "docx"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("--> in/a.yaml:4:5"), "{run:?}");
    assert!(run.stderr.ends_with("2 written, 1 with errors; 1 error\n"), "{run:?}");
    assert_eq!(names(&folder, "out"), ["b.docx", "c.docx", MANIFEST]);
    let run = folder.run(&["-q", "batch", "in", "--out-dir", "out", "--to", "docx"]);
    assert!(!run.stderr.contains("written") && run.stderr.contains("error["), "{run:?}");
}

#[test]
fn fail_fast_stops_at_the_first_failure() {
    let mut files = vec![("in/0.yaml".to_owned(), FAULTY)];
    files.extend((1..30).map(|number| (format!("in/a{number}.yaml"), SOUND)));
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = folder(&files);
    let run = folder.run(&["batch", "in", "--out-dir", "out", "--jobs", "1", "--fail-fast"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.ends_with("stopped at the first failure\n"), "{run:?}");
    assert_eq!(names(&folder, "out"), [MANIFEST]);
}

#[test]
fn findings_come_in_the_order_of_the_reports_whatever_the_workers_do() {
    let names: Vec<String> = (10..40).map(|number| format!("in/{number}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), FAULTY)).collect();
    let folder = folder(&files);
    let run = folder.run(&["-q", "batch", "in", "--out-dir", "out", "--jobs", "4"]);
    let places = run.stderr.lines().filter_map(|line| line.trim().strip_prefix("--> "));
    let places: Vec<&str> = places.collect();
    assert_eq!(places.len(), 30, "{run:?}");
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_dry_run_checks_everything_and_writes_nothing() {
    let folder = folder(&[("in/a.yaml", FAULTY), ("in/b.yaml", SOUND)]);
    let run = folder.run(&["batch", "in", "--out-dir", "out", "--dry-run"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.ends_with("1 sound, 1 with errors; 1 error\n"), "{run:?}");
    assert_eq!(folder.names(), ["in"]);
}

#[test]
fn collisions_are_refused_before_work_starts() {
    let folder = folder(&[("x/a.yaml", SOUND), ("y/a.yaml", SOUND), ("x/b.yml", SOUND)]);
    put(&folder, "x/b.yaml", SOUND);
    for (inputs, first, second) in [
        (["x/a.yaml", "y"].as_slice(), "", ""),
        (&["x", "y"], "`x/a.yaml`", "`y/a.yaml`"),
        (&["x/b.*"], "`x/b.yaml`", "`x/b.yml`"),
    ] {
        let arguments: Vec<&str> =
            ["batch", "--out-dir", "out"].iter().chain(inputs).copied().collect();
        let run = folder.run(&arguments);
        if first.is_empty() {
            assert_eq!(run.status, Some(0), "{run:?}");
            fs::remove_dir_all(folder.path("out")).unwrap();
            continue;
        }
        assert_eq!(run.status, Some(2), "{run:?}");
        assert!(run.stderr.contains(first) && run.stderr.contains(second), "{run:?}");
        assert!(!folder.path("out").exists());
    }
}

#[test]
fn inputs_that_are_not_there_are_named() {
    let folder = folder(&[("in/a.txt", SOUND)]);
    for (input, message) in [
        ("missing.yaml", "there is no file `missing.yaml`"),
        ("in", "no reports (*.yaml, *.yml) below `in`"),
        ("in/*.yaml", "no file matches `in/*.yaml`"),
        ("in/[", "is no pattern"),
    ] {
        let run = folder.run(&["batch", input, "--out-dir", "out"]);
        assert_eq!(run.status, Some(2), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    }
    assert_eq!(folder.names(), ["in"]);
}
