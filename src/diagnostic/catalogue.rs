//! Every message in Chinese and English.

/// A language of messages.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}
