//! Reads files: bytes in, documents out, and plain words for what cannot be read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use bilint::document::{Block, BlockKind, Continuity, DecodeError, PlaceMap, RecordPlace, decode};
use bilint::language::all_packs;
use bilint::report::Failure;
use bilint::text::Tag;
use bilint::{Document, Format};
use serde::Deserialize;

/// The name that stands for standard input.
pub const STDIN: &str = "-";

/// How a path is written in reports: as it was given, without `./` before it.
pub fn name_of(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).to_string_lossy().into_owned()
}

/// The language that a file's name claims: `article.de.txt`, `article.de-CH.md.gz`.
pub fn language_of_name(path: &Path) -> Option<Tag> {
    parts_of_name(path).map(|(_, language)| language)
}

/// The parts of a name such as `article.de.txt`: what stands before the language, and the language.
///
/// Three letters may be anything (`old`, `new`), so they are a language only if bilint knows it.
pub fn parts_of_name(path: &Path) -> Option<(String, Tag)> {
    let name = path.file_name()?.to_str()?;
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let (name, _extension) = name.rsplit_once('.')?;
    let (stem, tag) = name.rsplit_once('.')?;
    let tag: Tag = tag.parse().ok()?;
    let is_language = tag.language().len() == 2 || all_packs().any(|it| it == tag.base());
    (is_language && !stem.is_empty()).then(|| (stem.to_owned(), tag))
}

/// A text of one language; `-` reads standard input under the name `name`.
pub fn document(path: &Path, name: &str) -> Result<Document, Failure> {
    let failure = |message| Failure { path: name.to_owned(), message };
    document_of(name, bytes(path).map_err(|error| failure(explained(&error)))?)
}

/// The text of a file of this name that holds these bytes.
pub fn document_of(name: &str, bytes: Vec<u8>) -> Result<Document, Failure> {
    let document = Document::from_bytes(name, Format::of_name(name), bytes);
    let failure = |message| Failure { path: name.to_owned(), message };
    Ok(with_language(document.map_err(|error| failure(error.to_string()))?, name))
}

/// The document in the language that its file's name says, if it does not say one itself.
fn with_language(mut document: Document, name: &str) -> Document {
    if document.language.is_none() {
        document.language = language_of_name(Path::new(name));
    }
    document
}

/// The text of a file.
pub fn text(path: &Path) -> Result<String, Failure> {
    let failure = |message| Failure { path: name_of(path), message };
    let bytes = bytes(path).map_err(|error| failure(explained(&error)))?;
    decode(bytes).map_err(|error| failure(error.to_string()))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}

/// What a failure to read means for the one who named the file.
pub fn explained(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file or folder; check the name and the folder you are in".to_owned()
        }
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder, where a file is needed".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The bytes of a file, unpacked where it is packed.
pub fn unpacked(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = name_of(path);
    let mut bytes = Vec::new();
    let read = stream(path, &name)?.read_to_end(&mut bytes);
    read.map_err(|error| Failure { path: name, message: explained(&error) })?;
    Ok(bytes)
}

/// The lines of a file as a stream, unpacked where it is packed.
pub fn stream(path: &Path, name: &str) -> Result<Box<dyn BufRead + Send>, Failure> {
    let failure = |message| Failure { path: name.to_owned(), message };
    let mut input: Box<dyn BufRead + Send> = if path.as_os_str() == STDIN {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(path).map_err(|error| failure(explained(&error)))?;
        Box::new(BufReader::with_capacity(1 << 16, file))
    };
    let head = input.fill_buf().map_err(|error| failure(explained(&error)))?;
    if head.starts_with(&[0x1F, 0x8B]) {
        input = Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(input)));
    }
    let head = input.fill_buf().map_err(|error| failure(DecodeError::Gzip(error).to_string()))?;
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return Err(failure(DecodeError::Utf16.to_string()));
    }
    Ok(input)
}

#[derive(Deserialize)]
struct SnippetLine {
    id: Option<serde_json::Value>,
    snippet: String,
}

/// Loose snippets of source, a block each: the lines of a text, or the `snippet` fields of JSON
/// Lines. Lines that are no snippets are handed to `failed`.
pub fn snippets(path: &Path, failed: &mut dyn FnMut(Failure)) -> Result<Document, Failure> {
    let name = name_of(path);
    let failure = |message| Failure { path: name.clone(), message };
    let text = text(path)?;
    let mut blocks = Vec::new();
    let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let format = Format::of_name(&name);
    for (number, line) in (1..).zip(text[start..].split_inclusive('\n')) {
        let content = line.trim();
        let first = start + (line.len() - line.trim_start().len());
        start += line.len();
        if content.is_empty() {
            continue;
        }
        if format != Format::JsonLines {
            blocks.push(Block::verbatim(BlockKind::Unit, content, first));
            continue;
        }
        match serde_json::from_str::<SnippetLine>(content) {
            Ok(line) => {
                let place = RecordPlace { id: record_id(line.id, number), field: "snippet" };
                blocks.push(Block::of_record(place, &line.snippet));
            }
            Err(error) => failed(failure(format!(
                "line {number}: {}; expected an object such as {{\"snippet\": \"…\"}}",
                json_fault(&error)
            ))),
        }
    }
    Ok(if format == Format::JsonLines {
        Document::of_records(&name, format, Continuity::Isolated, blocks)
    } else {
        with_blocks(&name, text, blocks)
    })
}

/// A plain text whose blocks are the given ones, which have nothing to do with each other.
fn with_blocks(name: &str, text: String, blocks: Vec<Block>) -> Document {
    let mut document = Document::read(name, Format::Plain, text);
    document.blocks = blocks;
    document.continuity = Continuity::Isolated;
    document
}

/// A text whose lines are its segments, empty ones too, so that the numbers of segments are those
/// of lines.
pub fn lines(path: &Path) -> Result<Document, Failure> {
    let name = name_of(path);
    let text = text(path)?;
    let mut blocks = Vec::new();
    let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    for line in text[start..].split_inclusive('\n') {
        let content = line.trim();
        let first = if content.is_empty() { 0 } else { line.len() - line.trim_start().len() };
        let mut block = Block::verbatim(BlockKind::Unit, content, start + first);
        if content.is_empty() {
            block.map = PlaceMap::verbatim(start, 0);
        }
        blocks.push(block);
        start += line.len();
    }
    let mut document = with_blocks(&name, text, blocks);
    document.language = language_of_name(path);
    Ok(document)
}

/// What is wrong with a line of JSON Lines; the parser has seen that line only.
pub fn json_fault(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

/// A record's own id, else its number.
pub fn record_id(id: Option<serde_json::Value>, number: usize) -> String {
    match id {
        Some(serde_json::Value::String(id)) => id,
        Some(serde_json::Value::Null) | None => number.to_string(),
        Some(id) => id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_in_names() {
        let parts =
            |name: &str| parts_of_name(Path::new(name)).map(|(stem, tag)| (stem, tag.to_string()));
        let german = Some(("a/b.article".to_owned(), "de".to_owned()));
        assert_eq!(parts("x/a/b.article.de.md.gz").map(|it| it.1), german.map(|it| it.1));
        assert_eq!(parts("article.de-ch.txt"), Some(("article".to_owned(), "de-CH".to_owned())));
        assert_eq!(parts("report.2024.it.txt"), Some(("report.2024".to_owned(), "it".to_owned())));
        for none in ["article.old.txt", "article.txt", ".de.txt", "de.txt", "article.v2.md"] {
            assert_eq!(parts(none), None, "{none}");
        }
    }
}
