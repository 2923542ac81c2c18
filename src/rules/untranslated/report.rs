//! What the rules of the group say.

use super::passages::{Passage, Size, passages};
use crate::rules::{Context, Findings};

/// Longer passages are shown by their beginnings, in characters.
const SHOWN: usize = 60;

/// Reports the passages of one size in a block.
pub(super) fn report(cx: &Context<'_>, block: usize, size: Size, out: &mut Findings) {
    let Some((passages, language)) = passages(cx, block, size) else { return };
    for passage in passages.iter().filter(|it| it.size == size) {
        let shown = shown(passage.span.of(cx.text(block)));
        let message = match size {
            Size::Sentence => format!("left in {language}: {shown}"),
            Size::Phrase => format!("a phrase was left in {language}: {shown}"),
            Size::Word => format!("a word was left in {language}: {shown}"),
        };
        let proposal = out.report(block, passage.span, message);
        proposal.confidence(passage.confidence);
        if passage.copied {
            proposal.evidence("the same words stand in the source");
        }
        if size == Size::Word
            && let Some(advice) = renderings(cx, block, passage)
        {
            proposal.advice(advice);
        }
        if let Some(counterpart) = cx.pair.counterpart(block, passage.span)
            && let [segment] = counterpart.segments
        {
            proposal.source(segment.block, segment.span);
        }
    }
}

/// What the lexicon has for a word.
fn renderings(cx: &Context<'_>, block: usize, passage: &Passage) -> Option<String> {
    const MOST: usize = 3;
    let word = passage.span.of(cx.text(block)).to_lowercase();
    let renderings = cx.pair.translations().renderings_of(&word);
    let texts: Vec<&str> = renderings.iter().take(MOST).map(|it| it.text.as_str()).collect();
    (!texts.is_empty()).then(|| {
        format!(
            "Translate it (the lexicon has: {}), or show that it is kept on purpose.",
            texts.join(", ")
        )
    })
}

/// A text as a message shows it.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
