//! What raw bytes say, by rules of our own, and the spans that are tried.

use bilint::text::Span;

/// The text of raw XML or HTML: no tags, no comments, objects left out, references resolved.
pub fn decoded(raw: &str, html: bool) -> String {
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

/// White space is read in many ways: here a run of it is one space, and the edges have none.
pub fn squeezed(text: &str) -> String {
    text.split([' ', '\t', '\r', '\n']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Some spans of a text on character boundaries, its whole among them.
pub fn spans(text: &str) -> Vec<Span> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans = vec![Span::new(0, text.len())];
    for (index, start) in bounds.iter().enumerate() {
        for step in [1, 2, 5, 11] {
            spans.extend(bounds.get(index + step).map(|end| Span::new(*start, *end)));
        }
    }
    spans
}

fn is_tag(text: &str) -> bool {
    let name = text.strip_prefix('<').map(|it| it.trim_start_matches('/'));
    name.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_alphanumeric()))
}
