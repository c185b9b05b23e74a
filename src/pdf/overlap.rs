//! Glyphs whose advances overlap, since marks have given up their blank. Poppler takes what begins well
//! before the end of what precedes it for another line; told what such a stretch reads
//! (`ActualText`), it doesn't. The stretches stand in a row, not in each other: some readers lose count
//! of marked content in marked content.

use super::structure::Structure;
use crate::frame::{GlyphRun, Item, ItemKind};

/// The first of the items, and those after it, that overlap each other and have one owner; none if
/// nothing overlaps there.
pub(super) fn chain<'a>(items: &'a [Item], structure: &Structure) -> &'a [Item] {
    let Some(first) = items.first().and_then(glyphs) else { return &[] };
    if !first.overlaps && !first.overlaps_next {
        return &[];
    }
    let owner = structure.owner(&items[0]);
    let goes_on = |pair: &&[Item]| {
        glyphs(&pair[0]).is_some_and(|run| run.overlaps_next)
            && glyphs(&pair[1]).is_some()
            && structure.owner(&pair[1]) == owner
    };
    let more = items.windows(2).take_while(goes_on).count();
    items.get(..=more).unwrap_or_default()
}

/// What a chain reads.
pub(super) fn reading(chain: &[Item]) -> String {
    let glyphs = chain.iter().filter_map(glyphs).flat_map(|run| &run.glyphs);
    glyphs.map(|glyph| glyph.character).collect()
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    match &item.kind {
        ItemKind::Glyphs(run) if !run.glyphs.is_empty() => Some(run),
        _ => None,
    }
}
