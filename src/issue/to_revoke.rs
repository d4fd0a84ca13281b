//! What is withdrawn with a badge, to be seen before it is.

use std::fmt;

use super::revocation_place::Place;
use crate::badge::{as_address, one_line, quoted};
use crate::credential::dates::day_for_people;
use crate::inspect::Report;

/// Award that can be withdrawn, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToRevoke {
    /// The badge's name, where it has one, in quotation marks; what to call it where
    /// nothing tells its name any more.
    pub name: Option<String>,
    /// To whom and when it was awarded, and its identifier.
    pub award: String,
    /// The address at which its withdrawal is noted, with its place there.
    pub at: String,
    /// Whether that is noted there already.
    pub is_noted: bool,
}

impl ToRevoke {
    /// Award that is withdrawn already at this address: of it nothing is left but its identifier.
    pub(super) fn already(id: &str, url: &str) -> Self {
        let name = Some("the badge of this identifier".to_owned());
        Self { name, award: one_line(id), at: as_address(url), is_noted: true }
    }

    /// The award that a report is about, noted at this address.
    pub(super) fn of(report: &Report, place: &Place, url: &str, is_noted: bool) -> Self {
        let earner = format!("awarded to {}", report.recipient.as_deref().unwrap_or("nobody in particular"));
        let day = report.issued_on.map(|time| format!(" on {}", day_for_people(time))).unwrap_or_default();
        let id = report.id.as_deref().map(|id| format!(" ({})", one_line(id))).unwrap_or_default();
        let url = as_address(url);
        Self {
            name: report.badge.as_ref().and_then(|badge| badge.name.as_deref()).map(quoted),
            award: format!("{earner}{day}{id}"),
            at: match place {
                Place::Entry { index, .. } => format!("{url}, place {index}"),
                Place::Named { .. } | Place::Own { .. } => url,
            },
            is_noted,
        }
    }
}

impl fmt::Display for ToRevoke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_deref().unwrap_or("a badge without a name");
        let already = if self.is_noted { ", withdrawn already" } else { "" };
        write!(f, "{name}, {}{already}, noted at {}", self.award, self.at)
    }
}
