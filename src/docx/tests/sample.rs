//! A document made by hand that has everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Span;
use crate::document::{
    Block, Cell, CharacterLook, Document, Figure, FontNames, Indent, Inline, LineRules, Link,
    Number, NumberLevel, NumberingId, Orientation, PageNumber, PageNumbers, PageSetup, Paragraph,
    ParagraphStyle, Position, Row, Run, Section, Setting, Table,
};
use crate::font::FontLibrary;
use crate::metadata::Metadata;
use crate::picture::{Format, Picture};
use crate::theme::{
    Align, CharacterStyle, Color, FontRole, FontRule, NumberFormat, PageNumberSide, StyleName,
};
use crate::unit::Length;

/// The fonts of the program, one a role.
pub(super) fn library() -> FontLibrary {
    FontLibrary::find(&rules(), &[]).unwrap()
}

fn rules() -> BTreeMap<FontRole, FontRule> {
    let rule = |families: &str, office: &str, alternates: &[&str]| FontRule {
        families: vec![families.to_owned()],
        office: office.to_owned(),
        alternates: alternates.iter().map(|&name| name.to_owned()).collect(),
    };
    BTreeMap::from([
        (FontRole::Fangsong, rule("GW FangSong", "仿宋_GB2312", &["仿宋", "GW FangSong"])),
        (FontRole::Kai, rule("GW KaiTi", "楷体_GB2312", &["楷体", "GW KaiTi"])),
        (FontRole::Hei, rule("GW HeiTi", "黑体", &["SimHei", "GW HeiTi"])),
        (FontRole::Song, rule("GW SongTi", "宋体", &["SimSun", "GW SongTi"])),
        (FontRole::Xiaobiaosong, rule("GW XiaoBiaoSong", "方正小标宋简体", &["GW XiaoBiaoSong"])),
        (FontRole::Latin, rule("Liberation Serif", "Times New Roman", &["Liberation Serif"])),
        (FontRole::LatinBold, rule("Liberation Serif", "Times New Roman", &[])),
    ])
}

/// A style of body text's size, on the grid.
fn style(word_name: &str, font: FontRole, align: Align) -> ParagraphStyle {
    ParagraphStyle {
        word_name: word_name.to_owned(),
        font,
        latin: FontRole::Latin,
        size: Length::pt(16),
        character_width: 100,
        tracking: Length::twips(-5),
        color: Color::default(),
        align,
        indent: Indent::default(),
        before: Length::ZERO,
        after: Length::ZERO,
        line_pitch: Length::twips(579),
        keep_with_next: false,
        keep_together: false,
        page_break_before: false,
        outline_level: None,
    }
}

fn first_line() -> Indent {
    Indent { first_line: Length::twips(640), first_line_chars: 200, ..Indent::default() }
}

fn styles() -> BTreeMap<StyleName, ParagraphStyle> {
    use FontRole::{Fangsong, Hei, Kai, Xiaobiaosong};
    let indented = |name: &str, font| ParagraphStyle {
        indent: first_line(),
        ..style(name, font, Align::Justify)
    };
    let heading = |level: u8, font| ParagraphStyle {
        keep_with_next: true,
        outline_level: Some(level),
        ..indented(&format!("heading {}", level + 1), font)
    };
    let large = |name: &str| ParagraphStyle {
        size: Length::pt(22),
        tracking: Length::ZERO,
        after: Length::twips(579),
        keep_with_next: true,
        ..style(name, Xiaobiaosong, Align::Center)
    };
    let small = |name: &str, font| ParagraphStyle {
        size: Length::pt(14),
        tracking: Length::ZERO,
        ..style(name, font, Align::Center)
    };
    let both = Length::twips(280);
    BTreeMap::from([
        (StyleName::Body, indented("Body Text", Fangsong)),
        (StyleName::Title, large("Title")),
        (StyleName::Addressees, style("主送机关", Fangsong, Align::Justify)),
        (StyleName::Heading1, heading(0, Hei)),
        (StyleName::Heading2, heading(1, Kai)),
        (StyleName::Heading3, heading(2, Fangsong)),
        (StyleName::Heading4, heading(3, Fangsong)),
        (StyleName::ListItem, indented("List Paragraph", Fangsong)),
        (
            StyleName::Quotation,
            ParagraphStyle {
                indent: Indent {
                    left: Length::twips(640),
                    left_chars: 200,
                    right: Length::twips(640),
                    right_chars: 200,
                    ..first_line()
                },
                ..style("Quote", Kai, Align::Justify)
            },
        ),
        (
            StyleName::TableCaption,
            ParagraphStyle { keep_with_next: true, ..style("caption", Hei, Align::Center) },
        ),
        (StyleName::TableHeader, small("表头", Hei)),
        (StyleName::TableText, ParagraphStyle { align: Align::Left, ..small("表文", Fangsong) }),
        (StyleName::Figure, ParagraphStyle { keep_with_next: true, ..small("图", Fangsong) }),
        (StyleName::FigureCaption, small("图题", Fangsong)),
        (
            StyleName::AttachmentLabel,
            ParagraphStyle {
                page_break_before: true,
                keep_with_next: true,
                ..style("附件序号", Hei, Align::Left)
            },
        ),
        (StyleName::AttachmentTitle, large("附件标题")),
        (StyleName::Signature, style("落款", Fangsong, Align::Left)),
        (StyleName::Date, style("成文日期", Fangsong, Align::Left)),
        (StyleName::Footnote, style("footnote text", Fangsong, Align::Justify)),
        (
            StyleName::PageNumber,
            ParagraphStyle {
                latin: FontRole::Song,
                line_pitch: Length::pt(20),
                align: Align::Right,
                indent: Indent {
                    left: both,
                    right: both,
                    left_chars: 100,
                    right_chars: 100,
                    ..Indent::default()
                },
                ..small("footer", FontRole::Song)
            },
        ),
    ])
}

fn characters() -> BTreeMap<CharacterStyle, CharacterLook> {
    let look = |name: &str, font, latin| CharacterLook {
        word_name: name.to_owned(),
        font,
        latin,
        color: None,
        superscript: false,
    };
    let mark = CharacterLook {
        superscript: true,
        ..look("footnote reference", Some(FontRole::Fangsong), Some(FontRole::Fangsong))
    };
    BTreeMap::from([
        (CharacterStyle::Strong, look("Strong", Some(FontRole::Hei), Some(FontRole::LatinBold))),
        (CharacterStyle::Emphasis, look("Emphasis", Some(FontRole::Kai), None)),
        (CharacterStyle::Link, look("Hyperlink", None, None)),
        (CharacterStyle::Reference, look("交叉引用", None, None)),
        (CharacterStyle::PointLead, look("要点首句", None, None)),
        (CharacterStyle::FootnoteMark, mark),
    ])
}

/// A document of one section with these blocks.
pub(super) fn with_blocks(blocks: Vec<Block>) -> Document {
    let mut document = empty();
    document.sections[0].blocks = blocks;
    document
}

/// A document without blocks.
pub(super) fn empty() -> Document {
    let level = |format, text: &str| NumberLevel { format, text: text.to_owned() };
    let headings = vec![
        level(NumberFormat::ChineseCountingThousand, "%1、"),
        level(NumberFormat::ChineseCountingThousand, "（%1）"),
        level(NumberFormat::Decimal, "%1."),
        level(NumberFormat::Decimal, "（%1）"),
    ];
    let list = vec![level(NumberFormat::Decimal, "%1."), level(NumberFormat::Bullet, "—")];
    let names = |rule: &FontRule| FontNames {
        office: rule.office.clone(),
        alternates: rule.alternates.clone(),
    };
    let page = PageSetup {
        width: Length::twips(11906),
        height: Length::twips(16838),
        top: Length::twips(2098),
        right: Length::twips(1474),
        bottom: Length::twips(1984),
        left: Length::twips(1587),
        line_pitch: Length::twips(579),
        widow_lines: 2,
        page_number: PageNumber {
            before: "— ".to_owned(),
            after: " —".to_owned(),
            baseline: Length::twips(15363),
            side: PageNumberSide::Outer,
        },
        orientation: Orientation::Upright,
    };
    Document {
        metadata: Metadata {
            title: "关于工作的报告".to_owned(),
            authors: vec!["某市某局".to_owned(), "某市另一局".to_owned()],
            date: Some((2024, 12, 31)),
            language: "zh-CN".to_owned(),
        },
        page: page.clone(),
        styles: styles(),
        characters: characters(),
        lists: vec![list.clone(), list, headings.clone()],
        headings,
        fonts: rules().iter().map(|(role, rule)| (*role, names(rule))).collect(),
        private_characters: BTreeMap::new(),
        sections: vec![Section { page, page_numbers: PageNumbers::All, blocks: Vec::new() }],
        footnotes: Vec::new(),
        footnote_format: NumberFormat::DecimalEnclosedCircle,
        line_rules: LineRules::Office,
    }
}

/// A run without marks.
pub(super) fn run(text: &str) -> Run {
    Run { text: text.to_owned(), ..Run::default() }
}

/// A run of a character style.
pub(super) fn marked(text: &str, style: CharacterStyle) -> Run {
    Run { styles: vec![style], ..run(text) }
}

/// A run with a setting.
pub(super) fn set(text: &str, setting: Setting) -> Run {
    Run { setting, ..run(text) }
}

/// A link.
pub(super) fn link(text: &str, target: &str) -> Run {
    Run { link: Some(Link::Address(Arc::from(target))), ..marked(text, CharacterStyle::Link) }
}

/// A paragraph of runs.
pub(super) fn paragraph(style: StyleName, runs: Vec<Run>) -> Paragraph {
    Paragraph::new(style, runs.into_iter().map(Inline::Run).collect(), Span::default())
}

/// A paragraph of plain text.
pub(super) fn plain(style: StyleName, text: &str) -> Paragraph {
    paragraph(style, vec![run(text)])
}

/// A paragraph with a number.
pub(super) fn numbered(
    style: StyleName,
    numbering: usize,
    level: u8,
    number: &str,
    text: &str,
) -> Paragraph {
    Paragraph {
        number: Some(Box::new(Number {
            numbering: NumberingId(numbering),
            level,
            text: number.to_owned(),
        })),
        ..plain(style, text)
    }
}

/// A table of two columns with a row of headings.
pub(super) fn table(rows: &[[&str; 2]]) -> Table {
    let rows = rows.iter().enumerate().map(|(at, cells)| {
        let style = if at == 0 { StyleName::TableHeader } else { StyleName::TableText };
        let cells = cells.iter().enumerate().map(|(column, text)| cell(column, style, text));
        Row { cells: cells.collect(), splits: false, keep_with_next: false }
    });
    Table {
        indent: Length::ZERO,
        columns: vec![Length::twips(4000), Length::twips(4835)],
        rows: rows.collect(),
        header_rows: 1,
        row_height: Length::twips(579),
        first_row_less: Length::twips(10),
        last_row_less: Length::ZERO,
        rule: Length::emu(6350),
        cell_margin: Length::twips(108),
        cell_padding: Length::twips(60),
        description: Some("表1 主要数据 <2024> & 其他".to_owned()),
        is_long_and_bare: false,
        ends_body: false,
        goes_on: false,
        span: Span::default(),
    }
}

/// A cell of one place.
pub(super) fn cell(column: usize, style: StyleName, text: &str) -> Cell {
    let paragraphs = vec![plain(style, text)];
    Cell { column, columns: 1, rows: 1, position: Position::Middle, paragraphs }
}

/// A vector picture with text.
pub(super) fn svg() -> Arc<Picture> {
    let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\">\
        <rect width=\"200\" height=\"100\" fill=\"#dde\"/><circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"#c33\"/>\
        <text x=\"100\" y=\"60\" font-family=\"GW HeiTi\" font-size=\"24\">甲乙丙</text></svg>";
    Arc::new(Picture::new(Format::Svg, text.as_bytes().to_vec(), [200, 100], 96.0))
}

/// A bitmap.
pub(super) fn png() -> Arc<Picture> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(60, 30, |x, y| image::Rgb([x as u8 * 4, y as u8 * 8, 99]));
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    Arc::new(Picture::new(Format::Png, bytes.into_inner(), [60, 30], 96.0))
}

/// A picture on the page, 60 mm wide.
pub(super) fn figure(picture: Arc<Picture>) -> Block {
    Block::Figure(Figure {
        picture,
        width: Length::mm(60),
        height: Length::mm(30),
        line_height: Length::twips(4 * 579),
        alt: Some("示意图 \"甲\" <乙>".to_owned()),
        has_caption: true,
        keep_with_next: true,
        span: Span::default(),
    })
}

/// A document with every kind of block.
pub(super) fn full() -> Document {
    use StyleName::{
        Addressees, AttachmentLabel, AttachmentTitle, Body, Date, FigureCaption, Heading1,
        Heading2, Heading3, Heading4, ListItem, Quotation, Signature, TableCaption, Title,
    };
    let body = "全市自然资源系统坚持以人民为中心，统筹发展和安全，2024年完成建设用地报批1145宗，\
                新增耕地3.2万亩，各项工作取得新的成效，为经济社会高质量发展提供了有力支撑。";
    let break_line = Paragraph {
        inlines: vec![
            Inline::Run(run("强制换行之前的文字")),
            Inline::Break,
            Inline::Run(run("换行之后的文字。")),
        ],
        ..plain(Body, "")
    };
    let signature = Paragraph {
        indent: Some(Box::new(Indent { left: Length::twips(5000), ..Indent::default() })),
        before: Some(Length::twips(579)),
        ..plain(Signature, "某市自然资源和规划局")
    };
    let date = Paragraph { align: Some(Align::Right), ..plain(Date, "2024年12月31日") };
    let mut blocks: Vec<Block> = [
        plain(Title, "关于2024年工作情况的报告"),
        plain(Addressees, "市委、市政府："),
        plain(Body, body),
        numbered(Heading1, 0, 0, "一、", "聚焦政治功能"),
        numbered(Heading2, 0, 1, "（一）", "理论学习"),
        numbered(Heading3, 0, 2, "1.", "集中学习"),
        numbered(Heading4, 0, 3, "（1）", "专题研讨"),
        paragraph(
            Body,
            vec![
                run("普通文字，"),
                marked("强调 GB/T 9704—2012 标准", CharacterStyle::Strong),
                run("，再"),
                marked("楷体字", CharacterStyle::Emphasis),
                run("，见"),
                link("官方网站", "https://example.cn/a b?x=1&y=<2>"),
                run("。气温25"),
                set("℃", Setting::Han),
                run("，他说"),
                set("……", Setting::Unbreakable),
                run("生僻字"),
                set("㐀", Setting::Fallback(FontRole::Song)),
                run("。控制\u{1}字符 & <标记> \"引号\""),
            ],
        ),
        break_line,
        numbered(ListItem, 1, 0, "1.", "第一项"),
        numbered(ListItem, 1, 1, "—", "第一项之下"),
        numbered(ListItem, 1, 0, "2.", "第二项"),
        plain(Body, "中间的文字。"),
        numbered(ListItem, 2, 0, "1.", "另一个列表重新编号"),
        plain(Quotation, "人民对美好生活的向往，就是我们的奋斗目标。人民对美好生活的向往。"),
        numbered(Heading1, 0, 0, "二、", "下一部分"),
        numbered(Heading2, 0, 1, "（一）", "重新编号的二级标题"),
        plain(Heading1, "没有编号的标题"),
        plain(TableCaption, "表1 主要数据"),
    ]
    .into_iter()
    .map(Block::Paragraph)
    .collect();
    blocks.push(Block::Table(table(&[
        ["指标", "数量"],
        ["集中学习（次）", "12"],
        ["专题研讨 <&>", "内容比较长的单元格会折成两行来显示，看看效果如何"],
    ])));
    blocks.push(Block::Paragraph(plain(Body, body)));
    blocks.extend([figure(svg()), Block::Paragraph(plain(FigureCaption, "图1 矢量图"))]);
    blocks.extend([figure(png()), Block::Paragraph(plain(FigureCaption, "图2 位图"))]);
    blocks.extend([figure(png()), Block::Paragraph(plain(FigureCaption, "图3 同一位图"))]);
    blocks.extend([signature, date].map(Block::Paragraph));
    blocks.extend(
        [
            plain(AttachmentLabel, "附件"),
            plain(AttachmentTitle, "主要数据表"),
            numbered(Heading1, 3, 0, "一、", "附件的标题重新编号"),
            numbered(Heading2, 3, 1, "（一）", "附件的二级标题"),
            plain(Body, body),
        ]
        .map(Block::Paragraph),
    );
    with_blocks(blocks)
}
