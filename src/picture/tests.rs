use std::io::Cursor;

use image::{DynamicImage, ImageFormat};

use super::*;

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(40, 30).write_to(&mut bytes, format).expect("in memory");
    bytes.into_inner()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [&length[..], kind, data, &crc.sum().to_be_bytes()].concat()
}

/// A PNG that says it has so many pixels, and has none.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    [signature, chunk(b"IHDR", &header), chunk(b"IDAT", &[]), chunk(b"IEND", &[])].concat()
}

fn svg(content: &str) -> Result<Picture, PictureError> {
    let attributes =
        "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";
    check(format!("<svg {attributes} width='40' height='30.2'>{content}</svg>").into_bytes())
}

#[test]
fn sound_pictures_are_measured() {
    for (bytes, format) in [
        (encoded(ImageFormat::Png), Format::Png),
        (encoded(ImageFormat::Jpeg), Format::Jpeg),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>".to_vec(), Format::Svg),
    ] {
        let picture = check(bytes.clone()).expect("a sound picture");
        assert_eq!((picture.format, picture.width, picture.height), (format, 40, 30));
        assert_eq!(&picture.bytes[..], &bytes[..]);
    }
}

#[test]
fn the_resolution_comes_from_the_file() {
    let png = encoded(ImageFormat::Png);
    assert!((check(png.clone()).expect("sound").resolution - 96.0).abs() < 1e-9);
    let dense =
        chunk(b"pHYs", &[&11_811_u32.to_be_bytes()[..], &11_811_u32.to_be_bytes(), &[1]].concat());
    let after_header = 8 + 25;
    let with_density = [&png[..after_header], &dense[..], &png[after_header..]].concat();
    assert!((check(with_density).expect("sound").resolution - 300.0).abs() < 0.01);

    let mut jpeg = encoded(ImageFormat::Jpeg);
    let at = jpeg.windows(5).position(|window| window == b"JFIF\0").expect("a JFIF header");
    jpeg[at + 7..at + 12].copy_from_slice(&[1, 1, 44, 1, 44]);
    assert!((check(jpeg).expect("sound").resolution - 300.0).abs() < 0.01);
}

#[test]
fn other_files_are_named() {
    for (start, expected) in [
        (&b"GIF89a"[..], "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"BM\0\0\0\0", "BMP"),
        (b"%PDF-1.7", "PDF"),
        (b"II*\0", "TIFF"),
        (b"PK\x03\x04", "ZIP"),
        (b"\x1f\x8b\x08", "SVGZ"),
    ] {
        let error = check(start.to_vec()).expect_err("another format");
        assert!(matches!(error, PictureError::Format { name } if name == expected), "{error}");
    }
    assert!(matches!(check(Vec::new()), Err(PictureError::Empty)));
    assert!(matches!(check(b"hello".to_vec()), Err(PictureError::NotAPicture)));
}

#[test]
fn cut_off_pictures_are_broken_wherever_they_are_cut() {
    for whole in [encoded(ImageFormat::Png), encoded(ImageFormat::Jpeg)] {
        for length in [8, 20, whole.len() / 2, whole.len() - 13, whole.len() - 2] {
            let error = check(whole[..length].to_vec()).expect_err("a cut-off picture");
            assert!(matches!(error, PictureError::Broken { .. }), "{length}: {error}");
        }
    }
    let mut damaged = encoded(ImageFormat::Png);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    assert!(matches!(check(damaged), Err(PictureError::Broken { .. })));
}

#[test]
fn sizes_are_checked_before_pixels() {
    for (width, height) in [(30_000, 30_000), (20_001, 1), (20_000, 20_000), (u32::MAX >> 1, 1)] {
        let error = check(claiming(width, height)).expect_err("too many pixels");
        assert!(matches!(error, PictureError::Pixels { .. }), "{error}");
    }
    assert!(matches!(check(claiming(10_000, 10_000)), Err(PictureError::Broken { .. })));
    let wide = "<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='30000'/>";
    assert!(matches!(check(wide.into()), Err(PictureError::Pixels { .. })));
}

#[test]
fn an_svg_needs_nothing_but_itself() {
    for inside in [
        "<rect width='9' height='9' fill='url(#a)'/>",
        "<defs><path id='p'/></defs><use xlink:href='#p'/>",
        "<a xlink:href='https://a.cn'><rect width='9' height='9'/></a>",
        "<style>rect { fill: url(#a) }</style>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
    ] {
        assert!(svg(inside).is_ok(), "{inside}");
    }
    for outside in [
        "<image xlink:href='http://a.cn/a.png'/>",
        "<image href='file:///etc/passwd'/>",
        "<image href='a.png'/>",
        "<use href='other.svg#a'/>",
        "<feImage href='//a.cn/a.png'/>",
        "<style>@import url(a.css);</style>",
        "<style>rect { fill: URL( 'http://a.cn/a' ) }</style>",
        "<rect style='fill: url(http://a.cn/a)'/>",
        "<rect filter='url(a.svg#f)'/>",
    ] {
        assert!(matches!(svg(outside), Err(PictureError::External { .. })), "{outside}");
    }
    for active in ["<script>1</script>", "<rect onclick='x()'/>", "<a href='JavaScript:x()'/>"] {
        assert!(matches!(svg(active), Err(PictureError::Script { .. })), "{active}");
    }
}

#[test]
fn an_svg_does_not_multiply() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>";
    assert!(matches!(check(bomb.into()), Err(PictureError::Entities)));
    let external = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>";
    assert!(matches!(check(external.into()), Err(PictureError::Entities)));
    let levels: String = (1..12)
        .map(|level| {
            format!("<g id='a{level}'>{}</g>", format!("<use href='#a{}'/>", level - 1).repeat(10))
        })
        .collect();
    let uses = format!("<defs><rect id='a0'/>{levels}</defs><use href='#a11'/>");
    assert!(matches!(svg(&uses), Err(PictureError::TooComplex)));
    assert!(matches!(svg("<g id='a'><use href='#a'/></g>"), Err(PictureError::TooComplex)));
    let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
    assert!(matches!(svg(&deep), Err(PictureError::TooComplex | PictureError::Broken { .. })));
    assert!(matches!(svg(&"<g/>".repeat(300_000)), Err(PictureError::TooComplex)));
    // What drawing programs write at the head of their files is harmless.
    let doctype = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>";
    assert!(check(doctype.into()).is_ok());
    assert!(matches!(
        check(b"<svg xmlns='http://www.w3.org/2000/svg'><rect>".to_vec()),
        Err(PictureError::Broken { .. })
    ));
}

#[test]
fn parts_in_html_are_noticed() {
    assert!(svg("<foreignObject/>").is_ok_and(|picture| picture.has_foreign_object()));
    assert!(svg("<rect/>").is_ok_and(|picture| !picture.has_foreign_object()));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn damage_never_panics(at in 0_usize..600, byte: u8, jpeg: bool) {
        let mut bytes = encoded(if jpeg { ImageFormat::Jpeg } else { ImageFormat::Png });
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = check(bytes);
    }
}

/// A square PNG of one colour with a white ground around it.
fn inked(color: [u8; 4]) -> Picture {
    let picture = image::RgbaImage::from_fn(40, 40, |x, y| {
        let is_inside = (10..30).contains(&x) && (10..30).contains(&y);
        image::Rgba(if is_inside { color } else { [255, 255, 255, 0] })
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).expect("in memory");
    check(bytes.into_inner()).expect("sound")
}

#[test]
fn the_ink_of_a_seal_is_told_from_other_ink_and_from_the_ground() {
    for (color, percent) in [
        ([200, 16, 46, 255], Some(100)),
        ([255, 0, 0, 255], Some(100)),
        ([255, 0, 0, 120], Some(100)),
        ([220, 90, 80, 255], Some(100)),
        ([0, 0, 0, 255], Some(0)),
        ([0, 70, 200, 255], Some(0)),
        ([255, 165, 0, 255], Some(0)),
        ([160, 0, 200, 255], Some(0)),
        ([255, 255, 255, 255], None),
        ([255, 0, 0, 0], None),
    ] {
        assert_eq!(inked(color).ink().red_percent(), percent, "{color:?}");
    }
    let drawn =
        svg("<circle cx='15' cy='15' r='10' fill='none' stroke='#c8102e' stroke-width='2'/>");
    assert_eq!(drawn.expect("sound").ink().red_percent(), Some(100));
    let half =
        svg("<path d='M0 0h10v10h-10z' fill='red'/><path d='M20 0h10v10h-10z' fill='blue'/>");
    assert!((48..=52).contains(&half.expect("sound").ink().red_percent().expect("ink")));
}

#[test]
fn a_picture_has_a_size_of_its_own_only_if_its_file_says_so() {
    let own = |text: &str| check(text.as_bytes().to_vec()).expect("sound").own_width();
    let svg =
        |width| format!("<svg xmlns='http://www.w3.org/2000/svg' {width} viewBox='0 0 9 9'/>");
    assert_eq!(own(&svg("width='45mm' height='45mm'")), Some(crate::unit::Length::mm(45)));
    assert_eq!(own(&svg("width='450' height='450'")), None);
    assert_eq!(own(&svg("")), None);
    assert_eq!(inked([255, 0, 0, 255]).own_width(), None);
}
