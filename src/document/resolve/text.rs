//! Marked-up text to runs: normalised, and split where LibreOffice and Word change fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use super::builder::{BREAK, Look, Object, Piece, TAB, TextBuilder};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::field::{Field, Link};
use crate::document::model::{Inline, Run, Setting};
use crate::font::OpenFace;
use crate::report::{self, Facet};
use crate::text::normalize::Context;
use crate::text::script::{Script, is_unbreakable, number_scripts, strong_script, wants_han_font};
use crate::text::title::break_title;
use crate::theme::{FontRole, StyleName};
use crate::unit::Length;

/// Whether a space between Han is stray: in running text it is.
fn context(style: StyleName) -> Context {
    match style {
        StyleName::Body
        | StyleName::Point
        | StyleName::ListItem
        | StyleName::Quotation
        | StyleName::Note
        | StyleName::Footnote => Context::Running,
        _ => Context::Display,
    }
}

impl<'a, 'f> Resolver<'a, 'f> {
    /// Finishes a paragraph of a style: normalised, if the report wants it, and split into runs.
    pub(super) fn inlines(&mut self, mut text: TextBuilder, style: StyleName) -> Vec<Inline> {
        self.refer(&mut text);
        let is_draft = self.report.settings.punctuation == report::Punctuation::Normalize;
        text.normalize(is_draft.then(|| context(style)), self.sink);
        self.check_breaks(&mut text);
        if matches!(style, StyleName::Title | StyleName::Subtitle | StyleName::AttachmentTitle) {
            self.turn_title(&mut text, style);
        }
        let mut inlines = Vec::with_capacity(1);
        for (index, part) in text.pieces.split(|piece| piece.character == BREAK).enumerate() {
            if index > 0 {
                inlines.push(Inline::Break);
            }
            self.runs(part, &text.looks, style, &mut inlines);
        }
        inlines.shrink_to_fit();
        inlines
    }

    /// How many lines a title or subtitle takes.
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
                self.empty_line(piece.place());
            } else {
                kept.push(piece);
            }
        }
        if let Some(last) = kept.pop_if(|last| last.character == BREAK) {
            self.empty_line(last.place());
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
            let look = pieces[0].look_in(looks);
            let (han, latin) = self.faces(look, style);
            if let Some(object) = &look.object {
                inlines.extend(run.take().map(finished));
                inlines.push(self.object(object, look, pieces, (han, latin)));
                continue;
            }
            let link = self.link(look.link.as_ref());
            let is_alike = |run: &Run| run.styles == look.styles && run.link == link;
            if !run.as_ref().is_some_and(is_alike) {
                inlines.extend(run.take().map(finished));
            }
            for (at, piece) in pieces.iter().enumerate() {
                let character = piece.character;
                if character == TAB {
                    inlines.extend(run.take().map(finished));
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
                if is_private(character) {
                    let end = piece.place() + character.len_utf8();
                    self.private.entry(character).or_insert(Span::new(piece.place(), end));
                }
                if face.glyph(character).is_none() {
                    if fonts.glyph(FontRole::Song, character).is_none() {
                        self.missing.entry(character).or_default().push(piece.place());
                    }
                    setting = Setting::Fallback(FontRole::Song);
                }
                if let Some(run) = run.as_mut().filter(|run| run.setting == setting) {
                    run.text.push(character);
                    continue;
                }
                inlines.extend(run.take().map(finished));
                let mut text = String::with_capacity((pieces.len() - at) * character.len_utf8());
                text.push(character);
                let (styles, link) = (look.styles.clone(), link.clone());
                run = Some(Run { text, styles, link, setting });
            }
        }
        inlines.extend(run.map(finished));
    }

    /// What is no character of the author's. To the text around it, it is one weak character.
    fn object(
        &mut self,
        object: &Object,
        look: &Look,
        pieces: &[Piece],
        (han, latin): (&OpenFace<'_>, &OpenFace<'_>),
    ) -> Inline {
        match object {
            Object::Field(kind) => {
                let text: Vec<char> = pieces.iter().map(|piece| piece.character).collect();
                for (piece, script) in pieces.iter().zip(number_scripts(&text)) {
                    let face = if script == Script::Asian { han } else { latin };
                    if face.glyph(piece.character).is_none() {
                        self.missing.entry(piece.character).or_default().push(piece.place());
                    }
                }
                Inline::Field(Field {
                    kind: kind.clone(),
                    text: text.into_iter().collect(),
                    styles: look.styles.clone(),
                    link: self.link(look.link.as_ref()),
                })
            }
            Object::Edge(anchor, edge) => Inline::Edge(*anchor, *edge),
            Object::Footnote(index) => {
                Inline::FootnoteMark(self.footnote(*index, pieces[0].place()))
            }
            Object::FootnoteNumber(footnote) => Inline::FootnoteNumber(*footnote),
            Object::Reference(_) => unreachable!("references have been replaced"),
        }
    }

    /// Where a link leads.
    fn link(&self, link: Option<&report::Link>) -> Option<Link> {
        Some(match link? {
            report::Link::Address(address) => Link::Address(Arc::clone(address)),
            report::Link::Id(id) => Link::Anchor(self.targets.anchor(id, Facet::Link)?),
        })
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

/// A run that has its last character, without room for more.
fn finished(mut run: Run) -> Inline {
    run.text.shrink_to_fit();
    Inline::Run(run)
}

/// Whether a character is one of those that everyone may give a meaning of his own.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}
