//! The end of the body and the signature: where a paragraph is parted, and whether all is as it
//! should be (7.3.5.5).

use super::SetBlock;
use super::flow::{Better, BetterEnd, Distributed};
use super::inline::broken_parts;
use crate::document::{BodyEnd, Document, PageSetup, Paragraph, PartedAt};
use crate::font::OpenFonts;
use crate::theme::StyleName;

/// How many lines of a paragraph may go along at most, for want of a place to part it further down.
const MOST_LINES: usize = 5;

/// Where the paragraph that ends the body is parted so that as few of its lines as may stand alone
/// go to the next page.
pub(super) fn find(
    better: Better,
    blocks: &[SetBlock<'_>],
    (page, document): (&PageSetup, &Document),
    fonts: &OpenFonts<'_>,
) -> Option<BodyEnd> {
    let (first, end) = match better.end {
        BetterEnd::AtFoot => return Some(BodyEnd::Free),
        BetterEnd::Row(row) => return Some(BodyEnd::Rows(row)),
        BetterEnd::Lines { first, end } => (first, end),
    };
    let SetBlock::Paragraph(paragraph, _) = &blocks[better.item] else { return None };
    let least = usize::from(page.widow_lines).max(1);
    let mut lines = Vec::new();
    for (breaks, part) in
        broken_parts(paragraph, page.text_width(), document, fonts).iter().enumerate()
    {
        lines.extend(part.lines.iter().map(|line| (breaks, line.start)));
    }
    let places = (least..=MOST_LINES).filter_map(|count| end.checked_sub(count));
    places.take_while(|line| *line >= first + least).find_map(|line| {
        let (breaks, characters) = *lines.get(line)?;
        // a line that ends with a forced break is not stretched
        let at = PartedAt { breaks, characters, tracking: paragraph.tracking };
        (characters > 0 && paragraph.part(at).is_some()).then_some(BodyEnd::Parted(at))
    })
}

/// Whether nothing that is read before the signature stands on the page where it begins.
pub(super) fn signature_is_alone(blocks: &[SetBlock<'_>], placed: &Distributed) -> bool {
    let is_first = |block: &SetBlock<'_>| matches!(block, SetBlock::Paragraph(p, _) if signs(p));
    let Some(first) = blocks.iter().position(is_first) else { return false };
    let at = placed.parts.iter().position(|part| part.item == first);
    let Some((before, rest)) = at.and_then(|at| placed.parts.split_at_checked(at)) else {
        return false;
    };
    before.last().is_none_or(|part| part.page != rest[0].page)
}

/// Whether a paragraph is 署名 or 成文日期.
fn signs(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style, StyleName::Signature | StyleName::Date)
}
