//! Text to a tree of values, each with its place: the only module that knows the YAML crate.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Location, Options, Spanned};

use super::character::{code_point, is_forbidden, may_be_forbidden};
use super::scalar::Placed;
use super::syntax;
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source, Span};

/// How many control characters are listed before it is clear that the file is no text.
const CONTROL_CHARACTERS_LISTED: usize = 20;

/// A value of the YAML with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// A scalar's own bytes; of a list or mapping the first byte only.
    pub span: Span,
    /// The characters of a text that does not stand in the source as it is.
    pub(super) filled: Option<Vec<Placed>>,
}

/// A value of the YAML.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; its digits are those of the source.
    Number,
    /// Text.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in their order; keys may repeat.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// A value that stands in the source.
    pub fn new(value: Value, span: Span) -> Self {
        Self { value, span, filled: None }
    }

    /// The bytes of a scalar in the source.
    pub fn raw<'s>(&self, source: &'s Source) -> &'s str {
        source.text.get(self.span.start..self.span.end).unwrap_or_default()
    }

    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Value::Mapping(entries) = &self.value else { return None };
        let is_key = |node: &Self| matches!(&node.value, Value::String(text) if text == key);
        entries.iter().find(|(node, _)| is_key(node)).map(|(_, value)| value)
    }
}

/// Reads the tree of a report's text.
///
/// Repeated keys stay in the tree, so that all of them can be reported.
///
/// # Errors
///
/// [`Reported`] if the text is no YAML, or there is nothing in it.
pub fn read(source: &Source, sink: &mut Sink) -> Result<Node, Reported> {
    check_characters(source, sink)?;
    let node: Node = serde_saphyr::from_str_with_options(&source.text, options(&source.text))
        .map_err(|error| sink.error(syntax::finding(&error, source)))?;
    match node.value {
        Value::Null => Err(sink.error(Diagnostic::new(Code::EmptyReport))),
        _ => Ok(node),
    }
}

fn check_characters(source: &Source, sink: &mut Sink) -> Result<(), Reported> {
    if !may_be_forbidden(&source.text) {
        return Ok(());
    }
    let found = source.text.char_indices().filter(|&(_, c)| is_forbidden(c));
    let mut reported = Ok(());
    for (at, c) in found.take(CONTROL_CHARACTERS_LISTED) {
        let finding = Diagnostic::new(Code::ControlCharacter).with("character", code_point(c));
        reported = Err(sink.error(finding.at(Span::new(at, at + c.len_utf8()))));
    }
    reported
}

/// Large reports are fine (a table of 100,000 cells); what multiplies or nests without end is not.
fn options(text: &str) -> Options {
    // to merge mappings the crate keeps in mind each key of each: a tenth of its time
    let merge_keys =
        if text.contains("<<") { MergeKeyPolicy::Merge } else { MergeKeyPolicy::AsOrdinary };
    serde_saphyr::options! {
        merge_keys: merge_keys,
        budget: serde_saphyr::budget! {
            max_depth: syntax::DEPTH,
            max_nodes: 2_000_000,
            max_events: 5_000_000,
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 100_000,
            max_replay_stack_depth: 16,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        // A number of 400 digits is one, too; its digits are those of the source.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `defined` is where the text stands, also if an alias repeats it elsewhere.
        let Spanned { value, defined, .. } = Spanned::<Value>::deserialize(deserializer)?;
        let span = match &value {
            Value::Sequence(_) | Value::Mapping(_) => {
                let start = span(defined).start;
                Span::new(start, start + 1)
            }
            _ => span(defined),
        };
        Ok(Self::new(value, span))
    }
}

fn span(location: Location) -> Span {
    let span = location.span();
    let in_bytes = |value: Option<u64>| usize::try_from(value.unwrap_or(0)).unwrap_or(0);
    let start = in_bytes(span.byte_offset());
    Span::new(start, start + in_bytes(span.byte_len()))
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = access.next_element()? {
            nodes.push(node);
        }
        Ok(Value::Sequence(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Mapping(entries))
    }
}
