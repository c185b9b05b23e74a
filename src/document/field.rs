//! What stands in a text and is not written by its author: fields that word processors compute,
//! marks of footnotes, and the edges of what references name.

use std::sync::Arc;

use super::model::AnchorId;
use crate::text::numeral;
use crate::theme::{CharacterStyle, NumberFormat};

/// Where a link leads.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Link {
    /// To a web page or a mail box.
    Address(Arc<str>),
    /// To a place of the document.
    Anchor(AnchorId),
}

/// A footnote: its index in `Document::footnotes`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FootnoteId(pub usize);

/// A number without what is around it.
pub fn written(format: NumberFormat, value: u32) -> String {
    match format {
        NumberFormat::ChineseCountingThousand => numeral::chinese(value),
        NumberFormat::Decimal => value.to_string(),
        NumberFormat::DecimalEnclosedCircle => {
            numeral::circled(value).map_or_else(|| value.to_string(), String::from)
        }
        NumberFormat::Bullet => String::new(),
    }
}

/// Text that word processors compute: `w:fldChar`. It is a portion of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    /// What it says.
    pub kind: FieldKind,
    /// What they will compute.
    pub text: String,
    /// How it is marked up, each once.
    pub styles: Vec<CharacterStyle>,
    /// Where it leads as part of a link; fields that refer to a place lead there by themselves.
    pub link: Option<Link>,
}

/// What a field says.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FieldKind {
    /// The next number of a sequence: `SEQ 表 \* ARABIC`.
    Sequence(Arc<str>),
    /// What an anchor names: `REF`.
    Text(AnchorId),
    /// The number of the paragraph that an anchor names: `REF \n`.
    Number(AnchorId),
    /// The number of the page where an anchor stands: `PAGEREF`.
    Page(AnchorId),
}

impl FieldKind {
    /// The place that it refers to.
    pub fn anchor(&self) -> Option<AnchorId> {
        match self {
            Self::Sequence(_) => None,
            Self::Text(anchor) | Self::Number(anchor) | Self::Page(anchor) => Some(*anchor),
        }
    }
}

/// An edge of what an anchor names: `w:bookmarkStart`, `w:bookmarkEnd`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Edge {
    /// What follows is named.
    Start,
    /// What stands before is named.
    End,
}
