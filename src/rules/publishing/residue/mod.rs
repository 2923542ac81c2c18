//! Which lines a content system left, and of what kind they are. Single phrases are looked up here;
//! what is made of several (`menus`, `calls`) or of none (`slugs`) has a room of its own.

mod beginnings;
mod calls;
mod menus;
mod slugs;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use self::beginnings::Beginnings;
use self::calls::Calls;
use self::slugs::is_slug;
use super::shape::normal;
use crate::language::{Pack, WordSet, others};
use crate::text::{OBJECT, Tag, is_quotation_mark, is_word_char, words};

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
    calls: Vec<Calls>,
    frames: Vec<(String, String)>,
    beginnings: Beginnings,
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
        let starts = frames.iter().map(|(start, _)| start);
        Phrases {
            beginnings: Beginnings::of(lines.iter().chain(&openings), starts),
            lines: lines.into(),
            openings: openings.into(),
            channels: own.publishing.channels.words.clone(),
            calls: own.publishing.residue_calls.iter().map(Calls::of).collect(),
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
        let may_be_any = self.beginnings.begin(line)
            || has_bar(line)
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

    fn has_verb(&self, line: &str) -> bool {
        let lower = line.to_lowercase();
        words(&lower).any(|word| self.finite_verbs.contains(word.text))
    }

    /// The longest opening is found by looking up every beginning of the line.
    fn opens(&self, line: &str) -> bool {
        let ends = line.char_indices().filter(|(_, c)| !is_word_char(*c)).map(|(at, _)| at);
        ends.take(12).any(|end| self.openings.contains(line[..end].trim_end()))
    }
}

/// The frames of a language, and those of others: pages are translated in part.
fn frames(own: &Pack) -> Vec<(String, String)> {
    let foreign = others(own).flat_map(|other| other.publishing.residue_frames.clone());
    let all = own.publishing.residue_frames.iter().cloned().chain(foreign);
    all.map(|frame| (normal(&frame.start), normal(&frame.inner))).collect()
}

/// Whether anything in the line may part the items of a menu.
fn has_bar(line: &str) -> bool {
    let last_byte = |bar: char| {
        let mut bytes = [0; 4];
        bar.encode_utf8(&mut bytes).bytes().next_back().unwrap_or_default()
    };
    let [one, two, three] = BARS.map(last_byte);
    // Most lines do not even have their bytes.
    memchr::memchr3(one, two, three, line.as_bytes()).is_some() && line.contains(BARS)
}

/// Whether the line speaks about something, and wants nothing of its reader.
fn ends_a_sentence(line: &str) -> bool {
    line.ends_with(['.', '?', '…', ':']) || line.contains(OBJECT)
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
        assert_eq!(read("de", "ttn-de-58"), Some(Residue::Slug));
    }

    #[test]
    fn words_with_hyphens_are_no_left_overs() {
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
