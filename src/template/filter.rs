//! Filters for what Chinese documents need.

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::environment::SHOWN;
use super::value::decimal;
use crate::report::Date;
use crate::text::amount::{capitals, grouped, han_digits, money};
use crate::text::numeral::{chinese, circled};

/// Adds them to an environment.
pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_filter("chinese", |value: Value| {
        let number = whole(&value).and_then(|number| u32::try_from(number).ok());
        number.map(chinese).ok_or_else(|| unfit("chinese", &value))
    });
    environment.add_filter("chinese_digits", |value: Value| {
        let text = text(&value).ok_or_else(|| unfit("chinese_digits", &value))?;
        Ok::<_, Error>(han_digits(&text))
    });
    environment.add_filter("circled", |value: Value| {
        let number = whole(&value).and_then(|number| u32::try_from(number).ok());
        let circled = number.and_then(circled).map(String::from);
        circled.ok_or_else(|| unfit("circled", &value))
    });
    environment.add_filter("capitals", |value: Value| {
        whole(&value).and_then(capitals).ok_or_else(|| unfit("capitals", &value))
    });
    environment.add_filter("money", |value: Value| {
        let sum = text(&value).and_then(|text| money(&text));
        sum.ok_or_else(|| unfit("money", &value))
    });
    environment.add_filter("grouped", |value: Value| {
        let digits = text(&value).and_then(|text| grouped(&text));
        digits.ok_or_else(|| unfit("grouped", &value))
    });
    environment.add_filter("date", |value: Value| {
        let Date { year, month, day } = date("date", &value)?;
        Ok::<_, Error>(format!("{year}年{month}月{day}日"))
    });
    environment.add_filter("iso_date", |value: Value| {
        let Date { year, month, day } = date("iso_date", &value)?;
        Ok::<_, Error>(format!("{year:04}-{month:02}-{day:02}"))
    });
    environment.add_filter("chinese_date", |value: Value| {
        let Date { year, month, day } = date("chinese_date", &value)?;
        let year = han_digits(&year.to_string());
        let (month, day) = (chinese(month.into()), chinese(day.into()));
        Ok::<_, Error>(format!("{year}年{month}月{day}日"))
    });
    environment.add_filter("weekday", |value: Value| {
        let date = date("weekday", &value)?;
        Ok::<_, Error>(format!("星期{}", weekday(date)))
    });
}

/// The text of a value, if it is a text or a number, without white space around it.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str().map(|text| text.trim().to_owned());
    text.or_else(|| value.is_number().then(|| decimal(value))?)
}

/// A whole number, written with commas or without.
fn whole(value: &Value) -> Option<u64> {
    let text = text(value)?;
    let digits = grouped(&text)?.replace(',', "");
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    digits.parse().ok()
}

fn date(filter: &str, value: &Value) -> Result<Date, Error> {
    let date = text(value).and_then(|text| Date::read(&text));
    date.ok_or_else(|| unfit(filter, value))
}

/// The day of the week by Zeller's congruence.
fn weekday(date: Date) -> char {
    const DAYS: [char; 7] = ['六', '日', '一', '二', '三', '四', '五'];
    let (year, month) = match date.month {
        1 | 2 => (u32::from(date.year) - 1, u32::from(date.month) + 12),
        month => (u32::from(date.year), u32::from(month)),
    };
    let (century, year) = (year / 100, year % 100);
    let sum = u32::from(date.day) + 13 * (month + 1) / 5 + year + year / 4 + century / 4;
    DAYS[((sum + 5 * century) % 7) as usize]
}

/// A value that a filter can't take, shown as it would be written.
fn unfit(filter: &str, value: &Value) -> Error {
    if value.is_undefined() {
        return Error::from(ErrorKind::UndefinedError);
    }
    let shown: String = value.to_string().chars().take(SHOWN).collect();
    Error::new(ErrorKind::InvalidOperation, format!("`{shown}` | {filter}"))
}
