//! The integration tests, in one program.

mod architecture;
mod cli;
mod samples;
mod titles;
