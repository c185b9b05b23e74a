//! Workbooks, made part by part.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{found, texts};
use crate::diagnostic::Code;
use crate::rows::RowFormat;

/// A workbook with one sheet of these rows (XML) and a second one that is empty.
fn workbook(rows: &str, properties: &str) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let relations =
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let parts = [
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} {relations}>{properties}<sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/>\
                 <sheet name=\"表二\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"
                .to_owned(),
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>县</t></si><si><r><t>安</t></r><r><t>岭 &amp; &#x5357;</t></r><rPh><t>an</t></rPh></si>\
             <si/></sst>"
                .to_owned(),
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>\
             <numFmt numFmtId=\"165\" formatCode=\"[Red]#,##0.00&quot;days&quot;\"/></numFmts>\
             <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
             <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>\
             <xf numFmtId=\"20\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
                .to_owned(),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>".to_owned()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>数</t></is></c></row>";

fn second(rows: &str) -> Vec<String> {
    let rows = found(&workbook(&format!("{HEADER}{rows}"), ""), RowFormat::Workbook, None);
    texts(&rows.unwrap()[0])
}

fn number(style: u32, value: &str) -> String {
    let cells = format!("<row r=\"2\"><c r=\"B2\" s=\"{style}\"><v>{value}</v></c></row>");
    second(&cells).remove(1)
}

#[test]
fn texts_come_from_shared_strings_rich_ones_without_their_phonetic_guide() {
    let row = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"str\"><f>x</f><v>算出</v></c></row>";
    assert_eq!(second(row), ["县=安岭 & 南", "数=算出"]);
}

#[test]
fn numbers_have_the_digits_that_excel_shows_and_dates_are_dates() {
    assert_eq!(number(0, "0.30000000000000004"), "数=0.3");
    assert_eq!(number(0, "12"), "数=12");
    assert_eq!(number(3, "1234.5"), "数=1234.5");
    assert_eq!(number(1, "45657"), "数=2024-12-31");
    assert_eq!(number(2, "61"), "数=1900-03-01");
    assert_eq!(number(2, "1"), "数=1900-01-01");
    assert_eq!(number(4, "0.35416666666666669"), "数=08:30");
    assert_eq!(number(5, "45657.5"), "数=2024-12-31 12:00");
    let rows = format!("{HEADER}<row r=\"2\"><c r=\"B2\" s=\"1\"><v>44195</v></c></row>");
    let bytes = workbook(&rows, "<workbookPr date1904=\"1\"/>");
    let rows = found(&bytes, RowFormat::Workbook, None).unwrap();
    assert_eq!(texts(&rows[0])[1], "数=2024-12-31");
}

#[test]
fn empty_cells_are_empty_texts_and_empty_rows_are_passed_over() {
    let rows = "<row r=\"2\"><c r=\"A2\" s=\"3\"/></row><row r=\"7\"><c t=\"b\"><v>1</v></c></row>";
    let rows = found(&workbook(&format!("{HEADER}{rows}"), ""), RowFormat::Workbook, None).unwrap();
    assert_eq!((rows.len(), rows[0].number, rows[0].line), (1, 1, 7));
    assert_eq!(texts(&rows[0]), ["县=Bool(true)", "数="]);
}

#[test]
fn faults_of_workbooks_are_found_in_their_rows() {
    let faults = |rows: &str, sheet: Option<&str>| {
        found(&workbook(&format!("{HEADER}{rows}"), ""), RowFormat::Workbook, sheet).unwrap_err()
    };
    let rows = "<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#REF!</v></c></row>\
                <row r=\"5\"><c r=\"C5\"><v>1</v></c></row>\
                <row r=\"6\"><c r=\"B6\"><v>123456789012345678901</v></c></row>";
    assert_eq!(
        faults(rows, None),
        [(Code::DataErrorCell, 3), (Code::DataRowLength, 5), (Code::DataNumber, 6)]
    );
    assert_eq!(faults("", Some("表三")), [(Code::DataSheet, 0)]);
    assert_eq!(faults("", Some("表二")), [(Code::DataEmpty, 0)]);
    assert_eq!(faults("", None), [(Code::DataEmpty, 0)]);
}

#[test]
fn what_is_no_workbook_is_said_to_be_none() {
    let broken = |bytes: &[u8]| found(bytes, RowFormat::Workbook, None).unwrap_err();
    assert_eq!(broken(b"a,b\n1,2\n"), [(Code::DataWorkbook, 0)]);
    assert_eq!(broken(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0]), [(Code::DataWorkbook, 0)]);
    let bytes = workbook(HEADER, "");
    assert_eq!(broken(&bytes[..bytes.len() / 2]), [(Code::DataWorkbook, 0)]);
    let bad = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row>";
    assert_eq!(broken(&workbook(bad, "")), [(Code::DataWorkbook, 0)]);
    assert_eq!(broken(&workbook("<row><c", "")), [(Code::DataWorkbook, 0)]);
}
