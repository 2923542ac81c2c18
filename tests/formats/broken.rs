//! No file, however broken, makes a reader panic.

use bilint::document::{TranslationUnit, UnitOptions, Units};
use bilint::text::Span;
use bilint::{Checker, Document, Format, Languages, Pair, Settings};

use super::files::*;

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
