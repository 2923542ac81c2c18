//! The part of a unit for which the other side has nothing.
//!
//! Two stories compete: the unit is a whole rendering, or a run of its words is without a
//! counterpart. Words that are not found again speak for the second, words that are found against
//! it, measured by how many are found in the rest of the unit, since a free translation leaves words
//! without a link everywhere; and so do the lengths: without the run the two sides must fit better.
//! The score is the logarithm of how much likelier the second story is.

use std::cell::LazyCell;
use std::sync::LazyLock;

use smallvec::{SmallVec, smallvec};

use crate::align::{LinkedWord, WordKind};
use crate::language::Pack;
use crate::reading::{Segment, Side};
use crate::text::{Span, squeeze, start_of};

/// A run of words without a counterpart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Its block.
    pub block: usize,
    /// Its place there, in bytes: from its first content word to its last.
    pub span: Span,
    /// Its content words.
    pub words: usize,
    /// The logarithm of how much likelier it is that it has no counterpart.
    pub score: f64,
    /// Share of the other side's content words that are linked, 0 to 1.
    pub accounted: f64,
}

impl Part {
    /// How sure it is that nothing renders the part, 0 to 1; `middle` is the score at which it is as
    /// likely rendered as not.
    pub(super) fn confidence(&self, middle: f64) -> f64 {
        1.0 / (1.0 + (-(self.score - middle) / SPREAD).exp())
    }
}

/// The score of which [`Part::confidence`] is so sure, and a little less, since it is rounded.
pub(super) fn score_at(confidence: f64, middle: f64) -> f64 {
    middle + SPREAD * (confidence / (1.0 - confidence)).ln() - 1e-6
}

/// How fast confidence grows with the score.
const SPREAD: f64 = 2.0;
/// Share of the words of a part without counterpart that are linked all the same, by chance.
const CHANCE: f64 = 0.1;
/// No word has a link more often than this.
const HIGHEST_SHARE: f64 = 0.97;
/// How often the words around a part may be found, beside what is usual.
const SCALES: (f64, f64) = (0.3, 1.1);
/// Words that the usual shares weigh against those of the unit.
const PRIOR: f64 = 3.0;
/// Content words of the shortest part.
const FEWEST: usize = 3;
/// Units with more words are not looked into: the cost grows with the square.
const MOST: usize = 120;
/// Variance of the logarithm of the ratio of lengths, for long sentences.
const LENGTH_VARIANCE: f64 = 0.015;
/// At so many letters the variance is twice that.
const SHORT: f64 = 80.0;
/// The most that lengths can say for or against.
const LENGTH_LIMIT: f64 = 4.0;
/// A side is taken to have so many letters at least, whatever is left out.
const FEWEST_LETTERS: usize = 5;
/// What is summed in another order may differ by so much.
const ROUNDING: f64 = 1e-9;

/// How long one side is beside the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// Letters and digits of the side that may have too much.
    pub own: usize,
    /// Those of the other side.
    pub other: usize,
    /// The usual logarithm of other over own.
    pub usual: f64,
}

impl Lengths {
    /// How much better the lengths fit without so many letters.
    fn without(&self, letters: usize) -> f64 {
        let rest = self.own.saturating_sub(letters).max(FEWEST_LETTERS);
        self.misfit(self.own) - self.misfit(rest)
    }

    /// The most that any letters less may improve: nothing where the side is too short as it is.
    fn most(&self) -> f64 {
        if self.own >= FEWEST_LETTERS && self.deviation(self.own) >= 0.0 {
            0.0
        } else {
            self.misfit(self.own)
        }
    }

    /// How badly the lengths fit if the one side has so many letters.
    fn misfit(&self, own: usize) -> f64 {
        let deviation = self.deviation(own);
        // Short sentences vary more.
        let variance = LENGTH_VARIANCE * (1.0 + SHORT / (self.own as f64 + 1.0));
        (deviation * deviation / (2.0 * variance)).min(LENGTH_LIMIT)
    }

    /// How much longer than usual the other side is, in logarithms, if the one has so many letters.
    fn deviation(&self, own: usize) -> f64 {
        (self.other as f64 + 1.0).ln() - (own as f64 + 1.0).ln() - self.usual
    }
}

/// Share of words of each kind that faithful translations link, measured on 16,000 of them.
fn usual_share(kind: WordKind) -> f64 {
    match kind {
        WordKind::Fixed => 0.97,
        WordKind::Name => 0.85,
        WordKind::Noun => 0.8,
        WordKind::Listed => 0.75,
        WordKind::Plain => 0.45,
        WordKind::Function => 0.0,
    }
}

/// The part of a side most likely without a counterpart, if any has enough words and a score above
/// `least`. Lengths are asked for only where the words make such a part possible.
pub(super) fn part_without_counterpart(
    words: &[LinkedWord],
    others: &[LinkedWord],
    least: f64,
    lengths: impl Fn() -> Lengths,
    letters_in: impl Fn(usize, Span) -> usize,
) -> Option<Part> {
    let may_reach = |most: f64, limit: f64, least: f64| most + limit + ROUNDING > least;
    let most_said = MostSaid::get();
    if !may_reach(most_said.in_runs(words), LENGTH_LIMIT, least) {
        return None;
    }
    let mut content: Vec<&LinkedWord> = Vec::with_capacity(words.len());
    content.extend(words.iter().filter(|word| word.kind != WordKind::Function));
    let words = content;
    if words.len() < FEWEST || words.len() > MOST {
        return None;
    }
    let found = |word: &LinkedWord| word.is_linked();
    let all_found = words.iter().filter(|word| found(word)).count() as f64;
    let all_usual: f64 = words.iter().map(|word| usual_share(word.kind)).sum();
    let lonely = Lonely::new(others);
    let ahead = most_said.ahead(&words);
    let lengths = LazyCell::new(lengths);
    // The most that lengths can say. It is less where they are known.
    let mut limit = LENGTH_LIMIT;
    let mut best: Option<Part> = None;
    for start in (0..words.len()).filter(|it| !found(words[*it])) {
        if !may_reach(ahead[start], limit, best.map_or(least, |it| it.score)) {
            continue;
        }
        let (mut inside_found, mut inside_usual) = (0.0, 0.0);
        let (mut telling, mut lost, mut most) = (0, 0.0, 0.0);
        for end in start..words.len() {
            let last = words[end];
            if last.block() != words[start].block() {
                break;
            }
            inside_found += f64::from(u8::from(found(last)));
            inside_usual += usual_share(last.kind);
            telling += usize::from(last.kind != WordKind::Fixed);
            lost += f64::from(u8::from(!found(last)));
            most += most_said.by(last);
            let least = best.map_or(least, |it| it.score);
            // Most runs need not be looked at closely.
            if found(last) || telling < FEWEST || !may_reach(most, limit, least) {
                if !may_reach(most + ahead[end + 1], limit, least) {
                    break;
                }
                continue;
            }
            let run = &words[start..=end];
            let outside = (all_found - inside_found + PRIOR) / (all_usual - inside_usual + PRIOR);
            let scale = outside.clamp(SCALES.0, SCALES.1);
            // Each word that is lost was taken to say the most on both sides.
            let on_other_side = lonely.without(lost, scale);
            if !may_reach(most - lost + on_other_side, limit, least) {
                continue;
            }
            let by_words = by_words(run, scale) + on_other_side;
            if by_words + limit <= least {
                continue;
            }
            limit = lengths.most() + ROUNDING;
            let span = Span::new(words[start].span().start, last.span().end);
            let score = by_words + lengths.without(letters_in(last.block(), span));
            if score > least {
                let accounted = lonely.accounted();
                best = Some(Part { block: last.block(), span, words: run.len(), score, accounted });
            }
        }
    }
    best
}

/// The most that a word of each kind may say without a link, the word that the other side lacks for it
/// included, and with one.
struct MostSaid([[f64; 2]; 6]);

impl MostSaid {
    fn get() -> &'static MostSaid {
        static KNOWN: LazyLock<MostSaid> = LazyLock::new(|| {
            MostSaid(WordKind::ALL.map(|kind| match (kind, usual_share(kind)) {
                (WordKind::Fixed, share) => [1.0, linked(share * SCALES.0)],
                (_, share) => [unlinked(share * SCALES.1) + 1.0, linked(share * SCALES.0)],
            }))
        });
        &KNOWN
    }

    /// The most that a word of a run may say, and the word that the other side lacks for it.
    fn by(&self, word: &LinkedWord) -> f64 {
        let [unlinked, linked] = self.0[word.kind as usize];
        if word.is_linked() { linked } else { unlinked }
    }

    /// The most that the words of any run and those of the other side may say.
    fn in_runs(&self, words: &[LinkedWord]) -> f64 {
        let (mut best, mut run) = (0.0_f64, 0.0_f64);
        for word in words.iter().filter(|word| word.kind != WordKind::Function) {
            run = run.max(0.0) + self.by(word);
            best = best.max(run);
        }
        best
    }

    /// For each word the most that a run that begins with it may say, and nothing behind the last one.
    fn ahead(&self, words: &[&LinkedWord]) -> SmallVec<[f64; 64]> {
        let mut ahead: SmallVec<[f64; 64]> = smallvec![0.0; words.len() + 1];
        for (at, word) in words.iter().enumerate().rev() {
            ahead[at] = self.by(word) + ahead[at + 1].max(0.0);
        }
        ahead
    }
}

/// What a word says that has no link, where such words have one so often.
fn unlinked(share: f64) -> f64 {
    ((1.0 - CHANCE) / (1.0 - share.min(HIGHEST_SHARE))).ln()
}

/// What a word says that has a link.
fn linked(share: f64) -> f64 {
    (CHANCE / share.min(HIGHEST_SHARE)).ln()
}

/// What the words of a run say, when words outside it are found `scale` times as often as usual.
fn by_words(run: &[&LinkedWord], scale: f64) -> f64 {
    let one = |word: &&LinkedWord| {
        // Numbers are compared by value elsewhere, and said in many ways.
        if word.kind == WordKind::Fixed && !word.is_linked() {
            return 0.0;
        }
        let share = usual_share(word.kind) * scale;
        if word.is_linked() { linked(share) } else { unlinked(share) }
    };
    run.iter().map(one).sum()
}

/// The other side's words without a link: where a part is rendered in words of the translation's own,
/// these stand there.
struct Lonely {
    /// How many there are.
    seen: f64,
    /// The usual shares of that side's words, summed.
    usual: f64,
    /// All its words.
    words: f64,
}

impl Lonely {
    fn new(others: &[LinkedWord]) -> Lonely {
        let telling =
            others.iter().filter(|word| !matches!(word.kind, WordKind::Function | WordKind::Fixed));
        telling.fold(Lonely { seen: 0.0, usual: 0.0, words: 0.0 }, |sum, word| Lonely {
            seen: sum.seen + f64::from(u8::from(!word.is_linked())),
            usual: sum.usual + usual_share(word.kind),
            words: sum.words + 1.0,
        })
    }

    /// Share of the words that have a link.
    fn accounted(&self) -> f64 {
        1.0 - self.seen / self.words.max(1.0)
    }

    /// What their number says for a run without counterpart: Poisson, with as many as are usual
    /// against as many more as the run has words without a link, `lost`.
    fn without(&self, lost: f64, scale: f64) -> f64 {
        let missing = (self.words - self.usual * scale.min(1.0)).max(1.0);
        let rendered = missing + lost;
        self.seen * (missing / rendered).ln() + lost
    }
}

/// Letters and digits of a text.
pub(super) fn letters(text: &str) -> usize {
    let ascii = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    if text.is_ascii() {
        return ascii;
    }
    ascii + text.chars().filter(|c| !c.is_ascii() && c.is_alphanumeric()).count()
}

/// The sentences in some segments, which are whole records where a file has those.
pub(super) fn sentences_in<'s>(
    side: &'s Side,
    segments: &'s [Segment],
) -> impl Iterator<Item = Segment> + use<'s> {
    let inside = |segment: &Segment| {
        let all = side.sentences_of(segment.block);
        let first = all.partition_point(|it| it.span.start < segment.span.start);
        let end = all.partition_point(|it| it.span.end <= segment.span.end);
        all.get(first..end).unwrap_or_default()
    };
    segments.iter().flat_map(inside).copied()
}

/// The usual logarithm of the letters of a text in one language over those of the same in another.
pub(super) fn usual_ratio(one: &Pack, other: &Pack) -> f64 {
    (other.letters.expansion / one.letters.expansion).ln()
}

/// How much of a missing or added text is shown, in bytes.
const SHOWN: usize = 120;

/// A text as messages show it.
pub(super) fn shown(text: &str) -> String {
    let text = squeeze(text);
    match start_of(&text, SHOWN) {
        start if start.len() < text.len() => format!("\"{start}…\""),
        _ => format!("\"{text}\""),
    }
}
