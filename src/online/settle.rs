//! From a report that leaves something open to one that looked it up.

use std::collections::HashSet;

use super::{Online, OnlineError};
use crate::inspect::{InspectOptions, Opened, Report, Sources, Want};

/// How often an answer may lead to a further question: a badge to its class,
/// the class to its issuer, the issuer to its key.
const MAX_ROUNDS: usize = 6;
/// The most documents that are fetched for one badge.
const MAX_DOCUMENTS: usize = 24;

/// Inspects a file and fetches what the report wants, as long as `allowed`
/// lets it; what was fetched is put into `sources`. The report still wants what
/// was not allowed, also where an allowed host sends on to another one, and what was
/// asked for in vain: that is asked for once, and anew by whoever settles it again.
pub fn settle(
    file: &Opened,
    question: &InspectOptions<'_>,
    sources: &mut Sources,
    online: &Online,
    allowed: &dyn Fn(&Want) -> bool,
) -> Report {
    let mut sent_on: Vec<Want> = Vec::new();
    let mut in_vain: HashSet<String> = HashSet::new();
    let mut fetched = 0;
    let mut round = 0;
    loop {
        let mut report = file.inspect(&InspectOptions { sources, ..*question });
        for want in &mut report.wants {
            if let Some(other) = sent_on.iter().find(|other| other.url == want.url) {
                want.host.clone_from(&other.host);
            }
        }
        let open = |want: &&Want| {
            !in_vain.contains(&want.url) && !sent_on.iter().any(|other| other.url == want.url) && allowed(want)
        };
        let wanted: Vec<Want> = report.wants.iter().filter(open).cloned().collect();
        if wanted.is_empty() || round == MAX_ROUNDS || fetched >= MAX_DOCUMENTS {
            return report;
        }
        round += 1;
        for want in wanted.into_iter().take(MAX_DOCUMENTS - fetched) {
            fetched += 1;
            let may_ask = |host: &str| allowed(&Want { host: host.to_owned(), ..want.clone() });
            match online.fetch(&want.url, &may_ask) {
                Ok(found) => match found.sent_on {
                    Some(other) => sources.sent_on(want.url.as_str(), other, found.bytes),
                    None => sources.fetched(want.url.as_str(), Ok(found.bytes)),
                },
                Err(OnlineError::OtherHost { to, .. }) => sent_on.push(Want { host: to, ..want }),
                Err(error @ OnlineError::Gone(_)) => sources.gone(want.url.as_str(), error.to_string()),
                Err(error) => {
                    in_vain.insert(want.url.clone());
                    sources.asked_in_vain(want, error.to_string());
                }
            }
        }
    }
}
