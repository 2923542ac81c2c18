//! The figures of a run in a line.

use super::super::Summary;
use crate::settings::Severity;

/// `7 findings in 1 article (1 critical, 2 major, 4 minor), 3 fixable; 1,080 words`.
pub(super) fn in_a_line(summary: &Summary) -> String {
    let mut line = match summary.findings {
        0 => "no findings".to_owned(),
        1 => "1 finding".to_owned(),
        many => format!("{} findings", number(many)),
    };
    let units = [(summary.articles, "article"), (summary.segments, "segment")];
    let used: Vec<String> = units
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{} {name}{}", number(*count), plural(*count)))
        .collect();
    line += &match used.as_slice() {
        [] => " in 0 articles".to_owned(),
        used => format!(" in {}", used.join(" and ")),
    };
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .rev()
        .map(|severity| (summary.count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| format!("{} {severity}", number(count)))
        .collect();
    if !counts.is_empty() {
        line += &format!(" ({}), {} fixable", counts.join(", "), number(summary.fixable));
    }
    line + &format!("; {} word{}", number(summary.words), plural(summary.words))
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The number with its thousands set apart.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_in_words() {
        assert_eq!(in_a_line(&Summary::default()), "no findings in 0 articles; 0 words");
        let summary = Summary {
            articles: 1,
            segments: 1200,
            words: 10_080,
            findings: 7,
            critical: 1,
            minor: 6,
            fixable: 3,
            ..Summary::default()
        };
        assert_eq!(
            in_a_line(&summary),
            "7 findings in 1 article and 1,200 segments (1 critical, 6 minor), 3 fixable; 10,080 words"
        );
    }
}
