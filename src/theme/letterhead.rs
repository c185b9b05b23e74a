//! The rules of the 版头 (7.2, 10.1 to 10.3).

use serde::Deserialize;

use crate::unit::Length;

/// 版头.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterheadRule {
    /// 发文机关标志.
    pub mark: MarkRule,
    /// Blank lines between the 标志 and the 发文字号 (7.2.5), or the 令号 (10.2).
    pub number_blank_lines: u8,
    /// 上行文: 字 free left of the 发文字号 and right of the 签发人 (7.2.5, 7.2.6).
    pub upward_indent: f64,
    /// Between the names of two 签发人 on a line, in 字.
    pub signatory_gap: f64,
    /// The line below the 发文字号 (7.2.7).
    pub line: RedLineRule,
    /// Blank lines between that line and the title (7.3.1).
    pub title_blank_lines: u8,
    /// Blank lines between the 令号 and the body (10.2).
    pub order_blank_lines: u8,
    /// 信函 (10.1).
    pub letter: LetterRule,
}

/// 发文机关标志 (7.2.4). Its largest size is that of its style. A mark that is too wide at that
/// size is narrowed, down to `narrowest`; if that is not enough, it is set smaller.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRule {
    /// Upper edge of the type area to that of its characters.
    pub top: Length,
    /// The same in an order (10.2).
    pub order_top: Length,
    /// The largest size of several agencies' names.
    pub joint_size: Length,
    /// The smallest size of one agency's name.
    pub smallest: Length,
    /// The smallest size of several agencies' names.
    pub joint_smallest: Length,
    /// Least width of the characters in percent of their own.
    pub narrowest: u8,
    /// From one agency's name to the next, in type sizes.
    pub pitch: f64,
    /// Between the agencies' names and 文件, in character widths.
    pub gap: f64,
    /// Lines of the body for which the names leave room on page 1 (7.3.3).
    pub body_lines: u8,
}

/// The red line between 版头 and title (7.2.7), as wide as the type area.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedLineRule {
    /// Lower edge of the characters above it to its own upper edge.
    pub below: Length,
    /// Its thickness.
    pub thickness: Length,
    /// Name of its colour.
    pub color: String,
}

/// 信函 (10.1).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterRule {
    /// Paper's upper edge to that of the 标志's characters.
    pub mark_top: Length,
    /// Lower edge of the 标志's characters to the upper double line.
    pub line_below: Length,
    /// Lower double line to the paper's lower edge.
    pub foot_line: Length,
    /// Width of the double lines, which stand in the middle of the paper.
    pub line_width: Length,
    /// Thickness of the thick line of a pair.
    pub thick: Length,
    /// Between the two.
    pub gap: Length,
    /// Thickness of the thin one.
    pub thin: Length,
    /// Upper double line to the upper edge of the characters below it, in type sizes.
    pub elements_below: f64,
    /// Blank lines between the last of these elements and the title.
    pub title_blank_lines: u8,
}
