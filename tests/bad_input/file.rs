//! Files that are no report, outputs that can't be written.

use super::{exports, refused, refuses, refuses_in_chinese, with_body};
use crate::common::Folder;

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn utf_16_with_and_without_mark() {
    let text = with_body("  - 一是加强领导，二是落实责任。\n");
    for mark in ["", "\u{feff}"] {
        for (order, name) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")]
        {
            let report = utf16(&format!("{mark}{text}"), order);
            let hint = format!("iconv -f {name} -t UTF-8 report.yaml > new.yaml");
            refuses(&report, ("E002", (0, 0), &format!("encoded in {name}"), &hint));
            refuses_in_chinese(&report, &format!("文件编码是 {name}"), &hint);
        }
    }
}

#[test]
fn gbk() {
    // 中文报告 in GBK
    let report = b"title: \xd6\xd0\xce\xc4\xb1\xa8\xb8\xe6\nbody: [\xd6\xd0\xce\xc4]\n";
    let hint = "iconv -f GB18030 -t UTF-8 report.yaml > new.yaml";
    refuses(report, ("E003", (0, 0), "GBK or GB 18030, not in UTF-8", hint));
    refuses_in_chinese(report, "文件编码是 GBK", hint);
}

#[test]
fn bytes_that_are_no_text() {
    refuses(b"title: r\xe9sum\xe9\n", ("E001", (0, 0), "first wrong byte: 9", "save it as UTF-8"));
    refuses(b"\x89PNG\r\n\x1a\n\0\0", ("E001", (0, 0), "first wrong byte: 1", "save it as UTF-8"));
    refuses("标题".as_bytes().split_last().unwrap().1, ("E001", (0, 0), "byte: 4", "UTF-8"));
}

#[test]
fn a_report_with_nothing_in_it() {
    for report in ["", "\u{feff}", "\n\n", "# nothing yet\n", "---\n", "~\n"] {
        refuses(report, ("E006", (0, 0), "the report is empty", "`title` and `body`"));
    }
    refuses_in_chinese("", "报告是空的", "`title`（标题）和 `body`（正文）");
}

#[test]
fn marks_and_line_ends_of_other_systems_change_nothing() {
    let text = with_body("  - 甲\n  - |\n    乙\n    丙\n  - \"丁\n    戊\"\n  - >-\n    己\n");
    let plain = exports(&text);
    assert!(exports(format!("\u{feff}{text}")) == plain, "a byte-order mark");
    assert!(exports(text.replace('\n', "\r\n")) == plain, "line ends of Windows");
    assert!(exports(format!("\u{feff}{}", text.replace('\n', "\r\n"))) == plain);
    let wrong = with_body("  - 甲\n").replace('\n', "\r\n") + "titel: 乙\r\n";
    refuses(&wrong, ("E030", (4, 1), "`titel`", "`title`"));
    refuses("\u{feff}titel: 题\nbody: [甲]\ntitle: 乙", ("E030", (1, 1), "`titel`", ""));
}

#[test]
fn a_folder_is_no_report() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("年报.yaml")).unwrap();
    for (language, message) in [("en", "is a folder, not a report"), ("zh", "是文件夹，不是报告")]
    {
        for command in ["check", "pdf", "docx"] {
            let run = folder.run(&[command, "年报.yaml", "--lang", language]);
            refused(&run, 2);
            assert!(run.stderr.contains(message), "{run:?}");
        }
    }
    assert_eq!(folder.names(), ["年报.yaml"]);
}

#[test]
fn targets_that_cannot_be_written() {
    let folder = Folder::with(&with_body("  - 甲\n"));
    folder.write("file", "older");
    std::fs::create_dir(folder.path("folder")).unwrap();
    let before = folder.names();
    for (target, english, chinese) in [
        ("missing/a", "the folder `missing` of the output does not exist", "输出文件夹 `missing`"),
        ("folder", "the output `folder` is a folder", "输出 `folder` 是文件夹"),
        ("file/a", "a part of the path is not a folder", "路径中有一段不是文件夹"),
        ("report.yaml", "is the report itself", "就是报告本身"),
    ] {
        for format in ["pdf", "docx"] {
            for (language, message) in [("en", english), ("zh", chinese)] {
                let run = folder.run(&[format, "report.yaml", "-o", target, "--lang", language]);
                refused(&run, 2);
                assert!(run.stderr.contains(message), "{run:?}");
            }
        }
    }
    assert_eq!(folder.names(), before);
    assert_eq!(std::fs::read(folder.path("file")).unwrap(), b"older");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let folder = Folder::with(&with_body("  - 甲\n"));
    for (language, reason) in [("en", "no space left"), ("zh", "磁盘空间已满")] {
        for format in ["pdf", "docx"] {
            let run = folder.run(&[format, "report.yaml", "-o", "/dev/full", "--lang", language]);
            refused(&run, 2);
            assert!(run.stderr.contains(reason) && run.stderr.contains("/dev/full"), "{run:?}");
        }
    }
    assert_eq!(folder.names(), ["report.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_report_is_the_report() {
    let report = with_body("  - 甲\n");
    let folder = Folder::with(&report);
    std::os::unix::fs::symlink("report.yaml", folder.path("link.pdf")).unwrap();
    std::fs::hard_link(folder.path("report.yaml"), folder.path("same.pdf")).unwrap();
    let run = folder.run(&["pdf", "report.yaml", "-o", "link.pdf"]);
    refused(&run, 2);
    assert!(run.stderr.contains("is the report itself"), "{run:?}");
    assert_eq!(std::fs::read_to_string(folder.path("report.yaml")).unwrap(), report);
}

#[test]
fn names_with_spaces_and_chinese() {
    let folder = Folder::new();
    folder.write("年度 报告.最终.yaml", with_body("  - 甲\n"));
    folder.write("无扩展名", with_body("  - 甲\n"));
    for (report, format) in [("年度 报告.最终.yaml", "pdf"), ("无扩展名", "docx")] {
        let run = folder.run(&[format, report]);
        assert_eq!(run.status, Some(0), "{run:?}");
    }
    let names = ["年度 报告.最终.pdf", "年度 报告.最终.yaml", "无扩展名", "无扩展名.docx"];
    assert_eq!(folder.names(), names);
}
