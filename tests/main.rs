//! The integration tests, in one program.

mod architecture;
mod cli;
mod own_fonts;
mod same_bytes;
mod samples;
