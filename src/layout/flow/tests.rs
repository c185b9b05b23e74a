use super::{BetterEnd, FlowContent, FlowItem, FlowTable, Part, distribute};
use crate::layout::foot::FootRules;
use crate::layout::rows::FlowRow;
use crate::unit::Length;

const PITCH: Length = Length::twips(579);

/// Pages of 22 lines and the two twips that are left over.
fn rules(counts: &[usize]) -> FootRules<'_> {
    FootRules::of(PITCH * 22 + Length::twips(2), PITCH, counts, Length::twips(300))
}

fn lines(count: usize) -> FlowItem {
    FlowItem {
        before: Length::ZERO,
        after: Length::ZERO,
        page_break_before: false,
        keep_with_next: false,
        content: FlowContent::Lines { count, pitch: PITCH, keep_together: false },
        ends_body: false,
        marks: Vec::new(),
    }
}

fn heading(count: usize) -> FlowItem {
    FlowItem { keep_with_next: true, ..lines(count) }
}

/// Pages of 22 lines; (item, page, first line on the grid, lines) of each part.
fn place(items: &[FlowItem], tables: &[FlowTable]) -> Vec<(usize, usize, i64, usize)> {
    let line = |part: &Part| part.y.to_twips() / PITCH.to_twips();
    let parts = distribute(items, tables, rules(&[]), 2).parts;
    parts.iter().map(|p| (p.item, p.page, line(p), p.last - p.first)).collect()
}

/// 孤行: what LibreOffice does with a paragraph of n lines where k are free, k < n.
#[test]
fn no_line_of_a_paragraph_stands_alone() {
    for (n, k, stay) in
        [(2, 1, 0), (3, 1, 0), (3, 2, 0), (4, 2, 2), (4, 3, 2), (5, 4, 3), (6, 1, 0)]
    {
        let parts = place(&[lines(22 - k), lines(n)], &[]);
        let first_page: usize =
            parts.iter().filter(|(item, page, ..)| (*item, *page) == (1, 0)).map(|p| p.3).sum();
        assert_eq!(first_page, stay, "{n} lines, {k} free");
    }
}

#[test]
fn headings_stay_with_the_first_lines_of_their_text() {
    let two_free_after_headings = [lines(18), heading(1), heading(1), lines(5)];
    assert_eq!(
        place(&two_free_after_headings, &[])[1..],
        [(1, 0, 18, 1), (2, 0, 19, 1), (3, 0, 20, 2), (3, 1, 0, 3)]
    );
    let one_free_after_headings = [lines(19), heading(1), heading(1), lines(5)];
    assert_eq!(
        place(&one_free_after_headings, &[])[1..],
        [(1, 1, 0, 1), (2, 1, 1, 1), (3, 1, 2, 5)]
    );
}

/// So LibreOffice does with 附件说明 of thirty names, say.
#[test]
fn a_chain_longer_than_a_page_flows_from_where_it_stands() {
    let mut items = vec![lines(10)];
    items.extend((0..30).map(|_| heading(1)));
    items.push(lines(1));
    let placed = place(&items, &[]);
    assert_eq!(placed[12], (12, 0, 21, 1));
    assert_eq!(placed[13], (13, 1, 0, 1));
    assert_eq!(placed[31], (31, 1, 18, 1));
}

#[test]
fn space_before_is_dropped_at_a_page_top_that_came_by_itself_only() {
    let spaced = |item: FlowItem| FlowItem { before: PITCH, ..item };
    assert_eq!(place(&[spaced(lines(1))], &[]), [(0, 0, 1, 1)]);
    assert_eq!(place(&[lines(21), spaced(lines(1))], &[])[1], (1, 1, 0, 1));
    let forced = FlowItem { page_break_before: true, ..spaced(lines(1)) };
    assert_eq!(place(&[lines(1), forced], &[])[1], (1, 1, 1, 1));
}

#[test]
fn the_larger_of_two_spaces_counts() {
    let first = FlowItem { after: PITCH, ..lines(1) };
    let second = FlowItem { before: PITCH * 2, ..lines(1) };
    assert_eq!(place(&[first, second], &[])[1], (1, 0, 3, 1));
}

#[test]
fn a_table_goes_on_below_its_repeated_heading_row() {
    let row = FlowRow { height: PITCH, keep_with_next: false, lines: None };
    let kept = FlowRow { keep_with_next: true, ..row };
    let rows = [vec![kept; 2], vec![row; 28]].concat();
    let table = FlowTable { rows, header_rows: 1, rule: Length::twips(10) };
    let item = FlowItem { content: FlowContent::Table(0), ..lines(1) };
    let parts = place(&[lines(10), item.clone(), lines(1)], std::slice::from_ref(&table));
    // a line of the table below its last row on the page takes the room of the twelfth row
    assert_eq!(parts[1..3], [(1, 0, 10, 11), (1, 1, 0, 19)]);
    for (before, page) in [(18, 0), (19, 1), (20, 1)] {
        let placed = place(&[lines(before), item.clone()], std::slice::from_ref(&table));
        assert_eq!(placed[1].1, page, "a heading row and two more stay together");
    }
}

/// Pages and lines of a paragraph's parts, and notes with the pages and lines of their parts.
type Set = (Vec<(usize, usize)>, Vec<(usize, usize, usize)>);

/// Sets a paragraph with marks, and notes of so many lines, as LibreOffice does.
fn with_notes(count: usize, marks: &[(usize, usize)], counts: &[usize]) -> Set {
    let item = FlowItem { marks: marks.to_vec(), ..lines(count) };
    let placed = distribute(&[item], &[], rules(counts), 2);
    let notes = placed.notes.iter();
    (
        placed.parts.iter().map(|part| (part.page, part.last - part.first)).collect(),
        notes.map(|(page, note)| (note.note, *page, note.last - note.first)).collect(),
    )
}

#[test]
fn footnotes_take_whole_lines_from_the_body() {
    assert_eq!(with_notes(30, &[(0, 0)], &[1]), (vec![(0, 21), (1, 9)], vec![(0, 0, 1)]));
    assert_eq!(with_notes(30, &[(0, 0)], &[3]).0, [(0, 20), (1, 10)]);
    let two = with_notes(30, &[(0, 0), (4, 1)], &[1, 2]);
    assert_eq!(two, (vec![(0, 20), (1, 10)], vec![(0, 0, 1), (1, 0, 2)]));
}

#[test]
fn as_much_of_the_last_footnote_stays_as_has_room() {
    let long = with_notes(30, &[(19, 0)], &[5]);
    assert_eq!(long, (vec![(0, 20), (1, 10)], vec![(0, 0, 3), (0, 1, 2)]));
    // the line of a mark without room for any line of its note goes to the next page
    let none = with_notes(30, &[(21, 0)], &[1]);
    assert_eq!(none, (vec![(0, 21), (1, 9)], vec![(0, 1, 1)]));
    // what comes after a note that goes on goes there, too
    let after = with_notes(30, &[(18, 0), (19, 1)], &[6, 1]);
    assert_eq!(after, (vec![(0, 19), (1, 11)], vec![(0, 0, 5), (0, 1, 1), (1, 1, 1)]));
}

#[test]
fn footnotes_leave_a_fifth_of_the_page_to_the_body() {
    let (parts, notes) = with_notes(10, &[(0, 0)], &[60]);
    assert_eq!(parts, [(0, 4), (1, 6)]);
    assert_eq!(notes, [(0, 0, 33), (0, 1, 27)]);
    // at a page's head a line stays without its note
    let (parts, notes) = with_notes(10, &[(0, 0), (1, 1)], &[60, 2]);
    assert_eq!(parts[0], (0, 4));
    assert_eq!(notes, [(0, 0, 33), (0, 1, 27), (1, 1, 2)]);
    // pages of their own for what is left at the end
    assert_eq!(with_notes(1, &[(0, 0)], &[90]).1, [(0, 0, 33), (0, 1, 33), (0, 2, 24)]);
}

#[test]
fn what_stands_at_a_pages_foot_stands_on_no_page_with_footnotes() {
    let items = [
        FlowItem { marks: vec![(0, 0)], ..lines(2) },
        FlowItem { content: FlowContent::Foot { height: PITCH * 3 }, ..lines(1) },
    ];
    let placed = distribute(&items, &[], rules(&[1]), 2);
    assert_eq!(placed.parts[1].page, 1);
    let without = [lines(2), items[1].clone()];
    assert_eq!(place(&without, &[])[1].1, 0);
}

#[test]
fn a_paragraph_longer_than_a_page_that_is_kept_together_is_set_all_the_same() {
    let long = FlowItem {
        content: FlowContent::Lines { count: 50, pitch: PITCH, keep_together: true },
        ..lines(1)
    };
    let placed: usize = place(&[lines(1), long], &[])[1..].iter().map(|part| part.3).sum();
    assert_eq!(placed, 50);
}

/// Lines of a body, its last paragraph, and a signature of three lines.
fn signed(before: usize, last: usize, keep_with_next: bool) -> Vec<FlowItem> {
    let end = FlowItem { ends_body: true, keep_with_next, ..lines(last) };
    vec![lines(before), end, heading(2), lines(1)]
}

/// 7.3.5.5: no page has a signature and no text.
#[test]
fn a_signature_without_room_takes_the_last_lines_along() {
    let better = |items: &[FlowItem]| {
        let better = distribute(items, &[], rules(&[]), 2).body_end;
        better.map(|better| (better.item, better.end)).map(|(item, end)| {
            assert_eq!(item, 1);
            end
        })
    };
    assert_eq!(better(&signed(14, 5, true)), None, "there is room");
    for before in 15..=17 {
        let lines = BetterEnd::Lines { first: 0, end: 5 };
        assert_eq!(better(&signed(before, 5, true)), Some(lines), "{before}");
        assert_eq!(better(&signed(before, 5, false)), Some(lines), "{before}, free");
    }
    assert_eq!(better(&signed(18, 5, true)), Some(BetterEnd::AtFoot));
    assert_eq!(better(&signed(18, 5, false)), None, "it parts itself");
    assert_eq!(better(&signed(21, 5, true)), None, "one line would stand alone");
    // longer than a page
    assert_eq!(better(&signed(21, 30, true)), Some(BetterEnd::AtFoot));
    // from the page before: the lines on this one count
    let lines = BetterEnd::Lines { first: 2, end: 24 };
    assert_eq!(better(&signed(20, 24, false)), Some(lines));
}
