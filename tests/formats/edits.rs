//! Edits change what they are to change, and nothing else.

use std::io::{Cursor, Read};

use bilint::document::{Annotation, Block, annotated, member, with_members};
use bilint::text::{OBJECT, Span};
use bilint::{Document, Format};
use proptest::prelude::*;

use super::bytes::{spans, squeezed};
use super::files::*;

/// Putting text in place of a span of one block changes that block so, and no other.
pub fn edits_are_exact(format: Format, file: &str) {
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
            one_is_changed(&document, &again, (number, span, NEW), &text);
        }
    }
}

/// One document is the other with a text put in place of a span of one block.
fn one_is_changed(
    before: &Document,
    after: &Document,
    (number, span, text): (usize, Span, &str),
    file: &str,
) {
    assert_eq!(after.blocks.len(), before.blocks.len(), "{text:?} at {span:?} in {file:?}");
    for (other, (old, new)) in before.blocks.iter().zip(&after.blocks).enumerate() {
        let expected = if other == number {
            format!("{}{text}{}", &old.text[..span.start], &old.text[span.end..])
        } else {
            old.text.clone()
        };
        assert_eq!(squeezed(&new.text), squeezed(&expected), "{text:?} at {span:?} in {file:?}");
    }
}

/// Objects stay where they are, and white space at an edge is read as the edge wants it.
fn is_safe(block: &Block, span: Span) -> bool {
    let text = span.of(&block.text);
    !text.contains(OBJECT)
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
}

/// The same as [`edits_are_exact`] for a member of a packed document; the others stay as they are
/// packed.
pub fn packed_edits_are_exact(format: Format, name: &str, text: &str) {
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
            one_is_changed(&document, &again, (number, span, NEW), &new);
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

proptest! {
    #![proptest_config(cases())]

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
