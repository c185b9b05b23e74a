//! The standards that a PDF follows.

use std::path::Path;

use lopdf::{Document, Object};

use crate::common::Folder;

const REPORT: &str = "kind: plain\ntitle: 报告\nbody:\n- 一段文字，见[链接](https://example.org/)。\n\
                      signature: { date: 2024-12-31 }\n";

/// A report whose only picture has no words.
const MUTE: &str =
    "kind: plain\ntitle: 报告\nbody:\n- 文字\n- figure: { file: a.png, width: 30mm }\n";

struct Pdf(Document);

impl Pdf {
    fn made_as(standard: &[&str]) -> Self {
        let folder = Folder::with(REPORT);
        let run = folder.run(&[&["pdf", "report.yaml", "-o", "-"], standard].concat());
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        Self(Document::load_mem(&run.stdout).unwrap())
    }

    fn get(&self, path: &[&str]) -> Option<&Object> {
        let mut object = self.0.trailer.get(b"Root").unwrap();
        for key in path {
            object = self.0.dereference(object).unwrap().1;
            object = match object {
                Object::Array(items) => items.get(key.parse::<usize>().unwrap())?,
                Object::Stream(stream) => stream.dict.get(key.as_bytes()).ok()?,
                object => object.as_dict().unwrap().get(key.as_bytes()).ok()?,
            };
        }
        Some(self.0.dereference(object).unwrap().1)
    }

    fn claims(&self) -> Vec<String> {
        let Some(Object::Stream(metadata)) = self.get(&["Metadata"]) else { return Vec::new() };
        let xmp = String::from_utf8(metadata.content.clone()).unwrap();
        let value = |tag: &str| {
            let (_, rest) = xmp.split_once(&format!("<{tag}>"))?;
            Some(format!("{tag} {}", rest.split_once('<')?.0))
        };
        ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part"]
            .into_iter()
            .filter_map(value)
            .collect()
    }

    fn is_tagged(&self) -> bool {
        let content = self.0.get_page_content(self.0.page_iter().next().unwrap());
        let marked = content.windows(3).any(|operator| operator == b"BDC");
        assert_eq!(marked, self.get(&["StructTreeRoot"]).is_some());
        let annotation = ["Pages", "Kids", "0", "Annots", "0", "StructParent"];
        assert_eq!(marked, self.get(&annotation).is_some());
        marked
    }
}

#[test]
fn files_claim_what_they_are_made_as() {
    let level_a = ["pdfaid:part 2", "pdfaid:conformance A", "pdfuaid:part 1"];
    for (arguments, claims, tagged) in [
        (&[][..], &level_a[..], true),
        (&["--pdf-standard", "a-2a+ua-1"], &level_a, true),
        (&["--pdf-standard", "a-2b"], &["pdfaid:part 2", "pdfaid:conformance B"], false),
        (&["--pdf-standard", "a-3a"], &["pdfaid:part 3", "pdfaid:conformance A"], true),
        (&["--pdf-standard", "none"], &[], false),
    ] {
        let pdf = Pdf::made_as(arguments);
        assert_eq!(pdf.claims(), claims, "{arguments:?}");
        assert_eq!(pdf.is_tagged(), tagged, "{arguments:?}");
        assert_eq!(pdf.get(&["OutputIntents"]).is_some(), !claims.is_empty());
        assert_eq!(pdf.get(&["AF"]).is_some(), arguments.contains(&"a-3a"));
    }
}

#[test]
fn a_pdf_a_3_carries_the_text_it_was_made_from() {
    let pdf = Pdf::made_as(&["--pdf-standard=a-3a"]);
    let file = ["Names", "EmbeddedFiles", "Names", "1"];
    let get = |keys: &[&str]| pdf.get(&[&file, keys].concat()).unwrap();
    assert_eq!(get(&["UF"]).as_str().unwrap(), b"report.yaml");
    assert_eq!(get(&["AFRelationship"]).as_name().unwrap(), b"Source");
    let stream = get(&["EF", "F"]).as_stream().unwrap();
    assert_eq!(stream.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"application/yaml");
    assert_eq!(stream.decompressed_content().unwrap(), REPORT.as_bytes());
    let date = get(&["EF", "F", "Params", "ModDate"]).as_str().unwrap();
    assert_eq!(date, b"D:20241231000000+08'00'");
}

#[test]
fn a_standard_that_is_asked_for_and_not_met_is_an_error() {
    let folder = Folder::with(MUTE);
    let picture = std::fs::read(Path::new("data/images/districts.png")).unwrap();
    folder.write("a.png", picture);
    let run = |arguments: &[&str]| {
        let run = folder.run(&[arguments, &["report.yaml", "--message-format=json"]].concat());
        let code = run.stderr.lines().next().and_then(|line| line.split("\"code\":\"").nth(1));
        (run.status, code.map_or(String::new(), |code| code.chars().take(4).collect()))
    };
    let found = |status, code: &str| (Some(status), code.to_owned());
    assert_eq!(run(&["pdf"]), found(0, "W101"));
    assert_eq!(run(&["pdf", "--pdf-standard=a-2a+ua-1"]), found(1, "E270"));
    assert_eq!(run(&["check", "--pdf-standard=a-2a+ua-1"]), found(1, "E270"));
    assert_eq!(run(&["pdf", "--pdf-standard=a-3a"]), found(0, "W101"));
    assert_eq!(run(&["pdf", "--pdf-standard=a-2b"]), found(0, ""));
    assert_eq!(run(&["pdf", "--pdf-standard=none"]), found(0, ""));
    assert_eq!(run(&["docx"]), found(0, "W101"));
}

#[test]
fn a_picture_in_printing_inks_is_no_part_of_pdf_a() {
    let report = MUTE.replace("a.png, width: 30mm", "a.jpg, width: 30mm, alt: 图");
    let folder = Folder::with(&report);
    folder.write("a.jpg", std::fs::read(Path::new("tests/data/printing-inks.jpg")).unwrap());
    let run = |arguments: &[&str]| {
        let run = folder.run(&[&["pdf", "report.yaml", "-o", "-"], arguments].concat());
        (run.status, run.stderr.contains("E271"), run.stdout)
    };
    let (status, is_told, bytes) = run(&[]);
    assert_eq!((status, is_told), (Some(0), true));
    assert_eq!(Pdf(Document::load_mem(&bytes).unwrap()).claims(), ["pdfuaid:part 1"]);
    for standard in ["a-2a+ua-1", "a-2b", "a-3a"] {
        let (status, is_told, _) = run(&["--pdf-standard", standard]);
        assert_eq!((status, is_told), (Some(1), true), "{standard}");
    }
    let (status, is_told, _) = run(&["--pdf-standard=none"]);
    assert_eq!((status, is_told), (Some(0), false));
}

#[test]
fn a_character_of_private_use_has_no_meaning_at_level_a() {
    let folder = Folder::with("kind: plain\ntitle: 报告\nbody:\n- 文\u{E0FF}字\u{E0FF}\n");
    for (standard, status, codes) in [
        (None, 0, &["W110", "E272"][..]),
        (Some("--pdf-standard=a-2a+ua-1"), 1, &["W110", "E272"]),
        (Some("--pdf-standard=a-2b"), 0, &["W110"]),
        (Some("--pdf-standard=none"), 0, &["W110"]),
    ] {
        let arguments = ["pdf", "report.yaml", "--missing-glyphs=warn", "--message-format=json"];
        let run = folder.run(&arguments.into_iter().chain(standard).collect::<Vec<_>>());
        assert_eq!(run.status, Some(status), "{standard:?}: {}", run.stderr);
        let found = run.stderr.lines().filter_map(|line| line.split("\"code\":\"").nth(1));
        let mut found: Vec<_> =
            found.map(|code| code.chars().take(4).collect::<String>()).collect();
        found.sort();
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        assert_eq!(found, codes, "{standard:?}");
    }
}

#[test]
fn a_filled_template_has_no_source_to_carry() {
    let folder = Folder::with("kind: plain\ntitle: 致{{ 姓名 }}\nbody: [文字]\n");
    folder.write("data.csv", "姓名\n张三\n");
    let run = folder.run(&[
        "batch",
        "--template",
        "report.yaml",
        "--data",
        "data.csv",
        "--out-dir",
        "out",
        "--pdf-standard",
        "a-3a",
    ]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("`--template` and `--pdf-standard a-3a` exclude"),
        "{}",
        run.stderr
    );
}
