//! Stage 2: report and theme to the resolved document that both writers set.

mod anchored;
mod body_end;
mod colophon;
mod field;
mod mark;
pub mod model;
mod resolve;
mod table;

pub use anchored::{Anchored, AnchoredKind, AnchoredPlace, Layer};
pub use body_end::{BodyEnd, Extent, PartedAt};
pub use colophon::{Colophon, ColophonPlace, ColophonRules, Parity};
pub use field::{Edge, Field, FieldKind, FootnoteId, Link, written};
pub use mark::JointMark;
pub use model::*;
pub use resolve::{Context, MissingGlyphs, resolve};
pub use table::{Cell, Position, Row, Table};
