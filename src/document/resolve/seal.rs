//! Where seals and the names under them stand (GB/T 9704—2012, 7.3.5.1): plain geometry.
//!
//! Lengths across begin at the left edge of the type area, lengths down at the top of the line with
//! the names.

use crate::unit::Length;

/// What the places of seals depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct SealMeasures<'a> {
    /// Diameter of a seal.
    pub diameter: Length,
    /// Between two seals, at least.
    pub gap: Length,
    /// Middle of the text below the middle of the seal.
    pub text_below_center: Length,
    /// Between two names, at least.
    pub name_gap: Length,
    /// Right of the date, as a rule.
    pub date_right: Length,
    /// Right of the date, at least.
    pub least_date_right: Length,
    /// Width of the date.
    pub date: Length,
    /// Widths of the names, in order; there may be none.
    pub names: &'a [Length],
    /// Type size of names and date.
    pub size: Length,
    /// Baseline to baseline.
    pub pitch: Length,
    /// Width of the type area.
    pub width: Length,
    /// How many lines a page has.
    pub page_lines: i64,
    /// How many lines of the body stand above the names on their page, at least.
    pub body_lines: i64,
    /// What stands below the date.
    pub note: NoteMeasures,
}

/// What the place of 附注 beside or below seals depends on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoteMeasures {
    /// How many of its lines are on the page of the date, at least.
    pub lines: i64,
    /// Where its longest line ends; none if there is no 附注.
    pub right: Option<Length>,
}

/// What is below the date of a signature.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Below {
    /// How many lines its seals reach below the date.
    pub lines: i64,
    /// Where 附注 stands.
    pub note: NotePlace,
}

/// Where 附注 stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum NotePlace {
    /// On the line below the date (7.3.6).
    #[default]
    BelowDate,
    /// On the first line below the seals, one of which would be printed over it elsewhere.
    BelowSeals,
}

/// The places of seals, names and date.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct SealPlaces {
    /// Blank lines between the body and the first names.
    pub blank_lines: i64,
    /// The middles of the seals and names, row by row; one row without names has the date's.
    pub rows: Vec<Vec<Length>>,
    /// From one row of names to the next: whole lines, if there is room for that.
    pub row_height: Length,
    /// Top of the names' line to the top of their seals; mostly negative.
    pub seal_top: Length,
    /// Left edge of the date.
    pub date_left: Length,
    /// How far the last row's seals reach below the date, and where 附注 stands.
    pub below: Below,
    /// How many rows stand on each page: as many as there is room for.
    pub pages: Vec<usize>,
    /// The height of a line.
    pitch: Length,
}

/// Where a row stands among those of its page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct RowPlace {
    /// Whether it is the first one of a page after that where the signature begins.
    pub begins_page: bool,
    /// Whether it is the last one of a page, and not of all.
    pub ends_page: bool,
    /// Whether it is the last one of all.
    pub is_last: bool,
}

impl SealPlaces {
    /// Whether a seal is printed over 附注, for want of room below the seals.
    pub(super) fn crosses_note(&self, measures: &SealMeasures<'_>) -> bool {
        let row = self.rows.last().map_or(&[][..], Vec::as_slice);
        let place = measures.note_place(self.seal_top, row);
        self.below.note == NotePlace::BelowDate && place == NotePlace::BelowSeals
    }

    /// Where a row stands among those of its page.
    pub(super) fn row(&self, index: usize) -> RowPlace {
        let mut ends = self.pages.iter().scan(0, |sum, rows| {
            *sum += rows;
            Some(*sum)
        });
        let is_last = index + 1 == self.rows.len();
        RowPlace {
            begins_page: index > 0 && ends.clone().any(|end| end == index),
            ends_page: !is_last && ends.any(|end| end == index + 1),
            is_last,
        }
    }

    /// How many lines of 附注 stand below the seals on the page where the signature begins.
    pub(super) fn note_lines(&self, measures: &SealMeasures<'_>) -> i64 {
        if self.pages.len() > 1 { 0 } else { measures.lines_below_seals(self.below.note) }
    }

    /// From the end of the body to the end of the last seal, in lines.
    fn lines(&self) -> i64 {
        self.lines_of(self.rows.len())
    }

    /// The same on the page where the signature begins.
    pub(super) fn first_lines(&self) -> i64 {
        self.lines_of(self.pages[0])
    }

    fn lines_of(&self, rows: usize) -> i64 {
        let between = self.row_height * (rows as i64 - 1);
        self.blank_lines + lines_for(between, self.pitch) + 2 + self.below.lines
    }
}

impl SealMeasures<'_> {
    /// How many lines of names and date a seal stands on.
    fn lines_of_text(&self) -> i64 {
        if self.names.is_empty() { 1 } else { 2 }
    }

    /// How many lines stand below the seals: the first line of 附注 may stand beside their foot.
    fn lines_below_seals(&self, place: NotePlace) -> i64 {
        match place {
            NotePlace::BelowDate => (self.note.lines - 1).max(0),
            NotePlace::BelowSeals => self.note.lines,
        }
    }

    /// Where 附注 stands below a row of seals: none is printed over it, nor closer to it than to
    /// another seal.
    fn note_place(&self, seal_top: Length, row: &[Length]) -> NotePlace {
        let Some(right) = self.note.right else { return NotePlace::BelowDate };
        let radius = self.diameter / 2;
        // from the middle of the seals to the upper edge of the characters below the date
        let down = self.pitch * self.lines_of_text() + self.pitch.scale(4, 5)
            - self.size.scale(88, 100)
            - seal_top
            - radius;
        let square = |length: Length| length.to_emu().max(0).pow(2);
        let meets =
            |middle: &Length| square(*middle - right) + square(down) < square(radius + self.gap);
        if row.iter().any(meets) { NotePlace::BelowSeals } else { NotePlace::BelowDate }
    }
}

/// Places seals, each on its name, the last one on name and date.
pub(super) fn place_seals(measures: &SealMeasures<'_>) -> SealPlaces {
    let widest = measures.names.iter().copied().max().unwrap_or_default();
    let step = (measures.diameter + measures.gap).max(widest + measures.name_gap);
    let half = measures.diameter.max(widest) / 2;
    // where the date's middle is: a wide name or seal may push it to the left, never to the right
    let middle = |date_right: Length| {
        let of_date = measures.width - date_right - measures.date / 2;
        of_date.min(measures.width - half)
    };
    let arranged = |date_right: Length| {
        let last = middle(date_right);
        let capacity = 1 + ((last - half).to_emu().max(0) / step.to_emu()) as usize;
        let columns = columns(measures, last, half, step, capacity);
        places(measures, last, &columns)
    };
    let usual = arranged(measures.date_right);
    let packed = arranged(measures.least_date_right.min(measures.date_right));
    let is_packed = packed.rows.len() < usual.rows.len();
    // with the last lines of the body; rows off the grid only if there is no other way, and further
    // agencies a row only if that is not enough
    let most = measures.page_lines - measures.body_lines;
    let lines =
        |places: &SealPlaces| places.lines() + measures.lines_below_seals(places.below.note);
    let close = |places: &SealPlaces| SealPlaces {
        row_height: (measures.diameter + measures.gap).round_to_twips(),
        ..places.clone()
    };
    // beside 附注 only if nothing else keeps the signature on one page
    let beside = |places: &SealPlaces| SealPlaces {
        below: Below { note: NotePlace::BelowDate, ..places.below },
        ..places.clone()
    };
    let mut tried = vec![usual.clone(), close(&usual)];
    if is_packed {
        tried.extend([packed.clone(), close(&packed)]);
    }
    tried.extend(tried.iter().map(beside).collect::<Vec<_>>());
    let found = tried.into_iter().find(|places| lines(places) <= most);
    let mut places = found.unwrap_or_else(|| close(if is_packed { &packed } else { &usual }));
    places.pages = rows_on_pages(&places, measures);
    places
}

/// The middles of the columns of seals, the last on the date: as even on both sides of the type area
/// as the seals allow.
fn columns(
    measures: &SealMeasures<'_>,
    last: Length,
    half: Length,
    step: Length,
    capacity: usize,
) -> Vec<Length> {
    let count = capacity.min(measures.names.len()).max(1);
    let steps = count as i64 - 1;
    if steps == 0 {
        return vec![last];
    }
    let first = (measures.width - last).max(half).min(last - step * steps);
    (0..=steps).map(|index| first + (last - first) * index / steps).collect()
}

fn places(measures: &SealMeasures<'_>, last: Length, columns: &[Length]) -> SealPlaces {
    let SealMeasures { diameter, size, pitch, .. } = *measures;
    let count = measures.names.len().max(1);
    let rows = (0..count).step_by(columns.len()).map(|from| {
        let in_row = (count - from).min(columns.len());
        // a last row that is not full keeps to the right, where the date is
        columns[columns.len() - in_row..].to_vec()
    });
    let rows: Vec<Vec<Length>> = rows.collect();
    // middle of a line's characters: a baseline is at four fifths of the line, and a character's
    // box reaches from 0.88 above it to 0.12 below it
    let of_line = pitch.scale(4, 5) - size.scale(38, 100);
    let lines_of_text = measures.lines_of_text();
    let of_text = of_line + pitch * (lines_of_text - 1) / 2;
    let seal_top = of_text - measures.text_below_center - diameter / 2;
    let blank_lines = lines_for(Length::ZERO - seal_top, pitch);
    let note = measures.note_place(seal_top, rows.last().map_or(&[], Vec::as_slice));
    let lines = lines_for(seal_top + diameter - pitch * lines_of_text, pitch);
    SealPlaces {
        blank_lines,
        rows,
        row_height: pitch * lines_for(diameter + measures.gap, pitch),
        seal_top,
        date_left: last - measures.date / 2,
        below: Below { lines, note },
        pages: Vec::new(),
        pitch,
    }
}

/// How many of the rows stand on each page: on the first one below the last lines of the body.
fn rows_on_pages(places: &SealPlaces, measures: &SealMeasures<'_>) -> Vec<usize> {
    let one_row = places.blank_lines + 2 + places.below.lines;
    let rows = |room: i64| {
        let room = measures.pitch * (room - one_row);
        1 + usize::try_from(room.to_emu() / places.row_height.to_emu()).unwrap_or(0)
    };
    let mut pages = Vec::new();
    let mut left = places.rows.len();
    let page_lines = measures.page_lines - measures.lines_below_seals(places.below.note);
    let mut fit = rows(page_lines - measures.body_lines);
    while left > 0 {
        pages.push(fit.min(left));
        left -= fit.min(left);
        fit = rows(page_lines);
    }
    pages
}

/// How many lines are at least so high.
fn lines_for(height: Length, pitch: Length) -> i64 {
    let (height, pitch) = (height.to_emu().max(0), pitch.to_emu());
    (height + pitch - 1) / pitch
}

#[cfg(test)]
mod tests {
    use super::{NoteMeasures, NotePlace, SealMeasures, SealPlaces, place_seals};
    use crate::unit::Length;

    const PITCH: Length = Length::twips(579);
    const WIDTH: Length = Length::mm(156);
    /// 4 字 of 三号.
    const FOUR: Length = Length::pt(64);

    fn measures(diameter: i64, date: i64, names: &[Length]) -> SealMeasures<'_> {
        SealMeasures {
            diameter: Length::mm(diameter),
            gap: Length::mm(2),
            text_below_center: Length::mm(3),
            name_gap: Length::pt(16),
            date_right: FOUR,
            least_date_right: Length::pt(32),
            date: Length::mm(date),
            names,
            size: Length::pt(16),
            pitch: PITCH,
            width: WIDTH,
            page_lines: 22,
            body_lines: 2,
            note: NoteMeasures::default(),
        }
    }

    fn names(count: usize, width: i64) -> Vec<Length> {
        vec![Length::mm(width); count]
    }

    /// Whatever the clause says of the places.
    fn check(measures: &SealMeasures<'_>) -> SealPlaces {
        let places = place_seals(measures);
        let half = measures.diameter / 2;
        let top = PITCH * places.blank_lines + places.seal_top;
        assert!(top >= Length::ZERO && top < PITCH, "within a line of the body: {top:?}");
        let count: usize = places.rows.iter().map(Vec::len).sum();
        assert_eq!(count, measures.names.len().max(1));
        for row in &places.rows {
            assert!(row[0] >= half && row[row.len() - 1] <= WIDTH - half, "{row:?}");
            for pair in row.windows(2) {
                assert!(pair[1] - pair[0] >= measures.diameter + measures.gap, "{row:?}");
            }
            let first = &places.rows[0];
            assert!(row.iter().all(|middle| first.contains(middle)), "aligned: {places:?}");
        }
        assert!(places.row_height >= measures.diameter + measures.gap);
        let last = places.rows.last().and_then(|row| row.last()).copied().unwrap();
        assert!((last - places.date_left - measures.date / 2).to_emu().abs() <= 1);
        // name and date sit below the seal's middle, and within the seal
        let middle = places.seal_top + half;
        let lines = if measures.names.is_empty() { 1 } else { 2 };
        assert!(middle < PITCH * lines / 2 && middle + half > PITCH * lines, "{places:?}");
        places
    }

    #[test]
    fn a_lone_seal_stands_on_name_and_date_whatever_its_level() {
        for diameter in [60, 50, 45, 42] {
            let names = names(1, 40);
            let places = check(&measures(diameter, 44, &names));
            let right = WIDTH - places.date_left - Length::mm(44);
            assert!((right - FOUR).to_emu().abs() <= 1, "four characters: {right:?}");
            check(&measures(diameter, 44, &[]));
        }
    }

    #[test]
    fn a_long_name_pushes_the_date_to_the_left_and_stays_on_it() {
        let names = names(1, 110);
        let places = check(&measures(45, 44, &names));
        assert_eq!(places.rows, [[Length::mm(156 - 55)]]);
    }

    #[test]
    fn seals_of_many_stand_in_rows_of_as_many_as_fit_beside_the_date() {
        for (diameter, date, count, in_rows) in [
            (45, 44, 2, vec![2]),
            (45, 44, 3, vec![2, 1]),
            (45, 44, 7, vec![2, 2, 2, 1]),
            (42, 40, 3, vec![3]),
            (50, 44, 3, vec![2, 1]),
            (60, 44, 2, vec![2]),
            // more rows than a page has room for: the date gives way
            (45, 44, 9, vec![3, 3, 3]),
        ] {
            let names = names(count, 40);
            let places = check(&measures(diameter, date, &names));
            let rows: Vec<usize> = places.rows.iter().map(Vec::len).collect();
            assert_eq!(rows, in_rows, "{count} seals of {diameter} mm");
        }
    }

    #[test]
    fn more_rows_than_a_page_has_room_for_go_on_on_the_next_page() {
        for (diameter, count, in_rows, on_pages) in [
            (45, 12, 3, vec![4]),
            (45, 13, 3, vec![4, 1]),
            (45, 30, 3, vec![4, 4, 2]),
            (60, 8, 2, vec![3, 1]),
        ] {
            let names = names(count, 40);
            let places = check(&measures(diameter, 44, &names));
            assert_eq!(places.rows[0].len(), in_rows, "{count} seals of {diameter} mm");
            assert_eq!(places.pages, on_pages, "{count} seals of {diameter} mm");
            assert!(2 + places.first_lines() <= 22, "{places:?}");
        }
    }

    #[test]
    fn rows_stand_closer_before_they_go_on_on_another_page() {
        let names = names(7, 50);
        let measures = SealMeasures { body_lines: 3, ..measures(45, 44, &names) };
        let places = check(&measures);
        assert_eq!((places.rows.len(), &places.pages[..]), (4, &[4][..]));
        assert!(places.row_height < PITCH * 5);
        assert!(3 + places.first_lines() <= 22, "{places:?}");
    }

    #[test]
    fn two_seals_stand_evenly_about_the_middle_of_the_page() {
        let names = names(2, 40);
        let places = check(&measures(45, 44, &names));
        let [row] = &places.rows[..] else { panic!("{places:?}") };
        assert!((row[0] - (WIDTH - row[1])).to_emu().abs() <= 1, "{row:?}");
    }

    #[test]
    fn names_wider_than_their_seals_keep_apart() {
        let names = names(4, 60);
        let places = check(&measures(45, 44, &names));
        for row in &places.rows {
            assert!(
                row.windows(2).all(|pair| pair[1] - pair[0] >= Length::mm(60) + Length::pt(16))
            );
            assert!(row[0] >= Length::mm(30));
        }
    }

    #[test]
    fn a_note_stands_beside_the_foot_of_a_seal_or_below_it_but_not_in_it() {
        for (diameter, count, right, place) in [
            (45, 1, 60, NotePlace::BelowDate),
            (45, 1, 90, NotePlace::BelowDate),
            (45, 1, 110, NotePlace::BelowSeals),
            (45, 2, 20, NotePlace::BelowDate),
            (45, 2, 56, NotePlace::BelowSeals),
            // only the date's seal stands in the last row
            (45, 3, 56, NotePlace::BelowDate),
            (60, 2, 20, NotePlace::BelowSeals),
        ] {
            let names = names(count, 40);
            let note = NoteMeasures { lines: 1, right: Some(Length::mm(right)) };
            let places = check(&SealMeasures { note, ..measures(diameter, 44, &names) });
            assert_eq!(places.below.note, place, "{count} seals of {diameter} mm, {right} mm");
        }
    }

    #[test]
    fn a_seal_crosses_a_note_before_the_signature_goes_on_on_another_page() {
        let names = names(5, 60);
        let note = NoteMeasures { lines: 1, right: Some(Length::mm(100)) };
        let of = |page_lines| SealMeasures { page_lines, note, ..measures(45, 44, &names) };
        for (page_lines, place, pages) in [
            (18, NotePlace::BelowSeals, 1),
            (17, NotePlace::BelowDate, 1),
            (16, NotePlace::BelowSeals, 2),
        ] {
            let places = check(&of(page_lines));
            assert_eq!((places.below.note, places.pages.len()), (place, pages), "{places:?}");
            assert_eq!(places.crosses_note(&of(page_lines)), page_lines == 17);
        }
    }

    #[test]
    fn a_note_below_the_seals_has_its_line_on_their_page() {
        let names = names(7, 40);
        let beside = SealMeasures { body_lines: 2, ..measures(45, 44, &names) };
        let lines = check(&beside).lines();
        let note = NoteMeasures { lines: 1, right: Some(Length::mm(150)) };
        let page_lines = 2 + lines;
        let places = check(&SealMeasures { page_lines, note, ..beside });
        assert!(2 + places.first_lines() < page_lines, "{places:?}");
    }
}
