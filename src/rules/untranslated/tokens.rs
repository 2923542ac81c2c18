//! The words of a sentence, each with the language it belongs to.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use crate::language::{Belonging, Pack, Vocabulary, WordKinds};
use crate::pair::{ForeignKind, ForeignWord, lookup_form};
use crate::reading::Segment;
use crate::rules::Context;
use crate::text::{Span, Word, next_char, previous_char};

/// What a word says about the language around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// It is the target's alone.
    Own,
    /// Both languages have it.
    Shared,
    /// It is the other language's alone.
    Foreign(ForeignKind),
    /// Nothing is known of it.
    Unknown,
    /// A name, a number, a part of a compound, an acronym: it says nothing.
    Name,
}

/// A word of a sentence.
pub(super) struct Token<'j> {
    judge: &'j Judge<'j>,
    block: usize,
    word: Word<'j>,
    /// The form under which packs list it.
    lower: Cow<'j, str>,
    /// Found out when first asked for: lexicons are slow.
    class: OnceCell<Class>,
    /// Where it stands, in bytes of the block's text.
    pub span: Span,
    /// Whether its first letter is a capital.
    pub capital: bool,
}

impl Token<'_> {
    pub fn class(&self) -> Class {
        *self.class.get_or_init(|| {
            self.judge.class(self.judge.cx.text(self.block), self.word, &self.lower)
        })
    }

    /// The form under which packs list it.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// Whether the reading found it to be foreign, which takes no lexicon.
    pub fn stands_out(&self) -> bool {
        self.judge.word_at(self.span).is_some() && matches!(self.class(), Class::Foreign(_))
    }

    pub fn is_foreign(&self) -> bool {
        matches!(self.class(), Class::Foreign(_)) && !self.is_unlisted()
    }

    /// Whether it is copied from the source and in no lexicon: a foreign word beside others, but a
    /// term of a third language as often.
    pub fn is_unlisted(&self) -> bool {
        self.class() == Class::Foreign(ForeignKind::Unlisted)
    }

    pub fn is_function(&self) -> bool {
        self.class() == Class::Foreign(ForeignKind::Function)
    }

    /// Whether it is a foreign word that carries content and is written as no name is.
    pub fn is_plain_content(&self) -> bool {
        self.is_foreign() && !self.is_function() && !self.capital
    }
}

/// What the words of a block are judged by.
pub(super) struct Judge<'p> {
    cx: &'p Context<'p>,
    /// What tells the words of that language from the target's, asked for by few blocks.
    vocabulary: OnceCell<Arc<Vocabulary>>,
    foreign: &'p [ForeignWord],
    /// The language that most of the block's foreign words belong to.
    pub pack: Arc<Pack>,
}

impl<'p> Judge<'p> {
    /// None where no word of the block is foreign.
    pub fn new(cx: &'p Context<'p>, block: usize) -> Option<Judge<'p>> {
        let foreign = cx.pair.words_of(block).foreign.as_slice();
        if foreign.is_empty() {
            return None;
        }
        let packs = cx.foreign_packs();
        let count = |index: &usize| {
            foreign.iter().filter(|word| word.languages & (1 << *index) != 0).count()
        };
        // Of languages with the same number the first.
        let index = (0..packs.len()).rev().max_by_key(count)?;
        let pack = packs[index].clone();
        Some(Judge { cx, vocabulary: OnceCell::new(), foreign, pack })
    }

    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            // A word of the target that a third language has as well is the target's here.
            Vocabulary::between(self.cx.pack(), std::slice::from_ref(&self.pack))
        })
    }

    /// The foreign words in a stretch of the block.
    fn foreign_in(&self, span: Span) -> &[ForeignWord] {
        let first = self.foreign.partition_point(|word| word.span.start < span.start);
        let end = self.foreign.partition_point(|word| word.span.start < span.end);
        &self.foreign[first..end]
    }

    fn word_at(&self, span: Span) -> Option<&ForeignWord> {
        let at = self.foreign.partition_point(|word| word.span.start < span.start);
        self.foreign.get(at).filter(|word| word.span == span)
    }

    /// Whether so much of a stretch of the block is foreign that all of it may be.
    pub fn may_be_whole(&self, span: Span) -> bool {
        let foreign = self.foreign_in(span);
        foreign.len() >= 2
            && foreign.len() * SPARSEST >= span.len()
            && foreign.iter().any(|word| word.kind == ForeignKind::Function)
    }

    /// Whether a word in a stretch of the block is foreign, and none there is the target's alone.
    pub fn may_be_copied(&self, block: usize, span: Span) -> bool {
        let own = &self.cx.pair.words_of(block).own;
        let first = own.partition_point(|at| *at < span.start);
        !self.foreign_in(span).is_empty() && own.get(first).is_none_or(|at| *at >= span.end)
    }

    /// Whether a foreign word in a stretch of the block is more than a part of a name.
    pub fn may_have_parts(&self, block: usize, span: Span) -> bool {
        let text = self.cx.text(block);
        self.foreign_in(span).iter().any(|word| {
            matches!(word.kind, ForeignKind::Copied | ForeignKind::Noun)
                || next_char(text, word.span.start).is_some_and(char::is_lowercase)
        })
    }

    /// The words of a sentence.
    pub fn tokens(&self, sentence: Segment) -> Vec<Token<'_>> {
        let words = self.cx.target().words_in(sentence);
        let mut tokens: Vec<Token<'_>> = words
            .iter()
            .map(|word| Token {
                judge: self,
                block: sentence.block,
                word: word.word(),
                lower: lookup_form(&word.form().lower),
                class: OnceCell::new(),
                span: word.span,
                capital: word.is(WordKinds::CAPITALISED),
            })
            .collect();
        self.excuse_phrases(&mut tokens);
        tokens
    }

    fn class(&self, text: &str, word: Word<'_>, lower: &str) -> Class {
        let letter = word.text.chars().nth(1).is_none();
        if letter || word.has_digit() || is_part(text, word.span) || is_acronym(word.text) {
            return Class::Name;
        }
        let memory = self.cx.pair.memory();
        match self.vocabulary().belonging(lower) {
            Some(Belonging::Own) => Class::Own,
            Some(Belonging::Shared) => Class::Shared,
            Some(Belonging::Foreign(_)) if memory.lists_target(lower) => Class::Shared,
            Some(Belonging::Foreign(words)) if words.function => {
                Class::Foreign(ForeignKind::Function)
            }
            Some(Belonging::Foreign(_)) => Class::Foreign(ForeignKind::Common),
            None if let Some(kind) = self.copied(word.span) => Class::Foreign(kind),
            None => match (memory.lists_target(lower), memory.lists_source(lower)) {
                (true, true) => Class::Shared,
                (true, false) => Class::Own,
                (false, _) if word.is_capitalised() => Class::Name,
                (false, true) => Class::Foreign(ForeignKind::Common),
                (false, false) => Class::Unknown,
            },
        }
    }

    fn copied(&self, span: Span) -> Option<ForeignKind> {
        let kind = self.word_at(span)?.kind;
        matches!(kind, ForeignKind::Copied | ForeignKind::Unlisted | ForeignKind::Noun)
            .then_some(kind)
    }

    /// Phrases that the language has taken over are its own.
    fn excuse_phrases(&self, tokens: &mut [Token<'_>]) {
        let phrases = &self.cx.pack().words.loan_phrases.words;
        for start in 0..tokens.len() {
            // Hardly a word begins a phrase.
            if !phrases.goes_on(tokens[start].lower()) {
                continue;
            }
            let mut phrase = tokens[start].lower().to_owned();
            for end in start + 1..tokens.len().min(start + LONGEST_PHRASE) {
                if !phrases.goes_on(&phrase) {
                    break;
                }
                phrase.push(' ');
                phrase.push_str(tokens[end].lower());
                if phrases.contains(&phrase) {
                    tokens[start..=end]
                        .iter_mut()
                        .for_each(|token| token.class = OnceCell::from(Class::Name));
                }
            }
        }
    }
}

/// A sentence in another language has a word that packs list in so many bytes at least.
const SPARSEST: usize = 48;

/// Words of the longest loan phrase.
const LONGEST_PHRASE: usize = 7;

/// Whether a word is a part of a compound, an address, a hashtag, a handle, a placeholder or a file's
/// name.
fn is_part(text: &str, span: Span) -> bool {
    let before = previous_char(text, span.start);
    let after = next_char(text, span.end);
    let joins = |it: Option<char>| it.is_some_and(|it| matches!(it, '-' | '‑' | '_' | '/' | '\\'));
    joins(before)
        || joins(after)
        || before.is_some_and(|it| matches!(it, '#' | '@' | '.' | '&' | '$' | '{'))
        || after.is_some_and(|it| matches!(it, '@' | '&' | '}'))
}

/// Whether a word has capitals beyond its first letter.
fn is_acronym(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}
