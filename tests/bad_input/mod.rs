//! Reports that are wrong, from the command line to the exit status: what is said, and that nothing
//! else happens.

mod character;
mod closing;
mod file;
mod letterhead;
mod line;
mod picture;
mod table;
mod value;
mod yaml;

use std::fs;

use serde_json::Value;

use crate::common::{Folder, Run};

/// A report with a title and a body of these blocks.
fn with_body(blocks: &str) -> String {
    format!("title: 题\nbody:\n{blocks}")
}

/// A report with a sound body, and then these lines.
fn with_lines(lines: &str) -> String {
    format!("title: 题\nbody: [甲]\n{lines}")
}

/// What is said of a fault: the code, line and column (0 for a fault of the whole file), a part of the
/// message, a part of the hint.
type Fault<'t> = (&'t str, (u64, u64), &'t str, &'t str);

/// Refuses a report with exactly this fault.
#[track_caller]
fn refuses(report: impl AsRef<[u8]>, fault: Fault<'_>) {
    refuses_in(&Folder::new(), report, fault);
}

/// Refuses a report in a folder with exactly this fault.
#[track_caller]
fn refuses_in(folder: &Folder, report: impl AsRef<[u8]>, fault: Fault<'_>) {
    let found = findings(folder, report.as_ref(), "en");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_fault(&found[0], fault);
}

/// Refuses a report and says why in Chinese.
#[track_caller]
fn refuses_in_chinese(report: impl AsRef<[u8]>, message: &str, hint: &str) {
    let found = findings(&Folder::new(), report.as_ref(), "zh");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(text(&found[0], "message").contains(message), "{found:#?}");
    assert!(text(&found[0], "hint").contains(hint), "{found:#?}");
}

#[track_caller]
fn assert_fault(finding: &Value, (code, (line, column), message, hint): Fault<'_>) {
    assert_eq!(finding["code"], code, "{finding:#}");
    let place = ["line", "column"].map(|key| finding[key].as_u64().unwrap_or(0));
    assert_eq!(place, [line, column], "{finding:#}");
    assert!(text(finding, "message").contains(message), "{finding:#}");
    assert!(text(finding, "hint").contains(hint), "{finding:#}");
}

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap_or_default()
}

/// The findings about a report that has errors: the same for a check and for both formats, and
/// neither a new file nor a change of an older one.
#[track_caller]
fn findings(folder: &Folder, report: &[u8], language: &str) -> Vec<Value> {
    folder.write("report.yaml", report);
    folder.write("report.docx", "older");
    let before = folder.names();
    let [check, pdf, docx] = ["check", "pdf", "docx"].map(|command| {
        let run =
            folder.run(&[command, "report.yaml", "--message-format=json", "--lang", language]);
        refused(&run, 1);
        run
    });
    assert_eq!(check.stderr, pdf.stderr);
    assert_eq!(check.stderr, docx.stderr);
    assert_eq!(folder.names(), before, "something was left behind");
    assert_eq!(fs::read(folder.path("report.docx")).unwrap(), b"older");
    check.records()
}

/// A run that ended as it should: with a word about why, and not with a panic.
#[track_caller]
fn refused(run: &Run, status: i32) {
    assert_eq!(run.status, Some(status), "{run:?}");
    assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{run:?}");
    assert!(!run.stderr.contains("panicked"), "{run:?}");
}

/// Both files of a sound report: PDF and DOCX.
#[track_caller]
fn exports(report: impl AsRef<[u8]>) -> [Vec<u8>; 2] {
    exports_with(report, &[])
}

#[track_caller]
fn exports_with(report: impl AsRef<[u8]>, options: &[&str]) -> [Vec<u8>; 2] {
    let folder = Folder::new();
    folder.write("report.yaml", report);
    ["pdf", "docx"].map(|format| {
        let run = folder.run(&[&[format, "report.yaml", "-o", "-"], options].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        run.stdout
    })
}
