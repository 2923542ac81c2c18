use std::borrow::Cow;

use smallvec::SmallVec;

use super::Pair;
use crate::language::{Belonging, Belongings, Pack, Vocabulary, WordKinds};
use crate::reading::{Segment, Side, TextWord};
use crate::text::{Span, fold, is_word_char, next_char, previous_char, run_before};

/// Shorter words are found in any source by chance, in bytes.
const SHORTEST_COPY: usize = 4;

/// Longer segments are no sentences: looking a word up in them would cost too much, in bytes.
const LONGEST: usize = 16 * 1024;

/// A rendering that is at least so like the word (0 to 1) shows a word of one origin, which may well
/// be written alike.
const COGNATE: f64 = 0.9;

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
    vocabulary.with_belongings(|known| read_blocks(pair, &vocabulary, known, &mut blocks));
    blocks
}

fn read_blocks(
    pair: &Pair,
    vocabulary: &Vocabulary,
    known: &mut Belongings,
    blocks: &mut [BlockWords],
) {
    let target = &pair.target;
    if pair.has_source() {
        for segment in pair.segments() {
            let counterpart = pair.counterpart(segment.block, segment.span);
            let sources = counterpart
                .iter()
                .flat_map(|it| it.segments.iter().map(|source| (it.side, *source)))
                .filter(|(_, source)| source.span.len().max(segment.span.len()) <= LONGEST);
            let out = &mut blocks[segment.block];
            read_segment(pair, (vocabulary, known), *segment, &Sources(sources.collect()), out);
        }
    } else {
        for (block, out) in blocks.iter_mut().enumerate() {
            let whole = Segment { block, span: Span::new(0, target.text(block).len()) };
            read_segment(pair, (vocabulary, known), whole, &Sources::default(), out);
        }
    }
}

fn read_segment(
    pair: &Pair,
    (vocabulary, known): (&Vocabulary, &mut Belongings),
    segment: Segment,
    sources: &Sources<'_>,
    out: &mut BlockWords,
) {
    let words = pair.target.words_in(segment);
    out.own.reserve(words.len());
    for word in words.iter() {
        let lower = || lookup_form(&word.form().lower);
        let belonging = known.get(word.key(), || vocabulary.belonging(&lower()));
        let span = word.span;
        let mut add = |kind, languages| out.foreign.push(ForeignWord { span, kind, languages });
        match belonging {
            Some(Belonging::Own) => out.own.push(span.start),
            Some(Belonging::Shared) => {}
            Some(Belonging::Foreign(words)) if words.function => {
                add(ForeignKind::Function, words.languages)
            }
            Some(Belonging::Foreign(words)) => add(ForeignKind::Common, words.languages),
            None => {
                let copied = copied(pair, word, sources);
                let kept = || is_kept_noun(pair, word, segment, sources);
                if let Some(kind) = copied.or_else(|| kept().then_some(ForeignKind::Noun)) {
                    add(kind, 1);
                }
            }
        }
    }
}

/// The form under which packs list a word, given in lower case: with the typographic apostrophe.
pub fn lookup_form(lower: &str) -> Cow<'_, str> {
    if lower.contains('\'') { Cow::Owned(lower.replace('\'', "’")) } else { Cow::Borrowed(lower) }
}

/// What it means that the source has a word in lower case, so that it is no name; none where it has
/// not, or where the target may have the word too.
fn copied(pair: &Pair, word: TextWord<'_>, sources: &Sources<'_>) -> Option<ForeignKind> {
    let plain = word.span.len() >= SHORTEST_COPY
        && word.is(WordKinds::ENDS_SMALL)
        && (word.is(WordKinds::MARK) || sources.may_have(word.text()));
    if !plain {
        return None;
    }
    let lower = &*word.form().lower;
    if !sources.have(lower) {
        return None;
    }
    let memory = pair.memory();
    if is_rendered_otherwise(pair, lower) {
        return Some(ForeignKind::Copied);
    }
    let unlisted = !pair.translations().is_empty()
        && !word.is(WordKinds::CAPITALISED)
        && !memory.lists_source(lower)
        && !memory.lists_target(lower);
    unlisted.then_some(ForeignKind::Unlisted)
}

/// Whether a capitalised word behind an article is a noun of a source that gives capitals to all
/// nouns, in a target that gives them to names.
fn is_kept_noun(pair: &Pair, word: TextWord<'_>, segment: Segment, sources: &Sources<'_>) -> bool {
    const SHORTEST: usize = 5;
    const SHORTEST_PART: usize = 3;
    let Some(pack) = pair.source_pack().filter(|pack| pack.letters.capital_nouns) else {
        return false;
    };
    let spelled = word.is(WordKinds::CAPITALISED) && word.is(WordKinds::ENDS_SMALL);
    if pair.target.pack.letters.capital_nouns || word.text().len() < SHORTEST || !spelled {
        return false;
    }
    // Beside another capital it is a part of a name.
    let text = pair.target.text_of(segment);
    let (start, end) = (word.span.start - segment.span.start, word.span.end - segment.span.start);
    let behind = text[end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    let determined = |text: &str, at: usize, pack: &Pack| {
        let before = text[..at].strip_suffix(' ').map(|it| run_before(it, it.len()));
        let lower = before.unwrap_or_default().to_lowercase();
        pack.syntax.determiners.contains(&lower)
            || pack.sentences.ordinal_determiners.contains(&lower)
    };
    let in_source = |(side, source): &(&Side, Segment)| {
        let source = side.text_of(*source);
        let mut found = source.match_indices(word.text());
        found.any(|(at, _)| {
            determined(source, at, pack)
                && !next_char(source, at + word.text().len()).is_some_and(is_word_char)
        })
    };
    if behind.is_some_and(char::is_uppercase)
        || !determined(text, start, &pair.target.pack)
        || !sources.0.iter().any(in_source)
    {
        return false;
    }
    if is_short_for_name(pair, word.text()) {
        return false;
    }
    // The word or the last part of a compound is in the lexicon.
    let lower = &*word.form().lower;
    let listed =
        |part: &str| part.chars().count() >= SHORTEST_PART && is_rendered_otherwise(pair, part);
    listed(lower)
        || lower.char_indices().skip(SHORTEST_PART).any(|(at, _)| listed(&lower[at..]))
            && !pair.memory().lists_target(lower)
}

/// Whether a noun is a name that the beginning of both texts gives in full (`the Liedertafel Mühlröden`).
fn is_short_for_name(pair: &Pair, noun: &str) -> bool {
    let Some(source) = &pair.source else { return false };
    let said = |name: &str| beginning(source).any(|text| text.contains(name));
    beginning(&pair.target).any(|text| full_names(text, noun).any(said))
}

/// The texts in which names are introduced.
fn beginning(side: &Side) -> impl Iterator<Item = &str> {
    const BLOCKS: usize = 32;
    side.blocks().iter().take(BLOCKS).map(|block| block.text.as_str())
}

/// A noun with the capitalised word behind it, wherever a text has such.
fn full_names<'t>(text: &'t str, noun: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(noun).filter_map(|(at, _)| {
        let behind = &text[at + noun.len()..];
        let next = behind.strip_prefix(' ').filter(|it| it.starts_with(char::is_uppercase))?;
        let end = next.find(|c: char| !is_word_char(c)).unwrap_or(next.len());
        Some(&text[at..at + noun.len() + 1 + end])
    })
}

/// Whether lexicons render a word, given in lower case, by words of another origin only, and do not
/// know it as one of the target's.
pub fn is_rendered_otherwise(pair: &Pair, lower: &str) -> bool {
    if pair.memory().lists_target(lower) {
        return false;
    }
    let renderings = pair.translations().renderings_of(lower);
    let like = |text: &str| strsim::normalized_levenshtein(&fold(text), lower) >= COGNATE;
    !renderings.is_empty() && !renderings.iter().any(|it| like(&it.text))
}

/// What a segment of the target translates.
#[derive(Default)]
struct Sources<'p>(SmallVec<[(&'p Side, Segment); 1]>);

impl Sources<'_> {
    /// Whether they may have a word of letters and digits alone, put in lower case: most words of a
    /// translation are not in its source.
    fn may_have(&self, word: &str) -> bool {
        self.0.iter().any(|(side, segment)| side.may_have(segment.block, word))
    }

    /// Whether they have a word with no letter, digit or hyphen beside it.
    fn have(&self, word: &str) -> bool {
        self.0.iter().any(|it| has_word(it.0, it.1, word))
    }
}

/// Whether a segment has the word with no letter, digit or hyphen beside it.
fn has_word(side: &Side, segment: Segment, word: &str) -> bool {
    // It is a word there, or stands in one by a mark (`don’t`).
    let may_be = |it: TextWord<'_>| {
        it.span.len() == word.len() && it.text() == word
            || it.span.len() > word.len() && it.is(WordKinds::MARK) && it.text().contains(word)
    };
    if !side.words_in(segment).iter().any(may_be) {
        return false;
    }
    let text = side.text_of(segment);
    let part = |character: Option<char>| character.is_some_and(|it| it == '-' || is_word_char(it));
    text.match_indices(word)
        .any(|(at, _)| !part(previous_char(text, at)) && !part(next_char(text, at + word.len())))
}
