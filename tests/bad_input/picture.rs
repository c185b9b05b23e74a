//! Pictures that can't be drawn.

use std::fs;

use super::{Fault, refuses_in, refuses_in_chinese, with_body};
use crate::common::Folder;

fn figure(file: &str) -> String {
    with_body(&format!("  - figure: {{ file: {file}, alt: 图 }}\n"))
}

/// Refuses a report with the picture of this name and content.
#[track_caller]
fn refuses_picture(name: &str, content: impl AsRef<[u8]>, fault: Fault<'_>) {
    let folder = Folder::new();
    folder.write(name, content);
    refuses_in(&folder, figure(name), fault);
}

fn svg(content: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{content}</svg>")
}

/// The first bytes of a PNG of a size, with hardly any of its pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    [signature, chunk(*b"IHDR", &header), chunk(*b"IDAT", b"\x78\x9c"), chunk(*b"IEND", b"")]
        .concat()
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [&name[..], content].concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc32(&named).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let shift = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| shift(crc)))
}

#[test]
fn files_that_are_not_there() {
    let folder = Folder::new();
    fs::create_dir(folder.path("images")).unwrap();
    let missing = ("E090", (3, 21), "there is no file `a.png`", "the report's own folder");
    refuses_in(&folder, figure("a.png"), missing);
    let a_folder = ("E092", (3, 21), "`images` is not a file", "PNG, JPEG or SVG");
    refuses_in(&folder, figure("images"), a_folder);
    refuses_in_chinese(figure("a.png"), "找不到文件 `a.png`", "报告所在文件夹");
}

#[test]
fn files_that_are_no_sound_picture() {
    let place = (3, 21);
    refuses_picture("a.png", "", ("E095", place, "`a.png` is empty (0 bytes)", ""));
    refuses_picture("a.gif", "GIF89a", ("E096", place, "is a GIF file", "PNG, JPEG or SVG"));
    refuses_picture("a.png", "text", ("E097", place, "not a picture", "PNG, JPEG or SVG"));
    let broken = ("E098", place, "`a.png` is broken: ", "save it again");
    refuses_picture("a.png", b"\x89PNG\r\n\x1a\n and no more", broken);
    refuses_picture("a.png", png(40, 30), broken);
    let wrong_sum = with_wrong_checksum(png(40, 30));
    refuses_picture("a.png", wrong_sum, ("E098", place, "CRC error", "save it again"));
    let broken = ("E098", place, "`a.jpg` is broken: ", "save it again");
    refuses_picture("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", broken);
    let broken = ("E098", place, "`a.svg` is broken: ", "save it again");
    refuses_picture("a.svg", svg("<rect>"), broken);
    refuses_picture("a.svg", svg("").replace("'9'", "'0'"), broken);
}

/// The same bytes with another checksum of the header.
fn with_wrong_checksum(mut png: Vec<u8>) -> Vec<u8> {
    let end_of_header = 8 + 4 + 4 + 13 + 4;
    png[end_of_header - 1] ^= 1;
    png
}

#[test]
fn too_many_pixels() {
    let message = "`a.png` has 30000 × 30000 pixels";
    let fault = ("E099", (3, 21), message, "at most 20000 pixels a side and 100 million in all");
    refuses_picture("a.png", png(30_000, 30_000), fault);
    refuses_picture("a.png", png(u32::MAX >> 1, 1), ("E099", (3, 21), "2147483647 × 1", "20000"));
    let large = svg("").replace("'9'", "'30000'");
    refuses_picture("a.svg", large, ("E099", (3, 21), "30000 × 30000 pixels", "20000"));
}

#[test]
fn files_outside_the_folder_of_the_report() {
    let folder = Folder::new();
    folder.write("secret.svg", svg(""));
    fs::create_dir_all(folder.path("report/images")).unwrap();
    let absolute = folder.path("secret.svg").display().to_string();
    let mut files = vec!["../secret.svg", "images/../../secret.svg", &absolute, "../missing.svg"];
    if cfg!(unix) {
        link(&folder, "../secret.svg", "report/link.svg");
        link(&folder, "../..", "report/images/up");
        files.extend(["link.svg", "images/up/secret.svg"]);
    }
    for file in files {
        folder.write("report/report.yaml", figure(file));
        for command in ["check", "pdf", "docx"] {
            let run = folder.run(&[command, "report/report.yaml", "--message-format=json"]);
            super::refused(&run, 1);
            let message = format!("`{file}` is outside the report's folder");
            let hint = "--allow-path DIR";
            // A long path is cut in the message.
            let message = message.chars().take(40).collect::<String>();
            super::assert_fault(&run.records()[0], ("E091", (3, 21), &message, hint));
        }
        let run = folder.run(&["check", "report/report.yaml", "--allow-path", "."]);
        assert_eq!(run.status == Some(0), !file.contains("missing"), "{run:?}");
    }
    let mut inside = vec!["report.yaml"];
    inside.extend(["images"].iter().chain(cfg!(unix).then_some(&"link.svg")));
    inside.sort_unstable();
    let mut names: Vec<_> = fs::read_dir(folder.path("report"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, inside, "nothing was written");
}

#[cfg(unix)]
fn link(folder: &Folder, target: &str, name: &str) {
    std::os::unix::fs::symlink(target, folder.path(name)).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Folder, _: &str, _: &str) {}

#[test]
fn drawings_that_need_something_from_elsewhere() {
    for content in [
        "<image href='http://a.cn/a.png'/>",
        "<image href='/etc/passwd'/>",
        "<style>@import 'http://a.cn/a.css';</style>",
        "<rect fill='url(http://a.cn/a.svg#a)'/>",
        "<use href='other.svg#a'/>",
    ] {
        let fault = ("E100", (3, 21), "`a.svg` needs something from elsewhere", "embed it");
        refuses_picture("a.svg", svg(content), fault);
    }
    let script = ("E102", (3, 21), "holds a program (script)", "without scripts");
    refuses_picture("a.svg", svg("<script>alert(1)</script>"), script);
}

#[test]
fn drawings_that_are_bombs() {
    let mut entities = "<!ENTITY a 'aaaaaaaaaa'>".to_owned();
    for (inner, name) in ('a'..='i').zip('b'..='j') {
        let ten = format!("&{inner};").repeat(10);
        entities.push_str(&format!("<!ENTITY {name} '{ten}'>"));
    }
    let laughs = format!("<!DOCTYPE svg [{entities}]>{}", svg("<text>&j;</text>"));
    let fault = ("E101", (3, 21), "`a.svg` defines entities", "save it as plain SVG");
    refuses_picture("a.svg", laughs, fault);
    let mut uses = "<g id='a'><rect/></g>".to_owned();
    for (inner, name) in ('a'..='i').zip('b'..='j') {
        let ten = format!("<use href='#{inner}'/>").repeat(10);
        uses.push_str(&format!("<g id='{name}'>{ten}</g>"));
    }
    let fault = ("E103", (3, 21), "too many elements", "save it as PNG");
    refuses_picture("a.svg", svg(&uses), fault);
    refuses_picture("a.svg", svg("<g id='a'><use href='#a'/></g>"), fault);
    let deep = svg(&format!("{}{}", "<g>".repeat(10_000), "</g>".repeat(10_000)));
    refuses_picture("a.svg", deep, fault);
}

/// Paths of a report from standard input begin where the program runs.
#[test]
fn a_report_from_standard_input_has_pictures_too() {
    let folder = Folder::new();
    folder.write("a.svg", svg("<rect width='9' height='9'/>"));
    let run = folder.pipe(&["pdf", "-", "-o", "a.pdf"], figure("a.svg").as_bytes());
    assert_eq!(run.status, Some(0), "{run:?}");
    let run = folder.pipe(&["check", "-"], figure("../a.svg").as_bytes());
    super::refused(&run, 1);
    assert!(run.stderr.contains("outside the report's folder"), "{run:?}");
}
