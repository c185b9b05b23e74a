//! What readers' programs say about a document, the same in both files.

/// Title, authors, date, language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Metadata {
    /// 标题, normalised.
    pub title: String,
    /// 发文机关.
    pub authors: Vec<String>,
    /// 成文日期 as (year, month, day).
    pub date: Option<(u16, u8, u8)>,
    /// BCP 47 tag, `zh-CN` if the report names none.
    pub language: String,
}
