//! ## What it does
//! Finds an acute accent or a backtick in place of an apostrophe (`geht´s`), and the English
//! possessive with apostrophe and s (`Trump's Rede`) in languages that do without.
//!
//! ## Why is this bad?
//! An accent without its letter is a typist's slip; the possessive is the source's spelling, left in
//! the name.
//!
//! ## What stays silent
//! Contractions (`geht’s`), genitives of names in s (`Hans’ Haus`), names of firms, titles and
//! places (`McDonald’s`, `King’s Cross`), names of businesses with their owner's (`Eva’s
//! Blumenladen`), words that the source writes with the same accent. Straight apostrophes are right.
//!
//! ## Fix safety
//! An accent becomes an apostrophe, which is safe unless a vowel stands before it: it may belong
//! there (`René`). Taking a possessive out is unsafe.

use std::cell::LazyCell;
use std::sync::Arc;

use crate::language::{Pack, others};
use crate::reading::{Apostrophe, Characters};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, is_word_char, next_char, previous_char, run_after, run_before};

pub(super) static RULE: Rule = Rule {
    name: "wrong-apostrophe",
    group: Group::Punctuation,
    severity: Severity::Minor,
    category: "linguistic-conventions/spelling",
    its: "misspelling",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "Readers take it for a slip of the typist, or for English.",
    advice: "Put an apostrophe, or none where the language has none.",
    examples: &[
        Example::new("de", "So geht⟦´⟧s nicht, sagte Hans⟦`⟧ Schwester.")
            .fixed("So geht’s nicht, sagte Hans’ Schwester."),
        Example::new("de", "In Holt⟦'⟧s Erklärung steht nichts davon.")
            .fixed("In Holts Erklärung steht nichts davon."),
        Example::new("de", "Halloway⟦’⟧s neuester Roman ist da.")
            .fixed("Halloways neuester Roman ist da."),
        Example::new("de", "Das war Marsh⟦’⟧s Handy.")
            .source("en", "It was Marsh’s cell phone.")
            .fixed("Das war Marshs Handy."),
        Example::new("de", "Die Hunde leerten Zeus⟦ '⟧Schale, und Ohio⟦ '⟧s Rat sah zu.")
            .source("en", "The dogs emptied Zeus' dish, and Ohio's council looked on."),
        Example::new("de", "Er sah Alex 'Komödie' und las Hans 'Der Fall'.")
            .source("en", "He saw Alex' 'Comedy' and read Hans' 'The Fall'."),
        Example::new("fr", "Il lit l⟦´⟧article.").fixed("Il lit l’article."),
        Example::new("de", "Jetzt geht’s los, wie’s der ’68er bei McDonald's am Ku’damm mag."),
        Example::new("de", "Hans’ Haus steht an der King’s Cross, neben Eva’s Blumenladen."),
        Example::new(
            "de",
            "„The Orphan’s Guide“ und Queen's Park Rangers, People's Liberation Army.",
        ),
        Example::new("de", "Schmeckt’s Kindern? Gibt’s Neues? Wenn’s Regen gibt, hat’s Zeit."),
        Example::new("de", "Er tippte `ls` und sah bei Marsh’s Erzählungen vorbei.")
            .source("en", "He typed `ls` and dropped in at Marsh’s Erzählungen."),
        Example::new("en", "In Trump's speech nothing is said about it."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let apostrophes = &cx.target().quotations().apostrophes;
    let start = apostrophes.partition_point(|it| it.block < block);
    let here = apostrophes[start..].iter().take_while(|it| it.block == block);
    parted(cx, block, out);
    let foreign = LazyCell::new(|| others(cx.pack()).collect::<Vec<_>>());
    for apostrophe in here {
        match apostrophe.glyph {
            '`' | '´' => accent(cx, apostrophe, out),
            '\'' | '’' if !cx.pack().punctuation.possessive_apostrophe => {
                possessive(cx, apostrophe, &foreign, out);
            }
            _ => {}
        }
    }
}

/// An apostrophe that a space parts from its name, where the source has it close: `Zeus 'Schale`,
/// `Ohio 's Rat`.
fn parted(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().characters_of(block).has(Characters::APOSTROPHE) {
        return;
    }
    let (text, pack) = (cx.text(block), cx.pack());
    for (at, mark) in text.match_indices(['\'', '’', '‘', '‚']) {
        let Some(name) =
            text[..at].strip_suffix(' ').map(|before| run_before(before, before.len()))
        else {
            continue;
        };
        let end = at + mark.len();
        let ending = run_after(text, end);
        let is_possessive = pack.names.foreign_possessives.words.contains(ending);
        let is_genitive = ending.starts_with(char::is_uppercase)
            && pack.names.sibilants.words.iter().any(|it| name.ends_with(it.as_str()));
        let has_name = name.starts_with(char::is_uppercase) && name.chars().count() > 1;
        if !has_name || !(is_genitive || is_possessive) || is_closed(cx, block, end) {
            continue;
        }
        let shown = ["'", "’"].iter().any(|mark| {
            let possessive = format!("{name}{mark}{}", if is_possessive { ending } else { "" });
            cx.source_holds(block, Span::new(at, end), &possessive)
        });
        if !shown || cx.source_holds(block, Span::new(at, end), &text[at - name.len() - 1..end]) {
            continue;
        }
        let seam = Span::new(at - 1, end);
        let message = format!("space between “{name}” and its apostrophe");
        let proposal = out.report(block, seam, message).confidence(0.95);
        proposal.evidence("the source has the apostrophe close to the name");
        if is_possessive {
            proposal.delete(Applicability::Unsafe, Span::new(at - 1, at));
        } else {
            let apostrophe = &pack.punctuation.apostrophe;
            proposal.replace(Applicability::Safe, seam, format!("{apostrophe} "));
        }
    }
}

/// Whether a mark behind byte `from` of the same sentence may close a quotation.
fn is_closed(cx: &Context<'_>, block: usize, from: usize) -> bool {
    let text = cx.text(block);
    let end = cx.target().sentence_at(block, from).map_or(text.len(), |it| it.span.end);
    let rest = &text[from..end.max(from)];
    rest.match_indices(['\'', '’', '‘']).any(|(at, mark)| {
        let word = |c: Option<char>| c.is_some_and(is_word_char);
        !word(next_char(rest, at + mark.len())) && !rest[..at].ends_with(' ')
    })
}

/// An accent that stands for an apostrophe.
fn accent(cx: &Context<'_>, apostrophe: &Apostrophe, out: &mut Findings) {
    let Apostrophe { block, span, glyph } = *apostrophe;
    let text = cx.text(block);
    let (before, after) = (run_before(text, span.start), run_after(text, span.end));
    let word = &text[span.start - before.len()..span.end + after.len()];
    if cx.source_holds(block, span, word) {
        return;
    }
    let name = if glyph == '´' { "acute accent" } else { "backtick" };
    let message = format!("{name} for an apostrophe in “{word}”");
    // `Rene´` lacks a letter, not an apostrophe.
    let vowels = &cx.pack().letters.accented_vowels;
    let vowel = before.ends_with(|c: char| vowels.contains(c.to_ascii_lowercase()));
    let applicability = if vowel { Applicability::Unsafe } else { Applicability::Safe };
    out.report(block, span, message).confidence(if vowel { 0.85 } else { 0.95 }).replace(
        applicability,
        span,
        cx.pack().punctuation.apostrophe.as_str(),
    );
}

/// A name with an English possessive.
fn possessive(
    cx: &Context<'_>,
    apostrophe: &Apostrophe,
    foreign: &[Arc<Pack>],
    out: &mut Findings,
) {
    let Apostrophe { block, span, .. } = *apostrophe;
    let (text, pack) = (cx.text(block), cx.pack());
    let owner = run_before(text, span.start);
    let start = span.start - owner.len();
    let ending = run_after(text, span.end);
    if !pack.names.foreign_possessives.words.contains(ending)
        || !owner.starts_with(char::is_uppercase)
        || owner.chars().count() < 2
        || is_contraction(owner, pack)
        || is_listed_name(text, span, pack)
    {
        return;
    }
    let Some(owned) = owned_word(text, span.end + ending.len(), pack) else { return };
    let lower = owned.to_lowercase();
    if pack.names.businesses.words.iter().any(|business| lower.ends_with(business.as_str())) {
        return;
    }
    let possessive = format!("{owner}'{ending}");
    let shown = source_form(cx, block, Span::new(start, span.end), &possessive, owned);
    let Some(confidence) = (match shown {
        Shown::SameName => None,
        Shown::Possessive => Some(0.9),
        Shown::Nothing => without_source(pack, foreign, owner, owned)
            .and_then(|sure| at_sentence_start(cx, block, start, sure)),
    }) else {
        return;
    };
    let whole = &text[start..span.end + ending.len()];
    let proposal = out.report(block, span, format!("English possessive in “{whole} {owned}”"));
    proposal.confidence(confidence);
    if matches!(shown, Shown::Possessive) {
        proposal.evidence(format!("the source has “{whole}” here"));
    }
    // Behind an s the genitive is another one.
    let sibilants = &pack.names.sibilants.words;
    if !sibilants.iter().any(|sibilant| owner.ends_with(sibilant.as_str())) {
        proposal.delete(Applicability::Unsafe, span);
    }
}

/// How sure it still is that a capital shows a name: at the start of a sentence it may be a verb,
/// above all in a question (`Schmeckt’s Kindern?`).
fn at_sentence_start(cx: &Context<'_>, block: usize, start: usize, sure: f64) -> Option<f64> {
    let sentence = cx.target().sentence_at(block, start)?;
    let text = cx.target().text_of(sentence);
    let opening = &cx.text(block)[sentence.span.start..start];
    if opening.chars().any(char::is_alphanumeric) {
        return Some(sure);
    }
    (!text.contains(['?', '!'])).then_some(0.6)
}

/// Whether the word is a verb or a small word at the start of a sentence (`Geht’s`, `Wenn’s`).
fn is_contraction(word: &str, pack: &Pack) -> bool {
    let lower = word.to_lowercase();
    pack.words.function.words.contains(&lower)
        || pack.words.common.words.contains(&lower) && !pack.letters.capital_nouns
        || pack.syntax.finite_verbs.contains(&lower)
        || pack.speech.verbs.contains(&lower)
        || pack.sentences.starters.contains(word)
}

/// Whether the apostrophe belongs to a name that the pack knows.
fn is_listed_name(text: &str, apostrophe: Span, pack: &Pack) -> bool {
    pack.names.apostrophe_names.words.iter().any(|name| {
        name.match_indices('’').any(|(at, mark)| {
            let (head, tail) = (&name[..at], &name[at + mark.len()..]);
            text[..apostrophe.start].ends_with(head)
                && text[apostrophe.end..].starts_with(tail)
                && !previous_char(text, apostrophe.start - head.len()).is_some_and(is_word_char)
                && !next_char(text, apostrophe.end + tail.len()).is_some_and(is_word_char)
        })
    })
}

/// The noun that is owned, or the adjective before it: the next word, behind one space.
fn owned_word<'t>(text: &'t str, at: usize, pack: &Pack) -> Option<&'t str> {
    let rest = text[at..].strip_prefix([' ', '\u{A0}'])?;
    let word = run_after(rest, 0);
    if word.starts_with(char::is_uppercase) {
        return Some(word);
    }
    // A verb or a small word shows that the name stands for itself: `Marsh’s sagte`.
    let next = run_after(rest[word.len()..].strip_prefix(' ')?, 0);
    let endings = &pack.syntax.finite_endings;
    let adjective = word.chars().count() > 3
        && !is_contraction(word, pack)
        && !endings.iter().any(|ending| word.ends_with(ending.as_str()))
        && pack.letters.capital_nouns
        && next.starts_with(char::is_uppercase);
    adjective.then_some(word)
}

/// What the source has for a name with apostrophe and s.
enum Shown {
    /// The same name with the same word behind it.
    SameName,
    /// The possessive with another word behind it.
    Possessive,
    /// Nothing of the kind.
    Nothing,
}

fn source_form(cx: &Context<'_>, block: usize, span: Span, possessive: &str, owned: &str) -> Shown {
    let plain: Vec<String> =
        cx.source_texts(block, span).map(|text| text.replace('’', "'")).collect();
    let holds = |form: &str| plain.iter().any(|text| text.contains(form));
    if holds(&format!("{possessive} {owned}")) {
        Shown::SameName
    } else if holds(possessive) {
        Shown::Possessive
    } else {
        Shown::Nothing
    }
}

/// How sure it is without a source: the word behind must be the language's own, the owner none of
/// another language's common words (`Women’s World`).
fn without_source(pack: &Pack, others: &[Arc<Pack>], owner: &str, owned: &str) -> Option<f64> {
    let foreign = |word: &str| {
        let lower = word.to_lowercase();
        others.iter().any(|pack| pack.has_of_its_own(&lower))
    };
    let lower = owned.to_lowercase();
    let own =
        pack.has_of_its_own(&lower) || lower.chars().any(|c| pack.letters.special.contains(c));
    if foreign(owner) || foreign(owned) && !own {
        return None;
    }
    let adjective = owned.starts_with(char::is_lowercase);
    (own || adjective).then_some(0.85)
}
