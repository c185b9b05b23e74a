//! Stage 2: report and theme to the resolved document that both writers set.

pub mod model;

pub use model::*;
