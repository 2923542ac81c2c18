use std::ops::Range;
use std::sync::Arc;

use crate::document::Block;
use crate::language::{FormEntry, FormTable, Pack, WordForm, WordKinds};
use crate::text::{Span, Word, words};

/// A word and what parts it from the next take so many bytes or more in nearly all texts.
const BYTES_OF_A_WORD: usize = 5;

/// The words of a side, cut once, each with its form.
#[derive(Debug)]
pub(super) struct Reading {
    pack: Arc<Pack>,
    forms: FormTable,
    words: Vec<Cut>,
    /// For each block the number of its first word, and at the end the number of words.
    starts: Vec<usize>,
    /// For each block what its words are, all in all.
    held: Vec<WordKinds>,
}

/// A word that was cut. What is asked of most words stands beside it, so that their forms, which are
/// far away in memory, need not be looked at. Nearly all rules pass over the words of a whole document,
/// which are small so that they all stay near the processor.
#[derive(Clone, Copy, Debug)]
struct Cut {
    start: u32,
    end: u32,
    form: FormEntry,
}

impl Cut {
    /// A word whose form is not known yet; none where it stands too far behind in its block.
    fn new(span: Span) -> Option<Cut> {
        let (start, end) = (u32::try_from(span.start).ok()?, u32::try_from(span.end).ok()?);
        Some(Cut { start, end, form: FormEntry::default() })
    }

    fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl Reading {
    pub(super) fn of(blocks: &[Block], pack: &Arc<Pack>) -> Reading {
        let mut forms = pack.forms.take();
        let bytes: usize = blocks.iter().map(|block| block.text.len()).sum();
        let mut all = Vec::with_capacity(bytes / BYTES_OF_A_WORD);
        let mut starts = Vec::with_capacity(blocks.len() + 1);
        let mut held = Vec::with_capacity(blocks.len());
        for block in blocks {
            let start = all.len();
            starts.push(start);
            // Of a block of more than 4 GB the rest is left unread.
            words(&block.text)
                .filter_map(|word| Cut::new(word.span))
                .for_each(|word| all.push(word));
            // Entries are far apart in memory. In a loop of their own many are fetched at a time.
            let mut kinds = WordKinds::empty();
            for word in &mut all[start..] {
                word.form = forms.entry(word.span().of(&block.text), pack);
                kinds |= word.form.kinds;
            }
            held.push(kinds);
        }
        starts.push(all.len());
        Reading { pack: pack.clone(), forms, words: all, starts, held }
    }

    /// The words of a block, with its text.
    pub(super) fn in_block<'s>(&'s self, block: usize, text: &'s str) -> TextWords<'s> {
        let range = self.starts[block]..self.starts[block + 1];
        TextWords { reading: self, text, block: block as u32, range, held: self.held[block] }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.pack.forms.give_back(std::mem::take(&mut self.forms));
    }
}

/// A word of a text with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct TextWord<'s> {
    /// Where it stands, in bytes of its block.
    pub span: Span,
    /// What it is.
    pub kinds: WordKinds,
    /// The number that all words of its side have which are folded alike, and no others.
    pub folded: u32,
    /// The number of its form.
    number: u32,
    block: u32,
    reading: &'s Reading,
    /// The text of the block.
    text: &'s str,
}

impl<'s> TextWord<'s> {
    /// The block in which it stands.
    #[inline]
    pub fn block(&self) -> usize {
        self.block as usize
    }

    /// A part of it, at its place in the block, of which no more is known than these kinds.
    pub fn part(self, span: Span, kinds: WordKinds) -> TextWord<'s> {
        TextWord { span, kinds, ..self }
    }

    /// Whether it is of one of these kinds.
    pub fn is(&self, kinds: WordKinds) -> bool {
        self.kinds.intersects(kinds)
    }

    /// The word as it is written.
    #[inline]
    pub fn text(&self) -> &'s str {
        self.span.of(self.text)
    }

    /// What else is known of it, which is far away in memory.
    #[inline]
    pub fn form(&self) -> &'s WordForm {
        self.reading.forms.form(self.number)
    }

    /// The table that has its form, and its number there.
    #[inline]
    pub fn key(&self) -> (u64, u32) {
        (self.reading.forms.id(), self.number)
    }

    /// The word without its form.
    pub fn word(self) -> Word<'s> {
        Word { span: self.span, text: self.text() }
    }
}

/// Words that stand in a row in a block.
#[derive(Clone, Debug)]
pub struct TextWords<'s> {
    reading: &'s Reading,
    /// The text of the block.
    text: &'s str,
    block: u32,
    range: Range<usize>,
    /// What the words of the block are, all in all.
    held: WordKinds,
}

impl<'s> TextWords<'s> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// The word of a number, from 0.
    pub fn get(&self, number: usize) -> Option<TextWord<'s>> {
        let number = self.range.start.checked_add(number)?;
        let cut = self.reading.words[..self.range.end].get(number)?;
        Some(self.word()(*cut))
    }

    /// The last word.
    pub fn last(&self) -> Option<TextWord<'s>> {
        self.get(self.len().checked_sub(1)?)
    }

    /// The words that end before byte `at` of the block.
    pub fn before(&self, at: usize) -> TextWords<'s> {
        self.between(Span::new(0, at))
    }

    /// The words in order.
    pub fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = TextWord<'s>> + ExactSizeIterator + use<'s> {
        self.cut().iter().copied().map(self.word())
    }

    /// Whether one of them is of one of these kinds.
    pub fn have(&self, kinds: WordKinds) -> bool {
        self.places(kinds).next().is_some()
    }

    /// Those of one of these kinds, in order.
    pub fn having(
        &self,
        kinds: WordKinds,
    ) -> impl DoubleEndedIterator<Item = TextWord<'s>> + use<'s> {
        let (word, cut) = (self.word(), self.cut());
        self.places(kinds).map(move |at| word(cut[at]))
    }

    /// Those of none of these kinds, in order.
    pub fn without(&self, kinds: WordKinds) -> impl Iterator<Item = TextWord<'s>> + use<'s> {
        let other = move |word: &&Cut| !word.form.kinds.intersects(kinds);
        self.cut().iter().filter(other).copied().map(self.word())
    }

    /// The first word behind that of a number that is of none of these kinds.
    #[inline]
    pub fn next_without(&self, number: usize, kinds: WordKinds) -> Option<TextWord<'s>> {
        let behind = self.cut().get(number + 1..)?;
        behind.iter().find(|cut| !cut.form.kinds.intersects(kinds)).copied().map(self.word())
    }

    /// The last word before that of a number that is of none of these kinds.
    pub fn last_without(&self, number: usize, kinds: WordKinds) -> Option<TextWord<'s>> {
        let before = self.cut().get(..number)?;
        before.iter().rfind(|cut| !cut.form.kinds.intersects(kinds)).copied().map(self.word())
    }

    /// The numbers of those of one of these kinds, from 0, in order.
    pub fn places(&self, kinds: WordKinds) -> impl DoubleEndedIterator<Item = usize> + use<'s> {
        // A block has none of most kinds that are rare.
        let cut = if self.held.intersects(kinds) { self.cut() } else { &[] };
        let of_kind =
            move |(at, word): (usize, &Cut)| word.form.kinds.intersects(kinds).then_some(at);
        cut.iter().enumerate().filter_map(of_kind)
    }

    /// The numbers of those for whose kinds this holds, from 0, in order.
    pub fn places_where<F: Fn(WordKinds) -> bool>(
        &self,
        of_kinds: F,
    ) -> impl Iterator<Item = usize> + use<'s, F> {
        let words = self.cut().iter().enumerate();
        words.filter(move |(_, word)| of_kinds(word.form.kinds)).map(|(at, _)| at)
    }

    /// Words side by side that are both of one of these kinds, in order.
    pub fn pairs(
        &self,
        kinds: WordKinds,
    ) -> impl Iterator<Item = (TextWord<'s>, TextWord<'s>)> + use<'s> {
        let (word, cut) = (self.word(), self.cut());
        let mut last = None;
        self.places(kinds).filter_map(move |at| {
            let before = last.replace(at).filter(|before| before + 1 == at)?;
            Some((word(cut[before]), word(cut[at])))
        })
    }

    /// What tells the words apart when they are folded, in order: see [`TextWord::folded`].
    pub fn folded(&self) -> impl ExactSizeIterator<Item = u32> + use<'s> {
        self.cut().iter().map(|word| word.form.folded)
    }

    /// Makes a word of what was cut.
    #[inline]
    fn word(&self) -> impl Fn(Cut) -> TextWord<'s> + use<'s> {
        let (reading, text, block) = (self.reading, self.text, self.block);
        move |cut| {
            let (span, FormEntry { number, folded, kinds }) = (cut.span(), cut.form);
            TextWord { span, kinds, folded, number, block, reading, text }
        }
    }

    fn cut(&self) -> &'s [Cut] {
        &self.reading.words[self.range.clone()]
    }

    /// Those that lie within a stretch of the block.
    #[inline]
    pub fn between(&self, span: Span) -> TextWords<'s> {
        let words = self.cut();
        // What is cut out is often all there is.
        if let ([first, ..], [.., last]) = (words, words)
            && span.start <= first.span().start
            && last.span().end <= span.end
        {
            return self.clone();
        }
        let first = words.partition_point(|it| it.span().start < span.start);
        let end = first + words[first..].partition_point(|it| it.span().end <= span.end);
        let range = self.range.start + first..self.range.start + end;
        TextWords { range, ..self.clone() }
    }
}
