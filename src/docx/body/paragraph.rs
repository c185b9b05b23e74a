//! Paragraphs and their runs.
//!
//! Text is written as it comes; the properties before it are trees, so that they come in the order
//! of the schema, and each is made once.

use super::frame::Frame;
use super::{Context, Writer, footer};
use crate::document::{
    Anchored, AnchoredKind, Edge, Extent, Indent, Inline, Link, Number, NumberingId, Paragraph,
    ParagraphStyle, Run, Setting, TabStop,
};
use crate::docx::DocxError;
use crate::docx::font::{is_latin, roles};
use crate::docx::numbering::Numberings;
use crate::docx::property::{self, is_bold};
use crate::docx::style::heading_level;
use crate::docx::xml::{Element, Node, escape};
use crate::text::script::{self, Script};
use crate::theme::{Align, CharacterStyle, FontRole, StyleName};
use crate::unit::Length;

/// All that the properties of a paragraph depend on.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct ParagraphKey {
    style: StyleName,
    indent: Option<Indent>,
    before: Option<Length>,
    after: Option<Length>,
    align: Option<Align>,
    line_pitch: Option<Length>,
    tabs: Vec<TabStop>,
    keep_with_next: Option<bool>,
    frame: Option<Frame>,
    /// Its numbering and level.
    number: Option<(NumberingId, usize)>,
}

/// All that the properties of a run depend on.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct RunKey {
    pub(super) styles: Vec<CharacterStyle>,
    pub(super) setting: Setting,
    /// The font of its Han text.
    pub(super) han: FontRole,
    pub(super) is_bold: bool,
    /// Tracking, if not the paragraph's style's.
    pub(super) tracking: Option<Length>,
}

/// What a run takes from its paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunContext {
    pub(super) style: StyleName,
    pub(super) tracking: Option<Length>,
}

impl Writer<'_> {
    /// Writes a paragraph; before it, those in frames that hang at it.
    pub(super) fn add_paragraph(&mut self, paragraph: &Paragraph) -> Result<(), DocxError> {
        for anchored in &paragraph.anchored {
            if let AnchoredKind::Text(text) = &anchored.kind {
                let Anchored { x, y, width, height, .. } = *anchored;
                self.add_framed(text, Some(Frame { x, y, width, height }))?;
            }
        }
        self.add_framed(paragraph, None)
    }

    fn add_framed(&mut self, paragraph: &Paragraph, frame: Option<Frame>) -> Result<(), DocxError> {
        self.open_paragraph();
        let number = |number: &Number| (number.numbering, usize::from(number.level));
        let key = ParagraphKey {
            style: paragraph.style,
            indent: paragraph.indent.as_deref().copied(),
            before: paragraph.before,
            after: paragraph.after,
            align: match paragraph.extent {
                Extent::Begins => Some(Align::Distribute),
                _ => paragraph.align,
            },
            line_pitch: paragraph.line_pitch,
            tabs: paragraph.tabs.clone(),
            keep_with_next: paragraph.keep_with_next,
            frame,
            number: paragraph.number.as_deref().map(number),
        };
        let cx = &self.cx;
        let make = |key: &ParagraphKey| paragraph_properties(key, cx);
        match self.section_end.take_if(|_| frame.is_none()) {
            Some(section) => make(&key).child(section).write(&mut self.xml),
            None => self.paragraph_properties.write(key, make, &mut self.xml),
        }
        let foot = self.foot;
        for anchored in paragraph.anchored.iter().filter(|one| !footer::holds(foot, one)) {
            self.add_anchored(anchored)?;
        }
        if let Some(anchor) = paragraph.anchor {
            self.add_edge(anchor, Edge::Start);
        }
        self.add_inlines(paragraph);
        if let Some(anchor) = paragraph.anchor {
            self.add_edge(anchor, Edge::End);
        }
        self.close("w:p");
        Ok(())
    }

    fn add_inlines(&mut self, paragraph: &Paragraph) {
        let look = RunContext { style: paragraph.style, tracking: paragraph.tracking };
        let mut before = Script::Latin;
        let mut link: Option<&Link> = None;
        for inline in &paragraph.inlines {
            let target = match inline {
                Inline::Run(run) => run.link.as_ref(),
                Inline::Field(field) => field.link.as_ref(),
                Inline::Tab | Inline::Edge(..) => link,
                Inline::Contents(..)
                | Inline::Break
                | Inline::FootnoteMark(_)
                | Inline::FootnoteNumber(_) => None,
            };
            if link != target {
                if link.is_some() {
                    self.close("w:hyperlink");
                }
                if let Some(target) = target {
                    self.open_link(target);
                }
                link = target;
            }
            match inline {
                Inline::Break => {
                    before = Script::Latin;
                    self.xml.push_str("<w:r><w:br w:type=\"textWrapping\"/></w:r>");
                }
                Inline::Tab => {
                    before = Script::Latin;
                    self.xml.push_str("<w:r><w:tab/></w:r>");
                }
                Inline::Run(run) => self.add_runs(look, run, &mut before),
                Inline::Field(field) => self.add_field(look, field),
                Inline::FootnoteMark(footnote) => self.add_footnote_mark(*footnote),
                Inline::FootnoteNumber(_) => self.add_footnote_number(),
                Inline::Edge(anchor, edge) => self.add_edge(*anchor, *edge),
                Inline::Contents(edge, levels) => self.add_contents_edge(*edge, *levels),
            }
        }
        if link.is_some() {
            self.close("w:hyperlink");
        }
    }

    /// Writes the runs of a run: where its Latin text is bold, that stands in runs of its own,
    /// since Han text has no bold face and would be smeared.
    fn add_runs(&mut self, of: RunContext, run: &Run, before: &mut Script) {
        let (han, latin) = roles(self.cx.document, of.style, &run.styles);
        let styles = run.styles.clone();
        let mut key =
            RunKey { styles, setting: run.setting, han, is_bold: false, tracking: of.tracking };
        match run.setting {
            Setting::Natural if is_bold(latin) => {
                let pieces = script::split(&run.text, before);
                // a boundary between pieces of the same weight would cost width
                for pieces in pieces.chunk_by(|(_, one), (_, next)| one == next) {
                    key.is_bold = pieces[0].1 == Script::Latin;
                    self.add_run(key.clone(), pieces.iter().map(|(text, _)| *text));
                }
                return;
            }
            Setting::Natural => *before = script::last(&run.text, *before),
            Setting::Fallback(role) => {
                *before = script::last(&run.text, *before);
                key.is_bold = is_bold(role);
            }
            Setting::Han | Setting::Unbreakable => *before = Script::Asian,
        }
        self.add_run(key, [run.text.as_str()].into_iter());
    }

    /// Writes a run with a text in pieces.
    fn add_run<'t>(&mut self, key: RunKey, pieces: impl Iterator<Item = &'t str>) {
        self.open_run(key);
        self.xml.push_str("<w:t xml:space=\"preserve\">");
        for piece in pieces {
            escape(piece, &mut self.xml);
        }
        self.xml.push_str("</w:t></w:r>");
    }

    /// Begins a run.
    pub(super) fn open_run(&mut self, key: RunKey) {
        let cx = &self.cx;
        self.xml.push_str("<w:r>");
        self.run_properties.write(key, |key| run_properties(key, cx), &mut self.xml);
    }
}

/// `w:pPr`: what the style of a paragraph does not say.
fn paragraph_properties(key: &ParagraphKey, cx: &Context<'_>) -> Element {
    let look = cx.styles.look(key.style);
    let id = cx.styles.paragraph_id(key.style);
    let mut properties = Element::new("w:pPr").child(Element::val("w:pStyle", id));
    let level = heading_level(key.style).filter(|level| *level < cx.document.headings.len());
    let of_style = level.map(|level| (NumberingId::HEADINGS, level));
    let mut indent = key.indent.filter(|indent| *indent != look.indent);
    match key.number {
        Some(_) if key.number == of_style => {}
        Some((numbering, level)) => properties.push(Numberings::property(numbering, level)),
        None if of_style.is_some() => {
            properties.push(Numberings::no_property());
            // taking the style's number off takes its indents off, too
            indent = key.indent.or(Some(look.indent));
        }
        None => {}
    }
    if let Some(keep) = key.keep_with_next.filter(|keep| *keep != look.keep_with_next) {
        properties.push(property::switch("w:keepNext", keep));
    }
    if let Some(align) = key.align.filter(|align| *align != look.align) {
        properties.push(Element::val("w:jc", property::alignment(align)));
    }
    properties.children.extend(key.frame.map(|frame| frame.properties().into()));
    if !key.tabs.is_empty() {
        properties.push(property::tabs(&key.tabs));
    }
    properties.children.extend(spacing(key, look).map(Node::from));
    if let Some(indent) = indent {
        properties.push(property::indent(&indent));
    }
    properties
}

/// `w:spacing` of a paragraph whose spacing is not all its style's.
fn spacing(key: &ParagraphKey, look: &ParagraphStyle) -> Option<Element> {
    let mut spacing = Element::new("w:spacing");
    for (name, own, of_style) in
        [("w:before", key.before, look.before), ("w:after", key.after, look.after)]
    {
        if let Some(own) = own.filter(|own| *own != of_style) {
            spacing.set(name, own.to_twips().max(0));
        }
    }
    if let Some(pitch) = key.line_pitch.filter(|pitch| *pitch != look.line_pitch) {
        spacing.set("w:line", pitch.to_twips());
        spacing.set("w:lineRule", "exact");
    }
    (!spacing.attributes.is_empty()).then_some(spacing)
}

/// `w:rPr`
fn run_properties(key: &RunKey, cx: &Context<'_>) -> Element {
    let mut properties = Element::new("w:rPr");
    let mut names = Element::new("w:rFonts");
    // a run has one character style; what others say stands in the run itself
    if let Some((named, others)) = key.styles.split_last() {
        properties.push(Element::val("w:rStyle", cx.styles.character_id(*named)));
        let looks = others.iter().chain([named]);
        let look = |name: &CharacterStyle| cx.document.characters.get(name);
        let of_named = look(named);
        let font = looks.clone().filter_map(|name| look(name)?.font).next_back();
        let latin = looks.clone().filter_map(|name| look(name)?.latin).next_back();
        let ink = looks.filter_map(|name| look(name)?.color).next_back();
        if let Some(font) = font.filter(|font| of_named.and_then(|l| l.font) != Some(*font)) {
            names.set("w:eastAsia", cx.fonts.name(font));
        }
        if let Some(latin) = latin.filter(|latin| of_named.and_then(|l| l.latin) != Some(*latin)) {
            set_all(&mut names, &["w:ascii", "w:hAnsi", "w:cs"], cx.fonts.name(latin));
        }
        if let Some(ink) = ink.filter(|ink| of_named.and_then(|l| l.color) != Some(*ink)) {
            properties.push(property::color(ink));
        }
    }
    match key.setting {
        Setting::Natural => {}
        Setting::Unbreakable => {
            // LibreOffice breaks by another set of rules in this language, in this run
            properties.push(Element::new("w:lang").with("w:eastAsia", "en-US"));
        }
        Setting::Han => {
            set_all(&mut names, &["w:ascii", "w:hAnsi"], cx.fonts.name(key.han));
            names.set("w:hint", "eastAsia");
        }
        Setting::Fallback(role) => {
            let slots = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
            set_all(&mut names, &slots, cx.fonts.name(role));
            if !is_latin(role) {
                names.set("w:hint", "eastAsia");
            }
        }
    }
    if !names.attributes.is_empty() {
        properties.push(names);
    }
    if key.is_bold {
        properties.push(Element::new("w:b"));
        properties.push(Element::new("w:bCs"));
    }
    if let Some(tracking) = key.tracking {
        properties.push(Element::val("w:spacing", tracking.to_twips()));
    }
    properties
}

fn set_all(element: &mut Element, names: &[&'static str], value: &str) {
    for name in names {
        element.set(name, value);
    }
}
