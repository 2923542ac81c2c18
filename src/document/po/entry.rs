use std::io::BufRead;

use super::super::counted::Origin;
use super::super::decoded::Decoded;
use super::super::jsonl::RecordError;
use crate::text::Span;

/// A string of a catalogue, with its places in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub text: Decoded,
    /// The lines that hold it, from the first quotation mark on.
    pub raw: String,
    pub origin: Origin,
}

/// An entry: a message with its translations.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its first line, from 1.
    pub line: usize,
    pub fuzzy: bool,
    pub context: Option<Text>,
    pub id: Option<Text>,
    pub plural: Option<Text>,
    /// The translations, by the number of their form.
    pub strings: Vec<(usize, Text)>,
    /// Comments of translators (`# …`), with their places.
    pub comments: Vec<(String, Span)>,
    /// Comments of programmers (`#. …`).
    pub notes: Vec<String>,
}

/// The lines of a catalogue.
pub(super) struct Lines<R> {
    input: R,
    /// The line that was read, its end included.
    line: String,
    /// Where it begins.
    origin: Origin,
    /// Whether that line is still to be looked at.
    pending: bool,
    failed: bool,
}

/// Which string a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyword {
    Context,
    Id,
    Plural,
    String(usize),
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Lines<R> {
        let origin = Origin { line: 0, ..Origin::START };
        Lines { input, line: String::new(), origin, pending: false, failed: false }
    }

    /// The next entry; none at the end. A broken one is an error, and the next one follows.
    pub fn entry(&mut self) -> Result<Option<Entry>, RecordError> {
        let mut entry = Entry::default();
        let mut last: Option<Keyword> = None;
        while self.read()? {
            let whole = self.line.clone();
            let line = whole.trim_end_matches(['\n', '\r']);
            let content = line.trim_start_matches('\u{FEFF}').trim();
            let start = line.find(content).unwrap_or(0);
            if content.is_empty() {
                self.pending = false;
                if entry.id.is_some() || last.is_some() {
                    break;
                }
                continue;
            }
            let comment = content.starts_with('#');
            let keyword = keyword(content);
            let begins = match keyword {
                Some((which, _)) => matches!(which, Keyword::Context | Keyword::Id),
                None => comment || !content.starts_with('"'),
            };
            let complete = !entry.strings.is_empty();
            if begins && complete {
                // The line belongs to the next entry.
                break;
            }
            self.pending = false;
            if entry.line == 0 {
                entry.line = self.origin.line;
            }
            if comment {
                let raw = Span::new(start, line.len()).shifted(self.origin.byte);
                commented(&mut entry, content, raw);
                continue;
            }
            let (which, rest) = match keyword {
                Some((which, rest)) => (Some(which), rest),
                None if content.starts_with('"') => (None, content),
                None => {
                    let message = format!("`{content}` belongs to no entry of a catalogue");
                    return Err(self.broken(message));
                }
            };
            let at = start + content.len() - rest.len();
            let mut piece = Decoded::default();
            if let Err(message) = unquoted(rest, self.origin.byte + at, &mut piece) {
                return Err(self.broken(message.to_owned()));
            }
            let Some(which) = which.or(last) else {
                return Err(self.broken("a string before the first message".to_owned()));
            };
            let (line_start, here) = (self.origin.byte, self.origin.line);
            let Some(text) = entry.text(which) else {
                return Err(self.broken("a form of the translation that was there".to_owned()));
            };
            if keyword.is_some() && text.raw.is_empty() {
                let column = whole[..at].chars().count() + 1;
                text.origin = Origin { byte: line_start + at, line: here, column };
                text.raw.push_str(&whole[at..]);
            } else if keyword.is_none() && text.origin.byte + text.raw.len() == line_start {
                text.raw.push_str(&whole);
            } else {
                return Err(self.broken("a string where none can stand".to_owned()));
            }
            text.text.part(&piece, Span::new(0, piece.text.len()));
            last = Some(which);
        }
        let found = entry.id.is_some() || !entry.comments.is_empty();
        Ok(found.then_some(entry))
    }

    /// Reads a line unless one waits; whether there is one.
    fn read(&mut self) -> Result<bool, RecordError> {
        if self.pending {
            return Ok(true);
        }
        if self.failed {
            return Ok(false);
        }
        self.origin.byte += self.line.len();
        self.origin.line += 1;
        let mut bytes = Vec::new();
        self.line.clear();
        match self.input.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(false),
            Ok(_) => {}
            Err(error) => {
                self.failed = true;
                return Err(RecordError::Io { line: self.origin.line, error });
            }
        }
        match String::from_utf8(bytes) {
            Ok(line) => self.line = line,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let length = error.as_bytes().len();
                self.origin.byte += length;
                let message =
                    format!("not valid UTF-8 at byte {at} of the line; save the file as UTF-8");
                return Err(RecordError::Broken { line: self.origin.line, message });
            }
        }
        self.pending = true;
        Ok(true)
    }

    /// What is wrong with the current line; the rest of its entry is passed over.
    fn broken(&mut self, message: String) -> RecordError {
        let error = RecordError::Broken { line: self.origin.line, message };
        self.pending = false;
        while let Ok(true) = self.read() {
            if self.line.trim().is_empty() {
                break;
            }
            self.pending = false;
        }
        error
    }
}

impl Entry {
    /// The string that lines of this keyword add to; none when it is out of its order.
    fn text(&mut self, which: Keyword) -> Option<&mut Text> {
        Some(match which {
            Keyword::Context => self.context.get_or_insert_default(),
            Keyword::Id => self.id.get_or_insert_default(),
            Keyword::Plural => self.plural.get_or_insert_default(),
            Keyword::String(number) => {
                if self.strings.last().is_none_or(|(last, _)| *last < number) {
                    self.strings.push((number, Text::default()));
                }
                let (last, text) = self.strings.last_mut()?;
                if *last != number {
                    return None;
                }
                text
            }
        })
    }
}

fn commented(entry: &mut Entry, comment: &str, raw: Span) {
    match comment.as_bytes().get(1) {
        Some(b',' | b'=') => {
            entry.fuzzy |= comment[2..].split(',').any(|flag| flag.trim() == "fuzzy");
        }
        Some(b'.') => entry.notes.push(comment[2..].trim().to_owned()),
        // Where it is used, what it was before, what is no longer used.
        Some(b':' | b'|' | b'~') => {}
        _ => entry.comments.push((comment[1..].trim().to_owned(), raw)),
    }
}

/// The keyword that a line begins with, and what stands behind it.
fn keyword(line: &str) -> Option<(Keyword, &str)> {
    let rest = line.strip_prefix("msg")?;
    let word =
        rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_lowercase() || it == '_').len();
    let (word, rest) = rest.split_at(word);
    let (keyword, rest) = match word {
        "ctxt" => (Keyword::Context, rest),
        "id" => (Keyword::Id, rest),
        "id_plural" => (Keyword::Plural, rest),
        "str" => match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((number, rest)) => (Keyword::String(number.trim().parse().ok()?), rest),
            None => (Keyword::String(0), rest),
        },
        _ => return None,
    };
    let rest = rest.trim_start();
    rest.starts_with('"').then_some((keyword, rest))
}

/// Reads a string between quotation marks that begins at byte `start` of the file.
fn unquoted(quoted: &str, start: usize, into: &mut Decoded) -> Result<(), &'static str> {
    const OPEN: &str = "a string without its closing quotation mark";
    let mut done = 1;
    while let Some(found) = quoted.get(done..).and_then(|rest| rest.find(['"', '\\'])) {
        let at = done + found;
        into.verbatim(&quoted[done..at], start + done);
        if quoted[at..].starts_with('"') {
            let after = quoted[at + 1..].trim();
            return if after.is_empty() { Ok(()) } else { Err("text behind a string") };
        }
        let (text, length) = unescaped(&quoted[at..]).ok_or(OPEN)?;
        into.decoded(&text, Span::new(start + at, start + at + length));
        done = at + length;
    }
    Err(OPEN)
}

/// What the escape at the beginning of `text` stands for, and its bytes. Bytes that are written as
/// numbers, one after the other, make up a character of UTF-8.
fn unescaped(text: &str) -> Option<(String, usize)> {
    let next = text[1..].chars().next()?;
    let plain = |it: &str| Some((it.to_owned(), 1 + next.len_utf8()));
    match next {
        'n' => plain("\n"),
        't' => plain("\t"),
        'r' => plain("\r"),
        'a' => plain("\u{7}"),
        'b' => plain("\u{8}"),
        'f' => plain("\u{C}"),
        'v' => plain("\u{B}"),
        '0'..='7' | 'x' => {
            let (mut bytes, mut done, mut first) = (Vec::new(), 0, 0);
            while let Some((byte, length)) = number(&text[done..]).filter(|_| bytes.len() < 4) {
                bytes.push(byte);
                done += length;
                first = if first == 0 { length } else { first };
                if let Ok(character) = std::str::from_utf8(&bytes) {
                    return Some((character.to_owned(), done));
                }
            }
            if first == 0 { plain("x") } else { Some(("\u{FFFD}".to_owned(), first)) }
        }
        other => plain(other.encode_utf8(&mut [0; 4])),
    }
}

/// The byte that `\303` or `\xc3` stands for, and how long it is written.
fn number(text: &str) -> Option<(u8, usize)> {
    let digits = text.strip_prefix('\\')?;
    if let Some(digits) = digits.strip_prefix('x') {
        let count = digits.bytes().take(2).take_while(u8::is_ascii_hexdigit).count();
        return Some((u8::from_str_radix(&digits[..count], 16).ok()?, 2 + count));
    }
    let count = digits.bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
    let value = u16::from_str_radix(&digits[..count], 8).ok()?;
    Some((u8::try_from(value & 0xFF).ok()?, 1 + count))
}
