//! `fonts`: what each role uses and what it covers.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use report_export::diagnostic::catalogue::{Words, program};
use report_export::font::{Face, FontLibrary, OpenFace};
use report_export::theme::{self, FontRole};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::MessageFormat;
use super::console::Console;
use super::failure::Failure;
use super::output;

/// CJK Unified Ideographs: all of GB 2312, of GBK, and nearly all of the 通用规范汉字表.
const BASIC: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// CJK Unified Ideographs Extension A: the rest of GB 18030's first level but a few.
const EXTENSION_A: RangeInclusive<char> = '\u{3400}'..='\u{4dbf}';

/// The planes of rare characters, among them some of the 通用规范汉字表.
const SUPPLEMENTARY: RangeInclusive<char> = '\u{20000}'..='\u{3fffd}';

/// Full-width marks of official documents.
const MARKS: &str = "，。、；：？！“”‘’（）《》〈〉〔〕【】—…·～％①②③④⑤⑥⑦⑧⑨⑩○";

const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A font with the role that uses it.
#[derive(Debug, Serialize)]
struct Row {
    role: Option<FontRoleName>,
    family: String,
    file: String,
    built_in: bool,
    han: Han,
    marks: Share,
    latin: Share,
    may_embed: bool,
    outlines: &'static str,
}

/// The name of a role in themes and JSON, and what people call it.
#[derive(Clone, Copy, Debug)]
struct FontRoleName(FontRole);

/// How many ideographs a font has.
#[derive(Clone, Copy, Debug, Serialize)]
struct Han {
    basic: usize,
    extension_a: usize,
    supplementary: usize,
    total: usize,
}

/// How many of some characters a font has.
#[derive(Clone, Copy, Debug, Serialize)]
struct Share {
    covered: usize,
    total: usize,
}

/// Shows what each role of a theme uses, and the user's fonts that none uses.
pub(crate) fn show(theme: &str, folders: &[PathBuf], console: Console) -> Result<(), Failure> {
    let library = FontLibrary::find(&theme::load(theme)?.fonts, folders)?;
    let used = library.roles().map(|(role, face)| Row::new(Some(role), face));
    let is_used = |face: &Face| library.roles().any(|(_, used)| std::ptr::eq(used, face));
    let unused = library.faces().iter().filter(|face| !is_used(face));
    let rows: Vec<Row> = used.chain(unused.map(|face| Row::new(None, face))).collect();
    let text = match console.format() {
        MessageFormat::Human => {
            format!("{}\n{}\n", table(&rows, console), console.text(program::FONTS_EXPLANATION))
        }
        MessageFormat::Json => rows.iter().map(Row::json).collect(),
    };
    output::to_stdout(text.as_bytes())
}

/// What a role of fonts is called.
pub(crate) fn role_name(role: FontRole) -> Words {
    match role {
        FontRole::Fangsong => program::ROLE_FANGSONG,
        FontRole::Kai => program::ROLE_KAI,
        FontRole::Hei => program::ROLE_HEI,
        FontRole::Song => program::ROLE_SONG,
        FontRole::Xiaobiaosong => program::ROLE_XIAOBIAOSONG,
        FontRole::Latin => program::ROLE_LATIN,
        FontRole::LatinBold => program::ROLE_LATIN_BOLD,
    }
}

impl Row {
    fn new(role: Option<FontRole>, face: &Face) -> Self {
        let open = face.open();
        Self {
            role: role.map(FontRoleName),
            family: face.family().to_owned(),
            file: face.source.clone(),
            built_in: face.is_embedded,
            han: Han::of(&open),
            marks: Share::of(MARKS, &open),
            latin: Share::of(LATIN, &open),
            may_embed: face.may_embed,
            outlines: if face.has_truetype_outlines { "TrueType" } else { "CFF" },
        }
    }

    fn json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers are always JSON") + "\n"
    }

    /// The cells of its row.
    fn cells(&self, console: Console) -> Vec<String> {
        let role = self.role.map_or(program::FONTS_UNUSED, |role| role_name(role.0));
        let file = if self.built_in {
            program::FONTS_BUILT_IN.fill(console.language(), &[("file", self.file.clone())])
        } else {
            self.file.clone()
        };
        let embedding =
            if self.may_embed { program::FONTS_ALLOWED } else { program::FONTS_RESTRICTED };
        vec![
            console.text(role).to_owned(),
            self.family.clone(),
            file,
            self.han.total.to_string(),
            self.marks.text(console),
            self.latin.text(console),
            console.text(embedding).to_owned(),
            self.outlines.to_owned(),
        ]
    }
}

impl Serialize for FontRoleName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self.0 {
            FontRole::Fangsong => "fangsong",
            FontRole::Kai => "kai",
            FontRole::Hei => "hei",
            FontRole::Song => "song",
            FontRole::Xiaobiaosong => "xiaobiaosong",
            FontRole::Latin => "latin",
            FontRole::LatinBold => "latin_bold",
        })
    }
}

impl Han {
    fn of(face: &OpenFace<'_>) -> Self {
        let count = |block: RangeInclusive<char>| {
            block.filter(|&character| face.glyph(character).is_some()).count()
        };
        let [basic, extension_a, supplementary] = [BASIC, EXTENSION_A, SUPPLEMENTARY].map(count);
        Self { basic, extension_a, supplementary, total: basic + extension_a + supplementary }
    }
}

impl Share {
    fn of(characters: &str, face: &OpenFace<'_>) -> Self {
        let covered = characters.chars().filter(|&c| face.glyph(c).is_some()).count();
        Self { covered, total: characters.chars().count() }
    }

    fn text(self, console: Console) -> String {
        match self.covered {
            0 => console.text(program::FONTS_NONE).to_owned(),
            covered if covered == self.total => console.text(program::FONTS_ALL).to_owned(),
            covered => {
                let arguments =
                    [("covered", covered.to_string()), ("total", self.total.to_string())];
                program::FONTS_SHARE.fill(console.language(), &arguments)
            }
        }
    }
}

const HEADINGS: [Words; 8] = [
    program::FONTS_ROLE,
    program::FONTS_FAMILY,
    program::FONTS_FILE,
    program::FONTS_HAN,
    program::FONTS_MARKS,
    program::FONTS_LATIN,
    program::FONTS_EMBEDDING,
    program::FONTS_OUTLINES,
];

fn table(rows: &[Row], console: Console) -> String {
    let mut lines = vec![HEADINGS.map(|words| console.text(words).to_owned()).to_vec()];
    lines.extend(rows.iter().map(|row| row.cells(console)));
    align(&lines)
}

/// Lines of cells, each column as wide as its widest cell on a terminal.
fn align(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| lines.iter().map(|line| line[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let start = text.len();
        for (cell, width) in line.iter().zip(&widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        let end = text.trim_end().len();
        text.truncate(end.max(start));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn columns_of_wide_and_narrow_cells_line_up() {
        let rows = [["用途", "b"], ["Latin bold", "c"], ["仿宋", "d"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let text = super::align(&rows);
        let columns = text.lines().map(UnicodeWidthStr::width).collect::<Vec<_>>();
        assert_eq!(columns, [13, 13, 13], "{text}");
    }
}
