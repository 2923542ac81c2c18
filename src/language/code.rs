use std::fmt;

/// The short name of a currency or unit, the same in all packs: `USD`, `km`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 6]);

impl Code {
    /// The code of this name; none for names that are too long or not ASCII.
    pub fn new(name: &str) -> Option<Code> {
        let mut bytes = [0; 6];
        bytes.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        name.is_ascii().then_some(Code(bytes))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
