//! The structure tree (ISO 32000-1, 14.7, and PDF/UA-1).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::save::Packed;
use super::write::{write_dictionary, write_entries, write_number, write_object, write_reference};
use crate::frame::{Element, Extent, ListNumbering, Pages, Role};
use crate::pdf::headers::Headers;
use crate::pdf::structure::{Kid, Link, Owner, Structure};
use crate::pdf::value::{area, name, text};

/// Adds the structure tree and gives the pages their keys in it; returns its root.
#[expect(clippy::too_many_arguments, reason = "the document in its parts, each made before")]
pub(super) fn add(
    document: &mut Document,
    packed: &mut Packed,
    pages: &Pages,
    page_ids: &[ObjectId],
    structure: &Structure,
    annotations: &[ObjectId],
) -> lopdf::Result<ObjectId> {
    let root = document.new_object_id();
    let top = document.new_object_id();
    let elements: Vec<_> = structure.kids.iter().map(|_| document.new_object_id()).collect();
    let links = structure.links.iter().map(|_| document.new_object_id()).collect();
    let headers = Headers::new(&pages.elements);
    let cells = cell_attributes(document, pages, &headers);
    let tree =
        Tree { pages, structure, page_ids, annotations, top, elements, links, headers, cells };
    let mut node = Vec::new();
    tree.write_node(&Node::new("Document", root, &structure.roots), &mut node);
    packed.set_apart(document, top, node);
    for (index, (number, _)) in tree.elements.iter().enumerate() {
        packed.add(*number, |out| tree.write_element(index, out));
    }
    for (index, link) in structure.links.iter().enumerate() {
        packed.add(tree.links[index].0, |out| tree.write_link(index, link, out));
    }
    let parents = tree.add_parents(document, packed)?;
    let mut dictionary = dictionary! {
        "Type" => name("StructTreeRoot"),
        "K" => tree.top,
        "ParentTree" => parents,
        "ParentTreeNextKey" => number(page_ids.len() + structure.links.len()),
        "RoleMap" => dictionary! { "Title" => name("P") },
    };
    let ids = tree
        .headers
        .all()
        .map(|header| (header_id(header), header))
        .chain(footnotes(pages).map(|note| (note_id(note), note)))
        .flat_map(|(id, element)| [id, Object::Reference(tree.elements[element])]);
    let ids: Vec<Object> = ids.collect();
    if !ids.is_empty() {
        dictionary.set("IDTree", document.add_object(dictionary! { "Names" => ids }));
    }
    document.set_object(root, dictionary);
    Ok(root)
}

/// The attributes of the cells that have some, those of cells alike once.
fn cell_attributes(
    document: &mut Document,
    pages: &Pages,
    headers: &Headers,
) -> BTreeMap<usize, ObjectId> {
    let mut known = BTreeMap::new();
    let mut cells = BTreeMap::new();
    for (index, element) in pages.elements.iter().enumerate() {
        let (Role::TableHeader(extent) | Role::TableCell(extent)) = element.role else { continue };
        let is_header = matches!(element.role, Role::TableHeader(_));
        let of_cell = headers.of(index).unwrap_or_default();
        let Extent { columns, rows } = extent;
        if !is_header && of_cell.is_empty() && (columns, rows) == (1, 1) {
            continue;
        }
        let id = known.entry((is_header, columns, rows, of_cell)).or_insert_with(|| {
            let mut attributes = dictionary! { "O" => name("Table") };
            if is_header {
                attributes.set("Scope", name("Column"));
            }
            for (key, extent) in [("ColSpan", columns), ("RowSpan", rows)] {
                if extent > 1 {
                    attributes.set(key, number(extent));
                }
            }
            if !of_cell.is_empty() {
                let ids = of_cell.iter().map(|&header| header_id(header));
                attributes.set("Headers", ids.collect::<Vec<_>>());
            }
            document.add_object(attributes)
        });
        cells.insert(index, *id);
    }
    cells
}

/// The name by which cells refer to a heading; in the order of their elements.
fn header_id(element: usize) -> Object {
    Object::string_literal(format!("H{element:08}"))
}

/// The elements of footnotes.
fn footnotes(pages: &Pages) -> impl Iterator<Item = usize> {
    let elements = pages.elements.iter().enumerate();
    elements.filter(|(_, element)| element.role == Role::Footnote).map(|(index, _)| index)
}

/// The name of a footnote (PDF/UA-1, 7.9); in the order of their elements, after all headings.
fn note_id(element: usize) -> Object {
    Object::string_literal(format!("N{element:08}"))
}

/// The tree with the ids of its objects.
struct Tree<'a> {
    pages: &'a Pages,
    structure: &'a Structure,
    page_ids: &'a [ObjectId],
    annotations: &'a [ObjectId],
    top: ObjectId,
    elements: Vec<ObjectId>,
    links: Vec<ObjectId>,
    headers: Headers,
    /// The attributes of cells.
    cells: BTreeMap<usize, ObjectId>,
}

/// A node of the tree.
struct Node<'a> {
    /// The type of the element.
    kind: &'static str,
    parent: ObjectId,
    kids: &'a [Kid],
    /// The object that follows its kids.
    last: Option<Object>,
    /// What else it says.
    more: Dictionary,
}

impl<'a> Node<'a> {
    fn new(kind: &'static str, parent: ObjectId, kids: &'a [Kid]) -> Self {
        Self { kind, parent, kids, last: None, more: Dictionary::new() }
    }
}

impl Tree<'_> {
    fn write_element(&self, index: usize, out: &mut Vec<u8>) {
        let element = &self.pages.elements[index];
        let (kind, kids) = (self.structure.types[index], &self.structure.kids[index]);
        let mut node = Node::new(kind, self.object(element.parent), kids);
        self.describe(&mut node.more, index, element);
        self.write_node(&node, out);
    }

    /// The object of an element, or that of the document.
    fn object(&self, element: Option<usize>) -> ObjectId {
        element.map_or(self.top, |index| self.elements[index])
    }

    /// Writes a node as it is: there are tens of thousands in a long document.
    fn write_node(&self, node: &Node<'_>, out: &mut Vec<u8>) {
        out.extend(b"<</Type/StructElem/S/");
        out.extend(node.kind.as_bytes());
        out.extend(b"/P ");
        write_reference(node.parent, out);
        let page = node.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Link(_) => None,
        });
        if let Some(page) = page {
            out.extend(b"/Pg ");
            write_reference(self.page_ids[page], out);
        }
        if !node.kids.is_empty() || node.last.is_some() {
            out.extend(b"/K[");
            for (index, kid) in node.kids.iter().enumerate() {
                self.write_kid(*kid, page, index == 0, out);
            }
            if let Some(last) = &node.last {
                write_object(last, out);
            }
            out.push(b']');
        }
        write_entries(&node.more, out);
        out.extend(b">>");
    }

    /// Writes a kid of a node whose content is on `page`, as far as it does not say otherwise.
    fn write_kid(&self, kid: Kid, page: Option<usize>, is_first: bool, out: &mut Vec<u8>) {
        match kid {
            Kid::Content { page: own, id } if Some(own) != page => {
                let content = dictionary! {
                    "Type" => name("MCR"),
                    "Pg" => self.page_ids[own],
                    "MCID" => number(id),
                };
                return write_dictionary(&content, out);
            }
            _ if !is_first => out.push(b' '),
            _ => {}
        }
        match kid {
            Kid::Element(index) => write_reference(self.elements[index], out),
            Kid::Link(index) => write_reference(self.links[index], out),
            Kid::Content { id, .. } => write_number(id, out),
        }
    }

    /// Adds what an element says beside its content.
    fn describe(&self, node: &mut Dictionary, index: usize, element: &Element) {
        match (element.role, &element.alt) {
            (Role::Figure, alt) => {
                if let Some(alt) = alt {
                    node.set("Alt", text(alt));
                }
                if let Some((page, place)) = self.structure.figures.get(&index) {
                    let height = self.pages.pages[*page].height;
                    node.set(
                        "A",
                        dictionary! { "O" => name("Layout"), "BBox" => area(*place, height) },
                    );
                }
            }
            (Role::Footnote, _) => node.set("ID", note_id(index)),
            (Role::Table, Some(summary)) => {
                node.set("A", dictionary! { "O" => name("Table"), "Summary" => text(summary) });
            }
            (Role::TableHeader(_) | Role::TableCell(_), _) => {
                if let Some(attributes) = self.cells.get(&index) {
                    node.set("A", *attributes);
                }
                if self.headers.is_header(index) {
                    node.set("ID", header_id(index));
                }
            }
            (Role::List(numbering), _) => {
                let numbering = match numbering {
                    ListNumbering::None => "None",
                    ListNumbering::Disc => "Disc",
                    ListNumbering::Decimal => "Decimal",
                };
                let attributes =
                    dictionary! { "O" => name("List"), "ListNumbering" => name(numbering) };
                node.set("A", attributes);
            }
            (_, Some(alt)) => node.set("Alt", text(alt)),
            (_, None) => {}
        }
    }

    /// Writes a link: its text and its annotation.
    fn write_link(&self, index: usize, link: &Link, out: &mut Vec<u8>) {
        let annotation = dictionary! {
            "Type" => name("OBJR"),
            "Pg" => self.page_ids[link.page],
            "Obj" => self.annotations[index],
        };
        let node = Node::new("Link", self.object(link.element), &link.kids);
        self.write_node(&Node { last: Some(annotation.into()), ..node }, out);
    }

    /// Adds the tree that leads from content and annotations to their nodes.
    fn add_parents(&self, document: &mut Document, packed: &mut Packed) -> lopdf::Result<ObjectId> {
        let mut entries = Vec::new();
        for (index, owners) in self.structure.marks.iter().enumerate() {
            document.get_dictionary_mut(self.page_ids[index])?.set("StructParents", number(index));
            let mut nodes = vec![b'['];
            for (index, owner) in owners.iter().enumerate() {
                if index > 0 {
                    nodes.push(b' ');
                }
                match owner {
                    Owner::Element(element) => write_reference(self.elements[*element], &mut nodes),
                    Owner::Link(link) => write_reference(self.links[*link], &mut nodes),
                    Owner::Artifact => nodes.extend(b"null"),
                }
            }
            nodes.push(b']');
            let id = document.new_object_id();
            packed.set_apart(document, id, nodes);
            entries.extend([number(index), id.into()]);
        }
        for (index, link) in self.links.iter().enumerate() {
            entries.extend([number(self.page_ids.len() + index), Object::Reference(*link)]);
        }
        Ok(document.add_object(dictionary! { "Nums" => entries }))
    }
}

fn number(value: usize) -> Object {
    Object::Integer(i64::try_from(value).expect("a document is smaller than that"))
}
