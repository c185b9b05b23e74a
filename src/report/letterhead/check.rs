//! What of a 版头 does not go with the kind of the document or with its issuers.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::report::context::Context;
use crate::report::model::{Kind, Letterhead, Spanned};

/// Endings of agencies' names.
const ENDINGS: [&str; 18] = [
    "局",
    "委",
    "委员会",
    "政府",
    "厅",
    "部",
    "院",
    "会",
    "办",
    "办公室",
    "署",
    "团",
    "社",
    "行",
    "公司",
    "中心",
    "室",
    "组",
];

/// What may stand between agencies that are written as one name.
const SEPARATORS: [char; 8] = ['、', '，', ',', '；', ';', '/', ' ', '\u{3000}'];

/// Reports what does not go together.
pub(in crate::report) fn check(
    kind: Kind,
    issuers: &[Spanned<String>],
    letterhead: Option<&Letterhead>,
    cx: &mut Context<'_>,
) {
    let of_mark = letterhead.and_then(|letterhead| letterhead.mark.as_ref());
    let names = of_mark.map_or(&[][..], |mark| &mark.names);
    for list in [issuers, names] {
        check_names(list, cx);
    }
    let Some(letterhead) = letterhead else { return };
    if kind == Kind::Plain {
        cx.error(Code::LetterheadOfPlain, letterhead.span);
        return;
    }
    if of_mark.is_none() && issuers.is_empty() {
        cx.error(Code::NoMark, letterhead.span);
    }
    check_leads(kind, issuers, names, cx);
    check_kind(kind, letterhead, cx);
    check_signatories(kind, letterhead, cx);
}

/// One agency, one entry.
fn check_names(names: &[Spanned<String>], cx: &mut Context<'_>) {
    for (at, name) in names.iter().enumerate() {
        if names[..at].iter().any(|before| before.value == name.value) {
            let finding = Diagnostic::new(Code::AgencyTwice).at(name.span);
            cx.sink.push(finding.with("name", &name.value));
        }
        if is_several(&name.value) {
            let finding = Diagnostic::new(Code::SeveralInOneName).at(name.span);
            cx.sink.push(finding.with("name", &name.value));
        }
    }
}

/// Whether a name is those of several agencies: each part of it ends as such a name does.
/// 教育、科技和体育局 is one.
fn is_several(name: &str) -> bool {
    let name = name.strip_suffix("文件").unwrap_or(name);
    let mut parts = name.split(SEPARATORS).filter(|part| !part.is_empty());
    let is_agency =
        |part: &str| part.chars().count() > 1 && ENDINGS.iter().any(|end| part.ends_with(end));
    name.contains(SEPARATORS) && parts.clone().count() > 1 && parts.all(is_agency)
}

/// One lead agency, the first; a 函 shows no other (10.1).
fn check_leads(
    kind: Kind,
    issuers: &[Spanned<String>],
    names: &[Spanned<String>],
    cx: &mut Context<'_>,
) {
    let Some(first) = names.first() else { return };
    if kind == Kind::Letter && names.len() > 1 {
        cx.error(Code::LetterMark, names[1].span);
    }
    let Some((lead, others)) = issuers.split_first() else { return };
    if names.len() > 1 && others.iter().any(|other| other.value == first.value) {
        let finding = Diagnostic::new(Code::TwoLeads).at(first.span);
        cx.sink.push(finding.with("name", &first.value).with("lead", &lead.value));
    }
    if names.len() > 1 && names.len() != issuers.len() {
        let finding = Diagnostic::new(Code::MarkAndIssuers).at(first.span);
        cx.sink.push(finding.with("names", names.len()).with("issuers", issuers.len()));
    }
}

/// 命令（令） has a 标志 and a number and no more (10.2).
fn check_kind(kind: Kind, letterhead: &Letterhead, cx: &mut Context<'_>) {
    let security = letterhead.security.as_ref();
    if kind == Kind::Order {
        let elements: [(&str, Option<Span>); 3] = [
            ("copy_number", letterhead.copy_number.as_ref().map(|number| number.span)),
            ("security", security.map(|security| security.level.span)),
            ("urgency", letterhead.urgency.as_ref().map(|urgency| urgency.span)),
        ];
        for (key, span) in elements {
            if let Some(span) = span {
                let finding = Diagnostic::new(Code::NotOfKind).at(span).with("key", key);
                cx.sink.push(finding.with("kind", "命令（令）").with("clause", "10.2"));
            }
        }
        return;
    }
    if let Some(security) = security.filter(|_| letterhead.copy_number.is_none()) {
        cx.error(Code::SecretWithoutCopyNumber, security.level.span);
    }
}

/// 签发人 stands in 上行文 (7.2.6), and only there.
fn check_signatories(kind: Kind, letterhead: &Letterhead, cx: &mut Context<'_>) {
    match letterhead.signatories.first() {
        None if kind.is_upward() => cx.error(Code::SignatoriesMissing, letterhead.span),
        Some(first) if !kind.is_upward() && kind != Kind::Opinion => {
            cx.error(Code::SignatoriesDownward, first.span);
        }
        _ => {}
    }
}
