//! A repair in words: what stands there, and what it becomes.

use crate::check::Edit;

/// Edits further apart than this, in bytes, are told one by one.
const NEAR: usize = 160;

/// Bytes of the words beside an edit that are shown with it.
const BESIDE: usize = 32;

/// `old → new` for edits of `raw`; none when they are no places in it.
pub(super) fn described(raw: &str, edits: &[Edit]) -> Option<String> {
    let (first, last) = (edits.first()?, edits.last()?);
    if last.end.checked_sub(first.start)? <= NEAR {
        return change(raw, edits);
    }
    let changes: Option<Vec<String>> =
        edits.iter().map(|edit| change(raw, std::slice::from_ref(edit))).collect();
    Some(changes?.join("; "))
}

fn change(raw: &str, edits: &[Edit]) -> Option<String> {
    let start = word_start(raw.get(..edits.first()?.start)?);
    let end = edits.last()?.end;
    let end = end + word_end(raw.get(end..)?);
    let mut changed = String::new();
    let mut done = start;
    for edit in edits {
        changed.push_str(raw.get(done..edit.start)?);
        changed.push_str(&edit.text);
        done = edit.end;
    }
    changed.push_str(raw.get(done..end)?);
    let old = raw.get(start..end)?;
    Some(match (old.trim().is_empty(), changed.trim().is_empty()) {
        (true, _) => format!("put in {changed}"),
        (_, true) => format!("take out {old}"),
        _ => format!("{old} → {changed}"),
    })
}

/// Where the word that `before` ends with starts: a mark is easier to find with its word.
fn word_start(before: &str) -> usize {
    let mut start = before.len();
    for (at, character) in before.char_indices().rev() {
        if before.len() - at > BESIDE || (character.is_whitespace() && start < before.len()) {
            break;
        }
        if matches!(character, '\n' | '\r') {
            break;
        }
        start = at;
    }
    start
}

/// Bytes of the word that `after` starts with.
fn word_end(after: &str) -> usize {
    let mut end = 0;
    for (at, character) in after.char_indices() {
        if at > BESIDE || (character.is_whitespace() && end > 0) || matches!(character, '\n' | '\r')
        {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(raw: &str, old: &str, text: &str) -> Edit {
        let start = raw.find(old).unwrap();
        Edit { start, end: start + old.len(), text: text.to_owned() }
    }

    #[test]
    fn a_change_is_shown_with_its_words() {
        let raw = "Sie nannte es „den größten“ Fehler ihres Lebens“.";
        let described = |old, new| described(raw, &[edit(raw, old, new)]).unwrap();
        assert_eq!(described("“ F", " F"), "größten“ Fehler → größten Fehler");
        assert_eq!(described("nannte", "hieß"), "Sie nannte es → Sie hieß es");
    }

    #[test]
    fn far_changes_are_told_one_by_one() {
        let raw = format!("“Ja{}nein”", ", und so weiter".repeat(20));
        let edits = [edit(&raw, "“", "„"), edit(&raw, "”", "“")];
        assert_eq!(described(&raw, &edits).unwrap(), "“Ja, → „Ja,; weiternein” → weiternein“");
        let broken = Edit { start: 1, end: 2, text: String::new() };
        assert_eq!(described(&raw, &[broken]), None);
    }
}
