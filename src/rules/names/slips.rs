//! What is found in the forms of a name: one that should be another.

use std::borrow::Cow;

use super::forms::{Form, Place};

/// A form that should be another.
pub(super) struct Slip<'f> {
    pub(super) wrong: String,
    pub(super) right: Cow<'f, str>,
    pub(super) places: Vec<Place>,
    /// Where the other form stands first.
    pub(super) model: Option<Place>,
    pub(super) confidence: f64,
}

/// The form as a slip for the right one, at all of its places.
pub(super) fn slip<'f>(form: &Form<'_>, right: &'f Form<'_>, confidence: f64) -> Slip<'f> {
    Slip {
        wrong: form.text.to_owned(),
        right: right.text.into(),
        places: form.places.to_vec(),
        model: right.places.first().copied(),
        confidence,
    }
}

/// The form with the most places, the earliest among equals.
pub(super) fn most_used<'f, 't: 'f>(
    forms: impl Iterator<Item = &'f Form<'t>>,
) -> Option<&'f Form<'t>> {
    forms.min_by_key(|form| (usize::MAX - form.places.len(), form.places.first().copied()))
}
