use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn normalized(text: &str) -> Normalized {
    normalize(text.chars().collect(), Vec::new(), Context::Running, Changes::Listed)
}

fn text(input: &str) -> String {
    String::from_iter(normalized(input).text)
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (input, output) in cases {
        assert_eq!(text(input), *output, "from {input}");
        assert_eq!(text(output), *output, "not stable");
    }
}

#[track_caller]
fn check_kept(cases: &[&str]) {
    for input in cases {
        assert_eq!(text(input), *input);
    }
}

#[test]
fn marks_next_to_han_become_full_width() {
    check(&[
        (
            "党旗引航风帆劲,奋楫笃行勇争先。2024以来,宣城",
            "党旗引航风帆劲，奋楫笃行勇争先。2024以来，宣城",
        ),
        ("公开信息446条;在中国自然资源报", "公开信息446条；在中国自然资源报"),
        ("严格执行“三审制”,确保内容准确", "严格执行“三审制”，确保内容准确"),
        ("操作流程(试行)》,从严落实", "操作流程（试行）》，从严落实"),
        ("就业率达60%以上,其中就业率达100%,残疾人", "就业率达60%以上，其中就业率达100%，残疾人"),
        ("刘萍代表: ", "刘萍代表："),
        ("联系人及电话:×××", "联系人及电话：×××"),
        ("什么是GDP?", "什么是GDP？"),
        ("国内生产总值增长5.2%;", "国内生产总值增长5.2%；"),
        ("真的?!", "真的？！"),
        ("42人次.其中", "42人次。其中"),
        ("增长5.2%.", "增长5.2%。"),
    ]);
}

/// Zero-width and directional characters, soft hyphens, line separators.
#[test]
fn what_leaves_no_trace_on_paper_goes_and_is_listed() {
    check(&[
        ("国\u{200B}家\u{AD}统\u{2060}计\u{200E}局\u{202E}\u{FE0F}", "国家统计局"),
        ("docu\u{AD}ment\u{200B}s", "documents"),
        ("国家\u{2028}统计", "国家统计"),
        ("Word\u{2028}Excel", "Word Excel"),
    ]);
    let found = normalized("国\u{200B}家").changes;
    let expected =
        Change { at: 1, from: "\u{200B}".into(), to: String::new(), rule: Rule::Invisible };
    assert_eq!(found, [expected]);
    let kept = clean("国\u{200B}家,e\u{301}".chars().collect(), Changes::Unlisted);
    assert_eq!(String::from_iter(kept.text), "国家,é");
    assert_eq!(kept.origin, [0, 2, 3, 4]);
}

#[test]
fn a_letter_and_its_accents_are_one_character() {
    check(&[
        ("cafe\u{301}和e\u{302}\u{301}", "café和ế"),
        ("国\u{301}x\u{302}", "国\u{301}x\u{302}"),
    ]);
}

#[test]
fn numbers_times_ratios_and_latin_phrases_stay() {
    check_kept(&[
        "共1,145条",
        "上午10:30开会",
        "按照4:3:3的比例分担",
        "比例尺1:500",
        "圆周率3.14",
        "A,B两类",
        "C919,ARJ21",
        "东盟自贸区3.0版",
        "Hello, world (test)!",
        "The \"Belt and Road\" Initiative",
        "1.总体要求",
        "一.总体要求",
        "报告.终稿.docx",
        "{\"a\":1,\"b\":[2,3]}",
        "调用foo(bar)函数",
        "使用--help选项",
        "55\"显示器",
        "Wait... what",
    ]);
}

#[test]
fn addresses_stay_and_the_marks_after_them_do_not() {
    check(&[
        ("见https://www.example.cn/a,b?c=1,请查收", "见https://www.example.cn/a,b?c=1，请查收"),
        ("发至a.b@example.cn;逾期不候", "发至a.b@example.cn；逾期不候"),
        ("存于C:\\doc\\a.txt,请查收", "存于C:\\doc\\a.txt，请查收"),
        ("见 https://www.example.cn 网站", "见 https://www.example.cn 网站"),
    ]);
}

#[test]
fn parentheses_change_in_pairs() {
    check(&[
        ("同时入选中国(安徽)自由贸易试验区", "同时入选中国（安徽）自由贸易试验区"),
        ("符合GB/T 9704(2012)规定", "符合GB/T 9704（2012）规定"),
        ("新冠肺炎(COVID-19)疫情", "新冠肺炎（COVID-19）疫情"),
        ("(一)露天采矿、烧制砖瓦", "（一）露天采矿、烧制砖瓦"),
        ("(1)总体要求", "（1）总体要求"),
        ("1)甲;2)乙(丙)", "1)甲；2)乙（丙）"),
        ("工作流程（试行)》", "工作流程（试行）》"),
        ("世界卫生组织(WHO)(简称世卫)", "世界卫生组织（WHO）（简称世卫）"),
        ("办法(依据法(2019年修订)制定)", "办法（依据法（2019年修订）制定）"),
    ]);
}

#[test]
fn document_numbers_get_their_brackets() {
    check(&[
        ("(国办发„2009‟3号)精神", "（国办发〔2009〕3号）精神"),
        ("国办发[2013]5号", "国办发〔2013〕5号"),
        ("皖政(2013)12 号", "皖政〔2013〕12号"),
        ("宣自然资【2024】第3号", "宣自然资〔2024〕第3号"),
        ("内政字〔2020〕102 号", "内政字〔2020〕102号"),
        ("(2013)京0105民初123号", "（2013）京0105民初123号"),
    ]);
    check_kept(&["见文献[2013]"]);
}

#[test]
fn title_marks_alternate() {
    check(&[
        ("《关于印发《办法》的通知》", "《关于印发〈办法〉的通知》"),
        ("《关于〈规划〉的请示》", "《关于〈规划〉的请示》"),
        ("《甲《乙》", "《甲《乙》"),
    ]);
}

#[test]
fn straight_quotes_pair() {
    check(&[
        ("他说\"好\",又说\"it's OK\"。", "他说“好”，又说“it's OK”。"),
        ("所谓'一岗双责'", "所谓‘一岗双责’"),
        ("\"GDP\",\"CPI\"等", "“GDP”，“CPI”等"),
        ("他说:\"Hello, world!\"", "他说：“Hello, world!”"),
        ("“三审制\"", "“三审制”"),
    ]);
}

#[test]
fn dashes_and_ellipses_take_two_cells() {
    check(&[
        ("上海大都市圈规划--2024宣城站", "上海大都市圈规划——2024宣城站"),
        ("党建—业务融合", "党建——业务融合"),
        ("―坚持党管农村工作", "——坚持党管农村工作"),
        ("等等...", "等等……"),
        ("还有。。。", "还有……"),
        ("他走了…", "他走了……"),
    ]);
    check_kept(&["2019—2030年", "一月—三月", "北京—上海高铁", "合肥—宣城—黄山", "2014-2030"]);
}

#[test]
fn stray_spaces_go() {
    check(&[
        ("　　感谢你对我市工作的关心。 ", "感谢你对我市工作的关心。"),
        ("2020 年 11 月 30 日", "2020年11月30日"),
        ("2 0 2 4 年", "2024年"),
        ("第一章 总 则", "第一章　总则"),
        ("第一条 为推进工作", "第一条　为推进工作"),
        ("依照第二十八条 第二款", "依照第二十八条第二款"),
        ("1. 总体要求", "1.总体要求"),
        ("使用 Rust 语言", "使用Rust语言"),
        ("张三  电话", "张三　电话"),
    ]);
    check_kept(&[
        "张　三",
        "常务会议通过　2011年3月5日",
        "Windows 11 Pro",
        "（　　）",
        "×××      ×××",
    ]);
    let display = |text: &str| {
        let characters = text.chars().collect();
        let outcome = normalize(characters, Vec::new(), Context::Display, Changes::Unlisted);
        String::from_iter(outcome.text)
    };
    assert_eq!(display("中共中央 国务院关于,"), "中共中央 国务院关于，");
    assert_eq!(display("表1 主要数据"), "表1　主要数据");
}

#[test]
fn full_width_letters_and_digits_become_half_width() {
    check(&[("１２３号，Ａ级，３．１４", "123号，A级，3.14")]);
}

#[test]
fn protected_characters_stay() {
    let input: Vec<char> = "命令a,中,文".chars().collect();
    let protected: Vec<bool> = (0..input.len()).map(|at| at == 3).collect();
    let outcome = normalize(input, protected, Context::Running, Changes::Unlisted);
    assert_eq!(String::from_iter(outcome.text), "命令a,中，文");
}

#[test]
fn changes_and_origins_point_into_the_input() {
    let outcome = normalized(" 甲--乙,丙");
    assert_eq!(String::from_iter(&outcome.text), "甲——乙，丙");
    assert_eq!(outcome.origin, [1, 2, 3, 4, 5, 6]);
    let changes: Vec<_> =
        outcome.changes.iter().map(|c| (c.at, &*c.from, &*c.to, c.rule)).collect();
    assert_eq!(
        changes,
        [
            (0, " ", "", Rule::StraySpace),
            (2, "--", "——", Rule::Dash),
            (5, ",", "，", Rule::HalfwidthMark),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn normalising_twice_is_normalising_once(
        input in "[中国年号第一条线aB1２0 　,:;!?()（）\"'“”《》〈〉.。…\\-—–％%/@，：\\[\\]{\n]{0,24}",
    ) {
        let once = text(&input);
        prop_assert_eq!(text(&once), once);
    }

    #[test]
    fn a_settled_text_stays(
        input in "[中国年号第一条线表图aB12，、：；％%]{1,16}|[!-~]{1,16}|[年第表a1,.，。（ -]{1,8}|\\PC{1,4}",
    ) {
        let input: Vec<char> = input.chars().collect();
        if is_settled(input.iter().copied()) {
            for context in [Context::Running, Context::Display] {
                let outcome = normalize(input.clone(), Vec::new(), context, Changes::Unlisted);
                prop_assert_eq!(outcome.text, &input[..]);
            }
        }
    }

    #[test]
    fn no_letter_digit_or_han_is_lost(
        input in "\\PC{0,40}|[中国年号第aB1２ ,:;!?()\"'“”《》.。…—\\-]{0,40}",
    ) {
        let kept = |text: &str| -> String {
            let narrow = |c| match c {
                'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
                    char::from_u32(u32::from(c) - 0xfee0).unwrap()
                }
                c => c,
            };
            // a letter and the accent that is joined with it are the same as both apart
            text.nfd().filter(|c| c.is_alphanumeric()).map(narrow).collect()
        };
        prop_assert_eq!(kept(&text(&input)), kept(&input));
    }

    #[test]
    fn every_output_character_comes_from_somewhere(input in "[中a1 ,\"（）.…\\-—]{0,24}") {
        let outcome = normalized(&input);
        prop_assert_eq!(outcome.origin.len(), outcome.text.len());
        prop_assert!(outcome.origin.is_sorted());
        prop_assert!(outcome.origin.iter().all(|&at| at < input.chars().count()));
    }
}
