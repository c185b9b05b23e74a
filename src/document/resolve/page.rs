//! Paper, grid, page number and styles: the theme's rules as absolute lengths.

use std::collections::BTreeMap;

use crate::document::model::{
    CharacterLook, FontNames, Indent, Orientation, PageNumber, PageSetup, ParagraphStyle,
};
use crate::theme::{Color, FontRole, StyleName, StyleRule, Theme};
use crate::unit::Length;

/// Paper, margins, grid and page number in whole twips.
pub(super) fn page_setup(theme: &Theme) -> PageSetup {
    let [width, height] = theme.page.size.map(Length::round_to_twips);
    let top = theme.page.head_margin.round_to_twips();
    let left = theme.page.binding_margin.round_to_twips();
    let [area_width, area_height] = theme.page.type_area;
    let right = (theme.page.size[0] - theme.page.binding_margin - area_width).round_to_twips();
    let area_height = area_height.round_to_twips();
    let line_pitch = match (theme.grid.lines_per_page, theme.grid.line_pitch) {
        (Some(lines), _) => Length::twips(area_height.to_twips() / i64::from(lines)),
        (None, Some(pitch)) => pitch.round_to_twips(),
        (None, None) => unreachable!("a theme has one of them: `theme::load` checks"),
    };
    let size = theme.styles[&StyleName::PageNumber].size;
    let rule = &theme.page_number;
    let dashes = top + area_height + rule.below_type_area;
    let lines = area_height.to_twips() / line_pitch.to_twips();
    let bottom = height - top - room_for_lines(lines, line_pitch);
    PageSetup {
        page_number: PageNumber {
            before: rule.before.clone(),
            after: rule.after.clone(),
            baseline: (dashes + characters(rule.dash_rise, size)).round_to_twips(),
            side: rule.side,
        },
        widow_lines: theme.grid.widow_lines,
        width,
        height,
        top,
        right,
        bottom,
        left,
        line_pitch,
        orientation: Orientation::Upright,
    }
}

/// The same paper turned to the right by a quarter (横排): the head of what stands on it is at the
/// paper's left edge, which is the binding edge of odd pages and the fore edge of even ones
/// (clause 8).
pub(super) fn turned(page: &PageSetup) -> PageSetup {
    let room = page.width - page.left - page.right;
    let lines = room.to_twips() / page.line_pitch.to_twips();
    PageSetup {
        width: page.height,
        height: page.width,
        top: page.left,
        right: page.top,
        bottom: page.width - page.left - room_for_lines(lines, page.line_pitch),
        left: page.bottom,
        orientation: Orientation::Turned,
        ..page.clone()
    }
}

/// The height of the type area for so many lines.
///
/// LibreOffice spreads what the lines leave over at the head and the foot, so nothing is left but
/// what it takes itself: it counts the lines in 1/100 mm, to which it rounds the pitch.
fn room_for_lines(lines: i64, pitch: Length) -> Length {
    const HUNDREDTH: i64 = 360;
    let rounded = (pitch.to_emu() + HUNDREDTH / 2) / HUNDREDTH * HUNDREDTH;
    let room = Length::emu(rounded * lines).max(pitch * lines);
    room.round_to_twips() + Length::twips(2)
}

/// A number of 字, character widths of a type size.
pub(super) fn characters(count: f64, size: Length) -> Length {
    size.scale((count * 1000.0).round() as i64, 1000)
}

/// The look of every kind of paragraph.
pub(super) fn styles(theme: &Theme, page: &PageSetup) -> BTreeMap<StyleName, ParagraphStyle> {
    theme.styles.iter().map(|(name, rule)| (*name, style(*name, rule, theme, page))).collect()
}

fn style(name: StyleName, rule: &StyleRule, theme: &Theme, page: &PageSetup) -> ParagraphStyle {
    let lines = |count: u8| page.line_pitch * i64::from(count);
    ParagraphStyle {
        word_name: rule.word_name.clone(),
        font: rule.font,
        latin: rule.latin.unwrap_or(FontRole::Latin),
        size: rule.size,
        character_width: 100,
        tracking: if rule.on_grid { tracking(theme, page, rule.size) } else { Length::ZERO },
        color: color(rule.color.as_deref(), theme),
        align: rule.align,
        indent: indent(rule),
        before: lines(rule.blank_lines_before),
        after: lines(rule.blank_lines_after),
        line_pitch: rule.line_pitch.map_or(page.line_pitch, Length::round_to_twips),
        keep_with_next: rule.keep_with_next,
        keep_together: rule.keep_together,
        page_break_before: rule.page_break_before,
        outline_level: match name {
            StyleName::Heading1 | StyleName::AttachmentTitle => Some(0),
            StyleName::Heading2 => Some(1),
            StyleName::Heading3 => Some(2),
            StyleName::Heading4 => Some(3),
            _ => None,
        },
    }
}

/// The tracking that lets `characters_per_line` characters into the measure: 28 of 16 pt are wider
/// than 156 mm (the standard's own 三号 trap). The tracking after the last character of a line
/// doesn't count.
fn tracking(theme: &Theme, page: &PageSetup, size: Length) -> Length {
    let Some(count) = theme.grid.characters_per_line.map(i64::from).filter(|&n| n > 1) else {
        return Length::ZERO;
    };
    let room = page.text_width().to_twips() - count * size.to_twips();
    Length::twips(room.div_euclid(count - 1))
}

fn indent(rule: &StyleRule) -> Indent {
    let hundredths = |count: f64| (count * 100.0).round() as i32;
    let length = |count: f64| characters(count, rule.size).round_to_twips();
    Indent {
        first_line: length(rule.first_line),
        left: length(rule.left),
        right: length(rule.right),
        first_line_chars: hundredths(rule.first_line),
        left_chars: hundredths(rule.left),
        right_chars: hundredths(rule.right),
    }
}

fn color(name: Option<&str>, theme: &Theme) -> Color {
    name.map_or_else(Color::default, |name| theme.colors[name])
}

/// How marked-up text differs from the text around it.
pub(super) fn character_looks(
    theme: &Theme,
) -> BTreeMap<crate::theme::CharacterStyle, CharacterLook> {
    let looks = theme.characters.iter().map(|(name, rule)| {
        let look = CharacterLook {
            word_name: rule.word_name.clone(),
            font: rule.font,
            latin: rule.latin,
            color: rule.color.as_deref().map(|name| color(Some(name), theme)),
            superscript: rule.superscript,
        };
        (*name, look)
    });
    looks.collect()
}

/// The names of the fonts for the DOCX.
pub(super) fn font_names(theme: &Theme) -> BTreeMap<FontRole, FontNames> {
    let names = theme.fonts.iter().map(|(role, rule)| {
        let names = FontNames { office: rule.office.clone(), alternates: rule.alternates.clone() };
        (*role, names)
    });
    names.collect()
}
