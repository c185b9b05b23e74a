//! Shards, and what joins them.

use std::fs;

use super::{MANIFEST, folder, merge, merge_folder, put, tree};
use crate::common::Folder;

/// A template with thirty rows.
fn many() -> Folder {
    let folder = merge_folder();
    let rows: String = (0..30).map(|number| format!("{number:03},县{number},{number}\n")).collect();
    put(&folder, "rows.csv", format!("no,county,sum\n{rows}"));
    folder
}

fn shards(folder: &Folder, count: u32, out: impl Fn(u32) -> String) {
    for index in 1..=count {
        let shard = format!("{index}/{count}");
        let run = merge(folder, &out(index), &["--to", "docx", "--shard", &shard]);
        assert_eq!(run.status, Some(0), "{run:?}");
    }
}

#[test]
fn shards_in_one_folder_join_to_the_bytes_of_one_run() {
    let folder = many();
    assert_eq!(merge(&folder, "whole", &["--to", "docx"]).status, Some(0));
    shards(&folder, 4, |_| "out".to_owned());
    assert_eq!(tree(&folder.path("out")).len(), 34);
    let run = folder.run(&["manifest", "merge", "out"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(run.stderr.starts_with("4 shards, 30 outputs"), "{run:?}");
    assert!(tree(&folder.path("out")) == tree(&folder.path("whole")));
    let run = merge(&folder, "out", &["--to", "docx"]);
    assert!(run.stderr.ends_with("30 unchanged\n"), "{run:?}");
}

#[test]
fn shards_in_folders_of_their_own_join_too() {
    let folder = many();
    assert_eq!(merge(&folder, "whole", &["--to", "docx"]).status, Some(0));
    shards(&folder, 3, |index| format!("s{index}"));
    let run = folder.run(&["manifest", "merge", "s1", "s2", "s3", "--out-dir", "out"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(tree(&folder.path("out")) == tree(&folder.path("whole")));
}

#[test]
fn what_is_lost_is_named() {
    let folder = many();
    shards(&folder, 3, |index| format!("s{index}"));
    let join = |folders: &[&str]| {
        let arguments = ["manifest", "merge", "--out-dir", "out"];
        folder.run(&arguments.iter().chain(folders).copied().collect::<Vec<_>>())
    };
    let run = join(&["s1", "s3"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("shard 2/3 is missing"), "{run:?}");
    let output = tree(&folder.path("s2")).into_keys().next().unwrap();
    fs::remove_file(folder.path("s2").join(&output)).unwrap();
    let run = join(&["s1", "s2", "s3"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains(&format!("the output `s2/{output}` is missing")), "{run:?}");
    put(&folder, &format!("s2/{output}"), "other");
    assert!(join(&["s1", "s2", "s3"]).stderr.contains("is not the one that the manifest lists"));
    let manifest = folder.path("s3/report-export.manifest.3-of-3.jsonl");
    let text = fs::read_to_string(&manifest).unwrap();
    let cut: Vec<&str> = text.lines().take(3).collect();
    fs::write(&manifest, format!("{}\n", cut.join("\n"))).unwrap();
    assert!(join(&["s1", "s2", "s3"]).stderr.contains("shard 3/3 is not finished"));
    assert!(!folder.path("out").join(MANIFEST).exists());
    assert_eq!(join(&["s1", "s1"]).status, Some(2));
    assert_eq!(join(&["empty"]).status, Some(2));
}

#[test]
fn shards_of_other_data_are_not_joined() {
    let folder = many();
    shards(&folder, 2, |index| format!("s{index}"));
    put(&folder, "rows.csv", "no,county,sum\n1,安岭县,1\n2,白沙市,2\n");
    let run = merge(&folder, "s2", &["--to", "docx", "--shard", "2/2"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let run = folder.run(&["manifest", "merge", "s1", "s2", "--out-dir", "out"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("are of different batches"), "{run:?}");
}

#[test]
fn an_array_job_says_which_shard_it_is() {
    let folder = merge_folder();
    let arguments = [
        "batch",
        "--template",
        "notice.yaml",
        "--data",
        "rows.csv",
        "--to",
        "pdf",
        "--out-dir",
        "out",
        "--shard",
    ];
    let run = |shard: &str, variables: &[(&str, &str)]| {
        let arguments: Vec<&str> = arguments.iter().chain(&[shard]).copied().collect();
        folder.run_with(&arguments, variables)
    };
    let gitlab = run("auto", &[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "2")]);
    assert_eq!(gitlab.status, Some(0), "{gitlab:?}");
    assert!(gitlab.stderr.starts_with("shard 2/2 (GitLab): "), "{gitlab:?}");
    assert!(folder.path("out/report-export.manifest.2-of-2.jsonl").exists());
    let kubernetes = run("auto/2", &[("JOB_COMPLETION_INDEX", "0")]);
    assert!(
        kubernetes.stderr.starts_with("shard 1/2 (Kubernetes Indexed Job): "),
        "{kubernetes:?}"
    );
    let unknown = run("auto", &[("JOB_COMPLETION_INDEX", "0")]);
    assert_eq!(unknown.status, Some(2), "{unknown:?}");
    assert!(unknown.stderr.contains("--shard auto/N"), "{unknown:?}");
}

#[test]
fn more_shards_than_jobs_are_no_fault() {
    let folder = merge_folder();
    shards(&folder, 8, |_| "out".to_owned());
    assert_eq!(folder.run(&["manifest", "merge", "out"]).status, Some(0));
}

#[test]
fn a_shard_and_a_whole_run_exclude_each_other_but_shards_do_not() {
    let folder = folder(&[("notice.yaml", super::TEMPLATE), ("rows.csv", super::ROWS)]);
    fs::create_dir_all(folder.path("out/.report-export")).unwrap();
    let lock = fs::File::create(folder.path("out/.report-export/lock")).unwrap();
    lock.lock_shared().unwrap();
    assert_eq!(merge(&folder, "out", &["--to", "pdf"]).status, Some(2));
    assert_eq!(merge(&folder, "out", &["--to", "pdf", "--shard", "1/2"]).status, Some(0));
    let own = fs::File::create(folder.path("out/.report-export/lock-2-of-2")).unwrap();
    own.lock().unwrap();
    assert_eq!(merge(&folder, "out", &["--to", "pdf", "--shard", "2/2"]).status, Some(2));
}
