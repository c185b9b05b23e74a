//! What the document says besides the text.

use std::sync::Arc;

use lopdf::{Dictionary, Object};

use super::sheet::{area, element, jpeg, png, svg};
use super::{Reader, Sheet, fonts, pages, save};
use crate::frame::{Extent, Item, ItemKind, ListNumbering, OutlineItem, Pages, Role, Target};
use crate::pdf::PdfError;
use crate::theme::FontRole;
use crate::unit::Length;

/// Pages with something of everything.
fn sample(fonts: &crate::font::FontLibrary) -> Pages {
    let open = fonts.open();
    let left = Length::mm(28);
    let mut first = Sheet::new("1");
    first.element = Some(0);
    let at = (Length::mm(60), Length::mm(45));
    first.text(&open, FontRole::Xiaobiaosong, Length::pt(22), at, "年度工作情况报告");
    first.element = Some(1);
    first.text(&open, FontRole::Hei, Length::pt(16), (left, Length::mm(58)), "一、总体情况");
    first.element = Some(2);
    first.spacing = Length::emu(-2_600);
    let text = "全年共召开会议24次，涉及项目1,145个，投资增长10.5%，";
    let characters: Vec<char> = text.chars().cycle().take(28 * 14).collect();
    for (index, line) in characters.chunks(28).enumerate() {
        let baseline = Length::mm(68) + Length::twips(579) * i64::try_from(index).unwrap();
        first.line(&open, (left, baseline), &line.iter().collect::<String>());
    }
    first.spacing = Length::ZERO;
    first.color = [0x05, 0x63, 0xc1];
    first.line(&open, (left, Length::mm(216)), "https://example.org/");
    let address = Target::Address(Arc::from("https://example.org/政策?a=1"));
    first.item(ItemKind::Link(area(28, 211, 48, 7), address, "政策".to_owned()));
    first.color = [0; 3];
    first.item(ItemKind::MissingGlyph(area(80, 211, 5, 5), '𰻝'));
    for (row, cells) in [["项目", "数量"], ["会议", "24"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (i64::try_from(row).unwrap(), i64::try_from(column).unwrap());
            first.element = Some(usize::try_from(5 + row * 3 + column).unwrap());
            let at = (Length::mm(30 + column * 50), Length::mm(232 + row * 10));
            first.line(&open, at, cell);
        }
    }
    first.element = None;
    for y in [225, 235, 245] {
        first.item(ItemKind::Rule(area(28, y, 100, 0), [0; 3]));
        let ItemKind::Rule(rule, _) = &mut first.page.items.last_mut().unwrap().kind else {
            unreachable!()
        };
        rule.height = Length::pt(1) / 2;
    }
    first.line(&open, (Length::mm(160), Length::mm(275)), "1");
    let mut second = Sheet::new("2");
    second.element = Some(10);
    second.item(ItemKind::Picture(area(30, 40, 60, 40), png()));
    second.item(ItemKind::Picture(area(100, 40, 60, 40), jpeg()));
    second.item(ItemKind::Picture(area(30, 90, 100, 50), svg()));
    second.item(ItemKind::Picture(area(30, 150, 30, 20), png()));
    second.element = Some(13);
    second.line(&open, (left, Length::mm(200)), "第一项");
    let elements = [
        (Role::Title, None),
        (Role::Heading(1), None),
        (Role::Paragraph, None),
        (Role::Table, None),
        (Role::TableRow, Some(3)),
        (Role::TableHeader(Extent::default()), Some(4)),
        (Role::TableHeader(Extent::default()), Some(4)),
        (Role::TableRow, Some(3)),
        (Role::TableCell(Extent::default()), Some(7)),
        (Role::TableCell(Extent::default()), Some(7)),
        (Role::Figure, None),
        (Role::List(ListNumbering::Disc), None),
        (Role::ListItem, Some(11)),
        (Role::ListBody, Some(12)),
    ];
    let mut pages = pages(vec![first, second]);
    pages.elements = elements.map(|(role, parent)| element(role, parent)).to_vec();
    pages.elements[10].alt = Some("各项指标的图".to_owned());
    pages.metadata.authors = vec!["办公室".to_owned(), "Li & Wang".to_owned()];
    pages.metadata.date = Some((2024, 2, 9));
    pages.outline = outline(&[("年度工作情况报告", 0, 0), ("一、总体情况", 1, 0), ("图", 1, 1)]);
    pages
}

fn outline(items: &[(&str, u8, usize)]) -> Vec<OutlineItem> {
    let item = |(title, level, page): &(&str, u8, usize)| OutlineItem {
        level: *level,
        title: (*title).to_owned(),
        page: *page,
        y: Length::mm(40),
    };
    items.iter().map(item).collect()
}

fn two_pages() -> Pages {
    pages(vec![Sheet::new("1"), Sheet::new("2")])
}

fn read(pages: &Pages) -> Reader {
    Reader::new(&save(pages, &fonts()).unwrap())
}

/// Writes the sample to the path in `PDF_SAMPLE`, to be looked at and validated.
#[test]
fn sample_is_written_where_it_is_wanted() {
    let fonts = fonts();
    let bytes = save(&sample(&fonts), &fonts).unwrap();
    if let Some(path) = std::env::var_os("PDF_SAMPLE") {
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let fonts = fonts();
    let once = save(&sample(&fonts), &fonts).unwrap();
    for threads in [1, 2, 3, 4, 8, 8, 8, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| save(&sample(&fonts), &fonts).unwrap()) == once, "{threads}");
    }
    let mut other = sample(&fonts);
    other.metadata.authors.clear();
    let ids = [&once, &save(&other, &fonts).unwrap()]
        .map(|bytes| Reader::new(bytes).document.trailer.get(b"ID").unwrap().clone());
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn no_page_is_an_error() {
    assert!(matches!(save(&pages(Vec::new()), &fonts()), Err(PdfError::NoPages)));
}

#[test]
fn the_outline_is_nested_even_where_levels_are_left_out() {
    let mut pages = two_pages();
    let items = [("一", 0, 0), ("（一）", 2, 0), ("1.", 3, 0), ("（二）", 1, 1), ("二", 0, 1)];
    pages.outline = outline(&items);
    let reader = read(&pages);
    let root = reader.dictionary(reader.catalog(), "Outlines");
    assert_eq!(tree(&reader, root), "一[（一）[1.]（二）]二");
    let last = reader.dictionary(root, "Last");
    let place = last.get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(place[0].as_reference().unwrap(), reader.pages[1]);
    assert!((place[3].as_float().unwrap() - 257.0 * 72.0 / 25.4).abs() < 0.001);
}

fn tree(reader: &Reader, node: &Dictionary) -> String {
    let mut out = String::new();
    let mut next = node.get(b"First").ok();
    while let Some(item) = next {
        let item = reader.resolve(item).as_dict().unwrap();
        out += &lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap();
        if item.has(b"First") {
            out = out + "[" + &tree(reader, item) + "]";
        }
        next = item.get(b"Next").ok();
    }
    out
}

#[test]
fn labels_that_count_up_share_an_entry() {
    let mut pages = pages(["i", "1", "2", "2", "07"].map(Sheet::new).into());
    pages.outline.clear();
    let reader = read(&pages);
    let labels = reader.dictionary(reader.catalog(), "PageLabels");
    let entries = labels.get(b"Nums").unwrap().as_array().unwrap();
    let starts: Vec<i64> = entries.iter().step_by(2).map(|start| start.as_i64().unwrap()).collect();
    assert_eq!(starts, [0, 1, 3, 4]);
    assert_eq!(entries[1].as_dict().unwrap().get(b"P").unwrap().as_str().unwrap(), b"i");
    assert_eq!(entries[5].as_dict().unwrap().get(b"St").unwrap().as_i64().unwrap(), 2);
}

#[test]
fn a_link_leads_to_its_address() {
    let reader = read(&sample(&fonts()));
    let annotations = reader.page(0).get(b"Annots").unwrap().as_array().unwrap();
    let link = reader.resolve(&annotations[0]).as_dict().unwrap();
    let uri = reader.dictionary(link, "A").get(b"URI").unwrap().as_str().unwrap();
    assert_eq!(uri, b"https://example.org/%E6%94%BF%E7%AD%96?a=1");
    let contents = lopdf::decode_text_string(link.get(b"Contents").unwrap()).unwrap();
    assert_eq!(contents, "https://example.org/政策?a=1");
    assert!(!reader.page(1).has(b"Annots"));
}

#[test]
fn title_authors_and_date_are_those_of_the_report() {
    let reader = read(&sample(&fonts()));
    let info = reader.dictionary(&reader.document.trailer, "Info");
    let field = |key: &[u8]| lopdf::decode_text_string(info.get(key).unwrap()).unwrap();
    assert_eq!(field(b"Title"), "关于工作的报告");
    assert_eq!(field(b"Author"), "办公室; Li & Wang");
    assert_eq!(field(b"CreationDate"), "D:20240209000000+08'00'");
    assert!(field(b"Producer").starts_with("report-export "));
    let metadata = reader.resolve(reader.catalog().get(b"Metadata").unwrap());
    let xmp = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    for part in ["<rdf:li>办公室; Li &amp; Wang<", "<xmp:CreateDate>2024-02-09T00:00:00+08:00<"]
    {
        assert!(xmp.contains(part), "{part}");
    }
    let undated = read(&two_pages());
    let info = undated.dictionary(&undated.document.trailer, "Info");
    assert!(!info.has(b"CreationDate") && !info.has(b"Author"));
}

#[test]
fn no_standard_is_claimed_that_the_content_does_not_allow() {
    let claims = |pages: &Pages| {
        let reader = read(pages);
        let metadata = reader.resolve(reader.catalog().get(b"Metadata").unwrap());
        let xmp = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
        let level = ["A", "U"].into_iter().find(|level| {
            xmp.contains(&format!("<pdfaid:conformance>{level}</pdfaid:conformance>"))
        });
        (level, xmp.contains("<pdfuaid:part>1<"))
    };
    let mut pages = sample(&fonts());
    assert_eq!(claims(&pages), (Some("A"), true));
    pages.elements[10].alt = None;
    assert_eq!(claims(&pages), (Some("A"), false));
    let private = ItemKind::MissingGlyph(area(80, 220, 5, 5), '\u{E000}');
    pages.pages[0].items.push(Item { kind: private, element: Some(2) });
    assert_eq!(claims(&pages), (Some("U"), false));
}

#[test]
fn a_picture_is_in_the_file_once_however_often_it_is_shown() {
    let reader = read(&sample(&fonts()));
    let pictures = reader.resources("XObject");
    assert_eq!(pictures.len(), 3);
    let kinds: Vec<_> = (pictures.iter())
        .map(|(_, object)| reader.resolve(object).as_stream().unwrap())
        .map(|stream| (stream.dict.get(b"Subtype").unwrap(), stream.dict.has(b"SMask")))
        .collect();
    let name = |name: &str| Object::Name(name.into());
    assert_eq!(kinds, [(&name("Image"), true), (&name("Image"), false), (&name("Form"), false)]);
    let shows = reader.content(1).operations.into_iter().filter(|o| o.operator == "Do");
    assert_eq!(shows.count(), 4);
}

#[test]
fn the_pixels_of_a_png_survive() {
    let reader = read(&sample(&fonts()));
    let image = reader.resolve(reader.resources("XObject").get(b"P0").unwrap());
    let pixels = image.as_stream().unwrap().decompressed_content().unwrap();
    assert_eq!(pixels.len(), 120 * 80 * 3);
    assert_eq!(pixels[(40 * 120 + 100) * 3..][..3], [200, 90, 200]);
    let mask = reader.dictionary(&image.as_stream().unwrap().dict, "SMask");
    assert_eq!(mask.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceGray");
}

#[test]
fn a_broken_picture_is_an_error() {
    let fonts = fonts();
    for picture in [png(), jpeg(), svg()] {
        let mut broken = (*picture).clone();
        broken.bytes = picture.bytes[..20].into();
        let mut sheet = Sheet::new("1");
        sheet.item(ItemKind::Picture(area(0, 0, 10, 10), Arc::new(broken)));
        assert!(save(&pages(vec![sheet]), &fonts).is_err(), "{:?}", picture.format);
    }
}

#[test]
fn the_structure_tree_follows_the_elements() {
    let reader = read(&sample(&fonts()));
    let root = reader.dictionary(reader.catalog(), "StructTreeRoot");
    let tree = structure(&reader, reader.dictionary(root, "K"));
    let table = "Table(TR(TH(0)TH(0))TR(TD(0)TD(0)))";
    let text = "Title(0)H1(0)P(0Link(0.)0)";
    assert_eq!(tree, format!("Document({text}{table}Figure(0)L(LI(LBody(0))))"));
}

/// The types of a node and its kids: 0 for content, a full stop for an annotation.
fn structure(reader: &Reader, node: &Dictionary) -> String {
    let name = String::from_utf8(node.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
    let kids = match node.get(b"K").map(|kids| reader.resolve(kids)) {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(only) => vec![only.clone()],
        Err(_) => Vec::new(),
    };
    let describe = |object: &Object| match reader.resolve(object) {
        Object::Dictionary(inner) if inner.has(b"S") => structure(reader, inner),
        Object::Dictionary(inner) if inner.has_type(b"OBJR") => ".".to_owned(),
        _ => "0".to_owned(),
    };
    format!("{name}({})", kids.iter().map(describe).collect::<String>())
}

#[test]
fn a_picture_under_the_text_is_read_at_its_place() {
    let fonts = fonts();
    let open = fonts.open();
    let mut sheet = Sheet::new("1");
    sheet.element = Some(2);
    sheet.item(ItemKind::Picture(area(20, 20, 40, 40), png()));
    for (element, x) in [(0, 20), (1, 60), (0, 70)] {
        sheet.element = Some(element);
        sheet.line(&open, (Length::mm(x), Length::mm(40)), "文字");
    }
    let mut pages = pages(vec![sheet]);
    let elements = [(Role::Paragraph, None), (Role::Reference, Some(0)), (Role::Figure, None)];
    pages.elements = elements.map(|(role, parent)| element(role, parent)).to_vec();
    let reader = read(&pages);
    let root = reader.dictionary(reader.catalog(), "StructTreeRoot");
    let tree = structure(&reader, reader.dictionary(root, "K"));
    assert_eq!(tree, "Document(P(0Reference(0)0)Figure(0))");
}

#[test]
fn levels_of_headings_are_not_left_out() {
    let mut pages = two_pages();
    let levels = [Role::Heading(2), Role::Heading(4), Role::Heading(1), Role::Heading(9)];
    pages.elements = levels.map(|role| element(role, None)).to_vec();
    let reader = read(&pages);
    let root = reader.dictionary(reader.catalog(), "StructTreeRoot");
    let tree = structure(&reader, reader.dictionary(root, "K"));
    assert_eq!(tree, "Document(H1()H2()H1()H2())");
}
