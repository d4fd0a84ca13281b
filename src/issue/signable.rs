//! What of a badge can be signed: nothing that a starter made up, names by what is
//! seen of them, and addresses that are some.

use std::sync::Arc;

use super::IssueError;
use super::attainable::are_attainable;
use crate::badge::{
    Alignment, Badge, Profile, as_address, is_identifier, is_mail_address, is_picture_address, is_web_address, quoted,
    seen,
};
use crate::carrier::is_token;
use crate::credential::ob3::Award;
use crate::document::{Document, without_made_up};

/// What stands in the place of an address that is none.
const IDENTIFIER: &str =
    "a whole web address such as https://example.org/page, or an identifier that begins with did: or urn:";

/// That a badge and an award of it can be signed as they stand: to be asked before a
/// passphrase is.
///
/// # Errors
/// Names the first address that is none, or the first result that the badge does not allow.
pub fn can_be_signed(badge: &Badge, award: &Award) -> Result<(), IssueError> {
    badge_can_be_signed(badge)?;
    award_can_be_signed(badge, award)
}

/// The same of a badge, whoever earns it.
pub(super) fn badge_can_be_signed(badge: &Badge) -> Result<(), IssueError> {
    home_pages(&badge.issuer)?;
    let mut profile = Some((&badge.issuer, "issuer"));
    while let Some((one, whose)) = profile {
        check(
            is_mail_address,
            format!("The {whose}'s e-mail address"),
            &one.email,
            "one address such as us@example.org",
        )?;
        let picture = "a web address such as https://example.org/logo.png, or choose the picture anew";
        check(is_picture_address, format!("The {whose}'s logo"), &one.image, picture)?;
        if whose != "issuer" {
            identifier(format!("The identifier of the {whose}"), &one.id)?;
        }
        profile = one.parent_org.as_deref().map(|parent| (parent, "organisation above the issuer"));
    }
    identifier("The badge's identifier".to_owned(), &badge.id)?;
    identifier("The address of the earning criteria".to_owned(), &badge.criteria.id)?;
    let target = |one: &Alignment| identifier(format!("The address of {}", quoted(&one.target_name)), &one.target_url);
    badge
        .alignment
        .iter()
        .chain(badge.skills.iter().filter_map(|skill| skill.alignment.as_ref()))
        .try_for_each(target)?;
    if let Some((_, standard)) = badge.layer_and_standard() {
        identifier(format!("The address of the standard {}", quoted(&standard.name)), &standard.url)?;
    }
    badge.relations().iter().try_for_each(|one| identifier("The identifier of a related badge".to_owned(), &one.id))?;
    for result in &badge.result_description {
        identifier(format!("The identifier of the result {}", quoted(&result.name)), &result.id)?;
    }
    match badge.endorsement_jwt.iter().find(|token| !is_token(token)) {
        Some(token) => Err(IssueError::NotAToken(quoted(token))),
        None => Ok(()),
    }
}

/// The same of an award of a badge.
pub(super) fn award_can_be_signed(badge: &Badge, award: &Award) -> Result<(), IssueError> {
    are_attainable(badge, award)?;
    identifier("The identifier of the award".to_owned(), &award.id)?;
    award.evidence.iter().try_for_each(|link| identifier("The address of evidence".to_owned(), link))
}

/// That a text in a field is an identifier, or there is none.
pub(super) fn identifier(field: String, text: &str) -> Result<(), IssueError> {
    check(is_identifier, field, text, IDENTIFIER)
}

fn check(is_one: fn(&str) -> bool, field: String, text: &str, needed: &'static str) -> Result<(), IssueError> {
    match text.trim() {
        "" => Ok(()),
        text if is_one(text) => Ok(()),
        text => Err(IssueError::Address { field, typed: as_address(text), needed }),
    }
}

/// That a home page leads somewhere for whoever reads the badge.
fn home_pages(profile: &Profile) -> Result<(), IssueError> {
    let Some(page) = profile.broken_page() else { return Ok(()) };
    let proposal = Some(format!("https://{}", page.trim())).filter(|whole| is_web_address(whole));
    let proposal = if is_web_address(page.trim()) { Some(page.trim().to_owned()) } else { proposal };
    let proposal = proposal.unwrap_or_else(|| "https://example.org".to_owned());
    Err(IssueError::HomePage { page: quoted(page), proposal })
}

/// Document as it is signed: nothing of it is what a starter made up, and names are
/// what is seen of them.
///
/// # Errors
/// When the issuer that it names is made up.
pub(super) fn signable(document: &Document) -> Result<Document, IssueError> {
    let mut own = without_made_up(&document.badge).unwrap_or_else(|| (*document.badge).clone());
    own.name = seen(&own.name);
    own.issuer = own.issuer.seen();
    let named = seen(&document.badge.issuer.name);
    if own.issuer.name.is_empty() && !named.is_empty() {
        return Err(IssueError::MadeUp(named));
    }
    Ok(Document { badge: Arc::new(own), ..document.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::badge::{Related, ResultDescription};
    use crate::credential::{Algorithm, IssuerKey, SystemRandom};
    use crate::document::starters;
    use crate::issue::{FileKind, Form, IssueOptions, Issued, award, prepare};

    fn now() -> jiff::Timestamp {
        "2026-03-14T10:00:00Z".parse().unwrap()
    }

    fn made(document: &Document) -> Result<Issued, IssueError> {
        let key = IssuerKey::generate("x", Algorithm::Ed25519, now(), &mut SystemRandom).unwrap();
        let options = IssueOptions::new(Form::Ob3Jcs, FileKind::Record, None);
        prepare(document, &options)
            .and_then(|prepared| prepared.award(Some(&key), &award("amy@example.org", now()).unwrap(), now()))
    }

    fn with(change: &dyn Fn(&mut Badge)) -> Document {
        let mut document = starters()[0].document("urn:uuid:1".into()).unwrap();
        let badge = Arc::make_mut(&mut document.badge);
        badge.issuer =
            Profile { name: "Canal School".into(), url: "https://canal.example".into(), ..Profile::default() };
        change(badge);
        document
    }

    #[test]
    fn a_name_is_signed_as_it_is_seen_and_one_of_which_nothing_is_seen_is_none() {
        let issuer = |file: Issued| {
            let credential: serde_json::Value = serde_json::from_slice(&file.file).unwrap();
            (credential["issuer"]["name"].clone(), credential["name"].clone())
        };
        let odd = with(&|badge| {
            badge.name = "Ice\u{200b} Rescue".into();
            badge.issuer.name = "Can\u{202e}al \u{3164}School\u{1b}".into();
        });
        let (name, title) = issuer(made(&odd).unwrap());
        assert_eq!((name.as_str(), title.as_str()), (Some("Canal School"), Some("Ice Rescue")));
        for blank in ["\u{3164}", "\u{2800}", "\u{200b}", "\u{fe0f}", " "] {
            let nobody = with(&|badge| badge.issuer.name = blank.into());
            let told = made(&nobody).unwrap_err().to_string();
            assert!(told.contains("no issuer's name yet"), "{told}");
            let told = made(&with(&|badge| badge.name = blank.into())).unwrap_err().to_string();
            assert!(told.contains("no name yet"), "{told}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_by_the_field_in_which_it_stands() {
        type Change = fn(&mut Badge, String);
        let doors: [(&str, Change); 9] = [
            ("earning criteria", |badge, text| badge.criteria.id = text),
            ("“Entry”", |badge, text| {
                badge.alignment =
                    vec![Alignment { target_name: "Entry".into(), target_url: text, ..Alignment::default() }];
            }),
            ("related badge", |badge, text| badge.related = vec![Related { id: text, ..Related::default() }]),
            ("“Score”", |badge, text| {
                let score = ResultDescription { id: text, name: "Score".into(), ..ResultDescription::default() };
                badge.result_description = vec![ResultDescription { result_type: "Percent".into(), ..score }];
            }),
            ("badge's identifier", |badge, text| badge.id = text),
            ("issuer's logo", |badge, text| badge.issuer.image = text),
            ("issuer's e-mail", |badge, text| badge.issuer.email = text),
            ("organisation above", |badge, text| {
                badge.issuer.parent_org =
                    Some(Box::new(Profile { name: "Canals".into(), id: text, ..Profile::default() }));
            }),
            ("token", |badge, text| badge.endorsement_jwt = vec![text]),
        ];
        for (field, change) in doors {
            for bad in ["javascript:alert(1)", "file:///etc/passwd", "x y", "https://", "https://a\u{202e}b.example/"] {
                let told = made(&with(&|badge| change(badge, bad.to_owned()))).unwrap_err().to_string();
                assert!(told.contains(field), "{field} {bad}: {told}");
            }
        }
        for (field, change) in &doors[..4] {
            for good in ["https://canal.example/page", "urn:uuid:2"] {
                made(&with(&|badge| change(badge, good.to_owned()))).unwrap_or_else(|error| panic!("{field}: {error}"));
            }
        }
        let mut amy = award("amy@example.org", now()).unwrap();
        let badge = with(&|_| {}).badge;
        can_be_signed(&badge, &amy).unwrap();
        for bad in ["https://", "https:x", "http:///", "did:", "urn:", "javascript:x"] {
            amy.evidence = vec![bad.to_owned()];
            assert!(can_be_signed(&badge, &amy).unwrap_err().to_string().contains("evidence"), "{bad}");
            for to in [bad, "did:x", "did:web:", "did:web:..", "https:///x"] {
                award(to, now()).unwrap_err();
            }
        }
        amy.evidence.clear();
        amy.id = "urn:".into();
        assert!(can_be_signed(&badge, &amy).unwrap_err().to_string().contains("identifier of the award"));
    }
}
