use serde::Serialize;

use crate::reading::Segment;
use crate::settings::Severity;
use crate::text::Span;

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// A person has to look at the result.
    Unsafe,
    /// It can be applied unseen.
    Safe,
}

impl Applicability {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// What the rules have to say about one document, in the order they said it.
#[derive(Debug, Default)]
pub struct Findings {
    /// All proposals so far.
    pub proposals: Vec<Proposal>,
}

/// What a rule has found, in words of the reading: block and span. The pipeline makes a finding
/// with a place in the file of it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The block of the target.
    pub block: usize,
    /// Where in its text, in bytes.
    pub span: Span,
    /// What is wrong, with the words of the text.
    pub message: String,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f64,
    /// The harm, where it is not the rule's usual one.
    pub severity: Option<Severity>,
    /// Why it is believed, where the message does not say it.
    pub evidence: Option<String>,
    /// What to do, where it is not the rule's usual advice.
    pub advice: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<ProposedRelated>,
    /// The place in the source (or the snippets) that shows it.
    pub source: Option<Segment>,
    /// The repair.
    pub fix: Option<(Applicability, Vec<ProposedEdit>)>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedRelated {
    /// The block of the target.
    pub block: usize,
    /// Where in its text, in bytes.
    pub span: Span,
    /// What it has to do with the finding.
    pub note: String,
}

/// A change to the text of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedEdit {
    /// The block of the target.
    pub block: usize,
    /// What is replaced, in bytes of its text.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Findings {
    /// States a finding at a place of the target; more about it is said on the result.
    ///
    /// Most of what is read has nothing to report, so that what leads here is laid out of the way.
    #[cold]
    pub fn report(
        &mut self,
        block: usize,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Proposal {
        self.proposals.push(Proposal {
            block,
            span,
            message: message.into(),
            confidence: 0.9,
            severity: None,
            evidence: None,
            advice: None,
            related: Vec::new(),
            source: None,
            fix: None,
        });
        let last = self.proposals.len() - 1;
        &mut self.proposals[last]
    }
}

impl Proposal {
    /// Says how sure the rule is, from 0 to 1; 0.9 when nothing is said.
    pub fn confidence(&mut self, confidence: f64) -> &mut Self {
        self.confidence = confidence.clamp(0.0, 1.0);
        self
    }

    /// Says that the harm is not the rule's usual one.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// Says why it is believed.
    pub fn evidence(&mut self, evidence: impl Into<String>) -> &mut Self {
        self.evidence = Some(evidence.into());
        self
    }

    /// Says what to do here, in place of the rule's usual advice.
    pub fn advice(&mut self, advice: impl Into<String>) -> &mut Self {
        self.advice = Some(advice.into());
        self
    }

    /// Adds another place.
    pub fn related(&mut self, block: usize, span: Span, note: impl Into<String>) -> &mut Self {
        self.related.push(ProposedRelated { block, span, note: note.into() });
        self
    }

    /// Points to the source; the span counts bytes of the block of the counterpart's side.
    pub fn source(&mut self, block: usize, span: Span) -> &mut Self {
        self.source = Some(Segment { block, span });
        self
    }

    /// Proposes to put `text` in place of `span` of the finding's own block.
    pub fn replace(
        &mut self,
        applicability: Applicability,
        span: Span,
        text: impl Into<String>,
    ) -> &mut Self {
        self.replace_in(applicability, self.block, span, text)
    }

    /// Proposes to put `text` in place of `span` of any block; a fix is as trusted as its least
    /// trusted edit.
    pub fn replace_in(
        &mut self,
        applicability: Applicability,
        block: usize,
        span: Span,
        text: impl Into<String>,
    ) -> &mut Self {
        let edit = ProposedEdit { block, span, text: text.into() };
        match &mut self.fix {
            Some((known, edits)) => {
                *known = applicability.min(*known);
                edits.push(edit);
            }
            None => self.fix = Some((applicability, vec![edit])),
        }
        self
    }

    /// Proposes to take `span` of the finding's own block out.
    pub fn delete(&mut self, applicability: Applicability, span: Span) -> &mut Self {
        self.replace(applicability, span, "")
    }
}
