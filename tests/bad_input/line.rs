//! Text that is hard to break into lines.

use report_export::assets::Assets;
use report_export::diagnostic::{Sink, Source};
use report_export::document::{self, Context, MissingGlyphs, Settled};
use report_export::font::FontLibrary;
use report_export::frame::{GlyphRun, ItemKind, Pages};
use report_export::report::{self, LineBreaking};
use report_export::unit::Length;
use report_export::{layout, theme};

use super::{exports_with, with_body};
use crate::common::Folder;

/// 订口 and 版心 (GB/T 9704—2012, 5.2.1).
const RIGHT_EDGE: Length = Length::mm(28 + 156);

/// The pages of paragraphs, and the fonts.
fn pages(paragraphs: &[String], line_breaking: LineBreaking) -> (Pages, FontLibrary) {
    let blocks: String = paragraphs.iter().map(|text| format!("  - {}\n", quoted(text))).collect();
    let source = Source { name: "report.yaml".to_owned(), text: with_body(&blocks) };
    let theme = theme::load(theme::DEFAULT).unwrap();
    let fonts = FontLibrary::find(&theme.fonts, &[]).unwrap();
    let mut sink = Sink::default();
    let open = fonts.open();
    let report = report::parse(&source, &Assets::new(".", Vec::new()), &mut sink).unwrap();
    let context = Context {
        source: &source,
        theme: &theme,
        fonts: &open,
        missing_glyphs: MissingGlyphs::Error,
        line_breaking,
    };
    let document = document::resolve(&report, context, &Settled::default(), &mut sink).unwrap();
    let pages = layout::lay_out(&document, &open).pages;
    drop(open);
    (pages, fonts)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// The runs that belong to the text, not the page numbers.
fn runs(pages: &Pages) -> impl Iterator<Item = &GlyphRun> {
    pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) if item.element.is_some() => Some(run),
        _ => None,
    })
}

/// Where a run's last glyph ends; the blank half of a mark counts for nothing.
fn end(run: &GlyphRun, fonts: &FontLibrary) -> Length {
    let (open, em) = (fonts.open(), i64::from(fonts.face(run.face).units_per_em));
    let face = open.face(run.face);
    let advances = run
        .glyphs
        .iter()
        .map(|glyph| face.glyph(glyph.character).map_or(em, |found| i64::from(found.advance)));
    let blank = run.glyphs.last().and_then(|last| face.bearings(last.character));
    let units = advances.sum::<i64>() - i64::from(blank.map_or(0, |(_, after)| after.max(0)));
    run.x + run.em.scale(units, em) + run.spacing * (run.glyphs.len() as i64 - 1)
}

/// What issue a careless breaker has with: a URL, marks without a place to break, dashes, Latin only, Han
/// of the second plane, accents, characters without width, full-width digits, a very long paragraph.
fn hard() -> Vec<String> {
    let sentence = "国家统计局关于进一步加强基层工作的若干意见，";
    vec![
        format!("见https://www.example.gov.cn/{}", "a".repeat(371)),
        format!("国{}国", "）".repeat(200)),
        format!("国{}国", "—".repeat(10_000)),
        format!("国{}国", "…".repeat(2_000)),
        "official documents of the Party ".repeat(40).trim().to_owned(),
        "𠅤𠙶𠳐𡎚国".repeat(30),
        "国\u{301}家x\u{302}".repeat(60),
        "国家\u{200B}统\u{AD}计\u{2060}局\u{200E}".repeat(60),
        "２０２４年１２．５％，".repeat(30),
        sentence.repeat(1000).chars().take(20_000).collect(),
    ]
}

#[test]
fn lines_stay_within_the_measure_and_keep_every_character() {
    let hard = hard();
    for rules in [LineBreaking::Office, LineBreaking::Clreq] {
        let (pages, fonts) = pages(&hard, rules);
        for run in runs(&pages) {
            let text = || run.glyphs.iter().map(|glyph| glyph.character).collect::<String>();
            let room = RIGHT_EDGE + Length::twips(4); // the rounding of runs
            assert!(end(run, &fonts) <= room, "{rules:?}: {}", text());
        }
        let set: usize =
            runs(&pages).flat_map(|run| &run.glyphs).filter(|g| is_ink(g.character)).count();
        let written = hard.iter().flat_map(|text| text.chars()).filter(|&c| is_ink(c)).count();
        assert_eq!(set, written + 1, "{rules:?}: with the title's");
    }
}

/// Not a blank, nor a character without width.
fn is_ink(c: char) -> bool {
    !matches!(c, ' ' | '\u{200B}' | '\u{AD}' | '\u{2060}' | '\u{200E}')
}

#[test]
fn both_files_of_such_text_are_made() {
    let blocks: String = hard().iter().map(|text| format!("  - {}\n", quoted(text))).collect();
    exports_with(with_body(&blocks), &["-q"]);
}

/// In time that grows with their number.
#[test]
fn fifty_thousand_paragraphs() {
    let blocks: String = (1..=50_000).map(|number| format!("  - 第{number}段。\n")).collect();
    exports_with(with_body(&blocks), &[]);
}

/// Neither is in a font of ours, and neither is left out.
#[test]
fn emoji_and_arabic_are_errors_that_name_the_character() {
    for (text, character) in [("国😀家", "U+1F600"), ("国ا家", "U+0627")] {
        let folder = Folder::with(&with_body(&format!("  - {text}\n")));
        let run = folder.run(&["check", "report.yaml"]);
        assert_eq!(run.status, Some(1), "{run:?}");
        assert!(run.stderr.contains("E110") && run.stderr.contains(character), "{}", run.stderr);
    }
}
