//! The one catalogue of everything that the program says, in Chinese and English.
//!
//! A text is a [`Words`], so a language can't be left out; tests check that both languages of a text
//! have the same placeholders.

pub mod findings;
pub mod program;

use super::Diagnostic;

/// A language of messages.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

/// A text in both languages; `{name}` is a placeholder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

impl Words {
    /// The text in a language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Zh => self.zh,
        }
    }

    /// The text in a language with its placeholders filled.
    pub fn fill(self, language: Language, arguments: &[(&str, String)]) -> String {
        let mut text = self.in_language(language).to_owned();
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// What a finding says: one terse sentence.
pub fn message(diagnostic: &Diagnostic, language: Language) -> String {
    findings::entry(diagnostic.code).message.fill(language, &diagnostic.arguments)
}

/// What to write instead, if there is something to say.
pub fn hint(diagnostic: &Diagnostic, language: Language) -> Option<String> {
    Some(findings::entry(diagnostic.code).hint?.fill(language, &diagnostic.arguments))
}
