//! The JSON Schema for editors says the same as the validator.

use serde_json::{Map, Value as Json};

use super::*;
use crate::report::source::{self, Node, Value};
use crate::report::{
    attendance, body, closing, document, fields::Object, figure, letterhead, table,
};

const OBJECTS: [&Object; 23] = [
    &document::REPORT,
    &document::ATTACHMENT,
    &closing::SIGNATURE,
    &closing::STAMP,
    &closing::COLOPHON,
    &document::SETTINGS,
    &letterhead::LETTERHEAD,
    &letterhead::SECURITY,
    &attendance::ATTENDANCE,
    &document::CONTENTS,
    &body::SECTION,
    &body::POINTS,
    &body::POINT,
    &body::LIST,
    &body::LIST_ITEM,
    &body::QUOTATION,
    &body::TABLE_BLOCK,
    &body::FIGURE_BLOCK,
    &table::TABLE,
    &table::column::COLUMN,
    &table::column::COLUMN_GROUP,
    &table::cell::CELL,
    &figure::FIGURE,
];

fn schema() -> Json {
    serde_json::from_str(crate::assets::embedded_schema()).expect("the schema is JSON")
}

fn definition<'s>(schema: &'s Json, name: &str) -> &'s Json {
    if name.is_empty() { schema } else { &schema["$defs"][name] }
}

fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn schema_and_validator_have_the_same_keys() {
    let schema = schema();
    for object in OBJECTS {
        let definition = definition(&schema, object.name);
        let properties = definition["properties"].as_object().expect("properties");
        assert_eq!(
            sorted(properties.keys().map(String::as_str)),
            sorted(object.keys()),
            "{object:?}"
        );
        let required = definition["required"].as_array().cloned().unwrap_or_default();
        assert_eq!(
            sorted(required.iter().filter_map(Json::as_str)),
            sorted(object.required.iter().copied()),
            "{object:?}"
        );
        assert_eq!(definition["additionalProperties"], false, "{object:?}");
        for (key, property) in properties {
            let description = property["description"].as_str().unwrap_or_default();
            assert!(description.contains("/ "), "{key} has no description in both languages");
        }
    }
    let objects = schema["$defs"].as_object().expect("definitions").values();
    let with_keys = objects.filter(|definition| definition.get("properties").is_some()).count();
    assert_eq!(with_keys + 1, OBJECTS.len());
}

#[test]
fn schema_and_validator_have_the_same_words() {
    fn words<T>(table: &[(&'static str, T)]) -> Vec<String> {
        sorted(table.iter().map(|(name, _)| *name))
    }
    let schema = schema();
    for (object, key, expected) in [
        ("", "kind", words(&document::KINDS)),
        ("signature", "style", words(&closing::STYLES)),
        ("signature", "level", words(&SealLevel::WORDS)),
        ("security", "level", words(&letterhead::LEVELS)),
        ("letterhead", "urgency", words(&letterhead::URGENCIES)),
        ("settings", "punctuation", words(&document::PUNCTUATION)),
        ("settings", "line_breaking", words(&document::LINE_BREAKING)),
        ("points", "counter", words(&body::COUNTERS)),
        ("column", "align", words(&table::column::ALIGNMENTS)),
        ("cell", "align", words(&table::cell::CELL_ALIGNMENTS)),
    ] {
        let property = &definition(&schema, object)["properties"][key];
        let listed = property["enum"].as_array().expect("an enumeration");
        assert_eq!(sorted(listed.iter().filter_map(Json::as_str)), expected, "{key}");
    }
}

#[test]
fn the_validator_takes_the_sample_of_the_schema() {
    let schema = schema();
    let sample = &schema["examples"][0];
    assert!(conforms(sample, &schema, &schema));
    good(&serde_json::to_string_pretty(sample).expect("JSON"));
}

#[test]
fn the_schema_takes_what_the_validator_takes_and_no_more() {
    let schema = schema();
    let json = |text: &str| {
        let source = source(text);
        let node = source::read(&source, &mut Sink::default()).expect("YAML");
        to_json(&node, &source)
    };
    assert!(conforms(&json(structure::WHOLE), &schema, &schema));
    for bad in [
        "title: 甲\n",
        "title: 甲\nbody: []\n",
        "title: 甲\nbody: [甲]\nkind: 报告\n",
        "title: 甲\nbody: [甲]\ntitel: 甲\n",
        "title: 甲\nbody: [{ quote: 甲, list: [甲] }]\n",
        "title: 甲\nbody: [{ points: [{}] }]\n",
        "title: 甲\nbody: [{ table: { columns: [甲], rows: 甲 } }]\n",
    ] {
        assert!(!found(bad).is_empty(), "{bad}");
        assert!(!conforms(&json(bad), &schema, &schema), "{bad}");
    }
}

fn to_json(node: &Node, source: &Source) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number => node.raw(source).parse::<f64>().map_or(Json::Null, Json::from),
        Value::String(text) => Json::String(text.clone()),
        Value::Sequence(items) => items.iter().map(|item| to_json(item, source)).collect(),
        Value::Mapping(entries) => {
            let entry =
                |(key, value): &(Node, Node)| (key.raw(source).to_owned(), to_json(value, source));
            Json::Object(entries.iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

/// As much of JSON Schema as ours uses.
fn conforms(value: &Json, schema: &Json, root: &Json) -> bool {
    let Some(rules) = schema.as_object() else { return true };
    rules.iter().all(|(rule, operand)| match (rule.as_str(), value) {
        ("$ref", _) => {
            let name = operand.as_str().and_then(|path| path.strip_prefix("#/$defs/"));
            conforms(value, &root["$defs"][name.expect("a definition")], root)
        }
        ("anyOf", _) => {
            operand.as_array().is_some_and(|any| any.iter().any(|one| conforms(value, one, root)))
        }
        ("enum", _) => operand.as_array().is_some_and(|words| {
            words.iter().any(|word| {
                word == value || word.as_f64().zip(value.as_f64()).is_some_and(|(a, b)| a == b)
            })
        }),
        ("type", _) => match operand {
            Json::Array(types) => types.iter().any(|name| has_type(value, name)),
            name => has_type(value, name),
        },
        ("minLength", Json::String(text)) => {
            text.chars().count() as u64 >= operand.as_u64().expect("a number")
        }
        ("minItems", Json::Array(items)) => {
            items.len() as u64 >= operand.as_u64().expect("a number")
        }
        ("minProperties", Json::Object(entries)) => {
            entries.len() as u64 >= operand.as_u64().expect("a number")
        }
        ("items", Json::Array(items)) => items.iter().all(|item| conforms(item, operand, root)),
        ("required", Json::Object(entries)) => operand.as_array().is_some_and(|keys| {
            keys.iter().filter_map(Json::as_str).all(|key| entries.contains_key(key))
        }),
        ("properties", Json::Object(entries)) => entries.iter().all(|(key, value)| {
            operand.get(key).is_none_or(|schema| conforms(value, schema, root))
        }),
        ("additionalProperties", Json::Object(entries)) => {
            entries.keys().all(|key| schema["properties"].get(key).is_some())
        }
        _ => true,
    })
}

fn has_type(value: &Json, name: &Json) -> bool {
    match name.as_str() {
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        other => panic!("{other:?}"),
    }
}
