//! The widths of a table's columns: given ones as they are, the others by what stands in them.

use super::{Draft, Drafts};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::resolve::Resolver;
use crate::report::{self, Width};
use crate::theme::StyleName;
use crate::unit::Length;

/// What a column is to be like. All lengths are from line to line.
#[derive(Clone, Copy, Debug, Default)]
struct Demand {
    /// The width that its author gave it.
    given: Option<Length>,
    /// The least width of any column.
    smallest: Length,
    /// The least width in which no number and no word is split.
    least: Length,
    /// The width in which no line turns.
    wish: Length,
    /// By which it has a share of the room if not all wishes can be granted: the mean of `wish`
    /// and of the widths of all its cells, so that one long cell does not take all.
    weight: Length,
}

impl Demand {
    /// The width that it can't do without.
    fn needed(&self) -> Length {
        self.given.unwrap_or(self.least)
    }
}

/// What rounding may take from a column: LibreOffice keeps columns as shares of the table.
const ROUNDING: Length = Length::twips(4);

impl Resolver<'_, '_> {
    /// Widths from line to line, whole twips; together the measure less one line, unless the
    /// author gave all of them and they are less.
    pub(super) fn column_widths(&mut self, table: &report::Table, drafts: &Drafts) -> Vec<Length> {
        let total = self.page().text_width() - self.theme.table.rule.round_to_twips();
        let mut demands = self.demands(table, drafts, total);
        split_long_words(&mut demands, total);
        let needed: Length = demands.iter().map(Demand::needed).sum();
        if needed > total {
            self.report_too_wide(table, needed, total);
            return vec![total / demands.len() as i64; demands.len()];
        }
        let widths = share(&demands, total);
        self.check_words(drafts, &demands, &widths);
        widths
    }

    fn demands(&self, table: &report::Table, drafts: &Drafts, total: Length) -> Vec<Demand> {
        let margins = self.margins();
        let smallest = self.styles[&StyleName::TableText].size * 2 + margins;
        let mut demands: Vec<Demand> = table
            .columns
            .iter()
            .map(|column| Demand {
                given: given_width(column, total),
                smallest,
                least: smallest,
                ..Demand::default()
            })
            .collect();
        let mut sums = vec![(Length::ZERO, 0); demands.len()];
        for (at, row) in drafts.rows.iter().enumerate() {
            for draft in row.iter().filter(|draft| draft.cell.columns == 1) {
                let line = draft.line() + margins;
                let demand = &mut demands[draft.cell.column];
                demand.least = demand.least.max(draft.word() + margins);
                demand.wish = demand.wish.max(line);
                if at >= drafts.header_rows {
                    let (sum, count) = &mut sums[draft.cell.column];
                    *sum += line;
                    *count += 1;
                }
            }
        }
        for (column, numbers) in drafts.number_columns() {
            let demand = &mut demands[column];
            demand.least = demand.least.max(numbers.whole + numbers.fraction + margins);
        }
        for (demand, (sum, count)) in demands.iter_mut().zip(sums) {
            demand.least = (demand.least + ROUNDING).round_to_twips();
            demand.wish = (demand.wish + ROUNDING).round_to_twips().max(demand.least);
            let mean = if count > 0 { sum / count } else { demand.wish };
            demand.weight = geometric_mean(demand.wish, mean).max(demand.least);
        }
        for draft in drafts.cells().filter(|draft| draft.cell.columns > 1) {
            let is_heading = draft.cell.paragraphs[0].style == StyleName::TableHeader;
            self.widen(&mut demands, draft, is_heading);
        }
        demands
    }

    /// Makes the columns that a cell reaches across wide enough for its words, and a heading's
    /// wide enough for its line, if there is room.
    fn widen(&self, demands: &mut [Demand], draft: &Draft, is_heading: bool) {
        let (first, count) = (draft.cell.column, draft.cell.columns);
        let demands = &mut demands[first..first + count];
        let open = demands.iter().filter(|demand| demand.given.is_none()).count() as i64;
        if open == 0 {
            return;
        }
        let margins = self.margins() + ROUNDING;
        let sum = |demands: &[Demand], of: fn(&Demand) -> Length| -> Length {
            demands.iter().map(|demand| demand.given.unwrap_or(of(demand))).sum()
        };
        let least = draft.word() + margins - sum(demands, |demand| demand.least);
        let wish = draft.line() + margins - sum(demands, |demand| demand.wish);
        let part =
            |lack: Length| Length::twips((lack.max(Length::ZERO).to_twips() + open - 1) / open);
        for demand in demands.iter_mut().filter(|demand| demand.given.is_none()) {
            demand.least += part(least);
            if is_heading {
                demand.wish += part(wish);
            }
            demand.wish = demand.wish.max(demand.least);
            demand.weight = demand.weight.max(demand.least);
        }
    }

    /// Both cell margins.
    fn margins(&self) -> Length {
        self.theme.table.cell_margin.round_to_twips() * 2
    }

    fn report_too_wide(&mut self, table: &report::Table, needed: Length, room: Length) {
        let turned = super::super::page::turned(&self.page).text_width();
        let mut finding = Diagnostic::new(Code::TableTooWide).at(table.span);
        finding = finding.with("room", room).with("needed", needed);
        if needed <= turned && !table.turned {
            finding = finding.with("turned", turned);
        } else {
            let parts = (needed.to_emu() + room.to_emu() - 1) / room.to_emu();
            finding = finding.with("parts", parts);
        }
        self.sink.push(finding);
    }

    /// Reports the widest word of each column that is wider than the column.
    fn check_words(&mut self, drafts: &Drafts, demands: &[Demand], widths: &[Length]) {
        let margins = self.margins();
        for (column, width) in widths.iter().enumerate() {
            let room = *width - margins;
            let of_column = |draft: &&Draft| draft.cell.column == column && draft.cell.columns == 1;
            let widest = drafts.cells().filter(of_column).max_by_key(|draft| draft.word());
            let Some(draft) = widest.filter(|draft| draft.word() > room) else { continue };
            let paragraphs = draft.cell.paragraphs.iter();
            let words = paragraphs.map(|p| (self.widest(&p.inlines, p.style), p.span));
            let Some(((needed, word), span)) = words.max_by_key(|((width, _), _)| *width) else {
                continue;
            };
            let finding = Diagnostic::new(Code::WordTooWide).at(span).with("word", excerpt(&word));
            let mut finding = finding.with("needed", needed).with("room", room);
            if demands[column].given.is_some() {
                let millimetres = (needed + margins + ROUNDING).to_mm().ceil();
                finding = finding.with("width", format!("{millimetres}mm"));
            }
            self.sink.push(finding);
        }
    }
}

/// What of a word fits into a message.
fn excerpt(word: &str) -> String {
    const LENGTH: usize = 40;
    let mut excerpt: String = word.chars().take(LENGTH).collect();
    if word.chars().count() > LENGTH {
        excerpt.push('…');
    }
    excerpt
}

/// Lets words be split that are wider than half of a table which has no room for all words: web
/// addresses, sums of digits. Their columns share what the others leave.
fn split_long_words(demands: &mut [Demand], total: Length) {
    let needed: Length = demands.iter().map(Demand::needed).sum();
    if needed <= total {
        return;
    }
    let is_long = |demand: &Demand| demand.given.is_none() && demand.least > total / 2;
    let count = demands.iter().filter(|demand| is_long(demand)).count() as i64;
    let others: Length = demands.iter().filter(|demand| !is_long(demand)).map(Demand::needed).sum();
    let Some(share) = (total - others).to_twips().checked_div(count) else { return };
    for demand in demands.iter_mut().filter(|demand| is_long(demand)) {
        demand.least = Length::twips(share).max(demand.smallest);
    }
}

/// The width that a column asks for.
fn given_width(column: &report::Column, total: Length) -> Option<Length> {
    let width = column.width.as_ref()?;
    Some(match width.value {
        Width::Absolute(length) => length.round_to_twips(),
        Width::Share(percent) => total.scale(i64::from(percent), 100).round_to_twips(),
    })
}

fn geometric_mean(one: Length, other: Length) -> Length {
    let product = one.to_twips().max(0) * other.to_twips().max(0);
    Length::twips(product.isqrt())
}

/// Shares a width among columns; whole twips, the last open column takes what rounding leaves.
///
/// If all wishes can be granted, what is left is added in proportion to them. Otherwise each column
/// has its least width; of the rest, columns that want little more get that, and the others share
/// what is left by their weights, so that about as many lines stand in each.
fn share(demands: &[Demand], total: Length) -> Vec<Length> {
    let given: Length = demands.iter().filter_map(|demand| demand.given).sum();
    let open: Vec<usize> = (0..demands.len()).filter(|&at| demands[at].given.is_none()).collect();
    let room = total - given;
    let wishes: Length = open.iter().map(|&at| demands[at].wish).sum();
    let mut widths: Vec<Length> =
        demands.iter().map(|demand| demand.given.unwrap_or(demand.least)).collect();
    if wishes <= room {
        for &at in &open {
            let part = room.scale(demands[at].wish.to_twips(), wishes.to_twips().max(1));
            widths[at] = part.round_to_twips();
        }
    } else {
        grant(demands, open.clone(), room, &mut widths);
    }
    if let Some(&last) = open.last() {
        let sum: Length = widths.iter().copied().sum();
        widths[last] += total - sum;
    }
    widths
}

/// Adds to the least widths of columns what `room` has more than them.
fn grant(demands: &[Demand], mut open: Vec<usize>, room: Length, widths: &mut [Length]) {
    let more = |at: usize| demands[at].wish - demands[at].least;
    let weight = |at: usize| (demands[at].weight - demands[at].least).to_twips().max(1);
    let mut rest = room - open.iter().map(|&at| demands[at].least).sum();
    // little wishes first: none of them is more than an equal share
    open.sort_by_key(|&at| more(at));
    while let Some(&at) = open.first()
        && more(at) <= rest / open.len() as i64
    {
        widths[at] += more(at);
        rest -= more(at);
        open.remove(0);
    }
    // then by weight; a share that is more than its column wants is shared anew
    loop {
        let weights: i64 = open.iter().map(|&at| weight(at)).sum();
        let part = |at: usize| rest.scale(weight(at), weights.max(1)).round_to_twips();
        let Some(at) = open.iter().position(|&at| part(at) > more(at)) else {
            for &at in &open {
                widths[at] += part(at);
            }
            return;
        };
        let at = open.remove(at);
        widths[at] += more(at);
        rest -= more(at);
    }
}

#[cfg(test)]
mod tests {
    use super::{Demand, share};
    use crate::unit::Length;

    fn demand(least: i64, wish: i64) -> Demand {
        let [least, wish] = [least, wish].map(Length::twips);
        Demand { least, wish, weight: wish, ..Demand::default() }
    }

    fn shared(demands: &[Demand], total: i64) -> Vec<i64> {
        share(demands, Length::twips(total)).iter().map(|width| width.to_twips()).collect()
    }

    #[test]
    fn room_for_all_is_shared_by_what_stands_in_the_columns() {
        assert_eq!(shared(&[demand(500, 1000), demand(500, 3000)], 8000), [2000, 6000]);
    }

    #[test]
    fn given_widths_stay() {
        let given = Demand { given: Some(Length::twips(2500)), ..demand(500, 9000) };
        assert_eq!(
            shared(&[given, demand(500, 1000), demand(500, 1000)], 8835),
            [2500, 3168, 3167]
        );
        assert_eq!(shared(&[given, given], 8835), [2500, 2500]);
    }

    #[test]
    fn short_columns_stay_on_one_line_and_long_ones_share_the_rest() {
        let columns = [demand(700, 900), demand(700, 20000), demand(700, 40000)];
        let widths = shared(&columns, 8835);
        assert_eq!(widths[0], 900);
        assert!(widths[2] > widths[1] && widths[1] > 2500, "{widths:?}");
        assert_eq!(widths.iter().sum::<i64>(), 8835);
    }

    #[test]
    fn no_column_is_narrower_than_its_widest_word() {
        let columns = [demand(4000, 4000), demand(700, 90000), demand(3000, 3500)];
        let widths = shared(&columns, 8835);
        assert!(widths[0] >= 4000 && widths[1] >= 700 && widths[2] >= 3000, "{widths:?}");
        assert_eq!(widths.iter().sum::<i64>(), 8835);
    }
}
