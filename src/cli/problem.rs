//! What is wrong in a file of settings, shown at its place.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use bilint::report::printable;

use super::output::looks_on_stderr;

/// The message with the place it is about, if there is one: the lines of the file, marked.
pub fn shown(name: &str, text: &str, span: Option<Range<usize>>, message: &str) -> String {
    let message = message.trim();
    let Some(span) = span.filter(|span| text.get(span.clone()).is_some()) else {
        return message.to_owned();
    };
    // A table's span is the whole of it: its first line is enough to see which one is meant.
    let line_end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
    let span = span.start..span.end.min(line_end).max(span.start);
    let renderer = if looks_on_stderr() { Renderer::styled() } else { Renderer::plain() };
    // Tabs stay: columns are counted by the renderer. What would steer a terminal does not.
    let safe: String = text
        .chars()
        .map(
            |it| if it.is_control() && !matches!(it, '\n' | '\r' | '\t') { '\u{FFFD}' } else { it },
        )
        .collect();
    let text = if safe.len() == text.len() { safe } else { text.to_owned() };
    let snippet = Snippet::source(text)
        .path(printable(name).into_owned())
        .annotation(AnnotationKind::Primary.span(span).label(message.to_owned()));
    let group = Level::ERROR.primary_title("not as bilint reads it").element(snippet);
    renderer
        .render(&[group])
        .lines()
        .skip(1)
        .fold(message.to_owned(), |all, line| all + "\n" + line)
}
