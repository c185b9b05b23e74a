//! What the author said of the 版头.

use crate::diagnostic::Span;
use crate::report::model::Spanned;

/// 版头: what stands above the title.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// 份号: six digits.
    pub copy_number: Option<Spanned<String>>,
    /// 密级和保密期限.
    pub security: Option<Security>,
    /// 紧急程度.
    pub urgency: Option<Spanned<Urgency>>,
    /// 发文机关标志, if it is not made of the issuers' names.
    pub mark: Option<Mark>,
    /// 发文字号, or 令号.
    pub document_number: Option<Spanned<String>>,
    /// 签发人.
    pub signatories: Vec<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

/// 密级和保密期限.
#[derive(Clone, Debug)]
pub struct Security {
    /// 密级.
    pub level: Spanned<Level>,
    /// 保密期限: 1年, 6个月 or 长期.
    pub term: Option<Spanned<String>>,
}

/// 密级.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Level {
    /// 绝密
    TopSecret,
    /// 机密
    Secret,
    /// 秘密
    Confidential,
}

/// 紧急程度.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Urgency {
    /// 特急
    Extra,
    /// 加急
    Urgent,
}

/// 发文机关标志.
#[derive(Clone, Debug)]
pub struct Mark {
    /// One text, or the names of the agencies of a joint issue, one below the other.
    pub names: Vec<Spanned<String>>,
    /// 文件, at the right of the names.
    pub word: Option<Spanned<String>>,
}

impl Level {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::TopSecret => "绝密",
            Self::Secret => "机密",
            Self::Confidential => "秘密",
        }
    }
}

impl Urgency {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Extra => "特急",
            Self::Urgent => "加急",
        }
    }
}
