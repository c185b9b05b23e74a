//! Tables: merged cells, rows that keep together, turned pages.

use super::sample::{self, cell, plain};
use super::{Unpacked, body_of, written};
use crate::document::{
    Block, Cell, Orientation, PageNumbers, PageSetup, Position, Row, Section, Table,
};
use crate::docx::EmbedFonts;
use crate::theme::StyleName;
use crate::unit::Length;

fn text(column: usize, text: &str) -> Cell {
    cell(column, StyleName::TableText, text)
}

/// A table of three columns with these rows.
fn table(rows: Vec<Row>) -> Table {
    let columns = [3000, 3000, 2835].map(Length::twips).to_vec();
    Table { columns, rows, header_rows: 0, ..sample::table(&[["", ""]]) }
}

#[test]
fn merged_cells_have_their_span_and_go_on_in_the_rows_below() {
    let merged = Cell { rows: 2, position: Position::Top, ..text(0, "并") };
    let wide = Cell { columns: 2, ..text(1, "跨") };
    let rows = vec![
        Row { cells: vec![merged, wide], keep_with_next: true, ..Row::default() },
        Row { cells: vec![text(1, "甲"), text(2, "乙")], ..Row::default() },
        Row { cells: vec![Cell { columns: 3, ..text(0, "合计") }], ..Row::default() },
    ];
    let body = body_of(vec![Block::Table(table(rows))]);
    let cells: Vec<(String, String)> = body
        .all("w:tc")
        .iter()
        .map(|cell| (cell.content(), written(cell.first("w:tcPr"))))
        .collect();
    let properties = |width: u16, rest: &str| {
        format!("<w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{rest}</w:tcPr>")
    };
    let middle = "<w:vAlign w:val=\"center\"/>";
    let expected = [
        ("并", properties(3000, "<w:vMerge w:val=\"restart\"/><w:vAlign w:val=\"top\"/>")),
        ("跨", properties(5835, &format!("<w:gridSpan w:val=\"2\"/>{middle}"))),
        ("", properties(3000, "<w:vMerge/><w:vAlign w:val=\"top\"/>")),
        ("甲", properties(3000, middle)),
        ("乙", properties(2835, middle)),
        ("合计", properties(8835, &format!("<w:gridSpan w:val=\"3\"/>{middle}"))),
    ];
    assert_eq!(cells, expected.map(|(text, properties)| (text.to_owned(), properties)));
}

/// LibreOffice moves tables with rows of a line without `w:cantSplit` on, and all before them that
/// stands with a footnote; it loses rows below headings that have it.
#[test]
fn rows_that_may_not_be_split_are_kept_whole_but_for_headings() {
    let row = |splits| Row { cells: vec![text(0, "甲")], splits, keep_with_next: false };
    let rows = [false, false, true].map(row);
    let columns = vec![Length::twips(8835)];
    let body =
        body_of(vec![Block::Table(Table { columns, header_rows: 1, ..table(rows.to_vec()) })]);
    let kept = body.all("w:tr").iter().map(|row| row.all("w:cantSplit").len()).collect::<Vec<_>>();
    assert_eq!(kept, [0, 1, 0]);
}

/// GB/T 9704—2012, clause 8: on turned pages the number stays where it is on the paper.
#[test]
fn turned_pages_have_their_number_in_a_frame_whose_text_runs_down() {
    let upright = sample::empty().page;
    let page = PageSetup {
        width: upright.height,
        height: upright.width,
        top: upright.left,
        right: upright.top,
        bottom: upright.right,
        left: upright.bottom,
        orientation: Orientation::Turned,
        ..upright
    };
    let blocks = vec![Block::Paragraph(plain(StyleName::Body, "横排"))];
    let mut document = sample::with_blocks(blocks.clone());
    document.sections.push(Section { page, page_numbers: PageNumbers::All, blocks });
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    let body = unpacked.xml("word/document.xml");
    let sizes = body.all("w:pgSz");
    assert_eq!((sizes[1].get("w:w"), sizes[1].get("w:orient")), ("16838", "landscape"));
    let footers: Vec<_> =
        (3..=4).map(|number| unpacked.xml(&format!("word/footer{number}.xml"))).collect();
    for (footer, align) in footers.iter().zip(["right", "left"]) {
        let place = footer.first("w:framePr");
        // 16838 − 15363 − a fifth of the line; the upright paper's left margin
        assert_eq!((place.get("w:x"), place.get("w:y")), ("1395", "1587"));
        assert_eq!(place.get("w:h"), "8845");
        assert_eq!(footer.first("w:textDirection").get("w:val"), "tbRl");
        assert_eq!(footer.first("w:jc").get("w:val"), align);
        assert!(footer.content().contains("PAGE"));
    }
}
