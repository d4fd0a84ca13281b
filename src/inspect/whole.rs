//! A credential with everything that stands inside it: what others say in its favour,
//! and the credentials that it holds.

use super::entries::with_entries;
use super::report::Report;
use super::single::{Finished, Single};

/// The report on a credential and on all that stands inside it, unless it stands inside
/// another one itself.
pub(super) fn opened(single: Single<'_>) -> Report {
    let mut alone = match single {
        Single::Credential(alone) if !alone.judge.task.is_inside => *alone,
        single => return single.closed(),
    };
    let task = alone.judge.task;
    alone.judge.endorsements(&alone.content, &alone.endorsements);
    let Finished { report, content, entries, last } = alone.finish();
    let mut report = with_entries(report, &content, entries.as_ref(), task);
    report.checks.extend(last);
    report
}
