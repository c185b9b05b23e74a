//! `JUnit`'s XML, as GitLab, Jenkins and others read it.

use std::fmt::Write as _;

use super::{End, Item, Summary};

/// The summary as a document.
pub fn junit(summary: &Summary<'_>) -> String {
    let counts = format!(
        r#"tests="{}" failures="{}" errors="{}" skipped="0" time="{:.3}""#,
        summary.items.len(),
        summary.count(End::Faulty),
        summary.count(End::Broken),
        summary.seconds,
    );
    let name = match &summary.shard {
        Some(shard) => format!("report-export batch {shard}"),
        None => "report-export batch".to_owned(),
    };
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(xml, "<testsuites {counts}>\n<testsuite name=\"{name}\" {counts}>");
    for item in &summary.items {
        push_case(item, &mut xml);
    }
    xml.push_str("</testsuite>\n</testsuites>\n");
    xml
}

fn push_case(item: &Item<'_>, xml: &mut String) {
    let (name, origin) = (escape(item.name), escape(&item.origin()));
    let _ =
        write!(xml, r#"<testcase name="{name}" classname="{origin}" time="{:.3}""#, item.seconds);
    let element = match item.end {
        End::Faulty => "failure",
        End::Broken => "error",
        _ => {
            xml.push_str("/>\n");
            return;
        }
    };
    let first = item.findings.iter().min_by_key(|finding| finding.severity);
    let headline = first.map(|finding| escape(&finding.headline())).unwrap_or_default();
    let kind = first.and_then(|finding| finding.code).unwrap_or(element);
    let _ = write!(xml, ">\n<{element} message=\"{headline}\" type=\"{kind}\">");
    for finding in &item.findings {
        let _ = writeln!(xml, "{}: {}", escape(&finding.place()), escape(&finding.headline()));
    }
    let _ = write!(xml, "</{element}>\n</testcase>\n");
}

/// The text for XML, without the characters that it can't have.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
