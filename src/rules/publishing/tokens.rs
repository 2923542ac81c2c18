//! What a translation must keep as it is: addresses, placeholders, tags. Which of them one side has
//! and the other lacks.

use crate::document::Continuity;
use crate::pair::Unit;
use crate::reading::{Segment, Side};
use crate::rules::{Applicability, Context, Findings};
use crate::text::Span;

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;
/// Sentences around a unit to which a token may have moved.
const AROUND: usize = 3;

/// Something that stands on both sides alike.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) block: usize,
    /// Where it stands, in bytes of the block.
    pub(super) span: Span,
    /// What it is, as it is compared.
    pub(super) key: String,
    /// What it is, as a reader sees it.
    pub(super) text: String,
    /// Whether its place in the text can be given another token.
    pub(super) replaceable: bool,
}

/// What a rule compares.
pub(super) struct Kind {
    /// What it is called in messages.
    pub(super) name: &'static str,
    /// The tokens of a segment, in order.
    pub(super) read: fn(&Side, Segment) -> Vec<Token>,
    /// Whether two tokens that differ mean the same.
    pub(super) meet: fn(&Context<'_>, &Token, &Token) -> bool,
}

/// States the tokens of a unit that its other side does not have.
pub(super) fn compare(cx: &Context<'_>, unit: &Unit<'_>, kind: &Kind, out: &mut Findings) {
    let Some(source) = unit.source.filter(|source| source.confidence >= SURE) else { return };
    let Some(first) = unit.target.first() else { return };
    let read = |side, segments: &[Segment]| {
        let mut all: Vec<Token> = Vec::new();
        segments.iter().for_each(|segment| all.append(&mut (kind.read)(side, *segment)));
        all
    };
    let asked = read(source.side, source.segments);
    let given = read(cx.target(), unit.target);
    if asked.is_empty() && given.is_empty() {
        return;
    }
    let (mut lost, mut added) = (without(&asked, &given), without(&given, &asked));
    lost.retain(|token| {
        let met = added.iter().position(|other| (kind.meet)(cx, token, other));
        met.map(|at| added.remove(at)).is_none()
    });
    if lost.is_empty() && added.is_empty() {
        return;
    }
    // A token may have moved to the next sentence, or stand once for both.
    let around_target = read(cx.target(), &around(cx.target(), unit.target));
    let around_source = read(source.side, &around(source.side, source.segments));
    lost.retain(|token| !around_target.iter().any(|it| it.key == token.key));
    added.retain(|token| !around_source.iter().any(|it| it.key == token.key));
    let mut added = added.into_iter();
    for token in lost {
        let name = kind.name;
        let proposal = match added.next() {
            Some(other) => {
                let message = format!("{name} {} for the source’s {}", other.text, token.text);
                let replaceable = other.replaceable && token.replaceable;
                let proposal = out.report(other.block, other.span, message);
                if replaceable {
                    proposal.replace(Applicability::Unsafe, other.span, token.text.clone());
                }
                proposal
            }
            None => {
                let message =
                    format!("the source’s {name} {} is not in the translation", token.text);
                out.report(first.block, first.span, message).confidence(0.75)
            }
        };
        proposal.source(token.block, token.span);
    }
    // An article may have links of its own; a record may have nothing of its own.
    if cx.target().document.continuity != Continuity::Paragraphs {
        for token in added {
            let message = format!("{} {} is not in the source", kind.name, token.text);
            out.report(token.block, token.span, message).confidence(0.8);
        }
    }
}

/// The tokens of one side that the other has not, or not as often.
fn without<'t>(all: &'t [Token], others: &[Token]) -> Vec<&'t Token> {
    let mut left: Vec<&str> = others.iter().map(|it| it.key.as_str()).collect();
    let is_left = |token: &&Token| match left.iter().position(|key| *key == token.key) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    all.iter().filter(is_left).collect()
}

/// The sentences around some segments, without them.
fn around(side: &Side, segments: &[Segment]) -> Vec<Segment> {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return Vec::new() };
    if side.document.continuity != Continuity::Paragraphs {
        return Vec::new();
    }
    let all = side.sentences();
    let start =
        all.partition_point(|it| (it.block, it.span.start) < (first.block, first.span.start));
    let end = all.partition_point(|it| (it.block, it.span.start) < (last.block, last.span.end));
    let before = &all[start.saturating_sub(AROUND)..start];
    before.iter().chain(&all[end..(end + AROUND).min(all.len())]).copied().collect()
}
