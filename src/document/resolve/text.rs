//! Marked-up text to runs: normalised, and split where LibreOffice and Word change fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::document::model::{Inline, Run, Setting};
use crate::report;
use crate::text::normalize::{Context, normalize};
use crate::text::script::{Script, is_unbreakable, scripts, wants_han_font};
use crate::text::title::break_title;
use crate::theme::{CharacterStyle, FontRole, StyleName};
use crate::unit::Length;

/// A paragraph's characters on their way to runs.
#[derive(Clone, Debug, Default)]
pub(super) struct TextBuilder {
    pieces: Vec<Piece>,
}

/// A character with its look, or a forced break.
#[derive(Clone, Debug)]
struct Piece {
    /// `\n` for a forced break, a tab for one.
    character: char,
    styles: Vec<CharacterStyle>,
    link: Option<Arc<str>>,
    /// Not to be normalised.
    verbatim: bool,
    /// Byte in the source.
    place: usize,
}

const BREAK: char = '\n';

/// What no author's text has: [`crate::report`] makes a space of it.
const TAB: char = '\t';

impl TextBuilder {
    /// Adds what the author has marked up; `extra` is a look that all of it has besides.
    pub(super) fn author(&mut self, text: &report::Text, extra: Option<CharacterStyle>) {
        for inline in &text.inlines {
            match inline {
                report::Inline::Break => self.pieces.push(Piece {
                    character: BREAK,
                    styles: Vec::new(),
                    link: None,
                    verbatim: true,
                    place: text.span.start,
                }),
                report::Inline::Run(run) => self.run(run, extra),
            }
        }
    }

    fn run(&mut self, run: &report::Run, extra: Option<CharacterStyle>) {
        let marked = [
            (run.strong, CharacterStyle::Strong),
            (run.emphasis, CharacterStyle::Emphasis),
            (run.link.is_some(), CharacterStyle::Link),
        ];
        let marked = marked.into_iter().filter_map(|(is_set, style)| is_set.then_some(style));
        let styles: Vec<CharacterStyle> = extra.into_iter().chain(marked).collect();
        for (character, place) in run.text.chars().zip(&run.places) {
            self.pieces.push(Piece {
                character,
                styles: styles.clone(),
                link: run.link.clone(),
                verbatim: run.verbatim,
                place: *place as usize,
            });
        }
    }

    /// Adds a text of the author's without markup.
    pub(super) fn plain(&mut self, text: &report::Spanned<String>) {
        self.words(&text.value, false, text.span.start);
    }

    /// Adds a title, in which `|` is a forced break.
    pub(super) fn title(&mut self, text: &report::Spanned<String>) {
        let from = self.pieces.len();
        self.plain(text);
        for piece in self.pieces[from..].iter_mut().filter(|piece| piece.character == '|') {
            piece.character = BREAK;
            piece.verbatim = true;
        }
    }

    /// Adds a title without its breaks, as other text names it; between Latin words they are spaces.
    pub(super) fn title_name(&mut self, text: &report::Spanned<String>) {
        let from = self.pieces.len();
        self.title(text);
        let title = self.pieces.split_off(from);
        for (at, piece) in title.iter().enumerate() {
            let is_latin = |at: Option<usize>| {
                let piece = at.and_then(|at| title.get(at));
                piece.is_some_and(|piece| piece.character.is_ascii_alphanumeric())
            };
            if piece.character != BREAK {
                self.pieces.push(piece.clone());
            } else if is_latin(at.checked_sub(1)) && is_latin(Some(at + 1)) {
                self.pieces.push(Piece { character: ' ', ..piece.clone() });
            }
        }
    }

    /// Adds words of the program's own.
    pub(super) fn fixed(&mut self, words: &str, place: usize) {
        self.words(words, true, place);
    }

    /// Adds words of the program's own with a look.
    pub(super) fn fixed_as(&mut self, words: &str, style: CharacterStyle, place: usize) {
        let from = self.pieces.len();
        self.words(words, true, place);
        self.pieces[from..].iter_mut().for_each(|piece| piece.styles.push(style));
    }

    fn words(&mut self, words: &str, verbatim: bool, place: usize) {
        self.pieces.extend(words.chars().map(|character| Piece {
            character,
            styles: Vec::new(),
            link: None,
            verbatim,
            place,
        }));
    }

    /// The last character so far.
    pub(super) fn last(&self) -> Option<char> {
        self.pieces.last().map(|piece| piece.character)
    }

    /// Breaks the text into lines that are parts of it in order; blanks at breaks go.
    fn turn(&mut self, lines: &[String]) {
        let mut pieces = std::mem::take(&mut self.pieces).into_iter();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                let place = self.pieces.last().map_or(0, |piece| piece.place);
                self.words(&BREAK.to_string(), true, place);
            }
            let places = line.chars().filter_map(|c| pieces.find(|piece| piece.character == c));
            self.pieces.extend(places);
        }
    }

    fn normalize(&mut self, context: Context, sink: &mut Sink) {
        let text: Vec<char> = self.pieces.iter().map(|piece| piece.character).collect();
        let protected: Vec<bool> = self.pieces.iter().map(|piece| piece.verbatim).collect();
        let normal = normalize(&text, &protected, context);
        for change in &normal.changes {
            let place = self.pieces.get(change.at).map_or(0, |piece| piece.place);
            let finding = Diagnostic::new(Code::Normalized)
                .at(Span::new(place, place))
                .with("from", &change.from)
                .with("to", &change.to)
                .with("rule", change.rule.name());
            sink.push(finding);
        }
        let pieces = normal
            .text
            .chars()
            .zip(&normal.origin)
            .map(|(character, &origin)| Piece { character, ..self.pieces[origin].clone() });
        self.pieces = pieces.collect();
    }
}

/// Whether a space between Han is stray: in running text it is.
fn context(style: StyleName) -> Context {
    match style {
        StyleName::Body
        | StyleName::Point
        | StyleName::ListItem
        | StyleName::Quotation
        | StyleName::Note => Context::Running,
        _ => Context::Display,
    }
}

impl Resolver<'_, '_> {
    /// Finishes a paragraph of a style: normalised, if the report wants it, and split into runs.
    pub(super) fn inlines(&mut self, mut text: TextBuilder, style: StyleName) -> Vec<Inline> {
        if self.report.settings.punctuation == report::Punctuation::Normalize {
            text.normalize(context(style), self.sink);
        }
        self.check_breaks(&mut text);
        if matches!(style, StyleName::Title | StyleName::AttachmentTitle) {
            self.turn_title(&mut text, style);
        }
        let mut inlines = Vec::new();
        for (index, part) in text.pieces.split(|piece| piece.character == BREAK).enumerate() {
            if index > 0 {
                inlines.push(Inline::Break);
            }
            self.runs(part, style, &mut inlines);
        }
        inlines
    }

    /// Breaks a title where its sense turns (7.3.1), for both writers.
    fn turn_title(&self, text: &mut TextBuilder, style: StyleName) {
        let size = self.styles[&style].size.to_pt();
        let characters = |length: Length| length.to_pt() / size;
        let title: String = text.pieces.iter().map(|piece| piece.character).collect();
        let width = |piece: &str| characters(self.width(piece, style));
        text.turn(&break_title(&title, characters(self.page.text_width()), &width));
    }

    /// Drops forced breaks that make an empty line, and says so.
    fn check_breaks(&mut self, text: &mut TextBuilder) {
        let mut kept: Vec<Piece> = Vec::with_capacity(text.pieces.len());
        for piece in text.pieces.drain(..) {
            let line_is_empty = kept.last().is_none_or(|last| last.character == BREAK);
            if piece.character == BREAK && line_is_empty {
                self.empty_line(piece.place);
            } else {
                kept.push(piece);
            }
        }
        if let Some(last) = kept.pop_if(|last| last.character == BREAK) {
            self.empty_line(last.place);
        }
        text.pieces = kept;
    }

    fn empty_line(&mut self, place: usize) {
        self.sink.push(Diagnostic::new(Code::EmptyLine).at(Span::new(place, place)));
    }

    fn runs(&mut self, part: &[Piece], style: StyleName, inlines: &mut Vec<Inline>) {
        let characters: Vec<char> = part.iter().map(|piece| piece.character).collect();
        let mut run = Run::default();
        for (piece, script) in part.iter().zip(scripts(&characters)) {
            if piece.character == TAB {
                if !run.text.is_empty() {
                    inlines.push(Inline::Run(std::mem::take(&mut run)));
                }
                inlines.push(Inline::Tab);
                continue;
            }
            let setting = self.setting(piece, script, style);
            let same =
                run.styles == piece.styles && run.link == piece.link && run.setting == setting;
            if !same && !run.text.is_empty() {
                inlines.push(Inline::Run(std::mem::take(&mut run)));
            }
            if run.text.is_empty() {
                run.styles.clone_from(&piece.styles);
                run.link.clone_from(&piece.link);
                run.setting = setting;
            }
            run.text.push(piece.character);
        }
        if !run.text.is_empty() {
            inlines.push(Inline::Run(run));
        }
    }

    /// In which font a character is set: that of its script, the Han font for marks that a digit
    /// before them would draw into the Latin one, 宋体 for what the font lacks.
    fn setting(&mut self, piece: &Piece, script: Script, style: StyleName) -> Setting {
        let looks = &self.styles[&style];
        let (mut han, mut latin) = (looks.font, looks.latin);
        for name in &piece.styles {
            han = self.characters[name].font.unwrap_or(han);
            latin = self.characters[name].latin.unwrap_or(latin);
        }
        let character = piece.character;
        let (role, setting) = match script {
            Script::Latin if wants_han_font(character) => (han, Setting::Han),
            Script::Latin => (latin, Setting::Natural),
            Script::Asian if is_unbreakable(character) => (han, Setting::Unbreakable),
            Script::Asian => (han, Setting::Natural),
        };
        if self.fonts.glyph(role, character).is_some() {
            return setting;
        }
        if self.fonts.glyph(FontRole::Song, character).is_none() {
            self.missing.entry(character).or_default().push(piece.place);
        }
        Setting::Fallback(FontRole::Song)
    }

    /// Reports the characters that no font has, each once with all its places.
    pub(super) fn report_missing(&mut self) {
        let missing: BTreeMap<char, Vec<usize>> = std::mem::take(&mut self.missing);
        for (character, places) in missing {
            let first = places[0];
            let code = match self.missing_glyphs {
                super::MissingGlyphs::Error => Code::MissingGlyph,
                super::MissingGlyphs::Warn => Code::MissingGlyphBox,
            };
            let finding = Diagnostic::new(code)
                .at(Span::new(first, first + character.len_utf8()))
                .with("character", character)
                .with("code_point", format!("U+{:04X}", character as u32))
                .with("count", places.len())
                .with("places", self.list_places(&places));
            self.sink.push(finding);
        }
    }

    fn list_places(&self, places: &[usize]) -> String {
        let shown = places.iter().take(20).map(|&place| {
            let (line, column) = self.source.position(place);
            format!("{line}:{column}")
        });
        let mut list = shown.collect::<Vec<_>>().join(", ");
        if places.len() > 20 {
            list.push_str(", …");
        }
        list
    }
}
