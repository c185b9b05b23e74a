//! A paragraph to lines: collect its portions, break, place. The same lines as LibreOffice makes of
//! the DOCX, see `docs/libreoffice.md`.

use std::borrow::Cow;
use std::ops::Range;

mod break_lines;
mod clreq;
mod place;
mod prepare;
mod tab;

pub(crate) use place::{FootnotePart, PlacedLine, PlacedRun, RunPart, footnote};

use self::place::Placement;
use self::tab::{Dot, Tabs};
use crate::document::{Document, Extent, Paragraph, ParagraphStyle};
use crate::font::OpenFonts;
use crate::font::measure::portion_width;
use crate::frame::{Direction, Glyph, GlyphRun};
use crate::text::script::{Script, is_alphanumeric, number_scripts};
use crate::theme::Align;
use crate::unit::Length;

/// Sets a paragraph in a measure; a paragraph without text is one empty line.
pub(crate) fn set_paragraph(
    paragraph: &Paragraph,
    measure: Length,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> Vec<PlacedLine> {
    let style = &*style_of(paragraph, document);
    let indent = paragraph.indents(style);
    let align = paragraph.align.unwrap_or(style.align);
    let room = measure - indent.left - indent.right;
    let number = paragraph
        .number
        .as_ref()
        .map(|number| set_number(&number.text, paragraph, document, fonts));
    let number_width = number.as_ref().map_or(Length::ZERO, |line| line.end);
    let mut lines = Vec::new();
    let mut parts = prepare::prepare(&paragraph.inlines, style, document, fonts);
    if !paragraph.tabs.is_empty() {
        let dot = Dot::new(fonts.library().role(style.latin), style.em(), fonts);
        let right = indent.left + room;
        for part in &mut parts {
            part.tabs = Tabs { stops: paragraph.tabs.clone(), right, dot };
        }
    }
    let goes_on = |part| paragraph.extent == Extent::Begins && part + 1 == parts.len();
    for (index, part) in parts.iter().enumerate() {
        let shift = if index == 0 { indent.first_line + number_width } else { Length::ZERO };
        let ranges = break_lines::break_lines(part, room - shift, room);
        let last = ranges.len() - 1;
        lines.reserve_exact(ranges.len());
        for (line, range) in ranges.into_iter().enumerate() {
            let shift = if line == 0 { shift } else { Length::ZERO };
            let is_last = line == last && !goes_on(index);
            let align = if align == Align::Justify && is_last { Align::Left } else { align };
            let placement = Placement { x: indent.left + shift, room: room - shift, align };
            lines.push(place::place(part, range, placement));
        }
    }
    if let (Some(number), Some(first)) = (number, lines.first_mut()) {
        put_before(first, number, indent.left + indent.first_line);
    }
    lines
}

/// Text between forced breaks with its lines, unplaced.
#[derive(Clone, Debug)]
pub(crate) struct BrokenPart {
    pub text: Vec<char>,
    /// Which characters are lines; blanks at a break belong to none.
    pub lines: Vec<Range<usize>>,
}

/// The lines of a paragraph, unplaced.
pub(crate) fn broken_parts(
    paragraph: &Paragraph,
    measure: Length,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> Vec<BrokenPart> {
    let style = &*style_of(paragraph, document);
    let indent = paragraph.indents(style);
    let room = measure - indent.left - indent.right;
    let number = paragraph.number.as_ref();
    let number = number.map(|number| set_number(&number.text, paragraph, document, fonts).end);
    let mut shift = indent.first_line + number.unwrap_or(Length::ZERO);
    let parts = prepare::prepare(&paragraph.inlines, style, document, fonts).into_iter();
    let broken = parts.map(|part| {
        let first = room - std::mem::replace(&mut shift, Length::ZERO);
        BrokenPart { lines: break_lines::break_lines(&part, first, room), text: part.text }
    });
    broken.collect()
}

/// The style of a paragraph with what the paragraph itself changes of its characters.
fn style_of<'a>(paragraph: &Paragraph, document: &'a Document) -> Cow<'a, ParagraphStyle> {
    let style = &document.styles[&paragraph.style];
    match paragraph.tracking {
        None => Cow::Borrowed(style),
        Some(tracking) => Cow::Owned(ParagraphStyle { tracking, ..style.clone() }),
    }
}

/// Sets a native number, from 0: script by script, without gaps. A bullet is set in the Han font.
fn set_number(
    number: &str,
    paragraph: &Paragraph,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> PlacedLine {
    let style = &document.styles[&paragraph.style];
    let text: Vec<char> = number.chars().collect();
    let is_bullet = !text.iter().any(|&character| is_alphanumeric(character));
    let scripts = if is_bullet { vec![Script::Asian; text.len()] } else { number_scripts(&text) };
    let mut line = PlacedLine::default();
    let mut start = 0;
    for end in 1..=text.len() {
        if end < text.len() && scripts[end] == scripts[start] {
            continue;
        }
        let role = if scripts[start] == Script::Asian { style.font } else { style.latin };
        let face = fonts.library().role(role);
        let found = |&c: &char| (fonts.face(face).glyph(c), c);
        let em = fonts.library().face(face).units_per_em;
        let glyphs: Vec<_> = text[start..end].iter().map(found).collect();
        let units = glyphs.iter().map(|(g, _)| i64::from(g.map_or(em, |g| g.advance))).sum();
        let width = portion_width(units, em, end - start, style.em(), style.tracking);
        line.runs.push(PlacedRun {
            glyphs: GlyphRun {
                face,
                size: style.size,
                em: style.em(),
                color: [style.color.red, style.color.green, style.color.blue],
                x: line.end,
                baseline: Length::ZERO,
                direction: Direction::Right,
                spacing: style.tracking,
                overlaps: false,
                overlaps_next: false,
                glyphs: glyphs
                    .into_iter()
                    .map(|(glyph, character)| Glyph { id: glyph.map_or(0, |g| g.id), character })
                    .collect(),
            },
            width,
            link: None,
            missing: None,
            part: RunPart::Number,
            raise: Length::ZERO,
        });
        line.end += width;
        start = end;
    }
    line
}

fn put_before(line: &mut PlacedLine, mut number: PlacedLine, x: Length) {
    for run in &mut number.runs {
        run.glyphs.x += x;
    }
    number.runs.append(&mut line.runs);
    line.runs = number.runs;
}

#[cfg(test)]
mod tests;
