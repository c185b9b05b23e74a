//! The same report gives the same bytes.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use report_export::diagnostic::Source;
use report_export::export::{EmbedFonts, Format, Options, export};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn files(name: &str) -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(data().join(name)).unwrap();
    let source = Source { name: name.to_owned(), text };
    let options = |embed_fonts| Options { embed_fonts, ..Options::default() };
    let runs = [
        (Format::Pdf, EmbedFonts::None),
        (Format::Docx, EmbedFonts::None),
        (Format::Docx, EmbedFonts::Subset),
        (Format::Docx, EmbedFonts::Full),
    ];
    let bytes = runs.map(|(format, embed)| {
        let outcome = export(&source, &data(), Some(format), &options(embed)).unwrap();
        outcome.bytes.unwrap_or_else(|| panic!("{name}: {:?}", outcome.diagnostics))
    });
    bytes.into()
}

#[test]
fn twice_in_one_process_and_with_one_and_eight_threads() {
    for name in ["features.yaml", "xuancheng-2024.yaml"] {
        let first = files(name);
        assert!(files(name) == first, "{name}: not the same bytes the second time");
        for threads in [1, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert!(pool.install(|| files(name)) == first, "{name}: {threads} threads");
        }
    }
}

/// Long documents are set, packed and deflated by many threads.
#[test]
fn a_long_report_with_one_and_eight_threads() {
    use std::fmt::Write;
    let mut text = "kind: plain\ntitle: 长篇报告\nbody:\n".to_owned();
    for number in 1..=4_000 {
        let sentence = format!("全年召开会议{number}次，涉及项目1,145个。").repeat(10);
        writeln!(text, "  - {number}. {sentence}").unwrap();
    }
    let source = Source { name: "long.yaml".to_owned(), text };
    let written = || {
        let outcome = export(&source, &data(), Some(Format::Pdf), &Options::default()).unwrap();
        outcome.bytes.unwrap()
    };
    let first = written();
    for threads in [1, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(written) == first, "{threads} threads");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    /// More paragraphs than are set one after another.
    #[test]
    fn random_text_breaks_alike_whatever_the_number_of_threads(
        texts in prop::collection::vec("[一二三四五六，。；《》“”（）—…0-9a-z%. ]{1,150}甲", 30),
    ) {
        for rules in ["office", "clreq"] {
            let mut text = format!("title: 甲\nsettings: {{ line_breaking: {rules} }}\nbody:\n");
            for number in 0..600 {
                let paragraph = format!("{number}{}", texts[number % texts.len()]);
                text.push_str(&format!("  - {}\n", serde_json::to_string(&paragraph).unwrap()));
            }
            let source = Source { name: "random.yaml".to_owned(), text };
            let options = Options::default();
            let written = || export(&source, &data(), Some(Format::Pdf), &options).unwrap().bytes;
            let [one, eight] = [1, 8].map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(written).expect("a sound report")
            });
            prop_assert!(one == eight, "{rules}");
        }
    }
}
