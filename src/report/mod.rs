//! Stage 1: YAML text to the validated model of what the author said.

pub mod model;

pub use model::*;
