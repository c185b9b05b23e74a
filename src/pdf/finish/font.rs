//! Font dictionaries (ISO 32000-1, 9.7).

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::font::FaceId;
use crate::pdf::content::font_name;
use crate::pdf::font::{Metrics, Subset, Subsets};
use crate::pdf::program::Program;
use crate::pdf::value::{name, rectangle, round};

/// The advance of the glyphs that the widths leave out: that of Han characters.
const USUAL_ADVANCE: f32 = 1000.0;

/// Adds the fonts, but for their programs, whose objects are only numbered; returns the resource
/// dictionary of the fonts, and the numbers.
pub(super) fn add(
    document: &mut Document,
    fonts: &Subsets,
) -> (Dictionary, BTreeMap<FaceId, ObjectId>) {
    let (mut resources, mut programs) = (Dictionary::new(), BTreeMap::new());
    for (face, subset) in fonts.iter() {
        let program = document.new_object_id();
        programs.insert(face, program);
        let descendant = add_descendant(document, subset, program);
        for (index, reading) in subset.readings.iter().enumerate() {
            let map = Stream::new(Dictionary::new(), unicode_map(reading).into_bytes());
            let map = document.add_object(map);
            // the name of a font with PostScript's outlines says how its glyphs are addressed
            let suffix = if subset.has_truetype_outlines { "" } else { "-Identity-H" };
            let font = dictionary! {
                "Type" => name("Font"),
                "Subtype" => name("Type0"),
                "BaseFont" => name(format!("{}{suffix}", subset.name)),
                "Encoding" => name("Identity-H"),
                "DescendantFonts" => vec![Object::Reference(descendant)],
                "ToUnicode" => map,
            };
            resources.set(font_name(face, index), document.add_object(font));
        }
    }
    (resources, programs)
}

/// The dictionary of a font program's stream.
pub(super) fn program_dictionary(program: &Program) -> Dictionary {
    let length = i64::try_from(program.length).expect("a file is shorter than that");
    let mut dictionary = if program.has_truetype_outlines {
        dictionary! { "Length1" => length }
    } else {
        dictionary! { "Subtype" => name("CIDFontType0C") }
    };
    dictionary.set("Filter", name("FlateDecode"));
    dictionary
}

fn add_descendant(document: &mut Document, subset: &Subset, program: ObjectId) -> ObjectId {
    let (kind, key) = if subset.has_truetype_outlines {
        ("CIDFontType2", "FontFile2")
    } else {
        ("CIDFontType0", "FontFile3")
    };
    let mut descriptor = descriptor(&subset.name, &subset.metrics);
    descriptor.set(key, program);
    let descriptor = document.add_object(descriptor);
    let mut font = dictionary! {
        "Type" => name("Font"),
        "Subtype" => name(kind),
        "BaseFont" => name(&subset.name),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => USUAL_ADVANCE,
        "W" => widths(&subset.advances),
    };
    if subset.has_truetype_outlines {
        font.set("CIDToGIDMap", name("Identity"));
    }
    document.add_object(font)
}

fn descriptor(font: &str, metrics: &Metrics) -> Dictionary {
    // a subset's codes are its own, so it is what PDF calls symbolic (9.8.2)
    let symbolic = 1 << 2;
    let fixed_pitch = i64::from(metrics.is_fixed_pitch);
    let italic = i64::from(metrics.italic_angle != 0.0) << 6;
    dictionary! {
        "Type" => name("FontDescriptor"),
        "FontName" => name(font),
        "Flags" => symbolic | fixed_pitch | italic,
        "FontBBox" => rectangle(metrics.bounding_box),
        "ItalicAngle" => metrics.italic_angle,
        "Ascent" => metrics.ascent,
        "Descent" => metrics.descent,
        "CapHeight" => metrics.cap_height,
        // no font says how thick its stems are; they go with its weight
        "StemV" => round(10.0 + 0.244 * (f64::from(metrics.weight) - 50.0), 1.0),
    }
}

/// The advances by id, without the usual ones (9.7.4.3).
fn widths(advances: &[f32]) -> Object {
    let mut widths = Vec::new();
    let mut first = 0;
    let is_usual = |advance: &f32| (advance - USUAL_ADVANCE).abs() < f32::EPSILON;
    for group in advances.chunk_by(|one, next| is_usual(one) == is_usual(next)) {
        if !is_usual(&group[0]) {
            widths.push(Object::Integer(first));
            widths.push(Object::Array(group.iter().copied().map(Object::Real).collect()));
        }
        first += i64::try_from(group.len()).expect("ids are 16 bits wide");
    }
    Object::Array(widths)
}

/// The `ToUnicode` map of a reading (9.10.3).
fn unicode_map(reading: &[Option<char>]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let read = |(id, character): (usize, &Option<char>)| character.map(|found| (id, found));
    let pairs: Vec<(usize, char)> = reading.iter().enumerate().filter_map(read).collect();
    let mut write = |text: std::fmt::Arguments| {
        map.write_fmt(text).expect("a string takes all that is written to it");
    };
    // the most that one section may hold
    for pairs in pairs.chunks(100) {
        write(format_args!("{} beginbfchar\n", pairs.len()));
        for (id, character) in pairs {
            write(format_args!("<{id:04X}> <"));
            for unit in character.encode_utf16(&mut [0; 2]) {
                write(format_args!("{unit:04X}"));
            }
            write(format_args!(">\n"));
        }
        write(format_args!("endbfchar\n"));
    }
    write(format_args!("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    map
}
