//! What references name: sections, tables, figures and attachments by their ids, with their
//! numbers. All of them are numbered before the text is resolved, since text refers forward, too.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use super::builder::{Look, Object, TextBuilder};
use super::caption::{CaptionKind, CaptionNumber, Captions};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::field::{FieldKind, written};
use crate::document::model::AnchorId;
use crate::report::{self, Facet};
use crate::theme::{CharacterStyle, StyleName};

/// Anchors of a thing with an id, one for each of its facets.
const ANCHORS: usize = 4;

/// All things with ids.
#[derive(Debug, Default)]
pub(super) struct Targets(BTreeMap<Arc<str>, Target>);

/// A thing with an id.
#[derive(Debug)]
struct Target {
    /// Its place among those with ids.
    index: usize,
    kind: TargetKind,
    label: String,
    number: String,
    title: String,
    /// Whether word processors can take the title from where it stands.
    has_plain_title: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum TargetKind {
    Section,
    Captioned,
    Attachment,
}

impl Targets {
    /// The anchor of a facet of a thing with an id. A heading is one anchor, whatever is said of
    /// it; so is the place of anything, for its page and for links.
    pub(super) fn anchor(&self, id: &str, facet: Facet) -> Option<AnchorId> {
        let target = self.0.get(id)?;
        let part = match (target.kind, facet) {
            (_, Facet::Page | Facet::Link)
            | (TargetKind::Section, _)
            | (TargetKind::Attachment, Facet::Label) => 0,
            (_, Facet::Label) => 1,
            (_, Facet::Number) => 2,
            (_, Facet::Title) => 3,
        };
        Some(AnchorId(target.index * ANCHORS + part))
    }

    /// How many anchors the things with ids have.
    pub(super) fn anchors(&self) -> usize {
        self.0.len() * ANCHORS
    }
}

impl Resolver<'_, '_> {
    /// The anchor of something with an id, if any text says `facet` of it.
    pub(super) fn used_anchor(&self, id: Option<&Arc<str>>, facet: Facet) -> Option<AnchorId> {
        let id = id?;
        let is_used = self.report.references.contains(&(Arc::clone(id), facet));
        is_used.then(|| self.targets.anchor(id, facet)).flatten()
    }

    /// The anchor of the whole of something with an id, if any text needs it.
    pub(super) fn whole_anchor(&self, id: Option<&Arc<str>>) -> Option<AnchorId> {
        let whole = id.and_then(|id| self.targets.anchor(id, Facet::Link))?;
        let facets = [Facet::Page, Facet::Link, Facet::Label, Facet::Number, Facet::Title];
        facets.into_iter().find_map(|facet| self.used_anchor(id, facet).filter(|a| *a == whole))
    }

    /// Numbers everything that has an id.
    pub(super) fn find_targets(&mut self) {
        let report = self.report;
        let mut finder = Finder::default();
        finder.blocks(&report.body, 0, &mut [0; super::body::LEVELS], self);
        for (index, attachment) in report.attachments.iter().enumerate() {
            let number = self.attachment_number(index);
            let label = format!("{}{number}", self.theme.words.attachment);
            let title = self.plain(|builder| builder.title_name(&attachment.title));
            let target = Target {
                index: 0,
                kind: TargetKind::Attachment,
                label,
                number,
                title,
                has_plain_title: false,
            };
            finder.add(attachment.id.as_ref(), target);
            finder.blocks(&attachment.body, 0, &mut [0; super::body::LEVELS], self);
        }
        let titles = std::mem::take(&mut finder.titles);
        self.targets = finder.targets;
        for (id, text, start) in titles {
            let title = self.plain(|builder| {
                builder.author(text, None);
                builder.pieces.drain(..start);
            });
            let target = self.targets.0.get_mut(&id).expect("it has been added");
            target.title = title;
        }
    }

    /// The characters of a text as they will be set.
    fn plain(&mut self, add: impl FnOnce(&mut TextBuilder)) -> String {
        let mut builder = TextBuilder::default();
        add(&mut builder);
        builder.without_footnotes();
        super::plain_text(&self.inlines(builder, StyleName::Body))
    }

    /// Puts what is said of other places in the place of the references.
    pub(super) fn refer(&mut self, text: &mut TextBuilder) {
        let is_reference = |look: &Look| matches!(look.object, Some(Object::Reference(_)));
        if !text.looks.iter().any(is_reference) {
            return;
        }
        for piece in std::mem::take(&mut text.pieces) {
            let look = piece.look_in(&text.looks);
            let Some(Object::Reference(reference)) = look.object.clone() else {
                text.pieces.push(piece);
                continue;
            };
            let (characters, field) = self.said(&reference, piece.place());
            // a field leads to its place by itself
            let link = field.is_none().then(|| report::Link::Id(Arc::clone(&reference.target)));
            let object = field.map(Object::Field);
            let mut styles = look.styles.clone();
            styles.extend(link.is_some().then_some(CharacterStyle::Reference));
            let look = Look { styles, link, verbatim: true, object };
            text.words(&characters, look, piece.place());
        }
    }

    /// What a reference says, and the field that says it in a Word document; text alone says what
    /// no field can.
    fn said(&mut self, reference: &report::Reference, place: usize) -> (String, Option<FieldKind>) {
        let id = &reference.target;
        let anchor = |facet| self.targets.anchor(id, facet).expect("the report's ids are checked");
        let target = &self.targets.0[id];
        let is_section = target.kind == TargetKind::Section;
        match reference.facet {
            Facet::Link => (String::new(), None),
            Facet::Page => {
                let anchor = anchor(Facet::Page);
                let page = self.settled.pages.get(&anchor).copied().unwrap_or(1);
                (page.to_string(), Some(FieldKind::Page(anchor)))
            }
            Facet::Title if !target.has_plain_title => (target.title.clone(), None),
            Facet::Title => (target.title.clone(), Some(FieldKind::Text(anchor(Facet::Title)))),
            facet if is_section && target.number.is_empty() => {
                let finding = Diagnostic::new(Code::NoHeadingNumber).at(Span::new(place, place));
                self.sink.push(finding.with("id", id).with("title", "{title}"));
                (String::new(), (facet == Facet::Label).then(|| FieldKind::Number(anchor(facet))))
            }
            Facet::Label if is_section => {
                (target.label.clone(), Some(FieldKind::Number(anchor(Facet::Label))))
            }
            Facet::Number if is_section => (target.number.clone(), None),
            Facet::Label => (target.label.clone(), Some(FieldKind::Text(anchor(Facet::Label)))),
            Facet::Number => (target.number.clone(), Some(FieldKind::Text(anchor(Facet::Number)))),
        }
    }
}

/// Finds what has ids, in the order of the document.
#[derive(Debug, Default)]
struct Finder<'r> {
    targets: Targets,
    captions: Captions,
    /// The titles of sections, tables and figures, with what of their characters is a number.
    titles: Vec<(Arc<str>, &'r report::Text, usize)>,
}

impl<'r> Finder<'r> {
    fn add(&mut self, id: Option<&Arc<str>>, target: Target) {
        if let Some(id) = id {
            let index = self.targets.0.len();
            self.targets.0.insert(Arc::clone(id), Target { index, ..target });
        }
    }

    fn blocks(
        &mut self,
        blocks: &'r [report::Block],
        depth: usize,
        counts: &mut [u32; super::body::LEVELS],
        resolver: &Resolver<'_, '_>,
    ) {
        for block in blocks {
            match block {
                report::Block::Section(section) => {
                    let depth = depth.min(super::body::LEVELS - 1);
                    counts[depth] += 1;
                    counts[depth + 1..].fill(0);
                    self.section(section, depth, counts[depth], resolver);
                    self.blocks(&section.body, depth + 1, counts, resolver);
                }
                report::Block::Table(table) => {
                    let kind = CaptionKind::Table;
                    self.captioned(kind, table.caption.as_ref(), table.id.as_ref(), resolver);
                }
                report::Block::Figure(figure) => {
                    let kind = CaptionKind::Figure;
                    self.captioned(kind, figure.caption.as_ref(), figure.id.as_ref(), resolver);
                }
                _ => {}
            }
        }
    }

    fn section(
        &mut self,
        section: &'r report::Section,
        depth: usize,
        count: u32,
        resolver: &Resolver<'_, '_>,
    ) {
        let levels = super::heading_levels(resolver.theme);
        let level = levels.get(depth);
        let number = level.map(|level| written(level.format, count)).unwrap_or_default();
        let label = level.map(|level| level.text.replace("%1", &number)).unwrap_or_default();
        let target = Target {
            index: 0,
            kind: TargetKind::Section,
            // word processors leave out the full stop after a number that they refer to
            label: label.trim_end_matches('.').to_owned(),
            number,
            title: String::new(),
            has_plain_title: is_plain(&section.heading),
        };
        self.add(section.id.as_ref(), target);
        self.titles.extend(section.id.clone().map(|id| (id, &section.heading, 0)));
    }

    fn captioned(
        &mut self,
        kind: CaptionKind,
        caption: Option<&'r report::Text>,
        id: Option<&Arc<str>>,
        resolver: &Resolver<'_, '_>,
    ) {
        let Some(caption) = caption else { return };
        let number = self.captions.next(kind, caption, id, resolver);
        let start = number.title_start(caption);
        let (label, number) = match number {
            CaptionNumber::None => return,
            CaptionNumber::Counted(number) => {
                (format!("{}{number}", kind.word(resolver.theme)), number.to_string())
            }
            CaptionNumber::Typed { label, number } => (label, number),
        };
        let target = Target {
            index: 0,
            kind: TargetKind::Captioned,
            label,
            number,
            title: String::new(),
            has_plain_title: is_plain(caption),
        };
        self.add(id, target);
        self.titles.extend(id.cloned().map(|id| (id, caption, start)));
    }
}

/// Whether a text is nothing but characters.
fn is_plain(text: &report::Text) -> bool {
    text.inlines.iter().all(|inline| matches!(inline, report::Inline::Run(_)))
}
