use crate::document::Format;
use crate::text::Span;

/// A text that shows a rule. `⟦…⟧` marks what must be found; without such marks the text must stay
/// clean. (The guillemets that other tools use for this are quotation marks here.)
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The translation's language.
    pub language: &'static str,
    /// The translation, with marks.
    pub target: &'static str,
    /// The source, where the example has one, in its language.
    pub source: Option<(&'static str, &'static str)>,
    /// The user's glossary, tab-separated, where the example has one.
    pub glossary: Option<&'static str>,
    /// The translation after the fix.
    pub fixed: Option<&'static str>,
    /// The format that both are in.
    pub format: Format,
}

impl Example {
    /// A text in the language of a tag.
    pub const fn new(language: &'static str, target: &'static str) -> Self {
        Self { language, target, source: None, glossary: None, fixed: None, format: Format::Plain }
    }

    /// The same as Markdown.
    pub const fn markdown(mut self) -> Self {
        self.format = Format::Markdown;
        self
    }

    /// The same with its source.
    pub const fn source(mut self, language: &'static str, source: &'static str) -> Self {
        self.source = Some((language, source));
        self
    }

    /// The same with a glossary, tab-separated.
    pub const fn glossary(mut self, glossary: &'static str) -> Self {
        self.glossary = Some(glossary);
        self
    }

    /// The same with what the fixes make of it.
    pub const fn fixed(mut self, fixed: &'static str) -> Self {
        self.fixed = Some(fixed);
        self
    }

    /// Whether something must be found in it.
    pub fn is_bad(&self) -> bool {
        self.target.contains(OPEN)
    }
}

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// A text whose marks were taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedText {
    /// The text without marks.
    pub text: String,
    /// What was marked, in bytes of the text.
    pub spans: Vec<Span>,
}

impl MarkedText {
    /// Takes the marks out of a text.
    pub fn parse(marked: &str) -> MarkedText {
        let mut text = String::with_capacity(marked.len());
        let (mut spans, mut open) = (Vec::new(), Vec::new());
        for character in marked.chars() {
            match character {
                OPEN => open.push(text.len()),
                CLOSE => spans.extend(open.pop().map(|start| Span::new(start, text.len()))),
                _ => text.push(character),
            }
        }
        spans.sort_unstable();
        MarkedText { text, spans }
    }
}
