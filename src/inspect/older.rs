//! Open Badges 2.x and before: badges that point to their parts on the web,
//! signed as a token or proved by the place where they are kept.

use serde_json::Value;

use super::Task;
use super::judge::Judge;
use super::report::{Check, Outcome, Report, Verdict};
use super::sources::{Lookup, Origin, Sources, Want};
use crate::credential::did_web;
use crate::credential::jws::Jws;
use crate::credential::public_key::PublicKey;
use crate::credential::view::{self, Standard};

/// The fields in which the file and its place on the web have to agree.
const WEIGHTY: &[&str] = &["recipient", "badge", "issuedOn", "issued_on", "expires", "evidence", "salt"];

/// A picture that holds only the address of a badge (Open Badges 1.0 and
/// before).
pub(super) fn address_only(url: &str, question: &Task<'_>) -> Report {
    if let Lookup::Found(assertion, Origin::Web) = question.sources.json(url) {
        return hosted(&assertion, question, Some(url));
    }
    let message = match question.sources.text(url) {
        Lookup::Failed(why) => format!("The file holds only the address {url}, where the badge is kept. {why}"),
        _ => format!("The file holds only the address {url}, where the badge is kept. It was not fetched."),
    };
    let mut report = Report::without_badge(Verdict::Unconfirmed, Check::new("signature", Outcome::Unknown, message));
    report.decide(Verdict::Unconfirmed, "An old badge that is kept on the web. Open its address to see it.");
    report.standard = Some(Standard::Ob1);
    report.form = Some("hosted".into());
    report.id = Some(url.to_owned());
    report.wants.extend(Want::new(url, "fetch the badge, of which the file holds only the address"));
    report
}

/// A badge whose proof is the place where it is kept. `kept_at` is the address
/// it was fetched from, when the file held nothing else.
pub(super) fn hosted(assertion: &Value, question: &Task<'_>, kept_at: Option<&str>) -> Report {
    let in_file = assembled(assertion, question.sources);
    let Some(view) = view::read(&in_file.whole) else {
        let check = Check::new("format", Outcome::Fail, "What lies at the badge's address is no badge.");
        return Report::without_badge(Verdict::NotValid, check);
    };
    let verification = assertion.get("verification").or_else(|| assertion.get("verify"));
    let named = verification.and_then(|how| how.get("url")).and_then(Value::as_str);
    let place = kept_at.or(named).map(str::to_owned).or_else(|| view.id.clone());
    let lookup = place.as_deref().map_or(Lookup::NotAsked, |place| question.sources.json(place));
    // Once it was fetched, what its issuer keeps is what it says; the file only has to agree.
    let kept = match &lookup {
        Lookup::Found(kept, Origin::Web) => Some(assembled(kept, question.sources)),
        _ => None,
    };
    let read = kept.as_ref().and_then(|kept| Some((view::read(&kept.whole)?, kept.wants.clone())));
    let (view, wants) = read.unwrap_or((view, in_file.wants));
    let mut judge = Judge::new(view, question);
    judge.want(wants);
    names_itself(&mut judge, assertion);
    let kind = verification.and_then(|how| how.get("type")).and_then(Value::as_str).unwrap_or_default();
    if kind.to_lowercase().starts_with("signed") {
        judge.report.form = Some("signed".into());
        judge.say("signature", Outcome::Unknown, "It says that it is signed, but the signature is not in this file.");
        judge.unchecked("Ask the issuer for the signed badge.");
        return judge.finish();
    }
    judge.report.form = Some("hosted".into());
    let Some(place) = place else {
        let message = "It counts only if its issuer's website says the same, and it does not name an address.";
        judge.say("signature", Outcome::Unknown, message);
        judge.unchecked("Ask the issuer whether they awarded it.");
        return judge.finish();
    };
    if let Some(kept) = kept {
        compare(&mut judge, assertion, &kept, &place);
        return judge.finish();
    }
    match lookup {
        Lookup::Found(..) => {
            let message = format!("It counts only if {place} says the same, and that was not fetched but handed in.");
            judge.say("signature", Outcome::Unknown, message);
            judge.unchecked("Check it online to see whether its address says the same.");
        }
        Lookup::Failed(why) => {
            judge.say("signature", Outcome::Unknown, format!("It counts only if {place} says the same. {why}"));
            judge.unchecked("Ask the issuer whether they awarded it.");
        }
        Lookup::NotAsked => {
            let message = format!("It counts only if {place} says the same, and that was not fetched.");
            judge.say("signature", Outcome::Unknown, message);
            judge.unchecked("Open the badge's own address to see whether it says the same.");
            judge.want(Want::new(&place, "see whether the badge is still kept there and says the same"));
        }
    }
    judge.finish()
}

/// Whether an assertion of 2.0 says what it is, as its standard demands.
fn names_itself(judge: &mut Judge<'_>, assertion: &Value) {
    let names = |field: &str, wanted: &str| match assertion.get(field) {
        Some(Value::Array(list)) => list.iter().any(|entry| entry == wanted),
        Some(single) => single == wanted,
        None => false,
    };
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

/// What the badge's own address says, against what the file says.
fn compare(judge: &mut Judge<'_>, file: &Value, assembled: &Assembled, place: &str) {
    let kept = &assembled.whole;
    if kept.get("revoked") == Some(&Value::Bool(true)) {
        return judge.withdrawn(format!("Its issuer has withdrawn it, says {place}."), place);
    }
    let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
    let same_id = id(kept).is_none_or(|id| id == place) && (id(file).is_none_or(|id| id == place));
    let differs = WEIGHTY.iter().find(|field| reference(file.get(**field)) != reference(kept.get(**field)));
    let differs = differs.copied().or_else(|| told_otherwise(file.get("badge"), kept.get("badge")));
    if let Some(field) = differs {
        let message = format!("The file and {place} say different things (about “{field}”).");
        return judge.say("signature", Outcome::Fail, message);
    }
    if !same_id {
        let message = format!("What lies at {place} says that it belongs to another address.");
        return judge.say("signature", Outcome::Fail, message);
    }
    let Some(host) = did_web::host(place) else {
        let message =
            "It is kept at an address that is not protected (http), where anybody on the way could change it.";
        judge.say("signature", Outcome::Unknown, message);
        return judge.unchecked("Ask the issuer whether they awarded it.");
    };
    let issuer = judge.issuer_id();
    if !assembled.from_web || issuer.is_empty() {
        judge.say(
            "signature",
            Outcome::Unknown,
            format!("{host} says the same as the file, but who the issuer is was not looked up."),
        );
        return judge.unchecked("Check online once more to look up the issuer.");
    }
    if !may_keep(judge.question.sources, &issuer, place) {
        let message =
            format!("It is kept at {host}, which the issuer {issuer} does not name as a place for its badges.");
        return judge.say("signature", Outcome::Fail, message);
    }
    judge.say("signature", Outcome::Pass, format!("{host} says the same as the file."));
    judge.kept_by(did_web::host(&issuer).unwrap_or(host));
}

/// The field of a part that stands in the file and in which it is not the part
/// that its issuer keeps; pictures and contexts are written in too many ways.
fn told_otherwise<'f>(file: Option<&'f Value>, kept: Option<&Value>) -> Option<&'f str> {
    let (file, kept) = (file?.as_object()?, kept?.as_object()?);
    let said = file.iter().filter(|(field, _)| !["@context", "image", "id"].contains(&field.as_str()));
    for (field, value) in said {
        if field == "issuer" {
            if reference(Some(value)) != reference(kept.get(field)) {
                return Some(field);
            }
            if let Some(field) = told_otherwise(Some(value), kept.get(field)) {
                return Some(field);
            }
        } else if kept.get(field) != Some(value) {
            return Some(field);
        }
    }
    None
}

/// A field as far as it decides: an embedded part counts by its address.
fn reference(value: Option<&Value>) -> Option<Value> {
    match value {
        Some(Value::Object(part)) if part.get("id").is_some_and(Value::is_string) => part.get("id").cloned(),
        other => other.cloned(),
    }
}

/// Whether an issuer keeps its badges at an address: on its own host, or as
/// its profile says (Open Badges 2.0, `VerificationObject`).
fn may_keep(sources: &Sources, issuer: &str, place: &str) -> bool {
    let profile = match sources.json(issuer) {
        Lookup::Found(profile, _) => profile,
        _ => Value::Null,
    };
    let rules = profile.get("verification").unwrap_or(&Value::Null);
    let texts = |name: &str| -> Vec<String> {
        match rules.get(name) {
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    };
    let starts = texts("startsWith");
    if !starts.is_empty() && !starts.iter().any(|start| place.starts_with(start)) {
        return false;
    }
    let host = did_web::host(place);
    let origins = texts("allowedOrigins");
    if origins.is_empty() {
        return starts.iter().any(|start| place.starts_with(start)) || host == did_web::host(issuer);
    }
    let plain = |origin: &str| origin.rsplit('/').next().unwrap_or(origin).to_ascii_lowercase();
    host.is_some_and(|host| origins.iter().any(|origin| plain(origin) == host))
}

/// A signed badge of Open Badges 2.0.
pub(super) fn signed(assertion: &Value, token: &Jws<'_>, question: &Task<'_>) -> Report {
    let Assembled { whole, wants, .. } = assembled(assertion, question.sources);
    let Some(view) = view::read(&whole) else {
        let check = Check::new("format", Outcome::Fail, "This is a JWT, but no badge is in it.");
        return Report::without_badge(Verdict::NotABadge, check);
    };
    let mut judge = Judge::new(view, question);
    judge.report.form = Some("signed".into());
    judge.want(wants);
    names_itself(&mut judge, assertion);
    let detail = format!("Open Badges 2.0, {}", token.algorithm.jws());
    let creator = assertion.pointer("/verification/creator").or_else(|| assertion.pointer("/verify/url"));
    let creator = creator.and_then(Value::as_str).unwrap_or_default();
    let (mut keys, origin) = keys_at(question.sources, creator);
    let published = keys.len();
    let issuer = whole.pointer("/badge/issuer").unwrap_or(&Value::Null);
    if keys.is_empty() && issuer.is_object() {
        keys.extend(did_web::keys(issuer).into_iter().map(|listed| listed.key));
    }
    keys.extend(token.jwk.clone());
    let unnamed = judge.issuer_id().is_empty() && assertion.get("badge").is_some_and(Value::is_string);
    let signer = keys.iter().position(|key| token.is_signed_by(key));
    // A key that the token brings along is published nowhere.
    let is_published = origin == Some(Origin::Web) && signer.is_some_and(|at| at < published);
    match signer.and_then(|at| keys.get(at)) {
        Some(_) if unnamed => {
            let message = "Nothing was changed since it was signed, but who the issuer is was not looked up.";
            judge.explain("signature", Outcome::Unknown, message, detail);
            judge.unchecked("Check it online to see who the issuer is.");
        }
        // Before 2.0 an issuer listed no keys: the key counts by lying on the issuer's own host.
        Some(key) if judge.view.standard == Standard::Ob1 => {
            let issuer = judge.issuer_id();
            match did_web::host(creator).filter(|host| Some(host) == did_web::host(&issuer).as_ref()) {
                Some(host) if is_published => {
                    judge.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
                    judge.kept_by(host);
                }
                _ if question.trust.vouches_for(&issuer, key) => judge.signed_by(key, &detail),
                _ => {
                    let message =
                        "Nothing was changed since it was signed, but nothing shows that the key is the issuer's.";
                    judge.explain("signature", Outcome::Unknown, message, detail);
                    judge.unchecked("Ask the issuer whether they awarded it.");
                    judge.want(Want::new(creator, format!("find the key of {}", judge.view.badge.issuer_title())));
                }
            }
        }
        Some(key) => judge.signed_by(key, &detail),
        None if keys.is_empty() => {
            let why = format!("find the key of {}", judge.view.badge.issuer_title());
            let message = match question.sources.text(creator) {
                Lookup::Failed(reason) => format!("The key that signed it could not be found. {reason}"),
                _ => "The key that signed it is published on the web and was not fetched.".to_owned(),
            };
            judge.explain("signature", Outcome::Unknown, message, detail);
            judge.unchecked("Ask the issuer whether they awarded it.");
            judge.want(Want::new(creator, why));
        }
        None => {
            let message =
                "The content is not what was signed: something was changed after signing, or the signature is damaged.";
            judge.explain("signature", Outcome::Fail, message, detail);
        }
    }
    judge.finish()
}

/// The keys that lie at an address, as JSON or, before Open Badges 2.0, as PEM;
/// and where they are from.
fn keys_at(sources: &Sources, address: &str) -> (Vec<PublicKey>, Option<Origin>) {
    if let Lookup::Found(document, origin) = sources.json(address) {
        return (did_web::keys(&document).into_iter().map(|listed| listed.key).collect(), Some(origin));
    }
    match sources.text(address) {
        Lookup::Found(text, origin) => (PublicKey::from_pem(&text).into_iter().collect(), Some(origin)),
        _ => (Vec::new(), None),
    }
}

/// An assertion with its badge class and its issuer in place, as far as they
/// are known.
struct Assembled {
    whole: Value,
    /// What to fetch for the rest.
    wants: Vec<Want>,
    /// Whether both are there, and none of them from a file that was handed in.
    from_web: bool,
}

fn assembled(assertion: &Value, sources: &Sources) -> Assembled {
    let mut assembled = Assembled { whole: assertion.clone(), wants: Vec::new(), from_web: false };
    let wants = &mut assembled.wants;
    let Some((mut badge, badge_origin)) = part(assertion.get("badge"), "read what the badge says", sources, wants)
    else {
        return assembled;
    };
    if let Some((issuer, origin)) = part(badge.get("issuer"), "read who the issuer is", sources, wants)
        && let Some(badge) = badge.as_object_mut()
    {
        badge.insert("issuer".into(), issuer);
        assembled.from_web = [badge_origin, origin].iter().all(|origin| *origin == Origin::Web);
    }
    if let Some(whole) = assembled.whole.as_object_mut() {
        whole.insert("badge".into(), badge);
    }
    assembled
}

/// A part that stands there, and so is from where the whole is, or lies at an
/// address.
fn part(value: Option<&Value>, why: &str, sources: &Sources, wants: &mut Vec<Want>) -> Option<(Value, Origin)> {
    match value? {
        part @ Value::Object(_) => Some((part.clone(), Origin::Web)),
        Value::String(url) => match sources.json(url) {
            Lookup::Found(mut part, origin) => {
                // It is known by the address it was found at, whatever it says itself.
                part.as_object_mut()?.insert("id".into(), Value::from(url.as_str()));
                Some((part, origin))
            }
            Lookup::Failed(_) => None,
            Lookup::NotAsked => {
                wants.extend(Want::new(url, why));
                None
            }
        },
        _ => None,
    }
}
