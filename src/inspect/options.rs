//! What is asked of an inspection, and what may be spent on the answer.

use std::ops::Deref;

use jiff::Timestamp;

use super::sources::Sources;
use super::trust::Trust;
use crate::credential::Work;

/// Options of an inspection: what it is made against.
#[derive(Clone, Copy, Debug)]
pub struct InspectOptions<'a> {
    /// Own keys and issuers whom the user has confirmed.
    pub trust: &'a Trust,
    /// Documents beside the file that may be looked at.
    pub sources: &'a Sources,
    /// The point in time to judge by.
    pub at: Timestamp,
    /// An e-mail address to compare with the recipient's.
    pub email: Option<&'a str>,
}

/// Inspection under way: what it is made against, and what may be spent on the answer.
#[derive(Clone, Debug)]
pub(super) struct Task<'a> {
    pub(super) options: InspectOptions<'a>,
    pub(super) work: Work,
    /// Whether it is about a credential that stands inside another; what stands
    /// inside that one is not looked at.
    pub(super) is_inside: bool,
}

impl<'a> Task<'a> {
    /// The same about something that stands inside.
    pub(super) fn inside(&self) -> Self {
        // Whom it was awarded to is asked of the badge itself.
        Self { options: InspectOptions { email: None, ..self.options }, work: self.work.clone(), is_inside: true }
    }
}

impl<'a> Deref for Task<'a> {
    type Target = InspectOptions<'a>;

    fn deref(&self) -> &InspectOptions<'a> {
        &self.options
    }
}
