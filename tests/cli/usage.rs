//! Arguments, help and languages.

use super::SOUND;
use crate::common::{Folder, has_han};

#[test]
fn a_wrong_command_line_has_status_2_and_says_why_in_both_languages() {
    let folder = Folder::with(SOUND);
    for arguments in [
        [].as_slice(),
        &["nonsense"],
        &["pdf"],
        &["pdf", "report.yaml", "surplus"],
        &["pdf", "report.yaml", "--nonsense"],
        &["pdf", "report.yaml", "-o"],
        &["pdf", "report.yaml", "-q", "-v"],
        &["pdf", "report.yaml", "-o", "a.pdf", "-o", "b.pdf"],
        &["pdf", "report.yaml", "--embed-fonts"],
        &["pdf", "report.yaml", "--missing-glyphs", "maybe"],
        &["docx", "report.yaml", "--embed-fonts=some"],
        &["check"],
        &["check", "--message-format", "xml", "report.yaml"],
        &["completions", "tcsh"],
        &["batch", "report.yaml"],
        &["batch", "--out-dir", "out"],
        &["batch", "report.yaml", "--out-dir", "out", "--to", "odt"],
        &["batch", "report.yaml", "--out-dir", "out", "--jobs", "0"],
        &["batch", "report.yaml", "--out-dir", "out", "--shard", "5/4"],
        &["batch", "report.yaml", "--out-dir", "out", "--shard", "auto"],
        &["batch", "report.yaml", "--out-dir", "out", "--report", "html=a"],
        &["batch", "--template", "report.yaml", "--out-dir", "out"],
        &["batch", "report.yaml", "--data", "a.csv", "--out-dir", "out"],
        &["manifest"],
        &["manifest", "merge"],
        &["manifest", "merge", "a", "b"],
        &["--lang", "fr", "schema"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{arguments:?}: {run:?}");
        assert!(!run.stderr.contains("can't be understood"), "{arguments:?}: {run:?}");
        let run = folder.run_with(arguments, &[("LC_ALL", "zh_CN.UTF-8")]);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(has_han(run.stderr.lines().next().unwrap()), "{arguments:?}: {run:?}");
    }
    assert_eq!(folder.names(), ["report.yaml"]);
}

#[test]
fn near_misses_are_suggested() {
    let folder = Folder::new();
    assert!(folder.run(&["docs", "a"]).stderr.contains("did you mean `docx`?"));
    assert!(folder.run(&["pdf", "--them", "a"]).stderr.contains("did you mean `--theme`?"));
}

#[test]
fn help_and_every_text_in_it_exist_in_both_languages() {
    let folder = Folder::new();
    for command in [
        None,
        Some("pdf"),
        Some("docx"),
        Some("check"),
        Some("batch"),
        Some("manifest"),
        Some("schema"),
        Some("fonts"),
        Some("completions"),
    ] {
        let arguments: Vec<&str> = command.into_iter().chain(["--help"]).collect();
        let english = folder.run(&arguments);
        assert_eq!(english.status, Some(0), "{english:?}");
        assert!(english.text().contains("Usage: report-export"), "{english:?}");
        let chinese = folder.run_with(&arguments, &[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]);
        assert!(chinese.text().contains("用法: report-export"), "{chinese:?}");
        assert!(has_han(chinese.text().lines().next().unwrap()), "{chinese:?}");
        for line in chinese.text().lines().filter(|line| line.contains("--")) {
            assert!(has_han(line) || line.ends_with('>'), "{command:?}: {line}");
        }
        let chosen: Vec<&str> = arguments.iter().copied().chain(["--lang", "zh"]).collect();
        assert_eq!(folder.run(&chosen).text(), chinese.text());
        let other: Vec<&str> = arguments.iter().copied().chain(["--lang=en"]).collect();
        let other = folder.run_with(&other, &[("LC_ALL", "zh_CN.UTF-8")]);
        assert_eq!(other.text(), english.text());
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = Folder::new().run(&["--version"]);
    assert_eq!(run.text(), concat!("report-export ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn completions_know_the_commands_in_every_shell() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!(run.status, Some(0), "{run:?}");
        assert!(run.text().contains("docx") && run.text().contains("embed-fonts"), "{shell}");
    }
    assert!(has_han(folder.run(&["completions", "zsh", "--lang", "zh"]).text()));
}
