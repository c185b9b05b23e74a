//! Where the body ends and the signature has no room below it (7.3.5.5): what goes along to the
//! signature's page.

use super::field::Edge;
use super::model::{Indent, Inline, Paragraph, Run, Setting};
use crate::unit::Length;

/// What of the block that ends the body stands on the page of the signature.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum BodyEnd {
    /// Not known yet: all of it, if the pages don't say otherwise.
    #[default]
    Open,
    /// What flows there by itself.
    Free,
    /// Its last lines, from a character on.
    Parted(PartedAt),
    /// Of a table that begins on an earlier page: the rows from this one on.
    Rows(usize),
}

/// A place between two lines of a paragraph.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PartedAt {
    /// How many forced breaks are before it.
    pub breaks: usize,
    /// How many characters stand between the last of them and it.
    pub characters: usize,
    /// The paragraph's tracking when its lines were found.
    pub tracking: Option<Length>,
}

/// Whether a paragraph is a whole one.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Extent {
    /// It is.
    #[default]
    Whole,
    /// It ends the body; its last lines may go to the signature's page without the others.
    EndsBody,
    /// The next one goes on with it: its last line is as wide as the others.
    Begins,
    /// It goes on with the one before.
    GoesOn,
}

impl Paragraph {
    /// The paragraph parted between two lines; none if that would part what belongs together, or if
    /// the lines after the place would be set otherwise than they are in one paragraph.
    pub fn part(&self, at: PartedAt) -> Option<[Self; 2]> {
        let (before, after) = part_inlines(&self.inlines, at)?;
        let first = Self {
            inlines: before,
            extent: Extent::Begins,
            keep_with_next: None,
            tracking: at.tracking,
            ..self.clone()
        };
        let second = Self {
            inlines: after,
            extent: Extent::GoesOn,
            number: None,
            anchor: None,
            anchored: Vec::new(),
            before: Some(Length::ZERO),
            tracking: at.tracking,
            ..self.clone()
        };
        Some([first, second])
    }
}

impl Indent {
    /// That of the lines after a paragraph's first one.
    #[must_use]
    pub fn of_turned_lines(self) -> Self {
        Self { first_line: Length::ZERO, first_line_chars: 0, ..self }
    }
}

/// Parts inlines at a place within the text.
fn part_inlines(inlines: &[Inline], at: PartedAt) -> Option<(Vec<Inline>, Vec<Inline>)> {
    let breaks = inlines.iter().enumerate().filter(|(_, inline)| **inline == Inline::Break);
    let start = match at.breaks {
        0 => 0,
        count => breaks.map(|(index, _)| index + 1).nth(count - 1)?,
    };
    let mut room = at.characters;
    for (index, inline) in inlines.iter().enumerate().skip(start) {
        let ends = matches!(inline, Inline::Edge(_, Edge::End) | Inline::Contents(Edge::End, _));
        match inline {
            Inline::Run(run) => {
                let count = run.text.chars().count();
                if count > room {
                    return part_at(inlines, index, run, room);
                }
                room -= count;
            }
            _ if ends => {}
            // what has no width begins the second part
            _ if room == 0 => return None,
            Inline::Field(field) => room = room.checked_sub(field.text.chars().count())?,
            Inline::FootnoteMark(_) | Inline::FootnoteNumber(_) | Inline::Tab => room -= 1,
            Inline::Break => return None,
            Inline::Edge(..) | Inline::Contents(..) => {}
        }
    }
    None
}

/// Parts inlines so many characters behind the beginning of one of their runs.
fn part_at(
    inlines: &[Inline],
    index: usize,
    run: &Run,
    room: usize,
) -> Option<(Vec<Inline>, Vec<Inline>)> {
    let mut characters = run.text.chars();
    let head: String = characters.by_ref().take(room).collect();
    let tail = characters.as_str();
    let before_run = inlines[..index].iter().rev().find_map(|inline| match inline {
        Inline::Run(run) => run.text.chars().next_back(),
        _ => None,
    });
    let last = head.chars().next_back().or(before_run)?;
    let marks: String = tail.chars().take_while(|c| !c.is_alphanumeric()).collect();
    let is_natural = run.setting == Setting::Natural;
    if last.is_whitespace() || (is_natural && !marks.is_empty() && last.is_ascii_alphanumeric()) {
        return None;
    }
    let mut before = inlines[..index].to_vec();
    if !head.is_empty() {
        before.push(Inline::Run(Run { text: head, ..run.clone() }));
    }
    let mut after = Vec::new();
    let mut rest = tail;
    if is_natural && !marks.is_empty() {
        // at a paragraph's beginning they would be set in the Latin font
        rest = tail.strip_prefix(marks.as_str()).unwrap_or_default();
        after.push(Inline::Run(Run { text: marks, setting: Setting::Han, ..run.clone() }));
    }
    if !rest.is_empty() {
        after.push(Inline::Run(Run { text: rest.to_owned(), ..run.clone() }));
    }
    after.extend(inlines[index + 1..].iter().cloned());
    Some((before, after))
}

#[cfg(test)]
mod tests {
    use super::{Extent, PartedAt, part_inlines};
    use crate::diagnostic::Span;
    use crate::document::{Inline, Paragraph, Run, Setting};
    use crate::theme::StyleName;

    fn run(text: &str) -> Inline {
        Inline::Run(Run { text: text.to_owned(), ..Run::default() })
    }

    fn at(breaks: usize, characters: usize) -> PartedAt {
        PartedAt { breaks, characters, tracking: None }
    }

    #[test]
    fn a_paragraph_is_parted_between_two_characters_and_nothing_is_lost() {
        let text = [run("甲乙"), Inline::Break, run("丙丁"), run("戊己")];
        let parted = |at| part_inlines(&text, at);
        let (before, after) = parted(at(1, 3)).unwrap();
        assert_eq!(before, [run("甲乙"), Inline::Break, run("丙丁"), run("戊")]);
        assert_eq!(after, [run("己")]);
        let (before, after) = parted(at(1, 2)).unwrap();
        assert_eq!(before, [run("甲乙"), Inline::Break, run("丙丁")]);
        assert_eq!(after, [run("戊己")]);
        assert_eq!(parted(at(1, 4)), None, "behind the end");
        assert_eq!(parted(at(2, 0)), None);
    }

    #[test]
    fn marks_after_the_place_stay_in_the_han_font() {
        let (before, after) = part_inlines(&[run("甲乙“丙”丁")], at(0, 2)).unwrap();
        let marks = Run { text: "“".to_owned(), setting: Setting::Han, ..Run::default() };
        assert_eq!((before, after), (vec![run("甲乙")], vec![Inline::Run(marks), run("丙”丁")]));
        for text in ["ab—甲", "a 甲"] {
            assert_eq!(part_inlines(&[run(text)], at(0, 2)), None, "{text}");
        }
    }

    #[test]
    fn the_parts_know_that_they_are_one_paragraph() {
        let whole = Paragraph::new(StyleName::Body, vec![run("甲乙丙丁")], Span::default());
        let [first, second] = whole.part(at(0, 2)).unwrap();
        assert_eq!((first.extent, second.extent), (Extent::Begins, Extent::GoesOn));
        assert_eq!(second.inlines, [run("丙丁")]);
    }
}
