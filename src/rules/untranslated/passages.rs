//! Passages in another language: whole sentences, phrases, single words.

use super::excuses::{is_glossed, is_insertion, is_set_apart, is_title};
use super::tokens::{Class, Judge, Token};
use crate::document::BlockKind;
use crate::language::WordKinds;
use crate::pair::{ForeignKind, is_rendered_otherwise};
use crate::reading::{Segment, TextWords};
use crate::rules::Context;
use crate::text::{Span, is_final_stop, is_quotation_mark};

/// How much of the text a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Sentence,
    Phrase,
    Word,
}

/// A passage in another language.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub size: Size,
    /// In bytes of the block's text.
    pub span: Span,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// Whether the same words stand in the source.
    pub copied: bool,
}

/// Words of a sentence in quotation marks that is kept on purpose; longer ones are taken for speech.
const LONGEST_SLOGAN: usize = 8;

/// The same for what is quoted within a sentence of the target's language.
const LONGEST_QUOTED: usize = 16;

/// Longer pieces are no sentences, in bytes.
const LONGEST: usize = 4096;

/// The confidence of findings that are not shown by default.
const DOUBTFUL: f64 = 0.45;

/// The sentences of a block in another language, and unless only these are wanted the parts of
/// others, in order, with the name of the language.
pub(super) fn passages(
    cx: &Context<'_>,
    block: usize,
    size: Size,
) -> Option<(Vec<Passage>, String)> {
    let judge = Judge::new(cx, block)?;
    let mut found: Vec<Passage> = Vec::new();
    for sentence in cx.target().sentences_of(block) {
        let may_be_whole = judge.may_be_whole(sentence.span)
            || (cx.pair.has_source() && judge.may_be_copied(block, sentence.span));
        let may_have_parts = size != Size::Sentence && judge.may_have_parts(block, sentence.span);
        if sentence.span.len() > LONGEST || !(may_be_whole || may_have_parts) {
            continue;
        }
        let tokens = judge.tokens(*sentence);
        match may_be_whole.then(|| whole(cx, *sentence, &tokens)).flatten() {
            Some(passage) => match found.last_mut() {
                // Sentences in a row have one cause.
                Some(last) if last.size == Size::Sentence && adjoin(cx, block, last, &passage) => {
                    last.span = last.span.join(passage.span);
                    last.copied &= passage.copied;
                    last.confidence = last.confidence.max(passage.confidence);
                }
                _ => found.push(passage),
            },
            None if may_have_parts => parts(cx, *sentence, &tokens, &mut found),
            None => {}
        }
    }
    (!found.is_empty()).then(|| (found, judge.pack.name.clone()))
}

fn adjoin(cx: &Context<'_>, block: usize, last: &Passage, next: &Passage) -> bool {
    let gap = &cx.text(block)[last.span.end..next.span.start];
    gap.chars().all(|it| it.is_whitespace() || is_quotation_mark(it))
}

/// The sentence, if all of it is in the other language.
fn whole(cx: &Context<'_>, sentence: Segment, tokens: &[Token<'_>]) -> Option<Passage> {
    let count = |test: fn(&Token<'_>) -> bool| tokens.iter().filter(|it| test(it)).count();
    let foreign = count(|it| it.is_foreign());
    let functions = count(|it| it.is_function());
    let own = count(|it| it.class() == Class::Own);
    let names = count(|it| it.class() == Class::Name);
    let clear = tokens.len() >= 3
        && foreign >= 2
        && functions >= 1
        && own * 3 <= foreign
        && foreign * 2 >= tokens.len() - names
        && foreign * 4 >= tokens.len();
    if is_insertion(cx, sentence.block, sentence.span) {
        return None;
    }
    let span = without_marks(cx.text(sentence.block), sentence.span);
    // Words that both languages have hide a sentence that stands in the source as it is.
    let small = tokens.iter().filter(|it| it.is_plain_content()).count();
    let stands = !clear
        && (3..LONGEST_SLOGAN).contains(&tokens.len())
        && small >= 1
        && own == 0
        && !is_title(tokens, 0, tokens.len())
        && cx.target().blocks()[sentence.block].kind != BlockKind::Caption
        && cx.target().blocks()[sentence.block].kind != BlockKind::Heading
        && is_sentence_of_source(cx, sentence.block, span)
        && !is_set_apart(cx, sentence.block, tokens, inner(tokens)?);
    if stands {
        return Some(Passage { size: Size::Sentence, span, confidence: 0.85, copied: true });
    }
    if !clear {
        return None;
    }
    let copied = is_copied(cx, sentence.block, span);
    // A word or two of the target's may stand in the source as well (`China`).
    if !copied && (foreign < 3 || own * 8 > foreign) {
        return None;
    }
    let caption = cx.target().blocks()[sentence.block].kind == BlockKind::Caption;
    let confidence = if is_title(tokens, 0, tokens.len()) {
        let long = tokens.len() >= 6 && functions >= 2 && foreign >= 4;
        if !long || !copied || caption {
            return None;
        }
        0.75
    } else if caption && tokens.len() < LONGEST_SLOGAN {
        return None;
    } else if is_set_apart(cx, sentence.block, tokens, inner(tokens)?) {
        if tokens.len() < LONGEST_SLOGAN || is_glossed(cx, sentence.block, inner(tokens)?) {
            return None;
        }
        if copied { 0.7 } else { 0.6 }
    } else if copied {
        0.97
    } else {
        0.9
    };
    Some(Passage { size: Size::Sentence, span, confidence, copied })
}

/// A sentence without the quotation marks around it, which are not its fault.
fn without_marks(text: &str, sentence: Span) -> Span {
    let end = sentence.start + sentence.of(text).trim_end_matches(is_quotation_mark).len();
    let inner = text[sentence.start..end].trim_start_matches(is_quotation_mark);
    Span::new(end - inner.len(), end)
}

/// From the first to the last word.
fn inner(tokens: &[Token<'_>]) -> Option<Span> {
    Some(tokens.first()?.span.join(tokens.last()?.span))
}

/// Phrases and words of a sentence that is in the target's language as a whole.
fn parts(cx: &Context<'_>, sentence: Segment, tokens: &[Token<'_>], found: &mut Vec<Passage>) {
    let block = sentence.block;
    if cx.target().blocks()[block].kind == BlockKind::Caption {
        return;
    }
    let text = cx.text(block);
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].stands_out() {
            at += 1;
            continue;
        }
        let end = run_end(text, tokens, at);
        let start = run_start(text, tokens, at);
        let (start, end) = widened(cx, block, tokens, start, end);
        if let Some(passage) = part(cx, block, tokens, start, end)
            && !excused(cx, block, tokens, &passage, end - start)
        {
            found.push(passage);
        }
        at = end;
    }
}

/// Whether nothing but a space or a light mark stands between two words.
fn joined_to_next(text: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let gap = &text[tokens[at].span.end..tokens[at + 1].span.start];
    gap.chars().all(|it| it.is_whitespace() || matches!(it, ',' | '-' | '\'' | '’' | '&'))
}

/// The number of the first word of the run that goes on at `from`: words before it may be in the
/// lexicon only.
fn run_start(text: &str, tokens: &[Token<'_>], from: usize) -> usize {
    let mut start = from;
    while start > 0 && joined_to_next(text, tokens, start - 1) && tokens[start - 1].is_foreign() {
        start -= 1;
    }
    start
}

/// A run with the words beside it that both languages have, where the source has all of it as it
/// stands: `runner bean`.
fn widened(
    cx: &Context<'_>,
    block: usize,
    tokens: &[Token<'_>],
    from: usize,
    to: usize,
) -> (usize, usize) {
    let (text, functions) = (cx.text(block), &cx.pack().words.function.words);
    let fits = |at: usize| {
        let it = &tokens[at];
        it.class() == Class::Shared && !it.capital && !functions.contains(it.lower())
    };
    let is_content = tokens[from..to].iter().all(Token::is_plain_content);
    if !is_content {
        return (from, to);
    }
    let copied =
        |from: usize, to: usize| is_copied(cx, block, tokens[from].span.join(tokens[to - 1].span));
    let (mut start, mut end) = (from, to);
    while start > 0
        && fits(start - 1)
        && joined_to_next(text, tokens, start - 1)
        && copied(start - 1, end)
    {
        start -= 1;
    }
    while end < tokens.len()
        && fits(end)
        && joined_to_next(text, tokens, end - 1)
        && copied(start, end + 1)
    {
        end += 1;
    }
    (start, end)
}

/// The number behind the last foreign word of the run that starts at `from`.
fn run_end(text: &str, tokens: &[Token<'_>], from: usize) -> usize {
    let mut end = from + 1;
    let mut weak = 0;
    for at in from + 1..tokens.len() {
        let joined = joined_to_next(text, tokens, at - 1);
        if !joined || tokens[at].class() == Class::Own {
            break;
        }
        if matches!(tokens[at].class(), Class::Foreign(_)) {
            end = at + 1;
            weak = 0;
        } else {
            weak += 1;
            // So much that shows nothing in a row is no English.
            if weak > 3 {
                break;
            }
        }
    }
    end
}

fn part(
    cx: &Context<'_>,
    block: usize,
    tokens: &[Token<'_>],
    from: usize,
    to: usize,
) -> Option<Passage> {
    let run = &tokens[from..to];
    let title = is_title(tokens, from, to);
    if title && run.len() > 1 {
        return None;
    }
    let span = run.first()?.span.join(run.last()?.span);
    let edges = [run.first()?, run.last()?].into_iter();
    let shared = edges.filter(|it| it.class() == Class::Shared).count();
    let foreign = run.iter().filter(|it| matches!(it.class(), Class::Foreign(_))).count() + shared;
    let functions = run.iter().filter(|it| it.is_function()).count();
    let has_source = cx.pair.has_source();
    let copied = has_source && is_copied(cx, block, span);
    let lexicon = !cx.pair.translations().is_empty();
    let content = run.iter().any(Token::is_plain_content);
    let enough = if has_source { 2 } else { 3 };
    // Where no lexicon tells the languages' words apart only function words do.
    let shown =
        if lexicon { content || functions >= 2 } else { functions >= 1 && foreign > functions };
    if foreign >= enough && shown && run.iter().any(|it| it.is_foreign()) {
        let confidence = match (copied, functions) {
            (true, 1..) => 0.95,
            (true, 0) => 0.85,
            (false, 2..) => 0.8,
            (false, _) => 0.65,
        };
        return Some(Passage { size: Size::Phrase, span, confidence, copied });
    }
    let [word] = run else { return None };
    let confidence =
        match word.class() {
            // Without the source a function word may be a word of the target that the pack lacks.
            Class::Foreign(ForeignKind::Function) if stands_among_own(tokens, from) => {
                if has_source { 0.7 } else { DOUBTFUL }
            }
            Class::Foreign(ForeignKind::Common) if copied && !word.capital && is_long(cx, word) => {
                0.75
            }
            Class::Foreign(ForeignKind::Function) if copied && ends_behind_own(tokens, from) => 0.7,
            Class::Foreign(ForeignKind::Noun) => 0.6,
            Class::Foreign(ForeignKind::Copied) if !word.capital && !title => 0.8,
            // Dictionaries have far more loan words than packs, and words that no lexicon lists are often
            // terms: these are doubtful cases.
            Class::Foreign(ForeignKind::Copied) if !title => DOUBTFUL,
            Class::Foreign(ForeignKind::Unlisted) if !title => DOUBTFUL,
            _ => return None,
        };
    Some(Passage { size: Size::Word, span, confidence, copied })
}

/// Whether a common word is long enough to be no homograph, and a lexicon renders it otherwise.
fn is_long(cx: &Context<'_>, word: &Token<'_>) -> bool {
    word.span.len() >= 4 && is_rendered_otherwise(cx.pair, word.lower())
}

/// Whether the words on both sides are the target's; one of them may be the other language's as well,
/// unless both may be a name's (`Bank of China`).
fn stands_among_own(tokens: &[Token<'_>], at: usize) -> bool {
    let neighbours = [at.checked_sub(1).and_then(|it| tokens.get(it)), tokens.get(at + 1)];
    let [Some(before), Some(behind)] = neighbours else { return false };
    let own = |it: &Token<'_>| it.class() == Class::Own;
    let beside = |it: &Token<'_>, other: &Token<'_>| {
        own(it) && (own(other) || other.class() == Class::Shared && !it.capital)
    };
    !tokens[at].capital && (beside(before, behind) || beside(behind, before))
}

/// Whether the word ends its sentence behind one of the target's.
fn ends_behind_own(tokens: &[Token<'_>], at: usize) -> bool {
    !tokens[at].capital && at + 1 == tokens.len() && at > 0 && tokens[at - 1].class() == Class::Own
}

fn excused(
    cx: &Context<'_>,
    block: usize,
    tokens: &[Token<'_>],
    passage: &Passage,
    length: usize,
) -> bool {
    length < LONGEST_QUOTED && is_set_apart(cx, block, tokens, passage.span)
        || is_insertion(cx, block, passage.span)
        || is_glossed(cx, block, passage.span)
}

/// Whether the words of a stretch stand in the source in the same order.
fn is_copied(cx: &Context<'_>, block: usize, span: Span) -> bool {
    let sought = cx.target().words_of(block).between(span);
    if sought.is_empty() {
        return false;
    }
    let sought = joined(&sought);
    cx.source_segments(block, span)
        .any(|(side, segment)| joined(&side.words_in(segment)).contains(&sought))
}

/// Whether the source has the very sentence, from its start to its end mark.
fn is_sentence_of_source(cx: &Context<'_>, block: usize, span: Span) -> bool {
    let sought = span.of(cx.text(block));
    let ends = sought.ends_with(is_final_stop);
    ends && cx.source_texts(block, span).any(|source| source.trim() == sought.trim())
}

/// Words, folded, each with a space on either side.
fn joined(words: &TextWords<'_>) -> String {
    let mut joined = String::new();
    for word in words.iter() {
        joined.push(' ');
        if word.is(WordKinds::MARK) {
            joined.push_str(&word.form().folded.replace('’', "'"));
        } else {
            joined.push_str(&word.form().folded);
        }
    }
    joined.push(' ');
    joined
}
