//! What is said of marks that an author has typed and the program writes, or that mark nothing.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

/// The texts of findings about what an author has typed.
pub(super) fn entry(code: Code) -> Option<Entry> {
    Some(match code {
        Code::TypedNumber => say(
            "the number `{number}` is typed, and the program writes one before it",
            "已写有序号“{number}”，程序还会在前面再编一个",
        )
        .hint(
            "delete it; points that are not to be counted take `counter: none`, such a list `ordered: false`",
            "请删去；要点要自己编号时写 `counter: none`，列表写 `ordered: false`",
        ),
        Code::WrittenTwice => say(
            "`{typed}` is written by the program: it will stand there twice",
            "“{typed}”由程序书写，会重复出现",
        )
        .hint("delete it", "请删去"),
        Code::TitleMark => say(
            "there is no mark at the end of a title: `{mark}`",
            "标题末尾不用标点符号：“{mark}”",
        )
        .hint("delete the mark", "请删去该标点"),
        Code::StrayStars => say(
            "these stars have no partner and will be printed",
            "“**”没有成对，会照样印出",
        )
        .hint(
            "put `**` at both ends of the words that are meant; for the stars themselves write \\*\\*",
            "请在要加重的文字两端都写“**”；如需星号本身，请写 \\*\\*",
        ),
        _ => return None,
    })
}
