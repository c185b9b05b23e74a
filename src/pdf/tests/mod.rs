//! Pages made by hand, written and read back.

mod document;
mod reader;
mod sheet;
mod text;

use reader::Reader;
use sheet::{Sheet, fonts, pages};
