//! The text under correction.

use std::iter::{from_fn, repeat_n};
use std::ops::Range;

use super::neighbour::is_han;
use super::{Change, Changes, Normalized, Rule};

/// A paragraph whose characters know where they come from.
#[derive(Debug)]
pub(super) struct Draft {
    /// The characters.
    pub(super) text: Vec<char>,
    /// Which of them no rule may change: protected by the caller, or part of a URL and the like.
    pub(super) fixed: Vec<bool>,
    /// Where those stand that are not Han. Most are Han, which no rule changes or begins with.
    pub(super) others: Vec<usize>,
    /// Index in the input of each.
    origin: Vec<usize>,
    /// Changes so far, if they are wanted.
    changes: Option<Vec<Change>>,
}

/// Characters to replace.
#[derive(Debug)]
pub(super) struct Edit {
    /// Which characters.
    pub(super) range: Range<usize>,
    /// What comes in their place.
    pub(super) to: char,
    /// How many of that.
    pub(super) times: usize,
    /// Why.
    pub(super) rule: Rule,
}

impl Edit {
    /// Replaces a single character.
    pub(super) fn one(at: usize, to: char, rule: Rule) -> Self {
        Self { range: at..at + 1, to, times: 1, rule }
    }
}

impl Draft {
    /// A draft of the given text.
    pub(super) fn new(text: Vec<char>, mut protected: Vec<bool>, changes: Changes) -> Self {
        protected.resize(text.len(), false);
        Self {
            fixed: protected,
            others: others(&text),
            origin: (0..text.len()).collect(),
            changes: (changes == Changes::Listed).then(Vec::new),
            text,
        }
    }

    /// Makes URLs, e-mail addresses and paths stay as they are.
    pub(super) fn fix_machine_words(&mut self) {
        let words = self.runs(|at| self.text[at].is_ascii_graphic().then_some(()));
        let machine_words: Vec<_> =
            words.filter_map(|word| machine_word(&self.text, word)).collect();
        for word in machine_words {
            self.fixed[word].fill(true);
        }
    }

    /// Carries out edits of one rule, which are in order and do not overlap.
    pub(super) fn apply(&mut self, edits: &[Edit]) {
        if let Some(changes) = &mut self.changes {
            changes.extend(edits.iter().map(|Edit { range, to, times, rule }| Change {
                at: self.origin[range.start],
                from: self.text[range.clone()].iter().collect(),
                to: repeat_n(to, *times).collect(),
                rule: *rule,
            }));
        }
        if edits.iter().all(|edit| edit.range.len() == edit.times) {
            for Edit { range, to, .. } in edits {
                self.text[range.clone()].fill(*to);
                self.fixed[range.clone()].fill(false);
            }
            return;
        }
        let mut text = Vec::with_capacity(self.text.len());
        let mut fixed = Vec::with_capacity(self.text.len());
        let mut origin = Vec::with_capacity(self.text.len());
        let mut done = 0;
        for Edit { range, to, times, .. } in edits {
            text.extend_from_slice(&self.text[done..range.start]);
            fixed.extend_from_slice(&self.fixed[done..range.start]);
            origin.extend_from_slice(&self.origin[done..range.start]);
            text.extend(repeat_n(*to, *times));
            fixed.extend(repeat_n(false, *times));
            origin.extend((0..*times).map(|i| self.origin[(range.start + i).min(range.end - 1)]));
            done = range.end;
        }
        text.extend_from_slice(&self.text[done..]);
        fixed.extend_from_slice(&self.fixed[done..]);
        origin.extend_from_slice(&self.origin[done..]);
        self.others = others(&text);
        (self.text, self.fixed, self.origin) = (text, fixed, origin);
    }

    /// Runs of characters that `kind` says to be of the same kind; those for which it is none, and
    /// Han, are in no run.
    pub(super) fn runs<K: PartialEq>(
        &self,
        kind: impl Fn(usize) -> Option<K>,
    ) -> impl Iterator<Item = Range<usize>> {
        let mut others = self.others.iter().copied().peekable();
        from_fn(move || {
            let (start, first) = others.find_map(|at| Some((at, kind(at)?)))?;
            let mut end = start + 1;
            while others.next_if(|&at| at == end && kind(at).as_ref() == Some(&first)).is_some() {
                end += 1;
            }
            Some(start..end)
        })
    }

    /// The outcome.
    pub(super) fn finish(self) -> Normalized {
        let mut changes = self.changes.unwrap_or_default();
        changes.sort_by_key(|change| (change.at, change.rule));
        Normalized { text: self.text, origin: self.origin, changes }
    }
}

/// Where characters stand that are not Han.
fn others(text: &[char]) -> Vec<usize> {
    let mut others = Vec::with_capacity(text.len() / 4);
    others.extend((0..text.len()).filter(|at| !is_han(text[*at])));
    others
}

/// The part of a word of ASCII characters that is meant for machines.
fn machine_word(text: &[char], mut word: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (b"\"'([{<,;:!?", b"\"')]}>.,;:!?(");
    while word.start < word.end && before.contains(&(text[word.start] as u8)) {
        word.start += 1;
    }
    while word.start < word.end && after.contains(&(text[word.end - 1] as u8)) {
        word.end -= 1;
    }
    let characters = &text[word.clone()];
    if !characters.iter().any(|c| matches!(c, '@' | ':' | '.')) {
        return None;
    }
    let characters: String = characters.iter().collect();
    let address = characters.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.')
    });
    let machine = address
        || characters.contains("://")
        || characters.contains(":\\")
        || characters.starts_with("www.");
    machine.then_some(word)
}
