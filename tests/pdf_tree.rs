//! The structure tree of the PDF, which screen readers follow.

use std::path::Path;

use lopdf::{Dictionary, Document, Object};
use report_export::diagnostic::Source;
use report_export::export::{Format, Options, export};

/// The structure types of a report's PDF, nested.
fn tree(body: &str) -> String {
    let text = format!("kind: plain\ntitle: 报告\n{body}");
    let source = Source { name: "report.yaml".to_owned(), text };
    let outcome =
        export(&source, Path::new("data"), Some(Format::Pdf), &Options::default()).unwrap();
    let bytes = outcome.bytes.unwrap_or_else(|| panic!("{:?}", outcome.diagnostics));
    let document = Document::load_mem(&bytes).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = document.dereference(root).unwrap().1.as_dict().unwrap();
    types(&document, root.get(b"K").unwrap())
}

fn types(document: &Document, object: &Object) -> String {
    match document.dereference(object).unwrap().1 {
        Object::Array(kids) => {
            let kids = kids.iter().map(|kid| types(document, kid)).filter(|kid| !kid.is_empty());
            kids.collect::<Vec<_>>().join(" ")
        }
        Object::Dictionary(node) if node.has(b"S") => with_kids(document, node),
        _ => String::new(),
    }
}

fn with_kids(document: &Document, node: &Dictionary) -> String {
    let kids = node.get(b"K").map_or_else(|_| String::new(), |kids| types(document, kids));
    let name = String::from_utf8(node.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
    if kids.is_empty() { name } else { format!("{name}({kids})") }
}

#[test]
fn sections_follow_headings() {
    let body = "body:\n- heading: 甲\n  body:\n  - 一\n  - heading: 乙\n    body:\n    - heading: 丙\n  \
                - heading: 丁\n- heading: 戊\n  body: [二]\nsignature: { date: 2024-12-31 }\n\
                attachments:\n- title: 附表\n  body:\n  - 三\n  - heading: 己";
    let sections = "Sect(H1 P Sect(H2 Sect(H3)) Sect(H2)) Sect(H1 P)";
    let attachment = "Sect(P Title P Sect(H1))";
    assert_eq!(tree(body), format!("Document(Title {sections} P P {attachment})"));
}

#[test]
fn lists_are_nested_and_end_with_their_numbering() {
    let body = "body:\n- list: [甲, { text: 乙, list: [丙] }, 丁]\n- list: [戊]\n  ordered: true\n\
                - 己\n- points: [庚]";
    let item = "LI(Lbl LBody(P))";
    let inner = format!("LI(Lbl LBody(P L({item})))");
    assert_eq!(tree(body), format!("Document(Title L({item} {inner} {item}) L({item}) P P)"));
}

#[test]
fn a_table_that_is_parted_for_its_note_stays_one() {
    let rows: String = (1..42).map(|row| format!("    - [{row}]\n")).collect();
    for lines in 8..24 {
        let lines: String = (0..lines).map(|line| format!("- 第{line}行\n")).collect();
        let body = format!(
            "body:\n{lines}- table:\n    caption: 表\n    columns: [序号]\n    rows:\n{rows}    note: 注：表注。"
        );
        let cells = " TR(TD)".repeat(41);
        let table = format!(" Table(Caption(P) TR(TH){cells}) P)");
        assert!(tree(&body).ends_with(&table), "{lines}: {}", tree(&body));
    }
}

#[test]
fn entries_of_contents_are_nested_references() {
    let body = "settings: { toc: true }\nbody:\n- heading: 甲\n  body: [{ heading: 乙 }]\n\
                - heading: 丙";
    let tree = tree(body);
    let entry = "TOCI(Reference(Link))";
    let contents = format!("TOC(TOCI(Reference(Link) TOC({entry})) {entry})");
    assert!(tree.starts_with(&format!("Document(P {contents} Title Sect")), "{tree}");
}

#[test]
fn captions_stand_with_what_they_name() {
    let body = "body:\n- table: { caption: 甲, unit: 单位：个, columns: [乙], rows: [[1]] }\n\
                - figure: { file: images/quarters.svg, caption: 丙, alt: 丁 }\n\
                - quote: [戊, 己]\n- 庚\n- quote: 辛";
    let table = "Table(Caption(P P) TR(TH) TR(TD))";
    let figure = "Div(Figure Caption(P))";
    let quotes = "BlockQuote(P P) P BlockQuote(P)";
    assert_eq!(tree(body), format!("Document(Title {table} {figure} {quotes})"));
}

#[test]
fn what_is_parted_for_the_signature_is_one_element() {
    let signature = "signature: { date: 2024-12-31, style: seal }\nissuer: 某局";
    let lines = "- 一\n".repeat(15);
    let text = "坚持问题导向建立台账逐项明确责任单位和完成时限".repeat(5);
    let paragraphs = |body: &str| tree(&format!("body:\n{lines}{body}\n{signature}"));
    // 署名, 成文日期 and room for the seal
    let expected = format!("Document(Title{} P P P)", " P".repeat(16));
    assert_eq!(paragraphs(&format!("- {text}")), expected);
    let rows = "    - [1]\n".repeat(20);
    let table = format!("- table:\n    columns: [甲]\n    rows:\n{rows}");
    let expected =
        format!("Document(Title{} Table(TR(TH){}) P P P)", " P".repeat(15), " TR(TD)".repeat(20));
    assert_eq!(paragraphs(&table), expected);
}
