//! What can be wrong with data, names and the output folder.

use std::fs;

use super::{ROWS, SOUND, TEMPLATE, folder, merge, merge_folder, put};
use crate::common::{Folder, Run};

fn with_rows(rows: impl AsRef<[u8]>) -> (Folder, Run) {
    let folder = merge_folder();
    put(&folder, "rows.csv", rows);
    let run = merge(&folder, "out", &[]);
    assert!(!folder.path("out").exists(), "{run:?}");
    (folder, run)
}

#[test]
fn csv_that_can_not_be_read_is_told_where_it_is_wrong() {
    for (rows, place, message) in [
        ("no,county,sum\n1,安岭县\n".as_bytes(), "rows.csv:2:1", "2 cells, there are 3 columns"),
        (b"no,county,sum\n1,\"a,3\n2,b,4\n", "rows.csv:2:3", "never closed"),
        (b"no,no,sum\n1,2,3\n", "rows.csv:1:4", "`no` stands twice"),
        (b"no,county,sum\n", "rows.csv", "no rows"),
        (b"\xb1\xe0\xba\xc5,\xcf\xd8\xc3\xfb\n1,\xb0\xb2\xc1\xeb\n", "rows.csv", "GBK"),
    ] {
        let (_, run) = with_rows(rows);
        assert_eq!(run.status, Some(1), "{run:?}");
        assert!(run.stderr.contains(place) && run.stderr.contains(message), "{run:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_name() {
    let folder = merge_folder();
    put(&folder, "rows.csv", format!("\u{feff}{ROWS}"));
    assert_eq!(merge(&folder, "out", &["--to", "pdf"]).status, Some(0));
}

#[test]
fn a_huge_cell_is_refused() {
    let (_, run) = with_rows(format!("no,county,sum\n1,{},3\n", "x".repeat(10 << 20)));
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("10240 KiB") && run.stderr.len() < 2000, "{}", run.stderr.len());
}

#[test]
fn names_that_lead_out_or_can_not_be_kept_are_refused_with_their_row() {
    for (name, message) in [
        ("../../etc/passwd".to_owned(), "would leave the output folder"),
        ("/etc/passwd".to_owned(), "would leave the output folder"),
        ("a:b".to_owned(), "the character `:`"),
        ("x".repeat(300), "has 305 bytes"),
        (String::new(), "can't be the name"),
        ("nul".to_owned(), "can't be the name"),
    ] {
        let (folder, run) = with_rows(format!("no,county,sum\n1,安岭县,1\n{name},白沙市,2\n"));
        assert_eq!(run.status, Some(1), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
        assert!(run.stderr.contains("row 2 of the data, rows.csv:3"), "{run:?}");
        assert_eq!(folder.names(), ["notice.yaml", "rows.csv"]);
    }
}

#[test]
fn two_rows_of_one_name_are_refused() {
    let (_, run) = with_rows("no,county,sum\na,安岭县,1\nb,白沙市,2\nA,长丰区,3\n");
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("the output `A` is that of row 1 already"), "{run:?}");
}

#[test]
fn an_endless_template_ends_in_a_finding() {
    let folder = merge_folder();
    let endless = "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}";
    put(&folder, "notice.yaml", format!("{TEMPLATE}  - \"{endless}\"\n"));
    let run = merge(&folder, "out", &["--dry-run"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("does not end"), "{run:?}");
}

#[test]
fn data_of_an_unknown_kind_and_an_output_folder_that_is_a_file_are_refused() {
    let folder = merge_folder();
    put(&folder, "out", "");
    let run = merge(&folder, "out", &[]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("`out` is not a folder"), "{run:?}");
    put(&folder, "rows.dbf", ROWS);
    let run = folder.run(&[
        "batch",
        "--template",
        "notice.yaml",
        "--data",
        "rows.dbf",
        "--out-dir",
        "new",
    ]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("`rows.dbf`") && run.stderr.contains(".csv"), "{run:?}");
}

#[test]
fn an_input_is_never_written_over() {
    let folder = folder(&[("in/a.pdf", SOUND)]);
    let run = folder.run(&["batch", "in/a.pdf", "--base", "in", "--out-dir", "in"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("is an input"), "{run:?}");
    assert_eq!(fs::read_to_string(folder.path("in/a.pdf")).unwrap(), SOUND);
}

#[test]
fn a_folder_in_the_place_of_an_output_fails_that_report_alone() {
    let folder = folder(&[("in/a.yaml", SOUND), ("in/b.yaml", SOUND)]);
    put(&folder, "out/a.pdf/x", "");
    let run = folder.run(&["batch", "in", "--to", "pdf", "--out-dir", "out"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("there is a folder where"), "{run:?}");
    assert!(folder.path("out/b.pdf").exists());
}

/// The system refuses to write on, as it does on a full disk: the batch gives up, and goes on when
/// there is room.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_half_way_loses_nothing() {
    let folder = merge_folder();
    let undisturbed = merge(&folder, "whole", &[]);
    assert_eq!(undisturbed.status, Some(0), "{undisturbed:?}");
    let program = env!("CARGO_BIN_EXE_report-export");
    // Word files fit, PDF files with their fonts do not.
    let script = format!(
        "trap '' XFSZ; ulimit -f 20; exec {program} batch --template notice.yaml --data rows.csv --out-dir out --name '{{{{ no }}}}'"
    );
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &script]).current_dir(folder.root()).env("LC_ALL", "C");
    let run = Run::from(shell.output().unwrap());
    assert_eq!(run.status, Some(2), "{run:?}");
    let files = super::tree(&folder.path("out"));
    assert!(files.keys().all(|name| !name.ends_with(".pdf")), "{:?}", files.keys());
    assert_eq!(merge(&folder, "out", &[]).status, Some(0));
    assert!(super::tree(&folder.path("out")) == super::tree(&folder.path("whole")));
}
