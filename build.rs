//! What makes the program start faster: the built-in themes as JSON, which is read in a tenth of the
//! time of YAML, an index of the list of words, and a fixed address, without which the system's
//! loader mends twenty thousand others at each start, an eighth of a short report's time.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const THEMES: &str = "data/themes";
const WORDS: &str = "data/text/words.txt";

fn main() -> Result<(), Box<dyn Error>> {
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed={THEMES}");
    println!("cargo::rerun-if-changed={WORDS}");
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("themes.rs"), themes()?)?;
    fs::write(Path::new(&out).join("word_starts.rs"), word_starts()?)?;
    Ok(())
}

/// The names of the themes and their JSON, sorted, as an expression in Rust.
fn themes() -> Result<String, Box<dyn Error>> {
    let mut themes = Vec::new();
    for entry in fs::read_dir(THEMES)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let theme: serde_json::Value = serde_saphyr::from_str(&fs::read_to_string(&path)?)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            themes.push((name, theme.to_string()));
        }
    }
    themes.sort();
    let mut table = "&[".to_owned();
    for (name, theme) in themes {
        write!(table, "({name:?}, {theme:?}),")?;
    }
    table.push(']');
    Ok(table)
}

/// Where the words begin that don't sort before a character of three bytes, by the last four bits of
/// its first byte and the last six of its second, as an expression in Rust: a search in all words
/// would fetch a dozen pages of the program, one between two starts fetches one or two.
fn word_starts() -> Result<String, Box<dyn Error>> {
    let text = fs::read(WORDS)?;
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let [first, second, ..] = line else {
            return Err(format!("{WORDS}: a word is short").into());
        };
        let key = match first {
            ..0xE0 => 0,
            0xE0..0xF0 => usize::from(first & 0xF) << 6 | usize::from(second & 0x3F),
            0xF0.. => 1 << 10,
        };
        if *first >= 0xE0 {
            starts.resize(starts.len().max(key + 1), at);
        }
        at += line.len();
    }
    starts.resize((1 << 10) + 1, at);
    Ok(format!("&{starts:?}"))
}
