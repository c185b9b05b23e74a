//! How long each stage takes: on the flagship report, and on 100 and 1,000 pages of its text.
//!
//! Times are shown, none is asserted: `cargo bench`.

use std::fmt::Write;
use std::path::Path;

use divan::Bencher;
use report_export::assets::Assets;
use report_export::diagnostic::{Sink, Source};
use report_export::document::{self, Context, Document, MissingGlyphs, Settled};
use report_export::docx::{self, EmbedFonts};
use report_export::font::FontLibrary;
use report_export::report::{self, LineBreaking, Report};
use report_export::theme::{self, Theme};
use report_export::{layout, pdf};

const FLAGSHIP: &str = "data/xuancheng-2024.yaml";
const TEXT: &str = "tests/corpus/xuancheng-2024.txt";

/// How much text is set; what is shown is what the pages are about.
#[derive(Clone, Copy, Debug)]
enum Size {
    Flagship,
    Pages100,
    Pages1000,
}

const SIZES: [Size; 3] = [Size::Flagship, Size::Pages100, Size::Pages1000];

/// The times that the text goes into 100 pages.
const COPIES_IN_100_PAGES: usize = 27;

fn main() {
    divan::main();
}

/// A report and all that the stages need for it.
struct Fixture {
    source: Source,
    assets: Assets,
    theme: Theme,
    fonts: FontLibrary,
}

impl Fixture {
    fn new(size: Size) -> Self {
        let text = match size {
            Size::Flagship => read(FLAGSHIP),
            Size::Pages100 => long_report(COPIES_IN_100_PAGES),
            Size::Pages1000 => long_report(COPIES_IN_100_PAGES * 10),
        };
        let theme = theme::load(theme::DEFAULT).expect("the theme is built in");
        let fonts = FontLibrary::find(&theme.fonts, &[]).expect("the fonts are built in");
        let source = Source { name: "report.yaml".to_owned(), text };
        let assets = Assets::new(project().join("data"), Vec::new());
        Self { source, assets, theme, fonts }
    }

    fn report(&self) -> Report {
        report::parse(&self.source, &self.assets, &mut Sink::default()).expect("it has no errors")
    }

    fn document(&self, report: &Report) -> Document {
        let context = Context {
            source: &self.source,
            theme: &self.theme,
            fonts: &self.fonts.open(),
            missing_glyphs: MissingGlyphs::Error,
            line_breaking: LineBreaking::Office,
        };
        document::resolve(report, context, &Settled::default(), &mut Sink::default())
            .expect("it has no errors")
    }
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(project().join(file)).expect("it is part of the project")
}

/// The flagship's text many times over; numbers before the paragraphs keep any two from being the
/// same, which a compressor or a cache would profit by.
fn long_report(copies: usize) -> String {
    let text = read(TEXT);
    let mut yaml = "kind: plain\ntitle: 长篇报告\nbody:\n".to_owned();
    for copy in 1..=copies {
        writeln!(yaml, "  - heading: 第{copy}部分\n    body:").expect("a string takes all");
        for (number, paragraph) in text.lines().enumerate() {
            writeln!(yaml, "      - '{copy}.{number} {paragraph}'").expect("a string takes all");
        }
    }
    yaml
}

#[divan::bench(args = SIZES)]
fn report(bencher: Bencher<'_, '_>, size: Size) {
    let fixture = Fixture::new(size);
    bencher.bench_local(|| fixture.report());
}

#[divan::bench(args = SIZES)]
fn resolve(bencher: Bencher<'_, '_>, size: Size) {
    let fixture = Fixture::new(size);
    let report = fixture.report();
    bencher.bench_local(|| fixture.document(&report));
}

#[divan::bench(args = SIZES)]
fn layout(bencher: Bencher<'_, '_>, size: Size) {
    let fixture = Fixture::new(size);
    let document = fixture.document(&fixture.report());
    bencher.bench_local(|| layout::lay_out(&document, &fixture.fonts.open()));
}

#[divan::bench(args = SIZES)]
fn pdf(bencher: Bencher<'_, '_>, size: Size) {
    let fixture = Fixture::new(size);
    let document = fixture.document(&fixture.report());
    let pages = layout::lay_out(&document, &fixture.fonts.open()).pages;
    bencher.with_inputs(|| pages.clone()).bench_local_values(|pages| {
        pdf::write(pages, &fixture.fonts, pdf::Standard::default(), None)
    });
}

#[divan::bench(args = SIZES)]
fn docx(bencher: Bencher<'_, '_>, size: Size) {
    let fixture = Fixture::new(size);
    let document = fixture.document(&fixture.report());
    bencher.bench_local(|| docx::write(&document, &fixture.fonts, EmbedFonts::None));
}
