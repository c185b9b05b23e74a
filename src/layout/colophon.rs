//! 版记: its lines, set from the foot of the type area upwards, and on which page it finds room.

use super::inline::{PlacedLine, set_paragraph};
use crate::document::{Colophon, ColophonPlace, Document, PageSetup, Parity};
use crate::font::OpenFonts;
use crate::theme::StyleName;
use crate::unit::Length;

/// A 版记 whose text is set in lines; places are below its upper edge.
#[derive(Debug)]
pub(super) struct SetColophon {
    /// The paragraphs, each with the tops of its lines.
    pub paragraphs: Vec<Vec<(Length, PlacedLine)>>,
    /// The upper edges and thicknesses of its rules.
    pub rules: Vec<(Length, Length)>,
    /// All in all.
    pub height: Length,
    /// As the document has it.
    pub place: ColophonPlace,
    pub has_addressees: bool,
    pub parity: Parity,
}

impl SetColophon {
    pub(super) fn new(
        colophon: &Colophon,
        page: &PageSetup,
        document: &Document,
        fonts: &OpenFonts<'_>,
    ) -> Self {
        let pitch = document.styles[&StyleName::Colophon].line_pitch;
        let measure = page.text_width();
        let mut set = Self {
            paragraphs: Vec::new(),
            rules: Vec::new(),
            height: Length::ZERO,
            place: colophon.place,
            has_addressees: colophon.has_addressees,
            parity: colophon.parity,
        };
        for (index, group) in colophon.groups.iter().enumerate() {
            set.rule(colophon.rules.map(|rules| if index == 0 { rules.thick } else { rules.thin }));
            set.height += colophon.padding;
            for paragraph in group {
                let mut lines = Vec::new();
                for line in set_paragraph(paragraph, measure, document, fonts) {
                    lines.push((set.height, line));
                    set.height += pitch;
                }
                set.paragraphs.push(lines);
            }
            set.height += colophon.padding;
        }
        set.rule(colophon.rules.map(|rules| rules.thick));
        set
    }

    fn rule(&mut self, thickness: Option<Length>) {
        if let Some(thickness) = thickness {
            self.rules.push((self.height, thickness));
            self.height += thickness;
        }
    }

    /// What it takes of the page of its anchor.
    pub(super) fn room(&self) -> Length {
        self.height + Colophon::ANCHOR
    }

    /// Where it belongs if it has been set right behind what ends on page `number`, or stands alone
    /// in its section on that page.
    pub(super) fn belongs(&self, number: usize, fits: bool, is_alone: bool) -> ColophonPlace {
        if self.place != ColophonPlace::Here {
            return self.place;
        }
        let is_right = self.parity == Parity::Any || number.is_multiple_of(2);
        match (fits, is_right) {
            (true, true) => ColophonPlace::Here,
            (true, false) if is_alone => ColophonPlace::AfterBlank,
            (false, true) if self.parity == Parity::Even => ColophonPlace::AfterBlank,
            _ => ColophonPlace::NextPage,
        }
    }
}
