//! ## What it does
//! Finds a paragraph that ends in the middle of a sentence, which goes on in small letters in the
//! next one.
//!
//! ## Why is this bad?
//! The sentence falls apart on the page. Breaks of this kind come from PDF files and from segments
//! that were put together wrongly.
//!
//! ## What stays silent
//! Headings and captions; a colon before a list; lists and cells; salutations (`Liebe Leser,`);
//! verse, where line after line goes on; words that always begin small (`iPhone`); an attribution
//! under a quotation that is set apart.
//!
//! ## Fix safety
//! Joining the two paragraphs is unsafe: words may be lost between them.

use super::shape::ends_with_stop;
use crate::document::{Block, BlockKind, Continuity, Format};
use crate::reading::Side;
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, ProposedEdit,
    Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{OBJECT, Span, first_word, last_word, words};

pub(super) static RULE: Rule = Rule {
    name: "broken-paragraph",
    group: Group::Publishing,
    severity: Severity::Minor,
    category: "design-and-markup/layout",
    its: "formatting",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The sentence falls apart on the page.",
    advice: "Join the two paragraphs.",
    examples: &[
        Example::new("de", "Der Hafen steht still.\n\nDer Senat berät ⟦noch⟧\n\nüber den Etat, und die Zeit ist knapp.")
            .fixed("Der Hafen steht still.\n\nDer Senat berät noch über den Etat, und die Zeit ist knapp.\n\n"),
        Example::new("de", "Die Auslosung findet am Montag um 15.30 ⟦Uhr⟧\n\nin Kiel statt. Alle kommen."),
        Example::new("fr", "Ils ont arraché les ⟦vignes⟧\n\nles plus basses et planté des noisetiers."),
        Example::new("de", "Liebe Leserin, lieber Leser,\n\nwir haben den Titel gewechselt.\n\nIhre Redaktion"),
        Example::new("de", "Ein Brief\n\nSehr geehrte Damen und Herren, liebe Freundinnen und Freunde des Hauses,\n\nwir ziehen um.\n\nMit freundlichen Grüßen\n\nihr Team"),
        Example::new("de", "Vier Dinge zählen:\n\n- das Wasser\n- der Wind\n\nmehr nicht."),
        Example::new("de", "Über allen Gipfeln ist Ruh\n\nin allen Wipfeln spürest du\n\nkaum einen Hauch im Wald"),
        Example::new("de", "Apple stellt das Telefon vor\n\niPhone und iPad werden teurer."),
        Example::new("de-CH", "Blick in den Hafen © Ada Roth/Keystone\n\nvon unserer Redaktion"),
    ],
    logic: Logic::Document(|| Box::<Breaks>::default()),
};

/// The paragraphs that go on in the next one, as they come.
#[derive(Default)]
struct Breaks {
    /// The last block, where its sentence is open; and the blocks of captions that came since.
    open: Option<usize>,
    /// The breaks so far that follow each other, each by the blocks before and behind it.
    run: Vec<(usize, usize)>,
    found: Vec<(usize, usize)>,
}

impl Accumulator for Breaks {
    fn observe(&mut self, cx: &Context<'_>, block: usize, _out: &mut Findings) {
        self.take(cx.target(), block);
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        self.close_run();
        if self.found.is_empty() {
            return;
        }
        let source = cx.pair.source.as_ref().map(breaks_of);
        for &(before, after) in &self.found {
            report(cx, before, after, source, out);
        }
    }
}

impl Breaks {
    fn take(&mut self, side: &Side, block: usize) {
        let document = &side.document;
        if document.continuity != Continuity::Paragraphs {
            return;
        }
        let it = &document.blocks[block];
        // A picture between the two halves changes nothing.
        if it.kind == BlockKind::Caption || it.text.trim().chars().all(|c| c == OBJECT) {
            return;
        }
        let prose = is_prose(it, document.format);
        let broken = self.open.filter(|_| prose && goes_on(&it.text) && is_sentence(&it.text));
        match broken {
            Some(before) => self.run.push((before, block)),
            None => self.close_run(),
        }
        self.open = (prose && is_open(side, block)).then_some(block);
    }

    /// One break is a fault; several in a row are verse or a text of fixed width.
    fn close_run(&mut self) {
        if self.run.len() == 1 {
            self.found.append(&mut self.run);
        }
        self.run.clear();
    }
}

/// How many breaks a side has.
fn breaks_of(side: &Side) -> usize {
    let mut breaks = Breaks::default();
    (0..side.blocks().len()).for_each(|block| breaks.take(side, block));
    breaks.close_run();
    breaks.found.len()
}

fn is_prose(block: &Block, format: Format) -> bool {
    match block.kind {
        BlockKind::Paragraph => true,
        // Plain text has no marks for headings: half a sentence looks like one.
        BlockKind::Heading => format == Format::Plain,
        _ => false,
    }
}

/// Whether the block's last sentence has not ended.
fn is_open(side: &Side, block: usize) -> bool {
    const LEAST_WORDS: usize = 3;
    let text = side.text(block).trim_end();
    let open = text.split_whitespace().nth(LEAST_WORDS - 1).is_some()
        && !ends_with_stop(text)
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '–' | '—' | ')'));
    // A line that ends in a comma and has no verb addresses somebody.
    open && (!text.ends_with(',') || has_verb(side, block))
}

fn has_verb(side: &Side, block: usize) -> bool {
    let last = side.sentences_of(block).last().map_or("", |sentence| side.text_of(*sentence));
    // Endings would not do: `geehrte` ends like a verb.
    words(last).any(|word| side.pack.syntax.finite_verbs.contains(&word.text.to_lowercase()))
}

/// Whether the text comes to an end of its own, or is too long for a line of a letter.
fn is_sentence(text: &str) -> bool {
    const MANY_WORDS: usize = 12;
    ends_with_stop(text)
        || text.trim_end().ends_with(':')
        || text.split_whitespace().nth(MANY_WORDS - 1).is_some()
}

/// Whether the text begins in the middle of a sentence.
fn goes_on(text: &str) -> bool {
    let text = text.trim_start();
    let Some(first) = first_word(text).filter(|word| word.span.start == 0) else { return false };
    let rest = &text[first.span.end..];
    let mut letters = first.text.chars();
    let small = letters.next().is_some_and(char::is_lowercase);
    // `iPhone`; `u-20-wm`, `a)`: names and labels.
    small
        && !letters.any(char::is_uppercase)
        && (rest.starts_with([' ', ',', '\u{A0}', '-', '’', '\''])
            || (rest.starts_with([':', ';']) && first.text.chars().count() > 3))
        && text.split_whitespace().count() >= if ends_with_stop(text) { 2 } else { 3 }
}

fn report(
    cx: &Context<'_>,
    before: usize,
    after: usize,
    source: Option<usize>,
    out: &mut Findings,
) {
    let text = cx.text(before).trim_end();
    let Some(last) = last_word(text) else { return };
    let first = cx.text(after).split_whitespace().next().unwrap_or("");
    let message =
        format!("paragraph broken in mid-sentence, between “{}” and “{first}”", last.text);
    let confidence = match source {
        Some(0) => 0.95,
        // The source is set like this somewhere too.
        Some(_) => 0.6,
        None if after == before + 1 => 0.88,
        None => 0.8,
    };
    let proposal = out.report(before, last.span, message);
    proposal.confidence(confidence).related(after, Span::at(0), "the sentence goes on here");
    if source == Some(0) {
        proposal.evidence("no paragraph of the source is broken like this");
    }
    if let Some(edits) = joined(cx, before, after) {
        proposal.fix = Some((Applicability::Unsafe, edits));
    }
}

/// The changes that put the second paragraph behind the first; none where markup would be lost.
fn joined(cx: &Context<'_>, before: usize, after: usize) -> Option<Vec<ProposedEdit>> {
    let second = &cx.target().blocks()[after];
    if !second.marks.is_empty() || !second.objects.is_empty() || after != before + 1 {
        return None;
    }
    let text = format!(" {}", second.text.trim());
    Some(vec![
        ProposedEdit { block: before, span: Span::at(cx.text(before).trim_end().len()), text },
        ProposedEdit { block: after, span: Span::new(0, second.text.len()), text: String::new() },
    ])
}
