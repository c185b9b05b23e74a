//! The engine's errors as findings.

use std::ops::Range;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::compile::Text;
use super::environment::NO_TEXT;
use crate::diagnostic::{Code, Diagnostic};

/// What the engine says, without the name of its template.
pub(super) fn detail(error: &Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

/// The findings about an expression or a text that has no value in a context.
pub(super) fn findings(
    error: &Error,
    text: &Text,
    environment: &Environment<'static>,
    context: &Value,
) -> Vec<Diagnostic> {
    let range = error.range();
    let span = range.as_ref().map_or(text.span, |range| text.span_of(range));
    let finding = match error.kind() {
        ErrorKind::UndefinedError => {
            let part = range.map_or(&*text.content, |range| expression(&text.content, range));
            let unknown = unknown_names(part, environment, context);
            if !unknown.is_empty() {
                let findings = unknown.iter().map(|name| undefined(name, context).at(span));
                return findings.collect();
            }
            Diagnostic::new(Code::TemplateFailed).with("detail", detail(error))
        }
        ErrorKind::OutOfFuel => Diagnostic::new(Code::TemplateEndless),
        ErrorKind::NonPrimitive if detail(error).starts_with(NO_TEXT) => {
            let value = detail(error).trim_start_matches(NO_TEXT).to_owned();
            Diagnostic::new(Code::TemplateNoText).with("value", value)
        }
        _ => Diagnostic::new(Code::TemplateFailed).with("detail", detail(error)),
    };
    vec![finding.at(span)]
}

/// The expression between braces of which a range is a part: of a filter's name, say.
fn expression(text: &str, range: Range<usize>) -> &str {
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    let start = before.and_then(|before| Some(before.rfind("{{")? + 2));
    let end = after.and_then(|after| Some(range.end + after.find("}}")?));
    text.get(start.unwrap_or(range.start)..end.unwrap_or(range.end)).unwrap_or(text)
}

/// A name that the data lacks, with what it has.
pub(super) fn undefined(name: &str, context: &Value) -> Diagnostic {
    let known: Vec<String> = context
        .try_iter()
        .map(|keys| keys.filter_map(|key| key.as_str().map(str::to_owned)).collect())
        .unwrap_or_default();
    let finding = Diagnostic::new(Code::TemplateUndefined).with("name", name);
    let near = known.iter().filter_map(|known| {
        let likeness = strsim::jaro_winkler(name, known);
        (likeness > 0.8).then_some((known, likeness))
    });
    match near.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((near, _)) => finding.with("near", near),
        None => finding.with("known", known.join(", ")),
    }
}

/// The names in an expression that a context lacks, `item.name` among them, sorted.
pub(super) fn unknown_names(
    expression: &str,
    environment: &Environment<'static>,
    context: &Value,
) -> Vec<String> {
    let names = match environment.compile_expression(expression) {
        Ok(compiled) => compiled.undeclared_variables(true),
        // A text with statements.
        Err(_) => match environment.template_from_named_str("", expression) {
            Ok(template) => template.undeclared_variables(true),
            Err(_) => return Vec::new(),
        },
    };
    let is_global = |name: &str| environment.globals().any(|(known, _)| known == name);
    let mut names: Vec<String> =
        names.into_iter().filter(|name| !is_global(name) && !has(context, name)).collect();
    names.sort_unstable();
    names
}

fn has(context: &Value, name: &str) -> bool {
    let mut value = context.clone();
    for part in name.split('.') {
        match value.get_attr(part) {
            Ok(found) if !found.is_undefined() => value = found,
            _ => return false,
        }
    }
    true
}
