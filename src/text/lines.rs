use super::Span;

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
    /// Reads the lines of `text`. A line ends after `\n`; a `\r` before it belongs to it.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
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

    /// The whole of line `line` (from 1), without its line break.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, end)
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let stride = (offset / STRIDE).min(self.chars.len() - 1);
        self.chars[stride] + chars_in(&text.as_bytes()[stride * STRIDE..offset])
    }
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
        assert_eq!(index.line_span(text, 1).of(text), "Müller");
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
