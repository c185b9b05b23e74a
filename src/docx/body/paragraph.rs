//! Paragraphs and their runs.

use docx_rs::{
    AlignmentType, BreakType, BuildXML, Hyperlink, HyperlinkData, IndentLevel, LineSpacing,
    NumberingId, Paragraph as WordParagraph, Run as WordRun, RunFonts, RunProperty,
};

use super::Writer;
use crate::document::{Inline, NumberingId as DocumentNumbering, Paragraph, Run, Setting};
use crate::docx::font::{is_latin, roles};
use crate::docx::numbering::Numberings;
use crate::docx::property::{self, is_bold};
use crate::docx::script::{self, Script};
use crate::docx::style::heading_level;
use crate::docx::xml::{Element, Node};
use crate::theme::{Align, CharacterStyle, FontRole};
use crate::unit::Length;

/// What docx-rs can't say about a paragraph that it has built.
#[derive(Debug, Default)]
pub(super) struct Extras {
    /// To be added to the paragraph's properties.
    properties: Vec<Element>,
    /// To be added to the properties of its runs, in their order.
    runs: Vec<Option<Element>>,
}

/// A piece of a run with properties of its own.
struct Piece<'a> {
    text: &'a str,
    is_bold: bool,
}

impl Writer<'_> {
    /// Builds a paragraph.
    pub(super) fn build_paragraph(&mut self, paragraph: &Paragraph) -> (WordParagraph, Extras) {
        let look = self.cx.styles.look(paragraph.style);
        let mut extras = Extras::default();
        let mut built = WordParagraph::new()
            .id(self.next_paragraph_id())
            .style(self.cx.styles.paragraph_id(paragraph.style));
        let level = heading_level(paragraph.style);
        let level = level.filter(|level| *level < self.cx.document.headings.len());
        let of_style = level.map(|level| (DocumentNumbering::HEADINGS, level));
        let own = paragraph.number.as_ref().map(|n| (n.numbering, usize::from(n.level)));
        let mut indent = paragraph.indent.filter(|indent| *indent != look.indent);
        match own {
            Some(_) if own == of_style => {}
            Some((numbering, level)) => {
                let id = NumberingId::new(Numberings::id(numbering));
                built = built.numbering(id, IndentLevel::new(level));
            }
            None if of_style.is_some() => {
                // taking the style's number off takes its indents off, too
                built = built.numbering(NumberingId::new(0), IndentLevel::new(0));
                indent = paragraph.indent.or(Some(look.indent));
            }
            None => {}
        }
        if let Some(keep) = paragraph.keep_with_next.filter(|keep| *keep != look.keep_with_next) {
            extras.properties.push(property::switch("w:keepNext", keep));
        }
        if let Some(align) = paragraph.align.filter(|align| *align != look.align) {
            built = built.align(alignment(align));
        }
        let before = paragraph.before.filter(|before| *before != look.before);
        let after = paragraph.after.filter(|after| *after != look.after);
        if before.is_some() || after.is_some() {
            let twips = |length: Length| u32::try_from(length.to_twips()).unwrap_or(0);
            let spacing = LineSpacing::new();
            let spacing = before.into_iter().fold(spacing, |s, length| s.before(twips(length)));
            let spacing = after.into_iter().fold(spacing, |s, length| s.after(twips(length)));
            built = built.line_spacing(spacing);
        }
        if let Some(indent) = indent {
            extras.properties.push(property::indent(&indent));
        }
        (self.add_runs(built, paragraph, &mut extras), extras)
    }

    fn add_runs(
        &mut self,
        mut built: WordParagraph,
        paragraph: &Paragraph,
        extras: &mut Extras,
    ) -> WordParagraph {
        let mut before = Script::Latin;
        let mut link: Option<(&str, Hyperlink)> = None;
        for inline in &paragraph.inlines {
            let target = match inline {
                Inline::Run(run) => run.link.as_deref(),
                Inline::Break => None,
            };
            if link.as_ref().is_some_and(|(open, _)| Some(*open) != target) {
                built = link.take().into_iter().fold(built, |p, (_, link)| p.add_hyperlink(link));
            }
            let runs = match inline {
                Inline::Break => {
                    before = Script::Latin;
                    extras.runs.push(None);
                    vec![WordRun::new().add_break(BreakType::TextWrapping)]
                }
                Inline::Run(run) => self.runs(paragraph, run, &mut before, extras),
            };
            match target {
                None => built = runs.into_iter().fold(built, WordParagraph::add_run),
                Some(target) => {
                    let open = link.take().map(|(_, link)| link);
                    let open = open.unwrap_or_else(|| self.hyperlink(target));
                    link = Some((target, runs.into_iter().fold(open, Hyperlink::add_run)));
                }
            }
        }
        link.into_iter().fold(built, |paragraph, (_, link)| paragraph.add_hyperlink(link))
    }

    fn hyperlink(&mut self, target: &str) -> Hyperlink {
        let rid = self.relationships.add_link(target);
        let link = HyperlinkData::External { rid, path: String::new() };
        Hyperlink { link, history: Some(1), children: Vec::new() }
    }

    /// The runs of a run: where its Latin text is bold, that stands in runs of its own, since Han
    /// text has no bold face and would be smeared.
    fn runs(
        &self,
        paragraph: &Paragraph,
        run: &Run,
        before: &mut Script,
        extras: &mut Extras,
    ) -> Vec<WordRun> {
        let (han, latin) = roles(self.cx.document, paragraph.style, run);
        let pieces = match run.setting {
            Setting::Natural => script::split(&run.text, before)
                .into_iter()
                .map(|(text, of)| Piece { text, is_bold: is_bold(latin) && of == Script::Latin })
                .collect(),
            Setting::Fallback(role) => {
                script::split(&run.text, before);
                vec![Piece { text: &run.text, is_bold: is_bold(role) }]
            }
            Setting::Han | Setting::Unbreakable => {
                *before = Script::Asian;
                vec![Piece { text: &run.text, is_bold: false }]
            }
        };
        let properties = self.run_properties(run, han);
        let extra = (run.setting == Setting::Unbreakable)
            // LibreOffice breaks by another set of rules in this language, in this run
            .then(|| Element::new("w:lang").with("w:eastAsia", "en-US"));
        joined(pieces)
            .into_iter()
            .map(|(text, is_bold)| {
                extras.runs.push(extra.clone());
                let mut built = WordRun::new().add_text(text);
                built.run_property = properties.clone();
                if is_bold {
                    built.run_property = built.run_property.bold();
                }
                built
            })
            .collect()
    }

    /// The properties of a run, but bold and language.
    fn run_properties(&self, run: &Run, han: FontRole) -> RunProperty {
        let fonts = self.cx.fonts;
        let mut properties = RunProperty::new();
        let mut names = None;
        // a run has one character style; what others say stands in the run itself
        if let Some((named, others)) = run.styles.split_last() {
            properties = properties.style(self.cx.styles.character_id(*named));
            let looks = others.iter().chain([named]);
            let look = |name: &CharacterStyle| self.cx.document.characters.get(name);
            let of_named = look(named);
            let font = looks.clone().filter_map(|name| look(name)?.font).next_back();
            let latin = looks.clone().filter_map(|name| look(name)?.latin).next_back();
            let ink = looks.filter_map(|name| look(name)?.color).next_back();
            if font != of_named.and_then(|look| look.font) {
                names = font.map(|role| RunFonts::new().east_asia(fonts.name(role)));
            }
            if latin != of_named.and_then(|look| look.latin) {
                let latin = latin.map_or("", |role| fonts.name(role));
                names = Some(names.unwrap_or_default().ascii(latin).hi_ansi(latin).cs(latin));
            }
            if let Some(ink) = ink.filter(|ink| of_named.and_then(|l| l.color) != Some(*ink)) {
                properties = properties.color(property::hex(ink));
            }
        }
        match run.setting {
            Setting::Han => {
                let name = fonts.name(han);
                let names = names.unwrap_or_default().hint("eastAsia").ascii(name).hi_ansi(name);
                properties.fonts(names)
            }
            Setting::Fallback(role) => {
                let name = fonts.name(role);
                let names = RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name);
                properties.fonts(if is_latin(role) { names } else { names.hint("eastAsia") })
            }
            Setting::Natural | Setting::Unbreakable => match names {
                Some(names) => properties.fonts(names),
                None => properties,
            },
        }
    }
}

/// The pieces, neighbours of the same weight made one: a boundary within a script costs width.
fn joined(pieces: Vec<Piece<'_>>) -> Vec<(String, bool)> {
    let mut runs: Vec<(String, bool)> = Vec::new();
    for piece in pieces {
        match runs.last_mut() {
            Some((text, is_bold)) if *is_bold == piece.is_bold => text.push_str(piece.text),
            _ => runs.push((piece.text.to_owned(), piece.is_bold)),
        }
    }
    runs
}

fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
        Align::Justify => AlignmentType::Both,
    }
}

/// The tree of a paragraph with what docx-rs could not say.
pub(super) fn finished(built: &WordParagraph, extras: &Extras) -> Element {
    let mut element = Element::parse(&built.build());
    finish(&mut element, extras);
    element
}

/// Adds to the tree of a paragraph what docx-rs could not say.
pub(super) fn finish(paragraph: &mut Element, extras: &Extras) {
    if !extras.properties.is_empty() {
        paragraph
            .child_mut("w:pPr")
            .children
            .extend(extras.properties.iter().cloned().map(Node::from));
    }
    let mut runs = extras.runs.iter();
    for child in paragraph.elements_mut() {
        match &*child.name {
            "w:r" => finish_run(child, runs.next()),
            "w:hyperlink" => {
                for run in child.elements_mut() {
                    finish_run(run, runs.next());
                }
            }
            _ => {}
        }
    }
}

fn finish_run(run: &mut Element, extra: Option<&Option<Element>>) {
    if let Some(Some(extra)) = extra {
        run.child_mut("w:rPr").push(extra.clone());
    }
}
