//! Open Badges 2.x and before: badges that point to their parts on the web,
//! signed as a token or proved by the place where they are kept.

use std::sync::Arc;

use serde_json::Value;

use super::instead::{crowded, no_badge};
use super::judge::{ASK_THE_ISSUER, Judge};
use super::keeps::Keeps;
use super::key_trust::{keys_at, keys_at_hand, no_keys, sent_on};
use super::linked::Assembled;
use super::options::Task;
use super::report::{Check, Outcome, Report, Verdict};
use super::signer::{brings_another, signed_in_time};
use super::single::{Alone, Single};
use super::sources::{Lookup, Origin, Sources, Want};
use super::told_otherwise::told_otherwise;
use super::withdrawal::reason;
use crate::badge::as_address;
use crate::credential::TooMuch;
use crate::credential::jws::Jws;
use crate::credential::key_list::{self, KeyList};
use crate::credential::public_key::PublicKey;
use crate::credential::vc_jwt::{self, Claims};
use crate::credential::view::{self, Moment, Standard, entries};
use crate::credential::{did, did_web};

/// A picture that holds only the address of a badge (Open Badges 1.0 and
/// before).
pub(super) fn address_only<'a>(url: &str, task: &'a Task<'a>) -> Single<'a> {
    let kept = kept_at(url, task.sources);
    let withdrawn = match &kept {
        Lookup::Found(word, Origin::Web) if view::read(word).is_none() && is_revoked(word) == Some(true) => {
            Some(reason(word))
        }
        _ => task.sources.says_gone(url).map(|_| String::new()),
    };
    if let Some(reason) = withdrawn {
        let message = format!("Its issuer has withdrawn it, says {url}.{reason}", url = as_address(url));
        let mut report = Report::without_badge(Verdict::Withdrawn, Check::new("status", Outcome::Fail, message));
        report.id = Some(url.to_owned());
        return Single::told(report);
    }
    if let Lookup::Found(assertion, Origin::Web) = &kept {
        return hosted(assertion, task, Some(url));
    }
    let came_of_it = match kept {
        Lookup::Failed(why) => why,
        Lookup::Found(_, Origin::SentOn(other)) => sent_on(url, &other),
        _ => "It was not fetched.".to_owned(),
    };
    let message =
        format!("The file holds only the address {url}, where the badge is kept. {came_of_it}", url = as_address(url));
    let mut report = Report::without_badge(Verdict::Unconfirmed, Check::new("signature", Outcome::Unknown, message));
    report.decide(Verdict::Unconfirmed, "An old badge that is kept on the web. Open its address to see it.");
    report.standard = Some(Standard::Ob1);
    report.form = Some("hosted".into());
    report.id = Some(url.to_owned());
    report.wants.extend(Want::new(url, "fetch the badge, of which the file holds only the address"));
    Single::told(report)
}

/// The badge that an address keeps, or the word that it is withdrawn. Whatever else
/// lies there, such as a message that nothing was found, says nothing of a badge.
fn kept_at(url: &str, sources: &Sources) -> Lookup<Arc<Value>> {
    match sources.json(url) {
        Lookup::Found(kept, _) if kept.get("revoked").is_none() && view::read(&kept).is_none() => {
            Lookup::Failed(format!("What lies at {url} is no badge.", url = as_address(url)))
        }
        other => other,
    }
}

/// A badge whose proof is the place where it is kept. `found_at` is the address
/// it was fetched from, when the file held nothing else.
pub(super) fn hosted<'a>(assertion: &Value, task: &'a Task<'a>, found_at: Option<&str>) -> Single<'a> {
    let in_file = Assembled::of(assertion, task.sources);
    if let Some(crowded) = crowded(&in_file.whole, task) {
        return Single::told(crowded);
    }
    let Some(view) = view::read(&in_file.whole) else {
        let check = Check::new("format", Outcome::Unknown, "What the badge's address answered is no badge.");
        return Single::told(Report::without_badge(Verdict::Unconfirmed, check));
    };
    let verification = assertion.get("verification").or_else(|| assertion.get("verify"));
    let named = verification.and_then(|how| how.get("url")).and_then(Value::as_str);
    // The award's identifier need not be an address: early ones have a number of their own.
    let place = found_at.or(named).map(str::to_owned).or_else(|| view.id.clone()).filter(|place| is_web(place));
    let lookup = place.as_deref().map_or(Lookup::NotAsked, |place| kept_at(place, task.sources));
    // Once it was fetched, what its issuer keeps is what it says; the file only has to agree.
    let kept = match &lookup {
        Lookup::Found(kept, Origin::Web) => Some(Assembled::of(kept, task.sources)),
        _ => None,
    };
    if let Some(crowded) = kept.as_ref().and_then(|kept| crowded(&kept.whole, task)) {
        return Single::told(crowded);
    }
    let read = kept.as_ref().and_then(|kept| Some((view::read(&kept.whole)?, kept.wants.clone())));
    let (view, wants) = read.unwrap_or((view, in_file.wants));
    let mut judge = Judge::new(view, task);
    judge.want(wants);
    judge.names.extend(uid(assertion));
    names_itself(&mut judge, assertion);
    says_itself_withdrawn(&mut judge, assertion);
    judge.other_names(match &lookup {
        Lookup::Found(kept, Origin::Web) => kept,
        _ => assertion,
    });
    issuer_was_in_force(&mut judge, kept.as_ref().map_or(&in_file.whole, |kept| &kept.whole));
    let kind = verification.and_then(|how| how.get("type")).and_then(Value::as_str).unwrap_or_default();
    if kind.to_lowercase().starts_with("signed") {
        judge.report.form = Some("signed".into());
        judge.say("signature", Outcome::Unknown, "It says that it is signed, but the signature is not in this file.");
        judge.unchecked("Ask the issuer for the signed badge.");
        return alone(judge, assertion.clone());
    }
    judge.report.form = Some("hosted".into());
    let Some(place) = place else {
        let message = "It counts only if its issuer's website says the same, and it does not name an address.";
        judge.say("signature", Outcome::Unknown, message);
        judge.unchecked(ASK_THE_ISSUER);
        return alone(judge, assertion.clone());
    };
    if let Some(kept) = kept {
        compare(&mut judge, assertion, &kept, &place);
        return alone(judge, assertion.clone());
    }
    if task.sources.says_gone(&place).is_some() {
        taken_back(&mut judge, &place, &Origin::Web, &Value::Null);
        return alone(judge, assertion.clone());
    }
    match lookup {
        // Bad news counts from whoever hands it in, as that of a list does.
        Lookup::Found(kept, Origin::File) if is_revoked(&kept) == Some(true) => {
            taken_back(&mut judge, &place, &Origin::File, &kept);
        }
        Lookup::Found(_, Origin::SentOn(other)) => {
            let message = format!(
                "It counts only if {place} says the same, and that sent on to {other}, which does not speak for it.",
                place = as_address(&place),
                other = as_address(&other)
            );
            judge.say("signature", Outcome::Unknown, message);
            judge.unchecked(ASK_THE_ISSUER);
        }
        Lookup::Found(..) => {
            let message = format!(
                "It counts only if {place} says the same, and that was not fetched but handed in.",
                place = as_address(&place)
            );
            judge.say("signature", Outcome::Unknown, message);
            judge.unchecked("Check it online to see whether its address says the same.");
        }
        Lookup::Failed(why) => {
            judge.say(
                "signature",
                Outcome::Unknown,
                format!("It counts only if {place} says the same. {why}", place = as_address(&place)),
            );
            judge.unchecked(ASK_THE_ISSUER);
        }
        Lookup::NotAsked => {
            let message = format!(
                "It counts only if {place} says the same, and that was not fetched.",
                place = as_address(&place)
            );
            judge.say("signature", Outcome::Unknown, message);
            judge.unchecked("Open the badge's own address to see whether it says the same.");
            judge.want(Want::new(&place, "see whether the badge is still kept there and says the same"));
        }
    }
    alone(judge, assertion.clone())
}

/// Whether something can be opened at it.
fn is_web(place: &str) -> bool {
    ["https:", "http:"]
        .iter()
        .any(|scheme| place.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme)))
}

/// Whether an assertion of 2.0 says what it is, as its standard demands.
fn names_itself(judge: &mut Judge<'_>, assertion: &Value) {
    judge.one_meaning();
    let names = |field: &str, wanted: &str| match assertion.get(field) {
        Some(Value::Array(list)) => list.iter().any(|entry| entry == wanted),
        Some(single) => single == wanted,
        None => false,
    };
    for field in ["recipient", "badge", "badge.issuer", "issuer"] {
        let said = match field {
            "badge.issuer" => assertion.pointer("/badge/issuer"),
            field => assertion.get(field),
        };
        if said.is_some_and(|said| entries(Some(said)).count() > 1) {
            let message = format!("It contradicts itself: it says more than one thing as its “{field}”.");
            judge.say("format", Outcome::Fail, message);
        }
    }
    if judge.view.standard != Standard::Ob2 {
        return;
    }
    if !names("type", "Assertion") {
        judge.say("format", Outcome::Fail, "It is malformed: it does not call itself an award (“Assertion”).");
    }
    if judge.view.version != Some("2.1") && !names("@context", "https://w3id.org/openbadges/v2") {
        judge.say("format", Outcome::Fail, "It is malformed: it does not use the words of Open Badges 2.0.");
    }
}

/// Another identifier of an award, by which lists of 1.x knew it.
fn uid(assertion: &Value) -> Option<String> {
    assertion.get("uid").and_then(Value::as_str).map(str::to_owned)
}

/// Tells of an issuer who was none any more when it awarded, by its own profile.
fn issuer_was_in_force(judge: &mut Judge<'_>, whole: &Value) {
    let at = judge.view.issued_on.time().unwrap_or(judge.task.at);
    if whole.pointer("/badge/issuer").is_some_and(|profile| !key_list::in_force(profile, at)) {
        let message = "The issuer's own profile says that it was not in force when this was awarded.";
        judge.say("issuer", Outcome::Fail, message);
    }
}

/// Tells of a badge that is withdrawn by its own words.
fn says_itself_withdrawn(judge: &mut Judge<'_>, assertion: &Value) {
    match is_revoked(assertion) {
        Some(true) => {
            let reason = reason(assertion);
            judge.withdrawn(format!("It says itself that its issuer has withdrawn it.{reason}"), "");
        }
        Some(false) => {}
        None => judge.say("format", Outcome::Fail, "Its “revoked” decides what it is worth and cannot be read."),
    }
}

/// Whether an assertion says that it was taken back; `None` when that cannot be
/// read.
fn is_revoked(assertion: &Value) -> Option<bool> {
    match assertion.get("revoked") {
        None => Some(false),
        Some(said) => said.as_bool(),
    }
}

/// Its own address says that it was taken back. Where the issuer's profile is
/// known, only a place of its issuer's can say so; else the place that the badge
/// names is all that could ever speak for it.
fn taken_back(judge: &mut Judge<'_>, place: &str, from: &Origin, word: &Value) {
    let issuer = judge.issuer_id();
    let keeps = Keeps::of(judge.task.sources, judge.view.standard, &issuer, place);
    if did_web::document_of(&issuer).is_some() && keeps == Keeps::No {
        return elsewhere(judge, &issuer, place);
    }
    let from = if *from == Origin::File { "the file that was handed in for " } else { "" };
    let (place_told, reason) = (as_address(place), reason(word));
    judge.withdrawn(format!("Its issuer has withdrawn it, says {from}{place_told}.{reason}"), place);
}

fn elsewhere(judge: &mut Judge<'_>, issuer: &str, place: &str) {
    let message = format!(
        "It is kept at {place}, which the issuer {issuer} does not name as a place for its badges.",
        place = as_address(place),
        issuer = as_address(issuer)
    );
    judge.say("signature", Outcome::Fail, message);
}

/// What the badge's own address says, against what the file says.
fn compare(judge: &mut Judge<'_>, file: &Value, assembled: &Assembled, place: &str) {
    let kept = &assembled.whole;
    match is_revoked(kept) {
        Some(true) => return taken_back(judge, place, &Origin::Web, kept),
        Some(false) => {}
        None => {
            let message =
                format!("{place} says something about its withdrawal that cannot be read.", place = as_address(place));
            judge.say("signature", Outcome::Unknown, message);
            return judge.unchecked("Ask the issuer whether it was withdrawn.");
        }
    }
    let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
    let same_id = id(kept).is_none_or(|id| id == place) && (id(file).is_none_or(|id| id == place));
    if let Some(field) = told_otherwise(file, kept) {
        let message =
            format!("The file and {place} say different things (about “{field}”).", place = as_address(place));
        return judge.say("signature", Outcome::Fail, message);
    }
    if !same_id {
        let message =
            format!("What lies at {place} says that it belongs to another address.", place = as_address(place));
        return judge.say("signature", Outcome::Fail, message);
    }
    let Some(host) = did_web::told_host(place) else {
        let message =
            "It is kept at an address that is not protected (http), where anybody on the way could change it.";
        judge.say("signature", Outcome::Unknown, message);
        return judge.unchecked(ASK_THE_ISSUER);
    };
    let issuer = judge.issuer_id();
    let nameless = issuer.is_empty().then(|| "It gives no address of its issuer.".to_owned());
    if let Some(why) = assembled.lacks.clone().or(nameless) {
        let message = format!(
            "{place} says the same as the file, but that its issuer stands behind it was not seen. {why}",
            place = as_address(place)
        );
        judge.say("signature", Outcome::Unknown, message);
        return judge.unchecked(ASK_THE_ISSUER);
    }
    match Keeps::of(judge.task.sources, judge.view.standard, &issuer, place) {
        Keeps::Yes => {}
        Keeps::No => return elsewhere(judge, &issuer, place),
        Keeps::Unknown(why) => {
            let message = format!(
                "{place} says the same as the file, but whether the issuer {issuer} keeps its badges there is not known. \
                 {why}"
            );
            judge.say("signature", Outcome::Unknown, message);
            judge.want(Want::new(&issuer, "see whether the issuer names the place as one for its badges"));
            return judge.unchecked(ASK_THE_ISSUER);
        }
    }
    judge.say("signature", Outcome::Pass, format!("{place} says the same as the file.", place = as_address(place)));
    judge.kept_by(did_web::told_place(&issuer).unwrap_or(host));
}

/// A signed badge of Open Badges 2.0.
pub(super) fn signed<'a>(assertion: Value, claims: &Claims, token: &Jws<'_>, task: &'a Task<'a>) -> Single<'a> {
    let Assembled { whole, wants, lacks } = Assembled::of(&assertion, task.sources);
    if let Some(crowded) = crowded(&whole, task) {
        return Single::told(crowded);
    }
    let Some(view) = view::read(&whole) else { return Single::told(no_badge()) };
    let mut judge = Judge::new(view, task);
    judge.report.form = Some("signed".into());
    judge.want(wants);
    judge.names.extend(uid(&assertion));
    names_itself(&mut judge, &assertion);
    told_by_claims(&mut judge, claims);
    judge.other_names(&assertion);
    says_itself_withdrawn(&mut judge, &assertion);
    issuer_was_in_force(&mut judge, &whole);
    // Tokens of 2.0 have no other word for when they were signed.
    let made = claims.signed_at().or(judge.view.issued_on.time());
    let detail = format!("Open Badges 2.0, {}", token.algorithm.jws());
    let issuer = judge.issuer_id();
    let title = judge.issuer_place();
    let creator = assertion.pointer("/verification/creator").or_else(|| assertion.pointer("/verify/url"));
    let creator = creator.and_then(Value::as_str).unwrap_or_default();
    let (mut keys, is_published) = match keys_at(task.sources, creator, &issuer) {
        // Another place does not say which keys there are.
        Lookup::Found(list, origin) => (of_list(&list), !matches!(origin, Origin::SentOn(_))),
        _ => (Vec::new(), false),
    };
    let is_published = is_published && !keys.is_empty();
    // Whichever key of the issuer's it was; which of them may award, and whose they are, comes later.
    let at_hand = keys_at_hand(task, &issuer, &title);
    keys.extend(at_hand.keys);
    let named = if creator.is_empty() { issuer.as_str() } else { creator };
    // Some identifiers carry their key.
    keys.extend(did::public_key(named).ok());
    let embedded = whole.pointer("/badge/issuer").unwrap_or(&Value::Null);
    let signer = in_profile(&keys, embedded, &issuer, task).and_then(|in_profile| {
        keys.extend(in_profile);
        keys.extend(token.jwk.clone());
        token.signer(&keys, &task.work)
    });
    // Why nobody is named who could have signed it.
    let unnamed =
        (issuer.is_empty() && assertion.get("badge").is_some_and(Value::is_string)).then(|| lacks.unwrap_or_default());
    let signer = match signer {
        Ok(signer) => signer,
        Err(error) => {
            judge.explain("signature", Outcome::Unknown, error.to_string(), detail);
            judge.unchecked_for_size(&error);
            return alone(judge, assertion);
        }
    };
    match signer.and_then(|at| keys.get(at)) {
        Some(_) if unnamed.is_some() => {
            let why = unnamed.unwrap_or_default();
            let message = format!("Nothing was changed since it was signed, but who its issuer is was not seen. {why}");
            judge.explain("signature", Outcome::Unknown, message, detail);
            judge.unchecked(ASK_THE_ISSUER);
        }
        // However old the badge, whose the key is the issuer's own place says. That it lies on the same host says it of
        // everybody who keeps something there.
        Some(key) => {
            judge.signed_by(key, made, &detail);
            brings_another(&mut judge, token, key);
        }
        // Nobody knows yet which keys there are.
        None if keys.is_empty() || (!is_published && token.jwk.is_none() && !at_hand.is_all) => {
            let want = Want::new(creator, format!("find the key of {title}"));
            let failed = match task.sources.text(creator) {
                Lookup::Failed(reason) => Some(reason),
                Lookup::Found(_, Origin::SentOn(other)) => Some(sent_on(creator, &other)),
                Lookup::Found(_, origin) => Some(no_keys(creator, &origin)),
                // What is still to be asked may well have it.
                Lookup::NotAsked => at_hand.failed.filter(|_| want.is_none() && at_hand.wants.is_empty()),
            };
            let message = match (at_hand.unread, failed, unnamed) {
                (Some(unread), ..) => unread.to_string(),
                (None, Some(reason), _) => format!("The key that signed it could not be found. {reason}"),
                (None, None, Some(why)) if want.is_none() => format!("Who its issuer is was not seen. {why}"),
                // A method that nobody here knows is asked nowhere.
                (None, None, _) if want.is_none() && at_hand.wants.is_empty() => match did::public_key(named) {
                    Err(error) if !error.is_elsewhere() => error.to_string(),
                    _ => "The key that signed it is not known here.".to_owned(),
                },
                (None, None, _) => "The key that signed it is published on the web and was not fetched.".to_owned(),
            };
            judge.explain("signature", Outcome::Unknown, message, detail);
            judge.unchecked(ASK_THE_ISSUER);
            judge.want(want);
            judge.want(at_hand.wants);
        }
        None => {
            let message =
                "The content is not what was signed: something was changed after signing, or the signature is damaged.";
            judge.explain("signature", Outcome::Fail, message, detail);
        }
    }
    alone(judge, assertion)
}

fn alone(judge: Judge<'_>, content: Value) -> Single<'_> {
    Single::credential(Alone::new(judge, content))
}

/// What the token's claims add to a badge of before 3.0, and where they say
/// something else than it.
fn told_by_claims(judge: &mut Judge<'_>, claims: &Claims) {
    for disagreement in vc_jwt::older_disagreements(claims, &judge.view) {
        judge.say("claims", Outcome::Fail, disagreement);
    }
    signed_in_time(judge, claims);
    // The narrower of two spans counts.
    if let Some(end) = claims.ends() {
        let until = judge.view.valid_until.time().map_or(end, |until| until.min(end));
        if !matches!(judge.view.valid_until, Moment::Unreadable(_)) {
            judge.view.valid_until = Moment::At(until);
            judge.report.valid_until = Some(until);
        }
    }
    if let Some(begin) = claims.begins() {
        let from = judge.view.valid_from.time().map_or(begin, |from| from.max(begin));
        if !matches!(judge.view.valid_from, Moment::Unreadable(_)) {
            judge.view.valid_from = Moment::At(from);
        }
    }
}

/// The keys in the profile that a badge brings along, where none is known from elsewhere.
fn in_profile(known: &[PublicKey], profile: &Value, issuer: &str, task: &Task<'_>) -> Result<Vec<PublicKey>, TooMuch> {
    if !known.is_empty() || !profile.is_object() {
        return Ok(Vec::new());
    }
    KeyList::within(profile, issuer, &task.work).map(|list| of_list(&list))
}

fn of_list(list: &KeyList) -> Vec<PublicKey> {
    list.keys().map(|(_, key)| key.clone()).collect()
}
