//! A paragraph's characters on their way to runs.

use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::document::field::{Edge, FieldKind, FootnoteId};
use crate::document::model::AnchorId;
use crate::report;
use crate::text::normalize::{Changes, Context, clean, is_settled, normalize};
use crate::theme::CharacterStyle;

/// A paragraph's characters on their way to runs.
#[derive(Clone, Debug, Default)]
pub(super) struct TextBuilder {
    pub(super) pieces: Vec<Piece>,
    /// The looks of the pieces, by [`Piece::look`].
    pub(super) looks: Vec<Look>,
}

/// A character or a forced break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// `\n` for a forced break, a tab for one.
    pub(super) character: char,
    pub(super) look: u32,
    place: u32,
}

impl Piece {
    /// Its byte in the source.
    pub(super) fn place(&self) -> usize {
        self.place as usize
    }

    /// Its look.
    pub(super) fn look_in<'a>(&self, looks: &'a [Look]) -> &'a Look {
        &looks[self.look as usize]
    }
}

/// What the markup says of a character.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Look {
    pub(super) styles: Vec<CharacterStyle>,
    pub(super) link: Option<report::Link>,
    /// Not to be normalised.
    pub(super) verbatim: bool,
    /// What the characters are part of, if they are not the author's.
    pub(super) object: Option<Object>,
}

/// What is no character of the author's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Object {
    /// What is said of another place; it becomes a field or text before anything else is done.
    Reference(report::Reference),
    /// A field, whose characters are its result.
    Field(FieldKind),
    /// The mark of a footnote, by its index in the report.
    Footnote(usize),
    /// The number before a footnote.
    FootnoteNumber(FootnoteId),
    /// An edge of what an anchor names.
    Edge(AnchorId, Edge),
}

impl Object {
    /// Whether the text beside it is as if it were not there.
    fn is_without_width(&self) -> bool {
        matches!(self, Self::Footnote(_) | Self::FootnoteNumber(_) | Self::Edge(..))
    }
}

/// Stands for a forced break.
pub(super) const BREAK: char = '\n';

/// What no author's text has: [`crate::report`] makes a space of it.
pub(super) const TAB: char = '\t';

/// What stands among the characters for an object without characters of its own.
const OBJECT: &str = "\u{fffc}";

impl TextBuilder {
    /// Adds what the author has marked up; `extra` is a look that all of it has besides.
    pub(super) fn author(&mut self, text: &report::Text, extra: Option<CharacterStyle>) {
        for inline in &text.inlines {
            match inline {
                report::Inline::Break => {
                    let look = self.look(Look { verbatim: true, ..Look::default() });
                    self.pieces.push(Piece {
                        character: BREAK,
                        look,
                        place: text.span.start as u32,
                    });
                }
                report::Inline::Run(run) => self.run(run, extra),
                report::Inline::Footnote(mark) => {
                    self.inserted(mark, Object::Footnote(mark.value), extra);
                }
                report::Inline::Reference(reference) => {
                    self.inserted(reference, Object::Reference(reference.value.clone()), extra);
                }
            }
        }
    }

    fn run(&mut self, run: &report::Run, extra: Option<CharacterStyle>) {
        let of_link = run.link.as_ref().map(|link| match link {
            report::Link::Address(_) => CharacterStyle::Link,
            report::Link::Id(_) => CharacterStyle::Reference,
        });
        let styles = styles(extra, run.strong, run.emphasis, of_link);
        let (link, verbatim) = (run.link.clone(), run.verbatim);
        let look = self.look(Look { styles, link, verbatim, object: None });
        let piece = |(character, place)| Piece { character, look, place };
        self.pieces.reserve(run.text.chars().count());
        self.pieces.extend(run.placed().map(piece));
    }

    fn inserted<T>(
        &mut self,
        inserted: &report::Inserted<T>,
        object: Object,
        extra: Option<CharacterStyle>,
    ) {
        let styles = styles(extra, inserted.strong, inserted.emphasis, None);
        let look = Look { styles, verbatim: true, object: Some(object), link: None };
        self.words(OBJECT, look, inserted.place as usize);
    }

    /// Adds an edge of what an anchor names.
    pub(super) fn edge(&mut self, anchor: Option<AnchorId>, edge: Edge, place: usize) {
        if let Some(anchor) = anchor {
            let object = Some(Object::Edge(anchor, edge));
            self.words(OBJECT, Look { verbatim: true, object, ..Look::default() }, place);
        }
    }

    /// Adds the number before a footnote.
    pub(super) fn footnote_number(&mut self, footnote: FootnoteId, place: usize) {
        let object = Some(Object::FootnoteNumber(footnote));
        self.words(OBJECT, Look { verbatim: true, object, ..Look::default() }, place);
    }

    /// Takes out the marks of footnotes: a text stands with its marks once only.
    pub(super) fn without_footnotes(&mut self) {
        let looks = &self.looks;
        let is_mark =
            |piece: &Piece| matches!(piece.look_in(looks).object, Some(Object::Footnote(_)));
        self.pieces.retain(|piece| !is_mark(piece));
    }

    /// Adds a field with its result.
    pub(super) fn field(&mut self, kind: FieldKind, result: &str, place: usize) {
        let object = Some(Object::Field(kind));
        self.words(result, Look { verbatim: true, object, ..Look::default() }, place);
    }

    /// The index of a look. An object is always one by itself.
    fn look(&mut self, look: Look) -> u32 {
        if look.object.is_some() || self.looks.last() != Some(&look) {
            // most texts have one
            self.looks.reserve_exact(usize::from(self.looks.is_empty()));
            self.looks.push(look);
        }
        self.looks.len() as u32 - 1
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

    /// Adds a title, in which a line break is a forced one.
    pub(super) fn title(&mut self, text: &report::Spanned<String>) {
        let from = self.pieces.len();
        self.plain(text);
        let verbatim = self.look(Look { verbatim: true, ..Look::default() });
        for piece in self.pieces[from..].iter_mut().filter(|piece| piece.character == BREAK) {
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

    pub(super) fn words(&mut self, words: &str, look: Look, place: usize) {
        let (look, place) = (self.look(look), place as u32);
        self.pieces.extend(words.chars().map(|character| Piece { character, look, place }));
    }

    /// The last character so far.
    pub(super) fn last(&self) -> Option<char> {
        self.pieces.last().map(|piece| piece.character)
    }

    /// Breaks the text into lines that are parts of it in order; blanks at breaks go.
    pub(super) fn turn(&mut self, lines: &[String]) {
        let mut pieces = std::mem::take(&mut self.pieces).into_iter();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                let place = self.pieces.last().map_or(0, Piece::place);
                self.fixed(&BREAK.to_string(), place);
            }
            let places = line.chars().filter_map(|c| pieces.find(|piece| piece.character == c));
            self.pieces.extend(places);
        }
    }

    /// What a piece is part of.
    fn object_of(&self, piece: &Piece) -> Option<&Object> {
        piece.look_in(&self.looks).object.as_ref()
    }

    /// Takes out what has no width, with the number of the characters before it.
    fn set_aside(&mut self) -> Vec<(usize, Piece)> {
        let has_objects = self.looks.iter().any(|look| look.object.is_some());
        let mut aside = Vec::new();
        for piece in if has_objects { std::mem::take(&mut self.pieces) } else { Vec::new() } {
            match self.object_of(&piece) {
                Some(object) if object.is_without_width() => {
                    aside.push((self.pieces.len(), piece));
                }
                _ => self.pieces.push(piece),
            }
        }
        aside
    }

    /// Normalises the characters or, without a context, only takes out what is not to be seen; what
    /// has no width is set aside while that is done.
    pub(super) fn normalize(&mut self, context: Option<Context>, sink: &mut Sink) {
        if is_settled(self.pieces.iter().map(|piece| piece.character)) {
            return;
        }
        let aside = self.set_aside();
        let text = self.pieces.iter().map(|piece| piece.character).collect();
        let changes = if sink.takes_notes() { Changes::Listed } else { Changes::Unlisted };
        let normal = match context {
            Some(context) => normalize(text, self.verbatim(), context, changes),
            None => clean(text, changes),
        };
        for change in &normal.changes {
            let place = self.pieces.get(change.at).map_or(0, Piece::place);
            let finding = Diagnostic::new(Code::Normalized)
                .at(Span::new(place, place))
                .with("from", &change.from)
                .with("to", &change.to)
                .with("rule", change.rule.name());
            sink.push(finding);
        }
        let piece =
            |(character, origin): (char, &usize)| Piece { character, ..self.pieces[*origin] };
        self.pieces = normal.text.into_iter().zip(&normal.origin).map(piece).collect();
        for (count, (before, piece)) in aside.into_iter().enumerate() {
            let at = normal.origin.partition_point(|origin| *origin < before);
            self.pieces.insert(at + count, piece);
        }
    }

    /// Which characters are verbatim, as far as it matters.
    fn verbatim(&self) -> Vec<bool> {
        if !self.looks.iter().any(|look| look.verbatim) {
            return Vec::new();
        }
        self.pieces.iter().map(|piece| piece.look_in(&self.looks).verbatim).collect()
    }
}

/// The looks of marked-up text.
fn styles(
    extra: Option<CharacterStyle>,
    strong: bool,
    emphasis: bool,
    of_link: Option<CharacterStyle>,
) -> Vec<CharacterStyle> {
    let marked = [
        extra,
        strong.then_some(CharacterStyle::Strong),
        emphasis.then_some(CharacterStyle::Emphasis),
        of_link,
    ];
    marked.into_iter().flatten().collect()
}
