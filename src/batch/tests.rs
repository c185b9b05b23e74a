//! Names, shards, plans, manifests, summaries.

use std::collections::BTreeMap;

use super::manifest::{Entry, Header, Index, Manifest, Output, State, line, to_bytes};
use super::merge::{MergeError, merge};
use super::name::{NameFault, check};
use super::plan::{Input, Job, collisions};
use super::shard::{DetectError, Shard, detect};
use super::summary::{End, Finding, Item, Summary, annotations, json, junit, markdown};
use crate::diagnostic::{Language, Severity};
use crate::export::Format;

#[test]
fn names_that_every_system_can_keep_are_sound() {
    for name in ["a", "安岭县/001", "2024〔15〕号", "a.b/c-d e", "console", "com", "com10", "lpt"]
    {
        assert_eq!(check(name), Ok(()), "{name}");
    }
}

#[test]
fn names_that_lead_out_or_that_some_system_refuses_are_faults() {
    for name in ["/etc/passwd", "..", "../a", "a/../../b", "a/..", "..\\a"] {
        assert_eq!(check(name), Err(NameFault::Outside), "{name}");
    }
    for name in ["", " ", "a//b", "a/"] {
        assert_eq!(check(name), Err(NameFault::Empty), "{name}");
    }
    for (name, c) in [("a:b", ':'), ("a?", '?'), ("a\\b", '\\'), ("a\nb", '\n'), ("a|b", '|')] {
        assert_eq!(check(name), Err(NameFault::Character(c)), "{name}");
    }
    for name in ["a/.", "a.", "a ", " a", "nul", "NUL.x", "com1", "a/LPT9.pdf"] {
        assert!(matches!(check(name), Err(NameFault::Reserved(_))), "{name}");
    }
    assert_eq!(check(&"长".repeat(83)), Ok(()));
    let long = Err(NameFault::TooLong { length: 257, limit: 255 });
    assert_eq!(check(&"长".repeat(84)), long);
    assert!(matches!(check(&"a/".repeat(600)), Err(NameFault::TooLong { limit: 1024, .. })));
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("县{number}/通知")).collect()
}

#[test]
fn every_job_is_in_one_shard_and_shards_are_about_as_large() {
    let shards: Vec<Shard> = (1..=4).map(|index| Shard::new(index, 4).unwrap()).collect();
    let mut counts = [0; 4];
    for name in names(4000) {
        let owners: Vec<_> = (0..4).filter(|&index| shards[index].owns(&name)).collect();
        assert_eq!(owners.len(), 1, "{name}");
        counts[owners[0]] += 1;
    }
    assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
}

#[test]
fn another_shard_takes_its_jobs_from_the_others_and_moves_no_more() {
    let owner = |name: &str, count: u32| {
        (1..=count).find(|&index| Shard::new(index, count).unwrap().owns(name)).unwrap()
    };
    let moved: Vec<_> =
        names(5000).into_iter().filter(|name| owner(name, 4) != owner(name, 5)).collect();
    assert!(moved.iter().all(|name| owner(name, 5) == 5));
    assert!((900..1100).contains(&moved.len()), "{}", moved.len());
}

#[test]
fn shards_are_read_as_they_are_written() {
    let shard = Shard::parse("2/4").unwrap();
    assert_eq!((shard.index(), shard.count(), shard.to_string().as_str()), (2, 4, "2/4"));
    for text in ["0/4", "5/4", "1/0", "4", "a/b", "-1/4", "1/20000", ""] {
        assert_eq!(Shard::parse(text), None, "{text}");
    }
}

fn detected(
    variables: &[(&str, &str)],
    count: Option<u32>,
) -> Result<(String, &'static str), DetectError> {
    let get = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    };
    detect(get, count).map(|(shard, engine)| (shard.to_string(), engine))
}

#[test]
fn engines_for_array_jobs_say_which_shard_it_is() {
    let slurm = [
        ("SLURM_ARRAY_TASK_ID", "14"),
        ("SLURM_ARRAY_TASK_MIN", "10"),
        ("SLURM_ARRAY_TASK_MAX", "16"),
        ("SLURM_ARRAY_TASK_STEP", "2"),
        ("SLURM_ARRAY_TASK_COUNT", "4"),
    ];
    let gitlab = [("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "3")];
    let aws = [("AWS_BATCH_JOB_ARRAY_INDEX", "0"), ("AWS_BATCH_JOB_ARRAY_SIZE", "5")];
    let buildkite = [("BUILDKITE_PARALLEL_JOB", "4"), ("BUILDKITE_PARALLEL_JOB_COUNT", "5")];
    assert_eq!(detected(&slurm, None), Ok(("3/4".to_owned(), "Slurm")));
    assert_eq!(detected(&gitlab, None), Ok(("1/3".to_owned(), "GitLab")));
    assert_eq!(detected(&aws, None), Ok(("1/5".to_owned(), "AWS Batch")));
    assert_eq!(detected(&buildkite, None), Ok(("5/5".to_owned(), "Buildkite")));
    let kubernetes = [("JOB_COMPLETION_INDEX", "2")];
    assert_eq!(detected(&kubernetes, Some(8)), Ok(("3/8".to_owned(), "Kubernetes Indexed Job")));
}

#[test]
fn an_environment_that_does_not_say_it_is_refused() {
    assert_eq!(detected(&[], Some(4)), Err(DetectError::NoEngine));
    let kubernetes = ("JOB_COMPLETION_INDEX", "2");
    assert!(matches!(detected(&[kubernetes], None), Err(DetectError::NoCount { .. })));
    assert!(matches!(detected(&[kubernetes], Some(2)), Err(DetectError::Value { .. })));
    let gitlab = ("CI_NODE_INDEX", "1");
    assert!(matches!(detected(&[kubernetes, gitlab], None), Err(DetectError::Several(_))));
    assert!(matches!(detected(&[("CI_NODE_INDEX", "x")], Some(2)), Err(DetectError::Value { .. })));
    assert!(matches!(detected(&[("CI_NODE_INDEX", "0")], Some(2)), Err(DetectError::Value { .. })));
    let uneven = [
        ("SLURM_ARRAY_TASK_ID", "7"),
        ("SLURM_ARRAY_TASK_MIN", "1"),
        ("SLURM_ARRAY_TASK_MAX", "7"),
        ("SLURM_ARRAY_TASK_STEP", "1"),
        ("SLURM_ARRAY_TASK_COUNT", "3"),
    ];
    assert_eq!(detected(&uneven, None), Err(DetectError::Gaps));
}

fn jobs(names: &[&str]) -> Vec<Job> {
    let job =
        |(index, name): (usize, &&str)| Job { name: (*name).to_owned(), input: Input::Row(index) };
    names.iter().enumerate().map(job).collect()
}

#[test]
fn outputs_of_one_name_and_outputs_in_the_place_of_a_folder_collide() {
    let found = |names: &[&str]| {
        let found = collisions(&jobs(names), &Format::ALL, 10);
        found.into_iter().map(|one| (one.first, one.second)).collect::<Vec<_>>()
    };
    assert_eq!(found(&["a", "b", "c/a"]), []);
    assert_eq!(found(&["a", "b", "a"]), [(0, 2)]);
    assert_eq!(found(&["Notice", "notice"]), [(0, 1)]);
    assert_eq!(found(&["a.pdf/b", "a"]), [(1, 0)]);
    assert_eq!(found(&["a.txt/b", "a"]), []);
}

fn entry(name: &str, state: State) -> Entry {
    let output = Output { path: format!("{name}.pdf"), size: 5, sha256: "0f".to_owned() };
    Entry {
        name: name.to_owned(),
        input: "a.yaml".to_owned(),
        row: Some(1),
        state,
        digest: "d".to_owned(),
        files: Vec::new(),
        warnings: 0,
        outputs: vec![output],
        leftover: Vec::new(),
    }
}

fn header() -> Header {
    Header::new("1.0.0", 2, "b".to_owned())
}

#[test]
fn a_manifest_is_read_as_it_was_written_up_to_a_line_that_was_cut_off() {
    let entries = [entry("乙", State::Done), entry("甲", State::Failed)];
    let bytes = to_bytes(&header(), entries.iter());
    let whole = Manifest::read(&bytes[..]).unwrap();
    assert_eq!(whole.entries.values().cloned().collect::<Vec<_>>(), entries);
    for length in 0..bytes.len() {
        let cut = Manifest::read(&bytes[..length]).unwrap();
        assert!(cut.entries.iter().all(|(name, entry)| whole.entries[name] == *entry));
        let index = Index::read(&bytes[..length]).unwrap();
        let end = index.whole as usize;
        assert!(end <= length && bytes[..end].ends_with(b"\n") == (end > 0));
        assert_eq!(index.is_sorted, end == length);
    }
    let index = Index::read(&bytes[..]).unwrap();
    assert!(index.is_sorted && index.header == whole.header);
    for (name, at) in index.lines {
        let line = &bytes[at.start as usize..][..at.length];
        assert_eq!(Entry::parse(line).unwrap(), whole.entries[&*name]);
    }
}

#[test]
fn a_later_line_goes_before_an_earlier_one_and_a_damaged_one_is_named() {
    let mut bytes = to_bytes(&header(), [entry("a", State::Failed)].iter());
    bytes.extend(line(&entry("a", State::Done)));
    assert_eq!(Manifest::read(&bytes[..]).unwrap().entries["a"].state, State::Done);
    assert!(!Index::read(&bytes[..]).unwrap().is_sorted);
    bytes.extend(b"{}\n");
    let error = Manifest::read(&bytes[..]).unwrap_err().to_string();
    assert!(error.starts_with("line 4: missing field"), "{error}");
    assert!(Manifest::read(&b"{\"manifest\":9}\n"[..]).is_err());
}

fn shard(index: u32, names: &[&str]) -> Manifest {
    let header = Header {
        shard: Some(format!("{index}/3")),
        share: Some(1),
        complete: true,
        ..Header::new("1.0.0", 3, "b".to_owned())
    };
    let entries: BTreeMap<String, Entry> =
        names.iter().map(|name| ((*name).to_owned(), entry(name, State::Done))).collect();
    Manifest { header: Some(header), entries }
}

#[test]
fn shards_join_to_what_one_run_would_have_written() {
    let merged = merge(&[shard(2, &["b"]), shard(1, &["a"]), shard(3, &["c"])]).unwrap();
    assert_eq!(merged.header, Header { complete: true, ..Header::new("1.0.0", 3, "b".to_owned()) });
    assert_eq!(merged.entries.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert!(merged.missing.is_empty() && merged.unfinished.is_empty());
}

#[test]
fn shards_that_are_lost_or_not_through_are_named() {
    let merged = merge(&[shard(1, &["a"]), shard(3, &[])]).unwrap();
    assert_eq!(merged.missing, [Shard::new(2, 3).unwrap()]);
    assert_eq!(merged.unfinished, [Shard::new(3, 3).unwrap()]);
    // All entries are there, but of an earlier run, from which this one was not done to its end.
    let mut older = shard(2, &["b"]);
    older.header.as_mut().unwrap().complete = false;
    assert_eq!(merge(&[older]).unwrap().unfinished, [Shard::new(2, 3).unwrap()]);
}

#[test]
fn shards_that_do_not_belong_together_are_not_joined() {
    let mut other = shard(2, &["b"]);
    other.header.as_mut().unwrap().batch = "c".to_owned();
    let different = MergeError::Different { first: 0, second: 1 };
    assert_eq!(merge(&[shard(1, &["a"]), other]), Err(different));
    let twice = MergeError::Twice { first: 0, second: 1 };
    assert_eq!(merge(&[shard(1, &["a"]), shard(1, &["a"])]), Err(twice));
    let whole = Manifest { header: Some(header()), ..Manifest::default() };
    assert_eq!(merge(&[whole]), Err(MergeError::NotAShard { index: 0 }));
    assert_eq!(merge(&[]), Err(MergeError::Nothing));
}

fn summary() -> Summary<'static> {
    let finding = Finding {
        severity: Severity::Error,
        code: Some("E141"),
        message: "no `<县>` & \"more\" | 100%\u{1}".to_owned(),
        hint: Some("write\nit".to_owned()),
        file: "a,b.yaml".to_owned(),
        line: Some(3),
        column: Some(5),
    };
    let item = |end, findings| Item {
        name: "甲|乙",
        input: "a,b.yaml".into(),
        row: Some(7),
        end,
        seconds: 0.0125,
        findings,
    };
    Summary {
        items: vec![item(End::Written, Vec::new()), item(End::Faulty, vec![finding])],
        undone: 1,
        seconds: 1.5,
        shard: Some("2/4".to_owned()),
    }
}

#[test]
fn junit_has_a_case_for_every_job_and_is_sound_xml() {
    let xml = junit(&summary());
    assert!(xml.contains(r#"tests="2" failures="1" errors="0""#), "{xml}");
    assert!(xml.contains(r#"classname="a,b.yaml, row 7" time="0.013"/>"#), "{xml}");
    assert!(xml.contains(r#"type="E141""#) && xml.contains("&lt;县&gt;"), "{xml}");
    let mut reader = quick_xml::Reader::from_str(&xml);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    assert!(!xml.contains('\u{1}'));
}

#[test]
fn the_summary_is_json_and_markdown_too() {
    let value: serde_json::Value = serde_json::from_str(&json(&summary())).unwrap();
    assert_eq!(
        (&value["jobs"], &value["faulty"], &value["undone"]),
        (&3.into(), &1.into(), &1.into())
    );
    assert_eq!(value["items"][1]["findings"][0]["line"], 3);
    let text = markdown(&summary(), Language::En);
    assert!(text.contains("| with errors | 1 |"), "{text}");
    assert!(
        text.contains(r"| 甲\|乙 | a,b.yaml:3:5 (row 7) | E141: no \`&lt;县>\` &amp;"),
        "{text}"
    );
    assert!(markdown(&summary(), Language::Zh).contains("有错误"));
}

#[test]
fn annotations_are_commands_that_no_text_can_break() {
    let text = annotations(&summary());
    let expected = "::error file=a%2Cb.yaml,line=3,col=5,title=E141::[7] no `<县>` & \"more\" | 100%25\u{1}%0Awrite%0Ait\n";
    assert_eq!(text, expected);
    let mut many = summary();
    many.items = vec![many.items[1].clone(); 30];
    let text = annotations(&many);
    assert_eq!(text.lines().count(), 10);
    assert!(text.ends_with("::error::… 21\n"), "{text}");
}
