//! The standards that a PDF can follow.

/// What a PDF claims to be, and is made as.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
    #[default]
    A2aUa1,
    /// PDF/A-2b: looks the same for ever, without structure.
    A2b,
    /// PDF/A-3a (ISO 19005-3): as PDF/A-2a, and with its source attached.
    A3a,
    /// None: without structure, output intent and XMP.
    None,
}

impl Standard {
    /// Whether it wants the structure of the content.
    pub const fn is_tagged(self) -> bool {
        matches!(self, Self::A2aUa1 | Self::A3a)
    }

    /// Which part of PDF/A it is.
    pub(super) const fn archive_part(self) -> Option<u8> {
        match self {
            Self::A2aUa1 | Self::A2b => Some(2),
            Self::A3a => Some(3),
            Self::None => None,
        }
    }

    /// What findings call its part of PDF/A.
    pub const fn archive_name(self) -> Option<&'static str> {
        match self {
            Self::A2aUa1 => Some("PDF/A-2a"),
            Self::A2b => Some("PDF/A-2b"),
            Self::A3a => Some("PDF/A-3a"),
            Self::None => None,
        }
    }
}

/// A file that the PDF carries: the text that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// Its name, without folders.
    pub name: &'a str,
    /// YAML.
    pub text: &'a str,
}
