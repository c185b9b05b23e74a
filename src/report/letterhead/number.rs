//! 发文字号: 某政发〔2024〕15号 (7.2.5); 令号: 第15号 (10.2).

use crate::diagnostic::{Code, Diagnostic};
use crate::report::context::{Context, excerpt};
use crate::report::model::{Kind, Spanned};
use crate::report::source::Node;

/// What opens and closes the year: 〔 〕, and what is written for them.
const OPENING: [char; 7] = ['〔', '[', '［', '(', '（', '【', '〖'];
const CLOSING: [char; 7] = ['〕', ']', '］', ')', '）', '】', '〗'];

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fault {
    /// It is not built as it should be.
    Form,
    /// 第 or leading zeros.
    Padding,
}

/// Reads the number of a document of a kind: with 〔〕 around its year, without spaces.
pub(super) fn document_number(
    node: &Node,
    kind: Kind,
    cx: &mut Context<'_>,
) -> Option<Spanned<String>> {
    let text = cx.string(node, "document_number")?;
    let solid: String = text.value.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let read = match kind {
        Kind::Order => ordinal(&solid, &["号"]),
        Kind::Minutes => ordinal(&solid, &["号", "期", "次"]).or_else(|_| dated(&solid, true)),
        _ => dated(&solid, false),
    };
    let code = match (read, kind) {
        (Ok(number), _) => {
            if number != text.value {
                let finding = Diagnostic::new(Code::NumberNormalized).at(text.span);
                cx.sink.push(finding.with("from", &text.value).with("to", &number));
            }
            return Some(Spanned { value: number, span: text.span });
        }
        (Err(_), Kind::Order) => Code::OrderNumber,
        (Err(Fault::Padding), _) => Code::NumberPadding,
        (Err(Fault::Form), _) => Code::NumberForm,
    };
    cx.sink.push(Diagnostic::new(code).at(text.span).with("value", excerpt(&text.value)));
    None
}

fn half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

/// Code of the office, year in brackets, number, 号.
fn dated(text: &str, may_lack_code: bool) -> Result<String, Fault> {
    let (code, rest) = text.split_once(OPENING).ok_or(Fault::Form)?;
    let (year, rest) = rest.split_once(CLOSING).ok_or(Fault::Form)?;
    let number = rest.strip_suffix('号').ok_or(Fault::Form)?;
    let is_year = year.len() == 4 && is_digits(year);
    let is_code = !code.is_empty() && !code.contains(CLOSING);
    if !is_year || !(is_code || may_lack_code && code.is_empty()) {
        return Err(Fault::Form);
    }
    let bare = number.strip_prefix('第').unwrap_or(number);
    if !is_digits(bare) {
        return Err(Fault::Form);
    }
    if bare != number || bare.starts_with('0') {
        return Err(Fault::Padding);
    }
    Ok(format!("{code}〔{year}〕{number}号"))
}

/// 第, number, and one of `counters`.
fn ordinal(text: &str, counters: &[&str]) -> Result<String, Fault> {
    let number = text.strip_prefix('第').ok_or(Fault::Form)?;
    let counted = counters.iter().find_map(|counter| number.strip_suffix(counter));
    let number = counted.filter(|number| is_digits(number)).ok_or(Fault::Form)?;
    if number.starts_with('0') { Err(Fault::Padding) } else { Ok(text.to_owned()) }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Fault, dated, ordinal};

    #[test]
    fn brackets_of_all_kinds_become_those_of_the_standard() {
        for written in ["某政发[2024]15号", "某政发(2024)15号", "某政发【2024】15号"]
        {
            assert_eq!(dated(written, false), Ok("某政发〔2024〕15号".to_owned()), "{written}");
        }
    }

    #[test]
    fn numbers_have_neither_ordinal_nor_leading_zeros() {
        assert_eq!(dated("某政发〔2024〕第15号", false), Err(Fault::Padding));
        assert_eq!(dated("某政发〔2024〕015号", false), Err(Fault::Padding));
        assert_eq!(ordinal("第07号", &["号"]), Err(Fault::Padding));
    }

    #[test]
    fn a_number_has_code_year_and_unit() {
        for written in ["某政发〔24〕15号", "某政发〔2024〕15", "某政发2024年15号", "〔2024〕15号"]
        {
            assert_eq!(dated(written, false), Err(Fault::Form), "{written}");
        }
        assert_eq!(dated("〔2024〕15号", true), Ok("〔2024〕15号".to_owned()));
        assert_eq!(ordinal("第12期", &["号", "期"]), Ok("第12期".to_owned()));
        assert_eq!(ordinal("15号", &["号"]), Err(Fault::Form));
    }
}
