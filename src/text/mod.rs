//! Strings only: character classes, normalisation, numerals, break opportunities.

pub mod linebreak;
pub mod normalize;
pub mod numeral;
pub mod script;
