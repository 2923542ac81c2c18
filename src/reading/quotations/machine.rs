//! The stack machine. It reads a document's candidates from left to right with the marks that are
//! open on a stack, and looks ahead within the paragraph where an opening mark meets its own kind.
//!
//! The state between two blocks is the stack alone. After a paragraph it is empty unless the next
//! one opens again (a quotation of several paragraphs); segments of a text whose paragraphs are not
//! known hand it on for a while.

use super::super::characters::Characters;
use super::super::glyphs::{MarkStyle, OwnGlyphs, Role, closers};
use super::super::side::Side;
use super::attribution::attribution;
use super::scan::{Candidate, Facing, candidates};
use super::{Apostrophe, Fault, FaultKind, Quotation, Quotations, QuoteMark, Quoted};
use crate::document::Continuity;
use crate::text::Span;

/// How many segments a quotation may run on before it counts as not closed.
const PATIENCE: usize = 8;

/// How far the machine looks ahead, in marks: so that its cost stays linear in any text.
const LOOKAHEAD: usize = 256;

/// How deep quotations may nest; what is open beyond that is given up.
const DEPTH: usize = 8;

/// The longest rest of a quotation behind a displaced closing mark, in words.
const DISPLACED_WORDS: usize = 20;

pub(super) fn run(side: &Side) -> Quotations {
    let own = OwnGlyphs::of(&side.pack);
    let mut machine = Machine {
        side,
        out: Quotations::default(),
        stack: Vec::new(),
        last_pair: None,
        block: 0,
        candidates: Vec::new(),
        goes_on: None,
    };
    let read = |block: usize| {
        let may_quote = side.characters_of(block).has(Characters::QUOTE);
        if may_quote { candidates(side.text(block), &own) } else { Vec::new() }
    };
    let mut next = side.blocks().first().map(|_| read(0));
    for block in 0..side.blocks().len() {
        machine.block = block;
        machine.candidates = next.take().unwrap_or_default();
        machine.last_pair = None;
        next = side.blocks().get(block + 1).map(|_| read(block + 1));
        machine.goes_on = next.as_ref().and_then(|next| opening_glyph(side, block + 1, next));
        machine.read_block();
        machine.end_block(next.is_some());
    }
    machine.out
}

/// An open mark.
#[derive(Clone, Copy)]
struct Open {
    /// Its number among the marks.
    mark: usize,
    glyph: char,
    single: bool,
    /// The block where the quotation began, and from where it is quoted in the current one.
    began: usize,
    start: usize,
}

struct Machine<'s> {
    side: &'s Side,
    out: Quotations,
    stack: Vec<Open>,
    /// The last outer quotation that was closed in this block.
    last_pair: Option<Quotation>,
    block: usize,
    candidates: Vec<Candidate>,
    /// The mark that the next paragraph opens with.
    goes_on: Option<char>,
}

impl Machine<'_> {
    fn text(&self) -> &str {
        self.side.text(self.block)
    }

    fn read_block(&mut self) {
        for index in 0..self.candidates.len() {
            let candidate = self.candidates[index];
            match candidate.facing {
                Facing::Certain(Role::Open) if self.continues(index) => self.go_on(candidate),
                Facing::Certain(Role::Open) => self.open(index),
                Facing::Certain(_) => self.close(candidate),
                Facing::Open if self.is_open(candidate.glyph) => self.close(candidate),
                Facing::Open => self.open(index),
                Facing::CloseOrMeasure => {
                    if self.is_open(candidate.glyph) && !self.is_closed_later(index) {
                        self.close(candidate);
                    }
                }
                Facing::CloseOrApostrophe if self.closes_inner(index) => self.close(candidate),
                Facing::CloseOrApostrophe | Facing::Apostrophe => {
                    let (block, span, glyph) = (self.block, candidate.span, candidate.glyph);
                    self.out.apostrophes.push(Apostrophe { block, span, glyph });
                }
            }
        }
    }

    /// Whether something is open that a mark of this glyph can close.
    fn is_open(&self, glyph: char) -> bool {
        self.stack.iter().any(|open| closers(open.glyph).contains(&glyph))
    }

    /// Whether a single mark closes an inner quotation: one is open that the glyph can close, and
    /// the mark that usually closes it does not come later (‚Ich hab’ Zeit‘).
    fn closes_inner(&self, index: usize) -> bool {
        let glyph = self.candidates[index].glyph;
        let open = self.stack.iter().rfind(|open| closers(open.glyph).contains(&glyph));
        open.is_some_and(|open| {
            let usual = closers(open.glyph).first();
            let later = self.candidates[index + 1..].iter().take(LOOKAHEAD);
            let mut later = later.take_while(|later| later.glyph != open.glyph);
            usual == Some(&glyph) || !later.any(|later| usual == Some(&later.glyph))
        })
    }

    /// Whether a later mark of the same glyph closes before one opens.
    fn is_closed_later(&self, index: usize) -> bool {
        let glyph = self.candidates[index].glyph;
        let later = self.candidates[index + 1..].iter().find(|later| later.glyph == glyph);
        later.is_some_and(|later| later.facing == Facing::Certain(Role::Close))
    }

    /// Whether the mark opens a further paragraph of a quotation.
    fn continues(&self, index: usize) -> bool {
        let candidate = self.candidates[index];
        let outer = self.stack.iter().any(|open| !open.single && open.began < self.block);
        index == 0
            && outer
            && !candidate.single
            && self.text()[..candidate.span.start].trim().is_empty()
    }

    /// The quotation goes on, in the marks of the new paragraph.
    fn go_on(&mut self, candidate: Candidate) {
        self.push_mark(candidate, Role::Continue);
        if let Some(open) = self.stack.iter_mut().rfind(|open| !open.single) {
            open.glyph = candidate.glyph;
        }
    }

    fn push_mark(&mut self, candidate: Candidate, role: Role) -> usize {
        let depth = self.stack.len();
        let Candidate { span, glyph, single, .. } = candidate;
        let block = self.block;
        let partner = None;
        self.out.marks.push(QuoteMark { block, span, glyph, role, single, depth, partner });
        self.out.marks.len() - 1
    }

    fn open(&mut self, index: usize) {
        let candidate = self.candidates[index];
        let mark = self.push_mark(candidate, Role::Open);
        let top = self.stack.last().copied();
        if let Some(outer) = top.filter(|open| !open.single && open.glyph == candidate.glyph) {
            match self.meeting(outer, index) {
                Meeting::Nested => self.fault(FaultKind::SameLevel, mark, vec![outer.mark], 0.8),
                Meeting::Reopened => {
                    let sure = self.side.has_context();
                    let confidence = if sure { 0.95 } else { 0.6 };
                    self.fault(FaultKind::Reopened, mark, vec![outer.mark], confidence);
                    return;
                }
                Meeting::Unclosed => {
                    self.stack.pop();
                    self.never_closed(outer, candidate.span.start, 0.8);
                }
            }
        }
        if self.stack.len() == DEPTH {
            let outermost = self.stack.remove(0);
            self.never_closed(outermost, candidate.span.start, 0.5);
        }
        self.stack.push(Open {
            mark,
            glyph: candidate.glyph,
            single: candidate.single,
            began: self.block,
            start: candidate.span.start,
        });
    }

    /// What it means that the candidate opens while `outer`, in the same marks, is open.
    fn meeting(&self, outer: Open, index: usize) -> Meeting {
        let candidate = self.candidates[index];
        let closer = |later: &&Candidate| closers(outer.glyph).contains(&later.glyph);
        let mut depth = 1 + self.stack.iter().filter(|open| open.glyph == candidate.glyph).count();
        let mut closes_first = false;
        for (count, later) in self.candidates[index + 1..]
            .iter()
            .take(LOOKAHEAD)
            .filter(|it| it.glyph == outer.glyph || closer(it))
            .enumerate()
        {
            let opens =
                later.glyph == outer.glyph && matches!(later.facing, Facing::Certain(Role::Open));
            if opens {
                depth += 1;
            } else {
                depth -= 1;
                closes_first |= count == 0;
            }
            if depth == 0 {
                return Meeting::Nested;
            }
        }
        let from = if outer.began == self.block { outer.start } else { 0 };
        let between = &self.text()[from..candidate.span.start];
        let speaks = attribution(between, &self.side.pack).is_some();
        if closes_first && !speaks && self.starts_sentence(candidate.span.start) {
            Meeting::Reopened
        } else if depth == 1 && closes_first && !speaks && self.goes_on == Some(outer.glyph) {
            // The outer quotation goes on in the next paragraph.
            Meeting::Nested
        } else {
            Meeting::Unclosed
        }
    }

    /// Whether a sentence starts at this byte of the block.
    fn starts_sentence(&self, at: usize) -> bool {
        self.side.sentence_at(self.block, at).is_some_and(|sentence| sentence.span.start == at)
    }

    fn close(&mut self, candidate: Candidate) {
        let pairs = |open: &Open| closers(open.glyph).contains(&candidate.glyph);
        let partner = self.stack.iter().rposition(pairs).or_else(|| {
            // Marks of two styles that meet: „…".
            self.stack.iter().rposition(|open| !open.single && !candidate.single)
        });
        let Some(partner) = partner else {
            return self.close_nothing(candidate);
        };
        for lost in self.stack.split_off(partner + 1) {
            self.never_closed(lost, candidate.span.start, 0.6);
        }
        let Some(open) = self.stack.pop() else { return };
        let close = self.push_mark(candidate, Role::Close);
        self.out.marks[open.mark].partner = Some(close);
        self.out.marks[close].partner = Some(open.mark);
        let style = MarkStyle { open: open.glyph, close: candidate.glyph };
        let pair = Quotation { open: open.mark, close, style, depth: self.stack.len() };
        self.out.pairs.push(pair);
        let start = if open.began == self.block { open.start } else { 0 };
        self.out
            .quoted
            .push(Quoted { block: self.block, span: Span::new(start, candidate.span.end) });
        if !open.single {
            self.last_pair = Some(pair);
        }
    }

    /// A closing mark while nothing is open.
    fn close_nothing(&mut self, candidate: Candidate) {
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
        let first = crate::text::words(rest).next();
        let joined = first.is_some_and(|word| {
            word.span.start == 0 && pack.syntax.list_joiners.contains(word.text)
        });
        let one_sentence = rest.starts_with('[')
            || self
                .side
                .sentence_at(self.block, candidate.span.start)
                .is_some_and(|sentence| sentence.span.start <= early.start);
        one_sentence
            && !joined
            && !rest.is_empty()
            && !rest.starts_with([',', ';', ':'])
            && closers(pair.style.open).contains(&candidate.glyph)
            && rest.split_whitespace().nth(DISPLACED_WORDS).is_none()
    }

    /// An opening mark that is given up before byte `end` of the current block.
    fn never_closed(&mut self, open: Open, end: usize, confidence: f64) {
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

    fn fault(&mut self, kind: FaultKind, mark: usize, others: Vec<usize>, confidence: f64) {
        let span = self.out.marks[mark].span;
        self.out.faults.push(Fault { kind, mark, span, others, confidence });
    }

    /// Decides what becomes of the marks that are open at a block's end.
    fn end_block(&mut self, more: bool) {
        let end = self.text().len();
        let goes_on = match self.side.document.continuity {
            Continuity::Isolated => false,
            Continuity::Paragraphs => self.is_reopened(),
            Continuity::Segments => more,
        };
        if !goes_on {
            for lost in std::mem::take(&mut self.stack) {
                self.never_closed(lost, end, 0.85);
            }
            return;
        }
        if self.side.document.continuity == Continuity::Paragraphs {
            for lost in self.stack.split_off(1) {
                self.never_closed(lost, end, 0.6);
            }
        }
        let (block, mut kept) = (self.block, Vec::new());
        for open in std::mem::take(&mut self.stack) {
            if block - open.began >= PATIENCE
                && self.side.document.continuity == Continuity::Segments
            {
                self.never_closed(open, end, 0.7);
                continue;
            }
            let start = if open.began == block { open.start } else { 0 };
            self.out.quoted.push(Quoted { block, span: Span::new(start, end) });
            kept.push(open);
        }
        self.stack = kept;
    }

    /// Whether the next paragraph opens with the mark that is open outermost.
    fn is_reopened(&self) -> bool {
        let Some(outer) = self.stack.first() else { return false };
        let from = if outer.began == self.block { outer.start } else { 0 };
        let ends_spoken = !self.side.pack.quotes.conventions.attribution_inside
            && attribution(&self.text()[from..], &self.side.pack).is_some();
        self.goes_on == Some(outer.glyph) && !outer.single && !ends_spoken
    }
}

/// The quotation mark that a block opens with.
fn opening_glyph(side: &Side, block: usize, candidates: &[Candidate]) -> Option<char> {
    let first = candidates.first()?;
    side.text(block)[..first.span.start].trim().is_empty().then_some(first.glyph)
}

/// What it means that a mark opens inside a quotation in the same marks.
enum Meeting {
    /// A quotation inside the quotation: both are closed.
    Nested,
    /// The same quotation, opened again.
    Reopened,
    /// A new quotation; the first was never closed.
    Unclosed,
}
