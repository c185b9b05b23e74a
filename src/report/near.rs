//! The word that was probably meant.

/// What people write in Chinese, and the words of the format for it, of which the one that can stand
/// there is meant.
const CHINESE: [(&str, &[&str]); 51] = [
    ("标题", &["title", "heading", "caption"]),
    ("题目", &["title"]),
    ("副标题", &["subtitle"]),
    ("文种", &["kind"]),
    ("类型", &["kind"]),
    ("发文机关", &["issuer"]),
    ("主送机关", &["addressees"]),
    ("主送", &["addressees"]),
    ("正文", &["body", "text"]),
    ("内容", &["body", "text"]),
    ("附件", &["attachments"]),
    ("署名", &["signature", "issuers"]),
    ("落款", &["signature"]),
    ("成文日期", &["date", "signature"]),
    ("日期", &["date", "signature"]),
    ("附注", &["note"]),
    ("设置", &["settings"]),
    ("主题", &["theme"]),
    ("标点", &["punctuation"]),
    ("换行", &["line_breaking"]),
    ("断行", &["line_breaking"]),
    ("语言", &["language"]),
    ("要点", &["points"]),
    ("编号", &["counter"]),
    ("列表", &["list"]),
    ("引文", &["quote"]),
    ("引用", &["quote"]),
    ("表格", &["table"]),
    ("表", &["table"]),
    ("列", &["columns"]),
    ("行", &["rows"]),
    ("对齐", &["align"]),
    ("宽度", &["width"]),
    ("图片", &["figure"]),
    ("图", &["figure"]),
    ("文件", &["file"]),
    ("图题", &["caption"]),
    ("表题", &["caption"]),
    ("替代文字", &["alt"]),
    ("报告", &["report"]),
    ("通知", &["notice"]),
    ("请示", &["request"]),
    ("批复", &["reply"]),
    ("意见", &["opinion"]),
    ("决定", &["decision"]),
    ("函", &["letter"]),
    ("命令", &["order"]),
    ("令", &["order"]),
    ("纪要", &["minutes"]),
    ("居中", &["center"]),
    ("盖章", &["seal"]),
];

/// The one of `names` that was probably meant by `word`: what it says in Chinese, or else what looks
/// most like it.
pub(super) fn nearest<'n>(
    word: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Option<&'n str> {
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return None;
    }
    if let Some((_, meanings)) = CHINESE.iter().find(|(chinese, _)| *chinese == word) {
        return meanings.iter().find_map(|meaning| names.clone().find(|name| name == meaning));
    }
    let word = word.to_lowercase();
    names
        .map(|name| (strsim::jaro_winkler(&word, name), name))
        .filter(|&(likeness, _)| likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
