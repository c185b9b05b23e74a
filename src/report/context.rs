//! What every part of the validation shares: the source, the sink, the pictures, and the readers of
//! single values.

use std::fmt::Write as _;
use std::sync::Arc;

use super::character::{code_point, is_blank, is_forbidden, joins};
use super::cross::Cross;
use super::figure::Pictures;
use super::model::Spanned;
use super::near::nearest;
use super::scalar::{Placed, characters};
use super::source::{Node, Value};
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic, Sink, Source, Span};
use crate::picture::{Gallery, Picture, PictureError};

/// What every part of the validation shares.
///
/// Its readers return `None` after they have reported why.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) sink: &'a mut Sink,
    /// What the parts of the report say of one another.
    pub(super) cross: Cross,
    pictures: Pictures<'a>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        source: &'a Source,
        root: &'a Node,
        (assets, gallery): (&'a Assets, &'a Gallery),
        sink: &'a mut Sink,
    ) -> Self {
        let (cross, pictures) = (Cross::new(root, source), Pictures::new(root, assets, gallery));
        Self { source, sink, cross, pictures }
    }

    /// A picture of the report, read and checked.
    pub(super) fn picture(&self, file: &str) -> Result<Arc<Picture>, &PictureError> {
        self.pictures.get(file)
    }

    /// Takes findings.
    pub(super) fn sink_all(&mut self, findings: Vec<Diagnostic>) {
        for finding in findings {
            self.sink.push(finding);
        }
    }

    /// Takes an error of `code` at `span`.
    pub(super) fn error(&mut self, code: Code, span: Span) {
        self.sink.push(Diagnostic::new(code).at(span));
    }

    /// Takes an error about a key's value.
    pub(super) fn error_of(&mut self, code: Code, span: Span, key: &str) {
        self.sink.push(Diagnostic::new(code).at(span).with("key", key));
    }

    /// The characters of a text, `None` if it isn't one, is blank, or has characters that no
    /// document can hold. `key` is what findings call it.
    pub(super) fn characters(&mut self, node: &Node, key: &str) -> Option<Vec<Placed>> {
        match &node.value {
            Value::String(_) => {}
            Value::Bool(_) | Value::Number => {
                let finding = Diagnostic::new(Code::UnquotedText).at(node.span).with("key", key);
                self.sink.push(finding.with("text", excerpt(node.raw(self.source))));
                return None;
            }
            Value::Null => {
                self.error_of(Code::EmptyText, node.span, key);
                return None;
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                self.error_of(Code::NotText, node.span, key);
                return None;
            }
        }
        self.printable(node, key)
    }

    /// The characters of a scalar that is known to be one.
    pub(super) fn printable(&mut self, node: &Node, key: &str) -> Option<Vec<Placed>> {
        let placed = characters(node, self.source);
        if placed.iter().all(|placed| is_blank(placed.char)) {
            self.error_of(Code::EmptyText, node.span, key);
            return None;
        }
        let mut forbidden = false;
        // The text of the file has been checked; what is left are escapes in double quotes.
        let is_bad = |placed: &&Placed| placed.char == '\r' || is_forbidden(placed.char);
        for placed in placed.iter().filter(is_bad) {
            let at = placed.at as usize;
            let finding = Diagnostic::new(Code::ControlCharacter).at(Span::new(at, at + 1));
            self.sink.push(finding.with("character", code_point(placed.char)));
            forbidden = true;
        }
        (!forbidden).then_some(placed)
    }

    /// A plain text: markup has no meaning in it, and its lines are joined.
    pub(super) fn string(&mut self, node: &Node, key: &str) -> Option<Spanned<String>> {
        let placed = self.unmarked(node, key)?;
        Some(Spanned { value: plain(&placed), span: node.span })
    }

    /// The characters of a text in which markup has no meaning.
    fn unmarked(&mut self, node: &Node, key: &str) -> Option<Vec<Placed>> {
        let placed = self.characters(node, key)?;
        if let Some(finding) = self.cross.mark_in_plain(&placed, key) {
            self.sink.push(finding);
        }
        Some(placed)
    }

    /// A title: a plain text in which `|` is a line break, unless it is one of a value's characters.
    pub(super) fn title(&mut self, node: &Node, key: &str) -> Option<Spanned<String>> {
        let placed = self.unmarked(node, key)?;
        let lines = placed.split(|placed| placed.char == '|' && !placed.is_literal);
        let value = lines.map(plain).collect::<Vec<_>>().join("\n");
        Some(Spanned { value, span: node.span })
    }

    /// Plain texts: one, or a list of them.
    pub(super) fn strings(&mut self, node: &Node, key: &str) -> Option<Vec<Spanned<String>>> {
        match &node.value {
            Value::Sequence(_) => {
                let items = self.sequence(node, key)?;
                collect(items.iter().map(|item| self.string(item, key)))
            }
            Value::Mapping(_) => {
                self.error_of(Code::NotTextOrList, node.span, key);
                None
            }
            _ => Some(vec![self.string(node, key)?]),
        }
    }

    /// A list with at least one entry.
    pub(super) fn sequence<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n [Node]> {
        match &node.value {
            Value::Sequence(items) if !items.is_empty() => return Some(items),
            Value::Sequence(_) | Value::Null => self.error_of(Code::EmptyList, node.span, key),
            _ => self.error_of(Code::NotList, node.span, key),
        }
        None
    }

    /// A truth value.
    pub(super) fn boolean(&mut self, node: &Node, key: &str) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.error_of(Code::NotBoolean, node.span, key);
        None
    }

    /// One of several words. They are compared with what stands in the source, so that `1.` is not a
    /// number.
    pub(super) fn choice<T: Copy>(
        &mut self,
        node: &Node,
        key: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let word = match &node.value {
            Value::String(text) => text.trim(),
            Value::Bool(_) | Value::Number => node.raw(self.source),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
                self.error_of(Code::NotText, node.span, key);
                return None;
            }
        };
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word) {
            return Some(*value);
        }
        let names = || choices.iter().map(|(name, _)| *name);
        let mut finding = Diagnostic::new(Code::UnknownChoice).at(node.span).with("key", key);
        finding = finding.with("value", excerpt(word)).with("choices", quoted(names()));
        if let Some(near) = nearest(word, names()) {
            finding = finding.with("near", near);
        }
        self.sink.push(finding);
        None
    }
}

/// All values, or `None` if one is missing: each has been asked for all the same, so each has
/// reported its faults.
pub(super) fn collect<T>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let values: Vec<Option<T>> = values.collect();
    values.into_iter().collect()
}

/// The text of characters, their lines joined: without a space between Han, with one elsewhere.
pub(super) fn plain(placed: &[Placed]) -> String {
    let mut text = String::new();
    let joined = placed.iter().map(|placed| placed.char).collect::<String>();
    for line in joined.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let before = text.chars().next_back();
        let after = line.chars().next();
        if before.zip(after).is_some_and(|(before, after)| !joins(before, after)) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text.replace('\t', " ")
}

/// Words as findings list them: `` `a`, `b`, `c` ``.
pub(super) fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut text = String::new();
    for (index, name) in names.enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        let _ = write!(text, "{comma}`{name}`");
    }
    text
}

/// What of a text fits into a message: its first characters, on one line.
pub(super) fn excerpt(text: &str) -> String {
    const LENGTH: usize = 60;
    let mut excerpt: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = excerpt.char_indices().nth(LENGTH) {
        excerpt.truncate(end);
        excerpt.push('…');
    }
    excerpt
}
