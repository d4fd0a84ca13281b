//! The user's signing keys on disk: several, each with a name, each sealed.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use thiserror::Error;

use super::{IssuersError, SavedIssuers};
use crate::credential::did;
use crate::credential::public_key::PublicKey;
use crate::credential::site::file_stem;
use crate::credential::{Algorithm, IssuerKey, KdfCost, KeyError, KeyFile, SystemRandom};
use crate::inspect::{KnownIssuer, Trust, TrustError};
use crate::store::Home;

/// Most keys that are listed; people have a handful.
const MAX_KEYS: usize = 200;

/// Why the keys could not be listed or one not be kept.
#[derive(Debug, Error)]
pub enum KeyRingError {
    /// The folder cannot be made or read.
    #[error("The folder of your keys, {path}, cannot be used: {reason}.")]
    Folder {
        /// The folder.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The key itself.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The list of own keys.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The issuer profiles, which say whom a key signs for.
    #[error(transparent)]
    Issuers(#[from] IssuersError),
}

/// Signing key that is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// What can be read without the passphrase.
    pub file: KeyFile,
}

/// Key ring: the folder of the user's keys.
#[derive(Clone, Debug)]
pub struct KeyRing {
    /// The user's folder, which also holds the list of own keys.
    home: PathBuf,
}

impl KeyRing {
    /// The keys kept in the user's folder.
    #[must_use]
    pub fn new(home: &Path) -> Self {
        Self { home: home.to_owned() }
    }

    fn folder(&self) -> PathBuf {
        Home::at(&self.home).keys()
    }

    /// The keys, those in use before retired ones, then the newest first. Files
    /// that are no keys are passed over and told. A copy of a file from before its key
    /// was retired is that of a retired key.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn list(&self) -> Result<(Vec<Kept>, Vec<String>), KeyRingError> {
        let folder = self.folder();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Default::default()),
            Err(error) => return Err(Self::unusable(&folder, &error)),
        };
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        let (mut keys, mut problems) = (Vec::new(), Vec::new());
        let trust = Trust::load(&self.home).unwrap_or_else(|error| {
            problems.push(error.to_string());
            Trust::default()
        });
        for path in paths.into_iter().take(MAX_KEYS) {
            match KeyFile::read(&path) {
                Ok(mut file) => {
                    file.retired = file.retired.or(retired_in(&trust, &file.did));
                    keys.push(Kept { path, file });
                }
                Err(error) => problems.push(format!("{}: {error}", path.display())),
            }
        }
        keys.sort_by_key(|kept| (kept.file.retired.is_some(), std::cmp::Reverse(kept.file.created)));
        Ok((keys, problems))
    }

    fn unusable(folder: &Path, error: &std::io::Error) -> KeyRingError {
        KeyRingError::Folder { path: folder.display().to_string(), reason: error.to_string() }
    }

    /// Seals a key, keeps it, and counts it among the own ones, so that what it
    /// signs is genuine to its user.
    ///
    /// # Errors
    /// When it cannot be sealed or written.
    pub fn keep(&self, key: &IssuerKey, passphrase: &str, cost: KdfCost) -> Result<Kept, KeyRingError> {
        let file = KeyFile::seal(key, passphrase, cost, &mut SystemRandom)?;
        let folder = self.folder();
        fs::create_dir_all(&folder).map_err(|error| Self::unusable(&folder, &error))?;
        let stem = match file_stem(key.name()) {
            stem if stem.is_empty() => "key".to_owned(),
            stem => stem.to_lowercase(),
        };
        // The end of the identifier tells keys of the same name apart.
        let mark: String = file.did.chars().rev().take(6).collect();
        let path = folder.join(format!("{stem}-{mark}.key.json"));
        Trust::store_own_key(&file, &path, &self.home)?;
        Ok(Kept { path, file })
    }

    /// A new key of the same name and kind in place of an old one, which is
    /// marked as retired and kept: what it signed stays genuine.
    ///
    /// # Errors
    /// When the new one cannot be made, or the old one not be marked.
    pub fn rotate(&self, old: &Kept, passphrase: &str, cost: KdfCost, now: Timestamp) -> Result<Kept, KeyRingError> {
        rotate(&old.path, passphrase, now, &self.home, |key| self.keep(key, passphrase, cost))
    }
}

/// A new key of the same name and kind in the place of the one in a key file,
/// which is marked as retired there and among the own keys, and for whose issuers it signs
/// from then on. `keep` stores it.
///
/// # Errors
/// When the passphrase does not open the old one, it is retired already, or the
/// new one cannot be kept.
pub fn rotate<T>(
    old: &Path,
    passphrase: &str,
    now: Timestamp,
    home: &Path,
    keep: impl FnOnce(&IssuerKey) -> Result<T, KeyRingError>,
) -> Result<T, KeyRingError> {
    in_use(&KeyFile::read(old)?, home)?;
    // What cannot be read is told before anything is made.
    SavedIssuers::load(home)?;
    KeyFile::succeed(old, now, |old| {
        // Only who can open the old one may put another in its place.
        let algorithm: Algorithm = old.open(passphrase)?.public().algorithm();
        let key = IssuerKey::generate(old.name.as_str(), algorithm, now, &mut SystemRandom)?;
        let kept = keep(&key)?;
        // Whoever the old one signed for, the new one does.
        SavedIssuers::change(home, |saved| {
            saved.succeed(&old.did, &key.did());
            Ok(())
        })?;
        // Before its file says so: whenever this ends, no copy of the old one awards once the list knows the new one.
        Trust::change(home, |trust| trust.retire_own(&old.did, now, Some(&key.did())))?;
        Ok(kept)
    })
}

/// That a key is in use, as its file and the user's list of keys tell.
///
/// # Errors
/// When another took its place, or the list cannot be read.
pub fn in_use(file: &KeyFile, home: &Path) -> Result<(), KeyRingError> {
    note_retired(file, home)?;
    file.awards()?;
    still_awards(&file.did, home)
}

/// Notes in the user's list of keys that one was retired, as its file says: a run of an
/// earlier version may have ended before the list knew.
///
/// # Errors
/// When the list cannot be read or written.
pub fn note_retired(file: &KeyFile, home: &Path) -> Result<(), KeyRingError> {
    let Some(since) = file.retired else { return Ok(()) };
    if Trust::load(home)?.own(&file.did).is_some_and(|own| own.retired.is_none()) {
        Trust::change(home, |trust| trust.retire_own(&file.did, since, None))?;
    }
    Ok(())
}

/// That an own key was not retired, as the user's list of keys tells: a copy of its
/// file from before does not.
///
/// # Errors
/// When it was, or the list cannot be read.
pub fn still_awards(did: &str, home: &Path) -> Result<(), KeyRingError> {
    match retired_in(&Trust::load(home)?, did) {
        Some(since) => Err(KeyError::Retired(since.to_zoned(TimeZone::UTC).date()).into()),
        None => Ok(()),
    }
}

/// Since when a key is retired, as its file tells or the user's list of keys: a copy of
/// its file from before does not.
///
/// # Errors
/// When the list cannot be read.
pub fn retired_since(file: &KeyFile, home: &Path) -> Result<Option<Timestamp>, KeyRingError> {
    Ok(file.retired.or(retired_in(&Trust::load(home)?, &file.did)))
}

fn retired_in(trust: &Trust, did: &str) -> Option<Timestamp> {
    trust.own(did)?.retired
}

/// Further keys of the same issuer: own ones that this one took the place of, one after
/// another, and those that took its place. The name alone does not tell: two organisations
/// may call their keys alike.
#[must_use]
pub fn keys_beside(name: &str, did: &str, trust: &Trust) -> Vec<PublicKey> {
    let own = trust.own_keys();
    let is_retired_alike = |key: &KnownIssuer| key.name == name && key.retired.is_some();
    let mut tied: Vec<&str> = vec![did];
    let mut at = 0;
    while let Some(one) = tied.get(at).copied() {
        at += 1;
        for key in own {
            // Earlier versions noted only that a key was retired, not by which one.
            let unnoted = one == did && key.successor.is_none() && is_retired_alike(key);
            let other = match &key.successor {
                Some(successor) if key.id == one => successor.as_str(),
                Some(successor) if successor == one => key.id.as_str(),
                _ if unnoted => key.id.as_str(),
                _ => continue,
            };
            if !tied.contains(&other) {
                tied.push(other);
            }
        }
    }
    let others = own.iter().filter(|own| own.id != did && tied.contains(&own.id.as_str()));
    others.filter_map(|own| did::public_key(&own.id).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::badge::Profile;

    const QUICK: KdfCost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };

    #[test]
    fn keys_are_kept_by_name_and_rotated_without_losing_the_old_one() {
        let home = tempfile::tempdir().unwrap();
        let ring = KeyRing::new(home.path());
        assert!(ring.list().unwrap().0.is_empty());
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let make = |name: &str, algorithm, time| {
            let key = IssuerKey::generate(name, algorithm, at(time), &mut SystemRandom).unwrap();
            ring.keep(&key, "p", QUICK).unwrap()
        };
        let first = make("Harbour Trust", Algorithm::Ed25519, "2026-01-01T00:00:00Z");
        make("Harbour Trust", Algorithm::P256, "2026-02-01T00:00:00Z");
        let new = ring.rotate(&first, "p", QUICK, at("2026-03-01T00:00:00Z")).unwrap();
        assert_ne!(new.file.did, first.file.did);
        assert!(ring.rotate(&first, "wrong", QUICK, at("2026-03-01T00:00:00Z")).is_err());

        let (keys, problems) = ring.list().unwrap();
        let listed: Vec<(&str, bool)> =
            keys.iter().map(|kept| (kept.file.algorithm().name(), kept.file.retired.is_some())).collect();
        assert_eq!(listed, [("Ed25519", false), ("P-256", false), ("Ed25519", true)]);
        assert!(problems.is_empty());
        assert_eq!(keys[2].file.open("p").unwrap().did(), first.file.did, "a retired key still opens");
        let trust = Trust::load(home.path()).unwrap();
        assert!(keys.iter().all(|kept| trust.own(&kept.file.did).is_some()));
        assert_eq!(trust.own(&first.file.did).unwrap().retired, Some(at("2026-03-01T00:00:00Z")), "the list tells so");
        assert!(ring.rotate(&first, "p", QUICK, at("2026-04-01T00:00:00Z")).is_err(), "it has its successor");
        let beside = keys_beside(&new.file.name, &new.file.did, &trust);
        assert_eq!(beside, [first.file.public().unwrap()], "what it took the place of, and no other of its name");
    }

    #[test]
    fn a_rotation_that_ends_half_way_leaves_no_copy_of_the_old_key_in_use() {
        let home = tempfile::tempdir().unwrap();
        let ring = KeyRing::new(home.path());
        let make = |name: &str| {
            let key = IssuerKey::generate(name, Algorithm::Ed25519, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
            ring.keep(&key, "p", QUICK).unwrap()
        };
        let (old, now) = (make("Harbour"), "2026-03-01T00:00:00Z".parse().unwrap());
        let mut new = None;
        // Its file cannot be written any more once the new one is there.
        let told = rotate(&old.path, "p", now, home.path(), |key| {
            new = Some(ring.keep(key, "p", QUICK)?);
            fs::remove_file(&old.path).unwrap();
            fs::create_dir(&old.path).unwrap();
            Ok(())
        })
        .unwrap_err()
        .to_string();
        assert!(told.contains("The new key is made") && told.contains("Only the mark"), "{told}");
        let trust = Trust::load(home.path()).unwrap();
        let new = new.unwrap().file;
        assert_eq!(keys_beside(&new.name, &new.did, &trust), [old.file.public().unwrap()]);
        assert!(in_use(&old.file, home.path()).is_err(), "a copy of the file from before");
        // As an earlier version left it: the file knows, and the list does not.
        let mut other = make("Canal").file;
        let copy = other.clone();
        assert!(in_use(&copy, home.path()).is_ok());
        other.retired = Some(now);
        assert!(in_use(&other, home.path()).is_err());
        assert!(in_use(&copy, home.path()).is_err(), "now the list knows as well");
    }

    #[test]
    fn a_key_of_another_organisation_is_not_ones_own_for_its_name() {
        let home = tempfile::tempdir().unwrap();
        let ring = KeyRing::new(home.path());
        let make = || {
            let key = IssuerKey::generate("club", Algorithm::P256, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
            ring.keep(&key, "p", QUICK).unwrap()
        };
        let (ours, theirs) = (make(), make());
        let rotate = |old: &Kept| ring.rotate(old, "p", QUICK, Timestamp::UNIX_EPOCH).unwrap();
        let (second, their_second) = (rotate(&ours), rotate(&theirs));
        let third = rotate(&second);
        let trust = Trust::load(home.path()).unwrap();
        let beside = |kept: &Kept| keys_beside("club", &kept.file.did, &trust);
        let public = |kept: &Kept| kept.file.public().unwrap();
        assert_eq!(beside(&their_second), [public(&theirs)]);
        let all = beside(&third);
        assert!(all.len() == 2 && all.contains(&public(&ours)) && all.contains(&public(&second)), "{all:?}");
        assert_eq!(beside(&ours).len(), 2, "an old one has those that came after");
    }

    #[test]
    fn a_file_that_is_no_key_is_told_and_stays() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("keys")).unwrap();
        fs::write(home.path().join("keys/notes.txt"), "not a key").unwrap();
        let (keys, problems) = KeyRing::new(home.path()).list().unwrap();
        assert!(keys.is_empty());
        assert!(problems[0].contains("notes.txt"), "{problems:?}");
    }

    #[test]
    fn an_older_copy_of_a_retired_key_is_retired_and_the_new_one_signs_for_the_same_issuers() {
        let home = tempfile::tempdir().unwrap();
        let ring = KeyRing::new(home.path());
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let key = IssuerKey::generate("Canal School", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
        let old = ring.keep(&key, "p", QUICK).unwrap();
        let before = fs::read(&old.path).unwrap();
        let club = Profile { name: "Sailing Club".into(), ..Profile::default() };
        SavedIssuers::change(home.path(), |saved| saved.keep(&club, Some(old.file.did.clone()))).unwrap();
        let new = ring.rotate(&old, "p", QUICK, now).unwrap();
        fs::write(&old.path, before).unwrap();
        let (keys, problems) = ring.list().unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        let retired = |did: &str| keys.iter().find(|kept| kept.file.did == did).unwrap().file.retired;
        assert_eq!((retired(&old.file.did), retired(&new.file.did)), (Some(now), None));
        let saved = SavedIssuers::load(home.path()).unwrap();
        assert_eq!(saved.by_name("Sailing Club").unwrap().key.as_ref(), Some(&new.file.did));
    }
}
