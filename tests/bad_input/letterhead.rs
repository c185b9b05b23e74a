//! 版头 that the standard does not have (7.2, 10.1 to 10.3).

use super::{refuses, refuses_in_chinese};

/// A report of a kind with a letterhead on its third line.
fn with_head(kind: &str, head: &str) -> String {
    format!("kind: {kind}\nissuer: 某市教育局\nletterhead: {head}\ntitle: 题\nbody: [甲]\n")
}

#[test]
fn elements_in_another_form() {
    for (head, code, column, message, hint) in [
        ("{ copy_number: 12 }", "E170", 28, "six digits", "copy_number: \"000012\""),
        ("{ security: { term: 1年 } }", "E172", 25, "no `level`", "add `level: 绝密`"),
        (
            "{ security: { level: 绝密, term: 一年 }, copy_number: \"000001\" }",
            "E171",
            44,
            "`一年`",
            "Arabic digits",
        ),
        ("{ urgency: 平急 }", "E048", 24, "it is one of `特急`, `加急`", ""),
        (
            "{ document_number: 某教发〔2024〕015号 }",
            "E176",
            32,
            "leading zeros",
            "某政发〔2024〕15号",
        ),
        ("{ document_number: 某教发〔2024〕第15号 }", "E176", 32, "第", "某政发〔2024〕15号"),
        ("{ document_number: 某教发〔24〕15号 }", "E175", 32, "no 发文字号", "four digits"),
    ] {
        refuses(with_head("notice", head), (code, (3, column), message, hint));
    }
    let head = "{ document_number: 某政发〔2024〕15号 }";
    refuses(with_head("order", head), ("E177", (3, 32), "no number of an order", "第15号"));
    let padded = with_head("notice", "{ document_number: 某教发〔2024〕第15号 }");
    refuses_in_chinese(padded, "不加“第”字，不编虚位", "某政发〔2024〕15号");
}

#[test]
fn elements_that_the_kind_does_not_have() {
    let downward = ("E179", (3, 28), "to a superior", "delete `signatories`");
    refuses(with_head("notice", "{ signatories: [张三] }").replace("[张三]", "张三"), downward);
    refuses(with_head("plain", "{}"), ("E185", (3, 13), "kind `plain`", "delete `letterhead`"));
    let of_order = ("E189", (3, 24), "`urgency` has no place", "check `kind`");
    refuses(with_head("order", "{ urgency: 特急 }"), of_order);
    let attendance = "kind: notice\ntitle: 题\nbody: [甲]\nattendance: { present: 张三 }\n";
    refuses(attendance, ("E189", (4, 13), "`attendance` has no place", "delete `attendance`"));
    let signed = with_head("decision", "{ signatories: 张三 }");
    refuses_in_chinese(signed, "只有上行文标注签发人", "请删去 `signatories`");
}

#[test]
fn one_lead_agency_first_everywhere() {
    let joint = |kind: &str, issuers: &str, mark: &str| {
        format!(
            "kind: {kind}\nissuer: {issuers}\nletterhead: {{ mark: {mark} }}\ntitle: 题\nbody: [甲]\n"
        )
    };
    let two_leads = ("E186", (3, 22), "begins with `乙局`, but `甲局` leads", "the same order");
    refuses(joint("notice", "[甲局, 乙局]", "[乙局, 甲局, 文件]"), two_leads);
    let letter = ("E183", (3, 26), "the lead agency only", "the lead agency's name alone");
    refuses(joint("letter", "[甲局, 乙局]", "[甲局, 乙局]"), letter);
    let twice = ("E182", (2, 14), "`甲局` is listed twice", "delete one");
    refuses(joint("notice", "[甲局, 甲局]", "甲局文件"), twice);
    let nobody = "kind: notice\ntitle: 题\nletterhead: {}\nbody: [甲]\n";
    refuses(nobody, ("E184", (3, 13), "neither `issuer` nor `mark`", "add `issuer"));
}

/// The hint names what helps: a shorter name, or the lead agency alone.
#[test]
fn marks_that_do_not_fit() {
    let long = with_head("notice", &format!("{{ mark: {} }}", "某".repeat(40)));
    refuses(long, ("E187", (3, 21), "does not fit", "standard short names"));
    let names: Vec<String> = (1..=30).map(|n| format!("某市第{n}局")).collect();
    let many = with_head("notice", "{}").replace("某市教育局", &format!("[{}]", names.join(", ")));
    refuses(many, ("E187", (2, 10), "does not fit", "the lead agency alone"));
}
