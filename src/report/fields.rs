//! Mappings with a fixed set of keys.

use super::context::{Context, excerpt, quoted};
use super::near::nearest;
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};

/// The keys that a kind of mapping has. A test holds these tables against the JSON Schema.
#[derive(Debug)]
pub(super) struct Object {
    /// Its name among the definitions of the JSON Schema, empty for the report itself; only the
    /// test that compares the two needs it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the test of the schema needs it"))]
    pub(super) name: &'static str,
    /// The keys that it must have.
    pub(super) required: &'static [&'static str],
    /// The keys that it may have.
    pub(super) optional: &'static [&'static str],
    /// Keys of the format that this version can't set yet.
    pub(super) later: &'static [&'static str],
}

impl Object {
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.required.iter().chain(self.optional).copied()
    }
}

/// The entries of a mapping whose keys have been checked.
pub(super) struct Fields<'n> {
    object: &'static Object,
    entries: Vec<(&'n str, &'n Node, Span)>,
}

impl<'n> Fields<'n> {
    /// Reads a mapping that findings call `key`, and reports unknown, repeated and missing keys.
    /// `None` if it is no mapping at all.
    pub(super) fn read(
        node: &'n Node,
        key: &str,
        object: &'static Object,
        cx: &mut Context<'_>,
    ) -> Option<Self> {
        let Value::Mapping(mapping) = &node.value else {
            let finding = Diagnostic::new(Code::NotMapping).at(node.span).with("key", key);
            cx.sink.push(finding.with("keys", quoted(object.keys())));
            return None;
        };
        let mut fields = Self { object, entries: Vec::with_capacity(mapping.len()) };
        for (key, value) in mapping {
            fields.take(key, value, cx);
        }
        for key in object.required {
            if fields.get(key).is_none() {
                let span = fields.entries.iter().find(|entry| entry.0 == *key).map(|entry| entry.2);
                cx.error_of(Code::MissingKey, span.unwrap_or(node.span), key);
            }
        }
        Some(fields)
    }

    fn take(&mut self, key: &'n Node, value: &'n Node, cx: &mut Context<'_>) {
        let name = match &key.value {
            Value::String(text) => text.as_str(),
            Value::Sequence(_) | Value::Mapping(_) => return cx.error(Code::KeyNotText, key.span),
            _ => {
                // No key of the format is a number or truth value, so this one is unknown.
                let finding = Diagnostic::new(Code::UnknownKey).at(key.span);
                let finding = finding.with("keys", quoted(self.object.keys()));
                cx.sink.push(finding.with("key", excerpt(key.raw(cx.source))));
                return;
            }
        };
        if let Some((_, _, first)) = self.entries.iter().find(|(known, ..)| *known == name) {
            let (line, _) = cx.source.position(first.start);
            let finding =
                Diagnostic::new(Code::DuplicateKey).at(key.span).with("key", excerpt(name));
            cx.sink.push(finding.with("line", line));
        } else if self.object.keys().any(|known| known == name) {
            self.entries.push((name, value, key.span));
        } else if self.object.later.contains(&name) {
            cx.error_of(Code::NotSupported, key.span, name);
        } else {
            let mut finding =
                Diagnostic::new(Code::UnknownKey).at(key.span).with("key", excerpt(name));
            finding = finding.with("keys", quoted(self.object.keys()));
            if let Some(near) = nearest(name, self.object.keys()) {
                finding = finding.with("near", near);
            }
            cx.sink.push(finding);
        }
    }

    /// The value of a key, if it has one: a key with nothing after it counts as left out.
    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        debug_assert!(self.object.keys().any(|known| known == key), "`{key}` is not declared");
        let (_, value, _) = self.entries.iter().find(|(name, ..)| *name == key)?;
        (!matches!(value.value, Value::Null)).then_some(value)
    }
}
