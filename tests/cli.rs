//! The program as its users meet it: exit statuses, files, streams, languages.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SOUND: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
body:
  - 现将有关情况报告如下。
";

/// Two errors, in the order of their places.
const FAULTY: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
bodyy:
  - 现将有关情况报告如下。
body:
  - paragraf: 党建工作
";

/// Commas that the program makes full-width: a note each.
const DRAFT: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
body:
  - 党旗引航风帆劲,奋楫笃行勇争先。
";

/// A folder of its own for a test, in which the program runs.
struct Folder(TempDir);

/// What the program did.
#[derive(Debug)]
struct Run {
    status: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a report in `report.yaml`.
    fn with(report: &str) -> Self {
        let folder = Self::new();
        folder.write("report.yaml", report);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_report-export"));
        for variable in ["LANG", "LC_MESSAGES", "NO_COLOR"] {
            command.env_remove(variable);
        }
        command.current_dir(self.0.path()).args(arguments).env("LC_ALL", "C.UTF-8");
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.command(arguments);
        let output = command.envs(variables.iter().copied()).stdin(Stdio::null()).output().unwrap();
        Run::from(output)
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    fn pipe(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.start(arguments);
        let _ = child.stdin.take().unwrap().write_all(input);
        Run::from(child.wait_with_output().unwrap())
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    /// The objects on standard error.
    fn records(&self) -> Vec<Value> {
        self.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

// Writing.

#[test]
fn the_output_stands_beside_the_report_unless_it_is_named() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(is_pdf(&fs::read(folder.path("report.pdf")).unwrap()));
    assert_eq!(run.stderr, "report.pdf written\n");
    let run = folder.run(&["docx", "report.yaml", "-o", "成品.docx"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(is_docx(&fs::read(folder.path("成品.docx")).unwrap()));
    assert_eq!(folder.names(), ["report.pdf", "report.yaml", "成品.docx"]);
    assert!(run.stdout.is_empty());
}

#[test]
fn standard_streams_carry_report_and_file() {
    let folder = Folder::with(SOUND);
    for arguments in
        [["pdf", "-"].as_slice(), &["pdf", "-", "-o", "-"], &["pdf", "report.yaml", "-o-"]]
    {
        let run = folder.pipe(arguments, SOUND.as_bytes());
        assert_eq!(run.status, Some(0), "{run:?}");
        assert!(is_pdf(&run.stdout) && run.stderr.is_empty(), "{:?}", run.stderr);
    }
    let run = folder.pipe(&["docx", "-", "-o", "a.docx"], SOUND.as_bytes());
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(is_docx(&fs::read(folder.path("a.docx")).unwrap()));
}

#[test]
fn the_same_bytes_come_to_files_and_to_streams() {
    let folder = Folder::with(SOUND);
    folder.run(&["pdf", "report.yaml"]);
    let run = folder.run(&["pdf", "report.yaml", "-o", "-"]);
    assert!(is_pdf(&run.stdout), "{run:?}");
    assert!(run.stdout == fs::read(folder.path("report.pdf")).unwrap());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = Folder::with(SOUND);
    let mut child = folder.start(&["pdf", "-"]);
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(SOUND.as_bytes()).unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.status, Some(0), "{run:?}");
    let mut child = folder.start(&["completions", "zsh"]);
    drop(child.stdout.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn an_older_output_stays_when_the_report_has_errors() {
    let folder = Folder::with(FAULTY);
    folder.write("report.pdf", "older");
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert_eq!(fs::read(folder.path("report.pdf")).unwrap(), b"older");
    assert_eq!(folder.names(), ["report.pdf", "report.yaml"]);
}

#[test]
fn nothing_is_written_to_streams_when_the_report_has_errors() {
    let run = Folder::new().pipe(&["docx", "-"], FAULTY.as_bytes());
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn a_new_output_has_the_permissions_of_any_new_file_and_an_older_one_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(SOUND);
    let mode = |name: &str| fs::metadata(folder.path(name)).unwrap().permissions().mode();
    folder.run(&["pdf", "report.yaml"]);
    assert_eq!(mode("report.pdf"), mode("report.yaml"));
    fs::set_permissions(folder.path("report.pdf"), fs::Permissions::from_mode(0o640)).unwrap();
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!((run.status, mode("report.pdf") & 0o777), (Some(0), 0o640));
}

#[cfg(unix)]
#[test]
fn a_write_protected_output_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(SOUND);
    folder.write("report.pdf", "older");
    fs::set_permissions(folder.path("report.pdf"), fs::Permissions::from_mode(0o444)).unwrap();
    let run = folder.run(&["pdf", "report.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert_eq!(fs::read(folder.path("report.pdf")).unwrap(), b"older");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_stays_one() {
    let folder = Folder::with(SOUND);
    fs::create_dir(folder.path("deep")).unwrap();
    folder.write("deep/real.pdf", "older");
    std::os::unix::fs::symlink("deep/real.pdf", folder.path("link.pdf")).unwrap();
    let run = folder.run(&["pdf", "report.yaml", "-o", "link.pdf"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(fs::symlink_metadata(folder.path("link.pdf")).unwrap().is_symlink());
    assert!(is_pdf(&fs::read(folder.path("deep/real.pdf")).unwrap()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["pdf", "report.yaml", "-o", "/dev/full"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("`/dev/full`") && run.stderr.contains("no space left"), "{run:?}");
    for arguments in [
        ["pdf", "report.yaml", "-o", "-"].as_slice(),
        &["pdf", "report.yaml", "-o", "/dev/stdout"],
        &["schema"],
        &["fonts"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = folder.command(arguments).stdout(full).output().unwrap();
        let run = Run::from(output);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("no space left"), "{arguments:?}: {run:?}");
    }
    assert!(Path::new("/dev/full").exists());
}

/// The system refuses to write on in the middle of the file.
#[cfg(target_os = "linux")]
#[test]
fn an_older_output_stays_when_writing_fails_half_way() {
    let folder = Folder::with(SOUND);
    folder.write("report.pdf", "older");
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" pdf report.yaml";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_report-export")]);
    let run = Run::from(shell.current_dir(folder.0.path()).env("LC_ALL", "C").output().unwrap());
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("larger than files may be"), "{run:?}");
    assert_eq!(fs::read(folder.path("report.pdf")).unwrap(), b"older");
    assert_eq!(folder.names(), ["report.pdf", "report.yaml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_to_tell_is_no_reason_to_crash() {
    let folder = Folder::with(FAULTY);
    for arguments in [["pdf", "report.yaml"].as_slice(), &["pdf", "missing"], &["--nonsense"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = folder.command(arguments).stderr(full).status().unwrap();
        assert!(matches!(status.code(), Some(1 | 2)), "{arguments:?}: {status:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_reported() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["pdf", "report.yaml", "-o", "/proc/report-export.pdf"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("`/proc/report-export.pdf` can't be written"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn an_unwritable_folder_is_reported_and_an_older_output_stays() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(SOUND);
    fs::create_dir(folder.path("locked")).unwrap();
    folder.write("locked/a.pdf", "older");
    let lock = |mode| {
        fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(mode)).unwrap();
    };
    lock(0o555);
    // The superuser may write everywhere.
    let is_locked = fs::write(folder.path("locked/probe"), "").is_err();
    let run = folder.run(&["pdf", "report.yaml", "-o", "locked/a.pdf"]);
    lock(0o755);
    if is_locked {
        assert_eq!(run.status, Some(2), "{run:?}");
        assert!(run.stderr.contains("permission denied"), "{run:?}");
        assert_eq!(fs::read(folder.path("locked/a.pdf")).unwrap(), b"older");
    }
}

#[test]
fn an_output_that_cannot_be_meant_is_refused() {
    let folder = Folder::with(SOUND);
    folder.write("report.pdf", SOUND);
    fs::create_dir(folder.path("out")).unwrap();
    for (arguments, message) in [
        (["pdf", "report.yaml", "-o", "report.yaml"].as_slice(), "is the report itself"),
        (&["pdf", "report.yaml", "-o", "./out/../report.yaml"], "is the report itself"),
        (&["pdf", "report.pdf"], "is the report itself"),
        (&["pdf", "report.yaml", "-o", "out"], "is a folder"),
        (&["pdf", "report.yaml", "-o", "new/"], "is a folder"),
        (&["pdf", "report.yaml", "-o", "new/a.pdf"], "`new` of the output does not exist"),
        (&["pdf", "report.yaml", "-o", "report.yaml/a.pdf"], "not a folder"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {run:?}");
    }
    assert_eq!(folder.names(), ["out", "report.pdf", "report.yaml"]);
    assert_eq!(fs::read_to_string(folder.path("report.yaml")).unwrap(), SOUND);
}

// Reading.

#[test]
fn what_cannot_be_read_is_reported() {
    let folder = Folder::new();
    fs::create_dir(folder.path("folder")).unwrap();
    for command in ["pdf", "docx", "check"] {
        for (name, message) in [
            ("missing.yaml", "there is no file `missing.yaml`"),
            ("folder", "`folder` is a folder"),
            (".", "`.` is a folder"),
            ("missing/a.yaml", "there is no file"),
        ] {
            let run = folder.run(&[command, name]);
            assert_eq!(run.status, Some(2), "{command} {name}: {run:?}");
            assert!(run.stderr.contains(message), "{command} {name}: {run:?}");
        }
    }
    assert_eq!(folder.names(), ["folder"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_endless_device_is_no_report() {
    let run = Folder::new().run(&["check", "/dev/zero"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("larger than"), "{run:?}");
}

#[test]
fn a_report_that_is_not_utf_8_has_an_error() {
    let folder = Folder::new();
    folder.write("gbk.yaml", b"title: \xb1\xa8\xb8\xe6\n");
    let run = folder.run(&["check", "gbk.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stderr.contains("gbk.yaml"), "{run:?}");
}

// Findings.

#[test]
fn a_sound_report_has_no_findings() {
    let folder = Folder::with(SOUND);
    let run = folder.run(&["check", "report.yaml"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), "no findings\n"));
    let run = folder.run(&["-q", "check", "report.yaml"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(folder.names(), ["report.yaml"]);
}

#[test]
fn all_findings_are_shown_in_the_order_of_their_places() {
    let run = Folder::with(FAULTY).run(&["check", "report.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let first = run.stderr.find("--> report.yaml:4:1").expect("the first error");
    let second = run.stderr.find("--> report.yaml:7:").expect("the second error");
    assert!(first < second, "{run:?}");
    assert!(run.stderr.contains("4 | bodyy:"), "{run:?}");
    assert!(run.stderr.ends_with("2 errors\n"), "{run:?}");
}

#[test]
fn several_reports_are_checked_even_if_one_cannot_be_read() {
    let folder = Folder::with(FAULTY);
    folder.write("sound.yaml", SOUND);
    let run = folder.run(&["check", "missing.yaml", "report.yaml", "sound.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("missing.yaml") && run.stderr.contains("report.yaml:4:1"));
    assert!(run.stderr.ends_with("2 errors in 3 reports\n"), "{run:?}");
    let run = folder.run(&["check", "sound.yaml", "report.yaml"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let run = folder.pipe(&["check", "-", "-"], SOUND.as_bytes());
    assert_eq!(run.status, Some(2), "{run:?}");
}

#[test]
fn notes_are_shown_on_request_and_errors_always() {
    let folder = Folder::with(DRAFT);
    assert!(!folder.run(&["check", "report.yaml"]).stderr.contains("note"));
    let run = folder.run(&["-v", "check", "report.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(run.stderr.contains("note[") && run.stderr.contains("report.yaml:5:12"), "{run:?}");
    folder.write("report.yaml", FAULTY);
    let run = folder.run(&["-q", "check", "report.yaml"]);
    assert!(run.stderr.contains("error[") && !run.stderr.contains("2 errors"), "{run:?}");
}

#[test]
fn findings_for_machines_are_an_object_a_line() {
    let folder = Folder::with(FAULTY);
    let run = folder.run(&["check", "report.yaml", "--message-format", "json", "--lang", "zh"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let records = run.records();
    assert_eq!(records.len(), 2, "{run:?}");
    assert_eq!(records[0]["severity"], "error");
    assert_eq!(records[0]["file"], "report.yaml");
    assert_eq!((&records[0]["line"], &records[0]["column"]), (&4.into(), &1.into()));
    assert_eq!((&records[0]["end_line"], &records[0]["end_column"]), (&4.into(), &6.into()));
    assert_eq!(records[0]["excerpt"], "bodyy:");
    assert!(has_han(records[0]["message"].as_str().unwrap()), "{run:?}");
    let run = folder.run(&["check", "missing.yaml", "--message-format=json"]);
    assert_eq!(run.records()[0]["severity"], "error", "{run:?}");
    assert_eq!(run.status, Some(2));
}

#[test]
fn colors_are_for_terminals_unless_asked_for() {
    let folder = Folder::with(FAULTY);
    let is_colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        folder.run_with(arguments, variables).stderr.contains('\u{1b}')
    };
    for report in ["report.yaml", "missing.yaml"] {
        assert!(!is_colored(&["check", report], &[]));
        assert!(!is_colored(&["check", report, "--color", "never"], &[]));
        assert!(!is_colored(&["check", report], &[("NO_COLOR", "1")]));
        assert!(is_colored(&["check", report, "--color", "always"], &[]));
        assert!(is_colored(&["check", report, "--color=always"], &[("NO_COLOR", "1")]));
        assert!(!is_colored(&["check", report, "--color=always", "--message-format=json"], &[]));
    }
    assert!(is_colored(&["--nonsense", "--color=always"], &[]));
    assert!(!is_colored(&["--nonsense"], &[]));
}

// Usage.

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

// Schema and fonts.

#[test]
fn the_schema_is_json() {
    let run = Folder::new().run(&["schema"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let schema: Value = serde_json::from_str(run.text()).unwrap();
    assert!(schema["$schema"].is_string() && schema["properties"]["title"].is_object());
}

#[test]
fn every_role_has_a_font_with_its_coverage() {
    let folder = Folder::new();
    let run = folder.run(&["fonts", "--message-format", "json"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let fonts: Vec<Value> =
        run.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let roles: Vec<&str> = fonts.iter().map(|font| font["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["fangsong", "kai", "hei", "song", "xiaobiaosong", "latin", "latin_bold"]);
    for font in &fonts[..5] {
        assert!(font["han"]["total"].as_u64().unwrap() > 6763, "{font}");
        assert_eq!(font["built_in"], true);
    }
    assert_eq!(fonts[5]["latin"]["covered"], fonts[5]["latin"]["total"]);
    assert_eq!(fonts[5]["han"]["total"], 0);
    let table = folder.run(&["fonts", "--lang", "zh"]);
    assert!(table.text().lines().nth(1).unwrap().starts_with("仿宋"), "{table:?}");
}

#[test]
fn fonts_of_an_office_go_before_ours_and_unused_ones_are_listed() {
    let folder = Folder::new();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    fs::create_dir(folder.path("own")).unwrap();
    fs::copy(fonts.join("LiberationSerif-Regular.ttf"), folder.path("own/a.ttf")).unwrap();
    let run = folder.run(&["fonts", "--font-dir", "own", "--message-format=json"]);
    let own = run.text().lines().filter(|line| line.contains("a.ttf")).collect::<Vec<_>>();
    assert_eq!(own.len(), 1, "{run:?}");
    let font: Value = serde_json::from_str(own[0]).unwrap();
    assert_eq!((&font["role"], &font["built_in"]), (&"latin".into(), &false.into()));
    fs::copy(fonts.join("LiberationSerif-Regular.ttf"), folder.path("own/b.ttf")).unwrap();
    let run = folder.run(&["fonts", "--font-dir", "own"]);
    assert!(run.text().lines().any(|line| line.contains("(unused)") && line.contains("b.ttf")));
}

#[test]
fn fonts_and_themes_that_cannot_be_had_are_reported() {
    let folder = Folder::with(SOUND);
    fs::create_dir(folder.path("own")).unwrap();
    folder.write("own/broken.ttf", "no font");
    let run = folder.run(&["fonts", "--font-dir", "own"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("broken.ttf` is not a font"), "{run:?}");
    let run = folder.run(&["fonts", "--font-dir", "missing", "--lang=zh"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stderr.contains("无法读取 `missing` 的字体"), "{run:?}");
    for arguments in [
        ["fonts", "--theme", "nonsense"].as_slice(),
        &["pdf", "report.yaml", "--theme", "nonsense"],
    ] {
        let run = folder.run(arguments);
        assert!(matches!(run.status, Some(1 | 2)), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("nonsense"), "{arguments:?}: {run:?}");
    }
}
