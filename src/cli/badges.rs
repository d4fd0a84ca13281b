//! Commands that put a credential into a file and take it out again.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::args::{Bake, Endorse, Unbake, Withdraw};
use super::ending::Ending;
use super::error::CliError;
use super::files;
use super::terminal::Terminal;
use crate::artwork::Brand;
use crate::badge::{Badge, as_address, one_line};
use crate::carrier;
use crate::credential::KeyFile;
use crate::credential::ob3::Attained;
use crate::document::{Document, MAX_FILE_BYTES, carries_document, open_brand};
use crate::issue::{
    Awarder, FileKind, Form, IssueError, IssueOptions, NamedBy, News, Over, Revocation, SavedIssuers, Signed, Told,
    Web, WebMemory, When, award, can_be_signed, could_hand_out, endorsed, hand_out, has_folder, in_use, list_ahead,
    may_be_endorsed, praise, prepare, seldom_accepted, told_of_put_right,
};
use crate::store::{Home, Lock, may_replace, user_folder};

pub(super) fn bake(args: &Bake, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let form: Form = args.form.into();
    let kind = FileKind::by_ending(&args.output).filter(|kind| {
        let ending = args.output.extension().map(|ending| ending.to_ascii_lowercase());
        *kind != FileKind::Record || ending.is_some_and(|ending| ending == kind.ending(form))
    });
    let endings = if form.is_token() { ".png, .svg or .jwt" } else { ".png, .svg or .json" };
    let kind = kind.ok_or_else(|| CliError::Ending { path: args.output.clone(), endings })?;
    let mut document = files::document_in(&args.document, args.language.as_deref())?;
    if let Some(withdrawable) = args.withdrawable {
        Arc::make_mut(&mut document.badge).revocable = withdrawable;
    }
    let now = Timestamp::now();
    let mut award = award(&args.to, args.issued.as_ref().map_or(Ok(now), |when| when.begins(now))?)?;
    award.name.clone_from(&args.name);
    // The badge's own validity counts in the zone in which its first day is named.
    let lasting = || document.badge.validity.and_then(|validity| args.issued.as_ref()?.last_day(validity));
    award.expires = args.expires.clone().or_else(lasting).as_ref().map(When::ends);
    award.give_evidence(args.evidence.iter().map(String::as_str));
    for (id, value) in &args.results {
        if !document.badge.result_description.iter().any(|description| description.id == *id) {
            return Err(CliError::NoSuchResult(id.clone()));
        }
        match award.results.iter().find(|result| result.result_description == *id) {
            Some(result) if result.value != *value => return Err(CliError::OtherResult(id.clone())),
            Some(_) => {}
            None => award.results.push(Attained { result_description: id.clone(), value: value.clone() }),
        }
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
    file.as_ref().map_or(Ok(()), awards)?;
    let inputs = [&args.document].into_iter().chain(&args.key).cloned().collect();
    let over = Over { force: args.force, inputs };
    over.check(&args.output)?;
    let awarder = awarder(args, &document, file.as_ref())?;
    if let Some(awarder) = &awarder {
        Arc::make_mut(&mut document.badge).issuer = awarder.profile.clone();
    }
    can_be_signed(&document.badge, &award)?;
    let mut options = IssueOptions::new(form, kind, args.issuer.as_deref());
    if let (Some(file), true) = (&file, options.issuer.is_some()) {
        options = options.with_keys_beside(file, &user_folder()?)?;
    }
    // Nobody is there to be asked about a first document, so it is told of afterwards.
    let (home, folder) = (user_folder().ok(), args.web.clone());
    let web = Web { home, folder, new_document: true, new_list: args.new_list, new_name: args.new_name };
    let prepared = prepare(&document, &options)?;
    let folder = could_hand_out(&prepared, file.as_ref(), &award, &web, &args.output, now)?;
    has_folder(&args.output, folder.as_deref())?;
    // What is signed is seen first, before anybody is asked for a passphrase.
    let issuer = awarder.as_ref().map(|awarder| (&awarder.profile, awarder.by));
    let (issued, expires) = (args.issued.as_ref(), args.expires.as_ref());
    let list = list_ahead(&options, &web, &args.output);
    let (badge, issuer_id, list) = (&document.badge, &options.issuer_id(file.as_ref()), list.as_deref());
    let signed = Signed { badge, issuer, issuer_id, award: &award, issued, expires, form, list };
    terminal.show("This is what the badge will say:")?;
    for Told { mut field, says, note } in signed.told_with(args.id.as_deref()) {
        let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
        for line in format!("{says}{note}").lines() {
            terminal.show(&format!("  {field:<18}  {}", one_line(line)))?;
            field = "";
        }
    }
    let key = match file {
        Some(file) => Some(file.open(&files::passphrase(false)?)?),
        None => None,
    };
    let done = hand_out(&prepared, key.as_ref(), &award, &web, &over, &args.output, now)?;
    terminal.say(&format!(
        "Wrote {}: “{}” for {}.",
        args.output.display(),
        one_line(&document.badge.name),
        args.to.trim()
    ));
    if let Some(list) = &done.new_list {
        terminal.say(&format!("Began the list of withdrawn badges {list}."));
    }
    if let Some(words) = done.told_of_document() {
        terminal.say(&words);
    }
    done.put_right.iter().for_each(|key| terminal.say(&told_of_put_right(key)));
    if let Some(words) = done.told_of_place() {
        terminal.say(&words);
    }
    if let Some(folder) = &done.folder {
        terminal.say(&format!(
            "Put the files in {} on the issuer's web server, each at its address. Keep the folder: it tells which badges are withdrawn.",
            folder.display()
        ));
        for words in done.told_of_files() {
            terminal.say(&format!("  {words}"));
        }
    }
    Ok(Ending::Well)
}

/// That a key awards, as its file and the user's own list of keys tell.
fn awards(file: &KeyFile) -> Result<(), CliError> {
    match user_folder() {
        Ok(home) => Ok(in_use(file, &home)?),
        Err(_) => Ok(file.awards()?),
    }
}

/// Who awards the badge; nobody when none is named, which signing then says.
fn awarder(args: &Bake, document: &Document, key: Option<&KeyFile>) -> Result<Option<Awarder>, CliError> {
    let home = user_folder().ok();
    let saved = home.as_deref().map(SavedIssuers::load).transpose()?.unwrap_or_default();
    let kit = home.map(|home| Home::at(&home).brand_kit()).filter(|path| path.exists());
    let kit = kit.and_then(|path| open_brand(&path).ok());
    let brands: Vec<&Brand> = document.brand.as_deref().into_iter().chain(&kit).collect();
    let found = Awarder::of(&document.badge, &saved, &brands, key);
    let Some(given) = args.issuer_name.as_deref().map(str::trim).filter(|given| !given.is_empty()) else {
        return match (found, key) {
            (Some(found), Some(key)) if found.is_unlike(key, &saved) => {
                Err(CliError::UnlikeKey { issuer: found.profile.name, by: found.by.words(), key: key.name.clone() })
            }
            (found, _) => Ok(found),
        };
    };
    match found {
        // Whoever is really called so has given a home page.
        Some(found) if found.profile.name == given => Ok(Some(found)),
        Some(Awarder { profile, by: NamedBy::Badge }) => {
            Err(CliError::OtherIssuer { issuer: profile.name, given: given.to_owned() })
        }
        _ => match Awarder::given(given, &document.badge, &saved) {
            Some(awarder) => Ok(Some(awarder)),
            None => Err(IssueError::MadeUp(given.to_owned()).into()),
        },
    }
}

pub(super) fn unbake(args: &Unbake, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let found = carrier::extract(&files::badge(&args.file)?)?;
    for note in &found.notes {
        terminal.say(&note.to_string());
    }
    let payload = found.payload.as_str();
    match &args.output {
        Some(path) if files::is_standard_stream(path) => terminal.record(payload)?,
        Some(path) => Over { force: args.force, inputs: vec![args.file.clone()] }.write(path, payload.as_bytes())?,
        None => terminal.record(payload)?,
    }
    Ok(Ending::Well)
}

pub(super) fn withdrawn(args: &Withdraw, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let file = args.key.as_deref().map(KeyFile::read).transpose()?;
    let public = file.as_ref().map(KeyFile::public).transpose()?;
    let mut all = Vec::with_capacity(args.files.len());
    for path in &args.files {
        let refused = |source| CliError::Revoke { path: path.clone(), source };
        let how = Revocation::of(&files::badge(path)?).map_err(refused)?;
        how.check_alone(Timestamp::now()).map_err(refused)?;
        if args.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty()) && !how.takes_reason() {
            return Err(CliError::NoReason(path.clone()));
        }
        let folder = args.web.clone().map_or_else(|| remembered_folder(&how), Ok)?;
        let told = how.check(&folder, public.as_ref(), Timestamp::now()).map_err(refused)?;
        all.push((path, how, folder, told));
    }
    // What is withdrawn is genuine, and is seen, before anybody is asked for a passphrase.
    for (path, _, _, told) in &all {
        let asked = if told.is_noted { "" } else { "To be withdrawn: " };
        terminal.show(&format!("{asked}{}: {told}.", one_line(&path.display().to_string())))?;
    }
    let key = match file.filter(|_| all.iter().any(|(_, how, ..)| how.needs_key())) {
        Some(file) => Some(file.open(&files::passphrase(false)?)?),
        None => None,
    };
    let reason = args.reason.as_deref().unwrap_or_default();
    for (path, how, folder, _) in all {
        let refused = |source| CliError::Revoke { path: path.clone(), source };
        let done = how.carry_out(&folder, key.as_ref(), reason, Timestamp::now()).map_err(refused)?;
        let (badge, file, url) = (path.display(), done.file.display(), as_address(&done.url));
        terminal.say(&match done.news {
            News::Withdrawal => format!("{badge} is withdrawn once {file} is on the web at {url}."),
            News::Reason => format!(
                "{badge} was withdrawn already. The reason that {file} gives is changed to yours: put it on the web at {url}."
            ),
            News::Nothing => {
                format!("{badge} was withdrawn already, and {file} stays as it is. It belongs on the web at {url}.")
            }
        });
    }
    Ok(Ending::Well)
}

/// The folder that is remembered for a badge; where what is remembered cannot be read, that is why there is none.
fn remembered_folder(how: &Revocation) -> Result<PathBuf, CliError> {
    let home = user_folder().map_err(|_| CliError::NoWebFolder)?;
    let damaged = || WebMemory::new(&home).damaged();
    how.remembered_folder(&home).ok_or_else(|| damaged().map_or(CliError::NoWebFolder, CliError::Memory))
}

pub(super) fn endorse(args: &Endorse, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    // Both are looked at before anybody types a passphrase in vain.
    let document = files::document(&args.document)?;
    if carries_document(&files::limited(&args.document, MAX_FILE_BYTES)?) {
        return Err(CliError::NotTheDocument(args.document.clone()));
    }
    let file = KeyFile::read(&args.key)?;
    awards(&file)?;
    may_be_endorsed(&document.badge, &file)?;
    may_replace(&args.document)?;
    let endorser = args.by.as_deref().unwrap_or(&file.name);
    let (endorser, comment) = praise(&document.badge, &args.comment, endorser).map_err(|error| match error {
        IssueError::MadeUp(name) => CliError::MadeUpEndorser(name),
        error => error.into(),
    })?;
    terminal.show("These words will be signed:")?;
    for (field, says) in [
        ("Badge", document.badge.name.as_str()),
        ("Identifier", as_address(&document.badge.id).as_str()),
        ("Endorsed by", endorser.as_str()),
        ("Known as", as_address(&file.did).as_str()),
        ("Words", comment.as_str()),
    ] {
        terminal.show(&format!("  {field:<16}  {}", one_line(says)))?;
    }
    let key = file.open(&files::passphrase(false)?)?;
    // Whoever else endorses it meanwhile is waited for.
    let _lock = Lock::on(&args.document)?;
    let shown = document;
    let mut document = files::document(&args.document)?;
    let alone = |badge: &Badge| Badge { endorsement: Vec::new(), endorsement_jwt: Vec::new(), ..badge.clone() };
    if alone(&document.badge) != alone(&shown.badge) {
        return Err(CliError::OtherBadge(args.document.clone()));
    }
    let signed = endorsed(&shown.badge, &comment, &endorser, &key, Timestamp::now())?;
    Arc::make_mut(&mut document.badge).endorsement.push(signed);
    document.save(&args.document)?;
    terminal.say(&format!(
        "{} endorses “{}” in {}.",
        endorser,
        one_line(&document.badge.name),
        args.document.display()
    ));
    Ok(Ending::Well)
}
