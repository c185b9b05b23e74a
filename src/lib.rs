//! report-export turns a structured YAML report into a finished PDF and a finished Word document.

pub mod assets;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod font;
pub mod frame;
pub mod pdf;
pub mod picture;
pub mod report;
pub mod text;
pub mod theme;
pub mod unit;
