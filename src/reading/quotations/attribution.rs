use crate::language::Pack;
use crate::text::{Span, words};

/// The first attribution of speech in `text`: from the comma to the verb of saying
/// (`, sagte Meier`), when a name or a pronoun follows.
pub fn attribution(text: &str, pack: &Pack) -> Option<Span> {
    text.match_indices(',').find_map(|(comma, _)| {
        let rest = text[comma + 1..].trim_start();
        // Where no word follows, none is looked for further on.
        rest.starts_with(char::is_alphabetic).then_some(())?;
        let start = text.len() - rest.len();
        let mut behind = words(rest);
        let verb = behind.next().filter(|it| it.span.start == 0)?.span.shifted(start);
        if !pack.speech.verbs.contains(verb.of(text)) {
            return None;
        }
        let subject = behind.next()?;
        let adjoins = text[verb.end..start + subject.span.start].trim().is_empty();
        let speaks = subject.is_capitalised() || pack.speech.subjects.contains(subject.text);
        (adjoins && speaks).then(|| Span::new(comma, verb.end))
    })
}
