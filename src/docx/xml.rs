//! A small tree of XML, which is written in the order that the schema wants.

use std::borrow::Cow;

use super::order;

/// A name: nearly always one of ours.
pub(super) type Name = Cow<'static, str>;

/// An element with its attributes and children.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) attributes: Vec<(Name, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Element {
    pub(super) fn new(name: impl Into<Name>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), children: Vec::new() }
    }

    /// `<name w:val="value"/>`
    pub(super) fn val(name: &'static str, value: impl ToString) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// The element with an attribute more, or with another value of it.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.set(name, value);
        self
    }

    /// The element with a child more.
    pub(super) fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// The element with more children.
    pub(super) fn children<C: Into<Node>>(mut self, children: impl IntoIterator<Item = C>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// The element with text.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Sets an attribute.
    #[allow(clippy::needless_pass_by_value, reason = "callers hand over numbers and texts alike")]
    pub(super) fn set(&mut self, name: &'static str, value: impl ToString) {
        let value = value.to_string();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.into(), value)),
        }
    }

    pub(super) fn push(&mut self, child: impl Into<Node>) {
        self.children.push(child.into());
    }

    /// All elements in it of that name, itself among them, in document order.
    #[cfg(test)]
    pub(super) fn all(&self, name: &str) -> Vec<&Self> {
        let own = (self.name == name).then_some(self);
        let below = self.children.iter().flat_map(|node| match node {
            Node::Element(element) => element.all(name),
            Node::Text(_) => Vec::new(),
        });
        own.into_iter().chain(below).collect()
    }

    /// The first element in it of that name.
    #[cfg(test)]
    pub(super) fn first(&self, name: &str) -> &Self {
        self.all(name).first().unwrap_or_else(|| panic!("no {name} in {}", self.name))
    }

    /// The value of an attribute.
    #[cfg(test)]
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// All text in it.
    #[cfg(test)]
    pub(super) fn content(&self) -> String {
        let texts = self.children.iter().map(|node| match node {
            Node::Element(element) => element.content(),
            Node::Text(text) => text.clone(),
        });
        texts.collect()
    }

    /// Writes the element, its children in the order of the schema, without empty property
    /// elements.
    pub(super) fn write(&self, out: &mut String) {
        self.write_open(out);
        if self.children.is_empty() {
            out.truncate(out.len() - 1);
            out.push_str("/>");
            return;
        }
        for child in order::sorted(self) {
            match child {
                Node::Element(element) if order::is_void(element) => {}
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        self.write_close(out);
    }

    /// Writes the start tag.
    pub(super) fn write_open(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
    }

    /// Writes the end tag.
    pub(super) fn write_close(&self, out: &mut String) {
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// The element as a part of the package.
    pub(super) fn into_part(self) -> Vec<u8> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out.into_bytes()
    }
}

/// What every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Appends text, escaped, without the characters that XML 1.0 forbids.
pub(super) fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let is_markup = |byte: &u8| matches!(byte, 0..=0x1F | b'&' | b'<' | b'>' | b'"');
    let may_be_forbidden = |pair: &[u8]| pair == [0xEF, 0xBF];
    let is_plain = !bytes.iter().fold(false, |found, byte| found | is_markup(byte))
        && !bytes.windows(2).fold(false, |found, pair| found | may_be_forbidden(pair));
    if is_plain {
        out.push_str(text);
        return;
    }
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Element;

    fn written(element: &Element) -> String {
        let mut out = String::new();
        element.write(&mut out);
        out
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_dropped() {
        let element = Element::val("w:t", "a\"<\u{1}").text("1 < 2 & 3\u{0}\u{b}");
        let element = element.text("中\u{ffff}￥");
        assert_eq!(written(&element), "<w:t w:val=\"a&quot;&lt;\">1 &lt; 2 &amp; 3中￥</w:t>");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "<w:p w:rsidR=\"1&amp;\"><w:r/><w:t>a &lt; b &amp; c</w:t></w:p>";
        assert_eq!(written(&Element::parse(text.as_bytes())), text);
    }

    #[test]
    fn properties_come_in_the_order_of_the_schema_and_empty_ones_are_left_out() {
        let text = "<w:pPr><w:jc/><w:rPr/><w:keepNext/><w:pStyle/></w:pPr>";
        assert_eq!(
            written(&Element::parse(text.as_bytes())),
            "<w:pPr><w:pStyle/><w:keepNext/><w:jc/></w:pPr>"
        );
    }
}
