//! A badge that was made, looked over as its earner's readers will, before
//! anything of it is written: what this program makes it has to call good.

use jiff::Timestamp;

use super::IssueError;
use super::forms::{Form, fresh_list};
use crate::credential::ob3::Award;
use crate::credential::site::HostedFile;
use crate::credential::{IssuerKey, Recipient, did};
use crate::document::Document;
use crate::inspect::{Question, Sources, Trust, Verdict, inspect};

/// That an award has an identifier of its own: in what is signed, everything that
/// is said of one identifier is said of one thing.
pub(super) fn stands_alone(document: &Document, award: &Award, issuer: &str) -> Result<(), IssueError> {
    let earner = match &award.recipient {
        Recipient::Id(id) => id.as_str(),
        Recipient::Email { .. } => "",
    };
    let others = [("earner", earner), ("badge", document.badge.id.as_str()), ("issuer", issuer)];
    match others.into_iter().find(|(_, id)| *id == award.id) {
        Some((of, _)) => Err(IssueError::SameIdentifier { id: award.id.clone(), of }),
        None => Ok(()),
    }
}

/// That a badge file is genuine at the time of the award to those who trust its
/// issuer, known by this identifier, with the issuer's files on the web. One whose end was chosen to be over
/// by then has ended, which is no fault.
pub(super) fn passes(
    file: &[u8],
    hosted: &[HostedFile],
    key: Option<&IssuerKey>,
    award: &Award,
    (issuer, form): (&str, Form),
    at: Timestamp,
) -> Result<(), IssueError> {
    let (mut trust, mut sources) = (Trust::default(), Sources::default());
    for file in hosted {
        sources.fetched(file.url.as_str(), Ok(file.bytes.clone()));
    }
    if !did::carries_key(issuer) {
        trust.add_trusted(issuer, "");
    }
    if let Some(key) = key {
        trust.add_own(key.did(), key.name());
        // The list on which its place was drawn is one of many; on it nobody is withdrawn yet.
        if let Some(place) = award.status.as_ref().filter(|_| !form.needs_site()) {
            let list = fresh_list(&place.list, issuer, key, form, at)?;
            sources.fetched(list.url, Ok(list.bytes));
        }
    }
    let at = at.max(award.issued_on);
    let report = inspect(file, &Question { trust: &trust, sources: &sources, at, email: None });
    match report.verdict {
        Verdict::Genuine | Verdict::Intact | Verdict::Ended => Ok(()),
        _ => Err(IssueError::WouldNotPass(report.summary)),
    }
}
