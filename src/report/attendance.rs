//! 出席, 请假, 列席 of 纪要 (10.3).

use super::context::Context;
use super::fields::{Fields, Object};
use super::model::Spanned;
use super::source::Node;
use crate::diagnostic::Span;

pub(super) const ATTENDANCE: Object = Object {
    name: "attendance",
    required: &[],
    optional: &["present", "absent", "observers"],
    later: &[],
};

/// Who took part in a meeting: names, or texts with the names of several.
#[derive(Clone, Debug)]
pub struct Attendance {
    /// 出席.
    pub present: Vec<Spanned<String>>,
    /// 请假.
    pub absent: Vec<Spanned<String>>,
    /// 列席.
    pub observers: Vec<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

pub(super) fn attendance(node: &Node, cx: &mut Context<'_>) -> Option<Attendance> {
    let fields = Fields::read(node, "attendance", &ATTENDANCE, cx)?;
    let mut list = |key| fields.get(key).and_then(|node| cx.strings(node, key)).unwrap_or_default();
    Some(Attendance {
        present: list("present"),
        absent: list("absent"),
        observers: list("observers"),
        span: node.span,
    })
}
