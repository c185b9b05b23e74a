//! Pictures: their size on the page, in paragraphs of whole lines.

use std::sync::Arc;

use super::Resolver;
use super::caption::CaptionKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::model::{Block, Figure};
use crate::report;
use crate::unit::Length;

impl Resolver<'_, '_> {
    /// Adds a picture with its caption; a turned one in a section of its own.
    pub(super) fn figure(&mut self, figure: &report::Figure) {
        self.turned(figure.turned, |resolver| resolver.upright_figure(figure));
    }

    fn upright_figure(&mut self, figure: &report::Figure) {
        let (width, height) = self.figure_size(figure);
        let pitch = self.page().line_pitch;
        let clearance = self.theme.figure.clearance.round_to_twips();
        let lines = ((height + clearance).to_emu() + pitch.to_emu() - 1) / pitch.to_emu();
        let has_caption = figure.caption.is_some();
        self.blocks.push(Block::Figure(Figure {
            picture: Arc::clone(&figure.picture),
            width,
            height,
            line_height: pitch * lines,
            alt: figure.alt.as_ref().map(|alt| alt.value.clone()),
            has_caption,
            keep_with_next: has_caption,
            span: figure.span,
        }));
        if let Some(caption) = &figure.caption {
            self.caption(CaptionKind::Figure, caption, figure.id.as_ref());
        }
    }

    /// The size asked for, or the natural one; at most the measure wide, and so high that a caption
    /// finds room below.
    fn figure_size(&mut self, figure: &report::Figure) -> (Length, Length) {
        let picture = &figure.picture;
        let (pixels_wide, pixels_high) = (i64::from(picture.width), i64::from(picture.height));
        let natural =
            Length::emu((914_400.0 * f64::from(picture.width) / picture.resolution) as i64);
        let most_wide = self.page().text_width();
        let clearance = self.theme.figure.clearance.round_to_twips();
        let most_high = self.page().text_height() - self.page().line_pitch * 2 - clearance;
        let asked = figure.width.as_ref().map_or(natural, |width| width.value);
        let fits_across = asked.min(most_wide);
        let width = fits_across.min(most_high.scale(pixels_wide, pixels_high));
        let width = width.max(Length::pt(1)).round_to_twips();
        let place = figure.width.as_ref().map_or(figure.span, |asked| asked.span);
        if fits_across > width + Length::pt(1) {
            let finding = Diagnostic::new(Code::FigureTooHigh)
                .at(place)
                .with("asked", fits_across.scale(pixels_high, pixels_wide))
                .with("given", most_high)
                .with("width", width);
            self.sink.push(finding);
        } else if figure.width.is_some() && asked > width + Length::pt(1) {
            let finding = Diagnostic::new(Code::FigureTooLarge).at(place);
            self.sink.push(finding.with("asked", asked).with("given", width));
        }
        (width, width.scale(pixels_high, pixels_wide).round_to_twips().max(Length::twips(1)))
    }
}
