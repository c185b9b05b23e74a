//! report-export turns a structured YAML report into a finished PDF and a finished Word document.

#![warn(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

pub mod assets;
pub mod diagnostic;
pub mod document;
pub mod docx;
pub mod export;
pub mod font;
pub mod frame;
pub mod layout;
pub mod metadata;
pub mod pdf;
pub mod picture;
pub mod report;
pub mod text;
pub mod theme;
pub mod unit;
