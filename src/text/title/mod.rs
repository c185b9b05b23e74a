//! How a title turns its lines (GB/T 9704—2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，
//! 间距恰当，标题排列应当使用梯形或菱形).
//!
//! `turn` cuts the title into words and says what it costs to turn a line before each; `shape` finds
//! the lines that cost least together, their lengths counted in. Costs are points: a turn at a good
//! place is free, one within a phrase about ten, and a fault of hundreds is taken only where every
//! other way has a greater one.

mod grammar;
mod shape;
mod turn;

/// Breaks a title into lines of at most `measure`, each a run of whole words.
///
/// `width` is the width of a piece on one line, `measure` that of a line, both in characters (字, em)
/// of the title's type. A line feed in the title is a break that its author wants. Blanks at breaks
/// are dropped; but for these the lines make up the title. Only a single character that is wider
/// than the measure makes a line that is.
///
/// A title that fits stays on one line. Else there are as few lines as words allow, in the shape of
/// a 梯形 (each longer than the one above it), 倒梯形 (each shorter) or 菱形 (the longest in the
/// middle), balanced, turning where the sense does, and none so short that it looks left over.
///
/// # Examples
///
/// ```
/// # use report_export::text::title::break_title;
/// let width = |piece: &str| piece.chars().count() as f64;
/// let lines = break_title("国务院办公厅关于复制推广营商环境创新试点改革举措的通知", 20.0, &width);
/// assert_eq!(lines, ["国务院办公厅关于复制推广", "营商环境创新试点改革举措的通知"]);
/// ```
pub fn break_title(title: &str, measure: f64, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    let parts = title.split('\n').map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| break_part(part, measure, width)).collect()
}

/// Breaks a title, or what its author has put on lines of its own.
fn break_part(part: &str, measure: f64, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    if width(part) <= measure {
        return vec![part.to_owned()];
    }
    let characters: Vec<char> = part.chars().collect();
    let span = |from: usize, to: usize| width(&line(&characters[from..to]));
    let turns = turn::turns(&characters, measure, &span);
    let ends = shape::best_lines(&turns, measure, &span);
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(&ends).map(|(from, &to)| line(&characters[from..to])).collect()
}

/// The characters as a line, without blanks at its ends.
fn line(characters: &[char]) -> String {
    characters.iter().collect::<String>().trim().to_owned()
}
