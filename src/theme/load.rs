//! Themes from YAML: built-in ones by name, a user's by path; a theme may extend a built-in one.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::model::{CharacterStyle, FontRole, StyleName, Theme};
use crate::assets;

/// The theme of a report that names none.
pub const DEFAULT: &str = "gbt9704";

/// Why a theme cannot be used.
///
/// Nothing here depends on the report's text: a `ThemeError` is a fault of the theme.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// There is no built-in theme of that name, and no such file.
    #[error("no theme `{name}`: the built-in ones are {known}; a file's name ends in .yaml")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The built-in themes.
        known: String,
    },
    /// The file can't be read.
    #[error("theme `{path}` can't be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The text is not YAML, or has an unknown, missing or ill-typed key.
    #[error("theme `{name}`: {message}")]
    Syntax {
        /// The theme's name or path.
        name: String,
        /// What is wrong, with the place or the key.
        message: String,
    },
    /// Something that every theme needs is not there.
    #[error("theme `{name}` lacks {what}")]
    Incomplete {
        /// The theme's name or path.
        name: String,
        /// What is missing.
        what: String,
    },
}

/// Loads a built-in theme by its name, or a theme file by its path (`….yaml`, `….yml`).
///
/// # Errors
///
/// [`ThemeError`] if there is none, or it can't be used.
pub fn load(name_or_path: &str) -> Result<Theme, ThemeError> {
    if let Some(json) = assets::embedded_theme(name_or_path) {
        return finished(name_or_path, read_json(name_or_path, json)?);
    }
    let path = Path::new(name_or_path);
    if !is_file_name(name_or_path) {
        return Err(ThemeError::Unknown { name: name_or_path.to_owned(), known: built_in_names() });
    }
    let unreadable = |source| ThemeError::Unreadable { path: path.to_owned(), source };
    let bytes = assets::read_file(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| syntax(name_or_path, "not UTF-8"))?;
    parse(name_or_path, &text)
}

/// Whether a theme's name is that of a file.
pub fn is_file_name(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml"))
}

/// Reads a theme's YAML; `name` is for messages.
///
/// # Errors
///
/// [`ThemeError`] if it can't be used.
pub fn parse(name: &str, text: &str) -> Result<Theme, ThemeError> {
    let value = serde_saphyr::from_str(text).map_err(|error| syntax(name, &error.to_string()))?;
    finished(name, value)
}

/// The theme of a file's keys.
fn finished(name: &str, keys: Value) -> Result<Theme, ThemeError> {
    let theme: Theme = serde_json::from_value(extended(name, keys)?)
        .map_err(|error| syntax(name, &error.to_string()))?;
    check(name, &theme)?;
    Ok(theme)
}

fn read_json(name: &str, text: &str) -> Result<Value, ThemeError> {
    serde_json::from_str(text).map_err(|error| syntax(name, &error.to_string()))
}

fn syntax(name: &str, message: &str) -> ThemeError {
    ThemeError::Syntax { name: name.to_owned(), message: message.to_owned() }
}

/// The names of the built-in themes.
pub fn built_in_names() -> String {
    assets::embedded_themes().collect::<Vec<_>>().join(", ")
}

/// The theme with what it inherits from the built-in theme that it `extends`.
fn extended(name: &str, mut theme: Value) -> Result<Value, ThemeError> {
    let Some(keys) = theme.as_object_mut() else {
        return Err(syntax(name, "not a mapping"));
    };
    let Some(base) = keys.remove("extends") else { return Ok(theme) };
    let base_name = base.as_str().ok_or_else(|| syntax(name, "`extends` is not a name"))?;
    let json = assets::embedded_theme(base_name).ok_or_else(|| ThemeError::Unknown {
        name: base_name.to_owned(),
        known: built_in_names(),
    })?;
    let mut merged = extended(base_name, read_json(base_name, json)?)?;
    merge(&mut merged, theme);
    Ok(merged)
}

/// Lays `over` upon `base`, mapping by mapping; all else is replaced.
fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over,
    }
}

/// Checks what the types don't say: that every role, style and colour is there.
fn check(name: &str, theme: &Theme) -> Result<(), ThemeError> {
    let incomplete = |what: String| Err(ThemeError::Incomplete { name: name.to_owned(), what });
    if let Some(role) = FontRole::ALL.iter().find(|role| !theme.fonts.contains_key(role)) {
        return incomplete(format!("the font of {role:?}"));
    }
    if let Some(style) = StyleName::ALL.iter().find(|style| !theme.styles.contains_key(style)) {
        return incomplete(format!("the style {style:?}"));
    }
    let missing = CharacterStyle::ALL.iter().find(|style| !theme.characters.contains_key(style));
    if let Some(style) = missing {
        return incomplete(format!("the character style {style:?}"));
    }
    let named = theme.styles.values().filter_map(|style| style.color.as_ref());
    let named = named.chain(theme.characters.values().filter_map(|style| style.color.as_ref()));
    if let Some(color) = named.clone().find(|color| !theme.colors.contains_key(*color)) {
        return incomplete(format!("the colour `{color}`"));
    }
    if !theme.colors.contains_key(&theme.letterhead.line.color) {
        return incomplete(format!("the colour `{}`", theme.letterhead.line.color));
    }
    if theme.headings.is_empty() {
        return incomplete("the numbers of headings".to_owned());
    }
    let grid = &theme.grid;
    if grid.lines_per_page.is_none_or(|lines| lines == 0) && grid.line_pitch.is_none() {
        return incomplete("`grid.lines_per_page` or `grid.line_pitch`".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{load, parse};
    use crate::assets;
    use crate::unit::Length;

    #[test]
    fn every_built_in_theme_is_complete() {
        for name in assets::embedded_themes() {
            load(name).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    #[test]
    fn a_theme_that_extends_another_changes_only_what_it_says() {
        let theme = parse("own", "extends: gbt9704\nstyles: { body: { size: 四号 } }\n")
            .expect("it is sound");
        let body = &theme.styles[&crate::theme::StyleName::Body];
        assert_eq!(body.size, Length::pt(14));
        assert!(body.on_grid);
        assert_eq!(theme.grid.lines_per_page, Some(22));
    }

    #[test]
    fn an_unknown_key_is_named() {
        let error = parse("own", "extends: gbt9704\npages: {}\n").unwrap_err();
        assert!(error.to_string().contains("pages"), "{error}");
    }
}
