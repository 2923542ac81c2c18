//! What the words of a unit's target may stand for.

use super::index::Key;

/// The keys of the words of a target, to be looked up by those of the words of a source. Hardly one
/// in ten of these is found, so that most look-ups must end at the first look.
#[derive(Debug, Default)]
pub(super) struct Offers {
    /// For the last bits of a key's number the last offer of such a key; [`NONE`] where there is none.
    last: Vec<u32>,
    all: Vec<Offer>,
}

const NONE: u32 = u32::MAX;
/// Places for each key: four times as many as there are keys, and few are taken twice.
const ROOM: usize = 4;

/// A key of a word of the target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    key: u32,
    /// How well the word stands for a rendering that has the key.
    pub(super) worth: f32,
    /// The number of the word's term.
    pub(super) column: u32,
    /// The offer before it whose key ends in the same bits.
    before: u32,
}

impl Offers {
    /// Takes those of terms with these keys in place of what there was.
    pub(super) fn fill<'k>(&mut self, terms: impl Iterator<Item = &'k [Key]>) {
        let Offers { last, all } = self;
        all.clear();
        for (column, keys) in terms.enumerate() {
            let offer = |it: &Key| Offer {
                key: it.number,
                worth: it.worth,
                column: column as u32,
                before: NONE,
            };
            all.extend(keys.iter().map(offer));
        }
        last.clear();
        last.resize((all.len() * ROOM).next_power_of_two(), NONE);
        for (at, offer) in all.iter_mut().enumerate() {
            let place = offer.key as usize & (last.len() - 1);
            offer.before = std::mem::replace(&mut last[place], at as u32);
        }
    }

    /// The offers of a key.
    pub(super) fn of_key(&self, key: u32) -> impl Iterator<Item = Offer> {
        let mut at = self.last[key as usize & (self.last.len() - 1)];
        let alike = std::iter::from_fn(move || {
            let offer = self.all.get(at as usize)?;
            at = offer.before;
            Some(*offer)
        });
        alike.filter(move |it| it.key == key)
    }
}
