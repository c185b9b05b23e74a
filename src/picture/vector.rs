//! SVG.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use resvg::usvg::roxmltree::{self, Document, Node, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::{DEFAULT_RESOLUTION, Format, Picture, PictureError, check_size};

/// How many elements and texts an SVG may have, `use` elements written out or not.
const LARGEST_TREE: u32 = 250_000;

/// How deeply its elements may nest, `use` elements written out or not.
const LARGEST_DEPTH: usize = 256;

/// Whether the bytes are an SVG, whatever may be wrong with it.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg") || text.contains(":svg")
}

/// Checks an SVG and measures it.
pub(super) fn svg(bytes: Vec<u8>) -> Result<Picture, PictureError> {
    let text = std::str::from_utf8(&bytes).map_err(PictureError::broken)?;
    let text = text.trim_start_matches('\u{feff}');
    // Entities can multiply (the "billion laughs") and can name files; drawings don't need them.
    if text.contains("<!ENTITY") {
        return Err(PictureError::Entities);
    }
    check_depth(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: LARGEST_TREE };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => PictureError::TooComplex,
        other => PictureError::broken(other),
    })?;
    for node in document.descendants().filter(Node::is_element) {
        check_element(node)?;
    }
    check_uses(&document)?;
    let tree = Tree::from_xmltree(&document, &reading_options()).map_err(PictureError::broken)?;
    let size = tree.size().to_int_size();
    let (width, height) = (size.width(), size.height());
    check_size(width, height)?;
    let resolution = DEFAULT_RESOLUTION;
    Ok(Picture::new(Format::Svg, bytes, [width, height], resolution))
}

/// `Err` if elements nest too deeply for the parser of the tree, which calls itself for each level.
fn check_depth(text: &str) -> Result<(), PictureError> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(PictureError::broken)? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if depth > LARGEST_DEPTH {
            return Err(PictureError::TooComplex);
        }
    }
}

/// Nothing is read from the disk, whatever a reference looks like.
pub(super) fn reading_options() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// `Err` if an element is a program or needs something from elsewhere.
fn check_element(node: Node<'_, '_>) -> Result<(), PictureError> {
    let name = node.tag_name().name();
    if name == "script" {
        return Err(PictureError::Script { what: "script".to_owned() });
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value().trim());
        let is_handler = key.get(..2) == Some("on") && attribute.namespace().is_none();
        if is_handler || key == "href" && starts_with_scheme(value, "javascript") {
            return Err(PictureError::Script { what: key.to_owned() });
        }
        // A link leads elsewhere, but draws nothing from there.
        let needs = match key {
            "href" if name != "a" => !value.is_empty() && !is_inside(value),
            "src" => !is_inside(value),
            _ => false,
        };
        if needs {
            return Err(PictureError::External { target: shorten(value) });
        }
        check_style(value)?;
    }
    if name == "style" {
        for text in node.descendants().filter_map(|node| node.text()) {
            if let Some(at) = find_ignoring_case(text, "@import") {
                let target = text.get(at..).unwrap_or_default();
                return Err(PictureError::External { target: shorten(target) });
            }
            check_style(text)?;
        }
    }
    Ok(())
}

/// `Err` if a `url(…)` leads out of the file.
fn check_style(text: &str) -> Result<(), PictureError> {
    for (at, function) in text.to_ascii_lowercase().match_indices("url(") {
        let target = text.get(at + function.len()..).unwrap_or_default().trim_start();
        let target = target.trim_start_matches(['"', '\'']);
        let target = target.split([')', '"', '\'']).next().unwrap_or_default().trim();
        if !target.is_empty() && !is_inside(target) {
            return Err(PictureError::External { target: shorten(target) });
        }
    }
    Ok(())
}

/// Whether a reference is to the file itself or carries its own data. Of an SVG within the data
/// nothing is followed, since no reference is resolved when it is drawn.
fn is_inside(reference: &str) -> bool {
    reference.starts_with('#') || starts_with_scheme(reference, "data")
}

fn starts_with_scheme(reference: &str, scheme: &str) -> bool {
    let found = reference.split_once(':').map(|(found, _)| found.trim());
    found.is_some_and(|found| found.eq_ignore_ascii_case(scheme))
}

fn find_ignoring_case(text: &str, part: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(part)
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// `Err` if `use` elements, each of which repeats another element, would write out more than
/// [`LARGEST_TREE`] elements: ten levels of ten make ten billion.
fn check_uses(document: &Document<'_>) -> Result<(), PictureError> {
    let mut sizes = Sizes::new(document);
    if sizes.of(document.root_element(), 0)? > u64::from(LARGEST_TREE) {
        return Err(PictureError::TooComplex);
    }
    Ok(())
}

/// How many elements each element becomes, once its `use`s are written out.
struct Sizes<'d, 'i> {
    by_id: BTreeMap<&'d str, Node<'d, 'i>>,
    known: BTreeMap<u32, u64>,
}

impl<'d, 'i> Sizes<'d, 'i> {
    fn new(document: &'d Document<'i>) -> Self {
        let with_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
        Self { by_id: with_id.collect(), known: BTreeMap::new() }
    }

    fn of(&mut self, node: Node<'d, 'i>, depth: usize) -> Result<u64, PictureError> {
        if let Some(&size) = self.known.get(&node.id().get()) {
            return Ok(size);
        }
        if depth > LARGEST_DEPTH {
            return Err(PictureError::TooComplex);
        }
        let mut size = 1_u64;
        for child in node.children().filter(Node::is_element) {
            size = size.saturating_add(self.of(child, depth + 1)?);
        }
        if node.tag_name().name() == "use" {
            let href = node.attributes().find(|attribute| attribute.name() == "href");
            let target =
                href.and_then(|href| self.by_id.get(href.value().trim().strip_prefix('#')?));
            if let Some(&target) = target {
                size = size.saturating_add(self.of(target, depth + 1)?);
            }
        }
        self.known.insert(node.id().get(), size);
        Ok(size)
    }
}
