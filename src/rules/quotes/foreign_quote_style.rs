//! ## What it does
//! Finds quotations set in marks that are not the language's own ("…" or “…” in German), and those
//! set in a style that the rest of the document does not use («…» among „…“).
//!
//! ## Why is this bad?
//! The source's marks are the commonest trace of an engine. A U+201C that opens in English closes in
//! German, so a reader may even take the end for the beginning.
//!
//! ## What stays silent
//! Any style that is at home in the language, used throughout (»…« in books, «…» in Switzerland);
//! inner marks; a second style inside a quotation. Where a foreign style is used throughout, one
//! finding speaks for the whole document.
//!
//! ## Fix safety
//! Safe where both marks of the quotation are certain and nothing else is wrong with the marks of
//! the paragraph.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{MarkPair, Pack};
use crate::reading::{MarkStyle, Quotation, Quotations};
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, Proposal, Rule,
    Stage,
};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "foreign-quote-style",
    group: Group::Quotes,
    severity: Severity::Minor,
    category: "locale-conventions/punctuation",
    its: "typographical",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[
        "cms-residue",
        "reopened-quote",
        "displaced-closing-quote",
        "swallowed-attribution",
        "untranslated-sentence",
        "wrong-language",
    ],
    why: "Marks of another language show that a machine translated, and can turn beginning and end around.",
    advice: "Set the quotation in the marks that the rest of the text uses.",
    examples: &[
        Example::new("de", "Er nannte es ⟦“⟧gut”. „Nein“, sagte sie. „Niemals.“")
            .fixed("Er nannte es „gut“. „Nein“, sagte sie. „Niemals.“"),
        Example::new("de", "⟦\"⟧Nein\", sagte sie. \"Niemals.\"")
            .fixed("„Nein“, sagte sie. „Niemals.“"),
        Example::new("de", "„Nein⟦”⟧, sagte sie. „Ja“, sagte er.")
            .fixed("„Nein“, sagte sie. „Ja“, sagte er."),
        Example::new("de", "Er nannte es ⟦»⟧gut«. „Nein“, sagte sie. „Niemals“, rief er.")
            .fixed("Er nannte es „gut“. „Nein“, sagte sie. „Niemals“, rief er."),
        Example::new("de", "„Das Wort ⟦‘⟧morgen’ fiel oft“, sagte sie.")
            .fixed("„Das Wort ‚morgen‘ fiel oft“, sagte sie."),
        Example::new("fr", "Il l’a dit ⟦“⟧bon”. «\u{A0}Non\u{A0}», dit-elle.")
            .fixed("Il l’a dit «\u{A0}bon\u{A0}». «\u{A0}Non\u{A0}», dit-elle."),
        Example::new("de", "»Nein«, sagte sie. »Das ›Haus‹ bleibt.«"),
        Example::new("de-CH", "«Nein», sagte sie. «Das ‹Haus› bleibt.»"),
        Example::new("de", "„Das Stück »Nebel« läuft“, sagte sie. Das ‚gute‘ Haus."),
        Example::new("fr", "«\u{A0}C’est “vrai”\u{A0}», dit-elle."),
        Example::new("en", "“No,” she said. “The ‘house’ stays.”"),
    ],
    logic: Logic::Document(|| Box::<Styles>::default()),
};

/// The quotations of the document, by the pair of marks they are set in.
#[derive(Default)]
struct Styles {
    uses: BTreeMap<MarkStyle, Vec<Quotation>>,
    /// Quotations inside quotations, in single marks that are not at home in the language.
    inner: Vec<Quotation>,
}

impl Accumulator for Styles {
    fn observe(&mut self, cx: &Context<'_>, block: usize, _: &mut Findings) {
        let quotations = cx.target().quotations();
        for pair in quotations.pairs_in(block) {
            if pair.depth == 0 {
                self.uses.entry(pair.style).or_default().push(*pair);
            } else if is_single(pair.style)
                && !is_own(cx.pack(), pair.style)
                && !self.is_inner(cx, pair.style)
            {
                self.inner.push(*pair);
            }
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let pack = cx.pack();
        let said = cx.house.quotation.as_ref().map(mark_pair);
        let decided = said.is_some();
        let Some(house) = said.or_else(|| self.house_style(pack)) else { return };
        let house_uses = self.count(&house);
        let faulty = faulty_blocks(cx.target().quotations());
        for (style, uses) in &self.uses {
            let inner = is_single(*style) && is_own(pack, *style);
            if inner || *style == style_of(&house) || self.is_inner(cx, *style) {
                continue;
            }
            let throughout = uses.len() > 2 && uses.len() >= house_uses || house_uses == 0;
            if throughout && is_own(pack, *style) && !decided {
                continue;
            }
            // One finding speaks for a style that is used throughout.
            let together = if throughout { uses.len() } else { 1 };
            for uses in uses.chunks(together) {
                report(cx, uses, &house, &faulty, out);
            }
        }
        let own = cx.pack().quotes.styles.iter().find(|style| style.primary == house);
        let inner = cx.house.inner_quotation.as_ref().map(mark_pair);
        let inner = inner.or_else(|| own.map(|style| style.secondary.clone()));
        // Where the outer marks are foreign throughout, the inner ones have the same cause.
        if let (Some(style), false) = (inner, self.inner.is_empty() || house_uses == 0) {
            report(cx, &self.inner, &style, &faulty, out);
        }
    }
}

impl Styles {
    fn count(&self, pair: &MarkPair) -> usize {
        self.uses.get(&style_of(pair)).map_or(0, Vec::len)
    }

    /// Whether the house sets quotations inside quotations so.
    fn is_inner(&self, cx: &Context<'_>, style: MarkStyle) -> bool {
        cx.house.inner_quotation.as_ref().is_some_and(|marks| style_of(&mark_pair(marks)) == style)
    }

    /// The style at home in the language that the document uses most; the usual one when it uses
    /// none, and none when nothing is known about the language.
    fn house_style(&self, pack: &Pack) -> Option<MarkPair> {
        let styles = pack.quotes.styles.iter().rev().map(|style| &style.primary);
        styles.max_by_key(|pair| self.count(pair)).cloned()
    }
}

/// States that quotations in one style should be in the house style; the first is shown.
fn report(
    cx: &Context<'_>,
    uses: &[Quotation],
    house: &MarkPair,
    faulty: &BTreeSet<usize>,
    out: &mut Findings,
) {
    let Some(first) = uses.first() else { return };
    let quotations = cx.target().quotations();
    let (open, close) = (&quotations.marks[first.open], &quotations.marks[first.close]);
    // Where only the closing mark is foreign, it is the one to show.
    let right_open = house.open.starts_with(first.style.open);
    let (shown, other) = if right_open { (close, open) } else { (open, close) };
    let used = format!("{}…{}", first.style.open, first.style.close);
    let wanted = format!("{}…{}", house.open, house.close);
    let message = match uses.len() {
        1 => format!("quotation marks {used} are not the ones this text should use, {wanted}"),
        count => {
            format!("quotation marks {used} are used throughout ({count} quotations), not {wanted}")
        }
    };
    let proposal = out.report(shown.block, shown.span, message);
    proposal.confidence(0.9).related(other.block, other.span, "the other mark of the pair");
    if let [_, others @ ..] = uses
        && !others.is_empty()
    {
        let alike = others.iter().flat_map(|pair| [pair.open, pair.close]);
        let alone = marks_alone(quotations, first.style);
        let numbers: BTreeSet<usize> = alike.chain(alone).collect();
        for mark in numbers.into_iter().map(|number| &quotations.marks[number]) {
            proposal.related(mark.block, mark.span, "another of these marks");
        }
    }
    for pair in uses {
        set_in_house_style(cx, *pair, house, faulty, proposal);
    }
}

/// The marks without a partner that belong to a style whose two marks are the same.
fn marks_alone(quotations: &Quotations, style: MarkStyle) -> impl Iterator<Item = usize> + '_ {
    let alone = quotations.marks.iter().enumerate().filter(move |(_, mark)| {
        style.open == style.close && mark.glyph == style.open && mark.partner.is_none()
    });
    alone.map(|(number, _)| number)
}

/// Adds the changes that set a quotation in the house style.
fn set_in_house_style(
    cx: &Context<'_>,
    pair: Quotation,
    house: &MarkPair,
    faulty: &BTreeSet<usize>,
    proposal: &mut Proposal,
) {
    let quotations = cx.target().quotations();
    let (open, close) = (&quotations.marks[pair.open], &quotations.marks[pair.close]);
    let (first, last) = (cx.text(open.block), cx.text(close.block));
    // Nothing is quoted: the spaces between the marks would belong to both.
    if open.block == close.block && first[open.span.end..close.span.start].trim().is_empty() {
        return;
    }
    let doubtful = faulty.contains(&open.block) || faulty.contains(&close.block);
    let applicability = if doubtful { Applicability::Unsafe } else { Applicability::Safe };
    let padding = cx.pack().quotes.conventions.padding.first().map_or("", String::as_str);
    let (opening, closing) = (padded(first, open.span, false), padded(last, close.span, true));
    let changes = [
        (open.block, opening, opening.of(first), format!("{}{padding}", house.open)),
        (close.block, closing, closing.of(last), format!("{padding}{}", house.close)),
    ];
    for (block, span, written, text) in changes {
        if written != text {
            proposal.replace_in(applicability, block, span, text);
        }
    }
}

/// The mark with the spaces inside it, which belong to it.
fn padded(text: &str, mark: Span, closes: bool) -> Span {
    let spaces = [' ', '\u{A0}', '\u{202F}'];
    if closes {
        let before = &text[..mark.start];
        return Span::new(before.trim_end_matches(spaces).len(), mark.end);
    }
    let after = &text[mark.end..];
    Span::new(mark.start, text.len() - after.trim_start_matches(spaces).len())
}

/// The blocks whose marks do not add up.
fn faulty_blocks(quotations: &Quotations) -> BTreeSet<usize> {
    quotations.faults.iter().map(|fault| quotations.marks[fault.mark].block).collect()
}

fn mark_pair([open, close]: &[String; 2]) -> MarkPair {
    MarkPair { open: open.clone(), close: close.clone() }
}

fn style_of(pair: &MarkPair) -> MarkStyle {
    let glyph = |mark: &str| mark.chars().next().unwrap_or(' ');
    MarkStyle { open: glyph(&pair.open), close: glyph(&pair.close) }
}

/// Whether the pair belongs to a style at home in the language.
fn is_own(pack: &Pack, style: MarkStyle) -> bool {
    let styles = pack.quotes.styles.iter();
    styles.flat_map(|own| [&own.primary, &own.secondary]).any(|pair| style_of(pair) == style)
}

fn is_single(style: MarkStyle) -> bool {
    matches!(style.open, '‚' | '‘' | '’' | '\'' | '‹' | '›')
}
