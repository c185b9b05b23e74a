//! How findings are shown.

use super::{DRAFT, FAULTY, SOUND};
use crate::common::{Folder, has_han};

#[test]
fn a_sound_report_has_no_findings() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["check", "report.yaml"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), "no findings\n"));
    let run = folder.run(&["-q", "check", "report.yaml"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(folder.names(), ["report.yaml"]);
}

#[test]
fn all_findings_are_shown_in_the_order_of_their_places() {
    let run = Folder::with(FAULTY).run(&["check", "report.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let first = run.stderr.find("--> report.yaml:4:1").expect("the first error");
    let second = run.stderr.find("--> report.yaml:7:").expect("the second error");
    assert!(first < second, "{run:?}");
    assert!(run.stderr.contains("4 | bodyy:"), "{run:?}");
    assert!(run.stderr.ends_with("2 errors\n"), "{run:?}");
}

#[test]
fn several_reports_are_checked_even_if_one_cannot_be_read() {
    let folder = Folder::with(FAULTY);
    folder.write("sound.yaml", SOUND);
    let run = folder.run(&["check", "missing.yaml", "report.yaml", "sound.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("missing.yaml") && run.stderr.contains("report.yaml:4:1"));
    assert!(run.stderr.ends_with("2 errors in 3 reports\n"), "{run:?}");
    let run = folder.run(&["check", "sound.yaml", "report.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let run = folder.pipe(&["check", "-", "-"], SOUND.as_bytes());
    assert_eq!(run.status, Some(2), "{run:?}");
}

#[test]
fn notes_are_shown_on_request_and_errors_always() {
    let folder = Folder::with(DRAFT);
    assert!(!folder.run(&["check", "report.yaml"]).stderr.contains("note"));
    let run = folder.run(&["-v", "check", "report.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(run.stderr.contains("note[") && run.stderr.contains("report.yaml:5:12"), "{run:?}");
    folder.write("report.yaml", FAULTY);
    let run = folder.run(&["-q", "check", "report.yaml"]);
    assert!(run.stderr.contains("error[") && !run.stderr.contains("2 errors"), "{run:?}");
}

#[test]
fn findings_for_machines_are_an_object_a_line() {
    let folder = Folder::with(FAULTY);
    let run = folder.run(&["check", "report.yaml", "--message-format", "json", "--lang", "zh"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let records = run.records();
    assert_eq!(records.len(), 2, "{run:?}");
    assert_eq!(records[0]["severity"], "error");
    assert_eq!(records[0]["file"], "report.yaml");
    assert_eq!((&records[0]["line"], &records[0]["column"]), (&4.into(), &1.into()));
    assert_eq!((&records[0]["end_line"], &records[0]["end_column"]), (&4.into(), &6.into()));
    assert_eq!(records[0]["excerpt"], "bodyy:");
    assert!(has_han(records[0]["message"].as_str().unwrap()), "{run:?}");
    let run = folder.run(&["check", "missing.yaml", "--message-format=json"]);
    assert_eq!(run.records()[0]["severity"], "error", "{run:?}");
    assert_eq!(run.status, Some(2));
}

#[test]
fn colors_are_for_terminals_unless_asked_for() {
    let folder = Folder::with(FAULTY);
    let is_colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        folder.run_with(arguments, variables).stderr.contains('\u{1b}')
    };
    for report in ["report.yaml", "missing.yaml"] {
        assert!(!is_colored(&["check", report], &[]));
        assert!(!is_colored(&["check", report, "--color", "never"], &[]));
        assert!(!is_colored(&["check", report], &[("NO_COLOR", "1")]));
        assert!(is_colored(&["check", report, "--color", "always"], &[]));
        assert!(is_colored(&["check", report, "--color=always"], &[("NO_COLOR", "1")]));
        assert!(!is_colored(&["check", report, "--color=always", "--message-format=json"], &[]));
    }
    assert!(is_colored(&["--nonsense", "--color=always"], &[]));
    assert!(!is_colored(&["--nonsense"], &[]));
}

/// A paragraph of 28 + 1 characters, the first two indented: the last line is 字。
const ORPHAN: &str = "kind: plain\ntitle: 孤字\nbody:\n  - 国国国国国国国国国国国国国国国国国国国国国国国国国国字。\n";

#[test]
fn a_last_line_of_one_character_is_a_note_with_its_place() {
    let folder = Folder::with(ORPHAN);
    let run = folder.run(&["check", "-v", "report.yaml", "--message-format", "json"]);
    let record = &run.records()[0];
    assert_eq!(record["code"], "N120", "{}", run.stderr);
    assert_eq!((&record["line"], &record["column"]), (&4.into(), &5.into()));
    assert!(run.stderr.contains("|字。"), "{}", run.stderr);
    assert_eq!(folder.run(&["check", "report.yaml", "-q"]).stderr, "");
}

#[test]
fn orphans_are_avoided_by_tracking_in_both_files_if_asked_for() {
    let folder = Folder::with(ORPHAN);
    let arguments = ["--fix-orphans", "-v", "--message-format", "json"];
    for format in ["pdf", "docx", "check"] {
        let run = folder.run(&[&[format, "report.yaml"][..], &arguments].concat());
        assert_eq!(run.records()[0]["code"], "N121", "{}", run.stderr);
    }
    let package = std::fs::File::open(folder.path("report.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(package).unwrap();
    let document = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    assert!(document.contains("<w:spacing w:val=\"-4\"/>"), "{document}");
}

#[test]
fn a_line_without_a_place_to_break_is_a_warning() {
    for text in ["x".repeat(400), "》".repeat(200), "—".repeat(1000)] {
        let folder = Folder::with(&format!("kind: plain\ntitle: 甲\nbody:\n  - \"{text}\"\n"));
        let run = folder.run(&["check", "report.yaml", "--message-format", "json"]);
        let codes: Vec<String> = run
            .records()
            .iter()
            .map(|r| r["code"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(codes, ["W122"], "{text}");
    }
}

/// No word processor breaks lines by CLREQ.
#[test]
fn a_word_file_of_a_report_with_lines_by_clreq_is_a_warning() {
    let folder = Folder::with(&format!("{ORPHAN}settings: {{ line_breaking: clreq }}\n"));
    let run = folder.run(&["docx", "report.yaml", "--message-format", "json"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(run.records()[0]["code"], "W250", "{}", run.stderr);
    for command in ["pdf", "check"] {
        // and no last line of one character
        let run = folder.run(&[command, "report.yaml", "-v", "--message-format", "json"]);
        assert!(!run.stderr.contains("W250") && !run.stderr.contains("N120"), "{}", run.stderr);
    }
    // the Word file itself is as it is without
    let docx = |report: &str| {
        let folder = Folder::with(report);
        folder.run(&["docx", "report.yaml", "-q"]);
        std::fs::read(folder.path("report.docx")).unwrap()
    };
    let with = docx(&format!("{ORPHAN}settings: {{ line_breaking: clreq }}\n"));
    assert_eq!(with, docx(ORPHAN));
}
