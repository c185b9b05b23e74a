//! Bytes, encodings and YAML.

use super::*;

fn decoded(bytes: &[u8]) -> Result<String, Code> {
    let mut sink = Sink::default();
    match decode(bytes, "report.yaml", &mut sink) {
        Ok(source) => Ok(source.text),
        Err(_) => {
            let findings = sink.into_sorted();
            complete(&findings[0]);
            Err(findings[0].code)
        }
    }
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn utf8_is_read_with_and_without_mark() {
    assert_eq!(decoded("标题".as_bytes()), Ok("标题".to_owned()));
    assert_eq!(decoded("\u{feff}标题".as_bytes()), Ok("标题".to_owned()));
}

#[test]
fn other_encodings_are_told_apart() {
    let text = "title: 关于工作情况的报告\nbody:\n  - 第一段,内容如下。\n";
    for text in [text.to_owned(), format!("\u{feff}{text}")] {
        assert_eq!(decoded(&utf16(&text, u16::to_le_bytes)), Err(Code::Utf16));
        assert_eq!(decoded(&utf16(&text, u16::to_be_bytes)), Err(Code::Utf16));
    }
    // "title: 关于工作情况的报告" in GBK.
    let gbk = b"title: \xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xc7\xe9\xbf\xf6\xb5\xc4\xb1\xa8\xb8\xe6\n";
    assert_eq!(decoded(gbk), Err(Code::Gbk));
    assert_eq!(decoded(b"title: r\xe9sum\xe9 long\n"), Err(Code::NotUtf8), "Latin 1");
    assert_eq!(decoded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(Code::NotUtf8));
}

#[test]
fn the_way_to_convert_names_encoding_and_file() {
    let mut sink = Sink::default();
    let bytes = utf16("title: 甲\n", u16::to_be_bytes);
    assert!(decode(&bytes, "报告.yaml", &mut sink).is_err());
    let hint = catalogue::hint(&sink.into_sorted()[0], Language::En);
    let expected = "convert it to UTF-8: iconv -f UTF-16BE -t UTF-8 报告.yaml > new.yaml";
    assert_eq!(hint.as_deref(), Some(expected));
}

#[test]
fn mappings_may_be_merged() {
    let text = "title: 甲\nbody:\n  - &table\n    table:\n      caption: 丙\n      columns: [乙]\n      rows: [[丁]]\n";
    let one = good(text);
    let two = good(&format!("{text}  - <<: *table\n"));
    assert_eq!((one.body.len(), two.body.len()), (1, 2));
    assert!(matches!(&two.body[1], Block::Table(_)));
}

#[test]
fn line_ends_of_windows_are_line_ends() {
    let text = "title: 甲\r\nbody:\r\n  - 乙\r\n  - |\r\n    丙\r\n    丁\r\nkindd: 1\r\n";
    assert_eq!(found(text), [(Code::UnknownKey, 7, 1)]);
    let report = good(&text.replace("kindd: 1\r\n", ""));
    let Block::Paragraph(text) = &report.body[1] else { panic!() };
    assert_eq!(shown(text), "丙丁");
}

#[test]
fn a_report_with_nothing_in_it_is_empty() {
    for text in ["", "\n\n", "# nothing\n", "---\n", "~\n"] {
        assert_eq!(found(text), [(Code::EmptyReport, 0, 0)], "{text:?}");
    }
}

#[test]
fn control_characters_are_shown_where_they_stand() {
    let text = "title: 甲\u{7}\nbody: [\"乙\0\", 丙]\n";
    assert_eq!(found(text), [(Code::ControlCharacter, 1, 9), (Code::ControlCharacter, 2, 10)]);
    // The same by an escape.
    let text = "title: \"甲\\a\"\nbody: [\"乙\\0\"]\n";
    assert_eq!(found(text), [(Code::ControlCharacter, 1, 10), (Code::ControlCharacter, 2, 10)]);
    assert_eq!(found(&"\0".repeat(1000)).len(), 20);
}

#[test]
fn faults_of_yaml_are_told_in_plain_words() {
    for (text, expected) in [
        ("title: 甲: 乙\n", (Code::YamlColon, 1, 9)),
        ("title: 甲\n  body: 乙\n", (Code::YamlColon, 2, 7)),
        ("title:\n\t- 甲\n", (Code::YamlTab, 2, 2)),
        ("body:\n  - 甲\t乙\n  \t- 丙\n", (Code::YamlTab, 3, 3)),
        ("title: \"甲\n", (Code::YamlQuote, 1, 8)),
        ("title: 'a'b\n", (Code::YamlAfterQuote, 1, 11)),
        ("body: [甲, 乙\n", (Code::YamlBracket, 1, 7)),
        ("body: [甲\ntitle: 乙\n", (Code::YamlBracket, 2, 6)),
        ("title: @甲\n", (Code::YamlCharacter, 1, 8)),
        ("title: `甲`\n", (Code::YamlCharacter, 1, 8)),
        ("body:\n  - **甲**\n", (Code::YamlAlias, 2, 5)),
        ("body:\n  - 甲\n - 乙\n", (Code::YamlIndent, 3, 2)),
        ("title: 甲\n乙\n", (Code::YamlKey, 2, 1)),
        ("title: \"\\q\"\n", (Code::YamlEscape, 1, 8)),
        ("title: !!int 甲\n", (Code::YamlTag, 1, 14)),
        ("title: 甲\n---\ntitle: 乙\n", (Code::SeveralDocuments, 3, 1)),
        ("body: &a [*a]\n", (Code::AliasLoop, 1, 11)),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn nesting_without_end_is_stopped() {
    let lines: String = (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    for text in ["[".repeat(10_000), "- ".repeat(10_000), "{a: ".repeat(10_000), lines] {
        let found = found(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, Code::TooDeep);
    }
}

#[test]
fn an_alias_bomb_is_stopped() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        text += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert_eq!(found(&text)[0].0, Code::AliasBomb);
}
