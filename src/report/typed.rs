//! What an author has typed although the program writes it: numbers, labels, marks.

use super::closing::{END_MARKS, each_text};
use super::context::Context;
use super::model::{Block, Counter, Inline, List, Report, Text};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text::numeral;

/// The most characters of a number and of what shows that it is one.
const LONGEST_NUMBER: usize = 12;

/// Finds what would stand twice in the files, and stars that mark nothing.
pub(super) fn check(report: &Report, cx: &mut Context<'_>) {
    let mut findings = Vec::new();
    numbers(&report.body, &mut findings);
    for attachment in &report.attachments {
        numbers(&attachment.body, &mut findings);
        let title = &attachment.title;
        if let Some(label) = attachment_label(&title.value) {
            findings.push(written(&label, title.span));
        }
    }
    if let Some(mark) = report.title.value.chars().next_back().filter(|&c| END_MARKS.contains(c)) {
        let finding = Diagnostic::new(Code::TitleMark).at(report.title.span);
        findings.push(finding.with("mark", mark));
    }
    if let Some(note) = &report.note
        && note.value.starts_with(['（', '('])
        && note.value.ends_with(['）', ')'])
    {
        findings.push(written("（）", note.span));
    }
    let copies = report.colophon.iter().flat_map(|colophon| &colophon.copy_to);
    for name in copies {
        let label = name.value.starts_with("抄送").then_some("抄送：");
        let mark = name.value.ends_with('。').then_some("。");
        findings.extend(label.or(mark).map(|typed| written(typed, name.span)));
    }
    let mut visit = |text: &Text| stars(text, &mut findings);
    each_text(&report.body, &mut visit);
    report.attachments.iter().for_each(|attachment| each_text(&attachment.body, &mut visit));
    report.footnotes.iter().for_each(|footnote| visit(&footnote.text));
    cx.sink_all(findings);
}

fn written(typed: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WrittenTwice).at(span).with("typed", typed)
}

/// 附件1： at the start of an attachment's title.
fn attachment_label(title: &str) -> Option<String> {
    let rest = title.strip_prefix("附件")?.trim_start();
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_label = name.starts_with(['：', ':', '.', '、', ' ']) || (name.len() < rest.len());
    is_label.then(|| title.chars().take(title.chars().count() - name.chars().count()).collect())
}

/// Finds numbers typed before headings, points and items that are numbered anyway.
fn numbers(blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    for block in blocks {
        match block {
            Block::Section(section) => {
                findings.extend(typed_number(&section.heading));
                numbers(&section.body, findings);
            }
            Block::Points(points) if points.counter != Counter::None => {
                let texts =
                    points.items.iter().filter_map(|it| it.lead.as_ref().or(it.text.as_ref()));
                findings.extend(texts.filter_map(typed_number));
            }
            Block::List(list) => items(list, findings),
            _ => {}
        }
    }
}

fn items(list: &List, findings: &mut Vec<Diagnostic>) {
    for item in &list.items {
        if list.ordered {
            findings.extend(typed_number(&item.text));
        }
        item.list.iter().for_each(|inner| items(inner, findings));
    }
}

/// A number at the start of a text.
fn typed_number(text: &Text) -> Option<Diagnostic> {
    let Some(Inline::Run(run)) = text.inlines.first() else { return None };
    let characters: Vec<char> = run.text.chars().take(LONGEST_NUMBER).collect();
    let length = number_length(&characters)?;
    let (_, start) = run.placed().next()?;
    let (last, end) = run.placed().nth(length - 1)?;
    let typed: String = characters[..length].iter().collect();
    let place = Span::new(start as usize, end as usize + last.len_utf8());
    Some(Diagnostic::new(Code::TypedNumber).at(place).with("number", typed))
}

/// How many characters the number has that a text begins with: 一、（二）3. 第四， ⑤ 六是 首先，
fn number_length(text: &[char]) -> Option<usize> {
    let at = |index: usize| text.get(index).copied().unwrap_or(' ');
    let is_han = |c: char| "一二三四五六七八九十百".contains(c);
    let count = |from: usize, is: &dyn Fn(char) -> bool| {
        text.iter().skip(from).take_while(|&&c| is(c)).count()
    };
    let is_comma = |c: char| matches!(c, '，' | ',' | '、');
    let (han, digits) = (count(0, &is_han), count(0, &|c| c.is_ascii_digit()));
    let word: String = text.iter().take(2).collect();
    match at(0) {
        first if numeral::is_circled(first) => Some(1),
        // 一、二级公路 are roads of two classes
        _ if han > 0 && at(han) == '、' && !is_han(at(han + 1)) => Some(han + 1),
        _ if han > 0 && at(han) == '是' => Some(han + 1),
        // 3.15 is a date
        _ if digits > 0 && matches!(at(digits), '.' | '．' | '、') => {
            (!at(digits + 1).is_ascii_digit()).then_some(digits + 1)
        }
        '第' => {
            let han = count(1, &is_han);
            (han > 0 && is_comma(at(1 + han))).then_some(han + 2)
        }
        '（' | '(' => {
            let inner = count(1, &|c| is_han(c)).max(count(1, &|c| c.is_ascii_digit()));
            (inner > 0 && matches!(at(1 + inner), '）' | ')')).then_some(inner + 2)
        }
        _ if ["首先", "其次", "再次", "最后"].contains(&word.as_str()) => {
            is_comma(at(2)).then_some(3)
        }
        _ => None,
    }
}

/// Two stars that have stayed in a text, without partner; more of them are meant.
fn stars(text: &Text, findings: &mut Vec<Diagnostic>) {
    for inline in &text.inlines {
        let Inline::Run(run) = inline else { continue };
        if run.verbatim || !run.text.contains("**") {
            continue;
        }
        let characters: Vec<(char, u32)> = run.placed().collect();
        for stretch in characters.chunk_by(|a, b| (a.0 == '*') == (b.0 == '*')) {
            // those with a backslash before each are further apart in the source
            if let [('*', first), ('*', second)] = stretch
                && *second == first + 1
            {
                let first = *first as usize;
                findings.push(Diagnostic::new(Code::StrayStars).at(Span::new(first, first + 2)));
            }
        }
    }
}
