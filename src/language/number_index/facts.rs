use super::super::Code;
use crate::text::Decimal;

/// What a word, sign or phrase can be in an expression of quantity; several at once (`m` is a metre
/// and a million).
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// It tells a number.
    pub number: Option<(Decimal, Form)>,
    /// It counts only before more of a number (`a` million).
    pub inner: Option<u64>,
    /// It multiplies (`hundred`).
    pub multiplier: Option<u64>,
    /// It is a power of ten (`million`).
    pub scale: Option<u8>,
    /// It counts in lots (`dozen`).
    pub collective: Option<u64>,
    /// It is a part, by how many make the whole.
    pub fraction: Option<u32>,
    /// It is a month, from 1.
    pub month: Option<u8>,
    /// It is a weekday, Monday being 1.
    pub weekday: Option<u8>,
    /// It names money.
    pub currency: Option<Code>,
    /// It is a unit.
    pub unit: Option<Code>,
    /// It is a time of day, in minutes.
    pub time: Option<u64>,
    /// What else it can be.
    pub roles: Roles,
    /// How many words the longest phrase has that it starts; 0 where it starts none.
    pub(super) words: u8,
    /// Whether it may end in a full stop that belongs to it.
    pub dotted: bool,
    /// Whether there is anything in it but the start of phrases.
    pub known: bool,
}

/// How a word tells its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It counts: `zwei`.
    Cardinal,
    /// It numbers: `zweite`.
    Ordinal,
    /// It is part of something else: `beide`, `Dreieck`.
    Hint,
    /// It names a multiple, not a number: `thousands`.
    Vague,
    /// It names ten years: `siebziger`.
    Decade,
}

/// A set of yes-or-no facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(pub(super) u32);

impl Roles {
    /// Makes a number approximate.
    pub const HEDGE: Roles = Roles(1);
    /// Percent.
    pub const PERCENT: Roles = Roles(1 << 1);
    /// Percentage points.
    pub const POINTS: Roles = Roles(1 << 2);
    /// Stands between the ends of a range.
    pub const RANGE: Roles = Roles(1 << 3);
    /// Stands between numbers with one unit.
    pub const PAIR: Roles = Roles(1 << 4);
    /// Stands behind a time of day.
    pub const CLOCK: Roles = Roles(1 << 5);
    /// Marks hours before noon.
    pub const BEFORE_NOON: Roles = Roles(1 << 6);
    /// Marks hours after noon.
    pub const AFTER_NOON: Roles = Roles(1 << 7);
    /// Stands between hours and minutes.
    pub const CLOCK_GLUED: Roles = Roles(1 << 8);
    /// Puts an hour before noon.
    pub const MORNING: Roles = Roles(1 << 9);
    /// Puts an hour after noon.
    pub const EVENING: Roles = Roles(1 << 10);
    /// Names a time zone.
    pub const ZONE: Roles = Roles(1 << 11);
    /// Makes a decade of the number behind it.
    pub const DECADE_MARK: Roles = Roles(1 << 12);
    /// Makes an ordinal of digits.
    pub const DIGIT_ORDINAL: Roles = Roles(1 << 13);
    /// Makes a decade of digits.
    pub const DIGIT_DECADE: Roles = Roles(1 << 14);
    /// One half of what follows.
    pub const HALF: Roles = Roles(1 << 15);
    /// One half more.
    pub const AND_HALF: Roles = Roles(1 << 16);
    /// Joins parts of a number.
    pub const JOINER: Roles = Roles(1 << 17);

    /// Whether any of `roles` is in the set.
    pub const fn any(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }
}

/// A word that is made of a number and something else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Composed {
    /// The number.
    pub value: Decimal,
    /// How it is told.
    pub form: Form,
    /// The unit that the rest of the word is (`dreijährig`).
    pub unit: Option<Code>,
    /// Whether the rest of the word means percent.
    pub percent: bool,
}
