//! A small reader of PDF, for what the tests ask.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A PDF that has been read.
pub(super) struct Reader {
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
}

/// A shown string: the text that it stands for, and the place of its start.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) font: String,
    pub(super) x: f32,
    pub(super) y: f32,
    /// The sum of the advances that the widths give, in points.
    pub(super) width: f32,
}

impl Reader {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let pages = document.page_iter().collect();
        Self { document, pages }
    }

    pub(super) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// An object behind any number of references.
    pub(super) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).unwrap().1
    }

    /// The dictionary that an entry of another holds or refers to.
    pub(super) fn dictionary<'a>(&'a self, of: &'a Dictionary, key: &str) -> &'a Dictionary {
        match self.resolve(of.get(key.as_bytes()).unwrap()) {
            Object::Stream(stream) => &stream.dict,
            object => object.as_dict().unwrap(),
        }
    }

    pub(super) fn page(&self, index: usize) -> &Dictionary {
        self.document.get_dictionary(self.pages[index]).unwrap()
    }

    /// The fonts or pictures of the pages, by name.
    pub(super) fn resources(&self, kind: &str) -> &Dictionary {
        self.dictionary(self.dictionary(self.page(0), "Resources"), kind)
    }

    pub(super) fn content(&self, page: usize) -> Content {
        Content::decode(&self.document.get_page_content(self.pages[page])).unwrap()
    }

    /// The text of a page in the order of its content.
    pub(super) fn text(&self, page: usize) -> String {
        self.shown(page).into_iter().map(|shown| shown.text).collect()
    }

    pub(super) fn shown(&self, page: usize) -> Vec<Shown> {
        let (mut font, mut size, mut place) = (String::new(), 0.0, (0.0, 0.0));
        let mut shown = Vec::new();
        for operation in self.content(page).operations {
            let number = |index: usize| operation.operands[index].as_float().unwrap();
            match operation.operator.as_str() {
                "Tf" => {
                    font = operation.operands[0].as_name_str();
                    size = number(1);
                }
                "Tm" => place = (number(4), number(5)),
                "Tj" => {
                    let bytes = operation.operands[0].as_str().unwrap();
                    let codes: Vec<u16> = bytes
                        .chunks(2)
                        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                        .collect();
                    let map = self.unicode_map(&font);
                    let widths = self.widths(&font);
                    let width = |code: &u16| widths.get(code).copied().unwrap_or(1000.0);
                    shown.push(Shown {
                        text: codes.iter().map(|code| map[code]).collect(),
                        width: codes.iter().map(width).sum::<f32>() * size / 1000.0,
                        font: font.clone(),
                        x: place.0,
                        y: place.1,
                    });
                }
                _ => {}
            }
        }
        shown
    }

    fn unicode_map(&self, font: &str) -> BTreeMap<u16, char> {
        let font = self.dictionary(self.resources("Font"), font);
        let map = self.resolve(font.get(b"ToUnicode").unwrap()).as_stream().unwrap();
        let map = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
        let unhex = |text: &str| {
            let hex = text.trim_matches(['<', '>']);
            let digits = |at: usize| u16::from_str_radix(&hex[at..at + 4], 16).unwrap();
            (0..hex.len()).step_by(4).map(digits).collect::<Vec<u16>>()
        };
        let pair = |line: &str| {
            let (code, text) = line.split_once(' ')?;
            (code.starts_with('<') && code != "<0000>").then_some(())?;
            Some((unhex(code)[0], String::from_utf16(&unhex(text)).unwrap().chars().next()?))
        };
        map.lines().filter_map(pair).collect()
    }

    /// The widths that are not the usual one.
    pub(super) fn widths(&self, font: &str) -> BTreeMap<u16, f32> {
        let font = self.dictionary(self.resources("Font"), font);
        let descendants = self.resolve(font.get(b"DescendantFonts").unwrap()).as_array().unwrap();
        let descendant = self.resolve(&descendants[0]).as_dict().unwrap();
        let groups = descendant.get(b"W").unwrap().as_array().unwrap();
        let mut widths = BTreeMap::new();
        for pair in groups.chunks(2) {
            let first = u16::try_from(pair[0].as_i64().unwrap()).unwrap();
            for (code, width) in (first..).zip(pair[1].as_array().unwrap()) {
                widths.insert(code, width.as_float().unwrap());
            }
        }
        widths
    }
}

trait NameText {
    fn as_name_str(&self) -> String;
}

impl NameText for Object {
    fn as_name_str(&self) -> String {
        String::from_utf8(self.as_name().unwrap().to_vec()).unwrap()
    }
}
