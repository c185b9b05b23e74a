//! What a report is resolved to, where no file shows it alone.

use report_export::document::{Block, Document, Paragraph};
use report_export::theme::StyleName;
use report_export::unit::Length;

use crate::common::resolved;

fn paragraphs(document: &Document, style: StyleName) -> Vec<&Paragraph> {
    document
        .blocks()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.style == style => Some(paragraph),
            _ => None,
        })
        .collect()
}

/// 第一章 is typed as a paragraph that is strong as a whole: it is not left alone at a page's foot.
#[test]
fn a_paragraph_that_is_all_strong_stays_with_what_it_heads() {
    let document = resolved(
        "title: 条例\n\
         body: ['**第一章**', '**第一节**', '**第一条** 正文。', '**第二章**', 正文。, '**完**']\n",
    );
    let keeps: Vec<_> =
        paragraphs(&document, StyleName::Body).iter().map(|it| it.keep_with_next).collect();
    assert_eq!(keeps, [Some(true), Some(true), None, Some(true), None, None]);
}

/// Where all is strong nothing heads anything: no chain of paragraphs that must not be parted.
#[test]
fn a_row_of_strong_paragraphs_is_no_chain() {
    let document =
        resolved("title: 条例\nbody: ['**一**', '**二**', '**三**', '**四**', 正文。]\n");
    let keeps: Vec<_> =
        paragraphs(&document, StyleName::Body).iter().map(|it| it.keep_with_next).collect();
    assert_eq!(keeps, [None, None, Some(true), Some(true), None]);
}

/// 2. stands below 1., and turned lines behind 注：, which is two characters of 14 pt wide.
#[test]
fn notes_below_a_table_hang_behind_their_lead() {
    let indents = |notes: &str| {
        let table = format!("- table: {{ columns: [甲], rows: [[1]], note: {notes} }}");
        let document = resolved(&format!("title: 报告\nbody:\n  {table}\n"));
        let notes = paragraphs(&document, StyleName::TableNote);
        let indent = |it: &&Paragraph| it.indent.as_ref().map(|it| (it.left, it.first_line));
        notes.iter().map(indent).collect::<Vec<_>>()
    };
    let hanging = Length::pt(28);
    assert_eq!(
        indents("[注：1.甲。, 2.乙。]"),
        [Some((hanging, -hanging)), Some((hanging, Length::ZERO))]
    );
    assert_eq!(
        indents("'注:甲。'"),
        [Some((hanging, -hanging))],
        "normalised before it is looked at"
    );
    assert_eq!(indents("[甲。, 乙。]"), [None, None]);
}
