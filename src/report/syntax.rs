//! Faults of the YAML itself, in our words.

use serde_saphyr::{Error, Location};

use crate::diagnostic::{Code, Diagnostic, Source, Span};

/// How deeply lists and keys may nest.
pub(super) const DEPTH: usize = 64;

/// The finding for a fault that stops the reading of the YAML.
pub(super) fn finding(error: &Error, source: &Source) -> Diagnostic {
    let original = innermost(error);
    let mut place = place(original, source).or_else(|| place(error, source));
    let code = code(original, place, source);
    place = match code {
        Code::YamlTab => place.map(|span| tab(span, source)),
        // The last straw, not what it was made of.
        Code::AliasBomb => self::place(error, source).or(place),
        _ => place,
    };
    let mut finding = Diagnostic::new(code);
    if code == Code::YamlSyntax {
        finding = finding.with("detail", original.without_snippet());
    }
    finding.span = place;
    finding
}

/// The fault itself, without what is wrapped around it: where an alias has repeated it.
fn innermost(error: &Error) -> &Error {
    match error {
        Error::AliasError { error, .. } | Error::WithSnippet { error, .. } => innermost(error),
        _ => error,
    }
}

/// The character at which the fault was found.
fn place(error: &Error, source: &Source) -> Option<Span> {
    let location = error.location()?;
    let start = match location.span().byte_offset() {
        Some(byte) => usize::try_from(byte).ok()?,
        None => byte_of(location, source)?,
    };
    let length = source.text.get(start..)?.chars().next().map_or(0, char::len_utf8);
    Some(Span::new(start, start + length))
}

/// The tab itself: the scanner may have noticed where the text began that it stands in.
fn tab(found: Span, source: &Source) -> Span {
    let rest = source.text.get(found.start..).unwrap_or_default();
    let indentations = rest.match_indices('\n').filter_map(|(end, _)| {
        let line = rest.get(end + 1..)?;
        let text = line.find(|c| !matches!(c, ' ' | '\t')).unwrap_or(line.len());
        Some(end + 1 + line.get(..text)?.find('\t')?)
    });
    let first = if rest.starts_with('\t') { Some(0) } else { indentations.into_iter().next() };
    first.map_or(found, |at| Span::new(found.start + at, found.start + at + 1))
}

/// Faults of syntax come with the number of the character only.
fn byte_of(location: Location, source: &Source) -> Option<usize> {
    if location.line() == 0 {
        return None;
    }
    let index = usize::try_from(location.span().offset()).ok()?;
    let byte = source.text.char_indices().map(|(byte, _)| byte).nth(index);
    Some(byte.unwrap_or(source.text.len()))
}

fn code(error: &Error, place: Option<Span>, source: &Source) -> Code {
    match error {
        Error::MultipleDocuments { .. } => Code::SeveralDocuments,
        Error::UnknownAnchor { .. } => Code::YamlAlias,
        Error::RecursiveReferencesRequireWeakTypes { .. } => Code::AliasLoop,
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => Code::AliasBomb,
        Error::Budget { breach, .. } => budget(breach),
        Error::InvalidScalar { .. }
        | Error::InvalidBinaryBase64 { .. }
        | Error::BinaryNotUtf8 { .. }
        | Error::UnsupportedTag { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. } => Code::YamlTag,
        Error::ExternalMessage { msg, .. } => message(msg, place, source),
        _ => Code::YamlSyntax,
    }
}

fn budget(breach: &serde_saphyr::budget::BudgetBreach) -> Code {
    use serde_saphyr::budget::BudgetBreach as Breach;
    match breach {
        Breach::Depth { .. } => Code::TooDeep,
        Breach::Aliases { .. }
        | Breach::Anchors { .. }
        | Breach::AliasAnchorRatio { .. }
        | Breach::MergeKeys { .. }
        | Breach::RecordedAnchorEvents { .. }
        | Breach::RecordedAnchorBytes { .. } => Code::AliasBomb,
        Breach::Documents { .. } => Code::SeveralDocuments,
        _ => Code::TooManyValues,
    }
}

/// The scanner's messages, by what in them tells the kinds apart; the scanner's own enum is not
/// public. One that is missing here falls to `YamlSyntax`, which passes the message on.
const MESSAGES: [(&str, Code); 26] = [
    ("recursion limit", Code::TooDeep),
    ("tab", Code::YamlTab),
    ("unclosed quote", Code::YamlQuote),
    ("found unexpected document indicator", Code::YamlQuote),
    ("invalid trailing content", Code::YamlAfterQuote),
    ("escape", Code::YamlEscape),
    ("hexadecimal", Code::YamlEscape),
    ("surrogate", Code::YamlEscape),
    ("mapping values are not allowed", Code::YamlColon),
    ("illegal placement of ':'", Code::YamlBracket),
    ("mapping keys are not allowed", Code::YamlColon),
    ("bracket", Code::YamlBracket),
    ("flow sequence", Code::YamlBracket),
    ("flow mapping", Code::YamlBracket),
    ("unexpected character", Code::YamlCharacter),
    ("plain scalar cannot start", Code::YamlCharacter),
    ("anchor or alias", Code::YamlAlias),
    ("simple key", Code::YamlKey),
    ("unexpected end of plain scalar", Code::YamlKey),
    ("directive", Code::YamlCharacter),
    ("did not find expected key", Code::YamlIndent),
    ("'-' indicator", Code::YamlIndent),
    ("indent", Code::YamlIndent),
    ("block sequence entries", Code::YamlIndent),
    ("valid inside a block", Code::YamlBracket),
    ("tag", Code::YamlTag),
];

fn message(text: &str, place: Option<Span>, source: &Source) -> Code {
    // The character decides where the scanner only says that it didn't expect what follows.
    let at = place.and_then(|span| source.text.get(span.start..span.end));
    if at == Some("\t") {
        return Code::YamlTab;
    }
    MESSAGES
        .iter()
        .find(|(part, _)| text.contains(part))
        .map_or(Code::YamlSyntax, |&(_, code)| code)
}
