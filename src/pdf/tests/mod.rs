//! Pages made by hand, written and read back.

mod document;
mod reader;
mod sheet;
mod text;

use super::{PdfError, Standard, write};
use crate::font::FontLibrary;
use crate::frame::Pages;
use reader::Reader;
use sheet::{Sheet, fonts, pages};

/// A PDF of the default standard.
fn save(pages: &Pages, fonts: &FontLibrary) -> Result<Vec<u8>, PdfError> {
    write(pages.clone(), fonts, Standard::default(), None)
}
