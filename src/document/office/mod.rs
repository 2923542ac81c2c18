//! Packed documents: zip files with XML in them. Places count in the decompressed member that
//! holds the text.

mod docx;
mod odt;
mod package;
mod story;

pub(super) use docx::kept_space;
pub use package::{PackageError, member, with_members};

use self::package::Package;
use super::{Document, Format};

/// Reads a packed document of this format into an empty one.
pub(super) fn read(document: &mut Document, bytes: Vec<u8>) -> Result<(), PackageError> {
    let mut package = Package::open(bytes)?;
    document.blocks = match document.format {
        Format::Odt => odt::read(&mut package)?,
        _ => docx::read(&mut package, &mut document.language)?,
    };
    for (number, block) in (1..).zip(&mut document.blocks) {
        block.paragraph = Some(number);
    }
    Ok(())
}

#[cfg(test)]
pub(in crate::document) mod tests;
