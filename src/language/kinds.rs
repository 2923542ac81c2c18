//! What is asked of every word of a text, as bits: a rule passes over all words but a few by them.

use crate::text::Case;

bitflags::bitflags! {
    /// What a word form is, as far as its spelling and its language's pack tell.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct WordKinds: u32 {
        /// Its first letter is a capital.
        const CAPITALISED = 1;
        /// All that stands behind its first letter are small letters.
        const ENDS_SMALL = 1 << 1;
        /// It holds a digit.
        const DIGIT = 1 << 2;
        /// It holds anything but letters and digits.
        const MARK = 1 << 3;
        /// It is a function word.
        const FUNCTION = 1 << 4;
        /// It is a common word.
        const COMMON = 1 << 5;
        /// It is a loan word.
        const LOAN = 1 << 6;
        /// It names a country, a city or the like by itself, or hints at it.
        const MAY_NAME = 1 << 7;
        /// It ends as only nouns do.
        const NOUN_ENDING = 1 << 8;
        /// It negates.
        const NEGATES = 1 << 9;
        /// It may carry a negation, as a negator or in another way.
        const HINTS_NO = 1 << 10;
        /// It is a verb of saying.
        const SPEECH_VERB = 1 << 11;
        /// It addresses the reader in the familiar form.
        const FAMILIAR = 1 << 12;
        /// It does so in small letters.
        const FAMILIAR_SMALL = 1 << 13;
        /// It addresses the reader in the formal form.
        const FORMAL = 1 << 14;
        /// Something that counts or measures may begin in it.
        const COUNTS = 1 << 15;
        /// It joins the last item of a list.
        const JOINS_LIST = 1 << 16;
        /// A phrase that renders a formula of another language may begin with it.
        const BEGINS_CALQUE = 1 << 17;
        /// Any word may be the next one of such a phrase.
        const OPENS_CALQUE = 1 << 18;
        /// It may be the second word of such a phrase.
        const SECOND_IN_CALQUE = 1 << 19;
        /// It has no capital: see [`Case::Lower`].
        const SMALL = 1 << 20;
        /// It has capitals alone: see [`Case::Capitals`].
        const CAPITALS = 1 << 21;
        /// It has capitals in other places than others have: see [`Case::Mixed`].
        const MIXED = 1 << 22;
        /// It is a single character.
        const SINGLE = 1 << 23;
        /// It names a country, a city or the like by itself, and does not only hint at it.
        const NAMES = 1 << 24;
        /// The name of a country, a city or the like of several words begins with it.
        const OPENS_NAME = 1 << 25;
        /// It may be the second word of such a name.
        const SECOND_IN_NAME = 1 << 26;
        /// It is of letters and digits of ASCII alone.
        const ASCII = 1 << 27;
        /// It is spelled as a name may be, and names no month and no day of the week: see
        /// [`is_spelled_as_name`](super::is_spelled_as_name).
        const LIKE_NAME = 1 << 28;

        /// It is one of the language's words, as far as the pack lists them.
        const KNOWN = Self::FUNCTION.bits() | Self::COMMON.bits() | Self::LOAN.bits();
        /// It addresses the reader in any form.
        const ADDRESSES =
            Self::FAMILIAR.bits() | Self::FAMILIAR_SMALL.bits() | Self::FORMAL.bits();
    }
}

impl WordKinds {
    /// How capitals and small letters are spread over a word of these kinds.
    pub fn case(self) -> Case {
        if self.intersects(WordKinds::SMALL) {
            Case::Lower
        } else if self.intersects(WordKinds::CAPITALS) {
            Case::Capitals
        } else if self.intersects(WordKinds::MIXED) {
            Case::Mixed
        } else {
            Case::Capitalised
        }
    }
}
