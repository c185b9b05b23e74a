//! Strings only: character classes, normalisation, numerals, words, break opportunities.

pub mod amount;
pub mod common;
pub mod linebreak;
pub mod normalize;
pub mod numeral;
pub mod script;
pub mod title;
pub mod word;
