//! Commands on keys and on the issuers one has confirmed.

use std::path::Path;

use jiff::Timestamp;
use serde_json::json;
use zeroize::Zeroizing;

use super::args::{
    ExportKey, ImportKey, KeyForm, NewKey, PublishKeys, RotateKey, ShowKey, TrustAdd, TrustExport, TrustImport,
    TrustList, TrustRemove,
};
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files};
use crate::badge::one_line;
use crate::credential::did::fingerprint;
use crate::credential::did_web;
use crate::credential::site::SiteError;
use crate::credential::{IssuerKey, KdfCost, KeyError, KeyFile, SystemRandom};
use crate::document::{user_folder, write_atomically, write_private_new};
use crate::inspect::{KnownIssuer, Trust};
use crate::issue::{IssueError, seldom_accepted};

pub(super) fn new_key(args: &NewKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let name = name_of(&args.output);
    let key = IssuerKey::generate(name, args.algorithm.into(), Timestamp::now(), &mut SystemRandom)?;
    keep(&key, &args.output, terminal)
}

pub(super) fn show_key(args: &ShowKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let file = KeyFile::read(&args.key)?;
    let jwk = file.public()?.jwk(Some(&file.did));
    if args.json {
        terminal.json(&json!({
            "name": file.name,
            "created": file.created.to_string(),
            "did": file.did,
            "fingerprint": fingerprint(&file.did),
            "publicJwk": jwk,
            "publicPem": file.public()?.pem().map_err(|error| KeyError::NotAKeyFile(error.to_string()))?,
        }))?;
        return Ok(Ending::Well);
    }
    terminal.line(&format!("Name         {}", one_line(&file.name)))?;
    terminal.line(&format!("Made         {}", file.created))?;
    terminal.line(&format!("DID          {}", one_line(&file.did)))?;
    terminal.line(&format!("Fingerprint  {}", fingerprint(&file.did)))?;
    terminal.line(&format!("Public JWK   {jwk}"))?;
    Ok(Ending::Well)
}

pub(super) fn import_key(args: &ImportKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let bytes = Zeroizing::new(files::badge(&args.file)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| KeyError::Unusable("it is not text".into()))?;
    let key = IssuerKey::import(name_of(&args.output), Timestamp::now(), text)?;
    keep(&key, &args.output, terminal)
}

pub(super) fn export_key(args: &ExportKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let key = KeyFile::read(&args.key)?.open(&files::passphrase(false)?)?;
    let text = match args.form {
        KeyForm::Pem => key.export_pem()?,
        KeyForm::Jwk => key.export_jwk()?,
    };
    write_private_new(&args.output, text.as_bytes())?;
    terminal.say(&format!(
        "Wrote {} with the secret in the open. Whoever has this file can sign in your name: delete it after use.",
        args.output.display()
    ));
    Ok(Ending::Well)
}

pub(super) fn rotate_key(args: &RotateKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut old = KeyFile::read(&args.key)?;
    // Only who can open the old one may put another in its place.
    let algorithm = old.open(&files::passphrase(false)?)?.public().algorithm();
    let now = Timestamp::now();
    let key = IssuerKey::generate(old.name.as_str(), algorithm, now, &mut SystemRandom)?;
    let ending = keep(&key, &args.output, terminal)?;
    old.retired = Some(now);
    old.replace(&args.key)?;
    terminal
        .say(&format!("{} is retired: what it signed stays good, new badges take the new key.", args.key.display()));
    Ok(ending)
}

pub(super) fn publish_keys(args: &PublishKeys, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let keys = args.keys.iter().map(|path| KeyFile::read(path)?.public()).collect::<Result<Vec<_>, _>>()?;
    let place = did_web::document_of(&args.issuer).ok_or(SiteError::NoPlace { also: ", or did:web:example.org" });
    let place = place.map_err(IssueError::from)?;
    let document = did_web::document(&args.issuer, &keys);
    write_atomically(&args.output, format!("{document:#}\n").as_bytes())?;
    terminal.say(&format!("Wrote {}. Put it on the web at {place}.", args.output.display()));
    Ok(Ending::Well)
}

/// A key's name by its file's.
fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Seals a key into a file and counts it among the own ones.
fn keep(key: &IssuerKey, path: &Path, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let file = KeyFile::seal(key, &files::passphrase(true)?, KdfCost::default(), &mut SystemRandom)?;
    Trust::store_own_key(&file, path, &folder)?;
    terminal.line(&key.did())?;
    if let Some(words) = seldom_accepted(key.public().algorithm(), None) {
        terminal.say(words);
    }
    terminal.say(&format!("Wrote {}. What it signs is genuine to you.", path.display()));
    terminal.say(&format!(
        "Tell those who are to trust you its fingerprint: {}. Keep the file and the passphrase safe: neither can be made again.",
        fingerprint(&key.did())
    ));
    Ok(Ending::Well)
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
                json!({ "id": issuer.id, "name": issuer.name, "own": own, "fingerprints": issuer.fingerprints(), "keys": issuer.keys })
            })
            .collect();
        terminal.json(&list)?;
        return Ok(Ending::Well);
    }
    for (issuer, own) in &issuers {
        let kind = if *own { "own key" } else { "trusted" };
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
    format!("{known}  {}  {}", one_line(&issuer.id), one_line(&issuer.name))
}

pub(super) fn add(args: &TrustAdd, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let mut trust = Trust::load(&folder)?;
    let name = args.name.as_deref().unwrap_or(&args.id);
    let issuer = KnownIssuer { keys: args.keys.clone(), ..KnownIssuer::new(args.id.as_str(), name) };
    let fingerprints = issuer.fingerprints();
    trust.confirm(issuer);
    trust.save(&folder)?;
    terminal.say(&match fingerprints.as_slice() {
        [] => format!("What {name} signs is genuine to you from now on, once its website confirms the key."),
        known => format!(
            "What {name} signs is genuine to you from now on. Its fingerprint is {}: compare it with theirs.",
            known.join(" or ")
        ),
    });
    Ok(Ending::Well)
}

pub(super) fn remove(args: &TrustRemove, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let mut trust = Trust::load(&folder)?;
    if !trust.remove_trusted(args.id.trim()) {
        return Err(CliError::NotTrusted(args.id.clone()));
    }
    trust.save(&folder)?;
    terminal.say(&format!("{} is no longer confirmed.", args.id));
    Ok(Ending::Well)
}

pub(super) fn export(args: &TrustExport, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let trust = Trust::load(&user_folder()?)?;
    write_atomically(&args.file, trust.export().as_bytes())?;
    terminal.say(&format!("Wrote {}. Hand it to people who trust your word.", args.file.display()));
    Ok(Ending::Well)
}

pub(super) fn import(args: &TrustImport, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let mut trust = Trust::load(&folder)?;
    let offered = Trust::offered(&args.file)?;
    let new: Vec<KnownIssuer> = offered.into_iter().filter(|issuer| trust.lacks(issuer)).collect();
    for issuer in &new {
        terminal.line(&described(issuer))?;
    }
    if !args.yes {
        terminal.say("Nobody is confirmed yet. Compare the fingerprints, then give --yes.");
        return Ok(Ending::Well);
    }
    let count = new.len();
    new.into_iter().for_each(|issuer| trust.confirm(issuer));
    trust.save(&folder)?;
    terminal.say(&format!("Confirmed {count} issuers. What they sign is genuine to you from now on."));
    Ok(Ending::Well)
}
