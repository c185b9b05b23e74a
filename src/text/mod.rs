//! Strings only: character classes, normalisation, numerals, break opportunities.

pub mod normalize;
pub mod numeral;
