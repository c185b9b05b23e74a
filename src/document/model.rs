//! The resolved document: what both writers set.
//!
//! Promises: every default is applied and every length absolute; every paragraph has a style of the
//! style sheet; a number stands both as text and as a level of a native numbering; text is
//! normalised and split into runs that LibreOffice and Word set in one font each; every character
//! is covered by the font of its run; every block keeps its span.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anchored::Anchored;
use super::body_end::{BodyEnd, Extent};
use super::colophon::{Colophon, ColophonPlace};
use super::field::{Edge, Field, FootnoteId, Link};
use super::mark::JointMark;
use super::table::Table;
use crate::diagnostic::Span;
use crate::metadata::Metadata;
use crate::picture::Picture;
use crate::theme::{
    Align, CharacterStyle, ClreqRule, Color, FontRole, NumberFormat, PageNumberSide, StyleName,
};
use crate::unit::Length;

/// A resolved document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Title, authors, date, language.
    pub metadata: Metadata,
    /// Paper, margins, grid, page number of sections that have nothing else to say.
    pub page: PageSetup,
    /// The looks of paragraphs.
    pub styles: BTreeMap<StyleName, ParagraphStyle>,
    /// The looks of marked-up text.
    pub characters: BTreeMap<CharacterStyle, CharacterLook>,
    /// The levels of the headings' numbering, outermost first: `NumberingId::HEADINGS`.
    pub headings: Vec<NumberLevel>,
    /// The other native numberings, one for each list: `NumberingId(1)` and on.
    pub lists: Vec<Vec<NumberLevel>>,
    /// Font names per role, for the DOCX.
    pub fonts: BTreeMap<FontRole, FontNames>,
    /// The characters of private use in the texts, each with its first place in the source.
    pub private_characters: BTreeMap<char, Span>,
    /// By which rules its lines break.
    pub line_rules: LineRules,
    /// The content in reading order, at least one section.
    pub sections: Vec<Section>,
    /// 脚注, in the order of their marks.
    pub footnotes: Vec<Paragraph>,
    /// How their numbers are written, which begin anew on every page.
    pub footnote_format: NumberFormat,
}

/// By which rules lines break.
#[derive(Clone, Debug, Default)]
pub enum LineRules {
    /// As word processors break the DOCX.
    #[default]
    Office,
    /// Those of CLREQ; no DOCX can follow them.
    Clreq(Arc<ClreqRule>),
}

impl Document {
    /// All blocks in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> + Clone {
        self.sections.iter().flat_map(|section| &section.blocks)
    }

    /// Whether anything in it depends on where pages break, so that the DOCX needs the layout, too.
    ///
    /// The numbers of footnotes do not: word processors number them. But a footnote that can't stand
    /// on the page of its mark is a finding, whatever is written; so is a signature without text.
    pub fn needs_pages(&self) -> bool {
        let begins_signed = |section: &Section| match section.blocks.first() {
            Some(Block::Paragraph(first)) => {
                matches!(first.style, StyleName::Signature | StyleName::Date)
            }
            _ => false,
        };
        !self.footnotes.is_empty()
            || self.sections.iter().any(begins_signed)
            || self.blocks().any(|block| match block {
                Block::Paragraph(paragraph) => paragraph.depends_on_pages(),
                Block::Colophon(_) => true,
                Block::Table(table) => {
                    table.is_long_and_bare
                        || table.rows.last().is_some_and(|row| row.keep_with_next)
                }
                Block::Figure(figure) => figure.keep_with_next && !figure.has_caption,
                Block::JointMark(_) => false,
            })
    }
}

/// Blocks on pages of their own, of one kind: `w:sectPr`, type `nextPage`.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its pages.
    pub page: PageSetup,
    /// Which of them carry a number.
    pub page_numbers: PageNumbers,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

/// Which pages of a section carry a number. All of them count.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PageNumbers {
    /// All.
    #[default]
    All,
    /// All but the first: `w:titlePg` with an empty footer.
    NotFirst,
    /// None.
    None,
}

/// Paper, margins, grid, page number. Lengths are whole twips, as OOXML has them.
#[derive(Clone, Debug)]
pub struct PageSetup {
    /// Paper's width.
    pub width: Length,
    /// Paper's height.
    pub height: Length,
    /// Paper's edges to the type area: top.
    pub top: Length,
    /// Right.
    pub right: Length,
    /// Bottom.
    pub bottom: Length,
    /// Left.
    pub left: Length,
    /// Baseline to baseline of body text.
    pub line_pitch: Length,
    /// 孤行: lines of a paragraph that may not stand alone at a page's foot or head; 0 or 2.
    pub widow_lines: u8,
    /// 页码
    pub page_number: PageNumber,
    /// How the paper is held to be read.
    pub orientation: Orientation,
}

/// How the paper is held to be read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Orientation {
    /// Upright.
    #[default]
    Upright,
    /// 横排 (clause 8): turned to the right by a quarter, so that its left edge is on top; all
    /// lengths are those of the turned paper, but the page number stays where it is on the
    /// upright one, and its baseline is counted from that one's top.
    Turned,
}

impl PageSetup {
    /// The width of the type area, the measure of body text.
    pub fn text_width(&self) -> Length {
        self.width - self.left - self.right
    }

    /// The height of the type area: the whole lines between the margins.
    pub fn text_height(&self) -> Length {
        let room = self.height - self.top - self.bottom;
        self.line_pitch * (room.to_emu() / self.line_pitch.to_emu())
    }

    /// Head margin to the first line: half of what the lines leave over, where LibreOffice puts a
    /// `w:docGrid`.
    pub fn grid_offset(&self) -> Length {
        let room = self.height - self.top - self.bottom;
        ((room - self.text_height()) / 2).round_to_twips()
    }
}

/// 页码: style `StyleName::PageNumber`.
#[derive(Clone, Debug)]
pub struct PageNumber {
    /// What stands before the number.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// Top edge of the paper to the number's baseline.
    pub baseline: Length,
    /// On which side it stands.
    pub side: PageNumberSide,
}

/// The look of a kind of paragraph, resolved.
#[derive(Clone, Debug)]
pub struct ParagraphStyle {
    /// Its name in Word.
    pub word_name: String,
    /// Font of Han text.
    pub font: FontRole,
    /// Font of Latin text.
    pub latin: FontRole,
    /// Type size.
    pub size: Length,
    /// Width of the characters in percent of their own.
    pub character_width: u8,
    /// Added to every character's advance but a portion's last; whole twips.
    pub tracking: Length,
    /// Ink.
    pub color: Color,
    /// Where lines stand.
    pub align: Align,
    /// Indents.
    pub indent: Indent,
    /// Space before, whole lines of the page's pitch.
    pub before: Length,
    /// Space after.
    pub after: Length,
    /// Baseline to baseline, exact.
    pub line_pitch: Length,
    /// Stays with the next paragraph's first lines.
    pub keep_with_next: bool,
    /// All lines on one page.
    pub keep_together: bool,
    /// Begins a page.
    pub page_break_before: bool,
    /// Level in Word's navigation and the PDF's outline, 0 the outermost.
    pub outline_level: Option<u8>,
}

impl ParagraphStyle {
    /// The width of an em: of an ideograph. LibreOffice cuts it down to whole twips.
    pub fn em(&self) -> Length {
        Length::twips(self.size.to_twips() * i64::from(self.character_width) / 100)
    }
}

/// Indents of a paragraph, in whole twips, and in hundredths of a 字 for Word, where 0 means that
/// the length is not a number of 字.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Indent {
    /// Of the first line, on top of `left`; negative hangs.
    pub first_line: Length,
    /// Left.
    pub left: Length,
    /// Right.
    pub right: Length,
    /// `w:firstLineChars` (or `w:hangingChars`, if negative).
    pub first_line_chars: i32,
    /// `w:leftChars`
    pub left_chars: i32,
    /// `w:rightChars`
    pub right_chars: i32,
}

/// How marked-up text differs from the text around it.
#[derive(Clone, Debug)]
pub struct CharacterLook {
    /// Its name in Word.
    pub word_name: String,
    /// Font of Han text.
    pub font: Option<FontRole>,
    /// Font of Latin text.
    pub latin: Option<FontRole>,
    /// Ink.
    pub color: Option<Color>,
    /// Small and high: `w:vertAlign`.
    pub superscript: bool,
}

/// A level of a native numbering.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NumberLevel {
    /// How the number is written.
    pub format: NumberFormat,
    /// With what is around it; `%1` stands for this level's number, whatever the level.
    pub text: String,
}

/// Names by which the DOCX calls the font of a role.
#[derive(Clone, Debug)]
pub struct FontNames {
    /// The name that offices have.
    pub office: String,
    /// Alternates (`w:altName`).
    pub alternates: Vec<String>,
}

/// A piece of the document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A picture in a paragraph of its own, style `StyleName::Figure`.
    Figure(Figure),
    /// 发文机关标志 of a joint issue.
    JointMark(JointMark),
    /// 版记, the last block of a document.
    Colophon(Colophon),
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its style.
    pub style: StyleName,
    /// Indents, if not the style's.
    pub indent: Option<Box<Indent>>,
    /// Space before, if not the style's.
    pub before: Option<Length>,
    /// Space after, if not the style's.
    pub after: Option<Length>,
    /// Where lines stand, if not as the style says.
    pub align: Option<Align>,
    /// Baseline to baseline, exact, if not the style's.
    pub line_pitch: Option<Length>,
    /// Stays with the next paragraph, if not as the style says.
    pub keep_with_next: Option<bool>,
    /// Added to every character's advance but a portion's last, if not the style's; the number
    /// keeps that of the style.
    pub tracking: Option<Length>,
    /// Where the text after each [`Inline::Tab`] stands, from left to right. Lines with a tab are
    /// not stretched.
    pub tabs: Vec<TabStop>,
    /// Its number, not part of `inlines`.
    pub number: Option<Box<Number>>,
    /// Its text.
    pub inlines: Vec<Inline>,
    /// What hangs at it and moves no text.
    pub anchored: Vec<Anchored>,
    /// What other text, or the table of contents, refers to it by.
    pub anchor: Option<AnchorId>,
    /// Whether it is a whole one.
    pub extent: Extent,
    /// Where it came from.
    pub span: Span,
}

impl Paragraph {
    /// Whether anything in it depends on where pages break, or what ends the body with it.
    fn depends_on_pages(&self) -> bool {
        let is_beside = matches!(self.style, StyleName::FigureCaption | StyleName::TableNote);
        self.anchor.is_some()
            || self.extent == Extent::EndsBody
            || is_beside && self.keep_with_next == Some(true)
            || self.is_long_list_of_addressees()
    }

    /// Whether it is 主送机关, and so long that page 1 may have no room for body text.
    fn is_long_list_of_addressees(&self) -> bool {
        let length = self.inlines.iter().map(|inline| match inline {
            Inline::Run(run) => run.text.chars().count(),
            _ => 0,
        });
        self.style == StyleName::Addressees && length.sum::<usize>() > 80
    }

    /// Whether it is referred to, or a part of it, or the table of contents begins or ends in it.
    pub fn is_marked(&self) -> bool {
        let is_mark = |one: &Inline| matches!(one, Inline::Edge(..) | Inline::Contents(..));
        self.anchor.is_some() || self.inlines.iter().any(is_mark)
    }

    /// Its indents: its own, or those of its style.
    pub fn indents(&self, style: &ParagraphStyle) -> Indent {
        self.indent.as_deref().copied().unwrap_or(style.indent)
    }

    /// A paragraph that is all as its style says.
    pub fn new(style: StyleName, inlines: Vec<Inline>, span: Span) -> Self {
        Self {
            style,
            indent: None,
            before: None,
            after: None,
            align: None,
            line_pitch: None,
            keep_with_next: None,
            tracking: None,
            tabs: Vec::new(),
            number: None,
            inlines,
            anchor: None,
            anchored: Vec::new(),
            extent: Extent::Whole,
            span,
        }
    }
}

/// A tab stop.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TabStop {
    /// From the left edge of the type area; whole twips.
    pub position: Length,
    /// Which edge of the text stands there.
    pub align: TabAlign,
    /// What fills the way.
    pub leader: Leader,
}

/// Which edge of the text stands at a tab stop.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum TabAlign {
    /// The left one.
    #[default]
    Left,
    /// The right one.
    Right,
}

/// What fills the way to a tab stop.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Leader {
    /// Nothing.
    #[default]
    None,
    /// Dots.
    Dots,
}

/// A place in the document that other places refer to.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AnchorId(pub usize);

/// What only the pages can tell, and the document depends on: the one way back in the flow.
///
/// A document is resolved with what the pages of the round before have told, until nothing changes.
/// A decision among its fields may change once only, or the rounds would not end.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settled {
    /// The number of each anchor's page, counted from 1.
    pub pages: BTreeMap<AnchorId, u32>,
    /// Where the 版记 stands.
    pub colophon: ColophonPlace,
    /// Whether 主送机关 stand in the 版记, since page 1 would show no body text else (7.3.2).
    pub addressees_moved: bool,
    /// The long tables without a caption that begin on a new page for want of room, by where they
    /// stand in the source.
    pub moved_tables: BTreeSet<usize>,
    /// The tables that end on a later page than they begin and have no room below them for their notes,
    /// by where they stand in the source; and the first of the rows that go along with the notes.
    pub parted_tables: BTreeMap<usize, usize>,
    /// What of the body's last block stands on the page of the signature.
    pub body_end: BodyEnd,
}

/// A native number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number {
    /// Which numbering.
    pub numbering: NumberingId,
    /// Its level, 0 the outermost.
    pub level: u8,
    /// What it reads, 一、 for instance.
    pub text: String,
}

/// A native numbering: `w:num`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NumberingId(pub usize);

impl NumberingId {
    /// That of the headings of the body; each attachment's headings are a numbering of their own.
    pub const HEADINGS: Self = Self(0);
}

/// A run of text, or what else stands in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inline {
    /// Text.
    Run(Run),
    /// A forced break of the line (`w:br`).
    Break,
    /// On to the paragraph's next tab stop (`w:tab`).
    Tab,
    /// Text that word processors compute.
    Field(Field),
    /// The mark of a footnote.
    FootnoteMark(FootnoteId),
    /// The number before a footnote.
    FootnoteNumber(FootnoteId),
    /// An edge of what an anchor names, if it is not a whole paragraph.
    Edge(AnchorId, Edge),
    /// An edge of the table of contents of so many levels: `TOC \o "1-3" \h`.
    Contents(Edge, u8),
}

/// Text with one look: one `w:r`. Neighbouring runs always differ in look or link.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Strong, emphasis, link or point lead, each once.
    pub styles: Vec<CharacterStyle>,
    /// Target of a link.
    pub link: Option<Link>,
    /// In which fonts, by which rules.
    pub setting: Setting,
}

/// In which font the characters of a run are set, and by which line-breaking rules.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Setting {
    /// Han in the Han font, Latin in the Latin font.
    #[default]
    Natural,
    /// Marks that would fall to the Latin font (a quotation mark after a digit, say) in the Han
    /// font: `w:hint="eastAsia"` with `w:ascii` and `w:hAnsi` naming the Han font.
    Han,
    /// Marks that are not to be separated or begin a line (—— …… ％ ℃): `w:lang w:eastAsia="en-US"`,
    /// which makes LibreOffice break by UAX #14.
    Unbreakable,
    /// Characters that the run's font lacks: all fonts are that of this role.
    Fallback(FontRole),
}

/// A picture in a paragraph of its own.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Its width on the page.
    pub width: Length,
    /// Its height on the page.
    pub height: Length,
    /// Height of its paragraph: whole lines of the page's pitch.
    pub line_height: Length,
    /// What it shows, for those who can't see it.
    pub alt: Option<String>,
    /// Whether a caption follows.
    pub has_caption: bool,
    /// Whether it stays with what follows, a caption for instance.
    pub keep_with_next: bool,
    /// Where it came from.
    pub span: Span,
}
