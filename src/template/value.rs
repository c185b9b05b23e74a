//! Rows as values of expressions.

use std::collections::BTreeMap;

use minijinja::value::Value;

use crate::rows::{Cell, Row};

/// The names that a row gives to expressions: its columns, the row itself and its number.
pub(super) fn of_row(row: &Row) -> BTreeMap<String, Value> {
    let mut names: BTreeMap<String, Value> =
        row.cells.iter().map(|(name, cell)| (name.to_string(), of_cell(cell))).collect();
    let whole: BTreeMap<String, Value> = names.clone();
    names.insert("row".to_owned(), Value::from(whole));
    names.insert("row_number".to_owned(), Value::from(row.number));
    names
}

fn of_cell(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::from(()),
        Cell::Bool(value) => Value::from(*value),
        Cell::Number(digits) => number(digits),
        Cell::Text(text) => Value::from(&**text),
        Cell::List(cells) => cells.iter().map(of_cell).collect(),
        Cell::Map(entries) => {
            let entries = entries.iter().map(|(name, cell)| (name.to_string(), of_cell(cell)));
            Value::from(entries.collect::<BTreeMap<String, Value>>())
        }
    }
}

/// A number, which [`crate::rows`] has checked to keep its digits.
fn number(digits: &str) -> Value {
    match (digits.parse::<i64>(), digits.parse::<f64>()) {
        (Ok(integer), _) => Value::from(integer),
        (_, Ok(float)) => Value::from(float),
        _ => Value::from(digits),
    }
}

/// The digits of a number, never with an exponent.
pub(super) fn decimal(value: &Value) -> Option<String> {
    if let Some(integer) = value.as_i64().filter(|_| value.is_integer()) {
        return Some(integer.to_string());
    }
    if value.is_integer() {
        return Some(value.to_string());
    }
    let float = f64::try_from(value.clone()).ok()?;
    float.is_finite().then(|| crate::rows::float_digits(float))
}
