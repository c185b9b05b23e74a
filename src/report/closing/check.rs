//! What can be said of the parts after the body only once the whole report is known.

use super::super::{Block, Inline, Kind, List, Report, Text};
use super::model::{Signature, SignatureStyle};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::report::context::Context;
use crate::report::document::KINDS;

/// Checks seals and stamps, 版记 and dates, and that attachments named in the text are there.
pub(crate) fn check(report: &Report, cx: &mut Context<'_>) {
    if let Some(signature) = &report.signature {
        counts(report, signature, cx);
        year(report, signature, cx);
    }
    colophon(report, cx);
    attachments(report, cx);
}

/// A seal, or a stamp, for each who signs.
fn counts(report: &Report, signature: &Signature, cx: &mut Context<'_>) {
    let issuers = signature.issuers.as_ref().unwrap_or(&report.issuers).len().max(1);
    let (key, count, first) = match signature.style {
        SignatureStyle::Seal => {
            ("seal", signature.seals.len(), signature.seals.first().map(|seal| seal.span))
        }
        SignatureStyle::Stamp => (
            "stamp",
            signature.stamps.len(),
            signature.stamps.first().map(|stamp| stamp.title.span),
        ),
        SignatureStyle::Plain => return,
    };
    if let Some(span) = first.filter(|_| count != issuers) {
        let finding = Diagnostic::new(Code::SealCount).at(span).with("key", key);
        cx.sink.push(finding.with("count", count).with("issuers", issuers));
    }
}

/// 发文字号 has the year in which the document is issued (7.2.5).
fn year(report: &Report, signature: &Signature, cx: &mut Context<'_>) {
    let number = report.letterhead.as_ref().and_then(|head| head.document_number.as_ref());
    let Some(number) = number else { return };
    let year = number.value.split_once('〔').and_then(|(_, rest)| rest.split_once('〕'));
    let issued = signature.date.value.year;
    if let Some((year, _)) = year.filter(|(year, _)| *year != issued.to_string()) {
        let finding = Diagnostic::new(Code::NumberYear).at(number.span).with("year", year);
        cx.sink.push(finding.with("issued", issued));
    }
}

/// 版记 only where its kind has one (10.1: a 函 has no 印发机关), printed after the date of issue.
fn colophon(report: &Report, cx: &mut Context<'_>) {
    let Some(colophon) = &report.colophon else { return };
    let foreign = match (report.kind, &colophon.printed) {
        (Kind::Plain, _) => Some(("colophon", colophon.span, "7.4")),
        (Kind::Letter, Some(printed)) => Some(("printed_by", printed.by.span, "10.1")),
        _ => None,
    };
    if let Some((key, span, clause)) = foreign {
        let kind = KINDS.iter().find(|(_, kind)| *kind == report.kind).map_or("", |(name, _)| name);
        let finding = Diagnostic::new(Code::NotOfKind).at(span).with("key", key);
        cx.sink.push(finding.with("kind", kind).with("clause", clause));
    }
    let dates = colophon.printed.as_ref().zip(report.signature.as_ref());
    let dates = dates.map(|(printed, signature)| (&printed.on, &signature.date));
    if let Some((printed, signed)) = dates.filter(|(printed, signed)| printed.value < signed.value)
    {
        let finding = Diagnostic::new(Code::PrintedEarly).at(printed.span);
        cx.sink.push(finding.with("printed", printed.value).with("signed", signed.value));
    }
}

/// Attachments have names without a mark at the end (7.3.4), and those that the text names exist.
fn attachments(report: &Report, cx: &mut Context<'_>) {
    for attachment in &report.attachments {
        let last = attachment.title.value.trim_end().chars().next_back();
        if let Some(mark) = last.filter(|&last| last == '.' || END_MARKS.contains(last)) {
            let finding = Diagnostic::new(Code::AttachmentMark).at(attachment.title.span);
            cx.sink.push(finding.with("mark", mark));
        }
    }
    let mut missing = Vec::new();
    let mut visit = |text: &Text| named_attachments(text, report.attachments.len(), &mut missing);
    each_text(&report.body, &mut visit);
    report.footnotes.iter().for_each(|footnote| visit(&footnote.text));
    cx.sink_all(missing);
}

/// Marks that end neither a title (7.3.1) nor an attachment's name (7.3.4).
pub(in crate::report) const END_MARKS: &str = "。，、；：,;:";

/// What introduces an attachment of this very document; others are named with their document.
const REFERENCE: &str = "见附件";

/// Finds 见附件 and 见附件2 in a text, if there are not so many attachments.
fn named_attachments(text: &Text, count: usize, missing: &mut Vec<Diagnostic>) {
    let is_far = |inline: &Inline| !matches!(inline, Inline::Run(run) if run.text.contains('附'));
    if text.inlines.iter().all(is_far) {
        return;
    }
    let runs = text.inlines.iter().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run.placed()),
        Inline::Break | Inline::Footnote(_) | Inline::Reference(_) => None,
    });
    let characters: Vec<(char, u32)> = runs.flatten().collect();
    let reference: Vec<char> = REFERENCE.chars().collect();
    for start in 0..characters.len() {
        let rest = &characters[start..];
        if rest.len() < reference.len() || !rest.iter().zip(&reference).all(|(a, b)| a.0 == *b) {
            continue;
        }
        let digits = rest[reference.len()..].iter().map(|(c, _)| *c);
        let digits: String = digits.take_while(char::is_ascii_digit).collect();
        if digits.parse().unwrap_or(1_usize) > count {
            let at = |index: usize| rest.get(index).map(|(_, place)| *place as usize);
            let name_at = at(1).unwrap_or_default();
            let length = reference.len() - 1 + digits.len();
            let end = at(length).unwrap_or(name_at) + rest[length].0.len_utf8();
            let finding = Diagnostic::new(Code::AttachmentMissing).at(Span::new(name_at, end));
            missing.push(finding.with("number", &digits).with("count", count));
        }
    }
}

/// Calls `visit` for the texts of blocks.
pub(in crate::report) fn each_text(blocks: &[Block], visit: &mut impl FnMut(&Text)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => visit(text),
            Block::Section(section) => {
                visit(&section.heading);
                each_text(&section.body, visit);
            }
            Block::Points(points) => {
                let texts = points.items.iter().flat_map(|point| [&point.lead, &point.text]);
                texts.flatten().for_each(&mut *visit);
            }
            Block::List(list) => list_texts(list, visit),
            Block::Quotation(texts) => texts.iter().for_each(&mut *visit),
            Block::Table(table) => {
                let rows = table.headings.iter().chain(&table.rows).flatten();
                let cells = rows.flat_map(|cell| &cell.paragraphs);
                let around = table.caption.iter().chain(&table.notes);
                cells.chain(around).for_each(&mut *visit);
            }
            Block::Figure(figure) => figure.caption.iter().for_each(&mut *visit),
        }
    }
}

fn list_texts(list: &List, visit: &mut impl FnMut(&Text)) {
    for item in &list.items {
        visit(&item.text);
        if let Some(list) = &item.list {
            list_texts(list, visit);
        }
    }
}
