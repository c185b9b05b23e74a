//! 脚注 at the foot of their page, their numbers, and the line above them.

use super::structure::BlockElement;
use super::{Builder, LinePlace, ascent};
use crate::document::{FootnoteId, written};
use crate::frame::{Glyph, GlyphRun, ItemKind, Place, PlaceId, Rect, Role};
use crate::layout::foot::NotePart;
use crate::layout::inline::{FootnotePart, PlacedLine};
use crate::theme::{FontRole, StyleName};
use crate::unit::Length;

/// The line above the notes, as LibreOffice draws it: part of the measure, thickness, and what is
/// between it and the notes.
const SEPARATOR_PART: i64 = 4;
const SEPARATOR: Length = Length::twips(10);
const SEPARATOR_ABOVE: Length = Length::twips(57);

/// The footnotes of a document while its pages are made.
#[derive(Debug)]
pub(super) struct Footnotes {
    lines: Vec<Vec<PlacedLine>>,
    notes: Vec<Footnote>,
    /// How many marks the page has so far.
    on_page: u32,
}

/// What is known of a footnote so far.
#[derive(Clone, Debug, Default)]
struct Footnote {
    /// Its number on the page of its mark.
    number: u32,
    mark_page: usize,
    /// The page that it begins on, and its structure elements.
    begun: Option<(usize, BlockElement)>,
}

impl Footnotes {
    pub(super) fn new(lines: Vec<Vec<PlacedLine>>) -> Self {
        Self { notes: vec![Footnote::default(); lines.len()], lines, on_page: 0 }
    }

    /// The footnotes that begin on another page than that of their mark.
    pub(super) fn into_elsewhere(self) -> Vec<FootnoteId> {
        let notes = self.notes.iter().enumerate();
        let elsewhere =
            notes.filter(|(_, note)| note.begun.is_some_and(|(page, _)| page != note.mark_page));
        elsewhere.map(|(index, _)| FootnoteId(index)).collect()
    }
}

impl Builder<'_, '_> {
    /// Begins to count the marks of a page.
    pub(super) fn begin_notes(&mut self) {
        self.footnotes.on_page = 0;
    }

    /// Puts notes on their page: the last line stands on the foot of the type area.
    pub(super) fn notes(&mut self, notes: &[(usize, NotePart)], page: usize) {
        let setup = self.setup;
        let pitch = self.document.styles[&StyleName::Footnote].line_pitch;
        let count: usize = notes.iter().map(|(_, part)| part.last - part.first).sum();
        let mut y = setup.height - setup.bottom - pitch * count as i64;
        let rule = Rect {
            x: setup.left,
            y: y - SEPARATOR_ABOVE - SEPARATOR,
            width: setup.text_width() / SEPARATOR_PART,
            height: SEPARATOR,
        };
        self.push(page, ItemKind::Rule(rule, [0; 3]), None);
        for (_, part) in notes {
            let element = self.footnote_element(part.note, page, y);
            for at in part.first..part.last {
                let line = std::mem::take(&mut self.footnotes.lines[part.note][at]);
                let baseline = y + ascent(pitch);
                self.line(
                    line,
                    LinePlace { page, x: setup.left, baseline, element: Some(element) },
                );
                y += pitch;
            }
        }
    }

    /// The elements of a footnote, made where it begins.
    fn footnote_element(&mut self, note: usize, page: usize, y: Length) -> BlockElement {
        if let Some((_, element)) = self.footnotes.notes[note].begun {
            return element;
        }
        let element = self.structure.footnote();
        self.footnotes.notes[note].begun = Some((page, element));
        self.places.insert(PlaceId::Footnote(note), Place { page, y });
        element
    }

    /// Gives a mark, or the number of a note, the number that it has on its page; returns its
    /// element.
    pub(super) fn footnote_run(
        &mut self,
        part: FootnotePart,
        run: &mut GlyphRun,
        place: LinePlace,
    ) -> usize {
        let (note, element) = match part {
            FootnotePart::Mark(note) => {
                self.footnotes.on_page += 1;
                let number = self.footnotes.on_page;
                let of_note = &mut self.footnotes.notes[note];
                (of_note.number, of_note.mark_page) = (number, place.page);
                let at = Place { page: place.page, y: place.baseline - run.size * 2 };
                self.places.insert(PlaceId::FootnoteMark(note), at);
                let text = place.element.map(|element| element.text);
                (note, self.structure.add(Role::Reference, text, None))
            }
            FootnotePart::Number(note) => {
                let element = self.footnotes.notes[note].begun.and_then(|(_, e)| e.label);
                (note, element.expect("a note has a label"))
            }
        };
        let number = written(self.document.footnote_format, self.footnotes.notes[note].number);
        self.show_number(&number, run);
        element
    }

    /// Puts the glyphs of a number into a run; those that its face lacks come from 宋体.
    fn show_number(&self, number: &str, run: &mut GlyphRun) {
        let song = self.fonts.library().role(FontRole::Song);
        let lacks = |character| self.fonts.face(run.face).glyph(character).is_none();
        if number.chars().any(lacks) {
            run.face = song;
        }
        let glyph = |character| {
            let id = self.fonts.face(run.face).glyph(character).map_or(0, |glyph| glyph.id);
            Glyph { id, character }
        };
        run.glyphs = number.chars().map(glyph).collect();
    }
}
