//! Keys, values and blocks that the format does not have.

use std::fmt::Write as _;

use super::{assert_fault, findings, refuses, refuses_in_chinese, with_body, with_lines};
use crate::common::Folder;

#[test]
fn unknown_keys() {
    let near = ("E030", (3, 1), "unknown key `titel`", "did you mean `title`?");
    refuses(with_lines("titel: 乙\n"), near);
    let in_table = "  - table: { colums: [甲], columns: [甲], rows: [[1]] }\n";
    refuses(with_body(in_table), ("E030", (3, 14), "`colums`", "`columns`"));
    refuses(with_body("  - { haeding: 甲 }\n"), ("E030", (3, 7), "`haeding`", "`heading`"));
    refuses(with_lines("附注: 乙\n"), ("E030", (3, 1), "`附注`", "did you mean `note`?"));
    refuses(with_lines("xyz: 乙\n"), ("E030", (3, 1), "`xyz`", "the keys here: `title`, `body`"));
    refuses_in_chinese(with_lines("titel: 乙\n"), "未知的键 `titel`", "是否要写 `title`？");
}

#[test]
fn wrong_types() {
    for (lines, code, column, message, hint) in [
        ("note: [甲]\n", "E042", 7, "`note` needs text", "double quotes"),
        ("note: 2024\n", "E045", 7, "YAML takes 2024 for something else", "quotes: \"2024\""),
        ("issuer: { a: 甲 }\n", "E043", 9, "text or a list of texts", "double quotes"),
        ("attachments: 甲\n", "E041", 14, "`attachments` needs a list", "`- `"),
        ("attachments: [甲]\n", "E040", 15, "needs keys and values", "`title`, `body`"),
        ("signature: 2024-12-31\n", "E040", 12, "needs keys and values", "`date`"),
        ("kind: raport\n", "E048", 7, "can't be `raport`", "did you mean `report`?"),
    ] {
        refuses(with_lines(lines), (code, (3, column), message, hint));
    }
    let together = "  - { points: [甲], together: 是 }\n";
    refuses(with_body(together), ("E044", (3, 30), "`true` or `false`", "without quotes"));
    refuses("甲乙\n", ("E040", (1, 1), "`report` needs keys and values", "`title`, `body`"));
    refuses("title: 2024\nbody: [甲]\n", ("E045", (1, 8), "`title` needs text", "\"2024\""));
    refuses_in_chinese(with_lines("note: [甲]\n"), "`note` 应为文字", "英文双引号");
}

#[test]
fn missing_and_empty_values() {
    refuses("body: [甲]\n", ("E032", (1, 1), "`title` is missing", "write `title: …`"));
    refuses("title:\nbody: [甲]\n", ("E032", (1, 1), "`title` is missing", "write `title: …`"));
    refuses("title: ''\nbody: [甲]\n", ("E046", (1, 8), "`title` is empty", "write a text"));
    refuses("title: 题\nbody: []\n", ("E047", (2, 7), "`body` has no entries", "at least one"));
    let attachment = "attachments: [{ body: [乙] }]\n";
    refuses(with_lines(attachment), ("E032", (3, 15), "`title` is missing", "write `title: …`"));
    refuses_in_chinese("body: [甲]\n", "缺少 `title`", "请写上 `title: …`");
}

#[test]
fn keys_that_stand_twice() {
    let fault =
        ("E031", (3, 1), "`title` stands here again; the first is on line 1", "one of them");
    refuses(with_lines("title: 乙\n"), fault);
    refuses_in_chinese(with_lines("title: 乙\n"), "`title` 重复；前一个在第 1 行", "只保留一个");
}

#[test]
fn days_that_do_not_exist() {
    let signature = |date: &str| with_lines(&format!("signature: {{ date: {date} }}\n"));
    for (date, code, message, hint) in [
        ("2024-02-30", "E052", "2024-2 has no day 30", "its last day is 2024-02-29"),
        ("2023-02-29", "E052", "2023-2 has no day 29", "its last day is 2023-02-28"),
        ("2024-13-01", "E051", "no month 13", "01 to 12"),
        ("2024年12月31日", "E050", "is not a date", "write 2024-12-31"),
        ("20241231", "E050", "is not a date", "write 2024-12-31"),
        ("99999999999999999999999999999999", "E050", "is not a date", "write 2024-12-31"),
        ("0000-01-01", "E050", "is not a date", "write 2024-12-31"),
    ] {
        refuses(signature(date), (code, (3, 20), message, hint));
    }
    refuses_in_chinese(signature("2024-02-30"), "2024 年 2 月没有 30 日", "2024-02-29");
}

#[test]
fn a_heading_nested_five_deep() {
    let mut blocks = String::new();
    for level in 1..=5 {
        let indentation = " ".repeat(4 * level - 2);
        writeln!(blocks, "{indentation}- heading: 级{level}\n{indentation}  body:").unwrap();
    }
    writeln!(blocks, "{}- 文", " ".repeat(22)).unwrap();
    let fault = ("E063", (11, 21), "four levels: 一、（一）1.（1）", "a paragraph or `points`");
    refuses(with_body(&blocks), fault);
    refuses_in_chinese(with_body(&blocks), "标题最多四级", "请改写为段落或 `points`");
}

#[test]
fn a_footnote_that_is_not_defined() {
    let report = with_body("  - 见注[^甲]。\n");
    refuses(&report, ("E080", (3, 7), "there is no footnote `甲`", "\\[^甲]"));
    refuses_in_chinese(&report, "没有脚注 `甲`", "\\[^甲]");
}

#[test]
fn all_faults_come_at_once_in_the_order_of_their_places() {
    let report = "kind: raport
titel: 题
body:
  - { haeding: 甲 }
  - heading: [乙]
  - 见注[^a]，HTML<b>。
  - table: { columns: [甲], rows: [[1, 2]] }
  - figure: { file: missing.png, alt: 图 }
signature: { date: 2024-13-01 }
kind: plain
";
    let found = findings(&Folder::new(), report.as_bytes(), "en");
    let expected = [
        ("E032", (1, 1)),
        ("E048", (1, 7)),
        ("E030", (2, 1)),
        ("E030", (4, 7)),
        ("E042", (5, 14)),
        ("E080", (6, 7)),
        ("E082", (6, 16)),
        ("E070", (7, 35)),
        ("E090", (8, 21)),
        ("E051", (9, 20)),
        ("E031", (10, 1)),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (finding, (code, place)) in found.iter().zip(expected) {
        assert_fault(finding, (code, place, "", ""));
    }
}

/// A number that no computer can hold is text as good as any.
#[test]
fn long_numbers_stand_as_they_are_written() {
    let digits = "7".repeat(400);
    let cell = format!("  - table: {{ columns: [甲], rows: [[{digits}]] }}\n");
    let run = Folder::with(&with_body(&cell)).run(&["check", "report.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    refuses(with_body("  - 1e400\n"), ("E045", (3, 5), "YAML takes 1e400", "\"1e400\""));
}
