use std::borrow::Cow;
use std::sync::Arc;

use super::Pair;
use crate::language::lexicon::Translations;
use crate::language::{Belonging, Pack, Vocabulary};
use crate::reading::Segment;
use crate::text::{Span, Word, fold, is_word_char, next_char, previous_char, run_before, words};

/// Shorter words are found in any source by chance, in bytes.
const SHORTEST_COPY: usize = 4;

/// Longer segments are no sentences: looking a word up in them would cost too much, in bytes.
const LONGEST: usize = 16 * 1024;

/// A rendering that is at least so like the word (0 to 1) shows a word of one origin, which may well
/// be written alike.
const COGNATE: f64 = 0.6;

/// A word of the target that its language does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignWord {
    /// Where it stands, in bytes of the block's text.
    pub span: Span,
    /// What shows it.
    pub kind: ForeignKind,
    /// The languages that have it, by their bits in the order of [`Pair::foreign_packs`].
    pub languages: u8,
}

/// What shows that a word is of another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignKind {
    /// It is a function word there.
    Function,
    /// It is a common word there.
    Common,
    /// The source has the very word, and a lexicon renders it by other words.
    Copied,
    /// The source has the very word, and no lexicon knows it in either language.
    Unlisted,
    /// The source has the very word as a noun, with the capital that it gives to all nouns, and both
    /// texts have an article before it.
    Noun,
}

/// The words of one block that tell its language.
#[derive(Clone, Debug, Default)]
pub struct BlockWords {
    /// The words of other languages, in order.
    pub foreign: Vec<ForeignWord>,
    /// Where words start that only the language itself has, in bytes of the block's text.
    pub own: Vec<usize>,
}

/// Reads the words of all blocks of the target.
pub(super) fn read(pair: &Pair) -> Vec<BlockWords> {
    let target = &pair.target;
    let mut blocks = vec![BlockWords::default(); target.blocks().len()];
    let vocabulary = Vocabulary::between(&target.pack, &pair.foreign_packs());
    if pair.has_source() {
        for segment in pair.segments() {
            let counterpart = pair.counterpart(segment.block, segment.span);
            let sources: Vec<&str> = counterpart
                .iter()
                .flat_map(|it| it.texts())
                .filter(|text| text.len().max(segment.span.len()) <= LONGEST)
                .collect();
            read_segment(pair, &vocabulary, *segment, &sources, &mut blocks[segment.block]);
        }
    } else {
        for (block, out) in blocks.iter_mut().enumerate() {
            let whole = Segment { block, span: Span::new(0, target.text(block).len()) };
            read_segment(pair, &vocabulary, whole, &[], out);
        }
    }
    blocks
}

fn read_segment(
    pair: &Pair,
    vocabulary: &Arc<Vocabulary>,
    segment: Segment,
    sources: &[&str],
    out: &mut BlockWords,
) {
    for word in words(pair.target.text_of(segment)) {
        let lower = lookup_form(word.text);
        let span = word.span.shifted(segment.span.start);
        let mut add = |kind, languages| out.foreign.push(ForeignWord { span, kind, languages });
        match vocabulary.belonging(&lower) {
            Some(Belonging::Own) => out.own.push(span.start),
            Some(Belonging::Shared) => {}
            Some(Belonging::Foreign(words)) if words.function => {
                add(ForeignKind::Function, words.languages)
            }
            Some(Belonging::Foreign(words)) => add(ForeignKind::Common, words.languages),
            None => {
                let copied = copied(pair, word, &lower, sources);
                let text = pair.target.text_of(segment);
                let noun = || is_kept_noun(pair, word, text, sources).then_some(ForeignKind::Noun);
                if let Some(kind) = copied.or_else(noun) {
                    add(kind, 1);
                }
            }
        }
    }
}

/// The form under which packs list a word: lower case, with the typographic apostrophe.
pub fn lookup_form(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'\'';
    if word.bytes().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('\'', "’"))
    }
}

/// What it means that the source has a word in lower case, so that it is no name; none where it has
/// not, or where the target may have the word too.
fn copied(pair: &Pair, word: Word<'_>, lower: &str, sources: &[&str]) -> Option<ForeignKind> {
    let plain =
        word.text.len() >= SHORTEST_COPY && word.text.chars().skip(1).all(char::is_lowercase);
    if !plain || !sources.iter().any(|source| has_word(source, lower)) {
        return None;
    }
    let translations = pair.translations();
    if is_rendered_otherwise(translations, lower) {
        return Some(ForeignKind::Copied);
    }
    let unlisted = !translations.is_empty()
        && !word.is_capitalised()
        && !translations.lists_source(lower)
        && !translations.lists_target(lower);
    unlisted.then_some(ForeignKind::Unlisted)
}

/// Whether a capitalised word behind an article is a noun of a source that gives capitals to all
/// nouns, in a target that gives them to names.
fn is_kept_noun(pair: &Pair, word: Word<'_>, text: &str, sources: &[&str]) -> bool {
    const SHORTEST: usize = 5;
    const SHORTEST_PART: usize = 3;
    let Some(pack) = pair.source_pack().filter(|pack| pack.letters.capital_nouns) else {
        return false;
    };
    let spelled = word.text.chars().skip(1).all(char::is_lowercase) && word.is_capitalised();
    if pair.target.pack.letters.capital_nouns || word.text.len() < SHORTEST || !spelled {
        return false;
    }
    // Beside another capital it is a part of a name.
    let behind = text[word.span.end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    let determined = |text: &str, at: usize, pack: &Pack| {
        let before = text[..at].strip_suffix(' ').map(|it| run_before(it, it.len()));
        let lower = before.unwrap_or_default().to_lowercase();
        pack.syntax.determiners.contains(&lower)
            || pack.sentences.ordinal_determiners.contains(&lower)
    };
    let in_source = |source: &&str| {
        let mut found = source.match_indices(word.text);
        found.any(|(at, _)| {
            determined(source, at, pack)
                && !next_char(source, at + word.text.len()).is_some_and(is_word_char)
        })
    };
    if behind.is_some_and(char::is_uppercase)
        || !determined(text, word.span.start, &pair.target.pack)
        || !sources.iter().any(in_source)
    {
        return false;
    }
    // The word or the last part of a compound is in the lexicon.
    let translations = pair.translations();
    let lower = word.text.to_lowercase();
    let listed = |part: &str| {
        part.chars().count() >= SHORTEST_PART && is_rendered_otherwise(translations, part)
    };
    listed(&lower)
        || lower.char_indices().skip(SHORTEST_PART).any(|(at, _)| listed(&lower[at..]))
            && !translations.lists_target(&lower)
}

/// Whether lexicons render a word, given in lower case, by words of another origin only, and do not
/// know it as one of the target's.
pub fn is_rendered_otherwise(translations: &Translations, lower: &str) -> bool {
    if translations.lists_target(lower) {
        return false;
    }
    let renderings = translations.renderings_of(lower);
    let like = |text: &str| strsim::normalized_levenshtein(&fold(text), lower) >= COGNATE;
    !renderings.is_empty() && !renderings.iter().any(|it| like(&it.text))
}

/// Whether a text has the word with no letter, digit or hyphen beside it.
fn has_word(text: &str, word: &str) -> bool {
    let part = |character: Option<char>| character.is_some_and(|it| it == '-' || is_word_char(it));
    text.match_indices(word)
        .any(|(at, _)| !part(previous_char(text, at)) && !part(next_char(text, at + word.len())))
}
