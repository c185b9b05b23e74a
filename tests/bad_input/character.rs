//! Characters that can't be set.

use super::{findings, refuses, refuses_in_chinese, with_body};
use crate::common::{Folder, is_docx, is_pdf};

#[test]
fn control_characters() {
    for (report, place) in [
        (with_body("  - 甲\u{7}乙\n"), (3, 6)),
        (with_body("  - \"甲\\a乙\"\n"), (3, 7)),
        (with_body("  - 甲&#7;乙\n"), (3, 6)),
        (with_body("  - 甲乙 # \u{7}\n"), (3, 10)),
    ] {
        refuses(&report, ("E005", place, "control character U+0007", "delete it"));
    }
    refuses(with_body("  - 甲\0乙\n"), ("E005", (3, 6), "U+0000", "delete it"));
    refuses(with_body("  - 甲\u{feff}乙\n"), ("E005", (3, 6), "U+FEFF", "delete it"));
    refuses(with_body("  - \"甲\\uffff\"\n"), ("E005", (3, 7), "U+FFFF", "delete it"));
    refuses_in_chinese(with_body("  - 甲\u{7}乙\n"), "控制字符 U+0007", "请删除该字符");
}

/// Two characters in three places.
const WITHOUT_GLYPHS: &str = "title: 题
body:
  - 甲\u{10fffd}乙
  - \"**丙**\\U0010ABCD\"
  - quote: \u{10fffd}
";

#[test]
fn characters_that_no_font_has_are_listed_with_their_places() {
    let found = findings(&Folder::new(), WITHOUT_GLYPHS.as_bytes(), "en");
    assert_eq!(found.len(), 2, "{found:#?}");
    let first =
        "no font has the character \u{10fffd} (U+10FFFD), which stands at 3:6, 5:12 (2 in all)";
    let hint = "`--missing-glyphs warn`";
    super::assert_fault(&found[0], ("E110", (3, 6), first, hint));
    super::assert_fault(&found[1], ("E110", (4, 11), "(U+10ABCD), which stands at 4:11", hint));
    let chinese = findings(&Folder::new(), WITHOUT_GLYPHS.as_bytes(), "zh");
    let first = "所有字体都没有字符 \u{10fffd}（U+10FFFD），位于 3:6, 5:12（共 2 处）";
    super::assert_fault(&chinese[0], ("E110", (3, 6), first, "以方框代替"));
}

#[test]
fn a_box_stands_for_them_on_request() {
    let folder = Folder::with(WITHOUT_GLYPHS);
    for (format, is_sound) in [("pdf", is_pdf as fn(&[u8]) -> bool), ("docx", is_docx)] {
        let arguments = [format, "report.yaml", "--missing-glyphs=warn", "--message-format=json"];
        let run = folder.run(&arguments);
        assert_eq!(run.status, Some(0), "{run:?}");
        let is_box = |finding: &serde_json::Value| finding["code"] == "W110";
        let found: Vec<_> = run.records().into_iter().filter(is_box).collect();
        assert_eq!(found.len(), 2, "{run:?}");
        super::assert_fault(&found[0], ("W110", (3, 6), "a box is drawn for it", ""));
        assert!(is_sound(&std::fs::read(folder.path("report").with_extension(format)).unwrap()));
    }
}

#[test]
fn scripts_of_other_languages() {
    for (text, character) in [("한글", '한'), ("مرحبا", 'ا'), ("報\u{1f600}", '\u{1f600}')]
    {
        let found = findings(&Folder::new(), with_body(&format!("  - {text}\n")).as_bytes(), "en");
        let says = |character: char| format!("no font has the character {character}");
        let is_said =
            found.iter().any(|found| super::text(found, "message").contains(&says(character)));
        assert!(is_said, "{found:#?}");
    }
}
