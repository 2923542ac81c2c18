use super::{Block, Ending, Facts, Form, NumberIndex, Roles, key_of, mark};
use crate::language::{Code, Pack};
use crate::text::Decimal;

impl NumberIndex {
    /// The index of a pack's tables.
    pub fn new(pack: &Pack) -> NumberIndex {
        let mut index = NumberIndex {
            starts: vec![0; 64],
            composed_starts: vec![0; 64],
            joined: pack.numbers.words.joined,
            ..NumberIndex::default()
        };
        index.numbers(pack);
        index.measures(pack);
        index.calendar(pack);
        index.signs.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let characters = index.signs.iter().flat_map(|(sign, _)| sign.chars());
        let characters: std::collections::BTreeSet<char> = characters.collect();
        index.sign_characters = characters.into_iter().collect();
        index
    }

    fn numbers(&mut self, pack: &Pack) {
        let words = &pack.numbers.words;
        for (word, power) in &pack.numbers.scale.powers {
            self.add(word, |it| it.scale = Some(*power));
        }
        for (word, value) in &words.values {
            let value = Decimal::whole(*value);
            self.add(word, |it| it.number = Some((value, Form::Cardinal)));
        }
        for (word, value) in &words.inner {
            self.add(word, |it| it.inner = Some(*value));
        }
        for (word, value) in &words.multipliers {
            self.add(word, |it| it.multiplier = Some(*value));
        }
        for (word, value) in &words.collectives {
            self.add(word, |it| it.collective = Some(*value));
        }
        for (word, value) in &words.vague {
            let value = Decimal::whole(*value);
            self.add(word, |it| it.number = Some((value, Form::Vague)));
        }
        for (word, value) in &words.hints {
            let Some(value) = Decimal::parse(value) else { continue };
            self.add(word, |it| it.number = it.number.or(Some((value, Form::Hint))));
        }
        for (word, value) in &words.ordinals {
            let value = Decimal::whole(*value);
            for ending in
                ["", "n", "r", "s", "m", "ns"].iter().take(if words.joined { 6 } else { 1 })
            {
                self.add(&format!("{word}{ending}"), |it| it.number = Some((value, Form::Ordinal)));
            }
        }
        for (word, parts) in &words.fractions {
            self.add(word, |it| it.fraction = Some(*parts));
        }
        for (words, role) in [
            (&words.joiners, Roles::JOINER),
            (&words.halves, Roles::HALF),
            (&words.half_phrases, Roles::AND_HALF),
            (&words.digit_ordinals, Roles::DIGIT_ORDINAL),
            (&words.digit_decades, Roles::DIGIT_DECADE),
            (&words.decade_marks, Roles::DECADE_MARK),
        ] {
            self.give(words, role);
        }
        for (sign, value) in [("½", "0.5"), ("¼", "0.25"), ("¾", "0.75")] {
            self.add(sign, |it| it.number = Decimal::parse(value).map(|it| (it, Form::Hint)));
        }
        if words.joined {
            let values = words.values.iter().map(|(word, value)| (word, Block::Value(*value)));
            let inner = words.inner.iter().map(|(word, value)| (word, Block::Inner(*value)));
            let factors =
                words.multipliers.iter().map(|(word, value)| (word, Block::Multiplier(*value)));
            let joiners = words.joiners.iter().map(|word| (word, Block::Joiner));
            for (word, block) in values.chain(inner).chain(factors).chain(joiners) {
                if !matches!(block, Block::Joiner) {
                    mark(&mut self.composed_starts, word);
                }
                self.blocks.push((word.as_str().into(), block));
            }
            self.blocks.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
            self.half_endings = words.half_endings.iter().map(|it| it.as_str().into()).collect();
            let kinds = [
                (&words.inflections, Ending::Inflection),
                (&words.decade_endings, Ending::Decade),
                (&words.ordinal_endings, Ending::Ordinal),
            ];
            for (endings, kind) in kinds {
                self.endings.extend(endings.iter().map(|it| (it.as_str().into(), kind)));
            }
            self.endings.extend(
                pack.quantities.percent.iter().map(|it| (it.as_str().into(), Ending::Percent)),
            );
        }
    }

    fn measures(&mut self, pack: &Pack) {
        let it = &pack.quantities;
        for (words, role) in [
            (&it.hedges, Roles::HEDGE),
            (&it.percent, Roles::PERCENT),
            (&it.points, Roles::POINTS),
            (&it.range_words, Roles::RANGE),
            (&it.pair_words, Roles::PAIR),
            (&it.clock, Roles::CLOCK),
            (&it.before_noon, Roles::BEFORE_NOON),
            (&it.after_noon, Roles::AFTER_NOON),
            (&it.clock_glued, Roles::CLOCK_GLUED),
            (&it.mornings, Roles::MORNING),
            (&it.evenings, Roles::EVENING),
            (&it.zones, Roles::ZONE),
        ] {
            self.give(words, role);
        }
        for (word, minutes) in &it.times {
            self.add(word, |it| it.time = Some(*minutes));
        }
        for (code, forms) in &it.currencies {
            let code = Code::new(code);
            forms.iter().for_each(|form| self.add(form, |it| it.currency = code));
        }
        for (code, forms) in &it.units {
            let code = Code::new(code);
            forms.iter().for_each(|form| self.add(form, |it| it.unit = code));
        }
        for (code, stems) in &it.unit_adjectives {
            let Some(code) = Code::new(code) else { continue };
            for form in stems.iter().flat_map(|stem| {
                it.adjective_endings.iter().map(move |ending| format!("{stem}{ending}"))
            }) {
                self.add(&form, |it| it.unit = Some(code));
                self.endings.insert(form.as_str().into(), Ending::Unit(code));
            }
        }
    }

    fn calendar(&mut self, pack: &Pack) {
        for (number, forms) in (1..).zip(&pack.calendar.months) {
            forms.iter().for_each(|form| self.add(form, |it| it.month = Some(number)));
        }
        for (number, forms) in (1..).zip(&pack.calendar.weekdays) {
            for (place, form) in forms.iter().enumerate() {
                // `So.`, `Sun`: too short to be told from other words.
                if form.trim_end_matches('.').len() <= 3 {
                    continue;
                }
                self.add(form, |it| it.weekday = Some(number));
                // Only the full name is inflected.
                for ending in pack.quantities.weekday_endings.iter().filter(|_| place == 0) {
                    self.add(&format!("{form}{ending}"), |it| it.weekday = Some(number));
                    let lower = format!("{form}{ending}").to_lowercase();
                    self.add(&lower, |it| it.weekday = Some(number));
                }
            }
        }
    }

    fn give(&mut self, words: &[String], role: Roles) {
        words.iter().for_each(|word| self.add(word, |it| it.roles.0 |= role.0));
    }

    fn add(&mut self, form: &str, change: impl FnOnce(&mut Facts)) {
        let dotted = form.ends_with('.');
        let key = key_of(form.trim_end_matches('.'));
        if !key.ends_with(char::is_alphanumeric) || !key.starts_with(char::is_alphanumeric) {
            let place = self.signs.iter().position(|(sign, _)| **sign == *form);
            let place = place.unwrap_or_else(|| {
                self.signs.push((form.into(), Facts { known: true, ..Facts::default() }));
                self.signs.len() - 1
            });
            return change(&mut self.signs[place].1);
        }
        let first = key.split(' ').next().unwrap_or_default();
        mark(&mut self.starts, first);
        let words = key.split(' ').count();
        if words > 1 {
            let entry = self.entries.entry(first.into()).or_default();
            entry.words = entry.words.max(u8::try_from(words).unwrap_or(u8::MAX));
        }
        let entry = self.entries.entry(key.into()).or_default();
        change(entry);
        entry.dotted |= dotted;
        entry.known = true;
    }
}
