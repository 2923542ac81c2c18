//! Which words of a unit render which: evidence for what a translation lacks or adds.

use super::acronyms;
use super::features::{Class, Placed, Term, terms};
use super::links::{Links, Renderings};
use crate::language::lexicon::Translations;
use crate::reading::{Quantity, Segment, Side};
use crate::text::Span;

/// Words of a unit on either side at most; longer units are not looked into.
const MOST_WORDS: usize = 400;
/// Source words that one target word may render: parts of a compound.
const MOST_PARTS: usize = 3;
/// A rendering that is this strong takes its word alone.
const WHOLE: f32 = 0.8;

/// A content word or number of a unit.
#[derive(Clone, Debug)]
pub struct LinkedWord {
    /// Its block.
    pub block: usize,
    /// Its place there, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: WordKind,
    /// The word of the other side that it renders or that renders it, by its number.
    pub link: Option<usize>,
}

/// What a word is to the aligner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordKind {
    /// Digits, an address, code.
    Fixed,
    /// A word with a capital where the language gives capitals to names alone.
    Name,
    /// A word with a capital that may be a name or a mere noun; no lexicon lists it.
    Noun,
    /// Any other word that no lexicon lists.
    Plain,
    /// A word that a lexicon lists.
    Listed,
    /// An article, a preposition, an auxiliary: it may render a word, but none must be rendered.
    Function,
}

impl From<Class> for WordKind {
    fn from(class: Class) -> WordKind {
        match class {
            Class::Fixed => WordKind::Fixed,
            Class::Name => WordKind::Name,
            Class::Noun => WordKind::Noun,
            Class::Plain => WordKind::Plain,
            Class::Listed => WordKind::Listed,
            Class::Function => WordKind::Function,
        }
    }
}

/// The content words of both sides of a unit, in order, function words left out.
#[derive(Clone, Debug, Default)]
pub struct WordLinks {
    /// Those of the source.
    pub source: Vec<LinkedWord>,
    /// Those of the target.
    pub target: Vec<LinkedWord>,
}

/// Links the words of source segments with those of target segments. Empty for a unit that is too
/// long.
pub fn link_words(
    (source, source_segments): (&Side, &[Segment]),
    (target, target_segments): (&Side, &[Segment]),
    translations: &Translations,
) -> WordLinks {
    let (one, other) = (placed(source, source_segments), placed(target, target_segments));
    if one.len().max(other.len()) > MOST_WORDS {
        return WordLinks::default();
    }
    let links = Links::of_words(&bare(&one), &bare(&other), translations);
    let mut words =
        WordLinks { source: words(&one, &links.source), target: words(&other, &links.target) };
    let (tokens, others) = (&links.source.tokens[0], &links.target.tokens[0]);
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let renderings: &Renderings = &links.renderings[token.term as usize];
        for (place, other) in others.iter().enumerate() {
            let both_function = token.class == Class::Function && other.class == Class::Function;
            if both_function {
                continue;
            }
            if let Some((_, strength)) = renderings.iter().find(|it| it.0 == other.term) {
                candidates.push((*strength, at, place));
            }
        }
    }
    // The surest first; of the same strength those that stand at the same place of their side.
    let place = |at: usize, of: usize| at as f32 / of.max(1) as f32;
    let apart =
        |it: &(f32, usize, usize)| (place(it.1, tokens.len()) - place(it.2, others.len())).abs();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(apart(a).total_cmp(&apart(b))));
    let mut parts = vec![0usize; others.len()];
    for (strength, at, other) in candidates {
        let room = if strength >= WHOLE { parts[other] == 0 } else { parts[other] < MOST_PARTS };
        if words.source[at].link.is_none() && room {
            words.source[at].link = Some(other);
            words.target[other].link.get_or_insert(at);
            parts[other] += if strength >= WHOLE { MOST_PARTS } else { 1 };
        }
    }
    acronyms::link((source, &mut words.source), (target, &mut words.target));
    words
}

/// The terms of segments with their blocks.
fn placed(side: &Side, segments: &[Segment]) -> Vec<(usize, Placed)> {
    let of_segment = |segment: &Segment| {
        let quantities = side.quantities_of(segment.block);
        let from = quantities.partition_point(|it| it.span.start < segment.span.start);
        let to = quantities.partition_point(|it| it.span.start < segment.span.end);
        let text = side.text_of(*segment);
        let block = segment.block;
        let quantities = &quantities[from..to];
        let terms = terms(text, segment.span.start, quantities, &side.pack);
        terms.into_iter().map(move |term| (block, counted(term, quantities)))
    };
    segments.iter().flat_map(of_segment).collect()
}

/// A word that names what a number counts (`Euro`) belongs to the number, which is compared by its
/// value: it may render a word, but none must render it.
fn counted((term, class, span): Placed, quantities: &[Quantity]) -> Placed {
    let place = quantities.partition_point(|it| it.whole.end <= span.start);
    let inside =
        quantities.get(place).is_some_and(|it| it.whole.contains(span) && !it.span.contains(span));
    let class = if inside && matches!(term, Term::Word(_)) { Class::Function } else { class };
    (term, class, span)
}

fn bare(placed: &[(usize, Placed)]) -> Vec<(Term, Class)> {
    placed.iter().map(|(_, (term, class, _))| (term.clone(), *class)).collect()
}

fn words(placed: &[(usize, Placed)], lines: &super::links::Lines) -> Vec<LinkedWord> {
    let word = |((block, (_, _, span)), token): (&(usize, Placed), &super::links::Token)| {
        LinkedWord { block: *block, span: *span, kind: token.class.into(), link: None }
    };
    placed.iter().zip(&lines.tokens[0]).map(word).collect()
}
