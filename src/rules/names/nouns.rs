//! Capitalised words that are no names but mere nouns of a language that gives capitals to all nouns.

use super::mentions::Stretch;
use crate::align::PairMemory;
use crate::language::Pack;

/// Letters of the shortest part of a compound.
const SHORTEST_PART: usize = 4;
/// Letters of the shortest beginning of a compound.
const SHORTEST_HEAD: usize = 3;

/// Whether the word may be a mere noun: a compound of words that a lexicon lists, or one with a
/// noun's ending, or what a determiner or an adjective before it shows to be one.
pub(super) fn may_be_noun(
    stretch: &Stretch<'_>,
    at: usize,
    pack: &Pack,
    memory: &PairMemory,
) -> bool {
    if !pack.letters.capital_nouns {
        return false;
    }
    let word = stretch.words[at].text();
    let lower = word.to_lowercase();
    let by_ending = pack.letters.noun_endings.iter().any(|it| lower.ends_with(it.as_str()));
    by_ending || is_described(stretch, at, pack) || is_compound(&lower, pack, memory)
}

/// Whether a determiner or a declined adjective stands before it.
fn is_described(stretch: &Stretch<'_>, at: usize, pack: &Pack) -> bool {
    if at == 0 || !stretch.is_spaced(at) {
        return false;
    }
    let determines =
        |at: usize| pack.syntax.determiners.contains(&stretch.words[at].text().to_lowercase());
    let before = stretch.words[at - 1].text();
    let ends = |endings: &[String]| endings.iter().any(|it| before.ends_with(it.as_str()));
    let may_be_adjective =
        before.starts_with(char::is_lowercase) && !pack.words.function.words.contains(before);
    // `sagte Quendt`: a verb may end as adjectives do.
    let declined = ends(&pack.syntax.clear_adjective_endings)
        || (at > 1 && determines(at - 2) && ends(&pack.syntax.adjective_endings));
    determines(at - 1) || (may_be_adjective && declined)
}

/// Whether a word, in small letters, ends in one that a lexicon or the pack lists, behind something
/// that may be the first part of a compound.
fn is_compound(lower: &str, pack: &Pack, memory: &PairMemory) -> bool {
    let listed = |part: &str| pack.knows(part) || memory.lists_target(part);
    lower.char_indices().skip(SHORTEST_HEAD).any(|(at, _)| {
        let (head, tail) = lower.split_at(at);
        if tail.chars().count() < SHORTEST_PART || !listed(tail) {
            return false;
        }
        let bare = |joint: &String| head.strip_suffix(joint.as_str());
        let mut heads = pack.inflection.joints.iter().filter_map(bare).chain([head]);
        heads.any(|head| {
            let is_particle = pack.inflection.separable.iter().any(|it| it == head)
                || pack.inflection.inseparable.iter().any(|it| it == head);
            // `Dortmund` is none of `dort`; longer ones do open compounds: `Nichtraucher`.
            let is_small =
                pack.words.function.words.contains(head) && head.chars().count() <= SHORTEST_PART;
            is_particle || (listed(head) && !is_small)
        })
    })
}
