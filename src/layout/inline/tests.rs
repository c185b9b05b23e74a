//! Lines as LibreOffice's writer was measured to set them: 8845 twips wide, 16 pt, tracked by -5.

use std::collections::BTreeMap;

mod clreq;
mod random;

use super::break_lines::break_lines;
use super::place::{PlacedRun, Placement, place};
use super::prepare::{Prepared, prepare};
use super::tab::{Dot, Tabs};
use crate::document::{
    AnchorId, CharacterLook, Document, Field, FieldKind, FootnoteId, Indent, Inline, Leader,
    LineRules, Orientation, PageNumber, PageSetup, ParagraphStyle, Run, Setting, TabAlign, TabStop,
};
use crate::font::FontLibrary;
use crate::metadata::Metadata;
use crate::theme::{self, Align, CharacterStyle, Color, FontRole, NumberFormat, PageNumberSide};
use crate::unit::Length;

const WIDTH: i64 = 8845;

fn library() -> FontLibrary {
    let theme = theme::load(theme::DEFAULT).expect("a built-in theme");
    FontLibrary::find(&theme.fonts, &[]).expect("the fonts in the program")
}

fn style() -> ParagraphStyle {
    ParagraphStyle {
        word_name: String::new(),
        font: FontRole::Fangsong,
        latin: FontRole::Latin,
        size: Length::pt(16),
        character_width: 100,
        tracking: Length::twips(-5),
        color: Color::default(),
        align: Align::Justify,
        indent: Indent::default(),
        before: Length::ZERO,
        after: Length::ZERO,
        line_pitch: Length::twips(579),
        keep_with_next: false,
        keep_together: false,
        page_break_before: false,
        outline_level: None,
    }
}

fn document(line_rules: LineRules) -> Document {
    Document {
        metadata: Metadata {
            title: String::new(),
            authors: Vec::new(),
            date: None,
            language: "zh-CN".to_owned(),
        },
        page: PageSetup {
            width: Length::twips(11906),
            height: Length::twips(16838),
            top: Length::ZERO,
            right: Length::ZERO,
            bottom: Length::ZERO,
            left: Length::ZERO,
            line_pitch: Length::twips(579),
            widow_lines: 2,
            page_number: PageNumber {
                before: String::new(),
                after: String::new(),
                baseline: Length::ZERO,
                side: PageNumberSide::Outer,
            },
            orientation: Orientation::Upright,
        },
        styles: BTreeMap::new(),
        characters: BTreeMap::from([(
            CharacterStyle::FootnoteMark,
            CharacterLook {
                word_name: String::new(),
                font: Some(FontRole::Fangsong),
                latin: Some(FontRole::Fangsong),
                color: None,
                superscript: true,
            },
        )]),
        headings: Vec::new(),
        lists: Vec::new(),
        fonts: BTreeMap::new(),
        private_characters: BTreeMap::new(),
        sections: Vec::new(),
        footnotes: Vec::new(),
        footnote_format: NumberFormat::DecimalEnclosedCircle,
        line_rules,
    }
}

fn run(text: &str, setting: Setting) -> Inline {
    Inline::Run(Run { text: text.to_owned(), setting, ..Run::default() })
}

fn prepared(library: &FontLibrary, inlines: &[Inline]) -> Prepared {
    prepared_by(LineRules::Office, library, inlines)
}

fn prepared_by(rules: LineRules, library: &FontLibrary, inlines: &[Inline]) -> Prepared {
    prepare(inlines, &style(), &document(rules), &library.open()).remove(0)
}

fn lines_of(text: &str, width: i64) -> Vec<String> {
    lines_by(LineRules::Office, text, width)
}

fn lines_by(rules: LineRules, text: &str, width: i64) -> Vec<String> {
    let library = library();
    let part = prepared_by(rules, &library, &[run(text, Setting::Natural)]);
    let width = Length::twips(width);
    let lines = break_lines(&part, width, width);
    lines.into_iter().map(|line| part.text[line].iter().collect()).collect()
}

#[test]
fn twenty_eight_characters_fill_a_line() {
    let text = "国".repeat(60);
    let counts: Vec<usize> = lines_of(&text, WIDTH).iter().map(|l| l.chars().count()).collect();
    assert_eq!(counts, [28, 28, 4]);
}

/// Lines with tabs, 6000 twips wide and 1000 from where the stops are: their text and, for each run,
/// its left edge and its first character.
fn tabbed(parts: &[&str], stops: &[TabStop]) -> Vec<(String, Vec<(i64, char)>)> {
    let library = library();
    let texts = parts.iter().map(|text| run(text, Setting::Natural));
    let inlines: Vec<Inline> = texts.flat_map(|text| [text, Inline::Tab]).collect();
    let mut part = prepared(&library, &inlines[..inlines.len() - 1]);
    let open = library.open();
    let dot = Dot::new(library.role(FontRole::Latin), Length::pt(16), &open);
    part.tabs = Tabs { stops: stops.to_vec(), right: Length::twips(7000), dot };
    let room = Length::twips(6000);
    let lines = break_lines(&part, room, room).into_iter().map(|range| {
        let placement = Placement { x: Length::twips(1000), room, align: Align::Justify };
        let line = place(&part, range, placement);
        let start = |run: &PlacedRun| (run.glyphs.x.to_twips(), run.glyphs.glyphs[0].character);
        (line.characters().collect(), line.runs.iter().map(start).collect())
    });
    lines.collect()
}

fn stop(position: i64, align: TabAlign, leader: Leader) -> TabStop {
    TabStop { position: Length::twips(position), align, leader }
}

/// Stops count from the edge of the type area, not from the paragraph's; a right stop takes the
/// text without the tracking that right-aligned lines count.
#[test]
fn text_after_a_tab_stands_at_its_stop() {
    let stops =
        [stop(3000, TabAlign::Left, Leader::None), stop(6500, TabAlign::Right, Leader::None)];
    let lines = tabbed(&["国", "家国", "国家"], &stops);
    // 6500 less two characters of 320 and their tracking of -5
    assert_eq!(lines[0].1, [(1000, '国'), (3000, '家'), (5865, '国')]);
}

#[test]
fn dots_lead_to_a_stop() {
    let lines = tabbed(&["国", "家"], &[stop(6500, TabAlign::Right, Leader::Dots)]);
    assert_eq!(lines[0].1, [(1000, '国'), (1320, '.'), (6180, '家')]);
}

#[test]
fn text_without_room_at_its_stop_goes_to_the_next_line() {
    let long = "国".repeat(18);
    let lines = tabbed(&[&long, "家"], &[stop(6700, TabAlign::Right, Leader::None)]);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1].1, [(6380, '家')]);
    let turned = tabbed(&[&"国".repeat(20), "家"], &[stop(6700, TabAlign::Right, Leader::None)]);
    assert_eq!(turned[1].1, [(1000, '国'), (6380, '家')]);
}

/// CLREQ, Prohibition Rules for Line Start and Line End (行首行尾禁则).
#[test]
fn closing_marks_do_not_start_a_line() {
    let text = format!("{}》，国", "国".repeat(27));
    assert_eq!(lines_of(&text, WIDTH), ["国".repeat(26), "国》，国".to_owned()]);
}

#[test]
fn a_number_is_carried_over_whole() {
    let text = format!("{}2024年", "国".repeat(27));
    assert_eq!(lines_of(&text, WIDTH), ["国".repeat(27), "2024年".to_owned()]);
}

/// 国2024年 = 320 + 64 + (640 - 15) + 64 + 320 twips.
#[test]
fn han_and_digits_stand_a_fifth_of_an_em_apart() {
    let library = library();
    let part = prepared(&library, &[run("国2024年", Setting::Natural)]);
    let placement = Placement { x: Length::ZERO, room: Length::twips(WIDTH), align: Align::Left };
    assert_eq!(place(&part, 0..6, placement).end, Length::twips(1393));
}

#[test]
fn dashes_are_not_split_when_their_run_says_so() {
    let library = library();
    let split = |setting| {
        let inlines = [
            run(&"国".repeat(27), Setting::Natural),
            run("——", setting),
            run("国", Setting::Natural),
        ];
        let part = prepared(&library, &inlines);
        break_lines(&part, Length::twips(WIDTH), Length::twips(WIDTH))[0].end
    };
    assert_eq!(split(Setting::Natural), 28);
    assert_eq!(split(Setting::Unbreakable), 27);
}

/// Measured: 58 % of the size, rounded; its baseline 142 twips above that of the line.
#[test]
fn the_mark_of_a_footnote_is_small_and_high_and_never_begins_a_line() {
    let library = library();
    let lines = |before: usize| {
        let mark = Inline::FootnoteMark(FootnoteId(0));
        let han = |count| run(&"国".repeat(count), Setting::Natural);
        let part = prepared(&library, &[han(before), mark, han(3)]);
        let width = Length::twips(WIDTH);
        (break_lines(&part, width, width)[0].end, part)
    };
    let (end, part) = lines(27);
    assert_eq!(end, 28, "the mark is narrower than a character");
    let mark = &part.portions[1];
    assert_eq!((mark.size.to_twips(), mark.raise.to_twips()), (186, 141));
    assert_eq!(part.width(1, 27, 28).to_twips(), 186);
    assert_eq!(lines(28).0, 27, "the character before it goes to the next line with it");
}

#[test]
fn a_justified_line_ends_at_the_edge_of_its_measure() {
    let library = library();
    let part = prepared(&library, &[run("国家2024年ABC国家", Setting::Natural)]);
    let room = Length::twips(WIDTH);
    let line = place(&part, 0..12, Placement { x: Length::ZERO, room, align: Align::Justify });
    assert!((line.end - room).to_emu().abs() < 100, "{:?}", line.end.to_twips());
}

/// Measured: whether a gap parts the scripts or not; a footnote's mark belongs to the script before it.
#[test]
fn a_justified_line_grows_where_latin_text_ends_before_a_chinese_mark() {
    let library = library();
    let room = Length::twips(WIDTH);
    let runs = |inlines: &[Inline]| {
        let part = prepared(&library, inlines);
        let placement = Placement { x: Length::ZERO, room, align: Align::Justify };
        place(&part, 0..part.text.len(), placement).runs
    };
    let after =
        |runs: &[PlacedRun], at: usize| runs[at + 1].glyphs.x - runs[at].glyphs.x - runs[at].width;
    let text = |text| run(text, Setting::Natural);
    let share = |runs: &[PlacedRun]| {
        let spacing = |at: usize| runs[at].glyphs.spacing;
        spacing(runs.len() - 1) - spacing(1)
    };

    let plain = runs(&[text("国12%，家")]);
    assert!(share(&plain) > Length::ZERO);
    assert_eq!(after(&plain, 1), share(&plain));

    let marked = runs(&[text("国12%"), Inline::FootnoteMark(FootnoteId(0)), text("，家")]);
    assert_eq!(after(&marked, 1), Length::ZERO, "none before the mark");
    assert_eq!(after(&marked, 2), share(&marked));
}

/// LibreOffice takes Latin words with Chinese marks between them for one, and cuts it at any letter.
#[test]
fn no_line_of_latin_words_begins_with_the_mark_between_them() {
    let words =
        ["Python", "SQL", "Kubernetes", "Go", "Elasticsearch", "API", "Kafka", "Redis", "B"];
    let mut lines = 0;
    for first in 0..words.len() {
        for mark in ["、", "，"] {
            let chain: Vec<&str> =
                words.iter().cycle().skip(first).step_by(2).take(20).copied().collect();
            let text = chain.join(mark);
            let set = lines_of(&text, WIDTH);
            assert_eq!(set.concat(), text);
            for line in &set {
                let is_whole = line.ends_with(mark) || text.ends_with(line.as_str());
                assert!(is_whole && !line.starts_with(mark), "{set:?}");
            }
            lines += set.len();
        }
    }
    assert!(lines > 18 * 2, "{lines}");
}

#[test]
fn a_line_without_a_legal_break_is_cut_at_its_measure() {
    let dashes = "－".repeat(3) + &"）".repeat(500);
    let lines = lines_of(&dashes, WIDTH);
    assert_eq!(lines.concat(), dashes);
    assert!(lines.iter().all(|line| line.chars().count() <= 28));
}

/// Measured of text without tracking: `|` is a gap, `[ ]` the field. In tracked text there is none.
#[test]
fn gaps_beside_fields_and_in_them_stand_only_in_text_without_tracking() {
    let library = library();
    let cases = [
        "见|[1]|的",
        "见|[1]，",
        "（[1]）",
        "A[1]的",
        "见|[1]B",
        "见|2[1]的",
        "[1]的",
        "见[表|1]|的",
        "A|[表|1]|的",
        "见|2|[表|1]|的",
        "[表|1]|的",
        "见|[1|页]的",
        "A[1|页]的",
        "见|[1|页]|B",
        "见[附件]的",
        "A|[附件]的",
        "见[附件]B",
        "见|[AB]|的",
        "A[AB]的",
    ];
    for case in cases {
        let (before, rest) = case.split_once('[').unwrap();
        let (field, behind) = rest.split_once(']').unwrap();
        let plain = |text: &str| run(&text.replace('|', ""), Setting::Natural);
        let field = Inline::Field(Field {
            kind: FieldKind::Text(AnchorId(0)),
            text: field.replace('|', ""),
            styles: Vec::new(),
            link: None,
        });
        let inlines = [plain(before), field, plain(behind)];
        let gaps = |tracking: i64| {
            let style = ParagraphStyle { tracking: Length::twips(tracking), ..style() };
            let part = prepare(&inlines, &style, &document(LineRules::Office), &library.open());
            let gap = |at: &usize| part[0].gap(*at) > Length::ZERO;
            (0..part[0].text.len()).filter(gap).collect::<Vec<_>>()
        };
        let mut expected = Vec::new();
        for (at, _) in case.match_indices('|') {
            let until = case.chars().take(case[..at].chars().count());
            expected.push(until.filter(|character| !"|[]".contains(*character)).count());
        }
        assert_eq!(gaps(0), expected, "{case}");
        let tracked = gaps(-5);
        assert!(tracked.iter().all(|at| *at < before.replace('|', "").chars().count()), "{case}");
    }
}
