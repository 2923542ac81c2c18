//! How many lines are aligned a second: `cargo bench --bench align`. The texts are made up: words of
//! two languages without meaning, as often as words of a language are, a few of them look-alikes.

use bilint::align::{Features, align, features};
use bilint::document::{Block, Continuity, Document, Format, RecordPlace};
use bilint::language::lexicon::Translations;
use bilint::reading::{Segment, Side};
use bilint::text::Span;
use divan::Bencher;

fn main() {
    divan::main();
}

/// Words of each language.
const WORDS: u64 = 40_000;

/// A generator of numbers without order that are the same every time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    /// The number of a word, low ones the more often.
    fn word(&mut self) -> u64 {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((WORDS as f64 / 10.0).powf(share) * 10.0) as u64 % WORDS
    }
}

/// The word of a number in language 0 or 1; one in eight is nearly the same in both.
fn spelled(number: u64, language: u64) -> String {
    let alike = number.is_multiple_of(8);
    let mut numbers = Numbers(number * 2 + 1 + if alike { 0 } else { language << 40 });
    for _ in 0..8 {
        numbers.below(2);
    }
    let syllables = 2 + numbers.below(3);
    let mut word = String::new();
    for _ in 0..syllables {
        word.push(b"bcdfghklmnprstvwz"[numbers.below(17) as usize] as char);
        word.push(b"aeiou"[numbers.below(5) as usize] as char);
    }
    if alike && language == 1 { word + "en" } else { word }
}

/// Lines of a text and of its translation, some of them merged, split or dropped.
fn texts(lines: usize) -> (Vec<String>, Vec<String>) {
    let mut numbers = Numbers(88_172_645_463_325_252);
    let (mut source, mut target): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    while source.len() < lines {
        let length = 4 + numbers.below(20);
        let words: Vec<u64> = (0..length).map(|_| numbers.word()).collect();
        let line = |language| {
            let mut line: Vec<String> = words.iter().map(|it| spelled(*it, language)).collect();
            if words[0].is_multiple_of(4) {
                line.push((words[1] * 7).to_string());
            }
            line.join(" ") + "."
        };
        match numbers.below(20) {
            0 => source.push(line(0)),
            1 => target.push(line(1)),
            2 if !source.is_empty() && !target.is_empty() => {
                source.push(line(0));
                let last = target.len() - 1;
                target[last] = format!("{} {}", target[last], line(1));
            }
            _ => {
                source.push(line(0));
                target.push(line(1));
            }
        }
    }
    (source, target)
}

fn read(language: &str, lines: &[String]) -> Vec<Features> {
    let place = |at: usize| RecordPlace { id: at.to_string(), field: "text" };
    let blocks: Vec<Block> =
        lines.iter().enumerate().map(|(at, line)| Block::of_record(place(at), line)).collect();
    let whole = |(block, it): (usize, &Block)| Segment { block, span: Span::new(0, it.text.len()) };
    let segments: Vec<Segment> = blocks.iter().enumerate().map(whole).collect();
    let document = Document::of_records("t", Format::Plain, Continuity::Segments, blocks);
    let tag = language.parse().expect("a language");
    features(&Side::new(document, &tag), &segments)
}

/// Texts that are read already.
#[divan::bench(args = [20, 500, 13_000, 50_000], sample_count = 3, sample_size = 1)]
fn lines(bencher: Bencher, lines: usize) {
    let (source, target) = texts(lines);
    let (source, target) = (read("en", &source), read("de", &target));
    bencher
        .counter(divan::counter::ItemsCount::new(lines))
        .bench(|| align(&source, &target, &Translations::none()));
}
