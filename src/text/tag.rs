use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language tag after BCP 47, as far as bilint needs it: language, script, region.
///
/// Written in canonical case (`de-CH`, `zh-Hant-TW`); variants and extensions are dropped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Tag {
    language: String,
    script: Option<String>,
    region: Option<String>,
}

impl Tag {
    /// The language with no script and no region: `de`.
    ///
    /// # Panics
    /// When `language` is no language subtag; for names that stand in the code.
    pub fn language_only(language: &str) -> Self {
        language.parse::<Tag>().expect("a language subtag in the code").base()
    }

    /// The language subtag: `de` of `de-CH`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The region subtag: `CH` of `de-CH`.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The tag without script and region.
    pub fn base(&self) -> Tag {
        Tag { language: self.language.clone(), script: None, region: None }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tag = self.language.clone();
        for part in [&self.script, &self.region].into_iter().flatten() {
            tag.push('-');
            tag.push_str(part);
        }
        f.pad(&tag)
    }
}

/// What is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language tag; a tag looks like `de`, `en-GB` or `zh-Hant-TW`")]
pub struct InvalidTag(String);

impl FromStr for Tag {
    type Err = InvalidTag;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidTag(tag.to_owned());
        let mut subtags = tag.split(['-', '_']);
        let language = subtags
            .next()
            .filter(|part| (2..=3).contains(&part.len()) && is_alphabetic(part))
            .ok_or_else(invalid)?
            .to_ascii_lowercase();
        let (mut script, mut region) = (None, None);
        for part in subtags {
            let all_digits = part.bytes().all(|byte| byte.is_ascii_digit());
            if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(invalid());
            }
            match part.len() {
                // A singleton starts extensions: nothing behind it is of interest.
                1 => break,
                4 if script.is_none() && region.is_none() && is_alphabetic(part) => {
                    let (head, tail) = part.split_at(1);
                    script = Some(head.to_ascii_uppercase() + &tail.to_ascii_lowercase());
                }
                2 if region.is_none() && is_alphabetic(part) => {
                    region = Some(part.to_ascii_uppercase());
                }
                3 if region.is_none() && all_digits => region = Some(part.to_owned()),
                4..=8 => {}
                _ => return Err(invalid()),
            }
        }
        Ok(Tag { language, script, region })
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> String {
        tag.to_string()
    }
}

impl TryFrom<String> for Tag {
    type Error = InvalidTag;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        tag.parse()
    }
}

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_any_case() {
        let tag: Tag = "DE_ch".parse().unwrap();
        assert_eq!((tag.language(), tag.region()), ("de", Some("CH")));
        assert_eq!(tag.to_string(), "de-CH");
        assert_eq!("zh-hant-tw".parse::<Tag>().unwrap().to_string(), "zh-Hant-TW");
        assert_eq!("de-CH-1996-x-house".parse::<Tag>().unwrap().to_string(), "de-CH");
        for wrong in ["", "d", "german", "de-", "de--CH", "12"] {
            assert!(wrong.parse::<Tag>().is_err(), "{wrong}");
        }
    }
}
