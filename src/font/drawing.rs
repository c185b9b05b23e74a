//! SVG pictures with the fonts of the report: the same letters in both files.

use std::sync::{Arc, OnceLock};

use resvg::usvg::{self, fontdb};

use super::FontLibrary;
use crate::theme::FontRole;

/// Reads SVG pictures. The library's fonts are opened once, when a picture that may have text comes.
#[derive(Debug)]
pub struct DrawingReader<'a> {
    library: &'a FontLibrary,
    fonts: OnceLock<Arc<fontdb::Database>>,
}

impl<'a> DrawingReader<'a> {
    /// A reader with the fonts of a library.
    pub fn new(library: &'a FontLibrary) -> Self {
        Self { library, fonts: OnceLock::new() }
    }

    /// Reads an SVG; families that the library lacks become 宋体 or 黑体.
    ///
    /// # Errors
    ///
    /// What is wrong with the SVG.
    pub fn read(&self, svg: &[u8]) -> Result<usvg::Tree, usvg::Error> {
        let mut options = options();
        if may_have_text(svg) {
            options.fontdb =
                Arc::clone(self.fonts.get_or_init(|| Arc::new(database(self.library))));
            options.font_family = options.fontdb.family_name(&fontdb::Family::SansSerif).to_owned();
        }
        usvg::Tree::from_data(svg, &options)
    }
}

fn options() -> usvg::Options<'static> {
    usvg::Options {
        // a report names its pictures itself: what an SVG names is not loaded
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Default::default()
    }
}

/// Whether an SVG may have text: in it, in one that it holds, or hidden by compression.
fn may_have_text(svg: &[u8]) -> bool {
    let has = |word: &[u8]| svg.windows(word.len()).any(|window| window == word);
    svg.starts_with(&[0x1F, 0x8B]) || has(b"text") || has(b"image/svg")
}

fn database(library: &FontLibrary) -> fontdb::Database {
    let mut database = fontdb::Database::new();
    let mut sources: Vec<&str> = Vec::new();
    for (_, face) in library.roles() {
        if !sources.contains(&face.source.as_str()) {
            sources.push(&face.source);
            let bytes = Arc::new(face.bytes.clone());
            database.load_font_source(fontdb::Source::Binary(bytes));
        }
    }
    let family = |wanted| {
        let found = library.roles().find(|(role, _)| *role == wanted);
        found.or(library.roles().next()).map_or("", |(_, face)| face.family())
    };
    let (serif, sans) = (family(FontRole::Song), family(FontRole::Hei));
    database.set_serif_family(serif);
    database.set_sans_serif_family(sans);
    database.set_monospace_family(sans);
    database.set_cursive_family(serif);
    database.set_fantasy_family(sans);
    database
}

#[cfg(test)]
mod tests {
    use super::{DrawingReader, may_have_text};
    use crate::font::FontLibrary;
    use crate::theme;

    /// Whether anything of an SVG's text is drawn.
    fn draws(body: &str) -> bool {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{body}</svg>");
        let theme = theme::load(theme::DEFAULT).expect("a built-in theme");
        let library = FontLibrary::find(&theme.fonts, &[]).expect("the fonts in the program");
        let tree = DrawingReader::new(&library).read(svg.as_bytes()).expect("it is sound");
        tree.root().abs_bounding_box().width() > 0.0
    }

    #[test]
    fn text_is_drawn_in_whatever_family_it_asks_for() {
        assert!(draws("<text y='9'>国</text>"));
        assert!(draws("<text y='9' font-family='Arial'>国A</text>"));
    }

    #[test]
    fn fonts_are_opened_only_if_there_may_be_text() {
        assert!(!may_have_text(b"<svg><rect/></svg>"));
        assert!(may_have_text(b"<svg><text/></svg>"));
    }
}
