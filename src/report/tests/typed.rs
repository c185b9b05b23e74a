//! What is typed although the program writes it, and stars without partner.

use super::*;

fn codes(text: &str) -> Vec<Code> {
    found(text).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn a_typed_number_is_found_where_it_stands() {
    let text = with_body("  - heading: 一、检查范围\n");
    assert_eq!(found(&text), [(Code::TypedNumber, 3, 14)]);
    for heading in
        ["（二）甲", "(3)甲", "4.甲", "5、甲", "⑥甲", "第七，甲", "八是甲", "首先，甲", "十二、甲"]
    {
        assert_eq!(
            codes(&with_body(&format!("  - heading: {heading}\n"))),
            [Code::TypedNumber],
            "{heading}"
        );
    }
}

#[test]
fn numbers_that_belong_to_the_words_are_none() {
    for heading in [
        "一体推进",
        "一、二级公路",
        "3.15消费者权益日",
        "2024年工作",
        "第一批项目",
        "第一章　总则",
        "（试行）办法",
        "（2024年）安排",
        "三是三非",
        "五年规划",
        "首先发展",
        "1,145万元资金",
        "100%覆盖",
    ] {
        let codes = codes(&with_body(&format!("  - heading: {heading}\n")));
        let expected: &[Code] = if heading == "三是三非" { &[Code::TypedNumber] } else { &[] };
        assert_eq!(codes, expected, "{heading}");
    }
}

#[test]
fn points_and_lists_are_looked_at_if_they_are_counted() {
    let points = |extra: &str| {
        with_body(&format!("  - points: [一是甲, {{ lead: 2.乙, text: 3.丙 }}]\n{extra}"))
    };
    assert_eq!(codes(&points("")), [Code::TypedNumber; 2]);
    assert_eq!(codes(&points("    counter: none\n")), []);
    let list = |ordered| {
        with_body(&format!("  - list: [{{ text: 甲, list: [1.乙], ordered: {ordered} }}]\n"))
    };
    assert_eq!(codes(&list(true)), [Code::TypedNumber]);
    assert_eq!(codes(&list(false)), []);
    let attachment =
        "title: 题\nbody: [文]\nattachments: [{ title: 表, body: [{ heading: 一、甲 }] }]\n";
    assert_eq!(codes(attachment), [Code::TypedNumber]);
}

#[test]
fn labels_and_marks_that_would_stand_twice_are_found() {
    let with = |lines: &str| format!("kind: notice\nissuer: 甲\ntitle: 题\nbody: [文]\n{lines}\n");
    for lines in [
        "note: （此件公开发布）",
        "colophon: { copy_to: 抄送：市政府办公室 }",
        "colophon: { copy_to: [市委办公室, 市政府办公室。] }",
        "attachments: [{ title: 附件1：名单, body: [文] }]",
        "attachments: [{ title: 附件2名单, body: [文] }]",
    ] {
        assert_eq!(codes(&with(lines)), [Code::WrittenTwice], "{lines}");
    }
    for lines in [
        "note: 此件公开发布（删减版）",
        "colophon: { copy_to: [市委办公室, 市政府办公室] }",
        "attachments: [{ title: 附件管理办法, body: [文] }]",
    ] {
        assert_eq!(codes(&with(lines)), [], "{lines}");
    }
}

#[test]
fn a_title_ends_without_a_mark() {
    assert_eq!(found("title: 关于检查的通知。\nbody: [文]\n"), [(Code::TitleMark, 1, 8)]);
    assert_eq!(codes("title: 《办法》\nbody: [文]\n"), []);
}

#[test]
fn stars_without_partner_are_found() {
    assert_eq!(found(&with_body("  - 甲**乙丙\n")), [(Code::StrayStars, 3, 6)]);
    assert_eq!(codes(&with_body("  - 甲**乙**丙\n")), []);
    assert_eq!(codes(&with_body("  - 甲***乙\n")), [], "three are no markup");
    assert_eq!(codes(&with_body("  - '甲\\*\\*乙，`a**b`，2*3'\n")), [], "what is meant stays");
    let note = "title: 题\nbody: ['文[^甲]']\nfootnotes: { 甲: 乙**丙 }\n";
    assert_eq!(codes(note), [Code::StrayStars]);
}
