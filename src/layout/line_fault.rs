//! Lines that their author may want to change: a last line of one character (孤字), and lines that
//! could not be broken where a break is allowed.

use super::each_block;
use super::inline::{BrokenPart, broken_parts};
use crate::document::{Block, Document, Extent, Inline, PageSetup, Paragraph};
use crate::font::OpenFonts;
use crate::text::linebreak::{is_lone, may_break};
use crate::theme::Align;
use crate::unit::Length;

/// A line of a paragraph that is not as it should be.
#[derive(Clone, Debug)]
pub struct LineFault<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// What is wrong.
    pub kind: LineFaultKind,
    /// The text around the place.
    pub text: String,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LineFaultKind {
    /// 孤字: the last line has one character, or one with its marks (CLREQ, orphan).
    Orphan,
    /// 孤字 that a tracking of the paragraph's own, wider by so much than its style's, avoids.
    OrphanFixed(Length),
    /// The line ends where no break is allowed, since there is no other place.
    Unbroken,
}

/// Which lines to look for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LineFaults {
    /// All.
    All,
    /// Those without a place to break: hardly a paragraph has to be set for that.
    Unbroken,
}

/// The lines of running text that are not as they should be, at most one of each kind a paragraph.
pub fn line_faults<'a>(
    document: &'a Document,
    fonts: &OpenFonts<'_>,
    wanted: LineFaults,
) -> Vec<LineFault<'a>> {
    let mut faults = Vec::new();
    for section in &document.sections {
        let page = &section.page;
        let of_block = |fonts: &OpenFonts<'_>, block: &'a Block| match block {
            Block::Paragraph(paragraph) if is_running_text(paragraph, document) => {
                let is_due = wanted == LineFaults::All
                    || paragraph.tracking.is_some()
                    || has_long_stretch(paragraph, page, document);
                if is_due { paragraph_faults(paragraph, page, document, fonts) } else { Vec::new() }
            }
            _ => Vec::new(),
        };
        faults.extend(each_block(&section.blocks, fonts, of_block).into_iter().flatten());
    }
    // a last line of one character does no harm among the small lines of notes
    let page = &document.page;
    let long = document.footnotes.iter().filter(|note| has_long_stretch(note, page, document));
    let of_notes = long.flat_map(|note| paragraph_faults(note, page, document, fonts));
    faults.extend(of_notes.filter(|fault| fault.kind == LineFaultKind::Unbroken));
    faults
}

/// Gives paragraphs that end with a line of one character another tracking, by `most` more or less
/// at most, that avoids it; the smallest change, closer first. Both writers set it.
pub fn fix_orphans(document: &mut Document, fonts: &OpenFonts<'_>, most: Length) {
    let of_section = |section: &crate::document::Section| {
        let measure = section.page.text_width();
        let better = |fonts: &OpenFonts<'_>, block: &Block| match block {
            // the lines of a parted one are settled
            Block::Paragraph(Paragraph { extent: Extent::Begins | Extent::GoesOn, .. }) => None,
            Block::Paragraph(paragraph) if is_running_text(paragraph, document) => {
                better_tracking(paragraph, measure, most, document, fonts)
            }
            _ => None,
        };
        each_block(&section.blocks, fonts, better)
    };
    let trackings: Vec<Vec<Option<Length>>> = document.sections.iter().map(of_section).collect();
    for (section, trackings) in document.sections.iter_mut().zip(trackings) {
        for (block, tracking) in section.blocks.iter_mut().zip(trackings) {
            if let (Block::Paragraph(paragraph), Some(_)) = (block, tracking) {
                paragraph.tracking = tracking;
            }
        }
    }
}

/// Whether a paragraph is running text: stretched lines, no tabs.
fn is_running_text(paragraph: &Paragraph, document: &Document) -> bool {
    let style = &document.styles[&paragraph.style];
    paragraph.align.unwrap_or(style.align) == Align::Justify && paragraph.tabs.is_empty()
}

/// Whether a paragraph has more characters than a line in a row between which there may be no place
/// to break: there is one between any two ideographs, and at a space.
fn has_long_stretch(paragraph: &Paragraph, page: &PageSetup, document: &Document) -> bool {
    let style = &document.styles[&paragraph.style];
    let indent = paragraph.indents(style);
    let room = page.text_width() - indent.left - indent.right - indent.first_line;
    let limit = (room.to_twips() / style.em().to_twips().max(1) - 1).max(0) as usize;
    // in UTF-8 the first bytes of ideographs from U+4000 to U+9FFF, and those that begin no character
    let may_break = |byte: &u8| matches!(byte, b' ' | 0xE4..=0xE9);
    let goes_on = |byte: &u8| matches!(byte, 0x80..=0xBF);
    let mut length = 0;
    for inline in &paragraph.inlines {
        let text = match inline {
            Inline::Run(run) => &run.text,
            Inline::Field(field) => &field.text,
            Inline::Break => {
                length = 0;
                continue;
            }
            _ => continue,
        };
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            // no more characters than may be, so that only those at the end need to be looked at
            let (part, after) = rest.split_at(rest.len().min(limit + 1 - length));
            let last = part.iter().rposition(may_break);
            let stretch = last.map_or(part, |last| &part[last + 1..]);
            let count = stretch.iter().filter(|byte| !goes_on(byte)).count();
            length = if last.is_some() { count } else { length + count };
            if length > limit {
                return true;
            }
            rest = after;
        }
    }
    false
}

/// The tracking that avoids 孤字, if there is one to be avoided and a tracking that does it.
fn better_tracking(
    paragraph: &Paragraph,
    measure: Length,
    most: Length,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> Option<Length> {
    let ends_with_orphan = |paragraph: &Paragraph| {
        orphan(&broken_parts(paragraph, measure, document, fonts)).is_some()
    };
    if !ends_with_orphan(paragraph) {
        return None;
    }
    let usual = document.styles[&paragraph.style].tracking;
    let steps = (1..=most.to_twips()).flat_map(|step| [-step, step]);
    let mut tried = paragraph.clone();
    steps.map(|step| usual + Length::twips(step)).find(|tracking| {
        tried.tracking = Some(*tracking);
        !ends_with_orphan(&tried)
    })
}

/// The text around the beginning of a last line of one character, if the paragraph has one.
fn orphan(parts: &[BrokenPart]) -> Option<String> {
    let part = parts.last()?;
    let last = part.lines.last().filter(|_| part.lines.len() > 1)?;
    is_lone(&part.text[last.clone()]).then(|| around(&part.text, last.start))
}

fn paragraph_faults<'a>(
    paragraph: &'a Paragraph,
    page: &PageSetup,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> Vec<LineFault<'a>> {
    let parts = broken_parts(paragraph, page.text_width(), document, fonts);
    let usual = document.styles[&paragraph.style].tracking;
    let mut faults = Vec::new();
    let mut push = |kind, text| faults.push(LineFault { paragraph, kind, text });
    if paragraph.extent == Extent::Begins {
        // its end is that of the next one
    } else if let Some(text) = orphan(&parts) {
        push(LineFaultKind::Orphan, text);
    } else if let (Some(tracking), Some(part)) = (paragraph.tracking, parts.last()) {
        let start = part.lines.last().map_or(0, |last| last.start);
        push(LineFaultKind::OrphanFixed(tracking - usual), around(&part.text, start));
    }
    let unbroken = parts.iter().find_map(|part| {
        let (_, inner) = part.lines.split_last()?;
        let end = inner.iter().map(|line| line.end).find(|&end| !may_break(&part.text, end))?;
        Some(around(&part.text, end))
    });
    if let Some(text) = unbroken {
        push(LineFaultKind::Unbroken, text);
    }
    faults
}

/// The characters before and after the beginning of a line, with a stroke between them.
fn around(text: &[char], at: usize) -> String {
    const REACH: usize = 8;
    let before = text[at.saturating_sub(REACH)..at].iter();
    let after = text[at..].iter().take(REACH);
    before.chain([&'|']).chain(after).collect()
}
