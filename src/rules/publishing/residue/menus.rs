//! Ways of sharing that stand side by side in one line.

use super::super::shape::normal;
use super::{BARS, Phrases, without_count};
use crate::text::fold;

impl Phrases {
    /// `Artikel teilen: Facebook | WhatsApp | Link kopieren`
    pub(super) fn is_menu(&self, line: &str) -> bool {
        let is_phrase = |text: &str| self.lines.contains(without_count(&normal(text)));
        let (labelled, rest) = match line.split_once(':') {
            Some((label, rest)) if is_phrase(label) => (true, rest),
            _ => (false, line),
        };
        if !labelled && !line.contains(BARS) {
            return false;
        }
        let rest = rest.replace(" – ", "|").replace(" - ", "|");
        let pieces = rest
            .split(|c| BARS.contains(&c) || (labelled && c == ','))
            .map(str::trim)
            .filter(|piece| !piece.is_empty());
        let (mut all, mut known) = (0, 0);
        for piece in pieces {
            if piece.split_whitespace().count() > 5 || piece.ends_with(['.', '?', '!']) {
                return false;
            }
            all += 1;
            known += usize::from(is_phrase(piece) || self.names_channel(piece));
        }
        let parted = line.contains(BARS);
        known * 2 > all && ((labelled && known >= 1) || (parted && known >= 2))
    }

    fn names_channel(&self, piece: &str) -> bool {
        piece
            .split_whitespace()
            .any(|word| self.channels.contains(fold(word).trim_matches(['(', ')', ','])))
    }
}
