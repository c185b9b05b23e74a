//! Properties of paragraphs and of text.

use super::font::Fonts;
use super::xml::Element;
use crate::document::{CharacterLook, Indent, Leader, ParagraphStyle, TabAlign, TabStop};
use crate::theme::{Align, Color, FontRole};

/// How a style's paragraphs differ from those of the base style.
pub(super) fn paragraph_properties(style: &ParagraphStyle, base: &ParagraphStyle) -> Element {
    let mut properties = Element::new("w:pPr");
    for (name, own, inherited) in [
        ("w:keepNext", style.keep_with_next, base.keep_with_next),
        ("w:keepLines", style.keep_together, base.keep_together),
        ("w:pageBreakBefore", style.page_break_before, base.page_break_before),
    ] {
        if own != inherited {
            properties.push(switch(name, own));
        }
    }
    let mut spacing = Element::new("w:spacing");
    for (name, own, inherited) in [
        ("w:before", style.before, base.before),
        ("w:after", style.after, base.after),
        ("w:line", style.line_pitch, base.line_pitch),
    ] {
        if own != inherited {
            spacing.set(name, own.to_twips());
        }
    }
    if style.line_pitch != base.line_pitch {
        spacing.set("w:lineRule", "exact");
    }
    if !spacing.attributes.is_empty() {
        properties.push(spacing);
    }
    if style.indent != base.indent || style.outline_level.is_some() {
        // the level of a numbering goes before an inherited indent, not before the style's own
        properties.push(indent(&style.indent));
    }
    if style.align != base.align {
        properties.push(Element::val("w:jc", alignment(style.align)));
    }
    if style.outline_level != base.outline_level {
        // 9 is body text
        properties.push(Element::val("w:outlineLvl", style.outline_level.unwrap_or(9)));
    }
    properties
}

/// `w:tabs`
pub(super) fn tabs(stops: &[TabStop]) -> Element {
    let stops = stops.iter().map(|stop| {
        let align = match stop.align {
            TabAlign::Left => "left",
            TabAlign::Right => "right",
        };
        let tab = Element::val("w:tab", align);
        let tab = match stop.leader {
            Leader::None => tab,
            Leader::Dots => tab.with("w:leader", "dot"),
        };
        tab.with("w:pos", stop.position.to_twips())
    });
    Element::new("w:tabs").children(stops)
}

/// The properties of text with a look.
pub(super) fn look_properties(look: &CharacterLook, fonts: &Fonts) -> Element {
    let mut names = Element::new("w:rFonts");
    if let Some(latin) = look.latin {
        for slot in ["w:ascii", "w:hAnsi", "w:cs"] {
            names.set(slot, fonts.name(latin));
        }
    }
    if let Some(han) = look.font {
        names.set("w:eastAsia", fonts.name(han));
    }
    let mut run = Element::new("w:rPr");
    if !names.attributes.is_empty() {
        run.push(names);
    }
    if let Some(ink) = look.color {
        run.push(color(ink));
    }
    if look.superscript {
        run.push(Element::val("w:vertAlign", "superscript"));
    }
    run
}

/// Indents, all of them: what is left out would be inherited. Word goes by the characters,
/// LibreOffice by the twips.
pub(super) fn indent(indent: &Indent) -> Element {
    let chars = indent.first_line_chars;
    let length = indent.first_line.to_twips();
    let (chars_name, name) = if length < 0 || chars < 0 {
        ("w:hangingChars", "w:hanging")
    } else {
        ("w:firstLineChars", "w:firstLine")
    };
    Element::new("w:ind")
        .with("w:leftChars", indent.left_chars)
        .with("w:left", indent.left.to_twips())
        .with("w:rightChars", indent.right_chars)
        .with("w:right", indent.right.to_twips())
        .with(chars_name, chars.abs())
        .with(name, length.abs())
}

/// `w:jc`
pub(super) fn alignment(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
        Align::Distribute => "distribute",
    }
}

/// A property that is on or off.
pub(super) fn switch(name: &'static str, on: bool) -> Element {
    if on { Element::new(name) } else { Element::val(name, 0) }
}

/// Marks don't hang in the margin. LibreOffice reads the property the other way round and loses
/// hung marks; it takes the fallback, Word the choice.
pub(super) fn hanging_punctuation() -> Element {
    let choice =
        Element::new("mc:Choice").with("Requires", "w15").child(Element::val("w:overflowPunct", 0));
    let fallback = Element::new("mc:Fallback").child(Element::new("w:overflowPunct"));
    Element::new("mc:AlternateContent").child(choice).child(fallback)
}

/// The languages of all text.
pub(super) fn language() -> Element {
    Element::val("w:lang", "en-US").with("w:eastAsia", "zh-CN").with("w:bidi", "ar-SA")
}

/// `w:color`
pub(super) fn color(color: Color) -> Element {
    Element::val("w:color", hex(color))
}

/// RRGGBB
pub(super) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.red, color.green, color.blue)
}

/// Whether the Latin text of a role is set bold by `w:b`.
pub(super) fn is_bold(role: FontRole) -> bool {
    role == FontRole::LatinBold
}
