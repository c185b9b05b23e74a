//! The one catalogue of everything that the program says, in Chinese and English.
//!
//! A text is a [`Words`], so a language can't be left out; tests check that both languages of a text
//! have the same placeholders.

mod batch;
mod closing;
pub mod findings;
mod letterhead;
mod line;
pub mod program;
mod reference;
mod standard;
mod typed;

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

    /// The text in a language with its placeholders filled; one without a word stays as it is.
    pub fn fill(self, language: Language, arguments: &[(&str, String)]) -> String {
        self.fill_all(language, arguments).unwrap_or_else(|text| text)
    }

    /// The text with its placeholders filled: `Err` if a placeholder has no word.
    ///
    /// The words are taken as they are, so that braces in them don't matter.
    fn fill_all(self, language: Language, arguments: &[(&str, String)]) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = self.in_language(language);
        let mut complete = true;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            match placeholder(after) {
                None => {
                    filled.push('{');
                    rest = after;
                }
                Some((name, following)) => {
                    rest = following;
                    if let Some((_, value)) = arguments.iter().find(|(key, _)| *key == name) {
                        filled.push_str(value);
                    } else {
                        complete = false;
                        filled.extend(["{", name, "}"]);
                    }
                }
            }
        }
        filled.push_str(rest);
        if complete { Ok(filled) } else { Err(filled) }
    }
}

/// The name of a placeholder whose opening brace is just before `text`, and what follows it.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (name, following) = text.split_once('}')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_name.then_some((name, following))
}

/// What a finding says: one terse sentence.
pub fn message(diagnostic: &Diagnostic, language: Language) -> String {
    findings::entry(diagnostic.code).message.fill(language, &diagnostic.arguments)
}

/// What to write instead, if there is something to say: the first hint whose placeholders the
/// finding can fill; there may be no key that is near enough to suggest, for instance.
pub fn hint(diagnostic: &Diagnostic, language: Language) -> Option<String> {
    let findings::Entry { hint, other_hint, .. } = findings::entry(diagnostic.code);
    let fill = |words: Words| words.fill_all(language, &diagnostic.arguments).ok();
    [hint, other_hint].into_iter().flatten().find_map(fill)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn braces_in_words_and_texts_stay() {
        let words = Words { en: "close every [ and {, not {a_key}", zh: "" };
        let arguments = [("a_key", "{near}".to_owned()), ("near", "x".to_owned())];
        assert_eq!(words.fill(Language::En, &arguments), "close every [ and {, not {near}");
    }

    #[test]
    fn a_hint_without_its_word_is_left_out() {
        let finding = Diagnostic::new(Code::UnknownKey).with("key", "titel");
        assert_eq!(hint(&finding, Language::En), None);
        let near = finding.with("near", "title");
        assert_eq!(hint(&near, Language::En).as_deref(), Some("did you mean `title`?"));
        let listed = Diagnostic::new(Code::UnknownKey).with("keys", "`title`, `body`");
        assert_eq!(hint(&listed, Language::En).as_deref(), Some("the keys here: `title`, `body`"));
    }
}
