use crate::language::Pack;
use crate::text::{Span, words};

/// The first attribution of speech in `text`: from the comma to the verb of saying
/// (`, sagte Meier`), when a name or a pronoun follows.
pub fn attribution(text: &str, pack: &Pack) -> Option<Span> {
    let mut words = words(text).peekable();
    while let Some(word) = words.next() {
        if !pack.speech.verbs.contains(word.text) {
            continue;
        }
        let before = text[..word.span.start].trim_end();
        let Some(subject) = words.peek() else { continue };
        let adjoins = text[word.span.end..subject.span.start].trim().is_empty();
        let speaks = subject.is_capitalised() || pack.speech.subjects.contains(subject.text);
        if before.ends_with(',') && adjoins && speaks {
            return Some(Span::new(before.len() - 1, word.span.end));
        }
    }
    None
}
