//! Inline markup and the places of characters.

use super::*;

/// The one paragraph of a report whose body is this YAML value.
fn paragraph(value: &str) -> Text {
    let report = good(&with_body(&format!("  - {value}\n")));
    match report.body.into_iter().next() {
        Some(Block::Paragraph(text)) => text,
        other => panic!("{other:?}"),
    }
}

/// A text in double quotes, as JSON, which YAML reads too.
fn marked(text: &str) -> String {
    shown(&paragraph(&serde_json::to_string(text).expect("text")))
}

#[test]
fn markup_is_read() {
    for (text, expected) in [
        ("甲**乙**丙*丁*戊", "甲strong(乙)丙em(丁)戊"),
        ("***甲***", "strong(em(甲))"),
        ("[甲](https://a.cn/b)乙", "link(甲 https://a.cn/b)乙"),
        ("[甲**乙**](mailto:a@b.cn)", "link(甲 mailto:a@b.cn)link(strong(乙) mailto:a@b.cn)"),
        ("<https://a.cn/b>", "link(https://a.cn/b https://a.cn/b)"),
        ("<a@b.cn>", "link(a@b.cn mailto:a@b.cn)"),
        ("`a*b*c`甲", "code(a*b*c)甲"),
        ("`` a`b ``", "code(a`b)"),
        ("甲\\\n乙", "甲⏎乙"),
        ("甲  \n乙", "甲⏎乙"),
        ("甲<br>乙<br/>丙", "甲⏎乙⏎丙"),
        ("甲&amp;乙", "甲&乙"),
        ("a&#10;b", "a b"),
        ("[甲](https://u@甲.cn:80/乙?[c]#d)", "link(甲 https://u@甲.cn:80/乙?[c]#d)"),
        ("[甲](https://[::1]:80/)", "link(甲 https://[::1]:80/)"),
        ("\\*甲\\*", "*甲*"),
        ("\\**甲*", "*em(甲)"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("甲[乙]丙", "甲[乙]丙"),
    ] {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn lines_join_as_their_script_asks() {
    for (text, expected) in [
        ("甲\n乙", "甲乙"),
        ("甲，\n“乙”", "甲，“乙”"),
        ("one\ntwo", "one two"),
        ("甲\nPDF", "甲 PDF"),
        ("  　甲\n   乙  ", "甲乙"),
    ] {
        assert_eq!(marked(text), expected, "{text}");
    }
    assert_eq!(shown(&paragraph("甲\n    乙\n    丙")), "甲乙丙", "folded by YAML");
    assert_eq!(shown(&paragraph(">\n    甲\n    乙")), "甲乙");
    assert_eq!(shown(&paragraph("|\n    甲\n    乙  \n    丙")), "甲乙⏎丙");
    let title = good("title: 关于工作\n  情况的报告\nbody: [甲]\n").title.value;
    assert_eq!(title, "关于工作情况的报告");
}

/// CommonMark alone leaves these stars as they are.
#[test]
fn stars_work_between_han_and_marks() {
    for (text, expected) in [
        ("**“三审制”**确保质量", "strong(“三审制”)确保质量"),
        ("推行**“三审制”**确保质量", "推行strong(“三审制”)确保质量"),
        ("实行**（一）**制度", "实行strong(（一）)制度"),
        ("他说“好”**重点**。", "他说“好”strong(重点)。"),
        ("**甲。**乙**丙。**丁", "strong(甲。)乙strong(丙。)丁"),
        ("**Note:**说明", "strong(Note:)说明"),
        ("*《甲》*乙", "em(《甲》)乙"),
        ("`**甲。**乙`", "code(**甲。**乙)"),
        ("甲” **乙**", "甲” strong(乙)"),
    ] {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn no_line_begins_a_block() {
    for text in [
        "# 甲",
        "- 甲",
        "1. 甲",
        "> 甲",
        "```甲",
        "~~~",
        "| a | b |",
        "---",
        "***",
        "    甲",
        "[a]: https://a.cn",
        "=== 甲",
        "+ 甲",
        "<div 甲",
        "* 甲",
    ] {
        assert_eq!(marked(text), text.trim(), "{text}");
        assert_eq!(
            marked(&format!("乙\n{text}")),
            format!("乙{}{}", if text.trim().starts_with('甲') { "" } else { " " }, text.trim()),
            "{text}"
        );
    }
    assert_eq!(marked("甲\n==="), "甲 ===");
    assert_eq!(marked("|a|b|\n|-|-|"), "|a|b| |-|-|");
}

#[test]
fn what_can_not_be_set_is_found_where_it_stands() {
    for (text, expected) in [
        ("甲[乙](ftp://a.cn)", (Code::LinkTarget, 3, 6)),
        ("甲[乙](javascript:alert)", (Code::LinkTarget, 3, 6)),
        ("甲[乙]()", (Code::LinkTarget, 3, 6)),
        ("甲[乙](https:///丙)", (Code::LinkTarget, 3, 6)),
        ("甲[乙](https://[::1)", (Code::LinkTarget, 3, 6)),
        ("甲[乙](https://a.cn:x/)", (Code::LinkTarget, 3, 6)),
        ("甲[乙](https://a@b@c.cn/)", (Code::LinkTarget, 3, 6)),
        ("甲[乙](https://a.cn/&#1;)", (Code::LinkTarget, 3, 6)),
        ("甲[乙](mailto:a@)", (Code::LinkTarget, 3, 6)),
        ("甲<b>乙", (Code::InlineHtml, 3, 6)),
        ("甲<!-- 乙 -->", (Code::InlineHtml, 3, 6)),
        ("甲![乙](a.png)", (Code::InlineImage, 3, 6)),
        ("甲[^note]乙", (Code::UndefinedFootnote, 3, 6)),
        ("甲&#7;乙", (Code::ControlCharacter, 3, 6)),
        ("\"甲\\r乙\"", (Code::ControlCharacter, 3, 7)),
    ] {
        assert_eq!(found(&with_body(&format!("  - {text}\n"))), [expected], "{text}");
    }
    assert_eq!(marked("甲\\[^note]"), "甲[^note]");
    let defined = format!("{}footnotes: {{ note: 乙 }}\n", with_body("  - 甲[^note]\n"));
    assert_eq!(found(&defined), []);
}

#[test]
fn a_blank_line_within_a_paragraph_is_found() {
    let blank = [(Code::BlankLine, 4, 6)];
    assert_eq!(found(&with_body("  - |\n    甲\n\n    乙\n")), blank);
    assert_eq!(found(&with_body("  - >\n    甲\n\n    乙\n")), blank);
    assert_eq!(found(&with_body("  - 甲\n\n    乙\n")), [(Code::BlankLine, 3, 6)]);
    good(&with_body("  - |\n    甲\n\n  - 乙\n"));
}

/// Each character of a text, with the character of the source at its place.
fn at_places(text: &str, block: usize) -> Vec<(char, char)> {
    let report = good(text);
    let Block::Paragraph(paragraph) = &report.body[block] else { panic!() };
    let mut pairs = Vec::new();
    for inline in &paragraph.inlines {
        let Inline::Run(run) = inline else { continue };
        for (char, place) in run.placed() {
            pairs.push((char, text[place as usize..].chars().next().expect("a character")));
        }
    }
    pairs
}

#[test]
fn characters_know_their_places() {
    let values = [
        "党建**引领**,`a b`[链](https://a.cn)接",
        "'党建**引领**,it''s'",
        "\"党建**引领**,\\\"好\\\"\"",
        "|\n    党建\n    **引领**",
        ">-\n    党建\n    **引领**",
        "党建\n    **引领**",
        "\"党建\n    **引领**\"",
        "\"党建\\\n    **引领**\"",
    ];
    let text = with_body(&values.map(|value| format!("  - {value}\n")).concat());
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        for block in 0..values.len() {
            let pairs = at_places(&text, block);
            assert!(pairs.len() >= 4);
            for (char, there) in pairs {
                assert!(char == there || there == '\\', "{char} at {there} in block {block}");
            }
        }
    }
}
