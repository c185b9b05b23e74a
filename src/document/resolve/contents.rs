//! 目录: the headings of the body and the attachments with the numbers of their pages, on pages of
//! its own in front. The numbering of pages begins with it, so that odd pages stay right-hand ones.

use std::sync::Arc;

use super::Resolver;
use super::body::LEVELS;
use super::builder::TextBuilder;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::field::{Edge, Field, FieldKind, Link, written};
use crate::document::model::{
    AnchorId, Block, Inline, Leader, PageNumbers, Paragraph, TabAlign, TabStop,
};
use crate::report;
use crate::theme::StyleName;

/// The styles of entries, outermost first.
const ENTRIES: [StyleName; LEVELS] =
    [StyleName::Contents1, StyleName::Contents2, StyleName::Contents3, StyleName::Contents4];

impl Resolver<'_, '_> {
    /// How many levels of headings the table of contents has; none if there is to be none.
    fn contents_levels(&self) -> Option<usize> {
        let contents = self.report.settings.contents.as_ref()?;
        let levels = contents.levels.unwrap_or(self.theme.contents.levels);
        Some(usize::from(levels).clamp(1, LEVELS))
    }

    /// The anchor of a heading: that of its id, or one of its own if it is an entry of the table of
    /// contents. Headings come in the order of the document, here and in [`Self::contents`].
    pub(super) fn heading_anchor(
        &mut self,
        id: Option<&Arc<str>>,
        depth: usize,
    ) -> Option<AnchorId> {
        let own = self.whole_anchor(id);
        if self.contents_levels().is_none_or(|levels| depth >= levels) {
            return own;
        }
        let next = AnchorId(self.targets.anchors() + self.entries);
        self.entries += 1;
        own.or(Some(next))
    }

    /// Adds the table of contents, if the report asks for one.
    pub(super) fn contents(&mut self) {
        let (Some(levels), Some(contents)) =
            (self.contents_levels(), self.report.settings.contents.as_ref())
        else {
            return;
        };
        let mut title = TextBuilder::default();
        match &contents.title {
            Some(words) => title.plain(words),
            None => title.fixed(&self.theme.contents.title, contents.span.start),
        }
        let title = self.inlines(title, StyleName::ContentsTitle);
        let mut entries = Vec::new();
        self.entries_of(&self.report.body, 0, &mut [0; LEVELS], &mut entries);
        for attachment in &self.report.attachments {
            let anchor = self.heading_anchor(None, 0);
            let mut text = TextBuilder::default();
            text.title_name(&attachment.title);
            entries.extend(anchor.map(|a| self.entry(text, 0, a, attachment.title.span)));
            self.entries_of(&attachment.body, 0, &mut [0; LEVELS], &mut entries);
        }
        self.entries = 0;
        if entries.is_empty() {
            self.sink.push(Diagnostic::new(Code::NoHeadings).at(contents.span));
            return;
        }
        if self.report.letterhead.is_some() {
            self.sink.push(Diagnostic::new(Code::ContentsBeforeLetterhead).at(contents.span));
        }
        let levels = u8::try_from(levels).expect("there are four at most");
        entries[0].inlines.insert(0, Inline::Contents(Edge::Start, levels));
        if let Some(last) = entries.last_mut() {
            last.inlines.push(Inline::Contents(Edge::End, levels));
        }
        let title = Paragraph::new(StyleName::ContentsTitle, title, contents.span);
        self.blocks.push(Block::Paragraph(title));
        self.blocks.extend(entries.into_iter().map(Block::Paragraph));
        self.begin_section(self.page.clone(), PageNumbers::All);
    }

    fn entries_of(
        &mut self,
        blocks: &[report::Block],
        depth: usize,
        counts: &mut [u32; LEVELS],
        entries: &mut Vec<Paragraph>,
    ) {
        for block in blocks {
            let report::Block::Section(section) = block else { continue };
            let depth = depth.min(LEVELS - 1);
            counts[depth] += 1;
            counts[depth + 1..].fill(0);
            let anchor = self.heading_anchor(section.id.as_ref(), depth);
            let is_entry = self.contents_levels().is_some_and(|levels| depth < levels);
            if let Some(anchor) = anchor.filter(|_| is_entry) {
                let levels = super::heading_levels(self.theme);
                let number = levels
                    .get(depth)
                    .map(|level| level.text.replace("%1", &written(level.format, counts[depth])));
                let mut text = TextBuilder::default();
                text.fixed(&number.unwrap_or_default(), section.heading.span.start);
                text.author(&section.heading, None);
                text.without_footnotes();
                entries.push(self.entry(text, depth, anchor, section.heading.span));
            }
            self.entries_of(&section.body, depth + 1, counts, entries);
        }
    }

    /// A heading, dots, and the number of its page: all of it leads there.
    fn entry(
        &mut self,
        text: TextBuilder,
        depth: usize,
        anchor: AnchorId,
        span: Span,
    ) -> Paragraph {
        let style = ENTRIES[depth];
        let link = Link::Anchor(anchor);
        let mut inlines = self.inlines(text, style);
        inlines.retain(|inline| matches!(inline, Inline::Run(_) | Inline::Field(_)));
        for inline in &mut inlines {
            match inline {
                Inline::Run(run) => {
                    run.link = Some(link.clone());
                    run.styles.clear();
                }
                Inline::Field(field) => field.link = Some(link.clone()),
                _ => {}
            }
        }
        let page = self.settled.pages.get(&anchor).copied().unwrap_or(1);
        inlines.push(Inline::Tab);
        inlines.push(Inline::Field(Field {
            kind: FieldKind::Page(anchor),
            text: page.to_string(),
            styles: Vec::new(),
            link: Some(link),
        }));
        let position = self.page.text_width();
        let tabs = vec![TabStop { position, align: TabAlign::Right, leader: Leader::Dots }];
        Paragraph { tabs, ..Paragraph::new(style, inlines, span) }
    }
}
