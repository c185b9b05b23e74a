//! The parts of the package: sheets by name, shared strings, formats of cells.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::Fault;
use super::sheet::Epoch;

/// How large a part may be once inflated: Excel's own limit of rows fits.
const LARGEST_PART: u64 = 1 << 29;

/// A workbook's package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    workbook: String,
}

/// A sheet and its part.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) path: String,
}

/// A fault in the words of what found it.
#[expect(clippy::needless_pass_by_value, reason = "errors are mapped by value")]
pub(super) fn broken(detail: impl ToString) -> Fault {
    Fault::Broken(detail.to_string())
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            // What Excel writes for a workbook with a password, and before 2007.
            let is_compound = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
            if is_compound { broken("an older or encrypted workbook") } else { broken(error) }
        })?;
        let mut package = Self { archive, workbook: String::new() };
        package.workbook = package.part("xl/workbook.xml")?;
        Ok(package)
    }

    fn has(&self, path: &str) -> bool {
        self.archive.index_for_name(path).is_some()
    }

    /// The text of a part.
    pub(super) fn part(&mut self, path: &str) -> Result<String, Fault> {
        let file =
            self.archive.by_name(path).map_err(|error| broken(format!("{path}: {error}")))?;
        let mut bytes = Vec::new();
        let read = file.take(LARGEST_PART + 1).read_to_end(&mut bytes);
        read.map_err(|error| broken(format!("{path}: {error}")))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(broken(format!("{path} is too large")));
        }
        let text = String::from_utf8(bytes).map_err(|_| broken(format!("{path} is not UTF-8")))?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// The sheets in the order of their tabs.
    pub(super) fn sheets(&mut self) -> Result<Vec<Sheet>, Fault> {
        let mut targets = BTreeMap::new();
        for_each_element(&self.part("xl/_rels/workbook.xml.rels")?, |name, element| {
            if name == "Relationship" {
                let target = attribute(element, "Target").unwrap_or_default();
                let path = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("xl/{target}"),
                };
                targets.insert(attribute(element, "Id").unwrap_or_default(), path);
            }
        })?;
        let mut sheets = Vec::new();
        for_each_element(&self.workbook, |name, element| {
            if name == "sheet"
                && let Some(path) = attribute(element, "id").and_then(|id| targets.get(&id))
            {
                let name = attribute(element, "name").unwrap_or_default();
                sheets.push(Sheet { name, path: path.clone() });
            }
        })?;
        Ok(sheets)
    }

    /// The day that serial numbers of dates count from.
    pub(super) fn epoch(&self) -> Result<Epoch, Fault> {
        let mut epoch = Epoch::Year1900;
        for_each_element(&self.workbook, |name, element| {
            let date1904 = attribute(element, "date1904");
            if name == "workbookPr" && matches!(date1904.as_deref(), Some("1" | "true")) {
                epoch = Epoch::Year1904;
            }
        })?;
        Ok(epoch)
    }

    /// The strings that cells refer to by number.
    pub(super) fn shared_strings(&mut self) -> Result<Vec<String>, Fault> {
        const PATH: &str = "xl/sharedStrings.xml";
        if !self.has(PATH) {
            return Ok(Vec::new());
        }
        let text = self.part(PATH)?;
        let mut strings = Vec::new();
        let mut collector = TextCollector::default();
        for_each_event(&text, |event| {
            match event {
                Event::Start(element) if local(element) == "si" => collector.clear(),
                Event::Empty(element) if local(element) == "si" => strings.push(String::new()),
                Event::End(element) if element.local_name().as_ref() == b"si" => {
                    strings.push(collector.take());
                }
                other => collector.event(other)?,
            }
            Ok(())
        })?;
        Ok(strings)
    }

    /// Which of the formats of cells show a number as a date, by their number.
    pub(super) fn date_formats(&mut self) -> Result<Vec<DateKind>, Fault> {
        const PATH: &str = "xl/styles.xml";
        if !self.has(PATH) {
            return Ok(Vec::new());
        }
        let text = self.part(PATH)?;
        let mut codes = BTreeMap::new();
        let mut formats = Vec::new();
        let mut in_cell_formats = false;
        for_each_event(&text, |event| {
            match event {
                Event::Start(element) | Event::Empty(element) => match local(element).as_str() {
                    "numFmt" => {
                        let id = attribute(element, "numFmtId").unwrap_or_default();
                        codes.insert(id, attribute(element, "formatCode").unwrap_or_default());
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => {
                        let id = attribute(element, "numFmtId").unwrap_or_default();
                        formats.push(match codes.get(&id) {
                            Some(code) => DateKind::of_code(code),
                            None => DateKind::of_id(&id),
                        });
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == b"cellXfs" => {
                    in_cell_formats = false;
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(formats)
    }
}

/// What a format shows a number as.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum DateKind {
    /// A number.
    #[default]
    Number,
    /// A day, or a day and a time.
    Date,
    /// A time.
    Time,
}

impl DateKind {
    /// The formats that every Excel has by number, those of Chinese ones among them.
    fn of_id(id: &str) -> Self {
        match id.parse::<u32>() {
            Ok(14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58) => Self::Date,
            Ok(18..=21 | 32..=35 | 45..=47 | 55..=56) => Self::Time,
            _ => Self::Number,
        }
    }

    /// A format by its code, outside quotes and brackets: `yyyy"年"m"月"d"日"`.
    fn of_code(code: &str) -> Self {
        let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
        let mut kind = Self::Number;
        for c in code.chars() {
            if escaped {
                escaped = false;
                continue;
            }
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\\' | '_' | '*' => escaped = true,
                '[' => bracketed = true,
                ']' => bracketed = false,
                _ if bracketed => {}
                ';' => break,
                'y' | 'Y' | 'd' | 'D' | 'e' if !code.contains("E+") => return Self::Date,
                'h' | 'H' | 's' | 'S' => kind = Self::Time,
                _ => {}
            }
        }
        kind
    }
}

/// Collects the text of `t` elements, but for phonetic guides (`rPh`).
#[derive(Default)]
pub(super) struct TextCollector {
    text: String,
    in_text: bool,
    in_phonetic: bool,
}

impl TextCollector {
    fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    pub(super) fn event(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(element) => match local(element).as_str() {
                "t" => self.in_text = true,
                "rPh" => self.in_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                b"t" => self.in_text = false,
                b"rPh" => self.in_phonetic = false,
                _ => {}
            },
            other if self.in_text && !self.in_phonetic => push_text(other, &mut self.text)?,
            _ => {}
        }
        Ok(())
    }
}

/// Appends the text of an event. Excel writes a control character as `_x000D_`.
pub(super) fn push_text(event: &Event<'_>, out: &mut String) -> Result<(), Fault> {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content().map_err(broken)?),
        Event::CData(text) => out.push_str(&text.xml10_content().map_err(broken)?),
        Event::GeneralRef(reference) => out.push_str(&referred(reference)?),
        _ => {}
    }
    Ok(())
}

fn referred(reference: &BytesRef<'_>) -> Result<String, Fault> {
    if let Some(character) = reference.resolve_char_ref().map_err(broken)? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(broken)?;
    let text = resolve_predefined_entity(&name);
    text.map(str::to_owned).ok_or_else(|| broken(format!("unknown entity `{name}`")))
}

pub(super) fn local(element: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(element.local_name().as_ref()).into_owned()
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attributes = element.attributes().flatten();
    let mut found = attributes.filter(|a| a.key.local_name().as_ref() == name.as_bytes());
    let value = found.next()?;
    value.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Calls `each` with the local name of every element.
fn for_each_element(text: &str, mut each: impl FnMut(&str, &BytesStart<'_>)) -> Result<(), Fault> {
    for_each_event(text, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            each(&local(element), element);
        }
        Ok(())
    })
}

/// Calls `each` with every event of a part.
pub(super) fn for_each_event(
    text: &str,
    mut each: impl FnMut(&Event<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(()),
            event => each(&event)?,
        }
    }
}
