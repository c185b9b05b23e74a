//! The blocks of a body.

use super::context::{Context, collect, excerpt, quoted};
use super::cross::{self, TargetKind};
use super::fields::{Fields, Object};
use super::figure::figure;
use super::inline::{text, texts};
use super::model::{Block, Counter, List, ListItem, Point, Points, Section};
use super::near::nearest;
use super::source::{Node, Value};
use super::table::table;
use crate::diagnostic::{Code, Diagnostic, Span};

pub(super) const SECTION: Object =
    Object { name: "section", required: &["heading"], optional: &["body", "id"], later: &[] };

pub(super) const POINTS: Object = Object {
    name: "points",
    required: &["points"],
    optional: &["counter", "together"],
    later: &[],
};

pub(super) const POINT: Object =
    Object { name: "point", required: &[], optional: &["lead", "text"], later: &[] };

pub(super) const LIST: Object =
    Object { name: "list", required: &["list"], optional: &["ordered"], later: &[] };

pub(super) const LIST_ITEM: Object =
    Object { name: "listItem", required: &["text"], optional: &["list", "ordered"], later: &[] };

pub(super) const QUOTATION: Object =
    Object { name: "quotation", required: &["quote"], optional: &[], later: &[] };

pub(super) const TABLE_BLOCK: Object =
    Object { name: "tableBlock", required: &["table"], optional: &[], later: &[] };

pub(super) const FIGURE_BLOCK: Object =
    Object { name: "figureBlock", required: &["figure"], optional: &[], later: &[] };

/// The levels of headings that GB/T 9704—2012, 7.3.3, has.
pub(super) const HEADING_LEVELS: usize = 4;

/// The levels of lists that Word's numbering has.
const LIST_LEVELS: usize = 9;

type Reader = fn(&Node, Span, usize, &mut Context<'_>) -> Option<Block>;

/// The kinds of blocks by the key that each of them has, and how they are read.
const KINDS: [(&str, Reader); 6] = [
    ("heading", section),
    ("points", points),
    ("list", |node, _, _, cx| Some(Block::List(list(node, &LIST, 1, cx)?))),
    ("quote", quotation),
    ("table", |node, key, _, cx| {
        let fields = Fields::read(node, "table", &TABLE_BLOCK, cx)?;
        Some(Block::Table(table(fields.get("table")?, key, cx)?))
    }),
    ("figure", |node, key, _, cx| {
        let fields = Fields::read(node, "figure", &FIGURE_BLOCK, cx)?;
        Some(Block::Figure(figure(fields.get("figure")?, key, cx)?))
    }),
];

fn kind_names() -> impl Iterator<Item = &'static str> + Clone {
    KINDS.iter().map(|(name, _)| *name)
}

/// Reads blocks that stand below so many headings.
pub(super) fn blocks(items: &[Node], depth: usize, cx: &mut Context<'_>) -> Option<Vec<Block>> {
    collect(items.iter().map(|item| block(item, depth, cx)))
}

fn block(node: &Node, depth: usize, cx: &mut Context<'_>) -> Option<Block> {
    let entries = match &node.value {
        Value::Mapping(entries) if !entries.is_empty() => entries,
        Value::Mapping(_) | Value::Sequence(_) => {
            let finding = Diagnostic::new(Code::NotABlock).at(node.span);
            cx.sink.push(finding.with("choices", quoted(kind_names())));
            return None;
        }
        _ => return Some(Block::Paragraph(text(node, "body", cx)?)),
    };
    let mut kinds: Vec<(&str, Span, Reader)> = Vec::new();
    for (key, _) in entries {
        let Value::String(name) = &key.value else { continue };
        if let Some(&(kind, read)) = KINDS.iter().find(|(kind, _)| kind == name)
            && kinds.iter().all(|known| known.0 != kind)
        {
            kinds.push((kind, key.span, read));
        }
    }
    match kinds[..] {
        [(_, key, read)] => read(node, key, depth, cx),
        [] => unknown_block(&entries[0].0, cx),
        [_, (_, second, _), ..] => {
            let finding = Diagnostic::new(Code::SeveralBlocks).at(second);
            let names = quoted(kinds.iter().map(|(name, ..)| *name));
            cx.sink.push(finding.with("kinds", names));
            None
        }
    }
}

fn unknown_block(key: &Node, cx: &mut Context<'_>) -> Option<Block> {
    let name = key.raw(cx.source);
    let mut finding = if let Some(near) = nearest(name, kind_names()) {
        Diagnostic::new(Code::UnknownKey).with("near", near)
    } else {
        Diagnostic::new(Code::UnknownBlock).with("choices", quoted(kind_names()))
    };
    finding = finding.at(key.span).with("key", excerpt(name));
    cx.sink.push(finding);
    None
}

fn section(node: &Node, key: Span, depth: usize, cx: &mut Context<'_>) -> Option<Block> {
    if depth == HEADING_LEVELS {
        cx.error(Code::HeadingTooDeep, key);
    }
    let fields = Fields::read(node, "body", &SECTION, cx)?;
    let heading = fields.get("heading").and_then(|node| text(node, "heading", cx));
    let id = cross::id(&fields, TargetKind::Section, cx);
    let body = match fields.get("body") {
        // What stands under a heading may follow in its own line, so there may be nothing else.
        None => Some(Vec::new()),
        Some(node) => {
            let items = cx.sequence(node, "body");
            // One finding for a branch that is too deep, not one for each heading of it.
            let below = if depth > HEADING_LEVELS { depth } else { depth + 1 };
            items.and_then(|items| blocks(items, below, cx))
        }
    };
    Some(Block::Section(Section { heading: heading?, id, body: body? }))
}

pub(super) const COUNTERS: [(&str, Counter); 8] = [
    ("一是", Counter::Shi),
    ("第一", Counter::Di),
    ("首先", Counter::First),
    ("1.", Counter::Arabic),
    ("（1）", Counter::Parenthesized),
    ("①", Counter::Circled),
    ("一、", Counter::Chinese),
    ("none", Counter::None),
];

/// How many points a counter has numbers for: 首先 其次 再次 最后; ① to ㊿; 一 to 九十九.
fn last_number(counter: Counter) -> usize {
    match counter {
        Counter::First => 4,
        Counter::Circled => 50,
        Counter::Shi | Counter::Di | Counter::Chinese => 99,
        Counter::Arabic | Counter::Parenthesized => 999,
        Counter::None => usize::MAX,
    }
}

fn points(node: &Node, _: Span, _: usize, cx: &mut Context<'_>) -> Option<Block> {
    let fields = Fields::read(node, "points", &POINTS, cx)?;
    let counter = fields.get("counter").map(|node| cx.choice(node, "counter", &COUNTERS));
    let together = fields.get("together").and_then(|node| cx.boolean(node, "together"));
    let list = fields.get("points")?;
    let nodes = cx.sequence(list, "points")?;
    let items = collect(nodes.iter().map(|node| point(node, cx)));
    let counter = counter.unwrap_or(Some(Counter::default()))?;
    let limit = last_number(counter);
    if nodes.len() > limit {
        let (name, _) = COUNTERS.iter().find(|(_, known)| *known == counter)?;
        let finding = Diagnostic::new(Code::TooManyPoints).at(nodes[limit].span);
        let finding = finding.with("counter", name).with("count", nodes.len());
        cx.sink.push(finding.with("limit", limit));
    }
    Some(Block::Points(Points { counter, together: together.unwrap_or_default(), items: items? }))
}

fn point(node: &Node, cx: &mut Context<'_>) -> Option<Point> {
    if !matches!(node.value, Value::Mapping(_)) {
        return Some(Point { lead: None, text: Some(text(node, "points", cx)?) });
    }
    let fields = Fields::read(node, "points", &POINT, cx)?;
    let (lead, content) = (fields.get("lead"), fields.get("text"));
    if lead.is_none() && content.is_none() {
        cx.error(Code::EmptyPoint, node.span);
    }
    let lead = lead.and_then(|node| text(node, "lead", cx));
    let content = content.and_then(|node| text(node, "text", cx));
    Some(Point { lead, text: content })
}

fn list(node: &Node, object: &'static Object, level: usize, cx: &mut Context<'_>) -> Option<List> {
    let fields = Fields::read(node, "list", object, cx)?;
    list_of(&fields, level, cx)
}

/// The list of a block or an item, both of which have the keys `list` and `ordered`.
fn list_of(fields: &Fields<'_>, level: usize, cx: &mut Context<'_>) -> Option<List> {
    let ordered = fields.get("ordered").and_then(|node| cx.boolean(node, "ordered"));
    let node = fields.get("list")?;
    if level > LIST_LEVELS {
        let finding = Diagnostic::new(Code::ListTooDeep).at(node.span);
        cx.sink.push(finding.with("limit", LIST_LEVELS));
        return None;
    }
    let items = cx.sequence(node, "list")?;
    let items = collect(items.iter().map(|item| list_item(item, level, cx)))?;
    Some(List { ordered: ordered.unwrap_or_default(), items })
}

fn list_item(node: &Node, level: usize, cx: &mut Context<'_>) -> Option<ListItem> {
    if !matches!(node.value, Value::Mapping(_)) {
        return Some(ListItem { text: text(node, "list", cx)?, list: None });
    }
    let fields = Fields::read(node, "list", &LIST_ITEM, cx)?;
    let content = fields.get("text").and_then(|node| text(node, "text", cx));
    let list = list_of(&fields, level + 1, cx);
    Some(ListItem { text: content?, list })
}

fn quotation(node: &Node, _: Span, _: usize, cx: &mut Context<'_>) -> Option<Block> {
    let fields = Fields::read(node, "quote", &QUOTATION, cx)?;
    Some(Block::Quotation(texts(fields.get("quote")?, "quote", cx)?))
}
