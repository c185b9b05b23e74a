//! 版头 and what is wrong with it; 出席 of 纪要.

use super::*;

fn with_head(kind: &str, head: &str) -> String {
    format!("kind: {kind}\nissuer: 某市教育局\ntitle: 题\nbody: [文]\nletterhead: {head}\n")
}

fn codes(text: &str) -> Vec<Code> {
    found(text).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn a_letterhead_keeps_all_that_its_author_said() {
    let report = good(&with_head(
        "request",
        "{ copy_number: 000123, security: { level: 绝密, term: 30年 }, urgency: 加急, \
         mark: 某市教育局文件, document_number: 某教发〔2024〕1号, signatories: 张三 }",
    ));
    let head = report.letterhead.expect("a letterhead");
    assert_eq!(head.copy_number.expect("a number").value, "000123");
    let security = head.security.expect("a level");
    assert_eq!(
        (security.level.value, security.term.expect("a term").value.as_str()),
        (Level::TopSecret, "30年")
    );
    assert_eq!(head.urgency.expect("urgent").value, Urgency::Urgent);
    assert_eq!(head.mark.expect("a mark").names[0].value, "某市教育局文件");
    assert_eq!(head.document_number.expect("a number").value, "某教发〔2024〕1号");
    assert_eq!(head.signatories[0].value, "张三");
}

#[test]
fn a_list_that_ends_with_the_word_has_it_beside_the_names() {
    let mark = |list: &str| {
        let text = with_head("notice", &format!("{{ mark: {list} }}"))
            .replace("issuer: 某市教育局", "issuer: [某市教育局, 某市财政局]");
        good(&text).letterhead.expect("a letterhead").mark.expect("a mark")
    };
    let with_word = mark("[某市教育局, 某市财政局, 文件]");
    assert_eq!(
        (with_word.names.len(), with_word.word.map(|w| w.value)),
        (2, Some("文件".to_owned()))
    );
    assert!(mark("[某市教育局, 某市财政局]").word.is_none());
}

#[test]
fn faults_of_the_elements_are_found() {
    for (kind, head, expected) in [
        ("notice", "{ copy_number: 12 }", Code::CopyNumber),
        ("notice", "{ copy_number: \"0000001\" }", Code::CopyNumber),
        ("notice", "{ copy_number: \"000001\", security: { term: 1年 } }", Code::TermWithoutLevel),
        (
            "notice",
            "{ copy_number: \"000001\", security: { level: 机密, term: 一年 } }",
            Code::SecurityTerm,
        ),
        (
            "notice",
            "{ copy_number: \"000001\", security: { level: 秘密, term: 11年 } }",
            Code::TermTooLong,
        ),
        ("notice", "{ security: { level: 机密 } }", Code::SecretWithoutCopyNumber),
        ("notice", "{ urgency: 平急 }", Code::UnknownChoice),
        ("notice", "{ document_number: \"某教发[2024]1号\" }", Code::NumberNormalized),
        ("notice", "{ document_number: 某教发〔2024〕01号 }", Code::NumberPadding),
        ("notice", "{ document_number: 某教发〔2024〕第1号 }", Code::NumberPadding),
        ("notice", "{ document_number: 某教发〔2024〕1 }", Code::NumberForm),
        ("order", "{ document_number: 某令〔2024〕1号 }", Code::OrderNumber),
        ("order", "{ urgency: 特急 }", Code::NotOfKind),
        ("notice", "{ signatories: 张三 }", Code::SignatoriesDownward),
        ("report", "{}", Code::SignatoriesMissing),
        ("plain", "{}", Code::LetterheadOfPlain),
    ] {
        assert_eq!(codes(&with_head(kind, head)), [expected], "{head}");
    }
    let (message, hint) = said(&with_head("notice", "{ copy_number: 12 }"));
    assert!(message.contains("six digits"), "{message}");
    assert_eq!(hint.as_deref(), Some("write `copy_number: \"000012\"`"));
}

/// 7.2.4, 10.1: one lead agency, first in every list; a 函 shows no other.
#[test]
fn agencies_are_listed_one_by_one_the_lead_first() {
    let issued = |issuers: &str, kind: &str, head: &str| {
        codes(&with_head(kind, head).replace("某市教育局\ntitle", &format!("{issuers}\ntitle")))
    };
    for (issuers, kind, head, expected) in [
        ("某市教育局、某市财政局", "notice", "{}", Code::SeveralInOneName),
        ("某市教育局 某市财政局", "notice", "{}", Code::SeveralInOneName),
        ("[某市教育局, 某市教育局]", "notice", "{}", Code::AgencyTwice),
        ("[甲局, 乙局]", "notice", "{ mark: [乙局, 甲局, 文件] }", Code::TwoLeads),
        ("甲局", "notice", "{ mark: [甲局, 乙局, 文件] }", Code::MarkAndIssuers),
        ("[甲局, 乙局]", "letter", "{ mark: [甲局, 乙局] }", Code::LetterMark),
    ] {
        assert_eq!(issued(issuers, kind, head), [expected], "{issuers} {head}");
    }
    assert_eq!(issued("某县教育、科技和体育局", "notice", "{}"), []);
    assert_eq!(issued("[甲局, 乙局]", "notice", "{ mark: 甲局文件 }"), []);
    let nobody = "kind: notice\ntitle: 题\nbody: [文]\nletterhead: {}\n";
    assert_eq!(codes(nobody), [Code::NoMark]);
}

#[test]
fn only_minutes_say_who_was_present() {
    let text = |kind: &str| {
        format!(
            "kind: {kind}\ntitle: 题\nbody: [文]\nattendance: {{ present: [张三], absent: 李四 }}\n"
        )
    };
    let attendance = good(&text("minutes")).attendance.expect("an attendance");
    assert_eq!((attendance.present.len(), attendance.observers.len()), (1, 0));
    assert_eq!(codes(&text("notice")), [Code::NotOfKind]);
}
