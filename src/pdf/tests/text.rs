//! Text: that it is all there, at its place, in its ink.

use super::sheet::area;
use super::{Reader, Sheet, fonts, pages, save};
use crate::frame::ItemKind;
use crate::theme::FontRole;
use crate::unit::Length;

const AT: (Length, Length) = (Length::mm(28), Length::mm(50));

/// The properties of the marked content of a page's lines in a document of a language.
fn marks(language: &str, lines: &[&str]) -> Vec<String> {
    let library = fonts();
    let open = library.open();
    let mut sheet = Sheet::new("1");
    sheet.element = Some(0);
    for (line, row) in lines.iter().zip(1..) {
        sheet.line(&open, (Length::mm(20), Length::mm(20 * row)), line);
    }
    sheet.item(ItemKind::MissingGlyph(area(20, 200, 5, 5), '𰻝'));
    sheet.item(ItemKind::MissingGlyph(area(30, 200, 5, 5), '𰻝'));
    let mut pages = pages(vec![sheet]);
    language.clone_into(&mut pages.metadata.language);
    let reader = Reader::new(&save(&pages, &library).unwrap());
    let marks = reader.content(0).operations.into_iter().filter(|o| o.operator == "BDC");
    let show = |object: &lopdf::Object| match object {
        lopdf::Object::String(bytes, _) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        other => format!("{other:?}"),
    };
    let said = marks.map(|mark| {
        let properties = mark.operands[1].as_dict().unwrap().clone();
        let said = properties.iter().filter(|(key, _)| *key != b"MCID");
        let said =
            said.map(|(key, value)| format!("{} {}", String::from_utf8_lossy(key), show(value)));
        said.collect::<String>()
    });
    said.collect()
}

#[test]
fn words_of_another_language_say_so_and_boxes_what_they_stand_for() {
    let character = "ActualText feffd883dedd";
    let english = "Lang 656e";
    assert_eq!(marks("zh-CN", &["A4纸3张", "中"]), ["", character, character]);
    let mixed = ["", english, "", character, character];
    assert_eq!(marks("zh", &["采用PDF格式"]), mixed);
    assert_eq!(marks("en-GB", &["Form 4"]), ["", character, character]);
    let chinese = "Lang 7a682d434e";
    assert_eq!(marks("en", &["See附件"]), ["", chinese, character, character]);
}

#[test]
fn text_extracts_character_for_character_in_the_order_of_the_items() {
    let fonts = fonts();
    let mut sheet = Sheet::new("1");
    sheet.line(&fonts.open(), AT, "增长10.5%，共1,145人（Cadre A）。");
    sheet.line(&fonts.open(), (AT.0, Length::mm(40)), "其上");
    let reader = Reader::new(&save(&pages(vec![sheet]), &fonts).unwrap());
    assert_eq!(reader.text(0), "增长10.5%，共1,145人（Cadre A）。其上");
}

#[test]
fn characters_that_share_a_glyph_extract_as_what_they_are() {
    let library = fonts();
    let fonts = library.open();
    let glyph = |character| fonts.glyph(FontRole::Hei, character).unwrap().id;
    assert_eq!([glyph(' '), glyph('·')], [glyph('\u{a0}'), glyph('•')], "choose other characters");
    let text = "a b\u{a0}c·d•e·•";
    let mut sheet = Sheet::new("1");
    sheet.text(&fonts, FontRole::Hei, Length::pt(16), AT, text);
    let reader = Reader::new(&save(&pages(vec![sheet]), &library).unwrap());
    assert_eq!(reader.text(0), text);
    let fonts: Vec<_> = reader.shown(0).into_iter().map(|shown| shown.font).collect();
    assert_eq!(fonts.len(), 6, "one string for each change of reading: {fonts:?}");
    let is_descriptor = |object: &&lopdf::Object| {
        object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"FontDescriptor"))
    };
    assert_eq!(reader.document.objects.values().filter(is_descriptor).count(), 1);
}

#[test]
fn a_run_stands_at_its_place_and_is_as_wide_as_its_glyphs() {
    let fonts = fonts();
    let mut sheet = Sheet::new("1");
    let text = "The quick brown fox jumps over 1,234 lazy dogs; iiiiiiiiiiiiii";
    let end = sheet.text(&fonts.open(), FontRole::Latin, Length::pt(16), AT, text);
    let reader = Reader::new(&save(&pages(vec![sheet]), &fonts).unwrap());
    let shown = &reader.shown(0)[0];
    assert!((shown.x - 79.37).abs() < 0.001, "{}", shown.x);
    assert!((f64::from(shown.y) - (297.0 - 50.0) * 72.0 / 25.4).abs() < 0.001, "{}", shown.y);
    assert!((f64::from(shown.width) - (end - AT.0).to_pt()).abs() < 0.002, "{}", shown.width);
}

#[test]
fn a_run_has_its_tracking_and_its_ink() {
    let fonts = fonts();
    let mut sheet = Sheet::new("1");
    sheet.line(&fonts.open(), AT, "黑");
    sheet.color = [0xc8, 0x10, 0x2e];
    sheet.spacing = Length::emu(-1_270);
    sheet.line(&fonts.open(), AT, "红");
    let reader = Reader::new(&save(&pages(vec![sheet]), &fonts).unwrap());
    let operations = reader.content(0).operations;
    let of = |operator: &str| -> Vec<Vec<f32>> {
        let found = operations.iter().filter(|operation| operation.operator == operator);
        found.map(|o| o.operands.iter().map(|n| n.as_float().unwrap()).collect()).collect()
    };
    assert_eq!(of("rg"), [[0.7843, 0.0627, 0.1804]]);
    assert_eq!(of("Tc"), [[-0.1]]);
}

#[test]
fn a_character_without_a_glyph_is_a_box_that_extracts() {
    let fonts = fonts();
    let mut sheet = Sheet::new("1");
    sheet.line(&fonts.open(), AT, "王");
    for (x, character) in [(40, '𰻝'), (46, '𱁬'), (52, '𰻝')] {
        sheet.item(ItemKind::MissingGlyph(area(x, 45, 5, 5), character));
    }
    let reader = Reader::new(&save(&pages(vec![sheet]), &fonts).unwrap());
    assert_eq!(reader.text(0), "王𰻝𱁬𰻝");
    let boxes = reader.content(0).operations.into_iter().filter(|o| o.operator == "S");
    assert_eq!(boxes.count(), 3);
}

#[test]
fn a_page_of_boxes_alone_is_a_page() {
    let fonts = fonts();
    let mut sheet = Sheet::new("1");
    sheet.item(ItemKind::MissingGlyph(area(40, 40, 5, 5), '𰻝'));
    assert!(save(&pages(vec![sheet]), &fonts).is_ok());
}

#[test]
fn subsets_are_named_by_their_content() {
    let fonts = fonts();
    let name = |text: &str| {
        let mut sheet = Sheet::new("1");
        sheet.line(&fonts.open(), AT, text);
        let reader = Reader::new(&save(&pages(vec![sheet]), &fonts).unwrap());
        let fonts = reader.resources("Font");
        let (_, font) = fonts.iter().next().unwrap();
        let font = reader.resolve(font).as_dict().unwrap();
        String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap()
    };
    let (one, other) = (name("甲"), name("乙"));
    assert_ne!(one, other);
    let (tag, rest) = one.split_once('+').unwrap();
    assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{tag}");
    assert!(!rest.is_empty());
}
