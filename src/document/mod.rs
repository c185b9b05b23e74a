//! Stage 2: report and theme to the resolved document that both writers set.

pub mod model;
mod resolve;

pub use model::*;
pub use resolve::{Context, MissingGlyphs, resolve};
