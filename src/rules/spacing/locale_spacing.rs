//! ## What it does
//! Finds a number without the space that the language puts before a sign (`5%`, `20°C`), and, where
//! the language sets a space before `:`, `;`, `!` and `?`, marks without it or with one that breaks.
//!
//! ## Why is this bad?
//! English closes the two up; a text that keeps this shows where it comes from.
//!
//! ## What stays silent
//! Derived words and compounds (`100%ig`, `5%-Hürde`, `20l-Kanister`), sums of millions (`£5m`),
//! tables, names that end in a mark. Plain spaces where ones that do not break belong are
//! information only, said once a text. What only fine typography asks for is information too.
//!
//! ## Fix safety
//! A space that does not break is put in. That is safe.

use crate::document::BlockKind;
use crate::language::Pack;
use crate::reading::{Quantity, Role};
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, ProposedEdit,
    Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{OBJECT, Span, is_word_char, next_char, previous_char, run_before};

pub(super) static RULE: Rule = Rule {
    name: "locale-spacing",
    group: Group::Spacing,
    severity: Severity::Minor,
    category: "locale-conventions/number-format",
    its: "whitespace",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "It is the spacing of another language, and readers notice.",
    advice: "Put in a space that does not break.",
    examples: &[
        Example::new("de", "Die Aktie stieg um ⟦410%⟧, im Labor waren es ⟦24°C⟧.")
            .fixed("Die Aktie stieg um 410\u{A0}%, im Labor waren es 24\u{A0}°C."),
        Example::new("de", "Der Eimer wiegt ⟦3,5kg⟧ und kostet ⟦5,90€⟧.")
            .fixed("Der Eimer wiegt 3,5\u{A0}kg und kostet 5,90\u{A0}€."),
        Example::new("fr", "Qui vient⟦?⟧ Personne.").fixed("Qui vient\u{A0}? Personne."),
        Example::new("fr", "La hausse est de ⟦5%⟧.").fixed("La hausse est de 5\u{A0}%."),
        Example::new("fr", "Qui vient⟦ ?⟧ Personne\u{A0}; c’est fini !")
            .fixed("Qui vient\u{A0}? Personne\u{A0}; c’est fini\u{A0}!"),
        Example::new("de", "Es war 100%ig an der 5%-Hürde gescheitert, trotz 4,9 %."),
        Example::new("de", "Der 20l-Kanister, die A4 und der i5m kosten £5m, 5 € oder B777m."),
        Example::new("de-CH", "Die Aktie stieg um 410%."),
        Example::new("fr", "Il est 12:30\u{A0}; Yahoo!, dit-il\u{202F}: «\u{A0}Non\u{A0}!\u{A0}»"),
        Example::new("fr", "Les titres Yahoo! et Canal+ baissent."),
        Example::new("fr-CH", "Qui vient? Personne!"),
    ],
    logic: Logic::Document(|| Box::new(Spacing::default())),
};

/// Remembers where plain spaces stand before marks that want one that does not break.
#[derive(Default)]
struct Spacing {
    plain: Vec<(usize, Span)>,
}

impl Accumulator for Spacing {
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        if cx.target().blocks()[block].kind != BlockKind::Cell {
            cx.target().quantities_of(block).iter().for_each(|it| unit(cx, block, it, out));
        }
        let pack = cx.pack();
        let closes_up = pack.quotes.conventions.padding.iter().any(String::is_empty);
        if !pack.spacing.spaced_before.is_empty() && !closes_up {
            self.marks(cx, block, out);
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        // A segment alone says nothing about the habits of a text.
        let first = self.plain.first().filter(|_| cx.target().has_context());
        let Some(&(block, span)) = first else { return };
        let mark = span.of(cx.text(block)).trim_start();
        let message = match self.plain.len() {
            1 => format!("plain space before “{mark}”, where a line may break"),
            count => {
                format!("plain space before “{mark}”, where a line may break ({count} places)")
            }
        };
        let proposal = out.report(block, span, message);
        proposal.severity(Severity::Info);
        let edits = self.plain.iter().map(|&(block, span)| ProposedEdit {
            block,
            span: Span::new(span.start, span.start + 1),
            text: cx.pack().spacing.unit_space.clone(),
        });
        proposal.fix = Some((Applicability::Safe, edits.collect()));
    }
}

/// Reports a number whose sign stands right behind it.
fn unit(cx: &Context<'_>, block: usize, quantity: &Quantity, out: &mut Findings) {
    let (text, pack) = (cx.text(block), cx.pack());
    let Span { start, end } = quantity.span;
    if !text[..end].ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return;
    }
    let Some(unit) = unit_at(&text[end..], pack) else { return };
    let behind = next_char(text, end + unit.len());
    let before = previous_char(text, start);
    let money = before.is_some_and(|c| matches!(c, '$' | '£' | '€' | '¥'));
    if behind.is_some_and(|c| is_word_char(c) || matches!(c, '-' | '‑' | '*' | OBJECT))
        || before.is_some_and(|c| is_word_char(c) || c == OBJECT)
        || money
    {
        return;
    }
    let span = Span::new(start, end + unit.len());
    let message = format!("no space in “{}” before “{unit}”", span.of(text));
    let proposal = out.report(block, span, message);
    proposal
        .confidence(if unit.len() == 1 && unit.starts_with(char::is_alphabetic) {
            0.7
        } else {
            0.9
        })
        .replace(Applicability::Safe, Span::at(end), pack.spacing.unit_space.as_str());
    if !pack.spacing.strict_units {
        proposal.severity(Severity::Info);
    }
}

/// The longest sign of the pack at the start of `rest`.
fn unit_at<'p>(rest: &str, pack: &'p Pack) -> Option<&'p str> {
    // Behind most numbers stands another character than any sign begins with.
    let first = rest.as_bytes().first();
    let units = pack.spacing.spaced_units.iter().map(String::as_str);
    let likely = units.filter(|unit| unit.as_bytes().first() == first);
    likely.filter(|unit| rest.starts_with(unit)).max_by_key(|unit| unit.len())
}

impl Spacing {
    /// Looks at the marks that the language sets with a space before them.
    fn marks(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        let (text, pack) = (cx.text(block), cx.pack());
        let wanted = |mark: char| pack.spacing.spaced_before.contains(mark);
        for (at, mark) in text.match_indices(wanted) {
            let span = Span::new(at, at + mark.len());
            let ends = text[span.end..]
                .chars()
                .take(8)
                .find(|c| !matches!(c, '!' | '?'))
                .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '»' | '”'));
            let quotes = !mark.is_ascii();
            if quotes && !closes(cx, block, at) || !quotes && !ends {
                continue;
            }
            match previous_char(text, at) {
                Some(' ') => {
                    let before = text[..at].trim_end_matches(' ');
                    let behind_word = previous_char(before, before.len()).is_some_and(|c| {
                        is_word_char(c) || matches!(c, '»' | ')' | '…' | '!' | '?' | '.')
                    });
                    if behind_word && before.len() + 1 == at {
                        self.plain.push((block, Span::new(before.len(), span.end)));
                    }
                }
                Some(last) if is_word_char(last) || matches!(last, ')' | '»') => {
                    let joined = format!("{}{mark}", run_before(text, at));
                    if mark == ":" && last.is_ascii_digit() || is_name(cx, block, span, &joined) {
                        continue;
                    }
                    let message = format!("no space before “{mark}” in “{joined}”");
                    let proposal = out.report(block, span, message);
                    proposal.confidence(0.85).replace(
                        Applicability::Safe,
                        Span::at(at),
                        pack.spacing.unit_space.as_str(),
                    );
                    // Marks set close to what they quote are the way of some houses.
                    if quotes {
                        proposal.severity(Severity::Info);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether the mark at `at` closes a quotation.
fn closes(cx: &Context<'_>, block: usize, at: usize) -> bool {
    let quotations = cx.target().quotations();
    let marks = &quotations.marks[quotations.marks_in(block)];
    let found = marks.binary_search_by_key(&at, |mark| mark.span.start);
    found.is_ok_and(|index| marks[index].role == Role::Close)
}

/// Whether the mark belongs to a name (`Yahoo!`): the source has the two together, or the sentence
/// goes on.
fn is_name(cx: &Context<'_>, block: usize, span: Span, joined: &str) -> bool {
    let goes_on =
        cx.text(block)[span.end..].trim_start_matches(' ').starts_with(char::is_lowercase);
    let capital = joined.starts_with(char::is_uppercase) && joined.ends_with('!');
    capital && (goes_on || cx.source_holds(block, span, joined))
}
