//! Figures and names in words.

use super::super::batch::{Article, Batch};
use super::super::summary::number;
use crate::settings::Severity;

/// The name of a rule or kind as it begins a sentence: `Displaced closing quote`.
pub(super) fn title(name: &str) -> String {
    let name = name.replace('-', " ");
    // What are initials stays so.
    let name = name.strip_prefix("cms ").map_or(name.clone(), |rest| format!("CMS {rest}"));
    let mut characters = name.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// `accuracy/do-not-translate` → `Accuracy: do not translate`.
pub(super) fn category(name: &str) -> String {
    match name.split_once('/') {
        Some((dimension, kind)) => format!("{}: {}", title(dimension), kind.replace('-', " ")),
        None => title(name),
    }
}

/// `3 articles`.
pub(super) fn count(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", number(count), if count == 1 { "" } else { "s" })
}

/// What the list of a batch is made of: articles, or texts where records of files are among them.
pub(super) fn noun(batch: &Batch) -> &'static str {
    if batch.articles.iter().any(|it| it.summary.segments > 0) { "text" } else { "article" }
}

/// Penalty points per 1,000 words.
pub(super) fn points(points: f64) -> String {
    if points >= 1000.0 { number(points.round() as usize) } else { format!("{points:.1}") }
}

/// `2 critical, 5 major`; what is not there is left out.
pub(super) fn by_severity(count: impl Fn(Severity) -> usize) -> String {
    let all = Severity::ALL.into_iter().rev().map(|it| (count(it), it));
    let some = all.filter(|it| it.0 > 0).map(|(count, it)| format!("{} {it}", number(count)));
    some.collect::<Vec<_>>().join(", ")
}

/// The figures of an article in a line.
pub(super) fn figures(batch: &Batch, article: &Article) -> String {
    let summary = &article.summary;
    let found = by_severity(|severity| summary.count(severity));
    let found = if found.is_empty() { "nothing found".to_owned() } else { found };
    let passes = if batch.passes(article) { "passes" } else { "needs a look" };
    format!(
        "{passes} · {found} · {} points per 1,000 words · {}",
        points(article.score.per_1000_words()),
        count(summary.words, "word")
    )
}

/// The day of a time in seconds since 1970 (UTC), as `2026-11-29`.
pub(super) fn date(at: i64) -> String {
    let at = jiff::Timestamp::from_second(at).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// `2026-11-29` → `29 November 2026`; anything else as it is.
pub(super) fn day(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = day.splitn(3, '-');
    let (year, month, of_month) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|it| it.parse::<usize>().ok()?.checked_sub(1));
    match (year, month.and_then(|it| MONTHS.get(it)), of_month.and_then(|it| it.parse().ok())) {
        (Some(year), Some(month), Some::<u8>(of_month)) => format!("{of_month} {month} {year}"),
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_days_in_words() {
        assert_eq!(title("torn-list"), "Torn list");
        assert_eq!(title("cms-residue"), "CMS residue");
        assert_eq!(category("accuracy/do-not-translate"), "Accuracy: do not translate");
        assert_eq!(day("2026-11-05"), "5 November 2026");
        assert_eq!(date(1_788_220_800), "2026-09-01");
        assert_eq!(day("yesterday"), "yesterday");
        assert_eq!((points(9.94), points(12345.6)), ("9.9".to_owned(), "12,346".to_owned()));
    }
}
