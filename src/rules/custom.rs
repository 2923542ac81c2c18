//! Rules of the user's own: patterns made ready to run.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};

use super::context::Context;
use super::finding::{Applicability, Findings, Proposal};
use super::registry::{all, find};
use crate::reading::Segment;
use crate::settings::CustomRule;
use crate::text::Span;

/// A pattern may take this many bytes when it is made ready.
const SIZE: usize = 1 << 20;

/// A rule of the user's own, ready to run.
#[derive(Clone, Debug)]
pub struct Custom {
    /// What the user wrote.
    pub rule: CustomRule,
    find: Option<Regex>,
    source: Option<Regex>,
    target: Option<Target>,
}

/// What the translation must match.
#[derive(Clone, Debug)]
enum Target {
    Fixed(Regex),
    /// It depends on what the source has.
    With(String),
}

/// Why a rule of the user's own cannot run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CustomError {
    /// The rule, as it was named.
    pub rule: String,
    /// The key that is wrong.
    pub key: &'static str,
    /// What is wrong with it.
    pub message: String,
}

/// The group that rules of the user's own belong to.
pub const CUSTOM: &str = "custom";

impl Custom {
    /// Makes a rule ready.
    ///
    /// # Errors
    /// When its name is taken or no name, its keys do not go together, or a pattern is none.
    pub fn new(rule: CustomRule) -> Result<Custom, CustomError> {
        let fails = |key: &'static str, message: String| {
            Err(CustomError { rule: rule.name.clone(), key, message })
        };
        let letters = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        if rule.name.is_empty() || !rule.name.chars().all(letters) {
            let message = "a rule's name is made of a-z, 0-9 and hyphens".to_owned();
            return fails("name", message);
        }
        if find(&rule.name).is_some()
            || rule.name == CUSTOM
            || all().any(|it| it.rule.group.name() == rule.name)
        {
            return fails("name", format!("bilint has a rule or group `{}` itself", rule.name));
        }
        match (&rule.find, &rule.source, &rule.target) {
            (Some(_), _, None) | (None, Some(_), Some(_)) => {}
            (None, None, None) | (None, Some(_), None) => {
                let message = "it says nothing to look for: `find`, or `source` and `target`";
                return fails("name", message.to_owned());
            }
            (Some(_), _, Some(_)) => {
                let message = "`find` and `target` do not go together; make two rules of it";
                return fails("target", message.to_owned());
            }
            (None, None, Some(_)) => {
                return fails("target", "`target` needs `source`".to_owned());
            }
        }
        if rule.replace.is_some() && rule.find.is_none() {
            return fails("replace", "`replace` needs `find`".to_owned());
        }
        let pattern = |key: &'static str, pattern: &Option<String>| {
            let Some(pattern) = pattern else { return Ok(None) };
            let made = RegexBuilder::new(pattern)
                .case_insensitive(rule.ignore_case)
                .size_limit(SIZE)
                .build();
            let found_nothing = made.as_ref().is_ok_and(|it| key == "find" && it.is_match(""));
            if found_nothing {
                let message = "this pattern matches where nothing stands".to_owned();
                return Err(CustomError { rule: rule.name.clone(), key, message });
            }
            made.map(Some).map_err(|error| {
                let message = error.to_string();
                // The parser draws its answer over several lines; the last one says it.
                let said = message.lines().last().unwrap_or_default();
                let message = said.trim_start_matches("error: ").to_owned();
                CustomError { rule: rule.name.clone(), key, message }
            })
        };
        let (found, source) = (pattern("find", &rule.find)?, pattern("source", &rule.source)?);
        let target = match &rule.target {
            Some(text) if text.contains('$') && refers(text) => {
                // It must be a pattern whatever the source puts in.
                pattern("target", &Some(refilled(text, |_| String::new())))?;
                Some(Target::With(text.clone()))
            }
            _ => pattern("target", &rule.target)?.map(Target::Fixed),
        };
        Ok(Custom { find: found, source, target, rule })
    }

    /// Whether it is for translations into this language.
    fn is_for(&self, cx: &Context<'_>) -> bool {
        let tag = &cx.pack().tag;
        self.rule.languages.is_empty()
            || self.rule.languages.iter().any(|it| it == tag || *it == tag.base())
    }

    /// Looks for what it is about.
    pub fn check(&self, cx: &Context<'_>, out: &mut Findings) {
        if !self.is_for(cx) {
            return;
        }
        match (&self.find, &self.source) {
            (Some(find), None) => {
                for (block, text) in cx.target().blocks().iter().enumerate() {
                    if text.translatable {
                        let whole = Segment { block, span: Span::new(0, text.text.len()) };
                        self.found(cx, find, whole, out);
                    }
                }
            }
            (find, Some(source)) => {
                for unit in cx.pair.units() {
                    let (Some(counterpart), [first, ..]) = (unit.source, unit.target) else {
                        continue;
                    };
                    for segment in counterpart.segments {
                        let Some(seen) = source.captures(counterpart.side.text_of(*segment)) else {
                            continue;
                        };
                        let begun = out.proposals.len();
                        match find {
                            Some(find) => {
                                unit.target.iter().for_each(|it| self.found(cx, find, *it, out));
                            }
                            None if self.has_target(cx, unit.target, &seen) => continue,
                            None => {
                                let message = filled(&self.rule.message, &seen);
                                self.report(*first, first.span, message, out);
                            }
                        }
                        let Some(range) = seen.get(0).map(|it| it.range()) else { continue };
                        for proposal in &mut out.proposals[begun..] {
                            proposal.source(segment.block, shifted(&range, segment.span.start));
                        }
                        break;
                    }
                }
            }
            (None, None) => {}
        }
    }

    fn found(&self, cx: &Context<'_>, find: &Regex, segment: Segment, out: &mut Findings) {
        let text = cx.target().text_of(segment);
        for seen in find.captures_iter(text) {
            let Some(range) = seen.get(0).map(|it| it.range()) else { continue };
            let span = shifted(&range, segment.span.start);
            let proposal = self.report(segment, span, filled(&self.rule.message, &seen), out);
            if let Some(replace) = &self.rule.replace {
                let level =
                    if self.rule.safe { Applicability::Safe } else { Applicability::Unsafe };
                proposal.replace(level, span, filled(replace, &seen));
            }
        }
    }

    fn report<'o>(
        &self,
        segment: Segment,
        span: Span,
        message: String,
        out: &'o mut Findings,
    ) -> &'o mut Proposal {
        let proposal = out.report(segment.block, span, message);
        proposal.confidence(1.0);
        proposal
    }

    fn has_target(&self, cx: &Context<'_>, segments: &[Segment], seen: &Captures<'_>) -> bool {
        let texts: Vec<&str> = segments.iter().map(|it| cx.target().text_of(*it)).collect();
        let text = texts.join(" ");
        match &self.target {
            Some(Target::Fixed(pattern)) => pattern.is_match(&text),
            Some(Target::With(pattern)) => {
                let group = |number: usize| {
                    regex::escape(seen.get(number).map_or("", |group| group.as_str()))
                };
                let mut builder = RegexBuilder::new(&refilled(pattern, group));
                let made = builder.case_insensitive(self.rule.ignore_case).size_limit(SIZE).build();
                // A pattern that the source has made too large says nothing.
                made.map_or(true, |pattern| pattern.is_match(&text))
            }
            None => true,
        }
    }
}

fn shifted(range: &Range<usize>, by: usize) -> Span {
    Span::new(range.start + by, range.end + by)
}

fn filled(text: &str, seen: &Captures<'_>) -> String {
    refilled(text, |number| seen.get(number).map_or("", |it| it.as_str()).to_owned())
}

fn refers(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'$' && pair[1].is_ascii_digit())
}

/// The text with `$0` to `$9` put in; any other `$` stays, as the end of a line in a pattern.
fn refilled(text: &str, group: impl Fn(usize) -> String) -> String {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.chars().next().and_then(|it| it.to_digit(10)) {
            Some(number) => {
                filled.push_str(&group(number as usize));
                filled.push_str(&part[1..]);
            }
            None => {
                filled.push('$');
                filled.push_str(part);
            }
        }
    }
    filled
}
