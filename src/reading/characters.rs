use super::glyphs::{is_double, is_single};
use crate::text::Span;

/// What kinds of characters a text holds, read in one go: most rules about single characters have
/// nothing to look for in most texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Characters(u16);

impl Characters {
    /// `&` or `<`.
    pub const MARKUP: Characters = Characters(1);
    /// `{` or `%`.
    pub const PLACEHOLDER: Characters = Characters(1 << 1);
    /// `©`.
    pub const CREDIT: Characters = Characters(1 << 2);
    /// `?`.
    pub const QUESTION: Characters = Characters(1 << 3);
    /// Two of `.,;:!?` side by side.
    pub const STOPS: Characters = Characters(1 << 4);
    /// A space of any kind, and one of `.,;:!?` behind it.
    pub const SPACED_STOP: Characters = Characters(1 << 5);
    /// One of `.,;:!?`, and something that may be of a word behind it.
    pub const GLUED_STOP: Characters = Characters(1 << 6);
    /// Two spaces of any kind side by side.
    pub const SPACES: Characters = Characters(1 << 7);
    /// A letter with which a text in the wrong encoding begins, and what may go on there.
    pub const BROKEN: Characters = Characters(1 << 8);
    /// Control characters, and others than letters in Latin script, digits, and usual marks.
    pub const STRANGE: Characters = Characters(1 << 9);
    /// Whatever quotes in some language, or may be an apostrophe.
    pub const QUOTE: Characters = Characters(1 << 10);
    /// One of `()[]{}`.
    pub const BRACKET: Characters = Characters(1 << 11);
    /// One of `/_#@`.
    pub const JOINER: Characters = Characters(1 << 12);
    /// One of `'’‘‚`.
    pub const APOSTROPHE: Characters = Characters(1 << 13);

    /// Whether there is any of these kinds.
    pub const fn has(self, kinds: Characters) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Both kinds.
    pub const fn or(self, other: Characters) -> Characters {
        Characters(self.0 | other.0)
    }

    /// The kinds of characters in a text. `words`: words of letters and digits of ASCII alone, in order,
    /// which are passed over.
    pub(super) fn of(text: &str, mut words: impl Iterator<Item = Span>) -> Characters {
        let mut found = Characters::default();
        let mut before = Kind::Mark;
        let (bytes, mut at) = (text.as_bytes(), 0);
        let mut word = words.next();
        while let Some(byte) = bytes.get(at) {
            if let Some(here) = word.filter(|it| it.start == at) {
                found = found.or(BESIDE[before as usize][Kind::Letter as usize]);
                before = Kind::Letter;
                at = here.end;
                word = words.next();
                // A space between letters says nothing.
                let parted = bytes.get(at) == Some(&b' ');
                at += usize::from(parted && word.is_some_and(|next| next.start == at + 1));
                continue;
            }
            let (kind, length) = match byte {
                ..0x80 => (ASCII[usize::from(*byte)], 1),
                _ => {
                    let character = text[at..].chars().next().unwrap_or_default();
                    (kind_of(character, &mut found), character.len_utf8())
                }
            };
            found = found.or(OWN[usize::from(*byte)]);
            found = found.or(BESIDE[before as usize][kind as usize]);
            before = kind;
            at += length;
        }
        found
    }
}

/// What a character is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or a digit of ASCII.
    Letter,
    /// Any other letter.
    Accented,
    /// A letter that a text in the wrong encoding may begin with.
    Lead,
    Space,
    /// One of `.,;:!?`.
    Stop,
    /// A usual mark of ASCII.
    Mark,
    /// A usual mark beyond ASCII.
    Typographic,
    Strange,
}

const KINDS: [Kind; 8] = [
    Kind::Letter,
    Kind::Accented,
    Kind::Lead,
    Kind::Space,
    Kind::Stop,
    Kind::Mark,
    Kind::Typographic,
    Kind::Strange,
];

const ASCII: [Kind; 128] = {
    let mut kinds = [Kind::Mark; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        kinds[at] = match byte {
            b' ' => Kind::Space,
            b'.' | b',' | b';' | b':' | b'!' | b'?' => Kind::Stop,
            _ if byte.is_ascii_alphanumeric() => Kind::Letter,
            _ if byte.is_ascii_control() => Kind::Strange,
            _ => Kind::Mark,
        };
        at += 1;
    }
    kinds
};

fn kind_of(character: char, found: &mut Characters) -> Kind {
    match character {
        '\u{A0}' | '\u{202F}' | '\u{2009}' => Kind::Space,
        '\u{C2}'..='\u{D6}' | '\u{D8}'..='\u{DF}' | 'â' | 'ð' => Kind::Lead,
        '\u{C0}'..='\u{24F}' => Kind::Accented,
        '‚' | '‘' | '’' => {
            *found = found.or(Characters::QUOTE).or(Characters::APOSTROPHE);
            Kind::Typographic
        }
        '„' | '“' | '”' | '«' | '»' | '‹' | '›' => {
            *found = found.or(Characters::QUOTE);
            Kind::Typographic
        }
        '–' | '—' | '…' | '€' | '°' => Kind::Typographic,
        _ => {
            *found = found.or(Characters::STRANGE);
            if is_double(character) || is_single(character) {
                *found = found.or(Characters::QUOTE);
            }
            if character == '©' {
                *found = found.or(Characters::CREDIT);
            }
            Kind::Strange
        }
    }
}

/// What a character of ASCII says by itself.
const fn own(byte: u8) -> Characters {
    match byte {
        b'&' | b'<' => Characters::MARKUP,
        b'{' => Characters::PLACEHOLDER.or(Characters::BRACKET),
        b'%' => Characters::PLACEHOLDER,
        b'(' | b')' | b'[' | b']' | b'}' => Characters::BRACKET,
        b'"' | b'`' => Characters::QUOTE,
        b'\'' => Characters::QUOTE.or(Characters::APOSTROPHE),
        b'/' | b'_' | b'#' | b'@' => Characters::JOINER,
        b'?' => Characters::QUESTION,
        _ if byte.is_ascii_control() => Characters::STRANGE,
        _ => Characters(0),
    }
}

const OWN: [Characters; 256] = {
    let mut all = [Characters(0); 256];
    let mut byte = 0;
    while byte < 128 {
        all[byte] = own(byte as u8);
        byte += 1;
    }
    all
};

/// What two characters side by side say.
const fn beside(before: Kind, kind: Kind) -> Characters {
    match (before, kind) {
        (Kind::Stop, Kind::Stop) => Characters::STOPS,
        (Kind::Space, Kind::Stop) => Characters::SPACED_STOP,
        (Kind::Space, Kind::Space) => Characters::SPACES,
        (Kind::Stop, Kind::Letter | Kind::Accented | Kind::Lead | Kind::Strange) => {
            Characters::GLUED_STOP
        }
        (
            Kind::Lead,
            Kind::Accented | Kind::Lead | Kind::Space | Kind::Typographic | Kind::Strange,
        ) => Characters::BROKEN,
        _ => Characters(0),
    }
}

const BESIDE: [[Characters; KINDS.len()]; KINDS.len()] = {
    let mut all = [[Characters(0); KINDS.len()]; KINDS.len()];
    let mut at = 0;
    while at < KINDS.len() * KINDS.len() {
        let (before, kind) = (KINDS[at / KINDS.len()], KINDS[at % KINDS.len()]);
        all[before as usize][kind as usize] = beside(before, kind);
        at += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    /// Those of a text, whose plain words may be passed over.
    fn of(text: &str) -> Characters {
        let plain = words(text).filter(|it| it.text.bytes().all(|it| it.is_ascii_alphanumeric()));
        let passed = Characters::of(text, plain.map(|it| it.span));
        assert_eq!(passed, Characters::of(text, std::iter::empty()), "{text}");
        passed
    }

    #[test]
    fn kinds_of_characters() {
        let plain = "Das Haus – groß, schön. Und nun";
        assert_eq!(of(plain), Characters::default());
        for (text, kind) in [
            ("a & b", Characters::MARKUP),
            ("{name}", Characters::PLACEHOLDER),
            ("Foto: ©", Characters::CREDIT),
            ("Ja?", Characters::QUESTION),
            ("Ja..", Characters::STOPS),
            ("Ja .", Characters::SPACED_STOP),
            ("Ja\u{A0}.", Characters::SPACED_STOP),
            ("Ja,über", Characters::GLUED_STOP),
            ("a \u{A0}b", Characters::SPACES),
            ("schÃ¶n", Characters::BROKEN),
            ("â€œ", Characters::BROKEN),
            ("a\u{200B}b", Characters::STRANGE),
            ("a\tb", Characters::STRANGE),
            ("日本", Characters::STRANGE),
            ("geht's", Characters::APOSTROPHE),
            ("geht’s", Characters::APOSTROPHE),
            ("und/oder", Characters::JOINER),
            ("„ja", Characters::QUOTE),
            ("「ja", Characters::QUOTE),
            ("a) ja", Characters::BRACKET),
        ] {
            assert!(of(text).has(kind), "{text}");
            assert!(!of(plain).has(kind));
        }
    }
}
