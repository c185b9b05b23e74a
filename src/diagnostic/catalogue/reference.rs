//! What findings say about footnotes, references and the table of contents.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

pub(super) fn reference(code: Code) -> Option<Entry> {
    footnote(code).or_else(|| id(code)).or_else(|| contents(code))
}

fn footnote(code: Code) -> Option<Entry> {
    Some(match code {
        Code::FootnoteTwice => say(
            "the footnote is marked a second time; its first mark is on line {line}",
            "同一脚注标了两次，第一次在第 {line} 行",
        )
        .hint(
            "define a second footnote, “same as note 1” for instance",
            "请另写一条脚注，如“同注①”",
        ),
        Code::UnusedFootnote => say(
            "no text marks the footnote `{name}`, so it is in no file",
            "正文没有引用脚注 `{name}`，输出的文件中没有这条脚注",
        )
        .hint(
            "put [^{name}] where its mark belongs, or delete it",
            "请在相应文字后写 [^{name}]，或删去这条脚注",
        ),
        Code::FootnoteInFootnote => say(
            "a footnote's text can't have the mark of another one, `{name}`",
            "脚注的文字中不能再标脚注 `{name}`",
        )
        .hint(
            "write both as one footnote, or say “see note 1” in words",
            "请合为一条脚注，或用文字写明“见注①”",
        ),
        Code::FootnotePlace => say(
            "a footnote's mark, [^{name}], can't stand in `{key}`",
            "`{key}` 中不能标脚注 [^{name}]",
        )
        .hint(
            "write 注 there, and the note itself in the table's `{note}`, below the table",
            "表中请用文字写“注”，注文写在该表的 `{note}` 中，排在表下",
        )
        .or_hint(
            "marks stand in paragraphs, headings, points, lists and quotations: mark the text that speaks of it",
            "脚注可标在段落、标题、要点、列表和引文中，请标在正文提到它的地方",
        ),
        Code::FootnoteElsewhere => say(
            "the footnote begins on another page than its mark: the page has no room left for it",
            "本页脚注已满，这条脚注排不到标注所在的页面",
        )
        .hint(
            "shorten the footnotes of the page, or move the longest into the text or an attachment",
            "请压缩本页脚注，或将最长的移入正文或附件",
        ),
        _ => return None,
    })
}

fn id(code: Code) -> Option<Entry> {
    Some(match code {
        Code::UnknownId => {
            say("nothing in the report has the id `{id}`", "报告中没有 id 为 `{id}` 的内容")
                .hint("did you mean `{near}`?", "是否应为 `{near}`？")
                .or_hint(
                    "give the section, table, figure or attachment an `id: {id}`",
                    "请给要引用的小节、表、图或附件写上 `id: {id}`",
                )
        }
        Code::DuplicateId => {
            say("the id `{id}` is taken, on line {line}", "id `{id}` 已在第 {line} 行用过")
                .hint("every id stands once", "每个 id 只能用一次，请另取一个")
        }
        Code::Id => say("`{value}` can't be an id", "`{value}` 不能作 id").hint(
            "an id has letters, digits, -, _ and . only: `id: main-data`",
            "id 只能用文字、数字和 - _ . ，如 `id: main-data`",
        ),
        Code::UnknownPlaceholder => {
            say("there is no placeholder {{word}}", "没有占位符 {{word}}")
                .hint("did you mean {{near}}?", "是否应为 {{near}}？")
                .or_hint(
                    "a link to an id may have {label}, {number}, {title} and {page}; for the brace itself write \\{",
                    "指向 id 的链接可用 {label}（名称）、{number}（序号）、{title}（标题）、{page}（页码）；花括号本身写作 \\{",
                )
        }
        Code::NoCaption => say(
            "what has the id `{id}` has no caption, so there is nothing to number and to refer to",
            "id 为 `{id}` 的表或图没有题注，无从编号和引用",
        )
        .hint("give it a `caption`, or leave out the `id`", "请给它写 `caption`，或删去 `id`"),
        Code::NoAttachmentNumber => say(
            "`{id}` has no number: it is the only attachment",
            "`{id}` 是唯一的附件，没有序号",
        )
        .hint("refer to it by [](#{id}), which gives 附件", "请写 [](#{id})，排出“附件”"),
        Code::NoHeadingNumber => say(
            "`{id}` has no number: the theme does not number headings of its level",
            "`{id}` 没有序号：主题不给这一级标题编号",
        )
        .hint("refer to it by [{title}](#{id})", "请写 [{title}](#{id})，引用它的文字"),
        Code::CaptionNumberTaken => say(
            "the caption's own number {number} is also that of another one, on line {line}",
            "题注自带的编号 {number} 与第 {line} 行的重复",
        )
        .hint(
            "leave the numbers to the program: give each an `id` and write captions without numbers",
            "编号请交给程序：给每个表、图写 `id`，题注不写编号",
        ),
        _ => return None,
    })
}

fn contents(code: Code) -> Option<Entry> {
    Some(match code {
        Code::NoHeadings => say(
            "the table of contents would be empty: no heading is of its levels",
            "没有可编入目录的标题，不排目录",
        )
        .hint(
            "write headings (`heading: …`), or leave out `toc`",
            "请写小节标题（`heading: …`），或删去 `toc`",
        ),
        Code::ContentsBeforeLetterhead => say(
            "the table of contents stands in front of the page with the 版头, which is a document's first one (GB/T 9704—2012, 7.1)",
            "目录排在版头所在页之前，而版头应在公文首页（GB/T 9704—2012，7.1）",
        )
        .hint(
            "leave out `toc`, or issue what it lists without `letterhead` (`kind: plain`) and send it with a notice",
            "请删去 `toc`，或将所列内容不带 `letterhead`（`kind: plain`）单独成文，随通知印发",
        ),
        Code::ContentsLevels => say(
            "a table of contents has 1 to 4 levels, not {value}",
            "目录可有 1 至 4 级，不能是 {value}",
        )
        .hint("write `levels: 2`", "请写 `levels: 2`"),
        _ => return None,
    })
}
