//! What the findings say.

use super::Words;
use crate::diagnostic::Code;

/// The texts of a kind of finding.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is wrong.
    pub message: Words,
    /// What to write instead.
    pub hint: Option<Words>,
}

/// The texts of a kind of finding.
pub fn entry(code: Code) -> Entry {
    match code {
        Code::UnknownKey => Entry {
            message: Words { en: "unknown key `{key}`", zh: "未知的键 `{key}`" },
            hint: None,
        },
    }
}
