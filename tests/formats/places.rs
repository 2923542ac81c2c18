//! Places lead to the bytes that say what was read.

use bilint::document::BlockKind;
use bilint::text::{LineIndex, OBJECT, Span};
use bilint::{Document, Format};
use proptest::prelude::*;

use super::bytes::{decoded, spans, squeezed};
use super::edits::{edits_are_exact, packed_edits_are_exact};
use super::files::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn xliff_and_tmx(content in xml_content()) {
        for (format, file) in [(Format::Xliff, xliff(&content)), (Format::Tmx, tmx(&content))] {
            bytes_say_it(&target(format, &file), &file, |raw| decoded(raw, false));
            edits_are_exact(format, &file);
        }
    }

    #[test]
    fn html_pages(content in html_content()) {
        let file = html(&content);
        bytes_say_it(&target(Format::Html, &file), &file, |raw| decoded(raw, true));
    }

    #[test]
    fn html_edits(content in any_of(&[
        "Wort", "ä", " ", "&amp;", "&Uuml;", "&#8222;", "<b>fett</b>", "<i>a <b>b</b> c</i>", "\r\n",
        "<a href=\"x\">Link</a>", "<!-- nein -->", "</p><p>C", "<code>x</code>",
    ])) {
        edits_are_exact(Format::Html, &html(&content));
    }

    #[test]
    fn catalogues(content in po_content()) {
        let file = po(&content);
        bytes_say_it(&target(Format::Po, &file), &file, |raw| {
            let joined = raw.replace("\"\r\n\"", "").replace("\"\n  \"", "");
            let pairs = [
                ("\\303\\244", "ä"), ("\\xc3\\xa4", "ä"), ("\\n", "\n"), ("\\t", "\t"),
                ("\\\"", "\""), ("\\\\", "\\"),
            ];
            let (mut text, mut rest) = (String::new(), joined.as_str());
            while let Some(first) = rest.chars().next() {
                let found = pairs.iter().find(|(written, _)| rest.starts_with(written));
                let (length, character) =
                    found.map_or((first.len_utf8(), first.to_string()), |(a, b)| (a.len(), (*b).to_owned()));
                text.push_str(&character);
                rest = &rest[length..];
            }
            text
        });
        edits_are_exact(Format::Po, &file);
    }

    #[test]
    fn subtitles(content in cue_content()) {
        for (format, file) in [(Format::Srt, srt(&content)), (Format::WebVtt, vtt(&content))] {
            let document = target(format, &file);
            bytes_say_it(&document, &file, |raw| {
                let mut text = String::new();
                let mut rest = raw;
                while let Some(first) = rest.chars().next() {
                    let tags = ["<i>", "</i>", "<b>", "</b>", "{\\an8}", "<v Ada>", "<00:01.000>"];
                    let known = [("&amp;", "&"), ("&lt;", "<"), ("\\N", "\n")];
                    let known = known.iter().find(|(written, _)| rest.starts_with(written));
                    if let Some(tag) = tags.iter().find(|tag| rest.starts_with(**tag)) {
                        rest = &rest[tag.len()..];
                    } else if let Some((written, character)) = known {
                        text.push_str(character);
                        rest = &rest[written.len()..];
                    } else {
                        text.push(first);
                        rest = &rest[first.len_utf8()..];
                    }
                }
                text
            });
            prop_assert!(document.blocks.iter().all(|block| block.kind == BlockKind::Cue));
        }
    }

    #[test]
    fn tables(content in plain_content(), source in plain_content()) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        for (delimiter, bom) in [(",", ""), (";", "\u{FEFF}"), ("|", "")] {
            let file = format!(
                "{bom}id{delimiter}source{delimiter}target\r\na{delimiter}{}{delimiter}{}\r\n\
                 b{delimiter}x{delimiter}Ende\r\n",
                quoted(&source), quoted(&content)
            );
            let document = target(Format::Csv, &file);
            prop_assert_eq!(&document.blocks[0].excerpt(Span::new(0, document.blocks[0].text.len())), &content);
            fields_say_it(&document, &file, |raw| raw.replace("\"\"", "\""));
            edits_are_exact(Format::Csv, &file);
        }
    }

    #[test]
    fn fields_without_quotation_marks(content in any_of(&[
        "Wort", "ä", " ", "„", "'", "\\", "😀", "[its]", "-", "a\"b",
    ])) {
        for delimiter in [",", ";", "|"] {
            let file = format!("source{delimiter}target\nA{delimiter}x{content}\nB{delimiter}Ende\n");
            let document = target(Format::Csv, &file);
            fields_say_it(&document, &file, str::to_owned);
            edits_are_exact(Format::Csv, &file);
        }
    }

    #[test]
    fn fields_between_tabs(content in any_of(&[
        "Wort", "ä", " ", "„", "'", "\\", "😀", "[its]", ",", "\"\"",
    ])) {
        for field in [format!("x{content}"), format!("\"x{content}\"")] {
            let file = format!("source\ttarget\r\nA\t{field}\r\nB\tEnde\r\n");
            edits_are_exact(Format::Tsv, &file);
        }
    }

    #[test]
    fn records(content in plain_content()) {
        let plain = serde_json::to_string(&content).unwrap();
        let escaped: String = content.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        for written in [plain, format!("\"{escaped}\"")] {
            let file = format!("\n{{\"id\": 1, \"target\": {written}, \"source\": \"A\"}}\r\n{{\"target\": \"B\"}}\n");
            let document = target(Format::JsonLines, &file);
            prop_assert_eq!(&document.raw(&document.blocks[0]).text, &content);
            fields_say_it(&document, &file, |raw| {
                serde_json::from_str(&format!("\"{raw}\"")).unwrap()
            });
            edits_are_exact(Format::JsonLines, &file);
        }
    }

    #[test]
    fn packed_documents(content in office_content()) {
        members_say_it(Format::Docx, "word/document.xml", &docx(&content));
        members_say_it(Format::Odt, "content.xml", &odt(&content));
    }

    #[test]
    fn markdown_and_plain_text(content in any_of(&[
        "Wort", "ä", " ", "„", "“", "[its]", "\r\n", "\n\n", "\r\n\r\n", "*laut*", "**a *b* c**", "&amp;",
        "&#8222;", "`x`", "[Link](y)", "\\[", "# ", "> ", "- ", "😀", "e\u{301}", "<b>", "| a | b |", "\t",
    ])) {
        let file = format!("\u{FEFF}A{content}");
        let plain = target(Format::Plain, &file);
        for block in &plain.blocks {
            for span in spans(&block.text) {
                let raw = plain.place(block, span).span.unwrap();
                prop_assert_eq!(squeezed(raw.of(&file)), squeezed(&block.excerpt(span)));
            }
        }
        edits_are_exact(Format::Plain, &file);
        let markdown = target(Format::Markdown, &file);
        for block in &markdown.blocks {
            for span in spans(&block.text) {
                let raw = markdown.place(block, span).span.unwrap();
                let bytes = file.get(raw.start..raw.end);
                // What stands for itself stands in the file so.
                let letters = |text: &str| -> String {
                    text.chars().filter(|it| it.is_alphabetic() || *it == '😀').collect()
                };
                let (read, bytes) = (letters(span.of(&block.text)), letters(bytes.unwrap()));
                let mut rest = bytes.chars();
                prop_assert!(read.chars().all(|it| rest.any(|raw| raw == it)), "{read:?} in {bytes:?}");
            }
        }
    }
}

/// Every span of every block leads to bytes that `decode` reads as its text.
fn bytes_say_it(document: &Document, file: &str, decode: impl Fn(&str) -> String) {
    for block in &document.blocks {
        for span in spans(&block.text) {
            let raw = document.place(block, span).span.unwrap();
            let bytes = file.get(raw.start..raw.end).unwrap_or_else(|| panic!("{raw:?} in {file}"));
            let read: String = span.of(&block.text).chars().filter(|it| *it != OBJECT).collect();
            assert_eq!(squeezed(&decode(bytes)), squeezed(&read), "{bytes:?} in {file:?}");
        }
        let place = document.place(block, Span::new(0, block.text.len())).span.unwrap();
        let start = document.position(block, place.start);
        assert_eq!(start, LineIndex::new(file).position(file, place.start));
    }
}

/// Places count in the value of a field; the file's bytes for them say the same.
fn fields_say_it(document: &Document, file: &str, decode: impl Fn(&str) -> String) {
    for block in &document.blocks {
        for span in spans(&block.text) {
            let place = document.place(block, span);
            assert_eq!(place.field.as_deref(), Some("target"));
            let value = document.raw(block).get(place.span.unwrap()).unwrap();
            assert_eq!(value, block.excerpt(span));
            let edit = document.edit(block, span, String::new());
            let edit = document.edit_of_file(block, &edit).unwrap_or_else(|| panic!("{file:?}"));
            assert_eq!(decode(&file[edit.start..edit.end]), value, "{file:?}");
        }
    }
}

/// Places count in the member that they name.
fn members_say_it(format: Format, name: &str, text: &str) {
    let file = packed(&[("mimetype", "x"), (name, text)]);
    let document = Document::from_bytes("t", format, file).unwrap();
    assert!(!document.blocks.is_empty());
    for block in &document.blocks {
        for span in spans(&block.text) {
            let place = document.place(block, span);
            assert_eq!(place.part.as_deref(), Some(name));
            let raw = place.span.unwrap();
            let bytes = raw.of(text);
            assert_eq!(document.raw(block).get(raw), Some(bytes));
            assert_eq!(squeezed(&decoded(bytes, false)), squeezed(span.of(&block.text)), "{bytes}");
        }
    }
    packed_edits_are_exact(format, name, text);
}
