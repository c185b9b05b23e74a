//! The report itself: what is around the body.

use super::attendance::attendance;
use super::body::{HEADING_LEVELS, blocks};
use super::closing::{self, colophon, signature};
use super::context::{Context, collect, excerpt};
use super::cross::{self, TargetKind};
use super::fields::{Fields, Object};
use super::letterhead::letterhead;
use super::model::{
    Attachment, Block, Contents, Kind, LineBreaking, Punctuation, Report, Settings, Spanned,
};
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const REPORT: Object = Object {
    name: "",
    required: &["title", "body"],
    optional: &[
        "kind",
        "issuer",
        "subtitle",
        "letterhead",
        "addressees",
        "attendance",
        "attachments",
        "signature",
        "note",
        "colophon",
        "footnotes",
        "settings",
    ],
    later: &[],
};

pub(super) const ATTACHMENT: Object =
    Object { name: "attachment", required: &["title", "body"], optional: &["id"], later: &[] };

pub(super) const SETTINGS: Object = Object {
    name: "settings",
    required: &[],
    optional: &["theme", "punctuation", "line_breaking", "language", "toc", "number_captions"],
    later: &[],
};

pub(super) const CONTENTS: Object =
    Object { name: "contents", required: &[], optional: &["levels", "title"], later: &[] };

pub(super) const KINDS: [(&str, Kind); 10] = [
    ("report", Kind::Report),
    ("notice", Kind::Notice),
    ("request", Kind::Request),
    ("reply", Kind::Reply),
    ("opinion", Kind::Opinion),
    ("decision", Kind::Decision),
    ("letter", Kind::Letter),
    ("order", Kind::Order),
    ("minutes", Kind::Minutes),
    ("plain", Kind::Plain),
];

pub(super) const LINE_BREAKING: [(&str, LineBreaking); 2] =
    [("office", LineBreaking::Office), ("clreq", LineBreaking::Clreq)];

pub(super) const PUNCTUATION: [(&str, Punctuation); 2] =
    [("normalize", Punctuation::Normalize), ("keep", Punctuation::Keep)];

/// Reads a whole report: `None` only after an error.
///
/// Each part is read whatever became of those before it, so that all faults are found.
pub(super) fn report(root: &Node, cx: &mut Context<'_>) -> Option<Report> {
    let fields = Fields::read(root, "report", &REPORT, cx)?;
    let kind = fields.get("kind").and_then(|node| cx.choice(node, "kind", &KINDS));
    let issuers = fields.get("issuer").and_then(|node| cx.strings(node, "issuer"));
    let title = fields.get("title").and_then(|node| cx.title(node, "title"));
    let subtitle = fields.get("subtitle").and_then(|node| cx.string(node, "subtitle"));
    let addressees = fields.get("addressees").and_then(|node| cx.strings(node, "addressees"));
    let kind = kind.unwrap_or_default();
    let letterhead = fields.get("letterhead").and_then(|node| letterhead(node, kind, cx));
    super::letterhead::check(kind, issuers.as_deref().unwrap_or_default(), letterhead.as_ref(), cx);
    let body = fields.get("body").and_then(|node| body(node, cx));
    let attendance = fields.get("attendance").and_then(|node| attendance(node, cx));
    if let Some(attendance) = attendance.as_ref().filter(|_| kind != Kind::Minutes) {
        let finding = Diagnostic::new(Code::NotOfKind).at(attendance.span);
        let finding = finding.with("key", "attendance").with("clause", "10.3");
        let (name, _) = KINDS.iter().find(|(_, known)| *known == kind).expect("all are listed");
        cx.sink.push(finding.with("kind", name));
    }
    let attachments = fields.get("attachments").and_then(|node| attachments(node, cx));
    let signature = fields.get("signature").and_then(|node| signature(node, cx));
    let note = fields.get("note").and_then(|node| cx.string(node, "note"));
    let colophon = fields.get("colophon").and_then(|node| colophon(node, cx));
    let notes = fields.get("footnotes");
    let footnotes = notes.map(|node| cross::footnotes(node, cx)).unwrap_or_default();
    let settings = fields.get("settings").and_then(|node| settings(node, cx));
    cross::check(notes, cx);
    let report = Report {
        kind,
        letterhead,
        issuers: issuers.unwrap_or_default(),
        title: title?,
        subtitle,
        addressees: addressees.unwrap_or_default(),
        body: body?,
        attendance,
        attachments: attachments.unwrap_or_default(),
        signature,
        note,
        colophon,
        footnotes,
        references: cx.cross.used(),
        settings: settings.unwrap_or_default(),
    };
    closing::check(&report, cx);
    super::typed::check(&report, cx);
    Some(report)
}

fn body(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Block>> {
    let items = cx.sequence(node, "body")?;
    blocks(items, 0, cx)
}

fn attachments(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Attachment>> {
    let items = cx.sequence(node, "attachments")?;
    let kind = if items.len() > 1 { TargetKind::Attachment } else { TargetKind::OnlyAttachment };
    collect(items.iter().map(|item| attachment(item, kind, cx)))
}

fn attachment(node: &Node, kind: TargetKind, cx: &mut Context<'_>) -> Option<Attachment> {
    let fields = Fields::read(node, "attachments", &ATTACHMENT, cx)?;
    let id = cross::id(&fields, kind, cx);
    let title = fields.get("title").and_then(|node| cx.title(node, "title"));
    let body = fields.get("body").and_then(|node| body(node, cx));
    Some(Attachment { title: title?, id, body: body? })
}

fn settings(node: &Node, cx: &mut Context<'_>) -> Option<Settings> {
    let fields = Fields::read(node, "settings", &SETTINGS, cx)?;
    let theme = fields.get("theme").and_then(|node| cx.string(node, "theme"));
    let punctuation =
        fields.get("punctuation").and_then(|node| cx.choice(node, "punctuation", &PUNCTUATION));
    let line_breaking = fields.get("line_breaking").and_then(|node| {
        let value = cx.choice(node, "line_breaking", &LINE_BREAKING)?;
        Some(Spanned { value, span: node.span })
    });
    let language = fields.get("language").and_then(|node| language(node, cx));
    let contents = fields.get("toc").and_then(|node| contents(node, cx));
    let number_captions =
        fields.get("number_captions").and_then(|node| cx.boolean(node, "number_captions"));
    Some(Settings {
        theme,
        punctuation: punctuation.unwrap_or_default(),
        line_breaking: line_breaking.unwrap_or_default(),
        language,
        contents,
        number_captions: number_captions.unwrap_or_default(),
    })
}

/// `true`, or how the table of contents is to be.
fn contents(node: &Node, cx: &mut Context<'_>) -> Option<Contents> {
    if let Value::Bool(is_wanted) = node.value {
        let contents = Contents { levels: None, title: None, span: node.span };
        return is_wanted.then_some(contents);
    }
    let fields = Fields::read(node, "toc", &CONTENTS, cx)?;
    let levels = fields.get("levels").and_then(|node| {
        let word = node.raw(cx.source).trim();
        let levels = word.parse().ok().filter(|levels| (1..=HEADING_LEVELS).contains(levels));
        if levels.is_none() {
            let finding = Diagnostic::new(Code::ContentsLevels).at(node.span);
            cx.sink.push(finding.with("value", excerpt(word)));
        }
        levels.and_then(|levels| u8::try_from(levels).ok())
    });
    let title = fields.get("title").and_then(|node| cx.string(node, "title"));
    Some(Contents { levels, title, span: node.span })
}

/// A BCP 47 tag, by its form.
fn language(node: &Node, cx: &mut Context<'_>) -> Option<Spanned<String>> {
    let tag = cx.string(node, "language")?;
    let mut parts = tag.value.split('-');
    let is_language = parts.next().is_some_and(|part| {
        matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic())
    });
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if is_language && parts.all(is_subtag) {
        return Some(tag);
    }
    cx.sink.push(Diagnostic::new(Code::Language).at(tag.span).with("value", excerpt(&tag.value)));
    None
}
