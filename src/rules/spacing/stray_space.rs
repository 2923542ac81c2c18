//! ## What it does
//! Finds a space beside a slash, a `#`, an `@` or an underscore that the source writes close to its
//! word: `HIV / Aids`, `# Kiel`, `@ name`.
//!
//! ## Why is this bad?
//! Engines cut texts into pieces and put them together again with a space too many. A tag or a name
//! with a space in it leads nowhere.
//!
//! ## What stays silent
//! Spaces that the source has too (lines of verse, `# 1`), signs that the source does not have, and a
//! translation without its source.
//!
//! ## Fix safety
//! The space is taken out, which is safe.

use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, next_char, previous_char, run_after, token_before};

pub(super) static RULE: Rule = Rule {
    name: "stray-space",
    group: Group::Spacing,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "whitespace",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "The sign and its word belong together; a tag or a name with a space leads nowhere.",
    advice: "Take the space out.",
    examples: &[
        Example::new("de", "Die Zahl der Fälle von HIV⟦ / ⟧Aids sinkt, sagt der Rat.")
            .source("en", "The number of HIV/Aids cases is falling, the council says.")
            .fixed("Die Zahl der Fälle von HIV/Aids sinkt, sagt der Rat."),
        Example::new("de", "Unter ⟦# ⟧Hafen schrieb ⟦@ ⟧kiel_live davon.")
            .source("en", "Under #harbour @kiel_live wrote about it.")
            .fixed("Unter #Hafen schrieb @kiel_live davon."),
        Example::new("de", "Es gilt „Ich ging im Walde / so für mich hin“, und Platz # 1 bleibt.")
            .source("en", "“I went in the woods / all by myself” holds, and place # 1 remains."),
        Example::new("de", "Preis / Leistung stimmt, schreibt @kiel_live.")
            .source("en", "Value for money is right, writes @kiel_live."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().characters_of(block).has(Characters::JOINER) {
        return;
    }
    let text = cx.text(block);
    for (at, sign) in text.match_indices(['/', '_', '#', '@']) {
        let end = at + sign.len();
        let joins = matches!(sign, "/" | "_");
        let space = |c: char| c == ' ' || c == '\u{A0}';
        let before = text[..at].trim_end_matches(space).len();
        let behind = text.len() - text[end..].trim_start_matches(space).len();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let seam = if joins {
            let stands = letter(previous_char(text, before)) && letter(next_char(text, behind));
            (stands && (before < at || behind > end)).then(|| Span::new(before, behind))
        } else {
            // Behind a word it is a sign of its own: `C #`.
            let opens = before < at || at == 0 || !word(previous_char(text, at));
            (opens && behind > end && word(next_char(text, behind))).then(|| Span::new(at, behind))
        };
        let Some(seam) = seam else { continue };
        let (mut close, mut spaced) = (false, false);
        for source in cx.source_texts(block, seam) {
            for (at, _) in source.match_indices(sign) {
                let (one, other) = (previous_char(source, at), next_char(source, at + sign.len()));
                spaced |= one == Some(' ') && joins || other == Some(' ');
                close |= word(other) && (!joins || letter(one));
            }
        }
        if !close || spaced {
            continue;
        }
        let message = if joins {
            format!("space beside the “{sign}” behind “{}”", token_before(text, before))
        } else {
            format!("space between “{sign}” and “{}”", run_after(text, behind))
        };
        out.report(block, seam, message)
            .confidence(0.9)
            .evidence("the source writes the sign close to its word")
            .replace(Applicability::Safe, seam, sign);
    }
}
