//! Commands on keys and on the issuers one has confirmed.

use std::path::Path;

use jiff::Timestamp;
use serde_json::json;
use zeroize::Zeroizing;

use super::args::{
    ExportKey, ImportKey, KeyForm, NewKey, PublishKeys, RotateKey, ShowKey, TrustAdd, TrustExport, TrustImport,
    TrustList, TrustRemove,
};
use super::ending::Ending;
use super::error::CliError;
use super::files;
use super::terminal::Terminal;
use crate::badge::{as_address, one_line};
use crate::carrier::MAX_FILE;
use crate::credential::did::fingerprint;
use crate::credential::{IssuerKey, KdfCost, KeyError, KeyFile, PublicKey, SystemRandom, issuer_id};
use crate::inspect::{KnownIssuer, Trust, TrustChange};
use crate::issue::{
    HandOutError, KeyRingError, Over, WebError, in_use, keys_beside, list_to_hand_on, note_retired,
    publish_keys as publish, retired_since, rotate, seldom_accepted, told_of_put_right, trust_of_user,
};
use crate::store::{may_create, may_replace_private, user_folder, write_secret_new};

/// What trust alone does not tell.
const LOOKED_UP: &str =
    "Of badges that can be withdrawn, it is looked up first that they were not: inspect --online does.";

pub(super) fn new_key(args: &NewKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    can_keep(&args.output)?;
    let name = name_of(&args.output);
    let key = IssuerKey::generate(name, args.algorithm.into(), Timestamp::now(), &mut SystemRandom)?;
    keep(&key, &args.output, terminal)
}

pub(super) fn show_key(args: &ShowKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let file = KeyFile::read(&args.key)?;
    // What the file itself says stands also where nothing else is kept.
    let retired = user_folder().map_or(Ok(file.retired), |home| retired_since(&file, &home))?;
    let jwk = file.public()?.jwk(Some(&file.did));
    if args.json {
        terminal.json(&json!({
            "name": file.name,
            "created": file.created.to_string(),
            "retired": retired.map(|since| since.to_string()),
            "did": file.did,
            "fingerprint": fingerprint(&file.did),
            "publicJwk": jwk,
            "publicPem": file.public()?.pem().map_err(|error| KeyError::NotAKeyFile(error.to_string()))?,
        }))?;
        return Ok(Ending::Well);
    }
    terminal.line(&format!("Name         {}", one_line(&file.name)))?;
    terminal.line(&format!("Made         {}", file.created))?;
    if let Some(since) = retired {
        terminal.line(&format!("Retired      {since}; it awards nothing new, and what it signed stays good"))?;
    }
    terminal.line(&format!("DID          {}", as_address(&file.did)))?;
    terminal.line(&format!("Fingerprint  {}", fingerprint(&file.did)))?;
    terminal.line(&format!("Public JWK   {jwk}"))?;
    Ok(Ending::Well)
}

pub(super) fn import_key(args: &ImportKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    can_keep(&args.output)?;
    let bytes = Zeroizing::new(files::limited(&args.file, MAX_FILE as u64)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| KeyError::Unusable("it is not text".into()))?;
    let key = IssuerKey::import(name_of(&args.output), Timestamp::now(), text)?;
    keep(&key, &args.output, terminal)
}

pub(super) fn export_key(args: &ExportKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let file = KeyFile::read(&args.key)?;
    may_create(&args.output)?;
    let key = file.open(&files::passphrase(false)?)?;
    let text = match args.form {
        KeyForm::Pem => key.export_pem()?,
        KeyForm::Jwk => key.export_jwk()?,
    };
    write_secret_new(&args.output, text.as_bytes())?;
    terminal.say(&format!(
        "Wrote {} with the secret in the open. Whoever has this file can sign in your name: delete it after use.",
        args.output.display()
    ));
    Ok(Ending::Well)
}

pub(super) fn rotate_key(args: &RotateKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let home = user_folder()?;
    in_use(&KeyFile::read(&args.key)?, &home)?;
    may_replace_private(&args.key)?;
    can_keep(&args.output)?;
    let passphrase = files::passphrase(false)?;
    let key = rotate(&args.key, &passphrase, Timestamp::now(), &home, |key| {
        let file = KeyFile::seal(key, &passphrase, KdfCost::default(), &mut SystemRandom)?;
        Trust::store_own_key(&file, &args.output, &home)?;
        Ok::<_, KeyRingError>(file.did)
    })?;
    terminal
        .say(&format!("{} is retired: what it signed stays good, new badges take the new key.", args.key.display()));
    tell_of_new_key(&key, &args.output, terminal)?;
    Ok(Ending::Well)
}

pub(super) fn publish_keys(args: &PublishKeys, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let files = args.keys.iter().map(|path| KeyFile::read(path)).collect::<Result<Vec<_>, _>>()?;
    let keys: Vec<PublicKey> = files.iter().map(KeyFile::public).collect::<Result<_, _>>()?;
    let mut further: Vec<PublicKey> = Vec::new();
    if !args.only {
        let home = user_folder()?;
        files.iter().try_for_each(|file| note_retired(file, &home))?;
        let trust = Trust::load(&home)?;
        for key in files.iter().flat_map(|file| keys_beside(&file.name, &file.did, &trust)) {
            if !keys.contains(&key) && !further.contains(&key) {
                further.push(key);
            }
        }
    }
    let over = Over { force: true, inputs: args.keys.clone() };
    let done = publish(&args.issuer, &keys, &further, args.only, &over, &args.output).map_err(|error| match error {
        HandOutError::Web(WebError::Other { path, url }) => CliError::NotTheirs { path, url },
        error => error.into(),
    })?;
    let count = if done.keys == 1 { "1 key".to_owned() } else { format!("{} keys", done.keys) };
    let linked = match done.linked {
        0 => String::new(),
        1 => " and names 1 more by its address".to_owned(),
        more => format!(" and names {more} more by their addresses"),
    };
    terminal.say(&format!(
        "Wrote {}, which lists {count}{linked}. Put it on the web at {}.",
        args.output.display(),
        as_address(&done.url)
    ));
    if done.is_new {
        terminal.say("If there is one on the web already, put that in its place and publish again: the new one would make badges of other keys count for nothing.");
    }
    for key in &done.put_right {
        terminal.say(&told_of_put_right(key));
    }
    for key in &done.given_up {
        terminal.say(&format!(
            "The key with the fingerprint {key} is listed there as given up, as not for awarding, or with an end, and stays listed as that: what it signs counts for nothing then. If that is wrong, put the file right by hand."
        ));
    }
    for one in &done.left_out {
        terminal.say(&one.to_string());
    }
    for key in &done.not_listed {
        terminal.say(&format!(
            "Your key with the fingerprint {key}, of the same issuer, is not listed there and was not put in: badges that it signed in this issuer's name count for nothing. If they are to count, publish again and name its key file as well."
        ));
    }
    Ok(Ending::Well)
}

/// A key's name by its file's.
fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// That a key can be kept in a file and counted among the own ones: to be asked before
/// a passphrase is.
fn can_keep(path: &Path) -> Result<(), CliError> {
    Trust::load(&user_folder()?)?;
    Ok(KeyFile::may_be_at(path)?)
}

/// Seals a key into a file and counts it among the own ones.
fn keep(key: &IssuerKey, path: &Path, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let file = KeyFile::seal(key, &files::passphrase(true)?, KdfCost::default(), &mut SystemRandom)?;
    Trust::store_own_key(&file, path, &folder)?;
    if let Some(words) = seldom_accepted(key.public().algorithm(), None) {
        terminal.say(words);
    }
    tell_of_new_key(&file.did, path, terminal)?;
    Ok(Ending::Well)
}

fn tell_of_new_key(did: &str, path: &Path, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
    terminal.say(&format!("Wrote {}. What it signs is genuine to you.", path.display()));
    terminal.say(&format!(
        "Tell those who are to trust you its fingerprint: {}. Keep the file and the passphrase safe: neither can be made again.",
        fingerprint(did)
    ));
    terminal.line(did)
}

pub(super) fn list(args: &TrustList, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let trust = Trust::load(&user_folder()?)?;
    let own = trust.own_keys().iter().map(|issuer| (issuer, true));
    let issuers: Vec<(&KnownIssuer, bool)> =
        own.chain(trust.trusted_issuers().iter().map(|issuer| (issuer, false))).collect();
    if args.json {
        let list: Vec<_> = issuers
            .iter()
            .map(|(issuer, own)| {
                json!({ "id": issuer.id, "name": issuer.name, "own": own, "fingerprints": issuer.fingerprints(), "keys": issuer.keys,
                    "retired": issuer.retired.map(|since| since.to_string()) })
            })
            .collect();
        terminal.json(&list)?;
        return Ok(Ending::Well);
    }
    for (issuer, own) in &issuers {
        let kind = match (own, issuer.retired) {
            (true, Some(_)) => "own key, retired",
            (true, None) => "own key",
            (false, _) => "trusted",
        };
        terminal.line(&format!("{kind}  {}", described(issuer)))?;
    }
    if issuers.is_empty() {
        terminal.say("You have no keys and have confirmed no issuers yet.");
    }
    Ok(Ending::Well)
}

/// An issuer on one line.
fn described(issuer: &KnownIssuer) -> String {
    let known = match issuer.fingerprints() {
        none if none.is_empty() => "no key known here".to_owned(),
        known => one_line(&known.join(" ")),
    };
    format!("{known}  {}  {}", as_address(&issuer.id), issuer.called())
}

pub(super) fn add(args: &TrustAdd, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    issuer_id::check_with_keys(&args.id, &args.keys)?;
    let folder = user_folder()?;
    let trust = trust_of_user(&folder)?;
    // Whoever is known keeps the name that they are known by, unless another one is given.
    let known = trust.trusted(&args.id).map(|known| known.name.as_str());
    let name = args.name.as_deref().or(known).unwrap_or(&args.id);
    let issuer = KnownIssuer { keys: args.keys.clone(), ..KnownIssuer::new(args.id.as_str(), name) };
    let (fingerprints, name) = (issuer.fingerprints(), issuer.called());
    let changes = trust.changes(std::slice::from_ref(&issuer));
    let is_told = |change: &&TrustChange| matches!(change, TrustChange::Alike { .. } | TrustChange::Renamed { .. });
    for change in changes.iter().filter(is_told) {
        terminal.line(&one_line(&change.to_string()))?;
    }
    let question = "Are they who they say, and are they to be confirmed?";
    let is_alike = changes.iter().any(|change| matches!(change, TrustChange::Alike { .. }));
    if is_alike && !args.yes && !agreed(question, "Make sure who they are, then give --yes.", terminal) {
        return Ok(Ending::Wrong);
    }
    Trust::change(&folder, |trust| trust.confirm(issuer))?;
    terminal.say(&match fingerprints.as_slice() {
        [] => {
            format!("What {name} signs is genuine to you from now on, once its website confirms the key. {LOOKED_UP}")
        }
        known => format!(
            "What {name} signs with this key is genuine to you from now on; where a badge names the key only by an \
             address, once that is looked up. {LOOKED_UP} Its fingerprint is {}: compare it with theirs.",
            known.join(" or ")
        ),
    });
    Ok(Ending::Well)
}

pub(super) fn remove(args: &TrustRemove, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let mut was_there = false;
    Trust::change(&folder, |trust| was_there = trust.remove_trusted(args.id.trim()))?;
    if !was_there {
        return Err(CliError::NotTrusted(args.id.clone()));
    }
    terminal.say(&format!("{} is no longer confirmed.", as_address(args.id.trim())));
    Ok(Ending::Well)
}

pub(super) fn export(args: &TrustExport, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let list = list_to_hand_on(&user_folder()?)?;
    Over { force: args.force, inputs: Vec::new() }.write(&args.file, list.export()?.as_bytes())?;
    terminal.say(&format!("Wrote {}. Hand it to people who trust your word.", args.file.display()));
    Ok(Ending::Well)
}

/// Whether the user agrees; says what to do where nobody can be asked.
fn agreed(question: &str, remedy: &str, terminal: &mut Terminal<'_>) -> bool {
    match terminal.agrees(question) {
        Some(true) => return true,
        Some(false) => terminal.say("Nothing was taken in."),
        None => terminal.say(&format!("Nothing was taken in. {remedy}")),
    }
    false
}

pub(super) fn import(args: &TrustImport, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let offered = Trust::offered(&args.file)?;
    if offered.is_empty() {
        terminal.say("Nobody is on this list, so nothing was taken in.");
        return Ok(Ending::Wrong);
    }
    let changes = trust_of_user(&folder)?.changes(&offered);
    for change in &changes {
        terminal.line(&change.to_string())?;
    }
    if changes.is_empty() {
        terminal.say("Everybody on this list is confirmed already, as they are named there.");
        return Ok(Ending::Well);
    }
    if changes.iter().all(|change| matches!(change, TrustChange::Own { .. })) {
        terminal.say("Nothing else is new on this list: your own keys stay as they are.");
        return Ok(Ending::Well);
    }
    let question = "Did you compare the fingerprints, and is all of this to be taken in?";
    if !args.yes && !agreed(question, "Compare the fingerprints, then give --yes.", terminal) {
        return Ok(Ending::Wrong);
    }
    // What was shown is what is taken in, whatever another program did meanwhile.
    let mut as_shown = false;
    Trust::change(&folder, |trust| {
        as_shown = trust.changes(&offered) == changes;
        if as_shown {
            trust.take_in(offered);
        }
    })?;
    if !as_shown {
        return Err(CliError::ChangedMeanwhile);
    }
    terminal.say(&format!("Taken in. What they sign is genuine to you from now on. {LOOKED_UP}"));
    Ok(Ending::Well)
}
