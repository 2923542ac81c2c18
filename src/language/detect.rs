use whatlang::{Detector, Lang, Script};

use super::{all_packs, pack};
use crate::text::{Tag, words};

/// A language that was recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct Detected {
    /// The language, without region.
    pub tag: Tag,
    /// How sure this is, from 0 to 1.
    pub confidence: f64,
}

/// How much of a text is looked at, in bytes: more of it does not change the answer.
const ENOUGH: usize = 4096;

/// A text with fewer words is not believed to be in a language that has no pack.
const OTHER_WORDS: usize = 12;

/// Recognises the language of `text` among `allowed`; when `allowed` is empty, among all languages
/// that have a pack, unless the text is long enough to be sure that it is none of these.
///
/// whatlang's trigrams propose (with the allow-list, which lifts it from 35 to 43 right of 48 short
/// texts), the packs' function words confirm: whatlang's own `is_reliable` says yes to so few short
/// texts that it is no use on sentences.
pub fn detect(text: &str, allowed: &[Tag]) -> Option<Detected> {
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    if allowed.is_empty()
        && let Some(other) = other_language(text)
    {
        return Some(other);
    }
    let all: Vec<Tag>;
    let allowed = if allowed.is_empty() {
        all = all_packs().collect();
        &all
    } else {
        allowed
    };
    let langs = allowed.iter().filter_map(|tag| lang(tag.language())).collect::<Vec<_>>();
    let guess = Detector::with_allowlist(langs).detect(text);
    let guessed = guess.as_ref().and_then(|info| code(info.lang()));

    let shares: Vec<(&Tag, f64)> =
        allowed.iter().map(|tag| (tag, function_share(text, tag))).collect();
    let (best, share) = *shares.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let next =
        shares.iter().filter(|(tag, _)| *tag != best).map(|(_, share)| *share).fold(0.0, f64::max);
    let count = words(text).take(12).count();

    match (guessed, guess) {
        (Some(language), _) if language == best.language() && share > next => {
            let confidence = (0.55 + share - next + count as f64 / 60.0).min(1.0);
            Some(Detected { tag: best.base(), confidence })
        }
        // The words are clearer than the trigrams when a good part of them is known.
        _ if share >= 0.2 && share > 2.0 * next => {
            Some(Detected { tag: best.base(), confidence: 0.5 + share / 2.0 })
        }
        (Some(language), Some(info)) if count >= 5 => Some(Detected {
            tag: Tag::language_only(language),
            confidence: 0.5 * info.confidence(),
        }),
        _ => None,
    }
}

/// A language without a pack, when whatlang, asked about all languages it knows, is sure of it.
fn other_language(text: &str) -> Option<Detected> {
    let info = Detector::new().detect(text)?;
    let language = code(info.lang())?;
    let has_pack = all_packs().any(|tag| tag.language() == language);
    let sure = info.confidence() >= 0.9 && words(text).take(OTHER_WORDS).count() == OTHER_WORDS;
    (sure && !has_pack)
        .then(|| Detected { tag: Tag::language_only(language), confidence: info.confidence() })
}

/// The language of a text among all that can be told apart, with or without a pack. For texts of which
/// it is known that they are in none of the languages that are expected.
pub fn detect_any(text: &str) -> Option<Detected> {
    let info = Detector::new().detect(&text[..text.floor_char_boundary(ENOUGH)])?;
    let tag = code(info.lang()).unwrap_or(info.lang().code()).parse().ok()?;
    // A script that few languages write needs no counting of letters.
    let confidence = if info.script() == Script::Latin { info.confidence() } else { 1.0 };
    Some(Detected { tag, confidence })
}

/// The share of words that are function words of the language, from 0 to 1.
pub(crate) fn function_share(text: &str, tag: &Tag) -> f64 {
    let pack = pack(tag);
    let (mut all, mut known) = (0u32, 0u32);
    for word in words(text).filter(|word| !word.has_digit()) {
        all += 1;
        known += u32::from(pack.words.function.words.contains(&word.text.to_lowercase()));
    }
    if all == 0 { 0.0 } else { f64::from(known) / f64::from(all) }
}

/// ISO 639-1 codes of the languages whatlang tells apart, beside their ISO 639-3 codes.
const CODES: &[(&str, &str)] = &[
    ("ar", "ara"),
    ("bg", "bul"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("id", "ind"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("nb", "nob"),
    ("nl", "nld"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("vi", "vie"),
    ("zh", "cmn"),
];

fn lang(language: &str) -> Option<Lang> {
    let (_, iso639_3) = CODES.iter().find(|(iso639_1, _)| *iso639_1 == language)?;
    Lang::from_code(*iso639_3)
}

fn code(lang: Lang) -> Option<&'static str> {
    CODES.iter().find(|(_, iso639_3)| *iso639_3 == lang.code()).map(|(iso639_1, _)| *iso639_1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<String> {
        detect(text, &[]).map(|detected| detected.tag.to_string())
    }

    #[test]
    fn short_texts_are_recognised() {
        assert_eq!(tag("Die Aktien fielen am Montag um drei Prozent.").as_deref(), Some("de"));
        assert_eq!(tag("Shares in the company fell by three per cent.").as_deref(), Some("en"));
        assert_eq!(tag("Les actions de la société ont chuté lundi.").as_deref(), Some("fr"));
        assert_eq!(tag("sie sind").as_deref(), Some("de"));
    }

    #[test]
    fn a_language_without_a_pack_is_not_taken_for_a_neighbour() {
        let spanish = "El observatorio de la Edad de Bronce fue construido hace casi cuatro mil años y \
                       todavía sirve a la comunidad que vive cerca de la costa.";
        assert_eq!(tag(spanish).as_deref(), Some("es"));
    }

    #[test]
    fn any_language_is_told_by_its_letters() {
        let tag = |text: &str| detect_any(text).map(|detected| detected.tag.to_string());
        assert_eq!(tag("Паромы не ходят с понедельника").as_deref(), Some("ru"));
        assert_eq!(tag("Hajót nem láttunk hétfő óta a kikötőben").as_deref(), Some("hu"));
        assert_eq!(tag("12"), None);
    }

    #[test]
    fn nothing_is_said_about_nothing() {
        assert_eq!(detect("", &[]), None);
        assert_eq!(detect("12.30 – 14.00", &[]), None);
    }

    #[test]
    fn only_allowed_languages_are_proposed() {
        let allowed = ["en".parse().unwrap(), "fr".parse().unwrap()];
        let text = "Les actions de la société ont chuté lundi.";
        assert_eq!(detect(text, &allowed).unwrap().tag.to_string(), "fr");
    }
}
