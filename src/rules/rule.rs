use super::context::{Accumulator, Context};
use super::example::Example;
use super::finding::{Applicability, Findings};
use crate::pair::Unit;
use crate::settings::Severity;

/// A rule: what it is called, what is known about it, and what it does.
pub struct Rule {
    /// The name: kebab-case, saying what was found.
    pub name: &'static str,
    /// The group it belongs to.
    pub group: Group,
    /// The harm that a finding does, unless the finding says otherwise.
    pub severity: Severity,
    /// MQM-Core dimension and type.
    pub category: &'static str,
    /// ITS 2.0 `locQualityIssueType`.
    pub its: &'static str,
    /// What the rule works on.
    pub needs: Needs,
    /// Whether it runs by default.
    pub stage: Stage,
    /// The version of bilint that had it first.
    pub since: &'static str,
    /// The most that its fixes can be trusted with; none when it has none.
    pub fix: Option<Applicability>,
    /// Rules that own what both have found: where one of them speaks, this one adds its places.
    pub yields_to: &'static [&'static str],
    /// Why it matters, in a sentence for an editor.
    pub why: &'static str,
    /// What to do, in a sentence for an editor.
    pub advice: &'static str,
    /// Texts that show it: at least two bad and two good ones.
    pub examples: &'static [Example],
    /// What it does.
    pub logic: Logic,
}

/// What a rule looks at, and how.
pub enum Logic {
    /// One unit at a time: segments of the target with what they translate.
    Unit(fn(&Context<'_>, &Unit<'_>, &mut Findings)),
    /// One block of the target at a time, by its number.
    Block(fn(&Context<'_>, usize, &mut Findings)),
    /// The whole document: makes an accumulator that sees all blocks in order.
    Document(fn() -> Box<dyn Accumulator>),
    /// Nothing by itself: the pipeline states the findings.
    Pipeline,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rule").field(&self.name).finish()
    }
}

impl Logic {
    /// The scope's name.
    pub fn scope(&self) -> &'static str {
        match self {
            Logic::Unit(_) => "unit",
            Logic::Block(_) => "block",
            Logic::Document(_) | Logic::Pipeline => "document",
        }
    }
}

/// What a rule needs to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The translation alone.
    Target,
    /// The translation; with the source it is surer or says more.
    SourceHelps,
    /// The aligned source.
    Source,
}

impl Needs {
    /// The word for it in lists of rules.
    pub const fn name(self) -> &'static str {
        match self {
            Needs::Target => "no",
            Needs::SourceHelps => "helps",
            Needs::Source => "yes",
        }
    }
}

/// How far a rule has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being tried; runs when asked for.
    Preview,
    /// Precise enough to run by default.
    Default,
}

impl Stage {
    /// The word for it in lists of rules.
    pub const fn name(self) -> &'static str {
        match self {
            Stage::Preview => "preview",
            Stage::Default => "default",
        }
    }
}

/// A group of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Quotation marks.
    Quotes,
    /// Brackets.
    Brackets,
    /// Spaces.
    Spacing,
    /// Other marks.
    Punctuation,
    /// Characters that should not be there.
    Characters,
    /// Numbers, money, units, dates.
    Numbers,
    /// Text left in the source's language, or in yet another one.
    Untranslated,
    /// Sentences and words said twice, or not at all.
    Coverage,
    /// Order of words, compounds.
    Syntax,
    /// Capitals and small letters.
    Case,
    /// Names and acronyms.
    Names,
    /// Terms, and how the reader is addressed.
    Terms,
    /// What content systems and agencies leave behind.
    Publishing,
    /// What speaks to bilint itself.
    Hygiene,
}

impl Group {
    /// The group's name.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Quotes => "quotes",
            Group::Brackets => "brackets",
            Group::Spacing => "spacing",
            Group::Punctuation => "punctuation",
            Group::Characters => "characters",
            Group::Numbers => "numbers",
            Group::Untranslated => "untranslated",
            Group::Coverage => "coverage",
            Group::Syntax => "syntax",
            Group::Case => "case",
            Group::Names => "names",
            Group::Terms => "terms",
            Group::Publishing => "publishing",
            Group::Hygiene => "hygiene",
        }
    }
}
