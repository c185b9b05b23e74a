//! Pictures as a report names them.

use super::*;

/// A folder with a picture, an empty file, a broken one, a large one and a folder; beside it another
/// picture.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    };
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>";
    std::fs::create_dir_all(folder.path().join("report/images")).expect("a folder");
    write("outside.svg", svg);
    write("report/map.svg", svg);
    write("report/empty.png", b"");
    write("report/broken.png", b"\x89PNG\r\n\x1a\nbroken");
    write("report/animation.gif", b"GIF89a");
    write(
        "report/external.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://a.cn/a.png'/></svg>",
    );
    folder
}

fn figure(file: &str) -> String {
    with_body(&format!("  - figure: {{ file: {file}, alt: 地图 }}\n"))
}

#[test]
fn a_picture_is_read_once_and_kept_whole() {
    let folder = folder();
    let text = with_body(
        "  - figure: { file: map.svg, alt: 地图, caption: 图**一**, width: 120mm }\n  - figure: { file: map.svg, alt: 地图 }\n",
    );
    let (report, findings) = parse_in(&folder.path().join("report"), &text);
    assert_eq!(findings, []);
    let body = report.expect("a report").body;
    let [Block::Figure(first), Block::Figure(second)] = &body[..] else { panic!("{body:?}") };
    assert!(std::sync::Arc::ptr_eq(&first.picture, &second.picture));
    assert_eq!(first.picture.width, 40);
    assert_eq!(first.width.as_ref().map(|width| width.value), Some(crate::unit::Length::mm(120)));
    assert_eq!(first.caption.as_ref().map(shown).as_deref(), Some("图strong(一)"));
}

#[test]
fn each_fault_of_a_picture_has_its_finding() {
    let folder = folder();
    for (file, code) in [
        ("missing.png", Code::PictureMissing),
        ("empty.png", Code::PictureEmpty),
        ("broken.png", Code::PictureBroken),
        ("animation.gif", Code::PictureFormat),
        ("external.svg", Code::SvgExternal),
        ("images", Code::PictureNotAFile),
        ("../outside.svg", Code::PictureOutside),
        ("images/../../outside.svg", Code::PictureOutside),
        ("/etc/hostname", Code::PictureOutside),
        ("''", Code::EmptyText),
        ("[map.svg]", Code::NotText),
    ] {
        let text = figure(file);
        let (_, findings) = parse_in(&folder.path().join("report"), &text);
        assert_eq!(places(&findings, &text), [(code, 3, 21)], "{file}");
    }
}

#[test]
fn a_folder_can_be_allowed() {
    let folder = folder();
    let assets = Assets::new(folder.path().join("report"), vec![folder.path().to_owned()]);
    let mut sink = Sink::default();
    assert!(parse(&source(&figure("../outside.svg")), &assets, &mut sink).is_ok());
}

#[test]
fn a_picture_without_description_is_a_warning() {
    let folder = folder();
    let text = with_body("  - figure: { file: map.svg }\n");
    let (report, findings) = parse_in(&folder.path().join("report"), &text);
    assert!(report.is_some());
    assert_eq!(places(&findings, &text), [(Code::MissingAlt, 3, 5)]);
    assert_eq!(findings[0].severity, Severity::Warning);
}
