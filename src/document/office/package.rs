use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use super::super::xml::XmlError;

/// The most bytes that the members read of one file may unpack to: bombs are refused.
const UNPACKED: u64 = 256 << 20;

/// Why a packed document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It is no zip file, or a broken one.
    #[error("is no packed document (zip), or a broken one: {0}; save it anew")]
    Zip(ZipError),
    /// It is encrypted.
    #[error("is protected by a password; save it without one")]
    Encrypted,
    /// A member that holds the text is not there.
    #[error("holds no `{0}`; is it a document of this format?")]
    Missing(String),
    /// It unpacks to more than is read.
    #[error("holds more than {} MiB of text when unpacked; split it", UNPACKED >> 20)]
    TooLarge,
    /// A member is not UTF-8.
    #[error("`{0}` in it is not valid UTF-8; save it anew")]
    InvalidUtf8(String),
    /// A member is not XML that can be read.
    #[error("`{part}` in it: {error}")]
    Xml {
        /// The member.
        part: String,
        /// What is wrong with it.
        error: XmlError,
    },
}

/// A zip file in memory.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// How much more may be unpacked.
    left: u64,
}

impl Package {
    pub fn open(bytes: Vec<u8>) -> Result<Package, PackageError> {
        // An encrypted Office document is no zip file but a container of another kind.
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(PackageError::Encrypted);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(PackageError::Zip)?;
        Ok(Package { archive, left: UNPACKED })
    }

    /// The text of a member; none when there is no such member.
    pub fn optional(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let member = match self.archive.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(PackageError::Encrypted);
            }
            Err(error) => return Err(PackageError::Zip(error)),
        };
        if member.size() > self.left {
            return Err(PackageError::TooLarge);
        }
        let mut bytes = Vec::new();
        // What a member says about its size need not be true.
        let read = member.take(self.left + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| PackageError::Zip(ZipError::Io(error)))? as u64;
        self.left = self.left.checked_sub(read).ok_or(PackageError::TooLarge)?;
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| PackageError::InvalidUtf8(name.to_owned()))
    }

    /// The text of a member that must be there.
    pub fn member(&mut self, name: &str) -> Result<String, PackageError> {
        self.optional(name)?.ok_or_else(|| PackageError::Missing(name.to_owned()))
    }
}

/// The packed document with other texts in these members. All other members are copied as they are
/// packed, in their order.
pub fn with_members(
    bytes: &[u8],
    members: &BTreeMap<String, String>,
) -> Result<Vec<u8>, PackageError> {
    repacked(bytes, members).map_err(PackageError::Zip)
}

fn repacked(bytes: &[u8], members: &BTreeMap<String, String>) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index)?;
        let changed = member.name().ok().and_then(|name| members.get_key_value(&*name));
        let Some((name, text)) = changed else {
            writer.raw_copy_file(member)?;
            continue;
        };
        writer.start_file(name, member.options())?;
        writer.write_all(text.as_bytes())?;
    }
    writer.set_raw_comment(archive.comment().into())?;
    Ok(writer.finish()?.into_inner())
}

/// The text of a member of a packed document.
pub fn member(bytes: Vec<u8>, name: &str) -> Result<String, PackageError> {
    Package::open(bytes)?.member(name)
}
