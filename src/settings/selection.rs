use std::collections::BTreeSet;

/// Which rules run: names of rules or of groups, as the user gave them.
///
/// The names are checked against the registry of rules, which knows what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; all default rules when empty.
    pub select: BTreeSet<String>,
    /// These besides.
    pub extend: BTreeSet<String>,
    /// Not these; wins over `select` and `extend` where it is the more exact name.
    pub ignore: BTreeSet<String>,
    /// Rules that are still being tried run too.
    pub preview: bool,
}
