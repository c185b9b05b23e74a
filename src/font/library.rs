//! The fonts that a run of the program can use, by role.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::FaceId;
use super::face::{Face, GlyphMetrics, OpenFace};
use crate::assets;
use crate::theme::{FontRole, FontRule};

/// Why the fonts of a theme can't be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FontError {
    /// A folder of fonts can't be listed, or a file in it can't be read.
    #[error("fonts in `{path}` can't be read")]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file with a font's extension is not a font.
    #[error("`{path}` is not a font")]
    NotAFont {
        /// The file.
        path: PathBuf,
    },
    /// None of a role's families is in the program or in the given folders.
    #[error("no font for {role:?}: none of {families} was found")]
    NoFamily {
        /// The role.
        role: FontRole,
        /// The families that were looked for.
        families: String,
    },
}

/// The fonts that a run of the program can use.
#[derive(Clone, Debug)]
pub struct FontLibrary {
    faces: Vec<Face>,
    roles: BTreeMap<FontRole, FaceId>,
}

/// The faces in the program with the names by which themes find them, so that a start need not
/// parse a font that no role uses. A test checks the names against the files.
const EMBEDDED: [(&str, &str, bool); 7] = [
    ("GWFangSong.ttf", "GW FangSong", false),
    ("GWHeiTi.ttf", "GW HeiTi", false),
    ("GWKaiTi.ttf", "GW KaiTi", false),
    ("GWSongTi.ttf", "GW SongTi", false),
    ("GWXiaoBiaoSong.ttf", "GW XiaoBiaoSong", false),
    ("LiberationSerif-Bold.ttf", "Liberation Serif", true),
    ("LiberationSerif-Regular.ttf", "Liberation Serif", false),
];

impl FontLibrary {
    /// Finds a face for every role: the first family of the rule that is in `folders` or in the
    /// program. A font of the user's goes before one of the program of the same family.
    ///
    /// # Errors
    ///
    /// [`FontError`] if a folder or file can't be read, or a role has no face.
    pub fn find(
        rules: &BTreeMap<FontRole, FontRule>,
        folders: &[PathBuf],
    ) -> Result<Self, FontError> {
        let mut library = Self { faces: user_faces(folders)?, roles: BTreeMap::new() };
        for (role, rule) in rules {
            let bold = *role == FontRole::LatinBold;
            let found = rule.families.iter().find_map(|family| library.find_family(family, bold));
            let face = found.ok_or_else(|| FontError::NoFamily {
                role: *role,
                families: rule.families.join(", "),
            })?;
            library.roles.insert(*role, face);
        }
        Ok(library)
    }

    fn find_family(&mut self, family: &str, bold: bool) -> Option<FaceId> {
        let named =
            |face: &Face| face.families.iter().any(|name| name.eq_ignore_ascii_case(family));
        let upright = |face: &Face| named(face) && !face.is_italic;
        let exact = self.faces.iter().position(|face| upright(face) && face.is_bold == bold);
        if let Some(found) = exact {
            return Some(FaceId(found));
        }
        let (file, ..) =
            EMBEDDED.iter().find(|(_, name, is_bold)| *name == family && *is_bold == bold)?;
        let bytes = assets::embedded_font(file).expect("EMBEDDED lists files of the program");
        let face = Face::read(bytes, 0, (*file).to_owned(), true).expect("our fonts are sound");
        self.faces.push(Face { common_outlines: assets::embedded_outlines(file), ..face });
        Some(FaceId(self.faces.len() - 1))
    }

    /// The face of a role.
    ///
    /// # Panics
    ///
    /// Panics if the theme has no rule for the role; [`Theme`](crate::theme::Theme) promises one.
    pub fn role(&self, role: FontRole) -> FaceId {
        self.roles[&role]
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// Touches the outlines of a role's face, so that those that are taken later are at hand: the
    /// system fetches the pages of a program one by one as they are first read.
    pub fn fetch(&self, role: FontRole) {
        /// The smallest pages that systems have.
        const PAGE: usize = 4096;
        let face = self.face(self.role(role));
        let bytes = face.common_outlines.map_or(&face.bytes[..], |common| common.outlines);
        for byte in bytes.iter().step_by(PAGE) {
            std::hint::black_box(*byte);
        }
    }

    /// The roles and their faces.
    pub fn roles(&self) -> impl Iterator<Item = (FontRole, &Face)> {
        self.roles.iter().map(|(role, id)| (*role, &self.faces[id.0]))
    }

    /// All faces: those of the given folders, used or not, and those in the program that a role uses.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Opens the faces for looking up glyphs; each is parsed when it is first asked for.
    pub fn open(&self) -> OpenFonts<'_> {
        OpenFonts {
            library: self,
            faces: self.faces.iter().map(|_| std::cell::OnceCell::new()).collect(),
        }
    }
}

/// The faces of a library, open for looking up glyphs. One per thread.
#[derive(Debug)]
pub struct OpenFonts<'a> {
    library: &'a FontLibrary,
    faces: Vec<std::cell::OnceCell<OpenFace<'a>>>,
}

impl<'a> OpenFonts<'a> {
    /// The library.
    pub fn library(&self) -> &'a FontLibrary {
        self.library
    }

    /// The open face of a role.
    pub fn role(&self, role: FontRole) -> &OpenFace<'a> {
        self.face(self.library.role(role))
    }

    /// An open face.
    pub fn face(&self, id: FaceId) -> &OpenFace<'a> {
        self.faces[id.0].get_or_init(|| self.library.faces[id.0].open())
    }

    /// The glyph of a character in the face of a role.
    pub fn glyph(&self, role: FontRole, character: char) -> Option<GlyphMetrics> {
        self.role(role).glyph(character)
    }
}

fn user_faces(folders: &[PathBuf]) -> Result<Vec<Face>, FontError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| FontError::Unreadable { path, source }
    };
    let mut faces = Vec::new();
    for folder in folders {
        for path in assets::font_files(folder).map_err(unreadable(folder))? {
            let bytes = assets::read_file(&path).map_err(unreadable(&path))?;
            let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
            for index in 0..count {
                let source = path.display().to_string();
                let face = Face::read(bytes.clone().into(), index, source, false)
                    .ok_or_else(|| FontError::NotAFont { path: path.clone() })?;
                faces.push(face);
            }
        }
    }
    Ok(faces)
}

#[cfg(test)]
mod tests {
    use super::EMBEDDED;
    use crate::assets;
    use crate::font::Face;

    #[test]
    fn the_names_of_the_fonts_in_the_program_are_those_of_their_files() {
        assert_eq!(assets::embedded_font_files().len(), EMBEDDED.len());
        for (file, family, bold) in EMBEDDED {
            let bytes = assets::embedded_font(file).unwrap();
            let face = Face::read(bytes, 0, file.to_owned(), true).unwrap();
            assert!(face.families.iter().any(|name| name == family), "{file}: {:?}", face.families);
            assert_eq!(face.is_bold, bold, "{file}");
            assert!(face.may_embed && face.has_truetype_outlines, "{file}");
        }
    }
}
