//! Reports from files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use report_export::diagnostic::catalogue::program;

use super::failure::{Failure, Value};

/// More than any report has, so that an endless device ends in an error.
const LIMIT: u64 = LIMIT_MIB << 20;
const LIMIT_MIB: u64 = 64;

/// Where a report comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    pub(crate) fn new(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }

    /// Several inputs; standard input can be among them once.
    pub(crate) fn all(paths: Vec<PathBuf>) -> Result<Vec<Self>, Failure> {
        let inputs: Vec<Self> = paths.into_iter().map(Self::new).collect();
        if inputs.iter().filter(|input| **input == Self::Stdin).count() > 1 {
            return Err(Failure::new(program::INPUT_TWICE).hint(program::INPUT_TWICE_HINT));
        }
        Ok(inputs)
    }

    /// The name under which findings show it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The folder to which the report's paths are relative.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Self::Stdin => Path::new(""),
            Self::File(path) => path.parent().unwrap_or(path),
        }
    }

    /// Reads it whole.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let file: Value = match self {
            Self::Stdin => program::STANDARD_INPUT.into(),
            Self::File(path) => path.as_path().into(),
        };
        let bytes = self.read_limited().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new(program::INPUT_MISSING),
            io::ErrorKind::IsADirectory => Failure::new(program::INPUT_IS_FOLDER),
            _ => Failure::new(program::INPUT_FAILED).with("reason", &error),
        });
        let bytes = bytes.map_err(|failure| failure.with("file", file.clone()))?;
        if bytes.len() as u64 > LIMIT {
            let failure = Failure::new(program::INPUT_TOO_LARGE).with("file", file);
            return Err(failure.with("limit", LIMIT_MIB.to_string()));
        }
        Ok(bytes)
    }

    fn read_limited(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Stdin => io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)?,
            Self::File(path) if path.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Self::File(path) => {
                let file = File::open(path)?;
                // its length is a hint: what is no regular file has none
                let length = file.metadata().map_or(0, |metadata| metadata.len());
                bytes.reserve(length.min(LIMIT) as usize + 1);
                file.take(LIMIT + 1).read_to_end(&mut bytes)?
            }
        };
        Ok(bytes)
    }
}
