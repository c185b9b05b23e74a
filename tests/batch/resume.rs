//! Runs after runs: what has not changed stays, and what was interrupted is gone on with.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{FAULTY, MANIFEST, ROWS, SOUND, folder, merge, merge_folder, names, put, tree};
use crate::common::Folder;

/// When each output was written.
fn times(folder: &Folder, out: &str) -> BTreeMap<String, SystemTime> {
    let files = tree(&folder.path(out)).into_keys();
    let time =
        |name: &String| fs::metadata(folder.path(out).join(name)).unwrap().modified().unwrap();
    files.map(|name| (name.clone(), time(&name))).collect()
}

/// What another run wrote.
fn rewritten(folder: &Folder, out: &str, more: &[&str]) -> Vec<String> {
    let before = times(folder, out);
    let run = merge(folder, out, more);
    assert_eq!(run.status, Some(0), "{run:?}");
    let after = times(folder, out);
    after
        .into_iter()
        .filter(|(name, time)| before.get(name) != Some(time))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn a_second_run_writes_what_has_changed_and_nothing_else() {
    let folder = merge_folder();
    assert_eq!(merge(&folder, "out", &[]).status, Some(0));
    assert_eq!(rewritten(&folder, "out", &[]), Vec::<String>::new());
    put(&folder, "rows.csv", ROWS.replace("250.50", "250.60"));
    assert_eq!(rewritten(&folder, "out", &[]), ["002.docx", "002.pdf", MANIFEST]);
    assert_eq!(rewritten(&folder, "out", &["--force"]).len(), 7);
    put(&folder, "out/003.pdf", "changed by hand");
    fs::remove_file(folder.path("out/001.docx")).unwrap();
    let expected = ["001.docx", "001.pdf", "003.docx", "003.pdf", MANIFEST];
    assert_eq!(rewritten(&folder, "out", &[]), expected);
    assert_eq!(rewritten(&folder, "out", &["--fix-orphans"]).len(), 7);
    assert_eq!(rewritten(&folder, "out", &["--theme", "plain"]).len(), 7);
    let fonts = folder.path("fonts");
    fs::create_dir(&fonts).unwrap();
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/LiberationSerif-Regular.ttf");
    fs::copy(font, fonts.join("a.ttf")).unwrap();
    assert_eq!(rewritten(&folder, "out", &["--theme", "plain", "--font-dir", "fonts"]).len(), 7);
}

/// Only a look at the bytes tells.
#[test]
fn an_output_with_other_bytes_of_the_same_number_is_made_again() {
    let folder = merge_folder();
    assert_eq!(merge(&folder, "out", &["--to", "pdf"]).status, Some(0));
    assert_eq!(rewritten(&folder, "out", &["--to", "pdf"]), Vec::<String>::new());
    let whole = tree(&folder.path("out"));
    let mut bytes = whole["002.pdf"].clone();
    bytes[99] ^= 1;
    put(&folder, "out/002.pdf", bytes);
    assert_eq!(rewritten(&folder, "out", &["--to", "pdf"]), ["002.pdf", MANIFEST]);
    assert!(tree(&folder.path("out")) == whole);
}

#[test]
fn outputs_of_inputs_that_are_gone_are_told_and_removed_on_request() {
    let folder = folder(&[("in/a.yaml", SOUND), ("in/x/b.yaml", SOUND)]);
    let run = |more: &[&str]| {
        let arguments = ["batch", "in", "--out-dir", "out", "--to", "pdf"];
        folder.run(&arguments.iter().chain(more).copied().collect::<Vec<_>>())
    };
    run(&[]);
    fs::remove_file(folder.path("in/x/b.yaml")).unwrap();
    for _ in 0..2 {
        let told = run(&[]);
        assert_eq!(told.status, Some(0), "{told:?}");
        assert!(
            told.stderr.contains("1 outputs belong to inputs that are gone, such as `x/b.pdf`")
        );
        assert!(folder.path("out/x/b.pdf").exists());
    }
    let told = run(&["--prune"]);
    assert!(told.stderr.contains("1 outputs of inputs that are gone removed"), "{told:?}");
    assert_eq!(names(&folder, "out"), ["a.pdf", MANIFEST]);
    assert!(!folder.path("out/x").exists());
    assert!(!run(&[]).stderr.contains("gone"));
}

#[test]
fn an_output_stays_until_its_report_is_sound_again_and_is_never_taken_for_new() {
    let folder = folder(&[("in/a.yaml", SOUND)]);
    let run = || folder.run(&["batch", "in", "--out-dir", "out", "--to", "pdf"]);
    run();
    put(&folder, "in/a.yaml", FAULTY);
    for _ in 0..2 {
        assert_eq!(run().status, Some(1));
        assert!(folder.path("out/a.pdf").exists());
    }
    put(&folder, "in/a.yaml", SOUND);
    let told = run();
    assert!(told.stderr.ends_with("1 written\n"), "{told:?}");
}

#[test]
fn a_damaged_manifest_is_told_and_force_begins_a_new_one() {
    let folder = merge_folder();
    merge(&folder, "out", &[]);
    let whole = tree(&folder.path("out"));
    let text = String::from_utf8(whole[MANIFEST].clone()).unwrap();
    put(&folder, &format!("out/{MANIFEST}"), text.replace("\"state\"", "\"stat\""));
    let run = merge(&folder, "out", &[]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("line 2") && run.stderr.contains("--force"), "{run:?}");
    assert_eq!(merge(&folder, "out", &["--force"]).status, Some(0));
    assert!(tree(&folder.path("out")) == whole);
    // A line that was cut off is no damage.
    put(&folder, &format!("out/{MANIFEST}"), &text[..text.len() - 9]);
    let run = merge(&folder, "out", &[]);
    assert!(run.stderr.ends_with("1 written, 2 unchanged\n"), "{run:?}");
    assert!(tree(&folder.path("out")) == whole);
}

/// A template with so many rows that a run takes a while.
fn long() -> Folder {
    let folder = merge_folder();
    let rows: String = (0..60).map(|number| format!("{number:03},县{number},{number}\n")).collect();
    put(&folder, "rows.csv", format!("no,county,sum\n{rows}"));
    folder
}

const LONG: [&str; 9] = [
    "batch",
    "--template",
    "notice.yaml",
    "--data",
    "rows.csv",
    "--name",
    "{{ no }}",
    "--jobs",
    "2",
];

#[test]
fn killed_at_any_moment_a_run_is_gone_on_with_to_the_same_bytes() {
    let folder = long();
    assert_eq!(merge(&folder, "whole", &[]).status, Some(0));
    let whole = tree(&folder.path("whole"));
    let arguments: Vec<&str> = LONG.iter().chain(&["--out-dir", "out"]).copied().collect();
    let mut killed = 0;
    // Each time a little later, until it comes to its end before.
    for round in 1..200 {
        let mut command = folder.command(&arguments);
        let mut child = command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(23 * round));
        let has_ended = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        child.wait().unwrap();
        let files =
            if folder.path("out").exists() { tree(&folder.path("out")) } else { BTreeMap::new() };
        let outputs = files.iter().filter(|(name, _)| !name.contains("report-export"));
        for (name, bytes) in outputs {
            assert!(whole[name] == *bytes, "{name} is not whole");
        }
        if has_ended {
            break;
        }
        killed += 1;
    }
    assert!(killed > 0);
    assert_eq!(merge(&folder, "out", &[]).status, Some(0));
    assert!(tree(&folder.path("out")) == whole);
}

/// What was going to be written when the process was killed stays nowhere.
#[test]
fn leftovers_of_a_killed_run_are_removed() {
    let folder = merge_folder();
    put(&folder, "out/.report-export/writing/.report-export-x", "half");
    put(&folder, "out/.report-export/writing-1-of-2/y", "half");
    put(&folder, "out/.report-export/lock", "");
    assert_eq!(merge(&folder, "out", &["--to", "pdf"]).status, Some(0));
    assert_eq!(names(&folder, "out"), ["001.pdf", "002.pdf", "003.pdf", MANIFEST]);
    assert!(!folder.path("out/.report-export").exists());
}

#[cfg(unix)]
#[test]
fn told_to_stop_a_run_finishes_the_reports_at_hand_and_says_so() {
    let folder = long();
    assert_eq!(merge(&folder, "whole", &[]).status, Some(0));
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        let out = format!("out-{signal}");
        let arguments: Vec<&str> = LONG.iter().chain(&["--out-dir", &out]).copied().collect();
        let child = folder.start(&arguments);
        let manifest = folder.path(&out).join(MANIFEST);
        // Once it is at work.
        while fs::read_to_string(&manifest).is_ok_and(|text| text.lines().count() > 1) {
            thread::sleep(Duration::from_millis(2));
        }
        while !fs::read_to_string(&manifest).is_ok_and(|text| text.lines().count() > 1) {
            thread::sleep(Duration::from_millis(2));
        }
        let id = child.id().to_string();
        let kill = std::process::Command::new("kill").args(["-s", signal, &id]).status().unwrap();
        assert!(kill.success());
        let run = crate::common::Run::from(child.wait_with_output().unwrap());
        assert_eq!(run.status, Some(status), "{run:?}");
        assert!(run.stderr.contains("stopped; run it again to go on"), "{run:?}");
        let text = fs::read_to_string(&manifest).unwrap();
        let done = text.lines().count() - 1;
        assert!(done < 60 && text.ends_with('\n'), "{done}");
        assert!(!folder.path(&out).join(".report-export").exists());
        assert_eq!(merge(&folder, &out, &[]).status, Some(0));
        assert!(tree(&folder.path(&out)) == tree(&folder.path("whole")));
    }
}

#[test]
fn a_second_batch_in_one_folder_is_refused_while_the_first_is_at_work() {
    let folder = merge_folder();
    fs::create_dir_all(folder.path("out/.report-export")).unwrap();
    let lock = fs::File::create(folder.path("out/.report-export/lock")).unwrap();
    lock.lock().unwrap();
    let run = merge(&folder, "out", &[]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("another batch is at work in `out`"), "{run:?}");
    drop(lock);
    assert_eq!(merge(&folder, "out", &["--to", "pdf"]).status, Some(0));
}
