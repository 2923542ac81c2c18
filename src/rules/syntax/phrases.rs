//! Clauses between commas and lists of noun phrases, as far as words and endings show them.

use crate::language::{Pack, Syntax};
use crate::reading::{Side, TextWord, TextWords};
use crate::text::{OBJECT, Span, first_word, last_word, words};

/// A sentence cut at its commas.
pub(super) struct Clauses<'t> {
    words: TextWords<'t>,
    /// The parts between the commas, with where they start in the block.
    parts: Vec<(usize, &'t str)>,
}

impl<'t> Clauses<'t> {
    /// Cuts at every comma that stands neither in a number nor in brackets.
    pub(super) fn new(side: &'t Side, block: usize, sentence: Span) -> Self {
        let (text, brackets) = (side.text(block), side.brackets_of(block));
        let body = sentence.of(text);
        let bytes = body.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (mut parts, mut start) = (Vec::new(), 0);
        let (mut brackets, mut closed) = (brackets.iter().peekable(), 0);
        for at in memchr::memchr_iter(b',', bytes) {
            let place = sentence.start + at;
            while let Some(bracket) = brackets.next_if(|bracket| bracket.span.start <= place) {
                closed = closed.max(bracket.span.end);
            }
            if place < closed || (at > 0 && digit(at - 1) && digit(at + 1)) {
                continue;
            }
            parts.push((sentence.start + start, &body[start..at]));
            start = at + 1;
        }
        parts.push((sentence.start + start, &body[start..]));
        Self { words: side.words_of(block), parts }
    }

    /// Where the commas stand, in bytes of the block.
    pub(super) fn commas(&self) -> impl Iterator<Item = usize> + '_ {
        let inner = self.parts.len() - 1;
        self.parts[..inner].iter().map(|(start, part)| start + part.len())
    }

    /// The words of a part, with spans in bytes of the block; none when something stands between
    /// the last one and the comma.
    pub(super) fn words(&self, index: usize) -> TextWords<'t> {
        let (start, part) = self.parts[index];
        let found = self.part(index);
        let ends = found.last().is_some_and(|last| last.span.end == start + part.trim_end().len());
        if ends { found } else { found.between(Span::at(start)) }
    }

    fn part(&self, index: usize) -> TextWords<'t> {
        let (start, part) = self.parts[index];
        self.words.between(Span::new(start, start + part.len()))
    }

    /// Whether the part starts like a subordinate clause: with a subordinator, or a preposition and
    /// one.
    pub(super) fn opens_subordinate(&self, index: usize, pack: &Pack) -> bool {
        let part = self.part(index);
        let lower = |number: usize| part.get(number).map(|word| &*word.form().lower);
        let opens = |word: &str| pack.syntax.subordinators.contains(word);
        match (lower(0), lower(1)) {
            (Some(first), _) if opens(first) => true,
            (Some(first), Some(second)) => {
                pack.syntax.prepositions.contains(first) && opens(second)
            }
            _ => false,
        }
    }

    /// Whether the part before this one ends in a noun, on which an infinitive clause may hang.
    pub(super) fn hangs_on_noun(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| last_word(self.parts[before].1));
        before.is_some_and(|word| word.is_capitalised())
    }
}

/// Whether the verb has the infinitive's marker inside: `ein-zu-schränken`.
pub(super) fn holds_marker(verb: &str, syntax: &Syntax) -> bool {
    let marker = syntax.infinitive_marker.as_str();
    !marker.is_empty()
        && verb.match_indices(marker).any(|(at, _)| {
            syntax.separable_prefixes.contains(&verb[..at]) && verb.len() >= at + marker.len() + 4
        })
}

/// Whether the word has one of the endings.
pub(super) fn ends_in(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// Whether the word is a finite verb, or looks like one.
pub(super) fn may_be_finite(word: TextWord<'_>, syntax: &Syntax) -> bool {
    let lower = word.text().starts_with(char::is_lowercase);
    lower
        && (syntax.finite_verbs.contains(word.text())
            || ends_in(word.text(), &syntax.participle_endings)
            || ends_in(word.text(), &syntax.finite_endings))
}

/// A longer text, in bytes, is no list that was torn off.
const LONGEST_LIST: usize = 500;

/// A list of noun phrases without a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NounList {
    /// How many items it has.
    pub(super) items: usize,
    /// Whether its first word can be no verb: a determiner, a noun, a number, or an adjective with
    /// an ending that verbs do not have.
    pub(super) starts_like_a_noun_phrase: bool,
}

impl NounList {
    /// Reads a text as `A, B und C`; none when it is anything else. `lenient` takes words for
    /// adjectives that may be verbs as well.
    pub(super) fn read(text: &str, pack: &Pack, lenient: bool) -> Option<NounList> {
        let syntax = &pack.syntax;
        // Most texts behind a comma end in something else than a noun.
        let last = text.split_whitespace().next_back()?.trim_end_matches(',');
        if !is_noun(last) && !syntax.list_joiners.contains(last)
            || text.len() > LONGEST_LIST
            || text.contains(parts_clauses)
            || text.contains(" - ")
        {
            return None;
        }
        let tokens: Vec<&str> = text.split_whitespace().collect();
        let joins = |token: &&str| syntax.list_joiners.contains(token.trim_end_matches(','));
        if !tokens.iter().any(joins) {
            return None;
        }
        let first = tokens.first()?.trim_end_matches(',');
        if syntax.afterthought_openers.contains(&first.to_lowercase())
            || syntax.list_joiners.contains(first)
        {
            return None;
        }
        let mut items: Vec<Vec<&str>> = vec![Vec::new()];
        for token in tokens {
            let bare = token.trim_end_matches(',');
            if syntax.list_joiners.contains(bare) {
                items.push(Vec::new());
                continue;
            }
            items.last_mut()?.push(bare);
            if bare.len() < token.len() {
                items.push(Vec::new());
            }
        }
        // `Chips, und Geräte`
        items.retain(|item| !item.is_empty());
        let is_list = items.len() >= 2 && !is_apposition(&items, pack);
        let phrases = items
            .iter()
            .enumerate()
            .all(|(index, item)| is_noun_phrase(item, pack, lenient || index > 0));
        (is_list && phrases).then(|| NounList {
            items: items.len(),
            starts_like_a_noun_phrase: !first.starts_with(char::is_lowercase)
                || syntax.determiners.contains(first)
                || ends_in(first, &syntax.clear_adjective_endings),
        })
    }
}

/// Whether two items are one that says more of what stands before the verb, and a list in it: `unserem
/// Brief über Gerichte und andere Bühnen`.
fn is_apposition(items: &[Vec<&str>], pack: &Pack) -> bool {
    let [first, _] = items else { return false };
    let determined = first.first().is_some_and(|it| pack.syntax.determiners.contains(it));
    determined && first.iter().any(|it| pack.syntax.prepositions.contains(it))
}

/// Whether a character stands in no list of noun phrases.
fn parts_clauses(character: char) -> bool {
    matches!(
        character,
        '„' | '“'
            | '”'
            | '«'
            | '»'
            | '"'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ':'
            | ';'
            | '?'
            | '!'
            | '–'
            | '—'
            | '…'
            | OBJECT
    )
}

/// Whether a word can be a noun.
fn is_noun(token: &str) -> bool {
    token.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || token.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// Whether the words can be a noun with what belongs to it.
fn is_noun_phrase(tokens: &[&str], pack: &Pack, lenient: bool) -> bool {
    let syntax = &pack.syntax;
    let starts = tokens.first().is_some_and(|first| {
        is_noun(first)
            || syntax.determiners.contains(first)
            || (is_adjective(first, pack, lenient) && !syntax.prepositions.contains(first))
    });
    let ends = tokens.last().is_some_and(|last| is_noun(last));
    let inner = tokens.iter().enumerate().all(|(index, token)| {
        let next = tokens.get(index + 1);
        if is_noun(token) || syntax.determiners.contains(token) {
            return true;
        }
        if syntax.prepositions.contains(token) {
            // The preposition may be the infinitive's marker.
            let marks = *token == syntax.infinitive_marker;
            return !marks
                || next.is_some_and(|next| {
                    is_noun(next) || !ends_in(next, &syntax.infinitive_endings)
                });
        }
        // Behind a noun only a verb has an adjective's ending.
        let behind_noun = index > 0 && is_noun(tokens[index - 1]);
        let lenient = lenient || index > 0;
        !behind_noun
            && is_adjective(token, pack, lenient)
            && next.is_some_and(|next| is_noun(next) || is_adjective(next, pack, true))
    });
    // One number alone is no item.
    starts && ends && inner && tokens.iter().any(|token| token.starts_with(char::is_uppercase))
}

/// Whether the word has an adjective's ending and is no known verb or particle.
fn is_adjective(token: &str, pack: &Pack, lenient: bool) -> bool {
    let syntax = &pack.syntax;
    let plain = token.starts_with(char::is_lowercase)
        && token.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_declined = || {
        syntax.adjective_endings.iter().any(|end| {
            token.ends_with(end.as_str()) && (lenient || !syntax.infinitive_endings.contains(end))
        })
    };
    let is_known = || pack.words.common.words.contains(token);
    let is_verb = || {
        syntax.finite_verbs.contains(token)
            || pack.speech.verbs.contains(token)
            || (!lenient && ends_in(token, &syntax.finite_endings) && !is_known())
    };
    let is_particle = || {
        pack.words.function.words.contains(token)
            || syntax.subordinators.contains(token)
            || syntax.afterthought_openers.contains(token)
    };
    plain && is_declined() && !is_verb() && !is_particle()
}

/// What stands before the last `items` items of a text of any language that ends in `A, B and C`,
/// the first item with it; none where there is no such list or one of them has a verb that is known.
pub(super) fn before_items<'t>(text: &'t str, items: usize, pack: &Pack) -> Option<&'t str> {
    let body = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let (mut found, mut joined, mut start) = (0, false, body.len());
    for (index, part) in body.rsplit(',').enumerate() {
        let joiners = words(part)
            .filter(|word| pack.syntax.list_joiners.contains(&word.text.to_lowercase()))
            .count();
        joined |= joiners > 0;
        let long = words(part).count() > 6 * (joiners + 1);
        let verb = words(part).any(|word| is_auxiliary(&word.text.to_lowercase(), pack));
        if (index == 0 && !joined) || found >= items {
            break;
        }
        // The part with the list's first item starts with the clause.
        if index > 0 && (long || verb) {
            break;
        }
        if verb {
            return None;
        }
        start = start.saturating_sub(part.len() + usize::from(index > 0));
        found += if index == 0 && !starts_with_joiner(part, pack) { joiners + 1 } else { 1 };
    }
    let head = body[..start].trim_end_matches(',');
    (joined && found >= items && body.contains(',')).then_some(head)
}

/// Whether the word is a verb and nothing else: `plays` may be a noun, `has` is none.
fn is_auxiliary(word: &str, pack: &Pack) -> bool {
    pack.syntax.finite_verbs.contains(word) && pack.words.function.words.contains(word)
}

fn starts_with_joiner(part: &str, pack: &Pack) -> bool {
    first_word(part)
        .is_some_and(|word| pack.syntax.list_joiners.contains(&word.text.to_lowercase()))
}
