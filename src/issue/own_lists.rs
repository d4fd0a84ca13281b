//! The list of withdrawn badges in the issuer's own folder, asked where whoever
//! looks at a badge is its issuer: they need no web to know what they withdrew.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::web_folder::{base_of, existing, path_of};
use super::withdraw::{FolderToldBy, MAX_ROUNDS};
use super::withdraw_place::Place;
use super::{WebError, WebMemory, Withdrawal, Withdrawn};
use crate::badge::{as_address, one_line};
use crate::inspect::{Check, Opened, Outcome, OwnWords, Question, Report, Verdict};

/// The issuer's own lists, each looked for once however many badges name it.
#[derive(Debug)]
pub struct OwnLists {
    home: Option<PathBuf>,
    /// Every folder that is remembered, once one is asked for.
    folders: OnceLock<Vec<PathBuf>>,
    found: Mutex<HashMap<FolderToldBy, Option<PathBuf>>>,
}

impl Withdrawn {
    /// The same for the issuer.
    #[must_use]
    pub fn words(&self) -> String {
        let (file, url) = (one_line(&self.file.display().to_string()), as_address(&self.url));
        format!(
            "You have withdrawn it: your file “{file}” says so. Whoever checks it online is told once that file is at {url}."
        )
    }

    /// The same for others, whom no file of the issuer's computer concerns.
    #[must_use]
    pub fn words_for_others(&self) -> String {
        let url = as_address(&self.url);
        format!("Its issuer has withdrawn it. Whoever checks it online is told once that is at {url}.")
    }
}

impl OwnLists {
    /// Those of the user whose folder this is.
    #[must_use]
    pub fn new(home: Option<&Path>) -> Self {
        Self { home: home.map(Path::to_owned), folders: OnceLock::new(), found: Mutex::default() }
    }

    /// The report on a badge that lies at `path`, with what the list in the folder of
    /// its issuer says of it, where that is the user. What is withdrawn there is
    /// withdrawn, whatever the web says so far; that it is not withdrawn counts where
    /// nothing else tells. A list that is damaged decides nothing, and is named.
    #[must_use]
    pub fn completed(&self, report: Report, badge: &Arc<Opened>, path: &Path, question: &Question<'_>) -> Report {
        match self.asked(&report, badge, path, question) {
            Some(Asked::Told(mut told, words)) => {
                told.wants = report.wants;
                noted(*told, words)
            }
            Some(Asked::Nothing(words)) => noted(report, words),
            None => report,
        }
    }

    fn asked(&self, report: &Report, badge: &Arc<Opened>, path: &Path, question: &Question<'_>) -> Option<Asked> {
        if report.verdict >= Verdict::Withdrawn || !Place::may_be_told_by(report) {
            return None;
        }
        let is_own =
            |report: &Report| report.signing_key.as_deref().is_some_and(|key| question.trust.own(key).is_some());
        let how = Withdrawal::told_by(report, badge).ok()?;
        let remembered = self.remembered(&how);
        // A folder that came with the badge may be one of before it was withdrawn.
        let is_remembered = remembered.is_some();
        let folder = remembered.or_else(|| how.folder_beside(path).filter(|_| is_own(report)))?;
        let mut sources = question.sources.clone();
        let url = how.url_in(&folder);
        let file = path_of(&folder, &url);
        if let Ok(list) = existing(&file).transpose()? {
            sources.hand_in(&url, list);
        }
        let mut found = badge.inspect(&Question { sources: &sources, ..*question });
        // A signed badge of Open Badges 2.0 names its key by an address: the files beside
        // the list tell which it is.
        for _ in 0..MAX_ROUNDS {
            let is_beside = |url: &&str| base_of(url) == base_of(how.url()) && !sources.has(url);
            let wanted = found.wants.iter().map(|want| want.url.as_str()).filter(is_beside);
            let there: Vec<_> =
                wanted.filter_map(|url| Some((url.to_owned(), existing(&path_of(&folder, url)).ok()??))).collect();
            if is_own(report) || there.is_empty() {
                break;
            }
            there.into_iter().for_each(|(url, bytes)| sources.hand_in(url, bytes));
            found = badge.inspect(&Question { sources: &sources, ..*question });
        }
        // Whose badge it is the signature says, and no folder; of one that nobody signed
        // its own place, where the issuer's own folder has that.
        if !(is_own(&found) || is_remembered && how.is_told_by_its_place()) {
            return None;
        }
        let is_open = found.checks.iter().any(|check| check.id == "status" && check.outcome == Outcome::Unknown);
        let words = match found.verdict {
            Verdict::Withdrawn => {
                let done = Withdrawn { file, url };
                OwnWords { here: done.words(), elsewhere: Some(done.words_for_others()) }
            }
            // That a badge is kept in a folder does not tell that it is on the web.
            Verdict::Genuine if is_remembered && report.verdict == Verdict::Unconfirmed => {
                let file = one_line(&file.display().to_string());
                OwnWords {
                    here: format!("The list of withdrawn badges in your own folder was asked: “{file}”."),
                    elsewhere: Some("The issuer's own list of withdrawn badges was asked.".to_owned()),
                }
            }
            _ if is_remembered && is_open && is_own(&found) => {
                return how
                    .can_tell(&folder, question.trust, question.at)
                    .err()
                    .map(|why| Asked::Nothing(OwnWords { here: damaged(why), elsewhere: None }));
            }
            _ => return None,
        };
        Some(Asked::Told(Box::new(found), words))
    }

    /// The folder that is remembered for whoever keeps a list at this address.
    fn remembered(&self, how: &Withdrawal) -> Option<PathBuf> {
        let home = self.home.as_deref()?;
        let folders = self.folders.get_or_init(|| WebMemory::new(home).folders());
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(how.folder_told_by()).or_insert_with(|| how.folder_among(folders)).clone()
    }
}

/// What came of asking the issuer's own list.
enum Asked {
    /// It tells of the badge: the report with it, and how to say so.
    Told(Box<Report>, OwnWords),
    /// It is damaged and decides nothing, which is said in these words.
    Nothing(OwnWords),
}

/// A report with words about the issuer's own list, beside what else is said of withdrawal.
fn noted(mut report: Report, words: OwnWords) -> Report {
    report.summary = format!("{} {}", report.summary, words.here);
    let at = report.checks.iter().rposition(|check| check.id == "status").map_or(report.checks.len(), |at| at + 1);
    let message = words.here.clone();
    report.checks.insert(at, Check { id: "status", outcome: Outcome::Note, message, detail: None });
    report.own_words.push(words);
    report
}

/// Why the issuer's own list tells nothing, and what to do about it.
fn damaged(why: WebError) -> String {
    let file = |path: &Path| one_line(&path.display().to_string());
    match why {
        WebError::Unreadable { path, reason } => format!(
            "Your own file “{}” would tell whether you have withdrawn it, and cannot be read: {}. Put it right from a copy.",
            file(&path),
            one_line(&reason)
        ),
        WebError::Doubtful { path, why } => format!(
            "Your own file “{}” would tell whether you have withdrawn it, and does not hold as your list of withdrawn badges. {why} Put it right from a copy.",
            file(&path)
        ),
        other => one_line(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::withdraw_tests::{awarded, key, now};
    use super::*;
    use crate::credential::{Algorithm, IssuerKey, KdfCost};
    use crate::inspect::{Sources, Trust};
    use crate::issue::{Form, KeyRing};

    fn look(path: &Path, home: &Path) -> Report {
        let (trust, sources) = (Trust::load(home).unwrap(), Sources::default());
        let question = Question { trust: &trust, sources: &sources, at: now(), email: None };
        let badge = Arc::new(Opened::of(&std::fs::read(path).unwrap()));
        OwnLists::new(Some(home)).completed(badge.inspect(&question), &badge, path, &question)
    }

    fn keep(home: &Path, key: &IssuerKey) {
        let cost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
        KeyRing::new(home).keep(key, "correct horse", cost).unwrap();
    }

    #[test]
    fn an_own_badge_is_genuine_until_the_own_list_says_that_it_is_withdrawn() {
        for (form, algorithm) in [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)] {
            let at = tempfile::tempdir().unwrap();
            let (home, key) = (at.path().join("home"), key(algorithm));
            keep(&home, &key);
            let [amy, bob] = ["amy.json", "bob.json"].map(|name| awarded(at.path(), name, form, &key, &[]));
            for path in [&amy, &bob] {
                let report = look(path, &home);
                assert_eq!(report.verdict, Verdict::Genuine, "{form:?}: {}", report.summary);
                assert!(report.summary.contains("in your own folder was asked"), "{}", report.summary);
                assert!(!report.wants.is_empty(), "the web can be asked as well");
            }
            let folder = at.path().join("example.org-badges.web");
            let how = Withdrawal::of(&std::fs::read(&amy).unwrap()).unwrap();
            how.carry_out(&folder, Some(&key), "", now()).unwrap();
            let report = look(&amy, &home);
            assert_eq!(report.verdict, Verdict::Withdrawn, "{form:?}: {}", report.summary);
            assert!(report.summary.contains("You have withdrawn it"), "{}", report.summary);
            assert_eq!(look(&bob, &home).verdict, Verdict::Genuine, "{form:?}");
        }
    }

    #[test]
    fn the_own_folder_tells_of_a_signed_badge_of_open_badges_2_whose_it_is() {
        let at = tempfile::tempdir().unwrap();
        let (home, key) = (at.path().join("home"), key(Algorithm::P256));
        keep(&home, &key);
        let path = awarded(at.path(), "amy.json", Form::Ob2Signed, &key, &[]);
        let report = look(&path, &home);
        assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
        let folder = at.path().join("example.org-badges.web");
        let how = Withdrawal::of(&std::fs::read(&path).unwrap()).unwrap();
        how.carry_out(&folder, None, "because", now()).unwrap();
        let report = look(&path, &home);
        assert_eq!(report.verdict, Verdict::Withdrawn, "{}", report.summary);
        assert!(report.summary.contains("You have withdrawn it"), "{}", report.summary);
        assert_ne!(look(&path, &at.path().join("stranger")).verdict, Verdict::Withdrawn);
    }

    /// A file may name any key, and so hint at any folder: whoever is asked about it first
    /// tells nothing of the next one.
    #[test]
    fn a_forged_file_looked_at_before_does_not_hide_that_an_own_badge_is_withdrawn() {
        let at = tempfile::tempdir().unwrap();
        let (home, key) = (at.path().join("home"), key(Algorithm::P256));
        keep(&home, &key);
        let path = awarded(at.path(), "amy.json", Form::Ob2Signed, &key, &[]);
        let folder = at.path().join("example.org-badges.web");
        // The list lies where the profile says, which is not the usual place.
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            std::fs::write(entry.path(), text.replace("/revoked.json", "/gone.json")).unwrap();
        }
        std::fs::rename(folder.join("revoked.json"), folder.join("gone.json")).unwrap();
        let how = Withdrawal::of(&std::fs::read(&path).unwrap()).unwrap();
        how.carry_out(&folder, None, "", now()).unwrap();
        let (trust, sources) = (Trust::load(&home).unwrap(), Sources::default());
        let question = Question { trust: &trust, sources: &sources, at: now(), email: None };
        let lists = OwnLists::new(Some(&home));
        let look = |file: &[u8]| {
            let badge = Arc::new(Opened::of(file));
            lists.completed(badge.inspect(&question), &badge, &home.join("far.json"), &question)
        };
        let forged = serde_json::json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:1",
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "badge": "https://example.org/badges/b", "issuedOn": "2026-03-14T10:00:00Z",
            "verification": { "type": "signed", "creator": "https://example.org/badges/nothing.json" },
        });
        assert_eq!(look(forged.to_string().as_bytes()).verdict, Verdict::Unconfirmed);
        let report = look(&std::fs::read(&path).unwrap());
        assert_eq!(report.verdict, Verdict::Withdrawn, "{}", report.summary);
    }

    /// Nobody has signed it, so that it is good only the web can tell.
    #[test]
    fn a_hosted_badge_is_withdrawn_as_soon_as_the_file_in_the_own_folder_says_so() {
        let at = tempfile::tempdir().unwrap();
        let (home, key) = (at.path().join("home"), key(Algorithm::P256));
        let [amy, bob] = ["amy.json", "bob.json"].map(|name| awarded(at.path(), name, Form::Ob2Hosted, &key, &[]));
        let folder = at.path().join("example.org-badges.web");
        let how = Withdrawal::of(&std::fs::read(&amy).unwrap()).unwrap();
        assert_eq!(look(&amy, &home).verdict, Verdict::Unconfirmed);
        how.carry_out(&folder, None, "", now()).unwrap();
        let report = look(&amy, &home);
        assert_eq!(report.verdict, Verdict::Withdrawn, "{}", report.summary);
        assert!(report.summary.contains("You have withdrawn it"), "{}", report.summary);
        assert_eq!(look(&bob, &home).verdict, Verdict::Unconfirmed);
        // Wherever the file lies.
        let elsewhere = at.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        std::fs::copy(&amy, elsewhere.join("amy.json")).unwrap();
        assert_eq!(look(&elsewhere.join("amy.json"), &home).verdict, Verdict::Withdrawn);
        // A folder that came along is anybody's.
        assert_eq!(look(&amy, &at.path().join("stranger")).verdict, Verdict::Unconfirmed);
    }

    #[test]
    fn a_list_that_came_with_the_badge_or_is_anothers_is_no_good_news() {
        let at = tempfile::tempdir().unwrap();
        let (home, ours) = (at.path().join("home"), key(Algorithm::Ed25519));
        keep(&home, &ours);
        let amy = awarded(at.path(), "amy.json", Form::Ob3, &ours, &[]);
        // Another computer, on which nothing is remembered of the folder.
        let other = at.path().join("other");
        keep(&other, &ours);
        assert_eq!(look(&amy, &other).verdict, Verdict::Unconfirmed);
        let folder = at.path().join("example.org-badges.web");
        let how = Withdrawal::of(&std::fs::read(&amy).unwrap()).unwrap();
        how.carry_out(&folder, Some(&ours), "", now()).unwrap();
        assert_eq!(look(&amy, &other).verdict, Verdict::Withdrawn, "bad news counts");
        // A stranger's report is as it was.
        assert_eq!(look(&amy, &at.path().join("stranger")).verdict, Verdict::Unconfirmed);
    }

    #[test]
    fn an_own_list_that_is_damaged_is_named_and_decides_nothing() {
        let cut = |text: &str| text[..text.len() / 2].to_owned();
        let empty = |_: &str| String::new();
        let altered = |text: &str| text.replace("2026", "2025");
        let short = |text: &str| text.replacen("encodedList\": \"u", "encodedList\": \"uAAAA", 1);
        type Damage = fn(&str) -> String;
        let damages: [(&str, Damage); 4] = [("cut", cut), ("empty", empty), ("altered", altered), ("no list", short)];
        for (form, algorithm) in
            [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256), (Form::Ob2Signed, Algorithm::P256)]
        {
            let at = tempfile::tempdir().unwrap();
            let (home, ours) = (at.path().join("home"), key(algorithm));
            keep(&home, &ours);
            let amy = awarded(at.path(), "amy.json", form, &ours, &[]);
            let name = if form == Form::Ob2Signed { "revoked.json" } else { "status.json" };
            let list = at.path().join("example.org-badges.web").join(name);
            let whole = std::fs::read_to_string(&list).unwrap();
            let bare = look(&amy, &at.path().join("stranger"));
            for (kind, damage) in damages {
                let text = damage(&whole);
                if text == whole {
                    continue;
                }
                std::fs::write(&list, text).unwrap();
                let report = look(&amy, &home);
                let words = &report.summary;
                assert_eq!(report.verdict, Verdict::Unconfirmed, "{form:?} {kind}: {words}");
                for part in [name, "Your own file", "Put it right from a copy"] {
                    assert!(words.contains(part), "{form:?} {kind}: {words}");
                }
                assert!(
                    report.checks.iter().any(|check| check.outcome == Outcome::Note && check.message.contains(name))
                );
                assert_eq!(report.wants, bare.wants, "what the web could tell it still can");
            }
            std::fs::remove_file(&list).unwrap();
            std::fs::create_dir(&list).unwrap();
            let report = look(&amy, &home);
            assert!(report.summary.contains("cannot be read"), "{form:?}: {}", report.summary);
            // A stranger has no own file.
            assert!(!look(&amy, &at.path().join("stranger")).summary.contains("Your own file"));
        }
    }

    /// Who asks about a day before the list was signed asks about no damage.
    #[test]
    fn a_list_that_is_younger_than_the_day_asked_about_is_not_damaged() {
        let at = tempfile::tempdir().unwrap();
        let (home, ours) = (at.path().join("home"), key(Algorithm::Ed25519));
        keep(&home, &ours);
        let amy = awarded(at.path(), "amy.json", Form::Ob3, &ours, &[]);
        let (trust, sources) = (Trust::load(&home).unwrap(), Sources::default());
        let at = "2020-01-01T00:00:00Z".parse().unwrap();
        let question = Question { trust: &trust, sources: &sources, at, email: None };
        let badge = Arc::new(Opened::of(&std::fs::read(&amy).unwrap()));
        let report = OwnLists::new(Some(&home)).completed(badge.inspect(&question), &badge, &amy, &question);
        assert!(!report.summary.contains("Your own file"), "{}", report.summary);
    }
}
