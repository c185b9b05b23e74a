//! Ids and references to them.

use super::*;

const TABLE: &str = "  - table: { id: data, caption: 表题, columns: [甲], rows: [[1]] }\n";

fn with_table(text: &str) -> String {
    with_body(&format!("  - \"{text}\"\n{TABLE}"))
}

fn first_text(report: &Report) -> String {
    let Block::Paragraph(text) = &report.body[0] else { panic!() };
    shown(text)
}

#[test]
fn a_link_to_an_id_says_what_its_words_ask_for() {
    for (text, expected) in [
        ("见[](#data)。", "见Label(data)。"),
        ("见[第{page}页](#data)", "见link(第 #data)Page(data)link(页 #data)"),
        ("[**{number}**{title}](#data)", "Number(data)Title(data)"),
        ("[表](#data)", "link(表 #data)"),
        ("[\\\\{page}](#data)", "link({page} #data)"),
        ("{page}", "{page}"),
    ] {
        assert_eq!(first_text(&good(&with_table(text))), expected, "{text}");
    }
}

#[test]
fn what_is_not_there_can_not_be_referred_to() {
    for (text, expected) in [
        ("见[](#date)", (Code::UnknownId, 3, 7)),
        ("见[{pages}](#data)", (Code::UnknownPlaceholder, 3, 8)),
        ("见[](#)", (Code::UnknownId, 3, 7)),
    ] {
        assert_eq!(found(&with_table(text)), [expected], "{text}");
    }
    let (_, hint) = said(&with_table("见[](#date)"));
    assert_eq!(hint.as_deref(), Some("did you mean `data`?"));
    let (message, hint) = said(&with_table("见[{页}](#data)"));
    assert_eq!(message, "there is no placeholder {页}");
    assert!(hint.is_some_and(|hint| hint.contains("{label}")));
    let attachment = "attachments: [{ title: 乙, id: only, body: [丙] }]\n";
    let text = format!("{}{attachment}", with_body("  - \"[{number}](#only)\"\n"));
    assert_eq!(found(&text), [(Code::NoAttachmentNumber, 3, 7)]);
}

#[test]
fn ids_are_unique_words_of_what_has_a_name() {
    let twice = format!("{TABLE}{TABLE}");
    assert_eq!(found(&with_body(&twice)), [(Code::DuplicateId, 4, 18)]);
    let blank = TABLE.replace("id: data", "id: a b");
    assert_eq!(found(&with_body(&blank)), [(Code::Id, 3, 18)]);
    let nameless = TABLE.replace("caption: 表题, ", "");
    assert_eq!(found(&with_body(&nameless)), [(Code::NoCaption, 3, 18)]);
}
