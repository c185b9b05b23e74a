use proptest::prelude::*;

use super::*;

fn normalized(text: &str) -> Normalized {
    normalize(&text.chars().collect::<Vec<_>>(), &[], Context::Running)
}

fn text(input: &str) -> String {
    normalized(input).text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_is_normalising_once(input in "[中国年号第一条线aB1２0 　,:;!?()（）\"'“”《》〈〉.。…\\-—–％%/@，：\\[\\]{\n]{0,24}") {
        let once = text(&input);
        prop_assert_eq!(text(&once), once);
    }

    #[test]
    fn no_letter_digit_or_han_is_lost(input in "\\PC{0,40}|[中国年号第aB1２ ,:;!?()\"'“”《》.。…—\\-]{0,40}") {
        let kept = |text: &str| -> String {
            let narrow = |c| match c {
                'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
                    char::from_u32(u32::from(c) - 0xfee0).unwrap()
                }
                c => c,
            };
            text.chars().filter(|c| c.is_alphanumeric()).map(narrow).collect()
        };
        prop_assert_eq!(kept(&text(&input)), kept(&input));
    }
}
