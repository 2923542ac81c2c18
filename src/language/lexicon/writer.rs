use std::io::{self, Write};

use super::readers::HEADER;
use crate::text::Tag;

/// Writes a tab-separated lexicon that [`read_lexicon`](super::read_lexicon) reads: a headword, one
/// rendering and its strength (above 0, at most 1) a line, in the order given, the languages in the
/// first line.
pub fn write_lexicon<'p>(
    source: &Tag,
    target: &Tag,
    entries: impl IntoIterator<Item = (&'p str, &'p str, f32)>,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{HEADER}\t{}\t{}", source.base(), target.base())?;
    for (headword, rendering, strength) in entries {
        // A strength must not be rounded to none.
        writeln!(out, "{headword}\t{rendering}\t{:.3}", strength.clamp(0.001, 1.0))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::read_lexicon;
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let (en, de): (Tag, Tag) = ("en-GB".parse().unwrap(), "de".parse().unwrap());
        let entries = [("harbour", "hafen", 0.75), ("harbour", "häfen", 0.0001)];
        let mut out = Vec::new();
        write_lexicon(&en, &de, entries, &mut out).unwrap();
        let lexicon = read_lexicon(out.as_slice()).unwrap();
        assert_eq!(lexicon.languages(), (&en.base(), &de));
        let read: Vec<_> =
            lexicon.renderings("Harbour").iter().map(|it| (&*it.text, it.strength)).collect();
        assert_eq!(read, [("hafen", 0.75), ("häfen", 0.001)]);
    }
}
