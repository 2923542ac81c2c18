//! Plain text. Paragraphs are parted by empty lines; where lines are not broken at a fixed width,
//! every line is a paragraph of its own, as content systems and `pandoc --wrap=none` write them.

use super::Document;
use super::block::{Block, BlockBuilder, BlockKind, bears_credit};
use crate::text::{Span, line_breaks};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A heading has no more words than this.
const HEADING_WORDS: usize = 16;

pub(super) fn read(document: &mut Document) {
    let text = document.raw.as_str();
    let groups = groups(text);
    let wrapped = is_hard_wrapped(text, &groups);
    let mut blocks = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        if wrapped {
            let whole = Span::new(group[0].start, group[group.len() - 1].end);
            blocks.push(block(text, whole, kind(text, whole, group.len() == 1, index == 0)));
            continue;
        }
        for (nth, line) in group.iter().enumerate() {
            let kind = kind(text, *line, group.len() == 1, index == 0 && nth == 0);
            blocks.push(block(text, *line, kind));
        }
    }
    document.blocks = blocks;
}

/// The lines of the text, empty ones left out, those between two empty lines together; white space
/// at their ends is not in them.
fn groups(text: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut open = false;
    let mut start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    for end in line_breaks(text).chain([text.len()]) {
        if end < start {
            continue;
        }
        let line = &text[start..end];
        let content = line.trim();
        if content.is_empty() {
            open = false;
        } else {
            let first = start + (line.len() - line.trim_start().len());
            let span = Span::new(first, first + content.len());
            match groups.last_mut() {
                Some(group) if open => group.push(span),
                _ => groups.push(vec![span]),
            }
            open = true;
        }
        start = end + 1;
    }
    groups
}

/// Whether the lines were broken at a fixed width: in groups of several lines, none is long and
/// most of those that another follows end in the middle of a sentence.
fn is_hard_wrapped(text: &str, groups: &[Vec<Span>]) -> bool {
    let (mut all, mut broken) = (0, 0);
    for group in groups {
        if group.len() > 1 && group.iter().any(|line| line.of(text).chars().count() > 110) {
            return false;
        }
        for pair in group.windows(2) {
            all += 1;
            let ends_open =
                pair[0].of(text).ends_with(|c: char| c.is_alphanumeric() || ",;-–".contains(c));
            let long_enough = pair[0].of(text).chars().count() >= 45;
            broken += usize::from(ends_open && long_enough && list_marker(pair[1].of(text)) == 0);
        }
    }
    all >= 2 && broken * 3 > all * 2
}

fn block(text: &str, span: Span, kind: BlockKind) -> Block {
    let marker = if kind == BlockKind::ListItem { list_marker(span.of(text)) } else { 0 };
    let prose = Span::new(span.start + marker, span.end);
    let mut builder = BlockBuilder::new(kind);
    builder.text(prose.of(text), prose);
    builder.finish()
}

/// What a line is, as far as its shape tells.
fn kind(text: &str, line: Span, alone: bool, first: bool) -> BlockKind {
    let line = line.of(text);
    if list_marker(line) > 0 {
        return BlockKind::ListItem;
    }
    if bears_credit(line) {
        return BlockKind::Caption;
    }
    let ends_open = line.ends_with(|c: char| c.is_alphanumeric());
    let short = line.split_whitespace().count() <= HEADING_WORDS;
    // A question can be a heading too; between paragraphs it is hard to tell from a sentence.
    let asks = line.ends_with('?') && line.split_whitespace().count() <= HEADING_WORDS / 2;
    if (ends_open || (first && asks)) && short && (alone || first) {
        return BlockKind::Heading;
    }
    BlockKind::Paragraph
}

/// The bytes of a list marker with the space behind it: `- `, `• `, `* `, `1) `, `a) `.
///
/// A dash of dialogue (`– Non, dit-il.`) is no list marker.
fn list_marker(line: &str) -> usize {
    let rest = if let Some(rest) = line.strip_prefix(['-', '•', '*', '·', '▪', '◦']) {
        rest
    } else {
        let label = line.bytes().take_while(u8::is_ascii_digit).count();
        let label = if label == 0 && line.starts_with(|c: char| c.is_ascii_lowercase()) {
            1
        } else {
            label
        };
        match line[label..].strip_prefix(')') {
            Some(rest) if (1..=3).contains(&label) => rest,
            _ => return 0,
        }
    };
    let content = rest.trim_start();
    if content.len() == rest.len() || content.is_empty() { 0 } else { line.len() - content.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let document = Document::read("t.txt", Format::Plain, text.to_owned());
        document.blocks.into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_were_wrapped() {
        let by_line = blocks("Titel ohne Punkt\n\nErster Absatz.\nZweiter Absatz.\n");
        assert_eq!(by_line[0], (BlockKind::Heading, "Titel ohne Punkt".to_owned()));
        assert_eq!(by_line.len(), 3);

        let wrapped = "Dieser Absatz ist von einem Programm nach siebzig Zeichen umgebrochen\n\
                       worden, weshalb seine Zeilen mitten im Satz enden und erst in der\n\
                       nächsten Zeile weitergehen.\n\nNoch einer.\n";
        assert_eq!(blocks(wrapped).len(), 2);
    }

    #[test]
    fn kinds_are_told_by_shape() {
        let kinds: Vec<BlockKind> = blocks(
            "Kopf\n\n- Punkt eins\n- Punkt zwei\n\nEin Bild © Jane Roe/Agentur\n\nEin Satz.",
        )
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
        use BlockKind::*;
        assert_eq!(kinds, [Heading, ListItem, ListItem, Caption, Paragraph]);
    }

    #[test]
    fn places_count_the_bytes_of_the_file() {
        let text = "\u{FEFF}Über uns\r\n\r\n  - Ärger, siehe www.x.de.\r\n";
        let document = Document::read("t.txt", Format::Plain, text.to_owned());
        let item = &document.blocks[1];
        assert_eq!(item.text, "Ärger, siehe \u{FFFC}.");
        let place = document.place(item, Span::new(0, item.text.len())).span.unwrap();
        assert_eq!(place.of(text), "Ärger, siehe www.x.de.");
        assert_eq!(item.excerpt(Span::new(0, item.text.len())), "Ärger, siehe www.x.de.");
    }
}
