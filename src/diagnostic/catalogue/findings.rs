//! What the findings say.

use super::Words;
use super::letterhead::letterhead;
use crate::diagnostic::Code;

/// The texts of a kind of finding.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is wrong.
    pub message: Words,
    /// What to write instead; left out if the finding has no word for one of its placeholders.
    pub hint: Option<Words>,
    /// What to write instead if `hint` is left out.
    pub other_hint: Option<Words>,
}

/// A message without hint.
pub(super) const fn say(en: &'static str, zh: &'static str) -> Entry {
    Entry { message: Words { en, zh }, hint: None, other_hint: None }
}

impl Entry {
    /// The message with a hint.
    pub(super) const fn hint(self, en: &'static str, zh: &'static str) -> Self {
        Self { hint: Some(Words { en, zh }), ..self }
    }

    /// The message with a hint for findings that can't fill the first one.
    pub(super) const fn or_hint(self, en: &'static str, zh: &'static str) -> Self {
        Self { other_hint: Some(Words { en, zh }), ..self }
    }
}

/// The texts of a kind of finding.
///
/// # Panics
///
/// Never: a test checks that every code has its texts.
pub fn entry(code: Code) -> Entry {
    file(code)
        .or_else(|| syntax(code))
        .or_else(|| value(code))
        .or_else(|| body(code))
        .or_else(|| markup(code))
        .or_else(|| picture(code))
        .or_else(|| setting(code))
        .or_else(|| grid(code))
        .or_else(|| letterhead(code))
        .or_else(|| super::reference::reference(code))
        .or_else(|| super::closing::entry(code))
        .or_else(|| super::line::entry(code))
        .or_else(|| super::typed::entry(code))
        .or_else(|| super::batch::entry(code))
        .or_else(|| super::standard::entry(code))
        .expect("a test checks that every code has its texts")
}

fn file(code: Code) -> Option<Entry> {
    Some(match code {
        Code::NotUtf8 => say(
            "the file is not text in UTF-8 (first wrong byte: {offset})",
            "文件不是 UTF-8 编码的文本（第 {offset} 字节起无法识别）",
        )
        .hint("save it as UTF-8 in your editor", "请在编辑器中另存为 UTF-8 编码"),
        Code::Utf16 => say("the file is encoded in {encoding}", "文件编码是 {encoding}").hint(
            "convert it to UTF-8: iconv -f {encoding} -t UTF-8 {name} > new.yaml",
            "请转换为 UTF-8：iconv -f {encoding} -t UTF-8 {name} > new.yaml，或在编辑器中另存为 UTF-8",
        ),
        Code::Gbk => say(
            "the file is encoded in GBK or GB 18030, not in UTF-8",
            "文件编码是 GBK（GB 18030），不是 UTF-8",
        )
        .hint(
            "convert it to UTF-8: iconv -f GB18030 -t UTF-8 {name} > new.yaml",
            "请转换为 UTF-8：iconv -f GB18030 -t UTF-8 {name} > new.yaml，或在编辑器中另存为 UTF-8",
        ),
        Code::TooLarge => say(
            "the report is larger than {limit} MiB",
            "报告文件超过 {limit} MiB",
        )
        .hint("split it into several reports", "请拆分成几个报告"),
        Code::ControlCharacter => say(
            "control character {character} in the text",
            "文本中有控制字符 {character}",
        )
        .hint("delete it", "请删除该字符"),
        Code::EmptyReport => say("the report is empty", "报告是空的").hint(
            "a report needs at least `title` and `body`",
            "报告至少要有 `title`（标题）和 `body`（正文）",
        ),
        _ => return None,
    })
}

fn syntax(code: Code) -> Option<Entry> {
    Some(match code {
        Code::YamlSyntax => say("this is not valid YAML: {detail}", "YAML 语法错误：{detail}"),
        Code::YamlColon => say(
            "a colon followed by a space can't stand here",
            "此处不能出现“冒号加空格”",
        )
        .hint(
            "put text with `: ` in it in double quotes, or write the full-width ：; if it is a key, check that it is not indented too far",
            "正文里有“: ”时，请把整段文字放进英文双引号，或改用全角冒号“：”；如果它是键，请检查缩进",
        ),
        Code::YamlTab => say("a tab can't stand here", "此处不能使用制表符（Tab）")
            .hint("indent with spaces", "缩进请用空格"),
        Code::YamlQuote => say("the quotation mark is not closed", "引号没有配对")
            .hint("write the closing quotation mark", "请补上结尾的引号"),
        Code::YamlBracket => say(
            "the brackets or commas of this list don't fit",
            "方括号、花括号或其中的逗号不配对",
        )
        .hint(
            "close every [ and {, and put a comma between entries; text that begins with a bracket needs double quotes",
            "请补全 [ ] 与 { }，各项之间用英文逗号；以括号开头的文字请放进英文双引号",
        ),
        Code::YamlCharacter => say(
            "a value can't begin with this character, which YAML keeps for itself",
            "值不能以该字符开头（YAML 的保留字符）",
        )
        .hint("put the text in double quotes", "请把文字放进英文双引号"),
        Code::YamlAlias => say(
            "YAML takes the `*` here for a reference, and there is nothing of that name",
            "YAML 把此处的 `*` 当作引用，但没有这个名称",
        )
        .hint(
            "put text that begins with `*` or `**` in double quotes: \"**strong** text\"",
            "以 `*` 或 `**` 开头的文字请放进英文双引号，如 \"**强调** 文字\"",
        ),
        Code::YamlIndent => say(
            "this line does not line up with those it belongs to",
            "该行的缩进与同级各行不一致",
        )
        .hint(
            "keys of one level, and the `-` of one list, begin in the same column",
            "同级的键、同一列表的 `-` 要从同一列开始",
        ),
        Code::YamlKey => say("there is no `key: value` on this line", "该行不是“键: 值”的形式").hint(
            "indent lines that go on with the text above, and put a space after the colon of a key",
            "接续上文的行要缩进；键后的英文冒号要跟一个空格",
        ),
        Code::YamlEscape => say(
            "a backslash in double quotes is followed by something that YAML does not know",
            "英文双引号内的反斜杠后面不是 YAML 认识的转义",
        )
        .hint("write two backslashes: \\\\", "请写两个反斜杠：\\\\"),
        Code::YamlAfterQuote => say("text after the closing quotation mark", "结束引号之后还有文字").hint(
            "put the whole text in quotes, the quotation marks in it doubled or written as “ ”",
            "请把整段文字放进引号，其中的引号改用中文引号“ ”",
        ),
        Code::YamlTag => say("the tag (`!…`) does not fit its value", "标签（`!…`）与值不符")
            .hint("delete the tag; text that begins with `!` needs double quotes", "请删除标签；以 `!` 开头的文字请放进英文双引号"),
        Code::SeveralDocuments => say("a second report begins here (`---`)", "此处（`---`）开始了第二个报告")
            .hint("write one report per file", "每个文件只写一个报告"),
        Code::TooDeep => say("nested too deeply", "嵌套层次过深").hint(
            "put text that begins with `[`, `{` or `- ` in double quotes",
            "以 `[`、`{` 或 `- ` 开头的文字请放进英文双引号",
        ),
        Code::TooManyValues => say("too many values in one report", "报告中的值过多")
            .hint("split it into several reports", "请拆分成几个报告"),
        Code::AliasBomb => say(
            "the references (`*name`) repeat too much text",
            "引用（`*名称`）重复的内容过多",
        )
        .hint("write the text out", "请直接写出内容"),
        Code::AliasLoop => say("the reference is part of what it refers to", "引用指向了自身所在的内容")
            .hint("write the text out", "请直接写出内容"),
        _ => return None,
    })
}

fn value(code: Code) -> Option<Entry> {
    Some(match code {
        Code::UnknownKey => say("unknown key `{key}`", "未知的键 `{key}`")
            .hint("did you mean `{near}`?", "是否要写 `{near}`？")
            .or_hint("the keys here: {keys}", "此处的键有：{keys}"),
        Code::DuplicateKey => say(
            "`{key}` stands here again; the first is on line {line}",
            "`{key}` 重复；前一个在第 {line} 行",
        )
        .hint("keep one of them", "请只保留一个"),
        Code::MissingKey => {
            say("`{key}` is missing", "缺少 `{key}`").hint("write `{key}: …`", "请写上 `{key}: …`")
        }
        Code::NotSupported => {
            say("`{key}` is not supported yet by this version", "本版本暂不支持 `{key}`")
                .hint("leave it out", "请先删去")
        }
        Code::KeyNotText => say("a key must be a word", "键必须是文字").hint(
            "put text that begins with `[`, `{` or `? ` in double quotes",
            "以 `[`、`{` 或 `? ` 开头的文字请放进英文双引号",
        ),
        Code::NotMapping => say("`{key}` needs keys and values", "`{key}` 下应为“键: 值”")
            .hint("the keys here: {keys}", "此处的键有：{keys}"),
        Code::NotList => say("`{key}` needs a list", "`{key}` 下应为列表")
            .hint("begin each entry on a line of its own with `- `", "每一项另起一行，以“- ”开头"),
        Code::NotText => say("`{key}` needs text", "`{key}` 应为文字").hint(
            "put text that begins with `[` or `{`, or has `: ` in it, in double quotes",
            "以 `[`、`{` 开头或含有“: ”的文字请放进英文双引号",
        ),
        Code::NotTextOrList => {
            say("`{key}` needs text or a list of texts", "`{key}` 应为文字或文字的列表").hint(
                "put text that begins with `{`, or has `: ` in it, in double quotes",
                "以 `{` 开头或含有“: ”的文字请放进英文双引号",
            )
        }
        Code::NotBoolean => {
            say("`{key}` needs `true` or `false`", "`{key}` 应为 `true` 或 `false`")
                .hint("write it without quotes", "不要加引号")
        }
        Code::UnquotedText => say(
            "`{key}` needs text, and YAML takes {text} for something else",
            "`{key}` 应为文字，而 YAML 不把 {text} 当作文字",
        )
        .hint("put it in quotes: \"{text}\"", "请加英文双引号：\"{text}\""),
        Code::EmptyText => say("`{key}` is empty", "`{key}` 是空的")
            .hint("write a text, or delete the entry", "请填写文字，或删去该项"),
        Code::EmptyList => say("`{key}` has no entries", "`{key}` 没有内容")
            .hint("write at least one entry", "请至少写一项"),
        Code::UnknownChoice => say(
            "`{key}` can't be `{value}`; it is one of {choices}",
            "`{key}` 不能是 `{value}`，可选：{choices}",
        )
        .hint("did you mean `{near}`?", "是否要写 `{near}`？"),
        Code::Language => say("`{value}` is not a language tag", "`{value}` 不是语言标签")
            .hint("write `zh-CN`, for instance", "例如写 `zh-CN`"),
        Code::DateFormat => say("`{value}` is not a date", "`{value}` 不是日期")
            .hint("write {suggestion}", "请写 {suggestion}"),
        Code::DateMonth => say("there is no month {month}", "没有 {month} 月")
            .hint("months are 01 to 12", "月份为 01 至 12"),
        Code::DateDay => {
            say("{year}-{month} has no day {day}", "{year} 年 {month} 月没有 {day} 日")
                .hint("its last day is {last}", "该月最后一天是 {last}")
        }
        _ => return None,
    })
}

fn body(code: Code) -> Option<Entry> {
    Some(match code {
        Code::UnknownBlock => say("`{key}` is no kind of block", "没有 `{key}` 这种内容块").hint(
            "a block is text or one of {choices}; put text with a half-width colon in it in double quotes, or write the full-width ：",
            "内容块是文字，或 {choices} 之一；文字里有半角冒号时请放进英文双引号，或改用全角冒号“：”",
        ),
        Code::SeveralBlocks => say(
            "one entry can't be {kinds} at once",
            "一项内容不能同时是 {kinds}",
        )
        .hint("make each an entry with its own `-`", "请各写一项，各以“- ”开头"),
        Code::NotABlock => say(
            "text or a block is needed here",
            "此处应为文字或内容块",
        )
        .hint("a block is one of {choices}", "内容块是 {choices} 之一"),
        Code::HeadingTooDeep => say(
            "headings go down to four levels: 一、（一）1.（1）",
            "标题最多四级：一、（一）1.（1）",
        )
        .hint("write a paragraph or `points`", "请改写为段落或 `points`"),
        Code::TooManyPoints => say(
            "{count} points, but the counter `{counter}` ends at {limit}",
            "有 {count} 点，而编号 `{counter}` 最多 {limit} 个",
        )
        .hint("choose another `counter`", "请改用其他 `counter`"),
        Code::EmptyPoint => say("a point needs `lead` or `text`", "要点须有 `lead` 或 `text`"),
        Code::ListTooDeep => say("lists go down to {limit} levels", "列表最多 {limit} 级"),
        Code::RowLength => say(
            "row {row} has {found} cells, but the table has {expected} columns",
            "第 {row} 行有 {found} 格，而表格有 {expected} 列",
        )
        .hint(
            "write `null` for an empty cell, and quotes around a number with commas: \"1,145\"",
            "空格写 `null`；带千分位逗号的数字要加英文双引号：\"1,145\"",
        ),
        Code::CellNotText => say(
            "a paragraph of a cell is text or a number",
            "单元格中的段落应为文字或数字",
        )
        .hint(
            "a cell is text, a number, a list of paragraphs, or `{ text: …, columns: 2, rows: 3 }`",
            "单元格写文字、数字、几段文字的列表，或 `{ text: …, columns: 2, rows: 3 }`",
        ),
        Code::Width => say("`{value}` is not a width", "`{value}` 不是宽度")
            .hint("write {examples}", "请写 {examples}"),
        Code::WidthsTooLarge => say(
            "the columns take {sum}% of the width",
            "各列宽度合计 {sum}%",
        )
        .hint("they may take 100% at most", "合计不得超过 100%"),
        _ => return None,
    })
}

fn markup(code: Code) -> Option<Entry> {
    Some(match code {
        Code::UndefinedFootnote => say("there is no footnote `{name}`", "没有脚注 `{name}`")
            .hint("did you mean [^{near}]?", "是否应为 [^{near}]？")
            .or_hint(
                "define it under `footnotes`; for the characters themselves write \\[^{name}]",
                "请在 `footnotes` 下写这条脚注；如需这几个字符本身，请写 \\[^{name}]",
            ),
        Code::LinkTarget => {
            say("`{target}` can't be a link's target", "`{target}` 不能作为链接目标").hint(
                "links go to https://…, http://… or mailto:…",
                "链接目标须以 https://、http:// 或 mailto: 开头",
            )
        }
        Code::InlineHtml => say("HTML is not taken: {tag}", "不支持 HTML：{tag}").hint(
            "use **strong**, *emphasis*, or a backslash for the character itself: \\<",
            "请用 **加粗**、*强调*；如需尖括号本身，请写 \\<",
        ),
        Code::InlineImage => say("a picture can't stand within text", "图片不能放在文字中间").hint(
            "write a block: `figure: { file: {target} }`",
            "请单独写一项：`figure: { file: {target} }`",
        ),
        Code::BlankLine => say("a blank line within one paragraph", "同一段文字中有空行")
            .hint("make each paragraph an entry with its own `-`", "请分成几项，各以“- ”开头"),
        _ => return None,
    })
}

fn picture(code: Code) -> Option<Entry> {
    Some(match code {
        Code::PictureMissing => say("there is no file `{file}`", "找不到文件 `{file}`")
            .hint("paths begin at the report's own folder", "路径从报告所在文件夹算起"),
        Code::PictureOutside => {
            say("`{file}` is outside the report's folder", "`{file}` 不在报告所在文件夹内").hint(
                "move it there, or allow its folder: --allow-path DIR",
                "请移入该文件夹，或用 --allow-path DIR 允许其所在文件夹",
            )
        }
        Code::PictureNotAFile => say("`{file}` is not a file", "`{file}` 不是文件")
            .hint("name a PNG, JPEG or SVG file", "请写 PNG、JPEG 或 SVG 文件的路径"),
        Code::PictureTooLarge => {
            say("`{file}` is larger than {limit} MiB", "`{file}` 超过 {limit} MiB")
        }
        Code::PictureUnreadable => {
            say("`{file}` can't be read: {detail}", "无法读取 `{file}`：{detail}")
        }
        Code::PictureEmpty => say("`{file}` is empty (0 bytes)", "`{file}` 是空文件（0 字节）"),
        Code::PictureFormat => say("`{file}` is a {format} file", "`{file}` 是 {format} 文件")
            .hint("pictures are PNG, JPEG or SVG", "图片须为 PNG、JPEG 或 SVG"),
        Code::NotAPicture => say("`{file}` is not a picture", "`{file}` 不是图片")
            .hint("pictures are PNG, JPEG or SVG", "图片须为 PNG、JPEG 或 SVG"),
        Code::PictureBroken => say("`{file}` is broken: {detail}", "`{file}` 已损坏：{detail}")
            .hint("save it again", "请重新保存该图片"),
        Code::PicturePixels => {
            say("`{file}` has {width} × {height} pixels", "`{file}` 有 {width} × {height} 像素")
                .hint(
                    "scale it down: at most {side} pixels a side and {megapixels} million in all",
                    "请缩小：每边不超过 {side} 像素，总数不超过 {megapixels} 百万",
                )
        }
        Code::SvgExternal => say(
            "`{file}` needs something from elsewhere: {target}",
            "`{file}` 引用了外部内容：{target}",
        )
        .hint("embed it in the SVG", "请嵌入到 SVG 内"),
        Code::SvgEntities => {
            say("`{file}` defines entities (`<!ENTITY`)", "`{file}` 定义了实体（`<!ENTITY`）")
                .hint("save it as plain SVG", "请另存为普通 SVG")
        }
        Code::SvgScript => {
            say("`{file}` holds a program ({target})", "`{file}` 含有脚本（{target}）")
                .hint("save it as plain SVG without scripts", "请另存为不含脚本的普通 SVG")
        }
        Code::SvgTooComplex => say("`{file}` has too many elements", "`{file}` 的元素过多")
            .hint("save it as PNG", "请另存为 PNG"),
        Code::SvgForeignObject => say(
            "parts of `{file}` are HTML (`foreignObject`) and will not be drawn",
            "`{file}` 的部分内容是 HTML（`foreignObject`），不会画出",
        )
        .hint(
            "save it as PNG, or turn its text into SVG text",
            "请另存为 PNG，或把文字转为 SVG 文字",
        ),
        Code::MissingAlt => say("the figure has no `alt`", "图片没有 `alt`（替代文字）").hint(
            "say in `alt` what it shows, for those who can't see it; without it the PDF is not PDF/UA-1",
            "请在 `alt` 中写明图片内容，供看不到图片的人使用；没有它，PDF 达不到 PDF/UA-1",
        ),
        _ => return None,
    })
}

fn setting(code: Code) -> Option<Entry> {
    Some(match code {
        Code::MissingGlyph => say(
            "no font has the character {character} ({code_point}), which stands at {places} ({count} in all)",
            "所有字体都没有字符 {character}（{code_point}），位于 {places}（共 {count} 处）",
        )
        .hint(
            "write another character, give a font that has it with `--font-dir DIR`, or draw a box with `--missing-glyphs warn`",
            "请改用其他字符，或用 `--font-dir 目录` 提供含该字符的字体，或用 `--missing-glyphs warn` 以方框代替",
        ),
        Code::MissingGlyphBox => say(
            "no font has the character {character} ({code_point}), which stands at {places} ({count} in all); a box is drawn for it",
            "所有字体都没有字符 {character}（{code_point}），位于 {places}（共 {count} 处）；以方框代替",
        ),
        Code::EmptyLine => say(
            "this forced break would make an empty line and is left out",
            "此处强制换行会产生空行，已略去",
        )
        .hint("delete the break, or begin a new paragraph", "请删除该换行，或另起一段"),
        Code::TableTooWide => say(
            "the columns need {needed}, the page has {room}",
            "各列共需 {needed}，版心只有 {room}",
        )
        .hint(
            "turned it has {turned}: write `turned: true`, or give smaller widths",
            "横排时版心有 {turned}：请写 `turned: true`，或减小列宽",
        )
        .or_hint(
            "give smaller widths, or split the table into {parts} with fewer columns",
            "请减小列宽，或把表格按列拆成 {parts} 个",
        ),
        Code::FigureTooLarge => say(
            "a picture {asked} wide does not fit the page; it is made {given} wide",
            "图片宽 {asked}，超出版面，已缩为 {given}",
        )
        .hint("give a `width` of at most {given}", "请把 `width` 写为不大于 {given} 的值"),
        Code::UnusableTheme => say("this theme can't be used: {reason}", "主题无法使用：{reason}")
            .hint(
                "write the name of a built-in theme ({known}) or the path of a theme file beside the report",
                "请写内置主题的名称（{known}），或报告所在目录下主题文件的路径",
            ),
        Code::PagesDoNotSettle => say(
            "the page numbers that the text names change its pages, and so themselves, without end",
            "文中的页码使分页改变，分页又使页码改变，无法确定",
        )
        .hint(
            "name a page less, or move the text near a page's end that names one",
            "请减少一处页码引用，或改动页末含有页码引用的文字",
        ),
        Code::Normalized => say("`{from}` set as `{to}` ({rule})", "“{from}”排作“{to}”（{rule}）"),
        _ => return None,
    })
}

fn grid(code: Code) -> Option<Entry> {
    Some(match code {
        Code::RowGrid => say(
            "row {row} fills {found} columns, but of the {columns} columns cells above leave {expected} free",
            "第 {row} 行占 {found} 列，而 {columns} 列中上方跨行单元格留下 {expected} 列",
        )
        .hint(
            "leave out what cells above cover, and write `null` for an empty cell",
            "上方单元格已占的格不写；空格写 null",
        ),
        Code::ColumnGroupTooDeep => say(
            "headings of columns have at most {limit} rows",
            "表头最多 {limit} 行",
        )
        .hint("put fewer groups within each other", "请减少分组的层数"),
        Code::SpanNumber => say(
            "`{key}` needs a whole number, 1 or more",
            "`{key}` 应为不小于 1 的整数",
        )
        .hint("write `{key}: 2`, for instance", "例如写 `{key}: 2`"),
        Code::SpanOverEdge => say(
            "row {row}: the cell in column {column} takes {columns} columns, but there are only {room} up to the table's edge",
            "第 {row} 行第 {column} 列的单元格跨 {columns} 列，而到表格右边只有 {room} 列",
        )
        .hint("write `columns: {room}` at most", "`columns` 最多写 {room}"),
        Code::SpanBelowTable => say(
            "row {row}: the cell in column {column} takes {rows} rows, but the table has only {left} from here",
            "第 {row} 行第 {column} 列的单元格跨 {rows} 行，而表格从此行起只有 {left} 行",
        )
        .hint("write `rows: {left}` at most", "`rows` 最多写 {left}"),
        Code::SpanOverlap => say(
            "row {row}: the cell in column {column} takes {columns} columns, but a cell above takes column {other}",
            "第 {row} 行第 {column} 列的单元格跨 {columns} 列，而第 {other} 列已被上方的跨行单元格占用",
        )
        .hint(
            "make one of the two cells smaller",
            "请减少其中一个单元格所跨的行数或列数",
        ),
        Code::WordTooWide => say(
            "“{word}” is {needed} wide, its column has {room}: it will be split",
            "“{word}”宽 {needed}，所在列只有 {room}，会被拆成两行",
        )
        .hint(
            "give the column a `width` of {width}, or none",
            "请把该列的 `width` 写为 {width}，或不写",
        )
        .or_hint(
            "say with `<br>` where it may be split, or turn the table: `turned: true`",
            "请用 `<br>` 写明在何处换行，或把表格横排：`turned: true`",
        ),
        Code::FigureTooHigh => say(
            "the picture is {asked} high, the page has room for {given}; it is made {width} wide",
            "图片高 {asked}，版面只容 {given}，已缩为宽 {width}",
        )
        .hint("give a `width` of at most {width}", "请把 `width` 写为不大于 {width} 的值"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .filter(|name| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn every_code_has_its_texts_with_the_same_placeholders() {
        for &code in Code::ALL {
            let Entry { message, hint, other_hint } = entry(code);
            for words in [Some(message), hint, other_hint].into_iter().flatten() {
                assert!(!words.en.is_empty() && !words.zh.is_empty(), "{code:?}");
                assert_eq!(placeholders(words.en), placeholders(words.zh), "{code:?}");
                assert!(words.zh.chars().any(|c| c > '\u{2e80}'), "{code:?}: no Chinese");
            }
        }
    }

    #[test]
    fn ids_are_unique_and_say_the_severity() {
        let mut ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Code::ALL.len());
        for code in Code::ALL {
            let letter = match code.severity() {
                crate::diagnostic::Severity::Error => 'E',
                crate::diagnostic::Severity::Warning => 'W',
                crate::diagnostic::Severity::Note => 'N',
            };
            assert!(code.id().starts_with(letter), "{code:?}");
        }
    }
}
