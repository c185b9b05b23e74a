//! The rules of what stands after the body: 附件说明, 署名, 印章, 成文日期 and 版记.

use serde::Deserialize;

use crate::unit::Length;

/// 附件说明 (7.3.4).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentNoteRule {
    /// So many names at most stay on one page; of more, the first two and the last two.
    pub together: usize,
}

/// 署名 and 成文日期 (7.3.5), in 字 of the body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureRule {
    /// 7.3.5.1: to the right of the date.
    pub seal_date_right: f64,
    /// 7.3.5.2: to the right of the 署名, or of the date if that ends further right.
    pub plain_right: f64,
    /// 7.3.5.2: the date's first character to the right of that of the 署名.
    pub plain_date_shift: f64,
    /// 7.3.5.3: to the right of the date.
    pub stamp_date_right: f64,
    /// 印章
    pub seal: SealRule,
    /// 签发人签名章
    pub stamp: StampRule,
}

/// 印章 (7.3.5.1).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealRule {
    /// Diameter of the seal of 国务院.
    pub state: Length,
    /// Of 省级 and 部委.
    pub province: Length,
    /// Of 地级.
    pub prefecture: Length,
    /// Of 县级, and of an issuer whose level is not said.
    pub county: Length,
    /// Of 乡镇.
    pub township: Length,
    /// How far the middle of 署名 and date is below that of the seal.
    pub text_below_center: Length,
    /// Between two seals, at least.
    pub gap: Length,
    /// Between two names beside each other, at least, in 字.
    pub name_gap: f64,
    /// To the right of the date, at least, in 字, where so many seals would not fit on a page otherwise.
    pub least_date_right: f64,
    /// A seal's picture: the share of its ink that is red, at least, in percent.
    pub red_percent: u64,
    /// By how much its width and height may differ, in percent.
    pub shape_percent: u32,
    /// By how much the size that its file states may differ from that of its level.
    pub size_tolerance: Length,
}

/// 签发人签名章 (7.3.5.3); distances in 字 of the body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampRule {
    /// Blank lines between the body and the first stamp.
    pub blank_lines_before: u8,
    /// To the right of the stamp.
    pub right: f64,
    /// From 签发人职务 to the stamp.
    pub title_gap: f64,
    /// Height of a stamp.
    pub height: Length,
    /// Its width at most, and that of the room for a stamp of ink.
    pub width: Length,
    /// Blank lines between the last stamp and the date.
    pub blank_lines_before_date: u8,
}

/// 版记 (7.4).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColophonRule {
    /// Thickness of the first and the last line.
    pub thick: Length,
    /// Of the lines between.
    pub thin: Length,
    /// Between a line and the text above or below it.
    pub padding: Length,
    /// On which side of a leaf it stands.
    pub side: ColophonSide,
}

/// On which side of a leaf the 版记 stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum ColophonSide {
    /// On the last side of a document printed on both: an even page.
    Even,
    /// On the last page with text.
    Any,
}
