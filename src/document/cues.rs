//! Subtitles: SubRip (`.srt`) and WebVTT (`.vtt`). Each cue is a block; its lines are one text. Cues
//! follow each other as segments do: a sentence or a quotation may run over several.

use super::block::{BlockBuilder, BlockKind, MarkKind};
use super::decoded::Decoded;
use super::units::directive;
use super::{Continuity, Document, Format};
use crate::text::{Span, line_breaks};

/// Reads the cues of a file.
pub(super) fn read(document: &mut Document) {
    let raw = std::mem::take(&mut document.raw);
    document.continuity = Continuity::Segments;
    let vtt = document.format == Format::WebVtt;
    for group in groups(&raw) {
        let timing = group.iter().take(2).position(|line| is_timing(line.of(&raw)));
        match timing {
            Some(at) => cue(document, &raw, &group[at + 1..]),
            None if vtt => note(document, &raw, &group),
            None => {}
        }
    }
    document.raw = raw;
}

/// The lines of a file, those between two empty lines together, without the white space around them.
///
/// SubRip's files are sloppy at times: a cue also begins where a number and a timing follow each
/// other without an empty line before them.
fn groups(raw: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut open = false;
    let mut start = if raw.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    for end in line_breaks(raw).chain([raw.len()]) {
        if end < start {
            continue;
        }
        let line = &raw[start..end];
        let content = line.trim();
        if content.is_empty() {
            open = false;
        } else {
            let first = start + (line.len() - line.trim_start().len());
            let span = Span::new(first, first + content.len());
            match groups.last_mut() {
                Some(group) if open => group.push(span),
                _ => groups.push(vec![span]),
            }
            open = true;
            split_sloppy(raw, &mut groups);
        }
        start = end + 1;
    }
    groups
}

/// When the last line is the timing of a cue that began without an empty line, it gets its own
/// group, with the number before it.
fn split_sloppy(raw: &str, groups: &mut Vec<Vec<Span>>) {
    let Some(group) = groups.last_mut() else { return };
    let count = group.len();
    if count < 4 || !is_timing(group[count - 1].of(raw)) {
        return;
    }
    let numbered = group[count - 2].of(raw).bytes().all(|byte| byte.is_ascii_digit());
    if numbered {
        let own = group.split_off(count - 2);
        groups.push(own);
    }
}

/// Whether the line says when a cue is shown: `00:01:02,500 --> 00:01:04,000`.
fn is_timing(line: &str) -> bool {
    line.split_once("-->").is_some_and(|(from, to)| {
        let is_time = |time: &str| {
            let time = time.split_whitespace().next().unwrap_or_default();
            time.contains(':') && time.bytes().all(|it| it.is_ascii_digit() || b":.,".contains(&it))
        };
        is_time(from) && is_time(to)
    })
}

fn cue(document: &mut Document, raw: &str, lines: &[Span]) {
    let mut builder = BlockBuilder::new(BlockKind::Cue);
    let mut text = Decoded::default();
    let mut marks: Vec<(String, usize, bool)> = Vec::new();
    let mut last: Option<Span> = None;
    for line in lines {
        if let Some(last) = last.filter(|_| builder.len() > 0 || !text.is_empty()) {
            text.decoded(" ", Span::new(last.end, line.start));
        }
        last = Some(*line);
        let content = line.of(raw);
        let (mut at, length) = (0, content.len());
        while at < length {
            let rest = &content[at..];
            let next = rest.find(['<', '{', '&', '\\']).unwrap_or(rest.len());
            text.verbatim(&rest[..next], line.start + at);
            at += next;
            let rest = &content[at..];
            let place = line.start + at;
            if let Some(tag) = tag(rest) {
                at += tag.len();
                let name = tag.trim_matches(['<', '>', '/']);
                let name = name.split(['.', ' ', '\t']).next().unwrap_or_default();
                if tag.starts_with("</") {
                    if let Some(open) = marks.iter().rposition(|it| it.2 && it.0 == name) {
                        marks[open].2 = false;
                        let start = marks[open].1;
                        pending(&mut builder, &mut text);
                        builder.mark(start, MarkKind::Emphasis);
                    }
                } else if matches!(name, "i" | "b" | "u") {
                    pending(&mut builder, &mut text);
                    marks.push((name.to_owned(), builder.len(), true));
                }
            } else if let Some((character, length)) = entity(rest) {
                text.decoded(character, Span::new(place, place + length));
                at += length;
            } else if let Some(first) = rest.chars().next() {
                text.verbatim(&rest[..first.len_utf8()], place);
                at += first.len_utf8();
            }
        }
    }
    pending(&mut builder, &mut text);
    if !builder.is_blank() {
        document.blocks.push(builder.finish());
    }
}

fn pending(builder: &mut BlockBuilder, text: &mut Decoded) {
    // Marks are counted in the block: what was read goes there first. Addresses over the edge of a
    // mark do not occur in subtitles.
    builder.run(&std::mem::take(text));
}

/// The tag at the beginning of a text: `<i>`, `</c>`, `<v Ada>`, `<00:01.000>`, `{\an8}`, `\N`.
fn tag(text: &str) -> Option<&str> {
    if text.starts_with("{\\") {
        return text.find('}').map(|end| &text[..=end]);
    }
    let inside = text.strip_prefix('<')?;
    let first = inside.trim_start_matches('/').chars().next()?;
    let end = inside.find(['>', '<'])?;
    let is_time = |it: &str| it.bytes().all(|it| it.is_ascii_digit() || b":.".contains(&it));
    let is_tag = first.is_ascii_alphabetic() || is_time(&inside[..end]);
    (is_tag && inside[end..].starts_with('>')).then(|| &text[..end + 2])
}

/// The entity at the beginning of a text, and its bytes.
fn entity(text: &str) -> Option<(&'static str, usize)> {
    const ENTITIES: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{A0}"),
        ("&lrm;", "\u{200E}"),
        ("&rlm;", "\u{200F}"),
        ("\\N", "\n"),
        ("\\h", "\u{A0}"),
    ];
    let found = ENTITIES.iter().find(|(written, _)| text.starts_with(written));
    found.map(|(written, character)| (*character, written.len()))
}

/// What is no cue in WebVTT: the head, styles, regions, and notes, which may speak to bilint.
fn note(document: &mut Document, raw: &str, group: &[Span]) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
    let whole = first.join(*last);
    let text = whole.of(raw);
    if let Some(note) = text.strip_prefix("NOTE") {
        let before = document.blocks.len();
        let directive = directive(note, whole);
        document.directives.extend(directive.map(|it| super::Directive { before, ..it }));
    }
    for line in group.iter().filter(|_| text.starts_with("WEBVTT")).skip(1) {
        if let Some((key, value)) = line.of(raw).split_once(':') {
            let (key, value) = (key.trim().to_lowercase(), value.trim().to_owned());
            if key == "language" {
                document.language = value.parse().ok();
            }
            document.metadata.insert(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SRT: &str = "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>„Das ist</i>\r\nalles.\r\n\r\n\
        2\r\n00:00:03,000 --> 00:00:04,000 X1:10\r\n{\\an8}R&D <3 & mehr“\r\n3\r\n\
        00:00:05,000 --> 00:00:06,000\r\nEnde\r\n\r\n4\r\n00:00:07,000 --> 00:00:08,000\r\n";

    const VTT: &str = "WEBVTT - Titel\nLanguage: de\n\nSTYLE\n::cue { color: red }\n\n\
        NOTE bilint-ignore lost-quote: so gewollt\n\nintro\n00:01.000 --> 00:02.000 line:0\n\
        <v Ada>R&amp;D <c.big>groß</c> <00:01.500>da\n\nNOTE nichts\n\n\
        00:03.000 --> 00:04.000\n<b>Ja</b> --> nein\n";

    fn document(format: Format, text: &str) -> Document {
        Document::read("a", format, text.to_owned())
    }

    #[test]
    fn cues_are_blocks() {
        let srt = document(Format::Srt, SRT);
        let texts: Vec<&str> = srt.blocks.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["„Das ist alles.", "R&D <3 & mehr“", "Ende"]);
        let block = &srt.blocks[0];
        let at = block.text.find("ist alles").unwrap();
        let place = srt.place(block, Span::new(at, at + 9)).span.unwrap();
        assert_eq!(place.of(SRT), "ist</i>\r\nalles");
        assert_eq!(block.marks[0].span.of(&block.text), "„Das ist");
        let edit = srt.edit(block, Span::new(at + 3, at + 9), ", alles".to_owned());
        assert_eq!((edit.text.as_str(), edit.end), (", alles", place.end));
    }

    #[test]
    fn webvtt_has_notes_and_voices() {
        let vtt = document(Format::WebVtt, VTT);
        let texts: Vec<&str> = vtt.blocks.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["R&D groß da", "Ja --> nein"]);
        assert_eq!(vtt.language.as_ref().unwrap().to_string(), "de");
        assert_eq!(vtt.directives.len(), 1);
        assert_eq!(vtt.directives[0].before, 0);
        let block = &vtt.blocks[0];
        let place = vtt.place(block, Span::new(1, 5)).span.unwrap();
        assert_eq!(place.of(VTT), "&amp;D <c.big>g");
    }
}
