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
        let mut places = Vec::with_capacity(text.len() / 2);
        places.extend(others(&text));
        Self {
            fixed: protected,
            others: places,
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
        if edits.is_empty() {
            return;
        }
        replace(&mut self.text, edits, |edit, _| edit.to);
        replace(&mut self.fixed, edits, |_, _| false);
        replace(&mut self.origin, edits, |_, before| before);
        self.others.clear();
        self.others.extend(others(&self.text));
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
fn others(text: &[char]) -> impl Iterator<Item = usize> {
    (0..text.len()).filter(|at| !is_han(text[*at]))
}

/// Puts items where edits say that there are others now, made with those that were there: the last of
/// these serves for all that are more now. Without such all is done in place.
fn replace<T: Copy>(items: &mut Vec<T>, edits: &[Edit], new: impl Fn(&Edit, T) -> T) {
    let mut done = 0;
    if edits.iter().all(|edit| edit.times <= edit.range.len()) {
        let mut end = 0;
        for edit in edits {
            let start = edit.range.start;
            items.copy_within(done..start, end);
            end += start - done;
            for at in start..start + edit.times {
                items[end] = new(edit, items[at]);
                end += 1;
            }
            done = edit.range.end;
        }
        items.copy_within(done.., end);
        items.truncate(items.len() - (done - end));
        return;
    }
    let before = std::mem::replace(items, Vec::with_capacity(items.len()));
    for edit in edits {
        let Range { start, end } = edit.range;
        items.extend_from_slice(&before[done..start]);
        items.extend((start..start + edit.times).map(|at| new(edit, before[at.min(end - 1)])));
        done = end;
    }
    items.extend_from_slice(&before[done..]);
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
