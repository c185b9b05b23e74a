//! The samples in `data/` hold the published texts word for word.
//!
//! `tests/corpus/` has these texts as they were published, public documents of state organs.

use std::path::Path;

use report_export::diagnostic::Source;
use report_export::export::{Format, Options, export};
use report_export::text::numeral;
use serde_json::Value;

/// A sample, and how it differs from the published text on purpose.
struct Sample {
    name: &'static str,
    /// Parts of the published text that the sample leaves out, in order.
    left_out: &'static [&'static str],
    /// Whether the title and what goes with it stand in the published text.
    has_title: bool,
    /// Whether the headings' numbers stand in the published text.
    has_numbers: bool,
    /// Whether the signature has the issuer's name.
    has_issuer: bool,
    /// What stands before the attachment's name in the published text, if it has that name.
    attachment: Option<&'static str>,
}

const PLAIN: Sample = Sample {
    name: "",
    left_out: &[],
    has_title: true,
    has_numbers: true,
    has_issuer: true,
    attachment: None,
};

const SAMPLES: [Sample; 8] = [
    Sample { name: "xuancheng-2024", has_title: false, has_numbers: false, ..PLAIN },
    Sample { name: "rural-revitalization-2018", ..PLAIN },
    Sample { name: "holiday-2024", left_out: &["国办发明电〔2024〕12号"], ..PLAIN },
    Sample {
        name: "business-environment-2022",
        left_out: &["国办发〔2022〕35号"],
        attachment: Some("附件："),
        ..PLAIN
    },
    Sample {
        name: "reply-2020", left_out: &["内政字〔2020〕102号"], has_issuer: false, ..PLAIN
    },
    Sample { name: "letter-2022", left_out: &["个自然资函〔2022〕25号"], ..PLAIN },
    Sample { name: "land-reclamation-2011", ..PLAIN },
    Sample { name: "inner-mongolia-2023", left_out: &["国发〔2023〕16号"], ..PLAIN },
];

/// Whatever is done to the pages of one kind of document has to leave the others alone.
#[test]
fn every_sample_is_exported_without_error_or_warning() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let paths = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let samples: Vec<_> = paths.filter(|path| path.extension() == Some("yaml".as_ref())).collect();
    assert!(samples.len() > 20, "{samples:?}");
    for path in samples {
        let text = std::fs::read_to_string(&path).unwrap();
        let source = Source { name: path.display().to_string(), text };
        let exported = export(&source, &folder, Some(Format::Pdf), &Options::default()).unwrap();
        let found = exported.diagnostics.iter().map(|found| found.code.id());
        let found: Vec<_> = found.filter(|id| !id.starts_with('N')).collect();
        assert!(exported.bytes.is_some() && found.is_empty(), "{}: {found:?}", path.display());
    }
}

#[test]
fn samples_hold_the_published_texts_word_for_word() {
    for sample in &SAMPLES {
        let corpus = read(&format!("tests/corpus/{}.txt", sample.name));
        let mut published = without_space(&corpus);
        for part in sample.left_out {
            assert!(published.contains(part), "{}: {part}", sample.name);
            published = published.replacen(part, "", 1);
        }
        let written = without_space(&written(&report(sample.name), sample));
        assert_same(sample.name, &full_width(&written), &full_width(&published));
    }
}

/// The flagship keeps even the width of its marks.
#[test]
fn the_flagship_is_the_published_text_to_the_character() {
    let written = without_space(&written(&report("xuancheng-2024"), &SAMPLES[0]));
    let published = without_space(&read("tests/corpus/xuancheng-2024.txt"));
    assert_same("xuancheng-2024", &written, &published);
}

#[test]
fn the_figures_of_the_flagships_table_stand_in_its_text() {
    let report = report("xuancheng-2024");
    let text = without_space(&written(&report, &SAMPLES[0]));
    let rows = &report["attachments"][0]["body"][0]["table"]["rows"];
    for row in rows.as_array().expect("rows") {
        let figure = format!("{}{}", plain(&row[1]), plain(&row[2]));
        assert!(text.contains(&figure), "{figure}");
    }
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn report(name: &str) -> Value {
    serde_saphyr::from_str(&read(&format!("data/{name}.yaml"))).expect("a sample is YAML")
}

/// The report's text from its title to its note, with the numbers that the program writes.
fn written(report: &Value, sample: &Sample) -> String {
    let mut text = String::new();
    if sample.has_title {
        text += &plain(&report["title"]);
        text += &plain(&report["subtitle"]);
        if !report["addressees"].is_null() {
            text += &format!("{}：", names(&report["addressees"], "，"));
        }
    }
    blocks(&report["body"], 1, sample.has_numbers, &mut text);
    if let Some(label) = sample.attachment {
        text += &format!("{label}{}", plain(&report["attachments"][0]["title"]));
    }
    let date = plain(&report["signature"]["date"]);
    if let [year, month, day] = date.split('-').collect::<Vec<_>>()[..] {
        if sample.has_issuer {
            text += &names(&report["issuer"], "");
        }
        let (month, day) = (month.trim_start_matches('0'), day.trim_start_matches('0'));
        text += &format!("{year}年{month}月{day}日");
    }
    if !report["note"].is_null() {
        text += &format!("（{}）", plain(&report["note"]));
    }
    text
}

fn blocks(body: &Value, level: usize, has_numbers: bool, text: &mut String) {
    let mut number = 0;
    for block in body.as_array().into_iter().flatten() {
        if let Some(paragraph) = block.as_str() {
            *text += &paragraph.replace("**", "");
        } else if !block["heading"].is_null() {
            number += 1;
            if has_numbers {
                *text += &match level {
                    1 => format!("{}、", numeral::chinese(number)),
                    _ => format!("（{}）", numeral::chinese(number)),
                };
            }
            *text += &plain(&block["heading"]);
            blocks(&block["body"], level + 1, has_numbers, text);
        } else {
            points(block, text);
        }
    }
}

fn points(block: &Value, text: &mut String) {
    for (number, point) in (1..).zip(block["points"].as_array().expect("points")) {
        let number = numeral::chinese(number);
        *text += &match block["counter"].as_str() {
            Some("一、") => format!("{number}、"),
            _ => format!("{number}是"),
        };
        if let Some(point) = point.as_str() {
            *text += &point.replace("**", "");
        } else {
            *text += &format!("{}。{}", plain(&point["lead"]), plain(&point["text"]));
        }
    }
}

fn names(value: &Value, separator: &str) -> String {
    match value.as_array() {
        Some(names) => names.iter().map(plain).collect::<Vec<_>>().join(separator),
        None => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn full_width(text: &str) -> String {
    let wide = |c| match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        c => c,
    };
    text.chars().map(wide).collect()
}

/// Compares long texts, showing where they part.
fn assert_same(name: &str, written: &str, published: &str) {
    let same = written.chars().zip(published.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(same.saturating_sub(10)).take(30).collect::<String>();
    assert!(
        written == published,
        "{name} parts from the published text at character {same}:\n{}\n{}",
        near(written),
        near(published)
    );
}
