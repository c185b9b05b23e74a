//! The end of the body where the signature has no room below it (GB/T 9704—2012, 7.3.5.5).

use std::io::{Cursor, Read};
use std::path::Path;

use report_export::diagnostic::{Code, Source};
use report_export::export::{Format, Options, export};

const TEXT: &str = "坚持问题导向，建立台账，逐项明确责任单位和完成时限，做到件件有着落、事事有回音，\
                    并按季度通报进展情况，对进度滞后的及时提醒督促，确保全年各项目标任务按期保质完成。";

/// A report with so many lines before what ends its body.
fn report(lines: usize, end: &str, signature: &str) -> String {
    let body: String = (1..=lines).map(|line| format!("- 第{line}行。\n")).collect();
    format!(
        "kind: plain\ntitle: 报告\nissuer: 某市数据管理局\nbody:\n{body}{end}\n\
         signature: {{ date: 2024-03-05, style: {signature} }}\n"
    )
}

fn bytes(text: &str, format: Format) -> Vec<u8> {
    let source = Source { name: "report.yaml".to_owned(), text: text.to_owned() };
    let outcome = export(&source, Path::new("data"), Some(format), &Options::default()).unwrap();
    let found: Vec<&str> = outcome.diagnostics.iter().map(|found| found.code.id()).collect();
    assert!(!found.contains(&Code::LoneSignature.id()), "{text}");
    outcome.bytes.unwrap_or_else(|| panic!("{found:?}"))
}

/// The text of the pages, without blanks.
fn pages(text: &str) -> Vec<String> {
    let document = lopdf::Document::load_mem(&bytes(text, Format::Pdf)).unwrap();
    let pages = document.get_pages();
    let text = |page: &u32| document.extract_text(&[*page]).unwrap();
    pages.keys().map(|page| text(page).split_whitespace().collect()).collect()
}

/// The paragraphs of the Word document.
fn paragraphs(text: &str) -> Vec<String> {
    let bytes = bytes(text, Format::Docx);
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml.split("<w:p>").skip(1).map(str::to_owned).collect()
}

fn text_of(paragraph: &str) -> String {
    let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
    texts.filter_map(|text| text.split('<').next()).collect()
}

#[test]
fn the_signature_takes_the_last_two_lines_of_a_paragraph_along() {
    let end = format!("- {TEXT}{TEXT}");
    let mut parted = 0;
    for lines in 8..20 {
        let report = report(lines, &end, "seal");
        let pages = pages(&report);
        let end_page = pages.last().unwrap();
        assert!(end_page.contains("2024年3月5日"), "{lines}: {pages:?}");
        let paragraphs = paragraphs(&report);
        let Some(first) = paragraphs.iter().position(|p| p.contains("\"distribute\"")) else {
            continue;
        };
        parted += 1;
        let [first, second] = &paragraphs[first..first + 2] else { panic!("{paragraphs:?}") };
        assert_eq!(text_of(first) + &text_of(second), TEXT.repeat(2));
        assert!(second.contains("<w:keepNext/>") && second.contains("w:firstLine=\"0\""));
        assert!(!first.contains("keepNext"), "{first}");
        // two lines of 28 characters at most
        let count = text_of(second).chars().count();
        assert!((29..=56).contains(&count), "{lines}: {}", text_of(second));
        assert!(end_page.starts_with(&text_of(second)), "{lines}: {pages:?}");
    }
    assert!(parted >= 4, "{parted}");
}

#[test]
fn a_paragraph_that_the_page_parts_stays_one() {
    let report = report(18, &format!("- {TEXT}{TEXT}"), "plain");
    assert_eq!(pages(&report).len(), 2);
    let paragraphs = paragraphs(&report);
    let whole = paragraphs.iter().find(|p| text_of(p) == TEXT.repeat(2)).unwrap();
    assert!(!whole.contains("keepNext"), "{whole}");
}

#[test]
fn whatever_ends_the_body_stands_on_the_page_of_the_signature() {
    let rows: String = (1..=4).map(|row| format!("    - [第{row}项, {row}]\n")).collect();
    let table = format!("- table:\n    columns: [事项, 件数]\n    rows:\n{rows}");
    let items = format!("- list: [短的一项。, {TEXT}{TEXT}]\n  ordered: true");
    let quote = format!("- quote: [短的一段。, {TEXT}{TEXT}]");
    let figure = "- figure: { file: images/quarters.svg, alt: 图, width: 60mm }".to_owned();
    for (end, words) in [(table, "第4项"), (items, "完成。"), (quote, "完成。")] {
        for lines in 4..18 {
            for signature in ["plain", "seal"] {
                let pages = pages(&report(lines, &end, signature));
                let end_page = pages.last().unwrap();
                assert!(
                    end_page.contains("2024年3月5日") && end_page.contains(words),
                    "{lines}: {end}"
                );
            }
        }
    }
    for lines in 2..18 {
        pages(&report(lines, &figure, "seal"));
    }
}

/// Word processors let the last row of such a table stay, whatever follows it.
#[test]
fn the_last_row_of_a_table_from_an_earlier_page_goes_along() {
    let mut parted = 0;
    for count in 22..34 {
        let rows: String = (1..=count).map(|row| format!("    - [第{row}项, {row}]\n")).collect();
        let end =
            format!("- table:\n    caption: 表\n    columns: [事项, 件数]\n    rows:\n{rows}");
        let report = report(10, &end, "seal");
        let pages = pages(&report);
        let end_page = pages.last().unwrap();
        assert!(end_page.contains(&format!("第{count}项")), "{count}: {pages:?}");
        assert!(end_page.starts_with("事项件数"), "headings are repeated: {pages:?}");
        let heads = paragraphs(&report).iter().filter(|p| text_of(p) == "事项").count();
        parted += usize::from(heads == 2);
    }
    assert!(parted >= 3, "{parted}");
}

/// What stays with a table's last row need not be a signature.
#[test]
fn a_table_whose_note_has_no_room_is_no_end_of_the_body() {
    let rows: String = (1..42).map(|row| format!("      - [{row}, {row}]\n")).collect();
    for lines in 15..22 {
        let end = format!(
            "- table:\n    columns: [序号, 件数]\n    rows:\n{rows}    note: 注：这是一条表注。\n- 其后一段。"
        );
        let report = report(lines, &end, "seal").replace("style: seal", "style: plain");
        assert!(pages(&report).last().unwrap().contains("2024年3月5日"), "{lines}");
    }
}

/// Word keeps it with the last row by itself, LibreOffice only with a table of the same page.
#[test]
fn a_note_never_begins_a_page_apart_from_its_table() {
    let rows: String = (1..42).map(|row| format!("      - [{row}, 第{row}项]\n")).collect();
    let mut parted = 0;
    for lines in 8..24 {
        let end = format!(
            "- table:\n    caption: 表\n    columns: [序号, 事项]\n    rows:\n{rows}    note: 注：表注。\n- 其后一段。"
        );
        let report = report(lines, &end, "plain");
        let pages = pages(&report);
        let page = pages.iter().find(|page| page.contains("表注。")).unwrap();
        assert!(page.contains("第41项"), "{lines}: {pages:?}");
        let heads = paragraphs(&report).iter().filter(|p| text_of(p) == "序号").count();
        parted += usize::from(heads == 2);
    }
    assert!((1..16).contains(&parted), "where there is no room: {parted}");
}

/// Rows that a cell reaches across can't go along without each other: the signature stands alone, which
/// is said, and the pages settle.
#[test]
fn a_table_that_cant_be_parted_stays_as_it_is() {
    let rows: String = (1..20).map(|row| format!("      - [{row}, {row}]\n")).collect();
    let crossed: String = (2..41).map(|row| format!("      - [{row}]\n")).collect();
    let mut found = Vec::new();
    for lines in 10..22 {
        let end = format!(
            "- table:\n    columns: [序号, 件数]\n    rows:\n{rows}      - [{{ text: 大组, rows: 40 }}, 1]\n\
             {crossed}"
        );
        let source = Source { name: "report.yaml".to_owned(), text: report(lines, &end, "seal") };
        let options = Options::default();
        let made = export(&source, Path::new("data"), Some(Format::Pdf), &options).unwrap();
        found.extend(made.diagnostics.iter().map(|found| found.code));
        assert!(made.bytes.is_some(), "{lines}: {found:?}");
    }
    assert!(found.contains(&Code::LoneSignature), "{found:?}");
}

/// 7.3.5.1: seals in rows, pages of them if need be, the first with the end of the body.
#[test]
fn a_joint_issue_of_many_goes_on_over_pages_in_order() {
    for (count, style) in [(13, "seal"), (30, "seal"), (17, "plain"), (20, "plain"), (30, "plain")]
    {
        let names: Vec<String> = (1..=count).map(|n| format!("某市第{n}局")).collect();
        let list = names.join(", ");
        for end in ["- 完。".to_owned(), format!("- {TEXT}"), format!("- {TEXT}{TEXT}")] {
            let report = report(6, &end, style).replace("某市数据管理局", &format!("[{list}]"));
            let pages = pages(&report);
            let all = pages.concat();
            let places = names.iter().map(|name| all.find(name.as_str()).unwrap());
            assert!(places.is_sorted(), "{count} {style}: {pages:?}");
            let of_date = pages.iter().find(|page| page.contains("2024年3月5日")).unwrap();
            assert!(of_date.contains(names.last().unwrap()), "{count} {style}: {pages:?}");
            let first = pages.iter().find(|page| page.contains(&names[0])).unwrap();
            assert!(first.contains("。某市第1局"), "{count} {style}: {pages:?}");
        }
    }
}

/// 7.3.3: a body of one paragraph is not drawn away from page 1 by a signature that has no room there.
#[test]
fn page_one_shows_the_body_whatever_becomes_of_the_signature() {
    let issuers = "[某市数据管理局, 某市财政局, 某市教育局, 某市水利局, 某市林业局]";
    for (body, issuer) in [
        ("坚持问题导向，做到件件有着落。", issuers),
        (&TEXT[..TEXT.len() / 2 / 3 * 3], issuers),
        (TEXT, issuers),
        (&TEXT.repeat(2), issuers),
    ] {
        for signature in [
            "style: seal",
            "stamp: [{ title: 甲 }, { title: 乙 }, { title: 丙 }, { title: 丁 }, { title: 戊 }]",
        ] {
            let report = format!(
                "kind: notice\ntitle: 关于有关工作的通知\nissuer: {issuer}\n\
                 letterhead: {{ document_number: 某数发〔2024〕1号, urgency: 特急 }}\nbody: [{body}]\n\
                 attachments: [{{ title: 名单, body: [无] }}]\n\
                 signature: {{ date: 2024-03-05, {signature} }}\n"
            );
            let pages = pages(&report);
            let begin: String = body.chars().take(9).collect();
            assert!(pages[0].contains(&begin), "{signature}, {body}: {pages:?}");
        }
    }
}
