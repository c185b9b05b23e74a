//! Templates: reports whose texts hold expressions, filled with rows of data.
//!
//! A template is YAML like a report. It is read first, and what is filled in goes into the texts of
//! the tree that comes of it, character by character: a value can't become a key, a list or markup,
//! whatever it holds. Lists may have entries that are repeated (`for:`) or chosen (`if:`).
//!
//! Input: a template's text and [rows](crate::rows). Output: the tree of a report, every character
//! with its place in the template. All faults of a template are found when it is read, all faults of
//! a row when it is filled.

mod compile;
mod environment;
mod fault;
mod fill;
mod filter;
mod value;

#[cfg(test)]
mod tests;

use minijinja::Environment;

use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source, Span};
use crate::report::{Node, read_tree};
use crate::rows::Row;
use compile::Form;

/// A template, read and compiled.
#[derive(Debug)]
pub struct Template {
    source: Source,
    environment: Environment<'static>,
    root: Form,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// [`Reported`] if it is no YAML, or an expression in it can't be understood.
    pub fn read(source: Source, sink: &mut Sink) -> Result<Self, Reported> {
        let root = read_tree(&source, sink)?;
        let mut environment = environment::new();
        let root = compile::compile(root, &source, &mut environment, sink);
        sink.check()?;
        Ok(Self { source, environment, root })
    }

    /// Its text, for the places of findings.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The tree of the report that it is with a row's values.
    ///
    /// # Errors
    ///
    /// [`Reported`] if an expression has no value, or one that can't stand in a text.
    pub fn fill(&self, row: &Row, sink: &mut Sink) -> Result<Node, Reported> {
        fill::fill(&self.root, &self.environment, row, sink)
    }
}

/// A text with expressions that stands in no file: how outputs are called.
#[derive(Debug)]
pub struct Pattern {
    source: Source,
    environment: Environment<'static>,
}

impl Pattern {
    /// Reads a pattern; `name` is where it was given.
    ///
    /// # Errors
    ///
    /// [`Reported`] if it can't be understood.
    pub fn read(name: &str, text: &str, sink: &mut Sink) -> Result<Self, Reported> {
        let source = Source { name: name.to_owned(), text: text.to_owned() };
        let mut environment = environment::new();
        match environment.add_template_owned(compile::name(0), text.to_owned()) {
            Ok(()) => Ok(Self { source, environment }),
            Err(error) => {
                let span = Span::new(0, text.len());
                let detail = fault::detail(&error);
                let finding = Diagnostic::new(Code::TemplateSyntax).with("detail", detail);
                Err(sink.error(finding.at(span)))
            }
        }
    }

    /// Its text, for the places of findings.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text with a row's values.
    ///
    /// # Errors
    ///
    /// As of [`Template::fill`].
    pub fn fill(&self, row: &Row, sink: &mut Sink) -> Result<String, Reported> {
        fill::fill_pattern(&self.source.text, &self.environment, row, sink)
    }
}
