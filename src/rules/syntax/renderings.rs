//! Whether a word of the translation renders one of the source, as far as lexicons and spelling show.

use crate::language::lexicon::{Rendering, Translations, lemmas};
use crate::text::fold;

/// Letters of the shortest rendering that is known inside a compound.
const SHORTEST_PART: usize = 4;

/// Whether a noun of the target is what a lexicon renders a word of the source by. In a language
/// that gives capitals to nouns alone the lexicon's capital tells them; what it has in small letters
/// too may be an adjective of a name (`Kalter Krieg`).
pub(super) fn renders_as_noun(translations: &Translations, source: &str, target: &str) -> bool {
    has_noun(&translations.renderings_of(source), target, translations)
}

/// The same of a noun in the form that the lexicon has.
pub(super) fn renders_as_lemma(translations: &Translations, source: &str, target: &str) -> bool {
    let renderings = translations.renderings_of(source);
    renderings.iter().any(|it| it.text == target) && has_noun(&renderings, target, translations)
}

fn has_noun(renderings: &[&Rendering], target: &str, translations: &Translations) -> bool {
    if renderings.is_empty() {
        return false;
    }
    let lemmas = lemmas(target, &translations.target);
    let mut same = renderings.iter().filter(|it| lemmas.contains(&fold(&it.text))).peekable();
    same.peek().is_some() && same.all(|it| it.text.starts_with(char::is_uppercase))
}

/// Whether a word of the source is a noun and nothing else, as far as its renderings show.
pub(super) fn is_mere_noun(translations: &Translations, source: &str) -> bool {
    translations.listed(source).all(|it| it.text.starts_with(char::is_uppercase))
}

/// Whether a word of the target holds a rendering of a word of the source, or is that word.
pub(super) fn holds_rendering(translations: &Translations, source: &str, target: &str) -> bool {
    let target = fold(target);
    target == fold(source)
        || translations.renderings_of(source).iter().any(|rendering| {
            let rendering = fold(&rendering.text);
            rendering.chars().count() >= SHORTEST_PART && target.contains(&rendering)
        })
}
