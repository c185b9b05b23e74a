//! The outline (ISO 32000-1, 12.3.3).

use lopdf::{Dictionary, Document, ObjectId, dictionary};

use super::annotation::destination;
use crate::frame::{OutlineItem, Pages};
use crate::pdf::value::{name, text};

/// Adds the outline; returns its root, none if it has no items.
///
/// An item stands in the last one before it that has a lower level, so levels may be left out.
/// Viewers show the outermost items first, the others on demand.
pub(super) fn add(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Option<ObjectId> {
    let items = &pages.outline;
    if items.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = items.iter().map(|_| document.new_object_id()).collect();
    let mut dictionaries: Vec<_> = items.iter().map(|item| entry(item, pages, page_ids)).collect();
    let (outermost, children) = nest(items);
    for (parent, children) in children.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
        relate(children, ids[parent], &ids, &mut dictionaries);
        dictionaries[parent].set("First", ids[children[0]]);
        dictionaries[parent].set("Last", ids[children[children.len() - 1]]);
        // negative: folded
        dictionaries[parent].set("Count", -count(children));
    }
    relate(&outermost, root, &ids, &mut dictionaries);
    document.set_object(
        root,
        dictionary! {
            "Type" => name("Outlines"),
            "First" => ids[outermost[0]],
            "Last" => ids[outermost[outermost.len() - 1]],
            "Count" => count(&outermost),
        },
    );
    for (id, dictionary) in ids.into_iter().zip(dictionaries) {
        document.set_object(id, dictionary);
    }
    Some(root)
}

fn entry(item: &OutlineItem, pages: &Pages, page_ids: &[ObjectId]) -> Dictionary {
    let place = destination(item.page, item.y, pages, page_ids);
    dictionary! { "Title" => text(&item.title), "Dest" => place }
}

/// The indices of the outermost items, and of each item's children.
fn nest(items: &[OutlineItem]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut outermost = Vec::new();
    let mut children = vec![Vec::new(); items.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        while open.pop_if(|last| items[*last].level >= item.level).is_some() {}
        match open.last() {
            Some(parent) => children[*parent].push(index),
            None => outermost.push(index),
        }
        open.push(index);
    }
    (outermost, children)
}

/// Tells siblings of their parent and of one another.
fn relate(siblings: &[usize], parent: ObjectId, ids: &[ObjectId], dictionaries: &mut [Dictionary]) {
    for sibling in siblings {
        dictionaries[*sibling].set("Parent", parent);
    }
    for pair in siblings.windows(2) {
        dictionaries[pair[0]].set("Next", ids[pair[1]]);
        dictionaries[pair[1]].set("Prev", ids[pair[0]]);
    }
}

fn count(items: &[usize]) -> i64 {
    i64::try_from(items.len()).expect("a document has fewer headings than that")
}
