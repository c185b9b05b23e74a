//! What the parts of a report say of one another: footnotes and their marks, ids and the references
//! to them. It is gathered while the report is read, and checked when all of it has been.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::{Context, excerpt};
use super::fields::Fields;
use super::inline::text;
use super::model::{Facet, Footnote, Text};
use super::near::nearest;
use super::scalar::Placed;
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Source, Span};

/// The words by which `[第{page}页](#id)` names what is said of a place.
pub(super) const FACETS: [(&str, Facet); 4] = [
    ("label", Facet::Label),
    ("number", Facet::Number),
    ("title", Facet::Title),
    ("page", Facet::Page),
];

/// What has been gathered so far.
#[derive(Debug, Default)]
pub(super) struct Cross {
    /// The footnotes that the report defines, by name; their indices.
    notes: BTreeMap<String, usize>,
    /// Whether the text that is being read is a footnote's.
    is_note: bool,
    /// The marks of footnotes.
    marks: Vec<(usize, Span)>,
    /// What has an id.
    targets: BTreeMap<Arc<str>, Target>,
    references: Vec<(Arc<str>, Facet, Span)>,
}

/// Something with an id.
#[derive(Debug)]
struct Target {
    span: Span,
    kind: TargetKind,
}

/// What can have an id.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum TargetKind {
    /// A heading with what stands under it.
    Section,
    /// A table or figure.
    Captioned,
    /// One of several attachments.
    Attachment,
    /// The only attachment, which has no number.
    OnlyAttachment,
}

/// The keys of texts that can have marks of footnotes.
const PLACES: [&str; 7] = ["body", "heading", "points", "lead", "text", "list", "quote"];

/// The keys of texts of tables.
const TABLE: [&str; 5] = ["columns", "title", "unit", "rows", "note"];

/// A mark where none can stand.
fn misplaced(name: &str, key: &str, span: Span) -> Diagnostic {
    let finding = Diagnostic::new(Code::FootnotePlace).at(span);
    let finding = finding.with("name", excerpt(name)).with("key", key);
    if TABLE.contains(&key) { finding.with("note", "note") } else { finding }
}

impl TargetKind {
    fn has(self, facet: Facet) -> bool {
        (self, facet) != (Self::OnlyAttachment, Facet::Number)
    }
}

impl Cross {
    /// Nothing but the names of the footnotes that the report defines.
    pub(super) fn new(root: &Node, source: &Source) -> Self {
        let mut cross = Self::default();
        if let Some(Value::Mapping(entries)) = root.get("footnotes").map(|node| &node.value) {
            for (index, (key, _)) in entries.iter().enumerate() {
                cross.notes.entry(name_of(key, source).to_owned()).or_insert(index);
            }
        }
        cross
    }

    /// Takes the mark of a footnote; its index, or why it can't stand there.
    ///
    /// `key` is what the text is.
    pub(super) fn mark(&mut self, name: &str, key: &str, span: Span) -> Result<usize, Diagnostic> {
        let finding = |code| Diagnostic::new(code).at(span).with("name", excerpt(name));
        if self.is_note {
            return Err(finding(Code::FootnoteInFootnote));
        }
        let Some(&index) = self.notes.get(name) else {
            let names = self.notes.keys().map(String::as_str);
            return Err(with_near(finding(Code::UndefinedFootnote), nearest(name, names)));
        };
        self.marks.push((index, span));
        if !PLACES.contains(&key) {
            return Err(misplaced(name, key, span));
        }
        Ok(index)
    }

    /// The mark of a footnote in a text of `key` in which markup has no meaning.
    pub(super) fn mark_in_plain(&mut self, text: &[Placed], key: &str) -> Option<Diagnostic> {
        let is_mark =
            |pair: &[Placed]| pair[0].char == '[' && pair[1].char == '^' && !pair[0].is_literal;
        let starts = text.windows(2).enumerate().filter(|(_, pair)| is_mark(pair));
        let mut marks = starts.filter_map(|(start, _)| {
            let rest = &text[start + 2..];
            let end = rest.iter().position(|placed| placed.char == ']')?;
            let name: String = rest[..end].iter().map(|placed| placed.char).collect();
            let span = Span::new(text[start].at as usize, rest[end].at as usize + 1);
            Some((*self.notes.get(&name)?, name, span))
        });
        let (index, name, span) = marks.next()?;
        self.marks.push((index, span));
        let finding = Diagnostic::new(Code::FootnotePlace).at(span);
        Some(finding.with("name", excerpt(&name)).with("key", key))
    }

    /// Takes a reference.
    pub(super) fn refer(&mut self, target: &Arc<str>, facet: Facet, span: Span) {
        self.references.push((Arc::clone(target), facet, span));
    }

    /// All that is said of ids, each once.
    pub(super) fn used(&self) -> BTreeSet<(Arc<str>, Facet)> {
        self.references.iter().map(|(target, facet, _)| (Arc::clone(target), *facet)).collect()
    }
}

/// A finding with what was probably meant.
pub(super) fn with_near(finding: Diagnostic, near: Option<&str>) -> Diagnostic {
    near.into_iter().fold(finding, |finding, near| finding.with("near", near))
}

/// How a footnote is called in the source, quotation marks around it removed.
fn name_of<'k>(key: &'k Node, source: &'k Source) -> &'k str {
    match &key.value {
        Value::String(name) => name,
        _ => key.raw(source),
    }
}

/// Reads the id of something.
pub(super) fn id(fields: &Fields<'_>, kind: TargetKind, cx: &mut Context<'_>) -> Option<Arc<str>> {
    let node = fields.get("id")?;
    let id = cx.string(node, "id")?;
    let is_legal = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !id.value.chars().all(is_legal) {
        let finding = Diagnostic::new(Code::Id).at(id.span).with("value", excerpt(&id.value));
        cx.sink.push(finding);
        return None;
    }
    let id_of: Arc<str> = id.value.into();
    if let Some(first) = cx.cross.targets.get(&id_of) {
        let (line, _) = cx.source.position(first.span.start);
        let finding = Diagnostic::new(Code::DuplicateId).at(id.span).with("id", excerpt(&id_of));
        cx.sink.push(finding.with("line", line));
        return None;
    }
    cx.cross.targets.insert(Arc::clone(&id_of), Target { span: id.span, kind });
    Some(id_of)
}

/// Reads the id of a table or figure, which needs a caption then: that is what is referred to.
pub(super) fn captioned_id(
    fields: &Fields<'_>,
    caption: Option<&Text>,
    cx: &mut Context<'_>,
) -> Option<Arc<str>> {
    let id = id(fields, TargetKind::Captioned, cx)?;
    if caption.is_none() && fields.get("caption").is_none() {
        let span = fields.get("id").map(|node| node.span).unwrap_or_default();
        cx.sink.push(Diagnostic::new(Code::NoCaption).at(span).with("id", excerpt(&id)));
    }
    Some(id)
}

/// Reads the footnotes.
pub(super) fn footnotes(node: &Node, cx: &mut Context<'_>) -> Vec<Footnote> {
    let Value::Mapping(entries) = &node.value else {
        let finding = Diagnostic::new(Code::NotMapping).at(node.span).with("key", "footnotes");
        cx.sink.push(finding.with("keys", "`name: …`"));
        return Vec::new();
    };
    cx.cross.is_note = true;
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut notes = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let source = cx.source;
        let name = name_of(key, source);
        match first.get(name) {
            Some(span) => {
                let (line, _) = cx.source.position(span.start);
                let finding = Diagnostic::new(Code::DuplicateKey).at(key.span);
                cx.sink.push(finding.with("key", excerpt(name)).with("line", line));
            }
            None => drop(first.insert(name, key.span)),
        }
        let text = text(value, name, cx).unwrap_or_default();
        notes.push(Footnote { text });
    }
    cx.cross.is_note = false;
    notes
}

/// Checks what has been gathered: `node` is the report's `footnotes`.
pub(super) fn check(footnotes: Option<&Node>, cx: &mut Context<'_>) {
    check_marks(footnotes, cx);
    let cross = std::mem::take(&mut cx.cross);
    for (target, facet, span) in &cross.references {
        let finding = |code| Diagnostic::new(code).at(*span).with("id", excerpt(target));
        match cross.targets.get(target) {
            None => {
                let near = nearest(target, cross.targets.keys().map(|id| &**id));
                cx.sink.push(with_near(finding(Code::UnknownId), near));
            }
            Some(known) if known.kind.has(*facet) => {}
            Some(_) => cx.sink.push(finding(Code::NoAttachmentNumber)),
        }
    }
    cx.cross = cross;
}

fn check_marks(footnotes: Option<&Node>, cx: &mut Context<'_>) {
    let mut first: BTreeMap<usize, Span> = BTreeMap::new();
    let marks = std::mem::take(&mut cx.cross.marks);
    for (index, span) in &marks {
        if let Some(before) = first.get(index) {
            let (line, _) = cx.source.position(before.start);
            cx.sink.push(Diagnostic::new(Code::FootnoteTwice).at(*span).with("line", line));
        } else {
            first.insert(*index, *span);
        }
    }
    let Some(Value::Mapping(entries)) = footnotes.map(|node| &node.value) else { return };
    for (index, (key, _)) in entries.iter().enumerate() {
        let name = name_of(key, cx.source);
        let is_first = cx.cross.notes.get(name) == Some(&index);
        if is_first && !first.contains_key(&index) {
            let finding = Diagnostic::new(Code::UnusedFootnote).at(key.span);
            cx.sink.push(finding.with("name", excerpt(name)));
        }
    }
}
