//! One credential judged by itself, before anybody looks at what stands inside it.

use serde_json::Value;

use super::holding::Holding;
use super::inner::Inner;
use super::judge::Judge;
use super::proofs::Entries;
use super::report::{Check, Report};

/// Thing judged by itself.
pub(super) enum Single<'a> {
    /// A credential.
    Credential(Box<Alone<'a>>),
    /// No credential, or one inside which nothing is looked at: all that there is to tell.
    Told(Box<Report>),
}

/// Credential that was judged but for what stands inside it.
pub(super) struct Alone<'a> {
    pub(super) judge: Judge<'a>,
    /// What may be read of it.
    pub(super) content: Value,
    /// What stands where endorsements stand.
    pub(super) endorsements: Vec<Inner>,
    /// The credentials that it holds, where statements were signed.
    pub(super) entries: Option<Entries>,
    /// What is told of it after its endorsements.
    pub(super) left: Left,
    /// What is told last.
    pub(super) last: Vec<Check>,
}

/// Words that are left to be told of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// What other programs find in it by other names.
    OtherNames,
    /// That parts are signed of which only digests stand there.
    DigestsOnly,
    Nothing,
}

/// Credential with its report, whose entries are still closed.
pub(super) struct Finished {
    pub(super) report: Report,
    pub(super) content: Value,
    pub(super) entries: Option<Entries>,
    pub(super) last: Vec<Check>,
}

impl<'a> Alone<'a> {
    pub(super) fn new(judge: Judge<'a>, content: Value) -> Self {
        Self { judge, content, endorsements: Vec::new(), entries: None, left: Left::Nothing, last: Vec::new() }
    }

    /// Decides.
    pub(super) fn finish(mut self) -> Finished {
        match self.left {
            Left::OtherNames => self.judge.other_names(&self.content),
            Left::DigestsOnly => self.judge.digests_only(),
            Left::Nothing => {}
        }
        Finished { report: self.judge.finish(), content: self.content, entries: self.entries, last: self.last }
    }
}

impl<'a> Single<'a> {
    pub(super) fn credential(alone: Alone<'a>) -> Self {
        Self::Credential(Box::new(alone))
    }

    pub(super) fn told(report: Report) -> Self {
        Self::Told(Box::new(report))
    }

    /// The same with this said last.
    pub(super) fn with_last(mut self, checks: impl Iterator<Item = Check>) -> Self {
        match &mut self {
            Self::Credential(alone) => alone.last.extend(checks),
            Self::Told(report) => report.checks.extend(checks),
        }
        self
    }

    /// The report on it where what stands inside it stays closed.
    pub(super) fn closed(self) -> Report {
        let alone = match self {
            Self::Told(report) => return *report,
            Self::Credential(alone) => *alone,
        };
        let task = alone.judge.task;
        let Finished { mut report, content, entries, last } = alone.finish();
        if let Some(holding) = Holding::of(&content, entries.as_ref(), task) {
            holding.stays_closed(&mut report);
        }
        report.checks.extend(last);
        report
    }
}
