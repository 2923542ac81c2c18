use super::{Block, Composed, Ending, Form, LONGEST, NumberIndex, is_marked, with_lower};
use crate::text::Decimal;

impl NumberIndex {
    /// Whether a word may be made of a number and something else.
    pub fn may_compose(&self, word: &str) -> bool {
        self.joined && is_marked(&self.composed_starts, word.as_bytes())
    }

    /// The number in a word that is written together with others or with something else.
    pub fn compose(&self, word: &str) -> Option<Composed> {
        if !self.may_compose(word) || word.len() >= LONGEST * 2 {
            return None;
        }
        with_lower(word, |lower| self.compose_lower(lower))
    }

    fn compose_lower(&self, word: &str) -> Option<Composed> {
        let (mut total, mut current, mut at, mut blocks) = (0u64, 0u64, 0, 0);
        let mut half = false;
        let mut joined = false;
        loop {
            let rest = &word[at..];
            if blocks > 0 && self.half_endings.iter().any(|it| **it == *rest) {
                half = true;
                at = word.len();
                break;
            }
            let Some((text, block)) = self.block(rest) else { break };
            match block {
                Block::Value(value) => {
                    let fits = match value {
                        ..10 => current.is_multiple_of(100),
                        10..20 => current.is_multiple_of(100),
                        _ => current.is_multiple_of(100) || joined && current % 100 < 10,
                    };
                    if !fits {
                        break;
                    }
                    current += value;
                }
                Block::Inner(value) => {
                    let after = &rest[text.len()..];
                    let more = self.block(after).is_some_and(|(_, block)| {
                        matches!(block, Block::Joiner | Block::Multiplier(_))
                    }) || self.half_endings.iter().any(|it| **it == *after);
                    if !more || !current.is_multiple_of(100) {
                        break;
                    }
                    current += value;
                }
                Block::Multiplier(100) if current < 10 => current = current.max(1) * 100,
                Block::Multiplier(factor) if factor > 100 && total == 0 && current < 1000 => {
                    total = current.max(1) * factor;
                    current = 0;
                }
                Block::Multiplier(_) => break,
                Block::Joiner => {
                    let after = &rest[text.len()..];
                    let more = self.block(after).is_some_and(|(_, block)| {
                        matches!(block, Block::Value(_) | Block::Inner(_))
                    });
                    if blocks == 0 || !more {
                        break;
                    }
                }
            }
            joined = matches!(block, Block::Joiner);
            at += text.len();
            blocks += 1;
        }
        let number = total + current;
        if blocks == 0 || number == 0 {
            return None;
        }
        let mut value = Decimal::whole(number);
        if half {
            value = value.plus(Decimal::new(5, -1))?;
        }
        let composed = |form| Composed { value, form, unit: None, percent: false };
        let rest = &word[at..];
        if rest.is_empty() {
            return Some(composed(Form::Cardinal));
        }
        match self.endings.get(rest) {
            Some(Ending::Decade) if number.is_multiple_of(10) && number >= 20 => {
                Some(composed(Form::Decade))
            }
            Some(Ending::Ordinal) => Some(composed(Form::Ordinal)),
            Some(Ending::Unit(code)) => {
                Some(Composed { unit: Some(*code), ..composed(Form::Cardinal) })
            }
            Some(Ending::Percent) => Some(Composed { percent: true, ..composed(Form::Cardinal) }),
            Some(Ending::Inflection | Ending::Decade) => Some(composed(Form::Hint)),
            None => (rest.len() >= 3).then(|| composed(Form::Hint)),
        }
    }

    fn block(&self, rest: &str) -> Option<(&str, Block)> {
        let found = self.blocks.iter().find(|(text, _)| rest.starts_with(&**text));
        found.map(|(text, block)| (&**text, *block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    #[test]
    fn words_made_of_blocks() {
        let pack = pack(&"de".parse().unwrap());
        let value = |word: &str| pack.number_index.compose(word).map(|it| (it.value, it.form));
        let whole = |value, form| Some((Decimal::whole(value), form));
        assert_eq!(value("zweiundvierzigtausend"), whole(42_000, Form::Cardinal));
        assert_eq!(value("Einhundertfünfundzwanzig"), whole(125, Form::Cardinal));
        assert_eq!(value("zwölfte"), whole(12, Form::Ordinal));
        assert_eq!(value("siebziger"), whole(70, Form::Decade));
        assert_eq!(value("Dreier"), whole(3, Form::Hint));
        assert_eq!(value("zweieinhalb"), Some((Decimal::new(25, -1), Form::Cardinal)));
        assert_eq!(value("Vierzehnjährige").map(|it| it.0), Some(Decimal::whole(14)));
        assert_eq!(value("ein"), None);
        assert_eq!(value("sein"), None);
        assert!(pack.number_index.spells("zweihundert"));
        assert!(!pack.number_index.spells("Zweifel"));
    }
}
