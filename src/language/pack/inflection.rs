use serde::Deserialize;

/// How the forms of a word differ from the one that stands in a dictionary: a light description,
/// good for recognising a word and no grammar.
///
/// Everything is written folded (lower case, without accents), as [`fold`](crate::text::fold) does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Inflection {
    /// Where the facts come from.
    pub source: String,
    /// Endings with what stands in their place in the dictionary: `["ies", "y"]`.
    pub endings: Vec<(String, String)>,
    /// Letters that may double before an ending (`stopped`); none in most languages.
    pub doubling: String,
    /// What a participle starts with (`ge`); may be empty.
    pub participle: String,
    /// What stands between a separable prefix and its verb (`zu` in `anzukommen`); may be empty.
    pub infinitive: String,
    /// Prefixes that part from their verb (`kommt … an`).
    pub separable: Vec<String>,
    /// Prefixes that stay with their verb.
    pub inseparable: Vec<String>,
    /// What joins the parts of a compound written as one word (`s` in `Arbeitsmarkt`); an empty list
    /// where compounds are not written as one.
    pub joints: Vec<String>,
}
