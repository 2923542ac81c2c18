//! `FILE.bilint.toml`: what is accepted in a file whose format has no comments.

use serde::{Deserialize, Deserializer, de::Error};

/// What a side file accepts.
///
/// ```
/// let text = "[[ignore]]\nrules = [\"repeated-word\"]\nline = 12\nreason = \"a title\"\n";
/// assert!(bilint::check::SideFile::parse(text).is_ok());
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideFile {
    #[serde(default)]
    ignore: Vec<Entry>,
}

/// One thing that is accepted. What is not said does not matter; so without `line`, `text` and `id`
/// it holds for the whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Rules or groups.
    #[serde(deserialize_with = "some_names")]
    pub rules: Vec<String>,
    /// Why.
    #[serde(deserialize_with = "not_blank")]
    pub reason: String,
    /// The line where the finding begins, from 1.
    pub line: Option<usize>,
    /// What the finding's excerpt holds.
    pub text: Option<String>,
    /// The record.
    pub id: Option<String>,
}

impl SideFile {
    /// Reads a side file.
    ///
    /// # Errors
    /// When it is no TOML of this shape, or an entry lacks its rules or its reason; the error knows
    /// the place.
    pub fn parse(text: &str) -> Result<SideFile, toml::de::Error> {
        toml::from_str(text)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.ignore.iter()
    }
}

fn some_names<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    let names = Vec::deserialize(input)?;
    if names.is_empty() {
        return Err(D::Error::custom("a rule has to be named here"));
    }
    Ok(names)
}

fn not_blank<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let text = String::deserialize(input)?;
    if text.trim().is_empty() {
        return Err(D::Error::custom("the reason is required"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_required() {
        let error = SideFile::parse("[[ignore]]\nrules = [\"quotes\"]\n").unwrap_err();
        assert!(error.message().contains("reason"), "{error}");
        let error = SideFile::parse("[[ignore]]\nrules = [\"quotes\"]\nreason = \" \"\n");
        assert_eq!(error.unwrap_err().span(), Some(39..42));
        let file = "[[ignore]]\nrules = [\"quotes\"]\nreason = \"so\"\nid = \"7\"\n";
        assert_eq!(SideFile::parse(file).unwrap().entries().count(), 1);
        assert!(SideFile::parse("[[ignored]]\n").is_err());
    }
}
