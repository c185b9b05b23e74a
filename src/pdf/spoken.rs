//! What content says of itself where it isn't read as the document's language and its glyphs would
//! have it (ISO 32000-1, 14.9.2 and 14.9.4).

use std::fmt::Write;

use crate::frame::{Item, ItemKind};

/// How content is to be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Spoken {
    /// In the document's language, as its glyphs say.
    Plainly,
    /// In another language, by its tag.
    In(&'static str),
    /// As a text that the glyphs, or their places, don't tell.
    As(String),
}

/// Tells how items are to be read in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    /// Whether the document's language is written with Han characters.
    is_han: bool,
}

impl Speaker {
    /// The one of a document in a language.
    pub(super) fn new(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        Self { is_han: matches!(&*primary, "zh" | "ja" | "ko") }
    }

    /// How an item is to be read: Latin words among Han characters are English, Han characters among
    /// other text Chinese. Digits, marks and single letters (A4) are read in any language.
    pub(super) fn read(self, item: &Item) -> Spoken {
        let run = match &item.kind {
            ItemKind::Glyphs(run) => run,
            ItemKind::MissingGlyph(_, character) => return Spoken::As(character.to_string()),
            ItemKind::Rule(..) | ItemKind::Picture(..) | ItemKind::Link(..) => {
                return Spoken::Plainly;
            }
        };
        let is_latin = |at: usize| is_latin(run.glyphs[at].character);
        if self.is_han {
            let has_word = (1..run.glyphs.len()).any(|at| is_latin(at - 1) && is_latin(at));
            return if has_word { Spoken::In("en") } else { Spoken::Plainly };
        }
        let has_han = run.glyphs.iter().any(|glyph| is_han(glyph.character));
        if has_han { Spoken::In("zh-CN") } else { Spoken::Plainly }
    }
}

fn is_latin(character: char) -> bool {
    character < '\u{250}' && character.is_alphabetic()
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

impl Spoken {
    /// Whether more of the same would read as part of it.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, Self::As(_))
    }

    /// The entry of a property list that says it, if there is anything to say.
    pub(super) fn property(&self) -> Option<String> {
        match self {
            Self::Plainly => None,
            Self::In(language) => Some(format!("/Lang({language})")),
            Self::As(text) => {
                let mut property = "/ActualText<FEFF".to_owned();
                for unit in text.encode_utf16() {
                    write!(property, "{unit:04X}").expect("a string takes all that is written");
                }
                Some(property + ">")
            }
        }
    }
}
