//! Words of Chinese text, as jieba finds them: of all ways to cut a text into words of its
//! dictionary the most probable one.
//!
//! The dictionary is a sorted text inside the program and is searched where it lies. `jieba-rs`
//! itself unpacks and indexes its own at the first use, which takes a quarter of a second: far more
//! than a whole report.

use std::cmp::Ordering;
use std::ops::Range;

/// The words of `jieba-rs`, made by `data/text/words.sh`.
#[expect(clippy::unreadable_literal, reason = "the starts are made by a program for a program")]
const WORDS: WordList = WordList {
    text: include_str!("../../data/text/words.txt"),
    starts: include!(concat!(env!("OUT_DIR"), "/word_starts.rs")),
};

/// Terms of official titles that jieba cuts wrong or too fine.
const TITLE_WORDS: WordList =
    WordList { text: include_str!("../../data/text/title-words.txt"), starts: &[] };

/// What a term of official titles costs: less than any two words.
const TITLE_WORD_COST: u32 = 100;

/// What a word costs that jieba's corpus has three times, as nearly half of them.
const RARE_COST: u32 = 1681;

/// What a character costs that is not in the dictionary, as if the corpus had it once.
const UNKNOWN_COST: u32 = 1791;

/// Cuts a run of Han characters into words, in order; together they are the text.
pub fn words(text: &str) -> Vec<&str> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let slice = |from: usize, to: usize| text.get(starts[from]..starts[to]).unwrap_or_default();
    let count = starts.len() - 1;
    // for each character the cheapest way from it to the end: its cost and where its first word ends
    let mut best = vec![(0, count); count + 1];
    for from in (0..count).rev() {
        let mut found = (UNKNOWN_COST + best[from + 1].0, from + 1);
        for (to, rest) in best.iter().enumerate().skip(from + 1) {
            let word = slice(from, to);
            let (known, title) = (WORDS.find(word), TITLE_WORDS.find(word));
            let cost = title.cost.map(|_| TITLE_WORD_COST).or(known.cost);
            if let Some(cost) = cost {
                found = found.min((cost + rest.0, to));
            }
            if !(known.has_longer || title.has_longer) {
                break;
            }
        }
        best[from] = found;
    }
    let mut words = Vec::new();
    let mut from = 0;
    while from < count {
        let to = best[from].1;
        words.push(slice(from, to));
        from = to;
    }
    words
}

/// Lines `word` or `word cost`, sorted by the words' bytes. Lines that begin with `#` sort before
/// all Han words and are comments.
#[derive(Clone, Copy, Debug)]
struct WordList {
    text: &'static str,
    /// Where words begin that don't sort before some characters (see `build.rs`), if it is long.
    starts: &'static [u32],
}

/// What a list has on a text.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// 100 × ln(total / frequency) if it is a word.
    cost: Option<u32>,
    /// Whether a longer word may begin with it.
    has_longer: bool,
}

impl WordList {
    /// Where a word is if it is anywhere.
    fn range(self, word: &[u8]) -> Range<usize> {
        if let (&[first @ 0xE0..0xF0, second, ..], [_, ..]) = (word, self.starts) {
            let key = usize::from(first & 0xF) << 6 | usize::from(second & 0x3F);
            return self.starts[key] as usize..self.starts[key + 1] as usize;
        }
        0..self.text.len()
    }

    fn find(self, word: &str) -> Found {
        let (text, word) = (self.text.as_bytes(), word.as_bytes());
        let Range { start: mut low, end: mut high } = self.range(word);
        let mut cost = None;
        while low < high {
            let middle = low + (high - low) / 2;
            let before = text[low..middle].iter().rposition(|&byte| byte == b'\n');
            let start = before.map_or(low, |at| low + at + 1);
            let line = first_line(&text[start..high]);
            let mut fields = line.split(|&byte| byte == b' ');
            match fields.next().unwrap_or_default().cmp(word) {
                Ordering::Less => low = high.min(start + line.len() + 1),
                Ordering::Greater => high = start,
                Ordering::Equal => {
                    cost = Some(fields.next().map_or(RARE_COST, decimal));
                    low = high.min(start + line.len() + 1);
                    high = low;
                }
            }
        }
        Found { cost, has_longer: text[low..].starts_with(word) }
    }
}

fn first_line(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == b'\n').next().unwrap_or_default()
}

fn decimal(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::{TITLE_WORDS, WORDS, words};

    #[test]
    fn the_most_probable_words_win() {
        let cut = words("国务院办公厅关于进一步优化营商环境降低市场主体制度性交易成本的意见");
        let expected =
            "国务院办公厅/关于/进一步/优化/营商环境/降低/市场主体/制度性/交易成本/的/意见";
        assert_eq!(cut.join("/"), expected);
        assert_eq!(words("研究生命的起源").join("/"), "研究/生命/的/起源");
        assert_eq!(words("龘靐").join("/"), "龘/靐");
        assert!(words("").is_empty());
    }

    #[test]
    fn every_word_of_the_lists_is_found() {
        for list in [WORDS, TITLE_WORDS] {
            let mut last = "";
            for line in list.text.lines().filter(|line| !line.starts_with('#')) {
                let word = line.split(' ').next().unwrap();
                assert!(last < word, "{word} is not sorted");
                assert!(list.find(word).cost.is_some(), "{word}");
                last = word;
            }
        }
    }
}
