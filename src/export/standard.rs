//! Whether a report can meet the standard that its PDF is to follow.
//!
//! A standard that has been asked for and is not met is an error. Without being asked, the PDF is
//! made all the same, with a warning, and does not claim what it is not.

use super::Format;
use crate::diagnostic::{Code, Diagnostic, Severity, Sink, Source, Span};
use crate::document::{AnchoredKind, Block, Document};
use crate::pdf::{Attachment, Standard};
use crate::picture::Picture;

/// Makes errors of pictures that aren't described, if PDF/UA-1 has been asked for, and nothing if
/// the PDF will be without structure, which has no use for descriptions.
pub(super) fn revise(sink: &mut Sink, asked: Option<Standard>, formats: &[Format]) {
    let is_alone = formats == [Format::Pdf];
    let is_wanted = formats.is_empty() || formats.contains(&Format::Pdf);
    sink.revise(|finding| {
        if finding.code != Code::MissingAlt {
            return true;
        }
        if is_wanted && asked == Some(Standard::A2aUa1) {
            finding.code = Code::AltRequired;
            finding.severity = Severity::Error;
        }
        !is_alone || asked.is_none_or(Standard::is_tagged)
    });
}

/// Reports what the standard does not take.
pub(super) fn check(document: &Document, asked: Option<Standard>, sink: &mut Sink) {
    let standard = asked.unwrap_or_default();
    let Some(name) = standard.archive_name() else { return };
    let severity = if asked.is_some() { Severity::Error } else { Severity::Warning };
    let finding =
        |code, span| Diagnostic::new(code).severity(severity).at(span).with("standard", name);
    for (_, span) in pictures(document).filter(|(picture, _)| picture.is_cmyk()) {
        sink.push(finding(Code::PrintingInks, span));
    }
    if standard.is_tagged() {
        for (character, span) in &document.private_characters {
            let code_point = format!("U+{:04X}", u32::from(*character));
            let finding = finding(Code::PrivateCharacter, *span);
            sink.push(finding.with("code_point", code_point));
        }
    }
}

fn pictures(document: &Document) -> impl Iterator<Item = (&Picture, Span)> {
    document.blocks().flat_map(|block| {
        let (figure, anchored) = match block {
            Block::Figure(figure) => (Some((&*figure.picture, figure.span)), None),
            Block::Paragraph(paragraph) => (None, Some(paragraph)),
            Block::Table(_) | Block::Colophon(_) | Block::JointMark(_) => (None, None),
        };
        let anchored = anchored.into_iter().flat_map(|paragraph| {
            paragraph.anchored.iter().filter_map(|anchored| match &anchored.kind {
                AnchoredKind::Picture { picture, .. } => Some((&**picture, paragraph.span)),
                AnchoredKind::Rule(_) | AnchoredKind::Text(_) => None,
            })
        });
        figure.into_iter().chain(anchored)
    })
}

/// The text that a report was read from, as a PDF/A-3 carries it.
pub(super) fn attachment(source: &Source) -> Attachment<'_> {
    let name = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
    // standard input has no name
    let name = if name.contains('.') { name } else { "report.yaml" };
    Attachment { name, text: &source.text }
}
