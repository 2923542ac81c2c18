use crate::language::Pack;
use crate::text::is_european_letter;

/// How far the next letter is looked for, in characters.
const REACH: usize = 16;

/// What a mark of another script stands for in the pack's language; none when it is the language's
/// own, or stands among letters that such marks belong to.
pub(super) fn own_mark<'p>(pack: &'p Pack, text: &str, at: usize, mark: char) -> Option<&'p str> {
    let mut buffer = [0; 4];
    let own = pack.punctuation.foreign.get(mark.encode_utf8(&mut buffer) as &str)?;
    let before = text[..at].chars().rev().take(REACH).find(|c| c.is_alphabetic());
    let after = text[at + mark.len_utf8()..].chars().take(REACH).find(|c| c.is_alphabetic());
    let letters = [before, after];
    let known = letters.iter().flatten().count() > 0;
    let at_home = letters.iter().flatten().all(|letter| is_european_letter(*letter));
    // The Greek question mark looks like a semicolon and is one by Unicode's normal forms.
    let greek = mark == '\u{37E}'
        && letters
            .iter()
            .flatten()
            .any(|c| matches!(*c, '\u{370}'..'\u{400}' | '\u{1F00}'..'\u{2000}'));
    (known && at_home && !greek).then_some(own.as_str())
}
