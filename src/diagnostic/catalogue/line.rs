//! What the findings about lines say.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

pub(super) fn entry(code: Code) -> Option<Entry> {
    Some(match code {
        Code::Orphan => say(
            "the paragraph ends with a line of one character: {text}",
            "段落末行只有一个字：{text}",
        )
        .hint(
            "add or take away a few characters, or give `--fix-orphans`",
            "请增减几个字，或加上 `--fix-orphans`",
        ),
        Code::OrphanFixed => say(
            "tracking changed by {points} pt, so that the paragraph does not end with a line of one character: {text}",
            "为避免段落末行只有一个字，字距调整了 {points} 磅：{text}",
        ),
        Code::NoBreak => say(
            "no line may end here, but there is no other place to break: {text}",
            "这里不应换行，但没有别处可以断开：{text}",
        )
        .hint(
            "put blanks or marks into what is too long for a line, or shorten it",
            "请在过长的一串字符中加空格或标点，或把它缩短",
        ),
        Code::DocxByOffice => say(
            "the Word file breaks lines as word processors do, not by CLREQ: its lines and pages may differ from the PDF's",
            "Word 文件按文字处理软件的规则换行，不按《中文排版需求》：行和页可能与 PDF 不同",
        )
        .hint(
            "leave out `line_breaking` if both files are to have the same pages",
            "要两种文件页面相同，请去掉 `line_breaking`",
        ),
        _ => return None,
    })
}
