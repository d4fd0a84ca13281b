//! Commands that put a credential into a file and take it out again.

use std::sync::Arc;

use jiff::Timestamp;

use super::args::{Bake, Endorse, Unbake, Withdraw};
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files};
use crate::badge::one_line;
use crate::carrier;
use crate::credential::endorsement::{self, Endorsement};
use crate::credential::ob3::Attained;
use crate::credential::random::new_urn;
use crate::credential::{CredentialError, KeyFile, SystemRandom};
use crate::document::{user_folder, write_atomically};
use crate::inspect::Trust;
use crate::issue::{FileKind, Form, IssueError, Manner, Withdrawal, award, keys_beside, make, seldom_accepted};

pub(super) fn bake(args: &Bake, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let form: Form = args.form.into();
    let kind = FileKind::by_ending(&args.output).filter(|kind| {
        let ending = args.output.extension().map(|ending| ending.to_ascii_lowercase());
        *kind != FileKind::Record || ending.is_some_and(|ending| ending == kind.ending(form))
    });
    let endings = if form.is_token() { ".png, .svg or .jwt" } else { ".png, .svg or .json" };
    let kind = kind.ok_or_else(|| CliError::Ending { path: args.output.clone(), endings })?;
    let document = files::document_in(&args.document, args.language.as_deref())?;
    let now = Timestamp::now();
    let mut award = award(&args.to, args.issued.unwrap_or(now))?;
    award.name.clone_from(&args.name);
    award.expires = args.expires;
    award.evidence.clone_from(&args.evidence);
    for (id, value) in &args.results {
        if !document.badge.result_description.iter().any(|description| description.id == *id) {
            return Err(CliError::NoSuchResult(id.clone()));
        }
        award.results.push(Attained { result_description: id.clone(), value: value.clone() });
    }
    if let Some(id) = &args.id {
        award.id.clone_from(id);
    }
    if award.expires.is_some_and(|end| end <= award.issued_on) {
        return Err(CliError::EndsBeforeItBegins);
    }
    let file = args.key.as_deref().map(KeyFile::read).transpose()?;
    // Said before anybody types a passphrase in vain.
    form.takes(file.as_ref().map(KeyFile::algorithm))?;
    if let Some(words) = file.as_ref().and_then(|file| seldom_accepted(file.algorithm(), args.issuer.as_deref())) {
        terminal.say(words);
    }
    let key = match file {
        Some(file) => Some(file.open(&files::passphrase(false)?)?),
        None => None,
    };
    let also = match (&key, args.issuer.is_some()) {
        (Some(key), true) => keys_beside(key, &Trust::load(&user_folder()?)?),
        _ => Vec::new(),
    };
    let manner = Manner { form, kind, issuer: args.issuer.clone(), also };
    let folder = make(&document, key.as_ref(), &award, &manner, now)?.write(&args.output)?;
    terminal.say(&format!(
        "Wrote {}: “{}” for {}.",
        args.output.display(),
        one_line(&document.badge.name),
        args.to.trim()
    ));
    if let Some(folder) = folder {
        terminal.say(&format!(
            "Put the files in {} on the issuer's web server; each file's place is told by the addresses inside. Keep the folder: it tells which badges are withdrawn.",
            folder.display()
        ));
    }
    Ok(Ending::Well)
}

pub(super) fn unbake(args: &Unbake, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let found = carrier::extract(&files::badge(&args.file)?)?;
    for note in &found.notes {
        terminal.say(&note.to_string());
    }
    let payload = found.payload.as_str();
    match &args.output {
        Some(path) => write_atomically(path, payload.as_bytes())?,
        None => terminal.record(payload)?,
    }
    Ok(Ending::Well)
}

pub(super) fn withdrawn(args: &Withdraw, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let file = args.key.as_deref().map(KeyFile::read).transpose()?;
    let key = match file {
        Some(file) => Some(file.open(&files::passphrase(false)?)?),
        None => None,
    };
    let reason = args.reason.as_deref().unwrap_or_default();
    for path in &args.files {
        let done =
            Withdrawal::of(&files::badge(path)?)?.carry_out(&args.web, key.as_ref(), reason, Timestamp::now())?;
        terminal.say(&format!(
            "{} is withdrawn once {} is on the web at {}.",
            path.display(),
            done.file.display(),
            done.url
        ));
    }
    Ok(Ending::Well)
}

pub(super) fn endorse(args: &Endorse, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut document = files::document(&args.document)?;
    let key = KeyFile::read(&args.key)?.open(&files::passphrase(false)?)?;
    let id = new_urn(&mut SystemRandom)?;
    let endorser = args.by.as_deref().unwrap_or(key.name());
    let words = Endorsement { id: &id, subject: &document.badge.id, comment: args.comment.trim(), endorser };
    let signed = endorsement::endorse(&words, &key, Timestamp::now())
        .map_err(|error| IssueError::from(CredentialError::from(error)))?;
    Arc::make_mut(&mut document.badge).endorsement.push(signed);
    document.save(&args.document)?;
    terminal.say(&format!(
        "{} endorses “{}” in {}.",
        one_line(endorser),
        one_line(&document.badge.name),
        args.document.display()
    ));
    Ok(Ending::Well)
}
