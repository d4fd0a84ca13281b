//! Commands on keys and on the issuers one has confirmed.

use jiff::Timestamp;
use serde_json::json;

use super::args::{NewKey, ShowKey, TrustAdd, TrustList, TrustRemove};
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files};
use crate::credential::did::fingerprint;
use crate::credential::{IssuerKey, KdfCost, KeyFile, SystemRandom};
use crate::document::user_folder;
use crate::inspect::{KnownIssuer, Trust};

pub(super) fn new_key(args: &NewKey, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let name = args.output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let key = IssuerKey::generate(name, args.algorithm.into(), Timestamp::now(), &mut SystemRandom)?;
    let file = KeyFile::seal(&key, &files::passphrase(true)?, KdfCost::default(), &mut SystemRandom)?;
    Trust::store_own_key(&file, &args.output, &folder)?;
    terminal.line(&key.did())?;
    terminal.say(&format!("Wrote {}. What it signs is genuine to you.", args.output.display()));
    terminal.say(&format!(
        "Tell those who are to trust you its fingerprint: {}. Keep the file and the passphrase safe: neither can be made again.",
        fingerprint(&key.did())
    ));
    Ok(Ending::Well)
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
        }))?;
        return Ok(Ending::Well);
    }
    terminal.line(&format!("Name         {}", file.name))?;
    terminal.line(&format!("Made         {}", file.created))?;
    terminal.line(&format!("DID          {}", file.did))?;
    terminal.line(&format!("Fingerprint  {}", fingerprint(&file.did)))?;
    terminal.line(&format!("Public JWK   {jwk}"))?;
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
            .map(|(issuer, own)| json!({ "id": issuer.id, "name": issuer.name, "own": own, "fingerprint": fingerprint(&issuer.id) }))
            .collect();
        terminal.json(&list)?;
        return Ok(Ending::Well);
    }
    for (issuer, own) in &issuers {
        let kind = if *own { "own key" } else { "trusted" };
        terminal.line(&format!("{kind}  {}  {}  {}", fingerprint(&issuer.id), issuer.id, issuer.name))?;
    }
    if issuers.is_empty() {
        terminal.say("You have no keys and have confirmed no issuers yet.");
    }
    Ok(Ending::Well)
}

pub(super) fn add(args: &TrustAdd, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let folder = user_folder()?;
    let mut trust = Trust::load(&folder)?;
    let name = args.name.as_deref().unwrap_or(&args.id);
    trust.add_trusted(args.id.as_str(), name);
    trust.save(&folder)?;
    terminal.say(&format!(
        "What {name} signs is genuine to you from now on. Its fingerprint is {}: compare it with theirs.",
        fingerprint(&args.id)
    ));
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
