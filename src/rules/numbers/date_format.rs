//! ## What it does
//! Finds dates and times in the form of another language: `Oktober 3, 2023`, `3. November` in
//! English, `2:30 PM`; a month before its day without a year only where the source has it so.
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
use crate::text::{Span, run_before};

pub(super) static RULE: Rule = Rule {
    name: "date-format",
    group: Group::Numbers,
    severity: Severity::Minor,
    category: "locale-conventions/date-format",
    its: "locale-violation",
    needs: Needs::SourceHelps,
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
        Example::new("de", "Das Wasser kam um ⟦2:30 a.m⟧. an einem Sonntag."),
        Example::new("fr", "Le contrat du ⟦octobre 3, 2023⟧ tient.")
            .fixed("Le contrat du 3 octobre 2023 tient."),
        Example::new("de", "Am Samstag, ⟦Juni 7⟧, öffnet der Garten.")
            .source("en", "On Saturday, June 7, the garden opens.")
            .fixed("Am Samstag, 7. Juni, öffnet der Garten."),
        Example::new("en", "The bridge has been closed since ⟦3. November⟧.")
            .fixed("The bridge has been closed since 3 November."),
        Example::new("de", "Im Juni 7 Leute, im Mai 9.")
            .source("en", "In June 7 people, in May 9."),
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
    if !cx.pack().sentences.ordinal_period {
        stops(cx, block, out);
    }
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
    if forms.day_first && !forms.date_format.is_empty() {
        for window in quantities.windows(2) {
            if let [month, day] = window
                && is_day_behind_month(cx, block, month, day)
            {
                let span = month.span.join(day.span);
                let right = forms
                    .date_format
                    .replace("{d}", &day.value.to_u64().unwrap_or_default().to_string())
                    .replace("{month}", month.span.of(text))
                    .replace("{y}", "");
                let message = format!("“{}” has the month before the day", span.of(text));
                let right = right.trim().trim_end_matches([',', ' ']).to_owned();
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

/// `Samstag, Juni 7, besichtigen`: a month in words, a day in digits behind it and no year, as the
/// source has them.
fn is_day_behind_month(cx: &Context<'_>, block: usize, month: &Quantity, day: &Quantity) -> bool {
    let text = cx.text(block);
    let words = month.kind == Kind::Month && month.written == Written::Words;
    let adjoin = text.get(month.span.end..day.span.start) == Some(" ");
    // `3. Mai 5 …`, `Oktober 3, 2023`
    let before = text[..month.span.start].trim_end().trim_end_matches('.');
    let behind = text[day.span.end..].trim_start_matches(['.', ',', ' ']);
    let other = before.ends_with(is_digit) || behind.starts_with(is_digit);
    // `am Oktober 3`, `Samstag, Juni 7`; not `im Juni 7 Leute`.
    let word = run_before(before, before.len());
    let (weekdays, opens) =
        (&cx.pack().calendar.weekdays, &cx.pack().sentences.ordinal_determiners);
    let named = text[..month.span.start].trim_end().trim_end_matches(',');
    let weekday = run_before(named, named.len());
    let lower = word.to_lowercase();
    let dated = opens.contains(&lower) && !cx.pack().quantities.month_words.contains(&lower)
        || weekdays.iter().flatten().any(|it| it == weekday);
    let source = cx.pair.counterpart(block, month.span);
    words
        && adjoin
        && !other
        && dated
        && day.kind == Kind::Day
        && source.is_some_and(|source| {
            source.segments.iter().any(|segment| {
                source.side.quantities_of(segment.block).windows(2).any(|it| {
                    (it[0].kind, it[1].kind) == (Kind::Month, Kind::Day) && it[1].value == day.value
                })
            })
        })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// `since 3. November`: a stop behind the day where the language makes no ordinals by it.
fn stops(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let (text, quantities) = (cx.text(block), cx.target().quantities_of(block));
    for window in quantities.windows(2) {
        let [day, month] = window else { continue };
        let written = day.written == Written::Digits && month.written == Written::Words;
        if written
            && (day.kind, month.kind) == (Kind::Day, Kind::Month)
            && text.get(day.span.end..month.span.start) == Some(". ")
        {
            let span = day.span.join(month.span);
            let message = format!("“{}” has a stop behind the day", span.of(text));
            out.report(block, span, message)
                .confidence(0.85)
                .delete(Applicability::Safe, Span::new(day.span.end, day.span.end + 1));
        }
    }
}
