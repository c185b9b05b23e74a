//! Set blocks and their places to pages: glyphs, lines of tables, pictures, page numbers, links,
//! outline and structure elements.

use std::collections::BTreeMap;
use std::sync::Arc;

mod colophon;
mod footnote;
mod structure;
mod table;
mod table_note;

use self::footnote::Footnotes;
use self::structure::{BlockElement, Structure, role};
use self::table::Carried;
use super::anchored::{self, Anchor};
use super::flow::{Distributed, Part};
use super::inline::{PlacedLine, PlacedRun, RunPart, footnote, set_paragraph};
use super::mark::MarkLine;
use super::{LaidOut, SetBlock};
use crate::document::{
    AnchoredKind, BodyEnd, Document, Edge, Inline, Layer, Orientation, PageNumbers, PageSetup,
    Paragraph, Section, Settled,
};
use crate::font::OpenFonts;
use crate::font::measure::advance_units;
use crate::frame::{
    Direction, Glyph, GlyphRun, Item, ItemKind, OutlineItem, Page, Pages, Place, PlaceId, Rect,
    Role, Target,
};
use crate::theme::{PageNumberSide, StyleName};
use crate::unit::Length;

fn empty_page(setup: &PageSetup, index: usize) -> Page {
    Page {
        width: setup.width,
        height: setup.height,
        label: (index + 1).to_string(),
        items: Vec::new(),
    }
}

/// Top of a line's height to its baseline: four fifths of it, as LibreOffice sets exact lines.
fn ascent(line_height: Length) -> Length {
    line_height.scale(4, 5)
}

/// The pages while they are made.
pub(super) struct Builder<'a, 'f> {
    document: &'a Document,
    fonts: &'a OpenFonts<'f>,
    pages: Vec<Page>,
    settled: Settled,
    /// The pages of the section that is being placed.
    setup: &'a PageSetup,
    /// How many pages there are before it.
    first_page: usize,
    structure: Structure,
    outline: Vec<OutlineItem>,
    places: BTreeMap<PlaceId, Place>,
    /// The cells of the table being placed that go on on the next page.
    carried: Vec<Carried>,
    footnotes: Footnotes,
    /// Where the body had better end.
    pub(super) body_end: Option<BodyEnd>,
    /// Whether the signature stands on a page without text.
    pub(super) lone_signature: bool,
    /// Whether the 版记 is higher than a page.
    colophon_is_too_high: bool,
}

impl<'a, 'f> Builder<'a, 'f> {
    pub(super) fn new(
        document: &'a Document,
        notes: Vec<Vec<PlacedLine>>,
        fonts: &'a OpenFonts<'f>,
    ) -> Self {
        Self {
            document,
            fonts,
            pages: Vec::new(),
            settled: Settled::default(),
            setup: &document.page,
            first_page: 0,
            structure: Structure::default(),
            outline: Vec::new(),
            places: BTreeMap::new(),
            carried: Vec::new(),
            footnotes: Footnotes::new(notes),
            body_end: None,
            lone_signature: false,
            colophon_is_too_high: false,
        }
    }

    /// Adds the pages of a section. Lines are moved from the blocks to the pages.
    pub(super) fn section(
        &mut self,
        section: &'a Section,
        blocks: &mut [SetBlock<'_>],
        placed: &Distributed,
    ) {
        let setup = &section.page;
        let count = placed.pages();
        self.setup = setup;
        self.first_page = self.pages.len();
        self.structure.begin_pages();
        let pages = self.first_page..self.first_page + count;
        self.pages.extend(pages.clone().map(|index| empty_page(setup, index)));
        let mut notes = placed.notes.chunk_by(|one, next| one.0 == next.0).peekable();
        let mut parts = placed.parts.iter().peekable();
        let mut room = 0;
        for page in 0..count {
            // about as much stands on a page as on the one before
            self.pages[self.first_page + page].items.reserve(room);
            self.begin_notes();
            while let Some(part) = parts.next_if(|part| part.page == page) {
                self.part(blocks, Part { page: self.first_page + page, ..*part });
            }
            if let Some(notes) = notes.next_if(|notes| notes[0].0 == page) {
                self.notes(notes, self.first_page + page);
            }
            // with room for the page number
            let items = &mut self.pages[self.first_page + page].items;
            room = items.len() + 1;
            items.shrink_to(room);
        }
        self.settle_colophon(blocks, placed);
        self.settle_tables(blocks, placed);
        self.settle_noted_tables(blocks, placed);
        let numbered = match section.page_numbers {
            PageNumbers::All => pages,
            PageNumbers::NotFirst => pages.start + 1..pages.end,
            PageNumbers::None => return,
        };
        for index in numbered {
            let number = page_number(self.document, setup, index, self.fonts);
            self.pages[index].items.push(number);
        }
    }

    /// The finished pages.
    pub(super) fn finish(self) -> LaidOut {
        let pages = Pages {
            pages: self.pages,
            elements: self.structure.elements,
            outline: self.outline,
            places: self.places,
            metadata: self.document.metadata.clone(),
        };
        LaidOut {
            pages,
            settled: self.settled,
            elsewhere: self.footnotes.into_elsewhere(),
            body_end: self.body_end,
            lone_signature: self.lone_signature,
            colophon_is_too_high: self.colophon_is_too_high,
        }
    }

    fn part(&mut self, blocks: &mut [SetBlock<'_>], part: Part) {
        let setup = self.setup;
        let top = setup.top + setup.grid_offset() + part.y;
        match &mut blocks[part.item] {
            SetBlock::Paragraph(paragraph, lines) => {
                let paragraph = *paragraph;
                if part.first == 0 {
                    self.framed(paragraph, part.page, top);
                    self.outline_item(paragraph, lines, part.page, top);
                }
                let rest = lines.split_off(part.last - part.first);
                let lines = std::mem::replace(lines, rest);
                let element = self.structure.paragraph(self.document, blocks, part.item, paragraph);
                if part.first == 0 {
                    self.anchored(paragraph, Layer::Behind, part.page, top);
                    self.anchors(paragraph, part.page, top);
                }
                let pitch = self.pitch(paragraph);
                for (line, offset) in lines.into_iter().zip(0..) {
                    let baseline = top + pitch * offset + ascent(pitch);
                    let place = LinePlace {
                        page: part.page,
                        x: setup.left,
                        baseline,
                        element: Some(element),
                    };
                    self.line(line, place);
                }
                if part.first == 0 {
                    self.anchored(paragraph, Layer::Front, part.page, top);
                }
            }
            SetBlock::Table(table, set) => {
                let element = self.structure.table(table, part.item);
                self.table_part(set, part, top, element);
            }
            SetBlock::Figure(figure) => {
                let element = self.structure.figure(figure.alt.clone(), figure.has_caption);
                let slack = setup.text_width() - figure.width;
                let rect = Rect {
                    x: setup.left + slack / 2,
                    y: top + figure.line_height - figure.height,
                    width: figure.width,
                    height: figure.height,
                };
                self.push(
                    part.page,
                    ItemKind::Picture(rect, Arc::clone(&figure.picture)),
                    Some(element),
                );
            }
            SetBlock::Colophon(colophon) => self.colophon(colophon, part.page),
            SetBlock::JointMark(mark) => {
                let pitch = self.document.styles[&StyleName::Mark].line_pitch;
                for MarkLine { line, x, y } in std::mem::take(&mut mark.lines) {
                    let element = Some(self.structure.add_here(Role::Paragraph, None).into());
                    let baseline = top + y + ascent(pitch);
                    let x = setup.left + x;
                    self.line(line, LinePlace { page: part.page, x, baseline, element });
                }
            }
        }
    }

    fn outline_item(
        &mut self,
        paragraph: &Paragraph,
        lines: &[PlacedLine],
        page: usize,
        y: Length,
    ) {
        let Some(level) = self.document.styles[&paragraph.style].outline_level else { return };
        let title = lines.iter().flat_map(PlacedLine::characters).collect();
        self.outline.push(OutlineItem { level, title, page, y });
    }

    /// Notes where the anchors of a paragraph are.
    fn anchors(&mut self, paragraph: &Paragraph, page: usize, y: Length) {
        let number = u32::try_from(page + 1).unwrap_or(u32::MAX);
        self.settled.pages.extend(paragraph.anchor.map(|anchor| (anchor, number)));
        let edges = paragraph.inlines.iter().filter_map(|inline| match inline {
            Inline::Edge(anchor, Edge::Start) => Some(*anchor),
            _ => None,
        });
        let anchors = edges.chain(paragraph.anchor);
        let places = anchors.map(|anchor| (PlaceId::Anchor(anchor.0), Place { page, y }));
        self.places.extend(places);
    }

    /// Puts what hangs at a paragraph on the page of its first line, whose top is at `top`.
    fn anchored(&mut self, paragraph: &Paragraph, layer: Layer, page: usize, top: Length) {
        let anchor = Anchor { left: self.setup.left, top };
        for anchored in paragraph.anchored.iter().filter(|anchored| anchored.layer == layer) {
            let Some((kind, alt)) = anchored::item(anchored, anchor) else { continue };
            let element = alt.map(|alt| self.structure.add_here(Role::Figure, Some(alt)));
            match layer {
                Layer::Front => self.push(page, kind, element),
                // under all text of the page, that of earlier paragraphs, too
                Layer::Behind => self.pages[page].items.insert(0, Item { kind, element }),
            }
        }
    }

    /// Puts the framed paragraphs that hang at a paragraph on its page: they are read before it.
    fn framed(&mut self, paragraph: &Paragraph, page: usize, top: Length) {
        let anchor = Anchor { left: self.setup.left, top };
        for anchored in &paragraph.anchored {
            let AnchoredKind::Text(framed) = &anchored.kind else { continue };
            let rect = anchored::place(anchored, anchor);
            let element = Some(self.structure.add_here(role(framed.style), None).into());
            let pitch = self.pitch(framed);
            let lines = set_paragraph(framed, rect.width, self.document, self.fonts);
            for (line, number) in lines.into_iter().zip(0..) {
                let baseline = rect.y + pitch * number + ascent(pitch);
                self.line(line, LinePlace { page, x: rect.x, baseline, element });
            }
        }
    }

    /// Baseline to baseline of a paragraph.
    fn pitch(&self, paragraph: &Paragraph) -> Length {
        paragraph.line_pitch.unwrap_or(self.document.styles[&paragraph.style].line_pitch)
    }

    fn push(&mut self, page: usize, kind: ItemKind, element: Option<usize>) {
        self.pages[page].items.push(Item { kind, element });
    }

    /// Puts a line's glyphs at their place; then its links.
    fn line(&mut self, line: PlacedLine, place: LinePlace) {
        let LinePlace { page, x, baseline, element } = place;
        let mut links: Vec<(Rect, Target, String, Option<BlockElement>)> = Vec::new();
        for PlacedRun { mut glyphs, width, link, missing, part, raise } in line.runs {
            glyphs.x += x;
            glyphs.baseline = baseline - raise;
            let element = match footnote(link.as_ref()) {
                Some(part) => Some(self.footnote_run(part, &mut glyphs, place).into()),
                None => element,
            };
            let rect = Rect {
                x: glyphs.x,
                y: glyphs.baseline - glyphs.size.scale(88, 100),
                width,
                height: glyphs.size,
            };
            if let Some(link) = link {
                let characters = glyphs.glyphs.iter().map(|glyph| glyph.character);
                match links.last_mut() {
                    Some((last, target, text, _)) if *target == link => {
                        last.width = rect.x + rect.width - last.x;
                        text.extend(characters);
                    }
                    _ => links.push((rect, link, characters.collect(), element)),
                }
            }
            let kind = match missing {
                Some(character) => ItemKind::MissingGlyph(rect, character),
                None => ItemKind::Glyphs(glyphs),
            };
            let element = element.and_then(|element| match part {
                RunPart::Text => Some(element.text),
                RunPart::Number => Some(element.label.unwrap_or(element.text)),
                RunPart::Leader => None,
            });
            self.push(page, kind, element);
        }
        for (rect, target, text, element) in links {
            self.push(page, ItemKind::Link(rect, target, text), element.map(|e| e.text));
        }
    }
}

/// Where a line stands and what it is part of.
#[derive(Clone, Copy)]
struct LinePlace {
    page: usize,
    /// Left edge of its measure.
    x: Length,
    baseline: Length,
    element: Option<BlockElement>,
}

/// 页码: plain sums of advances, without gaps, as a footer's field is set.
fn page_number(
    document: &Document,
    setup: &PageSetup,
    index: usize,
    fonts: &OpenFonts<'_>,
) -> Item {
    // on turned paper it stands where it does on upright one (clause 8)
    let (upright, rule) = (&document.page, &setup.page_number);
    let (setup, turned_width) = match setup.orientation {
        Orientation::Upright => (setup, None),
        Orientation::Turned => (upright, Some(setup.width)),
    };
    let style = &document.styles[&StyleName::PageNumber];
    let text = format!("{}{}{}", rule.before, index + 1, rule.after);
    let face = fonts.library().role(style.latin);
    let units: i64 = text.chars().map(|c| advance_units(fonts, face, c)).sum();
    let em = i64::from(fonts.library().face(face).units_per_em);
    let width = style.size.scale(units, em).round_to_twips();
    let is_odd = index.is_multiple_of(2);
    let x = match rule.side {
        PageNumberSide::Center => (setup.text_width() - width) / 2,
        PageNumberSide::Outer if is_odd => setup.text_width() - style.indent.right - width,
        PageNumberSide::Outer => style.indent.left,
    };
    let glyphs = text.chars().map(|character| Glyph {
        id: fonts.face(face).glyph(character).map_or(0, |glyph| glyph.id),
        character,
    });
    let color = [style.color.red, style.color.green, style.color.blue];
    let run = GlyphRun {
        face,
        size: style.size,
        em: style.size,
        color,
        x: setup.left + x,
        baseline: turned_width.map_or(rule.baseline, |width| width - rule.baseline),
        direction: if turned_width.is_some() { Direction::Down } else { Direction::Right },
        spacing: Length::ZERO,
        overlaps: false,
        overlaps_next: false,
        glyphs: glyphs.collect(),
    };
    Item { kind: ItemKind::Glyphs(run), element: None }
}
