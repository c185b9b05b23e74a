//! What the text of a link to a place of the report says of it: `[](#id)`, `[第{page}页](#id)`.

use std::sync::Arc;

use crate::report::cross::FACETS;
use crate::report::model::{Facet, Link};

/// The id that a link of CommonMark leads to.
pub(super) fn id(target: &str) -> Option<Arc<str>> {
    target.strip_prefix('#').map(Arc::from)
}

/// The id that a link leads to.
pub(super) fn id_of(link: Option<&Link>) -> Option<&Arc<str>> {
    match link {
        Some(Link::Id(id)) => Some(id),
        Some(Link::Address(_)) | None => None,
    }
}

/// A piece of a link's text.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Piece<'t> {
    /// What the author says.
    Text(&'t str),
    /// `{page}`
    Facet(Facet),
    /// `{something}` that is none.
    Unknown(&'t str),
}

/// Splits text at its placeholders; each piece comes with its first byte.
pub(super) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let mut pieces = Vec::new();
    let (mut rest, mut at) = (text, 0);
    while let Some((before, word, after)) = placeholder(rest) {
        if !before.is_empty() {
            pieces.push((at, Piece::Text(before)));
        }
        let known = FACETS.iter().find(|(name, _)| *name == word);
        let piece = known.map_or(Piece::Unknown(word), |(_, facet)| Piece::Facet(*facet));
        pieces.push((at + before.len(), piece));
        at += rest.len() - after.len();
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push((at, Piece::Text(rest)));
    }
    pieces
}

/// What stands before, in and after the first pair of braces.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (word, after) = rest.split_once('}')?;
    Some((before, word, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_split_a_text() {
        assert_eq!(
            pieces("第{page}页{x"),
            [(0, Piece::Text("第")), (3, Piece::Facet(Facet::Page)), (9, Piece::Text("页{x"))]
        );
        assert_eq!(pieces("{见}"), [(0, Piece::Unknown("见"))]);
        assert_eq!(pieces(""), []);
    }
}
