//! Text made ready for XML and HTML.

/// The text as it stands in an attribute of XML or HTML or between tags. Line breaks and tabs, which a parser would
/// take for spaces in an attribute, are written as references; characters that XML has no way to
/// write become U+FFFD.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            // Allowed, but some readers stumble over them.
            '\u{7F}'..='\u{9F}' => out.push('\u{FFFD}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_xml_cannot_hold() {
        let text = "\"a\" & <b>'\n\t\r\u{0}\u{1B}\u{8}\u{85}\u{FFFE}]]>ü“";
        let expected = "&quot;a&quot; &amp; &lt;b&gt;&apos;&#10;&#9;&#13;\
                        \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}]]&gt;ü“";
        assert_eq!(escaped(text), expected);
    }
}
