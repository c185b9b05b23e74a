//! Names of outputs: paths below the output folder that every system can keep.

/// Bytes that a part of a path may have, the extension among them: the limit of nearly all file
/// systems.
const LONGEST_PART: usize = 255;

/// Bytes that a whole path may have.
const LONGEST_PATH: usize = 1024;

/// The longest extension that is added, with its point.
const EXTENSION: usize = ".docx".len();

/// Names of devices on Windows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Why a name can't be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NameFault {
    /// It has nothing in it, or a part of it has not.
    Empty,
    /// It leads out of the output folder.
    Outside,
    /// It has a character that some systems don't allow.
    Character(char),
    /// A part of it is too long.
    TooLong {
        /// Its bytes.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A part of it is no name on Windows: a device, or a point or space at its end.
    Reserved(String),
}

/// Checks a name, the parts of which are separated by `/`, without extension.
///
/// # Errors
///
/// [`NameFault`] if some system could not keep it, or it leads out of the folder.
pub fn check(name: &str) -> Result<(), NameFault> {
    if name.trim().is_empty() {
        return Err(NameFault::Empty);
    }
    if name.starts_with('/') || name.split(['/', '\\']).any(|part| part == "..") {
        return Err(NameFault::Outside);
    }
    let is_bad =
        |c: &char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if let Some(character) = name.chars().find(is_bad) {
        return Err(NameFault::Character(character));
    }
    if name.len() + EXTENSION > LONGEST_PATH {
        return Err(NameFault::TooLong { length: name.len() + EXTENSION, limit: LONGEST_PATH });
    }
    for part in name.split('/') {
        check_part(part)?;
    }
    Ok(())
}

fn check_part(part: &str) -> Result<(), NameFault> {
    if part.is_empty() {
        return Err(NameFault::Empty);
    }
    if part.len() + EXTENSION > LONGEST_PART {
        return Err(NameFault::TooLong { length: part.len() + EXTENSION, limit: LONGEST_PART });
    }
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_number = stem.len() == device.len() + 1;
    let is_device = DEVICES.contains(&device)
        && (has_number == matches!(device, "com" | "lpt"))
        && (has_number || stem == device);
    if part == "." || part.ends_with([' ', '.']) || part.starts_with(' ') || is_device {
        return Err(NameFault::Reserved(part.to_owned()));
    }
    Ok(())
}
