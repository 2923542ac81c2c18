use crate::document::BlockKind;
use crate::language::Pack;
use crate::reading::{
    Bracket, BracketContent, BracketShape, Decimal, Partner, Quantity, Segment, Side,
};
use crate::text::{OBJECT, Span, Word, fold, words};

/// Terms of a segment behind these are passed over, so that no segment costs more than a long
/// paragraph.
const MOST_TERMS: usize = 256;

/// What can be found again in a translation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    /// A number by its value.
    Number(Decimal),
    /// A word in its folded form, or an address or code as it is.
    Word(String),
}

/// How likely a term stands in the translation in a form that can be recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// Digits, addresses, code.
    Fixed,
    /// A word with a capital where the language gives capitals to names alone.
    Name,
    /// A word with a capital that may be a name or a mere noun.
    Noun,
    /// Any other word, number words included.
    Plain,
    /// A word, noun or not, that a lexicon lists.
    Listed,
    /// An article, a preposition, an auxiliary: no term of a line, but what another word may be
    /// rendered by.
    Function,
}

impl Class {
    pub(super) const COUNT: usize = 6;

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// A yes-or-no property of a segment that its translation tends to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    /// It ends with a question mark, closing marks passed over.
    Asks,
    /// It holds an exclamation mark.
    Exclaims,
    /// It holds a mark that quotes.
    Quotes,
    /// It ends with a colon or a semicolon.
    Announces,
    /// It holds a round bracket.
    Brackets,
    /// It is a heading.
    Heads,
    /// It is an item of a list.
    Lists,
    /// It is a caption.
    Captions,
    /// It is the first of its block.
    Starts,
    /// It holds no letter.
    Wordless,
    /// It ends with no mark that ends or parts sentences.
    Bare,
    /// It ends with a mark that parts a sentence.
    Breaks,
    /// It starts with a small letter.
    Continues,
}

impl Trait {
    pub(super) const ALL: [Trait; 13] = [
        Trait::Asks,
        Trait::Exclaims,
        Trait::Quotes,
        Trait::Announces,
        Trait::Brackets,
        Trait::Heads,
        Trait::Lists,
        Trait::Captions,
        Trait::Starts,
        Trait::Wordless,
        Trait::Bare,
        Trait::Breaks,
        Trait::Continues,
    ];

    pub(super) const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// What the aligner knows about one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// Letters and digits, in characters.
    pub(super) letters: u32,
    /// Numbers and content words, in order.
    pub(super) terms: Vec<(Term, Class)>,
    /// The traits it has, a bit each.
    pub(super) traits: u16,
    /// What stands in its editorial brackets, folded: engines copy brackets they do not know.
    pub(super) insertions: Vec<String>,
}

/// The features of segments of a side, in the order of the segments.
pub fn features(side: &Side, segments: &[Segment]) -> Vec<Features> {
    let mut block_before = None;
    segments
        .iter()
        .map(|segment| {
            let first = block_before.replace(segment.block) != Some(segment.block);
            of_segment(side, *segment, first)
        })
        .collect()
}

fn of_segment(side: &Side, segment: Segment, first: bool) -> Features {
    let text = side.text_of(segment);
    let quantities = side.quantities_of(segment.block);
    let from = quantities.partition_point(|it| it.span.start < segment.span.start);
    let to = quantities.partition_point(|it| it.span.start < segment.span.end);
    let kind = side.blocks()[segment.block].kind;
    let placed = terms(text, segment.span.start, &quantities[from..to], &side.pack);
    let content = placed.into_iter().filter(|(_, class, _)| *class != Class::Function);
    let mut terms: Vec<(Term, Class)> = content.map(|(term, class, _)| (term, class)).collect();
    let objects = &side.blocks()[segment.block].objects;
    let object = objects.partition_point(|object| object.at < segment.span.start);
    let inside = objects[object..].iter().take_while(|object| segment.span.covers(object.at));
    terms.extend(inside.map(|object| (Term::Word(fold(&object.content)), Class::Fixed)));
    terms.truncate(MOST_TERMS);
    let letters = text.chars().filter(|c| c.is_alphanumeric() || *c == OBJECT).count();
    Features {
        letters: u32::try_from(letters).unwrap_or(u32::MAX),
        terms,
        traits: traits(text, kind, first),
        insertions: insertions(side, segment),
    }
}

fn insertions(side: &Side, segment: Segment) -> Vec<String> {
    let editorial = |it: &&Bracket| {
        it.shape == BracketShape::Square
            && it.content == BracketContent::Words
            && it.partner == Partner::Found
            && segment.span.contains(it.span)
    };
    let text = side.text(segment.block);
    let brackets = side.brackets_of(segment.block).iter().filter(editorial);
    brackets.map(|it| fold(it.inner().of(text).trim())).collect()
}

/// A term with its class and its place, in bytes of its block.
pub(super) type Placed = (Term, Class, Span);

/// The terms of a segment's text that starts at byte `start` of its block.
pub(super) fn terms(text: &str, start: usize, quantities: &[Quantity], pack: &Pack) -> Vec<Placed> {
    let mut terms = Vec::new();
    let mut pending = quantities.iter().peekable();
    let mut done = start;
    let mut first = true;
    for word in words(text) {
        let span = word.span.shifted(start);
        while let Some(quantity) = pending.next_if(|it| it.span.start < span.end) {
            if !quantity.is_number() {
                continue;
            }
            let spelled = !text
                .get(quantity.span.start - start..quantity.span.end.min(start + text.len()) - start)
                .is_some_and(|it| it.bytes().any(|byte| byte.is_ascii_digit()));
            let class = if spelled { Class::Plain } else { Class::Fixed };
            terms.push((Term::Number(quantity.value), class, quantity.span));
            done = done.max(quantity.span.end);
        }
        if span.start >= done {
            push_word(word, span.start, first, pack, &mut terms);
        }
        first = false;
    }
    terms
}

/// Adds the parts of a word, which starts at byte `start` of its block.
fn push_word(word: Word<'_>, start: usize, first: bool, pack: &Pack, terms: &mut Vec<Placed>) {
    // Elided articles and possessives hang on by an apostrophe.
    let mut from = start;
    for part in word.text.split_inclusive(['\'', '’']) {
        let whole = part;
        let part = part.trim_end_matches(['\'', '’']);
        let span = Span::new(from, from + part.len());
        from += whole.len();
        let lower = part.to_lowercase();
        let too_short = lower.len() < 2 && lower.is_ascii();
        if pack.words.function.words.contains(&lower) {
            terms.push((Term::Word(fold(part)), Class::Function, span));
            continue;
        }
        if too_short {
            continue;
        }
        let capital = part.chars().next().is_some_and(char::is_uppercase);
        let all_capitals = part.chars().count() > 1 && !part.chars().any(char::is_lowercase);
        let class = match capital {
            _ if part.bytes().any(|byte| byte.is_ascii_digit()) => Class::Fixed,
            true if all_capitals => Class::Noun,
            true if first || pack.letters.capital_nouns => Class::Noun,
            true => Class::Name,
            false => Class::Plain,
        };
        terms.push((Term::Word(fold(part)), class, span));
    }
}

fn traits(text: &str, kind: BlockKind, first: bool) -> u16 {
    let stem = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '”' | '’' | '‘' | '»' | '«' | ')')
    });
    let final_mark = ['.', '!', '?', '…', '。', '！', '？'];
    let breaking_mark = [',', ';', ':', '–', '—', '，', '；', '：', '、'];
    let start = text.chars().find(|c| c.is_alphanumeric());
    let quotes = |c: char| matches!(c, '"' | '„' | '“' | '”' | '«' | '»' | '「' | '」');
    let holds = |holds: bool, it: Trait| if holds { it.bit() } else { 0 };
    holds(stem.ends_with(['?', '？']), Trait::Asks)
        | holds(text.contains(['!', '！']), Trait::Exclaims)
        | holds(text.contains(quotes), Trait::Quotes)
        | holds(stem.ends_with([':', ';', '：', '；']), Trait::Announces)
        | holds(text.contains(['(', '（']), Trait::Brackets)
        | holds(kind == BlockKind::Heading, Trait::Heads)
        | holds(kind == BlockKind::ListItem, Trait::Lists)
        | holds(kind == BlockKind::Caption, Trait::Captions)
        | holds(first, Trait::Starts)
        | holds(!text.chars().any(char::is_alphabetic), Trait::Wordless)
        | holds(!stem.ends_with(final_mark) && !stem.ends_with(breaking_mark), Trait::Bare)
        | holds(stem.ends_with(breaking_mark), Trait::Breaks)
        | holds(start.is_some_and(char::is_lowercase), Trait::Continues)
}
