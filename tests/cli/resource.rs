//! Schema, fonts and themes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::SOUND;
use crate::common::Folder;

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
