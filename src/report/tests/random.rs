//! Properties of whatever people and programs write.

use proptest::prelude::*;

use super::*;

/// Decodes and parses bytes; what comes is a report or findings.
fn survives(bytes: &[u8]) {
    let mut sink = Sink::default();
    let Ok(source) = decode(bytes, "report.yaml", &mut sink) else {
        assert!(sink.has_errors());
        return;
    };
    let (_, findings) = parse_in(Path::new("no-such-folder"), &source.text);
    for span in findings.iter().filter_map(|finding| finding.span) {
        assert!(span.start <= span.end && span.start <= source.text.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_give_a_report_or_findings(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn any_yaml_gives_a_report_or_findings(
        text in r#"([a-z]{1,3}|title|body|points|list|table|rows|columns|heading|[-:?\[\]{},&*!|>'"%@`#~. \n甲乙“”，]){0,60}"#,
    ) {
        survives(text.as_bytes());
        survives(with_body(&format!("  - {text}")).as_bytes());
    }

    #[test]
    fn damage_to_a_good_report_gives_a_report_or_findings(at in 0_usize..1000, with in "[-:\\[\\]{}&*!|>'\"%@`#~\\\\ \n\t甲]{0,3}") {
        let good = structure::WHOLE;
        let at = good.floor_char_boundary(at % good.len());
        let (before, after) = good.split_at(at);
        survives(format!("{before}{with}{}", after.chars().skip(1).collect::<String>()).as_bytes());
    }

    /// Neither markup nor line starts swallow a letter.
    #[test]
    fn no_letter_of_a_text_is_lost(text in r"[甲乙a1，。“”*_`\[\]#|~>+=\\ \n-]{1,30}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if letters(&text).is_empty() {
            return Ok(());
        }
        let value = serde_json::to_string(&text).expect("text");
        let (report, findings) =
            parse_in(Path::new("no-such-folder"), &with_body(&format!("  - {value}\n")));
        let Some(report) = report else {
            let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
            prop_assert!(errors.all(|error| error.code == Code::BlankLine), "{findings:?}");
            return Ok(());
        };
        let Block::Paragraph(paragraph) = &report.body[0] else { panic!() };
        let runs = paragraph.inlines.iter().filter_map(|inline| match inline {
            Inline::Run(run) => Some(run.text.as_str()),
            _ => None,
        });
        prop_assert_eq!(letters(&runs.collect::<String>()), letters(&text));
    }
}
