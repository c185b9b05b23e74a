//! What stands after the body: 署名, 成文日期, 印章 and 版记.

use std::fmt;
use std::sync::Arc;

use super::super::Spanned;
use crate::diagnostic::Span;
use crate::picture::{Ink, Picture};

/// 署名 and 成文日期.
#[derive(Clone, Debug)]
pub struct Signature {
    /// 成文日期.
    pub date: Spanned<Date>,
    /// Where they stand.
    pub style: SignatureStyle,
    /// 署名, if it is not the issuers' names.
    pub issuers: Option<Vec<Spanned<String>>>,
    /// 印章, one for each who signs, or none: then there is room for those of ink.
    pub seals: Vec<Seal>,
    /// The level of the issuers, which decides how large their seals are.
    pub level: Option<SealLevel>,
    /// 签发人签名章, one for each who signs; with style [`SignatureStyle::Stamp`] at least one.
    pub stamps: Vec<Stamp>,
}

/// The three ways of GB/T 9704—2012, 7.3.5, to sign a document.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SignatureStyle {
    /// With a seal (加盖印章), 7.3.5.1.
    Seal,
    /// Without a seal (不加盖印章), 7.3.5.2.
    #[default]
    Plain,
    /// With a signature stamp (加盖签发人签名章), 7.3.5.3.
    Stamp,
}

/// 发文机关的级别.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum SealLevel {
    /// 国务院
    State,
    /// 省级、部委
    Province,
    /// 地级
    Prefecture,
    /// 县级
    County,
    /// 乡镇
    Township,
}

impl SealLevel {
    /// The words of the format for all levels.
    pub(crate) const WORDS: [(&'static str, Self); 5] = [
        ("state", Self::State),
        ("province", Self::Province),
        ("prefecture", Self::Prefecture),
        ("county", Self::County),
        ("township", Self::Township),
    ];

    /// What the format calls it.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, level)| *level == self).map_or("", |(word, _)| word)
    }
}

/// 印章.
#[derive(Clone, Debug)]
pub struct Seal {
    /// The seal.
    pub picture: Arc<Picture>,
    /// Its ink.
    pub ink: Ink,
    /// Where it stands.
    pub span: Span,
}

/// 签发人签名章 with what stands beside it (7.3.5.3).
#[derive(Clone, Debug)]
pub struct Stamp {
    /// 签发人职务 in full, 市长 for instance.
    pub title: Spanned<String>,
    /// The signer's name, as the picture's description.
    pub name: Option<Spanned<String>>,
    /// The stamp; none leaves room for one of ink.
    pub picture: Option<Spanned<Arc<Picture>>>,
}

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// 版记 (7.4). There is something in it.
#[derive(Clone, Debug)]
pub struct Colophon {
    /// 抄送机关.
    pub copy_to: Vec<Spanned<String>>,
    /// 印发机关 and 印发日期.
    pub printed: Option<Printed>,
    /// Where it stands.
    pub span: Span,
}

/// 印发机关 and 印发日期 (7.4.3).
#[derive(Clone, Debug)]
pub struct Printed {
    /// Who printed it.
    pub by: Spanned<String>,
    /// When.
    pub on: Spanned<Date>,
}
