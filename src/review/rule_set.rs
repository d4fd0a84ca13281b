//! Rule sets that a badge is held against: those of a scheme or platform, or a
//! choice of the user's own.

use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use serde::{Deserialize, Serialize};

use super::{Profile, RULES, Rule};
use crate::Extra;
use crate::store::{Folder, Home, Item, StoreError};

/// Longest name of an own profile, in characters.
const LONGEST_NAME: usize = 60;

/// Largest file of an own profile, in bytes.
const LARGEST_FILE: u64 = 64 * 1024;

/// Most own profiles that are listed.
const MOST: usize = 50;

/// Rule set that a badge is held against, and who asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSet {
    name: String,
    key: String,
    rules: Vec<&'static Rule>,
}

impl RuleSet {
    /// The name people know it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name that is easy to type.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its rules, in the order of the form.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().copied()
    }
}

impl From<Profile> for RuleSet {
    fn from(profile: Profile) -> Self {
        let rules = RULES.iter().filter(|rule| rule.profiles.contains(&profile)).collect();
        Self { name: profile.name().to_owned(), key: profile.key().to_owned(), rules }
    }
}

impl From<&OwnProfile> for RuleSet {
    fn from(own: &OwnProfile) -> Self {
        let rules = RULES.iter().filter(|rule| own.has(rule)).collect();
        Self { name: own.name.clone(), key: own.key(), rules }
    }
}

impl From<&Self> for RuleSet {
    fn from(same: &Self) -> Self {
        same.clone()
    }
}

/// Profile of the user's own, a choice of rules: those of a scheme or platform with some
/// switched on and some switched off. So a rule that is new in a later version
/// is not missing from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnProfile {
    /// What the user calls it.
    pub name: String,
    /// Key of the profile it begins with, such as `badge-nation`.
    pub based_on: String,
    /// Ids of rules that are switched on.
    #[serde(default)]
    pub on: Vec<String>,
    /// Ids of rules that are switched off.
    #[serde(default)]
    pub off: Vec<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Error of a profile of one's own that cannot be used or kept.
#[derive(Debug, thiserror::Error)]
pub enum OwnProfileError {
    /// The file cannot be read or written, or is no profile.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A name that cannot be used.
    #[error("A profile needs a name of up to {LONGEST_NAME} characters that no other profile has.")]
    Name,
}

impl OwnProfile {
    /// Profile that begins with the rules of another.
    pub fn based_on(profile: Profile, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            based_on: profile.key().to_owned(),
            on: Vec::new(),
            off: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// Whether a rule is among its rules.
    pub fn has(&self, rule: &Rule) -> bool {
        let named = |ids: &[String]| ids.iter().any(|id| id == rule.id);
        named(&self.on) || (self.is_usual(rule) && !named(&self.off))
    }

    /// Whether the profile it begins with asks for a rule.
    fn is_usual(&self, rule: &Rule) -> bool {
        Profile::from_str(&self.based_on).is_ok_and(|profile| rule.profiles.contains(&profile))
    }

    /// Switches a rule on or off.
    pub fn switch(&mut self, rule: &Rule, on: bool) {
        self.on.retain(|id| id != rule.id);
        self.off.retain(|id| id != rule.id);
        match (on, self.is_usual(rule)) {
            (true, false) => self.on.push(rule.id.to_owned()),
            (false, true) => self.off.push(rule.id.to_owned()),
            _ => {}
        }
    }

    /// Reads a profile from a file.
    ///
    /// # Errors
    /// When it cannot be read, is no profile, or names a rule that does not
    /// exist.
    pub fn read(path: &Path) -> Result<Self, OwnProfileError> {
        Ok(Folder::read(path)?)
    }

    /// Reads a profile from the bytes of its file; the error is a clause.
    fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let own: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if !is_name(&own.name) {
            return Err(format!("it has no name of 1 to {LONGEST_NAME} characters"));
        }
        Profile::from_str(&own.based_on).map_err(|error| error.to_string())?;
        match own.on.iter().chain(&own.off).find(|id| Rule::by_id(id).is_none()) {
            Some(id) => Err(format!("there is no rule “{id}”")),
            None => Ok(own),
        }
    }

    /// The name that is easy to type. Where it leaves out what tells two names apart,
    /// it is the name itself.
    fn key(&self) -> String {
        let plain = self.plain_name();
        let spaced = self.name.split_whitespace().collect::<Vec<_>>().join("-");
        if plain.eq_ignore_ascii_case(&spaced) { plain } else { self.name.trim().to_owned() }
    }

    /// Whether people would call it so: capitals make no difference.
    fn is_called(&self, name: &str) -> bool {
        self.name.trim().eq_ignore_ascii_case(name.trim())
    }

    /// The name in small letters, with hyphens for everything else. Two names may
    /// have the same.
    fn plain_name(&self) -> String {
        let plain: String =
            self.name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.trim().chars().count()) && name.chars().any(char::is_alphanumeric)
}

impl Item for OwnProfile {
    const FOLDER: &'static str = "profiles";
    const ENDING: &'static str = "json";
    const MAX_BYTES: u64 = LARGEST_FILE;

    fn from_file(bytes: &[u8]) -> Result<Self, String> {
        Self::from_bytes(bytes).map_err(|reason| format!("is not a profile of rules: {reason}."))
    }

    fn to_file(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Profiles that a user made: one file each in the user's folder.
#[derive(Clone, Debug)]
pub struct OwnProfiles {
    folder: Folder<OwnProfile>,
}

impl OwnProfiles {
    /// The profiles kept in the user's folder.
    pub fn new(home: &Path) -> Self {
        Self { folder: Home::at(home).folder() }
    }

    /// All of them by name. A file that is no profile is passed over; naming it
    /// says what is wrong with it.
    pub fn list(&self) -> Vec<OwnProfile> {
        let mut list: Vec<OwnProfile> = self.folder.items().map(|(_, profile)| profile).take(MOST).collect();
        list.sort_by(|one, other| one.name.cmp(&other.name));
        list
    }

    /// Keeps a profile, in place of one of the same name.
    ///
    /// # Errors
    /// When its name cannot be used or it cannot be written.
    pub fn keep(&self, profile: &OwnProfile) -> Result<(), OwnProfileError> {
        if !is_name(&profile.name) || Profile::from_str(&profile.name).is_ok() {
            return Err(OwnProfileError::Name);
        }
        let place = || Ok(self.file_of(profile).unwrap_or_else(|| self.folder.free_file(&profile.plain_name())));
        self.folder.keep(profile, place)?;
        Ok(())
    }

    /// Takes a profile away.
    ///
    /// # Errors
    /// When its file cannot be removed.
    pub fn remove(&self, profile: &OwnProfile) -> Result<(), OwnProfileError> {
        match self.file_of(profile) {
            Some(path) => Ok(Folder::<OwnProfile>::remove(&path)?),
            None => Ok(()),
        }
    }

    /// Rule set of this name: a scheme's, one that the user made, or one
    /// in a file.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(home: Option<&Path>, named: &str) -> Result<RuleSet, OwnProfileError> {
        if let Ok(profile) = Profile::from_str(named) {
            return Ok(profile.into());
        }
        let own = home.map(|home| Self::new(home).list()).unwrap_or_default();
        let find = |is_meant: &dyn Fn(&OwnProfile) -> bool| own.iter().find(|own| is_meant(own));
        let found = find(&|own| own.is_called(named))
            .or_else(|| find(&|own| own.key() == named.trim()))
            .or_else(|| find(&|own| own.plain_name() == named.trim()));
        match found {
            Some(own) => Ok(own.into()),
            None => Ok((&OwnProfile::read(Path::new(named))?).into()),
        }
    }

    /// The file in which a profile of this name is kept.
    fn file_of(&self, profile: &OwnProfile) -> Option<PathBuf> {
        self.folder.items().find(|(_, kept)| kept.is_called(&profile.name)).map(|(path, _)| path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn rule(id: &str) -> &'static Rule {
        Rule::by_id(id).expect("the rule is listed")
    }

    #[test]
    fn an_own_profile_switches_rules_on_and_off_again() {
        let mut own = OwnProfile::based_on(Profile::BadgeNation, "Harbour");
        own.switch(rule("D1"), false);
        own.switch(rule("T5"), true);
        assert!(!own.has(rule("D1")) && own.has(rule("T5")) && own.has(rule("C1")));
        own.switch(rule("D1"), true);
        own.switch(rule("T5"), false);
        assert_eq!(own, OwnProfile::based_on(Profile::BadgeNation, "Harbour"), "what is as usual is not written down");
    }

    #[test]
    fn own_profiles_are_kept_found_and_removed() {
        let home = tempfile::tempdir().unwrap();
        let kept = OwnProfiles::new(home.path());
        let mut own = OwnProfile::based_on(Profile::Credly, "Harbour Trust");
        own.switch(rule("C1"), true);
        kept.keep(&own).unwrap();
        assert_eq!(kept.list(), [own.clone()]);
        for named in
            ["harbour trust", "harbour-trust", home.path().join("profiles/harbour-trust.json").to_str().unwrap()]
        {
            let found = OwnProfiles::find(Some(home.path()), named).unwrap();
            assert_eq!(found.name(), "Harbour Trust");
            assert!(found.rules().any(|rule| rule.id == "C1"));
        }
        let file = home.path().join("profiles/harbour-trust.json");
        fs::write(&file, r#"{"name":"Harbour Trust","basedOn":"credly","colour":"red"}"#).unwrap();
        let mut later = kept.list().remove(0);
        later.switch(rule("C1"), true);
        kept.keep(&later).unwrap();
        assert!(fs::read_to_string(&file).unwrap().contains("\"colour\": \"red\""), "a later version's fields stay");
        kept.remove(&own).unwrap();
        assert_eq!(kept.list(), []);
    }

    #[test]
    fn names_that_look_alike_have_a_file_and_a_key_each() {
        let home = tempfile::tempdir().unwrap();
        let kept = OwnProfiles::new(home.path());
        let [both, none] = ["Youth & Arts", "Youth Arts"].map(|name| OwnProfile::based_on(Profile::Credly, name));
        kept.keep(&both).unwrap();
        kept.keep(&none).unwrap();
        kept.keep(&OwnProfile::based_on(Profile::Moodle, "youth arts")).unwrap();
        let names = || kept.list().into_iter().map(|own| own.name).collect::<Vec<_>>();
        assert_eq!(names(), ["Youth & Arts", "youth arts"], "one of the same name is replaced, no other");
        for own in kept.list() {
            let key = RuleSet::from(&own).key().to_owned();
            assert_eq!(OwnProfiles::find(Some(home.path()), &key).unwrap().name(), own.name);
        }
        kept.remove(&both).unwrap();
        assert_eq!(names(), ["youth arts"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_file_without_an_end_is_no_profile() {
        let refused = OwnProfiles::find(None, "/dev/zero").unwrap_err().to_string();
        assert!(refused.contains("it is a device, and only files are opened"), "{refused}");
        let home = tempfile::tempdir().unwrap();
        let large = home.path().join("large.json");
        fs::File::create(&large).unwrap().set_len(LARGEST_FILE + 1).unwrap();
        let refused = OwnProfiles::find(None, large.to_str().unwrap()).unwrap_err().to_string();
        assert!(refused.contains("it is larger than the 64 KB it may have"), "{refused}");
    }

    #[test]
    fn what_is_no_profile_is_refused_with_the_reason() {
        let home = tempfile::tempdir().unwrap();
        for (text, reason) in [
            ("{", "EOF"),
            (r#"{"name":"A","basedOn":"badge-nation","off":["Z9"]}"#, "no rule “Z9”"),
            (r#"{"name":"A","basedOn":"mars"}"#, "no profile “mars”"),
            (r#"{"name":" ","basedOn":"credly"}"#, "no name"),
        ] {
            let path = home.path().join("own.json");
            fs::write(&path, text).unwrap();
            let refused = OwnProfile::read(&path).expect_err(text).to_string();
            assert!(refused.contains(reason), "{refused}");
        }
        let kept = OwnProfiles::new(home.path());
        assert!(kept.keep(&OwnProfile::based_on(Profile::Credly, "Badge Nation")).is_err(), "the name is taken");
        assert!(kept.keep(&OwnProfile::based_on(Profile::Credly, "…")).is_err());
    }
}
