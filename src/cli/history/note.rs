//! What a run adds to a history, and what it says about it.

use std::path::Path;

use bilint::history::{Article, Change, History, HistoryError, Recorded, Run};
use bilint::settings::{Config, Weights};

use super::super::CommandError;
use super::super::output::note;
use super::{about, now, runs};

/// A history that a run is to be noted in; it is opened before anything is checked, so that a file
/// that will not do costs nobody an hour.
pub struct Noting<'p> {
    path: &'p Path,
    history: History,
    run: Run,
}

/// The settings that decide what is found, as a text that is equal for equal settings.
fn settings_of(config: &Config) -> String {
    let name = |path: &String| {
        let name = Path::new(path).file_name();
        name.map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned())
    };
    // Files are known by their names here: the way to them depends on where one stands.
    let deciding = Config {
        extend: None,
        fail_on: None,
        max_findings: Default::default(),
        max_penalty: None,
        max_document_penalty: None,
        score: Default::default(),
        lexicons: config.lexicons.as_ref().map(|paths| paths.iter().map(name).collect()),
        glossary: config.glossary.as_ref().map(name),
        baseline: config.baseline.as_ref().map(name),
        ..config.clone()
    };
    toml::to_string(&deciding).unwrap_or_default()
}

impl<'p> Noting<'p> {
    /// Opens the history, or starts it.
    pub fn begin(path: &'p Path, config: &Config) -> Result<Noting<'p>, CommandError> {
        let history = History::open(path).map_err(|error| about(path, &error))?;
        Ok(Noting { path, history, run: Run::new(now(), &settings_of(config)) })
    }

    /// Notes what was checked, and says how it compares with what was there before. The run is kept
    /// when `tell` has written what it makes of the comparison.
    pub fn end(
        mut self,
        articles: Vec<Article>,
        weights: &Weights,
        tell: impl FnOnce(&Recorded) -> Result<(), CommandError>,
    ) -> Result<(), CommandError> {
        self.run.articles = articles;
        let mut recorded = None;
        let told = self.history.record(&self.run, weights, |it| {
            tell(it)?;
            recorded = Some(it.clone());
            Ok(())
        });
        told.map_err(|stop: Stop| match stop {
            Stop::History(error) => about(self.path, &error),
            Stop::Telling(error) => error,
        })?;
        recorded.iter().for_each(say);
        Ok(())
    }
}

/// Why a run was not kept.
enum Stop {
    History(HistoryError),
    Telling(CommandError),
}

impl From<HistoryError> for Stop {
    fn from(error: HistoryError) -> Stop {
        Stop::History(error)
    }
}

impl From<CommandError> for Stop {
    fn from(error: CommandError) -> Stop {
        Stop::Telling(error)
    }
}

fn say(recorded: &Recorded) {
    let Change { new, fixed, still } = recorded.change;
    let (all, compared) = (recorded.articles.len(), recorded.compared);
    let articles = |count: usize| format!("{count} text{}", if count == 1 { "" } else { "s" });
    let first = match all - compared {
        0 => String::new(),
        first => format!("; {} for the first time", articles(first)),
    };
    let known = runs(recorded.series.len());
    if compared == 0 {
        return note(&format!("history of {known}: {} noted for the first time", articles(all)));
    }
    note(&format!(
        "history of {known}: {new} findings new, {fixed} fixed, {still} still there in {} checked \
         before{first}",
        articles(compared)
    ));
    if recorded.otherwise_checked {
        note(
            &"settings or bilint itself have changed since then: what is new or fixed may come from \
              that",
        );
    }
}
