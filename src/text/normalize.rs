//! Punctuation of drafts: half-width marks next to Han become full-width, quotation marks pair,
//! stray spaces go.
//!
//! A draft that a clerk hands in was typed in two input methods, pasted from a web page or read by
//! a scanner. What is wrong in it beyond doubt is put right here; what might be meant is left.
//! Numbers, times, ratios, URLs, e-mail addresses, file names, code and Latin phrases stay as they
//! are, no letter, digit or Han character is ever lost, and a normalised text is not changed again.
//!
//! Each rule looks at the whole paragraph and hands back its edits; the rules follow one another
//! in an order in which none needs what a later one does.

mod bracket;
mod draft;
mod hidden;
mod mark;
mod neighbour;
mod quote;
mod space;
mod stroke;
#[cfg(test)]
mod tests;
mod width;

use draft::{Draft, Edit};
use neighbour::is_han;

/// What kind of text is normalised.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Context {
    /// Running text, where a space between two Han characters is stray.
    #[default]
    Running,
    /// Titles, headings, captions, names, cells: short text, where a space between two Han
    /// characters stands for something (中共中央 国务院, 张 三) and stays.
    Display,
}

/// Why characters were changed.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Rule {
    /// A character went that leaves no trace on paper: a zero-width space, a soft hyphen.
    Invisible,
    /// A letter and the accent behind it became one character: e and ´ to é.
    Composed,
    /// A full-width letter or digit became half-width: １２ to 12.
    FullwidthAlphanumeric,
    /// The year of a document number got its brackets: [2013] to 〔2013〕 (GB/T 9704—2012, 7.2.5).
    DocumentNumberBracket,
    /// A pair of parentheses became full-width: (试行) to （试行）.
    Parenthesis,
    /// Title marks within title marks became single: 《…《…》…》 to 《…〈…〉…》.
    NestedTitleMark,
    /// Straight quotation marks became a pair: "…" to “…”.
    StraightQuote,
    /// A dash got its two cells: -- to ——.
    Dash,
    /// An ellipsis got its six dots: ... to ……
    Ellipsis,
    /// A half-width mark became full-width: , to ，
    HalfwidthMark,
    /// A space went that only separates Han from what is next to it.
    StraySpace,
    /// A space that stands for something became one cell: after 第一条, for instance.
    WideSpace,
}

impl Rule {
    /// All rules, in the order in which they are applied.
    pub const ALL: [Self; 12] = [
        Self::Invisible,
        Self::Composed,
        Self::FullwidthAlphanumeric,
        Self::DocumentNumberBracket,
        Self::Parenthesis,
        Self::NestedTitleMark,
        Self::StraightQuote,
        Self::Dash,
        Self::Ellipsis,
        Self::HalfwidthMark,
        Self::StraySpace,
        Self::WideSpace,
    ];

    /// A stable name for listings and machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invisible => "invisible",
            Self::Composed => "composed",
            Self::FullwidthAlphanumeric => "fullwidth-alphanumeric",
            Self::DocumentNumberBracket => "document-number-bracket",
            Self::Parenthesis => "parenthesis",
            Self::NestedTitleMark => "nested-title-mark",
            Self::StraightQuote => "straight-quote",
            Self::Dash => "dash",
            Self::Ellipsis => "ellipsis",
            Self::HalfwidthMark => "halfwidth-mark",
            Self::StraySpace => "stray-space",
            Self::WideSpace => "wide-space",
        }
    }
}

/// Whether the changes are listed, or only made.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Changes {
    /// They are listed.
    Listed,
    /// The list stays empty.
    Unlisted,
}

/// One change that was made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Index of the first changed character in the input.
    pub at: usize,
    /// What stood there.
    pub from: String,
    /// What stands there now; empty for a stray space.
    pub to: String,
    /// Why.
    pub rule: Rule,
}

/// Normalised text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Normalized {
    /// The characters.
    pub text: Vec<char>,
    /// For each character of `text` the index of the input character that it comes from, never
    /// decreasing.
    pub origin: Vec<usize>,
    /// What was changed, in reading order, if that was asked for.
    pub changes: Vec<Change>,
}

/// Normalises one paragraph, in which quotation marks and brackets pair.
///
/// `protected` tells of each character whether it must stay as it is (verbatim text); characters
/// beyond its end are free. A line feed stands for a forced break.
pub fn normalize(
    text: Vec<char>,
    protected: Vec<bool>,
    context: Context,
    changes: Changes,
) -> Normalized {
    let mut draft = Draft::new(text, protected, changes);
    make_visible(&mut draft);
    draft.apply(&width::alphanumerics(&draft));
    draft.fix_machine_words();
    // spaces again at the end: marks have become full-width, which need none beside them
    draft.apply(&space::spaces(&draft, context));
    let rules: [fn(&Draft) -> Vec<Edit>; 8] = [
        mark::full_stops,
        bracket::document_numbers,
        bracket::parentheses,
        bracket::title_marks,
        quote::straight_quotes,
        stroke::dashes,
        stroke::ellipses,
        mark::halfwidth_marks,
    ];
    for rule in rules {
        draft.apply(&rule(&draft));
    }
    draft.apply(&space::spaces(&draft, context));
    draft.finish()
}

/// Whether it is clear at a glance that no rule has anything to change in a text: it is of Han,
/// letters, digits and marks by which no rule goes, or of ASCII without spaces.
pub fn is_settled(text: impl Iterator<Item = char> + Clone) -> bool {
    let mut marks = text.clone().filter(|c| !is_han(*c) && !c.is_ascii_alphanumeric());
    marks.all(|c| matches!(c, '，' | '、' | '：' | '；' | '%')) || { text }
        .all(|c| c.is_ascii_graphic())
}

/// Takes out of a text what is not to be seen, verbatim text too, and leaves all else as it is.
pub fn clean(text: Vec<char>, changes: Changes) -> Normalized {
    let mut draft = Draft::new(text, Vec::new(), changes);
    make_visible(&mut draft);
    draft.finish()
}

fn make_visible(draft: &mut Draft) {
    draft.apply(&hidden::invisible(draft));
    draft.apply(&hidden::composed(draft));
}
