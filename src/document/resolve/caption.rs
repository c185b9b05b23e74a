//! 表题 and 图题: their numbers, and the edges of what references name in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use super::builder::TextBuilder;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::field::{Edge, FieldKind};
use crate::report::{self, Facet};
use crate::theme::{StyleName, Theme};

/// What a caption belongs to.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum CaptionKind {
    Table,
    Figure,
}

impl CaptionKind {
    /// What stands before its number: 表, 图.
    pub(super) fn word(self, theme: &Theme) -> &str {
        match self {
            Self::Table => &theme.words.table,
            Self::Figure => &theme.words.figure,
        }
    }

    fn style(self) -> StyleName {
        match self {
            Self::Table => StyleName::TableCaption,
            Self::Figure => StyleName::FigureCaption,
        }
    }
}

/// The number of a caption.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum CaptionNumber {
    /// None.
    None,
    /// The next of its kind: a native sequence.
    Counted(u32),
    /// Its author's own: 表3-1 with 3-1 in it.
    Typed { label: String, number: String },
}

impl CaptionNumber {
    /// Where the words begin of a caption that brings its number, in characters.
    pub(super) fn title_start(&self, caption: &report::Text) -> usize {
        let Self::Typed { label, .. } = self else { return 0 };
        let end = label.chars().count();
        let rest = caption.inlines.iter().filter_map(characters).flat_map(str::chars).skip(end);
        end + rest.take_while(|&character| is_separator(character)).count()
    }
}

/// Counts captions in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Captions {
    counts: BTreeMap<CaptionKind, u32>,
    /// Where each number stands.
    taken: BTreeMap<(CaptionKind, String), Span>,
}

impl Captions {
    /// The number of the next caption: its own; or else the next one, if it has an id or all
    /// captions are numbered.
    pub(super) fn next(
        &mut self,
        kind: CaptionKind,
        caption: &report::Text,
        id: Option<&Arc<str>>,
        resolver: &Resolver<'_, '_>,
    ) -> CaptionNumber {
        let text: String = caption.inlines.iter().map_while(characters).collect();
        if let Some((label, number)) = typed_number(&text, kind.word(resolver.theme)) {
            return CaptionNumber::Typed { label, number };
        }
        if id.is_none() && !resolver.report.settings.number_captions {
            return CaptionNumber::None;
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        CaptionNumber::Counted(*count)
    }

    /// Where the same number stands already, if it does.
    fn take(&mut self, kind: CaptionKind, number: &CaptionNumber, span: Span) -> Option<Span> {
        let number = match number {
            CaptionNumber::None => return None,
            CaptionNumber::Counted(number) => number.to_string(),
            CaptionNumber::Typed { number, .. } => number.clone(),
        };
        self.taken.insert((kind, number), span)
    }
}

fn characters(inline: &report::Inline) -> Option<&str> {
    match inline {
        report::Inline::Run(run) => Some(&run.text),
        _ => None,
    }
}

impl Resolver<'_, '_> {
    /// Adds a caption, with its number if it has one; returns its paragraph's text.
    pub(super) fn caption(
        &mut self,
        kind: CaptionKind,
        caption: &report::Text,
        id: Option<&Arc<str>>,
    ) {
        let mut captions = std::mem::take(&mut self.captions);
        let number = captions.next(kind, caption, id, self);
        if let Some(first) = captions.take(kind, &number, caption.span) {
            let (line, _) = self.source.position(first.start);
            let label = match &number {
                CaptionNumber::Typed { label, .. } => label.clone(),
                CaptionNumber::Counted(number) => format!("{}{number}", kind.word(self.theme)),
                CaptionNumber::None => String::new(),
            };
            let finding = Diagnostic::new(Code::CaptionNumberTaken).at(caption.span);
            self.sink.push(finding.with("number", label).with("line", line));
        }
        self.captions = captions;
        let mut text = TextBuilder::default();
        match &number {
            CaptionNumber::None => text.author(caption, None),
            CaptionNumber::Counted(number) => {
                self.counted(&mut text, kind, *number, (caption, id));
            }
            CaptionNumber::Typed { .. } => self.typed(&mut text, &number, caption, id),
        }
        let anchor = self.whole_anchor(id);
        self.paragraph(text, kind.style(), caption.span).anchor = anchor;
    }

    fn counted(
        &self,
        text: &mut TextBuilder,
        kind: CaptionKind,
        number: u32,
        (caption, id): (&report::Text, Option<&Arc<str>>),
    ) {
        let place = caption.span.start;
        let [label, own, title] =
            [Facet::Label, Facet::Number, Facet::Title].map(|facet| self.used_anchor(id, facet));
        let word = kind.word(self.theme);
        text.edge(label, Edge::Start, place);
        text.fixed(word, place);
        text.edge(own, Edge::Start, place);
        text.field(FieldKind::Sequence(word.into()), &number.to_string(), place);
        text.edge(own, Edge::End, place);
        text.edge(label, Edge::End, place);
        text.fixed(&self.theme.words.caption_space, place);
        text.edge(title, Edge::Start, place);
        text.author(caption, None);
        text.edge(title, Edge::End, place);
    }

    /// Puts the edges into a caption that brings its number.
    fn typed(
        &self,
        text: &mut TextBuilder,
        number: &CaptionNumber,
        caption: &report::Text,
        id: Option<&Arc<str>>,
    ) {
        let place = caption.span.start;
        text.author(caption, None);
        let CaptionNumber::Typed { label, number: own } = number else { return };
        let title_start = number.title_start(caption);
        let pieces = std::mem::take(&mut text.pieces);
        let end = label.chars().count();
        let start = end - own.chars().count();
        let [label, own, title] =
            [Facet::Label, Facet::Number, Facet::Title].map(|facet| self.used_anchor(id, facet));
        text.edge(label, Edge::Start, place);
        text.pieces.extend_from_slice(&pieces[..start]);
        text.edge(own, Edge::Start, place);
        text.pieces.extend_from_slice(&pieces[start..end]);
        text.edge(own, Edge::End, place);
        text.edge(label, Edge::End, place);
        text.pieces.extend_from_slice(&pieces[end..title_start]);
        text.edge(title, Edge::Start, place);
        text.pieces.extend_from_slice(&pieces[title_start..]);
        text.edge(title, Edge::End, place);
    }
}

/// What may stand between a number and the caption's words.
fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '：' | ':' | '、' | '.')
}

/// The number that a caption brings, with the word before it: 表3-1 and 3-1.
///
/// 表2024年… has none, nor has 表一般…: a year, an amount and a word go on after the number.
fn typed_number(caption: &str, word: &str) -> Option<(String, String)> {
    const COUNTED: &str = "年月日个项类种名次家万亿人点号期批条元届";
    let rest = caption.strip_prefix(word)?;
    let blanks: String = rest.chars().take_while(|c| *c == ' ' || *c == '\u{3000}').collect();
    let rest = rest.strip_prefix(&*blanks)?;
    let is_digit = |c: char| c.is_ascii_digit();
    let is_joint = |c: char| matches!(c, '-' | '–' | '—' | '.');
    let arabic: String = rest.chars().take_while(|&c| is_digit(c) || is_joint(c)).collect();
    let arabic = arabic.trim_end_matches(is_joint);
    let han: String = rest.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
    let number = if arabic.starts_with(is_digit) { arabic } else { &han };
    if number.is_empty() || !number.split(is_joint).all(|part| part.chars().count() <= 3) {
        return None;
    }
    let next = rest.strip_prefix(number)?.chars().next();
    let is_over = next.is_none_or(is_separator);
    let goes_on = next.is_none_or(|c| c.is_alphanumeric() && !COUNTED.contains(c));
    let is_number = is_over || (number.starts_with(is_digit) && goes_on);
    is_number.then(|| (format!("{word}{blanks}{number}"), number.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::typed_number;

    #[test]
    fn a_caption_brings_its_number_if_nothing_is_counted_by_it() {
        for (caption, label, number) in [
            ("表1 主要数据", "表1", "1"),
            ("表 12　主要数据", "表 12", "12"),
            ("表3-1：主要数据", "表3-1", "3-1"),
            ("表2主要数据", "表2", "2"),
            ("表一 主要数据", "表一", "一"),
            ("表4", "表4", "4"),
        ] {
            let expected = Some((label.to_owned(), number.to_owned()));
            assert_eq!(typed_number(caption, "表"), expected, "{caption}");
        }
        for caption in ["表2024年数据", "表一般数据", "主要数据", "表5个单位", "表", "图1 区域"]
        {
            assert_eq!(typed_number(caption, "表"), None, "{caption}");
        }
    }
}
