//! Layout rules as data: `data/themes/*.yaml`, each value with its clause.

mod closing;
mod clreq;
mod letterhead;
mod load;
mod model;

pub use closing::*;
pub use clreq::{ClreqRule, SpaceRule};
pub use letterhead::{LetterRule, LetterheadRule, MarkRule, RedLineRule};
pub use load::{DEFAULT, ThemeError, built_in_names, is_file_name, load, parse};
pub use model::*;
