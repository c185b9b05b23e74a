//! Layout rules as data: `data/themes/*.yaml`, each value with its clause.

mod load;
mod model;

pub use load::{DEFAULT, ThemeError, is_file_name, load, parse};
pub use model::*;
