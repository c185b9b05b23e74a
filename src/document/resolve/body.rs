//! 正文: paragraphs, headings with their numbers, run-in points, lists, quotations.

use super::builder::TextBuilder;
use super::{Resolver, number, plain_text};
use crate::document::model::{Block, NumberLevel, NumberingId, Paragraph};
use crate::report::{self, Counter, Point, Points};
use crate::text::numeral;
use crate::theme::{CharacterStyle, NumberFormat, StyleName};

/// The styles of headings, outermost first.
const HEADINGS: [StyleName; 4] =
    [StyleName::Heading1, StyleName::Heading2, StyleName::Heading3, StyleName::Heading4];

/// How many levels of headings there are.
pub(super) const LEVELS: usize = HEADINGS.len();

/// A numbering of headings with its counters.
struct Outline {
    numbering: NumberingId,
    levels: Vec<NumberLevel>,
    counts: [u32; LEVELS],
}

impl Resolver<'_, '_> {
    /// Resolves the body of the report or of an attachment, whose headings are numbered anew.
    pub(super) fn body(&mut self, blocks: &[report::Block], numbering: NumberingId) {
        let levels = super::heading_levels(self.theme);
        let mut outline = Outline { numbering, levels, counts: [0; LEVELS] };
        self.blocks_of(blocks, 0, &mut outline);
    }

    fn blocks_of(&mut self, blocks: &[report::Block], depth: usize, outline: &mut Outline) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                report::Block::Paragraph(text) => {
                    let paragraph = self.text(text, StyleName::Body);
                    paragraph.keep_with_next = leads(&blocks[at..]).then_some(true);
                }
                report::Block::Section(section) => self.section(section, depth, outline),
                report::Block::Points(points) => self.points(points),
                report::Block::List(list) => self.list(list),
                report::Block::Quotation(texts) => {
                    for text in texts {
                        self.text(text, StyleName::Quotation);
                    }
                }
                report::Block::Table(table) => self.table(table),
                report::Block::Figure(figure) => self.figure(figure),
            }
        }
    }

    fn text(&mut self, text: &report::Text, style: StyleName) -> &mut Paragraph {
        let mut builder = TextBuilder::default();
        builder.author(text, None);
        self.paragraph(builder, style, text.span)
    }

    fn section(&mut self, section: &report::Section, depth: usize, outline: &mut Outline) {
        let depth = depth.min(HEADINGS.len() - 1);
        outline.counts[depth] += 1;
        outline.counts[depth + 1..].fill(0);
        let level = outline.levels.get(depth);
        let number =
            level.map(|rule| number(outline.numbering, depth, rule, outline.counts[depth]));
        let mut builder = TextBuilder::default();
        builder.author(&section.heading, None);
        let anchor = self.heading_anchor(section.id.as_ref(), depth);
        let paragraph = self.paragraph(builder, HEADINGS[depth], section.heading.span);
        paragraph.number = number.map(Box::new);
        paragraph.anchor = anchor;
        self.blocks_of(&section.body, depth + 1, outline);
    }

    fn points(&mut self, points: &Points) {
        let count = points.items.len();
        let mut together = TextBuilder::default();
        let mut span = None;
        for (index, point) in points.items.iter().enumerate() {
            let place = point_span(point);
            span.get_or_insert(place);
            if points.together {
                point_text(&mut together, points.counter, index, count, point);
            } else {
                let mut builder = TextBuilder::default();
                point_text(&mut builder, points.counter, index, count, point);
                self.paragraph(builder, StyleName::Point, place);
            }
        }
        if let Some(span) = span.filter(|_| points.together) {
            self.paragraph(together, StyleName::Point, span);
        }
    }

    fn list(&mut self, list: &report::List) {
        let mut levels = Vec::new();
        list_levels(list, 0, &mut levels);
        self.lists.push(levels.clone());
        let numbering = NumberingId(self.lists.len());
        self.list_items(list, 0, numbering, &levels);
    }

    fn list_items(
        &mut self,
        list: &report::List,
        depth: usize,
        numbering: NumberingId,
        levels: &[NumberLevel],
    ) {
        for (index, item) in list.items.iter().enumerate() {
            let mut builder = TextBuilder::default();
            builder.author(&item.text, None);
            let value = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let indent = self.styles[&StyleName::ListItem].indent;
            let size = self.styles[&StyleName::ListItem].size;
            let paragraph = self.paragraph(builder, StyleName::ListItem, item.text.span);
            paragraph.number = Some(Box::new(number(numbering, depth, &levels[depth], value)));
            if depth > 0 {
                let mut indent = indent;
                let depth = i32::try_from(depth).expect("lists are nested a few levels deep");
                indent.left += size * 2 * i64::from(depth);
                indent.left_chars += 200 * depth;
                paragraph.indent = Some(Box::new(indent));
            }
            if let Some(inner) = &item.list {
                self.list_items(inner, depth + 1, numbering, levels);
            }
        }
    }

    /// The text of the last paragraph, for descriptions.
    pub(super) fn last_text(&self) -> Option<String> {
        match self.blocks.last() {
            Some(Block::Paragraph(paragraph)) => Some(plain_text(&paragraph.inlines)),
            _ => None,
        }
    }
}

/// The levels of a list and of the lists within it; on one level the first list's kind decides.
fn list_levels(list: &report::List, depth: usize, levels: &mut Vec<NumberLevel>) {
    if levels.len() == depth {
        levels.push(list_level(list.ordered, depth));
    }
    for inner in list.items.iter().filter_map(|item| item.list.as_ref()) {
        list_levels(inner, depth + 1, levels);
    }
}

fn list_level(ordered: bool, depth: usize) -> NumberLevel {
    let (format, text) = match (ordered, depth % 2) {
        (false, _) => (NumberFormat::Bullet, "·"),
        (true, 0) => (NumberFormat::Decimal, "%1."),
        (true, _) => (NumberFormat::Decimal, "（%1）"),
    };
    NumberLevel { format, text: text.to_owned() }
}

fn point_span(point: &Point) -> crate::diagnostic::Span {
    let text = point.lead.as_ref().or(point.text.as_ref());
    text.map(|text| text.span).unwrap_or_default()
}

/// 一是 + lead + 。 + text.
fn point_text(
    builder: &mut TextBuilder,
    counter: Counter,
    index: usize,
    count: usize,
    point: &Point,
) {
    let place = point_span(point).start;
    let style = CharacterStyle::PointLead;
    let words = counter_words(counter, index, count);
    if point.lead.is_some() {
        builder.fixed_as(&words, style, place);
    } else {
        builder.fixed(&words, place);
    }
    if let Some(lead) = &point.lead {
        builder.author(lead, Some(style));
        if !builder.last().is_some_and(ends_sentence) {
            builder.fixed_as("。", style, place);
        }
    }
    if let Some(text) = &point.text {
        builder.author(text, None);
    }
}

fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '；' | '：' | '，' | '.' | '!' | '?' | ';' | ':' | ',')
}

/// The words that count a point.
fn counter_words(counter: Counter, index: usize, count: usize) -> String {
    let value = u32::try_from(index + 1).unwrap_or(u32::MAX);
    match counter {
        Counter::Shi => format!("{}是", numeral::chinese(value)),
        Counter::Di => format!("第{}，", numeral::chinese(value)),
        Counter::First if index > 0 && index + 1 == count => "最后，".to_owned(),
        Counter::First => ["首先，", "其次，", "再次，"][index.min(2)].to_owned(),
        Counter::Arabic => format!("{value}."),
        Counter::Parenthesized => format!("（{value}）"),
        Counter::Circled => numeral::circled(value).map_or_else(|| value.to_string(), String::from),
        Counter::Chinese => format!("{}、", numeral::chinese(value)),
        Counter::None => String::new(),
    }
}

/// Whether the first of some blocks is a paragraph that heads what follows, as one does that is all
/// strong: 第一章. Not so in a row of many of them, where nothing is headed.
fn leads(blocks: &[report::Block]) -> bool {
    let is_strong = |block: &report::Block| match block {
        report::Block::Paragraph(text) => text.is_strong(),
        _ => false,
    };
    let heads = |below: &[report::Block]| below.iter().take(2).any(|block| !is_strong(block));
    blocks.split_first().is_some_and(|(first, below)| is_strong(first) && heads(below))
}
