//! Report and theme to document: defaults, numbers, styles, runs. All that the writers need to know
//! of the standard is decided here.

mod attendance;
mod body;
mod body_end;
mod builder;
mod caption;
mod closing;
mod colophon;
mod contents;
mod figure;
mod footnote;
mod letterhead;
mod page;
mod seal;
mod signature;
mod table;
mod target;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::builder::TextBuilder;
use self::caption::Captions;
use self::target::Targets;
use super::field::written;
use super::model::{
    Block, CharacterLook, Document, Indent, Inline, LineRules, Number, NumberLevel, NumberingId,
    Orientation, PageNumbers, PageSetup, Paragraph, ParagraphStyle, Section, Settled,
};
use crate::diagnostic::{Reported, Sink, Source, Span};
use crate::font::OpenFonts;
use crate::font::measure::{TextLook, text_width};
use crate::metadata::Metadata;
use crate::report::{self, LineBreaking, Report};
use crate::theme::{CharacterStyle, StyleName, Theme};
use crate::unit::Length;

/// What to do with a character that no font has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MissingGlyphs {
    /// Report an error.
    #[default]
    Error,
    /// Report a warning and draw a box.
    Warn,
}

/// What a report is resolved with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a, 'f> {
    /// The report's text, for the places in findings.
    pub source: &'a Source,
    /// The rules.
    pub theme: &'a Theme,
    /// The fonts, for coverage and widths.
    pub fonts: &'a OpenFonts<'f>,
    /// What to do with a character that no font has.
    pub missing_glyphs: MissingGlyphs,
    /// By which rules lines break.
    pub line_breaking: LineBreaking,
}

/// Resolves a report with what the pages of an earlier round have told; nothing for the first.
///
/// # Errors
///
/// [`Reported`] if it has a fault that keeps it from being set.
pub fn resolve(
    report: &Report,
    context: Context<'_, '_>,
    settled: &Settled,
    sink: &mut Sink,
) -> Result<Document, Reported> {
    let page = page::page_setup(context.theme);
    let mut resolver = Resolver {
        report,
        settled,
        source: context.source,
        theme: context.theme,
        fonts: context.fonts,
        missing_glyphs: context.missing_glyphs,
        styles: page::styles(context.theme, &page),
        characters: page::character_looks(context.theme),
        section: (page.clone(), PageNumbers::All),
        page,
        sink,
        missing: BTreeMap::new(),
        private: BTreeMap::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        lists: Vec::new(),
        targets: Targets::default(),
        captions: Captions::default(),
        entries: 0,
        footnotes: Vec::new(),
    };
    resolver.find_targets();
    resolver.contents();
    resolver.opening();
    resolver.body(&report.body, NumberingId::HEADINGS);
    resolver.closing();
    resolver.attachments();
    resolver.colophon();
    resolver.report_missing();
    resolver.end_section();
    let metadata = resolver.metadata();
    let Resolver { styles, characters, page, private, sections, lists, footnotes, sink, .. } =
        resolver;
    sink.check()?;
    Ok(Document {
        metadata,
        page,
        styles,
        characters,
        headings: heading_levels(context.theme),
        lists,
        fonts: page::font_names(context.theme),
        private_characters: private,
        line_rules: match context.line_breaking {
            LineBreaking::Office => LineRules::Office,
            LineBreaking::Clreq => LineRules::Clreq(Arc::clone(&context.theme.clreq)),
        },
        sections,
        footnotes,
        footnote_format: context.theme.footnote.number_format,
    })
}

fn heading_levels(theme: &Theme) -> Vec<NumberLevel> {
    let levels = theme
        .headings
        .iter()
        .map(|rule| NumberLevel { format: rule.number_format, text: rule.level_text.clone() });
    levels.collect()
}

struct Resolver<'a, 'f> {
    report: &'a Report,
    settled: &'a Settled,
    source: &'a Source,
    theme: &'a Theme,
    fonts: &'a OpenFonts<'f>,
    missing_glyphs: MissingGlyphs,
    styles: BTreeMap<StyleName, ParagraphStyle>,
    characters: BTreeMap<CharacterStyle, CharacterLook>,
    page: PageSetup,
    sink: &'a mut Sink,
    /// The characters that no font has, with their places.
    missing: BTreeMap<char, Vec<usize>>,
    /// Those of private use, with their first places.
    private: BTreeMap<char, Span>,
    /// The sections before the present one.
    sections: Vec<Section>,
    /// The pages of the present section.
    section: (PageSetup, PageNumbers),
    /// Its blocks so far.
    blocks: Vec<Block>,
    lists: Vec<Vec<NumberLevel>>,
    /// What has an id.
    targets: Targets,
    /// The numbers of captions so far.
    captions: Captions,
    /// The entries of the table of contents so far.
    entries: usize,
    /// The footnotes so far.
    footnotes: Vec<Paragraph>,
}

impl Resolver<'_, '_> {
    fn metadata(&self) -> Metadata {
        let report = self.report;
        let date = report.signature.as_ref().map(|signature| signature.date.value);
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let title = blocks.chain(&self.blocks).find_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.style == StyleName::Title => {
                Some(plain_text(&paragraph.inlines))
            }
            _ => None,
        });
        Metadata {
            title: title.unwrap_or_else(|| report.title.value.replace('\n', "")),
            authors: report.issuers.iter().map(|issuer| issuer.value.clone()).collect(),
            date: date.map(|date| (date.year, date.month, date.day)),
            language: match &report.settings.language {
                Some(language) => language.value.clone(),
                None => "zh-CN".to_owned(),
            },
        }
    }

    /// Begins a section, on a new page; what has been added since the last one belongs to that.
    fn begin_section(&mut self, page: PageSetup, page_numbers: PageNumbers) {
        self.end_section();
        self.section = (page, page_numbers);
    }

    /// The pages of the present section.
    fn page(&self) -> &PageSetup {
        &self.section.0
    }

    /// Adds blocks, if so wished on turned pages of their own (横排, clause 8).
    fn turned(&mut self, is_turned: bool, add: impl FnOnce(&mut Self)) {
        if !is_turned {
            return add(self);
        }
        if self.page().orientation == Orientation::Upright {
            self.begin_turned();
        }
        add(self);
        self.begin_section(self.page.clone(), PageNumbers::All);
    }

    /// Begins a section of turned pages.
    fn begin_turned(&mut self) {
        self.begin_section(page::turned(&self.page), PageNumbers::All);
    }

    /// Ends the present section; one without blocks is none, unless it is the only one.
    fn end_section(&mut self) {
        let mut blocks = std::mem::take(&mut self.blocks);
        table::separate(&mut blocks);
        if !blocks.is_empty() || self.sections.is_empty() {
            let (page, page_numbers) = self.section.clone();
            self.sections.push(Section { page, page_numbers, blocks });
        }
    }

    /// 版头, 标题, 副标题, 主送机关.
    fn opening(&mut self) {
        let report = self.report;
        self.letterhead();
        if self.prints_title() {
            self.title(&report.title, StyleName::Title);
        }
        if let Some(subtitle) = &report.subtitle {
            if let Some(Block::Paragraph(title)) = self.blocks.last_mut() {
                title.after = Some(Length::ZERO);
            }
            self.plain_paragraph(subtitle, StyleName::Subtitle);
        }
        let Some(first) = report.addressees.first() else { return };
        if self.addressees_moved() {
            return;
        }
        let mut text = TextBuilder::default();
        for (index, addressee) in report.addressees.iter().enumerate() {
            if index > 0 {
                text.fixed(&self.theme.words.separator, addressee.span.start);
            }
            text.plain(addressee);
        }
        if !text.last().is_some_and(|last| matches!(last, '：' | ':')) {
            text.fixed(&self.theme.words.colon, first.span.start);
        }
        self.paragraph(text, StyleName::Addressees, first.span);
    }

    /// 标题, of the document or of an attachment.
    fn title(&mut self, title: &report::Spanned<String>, style: StyleName) {
        let mut builder = TextBuilder::default();
        builder.title(title);
        self.paragraph(builder, style, title.span);
    }

    fn plain_paragraph(&mut self, text: &report::Spanned<String>, style: StyleName) {
        let mut builder = TextBuilder::default();
        builder.plain(text);
        self.paragraph(builder, style, text.span);
    }

    /// Adds a paragraph and returns it.
    fn paragraph(&mut self, text: TextBuilder, style: StyleName, span: Span) -> &mut Paragraph {
        let inlines = self.inlines(text, style);
        self.blocks.push(Block::Paragraph(Paragraph::new(style, inlines, span)));
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => paragraph,
            _ => unreachable!("a paragraph has just been added"),
        }
    }

    /// The width of a text on one line of a style.
    fn width(&self, text: &str, style: StyleName) -> Length {
        self.width_as(text, style, None)
    }

    /// The same of text that is marked up.
    fn width_as(&self, text: &str, style: StyleName, mark: Option<CharacterStyle>) -> Length {
        let style = &self.styles[&style];
        let mark = mark.map(|mark| &self.characters[&mark]);
        let look = TextLook {
            han: mark.and_then(|mark| mark.font).unwrap_or(style.font),
            latin: mark.and_then(|mark| mark.latin).unwrap_or(style.latin),
            size: style.em(),
            tracking: style.tracking,
        };
        text_width(self.fonts, &text.chars().collect::<Vec<_>>(), look)
    }
}

/// An indent that is not a number of 字.
fn exact_indent(left: Length, first_line: Length) -> Indent {
    Indent { first_line, left, ..Indent::default() }
}

/// The characters of runs and fields; a break between two Latin words is a space.
fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    let mut is_after_break = false;
    for inline in inlines {
        let characters = match inline {
            Inline::Run(run) => &run.text,
            Inline::Field(field) => &field.text,
            Inline::Edge(..)
            | Inline::Contents(..)
            | Inline::FootnoteMark(_)
            | Inline::FootnoteNumber(_) => continue,
            Inline::Break | Inline::Tab => {
                is_after_break = true;
                continue;
            }
        };
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_between = is_latin(text.chars().next_back()) && is_latin(characters.chars().next());
        if is_after_break && is_between {
            text.push(' ');
        }
        is_after_break = false;
        text.push_str(characters);
    }
    text
}

fn number(numbering: NumberingId, level: usize, rule: &NumberLevel, value: u32) -> Number {
    let written = written(rule.format, value);
    let level = u8::try_from(level).expect("there are at most nine levels");
    Number { numbering, level, text: rule.text.replace("%1", &written) }
}
