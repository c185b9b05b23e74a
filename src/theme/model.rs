//! A theme as typed data; `data/themes/gbt9704.yaml` shows every key with its clause.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use super::closing::{AttachmentNoteRule, ColophonRule, SignatureRule};
use super::clreq::ClreqRule;
use super::letterhead::LetterheadRule;
use crate::unit::Length;

/// The rules by which a report is set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// What the theme follows, in words.
    pub standard: String,
    /// Paper and margins.
    pub page: Page,
    /// Lines and characters.
    pub grid: Grid,
    /// The families of each role, in order of preference.
    pub fonts: BTreeMap<FontRole, FontRule>,
    /// Colours by name, `#rrggbb`.
    pub colors: BTreeMap<String, Color>,
    /// The look of every kind of paragraph.
    pub styles: BTreeMap<StyleName, StyleRule>,
    /// The look of marked-up text.
    pub characters: BTreeMap<CharacterStyle, CharacterRule>,
    /// The numbers of headings, outermost first.
    pub headings: Vec<HeadingRule>,
    /// 页码.
    pub page_number: PageNumberRule,
    /// Tables.
    pub table: TableRule,
    /// Pictures.
    pub figure: FigureRule,
    /// 附件说明.
    pub attachment_note: AttachmentNoteRule,
    /// 版头.
    pub letterhead: LetterheadRule,
    /// 署名 and 成文日期.
    pub signature: SignatureRule,
    /// 版记.
    pub colophon: ColophonRule,
    /// 目录.
    pub contents: ContentsRule,
    /// 脚注.
    pub footnote: FootnoteRule,
    /// Lines by CLREQ, for reports that want them.
    #[serde(deserialize_with = "shared")]
    pub clreq: Arc<ClreqRule>,
    /// Fixed words: 附件, ： and so on.
    pub words: Words,
}

/// Reads what many paragraphs share.
fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<ClreqRule>, D::Error> {
    ClreqRule::deserialize(deserializer).map(Arc::new)
}

/// Paper and margins (5.1, 5.2.1).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Width and height of the trimmed paper.
    pub size: [Length; 2],
    /// 天头: top edge of the paper to the type area.
    pub head_margin: Length,
    /// 订口: left edge of the paper to the type area.
    pub binding_margin: Length,
    /// 版心: width and height.
    pub type_area: [Length; 2],
}

/// The grid (5.2.3).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// 每面行数; sets the line pitch, or else `line_pitch` does.
    pub lines_per_page: Option<u16>,
    /// Baseline to baseline.
    pub line_pitch: Option<Length>,
    /// 每行字数: body text is tracked to let so many characters into a line, or not at all.
    pub characters_per_line: Option<u16>,
    /// Lines of a paragraph that may not stand alone at the foot or head of a page (孤行): 2, or 0.
    pub widow_lines: u8,
    /// By how much at most the tracking of a paragraph that ends with a line of one character (孤字)
    /// is changed, if that is asked for.
    pub orphan_tracking: Length,
}

/// What a font is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum FontRole {
    /// 仿宋
    Fangsong,
    /// 楷体
    Kai,
    /// 黑体
    Hei,
    /// 宋体, also of every character that another role's font lacks
    Song,
    /// 小标宋
    Xiaobiaosong,
    /// Latin letters and digits
    Latin,
    /// The same, bold
    LatinBold,
}

impl FontRole {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Fangsong,
        Self::Kai,
        Self::Hei,
        Self::Song,
        Self::Xiaobiaosong,
        Self::Latin,
        Self::LatinBold,
    ];
}

/// The families of a role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontRule {
    /// Families by the names in the files' name tables, the first found is used; ours is last.
    pub families: Vec<String>,
    /// The name that the DOCX gives the font when it is not embedded: the one that offices have.
    pub office: String,
    /// Other names by which the DOCX's font table lists it (`w:altName`).
    #[serde(default)]
    pub alternates: Vec<String>,
}

/// A colour of the RGB space of screens.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let value = text.strip_prefix('#').filter(|hex| hex.len() == 6);
        let value = value.and_then(|hex| u32::from_str_radix(hex, 16).ok()).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is not a colour: write #rrggbb"))
        })?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self { red, green, blue })
    }
}

/// The kinds of paragraphs that a report is made of.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum StyleName {
    /// 份号
    CopyNumber,
    /// 密级和保密期限
    Security,
    /// 紧急程度
    Urgency,
    /// 发文机关标志
    Mark,
    /// 发文字号, 令号
    DocumentNumber,
    /// 签发人
    Signatories,
    /// 正文
    Body,
    /// 标题 of the document (题目)
    Title,
    /// 副标题
    Subtitle,
    /// 主送机关
    Addressees,
    /// 一级标题
    Heading1,
    /// 二级标题
    Heading2,
    /// 三级标题
    Heading3,
    /// 四级标题
    Heading4,
    /// 要点: 一是…
    Point,
    /// 列表
    ListItem,
    /// 引文
    Quotation,
    /// 表题
    TableCaption,
    /// 表头
    TableHeader,
    /// 表文
    TableText,
    /// 单位: above a table, at its right
    TableUnit,
    /// 表注: below a table
    TableNote,
    /// 图
    Figure,
    /// 图题
    FigureCaption,
    /// 出席, 请假, 列席
    Attendance,
    /// 附件说明
    AttachmentNote,
    /// 附件 + number, above an attachment
    AttachmentLabel,
    /// 附件标题
    AttachmentTitle,
    /// 署名 (落款)
    Signature,
    /// 成文日期
    Date,
    /// 附注
    Note,
    /// 脚注
    Footnote,
    /// 版记
    Colophon,
    /// Above the table of contents
    ContentsTitle,
    /// Its entries of the first level
    Contents1,
    /// Of the second
    Contents2,
    /// Of the third
    Contents3,
    /// Of the fourth
    Contents4,
    /// 页码
    PageNumber,
}

impl StyleName {
    /// All of them.
    pub const ALL: [Self; 39] = [
        Self::CopyNumber,
        Self::Security,
        Self::Urgency,
        Self::Mark,
        Self::DocumentNumber,
        Self::Signatories,
        Self::Body,
        Self::Title,
        Self::Subtitle,
        Self::Addressees,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::Heading4,
        Self::Point,
        Self::ListItem,
        Self::Quotation,
        Self::TableCaption,
        Self::TableHeader,
        Self::TableText,
        Self::TableUnit,
        Self::TableNote,
        Self::Figure,
        Self::FigureCaption,
        Self::Attendance,
        Self::AttachmentNote,
        Self::AttachmentLabel,
        Self::AttachmentTitle,
        Self::Signature,
        Self::Date,
        Self::Note,
        Self::Footnote,
        Self::Colophon,
        Self::ContentsTitle,
        Self::Contents1,
        Self::Contents2,
        Self::Contents3,
        Self::Contents4,
        Self::PageNumber,
    ];
}

/// How a kind of paragraph looks. 字 are character widths of its own type size.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches of the YAML, independent of each other"
)]
pub struct StyleRule {
    /// The style's name in Word: a built-in one (`heading 1`) or ours (主送机关).
    pub word_name: String,
    /// Font of Han text.
    pub font: FontRole,
    /// Font of Latin text; `latin` if not given.
    pub latin: Option<FontRole>,
    /// 字号
    pub size: Length,
    /// Name of a colour; black if not given.
    pub color: Option<String>,
    /// Whether the characters stand on the grid (are tracked to fill the measure with so many).
    #[serde(default)]
    pub on_grid: bool,
    /// Where the lines stand.
    pub align: Align,
    /// 段首缩排 in 字.
    #[serde(default)]
    pub first_line: f64,
    /// Left indent in 字.
    #[serde(default)]
    pub left: f64,
    /// Right indent in 字.
    #[serde(default)]
    pub right: f64,
    /// Blank lines before.
    #[serde(default)]
    pub blank_lines_before: u8,
    /// Blank lines after; between two paragraphs the larger of `after` and `before` counts.
    #[serde(default)]
    pub blank_lines_after: u8,
    /// Baseline to baseline; the grid's pitch if not given.
    pub line_pitch: Option<Length>,
    /// Stays on the page of the next paragraph's first lines.
    #[serde(default)]
    pub keep_with_next: bool,
    /// All its lines stay on one page.
    #[serde(default)]
    pub keep_together: bool,
    /// Begins a page.
    #[serde(default)]
    pub page_break_before: bool,
}

/// Where lines stand in their measure.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// From edge to edge, the last line at the left.
    #[default]
    Justify,
    /// From edge to edge, the same gap between all characters, the last line too.
    Distribute,
}

/// Kinds of marked-up text.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum CharacterStyle {
    /// `**strong**`
    Strong,
    /// `*emphasis*`
    Emphasis,
    /// `[text](target)`, a link that leads outside
    Link,
    /// `[text](#id)`, words that lead to a place in the document
    Reference,
    /// The lead sentence of a run-in point
    PointLead,
    /// The name of a 签发人
    SignatoryName,
    /// A label in 黑体
    Label,
    /// The mark of a footnote in the text, and its number before the note
    FootnoteMark,
}

impl CharacterStyle {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Strong,
        Self::Emphasis,
        Self::Link,
        Self::Reference,
        Self::PointLead,
        Self::SignatoryName,
        Self::Label,
        Self::FootnoteMark,
    ];
}

/// How marked-up text differs from the text around it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CharacterRule {
    /// The character style's name in Word.
    pub word_name: String,
    /// Font of Han text; that of the paragraph if not given.
    pub font: Option<FontRole>,
    /// Font of Latin text; that of the paragraph if not given.
    pub latin: Option<FontRole>,
    /// Name of a colour; that of the paragraph if not given.
    pub color: Option<String>,
    /// Whether it is set small and high.
    #[serde(default)]
    pub superscript: bool,
}

/// How the headings of a level are numbered (7.3.3).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingRule {
    /// How the number is written.
    pub number_format: NumberFormat,
    /// The number with what is around it, `%1` standing for it.
    pub level_text: String,
}

/// How a number is written; the names are those of OOXML's `ST_NumberFormat`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum NumberFormat {
    /// 一 二 三 … 十 十一
    ChineseCountingThousand,
    /// 1 2 3
    Decimal,
    /// ① ② ③
    DecimalEnclosedCircle,
    /// Not a number: the level's text alone.
    Bullet,
}

/// 页码 (7.5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNumberRule {
    /// What stands before the number.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// Lower edge of the type area to the top edge of the dashes (一字线).
    pub below_type_area: Length,
    /// How far above the baseline the dashes' top edge is, in 字.
    pub dash_rise: f64,
    /// On which side it stands.
    pub side: PageNumberSide,
}

/// On which side of the page its number stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum PageNumberSide {
    /// Right on odd pages, left on even ones, indented as the style `page_number` says.
    Outer,
    /// In the middle.
    Center,
}

/// Tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRule {
    /// Thickness of the lines.
    pub rule: Length,
    /// Between a line and the text beside it.
    pub cell_margin: Length,
    /// Between a line and the text above or below it, at least.
    pub cell_padding: Length,
}

/// Pictures.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureRule {
    /// Blank space above and below a picture, together, at least; its paragraph is whole lines high.
    pub clearance: Length,
}

/// 目录.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentsRule {
    /// How many levels of headings it has, if the report does not say.
    pub levels: u8,
    /// What stands above it, if the report does not say.
    pub title: String,
}

/// 脚注. Their numbers begin anew on every page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FootnoteRule {
    /// How the numbers are written.
    pub number_format: NumberFormat,
}

/// Fixed words and marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// 附件
    pub attachment: String,
    /// What ends a 发文机关标志: 文件
    pub mark: String,
    /// What ends that of an order: 令
    pub order: String,
    /// What ends that of minutes: 纪要
    pub minutes: String,
    /// Between 密级 and 保密期限: ★
    pub security: String,
    /// 签发人
    pub signatories: String,
    /// 出席, 请假, 列席
    pub attendance: [String; 3],
    /// Between names: 、
    pub names: String,
    /// What follows a label: ：
    pub colon: String,
    /// Between addressees: ，
    pub separator: String,
    /// Around the 附注: （）
    pub note: [String; 2],
    /// Before the number of a table: 表
    pub table: String,
    /// Before the number of a figure: 图
    pub figure: String,
    /// 注：, behind which the notes below a table hang.
    pub table_note: String,
    /// Between the number of a caption and its words.
    pub caption_space: String,
    /// 抄送
    pub copy_to: String,
    /// 主送, in the 版记
    pub send_to: String,
    /// At the end of 抄送: 。
    pub full_stop: String,
    /// After 印发日期: 印发
    pub printed: String,
    /// After an issuer's name, what its seal shows: 印章
    pub seal: String,
    /// After a signer's name or title, what the stamp shows: 签名章
    pub stamp: String,
    /// 成文日期, `%Y`, `%m`, `%d` standing for year, month, day without leading zeros.
    pub date: String,
}
