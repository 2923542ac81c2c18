//! What can be set about a rule, by name, with its type.

use std::collections::BTreeMap;

/// Something that can be set about a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleOption {
    /// The name: kebab-case.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub what: &'static str,
    /// What holds when nothing is said; tells the type too.
    pub preset: Preset,
}

/// What holds when nothing is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Preset {
    /// A whole number, 0 or more.
    Count(usize),
    /// A number from 0 to 1.
    Share(f64),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    Words(&'static [&'static str]),
}

/// A value of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionValue {
    /// A whole number, 0 or more.
    Count(usize),
    /// A number from 0 to 1.
    Share(f64),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    Words(Vec<String>),
}

/// The options of one rule with their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    values: BTreeMap<&'static str, OptionValue>,
}

/// An option that does not fit its rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct OptionError {
    /// The option, as it was named.
    pub option: String,
    /// What is wrong, and what there is.
    pub message: String,
}

impl Preset {
    /// What kind of value it is, in words.
    pub const fn kind(self) -> &'static str {
        match self {
            Preset::Count(_) => "a whole number, 0 or more",
            Preset::Share(_) => "a number from 0 to 1",
            Preset::Flag(_) => "true or false",
            Preset::Words(_) => "a list of texts",
        }
    }

    fn value(self) -> OptionValue {
        match self {
            Preset::Count(count) => OptionValue::Count(count),
            Preset::Share(share) => OptionValue::Share(share),
            Preset::Flag(flag) => OptionValue::Flag(flag),
            Preset::Words(words) => {
                OptionValue::Words(words.iter().map(|word| (*word).to_owned()).collect())
            }
        }
    }

    fn read(self, value: &toml::Value) -> Option<OptionValue> {
        match self {
            Preset::Count(_) => {
                let count = value.as_integer().and_then(|it| usize::try_from(it).ok())?;
                Some(OptionValue::Count(count))
            }
            Preset::Share(_) => {
                let whole = value.as_integer().map(|it| if it == 1 { 1.0 } else { it as f64 });
                let share = value.as_float().or(whole)?;
                (0.0..=1.0).contains(&share).then_some(OptionValue::Share(share))
            }
            Preset::Flag(_) => value.as_bool().map(OptionValue::Flag),
            Preset::Words(_) => {
                let words = value.as_array()?.iter().map(|it| it.as_str().map(str::to_owned));
                words.collect::<Option<Vec<_>>>().map(OptionValue::Words)
            }
        }
    }
}

impl Options {
    /// The presets of a rule.
    pub fn presets(declared: &'static [RuleOption]) -> Options {
        let values = declared.iter().map(|it| (it.name, it.preset.value())).collect();
        Options { values }
    }

    /// What a table sets, the rest as preset.
    ///
    /// # Errors
    /// When the rule has no such option, or the value is of another kind.
    pub fn read(
        rule: &str,
        declared: &'static [RuleOption],
        table: &toml::Table,
    ) -> Result<Options, OptionError> {
        let mut options = Options::presets(declared);
        for (name, value) in table {
            let error = |message: String| OptionError { option: name.clone(), message };
            let Some(option) = declared.iter().find(|option| option.name == name) else {
                let names: Vec<&str> = declared.iter().map(|option| option.name).collect();
                return Err(error(match names.is_empty() {
                    true => format!("`{rule}` has no options, so no `{name}`"),
                    false => format!(
                        "`{rule}` has no option `{name}`; there is `{}`",
                        names.join("`, `")
                    ),
                }));
            };
            let read = option.preset.read(value);
            let wanted = || error(format!("`{name}` of `{rule}` is {}", option.preset.kind()));
            options.values.insert(option.name, read.ok_or_else(wanted)?);
        }
        Ok(options)
    }

    /// A whole number; 0 when the rule declares no such option.
    pub fn count(&self, name: &str) -> usize {
        match self.values.get(name) {
            Some(OptionValue::Count(count)) => *count,
            _ => 0,
        }
    }

    /// A number from 0 to 1; 0 when the rule declares no such option.
    pub fn share(&self, name: &str) -> f64 {
        match self.values.get(name) {
            Some(OptionValue::Share(share)) => *share,
            _ => 0.0,
        }
    }

    /// Yes or no; no when the rule declares no such option.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.values.get(name), Some(OptionValue::Flag(true)))
    }

    /// A list of texts; empty when the rule declares no such option.
    pub fn words(&self, name: &str) -> &[String] {
        match self.values.get(name) {
            Some(OptionValue::Words(words)) => words,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLARED: &[RuleOption] = &[
        RuleOption { name: "least-words", what: "…", preset: Preset::Count(5) },
        RuleOption { name: "words", what: "…", preset: Preset::Words(&["a"]) },
    ];

    fn read(text: &str) -> Result<Options, OptionError> {
        Options::read("a-rule", DECLARED, &text.parse().unwrap())
    }

    #[test]
    fn options_have_types_and_presets() {
        let options = read("least-words = 7").unwrap();
        assert_eq!(options.count("least-words"), 7);
        assert_eq!(options.words("words"), ["a"]);
        assert!(!options.flag("least-words"));
        let error = read("most-words = 7").unwrap_err();
        assert_eq!(error.option, "most-words");
        assert!(error.message.contains("there is `least-words`, `words`"), "{error}");
        assert!(read("least-words = -1").unwrap_err().message.contains("a whole number"));
        assert!(read("words = [1]").unwrap_err().message.contains("a list of texts"));
    }
}
