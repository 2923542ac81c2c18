use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;

use super::shape::normal;
use crate::language::{Pack, ResidueCall, WordSet, others};
use crate::text::{OBJECT, Tag, fold, is_quotation_mark, is_word_char, words};

/// What makes a line a left-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Residue {
    /// A phrase of the pack, word for word, with its number of words.
    Phrase(usize),
    /// It begins as lines do that want something of the reader.
    Opening,
    /// Ways of sharing, side by side.
    Menu,
    /// A topic of web pages with what to do about it.
    Call,
    /// The name of a file or an entry in the content system.
    Slug,
}

/// A left-over has no more words than this.
const MOST_WORDS: usize = 24;

/// What parts the items of a menu.
const BARS: [char; 3] = ['|', '·', '•'];

/// The phrases of a language, ready to be looked up.
pub(super) struct Phrases {
    lines: WordSet,
    openings: WordSet,
    channels: WordSet,
    calls: Vec<ResidueCall>,
    frames: Vec<(String, String)>,
    /// How lines and openings begin, the first word with those that stand behind it: most lines begin
    /// otherwise.
    beginnings: HashMap<String, Behind, FixedState>,
    /// How the first two words of lines in frames begin.
    frame_words: Vec<(String, String)>,
    finite_verbs: WordSet,
    joiners: WordSet,
}

impl Phrases {
    /// The phrases of a pack, made once and kept: folding them costs more than a whole article.
    pub(super) fn of(own: &Pack) -> Arc<Phrases> {
        static KNOWN: Mutex<BTreeMap<Tag, Arc<Phrases>>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(own.tag.clone()).or_insert_with(|| Arc::new(Phrases::new(own))).clone()
    }

    /// The phrases of `own`; with those of other languages that are long enough to mean nothing
    /// else, since pages are translated in part.
    fn new(own: &Pack) -> Phrases {
        let normals = |list: &WordSet| list.iter().map(|it| normal(it)).collect::<Vec<_>>();
        let mut lines = normals(&own.publishing.residue_lines.words);
        let mut openings = normals(&own.publishing.residue_openings.words);
        for other in others(own) {
            let other = &other.publishing;
            let at_least = |least: usize| move |phrase: &String| phrase.split(' ').count() >= least;
            let words = normals(&other.residue_lines.words);
            lines.extend(words.into_iter().filter(at_least(2)));
            let words = normals(&other.residue_openings.words);
            openings.extend(words.into_iter().filter(at_least(3)));
        }
        let frames = frames(own);
        let mut beginnings: HashMap<String, Behind, FixedState> = HashMap::default();
        for phrase in lines.iter().chain(&openings) {
            let (first, rest) = next_word(phrase);
            beginnings.entry(first.to_owned()).or_default().add(next_word(rest).0);
        }
        let frame_words = frames.iter().map(|(start, _)| {
            let (first, rest) = next_word(start);
            (first.to_owned(), next_word(rest).0.to_owned())
        });
        Phrases {
            beginnings,
            frame_words: frame_words.collect(),
            lines: lines.into(),
            openings: openings.into(),
            channels: own.publishing.channels.words.clone(),
            calls: own.publishing.residue_calls.clone(),
            frames,
            finite_verbs: own.syntax.finite_verbs.clone(),
            joiners: own.syntax.list_joiners.clone(),
        }
    }

    /// What makes the line a left-over, if it is one.
    pub(super) fn classify(&self, line: &str) -> Option<Residue> {
        let line = line.trim();
        if is_slug(line) {
            return Some(Residue::Slug);
        }
        if starts_quoted(line) {
            return None;
        }
        // A call has no stop behind it and no verb, a menu has its bars, and all the others, labels
        // among them, begin with a word of their own.
        let is_long = || line.split_whitespace().nth(MOST_WORDS).is_some();
        let may_be_any = self.begins(line)
            || BARS.iter().any(|bar| line.contains(*bar))
            || (!ends_a_sentence(line) && !is_long() && !self.has_verb(line));
        if !may_be_any || is_long() {
            return None;
        }
        let plain = normal(line);
        let plain = without_count(&plain);
        if self.lines.contains(plain) {
            return Some(Residue::Phrase(words(plain).count()));
        }
        if self.is_menu(line) {
            return Some(Residue::Menu);
        }
        let framed = |(start, inner): &(String, String)| {
            plain.strip_prefix(start.as_str()).is_some_and(|rest| rest.contains(inner.as_str()))
        };
        if self.frames.iter().any(framed) {
            return Some(Residue::Opening);
        }
        if self.opens(plain) {
            return Some(Residue::Opening);
        }
        self.calls(line, plain).then_some(Residue::Call)
    }

    /// Whether the line begins with the words that lines, openings or frames begin with.
    fn begins(&self, line: &str) -> bool {
        let [first, second] = two_words(line);
        let framed = |(frame, next): &(String, String)| {
            first.starts_with(frame.as_str()) && second.starts_with(next.as_str())
        };
        let known = self.beginnings.get(&first);
        known.is_some_and(|behind| behind.any || behind.words.contains(&second))
            || (!first.is_empty() && self.frame_words.iter().any(framed))
    }

    fn has_verb(&self, line: &str) -> bool {
        let lower = line.to_lowercase();
        words(&lower).any(|word| self.finite_verbs.contains(word.text))
    }

    /// The longest opening is found by looking up every beginning of the line.
    fn opens(&self, line: &str) -> bool {
        let ends = line.char_indices().filter(|(_, c)| !is_word_char(*c)).map(|(at, _)| at);
        ends.take(12).any(|end| self.openings.contains(line[..end].trim_end()))
    }

    /// `Artikel teilen: Facebook | WhatsApp | Link kopieren`
    fn is_menu(&self, line: &str) -> bool {
        let is_phrase = |text: &str| self.lines.contains(without_count(&normal(text)));
        let (labelled, rest) = match line.split_once(':') {
            Some((label, rest)) if is_phrase(label) => (true, rest),
            _ => (false, line),
        };
        if !labelled && !line.contains(BARS) {
            return false;
        }
        let rest = rest.replace(" – ", "|").replace(" - ", "|");
        let pieces = rest
            .split(|c| BARS.contains(&c) || (labelled && c == ','))
            .map(str::trim)
            .filter(|piece| !piece.is_empty());
        let (mut all, mut known) = (0, 0);
        for piece in pieces {
            if piece.split_whitespace().count() > 5 || piece.ends_with(['.', '?', '!']) {
                return false;
            }
            all += 1;
            known += usize::from(is_phrase(piece) || self.names_channel(piece));
        }
        let parted = line.contains(BARS);
        known * 2 > all && ((labelled && known >= 1) || (parted && known >= 2))
    }

    fn names_channel(&self, piece: &str) -> bool {
        piece
            .split_whitespace()
            .any(|word| self.channels.contains(fold(word).trim_matches(['(', ')', ','])))
    }

    /// `Jetzt kostenlos für unseren Newsletter anmelden`
    fn calls(&self, line: &str, plain: &str) -> bool {
        // A sentence speaks about newsletters; a left-over wants us to read them.
        if ends_a_sentence(line) || self.has_verb(line) {
            return false;
        }
        let tokens: Vec<&str> = words(plain).map(|word| word.text).collect();
        let places = |phrase: &str| -> Vec<(usize, usize)> {
            let found = plain.match_indices(phrase).map(|(at, _)| (at, at + phrase.len()));
            found
                .filter(|(start, end)| {
                    !plain[..*start].ends_with(is_word_char)
                        && !plain[*end..].starts_with(is_word_char)
                })
                .collect()
        };
        // The call opens or closes the line or a part of it: `Artikel teilen verboten` is none.
        let is_called = |call: &String| {
            places(&normal(call)).into_iter().any(|(start, end)| {
                let (before, after) = (plain[..start].trim_end(), plain[end..].trim_start());
                let opens = before.is_empty() || before.ends_with([':', ',', '!', '–', '|']);
                let closes = after.is_empty() || after.starts_with([':', ',', '!', '–', '|']);
                let joined = after.split(' ').next().is_some_and(|it| self.joiners.contains(it));
                opens || closes || joined
            })
        };
        self.calls.iter().any(|row| {
            let about = |topic: &String| {
                let topic = fold(topic);
                tokens.iter().any(|it| *it == topic || (topic.len() >= 5 && it.ends_with(&*topic)))
                    || (topic.contains(' ') && !places(&topic).is_empty())
            };
            row.topics.iter().any(about) && row.calls.iter().any(is_called)
        })
    }
}

/// The frames of a language, and those of others: pages are translated in part.
fn frames(own: &Pack) -> Vec<(String, String)> {
    let foreign = others(own).flat_map(|other| other.publishing.residue_frames.clone());
    let all = own.publishing.residue_frames.iter().cloned().chain(foreign);
    all.map(|frame| (normal(&frame.start), normal(&frame.inner))).collect()
}

/// Whether the line speaks about something, and wants nothing of its reader.
fn ends_a_sentence(line: &str) -> bool {
    line.ends_with(['.', '?', '…', ':']) || line.contains(OBJECT)
}

/// What stands behind a first word.
#[derive(Default)]
struct Behind {
    /// Whether anything may.
    any: bool,
    words: HashSet<String, FixedState>,
}

impl Behind {
    /// Adds a second word; without one, anything may stand there.
    fn add(&mut self, word: &str) {
        if word.is_empty() {
            self.any = true;
        } else {
            self.words.insert(word.to_owned());
        }
    }
}

/// The first two words of a line, folded; no more of it is folded than the pieces between spaces in
/// which they stand.
fn two_words(line: &str) -> [String; 2] {
    let (mut found, mut count) = ([String::new(), String::new()], 0);
    for piece in line.split(' ').map(fold) {
        let (mut word, mut rest) = next_word(&piece);
        while !word.is_empty() {
            word.clone_into(&mut found[count]);
            count += 1;
            if count == found.len() {
                return found;
            }
            (word, rest) = next_word(rest);
        }
    }
    found
}

/// The next letters of a line, folded or not, that are no count, up to any apostrophe, of whatever
/// form; and the rest.
fn next_word(line: &str) -> (&str, &str) {
    let is_letter = |c: char| c.is_alphabetic() && c != 'ʼ';
    let line = line.trim_start_matches(|c: char| !is_letter(c));
    line.split_at(line.find(|c: char| !is_letter(c)).unwrap_or(line.len()))
}

/// Whether the first letter stands behind a mark other than a dash or an arrow: what somebody says
/// or what stands in brackets.
fn starts_quoted(line: &str) -> bool {
    // `»` and `›` alone are arrows.
    line.starts_with(|c| c == '(' || is_quotation_mark(c) && !matches!(c, '»' | '›'))
        || (line.starts_with('»') && line.contains('«'))
}

/// `kommentare (14)` and `14 kommentare` as `kommentare`.
fn without_count(line: &str) -> &str {
    let counted = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ');
    let bare = line.trim_end_matches(counted).trim_start_matches(counted);
    if bare.is_empty() { line } else { bare }
}

/// Extensions of files that lie beside an article.
const FILES: [&str; 12] =
    ["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "psd", "indd", "docx", "mp4", "xml"];

/// `ttn-de-58`, `WIR-PUMPE-HAUSHALT_v2`, `foto_0123.jpg`
fn is_slug(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !(6..=80).contains(&line.len()) || !line.chars().all(is_part) {
        return false;
    }
    if !line.starts_with(|c: char| c.is_ascii_alphabetic()) || line.ends_with(['-', '_', '.']) {
        return false;
    }
    let parts: Vec<&str> = line.split(['-', '_']).collect();
    if parts.iter().any(|part| part.is_empty()) {
        return false;
    }
    if let Some((stem, extension)) = line.rsplit_once('.') {
        return FILES.contains(&&*extension.to_ascii_lowercase()) && !stem.is_empty();
    }
    let has_digit = line.bytes().any(|byte| byte.is_ascii_digit());
    let one_case = |line: &str| {
        !line.bytes().any(|byte| byte.is_ascii_uppercase())
            || !line.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    // `sars-cov-2` is a name; a slug has a longer number, or a language before it.
    let ends_in_number = parts.last().is_some_and(|part| {
        part.bytes().all(|byte| byte.is_ascii_digit()) && (part.len() > 1 || parts[1].len() == 2)
    });
    // `BC-HARBOUR-FIRE-2ndLd`: the slug of an agency.
    let shouted = |part: &&&str| part.len() > 1 && part.bytes().all(|it| it.is_ascii_uppercase());
    if parts.len() >= 5 && parts.iter().filter(shouted).count() >= 3 {
        return true;
    }
    match parts.len() {
        0 | 1 => false,
        2 => line.contains('_') && has_digit,
        3 => line.contains('_') || (one_case(line) && ends_in_number),
        // Long chains in small letters are addresses of articles; words joined so have capitals.
        _ => {
            line.contains('_')
                || (one_case(line) && (has_digit || line.to_ascii_lowercase() == line))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn read(tag: &str, line: &str) -> Option<Residue> {
        Phrases::new(&pack(&tag.parse().unwrap())).classify(line)
    }

    #[test]
    fn left_overs_are_told_by_kind() {
        assert_eq!(read("de", "Schreibe einen Kommentar"), Some(Residue::Phrase(3)));
        assert_eq!(read("de", "Kommentare (14)"), Some(Residue::Phrase(1)));
        assert_eq!(read("de", "Leave a reply"), Some(Residue::Phrase(3)));
        assert_eq!(read("de", "Teilen: Facebook, X, E-Mail"), Some(Residue::Menu));
        assert_eq!(read("fr", "Partager cet article : Facebook – X"), Some(Residue::Menu));
        assert_eq!(read("de", "Folgen Sie uns auf Instagram"), Some(Residue::Opening));
        assert_eq!(
            read("de", "Der Klima-Newsletter: Jetzt kostenlos anmelden"),
            Some(Residue::Call)
        );
        assert_eq!(read("fr", "Recevez notre infolettre"), Some(Residue::Call));
    }

    #[test]
    fn slugs_are_no_words() {
        for slug in [
            "BC-HARBOUR-FIRE-NORTH-2ndLd",
            "ttn-de-58",
            "WIR_PUMPE_v2",
            "foto_0123.jpg",
            "der-zug-faehrt-wieder",
        ] {
            assert_eq!(read("de", slug), Some(Residue::Slug), "{slug}");
        }
        for word in
            ["U-20-WM", "Covid-19", "G-20-Gipfel", "Rhein-Main-Verkehr", "A-100", "sars-cov-2"]
        {
            assert_eq!(read("de", word), None, "{word}");
        }
    }

    #[test]
    fn what_speaks_about_pages_is_no_left_over() {
        for line in [
            "Kommentar: Jetzt muss der Senat handeln",
            "Facebook, Instagram, WhatsApp: Ein Konzern hört zu",
            "Wer den Newsletter abonnieren will, muss zahlen",
            "Der Verlag will seinen Newsletter einstellen.",
            "„Schreibe einen Kommentar“",
            "Artikel teilen verboten",
        ] {
            assert_eq!(read("de", line), None, "{line}");
        }
    }
}
