//! What hangs at paragraphs; tabs and line heights of their own.

use super::sample::{plain, png};
use super::{EmbedFonts, Unpacked, body_of, sample, written};
use crate::document::{
    Anchored, AnchoredKind, AnchoredPlace, Block, Inline, Layer, Leader, PageNumbers, Paragraph,
    TabAlign, TabStop,
};
use crate::docx::xml::Element;
use crate::theme::{Color, StyleName};
use crate::unit::Length;

const RED: Color = Color { red: 200, green: 16, blue: 46 };

fn rule() -> Anchored {
    Anchored {
        kind: AnchoredKind::Rule(RED),
        x: Length::mm(-7),
        y: AnchoredPlace::Line(Length::mm(4)),
        width: Length::mm(170),
        height: Length::mm(1),
        layer: Layer::Front,
    }
}

fn body_with(anchored: Vec<Anchored>) -> Element {
    body_of(vec![Block::Paragraph(Paragraph { anchored, ..plain(StyleName::Body, "甲") })])
}

#[test]
fn a_line_is_a_rectangle_with_a_fallback_and_moves_no_text() {
    let body = body_with(vec![rule()]);
    let choice = body.first("mc:Choice");
    assert_eq!(choice.get("Requires"), "wps");
    let anchor = choice.first("wp:anchor");
    assert_eq!(anchor.get("behindDoc"), "0");
    assert_eq!(anchor.all("wp:wrapNone").len(), 1);
    let (across, down) = (anchor.first("wp:positionH"), anchor.first("wp:positionV"));
    assert_eq!((across.get("relativeFrom"), down.get("relativeFrom")), ("margin", "paragraph"));
    assert_eq!((across.content(), down.content()), ("-252000".to_owned(), "144000".to_owned()));
    assert_eq!(anchor.first("wp:extent").get("cy"), "36000");
    assert_eq!(anchor.first("a:srgbClr").get("val"), "C8102E");
    assert_eq!(anchor.first("adec:decorative").get("val"), "1");
    let old = body.first("mc:Fallback").first("v:rect");
    assert_eq!(old.get("fillcolor"), "#C8102E");
    assert!(old.get("style").contains("margin-left:-19.84pt;margin-top:11.34pt"), "{old:?}");
    // the anchor stands before the paragraph's text, after its properties
    let paragraph: String = written(body.first("w:p"));
    let at = |part: &str| paragraph.find(part).unwrap();
    assert!(at("</w:pPr>") < at("wp:anchor") && at("wp:anchor") < at("甲"));
}

/// In LibreOffice a page has no room for footnotes if a line that hangs in its text reaches below it.
#[test]
fn lines_below_the_text_of_a_first_page_stand_in_its_footer() {
    let at = |y| Anchored { y: AnchoredPlace::Paper(Length::mm(y)), ..rule() };
    let lines = vec![at(50), at(276), at(277)];
    let text = Paragraph { anchored: lines, ..plain(StyleName::Body, "甲") };
    let blocks = vec![Block::Paragraph(text), sample::figure(png())];
    let mut document = sample::with_blocks(blocks);
    document.sections[0].page_numbers = PageNumbers::NotFirst;
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    let ids = |part: &Element| {
        let drawings = part.all("wp:docPr");
        drawings.iter().map(|drawing| drawing.get("id").to_owned()).collect::<Vec<_>>()
    };
    let footer = unpacked.xml("word/footer3.xml");
    let places = footer.all("wp:posOffset").iter().map(|o| o.content()).collect::<Vec<_>>();
    let [x, first, second] = [-7, 276, 277].map(|mm| Length::mm(mm).to_emu().to_string());
    assert_eq!(places, [x.clone(), first, x, second]);
    assert_eq!(ids(&footer), ["1", "2"]);
    assert_eq!(ids(&unpacked.xml("word/document.xml")), ["3", "4"]);

    // where all pages have a number, the first has no footer of its own
    document.sections[0].page_numbers = PageNumbers::All;
    let body = Unpacked::new(&document, EmbedFonts::None).xml("word/document.xml");
    assert_eq!(ids(&body), ["1", "2", "3", "4"]);
}

#[test]
fn a_seal_behind_the_text_says_what_it_shows() {
    let seal = Anchored {
        kind: AnchoredKind::Picture { picture: png(), alt: Some("某局印章".to_owned()) },
        y: AnchoredPlace::Paper(Length::mm(200)),
        layer: Layer::Behind,
        ..rule()
    };
    let body = body_with(vec![rule(), seal]);
    let anchors = body.all("wp:anchor");
    assert_eq!(anchors[1].get("behindDoc"), "1");
    assert_eq!(anchors[1].first("wp:positionV").get("relativeFrom"), "page");
    assert_eq!(anchors[1].first("wp:docPr").get("descr"), "某局印章");
    assert!(anchors[1].all("adec:decorative").is_empty());
    assert_eq!(anchors[1].all("a:blip").len(), 1);
    let ids: Vec<&str> = body.all("wp:docPr").iter().map(|p| p.get("id")).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[test]
fn tabs_and_an_own_line_height_stand_in_the_paragraph() {
    let stop =
        |position, align, leader| TabStop { position: Length::twips(position), align, leader };
    let paragraph = Paragraph {
        line_pitch: Some(Length::twips(400)),
        tabs: vec![
            stop(3000, TabAlign::Left, Leader::None),
            stop(8845, TabAlign::Right, Leader::Dots),
        ],
        inlines: ["甲", "乙"]
            .into_iter()
            .flat_map(|text| [Inline::Run(sample::run(text)), Inline::Tab])
            .collect(),
        ..plain(StyleName::Body, "")
    };
    let body = body_of(vec![Block::Paragraph(paragraph)]);
    assert_eq!(
        written(body.first("w:pPr")),
        "<w:pPr><w:pStyle w:val=\"BodyText\"/><w:tabs><w:tab w:val=\"left\" w:pos=\"3000\"/>\
         <w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8845\"/></w:tabs>\
         <w:spacing w:line=\"400\" w:lineRule=\"exact\"/></w:pPr>"
    );
    let runs: Vec<String> = body.all("w:r").iter().map(|run| run.content()).collect();
    assert_eq!(runs, ["甲", "", "乙", ""]);
    assert_eq!(body.all("w:r")[1].all("w:tab").len(), 1);
}
