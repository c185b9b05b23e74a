//! Files that are no YAML, or too much of it.

use std::fmt::Write as _;
use std::iter;

use super::{exports_with, findings, refuses, refuses_in_chinese, with_body, with_lines};
use crate::common::Folder;

#[test]
fn slips_that_people_make() {
    for (report, fault) in [
        ("title: 甲: 乙\n", ("E011", (1, 9), "colon", "full-width ：")),
        ("title: \"甲\n", ("E013", (1, 8), "not closed", "closing quotation mark")),
        ("body: [甲, 乙\n", ("E014", (1, 7), "brackets", "close every")),
        ("body:\n  - **甲**\n", ("E016", (2, 5), "`*`", "double quotes")),
        ("body:\n  - 甲\n - 乙\n", ("E017", (3, 2), "line up", "same column")),
        ("body:\n  - 甲\n\t- 乙\n", ("E012", (3, 1), "a tab", "indent with spaces")),
        ("title: 甲\n乙\n", ("E018", (2, 1), "no `key: value`", "a space after the colon")),
        ("title: 甲\n---\ntitle: 乙\n", ("E022", (3, 1), "a second report", "one report per file")),
    ] {
        refuses(report, fault);
    }
    refuses_in_chinese("title: 甲: 乙\n", "冒号加空格", "全角冒号“：”");
}

#[test]
fn an_alias_bomb() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (inner, name) in ('a'..='h').zip('b'..='i') {
        let aliases: Vec<String> = iter::repeat_n(format!("*{inner}"), 9).collect();
        writeln!(bomb, "{name}: &{name} [{}]", aliases.join(", ")).unwrap();
    }
    refuses(&bomb, ("E025", (6, 8), "repeat too much", "write the text out"));
    refuses("title: &a [*a]\n", ("E026", (1, 12), "part of what it refers to", "the text out"));
    refuses_in_chinese(&bomb, "重复的内容过多", "请直接写出内容");
}

#[test]
fn ten_thousand_levels() {
    const DEPTH: usize = 10_000;
    for flow in ["[".repeat(DEPTH) + &"]".repeat(DEPTH), "[".repeat(DEPTH), "{a: ".repeat(DEPTH)] {
        let report = format!("title: 题\nbody: {flow}\n");
        let found = findings(&Folder::new(), report.as_bytes(), "en");
        // How far the parser comes is its own affair.
        assert_eq!((&found[0]["code"], &found[0]["line"]), (&"E023".into(), &2.into()));
    }
    refuses("- ".repeat(DEPTH), ("E023", (1, 129), "nested too deeply", "double quotes"));
    let mut block = String::new();
    for level in 0..DEPTH {
        writeln!(block, "{}a:", " ".repeat(level)).unwrap();
    }
    refuses(&block, ("E023", (65, 65), "nested too deeply", "double quotes"));
    refuses_in_chinese(&block, "嵌套层次过深", "英文双引号");
}

/// Brackets and stars of the markup, which a careless parser takes as many steps as levels for.
#[test]
fn markup_without_end_is_text() {
    for mark in ["*", "[", "<", "`a", "*a **b ", "![", "&", "[a](", "_a_*"] {
        // errors only: most of them have no place to break
        exports_with(with_body(&format!("  - \"甲{}\"\n", mark.repeat(3000))), &["-q"]);
    }
}

#[test]
fn thousands_of_faults() {
    let blocks = "  - { bad: 甲 }\n".repeat(3000);
    let found = findings(&Folder::new(), with_body(&blocks).as_bytes(), "en");
    assert_eq!(found.len(), 3000);
    let keys: String = (0..3000).fold(String::new(), |mut keys, number| {
        writeln!(keys, "key{number}: 甲").unwrap();
        keys
    });
    let found = findings(&Folder::new(), with_lines(&keys).as_bytes(), "zh");
    assert_eq!(found.len(), 3000);
}
