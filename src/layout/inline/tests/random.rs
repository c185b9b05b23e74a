//! What holds of the lines of any text, by both rule sets.

use std::ops::Range;

use proptest::prelude::*;

use super::super::break_lines::break_lines;
use super::super::place::{Placement, place};
use super::super::prepare::Prepared;
use super::clreq::clreq;
use super::{LineRules, library, prepared_by, run};
use crate::document::Setting;
use crate::text::linebreak::{chinese_break, is_forbidden_at_end, is_forbidden_at_start};
use crate::theme::Align;
use crate::unit::Length;

/// Han of two planes, marks, digits, Latin, blanks, marks drawn onto others.
const MIXED: &str = "[一二三四五六𠀀，。；：、《》“”（）〔〕—…·0-9a-z/%％℃. \u{301}]{0,160}";

/// The same without Latin letters, blanks and marks of both scripts: what the Chinese rules are for.
const CHINESE: &str = "[一二三四五六，。；：、《》（）〔〕]{0,160}";

fn lines(rules: &LineRules, text: &str, room: Length) -> (Prepared, Vec<Range<usize>>) {
    let library = library();
    let part = prepared_by(rules.clone(), &library, &[run(text, Setting::Natural)]);
    let lines = break_lines(&part, room, room);
    (part, lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_character_is_lost_and_no_line_is_too_wide(text in MIXED, measure in 1000i64..9000) {
        let room = Length::twips(measure);
        for rules in [LineRules::Office, clreq()] {
            let (part, lines) = lines(&rules, &text, room);
            // the width of each portion is rounded to whole twips when lines are broken
            let rounding = Length::twips(1 + part.portions.len() as i64 / 2);
            let mut end = 0;
            for line in &lines {
                let between = &part.text[end..line.start];
                prop_assert!(between.iter().all(|&c| c == ' '), "{between:?} is lost");
                end = line.end;
                for align in [Align::Left, Align::Justify] {
                    let placement = Placement { x: Length::ZERO, room, align };
                    let placed = place(&part, line.clone(), placement);
                    let kept: String = part.text[line.clone()].iter().collect();
                    let shown: String = placed.characters().collect();
                    prop_assert_eq!(shown.trim_end(), kept.trim_end());
                    prop_assert!(placed.end <= room + rounding, "{kept} is too wide");
                }
            }
            prop_assert!(part.text[end..].iter().all(|&c| c == ' '), "the end is lost");
        }
    }

    #[test]
    fn no_forbidden_mark_begins_or_ends_a_line_where_it_may_break_elsewhere(
        text in CHINESE,
        measure in 1000i64..9000,
    ) {
        let (part, lines) = lines(&LineRules::Office, &text, Length::twips(measure));
        for pair in lines.windows(2) {
            let (start, end) = (pair[0].start, pair[0].end);
            let is_forbidden =
                is_forbidden_at_start(part.text[end]) || is_forbidden_at_end(part.text[end - 1]);
            prop_assert!(!is_forbidden || chinese_break(&part.text, start, end) == start);
        }
    }

    #[test]
    fn by_clreq_the_same_holds_of_any_text(text in MIXED, measure in 1000i64..9000) {
        let (part, lines) = lines(&clreq(), &text, Length::twips(measure));
        let clreq = part.clreq.as_ref().expect("there are no tabs");
        let rules = clreq.prohibitions();
        for pair in lines.windows(2) {
            let (start, end) = (pair[0].start, pair[1].start);
            let is_allowed = rules.allow(&part.text, end);
            let has_other = (start + 1..end).any(|at| rules.allow(&part.text, at));
            prop_assert!(is_allowed || !has_other, "{:?}", &part.text[start..end]);
        }
    }
}
