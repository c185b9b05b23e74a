//! The integration tests, in one program.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::string_slice,
    reason = "tests build texts and quote samples"
)]

mod architecture;
mod bad_input;
mod batch;
mod body_end;
mod clauses;
mod cli;
mod common;
mod own_fonts;
mod pdf_standard;
mod pdf_tree;
mod resolve;
mod same_bytes;
mod samples;
mod titles;
