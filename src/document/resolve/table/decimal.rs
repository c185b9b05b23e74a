//! Alignment of cells: numbers below each other by their decimal points.

use std::collections::BTreeMap;

use super::{Drafts, line_align};
use crate::document::model::Indent;
use crate::document::resolve::{Resolver, plain_text};
use crate::document::table::Cell;
use crate::report::CellAlign;
use crate::theme::Align;
use crate::unit::Length;

/// The widest parts of a column's numbers.
#[derive(Clone, Copy, Default)]
pub(super) struct NumberColumn {
    /// Up to the decimal point.
    pub(super) whole: Length,
    /// From there on.
    pub(super) fraction: Length,
}

impl Drafts {
    /// The widest parts of the numbers of each column that has some.
    pub(super) fn number_columns(&self) -> BTreeMap<usize, NumberColumn> {
        let mut columns: BTreeMap<usize, NumberColumn> = BTreeMap::new();
        for draft in self.cells() {
            let Some((whole, fraction)) = draft.number else { continue };
            let column = columns.entry(draft.cell.column).or_default();
            column.whole = column.whole.max(whole);
            column.fraction = column.fraction.max(fraction);
        }
        columns
    }
}

impl Resolver<'_, '_> {
    /// The widths of the two parts of a cell's number, if it is one.
    pub(super) fn number_parts(&self, cell: &Cell) -> Option<(Length, Length)> {
        let [paragraph] = &cell.paragraphs[..] else { return None };
        let text = plain_text(&paragraph.inlines);
        let (whole, fraction) = split_number(&text)?;
        let width = |text| self.width(text, paragraph.style);
        Some((width(whole), width(fraction)))
    }

    /// Aligns all cells. The numbers of a decimal column keep to the right, each with an indent
    /// that brings its point below the others', together in the middle of the column: Word, WPS
    /// and LibreOffice all show that, and no tab is needed.
    pub(super) fn align(&self, drafts: &mut Drafts, columns: &[Length]) {
        let numbers = drafts.number_columns();
        let margins = self.theme.table.cell_margin.round_to_twips() * 2;
        for draft in drafts.rows.iter_mut().flatten() {
            let align = line_align(draft.align);
            for paragraph in &mut draft.cell.paragraphs {
                paragraph.align = align;
            }
            let (Some((_, fraction)), CellAlign::Decimal) = (draft.number, draft.align) else {
                continue;
            };
            let column = draft.cell.column;
            let most = numbers[&column];
            let slack = columns[column] - margins - most.whole - most.fraction;
            let right = slack.max(Length::ZERO) / 2 + most.fraction - fraction;
            let right = right.round_to_twips();
            for paragraph in &mut draft.cell.paragraphs {
                paragraph.align = Some(Align::Right);
                paragraph.indent = Some(Box::new(Indent { right, ..Indent::default() }));
            }
        }
    }
}

/// A text with a number in it, parted before the decimal point, or behind the number's digits if it
/// has none: `1,145` `.5%`, `约12` `人`. `None` if there is no digit.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let is_part = |&(_, c): &(usize, char)| c.is_ascii_digit() || matches!(c, ',' | '，');
    let digits = text.char_indices().skip_while(|(at, _)| *at < first).take_while(is_part);
    let (last, c) = digits.last()?;
    text.split_at_checked(last + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::split_number;

    #[test]
    fn numbers_part_before_their_decimal_point() {
        for (text, parts) in [
            ("1,145.50", Some(("1,145", ".50"))),
            ("-3", Some(("-3", ""))),
            ("99.04%", Some(("99", ".04%"))),
            ("约12人", Some(("约12", "人"))),
            ("2.5（初步）", Some(("2", ".5（初步）"))),
            ("—", None),
            ("", None),
        ] {
            assert_eq!(split_number(text), parts, "{text}");
        }
    }
}
