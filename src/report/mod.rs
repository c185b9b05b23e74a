//! Stage 1: a report's bytes to the validated model of what the author said.
//!
//! Input: bytes ([`decode`]) and then text ([`parse`]). Output: a [`Report`] that is complete and
//! typed, every text with its places in the source. All content findings are born here, and all of
//! a report's are reported, not the first alone; only a fault of the YAML itself hides what comes
//! after it, since nothing can be said of what can't be read.
//!
//! Promises: nothing panics, whatever the bytes; nothing outside the report is read but through
//! [`Assets`](crate::assets::Assets); a missing character is a finding, never an omission.

mod attendance;
mod body;
mod character;
mod closing;
mod context;
mod cross;
mod date;
mod decode;
mod document;
mod fields;
mod figure;
mod inline;
mod letterhead;
pub mod model;
mod near;
mod places;
mod scalar;
mod source;
mod syntax;
mod table;
mod typed;

#[cfg(test)]
mod tests;

pub use decode::decode;
pub use model::*;
pub use places::Places;
pub use scalar::Placed;
pub use source::{Node, Value, read as read_tree};

use crate::assets::Assets;
use crate::diagnostic::{Reported, Sink, Source};
use crate::picture::Gallery;

/// Reads and checks a report's text.
///
/// `assets` reads the pictures that it names.
///
/// # Errors
///
/// [`Reported`] if the sink has an error by then; warnings alone don't stop a report.
pub fn parse(source: &Source, assets: &Assets, sink: &mut Sink) -> Result<Report, Reported> {
    let root = source::read(source, sink)?;
    validate(source, &root, (assets, &Gallery::default()), sink)
}

/// Checks the tree of a report, whose places are in `source`. The pictures of `gallery` are not read
/// again.
///
/// # Errors
///
/// As of [`parse`].
pub fn validate(
    source: &Source,
    root: &Node,
    (assets, gallery): (&Assets, &Gallery),
    sink: &mut Sink,
) -> Result<Report, Reported> {
    let mut cx = context::Context::new(source, root, (assets, gallery), sink);
    let report = document::report(root, &mut cx);
    sink.check()?;
    report.ok_or_else(|| unreachable!("a report that can't be built has had an error"))
}
