//! What must hold for the reader of every format: places lead to the bytes that say what was read,
//! edits change nothing else, and no file, however broken, makes it panic.

use std::io::{Cursor, Read, Write};

use bilint::document::{
    Annotation, Block, BlockKind, TranslationUnit, UnitOptions, Units, annotated, member,
    with_members,
};
use bilint::text::{OBJECT, Span};
use bilint::{Checker, Document, Format, Languages, Pair, Settings};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases in every run; others with `PROPTEST_RNG_SEED=7 PROPTEST_CASES=60000`.
fn cases() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if matches!(config.rng_seed, RngSeed::Random) {
        config.rng_seed = RngSeed::Fixed(1);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 300;
    }
    config
}

fn any_of(pieces: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    let pieces = pieces.to_vec();
    prop::collection::vec(prop::sample::select(pieces), 0..14).prop_map(|pieces| pieces.concat())
}

/// What stands between two tags of an XML file.
fn xml_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort",
        "ä",
        "😀",
        " ",
        " ",
        "  ",
        "\r\n",
        "\n   ",
        "„",
        "“",
        "[its]",
        "&amp;",
        "&lt;b&gt;",
        "&#8222;",
        "&#x201C;",
        "&#13;",
        "&quot;",
        "&nbsp;",
        " & ",
        "<x id=\"2\"/>",
        "<ph id=\"7\">%s</ph>",
        "<g id=\"1\">fett</g>",
        "<g id=\"1\">a <g id=\"3\">b</g> c</g>",
        "<bpt id=\"1\">&lt;i&gt;</bpt>schräg<ept id=\"1\">&lt;/i&gt;</ept>",
        "<![CDATA[a < b && c]]>",
        "<![CDATA[\r\n]]>",
        "<!-- nein -->",
        "<mrk mtype=\"x\">Marke</mrk>",
        "e\u{301}",
        "\u{A0}",
        "\u{FEFF}",
    ])
}

fn html_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort",
        "ä",
        "😀",
        " ",
        " ",
        "  ",
        "\r\n",
        "\t",
        "„",
        "“",
        "[its]",
        "&amp;",
        "&lt;",
        "&Uuml;",
        "&nbsp;",
        "&#8222;",
        "&copy",
        "&#x201C;",
        " & ",
        "&nix;",
        "<b>fett</b>",
        "<i>a <b>b</b> c</i>",
        "<br>",
        "<a href=\"x\">Link</a>",
        "<code>x</code>",
        "<img alt=a>",
        "<!-- nein -->",
        "<wbr>",
        "<script>if (a < b) {}</script>",
        "</p><p>",
        "<li>Punkt",
        "<span lang=en>so</span>",
        "<p translate=no>Marke</p>",
        "e\u{301}",
        "\u{FEFF}",
        "<h2>Kopf</h2>",
        "</div>",
        "<td>Z",
    ])
}

fn po_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort",
        "ä",
        " ",
        "„",
        "\\\"",
        "\\\\",
        "\\n",
        "\\t",
        "\\303\\244",
        "\\xc3\\xa4",
        "[its]",
        "\"\r\n\"",
        "\"\n  \"",
        "%s",
        "'",
    ])
}

fn cue_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort",
        "ä",
        " ",
        "  ",
        "„",
        "\n",
        "\r\n",
        "<i>schräg</i>",
        "<b>",
        "</b>",
        "{\\an8}",
        "<v Ada>",
        "<00:01.000>",
        "&amp;",
        "&lt;",
        " & ",
        " < ",
        "<3",
        "\\N",
        "-->",
        "- ",
    ])
}

fn plain_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort", "ä", " ", "„", "\"", "'", "\\", ",", ";", "\r\n", "\n", "😀", "[its]", "\u{1}",
    ])
}

/// The target document of a file, read as the command line reads it.
fn target(format: Format, text: &str) -> Document {
    if format.is_bilingual() {
        let units = Units::new(format, text.as_bytes(), &UnitOptions::default());
        let units = units.map(|unit| unit.unwrap_or_else(|error| panic!("{error}\n{text}")));
        return TranslationUnit::documents("t", format, units.collect()).1;
    }
    Document::from_bytes("t", format, text.as_bytes().to_vec()).unwrap()
}

/// The text of raw XML or HTML: no tags, no comments, objects left out, references resolved.
fn decoded(raw: &str, html: bool) -> String {
    let mut text = String::new();
    let mut rest = raw;
    while !rest.is_empty() {
        let hidden: &[(&str, &str)] = &[
            ("<!--", "-->"),
            ("<ph", "</ph>"),
            ("<bpt", "</bpt>"),
            ("<ept", "</ept>"),
            ("<code", "</code>"),
            ("<script", "</script>"),
        ];
        let hidden = hidden.iter().find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = hidden {
            rest = rest.find(close).map_or("", |at| &rest[at + close.len()..]);
        } else if let Some(data) = rest.strip_prefix("<![CDATA[").filter(|_| !html) {
            let end = data.find("]]>").unwrap_or(data.len());
            text.push_str(&data[..end]);
            rest = data.get(end + 3..).unwrap_or("");
        } else if let Some(after) = rest.strip_prefix("]]>").filter(|_| !html) {
            // The span began inside the section.
            rest = after;
        } else if let Some(line_break) =
            ["<br>", "<w:br/>"].iter().find(|it| rest.starts_with(**it))
        {
            text.push('\n');
            rest = &rest[line_break.len()..];
        } else if is_tag(rest) {
            rest = rest.find('>').map_or("", |at| &rest[at + 1..]);
        } else {
            let references = [
                ("&amp;", "&"),
                ("&lt;", "<"),
                ("&gt;", ">"),
                ("&quot;", "\""),
                ("&#8222;", "„"),
                ("&#x201C;", "“"),
                ("&#13;", "\r"),
            ];
            let named = [("&Uuml;", "Ü"), ("&nbsp;", "\u{A0}"), ("&copy", "©")];
            let named = named.iter().filter(|_| html);
            let mut all = references.iter().chain(named);
            let found = all.find(|(written, _)| rest.starts_with(written));
            let (written, character) = match found {
                Some((written, character)) => (written.len(), (*character).to_owned()),
                None => {
                    let first = rest.chars().next().unwrap();
                    (first.len_utf8(), first.to_string())
                }
            };
            text.push_str(&character);
            rest = &rest[written..];
        }
    }
    text
}

fn is_tag(text: &str) -> bool {
    let name = text.strip_prefix('<').map(|it| it.trim_start_matches('/'));
    name.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_alphanumeric()))
}

/// White space is read in many ways: here a run of it is one space, and the edges have none.
fn squeezed(text: &str) -> String {
    text.split([' ', '\t', '\r', '\n']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Some spans of a text on character boundaries, its whole among them.
fn spans(text: &str) -> Vec<Span> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans = vec![Span::new(0, text.len())];
    for (index, start) in bounds.iter().enumerate() {
        for step in [1, 2, 5, 11] {
            spans.extend(bounds.get(index + step).map(|end| Span::new(*start, *end)));
        }
    }
    spans
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
        assert_eq!(start, bilint::text::LineIndex::new(file).position(file, place.start));
    }
}

/// Putting text in place of a span of one block changes that block so, and no other.
fn edits_are_exact(format: Format, file: &str) {
    const NEW: &str = "Neu <&> \"alt\"";
    let document = target(format, file);
    for (number, block) in document.blocks.iter().enumerate() {
        let pick = spans(&block.text).into_iter().filter(|span| is_safe(block, *span));
        for span in pick.step_by(7).take(6) {
            let edit = document.edit(block, span, NEW.to_owned());
            let Some(edit) = document.edit_of_file(block, &edit) else { continue };
            let mut text = file.to_owned();
            text.replace_range(edit.start..edit.end, &edit.text);
            let again = target(format, &text);
            assert_eq!(again.blocks.len(), document.blocks.len(), "{edit:?} in {file:?}");
            for (other, (old, new)) in document.blocks.iter().zip(&again.blocks).enumerate() {
                let expected = if other == number {
                    format!("{}{NEW}{}", &old.text[..span.start], &old.text[span.end..])
                } else {
                    old.text.clone()
                };
                assert_eq!(squeezed(&new.text), squeezed(&expected), "{edit:?} in {file:?}");
            }
        }
    }
}

/// Objects stay where they are, and white space at an edge is read as the edge wants it.
fn is_safe(block: &Block, span: Span) -> bool {
    let text = span.of(&block.text);
    !text.contains(OBJECT)
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
}

fn xliff(content: &str) -> String {
    format!(
        "\u{FEFF}<?xml version=\"1.0\"?>\r\n<xliff version=\"1.2\">\n<file source-language=\"en\" \
         target-language=\"de\"><body>\r\n<trans-unit id=\"a\"><source>A</source>\r\n<target>A{content}\
         </target></trans-unit><trans-unit id=\"b\" xml:space=\"preserve\"><target>{content}B</target>\
         </trans-unit></body></file></xliff>"
    )
}

fn tmx(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\r<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\r<tmx version=\"1.4\"><header \
         srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv>\n<tuv xml:lang=\"de\">\
         <seg>{content}</seg></tuv></tu></body></tmx>"
    )
}

fn html(content: &str) -> String {
    format!(
        "\u{FEFF}<!DOCTYPE html>\r\n<html lang=de><body><div><p>A{content}</div><p>B</body></html>"
    )
}

fn po(content: &str) -> String {
    format!(
        "msgid \"\"\r\nmsgstr \"Language: de\\n\"\r\n\r\nmsgid \"a\"\r\nmsgstr \"x{content}\"\r\n"
    )
}

fn srt(content: &str) -> String {
    format!(
        "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,000\r\nA{content}\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nB"
    )
}

fn vtt(content: &str) -> String {
    format!("WEBVTT\n\n00:01.000 --> 00:02.000\nA{content}\n\n00:03.000 --> 00:04.000\nB\n")
}

fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::write::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(content: &str) -> String {
    let text = content.replace("<g id=\"1\">", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>");
    let text = text.replace("</g>", "</w:t></w:r><w:r><w:t xml:space=\"preserve\">");
    format!(
        "<w:document><w:body><w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p><w:p><w:r>\
         <w:t>B</w:t><w:br/><w:t>C</w:t></w:r></w:p></w:body></w:document>"
    )
}

fn office_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort",
        "ä",
        " ",
        "  ",
        "„",
        "[its]",
        "&amp;",
        "&#8222;",
        "<g id=\"1\">fett</g>",
        "\r\n",
        "<![CDATA[a < b]]>",
        "<!-- nein -->",
    ])
}

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
        let text = docx(&content);
        let file = packed(&[("word/document.xml", &text)]);
        let document = Document::from_bytes("t", Format::Docx, file).unwrap();
        prop_assert!(!document.blocks.is_empty());
        for block in &document.blocks {
            for span in spans(&block.text) {
                let place = document.place(block, span);
                prop_assert_eq!(place.part.as_deref(), Some("word/document.xml"));
                let raw = place.span.unwrap();
                let bytes = &text[raw.start..raw.end];
                prop_assert_eq!(document.raw(block).get(raw), Some(bytes));
                prop_assert_eq!(squeezed(&decoded(bytes, false)), squeezed(span.of(&block.text)), "{}", bytes);
            }
        }
        packed_edits_are_exact(Format::Docx, "word/document.xml", &text);
    }

    #[test]
    fn open_documents(content in office_content()) {
        let text = odt(&content);
        let file = packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &text)]);
        let document = Document::from_bytes("t", Format::Odt, file).unwrap();
        prop_assert!(!document.blocks.is_empty());
        for block in &document.blocks {
            for span in spans(&block.text) {
                let place = document.place(block, span);
                prop_assert_eq!(place.part.as_deref(), Some("content.xml"));
                let bytes = &text[place.span.unwrap().start..place.span.unwrap().end];
                prop_assert_eq!(squeezed(&decoded(bytes, false)), squeezed(span.of(&block.text)), "{}", bytes);
            }
        }
        packed_edits_are_exact(Format::Odt, "content.xml", &text);
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

    #[test]
    fn findings_go_into_xliff(
        content in xml_content(),
        picks in prop::collection::vec((0..200_usize, 0..200_usize), 0..6),
    ) {
        for version in ["1.2", "2.1"] {
            let file = xliff(&content).replace("version=\"1.2\"", &format!("version=\"{version}\""));
            annotations_keep_all(&file, &picks);
        }
    }
}

/// Remarks anywhere leave a file that is well-formed, reads the same, and holds all its bytes.
fn annotations_keep_all(file: &str, picks: &[(usize, usize)]) {
    let document = target(Format::Xliff, file);
    let mut annotations = Vec::new();
    for (number, (block, at)) in picks.iter().enumerate() {
        let Some(block) = document.blocks.get(block % document.blocks.len().max(1)) else { break };
        let spans = spans(&block.text);
        let mut span = spans[at % spans.len()];
        if number == 3 {
            span = Span::at(span.end);
        }
        annotations.push(Annotation {
            span: document.place(block, span).span.unwrap(),
            kind: "other".to_owned(),
            comment: format!("{number}: a < \"b\" & c"),
            severity: 60,
        });
    }
    let new = annotated(file, &annotations).unwrap();
    assert_eq!((new.left_out, new.possible), (0, true));
    let again = target(Format::Xliff, &new.text);
    let texts = |document: &Document| -> Vec<String> {
        document.blocks.iter().map(|block| block.text.clone()).collect()
    };
    assert_eq!(texts(&again), texts(&document), "{}", new.text);
    let mut rest = new.text.chars();
    assert!(file.chars().all(|it| rest.any(|new| new == it)), "{}", new.text);
    let (opened, closed) = (new.text.matches("<mrk ").count(), new.text.matches("</mrk>").count());
    assert_eq!(opened, closed);
    let marks = new.text.matches(":locQualityIssueComment=").count();
    assert!(marks >= annotations.len(), "{marks} of {}: {}", annotations.len(), new.text);
    let ids: Vec<&str> = new.text.split(" id=\"bilint-").skip(1).collect();
    let mut ids: Vec<&str> = ids.iter().filter_map(|it| it.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{}", new.text);
}

fn odt(content: &str) -> String {
    let text = content.replace("<g id=\"1\">", "<text:span text:style-name=\"T1\">");
    let text = text.replace("</g>", "</text:span>");
    format!(
        "<office:document-content><office:body><office:text><text:p>A{text}</text:p>\r\n<text:p>B\
         </text:p></office:text></office:body></office:document-content>"
    )
}

/// The same as [`edits_are_exact`] for a member of a packed document; the others stay as they are
/// packed.
fn packed_edits_are_exact(format: Format, name: &str, text: &str) {
    const NEW: &str = " <&> neu ";
    let members = [("first", "one"), (name, text), ("last", "two")];
    let file = packed(&members);
    let document = Document::from_bytes("t", format, file.clone()).unwrap();
    for (number, block) in document.blocks.iter().enumerate() {
        let pick = spans(&block.text).into_iter().filter(|span| is_safe(block, *span));
        for span in pick.step_by(7).take(4) {
            let mut edits = vec![document.edit(block, span, NEW.to_owned())];
            edits.extend(document.edit_beside(block, &edits[0]));
            edits.sort_by_key(|edit| edit.start);
            let mut new = text.to_owned();
            for edit in edits.iter().rev() {
                new.replace_range(edit.start..edit.end, &edit.text);
            }
            let changed = [(name.to_owned(), new.clone())].into();
            let repacked = with_members(&file, &changed).unwrap();
            assert_eq!(member(repacked.clone(), name).unwrap(), new);
            assert_eq!(raw_members(&repacked, name), raw_members(&file, name));
            let again = Document::from_bytes("t", format, repacked).unwrap();
            assert_eq!(again.blocks.len(), document.blocks.len(), "{edits:?} in {text:?}");
            for (other, (old, new)) in document.blocks.iter().zip(&again.blocks).enumerate() {
                let expected = if other == number {
                    format!("{}{NEW}{}", &old.text[..span.start], &old.text[span.end..])
                } else {
                    old.text.clone()
                };
                assert_eq!(squeezed(&new.text), squeezed(&expected), "{edits:?} in {text:?}");
            }
        }
    }
}

/// The members but one: their names and their bytes as they are packed, in order.
fn raw_members(file: &[u8], but: &str) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index_raw(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        members.push((name, bytes));
    }
    members.retain(|(name, _)| name != but);
    members
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

/// Reads a file and checks what is read; that it cannot be read is no fault here.
fn survived(format: Format, bytes: &[u8], checker: &Checker) {
    let languages = Languages::default();
    if format.is_bilingual() {
        let units = Units::new(format, bytes, &UnitOptions::default()).take(1000);
        let units: Vec<TranslationUnit> = units.filter_map(Result::ok).collect();
        let (source, target) = TranslationUnit::documents("t", format, units);
        assert_eq!(
            source.as_ref().map_or(target.blocks.len(), |it| it.blocks.len()),
            target.blocks.len()
        );
        let pair = Pair::new(target, source, None, &languages);
        let _ = checker.check(&pair);
    }
    if let Ok(document) = Document::from_bytes("t", format, bytes.to_vec()) {
        for block in &document.blocks {
            let place = document.place(block, Span::new(0, block.text.len())).span.unwrap();
            let _ = document.position(block, place.start);
            assert!(document.raw(block).get(place).is_some() || format.is_bilingual());
        }
        let _ = checker.check(&Pair::target_alone(document, &languages));
    }
}

/// A whole file of each format, with what is hard to read in it.
fn samples() -> Vec<(Format, Vec<u8>)> {
    let xml = "Er sagte <g id=\"1\">laut: <x id=\"2\"/></g> &#8222;Es <![CDATA[ist < ]]>&amp; aus\u{201C}\r\n, ä.";
    let page = "Er <b>sagte</b> <!-- bilint-ignore x: y --> &bdquo;Es ist aus&ldquo;<br><code>x</code> \
        <ul><li>eins<li>zwei</ul><table><tr><td>A</table><p translate=no lang=en>\u{e4}";
    let office = docx("Er sagte &#8222;Es <g id=\"1\">ist</g> aus\u{201C}, ä.");
    let odt = "<office:document-content><office:body><office:text><text:p>Er <text:span>sagte</text:span>\
        <text:s text:c=\"3\"/>„Es<text:line-break/>ist<draw:frame><draw:image/></draw:frame></text:p>\
        </office:text></office:body></office:document-content>";
    vec![
        (Format::Html, html(page).into_bytes()),
        (Format::Xliff, xliff(xml).into_bytes()),
        (Format::Tmx, tmx(xml).into_bytes()),
        (Format::Po, po("Er \\\"sagte\\\"\"\r\n\" \\303\\244 „\\n").into_bytes()),
        (Format::Csv, "id;source;target\r\na;\"A;\"\"B\"\"\";\"Er „sagte\r\n“\"\r\nb;C\r\n".into()),
        (Format::Tsv, "source\ttarget\n\"A\"\"b\"\tEr „sagte“ ä\n".into()),
        (Format::Srt, srt("Er <i>sagte\r\n„Es</i> ist &amp; ä").into_bytes()),
        (Format::WebVtt, vtt("<v Ada>Er <c.x>sagte</c>\n„Es ist &lt; ä").into_bytes()),
        (
            Format::JsonLines,
            "{\"source\": \"\\u201ea\\n\", \"target\": \"„\\ud83d\\ude00ä\", \"id\": [1]}\n".into(),
        ),
        (
            Format::Markdown,
            "---\nlang: de\nbilint-ignore: x: y\n---\n\n# Ü *b*\n\n> a &amp; `c`\n".into(),
        ),
        (
            Format::Docx,
            packed(&[("word/document.xml", &office), ("word/styles.xml", "<w:styles/>")]),
        ),
        (Format::Odt, packed(&[("content.xml", odt)])),
    ]
}

#[test]
fn torn_files_are_survived() {
    let checker = Checker::new(Settings::default()).unwrap();
    for (format, bytes) in samples() {
        for part in 0..=50 {
            survived(format, &bytes[..bytes.len() * part / 50], &checker);
        }
    }
}

#[test]
fn flipped_bits_are_survived() {
    let checker = Checker::new(Settings::default()).unwrap();
    // A fixed sequence: the same flips in every run.
    let mut state = 0x2545_F491_u32;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below.max(1)
    };
    for (format, bytes) in samples() {
        for _ in 0..150 {
            let mut bytes = bytes.clone();
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                // Half of the flips stay within ASCII, so that the text remains UTF-8.
                let bit = if random(2) == 0 { random(7) } else { random(8) };
                bytes[at] ^= 1 << bit;
            }
            survived(format, &bytes, &checker);
        }
    }
    // The XML inside a packed file, too: flips in packed bytes rarely get that far.
    let office = docx("Er sagte &#8222;Es <g id=\"1\">ist</g> aus\u{201C}, ä.").into_bytes();
    for _ in 0..150 {
        let mut text = office.clone();
        let at = random(text.len());
        text[at] ^= 1 << random(7);
        if let Ok(text) = std::str::from_utf8(&text) {
            survived(Format::Docx, &packed(&[("word/document.xml", text)]), &checker);
            survived(Format::Odt, &packed(&[("content.xml", text)]), &checker);
        }
    }
}

/// A stream is read as a stream: after a few units only a little of it was taken.
#[test]
fn memories_are_streams() {
    struct Endless {
        head: &'static [u8],
        taken: usize,
    }
    const UNIT: &[u8] =
        b"<tu><tuv xml:lang='en'><seg>A</seg></tuv><tuv xml:lang='de'><seg>B</seg></tuv></tu>\n";
    impl std::io::Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.head.is_empty() {
                self.head = UNIT;
            }
            let count = self.head.len().min(into.len());
            into[..count].copy_from_slice(&self.head[..count]);
            self.head = &self.head[count..];
            self.taken += count;
            assert!(self.taken < 1 << 20, "the file is read to its end");
            Ok(count)
        }
    }
    let head = b"<tmx version='1.4'><header srclang='en'/><body>";
    let input = std::io::BufReader::new(Endless { head, taken: 0 });
    let units = Units::new(Format::Tmx, input, &UnitOptions::default());
    assert_eq!(units.take(1000).filter(Result::is_ok).count(), 1000);
}
