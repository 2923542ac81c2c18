use super::{Config, Override};
use crate::settings::{Selection, Settings, Weights};

impl Config {
    /// This one where it says something, else `base`. Tables are merged key by key, overrides and
    /// custom rules are those of both.
    pub fn over(self, base: Config) -> Config {
        let mut merged = Config {
            extend: None,
            select: self.select.or(base.select),
            extend_select: joined(base.extend_select, self.extend_select),
            ignore: joined(base.ignore, self.ignore),
            preview: self.preview.or(base.preview),
            min_severity: self.min_severity.or(base.min_severity),
            min_confidence: self.min_confidence.or(base.min_confidence),
            fail_on: self.fail_on.or(base.fail_on),
            max_findings: base.max_findings,
            max_penalty: self.max_penalty.or(base.max_penalty),
            max_document_penalty: self.max_document_penalty.or(base.max_document_penalty),
            score: base.score,
            source_lang: self.source_lang.or(base.source_lang),
            target_lang: self.target_lang.or(base.target_lang),
            variants: base.variants,
            pairs: self.pairs.or(base.pairs),
            lexicons: self.lexicons.or(base.lexicons),
            glossary: self.glossary.or(base.glossary),
            baseline: self.baseline.or(base.baseline),
            severities: base.severities,
            rules: base.rules,
            style: base.style.with(&self.style),
            overrides: joined(base.overrides, self.overrides),
            custom: base.custom,
        };
        merged.max_findings.extend(self.max_findings);
        merged.score.extend(self.score);
        merged.variants.extend(self.variants);
        merged.severities.extend(self.severities);
        for (rule, table) in self.rules {
            merged.rules.entry(rule).or_default().extend(table);
        }
        for rule in self.custom {
            merged.custom.retain(|it| it.name != rule.name);
            merged.custom.push(rule);
        }
        merged
    }

    /// The same for a file that an override is for.
    pub fn overridden(self, by: &Override) -> Config {
        let over = Config {
            select: by.select.clone(),
            extend_select: by.extend_select.clone(),
            ignore: by.ignore.clone(),
            min_severity: by.min_severity,
            min_confidence: by.min_confidence,
            source_lang: by.source_lang.clone(),
            target_lang: by.target_lang.clone(),
            variants: by.variants.clone(),
            severities: by.severities.clone(),
            rules: by.rules.clone(),
            style: by.style.clone(),
            ..Config::default()
        };
        over.over(self)
    }

    /// How findings are weighed.
    pub fn weights(&self) -> Weights {
        Weights::with(&self.score)
    }

    /// The settings of a check.
    pub fn settings(&self) -> Settings {
        let preset = Settings::default();
        Settings {
            selection: Selection {
                select: self.select.iter().flatten().cloned().collect(),
                extend: self.extend_select.iter().cloned().collect(),
                ignore: self.ignore.iter().cloned().collect(),
                preview: self.preview.unwrap_or(false),
            },
            min_severity: self.min_severity.unwrap_or(preset.min_severity),
            min_confidence: self.min_confidence.unwrap_or(preset.min_confidence),
            source_language: self.source_lang.clone(),
            target_language: self.target_lang.clone(),
            severities: self.severities.clone(),
            options: self.rules.clone(),
            house: self.style.clone(),
            custom: self.custom.clone(),
        }
    }
}

fn joined<T: PartialEq>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
    for item in second {
        if !first.contains(&item) {
            first.push(item);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{PenaltyKind, Severity};

    fn config(text: &str) -> Config {
        Config::parse(text).unwrap()
    }

    #[test]
    fn what_a_file_says_goes_over_what_it_extends() {
        let base = config(
            "select = ['quotes']\nignore = ['a']\nfail-on = 'critical'\n\
             [rules.x]\none = 1\ntwo = 2\n[severities]\nx = 'info'\ny = 'info'\n\
             [style]\naccepted = ['Foo']\n[style.numbers]\ndecimal = ','\n\
             [score]\nmajor = 4\ncritical = 10\n",
        );
        let own = config(
            "select = ['brackets']\nignore = ['b']\n[rules.x]\ntwo = 3\n[severities]\nx = 'major'\n\
             [style]\naccepted = ['Bar']\nquotation = ['»', '«']\n[style.numbers]\ngrouping = '.'\n\
             [score]\nmajor = 3\n",
        );
        let merged = own.over(base);
        assert_eq!(merged.select.as_deref(), Some(&["brackets".to_owned()][..]));
        assert_eq!(merged.ignore, ["a", "b"]);
        assert_eq!(merged.fail_on, Some(Severity::Critical));
        assert_eq!(merged.rules["x"].to_string(), "one = 1\ntwo = 3\n");
        assert_eq!(merged.severities["x"], Severity::Major);
        assert_eq!(merged.severities["y"], Severity::Info);
        assert_eq!(merged.weights().of(PenaltyKind::Major), 3.0);
        assert_eq!(merged.weights().of(PenaltyKind::Critical), 10.0);
        assert_eq!(merged.style.accepted.len(), 2);
        assert_eq!(merged.style.numbers.unwrap().decimal.as_deref(), Some(","));
    }

    #[test]
    fn overrides_are_for_some_files() {
        let all = config("ignore = ['a']\n[[overrides]]\nfiles = ['*.md']\nignore = ['b']\n");
        let by = all.overrides[0].clone();
        assert_eq!(all.overridden(&by).settings().selection.ignore.len(), 2);
        assert!(Config::parse("[[overrides]]\nignore = ['b']\n").is_err(), "files are required");
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "preview = true\n[variants]\nde = \"de-CH\"\n[[custom]]\nname = \"x\"\n\
                    message = \"m\"\nfind = \"y\"\nbad = [\"y\", { target = \"y\", fixed = \"z\" }]\n";
        let read = config(text);
        assert_eq!(config(&toml::to_string(&read).unwrap()), read);
    }
}
