//! Which of several proofs decides: one rule for badges and for lists of
//! withdrawn ones. Anybody can put a proof beside the issuer's, so none of
//! theirs makes it better or worse.

use super::key_trust::{is_foreign, is_issuers_own};
use super::options::Task;
use crate::credential::did;
use crate::credential::issuer_id;
use crate::credential::proof::{Checked, Covers, ProofError};

/// What the proofs of a credential come to.
pub(super) enum Ruling<'p> {
    /// This one holds and decides; the others are told.
    Holds(&'p Checked),
    /// This one does not hold, or not any more.
    Fails(&'p Checked, &'p ProofError),
    /// None is bad, and this one could not be checked.
    Open(&'p Checked, &'p ProofError),
    /// None signs what was read.
    Nothing,
}

/// What a proof counts beside others, the least first. Whatever anybody may put beside the
/// issuer's counts less than what the issuer may have signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It does not hold.
    Bad,
    /// It cannot be checked.
    Unchecked,
    /// It holds, by somebody else.
    Foreign,
    /// It does not hold, in the issuer's name, as anybody may have written it.
    BadInTheirName,
    /// It held until lately, or will hold, in the issuer's name by a key that nobody here knows.
    AtAnotherTimeInTheirName,
    /// It cannot be checked, and may be the issuer's.
    MayBeTheIssuers,
    /// It holds, by a key that may be the issuer's.
    Holds,
    /// By a key that is known to be the issuer's; it held until lately, or will hold.
    AtAnotherTime,
    /// The issuer's, which holds.
    TheIssuers,
}

impl Weight {
    /// That of a proof of a credential by this issuer.
    pub(super) fn of(checked: &Checked, issuer: &str, task: &Task<'_>) -> Self {
        let is_known = is_by_own_key(checked, issuer, task);
        let is_in_their_name = is_known || is_issuers(checked, issuer, task);
        match &checked.result {
            Ok(()) if is_known => Self::TheIssuers,
            Ok(()) if may_be_issuers(checked, issuer, task) => Self::Holds,
            Ok(()) => Self::Foreign,
            Err(ProofError::Expired(_) | ProofError::Future(_)) if is_known => Self::AtAnotherTime,
            Err(ProofError::Expired(_) | ProofError::Future(_)) if is_in_their_name => Self::AtAnotherTimeInTheirName,
            Err(error) if error.is_unknown() && may_be_theirs(checked, issuer, task) => Self::MayBeTheIssuers,
            Err(error) if error.is_unknown() => Self::Unchecked,
            Err(_) if is_in_their_name => Self::BadInTheirName,
            Err(_) => Self::Bad,
        }
    }
}

/// The rule: one proof by the issuer over what was read that holds now is
/// enough, whatever stands beside it. Of several, one by a key that is known to
/// be theirs comes first, then one over everything. Else that counts which the issuer may
/// have signed; what does not hold says something only where nothing else does, since
/// anybody may have put it there.
pub(super) fn ruling<'p>(proofs: &'p [Checked], covers: Covers, issuer: &str, task: &Task<'_>) -> Ruling<'p> {
    let is_issuers = |checked: &&Checked| match proofs {
        // Where there is but one, whose it is changes nothing here.
        [only] => issuer_id::same(&only.signer, issuer),
        _ => is_issuers(checked, issuer, task),
    };
    let all = || proofs.iter().filter(|checked| checked.covers == covers);
    let good = || all().filter(|checked| checked.result.is_ok());
    let expired = |checked: &Checked| match &checked.result {
        Err(ProofError::Expired(end)) => Some(*end),
        _ => None,
    };
    // What the issuer has signed with it has to hold, too, or to have held.
    let fault_before = |last: &'p Checked| {
        failure(before(last, proofs).into_iter().filter(|other| !(is_issuers(other) && expired(other).is_some())))
    };
    // What held until lately was not altered, whatever others have put beside it.
    let last = |is_meant: &dyn Fn(&Checked) -> bool| {
        let is_whole = |checked: &&'p Checked| fault_before(checked).is_none();
        let held = all().filter(|checked| expired(checked).is_some() && is_meant(checked)).filter(is_whole);
        let last = held.max_by_key(|checked| expired(checked))?;
        Some(Ruling::Fails(last, last.result.as_ref().err()?))
    };
    let over = last(&|checked| is_by_own_key(checked, issuer, task));
    let first = best(good().filter(is_issuers).collect(), issuer, task);
    // In their name anybody signs, and with their key nobody else.
    if let Some(first) = first.filter(|first| over.is_none() || is_by_own_key(first, issuer, task)) {
        return match fault_before(first) {
            Some((bad, error)) => Ruling::Fails(bad, error),
            None => Ruling::Holds(first),
        };
    }
    if let Some(over) = over {
        return over;
    }
    // Whose key it is may still be found out to be the issuer's.
    let holds = best(good().collect(), issuer, task);
    if let Some(first) = holds.filter(|first| may_be_issuers(first, issuer, task)) {
        return Ruling::Holds(first);
    }
    let open = |checked: &'p Checked| {
        let error = checked.result.as_ref().err().filter(|error| error.is_unknown());
        Some((checked, error?))
    };
    let theirs_first = all().filter(is_issuers).chain(all().filter(|checked| may_be_theirs(checked, issuer, task)));
    if let Some((checked, error)) = theirs_first.filter_map(open).next() {
        return Ruling::Open(checked, error);
    }
    if let Some(over) = last(&|checked| is_issuers(&checked) || may_be_issuers(checked, issuer, task)) {
        return over;
    }
    // Of several by keys that nobody here knows, one that is over may be the older one of a renewed signature.
    if let Some((bad, error)) = failure(proofs.iter().filter(|other| holds.is_none() || expired(other).is_none())) {
        return Ruling::Fails(bad, error);
    }
    if let Some(first) = holds {
        return Ruling::Holds(first);
    }
    proofs.iter().find_map(open).map_or(Ruling::Nothing, |(checked, error)| Ruling::Open(checked, error))
}

/// The proofs that another one signs with the credential, and those that they sign.
fn before<'p>(last: &'p Checked, proofs: &'p [Checked]) -> Vec<&'p Checked> {
    let (mut open, mut found): (Vec<usize>, Vec<usize>) = (last.links.clone(), Vec::new());
    while let Some(at) = open.pop() {
        if !found.contains(&at) {
            found.push(at);
            open.extend(proofs.get(at).into_iter().flat_map(|proof| &proof.links));
        }
    }
    found.sort_unstable();
    found.into_iter().filter_map(|at| proofs.get(at)).collect()
}

/// Whether a proof that cannot be checked may be the issuer's. Whoever is known by a key
/// signs in their own name.
fn may_be_theirs(checked: &Checked, issuer: &str, task: &Task<'_>) -> bool {
    !did::carries_key(issuer) || is_issuers(checked, issuer, task)
}

/// Whether the key that made a proof may be the issuer's, as far as is known.
fn may_be_issuers(checked: &Checked, issuer: &str, task: &Task<'_>) -> bool {
    let made = checked.created.unwrap_or(task.at);
    checked.key.as_ref().is_some_and(|key| !is_foreign(task, issuer, key, made))
}

/// Whether a proof is the issuer's, by its own words or by a key that is known to be
/// theirs; by words alone not where its key is known to be another's.
pub(super) fn is_issuers(checked: &Checked, issuer: &str, task: &Task<'_>) -> bool {
    let names_them = issuer_id::same(&checked.signer, issuer);
    is_by_own_key(checked, issuer, task)
        || (names_them && (checked.key.is_none() || may_be_issuers(checked, issuer, task)))
}

/// Whether a proof was made by a key that is known to be the issuer's.
pub(super) fn is_by_own_key(checked: &Checked, issuer: &str, task: &Task<'_>) -> bool {
    let made = checked.created.unwrap_or(task.at);
    checked.key.as_ref().is_some_and(|key| is_issuers_own(task, issuer, key, made))
}

/// The proof that says most, in whichever order they stand.
fn best<'p>(good: Vec<&'p Checked>, issuer: &str, task: &Task<'_>) -> Option<&'p Checked> {
    if let [only] = good.as_slice() {
        return Some(only);
    }
    good.into_iter().max_by_key(|checked| {
        let whole = (is_by_own_key(checked, issuer, task), checked.links.is_empty(), !checked.is_partial);
        (whole, checked.created, checked.suite.as_str(), checked.method.as_str())
    })
}

/// The first proof that is bad, as opposed to one that cannot be checked. One
/// that held until lately is not as bad as one that never did.
fn failure<'c>(proofs: impl Iterator<Item = &'c Checked>) -> Option<(&'c Checked, &'c ProofError)> {
    let bad = proofs.filter_map(|checked| match &checked.result {
        Err(error) if !error.is_unknown() => Some((checked, error)),
        _ => None,
    });
    bad.min_by_key(|(_, error)| matches!(error, ProofError::Expired(_)))
}
