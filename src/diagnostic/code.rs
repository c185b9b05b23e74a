//! The kinds of findings.

use super::Severity;

/// What a finding is about. Codes are never reused.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Code {
    /// A key that the format does not have.
    UnknownKey,
}

impl Code {
    /// The severity that findings of this kind have unless they say otherwise.
    pub fn severity(self) -> Severity {
        Severity::Error
    }
}
