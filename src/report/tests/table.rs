//! Tables: the grid that their cells fill.

use super::*;

fn table(columns: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("      - {row}\n")).collect();
    with_body(&format!("- table:\n    columns: {columns}\n    rows:\n{rows}"))
}

fn read(columns: &str, rows: &[&str]) -> Table {
    let report = good(&table(columns, rows));
    let [Block::Table(table)] = &report.body[..] else { panic!("{:?}", report.body) };
    table.clone()
}

/// A cell as text, column, columns, rows.
fn places(rows: &[Vec<Cell>]) -> Vec<(String, usize, usize, usize)> {
    let place = |cell: &Cell| (content(cell), cell.column, cell.columns, cell.rows);
    rows.iter().flatten().map(place).collect()
}

fn faults(columns: &str, rows: &[&str]) -> Vec<(Code, usize, usize)> {
    found(&table(columns, rows))
}

#[test]
fn cells_stand_where_no_cell_above_reaches() {
    let table = read(
        "[甲, 乙, 丙]",
        &["[{ text: 并, rows: 2 }, 1, 2]", "[3, 4]", "[{ text: 合计, columns: 2 }, 5]"],
    );
    let expected = [
        ("并", 0, 1, 2),
        ("1", 1, 1, 1),
        ("2", 2, 1, 1),
        ("3", 1, 1, 1),
        ("4", 2, 1, 1),
        ("合计", 0, 2, 1),
        ("5", 2, 1, 1),
    ];
    assert_eq!(places(&table.rows), expected.map(|(text, a, b, c)| (text.to_owned(), a, b, c)));
}

#[test]
fn columns_in_groups_have_rows_of_headings_for_each_level() {
    let table = read(
        "[地区, { title: 人数, columns: [{ title: 城镇, columns: [男, 女] }, 乡村] }]",
        &["[东, 1, 2, 3]"],
    );
    assert_eq!(table.columns.len(), 4);
    let expected = [
        ("地区", 0, 1, 3),
        ("人数", 1, 3, 1),
        ("城镇", 1, 2, 1),
        ("乡村", 3, 1, 2),
        ("男", 1, 1, 1),
        ("女", 2, 1, 1),
    ];
    let expected = expected.map(|(text, a, b, c)| (text.to_owned(), a, b, c));
    assert_eq!(places(&table.headings), expected);
}

#[test]
fn headings_in_groups_in_groups_end_at_four_rows() {
    let nested = |depth: usize| {
        let open = "{ title: 甲, columns: [".repeat(depth);
        format!("[{open}乙{}]", "] }".repeat(depth))
    };
    assert_eq!(read(&nested(3), &["[1]"]).headings.len(), 4);
    assert_eq!(faults(&nested(4), &["[1]"])[0].0, Code::ColumnGroupTooDeep);
    let width_of_a_group = "[{ title: 甲, columns: [乙], width: 20% }]";
    assert_eq!(faults(width_of_a_group, &["[1]"])[0].0, Code::UnknownKey);
}

#[test]
fn cells_have_several_paragraphs_and_alignments_of_their_own() {
    let table = read("[甲]", &["[[第一段, 2]]", "[{ text: [一, 二], align: right }]", "[{}]"]);
    assert_eq!(
        places(&table.rows).iter().map(|cell| &*cell.0).collect::<Vec<_>>(),
        ["第一段¶2", "一¶二", ""]
    );
    assert_eq!(table.rows[1][0].align, CellAlign::Right);
    assert_eq!(faults("[甲]", &["[{ text: 一, align: decimal }]"])[0].0, Code::UnknownChoice);
}

#[test]
fn cells_keep_to_the_grid() {
    let two = "[甲, 乙]";
    for (rows, expected) in [
        (&["[{ text: 一, columns: 3 }]"][..], (Code::SpanOverEdge, 6, 10)),
        (&["[1, { text: 一, columns: 2 }]"][..], (Code::SpanOverEdge, 6, 13)),
        (&["[1, { text: 一, rows: 2 }]"][..], (Code::SpanBelowTable, 6, 13)),
        (
            &["[1, { text: 一, rows: 2 }]", "[{ text: 二, columns: 2 }]"][..],
            (Code::SpanOverlap, 7, 10),
        ),
        (&["[{ text: 一, rows: 2 }, 1]", "[2, 3]"][..], (Code::RowGrid, 7, 9)),
        (&["[{ text: 一, columns: 0 }]"][..], (Code::SpanNumber, 6, 30)),
        (&["[{ text: 一, columns: 两, rows: 1 }]"][..], (Code::SpanNumber, 6, 30)),
        (&["[{ text: 一, columns: 1.5 }]"][..], (Code::SpanNumber, 6, 30)),
        (&["[{ text: 一, columns: 99999999999999999999 }]"][..], (Code::SpanNumber, 6, 30)),
        (&["[{ text: 一, 列: 2 }, 1]"][..], (Code::UnknownKey, 6, 21)),
    ] {
        let (_, line, _) = expected;
        let found = faults(two, rows);
        assert_eq!((found[0].0, found[0].1), (expected.0, line), "{rows:?}: {found:?}");
    }
}

#[test]
fn a_row_is_told_how_much_of_it_cells_above_take() {
    let (message, hint) = said(&table("[甲, 乙, 丙]", &["[{ text: 一, rows: 2 }, 1, 2]", "[3]"]));
    assert_eq!(message, "row 2 fills 1 columns, but of the 3 columns cells above leave 2 free");
    assert!(hint.is_some_and(|hint| hint.contains("leave out")));
}

#[test]
fn all_rows_are_checked_though_one_is_wrong() {
    let found = faults("[甲, 乙]", &["[1]", "[1, 2, 3]", "[1, 2]"]);
    assert_eq!(found.iter().map(|found| found.1).collect::<Vec<_>>(), [6, 7]);
}
