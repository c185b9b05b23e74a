//! An office's own fonts and themes.

use std::path::Path;

use report_export::font::FontLibrary;
use report_export::theme::{self, FontRole};

/// A folder with the font file of another family in it.
fn folder_with(file: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    std::fs::copy(fonts.join(file), folder.path().join("own.ttf")).unwrap();
    folder
}

#[test]
fn a_font_is_found_by_any_family_name_in_its_file() {
    let folder = folder_with("GWKaiTi.ttf");
    // the Chinese name is in the file's name table, not in its file name
    let yaml = "extends: gbt9704\nfonts: { fangsong: { families: [公文楷体, GW FangSong] } }\n";
    let theme = theme::parse("own", yaml).unwrap();
    let library = FontLibrary::find(&theme.fonts, &[folder.path().to_owned()]).unwrap();
    let face = library.face(library.role(FontRole::Fangsong));
    assert_eq!(face.family(), "GW KaiTi");
    assert!(!face.is_embedded);
}

#[test]
fn without_it_the_next_family_is_used() {
    let theme = theme::load(theme::DEFAULT).unwrap();
    let library = FontLibrary::find(&theme.fonts, &[]).unwrap();
    let face = library.face(library.role(FontRole::Xiaobiaosong));
    assert_eq!(face.family(), "GW XiaoBiaoSong");
    assert!(face.is_embedded);
}

#[test]
fn a_file_that_only_looks_like_a_font_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.ttf"), "no font").unwrap();
    let theme = theme::load(theme::DEFAULT).unwrap();
    let error = FontLibrary::find(&theme.fonts, &[folder.path().to_owned()]).unwrap_err();
    assert!(error.to_string().contains("broken.ttf"), "{error}");
}
