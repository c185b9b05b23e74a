//! The common characters of Chinese: what an editor may be expected to type.

/// The table with its source, as `data/text/common-characters.txt` has it.
const TABLE: &str = include_str!("../../data/text/common-characters.txt");

/// The 3,500 characters of 通用规范汉字表, 一级字表, in its order.
pub fn characters() -> impl Iterator<Item = char> {
    TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::characters;

    #[test]
    fn there_are_three_thousand_five_hundred_of_them() {
        assert_eq!(characters().count(), 3500);
        assert_eq!(characters().collect::<BTreeSet<_>>().len(), 3500);
        assert_eq!(characters().next(), Some('一'));
        assert_eq!(characters().last(), Some('矗'));
    }
}
