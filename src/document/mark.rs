//! 发文机关标志 of a joint issue (7.2.4).

use super::model::Paragraph;
use crate::unit::Length;

/// The names of several agencies, one below the other and evenly set to one width, and 文件 at
/// their right, in the middle of their height. In the DOCX it is a table without lines. Lengths are
/// whole twips.
#[derive(Clone, Debug)]
pub struct JointMark {
    /// The names, each a line long.
    pub names: Vec<Paragraph>,
    /// 文件, at the right edge of its column.
    pub word: Option<Paragraph>,
    /// From the left edge of the type area to the names.
    pub left: Length,
    /// Width of the names.
    pub names_width: Length,
    /// Width of the column with 文件, the gap before it included.
    pub word_width: Length,
    /// From one name's line to the next.
    pub row_height: Length,
    /// Blank room above.
    pub before: Length,
    /// Blank room below.
    pub after: Length,
}

impl JointMark {
    /// The paragraphs in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> + Clone {
        self.names.iter().chain(&self.word)
    }

    /// Its height with the blank room around it.
    pub fn height(&self) -> Length {
        self.before + self.row_height * self.names.len() as i64 + self.after
    }
}
