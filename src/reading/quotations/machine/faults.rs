//! What becomes of the marks that do not add up: those that close nothing and those that nothing
//! closes.

use super::super::attribution::attribution;
use super::super::scan::Candidate;
use super::super::{Apostrophe, Fault, FaultKind, Quotation, QuoteMark};
use super::{Machine, Open};
use crate::reading::glyphs::{Role, closers};
use crate::text::{first_word, is_final_stop};

/// The longest rest of a quotation behind a displaced closing mark, in words.
const DISPLACED_WORDS: usize = 20;
/// The same behind an insertion in the middle of a sentence that plainly goes on.
const SPLIT_WORDS: usize = 80;

impl Machine<'_> {
    /// A closing mark while nothing is open.
    pub(super) fn close_nothing(&mut self, candidate: Candidate) {
        if candidate.single {
            let (block, span, glyph) = (self.block, candidate.span, candidate.glyph);
            if matches!(glyph, '’' | '\'' | '‘') {
                self.out.apostrophes.push(Apostrophe { block, span, glyph });
            }
            return;
        }
        let early = self.last_pair.filter(|pair| self.is_displaced(*pair, candidate));
        let mark = self.push_mark(candidate, Role::Close);
        match early {
            Some(pair) => {
                self.fault(FaultKind::Displaced, pair.close, vec![pair.open, mark], 0.85);
                self.last_pair = None;
            }
            None if self.is_doubled(mark) => self.fault(FaultKind::Doubled, mark, Vec::new(), 0.95),
            None if self.side.has_context() => {
                self.fault(FaultKind::Orphan, mark, Vec::new(), 0.85)
            }
            None => {}
        }
    }

    /// Whether the quotation that `pair` closed really goes on up to the candidate.
    fn is_displaced(&self, pair: Quotation, candidate: Candidate) -> bool {
        let early = self.out.marks[pair.close].span;
        let between = &self.text()[early.end..candidate.span.start];
        let pack = &self.side.pack;
        let rest = between.trim_start();
        let first = first_word(rest);
        let joined = first.is_some_and(|word| {
            word.span.start == 0 && pack.syntax.list_joiners.contains(word.text)
        });
        let one_sentence = rest.starts_with('[')
            || self
                .side
                .sentence_at(self.block, candidate.span.start)
                .is_some_and(|sentence| sentence.span.start <= early.start);
        let has_at_most = |words: usize| rest.split_whitespace().nth(words).is_none();
        one_sentence
            && !joined
            && !rest.is_empty()
            && !rest.starts_with([',', ';', ':'])
            && closers(pair.style.open).contains(&candidate.glyph)
            && (has_at_most(DISPLACED_WORDS)
                || has_at_most(SPLIT_WORDS) && self.is_split(pair, between))
    }

    /// Whether an insertion splits the quotation's first sentence, which goes on behind it: what
    /// stands `between` the marks opens with a bracket, and no verb of saying ends the speech there.
    fn is_split(&self, pair: Quotation, between: &str) -> bool {
        let (open, early) = (&self.out.marks[pair.open], self.out.marks[pair.close].span);
        let pack = &self.side.pack;
        let Some((_, rest)) =
            between.trim_start().strip_prefix('[').and_then(|it| it.split_once(']'))
        else {
            return false;
        };
        let goes_on = rest.starts_with(' ')
            && first_word(rest).is_some_and(|word| {
                word.span.start == 1
                    && !word.is_capitalised()
                    && !word.has_digit()
                    && !pack.speech.verbs.contains(word.text)
                    && !pack.syntax.list_joiners.contains(word.text)
            });
        goes_on
            && open.block == self.block
            && self.starts_sentence(open.span.start)
            && !self.text()[..early.start].ends_with(|c| c == ',' || is_final_stop(c))
            && attribution(between, pack).is_none()
    }

    /// An opening mark that is given up before byte `end` of the current block.
    pub(super) fn never_closed(&mut self, open: Open, end: usize, confidence: f64) {
        if open.single && !matches!(open.glyph, '‚' | '‹' | '›') {
            return;
        }
        if !self.side.has_context() {
            return;
        }
        let mark = &self.out.marks[open.mark];
        let (block, after) = (mark.block, mark.span.end);
        let text = self.side.text(block);
        let end = if block == self.block { end } else { text.len() };
        let inside_is_right = self.side.pack.quotes.conventions.attribution_inside;
        let spoken = attribution(&text[after..end], &self.side.pack)
            .filter(|_| !inside_is_right && !open.single);
        match spoken {
            Some(span) => {
                self.fault(FaultKind::Swallowed, open.mark, Vec::new(), 0.9);
                if let Some(fault) = self.out.faults.last_mut() {
                    fault.span = span.shifted(after);
                }
            }
            None if self.is_doubled(open.mark) => {
                self.fault(FaultKind::Doubled, open.mark, Vec::new(), 0.95)
            }
            None => self.fault(FaultKind::Unclosed, open.mark, Vec::new(), confidence),
        }
    }

    /// Whether a mark stands right beside another one in the same part.
    fn is_doubled(&self, mark: usize) -> bool {
        let own = &self.out.marks[mark];
        let beside = |other: &QuoteMark| {
            let touch = other.span.end == own.span.start || other.span.start == own.span.end;
            touch && (other.block, other.glyph, other.role) == (own.block, own.glyph, own.role)
        };
        let before = mark.checked_sub(1).and_then(|it| self.out.marks.get(it));
        before.into_iter().chain(self.out.marks.get(mark + 1)).any(beside)
    }

    pub(super) fn fault(
        &mut self,
        kind: FaultKind,
        mark: usize,
        others: Vec<usize>,
        confidence: f64,
    ) {
        let span = self.out.marks[mark].span;
        self.out.faults.push(Fault { kind, mark, span, others, confidence });
    }
}
