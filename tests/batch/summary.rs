//! What is told to continuous integration.

use std::fs;

use serde_json::Value;

use super::{FAULTY, ROWS, SOUND, folder, merge, merge_folder, put};

#[test]
fn reports_are_written_for_machines_and_people() {
    let folder = folder(&[("in/a.yaml", FAULTY), ("in/b.yaml", SOUND)]);
    let run = folder.run(&[
        "batch",
        "in",
        "--out-dir",
        "out",
        "--report",
        "junit=j.xml",
        "--report",
        "json=j.json",
        "--report",
        "markdown=j.md",
    ]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let read = |name: &str| fs::read_to_string(folder.path(name)).unwrap();
    let xml = read("j.xml");
    assert!(xml.contains("tests=\"2\" failures=\"1\" errors=\"0\""), "{xml}");
    assert!(xml.contains("in/a.yaml:4:5"), "{xml}");
    let json: Value = serde_json::from_str(&read("j.json")).unwrap();
    assert_eq!((&json["written"], &json["faulty"]), (&1.into(), &1.into()));
    assert_eq!(json["items"][0]["findings"][0]["line"], 4);
    assert!(read("j.md").contains("| a | in/a.yaml:4:5 |"), "{}", read("j.md"));
}

#[test]
fn github_gets_annotations_and_a_summary_of_the_job() {
    let folder = merge_folder();
    put(&folder, "rows.csv", ROWS.replace("250.50", "x"));
    put(&folder, "summary.md", "before\n");
    let arguments = [
        "batch",
        "--template",
        "notice.yaml",
        "--data",
        "rows.csv",
        "--out-dir",
        "out",
        "--dry-run",
    ];
    let github = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", "summary.md")];
    let run = folder.run_with(&arguments, &github);
    let command = run.stderr.lines().find(|line| line.starts_with("::error ")).unwrap();
    assert!(command.starts_with("::error file=notice.yaml,line=5,col="), "{command}");
    assert!(command.contains("title=E142::[2] "), "{command}");
    let summary = fs::read_to_string(folder.path("summary.md")).unwrap();
    assert!(summary.starts_with("before\n## Batch of reports\n"), "{summary}");
    assert!(!merge(&folder, "out", &["--dry-run"]).stderr.contains("::error"));
}

#[test]
fn long_batches_are_told_in_a_few_lines() {
    let folder = merge_folder();
    let rows: String = (0..60).map(|number| format!("{number},县,1\n")).collect();
    put(&folder, "rows.csv", format!("no,county,sum\n{rows}"));
    let run = merge(&folder, "out", &["--dry-run"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert!(lines.len() <= 21 && lines[0] == "3 of 60", "{lines:?}");
    assert_eq!(lines.last(), Some(&"60 sound"));
    assert!(merge(&folder, "out", &["--dry-run", "-q"]).stderr.is_empty());
    assert!(merge(&folder, "out", &["--dry-run", "-v"]).stderr.lines().count() > 60);
}
