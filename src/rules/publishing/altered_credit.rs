//! ## What it does
//! Finds photo and agency credits that were translated (`© Roe/AFP über Getty Images`, `© Roe/Südlicht`
//! for `© Roe/Southlight`), credit lines
//! put into words nobody prints (`Zusätzliche Berichterstattung von …`), and credits that hang on
//! the caption without a stop between them.
//!
//! ## Why is this bad?
//! A credit is a fixed string that agencies ask to be printed as it is; `über` makes a subject of
//! the agency.
//!
//! ## What stays silent
//! Sentences about agencies (`Der Sender berichtete über Getty Images`); captions that are no whole
//! sentences and need no stop before the credit; sentences that begin like a credit line
//! (`Geschrieben von Hand, …`).
//!
//! ## Fix safety
//! Putting `via` back, or the missing stop in, is unsafe: an agency's own wording may differ.

use super::credits::{credit_of, differing};
use super::shape::is_credit_sign;
use crate::document::BlockKind;
use crate::language::WordKinds;
use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, first_word, is_quotation_mark, is_word_char, last_word, start_of, words};

pub(super) static RULE: Rule = Rule {
    name: "altered-credit",
    group: Group::Publishing,
    severity: Severity::Minor,
    category: "accuracy/do-not-translate",
    its: "non-conformance",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["cms-residue"],
    why: "Credits are fixed strings that have to be printed as the agency gives them.",
    advice: "Give the credit as it was.",
    examples: &[
        Example::new("de", "Ein Hafen im Mai. © Ada Roth/Future Photo ⟦über Getty Images⟧")
            .fixed("Ein Hafen im Mai. © Ada Roth/Future Photo via Getty Images"),
        Example::new("de", "Ein Hafen im Mai. © Piet van der Berg/ANP ⟦über Nordlicht Images⟧")
            .source("en", "A harbour in May. © Piet van der Berg/ANP via Nordlicht Images")
            .fixed("Ein Hafen im Mai. © Piet van der Berg/ANP via Nordlicht Images"),
        Example::new("de", "Ein Hafen im Mai. Seine Kräne werden sehr ⟦geschätzt © Roth⟧/AFP")
            .fixed("Ein Hafen im Mai. Seine Kräne werden sehr geschätzt. © Roth/AFP"),
        Example::new("en", "The choir on the ferry. © Jörg Häßler/⟦Southern Light Image⟧")
            .source("de", "Der Chor auf der Fähre. © Jörg Häßler/Südlichtbild")
            .fixed("The choir on the ferry. © Jörg Häßler/Südlichtbild"),
        Example::new("de", "Ein Hafen. © Ada Roth/AFP. Das Foto wurde berühmt.")
            .source("en", "A harbour. © Ada Roth/AFP via Getty Images. The photo became famous."),
        Example::new("de", "Anwohner stehen am ⟦Dienstag © Odile⟧ Renshaw/AP")
            .source("en", "Residents queue on Tuesday. © Odile Renshaw/AP")
            .fixed("Anwohner stehen am Dienstag. © Odile Renshaw/AP"),
        Example::new(
            "de",
            "Der Rat schweigt.\n\n⟦Zusätzliche Berichterstattung von Ada Roth in Kiel⟧",
        ),
        Example::new("fr", "Un port en mai. © Léa Roux/Hans Lucas ⟦par l’intermédiaire de AFP⟧")
            .fixed("Un port en mai. © Léa Roux/Hans Lucas via AFP"),
        Example::new("de", "Ein Hafen im Mai. © Ada Roth/AFP via Getty Images"),
        Example::new("de", "Der Sender berichtete über Getty Images und über Reuters."),
        Example::new("de", "Blick über Kiel. © Ada Roth/dpa. Das Foto wurde über Nacht berühmt."),
        Example::new("de", "Ein Kran, der den Hafen überragt © Ada Roth/dpa"),
        Example::new(
            "de",
            "Das Buch ist alt.\n\nGeschrieben von Mönchen, die nie geheiratet hatten, kam es 1530 nach Kiel.",
        ),
        Example::new("de-CH", "Blick in den Tunnel. Foto: Zerstörung durch Wasser"),
        Example::new("fr", "Photo : une fresque achetée par Paris Musées. © AFP"),
    ],
    logic: Logic::Block(check),
};

/// What agencies write between photographer and distributor, in every language.
const VIA: &str = "via";

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if is_credit_line(cx, block) {
        let text = cx.text(block);
        let start = text.len() - text.trim_start().len();
        let span = Span::new(start, start + text.trim().trim_end_matches('.').len());
        let stop = text.trim_end().ends_with('.');
        out.report(block, span, "credit line translated word for word")
            .confidence(if stop { 0.75 } else { 0.88 })
            .advice("Use the house’s own form for a credit.");
        return;
    }
    renderings(cx, block, out);
    glued(cx, block, out);
    renamed(cx, block, out);
}

/// The words between photographer and distributor that should read `via`.
fn renderings(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let labelled = begins_with_label(cx, block);
    let may_credit = || {
        memchr::memchr2(b'/', b':', text.as_bytes()).is_some()
            || cx.target().characters_of(block).has(Characters::CREDIT)
    };
    if !labelled && !may_credit() {
        return;
    }
    for preposition in &cx.pack().publishing.credit_prepositions.words {
        for (at, _) in text.match_indices(preposition.as_str()) {
            let end = at + preposition.len();
            let apart = text[..at].ends_with(char::is_whitespace)
                && text[end..].starts_with(char::is_whitespace);
            if !apart {
                continue;
            }
            let Some((agency, known)) = agency(cx, block, end) else { continue };
            let shown = evidence(cx, &text[..at]).or(labelled.then_some(Evidence::Label));
            let sure = match shown {
                Some(Evidence::Sign) if known => 0.97,
                // `mit Genehmigung von` may stand before anybody.
                Some(Evidence::Sign) if !preposition.contains(' ') => 0.9,
                Some(Evidence::Label) if known => 0.9,
                Some(Evidence::Slash) if known => 0.8,
                _ => continue,
            };
            let name = agency.of(text);
            let message = format!("credit translated: “{preposition} {name}” for “{VIA} {name}”");
            let shown = source_says(cx, name);
            let span = Span::new(at, agency.end);
            let proposal = out.report(block, span, message);
            proposal.confidence(if shown { 0.99 } else { sure }).replace(
                Applicability::Unsafe,
                Span::new(at, end),
                VIA,
            );
            if shown {
                proposal.evidence(format!("the source has “{VIA} {name}”"));
            }
        }
    }
}

/// Whether a short line begins as credits do: `Foto von Ada Roth …`, `Bild: …`.
fn begins_with_label(cx: &Context<'_>, block: usize) -> bool {
    const MOST_WORDS: usize = 10;
    let (text, words, pack) = (cx.text(block), cx.target().words_of(block), cx.pack());
    let labels = &pack.publishing.credit_labels.words;
    words.get(0).is_some_and(|label| label.span.start == 0 && labels.contains(label.text()))
        && words.get(1).is_some_and(|link| pack.words.function.words.contains(link.text()))
        && words.get(2).is_some_and(|name| name.is(WordKinds::CAPITALISED))
        && text.split_whitespace().count() <= MOST_WORDS
        && !text.trim_end().ends_with('.')
}

/// What shows that a text ends in the first half of a credit.
enum Evidence {
    /// `© Roe/AFP`
    Sign,
    /// `Foto: Roe`
    Label,
    /// `Roe/AFP`
    Slash,
}

fn evidence(cx: &Context<'_>, before: &str) -> Option<Evidence> {
    if let Some((_, holder)) = before.rsplit_once('©') {
        return names_only(holder).then_some(Evidence::Sign);
    }
    if let Some((label, holder)) = before.rsplit_once(':') {
        let labels = &cx.pack().publishing.credit_labels.words;
        let label = label.trim_end().rsplit(['.', '(', '|', ' ']).next().unwrap_or("");
        return (labels.contains(label) && names_only(holder)).then_some(Evidence::Label);
    }
    let last = before.split_whitespace().next_back()?;
    let (holder, house) = last.split_once('/')?;
    let capital = |name: &str| name.starts_with(char::is_uppercase);
    (capital(holder) && capital(house)).then_some(Evidence::Slash)
}

/// Whether a text may be the names in a credit: few words, most of them with a capital.
fn names_only(text: &str) -> bool {
    const MOST: usize = 8;
    let (mut all, mut capital) = (0, 0);
    for word in words(text).take(MOST + 1) {
        // A stop behind more than an initial ends the credit.
        if word.text.chars().count() > 2 && text[word.span.end..].starts_with(['.', ';']) {
            return false;
        }
        all += 1;
        capital += usize::from(word.is_capitalised() || word.has_digit());
    }
    all <= MOST && (capital * 2 > all || all == 0)
}

/// The agency whose name stands behind byte `after` of a block, and whether the pack knows it: the
/// longest known name, else all words with a capital.
fn agency(cx: &Context<'_>, block: usize, after: usize) -> Option<(Span, bool)> {
    const MOST_WORDS: usize = 5;
    let text = cx.text(block);
    let start = text.len() - text[after..].trim_start().len();
    let agencies = &cx.pack().publishing.agencies.words;
    let (mut known, mut capitals, mut running) = (None, None, true);
    for word in words(start_of(&text[start..], 256)).take(MOST_WORDS) {
        let end = start + word.span.end;
        let joined = &text[start..end];
        if joined.contains(['.', ',', ';', '(', ')', '[', ']', '|', '©'])
            || joined.contains(is_quotation_mark)
        {
            break;
        }
        if agencies.contains(joined) {
            known = Some(end);
        }
        running &= word.is_capitalised();
        if running {
            capitals = Some(end);
        }
    }
    let end = known.or(capitals)?;
    Some((Span::new(start, end), known.is_some()))
}

/// Whether the source gives the agency as a distributor.
fn source_says(cx: &Context<'_>, agency: &str) -> bool {
    let wanted = format!("{VIA} {agency}");
    cx.pair
        .source
        .as_ref()
        .is_some_and(|side| side.blocks().iter().any(|block| block.text.contains(wanted.as_str())))
}

/// Credits that follow a sentence without a stop, where the caption has stops otherwise.
fn glued(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().characters_of(block).has(Characters::CREDIT) {
        return;
    }
    let text = cx.text(block);
    for (sign, _) in text.match_indices('©') {
        let before = text[..sign].trim_end();
        if !is_credit_sign(text, sign) || !before.ends_with(is_word_char) {
            continue;
        }
        let Some(sentence) = cx.target().sentence_at(block, before.len() - 1) else { continue };
        let caption = &text[sentence.span.start.min(before.len())..before.len()];
        // A caption that is no whole sentence needs no stop.
        let verbs = &cx.pack().syntax.finite_verbs;
        let whole = sentence.span.start > 0
            && words(caption).any(|word| verbs.contains(&word.text.to_lowercase()));
        let behind = sign + '©'.len_utf8();
        let name = first_word(&text[behind..]);
        let stopped =
            || name.is_some_and(|name| credit_of(cx, name.text).is_some_and(|it| it.is_stopped));
        let Some(last) = last_word(before).filter(|_| whole || stopped()) else { continue };
        let first = name.map_or(behind, |word| behind + word.span.end);
        out.report(
            block,
            Span::new(last.span.start, first),
            "credit follows the caption without a stop",
        )
        .confidence(0.75)
        .advice("Put a full stop, or a line break, before the credit.")
        .replace(Applicability::Unsafe, Span::at(last.span.end), ".");
    }
}

/// Names of agencies in a credit that are others than in the source's credit to the same person.
fn renamed(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().characters_of(block).has(Characters::CREDIT) {
        return;
    }
    let text = cx.text(block);
    let signs = text.match_indices('©').map(|(at, _)| at);
    for sign in signs.filter(|at| is_credit_sign(text, *at)) {
        let behind = sign + '©'.len_utf8();
        let Some(name) = first_word(&text[behind..]) else { continue };
        let Some(credit) = credit_of(cx, name.text) else { continue };
        let Some((span, right)) = differing(&text[behind..], credit.text) else { continue };
        let span = span.shifted(behind);
        let written = span.of(text);
        // What stands for `via` is told by itself.
        if cx.pack().publishing.credit_prepositions.words.iter().any(|it| it == written) {
            continue;
        }
        out.report(block, span, format!("credit altered: “{written}” for the source’s “{right}”"))
            .confidence(0.8)
            .replace(Applicability::Unsafe, span, right);
    }
}

/// `Zusätzliche Berichterstattung von Ada Roth in Kiel`
fn is_credit_line(cx: &Context<'_>, block: usize) -> bool {
    const MOST_WORDS: usize = 24;
    let it = &cx.target().blocks()[block];
    if block == 0 || it.kind == BlockKind::Cell {
        return false;
    }
    let line = it.text.trim().trim_start_matches(['(', '[']);
    let openings = &cx.pack().publishing.credit_openings.words;
    // Most lines begin with another letter than any opening.
    let first = line.as_bytes().first();
    let likely = openings.iter().filter(|opening| opening.as_bytes().first() == first);
    let rest = likely.filter_map(|opening| line.strip_prefix(opening.as_str()));
    // The longest opening leaves the shortest rest.
    let Some(rest) = rest.min_by_key(|rest| rest.len()) else { return false };
    if rest.starts_with(is_word_char) {
        return false;
    }
    let verbs = &cx.pack().syntax.finite_verbs;
    let (mut all, mut capital) = (0, 0);
    for word in words(rest).take(MOST_WORDS + 1) {
        let named = word.is_capitalised();
        if (all == 0 && !named) || verbs.contains(&word.text.to_lowercase()) {
            return false;
        }
        all += 1;
        capital += usize::from(named);
    }
    (1..=MOST_WORDS).contains(&all) && capital * 2 > all
}
