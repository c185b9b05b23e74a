//! The package and its parts other than the body.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sample::{figure, link, marked, numbered, paragraph, plain, run, svg, table};
use super::{EmbedFonts, Unpacked, sample, written};
use crate::document::{Block, Document};
use crate::docx::xml::{Element, Node};
use crate::docx::{embed, order, write};
use crate::font::Face;
use crate::theme::{CharacterStyle, FontRole, PageNumberSide, StyleName};

/// The styles by id.
fn style<'a>(styles: &'a Element, id: &str) -> &'a Element {
    let all = styles.all("w:style");
    all.into_iter().find(|style| style.get("w:styleId") == id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn content_types_come_first_and_every_part_has_one() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::Subset);
    assert_eq!(unpacked.names[..2], ["[Content_Types].xml", "_rels/.rels"]);
    let types = unpacked.xml("[Content_Types].xml");
    for name in &unpacked.names[1..] {
        let extension = name.rsplit('.').next().unwrap();
        let by_name = types.all("Override").iter().any(|o| o.get("PartName") == format!("/{name}"));
        let by_extension = types.all("Default").iter().any(|d| d.get("Extension") == extension);
        assert!(by_name || (by_extension && extension != "xml"), "{name}");
    }
}

#[test]
fn every_relationship_leads_to_a_part() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::Subset);
    for (name, root) in unpacked.all_xml().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap();
        for entry in root.all("Relationship") {
            let target = format!("{folder}{}", entry.get("Target"));
            let is_external = entry.get("TargetMode") == "External";
            assert!(is_external || unpacked.files.contains_key(&target), "{name}: {target}");
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_on_every_thread() {
    let document = Arc::new(sample::full());
    let library = Arc::new(sample::library());
    let first = write(&document, &library, EmbedFonts::Subset).unwrap();
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let (document, library) = (Arc::clone(&document), Arc::clone(&library));
            std::thread::spawn(move || write(&document, &library, EmbedFonts::Subset).unwrap())
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first);
    }
}

#[test]
fn markup_and_control_characters_in_any_text_do_no_harm() {
    let nasty = "a<b>&amp;\"'\u{0}\u{b}\u{1f}\u{ffff}甲";
    let mut document = sample::with_blocks(vec![
        Block::Paragraph(plain(StyleName::Body, nasty)),
        Block::Paragraph(numbered(StyleName::ListItem, 1, 0, nasty, nasty)),
        Block::Paragraph(paragraph(
            StyleName::Body,
            vec![marked(nasty, CharacterStyle::Strong), link(nasty, nasty)],
        )),
        Block::Table(table(&[[nasty, nasty], [nasty, nasty]])),
        figure(svg()),
    ]);
    document.metadata.title = nasty.to_owned();
    document.metadata.authors = vec![nasty.to_owned()];
    document.page.page_number.before = nasty.to_owned();
    document.lists[0][0].text = nasty.to_owned();
    for style in document.styles.values_mut() {
        style.word_name = nasty.to_owned();
    }
    for names in document.fonts.values_mut() {
        names.office = nasty.to_owned();
        names.alternates = vec![nasty.to_owned()];
    }
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    for (name, root) in unpacked.all_xml() {
        let text = String::from_utf8(unpacked.files[name].clone()).unwrap();
        assert!(!text.contains(|c: char| (c < ' ' && c != '\n') || c == '\u{ffff}'), "{name}");
        assert!(!root.name.is_empty());
    }
    let kept = "a<b>&amp;\"'甲";
    assert!(unpacked.xml("word/document.xml").content().starts_with(kept));
    assert_eq!(unpacked.xml("docProps/core.xml").first("dc:title").content(), kept);
    assert!(unpacked.xml("word/footer1.xml").content().starts_with(kept));
    let styles = unpacked.xml("word/styles.xml");
    let mut names: Vec<&str> = styles.all("w:name").iter().map(|n| n.get("w:val")).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "Word drops a style of the same name");
}

#[test]
fn children_are_in_the_order_of_the_schema() {
    fn check(part: &str, element: &Element) {
        let children: Vec<&Node> = element.children.iter().collect();
        assert!(order::sorted(element) == children, "{part}: {}", written(element));
        for child in &element.children {
            if let Node::Element(child) = child {
                assert!(!order::is_void(child), "{part}: {}", written(element));
                check(part, child);
            }
        }
    }
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::Subset);
    for (name, root) in unpacked.all_xml() {
        check(name, &root);
    }
}

#[test]
fn the_base_style_decides_lines_and_pages() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::None);
    let styles = unpacked.xml("word/styles.xml");
    let normal = style(&styles, "Normal");
    assert_eq!(normal.get("w:default"), "1");
    assert_eq!(
        written(normal.first("w:pPr")),
        "<w:pPr><w:widowControl/><mc:AlternateContent><mc:Choice Requires=\"w15\">\
         <w:overflowPunct w:val=\"0\"/></mc:Choice><mc:Fallback><w:overflowPunct/></mc:Fallback>\
         </mc:AlternateContent><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" \
         w:line=\"579\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr>"
    );
    assert_eq!(
        written(normal.first("w:rPr")),
        "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
         w:eastAsia=\"仿宋_GB2312\" w:cs=\"Times New Roman\"/><w:spacing w:val=\"-5\"/>\
         <w:kern w:val=\"0\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>"
    );
    let free = Document {
        page: crate::document::PageSetup { widow_lines: 0, ..sample::empty().page },
        ..sample::empty()
    };
    let styles = Unpacked::new(&free, EmbedFonts::None).xml("word/styles.xml");
    assert_eq!(style(&styles, "Normal").first("w:widowControl").get("w:val"), "0");
}

#[test]
fn an_editor_finds_the_styles_by_their_names() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::None);
    let styles = unpacked.xml("word/styles.xml");
    for (id, name, next) in [
        ("BodyText", "Body Text", None),
        ("Title", "Title", Some("Addressees")),
        ("Addressees", "主送机关", Some("BodyText")),
        ("Heading1", "heading 1", Some("BodyText")),
        ("Heading4", "heading 4", Some("BodyText")),
        ("Signature", "落款", Some("Date")),
    ] {
        let found = style(&styles, id);
        assert_eq!(found.first("w:name").get("w:val"), name);
        assert_eq!(found.all("w:next").first().map(|next| next.get("w:val")), next, "{id}");
        assert_eq!(found.all("w:qFormat").len(), 1, "{id}");
        assert_eq!(found.get("w:customStyle"), if name.is_ascii() { "" } else { "1" }, "{id}");
    }
    let heading = style(&styles, "Heading2");
    assert_eq!(heading.first("w:outlineLvl").get("w:val"), "1");
    assert_eq!(heading.first("w:ilvl").get("w:val"), "1");
    assert_eq!(heading.first("w:ind").get("w:firstLineChars"), "200");
    assert_eq!(heading.first("w:ind").get("w:firstLine"), "640");
    assert_eq!(heading.all("w:keepNext").len(), 1);
    for (id, name) in [("Strong", "Strong"), ("PointLead", "要点首句")] {
        let found = style(&styles, id);
        assert_eq!(found.get("w:type"), "character");
        assert_eq!(found.first("w:name").get("w:val"), name);
    }
    // Han text in 黑体 must not be smeared
    assert!(style(&styles, "Strong").all("w:b").is_empty());
    assert_eq!(style(&styles, "Strong").first("w:rFonts").get("w:eastAsia"), "黑体");
}

#[test]
fn a_theme_may_call_body_text_normal() {
    let mut document = sample::full();
    document.styles.get_mut(&StyleName::Body).unwrap().word_name = "Normal".to_owned();
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    let styles = unpacked.xml("word/styles.xml");
    assert_eq!(style(&styles, "Normal").first("w:ind").get("w:firstLine"), "640");
    // what is based on it takes the indent back
    assert_eq!(style(&styles, "Addressees").first("w:ind").get("w:firstLine"), "0");
    let count = styles.all("w:style").iter().filter(|s| s.get("w:styleId") == "Normal").count();
    assert_eq!(count, 1);
}

#[test]
fn numberings_are_native_and_start_anew() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::None);
    let numbering = unpacked.xml("word/numbering.xml");
    let definitions = numbering.all("w:abstractNum");
    let level = |level: &&Element| {
        ["w:numFmt", "w:lvlText", "w:pStyle"].map(|name| level.first(name).get("w:val").to_owned())
    };
    let levels: Vec<[String; 3]> = definitions[0].all("w:lvl").iter().map(level).collect();
    assert_eq!(
        levels,
        [
            ["chineseCountingThousand", "%1、", "Heading1"],
            ["chineseCountingThousand", "（%2）", "Heading2"],
            ["decimal", "%3.", "Heading3"],
            ["decimal", "（%4）", "Heading4"],
        ]
    );
    let numbers = numbering.all("w:num");
    let restarted: Vec<(&str, usize)> =
        numbers.iter().map(|n| (n.get("w:numId"), n.all("w:startOverride").len())).collect();
    // the body's headings, two lists of the same kind, an attachment's headings
    assert_eq!(restarted, [("1", 0), ("2", 0), ("3", 2), ("4", 4)]);
    let of: Vec<&str> = numbers.iter().map(|n| n.first("w:abstractNumId").get("w:val")).collect();
    assert_eq!(of, ["0", "1", "1", "0"]);
}

#[test]
fn page_numbers_stand_outside_and_are_shown_before_they_are_computed() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::None);
    for (part, side, text) in
        [("word/footer1.xml", "right", "— PAGE1 —"), ("word/footer2.xml", "left", "— PAGE2 —")]
    {
        let footer = unpacked.xml(part);
        assert_eq!(footer.first("w:jc").get("w:val"), side);
        assert_eq!(footer.first("w:pStyle").get("w:val"), "Footer");
        assert_eq!(footer.content(), text);
        let kinds: Vec<&str> =
            footer.all("w:fldChar").iter().map(|c| c.get("w:fldCharType")).collect();
        assert_eq!(kinds, ["begin", "separate", "end"]);
    }
    let section = unpacked.xml("word/document.xml");
    let section = section.first("w:sectPr");
    let kinds: Vec<&str> =
        section.all("w:footerReference").iter().map(|r| r.get("w:type")).collect();
    assert_eq!(kinds, ["default", "even"]);
    // paper 16838, baseline 15363, a fifth of an exact line of 400 below it
    assert_eq!(section.first("w:pgMar").get("w:footer"), "1395");
    assert_eq!(section.first("w:docGrid").get("w:linePitch"), "579");
    assert_eq!(unpacked.xml("word/settings.xml").all("w:evenAndOddHeaders").len(), 1);
}

#[test]
fn page_numbers_in_the_middle_need_one_footer() {
    let mut document = sample::empty();
    document.page.page_number.side = PageNumberSide::Center;
    let unpacked = Unpacked::new(&document, EmbedFonts::None);
    assert_eq!(unpacked.xml("word/footer1.xml").first("w:jc").get("w:val"), "center");
    assert!(!unpacked.files.contains_key("word/footer2.xml"));
    assert!(unpacked.xml("word/settings.xml").all("w:evenAndOddHeaders").is_empty());
}

#[test]
fn nothing_is_computed_or_asked_on_opening() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::None);
    let settings = unpacked.xml("word/settings.xml");
    assert!(settings.all("w:updateFields").is_empty());
    assert_eq!(settings.first("w:compatSetting").get("w:val"), "15");
    assert_eq!(settings.all("w:doNotExpandShiftReturn").len(), 1);
    assert_eq!(settings.first("w:characterSpacingControl").get("w:val"), "doNotCompress");
    assert!(settings.first("w:noLineBreaksBefore").get("w:val").contains('。'));
    assert!(settings.first("w:noLineBreaksAfter").get("w:val").contains('《'));
    assert!(settings.all("w:embedTrueTypeFonts").is_empty());
}

#[test]
fn properties_are_those_of_the_report() {
    let mut document = sample::empty();
    let core = Unpacked::new(&document, EmbedFonts::None).xml("docProps/core.xml");
    assert_eq!(core.first("dc:title").content(), "关于工作的报告");
    assert_eq!(core.first("dc:creator").content(), "某市某局;某市另一局");
    assert_eq!(core.first("dcterms:created").content(), "2024-12-31T00:00:00Z");
    assert_eq!(core.first("dc:language").content(), "zh-CN");
    document.metadata.date = None;
    let core = Unpacked::new(&document, EmbedFonts::None).xml("docProps/core.xml");
    assert!(core.all("dcterms:created").is_empty());
}

#[test]
fn office_fonts_are_named_with_their_alternates() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::None);
    let table = unpacked.xml("word/fontTable.xml");
    let alternate = |name: &str| {
        let all = table.all("w:font");
        let font = all.iter().find(|font| font.get("w:name") == name).unwrap();
        font.first("w:altName").get("w:val").to_owned()
    };
    assert_eq!(alternate("仿宋_GB2312"), "仿宋");
    assert_eq!(alternate("仿宋"), "GW FangSong");
    assert_eq!(alternate("Times New Roman"), "Liberation Serif");
    assert!(unpacked.names.iter().all(|name| !name.ends_with(".odttf")));
}

/// The font of a part, its mask taken off.
fn unmasked(unpacked: &Unpacked, embedded: &Element) -> Vec<u8> {
    let relationships = unpacked.xml("word/_rels/fontTable.xml.rels");
    let all = relationships.all("Relationship");
    let target = all.iter().find(|entry| entry.get("Id") == embedded.get("r:id")).unwrap();
    let mut bytes = unpacked.files[&format!("word/{}", target.get("Target"))].clone();
    let hex: String = embedded.get("w:fontKey").chars().filter(char::is_ascii_hexdigit).collect();
    let key: Vec<u8> =
        (0..16).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect();
    for (at, byte) in bytes.iter_mut().take(32).enumerate() {
        *byte ^= key[15 - at % 16];
    }
    bytes
}

#[test]
fn embedded_fonts_are_named_and_carried() {
    let unpacked = Unpacked::new(&sample::full(), EmbedFonts::Subset);
    let table = unpacked.xml("word/fontTable.xml");
    let names: BTreeSet<&str> = table.all("w:font").iter().map(|f| f.get("w:name")).collect();
    let ours =
        ["GW FangSong", "GW HeiTi", "GW KaiTi", "GW SongTi", "GW XiaoBiaoSong", "Liberation Serif"];
    assert_eq!(names, BTreeSet::from(ours));
    assert_eq!(table.all("w:embedRegular").len(), 6);
    assert_eq!(table.all("w:embedBold").len(), 1);
    let styles = unpacked.xml("word/styles.xml");
    for fonts in styles.all("w:rFonts") {
        assert!(fonts.attributes.iter().all(|(_, name)| ours.contains(&name.as_str())));
    }
    for embedded in table.all("w:embedRegular").into_iter().chain(table.all("w:embedBold")) {
        let bytes = unmasked(&unpacked, embedded);
        let face = ttf_parser::Face::parse(&bytes, 0).unwrap();
        for tag in [b"cmap", b"name", b"OS/2", b"post", b"glyf", b"hmtx"] {
            assert!(face.raw_face().table(ttf_parser::Tag::from_bytes(tag)).is_some());
        }
    }
    let settings = unpacked.xml("word/settings.xml");
    assert_eq!(settings.all("w:embedTrueTypeFonts").len(), 1);
    assert_eq!(settings.all("w:saveSubsetFonts").len(), 1);
}

#[test]
fn a_subset_draws_its_characters_as_the_font_does() {
    let library = sample::library();
    let original = library.face(library.role(FontRole::Song));
    let characters: BTreeSet<char> = "A1—、一丁七万与丐丑专且世丗㐀𠀀豈，．".chars().collect();
    let carried = embed::subset(original, &characters).unwrap();
    let key: String = carried.key.chars().filter(char::is_ascii_hexdigit).collect();
    let mut bytes = carried.bytes;
    for at in 0..32 {
        let byte = 15 - at % 16;
        bytes[at] ^= u8::from_str_radix(&key[2 * byte..2 * byte + 2], 16).unwrap();
    }
    let subset = ttf_parser::Face::parse(&bytes, 0).unwrap();
    let full = original.open();
    let full = full.tables();
    for character in characters {
        let (Some(own), Some(theirs)) =
            (subset.glyph_index(character), full.glyph_index(character))
        else {
            assert_eq!(subset.glyph_index(character), full.glyph_index(character), "{character}");
            continue;
        };
        assert_eq!(subset.glyph_hor_advance(own), full.glyph_hor_advance(theirs), "{character}");
        assert_eq!(subset.glyph_bounding_box(own), full.glyph_bounding_box(theirs), "{character}");
        // both tables of characters agree
        for table in subset.tables().cmap.unwrap().subtables {
            let code = u32::from(character);
            if code < 0x10000 || table.encoding_id == 10 {
                assert_eq!(table.glyph_index(code), Some(own), "{character}");
            }
        }
    }
    assert_eq!(subset.glyph_index('丈'), None);
    assert!(bytes.len() < 40_000);
}

#[test]
fn a_font_that_word_may_not_or_can_not_carry_is_named() {
    let library = sample::library();
    let face = library.face(library.role(FontRole::Kai));
    let characters = BTreeSet::from(['一']);
    let locked = Face { may_embed: false, ..face.clone() };
    let error = embed::subset(&locked, &characters).unwrap_err().to_string();
    assert!(error.contains("GW KaiTi") && error.contains("may not"), "{error}");
    let postscript = Face { has_truetype_outlines: false, ..face.clone() };
    let error = embed::full(&postscript).unwrap_err().to_string();
    assert!(error.contains("GW KaiTi") && error.contains("outlines"), "{error}");
}

#[test]
fn whole_fonts_are_carried_as_they_are() {
    let library = sample::library();
    let document =
        sample::with_blocks(vec![Block::Paragraph(paragraph(StyleName::Body, vec![run("甲")]))]);
    let unpacked = Unpacked::new(&document, EmbedFonts::Full);
    let table = unpacked.xml("word/fontTable.xml");
    let latin =
        table.all("w:font").into_iter().find(|f| f.get("w:name") == "Liberation Serif").unwrap();
    let bold = latin.first("w:embedBold");
    assert_eq!(bold.get("w:subsetted"), "");
    let original = &library.face(library.role(FontRole::LatinBold)).bytes;
    assert!(unmasked(&unpacked, bold) == original.as_ref());
}
