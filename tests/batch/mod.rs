//! Many reports in one run.

mod bad_input;
mod files;
mod merge;
mod resume;
mod shard;
mod summary;
mod worker;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{Folder, Run};

const SOUND: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
body:
  - 现将有关情况报告如下。
";

const FAULTY: &str = "kind: plain
title: 关于某事的报告
body:
  - paragraf: 党建工作
";

const TEMPLATE: &str = "kind: notice
issuer: 某市财政局
title: \"关于{{ county }}补助资金的通知\"
body:
  - \"下达{{ county }}资金{{ sum | money }}。\"
";

const ROWS: &str = "no,county,sum
001,安岭县,100
002,白沙市,250.50
003,长丰区,70
";

const MANIFEST: &str = "report-export.manifest.jsonl";

/// A folder with files, made with the folders that they are in.
fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    for (name, text) in files {
        put(&folder, name, text);
    }
    folder
}

fn put(folder: &Folder, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.path(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A template with rows.
fn merge_folder() -> Folder {
    folder(&[("notice.yaml", TEMPLATE), ("rows.csv", ROWS)])
}

/// Runs a merge of that folder with more arguments.
fn merge(folder: &Folder, out: &str, more: &[&str]) -> Run {
    let mut arguments = vec!["batch", "--template", "notice.yaml", "--data", "rows.csv"];
    arguments.extend(["--out-dir", out, "--name", "{{ no }}"]);
    arguments.extend(more);
    folder.run(&arguments)
}

/// All files below a folder with their bytes, by their paths.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn names(folder: &Folder, out: &str) -> Vec<String> {
    tree(&folder.path(out)).into_keys().collect()
}
