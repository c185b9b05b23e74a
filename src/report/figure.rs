//! Figures, and the pictures that they show.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::context::{Context, excerpt};
use super::cross;
use super::fields::{Fields, Object};
use super::inline::text;
use super::model::{Figure, Spanned};
use super::source::{Node, Value};
use super::table::width;
use crate::assets::{AssetError, Assets};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::picture::{self, Gallery, Picture, PictureError};

pub(super) const FIGURE: Object = Object {
    name: "figure",
    required: &["file"],
    optional: &["caption", "alt", "width", "turned", "id"],
    later: &[],
};

/// The pictures of a report by the paths that it gives them.
///
/// They are all read when the first is asked for, side by side, since to check a large picture means
/// to decode it.
#[derive(Debug)]
pub(super) struct Pictures<'a> {
    root: &'a Node,
    assets: &'a Assets,
    gallery: &'a Gallery,
    read: OnceCell<BTreeMap<String, Result<Arc<Picture>, PictureError>>>,
}

impl<'a> Pictures<'a> {
    /// The pictures that are named anywhere in the tree.
    pub(super) fn new(root: &'a Node, assets: &'a Assets, gallery: &'a Gallery) -> Self {
        Self { root, assets, gallery, read: OnceCell::new() }
    }

    /// Reads all pictures, each once.
    fn read(&self) -> BTreeMap<String, Result<Arc<Picture>, PictureError>> {
        let mut files = BTreeSet::new();
        collect_files(self.root, &mut files);
        let files: Vec<String> = files.into_iter().collect();
        let read = |file: String| {
            let picture = self.gallery.read(self.assets, &file);
            (file, picture)
        };
        if files.len() < 2 {
            return files.into_iter().map(read).collect(); // no threads, which take time to start
        }
        files.into_par_iter().map(read).collect::<Vec<_>>().into_iter().collect()
    }

    /// A picture by its path.
    pub(super) fn get(&self, file: &str) -> Result<Arc<Picture>, &PictureError> {
        let pictures = self.read.get_or_init(|| self.read());
        let picture = pictures.get(file).expect("every file of a picture has been collected");
        picture.as_ref().map(Arc::clone)
    }
}

/// The files of all pictures, known by the names of their keys.
fn collect_files(node: &Node, files: &mut BTreeSet<String>) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| collect_files(item, files)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if matches!(&key.value, Value::String(key) if key == "file" || key == "seal") {
                    files.extend(texts(value).map(|file| file.trim().to_owned()));
                }
                collect_files(value, files);
            }
        }
        _ => {}
    }
}

/// A text, or the texts of a list.
fn texts(node: &Node) -> impl Iterator<Item = &str> {
    let items = match &node.value {
        Value::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    };
    items.iter().filter_map(|item| match &item.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    })
}

/// Reads a figure that stands at `span`.
pub(super) fn figure(node: &Node, span: Span, cx: &mut Context<'_>) -> Option<Figure> {
    let fields = Fields::read(node, "figure", &FIGURE, cx)?;
    let picture = fields.get("file").and_then(|node| picture(node, "file", cx));
    let caption = fields.get("caption").and_then(|node| text(node, "caption", cx));
    let id = cross::captioned_id(&fields, caption.as_ref(), cx);
    let alt = fields.get("alt").and_then(|node| cx.string(node, "alt"));
    let width = fields.get("width").and_then(|node| width(node, "120mm, 8cm", cx));
    let turned = fields.get("turned").and_then(|node| cx.boolean(node, "turned"));
    if fields.get("alt").is_none() {
        cx.sink.push(Diagnostic::new(Code::MissingAlt).at(span));
    }
    Some(Figure {
        picture: picture?.value,
        caption,
        id,
        alt,
        width,
        turned: turned.unwrap_or_default(),
        span,
    })
}

/// Reads the picture whose path is the value of `key`.
pub(super) fn picture(
    node: &Node,
    key: &str,
    cx: &mut Context<'_>,
) -> Option<Spanned<Arc<Picture>>> {
    // A path is not joined or spaced anew as text is.
    cx.characters(node, key)?;
    let Value::String(file) = &node.value else { return None };
    let file = file.trim();
    match cx.picture(file) {
        Ok(picture) => {
            if picture.has_foreign_object() {
                let finding = Diagnostic::new(Code::SvgForeignObject).at(node.span);
                cx.sink.push(finding.with("file", excerpt(file)));
            }
            Some(Spanned { value: picture, span: node.span })
        }
        Err(error) => {
            let finding = finding(error).at(node.span).with("file", excerpt(file));
            cx.sink.push(finding);
            None
        }
    }
}

fn finding(error: &PictureError) -> Diagnostic {
    match error {
        PictureError::Asset(error) => match error {
            AssetError::Missing => Diagnostic::new(Code::PictureMissing),
            AssetError::Outside => Diagnostic::new(Code::PictureOutside),
            AssetError::NotAFile => Diagnostic::new(Code::PictureNotAFile),
            AssetError::TooLarge { limit } => {
                Diagnostic::new(Code::PictureTooLarge).with("limit", limit >> 20)
            }
            AssetError::Io { source } => {
                Diagnostic::new(Code::PictureUnreadable).with("detail", source)
            }
        },
        PictureError::Empty => Diagnostic::new(Code::PictureEmpty),
        PictureError::Format { name } => Diagnostic::new(Code::PictureFormat).with("format", name),
        PictureError::NotAPicture => Diagnostic::new(Code::NotAPicture),
        PictureError::Broken { detail } => {
            Diagnostic::new(Code::PictureBroken).with("detail", detail)
        }
        PictureError::Pixels { width, height } => Diagnostic::new(Code::PicturePixels)
            .with("width", width)
            .with("height", height)
            .with("side", picture::LARGEST_SIDE)
            .with("megapixels", picture::LARGEST_AREA / 1_000_000),
        PictureError::External { target } => {
            Diagnostic::new(Code::SvgExternal).with("target", target)
        }
        PictureError::Entities => Diagnostic::new(Code::SvgEntities),
        PictureError::Script { what } => Diagnostic::new(Code::SvgScript).with("target", what),
        PictureError::TooComplex => Diagnostic::new(Code::SvgTooComplex),
    }
}
