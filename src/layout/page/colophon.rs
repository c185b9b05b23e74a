//! 版记 at the foot of its page, and what the pages say about it.

use super::{Builder, LinePlace, Rect, ascent};
use crate::document::ColophonPlace;
use crate::frame::ItemKind;
use crate::layout::SetBlock;
use crate::layout::colophon::SetColophon;
use crate::layout::flow::Distributed;
use crate::theme::StyleName;

impl Builder<'_, '_> {
    /// Puts a 版记 on a page: its last line stands on the foot of the type area.
    pub(super) fn colophon(&mut self, colophon: &mut SetColophon, page: usize) {
        let setup = self.setup;
        let top = setup.height - setup.bottom - colophon.height;
        let pitch = self.document.styles[&StyleName::Colophon].line_pitch;
        for (y, height) in &colophon.rules {
            let width = setup.text_width();
            let rect = Rect { x: setup.left, y: top + *y, width, height: *height };
            self.push(page, ItemKind::Rule(rect, [0; 3]), None);
        }
        for lines in std::mem::take(&mut colophon.paragraphs) {
            let element = Some(self.structure.add_behind().into());
            for (y, line) in lines {
                let baseline = top + y + ascent(pitch);
                self.line(line, LinePlace { page, x: setup.left, baseline, element });
            }
        }
    }

    /// Notes where the 版记 of a section belongs, and whether page 1 shows addressees, but no body.
    pub(super) fn settle_colophon(&mut self, blocks: &[SetBlock<'_>], placed: &Distributed) {
        let parts = &*placed.parts;
        if self.first_page == 0 {
            // if they end the page, and not the document, no body is after them
            let last = parts.iter().rposition(|part| part.page == 0);
            let ends = last.filter(|last| last + 1 < parts.len()).is_some_and(|last| {
                let block = &blocks[parts[last].item];
                matches!(block, SetBlock::Paragraph(p, _) if p.style == StyleName::Addressees)
            });
            self.settled.addressees_moved |= ends;
        }
        let Some(SetBlock::Colophon(colophon)) = blocks.last() else { return };
        self.colophon_is_too_high = colophon.room() > self.setup.text_height();
        let [before @ .., own] = parts else { return };
        let end = before.last().map_or(own.page, |part| part.page);
        let number = self.first_page + end + 1;
        let place = colophon.belongs(number, end == own.page, before.is_empty());
        self.settled.colophon =
            if self.settled.addressees_moved { ColophonPlace::Here } else { place };
        self.settled.addressees_moved |= colophon.has_addressees;
    }
}
