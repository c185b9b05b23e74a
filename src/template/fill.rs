//! Filling: a template and a row to the tree of a report.

use std::collections::BTreeMap;

use minijinja::value::Value as Data;
use minijinja::{Environment, OutputSpan, OutputSpanKind};

use super::compile::{self, Form, Text};
use super::{fault, value};
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Span};
use crate::report::{Node, Placed, Value};
use crate::rows::Row;

/// How many values a filled template may have: more than any report needs, less than memory.
const MOST_VALUES: usize = 500_000;

/// Fills a template.
pub(super) fn fill(
    root: &Form,
    environment: &Environment<'static>,
    row: &Row,
    sink: &mut Sink,
) -> Result<Node, Reported> {
    let mut filler = Filler::new(environment, row);
    let node = filler.value(root);
    report(filler.findings, sink)?;
    // Without a finding, the whole report was left out by a condition.
    node.ok_or_else(|| sink.error(Diagnostic::new(Code::EmptyReport)))
}

/// Takes findings, all of which are errors, into the sink.
fn report(findings: Vec<Diagnostic>, sink: &mut Sink) -> Result<(), Reported> {
    for finding in findings {
        sink.push(finding);
    }
    sink.check()
}

/// Fills the only text of an environment.
pub(super) fn fill_pattern(
    text: &str,
    environment: &Environment<'static>,
    row: &Row,
    sink: &mut Sink,
) -> Result<String, Reported> {
    let places = text.char_indices().map(|(at, char)| Placed::new(char, at)).collect();
    let span = Span::new(0, text.len());
    let text = Text { name: compile::name(0), content: text.to_owned(), places, span };
    let mut filler = Filler::new(environment, row);
    let rendered = filler.render(&text);
    report(filler.findings, sink)?;
    Ok(rendered.map(|(text, _)| text).unwrap_or_default())
}

struct Filler<'a> {
    environment: &'a Environment<'static>,
    /// What names stand for here.
    names: BTreeMap<String, Data>,
    /// The same for the engine.
    context: Data,
    findings: Vec<Diagnostic>,
    /// How many values may yet come.
    rest: usize,
    /// The list of the loop that is gone through.
    list: Option<Span>,
}

impl<'a> Filler<'a> {
    fn new(environment: &'a Environment<'static>, row: &Row) -> Self {
        let names = value::of_row(row);
        let context = Data::from(names.clone());
        Self { environment, names, context, findings: Vec::new(), rest: MOST_VALUES, list: None }
    }

    /// What stands for one value; `None` if it is left out.
    fn value(&mut self, form: &Form) -> Option<Node> {
        if !self.take() {
            return None;
        }
        match form {
            Form::Same(node) => Some(node.clone()),
            Form::Text(text) => self.text(text),
            Form::List(forms, span) => {
                let nodes = forms.iter().flat_map(|form| self.entries(form)).collect();
                Some(Node::new(Value::Sequence(nodes), *span))
            }
            Form::Map(entries, span) => {
                let entries =
                    entries.iter().filter_map(|(key, form)| Some((key.clone(), self.value(form)?)));
                Some(Node::new(Value::Mapping(entries.collect()), *span))
            }
            Form::For { list, .. } => {
                let nodes = self.entries(form);
                Some(Node::new(Value::Sequence(nodes), list.span))
            }
            Form::If { condition, body, otherwise } => {
                let chosen = if self.is_true(condition)? { Some(body) } else { otherwise.as_ref() };
                self.value(chosen?)
            }
        }
    }

    /// What stands for an entry of a list: none, one or several.
    fn entries(&mut self, form: &Form) -> Vec<Node> {
        match form {
            Form::For { name, list, body } => self.repeat(name, list, body),
            Form::If { condition, body, otherwise } => {
                let chosen = match self.is_true(condition) {
                    Some(true) => Some(body),
                    Some(false) => otherwise.as_ref(),
                    None => None,
                };
                chosen.map(|chosen| self.spliced(chosen)).unwrap_or_default()
            }
            _ => self.value(form).into_iter().collect(),
        }
    }

    /// The entries of a list that stands for several entries of the one around it.
    fn spliced(&mut self, body: &Form) -> Vec<Node> {
        match body {
            Form::List(forms, _) => forms.iter().flat_map(|form| self.entries(form)).collect(),
            Form::Same(Node { value: Value::Sequence(items), .. }) => {
                for _ in items {
                    if !self.take() {
                        return Vec::new();
                    }
                }
                items.clone()
            }
            _ => self.entries(body),
        }
    }

    fn repeat(&mut self, name: &str, list: &Text, body: &Form) -> Vec<Node> {
        let Some(value) = self.evaluate(list) else { return Vec::new() };
        // A text or a mapping could be gone through as well, but never is what was meant.
        let is_list = matches!(
            value.kind(),
            minijinja::value::ValueKind::Seq | minijinja::value::ValueKind::Iterable
        );
        let Some(items) = value.try_iter().ok().filter(|_| is_list) else {
            let finding = Diagnostic::new(Code::TemplateNotAList).at(list.span);
            self.findings.push(finding.with("list", list.content.trim()));
            return Vec::new();
        };
        let items: Vec<Data> = items.take(MOST_VALUES).collect();
        let outer = (self.names.clone(), self.list.replace(list.span));
        let mut nodes = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if !self.take() {
                break;
            }
            self.names.insert(name.to_owned(), item.clone());
            self.names.insert("loop".to_owned(), loop_value(index, items.len()));
            self.context = Data::from(self.names.clone());
            nodes.extend(self.spliced(body));
        }
        (self.names, self.list) = outer;
        self.context = Data::from(self.names.clone());
        nodes
    }

    /// Counts a value; `false` if there are too many, which is reported once.
    fn take(&mut self) -> bool {
        if self.rest == 1 {
            let finding = Diagnostic::new(Code::TemplateEndless);
            self.findings.push(self.list.map_or(finding.clone(), |list| finding.at(list)));
        }
        self.rest = self.rest.saturating_sub(1);
        self.rest > 0
    }

    fn is_true(&mut self, condition: &Text) -> Option<bool> {
        let value = self.evaluate(condition)?;
        Some(value.is_true())
    }

    /// The value of an expression; `None` once it is reported that it has none.
    fn evaluate(&mut self, expression: &Text) -> Option<Data> {
        let value = self
            .environment
            .compile_expression(&expression.content)
            .and_then(|compiled| compiled.eval(self.context.clone()));
        match value {
            Ok(value) if value.is_undefined() => {
                let names =
                    fault::unknown_names(&expression.content, self.environment, &self.context);
                let text = expression.content.trim().to_owned();
                let names = if names.is_empty() { vec![text] } else { names };
                for name in names {
                    let finding = fault::undefined(&name, &self.context);
                    self.findings.push(finding.at(expression.span));
                }
                None
            }
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(&error, expression);
                None
            }
        }
    }

    fn fail(&mut self, error: &minijinja::Error, text: &Text) {
        let findings = fault::findings(error, text, self.environment, &self.context);
        self.findings.extend(findings);
    }

    fn render(&mut self, text: &Text) -> Option<(String, Vec<OutputSpan>)> {
        let template = self.environment.get_template(&text.name).expect("it has been added");
        match template.render_with_spans(self.context.clone()) {
            Ok(filled) => Some(filled),
            Err(error) => {
                self.fail(&error, text);
                None
            }
        }
    }

    fn text(&mut self, text: &Text) -> Option<Node> {
        let (filled, spans) = self.render(text)?;
        let mut placed = Vec::with_capacity(filled.len());
        for span in spans {
            let piece = filled.get(span.output_range()).unwrap_or_default();
            let range = span.source_range();
            if span.kind() == OutputSpanKind::Raw {
                let first =
                    text.content.get(..range.start).map_or(0, |before| before.chars().count());
                let count = piece.chars().count();
                placed.extend(text.places.get(first..first + count).unwrap_or_default());
            } else {
                let at = text.span_of(&range).start;
                placed.extend(piece.chars().map(|char| Placed::literal(char, at)));
            }
        }
        Some(Node::filled(placed, text.span))
    }
}

fn loop_value(index: usize, length: usize) -> Data {
    Data::from(BTreeMap::from([
        ("index", Data::from(index + 1)),
        ("first", Data::from(index == 0)),
        ("last", Data::from(index + 1 == length)),
        ("length", Data::from(length)),
    ]))
}
