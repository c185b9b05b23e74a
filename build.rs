//! What makes the program start faster: the built-in themes as JSON, which is read in a tenth of the
//! time of YAML, an index of the list of words, the outlines of common characters side by side, and a
//! fixed address, without which the system's loader mends twenty thousand others at each start, an
//! eighth of a short report's time.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const THEMES: &str = "data/themes";
const WORDS: &str = "data/text/words.txt";
const FONTS: &str = "fonts";

/// How many characters are common. Of the 41,000 Han characters of `tests/corpus` 91 are none of them.
const COMMON: usize = 3_000;
/// Marks that are common, too.
const MARKS: &str = "，。、；：？！“”‘’（）《》〈〉—…·％";

fn main() -> Result<(), Box<dyn Error>> {
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed={THEMES}");
    println!("cargo::rerun-if-changed={WORDS}");
    println!("cargo::rerun-if-changed={FONTS}");
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("themes.rs"), themes()?)?;
    fs::write(Path::new(&out).join("word_starts.rs"), word_starts()?)?;
    fs::write(Path::new(&out).join("outlines.rs"), outlines(Path::new(&out))?)?;
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

/// Writes for each font with Han the outlines of common characters, the most common first, and where
/// among them each glyph's is; the names of the fonts and both, sorted, as an expression in Rust.
///
/// A report's characters lie all over a font of six megabytes, of which the system would have to map
/// nearly every page.
fn outlines(out: &Path) -> Result<String, Box<dyn Error>> {
    let characters = common_characters()?;
    let mut fonts = fs::read_dir(FONTS)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    fonts.retain(|path| path.extension().is_some_and(|extension| extension == "ttf"));
    fonts.sort();
    let mut table = "&[".to_owned();
    for path in fonts {
        let bytes = fs::read(&path)?;
        let face = ttf_parser::Face::parse(&bytes, 0)?;
        let (head, maxp) = (face.tables().head, face.tables().maxp);
        let loca = face.raw_face().table(ttf_parser::Tag::from_bytes(b"loca")).unwrap_or_default();
        let locations = ttf_parser::loca::Table::parse(
            maxp.number_of_glyphs,
            head.index_to_location_format,
            loca,
        )
        .ok_or("a font without outlines")?;
        let glyf = face.raw_face().table(ttf_parser::Tag::from_bytes(b"glyf")).unwrap_or_default();
        let (mut outlines, mut places) = (Vec::new(), Vec::new());
        for glyph in characters.iter().filter_map(|character| face.glyph_index(*character)) {
            let Some(outline) = locations.glyph_range(glyph).and_then(|range| glyf.get(range))
            else {
                continue;
            };
            places.push((glyph.0, u32::try_from(outlines.len())?, u16::try_from(outline.len())?));
            outlines.extend(outline);
        }
        if places.len() < COMMON / 2 {
            continue; // a Latin font
        }
        places.sort_unstable();
        places.dedup_by_key(|(glyph, ..)| *glyph);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let place = |(glyph, start, length): &(u16, u32, u16)| {
            [&glyph.to_le_bytes()[..], &start.to_le_bytes(), &length.to_le_bytes()].concat()
        };
        let places: Vec<u8> = places.iter().flat_map(place).collect();
        fs::write(out.join(format!("{name}.places")), places)?;
        fs::write(out.join(format!("{name}.outlines")), outlines)?;
        let include =
            |kind: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.{kind}\"))");
        write!(
            table,
            "({name:?}, CommonOutlines {{ places: {}, outlines: {} }}),",
            include("places"),
            include("outlines")
        )?;
    }
    table.push(']');
    Ok(table)
}

/// The characters that most words have, and marks.
fn common_characters() -> Result<Vec<char>, Box<dyn Error>> {
    let mut counts = HashMap::new();
    for line in fs::read_to_string(WORDS)?.lines().filter(|line| !line.starts_with('#')) {
        for character in line.chars().filter(|character| *character >= '\u{3000}') {
            *counts.entry(character).or_insert(0_usize) += 1;
        }
    }
    let mut characters: Vec<(Reverse<usize>, char)> =
        counts.into_iter().map(|(character, count)| (Reverse(count), character)).collect();
    characters.sort_unstable();
    Ok(MARKS
        .chars()
        .chain(characters.into_iter().take(COMMON).map(|(_, character)| character))
        .collect())
}
