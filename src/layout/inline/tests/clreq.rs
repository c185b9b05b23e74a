//! Lines by CLREQ, 8845 twips wide: 28 characters of 320, tracked by -5.

use std::sync::Arc;

use super::super::place::{PlacedLine, Placement, place};
use super::{LineRules, WIDTH, library, lines_by, prepared_by, run};
use crate::document::Setting;
use crate::theme::{self, Align};
use crate::unit::Length;

/// The rules of the theme.
pub(super) fn clreq() -> LineRules {
    LineRules::Clreq(Arc::clone(&theme::load(theme::DEFAULT).expect("a built-in theme").clreq))
}

fn placed(text: &str, align: Align) -> PlacedLine {
    let library = library();
    let part = prepared_by(clreq(), &library, &[run(text, Setting::Natural)]);
    let room = Length::twips(WIDTH);
    place(&part, 0..part.text.len(), Placement { x: Length::ZERO, room, align })
}

/// Where each glyph's origin is, in twips.
fn origins(line: &PlacedLine) -> Vec<i64> {
    let runs = line.runs.iter().flat_map(|run| {
        let step = Length::twips(320) + run.glyphs.spacing;
        (0_i64..).zip(&run.glyphs.glyphs).map(move |(at, _)| (run.glyphs.x + step * at).to_twips())
    });
    runs.collect()
}

/// 连续标点: two marks take one and a half cells, and what goes is on their blank sides.
#[test]
fn marks_beside_marks_give_up_half_a_cell() {
    let step = 320 - 5;
    // closing and stop, stop and opening: the first gives up what is behind its ink
    let line = origins(&placed("），国", Align::Left));
    assert_eq!(line, [0, step - 160, 2 * step - 160]);
    let line = origins(&placed("国，（国", Align::Left));
    assert_eq!(line, [0, step, 2 * step - 160, 3 * step - 160]);
    // two opening ones: the second gives up what is before its ink, so it moves
    let line = origins(&placed("国（《国", Align::Left));
    assert_eq!(line[..3], [0, step, 2 * step - line_gap('《')]);
    // around a dash, between two stops and within brackets nothing goes
    for text in ["国——国", "国？！国", "（国）国", "（）国国"] {
        assert_eq!(origins(&placed(text, Align::Left)), [0, step, 2 * step, 3 * step], "{text}");
    }
}

/// Half a cell, or what is blank before the ink of a mark, if that is less.
fn line_gap(mark: char) -> i64 {
    let library = library();
    let face = library.role(theme::FontRole::Fangsong);
    let (before, _) = library.open().face(face).bearings(mark).expect("it has ink");
    (320 * i64::from(before) / i64::from(library.face(face).units_per_em)).min(160)
}

/// 行末半角: the ink of a mark at a line's end stands at the edge, its blank beyond it.
#[test]
fn a_mark_at_the_end_of_a_line_is_half_as_wide() {
    let line = placed(&format!("{}。", "国".repeat(20)), Align::Justify);
    assert!((line.end.to_twips() - WIDTH).abs() <= 1, "{}", line.end.to_twips());
    let last = *origins(&line).last().expect("a glyph");
    assert!((last - (WIDTH - 160)).abs() <= 1, "{last}");
}

/// 先挤进，后推出.
#[test]
fn what_does_not_fit_is_pushed_in_if_marks_give_way_and_carried_over_if_not() {
    let han = |count: usize| "国".repeat(count);
    let gives = format!("{}，{}，{}", han(10), han(17), han(9));
    let lines = lines_by(clreq(), &gives, WIDTH);
    assert_eq!(lines, [format!("{}，{}，", han(10), han(17)), han(9)]);
    let rigid = format!("{}，{}", han(28), han(9));
    let lines = lines_by(clreq(), &rigid, WIDTH);
    assert_eq!(lines, [han(27), format!("国，{}", han(9))]);
    // its end is at the edge, not beyond
    let line = placed(&format!("{}，{}，", han(10), han(17)), Align::Justify);
    assert!((line.end.to_twips() - WIDTH).abs() <= 1, "{}", line.end.to_twips());
}

/// 孤字.
#[test]
fn no_line_of_one_character_ends_a_paragraph() {
    let han = |count: usize| "国".repeat(count);
    assert_eq!(
        lines_by(clreq(), &format!("{}。", han(29)), WIDTH),
        [han(27), format!("{}。", han(2)),]
    );
    // marks that give way: there is room for it on the line before
    let gives = format!("{}，{}，{}，{}。", han(7), han(7), han(7), han(5));
    assert_eq!(lines_by(clreq(), &gives, WIDTH), [gives]);
}

/// Spaces between words first, then the gaps beside Han, then all; nothing within words and numbers.
#[test]
fn a_line_is_filled_in_the_order_of_clreq() {
    let line = placed("国家2024年word word国家", Align::Justify);
    assert!((line.end.to_twips() - WIDTH).abs() <= 1);
    let latin = line.runs.iter().filter(|run| run.glyphs.glyphs[0].character.is_ascii());
    let spread = |spacing: Length| spacing > Length::ZERO;
    assert!(latin.clone().all(|run| !spread(run.glyphs.spacing)), "{line:?}");
    assert_eq!(latin.count(), 3, "the number, a word with its space, a word");
}

#[test]
fn a_line_of_latin_is_broken_at_its_spaces() {
    let text = "official documents ".repeat(12);
    let lines = lines_by(clreq(), text.trim_end(), WIDTH);
    assert!(lines.len() > 2 && lines.iter().all(|line| line.trim_end().ends_with(['l', 's'])));
}
