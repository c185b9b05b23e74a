//! Marked-up text to runs: normalised, and split where LibreOffice and Word change fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::document::model::{Inline, Run, Setting};
use crate::font::OpenFace;
use crate::report;
use crate::text::normalize::{Changes, Context, normalize};
use crate::text::script::{Script, is_unbreakable, strong_script, wants_han_font};
use crate::text::title::break_title;
use crate::theme::{CharacterStyle, FontRole, StyleName};
use crate::unit::Length;

/// A paragraph's characters on their way to runs.
#[derive(Clone, Debug, Default)]
pub(super) struct TextBuilder {
    pieces: Vec<Piece>,
    /// The looks of the pieces, by [`Piece::look`].
    looks: Vec<Look>,
}

/// A character or a forced break.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// `\n` for a forced break, a tab for one.
    character: char,
    look: usize,
    /// Byte in the source.
    place: usize,
}

/// What the markup says of a character.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Look {
    styles: Vec<CharacterStyle>,
    link: Option<Arc<str>>,
    /// Not to be normalised.
    verbatim: bool,
}

const BREAK: char = '\n';

/// What no author's text has: [`crate::report`] makes a space of it.
const TAB: char = '\t';

impl TextBuilder {
    /// Adds what the author has marked up; `extra` is a look that all of it has besides.
    pub(super) fn author(&mut self, text: &report::Text, extra: Option<CharacterStyle>) {
        for inline in &text.inlines {
            match inline {
                report::Inline::Break => {
                    let look = self.look(Look { verbatim: true, ..Look::default() });
                    self.pieces.push(Piece { character: BREAK, look, place: text.span.start });
                }
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
        let look = self.look(Look { styles, link: run.link.clone(), verbatim: run.verbatim });
        let characters = run.text.chars().zip(&run.places);
        let piece =
            |(character, place): (char, &u32)| Piece { character, look, place: *place as usize };
        self.pieces.extend(characters.map(piece));
    }

    /// The index of a look.
    fn look(&mut self, look: Look) -> usize {
        if self.looks.last() != Some(&look) {
            self.looks.push(look);
        }
        self.looks.len() - 1
    }

    /// Adds a text of the author's without markup.
    pub(super) fn plain(&mut self, text: &report::Spanned<String>) {
        self.words(&text.value, Look::default(), text.span.start);
    }

    /// Adds a text of the author's without markup, with a look.
    pub(super) fn plain_as(&mut self, text: &report::Spanned<String>, style: CharacterStyle) {
        let look = Look { styles: vec![style], ..Look::default() };
        self.words(&text.value, look, text.span.start);
    }

    /// Goes on to the paragraph's next tab stop.
    pub(super) fn tab(&mut self, place: usize) {
        self.fixed(&TAB.to_string(), place);
    }

    /// Adds a title, in which `|` is a forced break.
    pub(super) fn title(&mut self, text: &report::Spanned<String>) {
        let from = self.pieces.len();
        self.plain(text);
        let verbatim = self.look(Look { verbatim: true, ..Look::default() });
        for piece in self.pieces[from..].iter_mut().filter(|piece| piece.character == '|') {
            piece.character = BREAK;
            piece.look = verbatim;
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
                self.pieces.push(*piece);
            } else if is_latin(at.checked_sub(1)) && is_latin(Some(at + 1)) {
                self.pieces.push(Piece { character: ' ', ..*piece });
            }
        }
    }

    /// Adds words of the program's own.
    pub(super) fn fixed(&mut self, words: &str, place: usize) {
        self.words(words, Look { verbatim: true, ..Look::default() }, place);
    }

    /// Adds words of the program's own with a look.
    pub(super) fn fixed_as(&mut self, words: &str, style: CharacterStyle, place: usize) {
        let look = Look { styles: vec![style], verbatim: true, ..Look::default() };
        self.words(words, look, place);
    }

    fn words(&mut self, words: &str, look: Look, place: usize) {
        let look = self.look(look);
        self.pieces.extend(words.chars().map(|character| Piece { character, look, place }));
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
                self.fixed(&BREAK.to_string(), place);
            }
            let places = line.chars().filter_map(|c| pieces.find(|piece| piece.character == c));
            self.pieces.extend(places);
        }
    }

    fn normalize(&mut self, context: Context, sink: &mut Sink) {
        let text = self.pieces.iter().map(|piece| piece.character).collect();
        let protected = self.pieces.iter().map(|piece| self.looks[piece.look].verbatim).collect();
        let changes = if sink.takes_notes() { Changes::Listed } else { Changes::Unlisted };
        let normal = normalize(text, protected, context, changes);
        for change in &normal.changes {
            let place = self.pieces.get(change.at).map_or(0, |piece| piece.place);
            let finding = Diagnostic::new(Code::Normalized)
                .at(Span::new(place, place))
                .with("from", &change.from)
                .with("to", &change.to)
                .with("rule", change.rule.name());
            sink.push(finding);
        }
        let pieces = normal.text.into_iter().zip(&normal.origin);
        let pieces =
            pieces.map(|(character, &origin)| Piece { character, ..self.pieces[origin] }).collect();
        self.pieces = pieces;
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

impl<'a, 'f> Resolver<'a, 'f> {
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
            self.runs(part, &text.looks, style, &mut inlines);
        }
        inlines
    }

    /// How many lines a title takes.
    pub(super) fn title_lines(&self, title: &report::Spanned<String>, style: StyleName) -> usize {
        let mut text = TextBuilder::default();
        text.title(title);
        self.turn_title(&mut text, style);
        1 + text.pieces.iter().filter(|piece| piece.character == BREAK).count()
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
        if !text.pieces.iter().any(|piece| piece.character == BREAK) {
            return;
        }
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

    /// Splits a line of text into runs.
    fn runs(
        &mut self,
        part: &[Piece],
        looks: &[Look],
        style: StyleName,
        inlines: &mut Vec<Inline>,
    ) {
        let fonts = self.fonts;
        let mut script = Script::Latin;
        let mut run: Option<Run> = None;
        for pieces in part.chunk_by(|one, next| one.look == next.look) {
            let look = &looks[pieces[0].look];
            let (han, latin) = self.faces(look, style);
            for piece in pieces {
                let character = piece.character;
                if character == TAB {
                    inlines.extend(run.take().map(Inline::Run));
                    inlines.push(Inline::Tab);
                    script = Script::Latin;
                    continue;
                }
                script = strong_script(character).unwrap_or(script);
                let (face, mut setting) = match script {
                    // marks that a digit before them would draw into the Latin font
                    Script::Latin if wants_han_font(character) => (han, Setting::Han),
                    Script::Latin => (latin, Setting::Natural),
                    Script::Asian if is_unbreakable(character) => (han, Setting::Unbreakable),
                    Script::Asian => (han, Setting::Natural),
                };
                if face.glyph(character).is_none() {
                    if fonts.glyph(FontRole::Song, character).is_none() {
                        self.missing.entry(character).or_default().push(piece.place);
                    }
                    setting = Setting::Fallback(FontRole::Song);
                }
                let goes_on = |run: &&mut Run| {
                    run.setting == setting && run.styles == look.styles && run.link == look.link
                };
                if let Some(run) = run.as_mut().filter(goes_on) {
                    run.text.push(character);
                    continue;
                }
                inlines.extend(run.take().map(Inline::Run));
                run = Some(Run {
                    text: character.to_string(),
                    styles: look.styles.clone(),
                    link: look.link.clone(),
                    setting,
                });
            }
        }
        inlines.extend(run.map(Inline::Run));
    }

    /// The faces of Han and of Latin text with a look.
    fn faces(&self, look: &Look, style: StyleName) -> (&'a OpenFace<'f>, &'a OpenFace<'f>) {
        let of_style = &self.styles[&style];
        let (mut han, mut latin) = (of_style.font, of_style.latin);
        for name in &look.styles {
            han = self.characters[name].font.unwrap_or(han);
            latin = self.characters[name].latin.unwrap_or(latin);
        }
        (self.fonts.role(han), self.fonts.role(latin))
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
