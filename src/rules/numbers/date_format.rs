//! ## What it does
//! Finds dates and times in the form of another language: `Oktober 3, 2023`, `2:30 PM`.
//!
//! ## Why is this bad?
//! It is the form of another language, and shows where the text comes from.
//!
//! ## What stays silent
//! Dates in the form of the language, names of days and works (`9/11`), a month before a number that is no
//! day (`im August 20 Menschen`), stations on AM.
//!
//! ## Fix safety
//! Date or time are written in the form of the pack. That is safe: they have one reading.

use crate::reading::{Kind, Quantity, Written};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "date-format",
    group: Group::Numbers,
    severity: Severity::Minor,
    category: "locale-conventions/date-format",
    its: "locale-violation",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["date-mismatch", "time-mismatch"],
    why: "It is the form of another language, and shows where the text comes from.",
    advice: "Write date and time as the language does.",
    examples: &[
        Example::new("de", "Der Vertrag vom ⟦Oktober 3, 2023⟧ gilt.")
            .fixed("Der Vertrag vom 3. Oktober 2023 gilt."),
        Example::new("de", "Die Sitzung beginnt um ⟦2:30 PM⟧.")
            .fixed("Die Sitzung beginnt um 14.30 Uhr."),
        Example::new("fr", "Le contrat du ⟦octobre 3, 2023⟧ tient.")
            .fixed("Le contrat du 3 octobre 2023 tient."),
        Example::new("de", "Am 3. Oktober 2023 um 14.30 Uhr, im August 20 Menschen, Mai 2020."),
        Example::new("de", "Im August 20 000 Menschen, im Mai 5, dann 7."),
        Example::new("en", "It began on October 3, 2023, at 2:30 PM."),
        Example::new("fr", "Le 3 octobre 2023 à 14 h 30."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let (text, quantities) = (cx.text(block), cx.target().quantities_of(block));
    let forms = &cx.pack().quantities;
    if forms.day_first && !forms.date_format.is_empty() {
        for window in quantities.windows(3) {
            if let [month, day, year] = window
                && is_month_first(month, day, year, text)
            {
                let span = month.span.join(year.span);
                let right = forms
                    .date_format
                    .replace("{d}", &day.value.to_u64().unwrap_or_default().to_string())
                    .replace("{month}", month.span.of(text))
                    .replace("{y}", year.span.of(text));
                let message = format!("“{}” has the month before the day", span.of(text));
                out.report(block, span, message).replace(Applicability::Safe, span, right);
            }
        }
    }
    if forms.time_format.is_empty() {
        return;
    }
    for time in quantities.iter().filter(|it| it.kind == Kind::Time) {
        let given = time.span.of(text);
        let noon = given.trim_end_matches('.').ends_with(['m', 'M']);
        let (true, Some(minutes)) = (noon && time.written == Written::Digits, time.value.to_u64())
        else {
            continue;
        };
        // `2:30 PM Uhr`, `2.30 p.m.`: what more has to go is not certain.
        let behind = text[time.span.end..].trim_start();
        let more = behind.starts_with('.') && given.contains(". ")
            || forms.clock.iter().any(|it| behind.starts_with(it.as_str()));
        let span = time.span;
        let right = forms
            .time_format
            .replace("{h}", &(minutes / 60).to_string())
            .replace("{mm}", &format!("{:02}", minutes % 60));
        let message = format!("“{}” is a time on the clock of twelve hours", span.of(text));
        let proposal = out.report(block, span, message);
        if !more && !given.contains(".m") {
            proposal.replace(Applicability::Safe, span, right);
        }
    }
}

/// `Oktober 3, 2023`: a month in words, a day in digits, a comma, a year.
fn is_month_first(month: &Quantity, day: &Quantity, year: &Quantity, text: &str) -> bool {
    let words = month.kind == Kind::Month && month.written == Written::Words;
    let gap = |one: &Quantity, other: &Quantity| text.get(one.span.end..other.span.start);
    words
        && day.kind == Kind::Day
        && year.kind == Kind::Year
        && gap(month, day) == Some(" ")
        && matches!(gap(day, year), Some(", " | "., "))
        && (1950..2100).contains(&year.value.to_u64().unwrap_or_default())
}
