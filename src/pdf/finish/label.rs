//! Page labels (ISO 32000-1, 12.4.2).

use lopdf::{Dictionary, Object, dictionary};

use crate::frame::Pages;
use crate::pdf::value::{name, text};

/// The number tree of the pages' labels: numbers that count up share an entry.
pub(super) fn labels(pages: &Pages) -> Dictionary {
    let mut entries = Vec::new();
    let mut expected = None;
    for (index, page) in pages.pages.iter().enumerate() {
        let number = number(&page.label);
        if number.is_none() || number != expected {
            let label = number.map_or_else(
                || dictionary! { "P" => text(&page.label) },
                |number| dictionary! { "S" => name("D"), "St" => number },
            );
            entries.push(i64::try_from(index).expect("there are fewer pages than that").into());
            entries.push(Object::Dictionary(label));
        }
        expected = number.map(|number| number + 1);
    }
    dictionary! { "Nums" => entries }
}

/// A label that PDF can count on from.
fn number(label: &str) -> Option<u32> {
    let number: u32 = label.parse().ok().filter(|number| *number >= 1 && *number < u32::MAX)?;
    (number.to_string() == label).then_some(number)
}
