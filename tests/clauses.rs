//! `docs/clauses.md` names only what is there: keys of the theme, findings, tests.

use std::fs;
use std::path::{Path, PathBuf};

use report_export::diagnostic::Code;
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The cells of the rows of all tables.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| clause"));
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn code_of_all_tests(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code_of_all_tests(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn the_table_of_clauses_names_only_what_is_there() {
    let text = read("docs/clauses.md");
    let theme: Value = serde_saphyr::from_str(&read("data/themes/gbt9704.yaml")).unwrap();
    let mut tests = String::new();
    code_of_all_tests(&root().join("src"), &mut tests);
    code_of_all_tests(&root().join("tests"), &mut tests);
    let rows = rows(&text);
    assert!(rows.len() > 35, "{}", rows.len());
    for row in rows {
        let [clause, _, status, value, measure] = row[..] else { panic!("{row:?}") };
        for key in quoted(value) {
            let found = key.split('.').try_fold(&theme, |value, key| value.get(key));
            assert!(found.is_some(), "{clause}: the theme has no `{key}`");
        }
        for id in status.split([' ', ',', ';', ':']).filter(|word| is_finding(word)) {
            assert!(Code::ALL.iter().any(|code| code.id() == id), "{clause}: no finding {id}");
        }
        for name in quoted(measure) {
            let is_there = root().join(name).exists() || tests.contains(&format!("fn {name}("));
            assert!(is_there, "{clause}: no test `{name}`");
        }
    }
}

fn is_finding(word: &str) -> bool {
    let mut characters = word.chars();
    matches!(characters.next(), Some('E' | 'W' | 'N'))
        && word.len() == 4
        && characters.all(|c| c.is_ascii_digit())
}
