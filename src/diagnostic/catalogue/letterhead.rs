//! What the findings about a 版头 say.

use super::findings::{Entry, say};
use crate::diagnostic::Code;

pub(super) fn letterhead(code: Code) -> Option<Entry> {
    element(code).or_else(|| number(code)).or_else(|| agency(code))
}

fn element(code: Code) -> Option<Entry> {
    Some(match code {
        Code::CopyNumber => say(
            "`{value}` is no 份号: it has six digits (GB/T 9704—2012, 7.2.1)",
            "“{value}”不是份号：份号为6位阿拉伯数字（GB/T 9704—2012，7.2.1）",
        )
        .hint("write `copy_number: \"{suggestion}\"`", "请写作 `copy_number: \"{suggestion}\"`")
        .or_hint(
            "write six digits in double quotes: \"000001\"",
            "请在英文双引号内写6位数字，如 \"000001\"",
        ),
        Code::SecurityTerm => say(
            "`{value}` is no term of secrecy (保密期限)",
            "“{value}”不是保密期限",
        )
        .hint(
            "write years or months in Arabic digits (7.2.2): 1年, 6个月; or 长期",
            "请用阿拉伯数字写年或月（7.2.2），如 1年、6个月；或写 长期",
        ),
        Code::TermWithoutLevel => say(
            "there is no `level` here: a term of secrecy stands behind its level (7.2.2)",
            "此处没有 `level`（密级）：保密期限要与密级一并标注（7.2.2）",
        )
        .hint(
            "add `level: 绝密`, `机密` or `秘密`, or delete `security`",
            "请补上 `level: 绝密`、`机密` 或 `秘密`，或删去 `security`",
        ),
        Code::TermTooLong => say(
            "a term of more than {years} years for {level} is longer than the law on state secrets allows",
            "{level}级的保密期限超过{years}年，长于保守国家秘密法的规定",
        )
        .hint("write at most {years}年", "请写不超过 {years}年 的期限"),
        Code::SecretWithoutCopyNumber => say(
            "a classified document has a 份号, and this one has none; the 密级 stands on line 2 all the same (7.2.2)",
            "涉密公文应当标注份号，本件没有；密级仍编排在第二行（7.2.2）",
        )
        .hint("add `copy_number: \"000001\"`", "请补上 `copy_number: \"000001\"`"),
        Code::SignatoriesDownward => say(
            "签发人 stands in documents to a superior (上行文) only (7.2.6)",
            "只有上行文标注签发人（7.2.6）",
        )
        .hint(
            "delete `signatories`, or check `kind`: report, request and opinion may go to a superior",
            "请删去 `signatories`；或检查 `kind`：report、request、opinion 可以上行",
        ),
        Code::SignatoriesMissing => say(
            "a document to a superior (上行文) names its 签发人 (7.2.6), and this one does not",
            "上行文应当标注签发人（7.2.6），本件没有",
        )
        .hint("add `signatories: [姓名]`", "请补上 `signatories: [姓名]`"),
        Code::LetterheadOfPlain => say(
            "a document of the kind `plain` has no letterhead",
            "`plain` 类文稿没有版头",
        )
        .hint(
            "write the `kind` of the document (`notice`, `report`, …), or delete `letterhead`",
            "请写明文种 `kind`（如 `notice`、`report`），或删去 `letterhead`",
        ),
        Code::NotOfKind => say(
            "`{key}` has no place in a document of this kind, {kind} (GB/T 9704—2012, {clause})",
            "{kind} 没有 `{key}` 这一要素（GB/T 9704—2012，{clause}）",
        )
        .hint("delete `{key}`, or check `kind`", "请删去 `{key}`，或检查 `kind`"),
        _ => return None,
    })
}

fn number(code: Code) -> Option<Entry> {
    Some(match code {
        Code::NumberForm => say(
            "`{value}` is no 发文字号 (7.2.5)",
            "“{value}”不是发文字号（7.2.5）",
        )
        .hint(
            "write the office's code, the year of four digits in 〔〕, the number and 号: 某政发〔2024〕15号",
            "请写机关代字、加〔〕的四位年份、序号和“号”：某政发〔2024〕15号",
        ),
        Code::NumberPadding => say(
            "`{value}`: the number in a 发文字号 has neither 第 before it nor leading zeros (7.2.5)",
            "“{value}”：发文字号的序号不加“第”字，不编虚位（7.2.5）",
        )
        .hint("write 某政发〔2024〕15号", "请写作 某政发〔2024〕15号"),
        Code::OrderNumber => say(
            "`{value}` is no number of an order (10.2)",
            "“{value}”不是令号（10.2）",
        )
        .hint(
            "write 第, the number without leading zeros, and 号: 第15号",
            "请写“第”、不编虚位的序号和“号”：第15号",
        ),
        Code::NumberNormalized => say(
            "`{from}` set as `{to}` (7.2.5: 〔〕 around the year, Arabic digits, no spaces)",
            "“{from}”排作“{to}”（7.2.5：年份加〔〕，阿拉伯数字，不留空）",
        ),
        _ => return None,
    })
}

fn agency(code: Code) -> Option<Entry> {
    Some(match code {
        Code::SeveralInOneName => say(
            "`{name}` looks like several agencies written as one name",
            "“{name}”像是几个机关写成了一个名称",
        )
        .hint(
            "write a list, the one lead agency first: [甲局, 乙局]",
            "请写成列表，唯一的主办机关在前：[甲局, 乙局]",
        ),
        Code::AgencyTwice => {
            say("`{name}` is listed twice", "“{name}”列了两次").hint("delete one of them", "请删去一个")
        }
        Code::LetterMark => say(
            "the 标志 of a 函 shows the lead agency only, also if several issue it (10.1)",
            "联合行文的信函格式只用主办机关标志（10.1）",
        )
        .hint("write the lead agency's name alone", "请只写主办机关名称"),
        Code::NoMark => say(
            "there is neither `issuer` nor `mark`, so the letterhead has no 发文机关标志 (7.2.4)",
            "既没有 `issuer` 也没有 `mark`，版头缺少发文机关标志（7.2.4）",
        )
        .hint("add `issuer: 发文机关名称`", "请补上 `issuer: 发文机关名称`"),
        Code::TwoLeads => say(
            "the 标志 begins with `{name}`, but `{lead}` leads the issuers: there is one lead agency, and it stands first in both (7.2.4)",
            "发文机关标志以“{name}”打头，`issuer` 的主办机关却是“{lead}”：主办机关只有一个，两处都排在最前（7.2.4）",
        )
        .hint("put both lists into the same order", "请把两处写成同样的次序"),
        Code::MarkAndIssuers => say(
            "the 标志 names {names} agencies, `issuer` {issuers}",
            "发文机关标志有{names}个机关，`issuer` 有{issuers}个",
        )
        .hint(
            "list the same agencies in both, or give the lead agency's 标志 alone as one text",
            "请在两处列出同样的机关，或把 `mark` 写成一段文字，只用主办机关标志",
        ),
        Code::NumberTooLong => say(
            "the 发文字号 does not fit on its line: {width}, for {room}",
            "发文字号一行排不下：宽 {width}，只有 {room}",
        )
        .hint(
            "write the agency's code (发文机关代字), not its name: 某数发〔2024〕15号 (7.2.5)",
            "请用发文机关代字而不用全称：某数发〔2024〕15号（7.2.5）",
        ),
        Code::MarkTooLong => say(
            "the 发文机关标志 does not fit: {needed} at the smallest size that the theme allows ({size}), for {room}",
            "发文机关标志排不下：以版式允许的最小字号（{size}）需 {needed}，只有 {room}",
        )
        .hint(
            "write standard short names (规范化简称), or the lead agency alone: `mark: 某局文件`",
            "请用规范化简称，或只用主办机关标志，如 `mark: 某局文件`",
        ),
        _ => return None,
    })
}
