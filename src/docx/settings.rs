//! `settings.xml`: how Word sets lines, and which compatibility it keeps.

use super::EmbedFonts;
use super::body::W;
use super::body::footnote::{self, SEPARATORS};
use super::xml::Element;
use crate::document::Document;
use crate::text::linebreak::{NOT_AT_LINE_END, NOT_AT_LINE_START};
use crate::theme::PageNumberSide;

/// The settings of a document. None of them makes Word ask or compute anything on opening.
pub(super) fn part(document: &Document, embed: EmbedFonts) -> Element {
    let mut root = Element::new("w:settings").with("xmlns:w", W);
    root.push(Element::new("w:zoom").with("w:percent", 100));
    if embed != EmbedFonts::None {
        root.push(Element::new("w:embedTrueTypeFonts"));
    }
    if embed == EmbedFonts::Subset {
        root.push(Element::new("w:saveSubsetFonts"));
    }
    root.push(Element::val("w:defaultTabStop", tab_stop(document)));
    if document.page.page_number.side == PageNumberSide::Outer {
        root.push(Element::new("w:evenAndOddHeaders"));
    }
    root.push(Element::val("w:characterSpacingControl", "doNotCompress"));
    for (name, marks) in
        [("w:noLineBreaksAfter", NOT_AT_LINE_END), ("w:noLineBreaksBefore", NOT_AT_LINE_START)]
    {
        root.push(Element::val(name, marks).with("w:lang", "zh-CN"));
    }
    if !document.footnotes.is_empty() {
        root.push(footnotes(document));
    }
    root.push(compatibility());
    let language = Element::val("w:themeFontLang", "en-US").with("w:eastAsia", "zh-CN");
    root.children([
        language,
        Element::val("w:decimalSymbol", "."),
        Element::val("w:listSeparator", ","),
    ])
}

/// Tab stops every two characters of body text.
fn tab_stop(document: &Document) -> i64 {
    let body = document.styles.get(&crate::theme::StyleName::Body);
    body.map_or(420, |style| style.size.to_twips() * 2)
}

/// How notes are numbered, and which lines stand above them.
fn footnotes(document: &Document) -> Element {
    let separators = SEPARATORS.map(|(_, id)| Element::new("w:footnote").with("w:id", id));
    Element::new("w:footnotePr").children(footnote::numbering(document)).children(separators)
}

fn compatibility() -> Element {
    let word = |name: &str, value: u8| {
        Element::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    };
    Element::new("w:compat")
        // without it the line before a forced break is stretched to the full measure
        .child(Element::new("w:doNotExpandShiftReturn"))
        .children([
            word("compatibilityMode", 15),
            word("overrideTableStyleFontSizeAndJustification", 1),
            word("enableOpenTypeFeatures", 1),
            word("doNotFlipMirrorIndents", 1),
            word("differentiateMultirowTableHeaders", 1),
            word("useWord2013TrackBottomHyphenation", 0),
        ])
}
