//! The text under correction.

use std::iter::repeat_n;
use std::ops::Range;

use super::{Change, Changes, Normalized, Rule};

/// A paragraph whose characters know where they come from.
#[derive(Debug)]
pub(super) struct Draft {
    /// The characters.
    pub(super) text: Vec<char>,
    /// Which of them no rule may change: protected by the caller, or part of a URL and the like.
    pub(super) fixed: Vec<bool>,
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
            origin: (0..text.len()).collect(),
            changes: (changes == Changes::Listed).then(Vec::new),
            text,
        }
    }

    /// Makes URLs, e-mail addresses and paths stay as they are.
    pub(super) fn fix_machine_words(&mut self) {
        for range in machine_words(&self.text) {
            self.fixed[range].fill(true);
        }
    }

    /// Carries out edits of one rule, which are in order and do not overlap.
    pub(super) fn apply(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let mut text = Vec::with_capacity(self.text.len());
        let mut fixed = Vec::with_capacity(self.text.len());
        let mut origin = Vec::with_capacity(self.text.len());
        let mut done = 0;
        for Edit { range, to, times, rule } in edits {
            text.extend_from_slice(&self.text[done..range.start]);
            fixed.extend_from_slice(&self.fixed[done..range.start]);
            origin.extend_from_slice(&self.origin[done..range.start]);
            for i in 0..times {
                text.push(to);
                fixed.push(false);
                origin.push(self.origin[(range.start + i).min(range.end - 1)]);
            }
            done = range.end;
            if let Some(changes) = &mut self.changes {
                let from = self.text[range.clone()].iter().collect();
                let to = repeat_n(to, times).collect();
                changes.push(Change { at: self.origin[range.start], from, to, rule });
            }
        }
        text.extend_from_slice(&self.text[done..]);
        fixed.extend_from_slice(&self.fixed[done..]);
        origin.extend_from_slice(&self.origin[done..]);
        (self.text, self.fixed, self.origin) = (text, fixed, origin);
    }

    /// The outcome.
    pub(super) fn finish(self) -> Normalized {
        let mut changes = self.changes.unwrap_or_default();
        changes.sort_by_key(|change| (change.at, change.rule));
        Normalized { text: self.text, origin: self.origin, changes }
    }
}

/// Finds URLs, e-mail addresses and paths, without the marks around them.
fn machine_words(text: &[char]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    while start < text.len() {
        if !text[start].is_ascii_graphic() {
            start += 1;
            continue;
        }
        let length = text[start..].iter().take_while(|c| c.is_ascii_graphic()).count();
        words.extend(machine_word(text, start..start + length));
        start += length;
    }
    words
}

/// The part of a word of ASCII characters that is meant for machines.
fn machine_word(text: &[char], mut word: Range<usize>) -> Option<Range<usize>> {
    while word.start < word.end && "\"'([{<,;:!?".contains(text[word.start]) {
        word.start += 1;
    }
    while word.start < word.end && "\"')]}>.,;:!?(".contains(text[word.end - 1]) {
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
