//! `bilint history show`: the runs of a history, for people on a terminal and as JSON.

use std::fmt::Write as _;
use std::path::PathBuf;

use bilint::check::SCORE_HEADING;
use bilint::history::{Point, RuleChange};
use bilint::report::printable;
use bilint::settings::Weights;
use serde_json::{Value, json};

use super::super::CommandError;
use super::super::config::ConfigArgs;
use super::super::output::print;
use super::{about, existing, iso, runs, shown};

/// So many rules are named.
const RULES: usize = 10;

/// The longest bar, in characters.
const BAR: usize = 16;

#[derive(clap::Args)]
pub struct Args {
    /// The history
    file: PathBuf,
    /// Tell the articles apart by this label, such as `engine`
    #[arg(long, value_name = "LABEL")]
    by: Option<String>,
    /// So many of the last runs
    #[arg(long, value_name = "N", default_value_t = 20)]
    last: usize,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    settings: ConfigArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What is shown.
struct Shown {
    articles: usize,
    labels: Vec<String>,
    points: Vec<Point>,
    rules: Vec<RuleChange>,
}

pub fn run(args: &Args) -> Result<(), CommandError> {
    let weights = args.settings.load(&[])?.config.weights();
    let mut shown = read(args, &weights)?;
    if let Some(label) = args.by.as_ref().filter(|label| !shown.labels.contains(label)) {
        return Err(CommandError::Usage(match &shown.labels[..] {
            [] => format!("no article of this history bears a label, and none is a `{label}`"),
            labels => format!("there is no label `{label}`; there are {}", labels.join(", ")),
        }));
    }
    let mut numbers: Vec<i64> = shown.points.iter().map(|point| point.run).collect();
    numbers.dedup();
    let all = numbers.len();
    let first = numbers.get(all.saturating_sub(args.last)).copied();
    shown.points.retain(|point| first.is_some_and(|first| point.run >= first));
    let text = match args.format {
        Format::Text => text(&shown, all),
        Format::Json => format!("{:#}\n", as_json(&shown)),
    };
    print(text.as_bytes())
}

fn read(args: &Args, weights: &Weights) -> Result<Shown, CommandError> {
    let history = existing(&args.file)?;
    let read = || {
        let points = history.series(weights, args.by.as_deref())?;
        let rules = match points.last() {
            Some(last) => history.rules(last.run)?,
            None => Vec::new(),
        };
        Ok(Shown { articles: history.articles()?, labels: history.labels()?, points, rules })
    };
    read().map_err(|error| about(&args.file, &error))
}

fn as_json(shown: &Shown) -> Value {
    let points = shown.points.iter().map(|point| {
        let mut point_as = json!(point);
        point_as["at"] = iso(point.at).into();
        point_as
    });
    json!({
        "articles": shown.articles,
        "labels": shown.labels,
        "runs": points.collect::<Vec<_>>(),
        "rules": shown.rules,
    })
}

fn text(shown: &Shown, all: usize) -> String {
    let Shown { articles, points, .. } = shown;
    let mut text = format!("{} of {articles} text{}", runs(all), plural(*articles));
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return text + "\n" };
    let (from, to) = (self::shown(first.at), self::shown(last.at));
    // Writing into a string cannot fail.
    let _ = writeln!(text, ", shown from {from} to {to} UTC\n");
    table(points, &mut text);
    let _ = writeln!(text, "\npenalty: points per 1,000 words, {SCORE_HEADING}");
    let weighed = last.score.in_words();
    if last.label.is_none() && !weighed.is_empty() {
        let _ = writeln!(text, "last run: {weighed}; {} words", last.score.words);
    }
    rules(&shown.rules, &mut text);
    text
}

fn table(points: &[Point], text: &mut String) {
    let label = |point: &Point| point.label.as_deref().map(|it| printable(it).into_owned());
    let width = points.iter().filter_map(label).map(|it| it.chars().count()).max();
    let gap = width.map_or(String::new(), |width| format!("{:width$}  ", ""));
    let _ = writeln!(
        text,
        "  run  began             {gap}texts     words  findings     new   fixed   still  penalty"
    );
    let most = points.iter().map(|it| it.score.per_1000_words()).fold(0.0, f64::max);
    for point in points {
        let name = label(point).unwrap_or_default();
        let name = width.map_or(String::new(), |width| format!("{name:width$}  "));
        let change = match point.compared {
            0 => format!("{:>8}{:>8}{:>8}", "–", "–", "–"),
            _ => {
                let it = point.change;
                format!("{:>8}{:>8}{:>8}", it.new, it.fixed, it.still)
            }
        };
        let penalty = point.score.per_1000_words();
        let line = format!(
            "{:>5}  {}  {name}{:>5}{:>10}{:>10}{change}{penalty:>9.1} {}",
            point.run,
            shown(point.at),
            point.articles,
            point.score.words,
            point.score.findings(),
            bar(penalty, most),
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

/// A bar as long as the number is large, in eighths of a character.
fn bar(number: f64, most: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if most <= 0.0 {
        return String::new();
    }
    let eighths = (number / most * (BAR * 8) as f64).round() as usize;
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// The rules of the last run, those that have changed the most first.
fn rules(rules: &[RuleChange], text: &mut String) {
    let mut rules: Vec<&RuleChange> = rules.iter().collect();
    rules.sort_by_key(|it| {
        let change = it.change.new + it.change.fixed;
        (std::cmp::Reverse((change, it.findings)), &it.rule)
    });
    let width = rules.iter().take(RULES).map(|it| it.rule.chars().count()).max().unwrap_or(0);
    if width == 0 {
        return;
    }
    let _ = writeln!(text, "\n  {:width$}  findings     new   fixed   still", "last run");
    for it in rules.iter().take(RULES) {
        let (name, change) = (printable(&it.rule), it.change);
        let _ = writeln!(
            text,
            "  {name:width$}  {:>8}{:>8}{:>8}{:>8}",
            it.findings, change.new, change.fixed, change.still
        );
    }
    if rules.len() > RULES {
        let _ = writeln!(text, "  … and {} more", rules.len() - RULES);
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_as_long_as_numbers_are_large() {
        assert_eq!(bar(2.0, 2.0), "█".repeat(16));
        assert_eq!(bar(1.0, 2.0), "█".repeat(8));
        assert_eq!(bar(0.0625, 2.0), "▌");
        assert_eq!((bar(0.0, 2.0), bar(0.0, 0.0)), (String::new(), String::new()));
    }
}
