//! ## What it does
//! Finds a paragraph whose last sentence just stops, without a final mark.
//!
//! ## Why is this bad?
//! The reader wonders whether something is missing; often a bracket, a link or a quotation mark
//! went with the stop.
//!
//! ## What stays silent
//! Headings, captions, list items, short lines, paragraphs broken in mid-sentence, texts that do
//! without stops (poems, tables), sentences whose source has no stop either. Single segments are
//! judged only against their source.
//!
//! ## Fix safety
//! The source's mark is put in, which is safe; without a source it is the full stop, which is not.

use crate::document::{Block, BlockKind, Continuity, Format, Mark, MarkKind};
use crate::rules::{
    Accumulator, Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage,
};
use crate::settings::Severity;
use crate::text::{Span, is_european_letter, is_quotation_mark, run_before, trim_closing, words};

pub(super) static RULE: Rule = Rule {
    name: "missing-end-punctuation",
    group: Group::Punctuation,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["broken-paragraph", "cms-residue", "untranslated-sentence", "wrong-language"],
    why: "Readers cannot tell whether the sentence is complete.",
    advice: "End the sentence, and see whether its last words are all there.",
    examples: &[
        Example::new(
            "de",
            "Neues Gesetz\n\nDas Gesetz gilt ab Mai. Die Bauern hatten Schlimmeres ⟦befürchtet⟧",
        )
        .fixed("Neues Gesetz\n\nDas Gesetz gilt ab Mai. Die Bauern hatten Schlimmeres befürchtet."),
        Example::new(
            "de",
            "Das Fest\n\nEr kam spät. Sie fragte, war das nun ⟦alles⟧\n\nJa, das war alles.",
        )
        .source("en", "The feast\n\nHe came late. She asked, was that all?\n\nYes, it was.")
        .fixed("Das Fest\n\nEr kam spät. Sie fragte, war das nun alles?\n\nJa, das war alles."),
        Example::new(
            "fr",
            "La nuit fut longue et froide, et les vignerons ont veillé jusqu’à l’aube entre les \
             bougies. Les vignes ont pourtant gelé dans toute la ⟦vallée⟧",
        ),
        Example::new(
            "en",
            "The bell\n\nShe lives by the tower. “Now I would like it to wake me up ⟦again⟧”\n\nIt did.",
        )
        .source("de", "Die Glocke\n\nSie wohnt am Turm. „Jetzt soll sie mich wieder wecken.“\n\nSie tat es."),
        Example::new(
            "de",
            "Neues Gesetz für Bauern\n\nDas Gesetz gilt. So ist es.\n\nVon Ada Brandt, Kiel",
        ),
        Example::new(
            "de",
            "- Punkt eins ohne Stopp. Und mehr davon\n- Punkt zwei\n\nEin Bild. Es ist © Ada Brandt",
        ),
        Example::new(
            "de",
            "Gesetz\n\nEs gilt. Mehr steht auf www.beispiel.de\n\nSie sagte: „Das ist alles.“",
        ),
        Example::new(
            "de",
            "Der Rat tagte im Mai unter dem Vorsitz von Ada Brandt, die sonst schweigt. Er sprach \
             von den\n\nbeiden Gesetzen, die ab Mai gelten.",
        ),
        Example::new(
            "de",
            "Rat\n\nDer Rat tagte im Mai. Es kam zu keiner Einigung über das Gesetz",
        )
        .source("en", "Council\n\nThe council met in May. There was no agreement on the law"),
    ],
    logic: Logic::Document(|| Box::new(Ends::default())),
};

/// One in this many paragraphs may lack its end; more, and the text does without.
const RARE: usize = 4;

/// What was seen of the ends of paragraphs.
#[derive(Default)]
struct Ends {
    paragraphs: usize,
    open: Vec<Open>,
}

/// A paragraph that ends without a mark.
struct Open {
    block: usize,
    word: Span,
    /// The mark of the source, where there is one.
    source: Option<char>,
}

impl Accumulator for Ends {
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        let kind = cx.target().blocks()[block].kind;
        let text = cx.text(block);
        let judged = match kind {
            BlockKind::Unit => cx.pair.source.is_some(),
            _ => {
                (kind.is_running_text() || is_short_paragraph(cx, block))
                    && cx.target().document.continuity == Continuity::Paragraphs
            }
        };
        if !judged {
            return;
        }
        // A paragraph broken in mid-sentence has its end in the next one.
        if text.starts_with(char::is_lowercase)
            && self.open.last().is_some_and(|open| open.block + 1 == block)
        {
            self.open.pop();
        }
        self.paragraphs += 1;
        let Some((word, quoted)) = open_end(text) else { return };
        let source = match source_end(cx, block, word, quoted) {
            SourceEnd::None if kind == BlockKind::Unit => return,
            // A title may end the sentence before its stop; only the source tells.
            SourceEnd::None if quoted => return,
            SourceEnd::None => None,
            SourceEnd::Open => return,
            SourceEnd::Mark(mark) => Some(mark),
        };
        // Where the source ends in a mark, a short last sentence is one too.
        let ended_in_source = source.is_some() && cx.target().sentences_of(block).len() > 1;
        if kind != BlockKind::Unit && !ended_in_source && !is_prose(cx, block) {
            return;
        }
        if kind == BlockKind::Unit {
            report(cx, &Open { block, word, source }, out);
        } else {
            self.open.push(Open { block, word, source });
        }
    }

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let many = self.open.len() > 1 && self.open.len() * RARE > self.paragraphs;
        for open in &self.open {
            if !many || open.source.is_some() {
                report(cx, open, out);
            }
        }
    }
}

fn report(cx: &Context<'_>, open: &Open, out: &mut Findings) {
    let text = cx.text(open.block);
    let message = format!("the last sentence stops behind “{}”", open.word.of(text));
    let proposal = out.report(open.block, open.word, message);
    let end = Span::at(open.word.end);
    match open.source {
        Some(mark) => proposal
            .confidence(0.95)
            .evidence(format!("the source ends in “{mark}”"))
            .replace(Applicability::Safe, end, mark),
        None => proposal.confidence(0.85).replace(Applicability::Unsafe, end, "."),
    };
}

/// Whether a line of plain text that was taken for a heading, since it is short and lacks its stop,
/// holds more than one sentence.
fn is_short_paragraph(cx: &Context<'_>, block: usize) -> bool {
    let document = &cx.target().document;
    let sentences = cx.target().sentences_of(block);
    block > 0
        && document.format == Format::Plain
        && document.blocks[block].kind == BlockKind::Heading
        && sentences.len() > 1
        && sentences[..sentences.len() - 1].iter().all(|it| cx.target().text_of(*it).ends_with('.'))
}

/// The last word of a text that ends in a word, and whether a closing mark stands behind it.
fn open_end(text: &str) -> Option<(Span, bool)> {
    let whole = text.trim_end();
    let text = whole.trim_end_matches(is_quotation_mark);
    let word = run_before(text, text.len());
    let letters = word.chars().all(|c| is_european_letter(c) || c.is_ascii_digit());
    let start = text.len() - word.len();
    // Hashtags, user names and handles end as they like.
    let tagged = text[..start].ends_with(['#', '@', '_', '/']);
    let quoted = text.len() < whole.len();
    (!word.is_empty() && letters && !tagged).then(|| (Span::new(start, text.len()), quoted))
}

/// Whether the block is a paragraph of prose: more than one sentence, the last of some length, or
/// one long sentence. A caption in italics is none.
fn is_prose(cx: &Context<'_>, block: usize) -> bool {
    let Block { text, marks, .. } = &cx.target().blocks()[block];
    let whole = Span::new(0, text.trim_end().len());
    let set_apart = |mark: &Mark| mark.kind == MarkKind::Emphasis && mark.span.contains(whole);
    if text.contains('©') || marks.iter().any(set_apart) {
        return false;
    }
    let sentences = cx.target().sentences_of(block);
    let Some(last) = sentences.last() else { return false };
    let length = words(cx.target().text_of(*last)).count();
    length >= if sentences.len() > 1 { 4 } else { 18 }
}

/// How the source of the last sentence ends.
enum SourceEnd {
    /// It is not known.
    None,
    /// Without a mark, or with one that may belong to an abbreviation.
    Open,
    /// With this mark.
    Mark(char),
}

/// The mark at the end of the source; one within its quotation counts where the translation ends in a
/// quotation too.
fn source_end(cx: &Context<'_>, block: usize, word: Span, quoted: bool) -> SourceEnd {
    let Some(counterpart) = cx.pair.counterpart(block, word) else { return SourceEnd::None };
    let Some(last) = counterpart.texts().last() else { return SourceEnd::None };
    let bare = trim_closing(last);
    let closed = bare.len() < last.trim_end().len();
    let Some(mark @ ('.' | '!' | '?' | '…')) = bare.chars().next_back() else {
        let sure = counterpart.confidence >= 0.5;
        return if sure { SourceEnd::Open } else { SourceEnd::None };
    };
    let pack = &counterpart.side.pack;
    let token = bare.rsplit(char::is_whitespace).next().unwrap_or(bare);
    let lists = [&pack.abbreviations.never_final, &pack.abbreviations.maybe_final];
    let abbreviated = mark == '.'
        && (lists.iter().any(|list| list.words.contains(token))
            || token.matches('.').count() > 1
            || run_before(bare, bare.len() - 1).chars().count() < 2);
    match () {
        () if counterpart.confidence < 0.8 => SourceEnd::None,
        () if abbreviated || (closed && !quoted) || mark == '…' || bare.ends_with("..") => {
            SourceEnd::Open
        }
        () => SourceEnd::Mark(mark),
    }
}
