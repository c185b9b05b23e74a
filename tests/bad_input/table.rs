//! Tables that can't be, and tables that don't fit.

use super::{exports, findings, refuses, refuses_in_chinese, text, with_body};
use crate::common::Folder;

fn table(keys: &str, rows: &str) -> String {
    with_body(&format!("  - table:\n      {keys}\n      rows:\n        - {rows}\n"))
}

#[test]
fn rows_of_another_length() {
    let two = |row: &str| table("columns: [甲, 乙]", row);
    let says = |cells: u8| format!("row 1 has {cells} cells, but the table has 2 columns");
    refuses(two("[1]"), ("E070", (6, 11), &says(1), "`null` for an empty cell"));
    refuses(two("[面积, 1,145]"), ("E070", (6, 11), &says(3), "\"1,145\""));
    refuses(two("[1, [[2]]]"), ("E071", (6, 16), "a paragraph of a cell is text", "a list of"));
    refuses_in_chinese(two("[1]"), "第 1 行有 1 格，而表格有 2 列", "空格写 `null`");
}

#[test]
fn cells_that_reach_too_far() {
    let two = |row: &str| table("columns: [甲, 乙]", row);
    let says = "row 1: the cell in column 2 takes 2 columns, but there are only 1";
    refuses(
        two("[1, { text: 一, columns: 2 }]"),
        ("E213", (6, 15), says, "write `columns: 1` at most"),
    );
    let says = "row 1: the cell in column 1 takes 5 rows, but the table has only 1";
    refuses(two("[{ text: 一, rows: 5 }, 1]"), ("E214", (6, 12), says, "write `rows: 1` at most"));
    let below = "[1, { text: 一, rows: 2 }]\n        - [{ text: 二, columns: 2 }]";
    let says = "row 2: the cell in column 1 takes 2 columns, but a cell above takes column 2";
    refuses(two(below), ("E215", (7, 12), says, "one of the two cells smaller"));
    let short = "[1, { text: 一, rows: 2 }]\n        - [2, 3]";
    let says = "row 2 fills 2 columns, but of the 2 columns cells above leave 1 free";
    refuses(two(short), ("E210", (7, 11), says, "leave out what cells above cover"));
    let zero = two("[1, { text: 一, columns: 0 }]");
    refuses(&zero, ("E212", (6, 35), "`columns` needs a whole number", "`columns: 2`"));
    refuses_in_chinese(&zero, "`columns` 应为不小于 1 的整数", "例如写 `columns: 2`");
}

#[test]
fn headings_in_too_many_rows() {
    let five = "{ title: 甲, columns: [".repeat(4) + "乙" + &"] }".repeat(4);
    let fault = ("E211", (4, 0), "at most 4 rows", "fewer groups");
    let found =
        findings(&Folder::new(), table(&format!("columns: [{five}]"), "[1]").as_bytes(), "en");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], fault.0);
    assert!(
        text(&found[0], "message").contains(fault.2) && text(&found[0], "hint").contains(fault.3)
    );
}

#[test]
fn widths_that_nothing_can_have() {
    let column = |width: &str| {
        let columns = format!("[{{ title: 甲, width: {width} }}]");
        with_body(&format!("  - table: {{ columns: {columns}, rows: [[1]] }}\n"))
    };
    for width in ["0mm", "-5mm", "1e9mm", "12", "nan", "101%", "30px", "3字"] {
        refuses(column(width), ("E072", (3, 43), "is not a width", "30mm, 20%"));
    }
    refuses(column("5000mm"), ("E112", (3, 5), "the columns need", "give smaller widths"));
    let both = "columns: [{ title: 甲, width: 60% }, { title: 乙, width: 41% }]";
    refuses(table(both, "[1, 2]"), ("E073", (4, 16), "the columns take 101%", "100% at most"));
}

/// What to do is said: turn the table if that helps, or split it.
#[test]
fn more_columns_than_a_page_has_room_for() {
    let columns = |count: usize, cell: &str| {
        let titles: Vec<String> = (1..=count).map(|number| format!("第{number}")).collect();
        let row = vec![cell; count].join(", ");
        table(&format!("columns: [{}]", titles.join(", ")), &format!("[{row}]"))
    };
    let turn = columns(11, "12345");
    refuses(&turn, ("E112", (3, 5), "the page has 155.8", "write `turned: true`"));
    let split = columns(60, "12");
    refuses(&split, ("E112", (3, 5), "the columns need", "split the table into"));
    refuses_in_chinese(&split, "各列共需", "把表格按列拆成");
    exports(turn.replace("rows:", "turned: true\n      rows:"));
}

/// A word or number that is wider than its column is split, but not in silence.
#[test]
fn words_that_are_wider_than_their_column() {
    let warns = |report: &str| {
        let folder = Folder::with(report);
        let run = folder.run(&["check", "report.yaml", "--message-format=json", "--lang=en"]);
        assert_eq!(run.status, Some(0), "{run:?}");
        run.records()
    };
    let narrow = table("columns: [{ title: 甲, width: 15mm }, 乙]", "[\"1,145,678.90\", 乙]");
    let found = warns(&narrow);
    assert_eq!((found.len(), &found[0]["code"]), (1, &"W216".into()), "{found:#?}");
    assert!(text(&found[0], "message").contains("“1,145,678.90” is "));
    assert!(text(&found[0], "hint").contains("a `width` of 30mm"), "{found:#?}");
    let address = "x".repeat(80);
    let found = warns(&table("columns: [甲, 乙]", &format!("[{address}, 乙]")));
    assert_eq!((found.len(), &found[0]["code"]), (1, &"W216".into()), "{found:#?}");
    assert!(text(&found[0], "hint").contains("<br>"), "{found:#?}");
}
