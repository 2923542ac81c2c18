//! WMT's names of error categories in the terms of MQM-Core, which the rules use.

/// WMT's name, and the categories of MQM-Core that mean the same or lie within it: a type, or a
/// whole dimension. A name with none fits nothing: no rule is meant to find that.
///
/// WMT's names as in Freitag et al. 2021 and in the MQM data of WMT 2020 to 2022, which writes some
/// of them in two ways; the types as in MQM-Core 2.0. WMT has no name for white space, which its
/// raters mark as punctuation.
const TABLE: &[(&str, &[&str])] = &[
    ("Accuracy/Addition", &["accuracy/addition"]),
    ("Accuracy/Mistranslation", &["accuracy/mistranslation"]),
    ("Accuracy/Omission", &["accuracy/omission"]),
    ("Accuracy/Untranslated text", &["accuracy/untranslated"]),
    ("Fluency/Character encoding", &["linguistic-conventions/character-encoding"]),
    ("Fluency/Display", &["design-and-markup", "linguistic-conventions/character-encoding"]),
    ("Fluency/Grammar", &["linguistic-conventions/grammar"]),
    (
        "Fluency/Inconsistency",
        &["linguistic-conventions/textual-conventions", "style/inconsistent-style"],
    ),
    (
        "Fluency/Punctuation",
        &["linguistic-conventions/punctuation", "locale-conventions/punctuation"],
    ),
    ("Fluency/Register", &["style/language-register"]),
    ("Fluency/Spelling", &["linguistic-conventions/spelling"]),
    ("Locale convention", &["locale-conventions"]),
    ("Locale convention/Address format", &["locale-conventions/address-format"]),
    ("Locale convention/Currency format", &["locale-conventions/currency-format"]),
    ("Locale convention/Date format", &["locale-conventions/date-format"]),
    ("Locale convention/Name format", &["locale-conventions/name-format"]),
    ("Locale convention/Number format", &["locale-conventions/number-format"]),
    ("Locale convention/Telephone format", &["locale-conventions/telephone-format"]),
    ("Locale convention/Time format", &["locale-conventions/time-format"]),
    ("Locale/Address format", &["locale-conventions/address-format"]),
    ("Locale/Currency format", &["locale-conventions/currency-format"]),
    ("Locale/Date format", &["locale-conventions/date-format"]),
    ("Locale/Name format", &["locale-conventions/name-format"]),
    ("Locale/Number format", &["locale-conventions/number-format"]),
    ("Locale/Telephone format", &["locale-conventions/telephone-format"]),
    ("Locale/Time format", &["locale-conventions/time-format"]),
    ("Non-translation", &["accuracy/untranslated", "linguistic-conventions/unintelligible"]),
    ("Other", &[]),
    ("Source error", &[]),
    ("Source issue", &[]),
    ("Style/Archaic or obscure word choice", &["style/unidiomatic-style"]),
    ("Style/Awkward", &["style/awkward-style", "style/unidiomatic-style"]),
    ("Style/Bad sentence structure", &["style/awkward-style"]),
    ("Style/Unnatural or awkward", &["style/awkward-style", "style/unidiomatic-style"]),
    ("Terminology/Inappropriate", &["terminology/wrong-term"]),
    ("Terminology/Inappropriate for context", &["terminology/wrong-term"]),
    (
        "Terminology/Inconsistent",
        &["terminology/inconsistent-use", "linguistic-conventions/textual-conventions"],
    ),
    (
        "Terminology/Inconsistent use",
        &["terminology/inconsistent-use", "linguistic-conventions/textual-conventions"],
    ),
];

/// Whether a finding of the MQM-Core `category` is of the kind that an annotator calls `gold`: one
/// of WMT's names, in any case, or a category or dimension of MQM-Core itself.
pub fn fits(gold: &str, category: &str) -> bool {
    match TABLE.iter().find(|(name, _)| name.eq_ignore_ascii_case(gold)) {
        Some((_, meant)) => meant.iter().any(|meant| is_within(category, meant)),
        None => is_within(category, gold),
    }
}

/// What can be seen without understanding the text, as MQM-Core calls it.
const MECHANICAL: &[&str] = &[
    "linguistic-conventions/punctuation",
    "linguistic-conventions/character-encoding",
    "linguistic-conventions/unintelligible",
    "locale-conventions",
];

/// Whether an annotator's category, one of WMT's names or of MQM-Core, is of that kind.
pub fn is_mechanical(gold: &str) -> bool {
    let meant = |it: &str| MECHANICAL.iter().any(|mechanical| is_within(it, mechanical));
    match TABLE.iter().find(|(name, _)| name.eq_ignore_ascii_case(gold)) {
        Some((_, of)) => of.iter().any(|it| meant(it)),
        None => meant(gold),
    }
}

/// Whether a category is the other one, or a type of that dimension.
fn is_within(category: &str, other: &str) -> bool {
    category
        .strip_prefix(other)
        .is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && !other.contains('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_wmt_are_those_of_the_rules() {
        assert!(fits("Fluency/Punctuation", "linguistic-conventions/punctuation"));
        assert!(fits("fluency/punctuation", "linguistic-conventions/punctuation"));
        assert!(fits("Accuracy/Untranslated text", "accuracy/untranslated"));
        assert!(fits("Locale convention", "locale-conventions/date-format"));
        assert!(!fits("Accuracy/Untranslated text", "accuracy/omission"));
        assert!(!fits("Source issue", "accuracy/omission"));
    }

    #[test]
    fn names_of_mqm_core_are_their_own() {
        assert!(fits("accuracy/omission", "accuracy/omission"));
        assert!(fits("accuracy", "accuracy/omission"));
        assert!(!fits("accuracy/omission", "accuracy"));
        assert!(!fits("acc", "accuracy/omission"));
        assert!(!fits("accuracy/omission", "accuracy/omission/part"));
    }
}
