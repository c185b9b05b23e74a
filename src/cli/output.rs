//! Finished files: they appear whole or not at all.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use report_export::diagnostic::catalogue::program;

use super::failure::{Failure, Value};
use super::input::Input;

/// Where a file goes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Output {
    Stdout,
    File(PathBuf),
}

impl Output {
    pub(crate) fn new(path: PathBuf) -> Self {
        let is_stdout =
            ["-", "/dev/stdout", "/dev/fd/1"].iter().any(|name| path == Path::new(name));
        if is_stdout { Self::Stdout } else { Self::File(path) }
    }

    /// What it is called.
    pub(crate) fn name(&self) -> Value {
        match self {
            Self::Stdout => program::STANDARD_OUTPUT.into(),
            Self::File(path) => path.as_path().into(),
        }
    }

    /// Refuses to fill a terminal with a file, before anything is read.
    pub(crate) fn refuse_terminal(&self) -> Result<(), Failure> {
        if *self == Self::Stdout && io::stdout().is_terminal() {
            let failure = Failure::new(program::OUTPUT_TO_TERMINAL);
            return Err(failure.hint(program::OUTPUT_TO_TERMINAL_HINT));
        }
        Ok(())
    }

    /// Refuses what can't be meant, before any work is done: the report itself, or a folder.
    pub(crate) fn refuse_nonsense(&self, input: &Input) -> Result<(), Failure> {
        let refused = match self {
            Self::File(path) if is_same_file(path, input) => program::OUTPUT_IS_INPUT,
            Self::File(path) if names_a_folder(path) => program::OUTPUT_IS_FOLDER,
            Self::Stdout | Self::File(_) => return Ok(()),
        };
        Err(Failure::new(refused).with("file", self.name()).hint(program::OUTPUT_NAME_HINT))
    }

    /// Writes a finished file.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Stdout => to_stdout(bytes),
            Self::File(path) => write_file(path, bytes, None),
        }
    }
}

/// Writes to standard output. A reader that has seen enough is no failure.
pub(crate) fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    unless_broken(stdout.write_all(bytes).and_then(|()| stdout.flush()))
        .map_err(|error| cannot_write(program::STANDARD_OUTPUT, &error))
}

fn unless_broken(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn is_same_file(path: &Path, input: &Input) -> bool {
    let Input::File(input) = input else { return false };
    let real = |path: &Path| fs::canonicalize(path).ok();
    path == input || real(path).is_some_and(|path| Some(path) == real(input))
}

fn names_a_folder(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    path.is_dir() || text.ends_with(b"/") || text.ends_with(b"/.") || path.file_name().is_none()
}

/// Writes a file that appears whole or not at all. Until it is whole it stands in the folder
/// `scratch`, on the same file system, or else beside its place.
pub(crate) fn write_file(path: &Path, bytes: &[u8], scratch: Option<&Path>) -> Result<(), Failure> {
    write_file_by(path, scratch, &mut |file| file.write_all(bytes))
}

/// Writes a file as [`write_file`] does, by what `write` puts into it.
pub(crate) fn write_file_by(
    path: &Path,
    scratch: Option<&Path>,
    write: &mut Writing<'_>,
) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(older) if older.is_file() && older.permissions().readonly() => {
            Err(Failure::new(program::OUTPUT_PROTECTED).with("file", path))
        }
        Ok(older) if older.is_file() => {
            // Through a symbolic link, so that the link stays one.
            let real = fs::canonicalize(path).map_err(|error| cannot_write(path, &error))?;
            replace(&real, Some(&older.permissions()), scratch, write)
        }
        Ok(_) => write_device(path, write).map_err(|error| cannot_write(path, &error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            replace(path, None, scratch, write)
        }
        Err(error) => Err(cannot_write(path, &error)),
    }
}

/// Puts into a file what it is to hold.
pub(crate) type Writing<'w> = dyn FnMut(&mut File) -> io::Result<()> + 'w;

/// Writes a file elsewhere and gives it the name `path` once it is whole.
fn replace(
    path: &Path,
    permissions: Option<&Permissions>,
    scratch: Option<&Path>,
    write: &mut Writing<'_>,
) -> Result<(), Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.exists() {
        return Err(Failure::new(program::OUTPUT_FOLDER_MISSING)
            .with("folder", folder)
            .hint(program::OUTPUT_FOLDER_HINT));
    }
    let mut write = || -> io::Result<()> {
        let mut file = new_file().tempfile_in(scratch.unwrap_or(folder)).map_err(without_path)?;
        write(file.as_file_mut())?;
        if let Some(permissions) = permissions {
            // Some file systems have no permissions; the file matters more than them.
            let _ = file.as_file().set_permissions(permissions.clone());
        }
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| cannot_write(path, &error))
}

/// Files that get the permissions of any new file, not those of a secret one.
fn new_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".report-export-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// The error of the system, without the name of the temporary file.
fn without_path(error: io::Error) -> io::Error {
    error.raw_os_error().map_or(error, io::Error::from_raw_os_error)
}

/// Writes into what is no regular file: a device or a pipe, which can't be replaced.
fn write_device(path: &Path, write: &mut Writing<'_>) -> io::Result<()> {
    let mut device = OpenOptions::new().write(true).open(path)?;
    unless_broken(write(&mut device).and_then(|()| device.flush()))
}

/// Says that a file can't be written.
pub(crate) fn cannot_write(file: impl Into<Value>, error: &io::Error) -> Failure {
    Failure::system(program::OUTPUT_FAILED, error).with("file", file)
}
