/// How capitals and small letters are spread over a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `rmb`
    Lower,
    /// `Rmb`
    Capitalised,
    /// `RMB`
    Capitals,
    /// `SaaS`, `YouTube`, `iPhone`
    Mixed,
}

impl Case {
    /// That of a word; what is no letter does not count.
    pub fn of(word: &str) -> Case {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let first_is_capital = letters.next().is_some_and(char::is_uppercase);
        let (mut capitals, mut small) = (false, false);
        for letter in letters {
            let is_capital = letter.is_uppercase();
            capitals |= is_capital;
            small |= !is_capital;
        }
        match (first_is_capital, capitals, small) {
            (false, false, _) => Case::Lower,
            (true, false, _) => Case::Capitalised,
            (true, true, false) => Case::Capitals,
            _ => Case::Mixed,
        }
    }
}
