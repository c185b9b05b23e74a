//! The rules of CLREQ, by which a PDF's lines are set if the report wants it.

use serde::Deserialize;

/// Line breaking and the widths of marks by CLREQ. Widths are in 字.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClreqRule {
    /// Marks that never begin a line (行首禁则).
    pub never_start: String,
    /// Marks that never end one (行尾禁则).
    pub never_end: String,
    /// Marks that are not parted from their like (符号分离禁则).
    pub inseparable: String,
    /// What is not parted from the digit before it.
    pub units: String,
    /// Opening brackets and quotation marks (开始夹注符号): blank before their ink.
    pub opening: String,
    /// Closing ones (结束夹注符号): blank after it.
    pub closing: String,
    /// 点号: blank after their ink.
    pub stops: String,
    /// Marks that are blank on both sides.
    pub middle: String,
    /// How wide a mark is, at least, between another and its own ink, if one of the two is a bracket
    /// or quotation mark (连续标点).
    pub beside_mark: f64,
    /// How wide one is at a line's end (行末半角).
    pub at_line_end: f64,
    /// What is set closer so that a mark or word may stay on its line (先挤进), in this order.
    pub shrink: Vec<SpaceRule>,
    /// What is set wider to fill a line (后推出), in this order; then all other gaps alike.
    pub stretch: Vec<SpaceRule>,
    /// How much wider each gap of the line before may get where a character is carried to a last
    /// line of one (孤字).
    pub orphan_gap: f64,
}

/// Spaces of a kind, and to which width they may go.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceRule {
    /// Spaces between Latin words.
    WordSpaces(f64),
    /// The gaps between Han and Latin.
    ScriptGaps(f64),
    /// Full-width marks.
    Marks {
        /// Which.
        of: String,
        /// Their width.
        to: f64,
    },
}
