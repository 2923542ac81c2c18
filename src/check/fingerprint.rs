//! By what a finding is recognised again when the text around it was edited: the rule, the excerpt,
//! four words on either side, the source's excerpt. Neither path nor offset is in it.

use std::collections::BTreeMap;

use super::finding::Finding;
use crate::text::{fold, squeeze};

/// Changes when the same finding would get another fingerprint.
const VERSION: &str = "1";

/// Words on either side of the excerpt.
const WORDS: usize = 4;

/// How far those words are looked for, in bytes.
const REACH: usize = 400;

/// The context of the bytes `start..end` of a text: up to four words before and behind.
pub(super) fn context(text: &str, start: usize, end: usize) -> (String, String) {
    let from = text.floor_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary(end + REACH);
    let before: Vec<&str> = text[from..start].split_whitespace().rev().take(WORDS).collect();
    let after: Vec<&str> = text[end..to].split_whitespace().take(WORDS).collect();
    (before.into_iter().rev().collect::<Vec<_>>().join(" "), after.join(" "))
}

/// Gives every finding its fingerprint; equal ones are numbered in order.
pub(super) fn stamp(findings: &mut [Finding], contexts: &[(String, String)]) {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for (finding, (before, after)) in findings.iter_mut().zip(contexts) {
        let source = finding.source.as_ref().map_or("", |source| source.excerpt.as_str());
        let parts = [VERSION, &finding.rule, &finding.excerpt, before, after, source];
        let mut hash = Fnv::default();
        for part in parts {
            hash.write(fold(&squeeze(part)).as_bytes());
            hash.write(&[0]);
        }
        let count = seen.entry(hash.0).or_default();
        *count += 1;
        if *count > 1 {
            hash.write(&count.to_le_bytes());
        }
        finding.fingerprint = format!("{:016x}", hash.0);
    }
}

/// A short name for some texts taken together; where they part is part of it.
pub(crate) fn name_of(parts: &[&str]) -> String {
    let mut hash = Fnv::default();
    for part in parts {
        hash.write(part.as_bytes());
        hash.write(&[0]);
    }
    format!("{:016x}", hash.0)
}

/// FNV-1a, 64 bits: small, and the same in every version of every toolchain, which the standard
/// library's hasher does not promise.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
