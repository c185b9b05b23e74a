//! What the findings about signature, seals, attachments and 版记 say.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

pub(super) fn entry(code: Code) -> Option<Entry> {
    seal(code).or_else(|| other(code))
}

fn seal(code: Code) -> Option<Entry> {
    Some(match code {
        Code::UnusedSeal => say(
            "`{key}` does not go with the style of signature `{style}`",
            "签署方式为 `{style}` 时不用 `{key}`",
        )
        .hint(
            "write `style: {key}` or leave `style` out, or leave `{key}` out",
            "请写 `style: {key}`（或删去 `style`），或删去 `{key}`",
        ),
        Code::SealCount => say(
            "`{key}` has {count} entries, but {issuers} sign",
            "`{key}` 有 {count} 项，而署名机关有 {issuers} 个",
        )
        .hint(
            "write one for each who signs, in their order (GB/T 9704—2012, 7.3.5); the names are `issuer`, or `signature.issuers`",
            "请按署名顺序为每个机关各写一项（GB/T 9704—2012，7.3.5）；署名见 `issuer` 或 `signature.issuers`",
        ),
        Code::SealShape => say(
            "a seal is round: a picture of {width} × {height} is not square",
            "印章为圆形，而图片为 {width} × {height}，不是正方形",
        )
        .hint(
            "crop the picture to the seal, its four edges touching the ring",
            "请把图片裁到印章外缘，四边与印章外圈相切",
        ),
        Code::SealInk => say(
            "a seal is red (GB/T 9704—2012, 7.3.5.1), but only {share} % of this picture's ink is",
            "印章用红色（GB/T 9704—2012，7.3.5.1），而图片着墨处只有 {share}% 为红色",
        )
        .hint(
            "give the seal in red, on a transparent or white ground",
            "请使用红色印章图片，底为透明或白色",
        ),
        Code::SealSize => say(
            "the picture is {own} wide by itself; a seal of the level `{level}` is {diameter} and is set so",
            "图片自身宽 {own}，而级别 `{level}` 的印章直径为 {diameter}，已按后者排印",
        )
        .hint(
            "check the seal, or `signature.level`: state 60 mm, province 50 mm, prefecture and county 45 mm, township 42 mm",
            "请核对印章或 `signature.level`：state 60 毫米，province 50 毫米，prefecture、county 45 毫米，township 42 毫米",
        ),
        Code::SealLevel => say(
            "the issuer's level is not given; the seal is set {diameter} in diameter",
            "未写发文机关级别，印章直径按 {diameter} 排印",
        )
        .hint(
            "write `level: state`, `province`, `prefecture`, `county` or `township` under `signature`",
            "请在 `signature` 下写 `level`：state（国务院）、province（省部）、prefecture（地级）、county（县级）、township（乡镇）",
        ),
        _ => return None,
    })
}

fn other(code: Code) -> Option<Entry> {
    Some(match code {
        Code::PrintedEarly => say(
            "printed on {printed}, before the date of issue {signed}",
            "印发日期 {printed} 早于成文日期 {signed}",
        )
        .hint(
            "check `printed_on` and `signature.date`",
            "请核对 `printed_on` 与 `signature.date`",
        ),
        Code::NumberYear => say(
            "the document number is of {year}, the date of issue of {issued}",
            "发文字号为 {year} 年，成文日期为 {issued} 年",
        )
        .hint(
            "check `document_number` and `signature.date` (GB/T 9704—2012, 7.2.5)",
            "请核对 `document_number` 与 `signature.date`（GB/T 9704—2012，7.2.5）",
        ),
        Code::AttachmentMissing => say(
            "the text names attachment {number}, but the report has {count}",
            "正文提到附件{number}，而报告只有 {count} 个附件",
        )
        .hint(
            "add it under `attachments`, or check its number",
            "请在 `attachments` 下补上，或核对序号",
        ),
        Code::AttachmentMark => say(
            "there is no mark after an attachment's name (GB/T 9704—2012, 7.3.4): `{mark}`",
            "附件名称后不加标点符号（GB/T 9704—2012，7.3.4）：“{mark}”",
        )
        .hint("delete the mark", "请删去该标点"),
        Code::SignatureTooTall => say(
            "names and seals go on over {pages} pages; those after the first have no text of the body",
            "署名和印章共占 {pages} 面，第一面以后没有正文",
        )
        .hint(
            "the standard has no rule for so many (GB/T 9704—2012, 7.3.5.1, 7.3.5.5): let the lead agency sign \
             for those that agreed (`signature.issuers`), or issue several documents; or check these pages",
            "标准未规定如此多的机关如何用印（GB/T 9704—2012，7.3.5.1、7.3.5.5）：可由主办机关署名（`signature.issuers`），或分别行文，否则请检查这些页面",
        ),
        Code::SealOverNote => say(
            "a seal is printed over this note: the page has no room for it below the seals",
            "印章压住附注：本面印章以下排不下附注",
        )
        .hint(
            "shorten the note, or the end of the body, so that it stands on the line below the date (GB/T 9704—2012, 7.3.6) free of the seals",
            "请缩短附注或精简正文末尾，使附注在成文日期下一行（GB/T 9704—2012，7.3.6）不与印章相压",
        ),
        Code::ColophonTooHigh => say("the 版记 is higher than a page", "版记超过一面").hint(
            "name groups of recipients instead of each (各县（区）人民政府，市政府各部门): the 版记 stands on the last page, with its \
             last line on the foot of the type area (7.4.1)",
            "请用统称代替逐一列出（如“各县（区）人民政府，市政府各部门”）：版记置于公文最后一面，末条分隔线与版心下边缘重合（7.4.1）",
        ),
        Code::LoneSignature => say(
            "the signature stands on a page without text of the body",
            "落款所在页面没有正文",
        )
        .hint(
            "end the body with a paragraph of text, or make what ends it lower: a picture, or the rows of a table, \
             that fills its page leaves no room for the signature (GB/T 9704—2012, 7.3.5.5)",
            "请在正文末尾补一段文字，或缩小末尾的图、表：占满一页的图、表下面排不下落款（GB/T 9704—2012，7.3.5.5）",
        ),
        _ => return None,
    })
}
