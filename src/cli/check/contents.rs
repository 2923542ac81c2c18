//! What a file holds, as repairs see it: a text, or the members of a packed document; and how that
//! becomes the bytes of a file again.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use bilint::Format;
use bilint::check::{Conflict, Repair, repair};
use bilint::document::{decode, member, unpacked, with_members};
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder, GzHeader};

/// How a gzip file starts.
const GZIP: &[u8] = &[0x1F, 0x8B];

/// Whether these are the bytes of a file that was compressed.
pub fn is_compressed(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP)
}

/// What a file holds.
#[derive(Clone, PartialEq)]
pub enum Contents {
    Text(String),
    /// A packed document (DOCX, ODT).
    Packed(Vec<u8>),
}

/// What repairs have made of it.
pub struct Mended {
    pub contents: Contents,
    pub applied: usize,
    pub conflicts: Vec<Conflict>,
}

impl Contents {
    /// What these bytes of a file hold; none when they cannot be read.
    pub fn of(format: Format, bytes: Vec<u8>) -> Option<Contents> {
        if format.is_packed() {
            return unpacked(bytes).ok().map(Contents::Packed);
        }
        decode(bytes).ok().map(Contents::Text)
    }

    /// As bytes, not compressed.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Contents::Text(text) => text.as_bytes(),
            Contents::Packed(bytes) => bytes,
        }
    }

    /// Makes the repairs that go together; in a packed document member by member.
    pub fn mended(&self, repairs: Vec<Repair>) -> io::Result<Mended> {
        let bytes = match self {
            Contents::Text(text) => {
                let repaired = repair(text, repairs);
                return Ok(Mended {
                    contents: Contents::Text(repaired.text),
                    applied: repaired.applied,
                    conflicts: repaired.conflicts,
                });
            }
            Contents::Packed(bytes) => bytes,
        };
        let mut parts: BTreeMap<String, Vec<Repair>> = BTreeMap::new();
        for repair in repairs {
            parts.entry(repair.part.clone().unwrap_or_default()).or_default().push(repair);
        }
        let (mut applied, mut conflicts, mut members) = (0, Vec::new(), BTreeMap::new());
        for (name, repairs) in parts {
            let text = member(bytes.clone(), &name).map_err(io::Error::other)?;
            let repaired = repair(&text, repairs);
            applied += repaired.applied;
            conflicts.extend(repaired.conflicts);
            if repaired.text != text {
                members.insert(name, repaired.text);
            }
        }
        let contents = if members.is_empty() {
            self.clone()
        } else {
            Contents::Packed(with_members(bytes, &members).map_err(io::Error::other)?)
        };
        Ok(Mended { contents, applied, conflicts })
    }

    /// The bytes of the file that holds this in place of `old`: compressed as that was.
    pub fn file(&self, old: &[u8]) -> io::Result<Vec<u8>> {
        let bytes = self.bytes();
        if !is_compressed(old) {
            return Ok(bytes.to_vec());
        }
        let mut decoder = GzDecoder::new(old);
        let _ = decoder.read(&mut [0])?;
        let header = decoder.header().map(builder).unwrap_or_default();
        let mut encoder = header.write(Vec::with_capacity(old.len()), Compression::default());
        encoder.write_all(bytes)?;
        encoder.finish()
    }
}

/// The head of a compressed file says the same as before.
fn builder(header: &GzHeader) -> GzBuilder {
    let mut builder =
        GzBuilder::new().mtime(header.mtime()).operating_system(header.operating_system());
    if let Some(name) = header.filename() {
        builder = builder.filename(name);
    }
    if let Some(comment) = header.comment() {
        builder = builder.comment(comment);
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compressed_file_keeps_its_head() {
        let head = GzBuilder::new().mtime(77).filename("a.txt").comment("c");
        let mut encoder = head.write(Vec::new(), Compression::best());
        encoder.write_all(b"old").unwrap();
        let old = encoder.finish().unwrap();
        let new = Contents::Text("new".to_owned()).file(&old).unwrap();
        let mut decoder = GzDecoder::new(&*new);
        let mut text = String::new();
        decoder.read_to_string(&mut text).unwrap();
        assert_eq!(text, "new");
        let header = decoder.header().unwrap();
        assert_eq!((header.mtime(), header.filename()), (77, Some(&b"a.txt"[..])));
        assert_eq!(Contents::Text("new".to_owned()).file(b"old").unwrap(), b"new");
    }
}
