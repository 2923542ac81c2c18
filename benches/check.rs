//! How fast articles are checked: `cargo bench`.

use bilint::{Checker, Document, Format, Languages, Pair, Settings};
use divan::Bencher;

fn main() {
    divan::main();
}

const ARTICLE: &str = include_str!("../corpora/business-chips-slump/machine.de.txt");
const SOURCE: &str = include_str!("../corpora/business-chips-slump/source.en.txt");

fn read(name: &str, text: &str) -> Document {
    Document::read(name, Format::Plain, text.to_owned())
}

/// One article alone.
#[divan::bench]
fn article_alone(bencher: Bencher) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    bencher.counter(divan::counter::BytesCount::of_str(ARTICLE)).bench(|| {
        let pair = Pair::target_alone(read("article.de.txt", ARTICLE), &Languages::default());
        checker.check(&pair)
    });
}

/// One article with its source, aligned.
#[divan::bench]
fn article_with_source(bencher: Bencher) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    bencher.counter(divan::counter::BytesCount::of_str(ARTICLE)).bench(|| {
        let source = Some(read("article.en.txt", SOURCE));
        let target = read("article.de.txt", ARTICLE);
        checker.check(&Pair::new(target, source, None, &Languages::default()))
    });
}

/// The same article a hundred times in one text.
#[divan::bench(args = [10, 100])]
fn long_text(bencher: Bencher, copies: usize) {
    let checker = Checker::new(Settings::default()).expect("the default selection");
    let text = vec![ARTICLE; copies].join("\n\n");
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| {
        let pair = Pair::target_alone(read("long.de.txt", &text), &Languages::default());
        checker.check(&pair)
    });
}
