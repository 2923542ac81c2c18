//! What is shown of a long line: the part around a place.

use std::ops::Range;

use crate::text::Span;

const CUT: char = '…';

/// A part of one line of a text, with `…` where it was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// What is shown.
    pub text: String,
    /// The bytes of the text it was cut from.
    raw: Span,
    /// Bytes that stand before the cut text.
    lead: usize,
}

impl Window {
    /// The part of at most about `width` characters around `core` on the line where `core` starts.
    ///
    /// The cost is that of the part, not of the line: a line may be a whole book. None when `core`
    /// is no place in `text`.
    pub fn around(text: &str, core: Span, width: usize) -> Option<Window> {
        text.get(core.start..core.end)?;
        let (core_end, core_length) = forth(text, core.start, width);
        let (core_end, core_length) = if core_end > core.end {
            (core.end, text[core.start..core.end].chars().count())
        } else {
            (core_end, core_length)
        };
        let room = width - core_length.min(width);
        let (_, before) = back(text, core.start, room / 2);
        let (end, after) = forth(text, core_end, room - before);
        let (start, _) = back(text, core.start, room - after);
        let start = if is_line_start(text, start) { start } else { word_start(text, start, core) };
        let end = if is_line_end(text, end) { end } else { word_end(text, end, core_end) };
        let mut window = Window { text: String::new(), raw: Span::new(start, end), lead: 0 };
        if !is_line_start(text, start) {
            window.text.push(CUT);
            window.lead = CUT.len_utf8();
        }
        window.text.push_str(&text[start..end]);
        if !is_line_end(text, end) {
            window.text.push(CUT);
        }
        Some(window)
    }

    /// The bytes of what is shown for bytes of the text; none when they are not shown. What is
    /// shown in part is cut.
    pub fn shown(&self, span: Span) -> Option<Range<usize>> {
        if !self.raw.contains(Span::at(span.start)) {
            return None;
        }
        let end = span.end.min(self.raw.end);
        Some(span.start - self.raw.start + self.lead..end - self.raw.start + self.lead)
    }
}

/// Up to `count` characters forth from `from`, not beyond the end of the line: where, and how many.
fn forth(text: &str, from: usize, count: usize) -> (usize, usize) {
    let line = text[from..].chars().take(count).take_while(|it| !is_break(*it));
    line.fold((from, 0), |(at, seen), it| (at + it.len_utf8(), seen + 1))
}

/// The same back from `from`.
fn back(text: &str, from: usize, count: usize) -> (usize, usize) {
    let line = text[..from].chars().rev().take(count).take_while(|it| !is_break(*it));
    line.fold((from, 0), |(at, seen), it| (at - it.len_utf8(), seen + 1))
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

fn is_line_start(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(is_break)
}

fn is_line_end(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(is_break)
}

/// How far a cut is moved to the edge of a word, in bytes.
const WORD: usize = 30;

fn word_start(text: &str, start: usize, core: Span) -> usize {
    let next = text[start..core.start].char_indices().take(WORD).find(|(_, it)| *it == ' ');
    next.map_or(start, |(at, _)| start + at + 1)
}

fn word_end(text: &str, end: usize, core_end: usize) -> usize {
    let last = text[core_end..end].char_indices().rev().take(WORD).find(|(_, it)| *it == ' ');
    last.map_or(end, |(at, _)| core_end + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &str, place: &str, width: usize) -> (String, String) {
        let start = text.find(place).unwrap();
        let span = Span::new(start, start + place.len());
        let window = Window::around(text, span, width).unwrap();
        let shown = window.text[window.shown(span).unwrap()].to_owned();
        (window.text, shown)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let text = "vorher\r\neine kurze Zeile\r\nnachher";
        assert_eq!(window(text, "kurze", 40), ("eine kurze Zeile".to_owned(), "kurze".to_owned()));
        assert_eq!(Window::around("", Span::at(0), 40).unwrap().text, "");
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let text = "Über dem Tal lag Nebel, als die ersten Wanderer den Grat erreichten.";
        let (shown, place) = window(text, "ersten", 30);
        assert_eq!((shown.as_str(), place.as_str()), ("…als die ersten Wanderer…", "ersten"));
        assert_eq!(window(text, "Über", 20).0, "Über dem Tal lag…");
        assert_eq!(window(text, "erreichten.", 20).0, "…Grat erreichten.");
    }

    #[test]
    fn a_place_longer_than_the_window_is_cut_too() {
        let text = "äöü ".repeat(1000);
        let window = Window::around(&text, Span::new(7, 5999), 20).unwrap();
        assert!(window.text.chars().count() <= 22, "{}", window.text);
        assert!(window.shown(Span::new(7, 5999)).unwrap().end <= window.text.len());
        assert!(Window::around(&text, Span::new(8, 9), 20).is_none());
    }

    #[test]
    fn a_place_over_two_lines_is_shown_by_its_first() {
        let (shown, place) = window("Das steht\nin zwei Zeilen.", "steht\nin", 40);
        assert_eq!((shown.as_str(), place.as_str()), ("Das steht", "steht"));
    }
}
