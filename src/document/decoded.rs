use super::place::PlaceMap;
use crate::text::Span;

/// Text with the raw bytes it was read from, piece by piece, before it becomes part of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoded {
    pub text: String,
    pub map: PlaceMap,
}

impl Decoded {
    /// Text that stands in the file as it is, from byte `start` on.
    pub fn verbatim(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.map.push(text.len(), Span::new(start, start + text.len()), true);
        }
    }

    /// Text that `raw` stands for.
    pub fn decoded(&mut self, text: &str, raw: Span) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.map.push(text.len(), raw, false);
        }
    }

    /// Text that stands in the file as it is but for its line breaks: a `\r`, alone or before `\n`,
    /// is read as `\n`, as XML and HTML say.
    pub fn lines(&mut self, text: &str, start: usize) {
        let mut done = 0;
        for at in memchr::memchr_iter(b'\r', text.as_bytes()) {
            self.verbatim(&text[done..at], start + done);
            let length = if text[at + 1..].starts_with('\n') { 2 } else { 1 };
            self.decoded("\n", Span::new(start + at, start + at + length));
            done = at + length;
        }
        self.verbatim(&text[done..], start + done);
    }

    /// Adds a part of another text, on character boundaries. A piece that is not verbatim keeps all
    /// its bytes, even if only a part of it is taken.
    pub fn part(&mut self, of: &Decoded, span: Span) {
        for (text, raw, verbatim) in of.map.pieces(span) {
            if verbatim {
                self.verbatim(text.of(&of.text), raw.start);
            } else {
                self.decoded(text.of(&of.text), raw);
            }
        }
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Joins pieces as white space is read between tags: a run of it is one space.
#[derive(Debug, Default)]
pub(super) struct Collapsed {
    run: Decoded,
    /// White space that was met and is written when more text follows: the bytes of its first run.
    space: Option<(Span, bool)>,
    /// Whether the block has text already, so that white space counts.
    begun: bool,
}

impl Collapsed {
    /// Adds a text; of its white space one space remains, and none at the beginning of a block.
    pub fn push(&mut self, text: &Decoded) {
        for (span, raw, verbatim) in text.map.pieces(Span::new(0, text.text.len())) {
            let piece = span.of(&text.text);
            if !verbatim {
                if piece.chars().all(is_white) {
                    self.white(raw, false);
                } else {
                    self.flush_space();
                    self.run.decoded(piece, raw);
                }
                continue;
            }
            let mut at = 0;
            while at < piece.len() {
                let rest = &piece[at..];
                let black = rest.find(is_white).unwrap_or(rest.len());
                if black > 0 {
                    self.flush_space();
                    self.run.verbatim(&rest[..black], raw.start + at);
                }
                let white = rest[black..].find(|it| !is_white(it)).unwrap_or(rest.len() - black);
                let start = raw.start + at + black;
                if white > 0 {
                    self.white(Span::new(start, start + white), &rest[black..black + white] == " ");
                }
                at += black + white;
            }
        }
    }

    /// Adds a text as it stands, white space included.
    pub fn push_preserved(&mut self, text: &Decoded) {
        self.flush_space();
        self.run.part(text, Span::new(0, text.text.len()));
    }

    fn white(&mut self, raw: Span, verbatim: bool) {
        if !self.begun {
            return;
        }
        match &mut self.space {
            // White space that touches, an entity among it, is one run.
            Some((space, same)) if space.end == raw.start => {
                *space = space.join(raw);
                *same = false;
            }
            Some(_) => {}
            None => self.space = Some((raw, verbatim)),
        }
    }

    /// Writes the white space before something that is no text, and takes what was read so far.
    pub fn take(&mut self) -> Decoded {
        std::mem::take(&mut self.run)
    }

    /// The space that is still to be written counts now.
    pub fn flush_space(&mut self) {
        self.begun = true;
        match self.space.take() {
            Some((raw, true)) => self.run.verbatim(" ", raw.start),
            Some((raw, false)) => self.run.decoded(" ", raw),
            None => {}
        }
    }

    /// Bytes that will stand in the block before the next text: the space that is still to be
    /// written.
    pub fn pending(&self) -> usize {
        usize::from(self.space.is_some())
    }

    /// A line break: the white space around it is gone.
    pub fn line_break(&mut self, raw: Span) {
        self.space = None;
        if self.begun {
            self.run.decoded("\n", raw);
        }
        self.begun = false;
    }

    /// A new block begins.
    pub fn restart(&mut self) {
        *self = Collapsed::default();
    }
}

/// The white space of HTML; a no-break space is text.
fn is_white(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_space() {
        let raw = " \n Ein\u{A0}Wort,\r\n\tnoch &#32; eins ";
        let mut text = Decoded::default();
        let entity = raw.find('&').unwrap();
        text.lines(&raw[..entity], 0);
        text.decoded(" ", Span::new(entity, entity + 5));
        text.lines(&raw[entity + 5..], entity + 5);
        let mut collapsed = Collapsed::default();
        collapsed.push(&text);
        let run = collapsed.take();
        assert_eq!(run.text, "Ein\u{A0}Wort, noch eins");
        let at = run.text.find(" eins").unwrap();
        assert_eq!(run.map.raw(Span::new(at, at + 1)).of(raw), " &#32; ");
        let at = run.text.find(" noch").unwrap();
        assert_eq!(run.map.raw(Span::new(at, at + 5)).of(raw), "\r\n\tnoch");
    }
}
