//! The lines that cost least together.

use super::turn::Turn;

/// The width of a range of characters as a line of its own.
type Span<'a> = &'a dyn Fn(usize, usize) -> f64;

/// The most lines that are weighed; a longer title, which is none, is filled line by line.
const MAX_LINES: usize = 10;

/// What a line costs for differing from the average, by the square of its share.
const IMBALANCE: f64 = 30.0;

/// What a line costs beside a neighbour of the same length: 梯形 and 菱形 have slanting sides.
const UPRIGHT: f64 = 1.5;

/// What an em costs by which the second of two lines is longer.
const HEAVY_FOOT: f64 = 0.15;

/// What a line costs that is rather short beside its neighbour.
const UNEQUAL: f64 = 8.0;

/// The share of its neighbour below which a line is rather short.
const UNEQUAL_SHARE: f64 = 0.4;

/// What a line costs that looks left over beside its neighbour.
const ORPHAN: f64 = 400.0;

/// The share of its neighbour below which a line looks left over.
const ORPHAN_SHARE: f64 = 1.0 / 3.0;

/// What a line costs that is longer than the one above it, while that is shorter than one above:
/// the lines would have a waist.
const WAIST: f64 = 300.0;

/// What a line costs beyond the fewest: only faults of hundreds are worth one.
const EXTRA_LINE: f64 = 150.0;

/// Lengths in em that look the same.
const SAME: f64 = 0.01;

/// A line that fits: from one turn to another.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Index of the turn that it begins at.
    from: usize,
    /// Index of the turn that it ends at.
    to: usize,
    width: f64,
}

/// Which way the lines have gone so far.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Side {
    Widening,
    Narrowing,
}

/// The best way to set some lines that end with a certain one.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f64,
    side: Side,
    line: usize,
    /// Index into the ways of one line less.
    before: usize,
}

/// Where the best lines end, as indices of characters.
pub(super) fn best_lines(turns: &[Turn], measure: f64, span: Span<'_>) -> Vec<usize> {
    let lines = lines_that_fit(turns, measure, span);
    let fewest = fewest_lines(&lines, turns.len() - 1);
    if fewest.len() > MAX_LINES {
        return fewest.iter().map(|&line| turns[lines[line].to].at).collect();
    }
    let total = span(0, turns[turns.len() - 1].at);
    let fair = best_of(fewest.len(), &lines, turns, total);
    let longer = best_of(fewest.len() + 1, &lines, turns, total);
    match (fair, longer) {
        (Some(fair), Some(longer)) if longer.1 + EXTRA_LINE < fair.1 => longer.0,
        (Some(best), _) | (None, Some(best)) => best.0,
        (None, None) => unreachable!("the fewest lines are a way"),
    }
}

/// All lines that fit, by where they begin; a single piece counts as fitting.
fn lines_that_fit(turns: &[Turn], measure: f64, span: Span<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for from in 0..turns.len() - 1 {
        for to in from + 1..turns.len() {
            let width = span(turns[from].at, turns[to].at);
            if width > measure && to > from + 1 {
                break;
            }
            lines.push(Line { from, to, width });
        }
    }
    lines
}

/// The lines of a title that is filled line by line.
fn fewest_lines(lines: &[Line], last: usize) -> Vec<usize> {
    let mut filled = Vec::new();
    let mut from = 0;
    while from < last {
        let longest = lines.partition_point(|line| line.from <= from) - 1;
        filled.push(longest);
        from = lines[longest].to;
    }
    filled
}

/// The best way to set a title in `count` lines: where they end, and the cost.
fn best_of(count: usize, lines: &[Line], turns: &[Turn], total: f64) -> Option<(Vec<usize>, f64)> {
    let average = total / f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let own = |line: &Line| {
        let share = (line.width - average) / average;
        IMBALANCE * share * share + turns[line.to].cost
    };
    let first = lines.iter().enumerate().take_while(|(_, line)| line.from == 0);
    let first =
        first.map(|(line, it)| Way { cost: own(it), side: Side::Widening, line, before: 0 });
    let mut layers: Vec<Vec<Way>> = vec![first.collect()];
    for _ in 1..count {
        let next = next_layer(&layers[layers.len() - 1], lines, count, &own);
        layers.push(next);
    }
    let is_whole = |way: &&(usize, &Way)| lines[way.1.line].to == turns.len() - 1;
    let ways: Vec<(usize, &Way)> = layers[count - 1].iter().enumerate().collect();
    let (mut at, best) =
        *ways.iter().filter(is_whole).min_by(|a, b| a.1.cost.total_cmp(&b.1.cost))?;
    let mut ends = Vec::new();
    for layer in layers.iter().rev() {
        ends.push(turns[lines[layer[at].line].to].at);
        at = layer[at].before;
    }
    ends.reverse();
    Some((ends, best.cost))
}

/// The best ways with one line more, one for each line and side.
fn next_layer(ways: &[Way], lines: &[Line], count: usize, own: &dyn Fn(&Line) -> f64) -> Vec<Way> {
    let mut best: Vec<[Option<Way>; 2]> = vec![[None; 2]; lines.len()];
    for (before, way) in ways.iter().enumerate() {
        let above = &lines[way.line];
        let from = lines.partition_point(|line| line.from < above.to);
        for (line, it) in lines.iter().enumerate().skip(from) {
            if it.from > above.to {
                break;
            }
            let (step, side) = beside(above.width, it.width, way.side, count);
            let cost = way.cost + own(it) + step;
            let kept = &mut best[line][side as usize];
            if kept.is_none_or(|kept| cost < kept.cost) {
                *kept = Some(Way { cost, side, line, before });
            }
        }
    }
    best.into_iter().flatten().flatten().collect()
}

/// What a line costs below another one, and which way the lines go with it.
fn beside(above: f64, width: f64, side: Side, count: usize) -> (f64, Side) {
    let share = above.min(width) / above.max(width);
    let mut cost = match share {
        _ if share < ORPHAN_SHARE => ORPHAN,
        _ if share < UNEQUAL_SHARE => UNEQUAL,
        _ => 0.0,
    };
    if count == 2 {
        cost += HEAVY_FOOT * (width - above).max(0.0);
    } else if (width - above).abs() < 0.75 {
        cost += UPRIGHT;
    }
    if width > above + SAME && side == Side::Narrowing {
        cost += WAIST;
    }
    let side = if width < above - SAME { Side::Narrowing } else { side };
    (cost, side)
}
