/// How far apart the counted places are that make columns cheap in very long lines, in bytes.
const STRIDE: usize = 1024;

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// Where the lines of a text start, and how many characters lie before every [`STRIDE`]th byte.
///
/// Built once in linear time; a look-up costs a binary search and at most one stride, so that a
/// 10 MB line with 10,000 findings stays linear too.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters that start before byte `i * STRIDE`.
    chars: Vec<usize>,
}

impl LineIndex {
    /// Reads the lines of `text`, which end as [`line_breaks`] says.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(line_breaks(text).map(|at| at + 1));
        let mut chars = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut seen = 0;
        for stride in bytes.chunks(STRIDE) {
            chars.push(seen);
            seen += chars_in(stride);
        }
        if chars.is_empty() {
            chars.push(0);
        }
        Self { starts, chars }
    }

    /// The line and column of the byte at `offset` in the `text` this index was made from.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.chars_before(text, offset) - self.chars_before(text, start) + 1;
        Position { line, column }
    }

    /// The first byte of a line, which counts from 1.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let stride = (offset / STRIDE).min(self.chars.len() - 1);
        self.chars[stride] + chars_in(&text.as_bytes()[stride * STRIDE..offset])
    }
}

/// Where lines end: the bytes `\n`, and `\r` where no `\n` follows (files of old Macs). A `\r`
/// before `\n` belongs to the line.
pub fn line_breaks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(move |at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
}

/// The characters that start in `bytes`, a piece of valid UTF-8.
fn chars_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte as i8 >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "Müller\r\nÄpfel „gut“";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 0), Position { line: 1, column: 1 });
        let quote = text.find('„').unwrap();
        assert_eq!(index.position(text, quote), Position { line: 2, column: 7 });
        assert_eq!([index.start(0), index.start(2), index.start(3)], [None, text.find('Ä'), None]);
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        let text = "eins\rzwei\r\ndrei";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 5), Position { line: 2, column: 1 });
        assert_eq!(index.position(text, 11), Position { line: 3, column: 1 });
    }

    #[test]
    fn long_lines_are_counted_by_strides() {
        let text = "ü".repeat(3000);
        let index = LineIndex::new(&text);
        assert_eq!(index.position(&text, 4096).column, 2049);
        assert_eq!(index.position(&text, 6000).column, 3001);
        assert_eq!(index.position("", 0).column, 1);
    }
}
