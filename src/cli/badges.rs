//! Commands that put a credential into a file and take it out again.

use jiff::Timestamp;

use super::args::{Bake, Form, Unbake};
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files};
use crate::carrier;
use crate::credential::KeyFile;
use crate::document::write_atomically;
use crate::issue::{FileKind, award, badge_file};

pub(super) fn bake(args: &Bake, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let Form::Ob3 = args.form;
    let kind = FileKind::by_ending(&args.output)
        .ok_or_else(|| CliError::Ending { path: args.output.clone(), endings: ".png, .svg or .json" })?;
    let document = files::document(&args.document)?;
    let now = Timestamp::now();
    let mut award = award(&args.to, args.issued.unwrap_or(now))?;
    award.name.clone_from(&args.name);
    award.expires = args.expires;
    award.evidence.clone_from(&args.evidence);
    if let Some(id) = &args.id {
        award.id.clone_from(id);
    }
    if award.expires.is_some_and(|end| end <= award.issued_on) {
        return Err(CliError::EndsBeforeItBegins);
    }
    let key = KeyFile::read(&args.key)?.open(&files::passphrase(false)?)?;
    let file = badge_file(&document, &key, &award, kind, now)?;
    write_atomically(&args.output, &file)?;
    terminal.say(&format!("Wrote {}: “{}” for {}.", args.output.display(), document.badge.name, args.to.trim()));
    Ok(Ending::Well)
}

pub(super) fn unbake(args: &Unbake, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let found = carrier::extract(&files::badge(&args.file)?)?;
    for note in &found.notes {
        terminal.say(&note.to_string());
    }
    let payload = found.payload.as_str().as_bytes();
    match &args.output {
        Some(path) => write_atomically(path, payload)?,
        None => terminal.bytes(payload)?,
    }
    Ok(Ending::Well)
}
