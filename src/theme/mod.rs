//! Layout rules as data: `data/themes/*.yaml`, each value with its clause.

mod letterhead;
mod load;
mod model;

pub use letterhead::{LetterRule, LetterheadRule, MarkRule, RedLineRule};
pub use load::{DEFAULT, ThemeError, is_file_name, load, parse};
pub use model::*;
