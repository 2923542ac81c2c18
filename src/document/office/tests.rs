use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::document::{BlockKind, Document, Format, MarkKind};
use crate::text::Span;

/// A zip file with these members.
pub(in crate::document) fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(in crate::document) const DOCX: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n\
    <w:document xmlns:w=\"w\"><w:body>\
    <w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr><w:r><w:t>Über uns</w:t></w:r></w:p>\
    <w:p><w:r><w:rPr><w:lang w:val=\"de-DE\"/></w:rPr><w:t xml:space=\"preserve\">Ein </w:t></w:r>\
    <w:r><w:rPr><w:b/></w:rPr><w:t>R&amp;D</w:t></w:r><w:r><w:t>-Pro</w:t></w:r>\
    <w:proofErr w:type=\"x\"/><w:r><w:t>jekt,</w:t><w:br/><w:t>neu</w:t></w:r>\
    <w:del><w:r><w:delText>weg</w:delText></w:r></w:del>\
    <w:hyperlink r:id=\"r7\"><w:r><w:t xml:space=\"preserve\"> hier</w:t></w:r></w:hyperlink>\
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>\
    <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Punkt</w:t></w:r></w:p>\
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Zelle</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
    <w:p><w:r><w:drawing><wp:docPr descr=\"Hafen\"/><w:txbxContent><w:p><w:r><w:t>Kasten</w:t>\
    </w:r></w:p></w:txbxContent></w:drawing></w:r></w:p></w:body></w:document>";

const STYLES: &str = "<w:styles><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/>\
    </w:style></w:styles>";

const RELATIONS: &str = "<Relationships><Relationship Id=\"r7\" Type=\"x/hyperlink\" \
    Target=\"https://x.org\"/></Relationships>";

const NOTES: &str = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>-</w:t></w:r>\
    </w:p></w:footnote><w:footnote><w:p><w:r><w:t>Eine Note</w:t></w:r></w:p></w:footnote>\
    </w:footnotes>";

pub(in crate::document) fn docx() -> Vec<u8> {
    packed(&[
        ("word/document.xml", DOCX),
        ("word/styles.xml", STYLES),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/footnotes.xml", NOTES),
    ])
}

fn listed(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect()
}

#[test]
fn paragraphs_of_docx() {
    use BlockKind::*;
    let document = Document::from_bytes("a.docx", Format::Docx, docx()).unwrap();
    assert_eq!(
        listed(&document),
        [
            (Heading, "Über uns"),
            (Paragraph, "Ein R&D-Projekt,\nneu hier"),
            (ListItem, "Punkt"),
            (Cell, "Zelle"),
            (Paragraph, "Kasten"),
            (Paragraph, "\u{FFFC}"),
            (Paragraph, "Eine Note"),
        ]
    );
    assert_eq!(document.language.as_ref().unwrap().to_string(), "de-DE");
    let block = &document.blocks[1];
    let at = block.text.find("R&D-Projekt").unwrap();
    let place = document.place(block, Span::new(at, at + "R&D-Projekt".len()));
    assert_eq!(place.part.as_deref(), Some("word/document.xml"));
    let bytes = place.span.unwrap().of(DOCX);
    assert!(bytes.starts_with("R&amp;D</w:t>") && bytes.ends_with("jekt"), "{bytes}");
    let position = document.position(block, place.span.unwrap().start);
    assert_eq!((position.line, position.column), (2, 5));
    assert_eq!(block.marks[0].kind, MarkKind::Emphasis);
    assert_eq!(block.marks[0].span.of(&block.text), "R&D");
    assert_eq!(block.marks[1].kind, MarkKind::Link("https://x.org".to_owned()));
    let edit = document.edit(block, Span::new(at, at + 3), "M&A".to_owned());
    assert_eq!(edit.text, "M&amp;A");
    assert_eq!(document.edit_of_file(block, &edit), None);
}

pub(in crate::document) const ODT: &str = "<office:document-content><office:automatic-styles>\
    <style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/>\
    </office:automatic-styles><office:body><office:text>\n\
    <text:h text:outline-level=\"1\">Über <text:span>uns</text:span></text:h>\n\
    <text:p>Ein  Satz\n mit<text:s text:c=\"2\"/>R&amp;D<text:note><text:note-citation>1\
    </text:note-citation><text:note-body><text:p>Die Note</text:p></text:note-body></text:note>, \
    <text:a xlink:href=\"https://x.org\">hier</text:a>.</text:p>\
    <text:p text:style-name=\"P1\">Zitat</text:p><text:list><text:list-item><text:p>Punkt</text:p>\
    </text:list-item></text:list><text:p><draw:frame><draw:image/><svg:title>Hafen</svg:title>\
    </draw:frame></text:p></office:text></office:body></office:document-content>";

#[test]
fn paragraphs_of_odt() {
    use BlockKind::*;
    let bytes =
        packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", ODT)]);
    let document = Document::from_bytes("a.odt", Format::Odt, bytes).unwrap();
    assert_eq!(
        listed(&document),
        [
            (Heading, "Über uns"),
            (Paragraph, "Die Note"),
            (Paragraph, "Ein Satz mit  R&D, hier."),
            (Quotation, "Zitat"),
            (ListItem, "Punkt"),
            (Paragraph, "\u{FFFC}"),
        ]
    );
    let block = &document.blocks[2];
    let at = block.text.find("Satz mit  R&D").unwrap();
    let place = document.place(block, Span::new(at, at + "Satz mit  R&D".len()));
    assert_eq!(place.part.as_deref(), Some("content.xml"));
    assert_eq!(place.span.unwrap().of(ODT), "Satz\n mit<text:s text:c=\"2\"/>R&amp;D");
}

#[test]
fn bombs_and_strangers_are_refused() {
    let error = |bytes: Vec<u8>| {
        Document::from_bytes("a.docx", Format::Docx, bytes).unwrap_err().to_string()
    };
    assert!(error(b"no zip".to_vec()).contains("no packed document"));
    assert!(error(packed(&[("a", "b")])).contains("holds no `word/document.xml`"));
    let entities = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    assert!(error(packed(&[("word/document.xml", entities)])).contains("entities of its own"));
    assert!(error(vec![0xD0, 0xCF, 0x11, 0xE0]).contains("password"));
    let nothing = " ".repeat(257 << 20);
    assert!(error(packed(&[("word/document.xml", &nothing)])).contains("more than 256 MiB"));
}
