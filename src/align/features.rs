use crate::document::BlockKind;
use crate::language::Pack;
use crate::reading::{
    Bracket, BracketContent, BracketShape, Decimal, Partner, Quantity, Segment, Side, TextWord,
};
use crate::text::{OBJECT, Span, fold};

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
    let placed = terms(side, segment, &quantities[from..to]);
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

/// The terms of a segment with these quantities.
pub(super) fn terms(side: &Side, segment: Segment, quantities: &[Quantity]) -> Vec<Placed> {
    let pack = &side.pack;
    let mut terms = Vec::new();
    for piece in pieces(side, segment, quantities) {
        match piece {
            Piece::Number(quantity, class) => {
                terms.push((Term::Number(quantity.value), class, quantity.span));
            }
            Piece::Word(word, first) => {
                for (span, look, folded) in parts_of(word.text(), pack) {
                    let class = look.class(first, pack);
                    terms.push((Term::Word(folded), class, span.shifted(word.span.start)));
                }
            }
        }
    }
    terms
}

/// What a text is made of: numbers, and words that are in none.
pub(super) enum Piece<'t> {
    /// A number with its class.
    Number(&'t Quantity, Class),
    /// A word with its place in its block, and whether it is the segment's first.
    Word(TextWord<'t>, bool),
}

/// What a segment with these quantities is made of, in order.
pub(super) fn pieces<'t>(
    side: &'t Side,
    segment: Segment,
    quantities: &'t [Quantity],
) -> impl Iterator<Item = Piece<'t>> {
    let start = segment.span.start;
    let mut quantities = quantities.iter().peekable();
    let mut words = side.words_in(segment).iter();
    let mut pending = None;
    let (mut done, mut is_first) = (start, true);
    std::iter::from_fn(move || {
        loop {
            let word = match pending.take() {
                Some(word) => word,
                None => words.next()?,
            };
            if let Some(quantity) = quantities.next_if(|it| it.span.start < word.span.end) {
                pending = Some(word);
                if quantity.is_number() {
                    done = done.max(quantity.span.end);
                    return Some(Piece::Number(quantity, class_of(quantity, side, segment)));
                }
                continue;
            }
            let was_first = std::mem::replace(&mut is_first, false);
            if word.span.start >= done {
                return Some(Piece::Word(word, was_first));
            }
        }
    })
}

/// The class of a number: digits are the same in all languages.
fn class_of(number: &Quantity, side: &Side, segment: Segment) -> Class {
    let span = Span::new(number.span.start, number.span.end.min(segment.span.end));
    let text = side.text(segment.block).get(span.start..span.end).unwrap_or_default();
    if text.bytes().any(|byte| byte.is_ascii_digit()) { Class::Fixed } else { Class::Plain }
}

/// What a part of a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It is a function word.
    Function,
    /// It holds a digit.
    Digits,
    /// All its letters are capitals.
    Capitals,
    /// It begins with a capital.
    Capital,
    /// It begins with a small letter.
    Small,
}

impl Look {
    /// The class of a part that looks so, where `first` says whether its word is its segment's first.
    pub(super) fn class(self, first: bool, pack: &Pack) -> Class {
        match self {
            Look::Function => Class::Function,
            Look::Digits => Class::Fixed,
            Look::Capitals => Class::Noun,
            Look::Capital if first || pack.letters.capital_nouns => Class::Noun,
            Look::Capital => Class::Name,
            Look::Small => Class::Plain,
        }
    }
}

/// The parts of a word that are terms, each with its place in the word and folded: elided articles and
/// possessives hang on by an apostrophe.
pub(super) fn parts_of(word: &str, pack: &Pack) -> impl Iterator<Item = (Span, Look, String)> {
    let mut from = 0;
    word.split_inclusive(['\'', '’']).filter_map(move |part| {
        let whole = part;
        let part = part.trim_end_matches(['\'', '’']);
        let span = Span::new(from, from + part.len());
        from += whole.len();
        let lower = part.to_lowercase();
        let too_short = lower.len() < 2 && lower.is_ascii();
        let look = if pack.words.function.words.contains(&lower) {
            Look::Function
        } else if too_short {
            return None;
        } else if part.bytes().any(|byte| byte.is_ascii_digit()) {
            Look::Digits
        } else if !part.chars().next().is_some_and(char::is_uppercase) {
            Look::Small
        } else if part.chars().nth(1).is_some() && !part.chars().any(char::is_lowercase) {
            Look::Capitals
        } else {
            Look::Capital
        };
        Some((span, look, fold(part)))
    })
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
