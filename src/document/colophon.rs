//! 版记: what stands at the foot of the last page (7.4).

use super::model::Paragraph;
use crate::unit::Length;

/// 版记, at the foot of the type area. In the DOCX a table that floats there.
#[derive(Clone, Debug)]
pub struct Colophon {
    /// Its paragraphs, a level line between two groups.
    pub groups: Vec<Vec<Paragraph>>,
    /// Its lines; a 函 has none.
    pub rules: Option<ColophonRules>,
    /// Between a line and the text above or below it.
    pub padding: Length,
    /// On which pages it may stand.
    pub parity: Parity,
    /// Whether 主送机关 stand in it.
    pub has_addressees: bool,
    /// Whether it begins a page of its own.
    pub place: ColophonPlace,
}

/// Thicknesses of lines that are as wide as the type area.
#[derive(Clone, Copy, Debug)]
pub struct ColophonRules {
    /// Of the first and the last.
    pub thick: Length,
    /// Of those between.
    pub thin: Length,
}

/// On which pages something may stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Parity {
    /// On those with an even number.
    Even,
    /// On all.
    Any,
}

/// Where the 版记 stands, seen from what is before it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ColophonPlace {
    /// On the same page.
    #[default]
    Here,
    /// On the next page.
    NextPage,
    /// On the page after a blank one: neither of the two has a number.
    AfterBlank,
}

impl Colophon {
    /// The height of the empty paragraph by which it hangs.
    pub const ANCHOR: Length = Length::pt(1);
}
