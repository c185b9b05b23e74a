//! Seals, stamps, 版记, dates and attachments that are wrong.

use super::{refuses, refuses_in, with_lines};
use crate::common::Folder;

fn svg(width: u32, height: u32, color: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>\
         <rect width='{width}' height='{height}' fill='{color}'/></svg>"
    )
}

#[test]
fn what_is_wrong_with_what_follows_the_body_is_found() {
    for (lines, code, place, message, hint) in [
        (
            "kind: notice\nissuer: [甲, 乙]\nsignature: { date: 2024-03-05, seal: red.svg }",
            "E191",
            (5, 38),
            "`seal` has 1 entries, but 2 sign",
            "one for each who signs",
        ),
        (
            "issuer: 甲\nsignature: { date: 2024-03-05, style: plain, seal: red.svg }",
            "E190",
            (4, 52),
            "does not go with",
            "style: seal",
        ),
        (
            "issuer: 甲\nsignature: { date: 2024-03-05, seal: wide.svg, level: county }",
            "E192",
            (4, 38),
            "90 × 45",
            "crop",
        ),
        (
            "signature: { date: 2024-03-05, style: stamp }",
            "E032",
            (3, 12),
            "`stamp` is missing",
            "stamp",
        ),
        ("colophon: { copy_to: 乙 }", "E189", (3, 11), "`colophon` has no place", "kind"),
        (
            "kind: letter\ncolophon: { printed_by: 甲, printed_on: 2024-03-05 }",
            "E189",
            (4, 25),
            "`printed_by` has no place",
            "kind",
        ),
        (
            "kind: notice\ncolophon: { printed_by: 甲 }",
            "E032",
            (4, 11),
            "`printed_on` is missing",
            "printed_on",
        ),
        (
            "kind: notice\nsignature: { date: 2024-03-05 }\ncolophon: { printed_by: 甲, printed_on: 2024-03-04 }",
            "E197",
            (5, 40),
            "before the date of issue 2024-03-05",
            "printed_on",
        ),
    ] {
        let folder = Folder::new();
        folder.write("red.svg", svg(45, 45, "red"));
        folder.write("wide.svg", svg(90, 45, "red"));
        refuses_in(&folder, with_lines(&format!("{lines}\n")), (code, place, message, hint));
    }
    refuses(with_lines("colophon: {}\n"), ("E040", (3, 11), "`colophon`", "copy_to"));
}

#[test]
fn what_an_author_should_look_at_is_said_and_the_report_set() {
    let folder = Folder::new();
    folder.write("blue.svg", svg(45, 45, "blue"));
    folder.write("small.svg", svg(45, 45, "red").replace("'45'", "'30mm'"));
    for (lines, expected) in [
        ("issuer: 甲\nsignature: { date: 2024-03-05, seal: blue.svg, level: county }", "W193"),
        ("issuer: 甲\nsignature: { date: 2024-03-05, seal: small.svg, level: county }", "W194"),
        ("attachments: [{ title: 名单。, body: [甲] }]", "W199"),
        (
            "kind: notice\nissuer: 甲\nletterhead: { document_number: 甲发〔2023〕1号 }\n\
             signature: { date: 2024-03-05 }",
            "W201",
        ),
        (
            "kind: notice\nissuer: 甲\nletterhead: {}\nsettings: { toc: true }\n\
             attachments: [{ title: 名单, body: [甲] }]",
            "W219",
        ),
    ] {
        folder.write("report.yaml", with_lines(&format!("{lines}\n")));
        let run = folder.run(&["check", "report.yaml", "--message-format=json"]);
        assert_eq!(run.status, Some(0), "{run:?}");
        let codes: Vec<_> = run.records().iter().map(|record| record["code"].clone()).collect();
        assert_eq!(codes, [expected], "{lines}");
    }
    for body in ["格式见附件2。", "{ table: { columns: [项, 说明], rows: [[甲, 见附件2]] } }"]
    {
        folder.write("report.yaml", format!("title: 题\nbody: [{body}]\n"));
        let run = folder.run(&["check", "report.yaml", "--message-format=json"]);
        assert_eq!(run.records()[0]["code"], "W198", "{run:?}");
    }
}

/// What only the pages show, or what the standard has no rule for.
#[test]
fn what_has_no_room_is_said() {
    let folder = Folder::new();
    let issuers = (1..=30).map(|n| format!("某市第{n}局")).collect::<Vec<_>>().join(", ");
    let many = |style: &str| {
        format!("issuer: [{issuers}]\nsignature: {{ date: 2024-03-05, style: {style} }}\n")
    };
    let number = "某市数据管理局某市财政局某市教育局联合印发〔2024〕1500号";
    let long_number =
        format!("kind: notice\nissuer: 甲\nletterhead: {{ document_number: {number} }}\n");
    let letter = long_number.replace("notice", "letter");
    let rows = "[项], ".repeat(21);
    let turned = format!("{{ table: {{ columns: [项], rows: [{rows}], turned: true }} }}");
    let names = (1..=200).map(|n| format!("某市第{n}有关单位")).collect::<Vec<_>>().join(", ");
    let colophon = format!("kind: notice\nissuer: 甲\ncolophon: {{ copy_to: [{names}] }}\n");
    let offices = (1..=5).map(|n| format!("某省数据管理第{n}局")).collect::<Vec<_>>().join(", ");
    let crossed = format!(
        "issuer: [{offices}]\nsignature: {{ date: 2024-03-05, style: seal, level: province }}\n\
         note: 联系人：某某，电话：0000-00000000\nattachments: [{}]\n",
        ["{ title: 甲, body: [乙] }"; 3].join(", ")
    );
    for (lines, body, status, code) in [
        (crossed, "文", 0, "W218"),
        (many("seal"), "文", 0, "W200"),
        (many("plain"), "文", 0, "W200"),
        (long_number, "文", 0, "W203"),
        (letter, "文", 0, "W203"),
        ("issuer: 甲\nsignature: { date: 2024-03-05 }\n".to_owned(), &turned[..], 0, "W202"),
        (colophon, "文", 1, "E196"),
    ] {
        folder.write("report.yaml", format!("title: 题\nbody: [{body}]\n{lines}"));
        for format in ["check", "pdf", "docx"] {
            let mut arguments = vec![format, "report.yaml", "--message-format=json"];
            if format != "check" {
                arguments.extend(["-o", "report.out"]);
            }
            let run = folder.run(&arguments);
            assert_eq!(run.status, Some(status), "{code}: {run:?}");
            let codes: Vec<_> = run.records().iter().map(|record| record["code"].clone()).collect();
            assert!(codes.contains(&code.into()), "{code}, {format}: {codes:?}");
        }
    }
}
