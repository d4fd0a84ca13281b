//! What badges of Open Badges 2.0 and before say.

use serde_json::Value;

use super::aligned::{AlignmentNames, alignments, layer};
use super::award;
use super::model::{BadgeView, CredentialView, IssuerView, RecipientView, Standard};
use super::profile;
use super::reader::{Reader, salt};
use crate::credential::dates::{older_end, older_moment};
use crate::credential::proof::Covers;
use crate::credential::recipient;
use crate::credential::values::{address, entries, first, text, texts, words};

/// A part of the addresses of the contexts of Open Badges 2.1.
const OPEN_BADGES_2_1: &str = "/spec/ob/v2p1";

/// How alignments are written: as in 2.0, or as in 1.1.
const NAMES: AlignmentNames = AlignmentNames { name: &["targetName", "name"], url: &["targetUrl", "url"] };

/// Open Badges 2.0 and before: an assertion, whose badge and issuer are either
/// inside or only named by address.
pub(super) fn assertion(value: &Value, standard: Standard) -> CredentialView {
    let mut reader = Reader::new(Covers::Text, profile::Described::default());
    let class = reader.things(value, "badge").into_iter().next().unwrap_or(&Value::Null);
    let mut issuer = issuer(class.get("issuer"), &mut reader);
    if standard == Standard::Ob1 && issuer.id.is_none() {
        // Open Badges 0.5 knew issuers by their websites.
        let origin = first(class.get("issuer")).get("origin");
        issuer.id = origin.and_then(Value::as_str).map(str::to_owned);
    }
    let badge = badge(class, issuer, &mut reader);
    let earners = vec![older_recipient(value, &mut reader)];
    let issued_on = older_moment(value.get("issuedOn")).or(older_moment(value.get("issued_on")));
    CredentialView {
        standard,
        id: text(value.get("id")).or_else(|| text(value.get("uid"))),
        badge,
        earners,
        valid_from: issued_on.clone(),
        issued_on,
        valid_until: older_end(value.get("expires")),
        status: Vec::new(),
        revocation_list: first(class.get("issuer")).get("revocationList").cloned(),
        missing: Vec::new(),
        version: Some(version(value, standard)),
        has_achievement: true,
        contradicts: reader.contradicts,
        unreadable: reader.unreadable,
        unshown: reader.unshown,
        endorses: None,
        awarded: vec![Vec::new()],
        evidence: award::evidence(value.get("evidence")),
        results: Vec::new(),
    }
}

/// Which of the older versions an assertion follows.
fn version(value: &Value, standard: Standard) -> &'static str {
    let names = |part: &str| texts(value.get("@context")).iter().any(|url| url.contains(part));
    match standard {
        Standard::Ob2 if names(OPEN_BADGES_2_1) => "2.1",
        Standard::Ob2 => "2.0",
        _ if names("openbadges/v1") => "1.1",
        // Since 1.0 the earner is an object, and the award names its proof.
        _ if value.get("verify").is_some() || value.get("recipient").is_some_and(Value::is_object) => "1.0",
        _ => "0.5",
    }
}

/// What is said about the badge itself, as a `BadgeClass` of 2.0 or before.
fn badge(class: &Value, issuer: IssuerView, reader: &mut Reader<'_>) -> BadgeView {
    if entries(class.get("criteria")).count() > 1 {
        reader.contradicts.push("criteria");
    }
    for alignment in entries(class.get("alignment")) {
        for fields in [NAMES.name, NAMES.url] {
            reader.one(alignment, fields);
        }
    }
    let criteria = first(class.get("criteria"));
    let aligned = alignments(class.get("alignment"), NAMES);
    BadgeView {
        id: text(class.get("id")),
        name: reader.text(class, "name"),
        description: reader.text(class, "description"),
        criteria_page: text(criteria.get("id")),
        criteria: reader
            .text(criteria, "narrative")
            .or_else(|| text(criteria.get("id")))
            .or_else(|| words(Some(criteria))),
        skills: aligned.iter().filter(|(_, skill)| *skill).filter_map(|(view, _)| view.name.clone()).collect(),
        layer: layer(&aligned),
        issuer,
        image_alt: text(first(class.get("image")).get("caption")),
        image: address(first(class.get("image"))).map(str::to_owned),
        alignments: aligned.into_iter().map(|(view, _)| view).collect(),
        others: Vec::new(),
    }
}

fn issuer(value: Option<&Value>, reader: &mut Reader<'_>) -> IssuerView {
    let value = first(value);
    reader.one(value, &["url"]);
    // The identifier decides whom to trust: taken as it stands or not at all.
    let id = value.as_str().or_else(|| value.get("id")?.as_str()).map(str::to_owned);
    profile::issuer(id, &[value])
}

fn older_recipient(value: &Value, reader: &mut Reader<'_>) -> Vec<RecipientView> {
    let recipient = first(value.get("recipient"));
    reader.one(recipient, &["identity", "hashed", "salt"]);
    // Open Badges 0.5 wrote the identity and its salt at the top.
    let Some(identity) = text(recipient.get("identity")).or_else(|| text(Some(recipient))) else {
        if value.get("recipient").is_some() {
            reader.unreadable.push("recipient");
        }
        return Vec::new();
    };
    let kinds = texts(recipient.get("type"));
    let is_email = kinds.is_empty() || kinds.iter().any(|kind| kind == "email");
    let kind = if is_email { "email".to_owned() } else { kinds.join(", ") };
    let hashed = recipient::is_hash(&identity) && recipient.get("hashed") != Some(&Value::Bool(false));
    vec![if hashed {
        RecipientView::Hashed(kind, identity, salt(recipient.get("salt").or(value.get("salt"))))
    } else {
        RecipientView::Plain(kind, identity)
    }]
}
