//! Files of every format with any content, and what a reader makes of them.

use std::io::{Cursor, Write};

use bilint::document::{TranslationUnit, UnitOptions, Units};
use bilint::{Document, Format};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases in every run; others with `PROPTEST_RNG_SEED=7 PROPTEST_CASES=60000`.
pub fn cases() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if matches!(config.rng_seed, RngSeed::Random) {
        config.rng_seed = RngSeed::Fixed(1);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 300;
    }
    config
}

pub fn any_of(pieces: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    let pieces = pieces.to_vec();
    prop::collection::vec(prop::sample::select(pieces), 0..14).prop_map(|pieces| pieces.concat())
}

/// What stands between two tags of an XML file.
pub fn xml_content() -> impl Strategy<Value = String> {
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

pub fn html_content() -> impl Strategy<Value = String> {
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

pub fn po_content() -> impl Strategy<Value = String> {
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

pub fn cue_content() -> impl Strategy<Value = String> {
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

pub fn plain_content() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort", "ä", " ", "„", "\"", "'", "\\", ",", ";", "\r\n", "\n", "😀", "[its]", "\u{1}",
    ])
}

pub fn office_content() -> impl Strategy<Value = String> {
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

/// The target document of a file, read as the command line reads it.
pub fn target(format: Format, text: &str) -> Document {
    if format.is_bilingual() {
        let units = Units::new(format, text.as_bytes(), &UnitOptions::default());
        let units = units.map(|unit| unit.unwrap_or_else(|error| panic!("{error}\n{text}")));
        return TranslationUnit::documents("t", format, units.collect()).1;
    }
    Document::from_bytes("t", format, text.as_bytes().to_vec()).unwrap()
}

pub fn xliff(content: &str) -> String {
    format!(
        "\u{FEFF}<?xml version=\"1.0\"?>\r\n<xliff version=\"1.2\">\n<file source-language=\"en\" \
         target-language=\"de\"><body>\r\n<trans-unit id=\"a\"><source>A</source>\r\n<target>A{content}\
         </target></trans-unit><trans-unit id=\"b\" xml:space=\"preserve\"><target>{content}B</target>\
         </trans-unit></body></file></xliff>"
    )
}

pub fn tmx(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\r<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\r<tmx version=\"1.4\"><header \
         srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv>\n<tuv xml:lang=\"de\">\
         <seg>{content}</seg></tuv></tu></body></tmx>"
    )
}

pub fn html(content: &str) -> String {
    format!(
        "\u{FEFF}<!DOCTYPE html>\r\n<html lang=de><body><div><p>A{content}</div><p>B</body></html>"
    )
}

pub fn po(content: &str) -> String {
    format!(
        "msgid \"\"\r\nmsgstr \"Language: de\\n\"\r\n\r\nmsgid \"a\"\r\nmsgstr \"x{content}\"\r\n"
    )
}

pub fn srt(content: &str) -> String {
    format!(
        "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,000\r\nA{content}\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nB"
    )
}

pub fn vtt(content: &str) -> String {
    format!("WEBVTT\n\n00:01.000 --> 00:02.000\nA{content}\n\n00:03.000 --> 00:04.000\nB\n")
}

pub fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::write::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn docx(content: &str) -> String {
    let text = content.replace("<g id=\"1\">", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>");
    let text = text.replace("</g>", "</w:t></w:r><w:r><w:t xml:space=\"preserve\">");
    format!(
        "<w:document><w:body><w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p><w:p><w:r>\
         <w:t>B</w:t><w:br/><w:t>C</w:t></w:r></w:p></w:body></w:document>"
    )
}

pub fn odt(content: &str) -> String {
    let text = content.replace("<g id=\"1\">", "<text:span text:style-name=\"T1\">");
    let text = text.replace("</g>", "</text:span>");
    format!(
        "<office:document-content><office:body><office:text><text:p>A{text}</text:p>\r\n<text:p>B\
         </text:p></office:text></office:body></office:document-content>"
    )
}
