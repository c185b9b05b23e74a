//! report-export turns a structured YAML report into a finished PDF and a finished Word document.

#![warn(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]
#![cfg_attr(
    test,
    allow(
        clippy::case_sensitive_file_extension_comparisons,
        clippy::disallowed_methods,
        clippy::float_cmp,
        clippy::format_collect,
        clippy::format_push_string,
        clippy::needless_range_loop,
        clippy::single_match_else,
        clippy::string_slice,
        clippy::too_many_arguments,
        clippy::too_many_lines,
        clippy::trivially_copy_pass_by_ref,
        reason = "tests read and write files, build texts and quote samples"
    )
)]

pub mod assets;
pub mod batch;
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
pub mod rows;
pub mod template;
pub mod text;
pub mod theme;
pub mod unit;
