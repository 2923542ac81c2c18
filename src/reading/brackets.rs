//! Round, square and curly brackets of a block, each with its partner.

use crate::language::Pack;
use crate::text::{Span, is_word_char, next_char, previous_char};

/// A kind of bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BracketShape {
    /// ( )
    Round,
    /// [ ]
    Square,
    /// { }
    Curly,
}

/// Whether both brackets are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partner {
    /// Both are.
    Found,
    /// Only an opening bracket.
    NoClosing,
    /// Only a closing bracket.
    NoOpening,
}

/// What stands in a square bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BracketContent {
    /// What stays as it is: `[sic]`, `[…]`, `[Anm. d. Red.]`.
    Kept,
    /// A number or another reference: `[1]`, `[2, 3]`, `[dpa/AFP]`.
    Reference,
    /// Letters put into a word or taken out of it: `[D]ie`, `sein[e]`.
    Letters,
    /// Words that an editor put in.
    Words,
}

/// A bracket with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// The block it stands in.
    pub block: usize,
    /// From the opening to the closing bracket, or the one that has no partner; bytes of the block.
    pub span: Span,
    /// Its kind.
    pub shape: BracketShape,
    /// Whether it has a partner.
    pub partner: Partner,
    /// What stands in it.
    pub content: BracketContent,
}

impl Bracket {
    /// What stands between the brackets.
    pub fn inner(&self) -> Span {
        match self.partner {
            Partner::Found => Span::new(self.span.start + 1, self.span.end - 1),
            Partner::NoClosing | Partner::NoOpening => Span::at(self.span.end),
        }
    }
}

/// How many open brackets are looked through for a partner, so that the cost stays linear.
const DEPTH: usize = 32;

/// Adds the brackets of a block's text, in the order of their starts.
pub(super) fn brackets(text: &str, block: usize, pack: &Pack, found: &mut Vec<Bracket>) {
    let first = found.len();
    let mut open: Vec<(usize, BracketShape)> = Vec::new();
    let mut add = |span: Span, shape, partner| {
        let content = match partner {
            Partner::Found => content(text, span, pack),
            Partner::NoClosing | Partner::NoOpening => BracketContent::Words,
        };
        found.push(Bracket { block, span, shape, partner, content });
    };
    for (at, byte) in text.bytes().enumerate() {
        let Some((shape, opens)) = shape(byte) else { continue };
        if opens {
            open.push((at, shape));
            continue;
        }
        // What is still open inside a bracket that closes has lost its partner.
        let near = open.len().saturating_sub(DEPTH);
        match open[near..].iter().rposition(|(_, opened)| *opened == shape).map(|it| near + it) {
            Some(partner) => {
                for (lost, shape) in open.drain(partner + 1..) {
                    add(Span::new(lost, lost + 1), shape, Partner::NoClosing);
                }
                if let Some((start, _)) = open.pop() {
                    add(Span::new(start, at + 1), shape, Partner::Found);
                }
            }
            None if is_label(text, at) || is_smiley(text, at) || is_half_open(text, at) => {}
            None => add(Span::new(at, at + 1), shape, Partner::NoOpening),
        }
    }
    for (lost, shape) in open {
        if !is_smiley(text, lost) && !is_half_open(text, lost) {
            add(Span::new(lost, lost + 1), shape, Partner::NoClosing);
        }
    }
    found[first..].sort_by_key(|bracket| bracket.span);
}

fn shape(byte: u8) -> Option<(BracketShape, bool)> {
    Some(match byte {
        b'(' => (BracketShape::Round, true),
        b')' => (BracketShape::Round, false),
        b'[' => (BracketShape::Square, true),
        b']' => (BracketShape::Square, false),
        b'{' => (BracketShape::Curly, true),
        b'}' => (BracketShape::Curly, false),
        _ => return None,
    })
}

fn content(text: &str, span: Span, pack: &Pack) -> BracketContent {
    let inner = text[span.start + 1..span.end - 1].trim();
    let kept = |word: &str| word.eq_ignore_ascii_case(inner);
    if !inner.chars().any(char::is_alphabetic) || pack.brackets.kept.iter().any(|it| kept(it)) {
        return if inner.bytes().any(|byte| byte.is_ascii_digit()) {
            BracketContent::Reference
        } else {
            BracketContent::Kept
        };
    }
    // A note of the editors may say more: `[Name geändert, Anm. d. Red.]`.
    let notes = |it: &String| inner.ends_with(it.as_str()) || inner.starts_with(it.as_str());
    if pack.brackets.kept.iter().any(|it| it.contains(' ') && notes(it)) {
        return BracketContent::Kept;
    }
    let touches_word = previous_char(text, span.start).is_some_and(is_word_char)
        || next_char(text, span.end).is_some_and(is_word_char);
    if touches_word && inner.chars().count() <= 4 {
        return BracketContent::Letters;
    }
    if inner.contains('/') && !inner.contains(' ') {
        return BracketContent::Reference;
    }
    BracketContent::Words
}

/// `a)`, `12)` at the start of a text or behind a space, without a bracket that opens.
fn is_label(text: &str, at: usize) -> bool {
    let label: String = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let start = at - label.len();
    text.as_bytes()[at] == b')'
        && (1..=2).contains(&label.chars().count())
        && label.is_ascii()
        && previous_char(text, start).is_none_or(char::is_whitespace)
}

/// `:)`, `;-(`
fn is_smiley(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches('-');
    before.ends_with([':', ';', '='])
        && previous_char(before, before.len() - 1).is_none_or(char::is_whitespace)
}

/// `[0, 1[` and `]0, 1]`: half-open intervals as German and French write them.
fn is_half_open(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().chars().next_back();
    let after = text[at + 1..].trim_start().chars().next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '∞');
    matches!(text.as_bytes()[at], b'[' | b']') && (digit(before) || digit(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn read(text: &str) -> Vec<(String, Partner, BracketContent)> {
        let mut found = Vec::new();
        brackets(text, 0, &pack(&"de".parse().unwrap()), &mut found);
        found
            .into_iter()
            .map(|bracket| (bracket.span.of(text).to_owned(), bracket.partner, bracket.content))
            .collect()
    }

    #[test]
    fn partners_are_found() {
        use Partner::*;
        let read: Vec<_> = read("(a [b) c] d").into_iter().map(|it| (it.0, it.1)).collect();
        assert_eq!(
            read,
            [("(a [b)".into(), Found), ("[".into(), NoClosing), ("]".into(), NoOpening)]
        );
    }

    #[test]
    fn labels_smileys_and_intervals_need_no_partner() {
        assert!(
            read("a) eins und 2) zwei :) und ;-( in [0, 1[")
                .iter()
                .all(|it| it.1 == Partner::Found)
        );
    }

    #[test]
    fn contents_are_told_apart() {
        let contents: Vec<BracketContent> =
            read("[sic] […] [D]ie [1] [its] [Name geändert, Anm. d. Red.]")
                .into_iter()
                .map(|it| it.2)
                .collect();
        use BracketContent::*;
        assert_eq!(contents, [Kept, Kept, Letters, Reference, Words, Kept]);
    }
}
