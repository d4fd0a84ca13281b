//! What an award signs, in plain words: said before it is signed, and after.

use jiff::Timestamp;

use super::brought::brought;
use super::endorsing::endorsers;
use super::times::day_of;
use super::told::{NO_PLACE, Told};
use super::{Form, NamedBy, When};
use crate::badge::{Badge, Profile, seen};
use crate::credential::Recipient;
use crate::credential::did::fingerprint;
use crate::credential::ob2::{REVOKED, hosted_at};
use crate::credential::ob3::{Award, StatusPlace, ends};
use crate::credential::recipient::told_of_capitals;
use crate::credential::site::{Site, with_https};

/// Word for nothing of a kind.
const NONE: &str = "none";

/// Content of an award before it is signed: what is, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The badge, in the language in which it is awarded.
    pub badge: &'a Badge,
    /// Who awards it, and where that is said.
    pub issuer: Option<(&'a Profile, NamedBy)>,
    /// The identifier under which the issuer is known.
    pub issuer_id: &'a str,
    /// The award.
    pub award: &'a Award,
    /// When it was awarded, as that was written.
    pub issued: Option<&'a When>,
    /// When it ends, as that was written.
    pub expires: Option<&'a When>,
    /// The form of the credential.
    pub form: Form,
    /// The list of withdrawn badges on which the award gets its place, where that is
    /// known before.
    pub list: Option<&'a str>,
}

impl Signed<'_> {
    /// Fields of the award, whether or not it says anything, and every text that
    /// the badge itself brings along. Its identifier is drawn when it is signed.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        self.told_with(None)
    }

    /// The same of an award whose identifier was given.
    #[must_use]
    pub fn told_with(&self, id: Option<&str>) -> Vec<Told> {
        let (badge, award) = (self.badge, self.award);
        let mut all = Vec::new();
        let mut tell = |field, says: String, note: &str| all.push(Told { field, says, note: note.to_owned() });
        let (earner, note) = match &award.recipient {
            Recipient::Email { address, .. } => {
                let capitals = told_of_capitals(address).map(|told| format!("; {told}")).unwrap_or_default();
                (address.as_str(), format!("sealed: only who knows it can check it{capitals}"))
            }
            Recipient::Id(id) if id.is_empty() => ("nobody yet", String::new()),
            Recipient::Id(id) => (id.as_str(), "for everybody to read".to_owned()),
        };
        tell("Earner", earner.to_owned(), &note);
        // What the form has no place for is not signed, whatever was typed.
        let is_two = self.form.needs_site();
        let seen_name = award.name.as_deref().map(seen).filter(|name| !name.is_empty());
        let (name, note) = match seen_name.as_deref() {
            Some(_) if is_two => ("not in the badge", NO_PLACE),
            Some(name) => (name, "for everybody to read"),
            None => ("not in the badge", ""),
        };
        tell("Earner's name", name.to_owned(), note);
        tell("Badge", seen(&badge.name), badge.in_language.as_str());
        tell("Layer", badge.layer().map_or_else(|| "none".to_owned(), |layer| layer.name.clone()), "");
        match self.issuer {
            Some((profile, by)) => {
                let page = profile.url.trim();
                let page = if page.is_empty() { String::new() } else { format!(", {page}") };
                tell("Awarded by", format!("{}{page}", profile.name.trim()), by.words());
            }
            None => tell("Awarded by", "nobody yet".to_owned(), ""),
        }
        if let Some((profile, _)) = self.issuer {
            carried(profile, is_two).into_iter().for_each(|(field, says)| tell(field, says, ""));
        }
        let note = match self.issuer_id {
            "" => "this form needs the issuer's place on the web".to_owned(),
            key if key.starts_with("did:key:") => format!("fingerprint {}", fingerprint(key)),
            _ => String::new(),
        };
        let known = if self.issuer_id.is_empty() { "nothing yet" } else { self.issuer_id };
        tell("Known as", known.to_owned(), &note);
        let day = |when: Option<&When>, joint, moment: Timestamp| {
            when.map_or_else(|| day_of(moment), |when| when.told(joint, moment))
        };
        tell("Awarded on", day(self.issued, "from", award.issued_on), "");
        match ends(badge, award) {
            Ok(Some(end)) => {
                let lasting = badge.validity.and_then(|validity| self.issued?.last_day(validity));
                let (expires, by) = match self.expires {
                    None if award.expires.is_none() || lasting.is_some() => {
                        (lasting.as_ref(), "as long as the badge holds")
                    }
                    Some(when) if when.is_day_in_utc() => (Some(when), "to its end in UTC"),
                    expires => (expires, ""),
                };
                tell("Last day", day(expires, "until", end), by);
            }
            Ok(None) => tell("Last day", "none: it does not end".to_owned(), ""),
            Err(error) => tell("Last day", error.to_string(), ""),
        }
        tell("Evidence", listed(award.evidence.iter().cloned()), "");
        let mut tell_of_three = |field, all: String| match is_two && all != NONE {
            true => tell(field, "not in the badge".to_owned(), NO_PLACE),
            false => tell(field, all, ""),
        };
        let results = award.results.iter().map(|result| self.result(&result.result_description, &result.value));
        tell_of_three("Results", listed(results));
        tell_of_three("Endorsed by", listed(endorsers(badge, award.issued_on).into_iter()));
        let (revocable, note) = self.revocable();
        tell("Can be withdrawn", revocable.to_owned(), &note);
        let (id, note) = self.identifier(id);
        tell("Award's identifier", id, note);
        all.extend(brought(badge, is_two));
        all
    }

    /// What the award goes by: on the web its address.
    fn identifier(&self, given: Option<&str>) -> (String, &'static str) {
        let address = |id: &str| Site::of(self.issuer_id).and_then(|site| hosted_at(&site, id).ok());
        match given {
            None => ("a new one".to_owned(), "drawn when it is signed"),
            Some(id) if self.form == Form::Ob2Hosted => match address(id) {
                Some(own) if own == id => (own, ""),
                Some(own) => (own, "the address at which it is kept"),
                None => (id.to_owned(), "no address beside the issuer's file"),
            },
            Some(id) => (id.to_owned(), ""),
        }
    }

    /// Whether it can be withdrawn, and where that would be noted.
    fn revocable(&self) -> (&'static str, String) {
        let site = Site::of(self.issuer_id);
        match (self.form, &self.award.status, site) {
            (Form::Ob2Hosted, ..) => ("yes", "at its own address on the issuer's web server".to_owned()),
            (Form::Ob2Signed, _, Some(site)) => {
                let list = self.list.map_or_else(|| site.url(REVOKED), str::to_owned);
                ("yes", format!("by its identifier, on the list that the issuer's profile names ({list})"))
            }
            (Form::Ob2Signed, ..) => ("yes", "as every badge of Open Badges 2.0".to_owned()),
            (_, Some(StatusPlace { list, index }), _) => ("yes", format!("at place {index} on the list {list}")),
            _ if !self.badge.revocable => ("no", "it is for good".to_owned()),
            (.., Some(_)) => match self.list {
                Some(list) => ("yes", format!("on the list {list}, at a place that is drawn when it is signed")),
                None => ("yes", "the list and its place on it are drawn when it is signed".to_owned()),
            },
            _ if with_https(self.issuer_id).is_some() => {
                ("not yet", "the issuer's place on the web needs https:// before it".to_owned())
            }
            _ => ("not yet", "for the list it needs the issuer's place on the web".to_owned()),
        }
    }

    /// A result by the name of its description.
    fn result(&self, id: &str, value: &str) -> String {
        let described = self.badge.result_description.iter().find(|description| description.id == id);
        format!("{}: {value}", described.map_or(id, |description| description.name.as_str()))
    }
}

fn listed(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    if all.is_empty() { NONE.to_owned() } else { all.join(", ") }
}

/// Fields that a credential carries of its issuer beside name and home page, each under a
/// name of its own: only what is there.
fn carried(profile: &Profile, is_two: bool) -> Vec<(&'static str, String)> {
    let joined = |texts: &[&str]| {
        let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        texts.join(", ")
    };
    let address = profile.address.as_ref().map(|place| {
        joined(&[
            &place.street_address,
            &place.address_locality,
            &place.address_region,
            &place.postal_code,
            &place.address_country,
        ])
    });
    let logo = match profile.image.trim() {
        inside if inside.starts_with("data:") => "a picture".to_owned(),
        address => address.to_owned(),
    };
    let above = profile.parent_org.as_deref().map(|parent| {
        let more = carried(parent, is_two).into_iter().map(|(field, says)| format!("{}: {says}", field.to_lowercase()));
        let own = [parent.name.clone(), parent.url.clone(), parent.id.clone()].into_iter().chain(more);
        joined(&own.collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>())
    });
    let others = profile.other_identifier.iter().map(|one| format!("{} ({})", one.identifier, one.identifier_type));
    let both = [
        ("Its e-mail", profile.email.trim().to_owned()),
        ("Its telephone", profile.phone.clone()),
        ("About it", profile.description.trim().to_owned()),
        ("Its logo", logo),
    ];
    let three = [
        ("Its address", address.unwrap_or_default()),
        ("Speaks for it", profile.official.clone()),
        ("Belongs to", above.unwrap_or_default()),
        ("Its person", joined(&[&format!("{} {}", profile.given_name, profile.family_name)])),
        ("Also known as", others.collect::<Vec<_>>().join(", ")),
    ];
    // Open Badges 2.0 have no place for the rest.
    let all = both.into_iter().chain(three.into_iter().filter(|_| !is_two));
    all.filter(|(_, says)| !says.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::badge::{Address, ResultDescription, Validity, ValidityUnit};
    use crate::credential::ob3::Attained;
    use crate::credential::{Algorithm, IssuerKey, SystemRandom};
    use crate::issue::{award, endorsed};

    #[test]
    fn every_field_of_an_award_is_told_and_so_is_what_it_leaves_out() {
        let now = "2026-03-14T10:00:00Z".parse().unwrap();
        let mut badge = Badge { name: "First Aid".into(), ..Badge::default() };
        let mut amy = award("amy@example.org", now).unwrap();
        let profile = Profile { name: "Canal School".into(), ..Profile::default() };
        let told = |badge: &Badge, award: &Award| {
            let issuer_id = "did:web:example.org";
            let signed = Signed {
                badge,
                issuer: Some((&profile, NamedBy::Badge)),
                issuer_id,
                award,
                issued: None,
                expires: None,
                form: Form::Ob3,
                list: None,
            };
            let lines: Vec<String> = signed
                .told()
                .into_iter()
                .map(|told| format!("{}: {} ({})", told.field, told.says, told.note))
                .collect();
            lines.join("\n")
        };
        let plain = told(&badge, &amy);
        for words in [
            "Earner: amy@example.org (sealed",
            "Earner's name: not in the badge",
            "Badge: First Aid",
            "Awarded by: Canal School",
            "Known as: did:web:example.org",
            "Awarded on: 14 March 2026",
            "Last day: none",
            "Evidence: none",
            "Results: none",
            "Endorsed by: none",
            "Can be withdrawn: no",
        ] {
            assert!(plain.contains(words), "{words} in\n{plain}");
        }
        amy.name = Some("Amy Lee".into());
        amy.expires = Some("2027-03-14T23:59:59Z".parse().unwrap());
        amy.evidence = vec!["https://example.org/video".into()];
        amy.results = vec![Attained { result_description: "urn:uuid:r".into(), value: "82".into() }];
        badge.revocable = true;
        badge.result_description =
            vec![ResultDescription { id: "urn:uuid:r".into(), name: "Score".into(), ..ResultDescription::default() }];
        let club = IssuerKey::generate("Sailing Club", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
        badge.id = "urn:uuid:1".into();
        badge.endorsement = vec![endorsed(&badge, "We ask for it.", "Sailing Club", &club, now).unwrap()];
        let full = told(&badge, &amy);
        for words in [
            "Earner's name: Amy Lee (for everybody to read)",
            "Last day: 14 March 2027",
            "Evidence: https://example.org/video",
            "Results: Score: 82",
            "which calls itself “Sailing Club”",
            "Can be withdrawn: yes",
        ] {
            assert!(full.contains(words), "{words} in\n{full}");
        }
        // Whose words were altered, or say something else, endorses nothing.
        for (field, other) in [("issuer", "name"), ("credentialSubject", "id")] {
            let mut altered = badge.clone();
            altered.endorsement[0][field][other] = "urn:uuid:2".into();
            let told = told(&altered, &amy);
            assert!(told.contains("Endorsed by: nobody: the words in the name of"), "{told}");
        }
        badge.id = "urn:uuid:2".into();
        assert!(told(&badge, &amy).contains("Endorsed by: nobody: the words"), "they are about another badge");
        badge.endorsement = vec![serde_json::json!({ "type": "x", "issuer": { "name": "Sailing Club" } })];
        assert!(told(&badge, &amy).contains("Endorsed by: nobody: the words"));
    }

    #[test]
    fn what_is_carried_of_the_issuer_is_told_field_by_field() {
        let parent = Profile { name: "Harbour".into(), url: "https://h.example".into(), ..Profile::default() };
        let profile = Profile {
            name: "Canal".into(),
            email: "us@canal.example".into(),
            phone: "123".into(),
            image: "https://canal.example/logo.png".into(),
            address: Some(Address { address_locality: "Leeds".into(), ..Address::default() }),
            official: "Amy Lee".into(),
            parent_org: Some(Box::new(parent)),
            ..Profile::default()
        };
        let badge = Badge::default();
        let amy = award("amy@example.org", "2026-03-14T10:00:00Z".parse().unwrap()).unwrap();
        let told = |form| {
            let issuer = Some((&profile, NamedBy::Badge));
            let signed = Signed { issuer, form, ..signed(&badge, &amy) };
            signed.told().iter().map(|told| format!("{}: {}", told.field, told.says)).collect::<Vec<_>>().join("\n")
        };
        let (three, two) = (told(Form::Ob3), told(Form::Ob2Hosted));
        for (words, in_two) in [
            ("Its e-mail: us@canal.example", true),
            ("Its telephone: 123", true),
            ("Its logo: https://canal.example/logo.png", true),
            ("Its address: Leeds", false),
            ("Speaks for it: Amy Lee", false),
            ("Belongs to: Harbour, https://h.example", false),
        ] {
            assert!(three.contains(words) && two.contains(words) == in_two, "{words} in\n{three}\n{two}");
        }
    }

    #[test]
    fn what_the_award_goes_by_is_told_apart_from_what_the_badge_does() {
        let badge = Badge { id: "urn:uuid:b".into(), ..Badge::default() };
        let amy = award("amy@example.org", "2026-03-14T10:00:00Z".parse().unwrap()).unwrap();
        let says = |form, given: Option<&str>| {
            let signed = Signed { form, issuer_id: "https://e.org/b/issuer.json", ..signed(&badge, &amy) };
            let told = signed.told_with(given);
            let of = |field: &str| told.iter().find(|told| told.field == field).map(|told| told.says.clone());
            (of("Award's identifier").unwrap(), of("Badge's identifier"))
        };
        assert_eq!(says(Form::Ob3, Some("urn:uuid:a")), ("urn:uuid:a".into(), Some("urn:uuid:b".into())));
        assert_eq!(says(Form::Ob3, None).0, "a new one");
        for given in ["https://e.org/b/amy.json", "urn:uuid:a"] {
            let (told, _) = says(Form::Ob2Hosted, Some(given));
            assert!(told == given || told.starts_with("https://e.org/b/assertion-a-"), "{told}");
        }
    }

    #[test]
    fn what_open_badges_2_have_no_place_for_is_told_as_left_out() {
        let results =
            vec![ResultDescription { id: "urn:uuid:s".into(), name: "Score".into(), ..ResultDescription::default() }];
        let badge = Badge { name: "First Aid".into(), result_description: results, ..Badge::default() };
        let mut amy = award("amy@example.org", "2026-03-14T10:00:00Z".parse().unwrap()).unwrap();
        amy.name = Some("Amy Lee".into());
        amy.results = vec![Attained { result_description: "urn:uuid:s".into(), value: "82".into() }];
        let says = |form, field: &str| {
            let signed = Signed { form, ..signed(&badge, &amy) };
            signed.told().into_iter().find(|told| told.field == field).unwrap().says
        };
        assert_eq!([says(Form::Ob3, "Earner's name"), says(Form::Ob3, "Results")], ["Amy Lee", "Score: 82"]);
        for field in ["Earner's name", "Results"] {
            assert_eq!(says(Form::Ob2Hosted, field), "not in the badge", "{field}");
        }
    }

    #[test]
    fn where_its_withdrawal_would_be_noted_is_told_as_far_as_it_is_known() {
        let badge = Badge { name: "First Aid".into(), revocable: true, ..Badge::default() };
        let mut amy = award("amy@example.org", "2026-03-14T10:00:00Z".parse().unwrap()).unwrap();
        let noted = |form, issuer_id, list, award: &Award| {
            let signed = Signed { form, issuer_id, list, ..signed(&badge, award) };
            signed.told().into_iter().find(|told| told.field == "Can be withdrawn").unwrap().note
        };
        let did = "did:web:example.org";
        let list = "https://example.org/status-2.json";
        assert!(noted(Form::Ob3, did, None, &amy).contains("list and its place on it are drawn when it is signed"));
        let known = noted(Form::Ob3, did, Some(list), &amy);
        assert!(known.contains(list) && known.contains("drawn when it is signed"), "{known}");
        let site = "https://example.org/issuer.json";
        assert!(noted(Form::Ob2Signed, site, None, &amy).contains("https://example.org/revoked.json"));
        assert!(noted(Form::Ob2Hosted, site, None, &amy).contains("its own address"));
        amy.status = Some(StatusPlace { list: list.into(), index: 94_567 });
        let given = noted(Form::Ob3, did, None, &amy);
        assert!(given.contains("94567") && given.contains(list), "{given}");
    }

    fn signed<'a>(badge: &'a Badge, award: &'a Award) -> Signed<'a> {
        let form = Form::Ob3;
        Signed { badge, issuer: None, issuer_id: "", award, issued: None, expires: None, form, list: None }
    }

    #[test]
    fn the_last_day_is_told_in_the_zone_in_which_it_was_named() {
        let issued = When::parse("2026-03-14[Asia/Tokyo]").unwrap();
        let expires = When::parse("2026-12-31[America/New_York]").unwrap();
        let badge = Badge { name: "First Aid".into(), ..Badge::default() };
        let mut amy = award("amy@example.org", "2026-03-13T15:00:00Z".parse().unwrap()).unwrap();
        amy.expires = Some(expires.ends());
        let signed = Signed {
            badge: &badge,
            issuer: None,
            issuer_id: "",
            award: &amy,
            issued: Some(&issued),
            expires: Some(&expires),
            form: Form::Ob3,
            list: None,
        };
        let says = |field: &str| signed.told().into_iter().find(|told| told.field == field).unwrap().says;
        assert_eq!(says("Awarded on"), "14 March 2026 (Asia/Tokyo), from 2026-03-13T15:00:00Z");
        assert_eq!(says("Last day"), "31 December 2026 (America/New_York), until 2027-01-01T04:59:59Z");
        // The badge's own validity counts from the day that was named, where it was named.
        let badge = Badge { validity: Some(Validity { length: 3, unit: ValidityUnit::Years }), ..badge.clone() };
        let expires = badge.validity.and_then(|validity| issued.last_day(validity)).map(|last| last.ends());
        let amy = Award { expires, ..amy.clone() };
        let signed = Signed { badge: &badge, award: &amy, expires: None, ..signed };
        let last = signed.told().into_iter().find(|told| told.field == "Last day").unwrap();
        assert_eq!(last.says, "14 March 2029 (Asia/Tokyo), until 2029-03-14T14:59:59Z");
        assert_eq!(last.note, "as long as the badge holds");
    }
}
