/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: paragraphs parted by empty lines, or one a line.
    Plain,
    /// CommonMark, with front matter.
    Markdown,
    /// JSON Lines with both sides of a translation.
    JsonLines,
    /// HTML, whole pages or pieces of them.
    Html,
    /// XLIFF 1.2 and 2.x.
    Xliff,
    /// Translation memories: TMX.
    Tmx,
    /// GNU gettext catalogues and their templates.
    Po,
    /// Tables with commas, semicolons or bars between the fields.
    Csv,
    /// Tables with tabs between the fields.
    Tsv,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    WebVtt,
    /// Office Open XML documents.
    Docx,
    /// OpenDocument texts.
    Odt,
}

impl Format {
    /// The endings of file names, without the dot, and what they speak of.
    pub const EXTENSIONS: &'static [(&'static str, Format)] = &[
        ("txt", Format::Plain),
        ("md", Format::Markdown),
        ("markdown", Format::Markdown),
        ("jsonl", Format::JsonLines),
        ("ndjson", Format::JsonLines),
        ("html", Format::Html),
        ("htm", Format::Html),
        ("xhtml", Format::Html),
        ("xlf", Format::Xliff),
        ("xliff", Format::Xliff),
        ("sdlxliff", Format::Xliff),
        ("mqxliff", Format::Xliff),
        ("mxliff", Format::Xliff),
        ("tmx", Format::Tmx),
        ("po", Format::Po),
        ("pot", Format::Po),
        ("csv", Format::Csv),
        ("tsv", Format::Tsv),
        ("srt", Format::Srt),
        ("vtt", Format::WebVtt),
        ("docx", Format::Docx),
        ("odt", Format::Odt),
    ];

    /// All of them, those of texts in one language first.
    pub const ALL: &'static [Format] = &[
        Format::Plain,
        Format::Markdown,
        Format::Html,
        Format::Docx,
        Format::Odt,
        Format::Srt,
        Format::WebVtt,
        Format::JsonLines,
        Format::Xliff,
        Format::Tmx,
        Format::Po,
        Format::Csv,
        Format::Tsv,
    ];

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Format::Plain => "plain text",
            Format::Markdown => "Markdown",
            Format::JsonLines => "JSON Lines",
            Format::Html => "HTML",
            Format::Xliff => "XLIFF 1.2 and 2.x",
            Format::Tmx => "TMX",
            Format::Po => "gettext",
            Format::Csv => "CSV",
            Format::Tsv => "text with tabs",
            Format::Srt => "SubRip",
            Format::WebVtt => "WebVTT",
            Format::Docx => "Word (DOCX)",
            Format::Odt => "OpenDocument (ODT)",
        }
    }

    /// The format that the ending of a file's name speaks of; `.gz` at the end is passed over.
    pub fn of_extension(name: &str) -> Option<Format> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (_, extension) = name.rsplit_once('.')?;
        Format::EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
    }

    /// The format a file's name speaks of; plain text when the name says nothing.
    pub fn of_name(name: &str) -> Format {
        Format::of_extension(name).unwrap_or(Format::Plain)
    }

    /// Whether one file of this format holds both sides.
    pub const fn is_bilingual(self) -> bool {
        matches!(
            self,
            Format::JsonLines
                | Format::Xliff
                | Format::Tmx
                | Format::Po
                | Format::Csv
                | Format::Tsv
        )
    }

    /// Whether a file of this format is a packed folder, in whose members places count.
    pub const fn is_packed(self) -> bool {
        matches!(self, Format::Docx | Format::Odt)
    }

    /// Whether the text stands between tags, with `&` and `<` written as entities.
    pub(super) const fn has_tags(self) -> bool {
        matches!(
            self,
            Format::Html
                | Format::Xliff
                | Format::Tmx
                | Format::WebVtt
                | Format::Docx
                | Format::Odt
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_of_formats() {
        assert_eq!(Format::of_name("a/B.de.XLIFF"), Format::Xliff);
        assert_eq!(Format::of_name("memory.tmx.gz"), Format::Tmx);
        assert_eq!(Format::of_name("article.de.htm"), Format::Html);
        assert_eq!(Format::of_name("README"), Format::Plain);
        assert_eq!(Format::of_extension("a.rs"), None);
    }
}
