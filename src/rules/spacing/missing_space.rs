//! ## What it does
//! Finds two words that a mark joins without a space: behind a stop (`Uhr.Die`) or a comma, before
//! or behind a bracket (`Wort(siehe oben)`), at a quotation mark.
//!
//! ## Why is this bad?
//! Sentences that were translated one by one were put together without what stood between them.
//!
//! ## What stays silent
//! Abbreviations and initials (`z.B.`, `St.Gallen`, `J.Müller`), names in camel case, addresses,
//! file names and hosts (`Booking.com`, `report.PDF`), gendered forms (`Leser(innen)`,
//! `Schüler:innen`), parts of words (`(Brexit-)Deal`, `Kolleg(inn)en`, `Klima„schutz“`), formulas.
//!
//! ## Fix safety
//! A space is put in. That is safe where a known word follows, else a person should look: the dot
//! may belong to a name.

use super::seams::{Seam, brackets, quotation_marks, stops};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "missing-space",
    group: Group::Spacing,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "whitespace",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[
        "orphan-closing-quote",
        "unclosed-quote",
        "displaced-closing-quote",
        "reopened-quote",
        "untranslated-sentence",
        "wrong-language",
    ],
    why: "Words or sentences run together where a seam was closed without its space.",
    advice: "Put the space in, and see whether anything else was lost at the seam.",
    examples: &[
        Example::new("de", "Der Zug kam um 9 Uhr⟦.⟧Die Reisenden warteten⟦,⟧weil er voll war.")
            .fixed("Der Zug kam um 9 Uhr. Die Reisenden warteten, weil er voll war."),
        Example::new("de", "Das Amt⟦(⟧eine Behörde des Bundes⟦)⟧schwieg.")
            .fixed("Das Amt (eine Behörde des Bundes) schwieg."),
        Example::new("de", "Er sagte:⟦„⟧Das ist alles⟦“⟧und ging.")
            .fixed("Er sagte: „Das ist alles“ und ging."),
        Example::new("de", "Der Stern wurde im Jahr 2019⟦.⟧Er ist klein."),
        Example::new("fr", "La bière⟦(⟧un vin assez fort) coulait."),
        Example::new(
            "de-CH",
            "Er kam aus St.Gallen, z.B. am 3.10. mit Dr.Oetker und J.M.W. Turner.",
        ),
        Example::new(
            "de",
            "Leser(innen), Schüler:innen und Kolleg(inn)en lasen report.PDF und ASP.NET.",
        ),
        Example::new(
            "de",
            "Auf Booking.com, Node.js und in der YouTube-App (Brexit-)Deals suchen.",
        ),
        Example::new(
            "de",
            "Die „Nicht“wähler, der Klima„schutz“, der „Spiegel“-Bericht, AT&T; R&D;",
        ),
        Example::new("de", "Eisen(III)-oxid ist f(x, y) oder max(a, b), siehe Nature(2019)."),
        Example::new("fr", "Les élu(e)s de l’« État » lisent l’Humanité, dit-elle."),
        Example::new("de", "Michels.Web heißt die Seite von Michels.Web.")
            .source("en", "Michels.Web is the site of Michels.Web."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let mut found = stops(cx, block);
    found.extend(brackets(cx, block));
    found.extend(quotation_marks(cx, block));
    found.sort_by_key(|seam| seam.mark);
    for Seam { mark, space, confidence } in found {
        let message = format!("no space in “{}”", around(text, mark));
        let safe = confidence >= 0.85;
        let applicability = if safe { Applicability::Safe } else { Applicability::Unsafe };
        out.report(block, mark, message).confidence(confidence).replace(
            applicability,
            Span::at(space),
            " ",
        );
    }
}

/// The two words with the mark between them.
fn around(text: &str, mark: Span) -> &str {
    let start = text[..mark.start].char_indices().rev().take(24);
    let start =
        start.take_while(|(_, c)| !c.is_whitespace()).last().map_or(mark.start, |(at, _)| at);
    let end = text[mark.end..].char_indices().take(24).find(|(_, c)| c.is_whitespace());
    let rest = text[mark.end..].char_indices().nth(24).map_or(text.len(), |(at, _)| mark.end + at);
    &text[start..end.map_or(rest, |(at, _)| mark.end + at)]
}
