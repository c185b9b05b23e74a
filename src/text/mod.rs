//! Strings only: character classes, normalisation, numerals, break opportunities.

pub mod numeral;
