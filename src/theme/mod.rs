//! Layout rules as data: `data/themes/*.yaml`, each value with its clause.

mod model;

pub use model::*;
