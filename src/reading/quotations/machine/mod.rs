//! The stack machine. It reads a document's candidates from left to right with the marks that are
//! open on a stack, and looks ahead within the paragraph where an opening mark meets its own kind.
//! What a mark may be, by those around it, is told in `outlook`; what becomes of one that has no
//! partner, in `faults`.
//!
//! The state between two blocks is the stack alone. After a paragraph it is empty unless the next
//! one opens again (a quotation of several paragraphs); segments of a text whose paragraphs are not
//! known hand it on for a while.

mod faults;
mod outlook;

use self::outlook::{Meeting, opening_glyph};
use super::super::characters::Characters;
use super::super::glyphs::{MarkStyle, OwnGlyphs, Role, closers};
use super::super::side::Side;
use super::scan::{Candidate, Facing, candidates};
use super::{Apostrophe, FaultKind, Quotation, Quotations, QuoteMark, Quoted};
use crate::document::Continuity;
use crate::text::Span;

/// How many segments a quotation may run on before it counts as not closed.
const PATIENCE: usize = 8;

/// How deep quotations may nest; what is open beyond that is given up.
const DEPTH: usize = 8;

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
}
