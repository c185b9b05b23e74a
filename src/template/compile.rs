//! A template's tree to what filling goes through: texts with expressions, loops and choices among
//! what stays as it is.

use minijinja::Environment;

use super::fault;
use crate::diagnostic::{Code, Diagnostic, Sink, Source, Span};
use crate::report::{Node, Placed, Value};

/// A part of a template.
#[derive(Debug)]
pub(super) enum Form {
    /// It has no expression.
    Same(Node),
    /// A text with expressions.
    Text(Text),
    /// A list, some entries of which are no such.
    List(Vec<Form>, Span),
    /// Keys and values, some of which are no such.
    Map(Vec<(Node, Form)>, Span),
    /// `for: NAME in LIST`, `do: …`.
    For { name: String, list: Text, body: Box<Form> },
    /// `if: CONDITION`, `do: …`, `else: …`.
    If { condition: Text, body: Box<Form>, otherwise: Option<Box<Form>> },
}

/// A text with expressions, or an expression.
#[derive(Debug)]
pub(super) struct Text {
    /// The name of its template in the environment; of a lone expression, its number alone matters.
    pub(super) name: String,
    /// What it says.
    pub(super) content: String,
    /// Its characters and where they stand.
    pub(super) places: Vec<Placed>,
    /// Where it stands.
    pub(super) span: Span,
}

/// The name of the template of the text with that number.
pub(super) fn name(number: usize) -> String {
    format!("text {number}")
}

/// Compiles a tree, and reports all that can't be understood in it.
pub(super) fn compile(
    root: Node,
    source: &Source,
    environment: &mut Environment<'static>,
    sink: &mut Sink,
) -> Form {
    Compiler { source, environment, sink, count: 0 }.form(root)
}

struct Compiler<'a> {
    source: &'a Source,
    environment: &'a mut Environment<'static>,
    sink: &'a mut Sink,
    count: usize,
}

/// Whether a text has an expression, a statement or a comment of the template language in it.
fn has_expression(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|mark| text.contains(mark))
}

fn is_key(node: &Node, key: &str) -> bool {
    matches!(&node.value, Value::String(text) if text == key)
}

impl Compiler<'_> {
    fn form(&mut self, node: Node) -> Form {
        let span = node.span;
        match node.value {
            Value::String(ref text) if has_expression(text) => Form::Text(self.text(&node)),
            Value::Sequence(items) => {
                let forms: Vec<Form> = items.into_iter().map(|item| self.form(item)).collect();
                if forms.iter().all(|form| matches!(form, Form::Same(_))) {
                    let items = forms.into_iter().filter_map(same);
                    return Form::Same(Node::new(Value::Sequence(items.collect()), span));
                }
                Form::List(forms, span)
            }
            Value::Mapping(entries) => self.mapping(entries, span),
            _ => Form::Same(node),
        }
    }

    fn mapping(&mut self, entries: Vec<(Node, Node)>, span: Span) -> Form {
        if let Some((key, _)) =
            entries.iter().find(|(key, _)| matches!(key.value, Value::Mapping(_)))
        {
            // `{{ name }}` without quotes, which YAML takes for a mapping with a mapping for its key.
            self.sink.push(Diagnostic::new(Code::TemplateUnquoted).at(key.span));
            return Form::Map(Vec::new(), span);
        }
        if let Some(at) = entries.iter().position(|(key, _)| is_key(key, "for")) {
            return self.control(entries, at, span);
        }
        if let Some(at) = entries.iter().position(|(key, _)| is_key(key, "if")) {
            return self.control(entries, at, span);
        }
        let forms: Vec<(Node, Form)> =
            entries.into_iter().map(|(key, value)| (key, self.form(value))).collect();
        if forms.iter().all(|(_, form)| matches!(form, Form::Same(_))) {
            let entries = forms.into_iter().filter_map(|(key, form)| Some((key, same(form)?)));
            return Form::Same(Node::new(Value::Mapping(entries.collect()), span));
        }
        Form::Map(forms, span)
    }

    /// A loop or a choice, by the key at `at`.
    fn control(&mut self, mut entries: Vec<(Node, Node)>, at: usize, span: Span) -> Form {
        let (key, head) = entries.swap_remove(at);
        let is_loop = is_key(&key, "for");
        let (mut body, mut otherwise) = (None, None);
        for (other, value) in entries {
            if is_key(&other, "do") && body.is_none() {
                body = Some(Box::new(self.form(value)));
            } else if is_key(&other, "else") && !is_loop && otherwise.is_none() {
                otherwise = Some(Box::new(self.form(value)));
            } else {
                let name = other.raw(self.source);
                let finding = Diagnostic::new(Code::TemplateControlKey).at(other.span);
                let keys = if is_loop { "`for`, `do`" } else { "`if`, `do`, `else`" };
                self.sink.push(finding.with("key", name).with("keys", keys));
            }
        }
        let Some(body) = body else {
            let name = key.raw(self.source);
            self.sink.push(Diagnostic::new(Code::TemplateNoBody).at(key.span).with("key", name));
            return Form::List(Vec::new(), span);
        };
        let head = self.expression(&head);
        if !is_loop {
            self.check(&head);
            return Form::If { condition: head, body, otherwise };
        }
        let Some((name, list)) = loop_head(&head) else {
            let finding = Diagnostic::new(Code::TemplateLoopHead).at(head.span);
            self.sink.push(finding.with("text", head.content));
            return Form::List(Vec::new(), span);
        };
        self.check(&list);
        Form::For { name, list, body }
    }

    /// The expression of a loop or a choice: any scalar.
    fn expression(&self, node: &Node) -> Text {
        let places = node.places(self.source);
        let text: String = places.iter().map(|placed| placed.char).collect();
        Text { name: String::new(), content: text, places, span: node.span }
    }

    fn check(&mut self, expression: &Text) {
        if let Err(error) = self.environment.compile_expression(&expression.content) {
            self.sink.push(syntax(&error, expression));
        }
    }

    fn text(&mut self, node: &Node) -> Text {
        let Value::String(value) = &node.value else { unreachable!("it is a text") };
        self.count += 1;
        let text = Text {
            name: name(self.count),
            content: value.clone(),
            places: node.places(self.source),
            span: node.span,
        };
        let added = self.environment.add_template_owned(text.name.clone(), value.clone());
        if let Err(error) = added {
            self.sink.push(syntax(&error, &text));
        }
        text
    }
}

fn syntax(error: &minijinja::Error, text: &Text) -> Diagnostic {
    let span = error.range().map_or(text.span, |range| text.span_of(&range));
    Diagnostic::new(Code::TemplateSyntax).at(span).with("detail", fault::detail(error))
}

fn same(form: Form) -> Option<Node> {
    match form {
        Form::Same(node) => Some(node),
        _ => None,
    }
}

/// `NAME in LIST`.
fn loop_head(head: &Text) -> Option<(String, Text)> {
    let (name, list) = head.content.split_once(" in ")?;
    let name = name.trim();
    let is_name = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_name || list.trim().is_empty() {
        return None;
    }
    let skipped = head.content.chars().count() - list.chars().count();
    let places = head.places.get(skipped..)?.to_vec();
    let list = Text { name: String::new(), content: list.to_owned(), places, span: head.span };
    Some((name.to_owned(), list))
}

impl Text {
    /// The bytes of the source where a range of the text's bytes stands.
    pub(super) fn span_of(&self, range: &std::ops::Range<usize>) -> Span {
        let index =
            |byte: usize| self.content.get(..byte).map_or(0, |before| before.chars().count());
        let (start, end) = (index(range.start), index(range.end));
        let first = self.places.get(start);
        let last = self.places.get(end.saturating_sub(1).max(start));
        match first.zip(last) {
            Some((first, last)) => {
                let end = last.at as usize + last.char.len_utf8();
                Span::new(first.at as usize, end)
            }
            None => self.span,
        }
    }
}
