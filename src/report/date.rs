//! Dates: 成文日期, 印发日期.

use super::context::{Context, excerpt};
use super::model::{Date, Spanned};
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

/// Reads a date, `2024-12-31`, which must exist.
pub(super) fn date(node: &Node, key: &str, cx: &mut Context<'_>) -> Option<Spanned<Date>> {
    let text = match &node.value {
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(_) | Value::Number => node.raw(cx.source).to_owned(),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
            cx.error_of(Code::NotText, node.span, key);
            return None;
        }
    };
    if text.is_empty() {
        cx.error_of(Code::EmptyText, node.span, key);
        return None;
    }
    let finding = match Written::read(&text) {
        None => Diagnostic::new(Code::DateFormat)
            .with("value", excerpt(&text))
            .with("suggestion", "2024-12-31"),
        Some(written) => match written.to_date() {
            Ok(date) if written.is_iso => return Some(Spanned { value: date, span: node.span }),
            Ok(date) => Diagnostic::new(Code::DateFormat)
                .with("value", excerpt(&text))
                .with("suggestion", format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
            Err(finding) => finding,
        },
    };
    cx.sink.push(finding.at(node.span));
    None
}

impl Date {
    /// Understands a date, in the ways in which people and programs write one.
    ///
    /// ```
    /// # use report_export::report::Date;
    /// let date = Date { year: 2024, month: 1, day: 3 };
    /// for text in ["2024-01-03", "2024-1-3", "2024/1/3", "2024.1.3", "20240103", "2024年1月3日"] {
    ///     assert_eq!(Date::read(text), Some(date));
    /// }
    /// assert_eq!(Date::read("2023-02-29"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        Written::read(text)?.to_date().ok()
    }
}

/// A date as the author wrote it, whether or not there is such a day.
struct Written {
    year: u16,
    month: u8,
    day: u8,
    /// Whether it is written as it should be.
    is_iso: bool,
}

impl Written {
    /// Understands `2024-12-31`, and also `2024-1-3`, `2024/12/31`, `2024.12.31`, `20241231` and
    /// `2024年12月31日`, so that findings can say what to write instead.
    fn read(text: &str) -> Option<Self> {
        let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = if compact {
            vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?]
        } else {
            let text = text.strip_suffix('日').unwrap_or(text);
            text.split(['-', '/', '.', '年', '月']).map(str::trim).collect()
        };
        let [year, month, day] = parts[..] else { return None };
        let digits = |part: &str, most| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if year.len() != 4
            || year == "0000"
            || !digits(year, 4)
            || !digits(month, 2)
            || !digits(day, 2)
        {
            return None;
        }
        let is_iso = !compact && text.len() == 10 && text.matches('-').count() == 2;
        Some(Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
            is_iso,
        })
    }

    fn to_date(&self) -> Result<Date, Diagnostic> {
        let Self { year, month, day, .. } = *self;
        let Some(last) = last_day(year, month) else {
            return Err(Diagnostic::new(Code::DateMonth).with("month", month));
        };
        if (1..=last).contains(&day) {
            return Ok(Date { year, month, day });
        }
        let finding = Diagnostic::new(Code::DateDay).with("year", year).with("month", month);
        Err(finding.with("day", day).with("last", format!("{year:04}-{month:02}-{last:02}")))
    }
}

/// The last day of a month of the Gregorian calendar, if there is such a month.
fn last_day(year: u16, month: u8) -> Option<u8> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if is_leap { 29 } else { 28 }),
        _ => None,
    }
}
