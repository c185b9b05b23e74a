//! 署名, 成文日期 and 印章 in the three styles of 7.3.5.
//!
//! What hangs at a paragraph hangs at one without space before it. So space stands after the
//! paragraphs here, and what belongs to the first one hangs at the next.

use std::sync::Arc;

use super::builder::TextBuilder;
use super::page::characters;
use super::seal::{Below, NoteMeasures, SealMeasures, place_seals};
use super::{Resolver, exact_indent};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::model::{Block, Indent, Inline, Leader, Paragraph, TabAlign, TabStop};
use crate::document::{Anchored, AnchoredKind, AnchoredPlace, Layer};
use crate::picture::Picture;
use crate::report::{Date, SealLevel, Signature, SignatureStyle, Spanned, Stamp};
use crate::theme::StyleName;
use crate::unit::Length;

impl Resolver<'_, '_> {
    /// Adds 署名 and 成文日期, and returns what is below the date.
    pub(super) fn signature(&mut self, signature: &Signature) -> Below {
        let report = self.report;
        let names = signature.issuers.as_ref().unwrap_or(&report.issuers);
        match signature.style {
            SignatureStyle::Plain => self.plain_signature(signature, names),
            SignatureStyle::Seal => return self.sealed_signature(signature, names),
            SignatureStyle::Stamp => self.stamped_signature(signature, names),
        }
        Below::default()
    }

    /// 7.3.5.2: the date's first character stands right of that of the 署名; the longer of the two
    /// leaves the space at the right.
    fn plain_signature(&mut self, signature: &Signature, names: &[Spanned<String>]) {
        let rule = &self.theme.signature;
        let widest = self.name_widths(names).into_iter().max().unwrap_or_default();
        let date = self.date_width(signature);
        let width = self.page.text_width();
        let right = self.characters(rule.plain_right);
        let shift =
            if names.is_empty() { Length::ZERO } else { self.characters(rule.plain_date_shift) };
        let left = if date > widest {
            width - right - date - shift
        } else {
            (width - right - widest).min(width - date - shift)
        };
        let left = left.max(Length::ZERO);
        let parts = self.names_on_pages(names.len());
        for (index, name) in names.iter().enumerate() {
            let mut text = TextBuilder::default();
            text.plain(name);
            let paragraph = self.paragraph(text, StyleName::Signature, name.span);
            paragraph.indent = Some(Box::new(left_indent(left)));
            if index > 0 {
                paragraph.before = Some(Length::ZERO);
            }
            if parts.contains(&(index + 1)) {
                paragraph.keep_with_next = Some(false);
            }
        }
        let before = names.is_empty().then(|| self.styles[&StyleName::Signature].before);
        let has_note = self.report.note.is_some();
        let date = self.date(signature, left + shift);
        date.before = before;
        date.keep_with_next = has_note.then_some(true);
    }

    /// Before which names a page of plain names begins, if they are more than a page has room for: the
    /// last one stands with the date, and on the first page are lines of the body.
    fn names_on_pages(&mut self, count: usize) -> Vec<usize> {
        let page_lines = self.page_lines() - self.note_lines();
        // a line stays free before the names
        let first = usize::try_from(page_lines - self.least_body_lines() - 1).unwrap_or(1).max(1);
        let on_page = usize::try_from(page_lines).unwrap_or(1).max(2);
        let mut parts = Vec::new();
        let mut end = first;
        while count + 1 > end {
            parts.push(end.min(count - 1));
            end += on_page;
        }
        let lines = parts.first().map_or(count + 1, |first| *first);
        self.check_signature_pages(parts.len() + 1);
        let note_lines = if parts.is_empty() { self.note_lines() } else { 0 };
        self.hold_body_end(lines as i64 + 1 + note_lines);
        parts
    }

    /// 7.3.5.1: each seal on its name, the last one on name and date.
    fn sealed_signature(&mut self, signature: &Signature, names: &[Spanned<String>]) -> Below {
        let widths = self.name_widths(names);
        let measures = self.seal_measures(signature, &widths);
        let places = place_seals(&measures);
        if let Some(note) = self.report.note.as_ref().filter(|_| places.crosses_note(&measures)) {
            self.sink.push(Diagnostic::new(Code::SealOverNote).at(note.span));
        }
        self.check_seals(signature);
        let pitch = self.page.line_pitch;
        self.check_signature_pages(places.pages.len());
        self.hold_body_end(places.first_lines() + places.note_lines(&measures));
        let mut hanging = Vec::new();
        let mut from = 0;
        for (index, middles) in places.rows.iter().enumerate() {
            let in_row = from..from + middles.len();
            from = in_row.end;
            let seals = in_row.clone().zip(middles).filter_map(|(index, middle)| {
                self.seal(signature, index, *middle, places.seal_top)
            });
            let seals: Vec<Anchored> = seals.collect();
            let Some(row) = names.get(in_row.clone()).filter(|row| !row.is_empty()) else {
                hanging.extend(seals);
                continue;
            };
            let place = places.row(index);
            if place.begins_page {
                let room = self.room(places.blank_lines);
                room.keep_with_next = Some(true);
            }
            self.name_row(row, &widths[in_row], middles);
            let Some(Block::Paragraph(row)) = self.blocks.last_mut() else { continue };
            let after = if place.is_last { Length::ZERO } else { places.row_height - pitch };
            row.after = Some(after);
            row.before = Some(if index == 0 { pitch * places.blank_lines } else { Length::ZERO });
            row.keep_with_next = place.ends_page.then_some(false);
            row.anchored = std::mem::take(&mut hanging);
            if index == 0 && !place.ends_page {
                hanging = below(seals, pitch + after);
            } else {
                row.anchored.extend(seals);
            }
        }
        let blank = names.is_empty().then(|| pitch * places.blank_lines);
        let has_note = self.report.note.is_some();
        let date = self.date(signature, places.date_left);
        date.before = blank;
        date.anchored = hanging;
        date.keep_with_next = Some(has_note || places.below.lines > 0);
        places.below
    }

    fn seal_measures<'w>(&self, signature: &Signature, names: &'w [Length]) -> SealMeasures<'w> {
        let rule = &self.theme.signature;
        let seal = &rule.seal;
        SealMeasures {
            diameter: self.seal_diameter(signature).round_to_twips(),
            gap: seal.gap,
            text_below_center: seal.text_below_center,
            name_gap: self.characters(seal.name_gap),
            date_right: self.characters(rule.seal_date_right),
            least_date_right: self.characters(seal.least_date_right),
            date: self.date_width(signature),
            names,
            size: self.styles[&StyleName::Date].size,
            pitch: self.page.line_pitch,
            width: self.page.text_width(),
            page_lines: self.page_lines(),
            body_lines: self.least_body_lines(),
            note: NoteMeasures { lines: self.note_lines(), right: self.note_right() },
        }
    }

    fn seal_diameter(&self, signature: &Signature) -> Length {
        let rule = &self.theme.signature.seal;
        match signature.level {
            Some(SealLevel::State) => rule.state,
            Some(SealLevel::Province) => rule.province,
            Some(SealLevel::Prefecture) => rule.prefecture,
            Some(SealLevel::County) | None => rule.county,
            Some(SealLevel::Township) => rule.township,
        }
    }

    /// Whether the pictures are round and red as seals are, and as large as those of their level.
    fn check_seals(&mut self, signature: &Signature) {
        let diameter = self.seal_diameter(signature);
        let rule = &self.theme.signature.seal;
        for seal in &signature.seals {
            let (width, height) = (seal.picture.width, seal.picture.height);
            let finding = |code| Diagnostic::new(code).at(seal.span);
            if width.abs_diff(height) * 100 > width.max(height) * rule.shape_percent {
                let finding = finding(Code::SealShape).with("width", width).with("height", height);
                self.sink.push(finding);
            }
            let red = seal.ink.red_percent().filter(|red| *red < rule.red_percent);
            if let Some(red) = red {
                self.sink.push(finding(Code::SealInk).with("share", red));
            }
            let is_other =
                |own: &Length| (*own - diameter).to_emu().abs() > rule.size_tolerance.to_emu();
            if let Some(own) = seal.picture.own_width().filter(is_other) {
                let level = signature.level.unwrap_or(SealLevel::County).word();
                let finding = finding(Code::SealSize).with("own", own).with("level", level);
                self.sink.push(finding.with("diameter", diameter));
            }
        }
        if let (Some(seal), None) = (signature.seals.first(), signature.level) {
            let finding = Diagnostic::new(Code::SealLevel).at(seal.span);
            self.sink.push(finding.with("diameter", diameter));
        }
    }

    /// A seal on a name, measured from the top of the name's line.
    fn seal(
        &self,
        signature: &Signature,
        index: usize,
        middle: Length,
        top: Length,
    ) -> Option<Anchored> {
        let seal = signature.seals.get(index)?;
        let names = signature.issuers.as_ref().unwrap_or(&self.report.issuers);
        let name = names.get(index).map_or("", |name| name.value.as_str());
        let diameter = self.seal_diameter(signature).round_to_twips();
        let alt = format!("{name}{}", self.theme.words.seal);
        Some(picture(&seal.picture, alt, [middle - diameter / 2, top, diameter, diameter]))
    }

    /// Names beside each other, each on its middle.
    fn name_row(&mut self, names: &[Spanned<String>], widths: &[Length], middles: &[Length]) {
        let lefts = widths.iter().zip(middles).map(|(width, middle)| *middle - *width / 2);
        let lefts: Vec<Length> =
            lefts.map(|left| left.max(Length::ZERO).round_to_twips()).collect();
        let mut inlines = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                inlines.push(Inline::Tab);
            }
            let mut text = TextBuilder::default();
            text.plain(name);
            inlines.extend(self.inlines(text, StyleName::Signature));
        }
        let span = names.first().map(|name| name.span).unwrap_or_default();
        let mut paragraph = Paragraph::new(StyleName::Signature, inlines, span);
        paragraph.indent = Some(Box::new(left_indent(lefts[0])));
        let stop = |position: &Length| TabStop {
            position: *position,
            align: TabAlign::Left,
            leader: Leader::None,
        };
        paragraph.tabs = lefts[1..].iter().map(stop).collect();
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// 7.3.5.3: one stamp below the other, the signer's title left of each.
    fn stamped_signature(&mut self, signature: &Signature, names: &[Spanned<String>]) {
        let rule = &self.theme.signature.stamp;
        let style = &self.styles[&StyleName::Signature];
        let pitch = self.page.line_pitch;
        let middle = pitch.scale(4, 5) - style.size.scale(38, 100);
        let height = rule.height.round_to_twips();
        // the lines of a stamp, and how far its title's line is below its top
        let lines = (height.to_emu() + pitch.to_emu() - 1) / pitch.to_emu();
        let down = (height / 2 - middle).round_to_twips();
        let blank = pitch * i64::from(rule.blank_lines_before);
        let rest = pitch * (lines - 1);
        let before_date = pitch * i64::from(rule.blank_lines_before_date);
        let all_lines = signature.stamps.len() as i64 * lines
            + i64::from(rule.blank_lines_before)
            + i64::from(rule.blank_lines_before_date)
            + 1
            + self.note_lines();
        let page_lines = self.page_lines();
        self.check_signature_pages(if all_lines > page_lines { 2 } else { 1 });
        self.hold_body_end(all_lines);
        let mut hanging = Vec::new();
        for (index, stamp) in signature.stamps.iter().enumerate() {
            let is_last = index + 1 == signature.stamps.len();
            let size = stamp_size(stamp, rule.width.round_to_twips(), height);
            let after = if is_last { rest - down + before_date } else { rest };
            let name = names.get(index).map(|name| name.value.as_str());
            let hung = self.stamp(stamp, name, size, pitch + after - middle + size[1] / 2);
            let Some(Block::Paragraph(title)) = self.blocks.last_mut() else { continue };
            title.before = Some(if index == 0 { blank + down } else { Length::ZERO });
            title.after = Some(after);
            title.anchored = std::mem::replace(&mut hanging, hung);
        }
        let left = self.page.text_width()
            - self.characters(self.theme.signature.stamp_date_right)
            - self.date_width(signature);
        let has_note = self.report.note.is_some();
        let date = self.date(signature, left);
        date.anchored = hanging;
        date.keep_with_next = has_note.then_some(true);
    }

    /// Adds a signer's title, and returns the stamp as it hangs at the paragraph after it: `above`
    /// says how far above that one its top is.
    fn stamp(
        &mut self,
        stamp: &Stamp,
        issuer: Option<&str>,
        [width, height]: [Length; 2],
        above: Length,
    ) -> Vec<Anchored> {
        let rule = &self.theme.signature.stamp;
        let left = self.page.text_width() - self.characters(rule.right) - width;
        let gap = self.characters(rule.title_gap);
        let title = self.width(&stamp.title.value, StyleName::Signature);
        let mut text = TextBuilder::default();
        text.plain(&stamp.title);
        let paragraph = self.paragraph(text, StyleName::Signature, stamp.title.span);
        paragraph.indent = Some(Box::new(left_indent((left - gap - title).max(Length::ZERO))));
        let signer = stamp.name.as_ref().map(|name| name.value.as_str());
        let title = || format!("{}{}", issuer.unwrap_or_default(), stamp.title.value);
        let signer = signer.map_or_else(title, str::to_owned);
        let alt = format!("{signer}{}", self.theme.words.stamp);
        let drawn = stamp.picture.iter();
        drawn
            .map(|drawn| picture(&drawn.value, alt.clone(), [left, -above, width, height]))
            .collect()
    }

    fn date(&mut self, signature: &Signature, left: Length) -> &mut Paragraph {
        let mut text = TextBuilder::default();
        text.fixed(&self.written_date(signature.date.value), signature.date.span.start);
        let paragraph = self.paragraph(text, StyleName::Date, signature.date.span);
        paragraph.indent = Some(Box::new(left_indent(left.max(Length::ZERO))));
        paragraph
    }

    fn name_widths(&self, names: &[Spanned<String>]) -> Vec<Length> {
        names.iter().map(|name| self.width(&name.value, StyleName::Signature)).collect()
    }

    fn date_width(&self, signature: &Signature) -> Length {
        self.width(&self.written_date(signature.date.value), StyleName::Date)
    }

    pub(super) fn written_date(&self, date: Date) -> String {
        let words = self.theme.words.date.replace("%Y", &date.year.to_string());
        words.replace("%m", &date.month.to_string()).replace("%d", &date.day.to_string())
    }

    /// 字 of the signature.
    fn characters(&self, count: f64) -> Length {
        characters(count, self.styles[&StyleName::Date].size).round_to_twips()
    }
}

/// The size of a stamp: as high as the rule says, no wider than it allows.
fn stamp_size(stamp: &Stamp, most_wide: Length, height: Length) -> [Length; 2] {
    let Some(picture) = &stamp.picture else { return [most_wide, height] };
    let (wide, high) = (i64::from(picture.value.width), i64::from(picture.value.height));
    let width = height.scale(wide, high).round_to_twips();
    if width <= most_wide {
        return [width, height];
    }
    [most_wide, most_wide.scale(high, wide).round_to_twips()]
}

/// A picture under the text, at left, top, width, height.
fn picture(picture: &Arc<Picture>, alt: String, [x, y, width, height]: [Length; 4]) -> Anchored {
    Anchored {
        kind: AnchoredKind::Picture { picture: Arc::clone(picture), alt: Some(alt) },
        x: x.round_to_twips(),
        y: AnchoredPlace::Line(y.round_to_twips()),
        width,
        height,
        layer: Layer::Behind,
    }
}

/// What hangs at a paragraph, as it hangs at one whose line is so far below.
fn below(hanging: Vec<Anchored>, distance: Length) -> Vec<Anchored> {
    let moved = hanging.into_iter().map(|anchored| match anchored.y {
        AnchoredPlace::Line(y) => Anchored { y: AnchoredPlace::Line(y - distance), ..anchored },
        AnchoredPlace::Paper(_) => anchored,
    });
    moved.collect()
}

fn left_indent(left: Length) -> Indent {
    exact_indent(left.round_to_twips(), Length::ZERO)
}
