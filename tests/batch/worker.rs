//! Jobs from another program, a line each.

use std::io::{BufRead, BufReader, Write};

use serde_json::Value;

use super::{FAULTY, SOUND, TEMPLATE, folder, merge, merge_folder, put, tree};
use crate::common::Run;

fn outcomes(run: &Run) -> Vec<Value> {
    run.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const WORKER: [&str; 7] =
    ["batch", "--stdin-jsonl", "--template", "notice.yaml", "--out-dir", "out", "--to=docx"];

#[test]
fn a_worker_answers_each_job_with_what_it_wrote() {
    let folder = merge_folder();
    let jobs = "{\"id\": [1, \"x\"], \"row\": {\"no\": \"001\", \"county\": \"安岭县\", \"sum\": \"100\"}, \"name\": \"001\"}\n\n\
                {\"id\": 2, \"row\": {\"county\": \"白沙市\", \"sum\": \"no\"}, \"name\": \"002\"}\n";
    let run = folder.pipe(&WORKER, jobs.as_bytes());
    assert_eq!(run.status, Some(1), "{run:?}");
    let outcomes = outcomes(&run);
    assert_eq!(outcomes[0]["id"], serde_json::json!([1, "x"]));
    assert_eq!((&outcomes[0]["state"], &outcomes[1]["state"]), (&"done".into(), &"faulty".into()));
    assert_eq!(outcomes[0]["outputs"][0]["path"], "001.docx");
    assert_eq!(outcomes[1]["findings"][0]["code"], "E142");
    assert_eq!(outcomes[1]["findings"][0]["line"], 5);
    merge(&folder, "whole", &["--to", "docx"]);
    let (ours, whole) = (tree(&folder.path("out")), tree(&folder.path("whole")));
    assert_eq!(ours.keys().collect::<Vec<_>>(), ["001.docx"]);
    assert!(ours["001.docx"] == whole["001.docx"]);
}

#[test]
fn reports_are_jobs_too_and_a_line_that_is_none_does_not_end_the_worker() {
    let folder = folder(&[("in/a.yaml", SOUND), ("in/b.yaml", FAULTY)]);
    let jobs = "{\"report\": \"in/a.yaml\"}\nnonsense\n{\"report\": \"in/b.yaml\", \"id\": \"b\"}\n\
                {\"report\": \"in/c.yaml\"}\n{\"report\": \"in/a.yaml\", \"name\": \"../x\"}\n{\"row\": {}}\n\
                {\"report\": \"in/a.yaml\", \"name\": \"z/y\"}";
    let run = folder
        .pipe(&["batch", "--stdin-jsonl", "--out-dir", "out", "--to", "pdf"], jobs.as_bytes());
    assert_eq!(run.status, Some(2), "{run:?}");
    let states: Vec<Value> =
        outcomes(&run).iter().map(|outcome| outcome["state"].clone()).collect();
    assert_eq!(states, ["done", "broken", "faulty", "broken", "broken", "broken", "done"]);
    assert_eq!(tree(&folder.path("out")).into_keys().collect::<Vec<_>>(), ["in/a.pdf", "z/y.pdf"]);
    assert!(run.stderr.is_empty(), "{run:?}");
}

#[test]
fn a_driver_may_wait_for_each_answer_and_many_workers_share_a_folder() {
    let folder = merge_folder();
    let mut workers: Vec<_> = (0..2).map(|_| folder.start(&WORKER)).collect();
    for round in 0..2 {
        for (index, worker) in workers.iter_mut().enumerate() {
            let name = format!("{index}-{round}");
            let row = format!(
                "{{\"row\": {{\"county\": \"县\", \"sum\": \"1\"}}, \"name\": \"{name}\"}}\n"
            );
            worker.stdin.as_mut().unwrap().write_all(row.as_bytes()).unwrap();
            let mut line = String::new();
            let mut reader = BufReader::new(worker.stdout.as_mut().unwrap());
            reader.read_line(&mut line).unwrap();
            let outcome: Value = serde_json::from_str(&line).unwrap();
            assert_eq!((&outcome["state"], &outcome["name"]), (&"done".into(), &name.into()));
        }
    }
    for mut worker in workers {
        drop(worker.stdin.take());
        assert_eq!(worker.wait().unwrap().code(), Some(0));
    }
    assert_eq!(tree(&folder.path("out")).len(), 4);
    assert!(!folder.path("out/.report-export").exists());
}

#[test]
fn a_worker_names_outputs_as_a_batch_does_and_refuses_a_bad_template() {
    let folder = merge_folder();
    let arguments: Vec<&str> =
        WORKER.iter().chain(&["--name", "{{ county }}", "--jobs", "2"]).copied().collect();
    let jobs = "{\"row\": {\"county\": \"a/b\", \"sum\": \"1\"}}\n{\"row\": {\"county\": \"../b\", \"sum\": \"1\"}}\n";
    let run = folder.pipe(&arguments, jobs.as_bytes());
    assert_eq!(run.status, Some(1), "{run:?}");
    assert_eq!(tree(&folder.path("out")).into_keys().collect::<Vec<_>>(), ["a/b.docx"]);
    put(&folder, "notice.yaml", TEMPLATE.replace("money }}", "money"));
    let run = folder.pipe(&WORKER, jobs.as_bytes());
    assert_eq!((run.status, run.stdout.len()), (Some(1), 0), "{run:?}");
}
