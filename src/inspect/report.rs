//! The report and its words.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::known_issuer::KnownIssuer;
use super::sources::Want;
use crate::badge::one_line;
use crate::carrier::Carrier;
use crate::credential::dates::{day_for_people, end_for_people};
use crate::credential::recipient::Addressed;
use crate::credential::view::{BadgeView, RecipientView, Standard};
use crate::credential::{did, issuer_id};

/// What a summary says of a record that is as it was signed.
pub(super) const UNALTERED: &str = "Nobody has altered it.";

/// What is to be thought of a file, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Unchanged, in date, and from an issuer who is confirmed.
    Genuine,
    /// Unchanged and properly signed, by somebody who is not confirmed.
    Intact,
    /// Something that would decide could not be checked here, or it does not count yet.
    Unconfirmed,
    /// Was good; its last day is over.
    Ended,
    /// Its issuer has taken it back, for good or for the time being.
    Withdrawn,
    /// Altered, malformed, or signed by somebody who may not.
    NotValid,
    /// No badge at all.
    NotABadge,
}

impl Verdict {
    /// Every verdict, from best to worst.
    pub const ALL: [Self; 7] =
        [Self::Genuine, Self::Intact, Self::Unconfirmed, Self::Ended, Self::Withdrawn, Self::NotValid, Self::NotABadge];

    /// The verdict as a heading, of however many files. That of one is
    /// [`Report::title`], which knows what it rests on.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Genuine => "Genuine",
            Self::Intact => "Intact",
            Self::Unconfirmed => "Not confirmed",
            Self::Ended => "Ended",
            Self::Withdrawn => "Withdrawn",
            Self::NotValid => "Not valid",
            Self::NotABadge => "Not a badge",
        }
    }
}

/// What came of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// It could not be decided here.
    Unknown,
    /// Worth knowing, without weight.
    Note,
}

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What: `file`, `picture`, `format`, `signature`, `claims`, `issuer`, `dates`,
    /// `status`, `recipient`, `endorsement` or `standard`.
    pub id: &'static str,
    /// What came of it.
    pub outcome: Outcome,
    /// The same for people.
    pub message: String,
    /// Technical words about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Check {
    pub(super) fn new(id: &'static str, outcome: Outcome, message: impl Into<String>) -> Self {
        // Whatever a file says in it, it stays one line of what can be seen.
        Self { id, outcome, message: one_line(&message.into()), detail: None }
    }
}

/// A badge's picture as its record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recorded {
    /// The picture itself, as a file.
    Here(Vec<u8>),
    /// An address.
    Elsewhere,
    /// A picture in a form that is not read.
    Unread,
}

/// An earner and what they were awarded, where one award gives several earners
/// different badges.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Share {
    /// The earner, in words.
    pub earner: String,
    /// The badges that they earned, by their names.
    pub badges: Vec<String>,
}

/// Words about files of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// As whoever looks reads them.
    pub here: String,
    /// The same for others; `None` where it is nothing to them.
    pub elsewhere: Option<String>,
}

/// Everything that an inspection found. Its JSON form is the contract of the
/// command line.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What is to be thought of the file.
    pub verdict: Verdict,
    /// The verdict and what to do about it, in a sentence or two.
    pub summary: String,
    /// Where in the file the badge was.
    pub carrier: Option<Carrier>,
    /// The standard it follows.
    pub standard: Option<Standard>,
    /// The kind of proof, such as `eddsa-rdfc-2022`, `jwt` or `hosted`.
    pub form: Option<String>,
    /// What was checked, in the order in which people ask.
    pub checks: Vec<Check>,
    /// Who awarded it, in one text: the name that the user gave an issuer whom
    /// they confirmed; else whatever stands behind the badge (a host, a key's
    /// fingerprint) before the name that it gives itself.
    pub awarded_by: Option<String>,
    /// What the badge says.
    pub badge: Option<BadgeView>,
    /// To whom it was awarded, in the one text that every place tells: each earner, and
    /// what they earned where that is not the same for all.
    pub recipient: Option<String>,
    /// Who was awarded what, where that is not the same for all of several earners.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Share>,
    /// Everything by which it names each of its earners.
    pub earners: Vec<Vec<RecipientView>>,
    /// When it was awarded.
    #[serde(serialize_with = "time")]
    pub issued_on: Option<Timestamp>,
    /// From when it counts.
    #[serde(serialize_with = "time")]
    pub valid_from: Option<Timestamp>,
    /// Until when it counts.
    #[serde(serialize_with = "time")]
    pub valid_until: Option<Timestamp>,
    /// The award's identifier.
    pub id: Option<String>,
    /// What is named as evidence, as the issuer gives it; nothing of it was opened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// What the earner reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<String>,
    /// Whether it names its earner by an e-mail address, with which one can be compared.
    #[serde(skip)]
    pub addressed: Addressed,
    /// Why its issuer's name is to be taken with care.
    #[serde(skip)]
    pub alike: Option<String>,
    /// What the user knows of the key that signed it, where they have confirmed it as that of
    /// somebody else than its issuer, who is not confirmed.
    #[serde(skip)]
    pub known_key: Option<String>,
    /// Who looks at it, where that is whoever signed it or somebody who has confirmed its
    /// issuer, as others are told of them.
    #[serde(skip)]
    pub(super) reader: Option<String>,
    /// What it says of files of this computer.
    #[serde(skip)]
    pub own_words: Vec<OwnWords>,
    /// Where its withdrawal would be announced, as what was signed says it.
    #[serde(skip)]
    pub status: Vec<Value>,
    /// Whoever signed it, when that is an issuer whom the user could confirm:
    /// the identifier to trust.
    #[serde(skip)]
    pub signer: Option<String>,
    /// The key that signed it, as a `did:key`, when the signature holds. Its
    /// [`fingerprint`](crate::credential::did::fingerprint) is what people
    /// compare.
    #[serde(skip)]
    pub signing_key: Option<String>,
    /// What an online check could look up to settle what is open.
    #[serde(skip)]
    pub wants: Vec<Want>,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            verdict: Verdict::NotABadge,
            summary: String::new(),
            carrier: None,
            standard: None,
            form: None,
            checks: Vec::new(),
            awarded_by: None,
            badge: None,
            recipient: None,
            awards: Vec::new(),
            earners: Vec::new(),
            issued_on: None,
            valid_from: None,
            valid_until: None,
            id: None,
            evidence: Vec::new(),
            results: Vec::new(),
            addressed: Addressed::Not,
            alike: None,
            known_key: None,
            reader: None,
            own_words: Vec::new(),
            status: Vec::new(),
            signer: None,
            signing_key: None,
            wants: Vec::new(),
        }
    }
}

impl Report {
    /// A report on a file in which nothing could be read.
    pub(super) fn without_badge(verdict: Verdict, check: Check) -> Self {
        let mut report = Self::default();
        report.decide(verdict, &check.message);
        report.checks.push(check);
        report
    }

    /// The issuer whom the user could confirm now, by comparing the fingerprint
    /// of the key: its identifier, and what is to be known of it from then on.
    #[must_use]
    pub fn confirmable(&self) -> Option<KnownIssuer> {
        let id = self.signer.as_ref()?;
        let open = self.checks.iter().any(|check| check.id == "issuer" && check.outcome == Outcome::Unknown);
        // What is over was good: its signature says as much of the key.
        let good = !matches!(self.verdict, Verdict::NotValid | Verdict::NotABadge);
        let name = self.badge.as_ref().and_then(|badge| badge.issuer.name.clone()).unwrap_or_else(|| id.clone());
        // What is kept on a website is confirmed by its address alone.
        let key = self.signing_key.as_ref().filter(|_| !did::carries_key(id));
        let keys = key.and_then(|key| key.strip_prefix("did:key:"));
        // An address that others cannot look up is everybody's and nobody's.
        let is_somebody = issuer_id::check(id, keys.is_some()).is_ok();
        (open && good && is_somebody).then(|| KnownIssuer {
            keys: keys.map(str::to_owned).into_iter().collect(),
            ..KnownIssuer::new(id.as_str(), name)
        })
    }

    /// The picture that the signed record holds itself, as a file; `None` when
    /// it only names one, or when nothing says that the record is real.
    #[must_use]
    pub fn signed_picture(&self) -> Option<Vec<u8>> {
        match self.recorded_picture()? {
            Recorded::Here(picture) => Some(picture),
            Recorded::Elsewhere | Recorded::Unread => None,
        }
    }

    /// What the record says of the badge's picture; `None` when that is nothing,
    /// or when nothing says that the record is real.
    pub(super) fn recorded_picture(&self) -> Option<Recorded> {
        if matches!(self.verdict, Verdict::NotValid | Verdict::NotABadge) {
            return None;
        }
        let image = self.badge.as_ref()?.image.as_ref()?;
        let inside = image.split_at_checked(5).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("data:"));
        let Some((kind, data)) = inside.map(|(_, data)| data.split_once(',').unwrap_or_default()) else {
            return Some(Recorded::Elsewhere);
        };
        let kind = kind.to_ascii_lowercase();
        let is_picture = kind.starts_with("image/") && kind.ends_with(";base64");
        Some(STANDARD.decode(data).ok().filter(|_| is_picture).map_or(Recorded::Unread, Recorded::Here))
    }

    /// The verdict as a heading. Nobody signs a badge that its issuer's website keeps.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.verdict {
            Verdict::Intact if self.is_hosted() => "Intact and kept on the web",
            Verdict::Intact => "Intact and properly signed",
            verdict => verdict.title(),
        }
    }

    /// What stands above the words of a badge that are nobody's.
    #[must_use]
    pub fn disclaimer(&self) -> Option<&'static str> {
        (self.verdict == Verdict::NotValid).then_some("This is what the file says. Nobody stands behind it:")
    }

    /// What there is to say about the verdict: the summary without its heading and
    /// without the [`caution`](Self::caution) before it.
    #[must_use]
    pub fn why(&self) -> &str {
        let why = self.summary.strip_prefix(self.title()).unwrap_or(&self.summary).trim_start_matches(['.', ' ']);
        self.caution().and_then(|caution| why.strip_prefix(caution)).unwrap_or(why).trim_start()
    }

    /// What is to be known before the verdict is read: that its issuer's name is to be
    /// taken with care. Of what is not valid nobody is the issuer.
    #[must_use]
    pub fn caution(&self) -> Option<&str> {
        let is_somebodys = !matches!(self.verdict, Verdict::NotValid | Verdict::NotABadge);
        self.alike.as_deref().filter(|_| is_somebodys)
    }

    /// Whether nothing was signed: the place where it is kept is its proof.
    pub(super) fn is_hosted(&self) -> bool {
        self.form.as_deref() == Some("hosted")
    }

    /// Sets the verdict with what there is to say about it.
    pub(super) fn decide(&mut self, verdict: Verdict, why: &str) {
        self.verdict = verdict;
        let caution = self.caution().map(|caution| format!("{caution} ")).unwrap_or_default();
        self.summary = one_line(&format!("{}. {caution}{why}", self.title()));
    }
}

fn time<S: Serializer>(time: &Option<Timestamp>, out: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => out.collect_str(&time),
        None => out.serialize_none(),
    }
}

/// A moment for people: its day, and on that very day the time as well.
pub(super) fn moment(time: Timestamp, at: Timestamp) -> String {
    let clock = if time.strftime("%S").to_string() == "00" { "%H:%M" } else { "%H:%M:%S" };
    match day_for_people(time) {
        day if day == day_for_people(at) => format!("{day}, {} UTC", time.strftime(clock)),
        day => day,
    }
}

/// The end of something for people: on that very day, and where it is not the end of the day, with the time.
pub(super) fn ending(until: Timestamp, at: Timestamp) -> String {
    match day_for_people(until) == day_for_people(at) {
        true => moment(until, at),
        false => end_for_people(until),
    }
}

/// What is said of something that is over.
pub(super) fn ended(until: Timestamp, at: Timestamp) -> String {
    let (day, end) = (day_for_people(until), ending(until, at));
    if day == end { format!("Its last day was {day}.") } else { format!("It ended on {end}.") }
}
