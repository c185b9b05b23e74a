//! How titles turn: real ones and ones after their pattern, each judged by eye.

use std::path::Path;

use report_export::document::{Block, Document, Inline};
use report_export::text::linebreak::{is_forbidden_at_end, is_forbidden_at_start};
use report_export::text::title::break_title;
use report_export::theme::StyleName;

use crate::common::resolved;

/// Characters of size 2 (22 pt) in 156 mm.
const MEASURE: f64 = 156.0 / 25.4 * 72.0 / 22.0;

/// A title whose name in 《》 would be in pieces but for a first line that is short.
const SHORT_FIRST_LINE: &str = "国务院关于|《新时代洞庭湖生态经济区规划》的批复";

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/titles").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The titles, as lines with `|` between them.
fn judged() -> Vec<String> {
    let text = read("lines.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Blanks are dropped where a line turns.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| *c != ' ').collect()
}

/// The title that was broken: no line of the listed ones turns at a blank but between two organs.
fn title(lines: &str) -> String {
    let organs = [("自然资源厅|", "某省住房"), ("住房和城乡建设厅|", "某省农业")];
    let mut title = lines.to_owned();
    for (before, after) in organs {
        let turned = format!("{before}{after}");
        title = title.replace(&turned, &turned.replace('|', " "));
    }
    title.replace('|', "")
}

/// The width in characters of a title: letters and digits take half, with gaps beside Han.
fn width(piece: &str) -> f64 {
    let characters: Vec<char> = piece.chars().collect();
    let own = characters.iter().map(|c| if c.is_ascii() { 0.5 } else { 1.0 });
    let gaps = characters.windows(2).map(|pair| {
        let are_words = pair.iter().all(|c| c.is_alphanumeric());
        if are_words && pair[0].is_ascii() != pair[1].is_ascii() { 0.2 } else { 0.0 }
    });
    own.chain(gaps).sum()
}

fn turned(title: &str) -> Vec<String> {
    break_title(title, MEASURE, &width)
}

#[test]
fn titles_turn_as_judged() {
    let judged = judged();
    assert!(judged.len() >= 200);
    let faults: Vec<String> = judged
        .iter()
        .map(|lines| (lines, turned(&title(lines)).join("|")))
        .filter(|(lines, turned)| *lines != turned)
        .map(|(lines, turned)| format!("{lines}\n  {turned}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn lines_make_up_the_title_and_fit() {
    for lines in judged() {
        let title = title(&lines);
        let turned = turned(&title);
        assert_eq!(without_blanks(&turned.concat()), without_blanks(&title));
        assert!(turned.iter().all(|line| width(line) <= MEASURE), "{turned:?}");
        // one line less would hold the title only if it were filled to more than three quarters
        let fewer = f64::from(u8::try_from(turned.len() - 1).unwrap());
        assert!(width(&title) > 0.75 * MEASURE * fewer, "{turned:?}");
    }
}

#[test]
fn no_word_is_split() {
    let words = read("whole.txt");
    let words: Vec<&str> =
        words.lines().filter(|line| !line.starts_with('#')).flat_map(|l| l.split(' ')).collect();
    for lines in judged() {
        let turned = turned(&title(&lines));
        for pair in turned.windows(2) {
            let joint = format!("{}{}", pair[0], pair[1]);
            for word in &words {
                for (at, _) in joint.match_indices(word) {
                    let is_split = at < pair[0].len() && at + word.len() > pair[0].len();
                    assert!(!is_split, "{word} in {turned:?}");
                }
            }
        }
    }
}

#[test]
fn lines_begin_and_end_as_the_rules_ask() {
    let particles = ["的", "地", "之", "等", "了"];
    let leaders = ["和", "及", "进一步", "加快", "有关", "第", "《", "“", "（"];
    for lines in judged() {
        let turned = turned(&title(&lines));
        for pair in turned.windows(2) {
            let (before, after) = (pair[0].as_str(), pair[1].as_str());
            let first = after.chars().next().unwrap();
            let last = before.chars().next_back().unwrap();
            assert!(!is_forbidden_at_start(first) && !is_forbidden_at_end(last), "{turned:?}");
            assert!(!particles.iter().any(|particle| after.starts_with(particle)), "{turned:?}");
            assert!(!leaders.iter().any(|leader| before.ends_with(leader)), "{turned:?}");
            let is_number = last.is_ascii_digit() || last == '第';
            assert!(!is_number, "a number keeps its unit: {turned:?}");
        }
    }
}

/// 梯形, 倒梯形 or 菱形: once the lines get shorter, none is longer again; none is left over.
#[test]
fn lines_form_a_shape() {
    for lines in judged() {
        let turned = turned(&title(&lines));
        let widths: Vec<f64> = turned.iter().map(|line| width(line)).collect();
        let mut is_narrowing = false;
        for (pair, at) in widths.windows(2).zip(1..) {
            assert!(!(is_narrowing && pair[1] > pair[0] + 0.01), "a waist: {turned:?}");
            is_narrowing |= pair[1] < pair[0] - 0.01;
            let share = pair[0].min(pair[1]) / pair[0].max(pair[1]);
            let is_orphan = share < 1.0 / 3.0;
            assert!(!is_orphan || lines == SHORT_FIRST_LINE, "line {at} left over: {turned:?}");
        }
    }
}

/// A name in 《》 that fits on a line together with what it carries stays whole.
#[test]
fn names_are_whole() {
    for lines in judged() {
        let title = title(&lines);
        let Some((_, name)) = title.split_once('《') else { continue };
        if width(name) + 1.0 <= MEASURE && !name.contains('《') {
            let turned = turned(&title);
            let name = name.split('》').next().unwrap();
            let is_whole = turned.iter().any(|line| line.contains(name));
            assert!(is_whole, "{turned:?}");
        }
    }
}

#[test]
fn a_line_feed_breaks_and_is_dropped() {
    assert_eq!(turned("关于2024年\n党建工作的报告"), ["关于2024年", "党建工作的报告"]);
    assert_eq!(turned("关于\n\n报告"), ["关于", "报告"]);
    let long = "某市\n国务院办公厅关于复制推广营商环境创新试点改革举措的通知";
    assert_eq!(
        turned(long),
        ["某市", "国务院办公厅关于复制推广", "营商环境创新试点改革举措的通知"]
    );
    assert!(turned("").is_empty());
}

#[test]
fn nothing_is_too_long_or_too_narrow() {
    let measures = [0.5, 1.0, 3.0, 7.5];
    let titles = [
        "》》》》》》》》》》》》",
        "https://example.org/a/very/long/address/that/fits/on/no/line/of/any/title?at=all",
        "《《《《“““（（（关于的的的的",
        "龘靐齉爩鱻麤龗灪吁龖厵滟爨癵驫麣纞虋讟钃鸜麷鞻韽韾顟顠",
        "国务院办公厅关于复制推广营商环境创新试点改革举措的通知",
    ];
    for measure in measures {
        for title in titles {
            let lines = break_title(title, measure, &width);
            assert_eq!(lines.concat(), title);
            let fits = |line: &String| width(line) <= measure || line.chars().count() == 1;
            assert!(lines.iter().all(fits), "{lines:?}");
        }
    }
    let endless = "关于进一步加强营商环境工作的通知".repeat(200);
    assert_eq!(turned(&endless).concat(), endless);
}

/// The paragraphs of a style, with `|` for forced breaks.
fn paragraphs(document: &Document, style: StyleName) -> Vec<String> {
    let of_style = document.blocks().filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.style == style => Some(paragraph),
        _ => None,
    });
    let text = |inline: &Inline| match inline {
        Inline::Run(run) => run.text.clone(),
        _ => "|".to_owned(),
    };
    of_style.map(|paragraph| paragraph.inlines.iter().map(text).collect()).collect()
}

#[test]
fn titles_of_a_report_and_its_attachments_turn() {
    let document = resolved(
        "title: 国务院办公厅关于进一步优化营商环境降低市场主体制度性交易成本的意见\n\
         body: [正文。]\n\
         attachments: [{ title: 关于2024年政务服务数据工作情况和下一步打算的说明, body: [正文。] }]\n",
    );
    let title = "国务院办公厅关于进一步优化营商环境|降低市场主体制度性交易成本的意见";
    assert_eq!(paragraphs(&document, StyleName::Title), [title]);
    assert_eq!(document.metadata.title, title.replace('|', ""));
    let attachment = "关于2024年政务服务数据工作情况|和下一步打算的说明";
    assert_eq!(paragraphs(&document, StyleName::AttachmentTitle), [attachment]);
    let note = "附件：关于2024年政务服务数据工作情况和下一步打算的说明";
    assert_eq!(paragraphs(&document, StyleName::AttachmentNote), [note]);
}

/// A subtitle turns like a title; it may say two things with a space between them.
#[test]
fn a_subtitle_turns_where_its_sense_does() {
    let document = resolved(
        "title: 土地复垦条例\n\
         subtitle: 2011年2月22日国务院第145次常务会议通过　2011年3月5日中华人民共和国国务院令第592号公布\n\
         body: [正文。]\n",
    );
    let subtitle =
        "2011年2月22日国务院第145次常务会议通过|2011年3月5日中华人民共和国国务院令第592号公布";
    assert_eq!(paragraphs(&document, StyleName::Subtitle), [subtitle]);
}

#[test]
fn a_bar_in_a_title_breaks_and_is_not_printed() {
    let document = resolved(
        "title: 关于2024年 | 党建工作(试行)的报告\n\
         body: [正文。]\n\
         attachments: [{ title: Main|Data, body: [正文。] }]\n",
    );
    let title = "关于2024年|党建工作（试行）的报告";
    assert_eq!(paragraphs(&document, StyleName::Title), [title]);
    assert_eq!(document.metadata.title, title.replace('|', ""));
    assert_eq!(paragraphs(&document, StyleName::AttachmentTitle), ["Main|Data"]);
    assert_eq!(paragraphs(&document, StyleName::AttachmentNote), ["附件：Main Data"]);
}
