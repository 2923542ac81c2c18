use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

/// A language tag after BCP 47, as far as bilint needs it: language, script, region.
///
/// Written in canonical case (`de-CH`, `zh-Hant-TW`); variants and extensions are dropped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    language: Subtag,
    script: Option<Subtag>,
    region: Option<Subtag>,
}

/// A subtag: up to four letters or digits of ASCII, 0 behind them. Each record of a file brings two tags
/// along, so that they are held where they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Subtag([u8; 4]);

impl Subtag {
    /// A subtag in small letters.
    fn of(subtag: &str) -> Subtag {
        let mut bytes = [0; 4];
        bytes[..subtag.len()].copy_from_slice(subtag.as_bytes());
        bytes.make_ascii_lowercase();
        Subtag(bytes)
    }

    fn in_capitals(mut self) -> Subtag {
        self.0.make_ascii_uppercase();
        self
    }

    fn in_title_case(mut self) -> Subtag {
        self.0[..1].make_ascii_uppercase();
        self
    }

    fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Debug for Subtag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
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
        self.language.as_str()
    }

    /// The region subtag: `CH` of `de-CH`.
    pub fn region(&self) -> Option<&str> {
        self.region.as_ref().map(Subtag::as_str)
    }

    /// The tag without script and region.
    pub fn base(&self) -> Tag {
        Tag { language: self.language, script: None, region: None }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tag = self.language().to_owned();
        for part in [&self.script, &self.region].into_iter().flatten() {
            tag.push('-');
            tag.push_str(part.as_str());
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
            .ok_or_else(invalid)?;
        let language = Subtag::of(language);
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
                    script = Some(Subtag::of(part).in_title_case());
                }
                2 if region.is_none() && is_alphabetic(part) => {
                    region = Some(Subtag::of(part).in_capitals());
                }
                3 if region.is_none() && all_digits => region = Some(Subtag::of(part)),
                4..=8 => {}
                _ => return Err(invalid()),
            }
        }
        Ok(Tag { language, script, region })
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tag, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Tag;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, tag: &str) -> Result<Tag, E> {
                tag.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
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
