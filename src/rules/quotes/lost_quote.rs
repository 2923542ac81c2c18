//! ## What it does
//! Finds a sentence that the source quotes and the translation states in its own voice: the
//! quotation marks are gone, or the closing one is.
//!
//! ## Why is this bad?
//! What somebody said becomes what the paper says.
//!
//! ## What stays silent
//! Quoted words and phrases (a translation may put them otherwise); indirect speech, and languages
//! whose verbs of saying are not known; a dash for the marks where the language sets speech so; a
//! sentence whose paragraph quotes at all; an unsure alignment.
//!
//! ## Fix safety
//! No fix: where the quotation begins and ends is for a person to say.

use crate::language::CommaPlace;
use crate::pair::{Counterpart, Unit};
use crate::reading::{Quotation, Role, Segment, Side};
use crate::rules::{
    Context, Example, Findings, Group, Logic, Needs, Preset, Rule, RuleOption, Stage,
};
use crate::settings::Severity;
use crate::text::{Span, Word, is_final_stop, words};

pub(super) static RULE: Rule = Rule {
    name: "lost-quote",
    group: Group::Quotes,
    severity: Severity::Minor,
    category: "accuracy/omission",
    its: "omission",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &[
        "swallowed-attribution",
        "orphan-closing-quote",
        "unclosed-quote",
        "untranslated-sentence",
        "wrong-language",
    ],
    why: "What somebody said reads as what the paper says.",
    advice: "Set the marks as in the source, or make it indirect speech.",
    examples: &[
        Example::new(
            "de",
            "⟦Wir haben drei Jahre lang auf diese Brücke gewartet, sagte Ada Brandt.⟧",
        )
        .source("en", "“We have waited for this bridge for three years,” said Ada Brandt."),
        Example::new(
            "en",
            "⟦“⟧You cannot swim in a bell, said Jan Holt, and he was right.\n\n“Now it is too late for that,” said Ada Brandt.",
        )
        .source(
            "de",
            "„In einer Glocke kann man nicht schwimmen“, sagte Jan Holt, und er hatte recht.\n\n„Nun ist es dafür zu spät“, sagte Ada Brandt.",
        ),
        Example::new("fr", "⟦Nous attendons ce pont depuis trois ans, dit Ada Brandt.⟧")
            .source("en", "“We have waited for this bridge for three years,” said Ada Brandt."),
        Example::new("de", "⟦Das habe ich erst im Schneideraum verstanden, in der letzten Nacht.⟧")
            .source("en", "“I only understood that in the editing room, on the last night.”"),
        Example::new("fr", "— Nous attendons ce pont depuis trois ans, dit Ada Brandt.")
            .source("en", "“We have waited for this bridge for three years,” said Ada Brandt."),
        Example::new("de", "⟦Das ist keine Gnade, sagte Ada Brandt.⟧ Es ist Arithmetik. So ist das.")
            .source("en", "“This isn’t mercy,” said Ada Brandt. “It is arithmetic. That is how it is.”"),
        Example::new("de", "Das sei keine Gnade, sagte Ada Brandt. Es sei Arithmetik.")
            .source("en", "“This isn’t mercy,” said Ada Brandt. “It is arithmetic.”"),
        Example::new("de", "Nie und nimmer, sagte Ada Brandt. Dann schwieg sie.")
            .source("en", "“Never ever,” said Ada Brandt. Then she fell silent."),
        Example::new("de", "„Wir haben drei Jahre gewartet“, sagte Ada Brandt.")
            .source("en", "“We have waited for three years,” said Ada Brandt."),
        Example::new("de", "Man habe drei Jahre lang auf die Brücke gewartet, sagte Brandt.")
            .source("en", "The bridge was “three years late”, said Ada Brandt."),
        Example::new("de", "Sie hätten drei Jahre lang auf diese Brücke gewartet, sagte Brandt.")
            .source("en", "“We have waited for this bridge for three years,” said Ada Brandt."),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.8;

pub(super) const OPTIONS: &[RuleOption] = &[RuleOption {
    name: "least-words",
    what: "Fewer words in quotation marks are no sentence, and may lose them.",
    preset: Preset::Count(5),
}];

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let (Some(source), [target]) = (unit.source, unit.target) else { return };
    // Indirect speech is known by its words.
    if source.confidence < SURE || cx.pack().speech.verbs.is_empty() {
        return;
    }
    // Speech that a sentence begins with has its mark there: in most sources no marks need be read.
    let begins_with_word =
        |it: &Segment| source.side.text_of(*it).starts_with(char::is_alphanumeric);
    if source.segments.iter().any(begins_with_word) {
        return;
    }
    let left_open = left_open(cx, *target);
    if left_open.is_none() && has_marks(cx, *target) {
        return;
    }
    let least = cx.options.count("least-words");
    let quotations = cx.target().quotations();
    let is_bare = quotations.marks_in(target.block).is_empty();
    let Some((segment, quoted)) = quoted_sentence(&source, least, is_bare) else {
        return;
    };
    if let Some(open) = left_open {
        let words = quoted.of(source.side.text(segment.block)).trim();
        let message =
            format!("the source closes this quotation ({words}), the translation does not");
        out.report(target.block, open, message).confidence(0.75).source(segment.block, quoted);
        return;
    }
    if is_indirect(cx, *target) {
        return;
    }
    let words = quoted.of(source.side.text(segment.block)).trim();
    let message = format!("the source quotes this sentence ({words}), the translation does not");
    out.report(target.block, target.span, message).confidence(0.75).source(segment.block, quoted);
}

/// The mark that a sentence opens with, if it is the only one there and no mark anywhere closes it.
fn left_open(cx: &Context<'_>, target: Segment) -> Option<Span> {
    let quotations = cx.target().quotations();
    let marks = &quotations.marks[quotations.marks_in(target.block)];
    let first = marks.partition_point(|mark| mark.span.start < target.span.start);
    let mut inside = marks[first..].iter().take_while(|mark| target.span.contains(mark.span));
    let open = inside.next().filter(|mark| mark.span.start == target.span.start)?;
    let alone = inside.all(|mark| mark.single);
    // The next paragraph opens anew: what closes there is not this one.
    let number = quotations.marks_in(target.block).start + first;
    let reopens = quotations.marks.get(number + 1).is_some_and(|next| next.role != Role::Close);
    let unclosed = open.partner.is_none() || reopens;
    let lost = alone && !open.single && open.role == Role::Open && unclosed;
    lost.then_some(open.span)
}

/// Whether a mark stands in the sentence, or it lies in a quotation.
fn has_marks(cx: &Context<'_>, target: Segment) -> bool {
    let text = cx.target().text_of(target);
    if cx.pack().speech.dialogue_dash && text.trim_start().starts_with(['–', '—', '―']) {
        return true;
    }
    let quotations = cx.target().quotations();
    let marks = &quotations.marks[quotations.marks_in(target.block)];
    let first = marks.partition_point(|mark| mark.span.start < target.span.start);
    quotations.is_quoted(target.block, target.span.start)
        || marks.get(first).is_some_and(|mark| target.span.contains(mark.span))
}

/// Quoted speech that the source's segment begins with. Where the translation's paragraph is bare of
/// marks, all that is quoted in the source's tells whether it is long enough.
fn quoted_sentence(
    source: &Counterpart<'_>,
    least_words: usize,
    is_bare: bool,
) -> Option<(Segment, Span)> {
    let quotations = source.side.quotations();
    let [segment] = source.segments else { return None };
    let text = source.side.text(segment.block);
    // In the order of their closing marks.
    let pairs = quotations.pairs_in(segment.block);
    let closing = |pair: &Quotation| quotations.marks[pair.close].span;
    let first = pairs.partition_point(|pair| closing(pair).start < segment.span.start);
    let inside = pairs[first..].iter().take_while(|pair| closing(pair).end <= segment.span.end);
    let goes_on = || {
        is_bare
            && quoted_words(source.side, pairs, text).nth(least_words.saturating_sub(1)).is_some()
    };
    inside.into_iter().find_map(|pair| {
        let (open, close) = (&quotations.marks[pair.open], &quotations.marks[pair.close]);
        if open.block != segment.block || open.span.start != segment.span.start {
            return None;
        }
        let quoted = open.span.join(close.span);
        let long = words(quoted.of(text)).count() >= least_words || goes_on();
        // Speech ends with a mark of its own before the closing one, or with a comma behind it where
        // that is its place; a phrase does not.
        let outside = source.side.pack.quotes.conventions.comma == CommaPlace::Outside;
        let speech = text[..close.span.start].ends_with(|c| c == ',' || is_final_stop(c))
            || (outside && text[close.span.end..].starts_with(','));
        (segment.span.contains(quoted) && long && speech).then_some((*segment, quoted))
    })
}

/// The words of quotations that open and close in one block, those in inner marks left out.
fn quoted_words<'t>(
    side: &'t Side,
    pairs: &'t [Quotation],
    text: &'t str,
) -> impl Iterator<Item = Word<'t>> {
    let marks = &side.quotations().marks;
    let whole =
        |pair: &&Quotation| pair.depth == 0 && marks[pair.open].block == marks[pair.close].block;
    let spans =
        pairs.iter().filter(whole).map(|pair| marks[pair.open].span.join(marks[pair.close].span));
    spans.flat_map(|span| words(span.of(text)))
}

/// Whether the sentence is in indirect speech, as far as its verbs show.
fn is_indirect(cx: &Context<'_>, target: Segment) -> bool {
    let pack = cx.pack();
    let (mut reports, mut moods, mut first_person) = (false, false, false);
    for word in words(cx.target().text_of(target)) {
        let lower = word.text.to_lowercase();
        first_person |= pack.speech.first_person.contains(&lower);
        moods |= pack.speech.reported_verbs.contains(&lower);
        reports |= pack.speech.verbs.contains(word.text);
        if reports && pack.syntax.subordinators.contains(word.text) {
            return true;
        }
    }
    // "Ich habe" is direct speech, "er habe" is not.
    moods && !first_person
}
