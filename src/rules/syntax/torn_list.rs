//! ## What it does
//! Finds items of a list that stand behind the verb, cut off from the items before it: „… den Bau
//! neuer Deiche zu fördern , Pumpwerke und Polder.“
//!
//! ## Why is this bad?
//! Where infinitives and participles end the clause, the whole list belongs before them. Engines
//! that translate piece by piece (a link or another tag inside the list is enough) put the verb
//! behind the first item and leave the others hanging.
//!
//! ## What stays silent
//! Additions that say what they are (`darunter`, `etwa`, `nämlich`, `und zwar`), prepositional
//! phrases, subordinate clauses and everything else with a verb, lists that spell out a word before
//! them (`alles`), forms of address, and single items: `…, das Haus zu verkaufen, einen Altbau.`
//!
//! ## Fix safety
//! No fix: the items have to go before the verb, and which noun they belong to is for a person to
//! see.

use super::phrases::{Clauses, NounList, before_items, ends_in, holds_marker, may_be_finite};
use super::renderings::holds_rendering;
use crate::language::WordKinds;
use crate::pair::Counterpart;
use crate::reading::{Bracket, Role};
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, words_backwards};

pub(super) static RULE: Rule = Rule {
    name: "torn-list",
    group: Group::Syntax,
    severity: Severity::Major,
    category: "linguistic-conventions/grammar",
    its: "grammar",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["untranslated-sentence"],
    why: "Readers cannot tell what the items behind the verb belong to.",
    advice: "Move the items before the verb, to the list they belong to.",
    examples: &[
        Example::new(
            "de",
            "Brüssel beschloss, den Verkauf von Dieselautos zu beschränken⟦, schwere Motorräder \
             und alte Busse⟧.",
        ),
        Example::new(
            "de",
            "Das Amt hat angekündigt, die Zahl der Brücken zu prüfen ⟦, Tunnel und Stützmauern⟧.",
        ),
        Example::new(
            "de",
            "Die Stadt versprach, Radwege auszubauen⟦, Spielplätze, die alte Mühle und den \
             Hafen⟧.",
        )
        .source(
            "en",
            "The city promised to extend cycle lanes, playgrounds, the old mill and the port.",
        ),
        Example::new("de", "Sie hat Romane geschrieben⟦, Hörspiele und Gedichte⟧.")
            .source("en", "She has written novels, radio plays and poems."),
        Example::new(
            "de",
            "Die Steuer zahlen Schiffe, wann immer sie in Selm anlegen⟦, Kell oder Orm⟧.",
        )
        .source("en", "Ships pay the tax whenever they berth in Selm, Kell or Orm."),
        Example::new(
            "de",
            "Er hofft, dass der Staat Streifen von 60 Metern vorschreibt⟦, Kurse und eine Liste⟧.",
        )
        .source(
            "en",
            "He hopes that the state will require strips of 200 feet, courses and a list.",
        ),
        Example::new("de", "Er versprach, Steuern zu senken, darunter Zölle und Abgaben."),
        Example::new(
            "de",
            "Der Bericht ist im Dock erschienen, unserem Brief über Gerichte und Bühnen.",
        )
        .source("en", "The report appeared in The Dock, our letter on courts and stages."),
        Example::new("de", "Sie versprach Geld, sobald die Stadt zustimmt, Helfer und Zelte.")
            .source("en", "She promised money, as soon as the city agrees, helpers and tents."),
        Example::new("de", "Er versprach, Steuern zu senken, Straßen und Schulen zu bauen."),
        Example::new("de", "Um Kosten zu senken, streichen Banken und Versicherer Stellen."),
        Example::new("de", "Ich freue mich, die Stadt zu besuchen, meine Damen und Herren."),
        Example::new("de", "Die Menschen brauchen etwas zu essen, Wasser und Decken."),
        Example::new("de", "Sie drohte, das Dorf zu verlassen, sagten Freunde und Nachbarn."),
        Example::new("de", "Er plant, ein Haus zu bauen, das Platz für Eltern und Kinder hat."),
        Example::new("de", "Sie begann, das Schloss zu verkaufen, einen Bau aus Stein."),
        Example::new("de", "Sie fordert das Recht, Läden zu öffnen, kürzere Wege und mehr Licht."),
        Example::new("de", "Er träumte davon, die Welt zu sehen, mit Schiffen und Zügen."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.pack().syntax.verb_final {
        return;
    }
    let text = cx.text(block);
    for sentence in cx.target().sentences_of(block) {
        let Some(torn) = torn_list(cx, block, sentence.span) else { continue };
        let source = cx.pair.counterpart(block, torn.comma).filter(|it| it.confidence >= 0.7);
        let shown = source.as_ref().map(|source| source_lists(cx, source, block, &torn));
        let Some(confidence) = confidence(&torn, shown) else { continue };
        let verb = torn.verb.of(text);
        let message = format!("list goes on behind the verb “{verb}”");
        let proposal = out.report(block, torn.span(), message);
        proposal.confidence(confidence);
        if shown == Some(true) {
            proposal.evidence("the source has one list here");
            if let Some(segment) = source.and_then(|source| source.segments.last().copied()) {
                proposal.source(segment.block, segment.span);
            }
        } else if torn.stray_space {
            proposal.evidence("a stray space before the comma marks the seam");
        }
    }
}

/// How the clause before the torn items ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// An infinitive with its marker.
    Infinitive,
    /// A finite verb that ends a subordinate clause.
    Finite,
    /// A word that ends a subordinate clause, where its verb belongs, and is no verb that is known.
    Last,
    /// A participle or a bare infinitive, as it seems.
    Bare,
}

/// Items behind a verb.
#[derive(Clone, Copy, Debug)]
struct Torn {
    /// Where its clause begins.
    clause: usize,
    verb: Span,
    /// The comma between verb and items.
    comma: Span,
    /// Where the last item ends.
    end: usize,
    items: usize,
    ending: Ending,
    stray_space: bool,
    /// Whether the clause hangs on a noun right before it, which may be an item of a list itself.
    hangs_on_noun: bool,
}

impl Torn {
    fn span(&self) -> Span {
        Span::new(self.comma.start, self.end)
    }
}

fn torn_list(cx: &Context<'_>, block: usize, sentence: Span) -> Option<Torn> {
    let (text, pack) = (cx.text(block), cx.pack());
    let has_comma = memchr::memchr(b',', sentence.of(text).as_bytes()).is_some();
    if !has_comma || !may_list(cx, block, sentence) {
        return None;
    }
    let clauses = Clauses::new(cx.target(), block, sentence);
    clauses.commas().enumerate().find_map(|(index, comma)| {
        let (ending, verb) = ending(cx, &clauses, index, sentence)?;
        let clause = clauses.words(index).get(0)?.span.start;
        let end = end_of_list(cx, block, comma, sentence)?;
        let stray_space = text[..comma].ends_with([' ', '\u{A0}']);
        let list = NounList::read(&text[comma + 1..end], pack, stray_space)?;
        // The list spells out a word before the verb.
        let mut before = clauses.words(index).before(verb.start).iter();
        if before.any(|word| pack.syntax.summing_words.contains(word.text())) {
            return None;
        }
        // Behind a clause that opens the sentence a finite verb may look like an adjective.
        if clauses.opens_subordinate(0, pack) && !list.starts_like_a_noun_phrase {
            return None;
        }
        let hangs_on_noun = ending == Ending::Infinitive && clauses.hangs_on_noun(index);
        Some(Torn {
            clause,
            verb,
            comma: Span::new(comma, comma + 1),
            end,
            items: list.items,
            ending,
            stray_space,
            hangs_on_noun,
        })
    })
}

/// Whether anything in the sentence joins the last item of a list: a word, or a sign between words.
fn may_list(cx: &Context<'_>, block: usize, sentence: Span) -> bool {
    cx.target().words_of(block).between(sentence).have(WordKinds::JOINS_LIST)
        || memchr::memchr(b'&', sentence.of(cx.text(block)).as_bytes()).is_some()
}

/// Whether the clause before the comma of this number ends in a verb that closes it, and has a noun
/// that the list may belong to.
fn ending(
    cx: &Context<'_>,
    clauses: &Clauses<'_>,
    index: usize,
    sentence: Span,
) -> Option<(Ending, Span)> {
    let syntax = &cx.pack().syntax;
    let clause = clauses.words(index);
    let verb = clause.last()?;
    if !verb.text().starts_with(char::is_lowercase) {
        return None;
    }
    let finite = |word: &str| syntax.finite_verbs.contains(word);
    let is_infinitive = ends_in(verb.text(), &syntax.infinitive_endings);
    let may_end = is_infinitive || ends_in(verb.text(), &syntax.participle_endings);
    let before = clause.before(verb.span.start);
    if !(may_end || finite(verb.text()))
        || !before.having(WordKinds::CAPITALISED).any(|word| word.span.start > sentence.start)
    {
        return None;
    }
    let marked = before.last().is_some_and(|word| word.text() == syntax.infinitive_marker);
    let opens_subordinate = clauses.opens_subordinate(index, cx.pack());
    let starts_sentence = index == 0;
    if is_infinitive && (marked || holds_marker(verb.text(), syntax)) {
        // As the sentence's first clause it must have its main verb in itself.
        let whole = !starts_sentence
            || (!opens_subordinate && before.iter().any(|word| may_be_finite(word, syntax)));
        return whole.then_some((Ending::Infinitive, verb.span));
    }
    if opens_subordinate && !starts_sentence {
        let ending = if finite(verb.text()) { Ending::Finite } else { Ending::Last };
        return Some((ending, verb.span));
    }
    let has_auxiliary = || before.iter().any(|word| finite(word.text()));
    let bare = may_end && !opens_subordinate && !finite(verb.text()) && has_auxiliary();
    bare.then_some((Ending::Bare, verb.span))
}

/// Where a list that starts behind the comma must end: before the sentence's stop, or where the
/// quotation around it closes.
fn end_of_list(cx: &Context<'_>, block: usize, comma: usize, sentence: Span) -> Option<usize> {
    let (text, start) = (cx.text(block), comma + 1);
    let quotations = cx.target().quotations();
    let marks = &quotations.marks[quotations.marks_in(block)];
    let next = marks.iter().find(|mark| mark.span.start >= start);
    if let Some(mark) = next.filter(|mark| mark.span.start < sentence.end) {
        let body = text[start..mark.span.start].trim_end_matches(['.', '!', ',', ' ', '\u{A0}']);
        return (mark.role == Role::Close).then_some(start + body.len());
    }
    let body = text[start..sentence.end].trim_end();
    let stripped = body.trim_end_matches(['.', '!']);
    let whole = stripped.len() < body.len() && !stripped.ends_with(char::is_whitespace);
    whole.then(|| before_parenthesis(cx, block, start, start + stripped.len()))
}

/// Where the words before a parenthesis that ends at byte `end` stop; `end` when there is none.
fn before_parenthesis(cx: &Context<'_>, block: usize, start: usize, end: usize) -> usize {
    let closing = |it: &&Bracket| it.span.end == end && it.span.start > start;
    let bracket = cx.target().brackets_of(block).iter().find(closing);
    bracket.map_or(end, |it| start + cx.text(block)[start..it.span.start].trim_end().len())
}

/// Whether the source ends in a list with as many items behind its first one.
fn source_lists(cx: &Context<'_>, source: &Counterpart<'_>, block: usize, torn: &Torn) -> bool {
    source.texts().any(|text| {
        let head = before_items(text, torn.items, &source.side.pack);
        head.is_some_and(|head| {
            torn.ending != Ending::Last || holds_first_item(cx, head, block, torn)
        })
    })
}

/// Whether the first item of the source's list, whose last words `head` ends in, stands in the clause
/// before the verb; so the clause was not put between a list and its last items. A number may have
/// been converted with its unit.
fn holds_first_item(cx: &Context<'_>, head: &str, block: usize, torn: &Torn) -> bool {
    let clause = Span::new(torn.clause, torn.verb.start);
    let words = cx.target().words_of(block).between(clause);
    let mut last = words_backwards(head);
    let Some(item) = last.next() else { return false };
    let is_measure = last.next().is_some_and(|before| before.has_digit());
    words.iter().any(|word| {
        word.is(WordKinds::CAPITALISED)
            && holds_rendering(cx.pair.translations(), item.text, word.text())
            || is_measure && word.is(WordKinds::DIGIT)
    })
}

/// How sure the signs make it, from 0 to 1; none when they are not enough.
fn confidence(torn: &Torn, shown: Option<bool>) -> Option<f64> {
    let mut confidence: f64 = match torn.ending {
        Ending::Infinitive => 0.75,
        Ending::Finite => 0.5,
        Ending::Bare => 0.45,
        Ending::Last => 0.4,
    };
    confidence += if torn.stray_space { 0.2 } else { 0.0 };
    confidence += match shown {
        Some(true) => 0.2,
        Some(false) => -0.2,
        None => 0.0,
    };
    confidence -= if torn.hangs_on_noun { 0.25 } else { 0.0 };
    confidence += 0.03 * torn.items.saturating_sub(2) as f64;
    (confidence >= 0.55).then(|| confidence.min(0.97))
}
