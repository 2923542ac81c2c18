//! ## What it does
//! Finds an image's alternative text that was kept beside its caption: two neighbouring lines that
//! say nearly the same, sometimes in contradiction since they were translated apart; in Markdown also
//! a line between an image and its caption that says what the image's alternative text says.
//!
//! ## Why is this bad?
//! Readers meet the same caption twice, and wonder which of the two is right.
//!
//! ## What stays silent
//! A headline and the lead under it; a subheading that its paragraph takes up; list items and cells;
//! alternative text that stays in the markup; captions of two pictures.
//!
//! ## Fix safety
//! No fix: which of the two is better is for a person to say.

use super::shape::{content_words, ends_with_stop, is_credit_sign, likeness};
use crate::document::{Block, BlockKind, Continuity, Format, MarkKind, ObjectKind};
use crate::rules::{Accumulator, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{OBJECT, Span};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-caption",
    group: Group::Publishing,
    severity: Severity::Minor,
    category: "design-and-markup/layout",
    its: "formatting",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["cms-residue"],
    why: "Readers meet the same caption twice.",
    advice: "Keep one of the two, usually the one with the credit, and see whether they contradict each other.",
    examples: &[
        Example::new(
            "de",
            "Der Hafen steht still\n\n⟦Eine Frau fotografiert einen von Lumo gebauten digitalen Roboter⟧\nEin digitaler Roboter, gebaut von Lumo. Er kostet viel. © Ada Roth/dpa",
        ),
        Example::new(
            "de",
            "Der Hafen steht still\n\n⟦Ada Roth hebt in Kiel den Pokal der Frauen hoch.⟧\n\nAda Roth stemmt in Kiel den Pokal der Frauen. © Jo Lind/dpa\n\nDas Spiel war lang.",
        ),
        Example::new(
            "fr",
            "Le port s’arrête\n\n⟦Des bougies brûlent entre les rangs de vigne près de Lude.⟧\n\nDes bougies brûlent entre les rangs près de Lude. © Léa Roux/AFP",
        ),
        Example::new(
            "de",
            "# Der Hafen steht still\n\n![Ein Kran hebt am Abend Kisten im Hafen von Kiel](a.jpg)\n\n⟦Ein Kran hebt Kisten abends im Hafen von Kiel⟧\n\n*Schwere Arbeit: ein Kran von 1912 im Hafen von Kiel. © Ada Roth*",
        )
        .markdown(),
        Example::new(
            "de",
            "# Der Hafen steht still\n\n![Ein Kran hebt am Abend Kisten im Hafen von Kiel](a.jpg)\n\nEin Kran hebt Kisten abends im Hafen von Kiel\n\n*Foto von Ada Roth, Agentur Redwing Images*",
        )
        .markdown(),
        Example::new(
            "de",
            "# Der Hafen steht still\n\n![Ein Kran hebt am Abend Kisten im Hafen von Kiel](a.jpg)\n\n*Ein Kran hebt Kisten abends im Hafen von Kiel. © Ada Roth*\n\nDer Hafen steht still.",
        )
        .markdown(),
        Example::new(
            "de",
            "Ada Roth gewinnt in Kiel den Pokal\n\nAda Roth hat in Kiel den Pokal der Frauen gewonnen. © dpa",
        ),
        Example::new(
            "de",
            "Der Hafen steht still\n\nWas kostet der neue Hafen in Kiel\n\nWas kostet der neue Hafen in Kiel? Der Senat schweigt dazu.",
        ),
        Example::new(
            "de",
            "Der Hafen steht still\n\n- Pegel in Kiel: alle zwei Wochen, am Montag\n- Pegel in Lübeck: alle zwei Wochen, am Montag",
        ),
        Example::new(
            "de",
            "Der Hafen steht still\n\nDer Kran von 1912 im Hafen von Kiel. © Ada Roth\n\nDer Kran von 1998 im Hafen von Husum. © Ada Roth",
        ),
        Example::new(
            "de-CH",
            "Der Zug steht still\n\nDie Bahn hat den Verkehr am Montag eingestellt.\n\nReisende warten am Montag in Chur auf den Zug. © Keystone",
        ),
    ],
    logic: Logic::Document(|| Box::<Neighbour>::default()),
};

/// The block before, where it can be a caption, and the one before that.
#[derive(Default)]
struct Neighbour {
    before: Option<usize>,
    further: Option<usize>,
}

impl Accumulator for Neighbour {
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings) {
        let before = self.before.replace(block);
        let further = std::mem::replace(&mut self.further, before);
        if cx.target().document.continuity != Continuity::Paragraphs {
            return;
        }
        let markdown = cx.target().document.format == Format::Markdown;
        let blocks = cx.target().blocks();
        let can_be = |block: usize| {
            // The first block is the headline, which a caption may well take up.
            block > 0
                && match blocks[block].kind {
                    BlockKind::Paragraph | BlockKind::Caption => true,
                    // A short line of plain text looks like a heading.
                    BlockKind::Heading => !markdown,
                    _ => false,
                }
        };
        let Some(before) = before.filter(|before| can_be(*before) && can_be(block)) else { return };
        let text = cx.text(before);
        let whole = Span::new(0, text.trim_end().len());
        if let Some(image) = further
            && let Some(likeness) = repeats_image(cx, image, before, block)
        {
            let message =
                "this line says what the image’s alternative text says, and its caption follows";
            let caption = Span::new(0, cx.text(block).len());
            out.report(before, whole, message).confidence(likeness).related(
                block,
                caption,
                "the caption",
            );
            return;
        }
        let Some(likeness) = alike(cx, before, block) else { return };
        out.report(
            before,
            whole,
            "this line and the next say nearly the same: alternative text beside its caption",
        )
        .confidence(likeness)
        .related(block, Span::new(0, cx.text(block).len()), "the same again");
    }
}

/// How sure it is that a line between an image and its caption is the image's alternative text once
/// more; none when it may be the caption itself.
fn repeats_image(cx: &Context<'_>, image: usize, line: usize, caption: usize) -> Option<f64> {
    let blocks = cx.target().blocks();
    let alternative = alternative_text(&blocks[image])?;
    if ends_with_stop(cx.text(line)) || has_credit(&blocks[line]) || is_set_apart(&blocks[line]) {
        return None;
    }
    if !has_credit(&blocks[caption]) && !is_set_apart(&blocks[caption]) {
        return None;
    }
    let words = |text: &str| content_words(without_credit(text), cx.pack());
    let line = words(cx.text(line));
    // A credit alone stands under the caption, and is none itself.
    likeness(&line, &words(cx.text(caption))).filter(|likeness| *likeness >= SAME_PICTURE)?;
    let likeness = likeness(&words(alternative), &line)?;
    (likeness >= SAME_LINE).then_some(0.5 + 0.45 * likeness)
}

/// The alternative text of a block that is one image and nothing else.
fn alternative_text(block: &Block) -> Option<&str> {
    let [object] = &block.objects[..] else { return None };
    let alone = block.text.trim().chars().eq([OBJECT]);
    (alone && object.kind == ObjectKind::Image).then_some(&object.content)
}

/// Whether all of it is emphasised, as captions often are.
fn is_set_apart(block: &Block) -> bool {
    let whole = Span::new(0, block.text.trim_end().len());
    block.marks.iter().any(|mark| mark.kind == MarkKind::Emphasis && mark.span.contains(whole))
}

/// How sure it is that the two are captions of one picture; none when they are not.
fn alike(cx: &Context<'_>, first: usize, second: usize) -> Option<f64> {
    let blocks = cx.target().blocks();
    let credited = [first, second].iter().filter(|block| has_credit(&blocks[**block])).count();
    let (open, last_open) = (!ends_with_stop(cx.text(first)), !ends_with_stop(cx.text(second)));
    // Two credits are two pictures. Without any, only two lines without a stop can be captions.
    let needed = match credited {
        1 if open => 0.6,
        1 => 0.7,
        0 if open && last_open => 0.75,
        _ => return None,
    };
    let words = |block: usize| {
        let first = cx.target().sentences_of(block).first()?;
        Some(content_words(without_credit(cx.target().text_of(*first)), cx.pack()))
    };
    let (one, other) = (words(first)?, words(second)?);
    let likeness = likeness(&one, &other)?;
    (likeness >= needed).then_some(0.5 + 0.45 * likeness)
}

/// Two captions of one picture share this much at least.
const SAME_PICTURE: f64 = 0.2;
/// So much is the same line in other words.
const SAME_LINE: f64 = 0.6;

fn has_credit(block: &Block) -> bool {
    block.text.match_indices('©').any(|(at, _)| is_credit_sign(&block.text, at))
}

fn without_credit(text: &str) -> &str {
    text.split('©').next().unwrap_or(text)
}
