//! Rows from files of every format, sound and not.

use super::{Cell, Row, RowFormat, read};
use crate::diagnostic::{Code, Sink};

mod workbook;

fn found(
    bytes: &[u8],
    format: RowFormat,
    sheet: Option<&str>,
) -> Result<Vec<Row>, Vec<(Code, usize)>> {
    let mut sink = Sink::default();
    let (source, rows) = read(bytes, "data", format, sheet, &mut sink);
    match rows {
        Ok(rows) => Ok(rows.iter().collect()),
        Err(_) => {
            let line = |finding: &crate::diagnostic::Diagnostic| {
                finding.span.map_or(0, |span| source.position(span.start).0)
            };
            Err(sink.into_sorted().iter().map(|finding| (finding.code, line(finding))).collect())
        }
    }
}

fn texts(row: &Row) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Number(text) => text.to_string(),
        other => format!("{other:?}"),
    };
    row.cells.iter().map(|(name, cell)| format!("{name}={}", text(cell))).collect()
}

fn csv(text: &str) -> Result<Vec<Row>, Vec<(Code, usize)>> {
    found(text.as_bytes(), RowFormat::Csv, None)
}

#[test]
fn csv_has_quotes_line_breaks_and_any_line_ends() {
    let rows = csv("\u{feff}县, 说明\r\n安岭,\"一,二\r\n\"\"三\"\"\"\r\n\r\n白沙,").unwrap();
    assert_eq!(texts(&rows[0]), ["县=安岭", "说明=一,二\n\"三\""]);
    assert_eq!(texts(&rows[1]), ["县=白沙", "说明="]);
    assert_eq!([(rows[0].number, rows[0].line), (rows[1].number, rows[1].line)], [(1, 2), (2, 5)]);
    let rows = found(b"a\tb\n1,5\t\"x\ty\"", RowFormat::Tsv, None).unwrap();
    assert_eq!(texts(&rows[0]), ["a=1,5", "b=x\ty"]);
}

#[test]
fn faults_of_csv_are_found_where_they_are() {
    assert_eq!(
        csv("a,b\n1\n1,2,3\n1,2").unwrap_err(),
        [(Code::DataRowLength, 2), (Code::DataRowLength, 3)]
    );
    assert_eq!(csv("a,b\n1,2\n3,\"4\n5,6\n").unwrap_err(), [(Code::DataQuote, 3)]);
    assert_eq!(csv("a\nx\"y\n").unwrap_err(), [(Code::DataStrayQuote, 2)]);
    assert_eq!(csv("a\n\"x\"y\n").unwrap_err(), [(Code::DataStrayQuote, 2)]);
    assert_eq!(
        csv("a,,a,row\n1,2,3,4").unwrap_err(),
        [(Code::DataColumnName, 1), (Code::DataColumnTwice, 1), (Code::DataColumnReserved, 1)]
    );
    assert_eq!(csv("a\n").unwrap_err(), [(Code::DataEmpty, 0)]);
    assert_eq!(csv("").unwrap_err(), [(Code::DataEmpty, 0)]);
    let large = format!("a,b\n1,{}\n", "字".repeat(4 << 20));
    assert_eq!(csv(&large).unwrap_err(), [(Code::DataCellTooLarge, 2)]);
}

#[test]
fn other_encodings_are_named() {
    let gbk = b"\xcf\xd8,\xca\xfd\n\xb0\xb2\xc1\xeb,1\n";
    let mut sink = Sink::default();
    let (_, rows) = read(gbk, "data.csv", RowFormat::Csv, None, &mut sink);
    assert!(rows.is_err());
    let finding = &sink.into_sorted()[0];
    assert_eq!(finding.code, Code::DataEncoding);
    assert!(finding.arguments.contains(&("encoding", "GBK".to_owned())));
    let utf16: Vec<u8> = "a,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&utf16, RowFormat::Csv, None).unwrap_err(), [(Code::DataEncoding, 0)]);
    assert_eq!(found(b"a\n\xff\xfe\xfd", RowFormat::Csv, None).unwrap_err(), [(Code::NotUtf8, 0)]);
}

fn json(text: &str) -> Result<Vec<Row>, Vec<(Code, usize)>> {
    found(text.as_bytes(), RowFormat::JsonLines, None)
}

#[test]
fn json_lines_keep_digits_and_nesting() {
    let rows =
        json("{\"a\": 1200.5, \"b\": [1, \"\\ud842\\udfb7\"], \"c\": null}\n\n{\"a\": -7}\n")
            .unwrap();
    assert_eq!(rows[0].cells[0].1, Cell::Number("1200.5".into()));
    let list = vec![Cell::Number("1".into()), Cell::Text("𠮷".into())];
    assert_eq!((&rows[0].cells[1].1, &rows[0].cells[2].1), (&Cell::List(list), &Cell::Null));
    assert_eq!((rows[1].number, rows[1].line), (2, 3));
}

#[test]
fn faults_of_json_lines_are_found_where_they_are() {
    assert_eq!(
        json("{\"a\": 1}\n{\"a\": }\n[1]\n").unwrap_err(),
        [(Code::DataSyntax, 2), (Code::DataNotAnObject, 3)]
    );
    assert_eq!(json("{\"a\": 1, \"a\": 2}").unwrap_err(), [(Code::DataColumnTwice, 1)]);
    assert_eq!(json("{\"loop\": 1}").unwrap_err(), [(Code::DataColumnReserved, 1)]);
    for number in ["1.50", "1e3", "12345678901234567890", "-0"] {
        let line = format!("{{\"a\": {number}}}");
        assert_eq!(json(&line).unwrap_err(), [(Code::DataNumber, 1)], "{number}");
    }
    let deep = format!("{{\"a\": {}{}}}", "[".repeat(90), "]".repeat(90));
    assert_eq!(json(&deep).unwrap_err(), [(Code::DataSyntax, 1)]);
}

#[test]
fn yaml_is_a_list_of_mappings() {
    let yaml = |text: &str| found(text.as_bytes(), RowFormat::Yaml, None);
    let rows = yaml("- 县: 安岭\n  数: 12\n  项: [{ 名: 甲 }]\n- { 县: 白沙, 数: 3.5, 项: [] }\n")
        .unwrap();
    assert_eq!((rows[0].line, rows[1].line), (1, 4));
    assert_eq!(rows[0].cells[1], ("数".into(), Cell::Number("12".into())));
    assert_eq!(yaml("县: 安岭\n").unwrap_err(), [(Code::DataNotAnObject, 1)]);
    assert_eq!(
        yaml("- a: 1\n- 二\n- a: 007\n- { a: 1, a: 2 }\n").unwrap_err(),
        [(Code::DataNotAnObject, 2), (Code::DataNumber, 3), (Code::DataColumnTwice, 4)]
    );
}

#[test]
fn the_digest_of_a_row_tells_values_and_names_apart() {
    let digest = |text: &str| json(text).unwrap()[0].sha256();
    let first = digest("{\"a\": \"1\", \"b\": \"23\"}");
    assert_eq!(first, digest("{ \"a\":\"1\",\"b\":\"23\" }"));
    for other in [
        "{\"a\": \"12\", \"b\": \"3\"}",
        "{\"a\": 1, \"b\": \"23\"}",
        "{\"b\": \"23\", \"a\": \"1\"}",
        "{\"a\": [\"1\"], \"b\": \"23\"}",
    ] {
        assert_ne!(digest(other), first, "{other}");
    }
}
