//! 版头 (7.2, 10.1 to 10.3): what stands above the title, and what is wrong with it.

mod check;
pub(super) mod model;
mod number;

pub(super) use check::check;

use super::context::{Context, collect, excerpt};
use super::fields::{Fields, Object};
use super::model::{Kind, Letterhead, Level, Mark, Security, Spanned, Urgency};
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LETTERHEAD: Object = Object {
    name: "letterhead",
    required: &[],
    optional: &["copy_number", "security", "urgency", "mark", "document_number", "signatories"],
    later: &[],
};

pub(super) const SECURITY: Object =
    Object { name: "security", required: &[], optional: &["level", "term"], later: &[] };

pub(super) const LEVELS: [(&str, Level); 3] =
    [("绝密", Level::TopSecret), ("机密", Level::Secret), ("秘密", Level::Confidential)];

pub(super) const URGENCIES: [(&str, Urgency); 2] =
    [("特急", Urgency::Extra), ("加急", Urgency::Urgent)];

/// What stands at the right of the agencies' names in a 发文机关标志 if it ends a list of them.
const MARK_WORDS: [&str; 3] = ["文件", "命令", "令"];

/// Reads the 版头 of a document of a kind.
pub(super) fn letterhead(node: &Node, kind: Kind, cx: &mut Context<'_>) -> Option<Letterhead> {
    let fields = Fields::read(node, "letterhead", &LETTERHEAD, cx)?;
    let copy_number = fields.get("copy_number").and_then(|node| copy_number(node, cx));
    let security = fields.get("security").and_then(|node| security(node, cx));
    let urgency = fields.get("urgency").and_then(|node| {
        let value = cx.choice(node, "urgency", &URGENCIES)?;
        Some(Spanned { value, span: node.span })
    });
    let mark = fields.get("mark").and_then(|node| mark(node, cx));
    let document_number =
        fields.get("document_number").and_then(|node| number::document_number(node, kind, cx));
    let signatories = fields.get("signatories").and_then(|node| cx.strings(node, "signatories"));
    Some(Letterhead {
        copy_number,
        security,
        urgency,
        mark,
        document_number,
        signatories: signatories.unwrap_or_default(),
        span: node.span,
    })
}

/// 份号: six digits, as they are written. A bare number would lose its zeros elsewhere; here it is
/// what stands in the source.
fn copy_number(node: &Node, cx: &mut Context<'_>) -> Option<Spanned<String>> {
    let text = match &node.value {
        Value::Number => node.raw(cx.source).to_owned(),
        _ => cx.string(node, "copy_number")?.value,
    };
    if text.chars().count() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Spanned { value: text, span: node.span });
    }
    let mut finding = Diagnostic::new(Code::CopyNumber).at(node.span).with("value", excerpt(&text));
    if let Some(number) = text.parse::<u32>().ok().filter(|number| *number < 1_000_000) {
        finding = finding.with("suggestion", format!("{number:06}"));
    }
    cx.sink.push(finding);
    None
}

/// 密级和保密期限.
fn security(node: &Node, cx: &mut Context<'_>) -> Option<Security> {
    let fields = Fields::read(node, "security", &SECURITY, cx)?;
    let level = fields.get("level").and_then(|node| {
        let value = cx.choice(node, "level", &LEVELS)?;
        Some(Spanned { value, span: node.span })
    });
    if fields.get("level").is_none() {
        cx.error(Code::TermWithoutLevel, node.span);
    }
    let term = fields.get("term").and_then(|node| term(node, cx));
    let level = level?;
    if let Some(term) = &term {
        check_term(level.value, term, cx);
    }
    Some(Security { level, term })
}

/// 保密期限: years, months, or 长期, with Arabic digits.
fn term(node: &Node, cx: &mut Context<'_>) -> Option<Spanned<String>> {
    let text = cx.string(node, "term")?;
    if text.value == "长期" || duration(&text.value).is_some() {
        return Some(text);
    }
    cx.sink.push(
        Diagnostic::new(Code::SecurityTerm).at(text.span).with("value", excerpt(&text.value)),
    );
    None
}

/// A term in months.
fn duration(term: &str) -> Option<u32> {
    let (number, months) = match term.strip_suffix("个月") {
        Some(number) => (number, 1),
        None => (term.strip_suffix('年')?, 12),
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    let number: u32 = number.parse().ok().filter(|_| is_number)?;
    (number < 1000).then_some(number * months)
}

/// The law on state secrets bounds the term by the level.
fn check_term(level: Level, term: &Spanned<String>, cx: &mut Context<'_>) {
    let years = match level {
        Level::TopSecret => 30,
        Level::Secret => 20,
        Level::Confidential => 10,
    };
    if duration(&term.value).is_some_and(|months| months > years * 12) {
        let finding = Diagnostic::new(Code::TermTooLong).at(term.span);
        cx.sink.push(finding.with("level", level.word()).with("years", years));
    }
}

/// 发文机关标志: one text as it is, or the agencies' names and 文件, if the list ends with it.
fn mark(node: &Node, cx: &mut Context<'_>) -> Option<Mark> {
    let Value::Sequence(_) = &node.value else {
        return Some(Mark { names: cx.strings(node, "mark")?, word: None });
    };
    let items = cx.sequence(node, "mark")?;
    let mut names = collect(items.iter().map(|item| cx.string(item, "mark")))?;
    let ends_with_word =
        names.len() > 1 && names.last().is_some_and(|last| MARK_WORDS.contains(&&*last.value));
    let word = if ends_with_word { names.pop() } else { None };
    Some(Mark { names, word })
}
