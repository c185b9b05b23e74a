//! What the author said: the validated model of a report.
//!
//! Every text keeps its span. Nothing is numbered, normalised or styled yet.

use std::collections::BTreeSet;
use std::sync::Arc;

pub use super::attendance::Attendance;
pub use super::closing::model::*;
pub use super::letterhead::model::{Letterhead, Level, Mark, Security, Urgency};
use super::places::Places;
use crate::diagnostic::Span;
use crate::picture::Picture;
use crate::unit::Length;

/// A value with its place in the source.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A whole report.
#[derive(Clone, Debug)]
pub struct Report {
    /// 文种.
    pub kind: Kind,
    /// 发文机关, the lead agency first.
    pub issuers: Vec<Spanned<String>>,
    /// 标题; a line break in it is one that the author wants.
    pub title: Spanned<String>,
    /// 副标题.
    pub subtitle: Option<Spanned<String>>,
    /// 主送机关.
    pub addressees: Vec<Spanned<String>>,
    /// 版头; none, if there is to be none.
    pub letterhead: Option<Letterhead>,
    /// 正文.
    pub body: Vec<Block>,
    /// 出席, 请假, 列席 of 纪要.
    pub attendance: Option<Attendance>,
    /// 附件.
    pub attachments: Vec<Attachment>,
    /// 署名 and 成文日期.
    pub signature: Option<Signature>,
    /// 版记.
    pub colophon: Option<Colophon>,
    /// 附注, without its parentheses.
    pub note: Option<Spanned<String>>,
    /// Footnotes, in the order in which they are defined.
    pub footnotes: Vec<Footnote>,
    /// What its texts say of which ids.
    pub references: BTreeSet<(Arc<str>, Facet)>,
    /// How to set it.
    pub settings: Settings,
}

/// 文种: what sort of document a report is.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Kind {
    /// 报告
    Report,
    /// 通知
    Notice,
    /// 请示
    Request,
    /// 批复
    Reply,
    /// 意见
    Opinion,
    /// 决定
    Decision,
    /// 函
    Letter,
    /// 命令（令）
    Order,
    /// 纪要
    Minutes,
    /// Without 版头 and 版记.
    #[default]
    Plain,
}

impl Kind {
    /// Whether it always goes to a superior (上行文).
    pub fn is_upward(self) -> bool {
        matches!(self, Self::Report | Self::Request)
    }
}

/// 附件: a document behind the document, on pages of its own.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its title, the same in 附件说明 and above its text; line breaks as in [`Report::title`].
    pub title: Spanned<String>,
    /// By what references name it.
    pub id: Option<Arc<str>>,
    /// Its text.
    pub body: Vec<Block>,
}

/// How a report is to be set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Name of a built-in theme or path of one beside the report.
    pub theme: Option<Spanned<String>>,
    /// Whether drafts' punctuation is corrected.
    pub punctuation: Punctuation,
    /// By which rules lines break, with its place if the report says so.
    pub line_breaking: Spanned<LineBreaking>,
    /// The text's language, a BCP 47 tag; `zh-CN` if not given.
    pub language: Option<Spanned<String>>,
    /// 目录, if there is to be one.
    pub contents: Option<Contents>,
    /// Whether all captions are numbered, not only those with an id.
    pub number_captions: bool,
}

/// 目录: the table of contents.
#[derive(Clone, Debug)]
pub struct Contents {
    /// How many levels of headings it has, 1 to 4; the theme's number if not given.
    pub levels: Option<u8>,
    /// What stands above it; the theme's word if not given.
    pub title: Option<Spanned<String>>,
    /// Where it is asked for.
    pub span: Span,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Its text.
    pub text: Text,
}

/// What to do with the punctuation of a draft.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Punctuation {
    /// Half-width marks next to Han become full-width, and so on.
    #[default]
    Normalize,
    /// The text stands as it is.
    Keep,
}

/// By which rules lines break.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum LineBreaking {
    /// As word processors do: the Word file has the same lines.
    #[default]
    Office,
    /// As CLREQ wants it, in the PDF only.
    Clreq,
}

/// A piece of the body.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A heading with what stands under it.
    Section(Section),
    /// Run-in points: 一是…二是….
    Points(Points),
    /// A list, each item on a line of its own.
    List(List),
    /// A quotation, set off from the text.
    Quotation(Vec<Text>),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
}

/// A heading with what stands under it; its level is its depth in the tree, 1 to 4.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading, without its number.
    pub heading: Text,
    /// By what references name it.
    pub id: Option<Arc<str>>,
    /// What stands under it.
    pub body: Vec<Block>,
}

/// Run-in points.
#[derive(Clone, Debug)]
pub struct Points {
    /// How they are counted.
    pub counter: Counter,
    /// Whether all of them make one paragraph.
    pub together: bool,
    /// The points.
    pub items: Vec<Point>,
}

/// One of several run-in points.
#[derive(Clone, Debug)]
pub struct Point {
    /// What it is about, set as a sentence of its own.
    pub lead: Option<Text>,
    /// What there is to say.
    pub text: Option<Text>,
}

/// How run-in points are counted.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Counter {
    /// 一是 二是 三是
    #[default]
    Shi,
    /// 第一， 第二， 第三，
    Di,
    /// 首先， 其次， 再次， 最后，
    First,
    /// 1. 2. 3.
    Arabic,
    /// （1）（2）（3）
    Parenthesized,
    /// ①②③
    Circled,
    /// 一、二、三、
    Chinese,
    /// Not counted.
    None,
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// Whether its items are numbered 1. 2. 3.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// Its text.
    pub text: Text,
    /// A list within it.
    pub list: Option<List>,
}

/// A table with rows of headings.
#[derive(Clone, Debug)]
pub struct Table {
    /// 表题.
    pub caption: Option<Text>,
    /// 单位: what the numbers count, above the table at the right.
    pub unit: Option<Text>,
    /// By what references name it; its caption is numbered then.
    pub id: Option<Arc<str>>,
    /// Its columns, at least one.
    pub columns: Vec<Column>,
    /// The rows of headings, one more than groups of columns lie within each other.
    pub headings: Vec<Vec<Cell>>,
    /// Its rows. The cells of all rows together cover every place of the grid once.
    pub rows: Vec<Vec<Cell>>,
    /// 表注: what stands below it.
    pub notes: Vec<Text>,
    /// Whether a row of several lines may go on on the next page.
    pub break_rows: bool,
    /// 横排: whether it stands on pages of its own that are read from the side.
    pub turned: bool,
    /// Where it stands.
    pub span: Span,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Where its cells' text stands.
    pub align: CellAlign,
    /// Its width; the columns without one share what is left.
    pub width: Option<Spanned<Width>>,
}

/// The width of a column.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Width {
    /// A length on the page, above zero.
    Absolute(Length),
    /// Percent of the measure, 1 to 100; all shares of a table together are at most 100.
    Share(u8),
}

/// Where text stands in a cell. Numbers keep to the right of their column unless said otherwise.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CellAlign {
    /// Numbers to the right, all else to the left; in a cell: as its column says.
    #[default]
    Auto,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Numbers with their decimal points below each other, all else in the middle.
    Decimal,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its paragraphs, as written in the source; none in an empty cell.
    pub paragraphs: Vec<Text>,
    /// Whether YAML has it as a number.
    pub is_number: bool,
    /// Where its text stands, if not as its column says.
    pub align: CellAlign,
    /// Its first column.
    pub column: usize,
    /// How many columns it takes, at least one.
    pub columns: usize,
    /// How many rows it takes, at least one.
    pub rows: usize,
    /// Where it stands.
    pub span: Span,
}

/// A picture with its caption.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The picture, read and checked.
    pub picture: Arc<Picture>,
    /// 图题.
    pub caption: Option<Text>,
    /// By what references name it; its caption is numbered then.
    pub id: Option<Arc<str>>,
    /// What it shows, for those who can't see it.
    pub alt: Option<Spanned<String>>,
    /// Its width on the page; if not given, its natural one, at most that of the text.
    pub width: Option<Spanned<Length>>,
    /// 横排: whether it stands on a page of its own that is read from the side.
    pub turned: bool,
    /// Where the figure stands.
    pub span: Span,
}

/// Text with inline markup: runs in reading order.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The runs.
    pub inlines: Vec<Inline>,
    /// Where the text stands.
    pub span: Span,
}

impl Text {
    /// Whether all of it is `**strong**`.
    pub fn is_strong(&self) -> bool {
        let is_strong = |inline: &Inline| match inline {
            Inline::Run(run) => run.strong,
            Inline::Break => true,
            Inline::Footnote(note) => note.strong,
            Inline::Reference(reference) => reference.strong,
        };
        !self.inlines.is_empty() && self.inlines.iter().all(is_strong)
    }
}

/// A run of text that is marked up alike, a forced break, or what the program puts in.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Text.
    Run(Run),
    /// A forced break of the line.
    Break,
    /// `[^name]`: the mark of a footnote, by its index in [`Report::footnotes`].
    Footnote(Inserted<usize>),
    /// `[](#id)`, `{page}` in `[第{page}页](#id)`: what is said of another place.
    Reference(Inserted<Reference>),
}

/// What the program puts into a text.
#[derive(Clone, Debug)]
pub struct Inserted<T> {
    /// It.
    pub value: T,
    /// Its first byte in the source.
    pub place: u32,
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
}

/// What is said of a section, table, figure or attachment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reference {
    /// Its id.
    pub target: Arc<str>,
    /// What is said of it.
    pub facet: Facet,
}

/// What can be said of a section, table, figure or attachment.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Facet {
    /// Its name: 表2, 附件1, 二、
    Label,
    /// Its number alone: 2, 1, 二
    Number,
    /// Its title, caption or heading.
    Title,
    /// The number of its page.
    Page,
    /// Nothing: text of the author's leads there.
    Link,
}

/// Where a link leads.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Link {
    /// To a web page or a mail box.
    Address(Arc<str>),
    /// To what has this id in the report.
    Id(Arc<str>),
}

/// Text that is marked up alike.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// The characters, markup and its escapes removed.
    pub text: String,
    /// Where the characters stand in the source, see [`Run::placed`].
    pub places: Places,
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `` `verbatim` ``: never normalised.
    pub verbatim: bool,
    /// The target of `[text](target)`.
    pub link: Option<Link>,
}
