//! The data folder: that it is ours, that it can be used, and that one server at a time serves it.
//!
//! Files of another owner are refused because SQLite makes its side files as whoever opens the
//! database: a root-owned write-ahead log would stop the server. Every error is one line for people.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

const DATABASE: &str = "reisbord.sqlite";
const LOCK: &str = "reisbord.lock";

/// Why a data folder cannot be used.
#[derive(Debug, Error)]
pub enum FolderError {
    /// Files of somebody else.
    #[error(
        "{path} belongs to user {owner}, and this is user {me}: run as the owner, or change it"
    )]
    Owner {
        /// What was looked at.
        path: String,
        /// Its owner's number.
        owner: u32,
        /// Our number.
        me: u32,
    },
    /// A server has the folder already.
    #[error("another server is running on data folder {0}")]
    Served(String),
    /// The database is of a newer version.
    #[error("data folder {0} was made by a newer version of reisbord")]
    Newer(String),
    /// Anything else.
    #[error("data folder {path} cannot be used: {why}")]
    Unusable {
        /// The folder.
        path: String,
        /// What the system said.
        why: String,
    },
}

/// What the folder is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The server: one at a time.
    Serve,
    /// A command beside it.
    Command,
}

/// A data folder that can be used. While a server's lives, no other server starts on it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The name of the database in it.
    database: OsString,
    lock: Option<File>,
}

impl Folder {
    /// Makes the folder when it is missing, and checks that it is ours and free.
    pub fn open(path: &Path, purpose: Use) -> Result<Self, FolderError> {
        let mut folder = Self { path: path.to_owned(), database: DATABASE.into(), lock: None };
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| folder.unusable(&error.to_string()))?;
        folder.check_owner()?;
        if purpose == Use::Serve {
            folder.lock = Some(folder.take_lock()?);
        }
        Ok(folder)
    }

    /// A database by itself that exists, under any name: a backup.
    pub fn of_file(file: &Path) -> Result<Self, FolderError> {
        let path = file.parent().filter(|parent| !parent.as_os_str().is_empty());
        let path = path.unwrap_or(Path::new(".")).to_owned();
        let folder =
            Self { path, database: file.file_name().unwrap_or_default().to_owned(), lock: None };
        folder.exists()?;
        folder.check_owner()?;
        Ok(folder)
    }

    /// A folder that must hold a database already.
    pub fn existing(path: &Path) -> Result<Self, FolderError> {
        let folder = Self { path: path.to_owned(), database: DATABASE.into(), lock: None };
        folder.exists()?;
        folder.check_owner()?;
        Ok(folder)
    }

    fn exists(&self) -> Result<(), FolderError> {
        let database = self.database();
        let found = fs::metadata(&database).map_err(|error| self.unusable(&error.to_string()))?;
        if found.is_file() && found.len() > 0 {
            Ok(())
        } else {
            Err(self.unusable(&format!("{} is no database", database.display())))
        }
    }

    /// The path of the database.
    pub fn database(&self) -> PathBuf {
        self.path.join(&self.database)
    }

    /// Bytes of SQLite's write-ahead log beside it.
    pub(super) fn ahead(&self) -> u64 {
        let mut log = self.database().into_os_string();
        log.push("-wal");
        fs::metadata(log).map_or(0, |log| log.len())
    }

    /// Whether it was opened to serve.
    pub fn is_served(&self) -> bool {
        self.lock.is_some()
    }

    pub(super) fn unusable(&self, why: &str) -> FolderError {
        FolderError::Unusable { path: self.path.display().to_string(), why: why.to_owned() }
    }

    pub(super) fn newer(&self) -> FolderError {
        FolderError::Newer(self.path.display().to_string())
    }

    fn check_owner(&self) -> Result<(), FolderError> {
        let me = rustix::process::geteuid().as_raw();
        let database = self.database();
        for path in [&self.path, &database] {
            let owner = match fs::metadata(path) {
                Ok(metadata) => metadata.uid(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(self.unusable(&error.to_string())),
            };
            if owner != me {
                return Err(FolderError::Owner { path: path.display().to_string(), owner, me });
            }
        }
        Ok(())
    }

    fn take_lock(&self) -> Result<File, FolderError> {
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.path.join(LOCK))
            .map_err(|error| self.unusable(&error.to_string()))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => {
                Err(FolderError::Served(self.path.display().to_string()))
            }
            Err(TryLockError::Error(error)) => Err(self.unusable(&error.to_string())),
        }
    }
}
