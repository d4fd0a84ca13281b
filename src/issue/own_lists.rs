//! The list of withdrawn badges in the issuer's own folder, asked where whoever
//! looks at a badge is its issuer: they need no web to know what they withdrew.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::revocation::{FolderToldBy, MAX_ROUNDS};
use super::revocation_place::Place;
use super::web_folder::{base_of, existing, path_of};
use super::{FolderBeside, News, Revocation, Revoked, WebError, WebMemory};
use crate::badge::{as_address, one_line};
use crate::inspect::{Check, InspectOptions, Opened, Outcome, OwnWords, Report, Verdict};

/// The issuer's own lists, each looked for once however many badges name it.
#[derive(Debug)]
pub struct OwnLists {
    home: Option<PathBuf>,
    /// Every folder that is remembered, once one is asked for.
    folders: OnceLock<Vec<PathBuf>>,
    found: Mutex<HashMap<FolderToldBy, Option<PathBuf>>>,
    /// The same of folders beside badges, by where these lie.
    beside: Mutex<HashMap<(FolderToldBy, Option<PathBuf>), FolderBeside>>,
}

impl Revoked {
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
        format!("Its issuer has withdrawn it. {}", self.told_once())
    }

    /// What others are told where it is said already that it is withdrawn.
    fn told_once(&self) -> String {
        format!("Whoever checks it online is told once the issuer's file that says so is at {}.", as_address(&self.url))
    }
}

impl OwnLists {
    /// Lists of the user whose folder this is.
    #[must_use]
    pub fn new(home: Option<&Path>) -> Self {
        Self {
            home: home.map(Path::to_owned),
            folders: OnceLock::new(),
            found: Mutex::default(),
            beside: Mutex::default(),
        }
    }

    /// The report on a badge that lies at `path`, with what the list in the folder of
    /// its issuer says of it, where that is the user. What is withdrawn there is
    /// withdrawn, whatever the web says so far; that it is not withdrawn counts where
    /// nothing else tells. A list that is damaged decides nothing, and is named.
    #[must_use]
    pub fn completed(&self, report: Report, badge: &Arc<Opened>, path: &Path, question: &InspectOptions<'_>) -> Report {
        match self.asked(&report, badge, path, question) {
            Some(Asked::Told(mut told, outcome, words)) => {
                told.wants = report.wants;
                noted(*told, outcome, words)
            }
            Some(Asked::Nothing(words)) => noted(report, Outcome::Note, words),
            None => report,
        }
    }

    fn asked(&self, report: &Report, badge: &Arc<Opened>, path: &Path, question: &InspectOptions<'_>) -> Option<Asked> {
        if report.verdict > Verdict::Withdrawn || !Place::may_be_told_by(report) {
            return None;
        }
        let is_own =
            |report: &Report| report.signing_key.as_deref().is_some_and(|key| question.trust.own(key).is_some());
        let how = Revocation::told_by(report, badge).ok()?;
        let remembered = self.remembered(&how);
        // A folder that came with the badge may be one of before it was withdrawn.
        let is_remembered = remembered.is_some();
        let beside = if is_remembered || !is_own(report) { FolderBeside::default() } else { self.beside(&how, path) };
        let Some(folder) = remembered.or(beside.folder) else {
            let is_cut = || beside.is_cut.then(|| LEFT_OUT.to_owned());
            let forgotten = || self.home.as_deref().filter(|_| is_own(report)).and_then(forgotten);
            return forgotten().or_else(is_cut).map(Asked::nothing);
        };
        let mut sources = question.sources.clone();
        let url = how.url_in(&folder);
        let file = path_of(&folder, &url);
        if let Ok(list) = existing(&file).transpose()? {
            sources.hand_in(&url, list);
        }
        let mut found = badge.inspect(&InspectOptions { sources: &sources, ..*question });
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
            found = badge.inspect(&InspectOptions { sources: &sources, ..*question });
        }
        // Whose badge it is the signature says, and no folder; of one that nobody signed
        // its own place, where the issuer's own folder has that.
        if !(is_own(&found) || is_remembered && how.is_told_by_its_place()) {
            return None;
        }
        let name = one_line(&file.display().to_string());
        let mut outcome = Outcome::Note;
        let words = match (found.verdict, report.verdict) {
            (Verdict::Withdrawn, Verdict::Withdrawn) => return None,
            (Verdict::Withdrawn, _) => {
                let done = Revoked { file, url, news: News::Nothing };
                OwnWords { here: done.words(), elsewhere: Some(done.told_once()) }
            }
            (_, Verdict::Withdrawn) => {
                let words = || format!("Your own file “{name}” does not say that you have withdrawn it.");
                return (is_remembered && open(&found).is_none()).then(|| Asked::nothing(words()));
            }
            // That a badge is kept in a folder does not tell that it is on the web.
            _ if is_remembered && tells_more(&found, report) => {
                let asked = format!("The list of withdrawn badges in your own folder was asked: “{name}”.");
                let for_others = "The issuer's own list of withdrawn badges was asked.";
                match open(report).filter(|_| question.sources.has(&url)) {
                    None => OwnWords { here: asked, elsewhere: Some(for_others.to_owned()) },
                    Some(why) => {
                        outcome = Outcome::Unknown;
                        let others = format!(", and others see “{}” as long as that is so", report.title());
                        let others = if found.verdict == report.verdict { "" } else { &others };
                        OwnWords {
                            here: format!("{asked} But what was looked up does not tell{others}: {why}"),
                            elsewhere: Some(format!("{for_others} But what was looked up does not tell: {why}")),
                        }
                    }
                }
            }
            (Verdict::Genuine, Verdict::Genuine) if is_remembered => {
                let on_the_web = question.sources.bytes(&url)?;
                let in_folder = existing(&file).ok()??;
                return (!is_the_same(on_the_web, &in_folder)).then(|| {
                    Asked::nothing(format!(
                        "The list of withdrawn badges at {} is not the one in your own folder: “{name}”. Others are told \
                         what that says once it is there.",
                        as_address(&url)
                    ))
                });
            }
            _ if is_remembered && open(&found).is_some() && is_own(&found) => {
                return how
                    .can_tell(&folder, question.trust, question.at)
                    .err()
                    .map(|why| Asked::nothing(damaged(why)));
            }
            _ => return None,
        };
        Some(Asked::Told(Box::new(found), outcome, words))
    }

    /// The folder that is remembered for whoever keeps a list at this address.
    fn remembered(&self, how: &Revocation) -> Option<PathBuf> {
        let home = self.home.as_deref()?;
        let folders = self.folders.get_or_init(|| WebMemory::new(home).folders());
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(how.folder_told_by()).or_insert_with(|| how.folder_among(folders)).clone()
    }

    /// What lies beside a badge, looked for once for all badges there that are noted in
    /// one file.
    fn beside(&self, how: &Revocation, badge: &Path) -> FolderBeside {
        let place = (how.folder_told_by(), badge.parent().map(Path::to_owned));
        if let Some(found) = self.beside.lock().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return found.clone();
        }
        let found = how.folder_beside(badge);
        self.beside.lock().unwrap_or_else(PoisonError::into_inner).insert(place, found.clone());
        found
    }
}

/// Why nothing tells where the issuer's own list is.
fn forgotten(home: &Path) -> Option<String> {
    let why = WebMemory::new(home).damaged()?;
    Some(format!(
        "Whether you have withdrawn it was not looked up in your own files, since where they are is not known. {}",
        one_line(&why.to_string())
    ))
}

/// Note on folders beside a badge that were not looked into.
const LEFT_OUT: &str = "Beside it lie so many folders with files for a web server that not all were looked into: whether \
                        you have withdrawn it may be noted in one of the others. Move the one of its issuer to \
                        a place of its own with the badge, and inspect it there.";

/// What a report leaves open about withdrawal.
fn open(report: &Report) -> Option<&str> {
    let is_open = |check: &&Check| check.id == "status" && check.outcome == Outcome::Unknown;
    report.checks.iter().find(is_open).map(|check| check.message.as_str())
}

/// Whether a report with the issuer's own list tells what another one leaves open.
fn tells_more(with_list: &Report, without: &Report) -> bool {
    let is_settled = with_list.verdict == Verdict::Genuine && without.verdict == Verdict::Unconfirmed;
    is_settled || (open(with_list).is_none() && open(without).is_some())
}

/// Whether two files say the same, however a web server lays out the lines.
fn is_the_same(one: &[u8], other: &[u8]) -> bool {
    let signs = |bytes: &'_ [u8]| bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<u8>>();
    signs(one) == signs(other)
}

/// Answer of the issuer's own list.
enum Asked {
    /// It tells of the badge: the report with it, and how to say so.
    Told(Box<Report>, Outcome, OwnWords),
    /// It decides nothing, being damaged or another one than was looked up, which is said
    /// in these words.
    Nothing(OwnWords),
}

impl Asked {
    /// What is nothing to others.
    fn nothing(here: String) -> Self {
        Self::Nothing(OwnWords { here, elsewhere: None })
    }
}

/// A report with words about the issuer's own list, beside what else is said of withdrawal.
fn noted(mut report: Report, outcome: Outcome, words: OwnWords) -> Report {
    report.summary = format!("{} {}", report.summary, words.here);
    let at = report.checks.iter().rposition(|check| check.id == "status").map_or(report.checks.len(), |at| at + 1);
    report.checks.insert(at, Check { id: "status", outcome, message: words.here.clone(), detail: None });
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
