//! Inline markup: CommonMark's, each text being one paragraph whatever its lines begin with.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::character::{code_point, is_forbidden, joins};
use super::context::{Context, collect, excerpt};
use super::cross::{Cross, FACETS, with_near};
use super::model::{Facet, Inline, Inserted, Link, Reference, Run, Text};
use super::near::nearest;
use super::places::Places;
use super::scalar::Placed;
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};

mod prepare;
mod reference;

use prepare::{Prepared, is_blank, trim_start, without_helpers};
use reference::Piece;

/// Reads a text with markup. `key` is what findings call it.
pub(super) fn text(node: &Node, key: &str, cx: &mut Context<'_>) -> Option<Text> {
    let placed = cx.characters(node, key)?;
    if let Some(at) = blank_line(&placed) {
        cx.error(Code::BlankLine, Span::new(at, at + 1));
    }
    let inlines =
        if is_plain(&placed) { plain(&placed) } else { marked(&placed, node.span, key, cx) };
    if inlines.is_empty() {
        // Nothing but markup: a lone `<br>`.
        cx.error_of(Code::EmptyText, node.span, key);
        return None;
    }
    Some(Text { inlines, span: node.span })
}

/// Whether CommonMark can't see any markup in characters, nor drop any at the ends of their lines.
fn is_plain(placed: &[Placed]) -> bool {
    let is_markup = |c: char| matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '\r');
    let ends_blank = |last: char| last.is_whitespace() && last != '\n';
    let mut before = '\n';
    let is_plain = placed.iter().all(|placed| {
        let last = std::mem::replace(&mut before, placed.char);
        let is_dropped = placed.char == '\n' && ends_blank(last);
        !is_markup(placed.char) && !is_dropped
    });
    is_plain && !ends_blank(before)
}

/// Reads characters in which there is no markup.
fn plain(placed: &[Placed]) -> Vec<Inline> {
    let mut assembler = Assembler::default();
    let mut lines = placed.split_inclusive(|placed| placed.char == '\n').map(trim_start);
    for line in lines.by_ref().filter(|line| !is_blank(line)) {
        let (text, line_break) = match line.split_last() {
            Some((last, text)) if last.char == '\n' => (text, Some(last.at)),
            _ => (line, None),
        };
        assembler.plain(text);
        if let Some(place) = line_break {
            assembler.soft_break(place);
        }
    }
    assembler.finish()
}

/// Reads characters with the parser of CommonMark.
fn marked(placed: &[Placed], span: Span, key: &str, cx: &mut Context<'_>) -> Vec<Inline> {
    let prepared = Prepared::new(placed);
    let mut reader = Reader::new(&prepared, span, key, &mut cx.cross);
    // the old footnotes are found whether they are defined in the same text or not
    let parser = Parser::new_ext(prepared.text(), Options::ENABLE_OLD_FOOTNOTES);
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range);
    }
    let Reader { assembler, findings, .. } = reader;
    cx.sink_all(findings);
    assembler.finish()
}

/// Texts with markup: one, or a list of them.
pub(super) fn texts(node: &Node, key: &str, cx: &mut Context<'_>) -> Option<Vec<Text>> {
    match &node.value {
        Value::Sequence(_) => {
            let items = cx.sequence(node, key)?;
            collect(items.iter().map(|item| text(item, key, cx)))
        }
        Value::Mapping(_) => {
            cx.error_of(Code::NotTextOrList, node.span, key);
            None
        }
        _ => Some(vec![text(node, key, cx)?]),
    }
}

/// Characters in which no markup is looked for: numbers.
pub(super) fn unmarked(placed: &[Placed], span: Span) -> Text {
    let mut assembler = Assembler::default();
    assembler.plain(placed);
    Text { inlines: assembler.finish(), span }
}

/// The byte of a line break that begins a blank line between two lines.
fn blank_line(placed: &[Placed]) -> Option<usize> {
    let end = placed.iter().rposition(|placed| !placed.char.is_whitespace())?;
    let start = placed.iter().position(|placed| !placed.char.is_whitespace())?;
    let mut last_break = None;
    for placed in placed.get(start..end)? {
        match placed.char {
            '\n' if last_break.is_some() => return last_break,
            '\n' => last_break = Some(placed.at as usize),
            c if c.is_whitespace() => {}
            _ => last_break = None,
        }
    }
    None
}

/// How characters are marked up.
#[derive(Clone, Debug, Default)]
struct Look {
    strong: usize,
    emphasis: usize,
    verbatim: bool,
    link: Option<Link>,
}

/// Follows the parser's events.
struct Reader<'p> {
    prepared: &'p Prepared,
    whole: Span,
    /// What the text is.
    key: &'p str,
    look: Look,
    assembler: Assembler,
    findings: Vec<Diagnostic>,
    cross: &'p mut Cross,
    /// Where the link to an id begins whose text has not begun.
    empty_link: Option<Range<usize>>,
}

impl<'p> Reader<'p> {
    fn new(prepared: &'p Prepared, whole: Span, key: &'p str, cross: &'p mut Cross) -> Self {
        let (look, assembler) = (Look::default(), Assembler::default());
        let findings = Vec::new();
        Self { prepared, whole, key, look, assembler, findings, cross, empty_link: None }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(TagEnd::Strong) => self.look.strong -= 1,
            Event::End(TagEnd::Emphasis) => self.look.emphasis -= 1,
            Event::End(TagEnd::Link) => self.end_link(),
            Event::FootnoteReference(name) => self.footnote(&name, &range),
            Event::Code(_) => self.code(&range),
            Event::SoftBreak => self.assembler.soft_break(self.place(range.start)),
            Event::HardBreak => self.assembler.hard_break(),
            Event::InlineHtml(html) if is_break(&html) => self.assembler.hard_break(),
            Event::InlineHtml(html) | Event::Html(html) => {
                self.finding(Code::InlineHtml, &range, "tag", &html);
            }
            Event::Text(text) => self.text(&text, range),
            // No other event comes of a paragraph with these options.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.look.strong += 1,
            Tag::Emphasis => self.look.emphasis += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let mut target = without_helpers(&dest_url);
                if link_type == LinkType::Email {
                    target.insert_str(0, "mailto:");
                }
                if let Some(id) = reference::id(&target) {
                    self.cross.refer(&id, Facet::Link, self.prepared.span(range));
                    self.empty_link = Some(range.clone());
                    self.look.link = Some(Link::Id(id));
                    return;
                }
                if !is_link_target(&target) {
                    self.finding(Code::LinkTarget, range, "target", &target);
                }
                self.look.link = Some(Link::Address(target.into()));
            }
            Tag::Image { dest_url, .. } => {
                self.finding(Code::InlineImage, range, "target", &dest_url);
            }
            _ => {}
        }
    }

    fn finding(&mut self, code: Code, range: &Range<usize>, name: &'static str, value: &str) {
        let value = excerpt(&without_helpers(value));
        let finding = Diagnostic::new(code).at(self.prepared.span(range)).with(name, value);
        self.findings.push(finding);
    }

    fn place(&self, byte: usize) -> u32 {
        let start = u32::try_from(self.whole.start).unwrap_or(u32::MAX);
        self.prepared.origin(byte).unwrap_or(start)
    }

    /// Ends a link; one to an id that has no text gives the name of what is there.
    fn end_link(&mut self) {
        if let Some(range) = self.empty_link.take() {
            self.reference(Facet::Label, &range);
        }
        self.look.link = None;
    }

    /// The mark of a footnote.
    fn footnote(&mut self, name: &str, range: &Range<usize>) {
        match self.cross.mark(&without_helpers(name), self.key, self.prepared.span(range)) {
            Ok(index) => {
                let mark = self.inserted(index, range);
                self.assembler.insert(Inline::Footnote(mark));
            }
            Err(finding) => self.findings.push(finding),
        }
    }

    /// What is said of the place that the present link leads to.
    fn reference(&mut self, facet: Facet, range: &Range<usize>) {
        let Some(target) = reference::id_of(self.look.link.as_ref()).cloned() else { return };
        self.cross.refer(&target, facet, self.prepared.span(range));
        let reference = self.inserted(Reference { target, facet }, range);
        self.assembler.insert(Inline::Reference(reference));
    }

    fn inserted<T>(&self, value: T, range: &Range<usize>) -> Inserted<T> {
        let (strong, emphasis) = (self.look.strong > 0, self.look.emphasis > 0);
        Inserted { value, place: self.place(range.start), strong, emphasis }
    }

    /// Text of a link to an id, in which `{page}` and its like stand for what is said of it.
    fn link_text(&mut self, text: &str, range: &Range<usize>) {
        let before = self.prepared.text().get(..range.start).unwrap_or_default();
        let is_escaped = before.ends_with('\\') && text.starts_with('{');
        let pieces =
            if is_escaped { vec![(0, Piece::Text(text))] } else { reference::pieces(text) };
        for (at, piece) in pieces {
            let start = range.start + at;
            match piece {
                Piece::Text(text) => self.plain_text(text, start..start + text.len()),
                Piece::Facet(facet) => self.reference(facet, &(start..range.end)),
                Piece::Unknown(word) => {
                    let known = FACETS.iter().map(|(name, _)| *name);
                    let span = self.prepared.span(&(start..start + word.len() + 2));
                    let finding = Diagnostic::new(Code::UnknownPlaceholder).at(span);
                    let finding = finding.with("word", excerpt(&without_helpers(word)));
                    let near = nearest(word, known.clone());
                    let finding = with_near(finding, near);
                    self.findings.push(
                        known.fold(finding, |finding, name| {
                            finding.with(name, format!("{{{name}}}"))
                        }),
                    );
                }
            }
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.empty_link = None;
        if reference::id_of(self.look.link.as_ref()).is_some() {
            self.link_text(text, &range);
        } else {
            self.plain_text(text, range);
        }
    }

    /// Text stands as in the prepared text, but for character references (`&amp;`).
    fn plain_text(&mut self, text: &str, range: Range<usize>) {
        if self.prepared.text().get(range.clone()) == Some(text) {
            for (at, char) in text.char_indices() {
                if let Some(place) = self.prepared.origin(range.start + at) {
                    self.assembler.character(char, place, &self.look);
                }
            }
        } else {
            self.references(text, &range);
        }
    }

    /// What character references stand for. A line break is a space, as it is in HTML.
    fn references(&mut self, text: &str, range: &Range<usize>) {
        let place = self.place(range.start);
        for char in text.chars() {
            if is_forbidden(char) {
                self.finding(Code::ControlCharacter, range, "character", &code_point(char));
            }
            let char = if matches!(char, '\n' | '\r') { ' ' } else { char };
            self.assembler.character(char, place, &self.look);
        }
    }

    /// A code span: its characters are read from the prepared text, since the event's lack places.
    fn code(&mut self, range: &Range<usize>) {
        self.empty_link = None;
        let span = self.prepared.text().get(range.clone()).unwrap_or_default();
        let ticks = span.len() - span.trim_start_matches('`').len();
        let content = range.start + ticks..range.end.saturating_sub(ticks).max(range.start + ticks);
        let text = self.prepared.text().get(content.clone()).unwrap_or_default();
        let mut placed: Vec<(char, u32)> = text
            .char_indices()
            .filter_map(|(at, char)| Some((char, self.prepared.origin(content.start + at)?)))
            .map(|(char, place)| (if char == '\n' { ' ' } else { char }, place))
            .collect();
        let is_space = |entry: Option<&(char, u32)>| entry.is_some_and(|entry| entry.0 == ' ');
        let is_blank = placed.iter().all(|entry| entry.0 == ' ');
        if is_space(placed.first()) && is_space(placed.last()) && !is_blank {
            placed.pop();
            placed.remove(0);
        }
        let look = Look { verbatim: true, ..self.look.clone() };
        for (char, place) in placed {
            self.assembler.character(char, place, &look);
        }
    }
}

fn is_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

fn is_link_target(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once(':') else { return false };
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if rest.contains(char::is_control) {
        return false;
    }
    if is("mailto") {
        return rest
            .split_once('@')
            .is_some_and(|(box_, host)| !box_.is_empty() && !host.is_empty());
    }
    let authority =
        rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#', '\\']).next());
    (is("http") || is("https")) && authority.is_some_and(is_authority)
}

/// Whether this is `host`, `host:port` or `user@host:port`. Word takes a document with a link that
/// has another for damaged.
fn is_authority(authority: &str) -> bool {
    let (user, address) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match address.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((number, port)) => (number.replace([':', '.'], ""), port.strip_prefix(':')),
        None => match address.split_once(':') {
            Some((host, port)) => (host.to_owned(), Some(port)),
            None => (address.to_owned(), None),
        },
    };
    let is_name = |part: &str| !part.contains(['[', ']', '@', '<', '>', '"', '|', '%', ' ']);
    let is_port = |port: &str| port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    !host.is_empty() && is_name(&host) && is_name(user) && port.is_none_or(is_port)
}

/// No text has tabs: one is a space.
fn without_tab(char: char) -> char {
    if char == '\t' { ' ' } else { char }
}

/// Makes runs of characters.
#[derive(Debug, Default)]
struct Assembler {
    inlines: Vec<Inline>,
    /// A line break of the source that may stand for a space, which the next character decides.
    pending: Option<u32>,
}

impl Assembler {
    fn character(&mut self, char: char, place: u32, look: &Look) {
        self.space_before(char, look);
        self.run(place, look).extend([(without_tab(char), place)]);
    }

    /// Characters of a line that are not marked up.
    fn plain(&mut self, line: &[Placed]) {
        let Some(first) = line.first() else { return };
        let look = Look::default();
        self.space_before(first.char, &look);
        let run = self.run(first.at, &look);
        run.text.reserve_exact(line.iter().map(|placed| placed.char.len_utf8()).sum());
        run.extend(line.iter().map(|placed| (without_tab(placed.char), placed.at)));
    }

    /// Adds the space that the last line break stands for, if the next character wants one.
    fn space_before(&mut self, char: char, look: &Look) {
        if let Some(space) = self.pending.take()
            && self.last().is_some_and(|last| !joins(last, char))
        {
            self.run(space, look).extend([(' ', space)]);
        }
    }

    fn soft_break(&mut self, place: u32) {
        self.pending = Some(place);
    }

    fn hard_break(&mut self) {
        self.pending = None;
        self.inlines.push(Inline::Break);
    }

    /// Adds what the program puts in; no space comes of a line break beside it.
    fn insert(&mut self, inline: Inline) {
        self.pending = None;
        self.inlines.push(inline);
    }

    /// The last character, unless a forced break follows it.
    fn last(&self) -> Option<char> {
        match self.inlines.last() {
            Some(Inline::Run(run)) => run.text.chars().next_back(),
            _ => None,
        }
    }

    /// The run that characters with a look belong to, a new one if the last has another look.
    fn run(&mut self, place: u32, look: &Look) -> &mut Run {
        let (strong, emphasis) = (look.strong > 0, look.emphasis > 0);
        let is_alike = |run: &Run| {
            (run.strong, run.emphasis, run.verbatim) == (strong, emphasis, look.verbatim)
                && run.link == look.link
        };
        if !matches!(self.inlines.last(), Some(Inline::Run(run)) if is_alike(run)) {
            // most texts are one run
            self.inlines.reserve_exact(usize::from(self.inlines.is_empty()));
            self.inlines.push(Inline::Run(Run {
                text: String::new(),
                places: Places::new(place),
                strong,
                emphasis,
                verbatim: look.verbatim,
                link: look.link.clone(),
            }));
        }
        match self.inlines.last_mut() {
            Some(Inline::Run(run)) => run,
            _ => unreachable!("a run has just been added"),
        }
    }

    /// The runs, without breaks at their ends; empty if there is no text among them.
    fn finish(mut self) -> Vec<Inline> {
        while matches!(self.inlines.last(), Some(Inline::Break)) {
            self.inlines.pop();
        }
        self.inlines.shrink_to_fit();
        self.inlines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_plain, marked, plain};
    use crate::assets::Assets;
    use crate::diagnostic::{Sink, Source, Span};
    use crate::picture::Gallery;
    use crate::report::context::Context;
    use crate::report::scalar::Placed;
    use crate::report::source::{Node, Value};

    proptest! {
        /// Text that seems to be without markup is what CommonMark's parser would make of it.
        #[test]
        fn without_markup_the_parser_has_no_say(text in "[甲乙a1 \t\u{3000}，。\"'“”#|~>+=.)(:!$^{}\n-]{0,40}") {
            let at = |(at, char): (usize, char)| Placed::new(char, at);
            let placed: Vec<Placed> = text.char_indices().map(at).collect();
            if !is_plain(&placed) {
                return Ok(());
            }
            let span = Span::new(0, text.len());
            let source = Source { name: String::new(), text };
            let root = Node::new(Value::Null, span);
            let mut sink = Sink::default();
            let (assets, gallery) = (Assets::new("", Vec::new()), Gallery::default());
            let mut cx = Context::new(&source, &root, (&assets, &gallery), &mut sink);
            let (own, parsed) = (plain(&placed), marked(&placed, span, "body", &mut cx));
            prop_assert_eq!(format!("{own:?}"), format!("{parsed:?}"));
        }
    }
}
