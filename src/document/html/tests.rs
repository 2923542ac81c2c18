use crate::document::{Block, BlockKind, Document, Format, MarkKind, ObjectKind};
use crate::text::Span;

fn document(text: &str) -> Document {
    Document::read("a.html", Format::Html, text.to_owned())
}

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    document(text).blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

fn bytes<'t>(text: &'t str, document: &Document, block: &Block, part: &str) -> &'t str {
    let at = block.text.find(part).unwrap();
    let place = document.place(block, Span::new(at, at + part.len()));
    place.span.unwrap().of(text)
}

const PAGE: &str = "\u{FEFF}<!DOCTYPE html>\r\n<html lang=\"de-CH\">\r\n<head><title>Über &amp; \
    unter</title><style>p { color: red }</style></head>\r\n<body><nav><ul><li><a \
    href=\"/\">Start</a></ul></nav><!-- bilint-ignore repeated-word: so gewollt -->\r\n\
    <h1>Über <em>uns</em></h1>\r\n<p>Ein <a href=\"https://x.org\">Verweis</a>  mit\r\n  \
    <code>x &lt; y</code> und R&amp;D.<p>Zweiter<br>Absatz, <i lang=en>so what</i>.\r\n\
    <blockquote><p>Zitat</p></blockquote><ul><li>Eins<li>Zwei <b>fett</b></ul>\
    <figure><img src=a.jpg alt=\"Ein Hafen\"><figcaption>Der Hafen</figcaption></figure>\
    <table><tr><td>A<td>B</table><p translate=no>Acme Corp</p><p lang=\"fr\">Bonjour</p>\
    <script>if (a < b) { \"Text\" }</script><pre>Zeile\r\n  zwei</pre></body></html>";

#[test]
fn prose_is_found_with_its_kind() {
    use BlockKind::*;
    let found = blocks(PAGE);
    let found: Vec<(BlockKind, &str)> = found.iter().map(|(kind, text)| (*kind, &**text)).collect();
    assert_eq!(
        found,
        [
            (Heading, "Über uns"),
            (Paragraph, "Ein Verweis mit \u{FFFC} und R&D."),
            (Paragraph, "Zweiter\nAbsatz, so what."),
            (Quotation, "Zitat"),
            (ListItem, "Eins"),
            (ListItem, "Zwei fett"),
            (Paragraph, "\u{FFFC}"),
            (Caption, "Der Hafen"),
            (Cell, "A"),
            (Cell, "B"),
            (Paragraph, "Acme Corp"),
            (Paragraph, "Bonjour"),
            (Paragraph, "Zeile\n  zwei"),
        ]
    );
    let document = document(PAGE);
    assert_eq!(document.metadata["title"], "Über & unter");
    assert_eq!(document.language.as_ref().unwrap().to_string(), "de-CH");
    let directive = &document.directives[0];
    assert_eq!(
        (directive.text.as_str(), directive.before),
        ("bilint-ignore repeated-word: so gewollt", 0)
    );
    assert_eq!(directive.raw.of(PAGE), "<!-- bilint-ignore repeated-word: so gewollt -->");
    assert!(!document.blocks[10].translatable && document.blocks[9].translatable);
    assert_eq!(document.blocks[11].language.as_ref().unwrap().to_string(), "fr");
    assert_eq!(document.blocks[1].language, None);
}

#[test]
fn places_lead_back_to_the_file() {
    let document = document(PAGE);
    let block = &document.blocks[1];
    assert_eq!(bytes(PAGE, &document, block, "R&D"), "R&amp;D");
    assert_eq!(bytes(PAGE, &document, block, " mit "), "  mit\r\n  ");
    assert_eq!(bytes(PAGE, &document, block, "\u{FFFC}"), "<code>x &lt; y</code>");
    assert_eq!(block.objects[0].content, "x < y");
    let link = &block.marks[0];
    assert_eq!(link.kind, MarkKind::Link("https://x.org".to_owned()));
    assert_eq!(link.span.of(&block.text), "Verweis");
    let image = &document.blocks[6].objects[0];
    assert_eq!((image.kind, image.content.as_str()), (ObjectKind::Image, "Ein Hafen"));
    let english = &document.blocks[2].marks[0];
    assert_eq!(english.span.of(&document.blocks[2].text), "so what");
    assert_eq!(bytes(PAGE, &document, &document.blocks[5], "wei f"), "wei <b>f");
}

#[test]
fn two_breaks_part_paragraphs() {
    let found = blocks("Eins<br> <br/>Zwei<br>Drei &shy;<div>Vier</div>");
    let texts: Vec<&str> = found.iter().map(|(_, text)| text.trim()).collect();
    assert_eq!(texts, ["Eins", "Zwei\nDrei \u{AD}", "Vier"]);
}

#[test]
fn addresses_may_hold_references() {
    let text = "<p>Siehe https://x.org/?a=1&amp;b=2.</p>";
    let document = document(text);
    let block = &document.blocks[0];
    assert_eq!(block.objects[0].content, "https://x.org/?a=1&b=2");
    assert_eq!(bytes(text, &document, block, "\u{FFFC}"), "https://x.org/?a=1&amp;b=2");
}

#[test]
fn edits_leave_the_tags() {
    let text = "<p>Das <b>ist  </b> <i>R&amp;D</i>.</p>";
    let document = document(text);
    let block = &document.blocks[0];
    assert_eq!(block.text, "Das ist R&D.");
    let changed = |from: usize, to: usize, new: &str| {
        let edit = document.edit(block, Span::new(from, to), new.to_owned());
        format!("{}{}{}", &text[..edit.start], edit.text, &text[edit.end..])
    };
    assert_eq!(changed(4, 7, "war"), "<p>Das <b>war  </b> <i>R&amp;D</i>.</p>");
    assert_eq!(changed(3, 9, " <R"), "<p>Das &lt;R<b></b><i>&amp;D</i>.</p>");
}

#[test]
fn odd_nesting_is_survived() {
    for text in [
        "",
        "<",
        "<p",
        "</p>",
        "<b><p>a</b>b</p>c",
        "<p>a<div>b</p>c",
        "&",
        "&#",
        "&#x;",
        "&#0;a",
        "<!--",
        "<!-- bilint-",
        "<a href=",
        "<title>x",
        "<code>y",
        "<pre><code>z</code></pre>",
        "<svg><p>q</svg>r",
        "a\u{0}b",
        "<p>\u{FEFF}</p>",
        "<textarea><p>x</textarea>y",
    ] {
        let document = document(text);
        for block in &document.blocks {
            let whole = Span::new(0, block.text.len());
            assert!(document.place(block, whole).span.unwrap().end <= text.len(), "{text}");
        }
    }
    let deep = "<div>".repeat(20_000) + "tief" + &"</div>".repeat(20_000);
    assert_eq!(blocks(&deep)[0].1, "tief");
}
