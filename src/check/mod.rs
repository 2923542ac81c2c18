//! The pipeline: rules over a pair, one finding a cause, each with its place in the file.

mod assemble;
mod finding;
mod fingerprint;
mod fixes;
mod ownership;

pub use finding::{Finding, Fix, RelatedPlace, SourcePlace};
pub use fixes::{Conflict, Repair, Repaired, Repairs, repair};

pub use crate::document::Edit;

use crate::pair::Pair;
use crate::rules::{Context, Findings, Logic, Rule, SelectionError, select};
use crate::settings::Settings;

/// Checks pairs with a fixed set of rules and settings.
pub struct Checker {
    rules: Vec<&'static Rule>,
    settings: Settings,
}

impl Checker {
    /// A checker that runs what the settings select.
    pub fn new(settings: Settings) -> Result<Checker, SelectionError> {
        let rules = select(&settings.selection)?;
        Ok(Checker { rules, settings })
    }

    /// The rules that run.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// The findings in a pair, in the order of their places.
    pub fn check(&self, pair: &Pair) -> Vec<Finding> {
        let cx = Context { pair };
        let proposals = self.rules.iter().flat_map(|rule| {
            run(rule, &cx).proposals.into_iter().map(|proposal| (*rule, proposal))
        });
        let enough = |rule: &Rule, proposal: &crate::rules::Proposal| {
            proposal.severity.unwrap_or(rule.severity) >= self.settings.min_severity
                && proposal.confidence >= self.settings.min_confidence
        };
        let proposals = proposals.filter(|(rule, proposal)| enough(rule, proposal)).collect();
        assemble::findings(pair, ownership::settle(proposals))
    }
}

fn run(rule: &Rule, cx: &Context<'_>) -> Findings {
    let mut out = Findings::default();
    let checked = |block: &usize| cx.target().blocks()[*block].translatable;
    match rule.logic {
        Logic::Unit(check) => cx.pair.units().for_each(|unit| check(cx, &unit, &mut out)),
        Logic::Block(check) => {
            let blocks = 0..cx.target().blocks().len();
            blocks.filter(checked).for_each(|block| check(cx, block, &mut out));
        }
        Logic::Document(make) => {
            let mut accumulator = make();
            for block in (0..cx.target().blocks().len()).filter(checked) {
                accumulator.observe(cx, block, &mut out);
            }
            accumulator.finish(cx, &mut out);
        }
    }
    out
}
