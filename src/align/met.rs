//! Which notes were met in a unit, and in which order.

/// The notes of one side that were met in a unit, each with its number there.
///
/// Notes are far away in memory; the table of one unit is small and near.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Each note with its number at the first free place from that on which its last bits name.
    slots: Vec<(u32, u32)>,
    /// How many were met.
    count: usize,
}

const FREE: (u32, u32) = (u32::MAX, u32::MAX);
/// Places for each note that is expected at least, so that most stand where their bits say.
const ROOM: usize = 3;
/// Places for each note at least, whatever was expected.
const LEAST_ROOM: usize = 2;

impl Met {
    /// Begins with a unit in which hardly more notes are met than so many.
    pub(super) fn begin(&mut self, most: usize) {
        self.count = 0;
        self.slots.clear();
        self.slots.resize((most.max(1) * ROOM).next_power_of_two(), FREE);
    }

    /// The number of a note: `new` when it is met for the first time.
    pub(super) fn number(&mut self, note: u32, new: u32) -> u32 {
        let place = self.place(note);
        if self.slots[place] == FREE {
            self.slots[place] = (note, new);
            self.count += 1;
            if self.count * LEAST_ROOM > self.slots.len() {
                self.grow();
            }
            return new;
        }
        self.slots[place].1
    }

    #[cold]
    fn grow(&mut self) {
        let wider = vec![FREE; self.slots.len() * 2];
        for (note, number) in std::mem::replace(&mut self.slots, wider) {
            if (note, number) != FREE {
                let place = self.place(note);
                self.slots[place] = (note, number);
            }
        }
    }

    /// The number of a note, if it was met.
    pub(super) fn get(&self, note: u32) -> Option<u32> {
        let (found, number) = self.slots[self.place(note)];
        (found == note).then_some(number)
    }

    /// Where a note stands, or would stand.
    fn place(&self, note: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut place = note as usize & last;
        while self.slots[place].0 != note && self.slots[place] != FREE {
            place = (place + 1) & last;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_first_meeting() {
        let mut met = Met::default();
        for round in 0..3 {
            met.begin(5);
            assert_eq!(met.get(16), None);
            let notes = [16, 0, 16, 32, 48 + round, 0];
            let numbers: Vec<u32> =
                notes.iter().enumerate().map(|(at, note)| met.number(*note, at as u32)).collect();
            assert_eq!(numbers, [0, 1, 0, 3, 4, 1]);
            assert_eq!((met.get(32), met.get(48 + round), met.get(64)), (Some(3), Some(4), None));
        }
    }

    #[test]
    fn more_notes_than_were_expected_are_kept() {
        let mut met = Met::default();
        met.begin(1);
        for note in 0..1_000 {
            assert_eq!(met.number(note * 7, note), note);
        }
        for note in 0..1_000 {
            assert_eq!((met.get(note * 7), met.get(note * 7 + 1)), (Some(note), None));
        }
    }
}
