//! What words do in a title: between which two of them its sense turns.

/// What a word does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    /// 关于, with which the subject of the document begins.
    About,
    /// Goes with what stands before it.
    Particle,
    /// Links what stands before it and what stands after it.
    Conjunction,
    /// Begins a phrase and needs its rest.
    Preposition,
    /// Says how something is done, before the verb.
    Adverb,
    /// Has its object after it.
    Verb,
    /// A verb whose object is a document or what one is about.
    PassingOn,
    /// Says which things are meant, before the noun.
    Modifier,
    /// Ends a compound, mostly made of the words before it.
    Tail,
    /// Any other word.
    Plain,
}

/// What a word does; what most of them do can't be told from the word alone.
pub(super) fn part(word: &str) -> Part {
    match word {
        "关于" => Part::About,
        "的" | "地" | "得" | "之" | "等" | "了" | "者" | "们" => Part::Particle,
        "和" | "与" | "及" | "以及" | "暨" | "或" | "并" | "而" => Part::Conjunction,
        "在" | "对" | "为" | "以" | "向" | "从" | "由" | "自" | "至" | "到" | "按" | "按照"
        | "根据" | "依据" | "依法" | "通过" | "围绕" | "对于" | "将" | "把" => {
            Part::Preposition
        }
        "进一步" | "全面" | "深入" | "切实" | "扎实" | "大力" | "积极" | "持续" | "着力"
        | "加快" | "有序" | "不断" | "统筹" | "严格" | "认真" | "共同" | "坚决" | "奋力"
        | "更好" | "暂时" | "立即" | "有力" | "有效" | "深刻" | "科学" | "创新" | "努力"
        | "牢牢" => Part::Adverb,
        "加强" | "推进" | "推动" | "促进" | "优化" | "降低" | "提高" | "提升" | "深化" | "完善"
        | "健全" | "建立" | "建立健全" | "构建" | "实施" | "落实" | "做好" | "开展" | "支持"
        | "调整" | "设立" | "表彰" | "表扬" | "授予" | "给予" | "予以" | "任命" | "召开"
        | "举办" | "举行" | "规范" | "加大" | "扩大" | "复制" | "推广" | "强化" | "改进"
        | "解决" | "打造" | "培育" | "激发" | "释放" | "巩固" | "拓展" | "防范" | "防止"
        | "制止" | "化解" | "鼓励" | "引导" | "取消" | "下放" | "命名" | "书写" | "谱写"
        | "追究" | "成立" | "撤销" | "报送" | "稳定" | "盘活" | "列为" | "列入" | "办理"
        | "办好" | "禁止" | "划定" | "吸取" | "启用" | "聚焦" | "引领" | "坚持" | "推行"
        | "恢复" | "构筑" | "申请" | "恳请" | "请求" | "商请" | "邀请" | "组织" | "协助"
        | "参加" | "制定" | "授权" | "委托" | "根治" | "违反" | "提供" | "征求" | "组织开展"
        | "切实做好" => Part::Verb,
        "印发" | "转发" | "批转" | "公布" | "同意" | "修改" | "废止" | "发布" | "修订" | "贯彻"
        | "贯彻落实" | "学习贯彻" | "适用" | "审批" | "批准" => Part::PassingOn,
        "有关" | "相关" | "部分" | "若干" | "所有" | "各类" | "各项" | "其他" | "其它" | "一批"
        | "国有" | "市级" | "省级" | "县级" | "区级" | "村级" | "中央" | "全国" | "全省"
        | "全市" | "全县" | "全区" | "全州" | "全民" | "重大" | "重要" | "重点" | "主要"
        | "新型" | "公共" | "普通" | "专项" | "基本" | "较大" | "新建" | "新版" | "后续"
        | "当前" | "典型" | "美丽" | "某某" | "中小" | "基层" | "国家" | "国家级" | "最低"
        | "统一" | "青年" | "农村" | "城镇" | "城市" | "城乡" | "地方" => {
            Part::Modifier
        }
        "发展" | "建设" | "管理" | "工作" | "保护" | "改革" | "治理" | "制度" | "体系" | "机制"
        | "情况" | "问题" | "活动" | "项目" | "工程" | "能力" | "水平" | "质量" | "标准"
        | "方案" | "规划" | "系统" | "行动" | "纲要" | "名录" | "清单" | "期间" | "事项"
        | "措施" | "办法" | "条例" | "意见" | "计划" | "数据" | "大会" | "会议" | "一次会议"
        | "二次会议" | "三次会议" | "四次会议" | "五次会议" | "人员" | "资金" | "试点" | "作用"
        | "行业" | "成本" | "要素" | "机构" | "服务" | "修复" | "改造" | "称号" | "成果"
        | "公司" | "集团" | "以上" | "以下" | "以内" => Part::Tail,
        _ => Part::Plain,
    }
}

/// What a turn between two words costs.
pub(super) fn between(before: Part, after: Part) -> f64 {
    use Part as P;
    match (before, after) {
        (_, P::About) => 0.0,
        (P::About, _) => 6.0,
        (P::Adverb | P::Preposition | P::Conjunction, _)
        | (P::Verb | P::PassingOn, P::Verb | P::PassingOn | P::Tail | P::Conjunction) => 14.0,
        (P::Modifier, _) => 12.0,
        (P::PassingOn, P::Plain | P::Modifier | P::Adverb) => 3.0,
        (P::Verb | P::PassingOn, _) => 7.0,
        (_, P::Adverb) => 2.0,
        (_, P::Verb | P::PassingOn | P::Preposition) => 3.0,
        (_, P::Conjunction) => 6.0,
        (_, P::Tail) => 12.0,
        (_, P::Particle | P::Plain | P::Modifier) => 9.0,
    }
}

/// The ends of the names of organs.
const ORGANS: [&str; 11] =
    ["局", "厅", "政府", "委员会", "办公室", "办公厅", "法院", "检察院", "医院", "大学", "公司"];

/// Whether a word ends the name of an organ.
pub(super) fn ends_organ(word: &str) -> bool {
    let is_thing = ["格局", "布局", "大局", "全局", "结局"].contains(&word);
    !is_thing && ORGANS.iter().any(|organ| word.ends_with(organ))
}

/// Whether a word is the name of a place, or ends one.
pub(super) fn ends_place(word: &str) -> bool {
    let last = word.chars().next_back();
    word.chars().count() > 1
        && last.is_some_and(|last| "省市县州".contains(last))
        && !matches!(word, "城市" | "全省" | "全市" | "全县" | "全州")
}

/// Characters that end the name of something that stands before them.
const SUFFIXES: &str = "市县区州省镇乡村局厅部院所会办委处科组站厂校队党团园港路街法案性化率类级制业员型段款函奖稿本版线期";

/// Characters that begin the name of what stands after them.
const PREFIXES: &str = "第各全某副总非不未无再新原大高跨";

/// Whether a word of one character is the end of a name.
pub(super) fn is_suffix(word: &str) -> bool {
    is_one_of(word, SUFFIXES)
}

/// Whether a word of one character is the beginning of a name.
pub(super) fn is_prefix(word: &str) -> bool {
    is_one_of(word, PREFIXES)
}

/// Whether a word is the part of a year that stands right behind it: 2024年上半年, 2024年一季度.
pub(super) fn is_part_of_year(word: &str) -> bool {
    matches!(word, "上半年" | "下半年") || word.ends_with("季度")
}

/// Whether a word is a time that comes every year and stands right behind its own: 2024年春节期间.
pub(super) fn is_time_of_year(word: &str) -> bool {
    const TIMES: &[&str] = &[
        "元旦",
        "春节",
        "清明",
        "清明节",
        "五一",
        "五一劳动节",
        "劳动节",
        "端午",
        "端午节",
        "中秋",
        "中秋节",
        "国庆",
        "国庆节",
        "春运",
        "汛期",
        "暑期",
        "春季",
        "夏季",
        "秋季",
        "冬季",
        "冬春",
    ];
    TIMES.contains(&word)
}

/// Whether all of a word is a numeral, which the next word counts with: 十四, 第三.
pub(super) fn is_numeral(word: &str) -> bool {
    word.chars().all(|c| "第零〇一二三四五六七八九十百千万亿两几数".contains(c))
}

/// Whether a word counts what stands after it: 第十七届, 四次, 三批.
pub(super) fn is_count(word: &str) -> bool {
    let mut characters = word.chars();
    let unit = characters.next_back();
    let numeral = characters.as_str();
    unit.is_some_and(|unit| "届次批个项件名位种期条".contains(unit))
        && !numeral.is_empty()
        && is_numeral(numeral)
}

fn is_one_of(word: &str, list: &str) -> bool {
    word.chars().count() == 1 && list.contains(word)
}
