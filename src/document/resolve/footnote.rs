//! 脚注: each is resolved where its mark stands.

use super::Resolver;
use super::builder::TextBuilder;
use crate::document::field::{FootnoteId, written};
use crate::document::model::Paragraph;
use crate::theme::{CharacterStyle, StyleName};

impl Resolver<'_, '_> {
    /// Adds a footnote of the report, whose mark is at `place`.
    pub(super) fn footnote(&mut self, index: usize, place: usize) -> FootnoteId {
        let text = &self.report.footnotes[index].text;
        let id = FootnoteId(self.footnotes.len());
        let mut builder = TextBuilder::default();
        builder.footnote_number(id, text.span.start);
        builder.fixed(" ", text.span.start);
        builder.author(text, None);
        let inlines = self.inlines(builder, StyleName::Footnote);
        self.footnotes.push(Paragraph::new(StyleName::Footnote, inlines, text.span));
        self.check_number(place);
        id
    }

    /// Reports a number that the font of marks lacks. How high numbers go only the pages can tell;
    /// a font that has the first has as many as a page needs.
    fn check_number(&mut self, place: usize) {
        let look = &self.characters[&CharacterStyle::FootnoteMark];
        let font = look.font.unwrap_or(self.styles[&StyleName::Footnote].font);
        for character in written(self.theme.footnote.number_format, 1).chars() {
            if self.fonts.role(font).glyph(character).is_none() {
                self.missing.entry(character).or_default().push(place);
            }
        }
    }
}
