//! What stands after the body: 署名, 成文日期, 印章 and 版记.

mod check;
pub(super) mod model;

use super::context::{Context, collect, quoted};
use super::date::date;
use super::fields::{Fields, Object};
use super::figure::picture;
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};
pub(super) use check::{END_MARKS, check, each_text};
use model::{Colophon, Printed, Seal, SealLevel, Signature, SignatureStyle, Stamp};

pub(super) const SIGNATURE: Object = Object {
    name: "signature",
    required: &["date"],
    optional: &["style", "issuers", "seal", "level", "stamp"],
    later: &[],
};

pub(super) const STAMP: Object =
    Object { name: "stamp", required: &["title"], optional: &["file", "name"], later: &[] };

pub(super) const COLOPHON: Object = Object {
    name: "colophon",
    required: &[],
    optional: &["copy_to", "printed_by", "printed_on"],
    later: &[],
};

pub(super) const STYLES: [(&str, SignatureStyle); 3] = [
    ("seal", SignatureStyle::Seal),
    ("plain", SignatureStyle::Plain),
    ("stamp", SignatureStyle::Stamp),
];

/// Reads `signature`. Without `style` it is what `seal` or `stamp` says.
pub(super) fn signature(node: &Node, cx: &mut Context<'_>) -> Option<Signature> {
    let fields = Fields::read(node, "signature", &SIGNATURE, cx)?;
    let date = fields.get("date").and_then(|node| date(node, "date", cx));
    let asked = fields.get("style").map(|node| cx.choice(node, "style", &STYLES));
    let issuers = fields.get("issuers").and_then(|node| cx.strings(node, "issuers"));
    let seals = fields.get("seal").map(|node| seals(node, cx));
    let level = fields.get("level").and_then(|node| cx.choice(node, "level", &SealLevel::WORDS));
    let stamps = fields.get("stamp").map(|node| stamps(node, cx));
    let style = match (asked, &seals, &stamps) {
        (Some(style), ..) => style?,
        (None, Some(_), _) => SignatureStyle::Seal,
        (None, None, Some(_)) => SignatureStyle::Stamp,
        (None, None, None) => SignatureStyle::default(),
    };
    for (key, needed) in [("seal", SignatureStyle::Seal), ("stamp", SignatureStyle::Stamp)] {
        if let Some(node) = fields.get(key).filter(|_| style != needed) {
            let finding = Diagnostic::new(Code::UnusedSeal).at(node.span).with("key", key);
            cx.sink.push(finding.with("style", word(style)));
        }
    }
    if style == SignatureStyle::Stamp && stamps.is_none() {
        cx.error_of(Code::MissingKey, node.span, "stamp");
    }
    Some(Signature {
        date: date?,
        style,
        issuers,
        seals: seals.unwrap_or_else(|| Some(Vec::new()))?,
        level,
        stamps: stamps.unwrap_or_else(|| Some(Vec::new()))?,
    })
}

/// What the format calls a style.
fn word(style: SignatureStyle) -> &'static str {
    STYLES.iter().find(|(_, known)| *known == style).map_or("", |(word, _)| word)
}

/// One picture, or one for each who signs.
fn seals(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Seal>> {
    match &node.value {
        Value::Sequence(_) => {
            let items = cx.sequence(node, "seal")?;
            collect(items.iter().map(|item| seal(item, cx)))
        }
        _ => Some(vec![seal(node, cx)?]),
    }
}

fn seal(node: &Node, cx: &mut Context<'_>) -> Option<Seal> {
    let picture = picture(node, "seal", cx)?;
    Some(Seal { ink: picture.value.ink(), picture: picture.value, span: picture.span })
}

/// One stamp, or one for each who signs.
fn stamps(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Stamp>> {
    match &node.value {
        Value::Sequence(_) => {
            let items = cx.sequence(node, "stamp")?;
            collect(items.iter().map(|item| stamp(item, cx)))
        }
        _ => Some(vec![stamp(node, cx)?]),
    }
}

fn stamp(node: &Node, cx: &mut Context<'_>) -> Option<Stamp> {
    let fields = Fields::read(node, "stamp", &STAMP, cx)?;
    let title = fields.get("title").and_then(|node| cx.string(node, "title"));
    let name = fields.get("name").and_then(|node| cx.string(node, "name"));
    let file = fields.get("file").map(|node| picture(node, "file", cx));
    let picture = match file {
        Some(picture) => Some(picture?),
        None => None,
    };
    Some(Stamp { title: title?, name, picture })
}

/// Reads `colophon`. Who printed it and when stand together.
pub(super) fn colophon(node: &Node, cx: &mut Context<'_>) -> Option<Colophon> {
    let fields = Fields::read(node, "colophon", &COLOPHON, cx)?;
    let copy_to = fields.get("copy_to").map(|node| cx.strings(node, "copy_to"));
    let by = fields.get("printed_by").map(|node| cx.string(node, "printed_by"));
    let on = fields.get("printed_on").map(|node| date(node, "printed_on", cx));
    if copy_to.is_none() && by.is_none() && on.is_none() {
        let finding = Diagnostic::new(Code::NotMapping).at(node.span).with("key", "colophon");
        cx.sink.push(finding.with("keys", quoted(COLOPHON.keys())));
        return None;
    }
    let printed = match (by, on) {
        (None, None) => None,
        (Some(by), Some(on)) => Some(Printed { by: by?, on: on? }),
        (by, _) => {
            let missing = if by.is_none() { "printed_by" } else { "printed_on" };
            cx.error_of(Code::MissingKey, node.span, missing);
            return None;
        }
    };
    Some(Colophon {
        copy_to: copy_to.unwrap_or_else(|| Some(Vec::new()))?,
        printed,
        span: node.span,
    })
}
