//! Which structure element each piece of content belongs to (logical structure, ISO 32000-1,
//! 14.7): gathered while the pages are drawn, written by the finishing pass.

use std::collections::BTreeMap;

use crate::frame::{Element, GlyphRun, Item, ItemKind, Pages, Rect, Role, Target};

/// What a piece of content belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Owner {
    /// An element of [`Pages::elements`], by its index.
    Element(usize),
    /// A link, by its index in [`Structure::links`].
    Link(usize),
    /// Nothing: page numbers, lines.
    Artifact,
}

/// A part of an element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kid {
    /// Marked content.
    Content {
        /// Index of its page.
        page: usize,
        /// Its id on the page.
        id: usize,
    },
    /// An element, by its index.
    Element(usize),
    /// A link, by its index.
    Link(usize),
}

/// A clickable area.
#[derive(Debug)]
pub(super) struct Link {
    /// Index of its page.
    pub(super) page: usize,
    /// Where it is.
    pub(super) area: Rect,
    /// Where it leads.
    pub(super) target: Target,
    /// What it reads.
    pub(super) text: String,
    /// What its text is.
    pub(super) kids: Vec<Kid>,
    /// The element that it stands in.
    pub(super) element: Option<usize>,
    is_placed: bool,
}

/// The structure of the content.
#[derive(Debug)]
pub(super) struct Structure {
    /// The owners of the marked content of each page, by its id.
    pub(super) marks: Vec<Vec<Owner>>,
    /// What each element holds, in reading order.
    pub(super) kids: Vec<Vec<Kid>>,
    /// What stands outside all elements.
    pub(super) roots: Vec<Kid>,
    /// The type of each element.
    pub(super) types: Vec<&'static str>,
    /// The links in the order of their items.
    pub(super) links: Vec<Link>,
    /// Pages and places of the pictures, by element.
    pub(super) figures: BTreeMap<usize, (usize, Rect)>,
    parents: Vec<Option<usize>>,
    /// How many elements have been given to their parents.
    placed: usize,
    /// The index of the first link of the page that is being drawn.
    first_link: usize,
}

impl Structure {
    /// The structure of pages of which nothing has been drawn yet.
    pub(super) fn new(pages: &Pages) -> Self {
        Self {
            marks: Vec::with_capacity(pages.pages.len()),
            kids: vec![Vec::new(); pages.elements.len()],
            roots: Vec::new(),
            types: types(&pages.elements),
            links: Vec::new(),
            figures: BTreeMap::new(),
            parents: pages.elements.iter().map(|element| element.parent).collect(),
            placed: 0,
            first_link: 0,
        }
    }

    /// Begins the next page.
    pub(super) fn begin_page(&mut self, items: &[Item]) {
        let page = self.marks.len();
        self.marks.push(Vec::new());
        self.first_link = self.links.len();
        for item in items {
            match &item.kind {
                ItemKind::Link(area, target, text) => self.links.push(Link {
                    page,
                    area: *area,
                    target: target.clone(),
                    text: text.clone(),
                    kids: Vec::new(),
                    element: item.element,
                    is_placed: false,
                }),
                ItemKind::Picture(area, _) => {
                    let Some(element) = item.element else { continue };
                    self.figures.entry(element).or_insert((page, *area));
                }
                _ => {}
            }
        }
    }

    /// What an item of the current page belongs to. Text whose first glyph stands in the area of
    /// a link is the link's.
    pub(super) fn owner(&self, item: &Item) -> Owner {
        let Some(element) = item.element else { return Owner::Artifact };
        let ItemKind::Glyphs(run) = &item.kind else { return Owner::Element(element) };
        let is_of = |link: &Link| link.element == item.element && contains(link.area, run);
        let links = &self.links[self.first_link..];
        match links.iter().position(is_of) {
            Some(index) => Owner::Link(self.first_link + index),
            None => Owner::Element(element),
        }
    }

    /// Begins marked content: its tag, and its id on the page. An artifact has none.
    pub(super) fn begin(&mut self, owner: Owner) -> Option<(&'static str, usize)> {
        let page = self.marks.len() - 1;
        let marks = &mut self.marks[page];
        let content = Kid::Content { page, id: marks.len() };
        let tag = match owner {
            Owner::Artifact => return None,
            Owner::Element(element) => self.types[element],
            Owner::Link(_) => "Link",
        };
        let id = marks.len();
        marks.push(owner);
        match owner {
            Owner::Artifact => {}
            Owner::Element(element) => {
                // a seal under the text is drawn before text that is read before it
                if tag != "Figure" {
                    self.place_elements(element + 1);
                }
                self.kids[element].push(content);
            }
            Owner::Link(link) => {
                self.place_link(link);
                self.links[link].kids.push(content);
            }
        }
        Some((tag, id))
    }

    /// Ends the current page: links without text of their own are given to their elements.
    pub(super) fn end_page(&mut self) {
        (self.first_link..self.links.len()).for_each(|link| self.place_link(link));
    }

    /// Ends the last page: elements without content are given to their parents, a table's empty
    /// cells for instance.
    pub(super) fn finish(mut self) -> Self {
        self.place_elements(self.kids.len());
        self
    }

    /// Elements stand in reading order, so those before one that has content come before it.
    fn place_elements(&mut self, end: usize) {
        for element in self.placed..end {
            self.give(self.parents[element], Kid::Element(element));
        }
        self.placed = self.placed.max(end);
    }

    fn place_link(&mut self, index: usize) {
        let link = &mut self.links[index];
        if link.is_placed {
            return;
        }
        link.is_placed = true;
        let element = link.element;
        self.place_elements(element.map_or(0, |element| element + 1));
        self.give(element, Kid::Link(index));
    }

    fn give(&mut self, parent: Option<usize>, kid: Kid) {
        match parent {
            Some(parent) => self.kids[parent].push(kid),
            None => self.roots.push(kid),
        }
    }
}

fn contains(area: Rect, run: &GlyphRun) -> bool {
    (area.x..area.x + area.width).contains(&run.x)
        && area.y <= run.baseline
        && run.baseline <= area.y + area.height
}

/// The names of the standard structure types (ISO 32000-1, 14.8.4). `Title` is that of PDF 2.0; a
/// role map makes it a paragraph for readers of 1.7.
fn types(elements: &[Element]) -> Vec<&'static str> {
    let mut level_above = 0;
    let mut heading = |level: u8| {
        // PDF/UA-1, 7.4.2: no level may be left out
        level_above = level.clamp(1, level_above + 1).min(6);
        ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level_above) - 1]
    };
    let name = |element: &Element| match element.role {
        Role::Title => "Title",
        Role::Heading(level) => heading(level),
        Role::Paragraph => "P",
        Role::BlockQuote => "BlockQuote",
        Role::Section => "Sect",
        Role::Group => "Div",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::TableHeader(_) => "TH",
        Role::TableCell(_) => "TD",
        Role::Caption => "Caption",
        Role::Contents => "TOC",
        Role::ContentsEntry => "TOCI",
        Role::Reference => "Reference",
        Role::Figure => "Figure",
        Role::Footnote => "Note",
    };
    elements.iter().map(name).collect()
}
