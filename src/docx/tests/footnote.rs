//! Footnotes with Word's own means.

use super::sample::{link, run};
use super::{EmbedFonts, Unpacked, sample, written};
use crate::document::{Block, Document, FootnoteId, Inline, JointMark, Paragraph};
use crate::theme::StyleName;
use crate::unit::Length;

/// A paragraph with two marks, and their notes, the second with a link.
fn document() -> Document {
    let mark = |id| Inline::FootnoteMark(FootnoteId(id));
    let text = vec![Inline::Run(run("甲")), mark(0), Inline::Run(run("乙")), mark(1)];
    let paragraph = Paragraph::new(StyleName::Body, text, crate::diagnostic::Span::default());
    let note = |id, text| {
        let inlines = vec![Inline::FootnoteNumber(FootnoteId(id)), Inline::Run(text)];
        Paragraph::new(StyleName::Footnote, inlines, crate::diagnostic::Span::default())
    };
    let mut document = sample::with_blocks(vec![Block::Paragraph(paragraph)]);
    document.footnotes = vec![note(0, run("注一")), note(1, link("网站", "https://a.cn/"))];
    document
}

#[test]
fn notes_are_native_and_numbered_on_every_page_anew() {
    let unpacked = Unpacked::new(&document(), EmbedFonts::None);
    let body = unpacked.xml("word/document.xml");
    let marks = body.all("w:footnoteReference");
    assert_eq!(marks.iter().map(|mark| mark.get("w:id")).collect::<Vec<_>>(), ["1", "2"]);
    let notes = unpacked.xml("word/footnotes.xml");
    let ids = notes.all("w:footnote").iter().map(|note| note.get("w:id")).collect::<Vec<_>>();
    assert_eq!(ids, ["-1", "0", "1", "2"]);
    assert_eq!(notes.all("w:footnoteRef").len(), 2);
    let numbering = "<w:numFmt w:val=\"decimalEnclosedCircleChinese\"/>\
                     <w:numRestart w:val=\"eachPage\"/>";
    let section = written(body.all("w:sectPr")[0]);
    assert!(section.contains(&format!("<w:footnotePr>{numbering}</w:footnotePr>")), "{section}");
    let settings = written(&unpacked.xml("word/settings.xml"));
    let separators = "<w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>";
    let expected = format!("<w:footnotePr>{numbering}{separators}</w:footnotePr>");
    assert!(settings.contains(&expected), "{settings}");
}

#[test]
fn notes_and_marks_have_words_own_styles() {
    let unpacked = Unpacked::new(&document(), EmbedFonts::None);
    let styles = unpacked.xml("word/styles.xml");
    let all = styles.all("w:style");
    let style = |id: &str| written(all.iter().find(|style| style.get("w:styleId") == id).unwrap());
    let mark = style("FootnoteReference");
    assert!(mark.contains("<w:vertAlign w:val=\"superscript\"/>"), "{mark}");
    assert!(mark.contains("w:ascii=\"仿宋_GB2312\""), "{mark}");
    assert!(style("FootnoteText").contains("<w:widowControl w:val=\"0\"/>"));
    let run = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
    let body = written(&unpacked.xml("word/document.xml"));
    assert!(body.contains(&format!("{run}<w:footnoteReference w:id=\"1\"/></w:r>")), "{body}");
    let notes = written(&unpacked.xml("word/footnotes.xml"));
    assert!(notes.contains(&format!("{run}<w:footnoteRef/></w:r>")), "{notes}");
}

#[test]
fn links_of_notes_are_related_to_the_notes() {
    let unpacked = Unpacked::new(&document(), EmbedFonts::None);
    let relationships = unpacked.xml("word/_rels/footnotes.xml.rels");
    assert_eq!(relationships.all("Relationship")[0].get("Target"), "https://a.cn/");
    let without = Unpacked::new(&sample::full(), EmbedFonts::None);
    assert!(!without.names.iter().any(|name| name.contains("footnotes")));
}

/// LibreOffice adds an empty line before a table that begins a document with footnotes.
#[test]
fn no_table_begins_a_document_with_footnotes() {
    let twips = Length::twips;
    let mark = JointMark {
        names: ["甲局", "乙局"].map(|name| sample::plain(StyleName::Mark, name)).to_vec(),
        word: None,
        left: twips(600),
        names_width: twips(5000),
        word_width: twips(0),
        row_height: twips(1000),
        before: twips(1835),
        after: twips(900),
    };
    let mut document = document();
    document.sections[0].blocks.insert(0, Block::JointMark(mark));
    let written = |document: &Document| {
        written(&Unpacked::new(document, EmbedFonts::None).xml("word/document.xml"))
    };
    let separator = "</w:pPr></w:p><w:tbl>";
    let with = written(&document);
    assert!(with.contains(separator) && with.contains("<w:trHeight w:val=\"1815\""), "{with}");

    document.sections[0].blocks.truncate(1);
    document.footnotes.clear();
    let without = written(&document);
    assert!(without.contains("<w:body><w:tbl>"), "{without}");
    assert!(without.contains("<w:trHeight w:val=\"1835\""), "{without}");
}
