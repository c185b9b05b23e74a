//! The only way to bytes outside the report: pictures, fonts and themes on disk, and what the
//! program carries inside.

#![expect(clippy::disallowed_methods, reason = "this is where the library reads files")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rust_embed::Embed;
use sha2::{Digest, Sha256};

/// The fonts in the program.
#[derive(Embed)]
#[folder = "fonts/"]
struct EmbeddedFonts;

/// The themes in the program, sorted by name: those of `data/themes`, as JSON (`build.rs`).
const THEMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// The outlines of common characters, by the names of the fonts in the program.
const OUTLINES: &[(&str, CommonOutlines)] = include!(concat!(env!("OUT_DIR"), "/outlines.rs"));

/// The outlines of a font's common characters, the most common first, which lie close together: the
/// system maps a file page by page, and those of a text are all over the font.
#[derive(Clone, Copy, Debug)]
pub struct CommonOutlines {
    /// Glyph ids, sorted, each with the start and the length of its outline: two, four and two bytes,
    /// the lowest first.
    places: &'static [u8],
    /// The outlines (`glyf`).
    pub outlines: &'static [u8],
}

impl CommonOutlines {
    /// The outline of a glyph, if it is a common character's.
    pub fn get(&self, glyph: u16) -> Option<&'static [u8]> {
        let (places, _) = self.places.as_chunks::<8>();
        let id = |place: &[u8; 8]| u16::from_le_bytes([place[0], place[1]]);
        let place = places[places.binary_search_by_key(&glyph, id).ok()?];
        let start = u32::from_le_bytes([place[2], place[3], place[4], place[5]]) as usize;
        let length = usize::from(u16::from_le_bytes([place[6], place[7]]));
        self.outlines.get(start..start + length)
    }
}

/// The outlines of common characters of a font in the program, by its file name; none of Latin fonts.
pub fn embedded_outlines(file: &str) -> Option<CommonOutlines> {
    let index = OUTLINES.binary_search_by_key(&file, |(name, _)| name).ok()?;
    Some(OUTLINES[index].1)
}

/// The bytes of a font in the program, by its file name.
pub fn embedded_font(file: &str) -> Option<Cow<'static, [u8]>> {
    EmbeddedFonts::get(file).map(|found| found.data)
}

/// The file names of the fonts in the program, sorted.
pub fn embedded_font_files() -> Vec<String> {
    let mut files: Vec<String> =
        EmbeddedFonts::iter().filter(|f| f.ends_with(".ttf")).map(Cow::into_owned).collect();
    files.sort();
    files
}

/// A theme in the program as JSON, by its name.
pub fn embedded_theme(name: &str) -> Option<&'static str> {
    let index = THEMES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(THEMES[index].1)
}

/// The names of the themes in the program, sorted.
pub fn embedded_themes() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

/// The JSON Schema of the report format, for editors.
pub fn embedded_schema() -> &'static str {
    include_str!("../data/report.schema.json")
}

/// The folders whose files a report may name.
#[derive(Debug)]
pub struct Assets {
    folder: PathBuf,
    allowed: Vec<PathBuf>,
    /// The digests of the files that have been read, by the paths that the report gives them.
    used: Mutex<BTreeMap<String, [u8; 32]>>,
}

/// A file that a report names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UsedFile {
    /// Its path as the report gives it.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Why a file that a report names can't be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AssetError {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// It is outside the report's folder and the allowed ones.
    #[error("outside the report's folder")]
    Outside,
    /// It is a folder or a device.
    #[error("not a file")]
    NotAFile,
    /// It is larger than the given limit in bytes.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// The system refuses.
    #[error("{source}")]
    Io {
        /// How it puts it.
        #[from]
        source: io::Error,
    },
}

impl Assets {
    /// Files below `folder`, which is the report's own, and below the `allowed` ones.
    pub fn new(folder: impl Into<PathBuf>, allowed: Vec<PathBuf>) -> Self {
        Self { folder: folder.into(), allowed, used: Mutex::default() }
    }

    /// The files that have been read, sorted by path.
    pub fn into_used(self) -> Vec<UsedFile> {
        let used = self.used.into_inner().unwrap_or_else(PoisonError::into_inner);
        used.into_iter().map(|(path, sha256)| UsedFile { path, sha256 }).collect()
    }

    /// Reads the file that a report calls `path`, relative to the report's folder; returns its bytes and
    /// their SHA-256.
    ///
    /// # Errors
    ///
    /// [`AssetError`] if it is missing, not a file, larger than `limit` bytes, can't be read, or is
    /// outside the folders once symbolic links are followed.
    pub fn read(&self, path: &str, limit: u64) -> Result<(Vec<u8>, [u8; 32]), AssetError> {
        let full = self.folder.join(path);
        let missing = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => AssetError::Missing,
            _ => AssetError::from(error),
        };
        let lexical = normalize(&full);
        let inside = |path: &Path, base: &Path| path.starts_with(base);
        let bases = || std::iter::once(&self.folder).chain(&self.allowed);
        if !bases().any(|base| inside(&lexical, &normalize(base))) {
            return Err(AssetError::Outside);
        }
        let real = full.canonicalize().map_err(missing)?;
        let real_inside = bases()
            .filter_map(|base| absolute(base).canonicalize().ok())
            .any(|base| inside(&real, &base));
        if !real_inside {
            return Err(AssetError::Outside);
        }
        let metadata = std::fs::metadata(&real).map_err(missing)?;
        if !metadata.is_file() {
            return Err(AssetError::NotAFile);
        }
        if metadata.len() > limit {
            return Err(AssetError::TooLarge { limit });
        }
        let bytes = std::fs::read(&real)?;
        let digest = Sha256::digest(&bytes).into();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(path.to_owned(), digest);
        Ok((bytes, digest))
    }
}

/// A folder's path, `.` for the empty one.
fn absolute(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// The path with `.` and `..` resolved by its text alone, made absolute.
fn normalize(path: &Path) -> PathBuf {
    let path = std::path::absolute(absolute(path)).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::ParentDir => {
                out.pop();
            }
            std::path::Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// Reads a file that the user, not a report, has named.
///
/// # Errors
///
/// What the system says.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// The font files (`.ttf`, `.otf`, `.ttc`, `.otc`) directly in `folder`, sorted by name.
///
/// # Errors
///
/// What the system says if the folder can't be listed.
pub fn font_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        if matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
