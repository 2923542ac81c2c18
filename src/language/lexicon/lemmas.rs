//! From the form of a word in a text to the forms a dictionary may have it under.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::language::Pack;
use crate::text::fold;

/// Letters that stay of a word when an ending is taken off.
const SHORTEST_STEM: usize = 3;

/// Forms that no rule brings back to their lemma, a form and its lemma a line.
const IRREGULAR: &[(&str, &str)] = &[
    ("de", include_str!("../lexicons/de.forms.tsv")),
    ("en", include_str!("../lexicons/en.forms.tsv")),
];

type Forms = HashMap<String, Vec<String>, FixedState>;

fn irregular(language: &str) -> Option<&'static Forms> {
    static FORMS: LazyLock<Vec<(&str, Forms)>> =
        LazyLock::new(|| IRREGULAR.iter().map(|(tag, text)| (*tag, read(text))).collect());
    FORMS.iter().find(|(tag, _)| *tag == language).map(|(_, forms)| forms)
}

fn read(text: &str) -> Forms {
    let mut forms = Forms::default();
    for (form, lemma) in text.lines().filter_map(|line| line.split_once('\t')) {
        forms.entry(fold(form)).or_default().push(fold(lemma));
    }
    forms
}

/// What a dictionary may list a word under, folded, the word itself first; no other order. Too many
/// rather than too few: what is no word finds nothing in a dictionary.
pub fn lemmas(word: &str, pack: &Pack) -> Vec<String> {
    let folded = fold(word);
    let mut found = vec![folded.clone()];
    let irregular = irregular(pack.tag.language());
    of_form(&folded, pack, irregular, &mut found);
    prefixed(&folded, pack, irregular, &mut found);
    found
}

fn push(lemma: String, found: &mut Vec<String>) {
    if !found.contains(&lemma) {
        found.push(lemma);
    }
}

/// The lemmas of a form without a look at its prefixes.
fn of_form(form: &str, pack: &Pack, irregular: Option<&Forms>, found: &mut Vec<String>) {
    for lemma in irregular.and_then(|forms| forms.get(form)).into_iter().flatten() {
        push(lemma.clone(), found);
    }
    let inflection = &pack.inflection;
    let last = form.bytes().next_back();
    let may_end = |ending: &str| ending.is_empty() || ending.bytes().next_back() == last;
    for (ending, lemma) in inflection.endings.iter().filter(|it| may_end(&it.0)) {
        let Some(stem) = form.strip_suffix(ending.as_str()) else { continue };
        if stem.chars().nth(SHORTEST_STEM - 1).is_none() {
            continue;
        }
        push([stem, lemma].concat(), found);
        if lemma.is_empty()
            && let Some(single) = without_doubling(stem, &inflection.doubling)
        {
            push(single.to_owned(), found);
        }
    }
}

/// `stopp` as `stop`.
fn without_doubling<'s>(stem: &'s str, doubling: &str) -> Option<&'s str> {
    let last = stem.chars().next_back().filter(|it| doubling.contains(*it))?;
    let shorter = &stem[..stem.len() - last.len_utf8()];
    shorter.ends_with(last).then_some(shorter)
}

/// Participles, infinitives with their particle, and verbs with a prefix: `angekündigt`,
/// `anzukündigen`, `übernahm`.
fn prefixed(form: &str, pack: &Pack, irregular: Option<&Forms>, found: &mut Vec<String>) {
    let inflection = &pack.inflection;
    let inserted = [&inflection.participle, &inflection.infinitive];
    let participle = Some(inflection.participle.as_str()).filter(|it| !it.is_empty());
    if let Some(rest) = participle.and_then(|it| form.strip_prefix(it)) {
        verb("", rest, pack, irregular, found);
    }
    let begins = form.bytes().next();
    let may_begin = |prefix: &&String| prefix.bytes().next() == begins;
    for prefix in inflection.separable.iter().filter(may_begin) {
        let Some(rest) = form.strip_prefix(prefix.as_str()) else { continue };
        verb(prefix, rest, pack, irregular, found);
        for inserted in inserted.iter().filter(|it| !it.is_empty()) {
            if let Some(rest) = rest.strip_prefix(inserted.as_str()) {
                verb(prefix, rest, pack, irregular, found);
            }
        }
    }
    for prefix in inflection.inseparable.iter().filter(may_begin) {
        if let Some(rest) = form.strip_prefix(prefix.as_str()) {
            verb(prefix, rest, pack, irregular, found);
        }
    }
}

fn verb(prefix: &str, rest: &str, pack: &Pack, irregular: Option<&Forms>, found: &mut Vec<String>) {
    if rest.chars().nth(SHORTEST_STEM).is_none() {
        return;
    }
    let mut lemmas = vec![rest.to_owned()];
    of_form(rest, pack, irregular, &mut lemmas);
    // The participle of an irregular verb is listed whole: `gekommen`.
    let whole = [&pack.inflection.participle, rest].concat();
    if let Some(listed) = irregular.and_then(|forms| forms.get(&whole)) {
        lemmas.extend(listed.iter().cloned());
    }
    for lemma in lemmas {
        push([prefix, &lemma].concat(), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn has(language: &str, form: &str, lemma: &str) {
        let pack = pack(&language.parse().unwrap());
        let found = lemmas(form, &pack);
        assert!(found.contains(&fold(lemma)), "{form}: {found:?}");
    }

    #[test]
    fn english_forms() {
        has("en", "policies", "policy");
        has("en", "announced", "announce");
        has("en", "stopped", "stop");
        has("en", "running", "run");
        has("en", "went", "go");
        has("en", "children", "child");
        has("en", "Higher", "high");
    }

    #[test]
    fn german_forms() {
        has("de", "Häuser", "Haus");
        has("de", "kündigte", "kündigen");
        has("de", "angekündigt", "ankündigen");
        has("de", "anzukündigen", "ankündigen");
        has("de", "Ankündigung", "ankündigen");
        has("de", "neuen", "neu");
        has("de", "arbeitete", "arbeiten");
        has("de", "übernahm", "übernehmen");
        has("de", "abgenommen", "abnehmen");
        has("de", "verstanden", "verstehen");
        has("de", "ging", "gehen");
    }
}
