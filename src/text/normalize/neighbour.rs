//! What stands beside a character: the evidence by which a rule decides.

use super::draft::Draft;

/// How far a rule looks past spaces and marks, so that time grows with the length of the text
/// whatever it consists of.
const REACH: usize = 64;

/// How far a rule looks for Han in a sentence.
const SENTENCE: usize = 512;

/// What a character is to the rules.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Class {
    /// Beginning or end of the paragraph, or a forced break.
    Edge,
    /// Han.
    Han,
    /// Full-width punctuation.
    Wide,
    /// 0 to 9.
    Digit,
    /// %, ‰ or ℃, which end a number.
    Unit,
    /// Any other letter, and all of a URL.
    Letter,
    /// Anything else.
    Other,
}

impl Class {
    /// Whether it is evidence that the text around is Chinese.
    pub(super) fn is_chinese(self) -> bool {
        matches!(self, Self::Han | Self::Wide)
    }
}

/// Whether a character is Han, 〇 and 々 among them.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a character is full-width punctuation.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3004}' | '\u{3006}' | '\u{3008}'..='\u{301f}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff0c}' | '\u{ff0e}' | '\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Whether a character is a space, visible or not, but no line feed.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | ' ' | '\u{a0}' | '\u{2000}'
            ..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// Whether a character is a bracket that opens, of either width.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '（' | '［' | '〔' | '【' | '《' | '〈' | '「' | '『' | '〖')
}

/// Whether a character is a bracket that closes, of either width.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '）' | '］' | '〕' | '】' | '》' | '〉' | '」' | '』' | '〗')
}

/// Whether a character is a quotation mark, curly or straight.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '＂' | '＇')
}

/// Whether a character is a mark that `mark` makes full-width.
pub(super) fn is_halfwidth_mark(c: char) -> bool {
    matches!(c, ',' | ':' | ';' | '!' | '?')
}

/// Whether a character is a mark that `mark` makes, or one like them.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(c, '，' | '：' | '；' | '！' | '？' | '。' | '、')
}

/// Whether a character leaves open what the text around is: a space, a quotation mark, a bracket,
/// a mark of either width. A rule that looks past all of these decides the same before and after
/// other rules.
pub(super) fn is_neutral(c: char) -> bool {
    is_space(c)
        || is_quote(c)
        || is_opening(c)
        || is_closing(c)
        || is_halfwidth_mark(c)
        || is_wide_mark(c)
}

impl Draft {
    /// The class of a character; `None` is beyond an end.
    pub(super) fn class(&self, at: Option<usize>) -> Class {
        let Some((at, &c)) = at.and_then(|at| Some((at, self.text.get(at)?))) else {
            return Class::Edge;
        };
        match c {
            _ if is_han(c) => Class::Han,
            '\n' => Class::Edge,
            _ if self.fixed[at] && c.is_ascii_graphic() => Class::Letter,
            '0'..='9' => Class::Digit,
            '%' | '‰' | '℃' | '％' => Class::Unit,
            _ if is_wide(c) => Class::Wide,
            _ if c.is_alphabetic() || c == '_' => Class::Letter,
            _ => Class::Other,
        }
    }

    /// The nearest character before `at` that `skip` does not pass over.
    pub(super) fn before(&self, at: usize, skip: impl Fn(char) -> bool) -> Option<usize> {
        let end = at.saturating_sub(REACH);
        let found = (end..at).rev().find(|&i| self.fixed[i] || !skip(self.text[i]));
        found.or_else(|| end.checked_sub(1))
    }

    /// The nearest character after `at` that `skip` does not pass over.
    pub(super) fn after(&self, at: usize, skip: impl Fn(char) -> bool) -> Option<usize> {
        let end = self.text.len().min(at + 1 + REACH);
        let found = (at + 1..end).find(|&i| self.fixed[i] || !skip(self.text[i]));
        found.or_else(|| (end < self.text.len()).then_some(end))
    }

    /// How many characters before each there are that show the text to be Chinese: Han and
    /// full-width punctuation but the marks that `mark` may have made.
    pub(super) fn chinese_counts(&self) -> Vec<usize> {
        let mut count = 0;
        let counts = (0..self.text.len()).map(|at| {
            let before = count;
            let is_evidence = self.class(Some(at)).is_chinese() && !is_wide_mark(self.text[at]);
            count += usize::from(is_evidence);
            before
        });
        counts.collect()
    }

    /// Whether there is Han in the sentence around `at`.
    pub(super) fn sentence_has_han(&self, at: usize) -> bool {
        let ends =
            |c: &&char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…' | '\n');
        let before = self.text[..at].iter().rev().take(SENTENCE).take_while(|c| !ends(c));
        let after = self.text[at..].iter().take(SENTENCE).take_while(|c| !ends(c));
        before.chain(after).any(|&c| is_han(c))
    }
}
