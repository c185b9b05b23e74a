//! The cells of a sheet.

use std::fmt::Write as _;

use quick_xml::events::{BytesStart, Event};

use super::super::Cell;
use super::Fault;
use super::part::{DateKind, TextCollector, attribute, broken, for_each_event, local, push_text};

/// A cell that is not empty; rows and columns count from 0.
#[derive(Debug)]
pub(super) struct SheetCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) value: Cell,
    /// The error that Excel shows in it: `#REF!`.
    pub(super) fault: Option<String>,
}

/// The day that serial numbers of dates count from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Epoch {
    /// 1900, with a 29 February that this year did not have.
    Year1900,
    /// 1904.
    Year1904,
}

/// What is known of the cell that is being read.
#[derive(Default)]
struct Open {
    row: usize,
    column: usize,
    kind: String,
    format: usize,
    value: String,
    in_value: bool,
    inline: TextCollector,
    in_inline: bool,
}

/// Reads the cells of a sheet's part.
pub(super) fn read(
    text: &str,
    shared: &[String],
    formats: &[DateKind],
    epoch: Epoch,
) -> Result<Vec<SheetCell>, Fault> {
    let mut cells = Vec::new();
    let mut open: Option<Open> = None;
    let (mut row, mut column) = (0, 0);
    for_each_event(text, |event| {
        match event {
            Event::Start(element) if local(element) == "row" => {
                row = attribute(element, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
                column = 0;
            }
            Event::Empty(element) if local(element) == "row" => row += 1,
            Event::Empty(element) if local(element) == "c" => column += 1,
            Event::Start(element) if local(element) == "c" => {
                let cell = start(element, row, column);
                column = cell.column + 1;
                open = Some(cell);
            }
            Event::End(element) if element.local_name().as_ref() == b"c" => {
                let closed = open.take().map(|cell| close(cell, shared, formats, epoch));
                cells.extend(closed.transpose()?.flatten());
            }
            other => {
                if let Some(cell) = &mut open {
                    cell.event(other)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(cells)
}

fn start(element: &BytesStart<'_>, row: usize, column: usize) -> Open {
    let named = attribute(element, "r").and_then(|name| place(&name));
    let (row, column) = named.unwrap_or((row.saturating_sub(1), column));
    let format = attribute(element, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
    let kind = attribute(element, "t").unwrap_or_default();
    Open { row, column, kind, format, ..Open::default() }
}

impl Open {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(element) if local(element) == "v" => self.in_value = true,
            Event::Start(element) if local(element) == "is" => self.in_inline = true,
            Event::End(element) if element.local_name().as_ref() == b"v" => self.in_value = false,
            Event::End(element) if element.local_name().as_ref() == b"is" => self.in_inline = false,
            other if self.in_inline => self.inline.event(other)?,
            other if self.in_value => push_text(other, &mut self.value)?,
            _ => {}
        }
        Ok(())
    }
}

fn close(
    mut cell: Open,
    shared: &[String],
    formats: &[DateKind],
    epoch: Epoch,
) -> Result<Option<SheetCell>, Fault> {
    let raw = cell.value.trim();
    let mut fault = None;
    let value = match cell.kind.as_str() {
        "s" => {
            let index = raw.parse::<usize>().ok();
            let text = index.and_then(|index| shared.get(index));
            let text = text.ok_or_else(|| broken(format!("no shared string {raw}")))?;
            Cell::Text(text.as_str().into())
        }
        "inlineStr" => Cell::Text(cell.inline.take().into()),
        "str" => Cell::Text(cell.value.as_str().into()),
        "b" => Cell::Bool(raw == "1"),
        "e" => {
            fault = Some(raw.to_owned());
            Cell::Null
        }
        "d" => Cell::Text(raw.trim_end_matches("T00:00:00").into()),
        _ if raw.is_empty() => return Ok(None),
        _ => {
            let number: f64 = raw.parse().map_err(|_| broken(format!("`{raw}` is no number")))?;
            match formats.get(cell.format).copied().unwrap_or_default() {
                DateKind::Number => Cell::Number(shown(number).into()),
                kind => Cell::Text(moment(number, kind, epoch).into()),
            }
        }
    };
    if value == Cell::Text("".into()) {
        return Ok(None);
    }
    Ok(Some(SheetCell { row: cell.row, column: cell.column, value, fault }))
}

/// A number with the 15 significant digits that Excel has: 0.1 + 0.2 is 0.3.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// The day and time of a serial number: `2024-12-31`, `2024-12-31 08:30`, `08:30`.
fn moment(number: f64, kind: DateKind, epoch: Epoch) -> String {
    let seconds = (number * 86_400.0).round() as i64;
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let mut time = format!("{hour:02}:{minute:02}");
    if second > 0 {
        let _ = write!(time, ":{second:02}");
    }
    if kind == DateKind::Time && day == 0 {
        return time;
    }
    let (year, month, day) = match epoch {
        // Serial 60 is the day that 1900 did not have; what is before it counts one more.
        Epoch::Year1900 => civil(day - 25_569 + i64::from(day < 60)),
        Epoch::Year1904 => civil(day - 24_107),
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {time}") }
}

/// Year, month and day of a day of the Gregorian calendar, counted from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March, so that the leap day is the last.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Row and column of a reference, `C7`, within the limits of Excel.
fn place(reference: &str) -> Option<(usize, usize)> {
    const MOST_ROWS: usize = 1 << 20;
    const MOST_COLUMNS: usize = 1 << 14;
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = reference.split_at_checked(digits)?;
    let row: usize = digits.parse().ok()?;
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let value = letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    let is_inside = row <= MOST_ROWS && column <= MOST_COLUMNS;
    if is_inside { Some((row.checked_sub(1)?, column.checked_sub(1)?)) } else { None }
}
