use serde::Deserialize;

use crate::language::WordSet;

/// Where sentences end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {
    /// Where the facts come from.
    pub source: String,
    /// Whether a full stop behind digits makes an ordinal (`3. Oktober`).
    pub ordinal_period: bool,
    /// Words behind an ordinal that show it to be one, beside months: `Jahrhundert`, `Platz`.
    pub ordinal_nouns: WordSet,
    /// Words in lower case that show a number behind them to be an ordinal: `der`, `am`.
    pub ordinal_determiners: WordSet,
    /// Words that a single letter follows as a name, so that its stop ends the sentence: `Gruppe B.`
    pub lettered: WordSet,
    /// Words (capitalised) that often start a sentence and hardly ever follow an abbreviation
    /// inside one: articles, pronouns, conjunctions.
    pub starters: WordSet,
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
    pub list_joiners: WordSet,
    /// Words that may open an addition behind the verb (`darunter`, `etwa`, `nämlich`).
    pub afterthought_openers: WordSet,
    /// Finite verbs so common that a clause without any is known by their absence.
    pub finite_verbs: WordSet,
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
    pub subordinators: WordSet,
    /// Whether parts of a compound with a name or an acronym are all joined by hyphens.
    pub hyphenated_compounds: bool,
    /// Words that may stand before a noun and its adjectives: articles, possessives, numerals.
    pub determiners: WordSet,
    /// Words that open a prepositional phrase.
    pub prepositions: WordSet,
    /// Words for a whole whose parts may be listed behind the verb (`alles`, `zweierlei`).
    pub summing_words: WordSet,
    /// Nouns, as written, that may stand before another one which says what they name (`das Wort
    /// Freiheit`, `Mutter Natur`).
    pub naming_nouns: WordSet,
    /// How determiners may end before a noun in the dative, behind which another noun may be an object
    /// of its own (`gab dem Kind Wasser`).
    pub dative_endings: Vec<String>,
    /// Particles behind which the infinitive marker stands inside a verb (`ein` in
    /// `einzuschränken`).
    pub separable_prefixes: WordSet,
    /// Nouns, as written, that measure in the middle of a compound (`Zoll` in `12-Zoll-Leitung`).
    pub measure_nouns: WordSet,
}

/// Attribution of speech.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {
    /// Where the facts come from.
    pub source: String,
    /// Finite verbs of saying as they stand behind a quotation (`sagte`, `said`, `a dit`).
    pub verbs: WordSet,
    /// Words besides names that may follow the verb as its subject (`er`, `sie`, `der`, `ein`).
    pub subjects: WordSet,
    /// Verb forms, in lower case, that show indirect speech (`habe`, `sei`, `würde`).
    pub reported_verbs: WordSet,
    /// Pronouns of the first person, in lower case: who speaks so speaks directly.
    pub first_person: WordSet,
    /// Whether a dash at the start of a paragraph shows speech, as quotation marks do.
    pub dialogue_dash: bool,
}

/// Editorial brackets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Brackets {
    /// Where the facts come from.
    pub source: String,
    /// Contents that stay as they are (`sic`, `…`, `Anm. d. Red.`).
    pub kept: WordSet,
}
