//! One template, many rows.

use std::fs;

use super::{MANIFEST, ROWS, TEMPLATE, folder, merge, merge_folder, names, put};

#[test]
fn every_row_becomes_a_report_of_its_name() {
    let folder = merge_folder();
    let run = merge(&folder, "out", &["--to", "pdf"]);
    assert_eq!((run.status, run.stderr.lines().last()), (Some(0), Some("3 written")), "{run:?}");
    assert_eq!(names(&folder, "out"), ["001.pdf", "002.pdf", "003.pdf", MANIFEST]);
    let run = folder.run(&[
        "batch",
        "--template",
        "notice.yaml",
        "--data",
        "rows.csv",
        "--to",
        "pdf",
        "--out-dir",
        "unnamed",
    ]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let expected = ["notice-1.pdf", "notice-2.pdf", "notice-3.pdf", MANIFEST];
    assert_eq!(names(&folder, "unnamed"), expected);
}

#[test]
fn the_same_rows_in_every_format_give_the_same_files() {
    let folder = merge_folder();
    let csv = "no,county,sum\n001,安岭县,100\n";
    let jsonl = "{\"no\": \"001\", \"county\": \"安岭县\", \"sum\": \"100\"}\n";
    let yaml = "- { no: \"001\", county: 安岭县, sum: \"100\" }\n";
    let mut outputs = Vec::new();
    for (name, text) in [("r.csv", csv), ("r.jsonl", jsonl), ("r.yaml", yaml)] {
        put(&folder, name, text);
        let arguments =
            ["batch", "--template", "notice.yaml", "--to", "docx", "--name", "{{ no }}"];
        let more = ["--out-dir", name.rsplit('.').next().unwrap(), "--data", name];
        let run = folder.run(&arguments.iter().chain(&more).copied().collect::<Vec<_>>());
        assert_eq!(run.status, Some(0), "{run:?}");
        outputs.push(super::tree(&folder.path(name.rsplit('.').next().unwrap())));
    }
    assert!(outputs.iter().all(|files| *files == outputs[0]), "{:?}", outputs[0].keys());
}

#[test]
fn findings_of_a_row_have_its_number_and_the_line_of_the_template() {
    let folder = merge_folder();
    put(&folder, "rows.csv", ROWS.replace("250.50", "viel"));
    let run = merge(&folder, "out", &["--to", "pdf"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("--> notice.yaml:5:"), "{run:?}");
    assert!(run.stderr.contains("row 2 of the data, rows.csv:3"), "{run:?}");
    assert_eq!(names(&folder, "out"), ["001.pdf", "003.pdf", MANIFEST]);
    let run = merge(&folder, "out", &["--to", "pdf", "--message-format", "json"]);
    let record = &run.records()[0];
    assert_eq!((&record["row"], &record["data_line"]), (&2.into(), &3.into()), "{record}");
    assert_eq!((&record["data_file"], &record["line"]), (&"rows.csv".into(), &5.into()));
}

#[test]
fn a_missing_column_is_named_with_one_that_is_near() {
    let folder = merge_folder();
    put(&folder, "notice.yaml", TEMPLATE.replace("{{ county }}资金", "{{ conty }}资金"));
    let run = merge(&folder, "out", &["--dry-run"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("the data has no `conty`"), "{run:?}");
    assert!(run.stderr.contains("did you mean `county`?"), "{run:?}");
    assert!(run.stderr.ends_with("3 with errors; 3 errors\n"), "{run:?}");
    assert!(!folder.path("out").exists());
}

#[test]
fn what_many_rows_have_in_common_is_shown_a_few_times_only() {
    let folder = merge_folder();
    let rows: String = (0..50).map(|number| format!("{number:03},县,x\n")).collect();
    put(&folder, "rows.csv", format!("no,county,sum\n{rows}"));
    let run = merge(&folder, "out", &["--dry-run"]);
    assert_eq!(run.stderr.matches("error[E142]").count(), 3, "{run:?}");
    assert!(run.stderr.contains("47 more findings"), "{run:?}");
    let run = merge(&folder, "out", &["--dry-run", "-v"]);
    assert_eq!(run.stderr.matches("error[E142]").count(), 50, "{run:?}");
}

#[test]
fn pictures_and_themes_of_a_template_are_beside_it() {
    let folder = folder(&[
        ("t/office.yaml", "extends: gbt9704\n"),
        ("rows.csv", ROWS),
        ("t/mark.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
    ]);
    let settings = "settings: { theme: office.yaml }\n";
    let figure = "  - figure: { file: mark.svg, alt: 标志 }\n";
    put(&folder, "t/notice.yaml", format!("{TEMPLATE}{figure}{settings}"));
    let run = |out: &str| {
        let arguments = ["batch", "--template", "t/notice.yaml", "--data", "rows.csv"];
        let more = ["--to", "docx", "--out-dir", out];
        folder.run(&arguments.iter().chain(&more).copied().collect::<Vec<_>>())
    };
    assert_eq!(run("out").status, Some(0));
    let manifest = fs::read_to_string(folder.path("out").join(MANIFEST)).unwrap();
    assert!(manifest.contains("\"path\":\"mark.svg\"") && manifest.contains("office.yaml"));
    assert!(run("out").stderr.ends_with("3 unchanged\n"));
    put(
        &folder,
        "t/mark.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"8\"/>",
    );
    assert!(run("out").stderr.ends_with("3 written\n"));
}
