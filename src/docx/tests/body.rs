//! Paragraphs, tables, figures.

use std::sync::Arc;

use super::sample::{figure, link, marked, numbered, paragraph, plain, png, run, set, svg, table};
use super::{EmbedFonts, Unpacked, body_of, sample, written};
use crate::document::{Block, Indent, Inline, Link, PageNumbers, Paragraph, Run, Section, Setting};
use crate::docx::xml::Element;
use crate::theme::{Align, CharacterStyle, FontRole, StyleName};
use crate::unit::Length;

/// The runs of a paragraph as XML, without the texts' attributes.
fn runs_of(runs: Vec<Run>) -> Vec<String> {
    let body = body_of(vec![Block::Paragraph(paragraph(StyleName::Body, runs))]);
    let write = |run: &&Element| written(run).replace(" xml:space=\"preserve\"", "");
    body.all("w:r").iter().map(write).collect()
}

#[test]
fn plain_text_has_no_properties_of_its_own() {
    assert_eq!(runs_of(vec![run("共2024年")]), ["<w:r><w:t>共2024年</w:t></w:r>"]);
}

#[test]
fn marks_in_the_han_font_name_it_in_the_latin_slots() {
    assert_eq!(
        runs_of(vec![set("℃", Setting::Han)]),
        ["<w:r><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" \
          w:hint=\"eastAsia\"/></w:rPr><w:t>℃</w:t></w:r>"]
    );
}

#[test]
fn inseparable_marks_switch_the_rules_of_line_breaking() {
    assert_eq!(
        runs_of(vec![set("……", Setting::Unbreakable)]),
        ["<w:r><w:rPr><w:lang w:eastAsia=\"en-US\"/></w:rPr><w:t>……</w:t></w:r>"]
    );
}

#[test]
fn characters_that_the_font_lacks_name_another() {
    let runs = runs_of(vec![set("㐀", Setting::Fallback(FontRole::Song))]);
    for slot in ["ascii", "hAnsi", "eastAsia", "cs"] {
        assert!(runs[0].contains(&format!("w:{slot}=\"宋体\"")), "{}", runs[0]);
    }
}

#[test]
fn only_latin_text_is_made_bold() {
    let runs = runs_of(vec![run("按"), marked("强调 GB/T 9704—2012 标准", CharacterStyle::Strong)]);
    let style = "<w:rStyle w:val=\"Strong\"/>";
    assert_eq!(
        runs[1..],
        [
            format!("<w:r><w:rPr>{style}</w:rPr><w:t>强调 </w:t></w:r>"),
            format!("<w:r><w:rPr>{style}<w:b/><w:bCs/></w:rPr><w:t>GB/T 9704—2012 </w:t></w:r>"),
            format!("<w:r><w:rPr>{style}</w:rPr><w:t>标准</w:t></w:r>"),
        ]
    );
}

#[test]
fn a_weak_character_takes_its_weight_from_the_run_before() {
    let runs = runs_of(vec![run("按"), marked("—2012", CharacterStyle::Strong)]);
    assert!(!runs[1].contains("<w:b/>") && runs[1].contains("—"), "{runs:?}");
    assert!(runs[2].contains("<w:b/>") && runs[2].contains("2012"), "{runs:?}");
}

#[test]
fn text_of_two_character_styles_looks_like_both() {
    let both =
        Run { styles: vec![CharacterStyle::Emphasis, CharacterStyle::Link], ..run("重点") };
    assert_eq!(
        runs_of(vec![both]),
        [
            "<w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/><w:rFonts w:eastAsia=\"楷体_GB2312\"/></w:rPr>\
          <w:t>重点</w:t></w:r>"
        ]
    );
}

#[test]
fn a_link_holds_all_its_runs_and_leads_outside() {
    let second = Run {
        link: Some(Link::Address(Arc::from("https://a.cn/一?x=1&y"))),
        ..marked("B", CharacterStyle::Strong)
    };
    let runs =
        vec![run("见"), link("甲", "https://a.cn/一?x=1&y"), second, link("乙", "mailto:b@c")];
    let document = sample::with_blocks(vec![Block::Paragraph(paragraph(StyleName::Body, runs))]);
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    let body = unpacked.xml("word/document.xml");
    let links = body.all("w:hyperlink");
    assert_eq!(links.iter().map(|link| link.content()).collect::<Vec<_>>(), ["甲B", "乙"]);
    let relationships = unpacked.xml("word/_rels/document.xml.rels");
    let targets: Vec<&str> = links
        .iter()
        .map(|link| {
            let all = relationships.all("Relationship");
            let found = all.iter().find(|entry| entry.get("Id") == link.get("r:id")).unwrap();
            assert_eq!(found.get("TargetMode"), "External");
            found.get("Target")
        })
        .collect();
    assert_eq!(targets, ["https://a.cn/%E4%B8%80?x=1&y", "mailto:b@c"]);
}

#[test]
fn a_forced_break_stands_where_it_is() {
    let broken = Paragraph {
        inlines: vec![Inline::Run(run("前")), Inline::Break, Inline::Run(run("后"))],
        ..plain(StyleName::Body, "")
    };
    let body = body_of(vec![Block::Paragraph(broken)]);
    let names: Vec<String> =
        body.all("w:r").iter().map(|run| written(run).chars().take(8).collect()).collect();
    assert_eq!(names, ["<w:r><w:", "<w:r><w:", "<w:r><w:"]);
    assert_eq!(body.all("w:br").len(), 1);
    assert!(written(body.all("w:r")[1]).contains("<w:br"));
}

#[test]
fn a_paragraph_says_only_what_its_style_does_not() {
    let same = Paragraph {
        align: Some(Align::Justify),
        before: Some(Length::ZERO),
        keep_with_next: Some(false),
        ..plain(StyleName::Body, "甲")
    };
    let other = Paragraph {
        align: Some(Align::Right),
        before: Some(Length::twips(579)),
        keep_with_next: Some(true),
        indent: Some(Box::new(Indent {
            first_line: Length::twips(-320),
            first_line_chars: -100,
            left: Length::twips(960),
            left_chars: 300,
            ..Indent::default()
        })),
        ..plain(StyleName::Body, "乙")
    };
    let body = body_of([same, other].map(Block::Paragraph).into());
    let properties: Vec<String> = body.all("w:pPr").iter().map(|p| written(p)).collect();
    assert_eq!(properties[0], "<w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>");
    assert_eq!(
        properties[1],
        "<w:pPr><w:pStyle w:val=\"BodyText\"/><w:keepNext/><w:spacing w:before=\"579\"/>\
         <w:ind w:leftChars=\"300\" w:left=\"960\" w:rightChars=\"0\" w:right=\"0\" \
         w:hangingChars=\"100\" w:hanging=\"320\"/><w:jc w:val=\"right\"/></w:pPr>"
    );
}

#[test]
fn headings_are_numbered_by_their_style_others_by_themselves() {
    let body = body_of(
        [
            numbered(StyleName::Heading2, 0, 1, "（一）", "正文的标题"),
            numbered(StyleName::Heading2, 3, 1, "（一）", "附件的标题"),
            plain(StyleName::Heading2, "没有编号的标题"),
            numbered(StyleName::ListItem, 1, 0, "1.", "一项"),
        ]
        .map(Block::Paragraph)
        .into(),
    );
    let number = |paragraph: &&Element| {
        let all = paragraph.all("w:numPr");
        all.first().map(|found| {
            (
                found.first("w:numId").get("w:val").to_owned(),
                found.first("w:ilvl").get("w:val").to_owned(),
            )
        })
    };
    let numbers: Vec<_> = body.all("w:p").iter().map(number).collect();
    let own = |id: &str, level: &str| Some((id.to_owned(), level.to_owned()));
    assert_eq!(numbers, [None, own("4", "1"), own("0", "0"), own("2", "0")]);
    // without its number a heading would lose the indent of its style
    assert_eq!(body.all("w:p")[2].first("w:ind").get("w:firstLine"), "640");
    assert!(!body.content().contains("（一）"));
}

#[test]
fn the_outer_rules_of_a_table_stand_on_the_edges_of_the_type_area() {
    let body = body_of(vec![Block::Table(table(&[["甲", "乙"], ["丙", "丁"], ["戊", "己"]]))]);
    let widths: Vec<&str> = body.all("w:gridCol").iter().map(|c| c.get("w:w")).collect();
    // 8845 less a rule of half a point
    assert_eq!(widths, ["4000", "4835"]);
    assert_eq!(body.first("w:tblW").get("w:w"), "8835");
    assert_eq!(body.first("w:tblInd").get("w:w"), "0");
    assert_eq!(body.first("w:tblLayout").get("w:type"), "fixed");
    assert_eq!(body.first("w:insideH").get("w:sz"), "4");
    assert_eq!(body.all("w:tblHeader").len(), 1);
    assert_eq!(body.all("w:cantSplit").len(), 2);
    assert_eq!(body.first("w:tblDescription").get("w:val"), "表1 主要数据 <2024> & 其他");
    let content: Vec<String> = body.all("w:tc").iter().map(|cell| cell.content()).collect();
    assert_eq!(content, ["甲", "乙", "丙", "丁", "戊", "己"]);
}

#[test]
fn tables_do_not_touch_each_other_or_the_end() {
    let one = || Block::Table(table(&[["甲", "乙"], ["丙", "丁"]]));
    let body = body_of(vec![one(), one()]);
    let Some(crate::docx::xml::Node::Element(body)) = body.children.first() else {
        panic!("no body")
    };
    let names: Vec<String> = body
        .children
        .iter()
        .filter_map(|node| match node {
            crate::docx::xml::Node::Element(element) => Some(element.name.to_string()),
            crate::docx::xml::Node::Text(_) => None,
        })
        .collect();
    assert_eq!(names, ["w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr"]);
}

#[test]
fn a_picture_is_there_once_with_its_description() {
    let document =
        sample::with_blocks(vec![figure(png()), figure(png()), figure(svg()), figure(svg())]);
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    let body = unpacked.xml("word/document.xml");
    let media: Vec<&String> = unpacked.names.iter().filter(|n| n.contains("media/")).collect();
    assert_eq!(media, ["word/media/image1.png", "word/media/image2.png", "word/media/image3.svg"]);
    assert_eq!(unpacked.files[media[0]], png().bytes.as_ref());
    assert_eq!(unpacked.files[media[2]], svg().bytes.as_ref());
    let ids: Vec<&str> = body.all("wp:docPr").iter().map(|p| p.get("id")).collect();
    assert_eq!(ids, ["1", "2", "3", "4"]);
    assert_eq!(body.first("wp:docPr").get("descr"), "示意图 \"甲\" <乙>");
    assert_eq!(body.first("wp:extent").get("cx"), Length::mm(60).to_emu().to_string());
    assert_eq!(body.all("asvg:svgBlip").len(), 2);
    let spacing = body.first("w:spacing");
    assert_eq!((spacing.get("w:line"), spacing.get("w:lineRule")), ("2316", "atLeast"));
    // 60 mm at 300 pixels an inch, with text drawn in our fonts
    let fallback = image::load_from_memory(&unpacked.files[media[1]]).unwrap().to_rgb8();
    assert_eq!((fallback.width(), fallback.height()), (709, 354));
    let text = image::imageops::crop_imm(&fallback, 360, 130, 250, 90).to_image();
    assert!(text.pixels().any(|pixel| pixel.0 == [0, 0, 0]), "the text is not drawn");
}

#[test]
fn a_section_ends_in_its_last_paragraph_and_has_footers_of_its_own() {
    let text = |text| Block::Paragraph(plain(StyleName::Body, text));
    let mut document = sample::with_blocks(vec![text("甲"), text("乙")]);
    let page = document.page.clone();
    let more = |page_numbers, blocks| Section { page: page.clone(), page_numbers, blocks };
    document.sections.push(more(PageNumbers::None, vec![Block::Table(table(&[["丙", "丁"]]))]));
    document.sections.push(more(PageNumbers::NotFirst, vec![text("戊")]));
    let body = Unpacked::new(&document, EmbedFonts::None).xml("word/document.xml");
    let ends: Vec<(String, Vec<&str>)> = body
        .all("w:p")
        .iter()
        .filter(|paragraph| !paragraph.all("w:sectPr").is_empty())
        .map(|paragraph| {
            let kinds = paragraph.all("w:footerReference");
            (paragraph.content(), kinds.iter().map(|kind| kind.get("w:type")).collect())
        })
        .collect();
    // a table is followed by a paragraph of no height, which ends the section
    let expected = [("乙", vec!["default", "even"]), ("", vec!["default", "even"])];
    assert_eq!(ends, expected.map(|(text, kinds)| (text.to_owned(), kinds)));
    let last = *body.all("w:sectPr").last().unwrap();
    assert_eq!(last.all("w:footerReference").len(), 3);
    assert_eq!(last.all("w:titlePg").len(), 1);
}

/// LibreOffice takes a character from the bookmarks of a paragraph that ends a section.
#[test]
fn a_section_does_not_end_in_a_paragraph_that_is_referred_to() {
    let mut heading = plain(StyleName::Heading1, "甲");
    heading.anchor = Some(crate::document::AnchorId(0));
    let mut document = sample::with_blocks(vec![Block::Paragraph(heading)]);
    let page = document.page.clone();
    let blocks = vec![Block::Paragraph(plain(StyleName::Body, "乙"))];
    document.sections.push(Section { page, page_numbers: PageNumbers::All, blocks });
    let body = Unpacked::new(&document, EmbedFonts::None).xml("word/document.xml");
    let paragraphs: Vec<(String, usize, usize)> = body
        .all("w:p")
        .iter()
        .map(|p| (p.content(), p.all("w:bookmarkEnd").len(), p.all("w:sectPr").len()))
        .collect();
    let expected = [("甲", 1, 0), ("", 0, 1), ("乙", 0, 0)];
    assert_eq!(paragraphs, expected.map(|(text, marks, ends)| (text.to_owned(), marks, ends)));
}

/// LibreOffice puts a floating table that begins a section on the page before.
#[test]
fn a_section_begins_with_a_paragraph_before_the_colophon() {
    let mut document = sample::with_blocks(vec![Block::Paragraph(plain(StyleName::Body, "甲"))]);
    let page = document.page.clone();
    let colophon = Block::Colophon(crate::document::Colophon {
        groups: vec![vec![plain(StyleName::Colophon, "抄送：乙。")]],
        rules: None,
        padding: Length::ZERO,
        parity: crate::document::Parity::Even,
        has_addressees: false,
        place: crate::document::ColophonPlace::Here,
    });
    document.sections.push(Section {
        page,
        page_numbers: PageNumbers::All,
        blocks: vec![colophon],
    });
    let body = Unpacked::new(&document, EmbedFonts::None).xml("word/document.xml");
    let texts: Vec<String> = body.all("w:p").iter().map(|p| p.content()).collect();
    assert_eq!(texts, ["甲", "", "抄送：乙。", ""]);
}
