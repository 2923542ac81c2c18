use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::text::Tag;

/// What bilint knows about one language in one region.
///
/// Every table names its `source`: a CLDR version, a document that was read, or
/// `practice, unverified`. Words are written as in running text unless a field says otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pack {
    /// The language, with the region when the pack was asked for one that differs.
    pub tag: Tag,
    /// The language's English name.
    pub name: String,
    /// Quotation marks and how they are used.
    pub quotes: Quotes,
    /// Spaces between words, marks and signs.
    pub spacing: Spacing,
    /// Marks that end or part sentences, dashes, apostrophes.
    pub punctuation: Punctuation,
    /// Letters beyond a to z.
    pub letters: Letters,
    /// How numbers are written.
    pub numbers: Numbers,
    /// Names of months and weekdays.
    pub calendar: Calendar,
    /// Words that end in a full stop.
    pub abbreviations: Abbreviations,
    /// Where sentences end.
    pub sentences: Sentences,
    /// Words by which the language is known.
    pub words: Words,
    /// Square brackets that editors put in.
    pub brackets: Brackets,
    /// How speech is attributed.
    pub speech: Speech,
    /// Order of words and the building of compounds.
    pub syntax: Syntax,
    /// Names and acronyms.
    pub names: Names,
    /// What content systems and agencies leave in a text.
    pub publishing: Publishing,
}

impl Pack {
    /// Whether a word, given in lower case, is one of the language: a function word, a common word
    /// or a loan word. Rare words are not in the lists, so that `false` says little.
    pub fn knows(&self, lower: &str) -> bool {
        self.has_of_its_own(lower) || self.words.loans.words.contains(lower)
    }

    /// Whether a word, given in lower case, shows the language: a function word or a common word,
    /// but no loan word, which another language has as well (`Guide`).
    pub fn has_of_its_own(&self, lower: &str) -> bool {
        self.words.function.words.contains(lower) || self.words.common.words.contains(lower)
    }
}

/// An opening and a closing mark.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "(String, String)")]
pub struct MarkPair {
    /// The opening mark, without padding.
    pub open: String,
    /// The closing mark, without padding.
    pub close: String,
}

impl From<(String, String)> for MarkPair {
    fn from((open, close): (String, String)) -> Self {
        Self { open, close }
    }
}

/// Quotation marks: the first style is the language's own, the others are at home in it too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotes {
    /// The styles, the usual one first.
    pub styles: Vec<QuoteStyle>,
    /// What surrounds the marks.
    pub conventions: QuoteConventions,
}

/// One consistent way of quoting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteStyle {
    /// Where the fact comes from.
    pub source: String,
    /// What people call it (`newspaper`, `book`, `Swiss`).
    pub name: String,
    /// The outer marks.
    pub primary: MarkPair,
    /// The marks of a quotation inside a quotation.
    pub secondary: MarkPair,
}

/// How quotation marks meet other marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteConventions {
    /// Where the facts come from.
    pub source: String,
    /// Where the comma between quoted speech and its attribution stands: `outside` or `inside` the
    /// closing mark, or `either`.
    pub comma: CommaPlace,
    /// Whether a comma parts quoted speech from an attribution behind it (`“, sagte er`).
    pub attribution_comma: bool,
    /// Whether an attribution may stand inside the marks (French incise: « Nous, dit-il, … »).
    pub attribution_inside: bool,
    /// The spaces that may stand inside the marks; empty where none may.
    pub padding: Vec<String>,
}

/// Where a comma stands beside a closing quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommaPlace {
    /// Behind it (German, British English for most).
    Outside,
    /// Before it (American English).
    Inside,
    /// Both are in use.
    Either,
}

/// Spaces.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Spacing {
    /// Where the facts come from.
    pub source: String,
    /// Marks before which a space belongs (French `:;!?»`), or may stand.
    pub spaced_before: String,
    /// Signs behind a number that a space parts from it (`%`, `°C`, `€`, `km`).
    pub spaced_units: BTreeSet<String>,
    /// Whether newsrooms hold to that space, so that its absence is a fault; where they do not, it
    /// is a matter of fine typography.
    pub strict_units: bool,
    /// The space that is put in by a fix, usually U+00A0.
    pub unit_space: String,
}

/// Marks other than quotation marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Punctuation {
    /// Where the facts come from.
    pub source: String,
    /// The marks in use, beside digits and letters (CLDR punctuation exemplars).
    pub marks: String,
    /// Marks of other scripts and what stands for them here (`，` = `,`).
    pub foreign: BTreeMap<String, String>,
    /// The typographic apostrophe.
    pub apostrophe: String,
    /// Whether the language marks possession with apostrophe and s.
    pub possessive_apostrophe: bool,
    /// The dash of a parenthesis, with the spaces around it (` – ` or `—`).
    pub dash: String,
    /// Marks that open what `?` and `!` close (`¿`, `¡`); empty for most languages.
    pub inverted: Vec<MarkPair>,
}

/// Letters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Letters {
    /// Where the facts come from.
    pub source: String,
    /// Letters beyond a to z in the language's own words, lower case (CLDR main exemplars).
    pub special: String,
    /// The vowels that may have an accent, in lower case and without it.
    pub accented_vowels: String,
    /// Whether nouns are capitalised within a sentence.
    pub capital_nouns: bool,
}

/// Numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Numbers {
    /// Where the separators come from.
    pub source: String,
    /// The decimal mark.
    pub decimal: String,
    /// Marks that group digits by three, the usual one first; spaces included.
    pub group: Vec<String>,
    /// Words for powers of ten.
    pub scale: Scale,
    /// Words for small numbers.
    pub words: NumberWords,
}

/// Words for powers of ten.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scale {
    /// Where the facts come from.
    pub source: String,
    /// Word or abbreviation (as written, with its full stop) to its power of ten.
    pub powers: BTreeMap<String, u8>,
}

/// Number words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberWords {
    /// Where the facts come from.
    pub source: String,
    /// Lower-case word to value; words that are mostly something else (`ein`) are left out.
    pub values: BTreeMap<String, u64>,
}

/// The calendar.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calendar {
    /// Where the facts come from.
    pub source: String,
    /// January to December, each with its forms, the full name first.
    pub months: Vec<Vec<String>>,
    /// Monday to Sunday, each with its forms, the full name first.
    pub weekdays: Vec<Vec<String>>,
}

/// Words that end in a full stop which is not the end of a sentence.
///
/// An entry that starts with a hyphen is the end of compounds (`-str.`); one that goes on behind its
/// stop is not parted there (`p.m. Eastern`); names that end in another stop count too (`Yahoo!`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Abbreviations {
    /// Those that never end a sentence: titles, `z. B.`, `Nr.`
    pub never_final: SourcedWords,
    /// Those that may end one: `usw.`, `etc.`, `Co.`, `v. Chr.`
    pub maybe_final: SourcedWords,
}

/// A list of words with its source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourcedWords {
    /// Where the list comes from.
    pub source: String,
    /// The words.
    pub words: BTreeSet<String>,
}

/// Where sentences end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {
    /// Where the facts come from.
    pub source: String,
    /// Whether a full stop behind digits makes an ordinal (`3. Oktober`).
    pub ordinal_period: bool,
    /// Words behind an ordinal that show it to be one, beside months: `Jahrhundert`, `Platz`.
    pub ordinal_nouns: BTreeSet<String>,
    /// Words in lower case that show a number behind them to be an ordinal: `der`, `am`.
    pub ordinal_determiners: BTreeSet<String>,
    /// Words that a single letter follows as a name, so that its stop ends the sentence: `Gruppe B.`
    pub lettered: BTreeSet<String>,
    /// Words (capitalised) that often start a sentence and hardly ever follow an abbreviation
    /// inside one: articles, pronouns, conjunctions.
    pub starters: BTreeSet<String>,
}

/// Words by which a language is known, all in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries, particles.
    pub function: SourcedWords,
    /// Common words of news that carry content.
    pub common: SourcedWords,
    /// Words that may rightly stand twice in a row (`die die`, `sehr sehr`).
    pub doubling: SourcedWords,
    /// Words that may stand twice in a row when people talk, and nowhere else (`so so`).
    pub spoken_doubling: SourcedWords,
    /// Prepositions that may stand twice in a row since attributes stand before their noun and may
    /// have a preposition of their own (`in in Kiel ansässigen Firmen`); none in most languages.
    pub nesting_prepositions: SourcedWords,
    /// Words taken over from other languages that belong to this one (`Software`, `Start-up`).
    pub loans: SourcedWords,
}

/// Editorial brackets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Brackets {
    /// Where the facts come from.
    pub source: String,
    /// Contents that stay as they are (`sic`, `…`, `Anm. d. Red.`).
    pub kept: BTreeSet<String>,
}

/// Attribution of speech.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {
    /// Where the facts come from.
    pub source: String,
    /// Finite verbs of saying as they stand behind a quotation (`sagte`, `said`, `a dit`).
    pub verbs: BTreeSet<String>,
    /// Words besides names that may follow the verb as its subject (`er`, `sie`, `der`, `ein`).
    pub subjects: BTreeSet<String>,
    /// Verb forms, in lower case, that show indirect speech (`habe`, `sei`, `würde`).
    pub reported_verbs: BTreeSet<String>,
    /// Pronouns of the first person, in lower case: who speaks so speaks directly.
    pub first_person: BTreeSet<String>,
}

/// Order of words and compounds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Syntax {
    /// Where the facts come from.
    pub source: String,
    /// Whether infinitives and participles stand behind their objects, at the clause's end.
    pub verb_final: bool,
    /// The word before an infinitive (`zu`, `to`).
    pub infinitive_marker: String,
    /// How infinitives end.
    pub infinitive_endings: Vec<String>,
    /// Words that join the last item to a list (`und`, `oder`, `sowie`).
    pub list_joiners: BTreeSet<String>,
    /// Words that may open an addition behind the verb (`darunter`, `etwa`, `nämlich`).
    pub afterthought_openers: BTreeSet<String>,
    /// Finite verbs so common that a clause without any is known by their absence.
    pub finite_verbs: BTreeSet<String>,
    /// Endings of finite verbs in the past or the third person (`te`, `ten`, `t`).
    pub finite_endings: Vec<String>,
    /// Endings of participles, beside those of infinitives, which verbs in the third person may have
    /// too (`t` of `gebaut` and `baut`).
    pub participle_endings: Vec<String>,
    /// Endings of adjectives before a noun; those that infinitives have too are told apart by what
    /// stands around.
    pub adjective_endings: Vec<String>,
    /// Those of them that verbs hardly ever have.
    pub clear_adjective_endings: Vec<String>,
    /// The letters that these endings are made of: without them at their ends the forms of an
    /// adjective meet.
    pub adjective_letters: String,
    /// Words that open a subordinate clause.
    pub subordinators: BTreeSet<String>,
    /// Whether parts of a compound with a name or an acronym are all joined by hyphens.
    pub hyphenated_compounds: bool,
    /// Words that may stand before a noun and its adjectives: articles, possessives, numerals.
    pub determiners: BTreeSet<String>,
    /// Words that open a prepositional phrase.
    pub prepositions: BTreeSet<String>,
    /// Words for a whole whose parts may be listed behind the verb (`alles`, `zweierlei`).
    pub summing_words: BTreeSet<String>,
    /// Particles behind which the infinitive marker stands inside a verb (`ein` in
    /// `einzuschränken`).
    pub separable_prefixes: BTreeSet<String>,
    /// Nouns, as written, that measure in the middle of a compound (`Zoll` in `12-Zoll-Leitung`).
    pub measure_nouns: BTreeSet<String>,
}

/// Names and acronyms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Nouns, lower case, that businesses are named by; compounds end in them. Before them an
    /// apostrophe and s is the name's own (`Eva’s Blumenladen`) where the language has no other.
    pub businesses: SourcedWords,
    /// Acronyms that mix capitals and small letters, in their right form (`SaaS`, `IoT`).
    pub mixed_case_acronyms: SourcedWords,
    /// Forms that differ by case only and both are right: `EU` and `eu`, `IT` and `it`.
    pub case_pairs: SourcedWords,
    /// Endings with a capital inside a word that mark gender, not a name (`Innen`).
    pub gender_endings: SourcedWords,
    /// Names that hold an apostrophe and s (`McDonald’s`).
    pub apostrophe_names: SourcedWords,
    /// Letters at a name's end behind which the genitive has no s (`Hans’ Haus`).
    pub sibilants: SourcedWords,
    /// Lower-case words that open a family name and are prepositions too, so that they rightly stand
    /// twice: `von von der Leyen`.
    pub particles: SourcedWords,
}

/// A line that a content system writes around a title: `Der Beitrag … erschien zuerst auf …`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResidueFrame {
    /// Where the fact comes from.
    pub source: String,
    /// How the line begins.
    pub start: String,
    /// What stands in it later on.
    pub inner: String,
}

/// What content systems and agencies leave in a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publishing {
    /// Whole lines that a content system puts under a text, exact but for case and final marks:
    /// comment prompts, cookie notices.
    pub residue_lines: SourcedWords,
    /// Beginnings of lines that ask the reader for something: share, subscribe, read on.
    pub residue_openings: SourcedWords,
    /// Beginnings of credit lines that translate an English one (`Zusätzliche Berichterstattung von`).
    pub credit_openings: SourcedWords,
    /// Words that render the `via` of a photo credit but should not (`über`, `durch`).
    pub credit_prepositions: SourcedWords,
    /// Agencies and picture desks.
    pub agencies: SourcedWords,
    /// Words that open a credit when a colon follows: `Foto`, `Bild`.
    pub credit_labels: SourcedWords,
    /// What lines ask of the reader in words of their own: `Jetzt für den Newsletter anmelden`.
    pub residue_calls: Vec<ResidueCall>,
    /// Sentences that a content system makes from its own words and a title.
    pub residue_frames: Vec<ResidueFrame>,
    /// Networks and other ways of sharing, as share menus name them.
    pub channels: SourcedWords,
    /// Names of the codes that content systems put into square brackets: `caption`, `embed`.
    pub short_codes: SourcedWords,
}

/// Something that a web page wants of its reader: a short line without a final stop that holds one
/// of the topics and one of the calls. All in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResidueCall {
    /// Where the words come from.
    pub source: String,
    /// What it is about: the word, or the last part of a compound (`newsletter`).
    pub topics: BTreeSet<String>,
    /// What to do: a word or several (`anmelden`, `laisser un`).
    pub calls: BTreeSet<String>,
}
