//! What the program does with reports that are wrong, from the command line to the exit status.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A report with a title and a body of these blocks.
fn with_body(blocks: &str) -> String {
    format!("title: 题\nbody:\n{blocks}")
}

fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_report-export"))
        .args(words)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

/// Exports a report that must have errors, beside an older output that must stay; gives the findings.
fn findings(folder: &Path, report: &[u8]) -> Vec<Value> {
    fs::write(folder.join("report.yaml"), report).unwrap();
    fs::write(folder.join("report.pdf"), "older").unwrap();
    let before = files(folder);
    let output = run(folder, &["pdf", "report.yaml", "--message-format", "json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(fs::read(folder.join("report.pdf")).unwrap(), b"older");
    assert_eq!(files(folder), before, "something was left behind");
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A finding with its place and a word of what it says or advises.
#[track_caller]
fn expect(report: &[u8], code: &str, line: Option<u64>, word: &str) {
    let folder = tempfile::tempdir().unwrap();
    expect_in(&folder, report, code, line, word);
}

#[track_caller]
fn expect_in(folder: &TempDir, report: &[u8], code: &str, line: Option<u64>, word: &str) {
    let found = findings(folder.path(), report);
    let fits = |finding: &&Value| {
        let text = format!("{} {}", finding["message"], finding["hint"]);
        finding["code"] == code
            && (line.is_none() || finding["line"].as_u64() == line)
            && text.contains(word)
    };
    assert!(found.iter().any(|finding| fits(&finding)), "no {code} at {line:?}: {found:#?}");
}

#[test]
fn faults_of_keys_and_values() {
    let body = with_body("  - 甲\n");
    expect(format!("{body}titel: 乙\n").as_bytes(), "E030", Some(4), "title");
    expect(b"title: [a]\nbody: [a]\n", "E042", Some(1), "");
    expect("body: [甲]\n".as_bytes(), "E032", None, "title");
    expect(format!("{body}title: 乙\n").as_bytes(), "E031", Some(4), "");
    let date = format!("{body}signature: {{ date: 2024-02-30 }}\n");
    expect(date.as_bytes(), "E052", Some(4), "29");
    let table =
        "  - table:\n      columns: [甲, 乙]\n      rows:\n        - [1, 2]\n        - [1]\n";
    expect(with_body(table).as_bytes(), "E070", Some(7), "2");
    expect(with_body("  - 见注[^a]。\n").as_bytes(), "E080", Some(3), "a");
}

#[test]
fn headings_nested_five_deep() {
    let mut report = "title: 题\nbody:\n".to_owned();
    for depth in 0..5 {
        let indent = "  ".repeat(depth * 2 + 1);
        report.push_str(&format!("{indent}- heading: 级{depth}\n{indent}  body:\n"));
    }
    report.push_str(&format!("{}- 文\n", "  ".repeat(11)));
    expect(report.as_bytes(), "E063", Some(11), "");
}

#[test]
fn all_faults_at_once_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let report =
        "titel: 题\nbody:\n  - { haeding: 甲, body: [] }\nsignature: { date: 2024-13-01 }\n";
    let found = findings(folder.path(), report.as_bytes());
    let lines: Vec<u64> = found.iter().filter_map(|finding| finding["line"].as_u64()).collect();
    assert!(found.len() >= 4, "{found:#?}");
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn files_that_are_no_report() {
    let text = with_body("  - 甲乙丙丁，戊己庚辛。\n");
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    expect(&utf16, "E002", None, "iconv -f UTF-16LE -t UTF-8");
    // 中文报告 in GBK
    let gbk = b"title: \xd6\xd0\xce\xc4\xb1\xa8\xb8\xe6\nbody: [\xd6\xd0\xce\xc4]\n";
    expect(gbk, "E003", None, "iconv -f GB18030");
    expect(b"title: a\x07b\nbody: [a]\n", "E005", Some(1), "U+0007");
    expect(b"", "E006", None, "title");
    expect(b"# a comment\n", "E006", None, "title");
}

#[test]
fn bombs_and_depths() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, inner) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip("abcdefgh".chars()) {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{inner}"); 9].join(", ")));
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(!findings(folder.path(), bomb.as_bytes()).is_empty());
    let deep = format!("title: a\nbody: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    assert!(!findings(folder.path(), deep.as_bytes()).is_empty());
}

fn figure(file: &str) -> String {
    with_body(&format!("  - figure: {{ file: {file}, alt: 图 }}\n"))
}

#[test]
fn pictures_that_cannot_be_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("empty.png", b"");
    put("broken.png", b"\x89PNG\r\n\x1a\n and no more");
    put("huge.png", &png_header(30_000, 30_000));
    fs::write(outside.path().join("secret.png"), b"x").unwrap();
    let svg = |inner: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>")
    };
    put("external.svg", svg("<image href='http://example.com/a.png'/>").as_bytes());
    let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>";
    put("bomb.svg", format!("{entities}{}", svg("<text>&b;</text>")).as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.png"), folder.path().join("link.png"))
        .unwrap();
    let up = format!("../{}/secret.png", outside.path().file_name().unwrap().to_str().unwrap());
    let absolute = outside.path().join("secret.png").display().to_string();
    for (file, code, word) in [
        ("missing.png", "E090", "missing.png"),
        (&up, "E091", "--allow-path"),
        (&absolute, "E091", "--allow-path"),
        ("link.png", "E091", "--allow-path"),
        (".", "E092", ""),
        ("empty.png", "E095", ""),
        ("broken.png", "E098", ""),
        ("huge.png", "E099", "30000"),
        ("external.svg", "E100", ""),
        ("bomb.svg", "E101", ""),
    ] {
        expect_in(&folder, figure(file).as_bytes(), code, Some(3), word);
    }
}

/// A PNG file of a size with hardly any of its pixels.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut size = [width, height].map(u32::to_be_bytes).concat();
    size.extend([8, 2, 0, 0, 0]);
    let chunks = [chunk(b"IHDR", &size), chunk(b"IDAT", &[0x78, 0x9C, 0, 0])];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let named = [name, content].concat();
    [&length[..], &named, &crc32(&named).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[test]
fn characters_that_no_font_has() {
    let report = with_body("  - 甲\u{10FFFD}乙\n  - 丙\u{10FFFD}\n");
    expect(report.as_bytes(), "E110", Some(3), "3:6, 4:6");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.yaml"), report).unwrap();
    for format in ["pdf", "docx"] {
        let output = run(folder.path(), &[format, "report.yaml", "--missing-glyphs", "warn"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stderr).unwrap().contains("W110"));
        assert!(folder.path().join("report").with_extension(format).exists());
    }
}

#[test]
fn marks_and_line_ends_of_other_systems_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let text = with_body("  - 甲\n  - |\n    乙\n    丙\n");
    let export = |report: &str| {
        fs::write(folder.path().join("report.yaml"), report).unwrap();
        let output = run(folder.path(), &["pdf", "report.yaml", "-o", "-"]);
        assert_eq!(output.status.code(), Some(0));
        output.stdout
    };
    let plain = export(&text);
    assert!(export(&format!("\u{feff}{text}")) == plain);
    assert!(export(&text.replace('\n', "\r\n")) == plain);
}

#[test]
fn findings_are_told_in_chinese_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.yaml"), "titel: 题\nbody: [甲]\n").unwrap();
    let output = run(folder.path(), &["check", "report.yaml", "--lang", "zh"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("未知") && said.contains("title"), "{said}");
}
