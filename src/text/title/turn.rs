//! Where the lines of a title may turn, and at what cost.

use super::grammar::{self, Part};
use crate::text::linebreak::{is_forbidden_at_end, is_forbidden_at_start};
use crate::text::word::words;

/// A place where a line may end and the next begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// Index of the character before which it is.
    pub(super) at: usize,
    /// How much the sense suffers.
    pub(super) cost: f64,
}

/// A turn within a word or right at a mark that does not allow it.
const WITHIN_WORD: f64 = 5_000.0;

/// A turn within a name in 《》, “” or （） that a line could hold.
const WITHIN_NAME: f64 = 1_000.0;

/// A turn before the （） at the end of such a name: （试行）》 may stand on the next line.
const BEFORE_NAMES_NOTE: f64 = 300.0;

/// A turn within such a name before its （）, if a line could hold that much of it.
const WITHIN_NAMES_HEAD: f64 = 200.0;

/// A turn before （）.
const BEFORE_NOTE: f64 = 15.0;

/// A turn within the name of the issuer.
const WITHIN_ISSUER: f64 = 40.0;

/// The marks around names.
const NAME_MARKS: [(char, char); 6] =
    [('《', '》'), ('〈', '〉'), ('“', '”'), ('（', '）'), ('(', ')'), ('〔', '〕')];

/// The longest name that a line may hold, in characters.
const LONGEST_NAME: usize = 200;

/// The longest head of a closing like 的指导意见, in characters.
const LONGEST_CLOSING: usize = 6;

/// The turns of a title, its start and its end among them; between two of them there is no way to
/// turn. What is wider than the measure without a turn gets turns within words.
pub(super) fn turns(
    characters: &[char],
    measure: f64,
    span: &dyn Fn(usize, usize) -> f64,
) -> Vec<Turn> {
    let title = Title::new(characters);
    let mut costs = title.costs();
    protect_names(characters, &mut costs, measure, span);
    let mut turns = vec![Turn { at: 0, cost: 0.0 }];
    let mut from = 0;
    for (to, cost) in costs.into_iter().enumerate().skip(1) {
        let Some(cost) = cost else { continue };
        if to - from > 1 && span(from, to) > measure {
            let within = (from + 1..to).map(|at| Turn { at, cost: emergency(characters, at) });
            turns.extend(within);
        }
        turns.push(Turn { at: to, cost });
        from = to;
    }
    turns
}

/// What a turn costs where there should be none.
fn emergency(characters: &[char], at: usize) -> f64 {
    if is_forbidden(characters[at - 1], characters[at]) { 2.0 * WITHIN_WORD } else { WITHIN_WORD }
}

fn is_forbidden(before: char, after: char) -> bool {
    is_forbidden_at_start(after) || is_forbidden_at_end(before)
}

/// Makes turns dear within the names that a line could hold together with what they carry: 《…》的通知.
fn protect_names(
    characters: &[char],
    costs: &mut [Option<f64>],
    measure: f64,
    span: &dyn Fn(usize, usize) -> f64,
) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, &character) in characters.iter().enumerate() {
        if let Some((_, closing)) = NAME_MARKS.iter().find(|(opening, _)| *opening == character) {
            open.push((at, *closing));
        } else if let Some((start, _)) = open.pop_if(|(_, closing)| *closing == character) {
            let end = (at + 1..costs.len()).find(|&end| costs[end].is_some());
            let fits = |end: usize| end - start <= LONGEST_NAME && span(start, end) <= measure;
            let note = note_start(&characters[start..at]).map(|note| start + note);
            let (end, least) = match (end, note) {
                (Some(end), _) if fits(end) => (at + 1, WITHIN_NAME),
                (_, Some(note)) if fits(note) => (note, WITHIN_NAMES_HEAD),
                _ => continue,
            };
            for (within, cost) in costs.iter_mut().enumerate().take(end).skip(start + 1) {
                let least = if note == Some(within) { BEFORE_NAMES_NOTE } else { least };
                *cost = cost.map(|cost| cost.max(least));
            }
        }
    }
}

/// Where the （） at the end of a name begins.
fn note_start(name: &[char]) -> Option<usize> {
    name.last().filter(|last| matches!(last, '）' | ')'))?;
    name.iter().rposition(|character| matches!(character, '（' | '('))
}

/// What a piece of a title is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// A word of Han characters.
    Word,
    /// Letters and digits: 2024, GB/T.
    Latin,
    Blank,
    Mark,
}

/// A word, a number, a mark.
#[derive(Clone, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
    text: String,
}

impl Token {
    fn part(&self) -> Part {
        if self.kind == Kind::Word { grammar::part(&self.text) } else { Part::Plain }
    }

    /// Whether it is one character that is no word of grammar: part of a name, mostly.
    fn is_loose(&self) -> bool {
        let is_single = self.kind == Kind::Word && self.end - self.start == 1;
        is_single && self.part() == Part::Plain
    }

    /// Whether all of it is a number that another word counts with: 2024, 十四, 第三.
    fn is_number(&self) -> bool {
        match self.kind {
            Kind::Latin => self.text.ends_with(|c: char| c.is_ascii_digit() || c == '%'),
            Kind::Word => grammar::is_numeral(&self.text),
            Kind::Blank | Kind::Mark => false,
        }
    }

    fn last(&self) -> char {
        self.text.chars().next_back().unwrap_or(' ')
    }

    fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }
}

/// A title cut into pieces.
#[derive(Debug)]
struct Title {
    tokens: Vec<Token>,
    /// Index of the piece that begins the closing: 的 of 的通知.
    closing: usize,
    /// How many pieces the issuer's name has, which begins the title.
    issuer: usize,
}

impl Title {
    fn new(characters: &[char]) -> Self {
        let tokens = tokens(characters);
        let closing = tokens.iter().rposition(|token| token.text == "的").filter(|&at| {
            let rest = &tokens[at + 1..];
            rest.iter().all(|token| token.kind == Kind::Word)
                && characters.len() - tokens[at].end <= LONGEST_CLOSING
        });
        let closing = closing.unwrap_or(tokens.len());
        let issuer = issuer_end(&tokens);
        Self { tokens, closing, issuer }
    }

    /// For each character the cost of a turn before it, if there may be one; one more for the end.
    fn costs(&self) -> Vec<Option<f64>> {
        let end = self.tokens.last().map_or(0, |token| token.end);
        let mut costs = vec![None; end + 1];
        costs[0] = Some(0.0);
        costs[end] = Some(0.0);
        for right in 1..self.tokens.len() {
            costs[self.tokens[right].start] = self.cost(right);
        }
        costs
    }

    /// The cost of a turn before a piece.
    fn cost(&self, right: usize) -> Option<f64> {
        let (before, after) = (&self.tokens[right - 1], &self.tokens[right]);
        if right > self.closing || self.belong_together(right) {
            return None;
        }
        let cost = match (before.kind, after.kind) {
            // a wide one parts what is said from what is said next
            (Kind::Blank, _) if before.last() == '\u{3000}' => return Some(0.0),
            (Kind::Blank, Kind::Latin) => 6.0,
            (Kind::Blank, _) => return Some(1.0),
            (Kind::Mark, _) => after_mark(before.last(), after.part()),
            (_, Kind::Mark) => before_mark(before.part(), after.first()),
            _ => self.between_words(right),
        };
        let is_passing_on = [before, after].iter().any(|token| token.part() == Part::PassingOn);
        let is_in_issuer = right < self.issuer && !is_passing_on;
        Some(if is_in_issuer { f64::max(cost, WITHIN_ISSUER) } else { cost })
    }

    /// Whether no line may turn before a piece.
    fn belong_together(&self, right: usize) -> bool {
        let (before, after) = (&self.tokens[right - 1], &self.tokens[right]);
        let is_day = || matches!(before.text.as_str(), "年" | "月") && after.is_number();
        after.kind == Kind::Blank
            || is_forbidden(before.last(), after.first())
            || after.part() == Part::Particle
            || grammar::is_suffix(&after.text)
            || grammar::is_prefix(&before.text)
            || (before.is_number() && after.kind == Kind::Word)
            || (self.follows_number(right) && (is_day() || self.is_part_of_year(right)))
            || matches!(after.first(), '〔' | '%' | '％' | '℃' | '—' | '…' | '-' | '/')
            || matches!(before.last(), '〕' | '—' | '…' | '-' | '/')
    }

    /// Whether what stands before a piece counts something: 年 after 2024.
    fn follows_number(&self, right: usize) -> bool {
        right.checked_sub(2).is_some_and(|at| self.tokens[at].is_number())
    }

    /// Whether a piece is the part of the year before it that is meant: 上半年 or 春节 after 2024年.
    fn is_part_of_year(&self, right: usize) -> bool {
        let is_of_year = right > 0 && self.tokens[right - 1].text == "年";
        let (after, rest) = (&self.tokens[right].text, self.tokens.get(right + 1));
        let is_counted = || rest.is_some_and(|rest| rest.text == "季度");
        is_of_year
            && (grammar::is_part_of_year(after)
                || grammar::is_time_of_year(after)
                || (grammar::is_numeral(after) && is_counted()))
    }

    /// The cost of a turn between two words or numbers.
    fn between_words(&self, right: usize) -> f64 {
        let (before, after) = (&self.tokens[right - 1], &self.tokens[right]);
        let cost = grammar::between(before.part(), after.part());
        let is_year = self.follows_number(right) && before.text.starts_with('年')
            || grammar::is_part_of_year(&before.text);
        match () {
            () if right == self.issuer => cost.min(1.0),
            () if before.text == "的" || is_year => cost.min(4.0),
            () if grammar::is_count(&before.text) => cost.max(14.0),
            () if self.follows_number(right) => cost.max(12.0),
            () if cost < 10.0 && grammar::ends_place(&after.text) => cost.min(5.0),
            () if cost < 10.0 && after.text == "第" => cost.min(8.0),
            () if before.is_loose() || after.is_loose() => cost.max(16.0),
            () if grammar::ends_place(&before.text) => cost.max(10.0),
            () => cost,
        }
    }
}

fn after_mark(mark: char, after: Part) -> f64 {
    match mark {
        '，' | '；' | '：' | '。' | '！' | '？' => 1.0,
        '》' | '〉' => 4.0,
        '）' | ')' | '、' => 5.0,
        '”' | '’' if matches!(after, Part::Adverb | Part::Verb | Part::About) => 3.0,
        '”' | '’' => 16.0,
        _ => 6.0,
    }
}

fn before_mark(before: Part, mark: char) -> f64 {
    match mark {
        '《' | '〈' if before == Part::About => 4.0,
        '《' | '〈' => 1.0,
        '（' | '(' => BEFORE_NOTE,
        _ => grammar::between(before, Part::Plain),
    }
}

/// How many pieces the issuer's name has: what stands before the first 关于 outside 《》, or the
/// first organ in a title without 关于.
fn issuer_end(tokens: &[Token]) -> usize {
    let about = tokens.iter().position(|token| matches!(token.text.as_str(), "关于" | "《"));
    match about {
        Some(at) if tokens[at].text == "关于" => at,
        Some(_) => 0,
        None => {
            let organ = tokens.iter().position(|token| grammar::ends_organ(&token.text));
            organ.map_or(0, |at| at + 1)
        }
    }
}

/// Cuts a title into words, numbers, marks and blanks.
fn tokens(characters: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let kind = kind(characters[start]);
        let end = match kind {
            Kind::Mark => start + 1,
            _ => (start + 1..characters.len())
                .find(|&at| !continues(characters, at, kind))
                .unwrap_or(characters.len()),
        };
        let text: String = characters[start..end].iter().collect();
        if kind == Kind::Word {
            let mut at = start;
            for word in words(&text) {
                let from = at;
                at += word.chars().count();
                tokens.push(Token { start: from, end: at, kind, text: word.to_owned() });
            }
        } else {
            tokens.push(Token { start, end, kind, text });
        }
        start = end;
    }
    tokens
}

fn kind(character: char) -> Kind {
    match character {
        ' ' | '\u{a0}' | '\u{3000}' => Kind::Blank,
        '々' | '〇' => Kind::Word,
        _ if (character as u32) >= 0x2E80 && character.is_alphabetic() => Kind::Word,
        _ if character.is_alphanumeric() => Kind::Latin,
        _ => Kind::Mark,
    }
}

/// Whether a character goes on with the piece before it: 1,145 and GB/T are one.
fn continues(characters: &[char], at: usize, kind_before: Kind) -> bool {
    let own = kind(characters[at]);
    let joins = matches!(
        characters[at],
        '.' | ',' | ':' | '/' | '-' | '–' | '—' | '·' | '&' | '\'' | '+' | '_' | '@'
    );
    let is_inner = joins && characters.get(at + 1).is_some_and(|&next| kind(next) == Kind::Latin);
    own == kind_before || (kind_before == Kind::Latin && (is_inner || characters[at] == '%'))
}
