//! Templates filled with rows, and what can be wrong with either.

use super::{Pattern, Template};
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic, Sink, Source};
use crate::picture::Gallery;
use crate::report::{self, Block, Inline, Report, Text};
use crate::rows::{Row, read_object};

fn row(json: &str) -> Row {
    let source = Source { name: "data".to_owned(), text: json.to_owned() };
    read_object(&source, &mut Sink::default()).expect("a sound row")
}

fn source(text: &str) -> Source {
    Source { name: "t.yaml".to_owned(), text: text.to_owned() }
}

fn codes(sink: Sink) -> Vec<(Code, String)> {
    let text = |finding: &Diagnostic| {
        let arguments = finding.arguments.iter().map(|(_, value)| value.as_str());
        arguments.collect::<Vec<_>>().join(" ")
    };
    sink.into_sorted().iter().map(|finding| (finding.code, text(finding))).collect()
}

/// The report that a template is with a row, or what was found.
fn filled(template: &str, data: &str) -> Result<Report, Sink> {
    let mut sink = Sink::default();
    let read = Template::read(source(template), &mut sink);
    let Ok(template) = read else { return Err(sink) };
    let Ok(tree) = template.fill(&row(data), &mut sink) else { return Err(sink) };
    let assets = Assets::new(".", Vec::new());
    report::validate(template.source(), &tree, (&assets, &Gallery::default()), &mut sink)
        .map_err(|_| sink)
}

fn faults(template: &str, data: &str) -> Vec<(Code, String)> {
    match filled(template, data) {
        Ok(report) => panic!("no fault in {report:?}"),
        Err(sink) => codes(sink),
    }
}

fn plain(text: &Text) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Run(run) => format!("{}{}", run.text, if run.strong { "!" } else { "" }),
        Inline::Break => "↵".to_owned(),
        other => format!("{other:?}"),
    };
    text.inlines.iter().map(piece).collect()
}

fn paragraphs(report: &Report) -> Vec<String> {
    let paragraph = |block: &Block| match block {
        Block::Paragraph(text) => plain(text),
        other => format!("{other:?}"),
    };
    report.body.iter().map(paragraph).collect()
}

/// The paragraphs of a report whose body is `body`.
fn body(body: &str, data: &str) -> Vec<String> {
    let report = filled(&format!("title: 标题\nbody:\n{body}"), data);
    paragraphs(&report.map_err(codes).expect("a sound report"))
}

fn body_faults(body: &str, data: &str) -> Vec<(Code, String)> {
    faults(&format!("title: 标题\nbody:\n{body}"), data)
}

#[test]
fn values_stand_where_their_names_are() {
    let report = filled(
        "title: \"关于{{ 县 }}的通知\"\naddressees: [\"{{ 县 }}政府\"]\nbody:\n  - \"共**{{ 数 }}**项，{{ row['金额(元)'] }}元，第{{ row_number }}行\"\n",
        "{\"县\": \"安岭\", \"数\": 3, \"金额(元)\": 12.5}",
    );
    let report = report.map_err(codes).unwrap();
    assert_eq!(report.title.value, "关于安岭的通知");
    assert_eq!(report.addressees[0].value, "安岭政府");
    assert_eq!(paragraphs(&report), ["共3!项，12.5元，第1行"]);
}

#[test]
fn a_value_is_neither_structure_nor_markup() {
    let value = "**粗** [a](http://x.y) <br> &amp; `c` \\\\ 1. \\n- x: {{ y }} [^n]";
    let data = format!("{{\"v\": \"{value}\"}}");
    let shown = "**粗** [a](http://x.y) <br> &amp; `c` \\ 1. - x: {{ y }} [^n]";
    assert_eq!(body("  - \"{{ v }}\"\n", &data), [shown]);
    assert_eq!(body("  - \"前**{{ v }}**后\"\n", &data), [format!("前{shown}!后")]);
    let report = filled("title: \"{{ v }}\"\nbody: [一]\n", &data).map_err(codes).unwrap();
    assert_eq!(report.title.value, shown);
}

#[test]
fn a_value_breaks_no_line() {
    let template = "title: \"甲|{{ v }}\"\nbody: [\"**一**{{ v }}\"]\n\
                    attachments: [{ title: \"{{ v }}\", body: [一] }]\n";
    let report = filled(template, "{\"v\": \"A|B  \\nC\"}").map_err(codes).unwrap();
    assert_eq!(report.title.value, "甲\nA|B C");
    assert_eq!(report.attachments[0].title.value, "A|B C");
    assert_eq!(paragraphs(&report), ["一!A|B C"]);
}

#[test]
fn a_key_or_a_list_can_not_come_of_a_value() {
    let data = "{\"v\": \"a: b\\n- c\"}";
    assert_eq!(body("  - \"{{ v }}\"\n", data), ["a: b - c"]);
    let found = faults("title: 标题\nbody: \"{{ v }}\"\n", data);
    assert_eq!(found[0].0, Code::NotList);
}

#[test]
fn lists_have_entries_that_are_repeated_or_chosen() {
    let template = "  - 首段\n  - for: x in 项\n    do:\n      - \"{{ loop.index }}/{{ loop.length }} {{ x.名 }}\"\n      - if: x.注\n        do: \"注：{{ x.注 }}\"\n        else: 无注\n  - 末段\n";
    let data = "{\"项\": [{\"名\": \"甲\", \"注\": \"\"}, {\"名\": \"乙\", \"注\": \"急\"}]}";
    let expected = ["首段", "1/2 甲", "无注", "2/2 乙", "注：急", "末段"];
    assert_eq!(body(template, data), expected);
}

#[test]
fn rows_of_a_table_are_repeated() {
    let template = "  - table:\n      columns: [名称, 数量]\n      rows:\n        - for: x in 项\n          do:\n            - [\"{{ x.名 }}\", \"{{ x.数 }}\"]\n        - [合计, \"{{ 项 | map(attribute='数') | sum }}\"]\n";
    let report = filled(
        &format!("title: 标题\nbody:\n{template}"),
        "{\"项\": [{\"名\": \"甲\", \"数\": 2}, {\"名\": \"乙\", \"数\": 40}]}",
    );
    let report = report.map_err(codes).unwrap();
    let Block::Table(table) = &report.body[0] else { panic!("no table") };
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| plain(&cell.paragraphs[0])).collect())
        .collect();
    assert_eq!(rows, [["甲", "2"], ["乙", "40"], ["合计", "42"]]);
}

#[test]
fn a_key_whose_condition_fails_is_left_out() {
    let template = "title: 标题\nbody: [一]\nnote: { if: 注, do: \"{{ 注 }}\" }\n";
    let note = |data: &str| filled(template, data).map_err(codes).unwrap().note;
    assert_eq!(note("{\"注\": \"\"}"), None);
    assert_eq!(note("{\"注\": \"公开\"}").unwrap().value, "公开");
}

#[test]
fn filters_write_as_chinese_documents_do() {
    for (expression, text) in [
        ("105 | chinese", "一百零五"),
        ("'1,005' | chinese", "一千零五"),
        ("2024 | chinese_digits", "二〇二四"),
        ("12 | circled", "⑫"),
        ("20 | capitals", "贰拾"),
        ("100 | money", "壹佰元整"),
        ("1200.5 | money", "壹仟贰佰元零伍角整"),
        ("'9,407.50' | money", "玖仟肆佰零柒元伍角整"),
        ("1234567.5 | grouped", "1,234,567.5"),
        ("'2024/2/9' | date", "2024年2月9日"),
        ("'20240209' | iso_date", "2024-02-09"),
        ("'2024-12-31' | chinese_date", "二〇二四年十二月三十一日"),
        ("'2025-01-01' | weekday", "星期三"),
        ("'2024-02-29' | weekday", "星期四"),
        ("['甲', '乙'] | join('、')", "甲、乙"),
        ("x | default('无')", "无"),
        ("'是' if y else '否'", "是"),
        ("7 * 6", "42"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("3.0 * 400", "1200.0"),
    ] {
        let found = body(&format!("  - \"{{{{ {expression} }}}}\"\n"), "{\"y\": true}");
        assert_eq!(found, [text], "{expression}");
    }
}

#[test]
fn what_the_data_lacks_is_named_with_its_place() {
    let mut sink = Sink::default();
    let text = "title: 标题\nbody:\n  - 一\n  - \"见{{ conty }}和{{ county }}\"\n";
    let template = Template::read(source(text), &mut sink).unwrap();
    assert!(template.fill(&row("{\"county\": \"安岭\"}"), &mut sink).is_err());
    let findings = sink.into_sorted();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, Code::TemplateUndefined);
    assert!(findings[0].arguments.contains(&("near", "county".to_owned())), "{findings:?}");
    let span = findings[0].span.unwrap();
    assert_eq!(&text[span.start..span.end], "conty");
}

#[test]
fn every_text_without_value_is_found_in_one_go() {
    let data = "{\"项\": [{\"名\": \"甲\"}], \"空\": null}";
    assert_eq!(
        body_faults(
            "  - \"{{ 甲 }}{{ 乙 }}\"\n  - \"{{ 空 }}\"\n  - \"{{ 项 }}\"\n  - for: x in 项\n    do: [\"{{ x.数 }}\"]\n  - \"{{ 'abc' | money }}\"\n",
            data
        )
        .into_iter()
        .map(|(code, _)| code)
        .collect::<Vec<_>>(),
        [
            Code::TemplateUndefined,
            Code::TemplateNoText,
            Code::TemplateNoText,
            Code::TemplateUndefined,
            Code::TemplateFailed,
        ]
    );
}

#[test]
fn what_a_filter_lacks_is_named() {
    for filters in ["money", "upper", "date | trim", "replace('a', 'b')", "join('、')"] {
        let text = format!("  - \"{{{{ 金额 | default('') }}}}{{{{ 甲 | {filters} }}}}元\"\n");
        let found = body_faults(&text, "{}");
        let (code, named) = &found[0];
        assert!(
            *code == Code::TemplateUndefined && named.starts_with('甲'),
            "{filters}: {found:?}"
        );
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn an_endless_template_ends_in_a_finding() {
    let nested = "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}";
    assert_eq!(body_faults(&format!("  - \"{nested}\"\n"), "{}")[0].0, Code::TemplateEndless);
    let lists =
        "  - for: a in range(9999)\n    do:\n      - for: b in range(9999)\n        do: [一, 二]\n";
    assert_eq!(body_faults(lists, "{}")[0].0, Code::TemplateEndless);
}

#[test]
fn a_template_that_can_not_be_understood_is_refused_before_any_row() {
    for (body, code) in [
        ("  - \"{{ a \"\n", Code::TemplateSyntax),
        ("  - \"{% for x in y %}\"\n", Code::TemplateSyntax),
        ("  - \"{{ a | nonsense }}\"\n", Code::TemplateFailed),
        ("  - { for: x, do: [一] }\n", Code::TemplateLoopHead),
        ("  - { for: x in y | , do: [一] }\n", Code::TemplateSyntax),
        ("  - { for: x in y }\n", Code::TemplateNoBody),
        ("  - { if: a, then: 一 }\n", Code::TemplateControlKey),
        ("  - {{ a }}\n", Code::TemplateUnquoted),
        ("  - for: x in a\n    do: [一]\n", Code::TemplateNotAList),
    ] {
        let found = body_faults(body, "{\"a\": \"文\", \"y\": []}");
        assert!(found.iter().any(|(found, _)| *found == code), "{body}: {found:?}");
    }
}

#[test]
fn faults_of_the_filled_report_have_their_place_in_the_template() {
    let text = "title: 标题\nbody:\n  - 一\nsignature: { date: \"{{ 日 }}\" }\n";
    let sink = filled(text, "{\"日\": \"2023-02-29\"}").unwrap_err();
    let findings = sink.into_sorted();
    assert_eq!(findings[0].code, Code::DateDay);
    assert_eq!(source(text).position(findings[0].span.unwrap().start), (4, 20));
}

#[test]
fn a_control_character_in_a_value_is_refused() {
    assert_eq!(
        body_faults("  - \"{{ v }}\"\n", "{\"v\": \"a\\u0007b\"}")[0].0,
        Code::ControlCharacter
    );
}

#[test]
fn a_pattern_gives_a_name_for_each_row() {
    let mut sink = Sink::default();
    let pattern = Pattern::read("--name", "{{ 县 }}/{{ '%s' if x else 编号 }}", &mut sink).unwrap();
    let name = pattern.fill(&row("{\"县\": \"安岭\", \"编号\": \"001\", \"x\": false}"), &mut sink);
    assert_eq!(name.unwrap(), "安岭/001");
    assert!(pattern.fill(&row("{\"x\": true}"), &mut sink).is_err());
    assert_eq!(codes(sink)[0].0, Code::TemplateUndefined);
    assert!(Pattern::read("--name", "{{ 县", &mut Sink::default()).is_err());
}
