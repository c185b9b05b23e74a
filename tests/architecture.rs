//! The table "Who may import whom" of `ARCHITECTURE.md` holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = text.split("## Who may import whom").nth(1).unwrap();
    let rows = section.split("\n## ").next().unwrap().lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split('|').map(str::trim);
        Some((cells.next()?.to_owned(), cells.next()?.split(' ').map(str::to_owned).collect()))
    });
    rows.filter(|(module, _)| module != "module").collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules that a file's code names after `crate::`, tests aside.
fn imports(code: &str) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let names = rest.strip_prefix('{').map_or(rest, |group| group.split('}').next().unwrap());
        let is_group = rest.starts_with('{');
        for name in names.split(',').take(if is_group { usize::MAX } else { 1 }) {
            let name =
                name.trim().split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap();
            found.insert(name.to_owned());
        }
    }
    found
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let table = table();
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut faults = Vec::new();
    for file in files {
        let relative = file.strip_prefix(&source).unwrap();
        let module = relative.components().next().unwrap().as_os_str().to_str().unwrap();
        let module = module.trim_end_matches(".rs");
        let is_test = relative.iter().any(|part| part == "tests" || part == "tests.rs");
        if is_test || matches!(module, "lib" | "main" | "cli") {
            continue;
        }
        let allowed = table.get(module).unwrap_or_else(|| panic!("`{module}` is not in the table"));
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            if import != module && !allowed.contains(&import) {
                faults.push(format!("{} imports {import}", relative.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_program_sees_only_the_public_library() {
    let mut files = vec![root().join("src/main.rs")];
    rust_files(&root().join("src/cli"), &mut files);
    for file in files {
        let code = fs::read_to_string(&file).unwrap();
        let names = imports(&code);
        assert!(names.iter().all(|name| name == "cli"), "{}: {names:?}", file.display());
    }
}
