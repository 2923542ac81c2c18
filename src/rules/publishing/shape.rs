use std::collections::BTreeSet;

use crate::language::Pack;
use crate::text::{fold, is_word_char, squeeze, words};

/// Whether a text ends in a stop, whatever marks stand behind it.
pub(super) fn ends_with_stop(text: &str) -> bool {
    let is_stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？');
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_stop(c)).ends_with(is_stop)
}

/// A form in which two ways to set one line meet: folded, with plain apostrophes, single spaces and
/// no marks at its ends.
pub(super) fn normal(line: &str) -> String {
    let folded = fold(&squeeze(line)).replace(['’', 'ʼ', '`', '´'], "'");
    let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '*' | '(' | ')');
    folded.trim_matches(edge).to_owned()
}

/// Whether the sign © at byte `at` opens a credit: not when it touches a letter, which makes it a
/// broken character (`rÃ©gime`).
pub(super) fn is_credit_sign(text: &str, at: usize) -> bool {
    !text[..at].ends_with(is_word_char)
}

/// The words of a text that carry content, folded.
pub(super) fn content_words(text: &str, pack: &Pack) -> Vec<String> {
    let function = &pack.words.function.words;
    words(text)
        .filter(|word| !function.contains(&word.text.to_lowercase()))
        .map(|word| fold(word.text))
        .collect()
}

/// How much two texts share, from 0 to 1: Dice's coefficient on their content words, where words
/// count as one when they are forms of each other. `None` where either has too few to tell.
pub(super) fn likeness(one: &[String], other: &[String]) -> Option<f64> {
    const ENOUGH: usize = 4;
    // Captions are short; longer texts are not compared, which keeps the cost linear.
    const TOO_MANY: usize = 60;
    let enough = |words: &[String]| (ENOUGH..=TOO_MANY).contains(&words.len());
    if !enough(one) || !enough(other) {
        return None;
    }
    let mut taken = BTreeSet::new();
    for word in one {
        let partner =
            (0..other.len()).find(|at| !taken.contains(at) && are_forms_of_one(word, &other[*at]));
        taken.extend(partner);
    }
    Some(2.0 * taken.len() as f64 / (one.len() + other.len()) as f64)
}

/// `digitalen` and `digitaler`; not `2019` and `2018`.
fn are_forms_of_one(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let is_number = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    !is_number(one)
        && !is_number(other)
        && shorter >= 4
        && longer - shorter <= 3
        && strsim::jaro_winkler(one, other) >= 0.92
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    #[test]
    fn stops_count_behind_closing_marks() {
        assert!(ends_with_stop("„Ja!“") && ends_with_stop("(Das war alles.)"));
        assert!(!ends_with_stop("Sie nannte es „gut“") && !ends_with_stop("noch,"));
    }

    #[test]
    fn captions_are_alike_by_their_content() {
        let pack = pack(&"de".parse().unwrap());
        let words = |text: &str| content_words(text, &pack);
        let one = words("Eine Frau fotografiert einen von Lumo gebauten digitalen Roboter");
        let other = words("Ein digitaler Roboter, gebaut von Lumo");
        assert!(likeness(&one, &other).unwrap() > 0.7);
        let far = words("Der Ausschuss tagt am Montag in Kiel");
        assert!(likeness(&one, &far).unwrap() < 0.2);
        assert_eq!(likeness(&words("Ada Brandt"), &one), None);
    }
}
