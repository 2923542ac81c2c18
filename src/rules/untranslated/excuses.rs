//! Why foreign words may stand where they do: as a title, in quotation marks, as a gloss.

use super::tokens::{Class, Token};
use crate::document::MarkKind;
use crate::language::{Belonging, Vocabulary};
use crate::pair::lookup_form;
use crate::reading::{Bracket, BracketShape, Partner};
use crate::rules::Context;
use crate::text::{Span, end_of, start_of, words};

/// How far behind a passage its translation may stand, in bytes: a closing mark and a space.
const GLOSS_REACH: usize = 6;

/// How many marks before a passage are looked at for one that goes around it, so that the cost stays
/// linear.
const NESTED: usize = 16;

/// How much of a quotation around a sentence is looked at on either side, in bytes.
const QUOTED_REACH: usize = 512;

/// Whether the passage makes up all that is quoted or emphasised around it: a title, a slogan, words
/// quoted as they were said. In longer speech of the target's language it does not.
pub(super) fn is_set_apart(
    cx: &Context<'_>,
    block: usize,
    tokens: &[Token<'_>],
    span: Span,
) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let text = cx.text(block);
    let all_foreign = |around: Span| {
        around.contains(span)
            && !tokens.iter().any(|it| around.contains(it.span) && it.class() == Class::Own)
            && !has_own(cx, end_of(beyond(text, around.start, first.span.start), QUOTED_REACH))
            && !has_own(cx, start_of(beyond(text, last.span.end, around.end), QUOTED_REACH))
    };
    let quoted = cx.target().quotations().quoted_in(block);
    let marks = &cx.target().blocks()[block].marks;
    let near_quoted = &quoted[..quoted.partition_point(|it| it.span.start <= span.start)];
    let near_marks = &marks[..marks.partition_point(|it| it.span.start <= span.start)];
    near_quoted.iter().rev().take(NESTED).any(|it| all_foreign(it.span))
        || near_marks
            .iter()
            .rev()
            .take(NESTED)
            .any(|it| it.kind == MarkKind::Emphasis && all_foreign(it.span))
}

/// The text between two places; none where they stand the other way round.
fn beyond(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Whether a word of the text is the target's alone.
fn has_own(cx: &Context<'_>, text: &str) -> bool {
    let vocabulary = Vocabulary::between(cx.pack(), &cx.foreign_packs());
    words(text).any(|it| {
        vocabulary.belonging(&lookup_form(&it.text.to_lowercase())) == Some(Belonging::Own)
    })
}

/// Whether a translation stands behind the passage in brackets, or the passage itself stands in
/// brackets behind words of the target, where the source has no bracket.
pub(super) fn is_glossed(cx: &Context<'_>, block: usize, span: Span) -> bool {
    let text = cx.text(block);
    let brackets = cx.target().brackets_of(block);
    let round = |it: &&Bracket| it.shape == BracketShape::Round && it.partner == Partner::Found;
    let behind = brackets.partition_point(|it| it.span.start < span.end);
    let next = brackets.get(behind).filter(round);
    if let Some(next) = next.filter(|it| it.span.start - span.end <= GLOSS_REACH) {
        let gloss = next.inner().of(text);
        let memory = cx.pair.memory();
        if has_own(cx, gloss) || words(gloss).any(|it| memory.lists_target(it.text)) {
            return true;
        }
    }
    let mut around = brackets[..behind].iter().rev().take(NESTED).filter(round);
    around.find(|it| it.inner().contains(span)).is_some_and(|it| {
        !has_own(cx, it.inner().of(text))
            && !cx.source_holds(block, span, &format!("({}", span.of(text)))
    })
}

/// Whether the words are an editor's insertion, which is for `untranslated-bracket`.
pub(super) fn is_insertion(cx: &Context<'_>, block: usize, span: Span) -> bool {
    let brackets = cx.target().brackets_of(block);
    let behind = brackets.partition_point(|it| it.span.start <= span.start);
    let mut near = brackets[..behind].iter().rev().take(NESTED);
    near.any(|it| it.shape == BracketShape::Square && it.span.contains(span))
}

/// Whether the words are written as names and titles are: none that carries content in lower case,
/// and capitals beside those that do not.
pub(super) fn is_title(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    let run = &tokens[from..to];
    if run.iter().any(|it| !it.capital && (it.is_plain_content() || it.class() == Class::Unknown)) {
        return false;
    }
    let name = |it: &Token<'_>| it.capital && it.class() != Class::Own;
    let first_of_sentence = usize::from(from == 0);
    let inside = run.iter().skip(first_of_sentence).any(name);
    let beside = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(name);
    inside || beside(from.checked_sub(1)) || beside(Some(to))
}
