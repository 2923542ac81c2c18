//! Repairs in every format that is edited in place: they end, nothing but the translation changes,
//! and afterwards there is nothing more to repair.

use std::collections::BTreeMap;

use bilint::check::{Repairs, repair};
use bilint::document::{TranslationUnit, UnitOptions, Units, member, with_members};
use bilint::rules::Applicability;
use bilint::settings::Selection;
use bilint::{Checker, Document, Format, Languages, Pair, Settings, Severity};
use proptest::prelude::*;

use super::files::*;

/// What safe repairs are made for.
fn faulty() -> impl Strategy<Value = String> {
    any_of(&[
        "Wort",
        "Über Nacht",
        " ",
        "  ",
        " , ",
        " .",
        "..",
        " -- ",
        "5%",
        "20°C",
        "„",
        "“",
        "‚",
        "Er sagte",
        "Uhr.Die",
        "(so)",
        "geht´s",
        " - ",
        "1,234.5",
        "$250",
        "Oktober 3, 2023",
        "€5",
        "\u{200B}",
        "…",
    ])
}

/// What a file holds as it is read for a run: source and target.
fn pairs(format: Format, bytes: &[u8]) -> Vec<(Option<Document>, Document)> {
    if format.is_bilingual() {
        let units = Units::new(format, bytes, &UnitOptions::default()).map(Result::unwrap);
        return vec![TranslationUnit::documents("t", format, units.collect())];
    }
    vec![(None, Document::from_bytes("t", format, bytes.to_vec()).unwrap())]
}

fn repairs(format: Format, bytes: &[u8], checker: &Checker) -> Repairs {
    let languages = Languages { target: Some("de".parse().unwrap()), ..Languages::default() };
    let mut repairs = Repairs::default();
    for (source, target) in pairs(format, bytes) {
        let pair = Pair::new(target, source, None, &languages);
        repairs.add(&pair, &checker.check(&pair), Applicability::Safe);
    }
    repairs
}

/// The file with the repairs of one pass.
fn mended(bytes: &[u8], repairs: Repairs) -> Vec<u8> {
    let mut parts: BTreeMap<Option<String>, Vec<_>> = BTreeMap::new();
    for repair in repairs.writable {
        parts.entry(repair.part.clone()).or_default().push(repair);
    }
    let (mut file, mut members) = (bytes.to_vec(), BTreeMap::new());
    for (part, repairs) in parts {
        match part {
            None => {
                let text = std::str::from_utf8(bytes).unwrap();
                file = repair(text, repairs).text.into_bytes();
            }
            Some(name) => {
                let text = member(bytes.to_vec(), &name).unwrap();
                members.insert(name, repair(&text, repairs).text);
            }
        }
    }
    if members.is_empty() { file } else { with_members(bytes, &members).unwrap() }
}

/// The file after its last repair.
fn repairs_end(format: Format, file: &[u8]) -> Vec<u8> {
    let settings = Settings {
        selection: Selection { preview: true, ..Selection::default() },
        min_severity: Severity::Info,
        min_confidence: 0.0,
        ..Settings::default()
    };
    let checker = Checker::new(settings).unwrap();
    let old = pairs(format, file);
    let mut file = file.to_vec();
    for _ in 0..12 {
        let repairs = repairs(format, &file, &checker);
        assert_eq!(repairs.others, 0, "{}", shown(&file));
        if repairs.writable.is_empty() {
            break;
        }
        let new = mended(&file, repairs);
        assert_ne!(new, file, "repairs that change nothing: {}", shown(&file));
        file = new;
    }
    assert!(repairs(format, &file, &checker).writable.is_empty(), "{}", shown(&file));
    // Sources and records are what they were.
    for ((old_source, old), (source, new)) in old.iter().zip(&pairs(format, &file)) {
        let texts = |document: &Option<Document>| -> Vec<String> {
            document.iter().flat_map(|it| &it.blocks).map(|it| it.text.clone()).collect()
        };
        assert_eq!(texts(old_source), texts(source));
        let ids = |document: &Document| -> Vec<_> {
            document.blocks.iter().map(|it| it.record.clone()).collect()
        };
        if format.is_bilingual() {
            assert_eq!(ids(old), ids(new), "{}", shown(&file));
        }
    }
    file
}

#[test]
fn repairs_are_made() {
    for format in [Format::Plain, Format::Xliff, Format::Po] {
        let file = |content: &str| match format {
            Format::Xliff => xliff(content),
            Format::Po => po(content),
            _ => format!("A{content}\n"),
        };
        let mended = repairs_end(format, file(" kam , sah").as_bytes());
        assert_eq!(shown(&mended), file(" kam, sah"));
    }
}

fn shown(file: &[u8]) -> String {
    String::from_utf8_lossy(file).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases().cases / 3, ..cases() })]

    #[test]
    fn repairs_end_in_every_format(content in faulty()) {
        let quoted = content.replace('"', "\"\"");
        let json = serde_json::to_string(&content).unwrap();
        let files = [
            (Format::Plain, format!("A{content}\r\n\r\nB\r\n")),
            (Format::Markdown, format!("# A\n\nA {content} *b*\n")),
            (Format::Html, html(&content)),
            (Format::Xliff, xliff(&content)),
            (Format::Tmx, tmx(&content)),
            (Format::Po, po(&content)),
            (Format::Srt, srt(&content)),
            (Format::WebVtt, vtt(&content)),
            (Format::JsonLines, format!("{{\"source\": \"A\", \"target\": {json}}}\n")),
            (Format::Csv, format!("source;target\r\nA;\"{quoted}\"\r\nB;x{content}\r\n")),
            (Format::Tsv, format!("source\ttarget\nA\tx{content}\n")),
        ];
        for (format, file) in files {
            repairs_end(format, file.as_bytes());
        }
        repairs_end(Format::Docx, &packed(&[("word/document.xml", &docx(&content))]));
        repairs_end(Format::Odt, &packed(&[("content.xml", &odt(&content))]));
    }
}
