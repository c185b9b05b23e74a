//! Keys, values and blocks.

use super::*;

/// Everything that the format has, but for pictures.
pub(super) const WHOLE: &str = r#"
kind: report
issuer: [甲局, 乙局]
title: 关于2024年工作情况的报告
subtitle: 2024年度
addressees: 市人民政府
body:
  - 第一段,“引号”。
  - heading: 一级
    body:
      - heading: 二级
        body:
          - { heading: 三级, body: [{ heading: 四级, body: [段落] }] }
      - points:
          - { lead: 抓学习, text: 深入开展。 }
          - 抓落实。
        counter: 1.
        together: true
      - list:
          - 一项
          - { text: 又一项, list: [子项], ordered: true }
      - quote: [引文甲, 引文乙]
      - table:
          caption: 主要数据
          unit: 单位：次
          columns:
            - 指标
            - { title: 数量, align: decimal, width: 30mm }
            - { title: 其他, columns: [{ title: 单位, width: 20% }, 说明] }
          rows:
            - [集中学习, 1.50, 次, [第一段, 第二段]]
            - [{ text: 面积, rows: 2, align: center }, "1,145", null, { text: [甲, 2] }]
            - [{ columns: 3 }]
          note: [注：一, 注：二]
          break_rows: true
          turned: true
attachments:
  - { title: 主要数据表, body: [见下表。] }
signature: { date: 2024-12-31, style: seal, issuers: 甲局, level: county }
note: 此件公开发布
settings: { theme: gbt9704, punctuation: keep, line_breaking: clreq, language: zh-CN }
"#;

#[test]
fn a_report_keeps_all_that_its_author_said() {
    let report = good(WHOLE);
    assert_eq!(report.kind, Kind::Report);
    let issuers: Vec<&str> = report.issuers.iter().map(|issuer| issuer.value.as_str()).collect();
    assert_eq!(issuers, ["甲局", "乙局"]);
    assert_eq!(report.title.value, "关于2024年工作情况的报告");
    assert_eq!(report.addressees.len(), 1);
    assert_eq!(report.attachments[0].title.value, "主要数据表");
    let signature = report.signature.expect("a signature");
    assert_eq!(signature.date.value, Date { year: 2024, month: 12, day: 31 });
    assert_eq!(signature.style, SignatureStyle::Seal);
    assert_eq!(report.settings.punctuation, Punctuation::Keep);
    assert_eq!(report.settings.line_breaking.value, LineBreaking::Clreq);
    let [Block::Paragraph(first), Block::Section(section)] = &report.body[..] else {
        panic!("{:?}", report.body)
    };
    assert_eq!(shown(first), "第一段,“引号”。");
    let [
        Block::Section(_),
        Block::Points(points),
        Block::List(list),
        Block::Quotation(quotation),
        Block::Table(table),
    ] = &section.body[..]
    else {
        panic!("{:?}", section.body)
    };
    assert_eq!((points.counter, points.together, points.items.len()), (Counter::Arabic, true, 2));
    assert!(!list.ordered && list.items[1].list.as_ref().is_some_and(|list| list.ordered));
    assert_eq!(quotation.len(), 2);
    assert_eq!(table.columns[2].width.as_ref().map(|width| width.value), Some(Width::Share(20)));
}

#[test]
fn cells_stand_as_they_are_written() {
    let report = good(&with_body(
        "- table:\n    columns: [a]\n    rows: [[1.50], [\"1,145\"], [007], [0x1F], [2024-12-31], [true], [null], [~], [''], [1e400], [-.INF]]\n",
    ));
    let Block::Table(table) = &report.body[0] else { panic!() };
    let cells: Vec<(String, bool)> =
        table.rows.iter().map(|row| (content(&row[0]), row[0].is_number)).collect();
    let expected = [
        ("1.50", true),
        ("1,145", false),
        ("007", true),
        ("0x1F", true),
        ("2024-12-31", false),
        ("true", false),
        ("", false),
        ("", false),
        ("", false),
        ("1e400", true),
        ("-.INF", true),
    ];
    assert_eq!(cells, expected.map(|(text, is_number)| (text.to_owned(), is_number)));
}

#[test]
fn all_faults_are_found_at_once() {
    let text = "titel: 甲\nkind: raport\nbody:\n  - heading: [甲]\n  - pionts: [甲]\n  - ''\nsignature: { date: 2024-02-30 }\nkind: plain\nfootnotes: []\n";
    assert_eq!(
        found(text),
        [
            (Code::MissingKey, 1, 1),
            (Code::UnknownKey, 1, 1),
            (Code::UnknownChoice, 2, 7),
            (Code::NotText, 4, 14),
            (Code::UnknownKey, 5, 5),
            (Code::EmptyText, 6, 5),
            (Code::DateDay, 7, 20),
            (Code::DuplicateKey, 8, 1),
            (Code::NotMapping, 9, 12),
        ]
    );
}

#[test]
fn an_unknown_key_names_the_near_one() {
    let (message, hint) = said("titel: 甲\ntitle: 甲\nbody: [甲]\n");
    assert_eq!(message, "unknown key `titel`");
    assert_eq!(hint.as_deref(), Some("did you mean `title`?"));
    let (_, hint) = said("xyz: 甲\ntitle: 甲\nbody: [甲]\n");
    assert!(hint.expect("the keys").starts_with("the keys here: `title`, `body`, "));
}

#[test]
fn chinese_words_name_those_of_the_format() {
    let head = "title: 甲\nbody: [甲]\n";
    for (text, expected) in [
        (format!("{head}主送机关: 乙\n"), "addressees"),
        (format!("{head}kind: 通知\n"), "notice"),
        (format!("{head}attachments: [{{ 标题: 乙, title: 乙, body: [丙] }}]\n"), "title"),
        (with_body("  - { 标题: 乙 }\n"), "heading"),
        (with_body("  - { 表格: 乙 }\n"), "table"),
    ] {
        let (_, hint) = said(&text);
        assert_eq!(hint, Some(format!("did you mean `{expected}`?")), "{text}");
    }
}

#[test]
fn a_repeated_key_names_the_line_of_the_first() {
    let (message, _) = said("title: 甲\nbody: [甲]\ntitle: 乙\n");
    assert_eq!(message, "`title` stands here again; the first is on line 1");
}

#[test]
fn what_must_be_there_is_missed() {
    assert_eq!(found("body: [甲]\n"), [(Code::MissingKey, 1, 1)]);
    assert_eq!(found("title:\nbody: [甲]\n"), [(Code::MissingKey, 1, 1)]);
    assert_eq!(found("title: 甲\nbody: []\n"), [(Code::EmptyList, 2, 7)]);
    assert_eq!(found("title: ' '\nbody: [甲]\n"), [(Code::EmptyText, 1, 8)]);
    assert_eq!(found("title: \"\\u200b\"\nbody: [甲]\n"), [(Code::EmptyText, 1, 8)]);
    assert_eq!(found("- 甲\n"), [(Code::NotMapping, 1, 1)]);
    assert_eq!(found("甲乙\n"), [(Code::NotMapping, 1, 1)]);
}

#[test]
fn a_wrong_type_says_which_one_is_needed() {
    let head = "title: 甲\nbody: [甲]\n";
    for (value, expected) in [
        ("subtitle: 2024", (Code::UnquotedText, 3, 11)),
        ("subtitle: [甲]", (Code::NotText, 3, 11)),
        ("issuer: { 甲: 乙 }", (Code::NotTextOrList, 3, 9)),
        ("signature: 甲", (Code::NotMapping, 3, 12)),
        ("attachments: 甲", (Code::NotList, 3, 14)),
        ("settings: { language: 中文 }", (Code::Language, 3, 23)),
        ("kind: 报告", (Code::UnknownChoice, 3, 7)),
        ("1: 甲", (Code::UnknownKey, 3, 1)),
        ("[甲]: 甲", (Code::KeyNotText, 3, 1)),
    ] {
        assert_eq!(found(&format!("{head}{value}\n")), [expected], "{value}");
    }
    let (_, hint) = said("title: 2024\nbody: [甲]\n");
    assert_eq!(hint.as_deref(), Some("put it in quotes: \"2024\""));
}

#[test]
fn marks_of_footnotes_stand_in_running_text_only() {
    let text = |body: &str| format!("title: 甲\nbody:\n{body}footnotes: {{ 一: 注 }}\n");
    for good in [
        "  - 甲[^一]\n",
        "  - heading: 甲[^一]\n",
        "  - points: [\"甲[^一]\"]\n",
        "  - points: [{ lead: \"甲[^一]\" }]\n",
        "  - list: [{ text: \"甲[^一]\" }]\n",
        "  - quote: 甲[^一]\n",
    ] {
        assert_eq!(found(&text(good)), [], "{good}");
    }
    for (bad, at) in [
        ("  - table: { caption: \"甲[^一]\", columns: [甲], rows: [] }\n", 25),
        ("  - table: { unit: \"甲[^一]\", columns: [甲], rows: [] }\n", 22),
        ("  - table: { columns: [\"甲[^一]\"], rows: [] }\n", 26),
        ("  - table: { columns: [{ title: \"甲[^一]\" }], rows: [] }\n", 35),
        ("  - table: { columns: [甲], rows: [[\"甲[^一]\"]] }\n", 38),
        ("  - table: { columns: [甲], rows: [], note: \"甲[^一]\" }\n", 46),
    ] {
        let found = found(&text(bad));
        assert!(found.contains(&(Code::FootnotePlace, 3, at)), "{bad}: {found:?}");
    }
    let title = "title: 甲[^一]\nbody: [乙]\nfootnotes: { 一: 注 }\n";
    assert_eq!(found(title), [(Code::FootnotePlace, 1, 9)]);
    assert_eq!(found("title: 甲[^二]\nbody: [\"乙[^一]\"]\nfootnotes: { 一: 注 }\n"), []);
}

#[test]
fn dates_exist_and_are_written_one_way() {
    let date = |date: &str| format!("title: 甲\nbody: [甲]\nsignature: {{ date: {date} }}\n");
    for good_date in ["2024-02-29", "\"2024-12-31\"", "2000-02-29"] {
        good(&date(good_date));
    }
    for (bad, expected) in [
        ("2024-02-30", "its last day is 2024-02-29"),
        ("1900-02-29", "its last day is 1900-02-28"),
        ("2024-04-31", "its last day is 2024-04-30"),
        ("2024-13-01", "months are 01 to 12"),
        ("2024/12/31", "write 2024-12-31"),
        ("2024年1月3日", "write 2024-01-03"),
        ("2024.1.3", "write 2024-01-03"),
        ("20241231", "write 2024-12-31"),
        ("0000-01-01", "write 2024-12-31"),
        ("''", "write a text, or delete the entry"),
        ("二〇二四年", "write 2024-12-31"),
    ] {
        let (_, hint) = said(&date(bad));
        assert_eq!(hint.as_deref(), Some(expected), "{bad}");
    }
}

#[test]
fn headings_end_at_the_fourth_level() {
    let nested = |levels: usize| {
        let open: String =
            (1..=levels).map(|level| format!("{{ heading: 第{level}级, body: [")).collect();
        with_body(&format!("  - {open}段落{}\n", "] }".repeat(levels)))
    };
    good(&nested(4));
    let found = found(&nested(5));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].1), (Code::HeadingTooDeep, 3));
    assert_eq!(super::found(&nested(7)).len(), 1, "one finding for the whole branch");
}

#[test]
fn blocks_are_of_one_known_kind() {
    for (block, code, column) in [
        ("- tabel: {}", Code::UnknownKey, 3),
        ("- 注意: 安全", Code::UnknownBlock, 3),
        ("- [甲]", Code::NotABlock, 3),
        ("- {}", Code::NotABlock, 3),
        ("- { quote: 甲, list: [乙] }", Code::SeveralBlocks, 15),
        ("- { points: [{}] }", Code::EmptyPoint, 14),
        ("- { points: 甲 }", Code::NotList, 13),
        ("- { points: [甲], together: 是 }", Code::NotBoolean, 28),
        ("- { points: [甲], counter: (1) }", Code::UnknownChoice, 27),
        ("- { heading: 甲, level: 2 }", Code::UnknownKey, 17),
        ("- 2024", Code::UnquotedText, 3),
        ("-", Code::EmptyText, 2),
    ] {
        assert_eq!(found(&with_body(&format!("{block}\n"))), [(code, 3, column)], "{block}");
    }
}

#[test]
fn counters_end_somewhere() {
    let points = |count: usize, counter: &str| {
        let items = vec!["甲"; count].join(", ");
        with_body(&format!("- {{ counter: {counter}, points: [{items}] }}\n"))
    };
    good(&points(4, "首先"));
    good(&points(50, "①"));
    assert_eq!(found(&points(5, "首先"))[0].0, Code::TooManyPoints);
    assert_eq!(found(&points(51, "①"))[0].0, Code::TooManyPoints);
    for counter in ["一是", "第一", "1.", "（1）", "一、", "none"] {
        good(&points(2, counter));
    }
}

#[test]
fn rows_are_as_long_as_there_are_columns() {
    let table =
        |rows: &str| with_body(&format!("- table: {{ columns: [甲, 乙], rows: [{rows}] }}\n"));
    let (message, _) = said(&table("[1, 2], [1,145, 2]"));
    assert_eq!(message, "row 2 has 3 cells, but the table has 2 columns");
    assert_eq!(found(&table("[1], [2]")).len(), 2);
    assert_eq!(found(&table("[1, [[2]]]"))[0].0, Code::CellNotText);
    assert_eq!(found(&table("甲"))[0].0, Code::NotList);
    let no_columns = with_body("- table: { columns: [], rows: [[1]] }\n");
    assert_eq!(found(&no_columns), [(Code::EmptyList, 3, 21)]);
}

#[test]
fn widths_fit_the_page() {
    let table = |a: &str, b: &str| {
        with_body(&format!(
            "- table: {{ columns: [{{ title: 甲, width: {a} }}, {{ title: 乙, width: {b} }}], rows: [[1, 2]] }}\n"
        ))
    };
    good(&table("50%", "50%"));
    assert_eq!(found(&table("50%", "51%"))[0].0, Code::WidthsTooLarge);
    for bad in ["30", "0mm", "-3mm", "0%", "101%", "很宽", "30in"] {
        assert_eq!(found(&table(bad, "5mm"))[0].0, Code::Width, "{bad}");
    }
}

#[test]
fn anchors_repeat_what_they_name() {
    let report = good("title: &t 甲\nsubtitle: *t\nbody: [*t]\n");
    assert_eq!(report.subtitle.map(|subtitle| subtitle.value).as_deref(), Some("甲"));
}

/// The examples of `docs/format.md`, but for the picture, which is not there.
#[test]
fn the_documented_examples_are_good() {
    let documentation = include_str!("../../../docs/format.md").replace("\r\n", "\n");
    let examples: Vec<&str> = documentation
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let [report, letterhead, blocks, references, footnotes, text] = examples[..] else {
        panic!("{} examples", examples.len())
    };
    good(report);
    good(&format!("kind: report\ntitle: 题\nbody: [文]\n{letterhead}"));
    good(&with_body(references));
    good(&format!("title: 题\n{footnotes}"));
    good(&with_body(text));
    let codes: Vec<Code> = found(&with_body(blocks)).iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, [Code::PictureMissing]);
}
