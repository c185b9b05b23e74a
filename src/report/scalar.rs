//! The characters of a scalar, each with the byte of the source where it stands.

use super::source::{Node, Value};
use crate::diagnostic::{Source, Span};

/// A character and where it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Placed {
    /// The character; a line break that YAML has folded to a space is a line break again, since
    /// Chinese lines join without one.
    pub char: char,
    /// Its first byte in the source.
    pub at: u32,
    /// Whether it stands for itself, whatever markup it looks like.
    pub is_literal: bool,
}

impl Placed {
    /// A character at a byte of the source.
    pub fn new(char: char, at: usize) -> Self {
        Self { char, at: place(at), is_literal: false }
    }

    /// A character that is no markup, such as one of a value that was filled in.
    pub fn literal(char: char, at: usize) -> Self {
        Self { is_literal: true, ..Self::new(char, at) }
    }
}

impl Node {
    /// The characters of a scalar, of another value none, each with its place.
    ///
    /// Places are exact for every style of scalar as long as the value can be followed in the
    /// source; where it can't (an exotic escape, say), every character stands at the scalar's start.
    pub fn places(&self, source: &Source) -> Vec<Placed> {
        characters(self, source)
    }

    /// A text that was filled in where another stood.
    pub fn filled(placed: Vec<Placed>, span: Span) -> Self {
        let text = placed.iter().map(|placed| placed.char).collect();
        Self { value: Value::String(text), span, filled: Some(placed) }
    }
}

/// The characters of a scalar; of another value none.
///
/// Places are exact for every style of scalar as long as the value can be followed in the source;
/// where it can't (an exotic escape, say), every character stands at the scalar's start.
pub(super) fn characters(node: &Node, source: &Source) -> Vec<Placed> {
    if let Some(placed) = &node.filled {
        return placed.clone();
    }
    let raw = node.raw(source);
    let value = match &node.value {
        Value::String(text) => text,
        Value::Bool(_) | Value::Number => raw,
        _ => "",
    };
    let start = node.span.start;
    let styles = [Style::of(raw), Some(Style::Bare)];
    styles
        .into_iter()
        .flatten()
        .find_map(|style| follow(value, raw, start, style))
        .unwrap_or_else(|| value.chars().map(|char| Placed::new(char, start)).collect())
}

fn place(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// How a scalar is written. Of block scalars the source's span has only the content, which is
/// therefore like that of plain ones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Style {
    Bare,
    Single,
    Double,
}

impl Style {
    fn of(raw: &str) -> Option<Self> {
        match raw.chars().next() {
            Some('\'') if raw.len() > 1 && raw.ends_with('\'') => Some(Self::Single),
            Some('"') if raw.len() > 1 && raw.ends_with('"') => Some(Self::Double),
            _ => None,
        }
    }
}

/// A place in the source while a value is followed through it.
struct Follower<'s> {
    rest: &'s str,
    at: usize,
    style: Style,
    placed: Vec<Placed>,
}

/// Goes through value and source in step: `None` if they part.
fn follow(value: &str, raw: &str, start: usize, style: Style) -> Option<Vec<Placed>> {
    let quote = usize::from(style != Style::Bare);
    let content = raw.get(quote..raw.len().checked_sub(quote)?)?;
    if content == value {
        let at = start + quote;
        let mut placed = Vec::with_capacity(value.chars().count());
        placed.extend(value.char_indices().map(|(byte, char)| Placed::new(char, at + byte)));
        return Some(placed);
    }
    let mut follower = Follower {
        rest: content,
        at: start + quote,
        style,
        placed: Vec::with_capacity(value.chars().count()),
    };
    let mut value = value;
    loop {
        value = follower.literals(value);
        let mut chars = value.chars();
        let Some(char) = chars.next() else { break };
        value = chars.as_str();
        follower.step(char, chars.next())?;
    }
    let complete = follower.rest.chars().all(char::is_whitespace);
    (complete || style == Style::Bare).then_some(follower.placed)
}

impl Follower<'_> {
    fn push(&mut self, char: char) {
        self.placed.push(Placed::new(char, self.at));
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
        self.at += bytes;
    }

    /// Goes through what stands in the source as in the value and means itself; returns the rest of
    /// the value.
    fn literals<'v>(&mut self, value: &'v str) -> &'v str {
        let means_itself = |byte: u8| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\\' | b'\'');
        let pairs = value.bytes().zip(self.rest.bytes());
        let mut same = pairs.take_while(|&(one, other)| one == other && means_itself(one)).count();
        while !value.is_char_boundary(same) {
            same -= 1;
        }
        let (literal, rest) = value.split_at(same);
        let at = self.at;
        let placed = literal.char_indices().map(|(byte, char)| Placed::new(char, at + byte));
        self.placed.extend(placed);
        self.advance(same);
        rest
    }

    /// White space here, and whether it has a line break in it.
    fn white_space(&self) -> (usize, bool) {
        let end = self.rest.find(|c| !matches!(c, ' ' | '\t' | '\r' | '\n'));
        let end = end.unwrap_or(self.rest.len());
        (end, self.rest.as_bytes()[..end].contains(&b'\n'))
    }

    fn step(&mut self, char: char, next: Option<char>) -> Option<()> {
        if self.style == Style::Double && self.rest.starts_with('\\') {
            return self.escape(char, next);
        }
        // The last of several spaces stands for a folded line break, but not one that the value
        // itself goes on with.
        let may_fold = !matches!(next, None | Some(' ' | '\n')) && !self.placed_line_break();
        match char {
            '\n' => {
                let line_end = self.rest.find('\n')?;
                if !self.rest.as_bytes()[..line_end].iter().all(u8::is_ascii_whitespace) {
                    return None;
                }
                self.advance(line_end);
                self.push('\n');
                self.advance(1);
                Some(())
            }
            ' ' if may_fold && self.white_space().1 => {
                let (length, _) = self.white_space();
                let line_end = self.rest.find('\n')?;
                self.advance(line_end);
                self.push('\n');
                self.advance(length - line_end);
                Some(())
            }
            _ => self.literal(char, next),
        }
    }

    fn placed_line_break(&self) -> bool {
        self.placed.last().is_some_and(|placed| placed.char == '\n')
    }

    fn literal(&mut self, char: char, next: Option<char>) -> Option<()> {
        if !self.rest.starts_with(char) {
            // The indentation of a line; a line break in it is a blank line that YAML has folded.
            let (length, has_break) = self.white_space();
            if has_break {
                self.push('\n');
            }
            self.advance(length);
            if self.style == Style::Double && self.rest.starts_with('\\') {
                return self.escape(char, next);
            }
        }
        if !self.rest.starts_with(char) {
            return None;
        }
        self.push(char);
        let doubled = self.style == Style::Single && char == '\'';
        self.advance(char.len_utf8() * if doubled { 2 } else { 1 });
        Some(())
    }

    /// A character that is written as an escape in double quotes.
    fn escape(&mut self, char: char, next: Option<char>) -> Option<()> {
        let mut following = self.rest.chars().skip(1);
        let digits = match following.next()? {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '\r' | '\n' => {
                // An escaped line break stands for nothing.
                self.advance(1);
                let (length, _) = self.white_space();
                self.advance(length);
                return self.step(char, next);
            }
            _ => 0,
        };
        let length = self.rest.char_indices().nth(2 + digits).map_or(self.rest.len(), |(at, _)| at);
        self.push(char);
        self.advance(length);
        Some(())
    }
}
