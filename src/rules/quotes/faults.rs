use crate::reading::{Fault, FaultKind, Quotations, QuoteMark};
use crate::rules::Context;
use crate::text::{Span, is_quotation_mark};

/// The faults of one kind in a block, as the reading of quotations saw them.
#[inline]
pub(in crate::rules) fn faults_in<'p>(
    cx: &Context<'p>,
    block: usize,
    kind: FaultKind,
) -> impl Iterator<Item = (&'p Fault, &'p QuoteMark)> {
    let quotations: &'p Quotations = cx.target().quotations();
    let start =
        quotations.faults.partition_point(|fault| quotations.marks[fault.mark].block < block);
    quotations.faults[start..]
        .iter()
        .map(|fault| (fault, &quotations.marks[fault.mark]))
        .take_while(move |(_, mark)| mark.block == block)
        .filter(move |(fault, _)| fault.kind == kind)
}

/// The longest that some words in a message may be, in bytes.
const LONGEST: usize = 80;

/// A few words of the text from a place on, for messages.
pub(super) fn words_from(text: &str, at: usize) -> &str {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
    let end = rest.split_inclusive(char::is_whitespace).take(4).map(str::len).sum::<usize>();
    rest[..end].trim_end().trim_end_matches([',', '.', ';', ':'])
}

/// A few words of the text up to a place, for messages.
pub(super) fn words_before(text: &str, at: usize) -> &str {
    let rest = &text[text.floor_char_boundary(at.saturating_sub(LONGEST))..at];
    let rest = rest.trim_end();
    let words: usize = rest.rsplit(char::is_whitespace).take(4).map(|word| word.len() + 1).sum();
    let words = rest[rest.floor_char_boundary(rest.len().saturating_sub(words))..].trim();
    // What stands before an opening mark belongs to something else.
    words.rsplit(is_quotation_mark).next().unwrap_or(words).trim()
}

/// The mark with the white space in front of it, which goes with it when it is taken out and
/// something follows.
pub(super) fn with_padding(text: &str, mark: Span) -> Span {
    let after = &text[mark.end..];
    // The padding inside French marks belongs to the mark.
    let padding = after.len() - after.trim_start_matches(['\u{A0}', '\u{202F}']).len();
    let spaced = text[..mark.start].ends_with(' ') && after.starts_with(' ');
    Span::new(mark.start, mark.end + padding.max(usize::from(spaced)))
}

/// The marks of a pair that face the wrong way, as they should stand: opening and closing.
pub(super) fn turned_round(cx: &Context<'_>, open: char, close: char) -> Option<(String, String)> {
    let closing = closing_mark(cx, open)?;
    closing.starts_with(close).then(|| (open.to_string(), closing))
}

/// The mark that closes what `open` opens in the target's language.
pub(super) fn closing_mark(cx: &Context<'_>, open: char) -> Option<String> {
    let styles = cx.pack().quotes.styles.iter();
    let mut pairs = styles.flat_map(|style| [&style.primary, &style.secondary]);
    pairs.find(|pair| pair.open.starts_with(open)).map(|pair| pair.close.clone())
}
