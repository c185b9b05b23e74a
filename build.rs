//! What makes the program start faster: the built-in themes as JSON, which is read in a tenth of the
//! time of YAML, and a fixed address, without which the system's loader mends twenty thousand others
//! at each start, an eighth of a short report's time.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const THEMES: &str = "data/themes";

fn main() -> Result<(), Box<dyn Error>> {
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed={THEMES}");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("themes.rs"), themes()?)?;
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
