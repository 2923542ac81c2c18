//! What holds for which target: settings are made ready once for every set of overrides.

use std::collections::BTreeMap;

use bilint::align::WordMemory;
use bilint::reading::LastReadings;
use bilint::{Checker, Languages};

use super::super::CommandError;
use super::super::config::Loaded;
use super::options::Args;
use super::targets::Target;

/// What a target is checked with.
pub struct Plan {
    pub checker: Checker,
    pub languages: Languages,
}

/// The plans of a run.
pub struct Plans {
    plans: Vec<Plan>,
    /// The plans of targets that overrides are for, by the targets' names.
    by_name: BTreeMap<String, usize>,
}

impl Plans {
    /// Makes the plans that the targets need.
    pub fn new(args: &Args, loaded: &Loaded, targets: &[Target]) -> Result<Plans, CommandError> {
        let mut sets: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let general = args.over(loaded.with(&[]));
        let lexicons = args.lexicons.read_or(general.lexicons.as_deref())?;
        let glossaries = args.glossaries.read_or(general.glossary.as_deref())?;
        let memory = WordMemory::default();
        let plan = |set: &[usize]| -> Result<Plan, CommandError> {
            let config = args.over(loaded.with(set));
            let languages = Languages {
                source: config.source_lang.clone(),
                target: config.target_lang.clone(),
                lexicons: lexicons.clone(),
                glossaries: glossaries.clone(),
                variants: config.variants.clone(),
                memory: memory.clone(),
                last: LastReadings::default(),
            };
            Ok(Plan { checker: Checker::new(config.settings())?, languages })
        };
        let mut plans = Plans { plans: vec![plan(&[])?], by_name: BTreeMap::new() };
        for target in targets {
            let set = loaded.overrides_for(std::path::Path::new(&target.name));
            if set.is_empty() {
                continue;
            }
            let number = match sets.get(&set) {
                Some(number) => *number,
                None => {
                    plans.plans.push(plan(&set)?);
                    sets.insert(set, plans.plans.len() - 1);
                    plans.plans.len() - 1
                }
            };
            plans.by_name.insert(target.name.clone(), number);
        }
        Ok(plans)
    }

    /// The plan for the target of this name.
    pub fn of(&self, name: &str) -> &Plan {
        &self.plans[self.by_name.get(name).copied().unwrap_or(0)]
    }
}
