//! What a comment says: `bilint-ignore RULE[, RULE]: reason` and its kin.

use crate::text::Span;

/// Which findings a comment speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those of this block and the next.
    Near,
    /// Those up to the end that is said.
    Start,
    /// The end of what was started.
    End,
    /// Those of the whole file.
    File,
}

/// A comment taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub reach: Reach,
    /// The rules or groups it names, with their places in its text.
    pub names: Vec<(String, Span)>,
    pub reason: String,
}

const NAME: &str = "bilint-ignore";

/// Takes a comment apart; what is wrong with it otherwise, in words.
pub(super) fn parse(text: &str) -> Result<Comment, String> {
    let form = "it is written `bilint-ignore RULE[, RULE]: reason`";
    let Some(rest) = text.strip_prefix(NAME) else {
        return Err(format!("`{}` is no comment that bilint knows; {form}", head(text)));
    };
    let kinds =
        [("-start", Reach::Start), ("-end", Reach::End), ("-file", Reach::File), ("", Reach::Near)];
    let found = kinds.into_iter().find_map(|(ending, reach)| {
        let rest = rest.strip_prefix(ending)?;
        let ends = rest.is_empty() || rest.starts_with(|it: char| it.is_whitespace() || it == ':');
        ends.then_some((reach, rest))
    });
    let Some((reach, rest)) = found else {
        return Err(format!("`{}` is no comment that bilint knows; {form}", head(text)));
    };
    let offset = text.len() - rest.len();
    let comment = listed(rest, offset, reach);
    if reach == Reach::End {
        return Ok(comment);
    }
    if comment.names.is_empty() {
        return Err(format!("`{}` names no rule; {form}", head(text)));
    }
    if comment.reason.is_empty() {
        return Err(format!("`{}` gives no reason and is not in force; {form}", head(text)));
    }
    Ok(comment)
}

fn listed(text: &str, offset: usize, reach: Reach) -> Comment {
    let (list, reason) = text.split_once(':').unwrap_or((text, ""));
    let mut names = Vec::new();
    let mut start = offset;
    for part in list.split(',') {
        let name = part.trim();
        if !name.is_empty() {
            let at = start + (part.len() - part.trim_start().len());
            names.push((name.to_owned(), Span::new(at, at + name.len())));
        }
        start += part.len() + 1;
    }
    Comment { reach, names, reason: reason.trim().to_owned() }
}

/// The beginning of a comment, for messages.
fn head(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_taken_apart() {
        let text = "bilint-ignore repeated-word ,quotes: so gewollt: ja";
        let comment = parse(text).unwrap();
        assert_eq!((comment.reach, comment.reason.as_str()), (Reach::Near, "so gewollt: ja"));
        let names: Vec<&str> = comment.names.iter().map(|(_, span)| span.of(text)).collect();
        assert_eq!(names, ["repeated-word", "quotes"]);
        assert_eq!(parse("bilint-ignore-file quotes: x").unwrap().reach, Reach::File);
        assert_eq!(parse("bilint-ignore-start quotes:x").unwrap().reach, Reach::Start);
        assert_eq!(parse("bilint-ignore-end").unwrap().reach, Reach::End);
    }

    #[test]
    fn what_is_missing_is_said() {
        for (text, expected) in [
            ("bilint-ignore quotes", "gives no reason"),
            ("bilint-ignore quotes:  ", "gives no reason"),
            ("bilint-ignore : weil", "names no rule"),
            ("bilint-ignore", "names no rule"),
            ("bilint-ignored quotes: weil", "no comment that bilint knows"),
            ("bilint-disable quotes: weil", "no comment that bilint knows"),
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
    }
}
