//! Who awards a badge: the organisation that its document names, else one that
//! the user named elsewhere. Nobody is an organisation that a starter makes up.

use super::SavedIssuers;
use crate::artwork::Brand;
use crate::badge::{Badge, Profile, seen};
use crate::credential::KeyFile;
use crate::document::{has_made_up_issuer, is_made_up, without_made_up};

/// Source of the issuer's name: where it is said who awards a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// In the badge's own words.
    Badge,
    /// In one of the user's issuer profiles.
    Profile,
    /// In a brand kit.
    Brand,
    /// By the name of the key.
    Key,
    /// By a name that was given or chosen for this badge.
    Given,
}

impl NamedBy {
    /// Words for people, behind the name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Badge => "as the badge says",
            Self::Profile => "from your issuer profiles",
            Self::Brand => "from the brand kit",
            Self::Key => "the name of your key",
            Self::Given => "as you gave it",
        }
    }
}

/// Issuer of a badge, and where it is said that they award it.
#[derive(Clone, Debug, PartialEq)]
pub struct Awarder {
    /// What the badge will say of the issuer.
    pub profile: Profile,
    /// Where it is said.
    pub by: NamedBy,
}

impl Awarder {
    /// Issuer of a badge that is signed with this key: whoever the badge names
    /// itself, else the profile that signs with the key or is the only one,
    /// else whose brand the badge wears or the user keeps, else whose key it is.
    /// Of several profiles that sign with the key it is the one of the key's own
    /// name, or none. `None` when nobody is named anywhere.
    #[must_use]
    pub fn of(badge: &Badge, saved: &SavedIssuers, brands: &[&Brand], key: Option<&KeyFile>) -> Option<Self> {
        let own = own_issuer(badge);
        let named = |name: &str| !seen(name).is_empty() && !is_made_up(name);
        let with_name = |name: &str| Profile { name: seen(name), ..own.clone() };
        if !own.name.is_empty() {
            return Some(Self { profile: own, by: NamedBy::Badge });
        }
        // What was said of one badge proposes nothing for the next.
        let real = || saved.issuers.iter().filter(|saved| !saved.by_award && own_profile(&saved.profile));
        let signs = |key: &KeyFile| {
            let signing = || real().filter(|saved| saved.key.as_ref() == Some(&key.did));
            let only = || signing().next().filter(|_| signing().count() == 1);
            signing().find(|saved| is_alike(&saved.profile.name, &key.name)).or_else(only)
        };
        let only = || real().next().filter(|one| one.key.is_none() && real().count() == 1);
        if let Some(saved) = key.and_then(signs).or_else(only) {
            return Some(Self { profile: saved.profile.seen(), by: NamedBy::Profile });
        }
        if let Some(brand) = brands.iter().find(|brand| named(&brand.name)) {
            return Some(Self { profile: with_name(&brand.name), by: NamedBy::Brand });
        }
        let key = key.filter(|key| named(&key.name))?;
        Some(Self { profile: with_name(&key.name), by: NamedBy::Key })
    }

    /// Issuer whom a name means that was given for this badge: the profile of that name,
    /// else whoever is called so and of whom the badge says no other name. Nothing
    /// comes along of anybody else, such as a proposal that was not taken. `None` for nobody and for what is made up.
    #[must_use]
    pub fn given(name: &str, badge: &Badge, saved: &SavedIssuers) -> Option<Self> {
        let (name, own) = (seen(name), own_issuer(badge));
        if name == own.name {
            return (!name.is_empty()).then_some(Self { profile: own, by: NamedBy::Badge });
        }
        let profile = match saved.by_name(&name) {
            Some(saved) => saved.profile.seen(),
            None if own.name.is_empty() || is_alike(&own.name, &name) => Profile { name, ..own },
            None => Profile { name, ..Profile::default() },
        };
        own_profile(&profile).then_some(Self { profile, by: NamedBy::Given })
    }

    /// Whether somebody has to say that this is whom the key signs for: the name is
    /// another than the key's, and nobody has named it for this badge, or not with
    /// this key. What was said of one badge is a proposal for the next, no answer.
    #[must_use]
    pub fn is_unlike(&self, key: &KeyFile, saved: &SavedIssuers) -> bool {
        let is_chosen = matches!(self.by, NamedBy::Badge | NamedBy::Given);
        !(is_alike(&self.profile.name, &key.name) || is_chosen && self.is_joined(key, saved))
    }

    /// Whether the user has said before that this key signs for this issuer.
    #[must_use]
    pub fn is_joined(&self, key: &KeyFile, saved: &SavedIssuers) -> bool {
        saved.by_name(&self.profile.name).is_some_and(|saved| saved.key.as_ref() == Some(&key.did))
    }
}

/// Issuer as the badge tells, as far as no starter makes it up.
fn own_issuer(badge: &Badge) -> Profile {
    without_made_up(badge).map_or_else(|| badge.issuer.seen(), |badge| badge.issuer.seen())
}

/// Whether two names are one, by what counts in them; names of signs alone are
/// compared by those.
fn is_alike(one: &str, other: &str) -> bool {
    let (ours, others) = (letters(one), letters(other));
    ours == others && (!ours.is_empty() || seen(one) == seen(other))
}

/// Letters that count when two names are compared: `harbour-trust` is Harbour Trust.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a profile is that of somebody real.
fn own_profile(profile: &Profile) -> bool {
    let badge = Badge { issuer: profile.clone(), ..Badge::default() };
    !seen(&profile.name).is_empty() && !has_made_up_issuer(&badge)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;

    use super::*;
    use crate::credential::{Algorithm, IssuerKey, KdfCost, SystemRandom};
    use crate::document::{Document, starters};
    use crate::issue::{FileKind, Form, IssueError, IssueOptions, Issued, award, prepare};

    fn now() -> Timestamp {
        "2026-03-14T10:00:00Z".parse().unwrap()
    }

    fn key(name: &str) -> IssuerKey {
        IssuerKey::generate(name, Algorithm::Ed25519, now(), &mut SystemRandom).unwrap()
    }

    fn file(key: &IssuerKey) -> KeyFile {
        let cheap = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };
        KeyFile::seal(key, "p", cheap, &mut SystemRandom).unwrap()
    }

    fn made(document: &Document, key: Option<&IssuerKey>, form: Form) -> Result<Issued, IssueError> {
        let issuer = form.needs_site().then(|| "https://example.org/issuer.json".to_owned());
        let options = IssueOptions::new(form, FileKind::Record, issuer.as_deref());
        prepare(document, &options)
            .and_then(|prepared| prepared.award(key, &award("amy@example.org", now()).unwrap(), now()))
    }

    #[test]
    fn nothing_is_signed_in_the_name_of_an_organisation_that_a_starter_makes_up() {
        let ours = key("Canal School");
        for starter in starters() {
            let mut example = starter.example().unwrap();
            Arc::make_mut(&mut example.badge).id = "urn:uuid:1".into();
            let made_up = example.badge.issuer.clone();
            // As a file that was made from a starter before it was known.
            let told = made(&example, Some(&ours), Form::Ob3).unwrap_err().to_string();
            assert!(told.contains(&made_up.name) && told.contains("made up"), "{told}");
            assert!(made(&example, None, Form::Ob2Hosted).is_err());
            // A key that was named by such a starter is nobody's either.
            let of = |key: &IssuerKey| Awarder::of(&example.badge, &SavedIssuers::default(), &[], Some(&file(key)));
            assert_eq!(of(&key(&made_up.name)), None);
            let awarder = of(&ours).unwrap();
            Arc::make_mut(&mut example.badge).issuer = awarder.profile;
            let issued = made(&example, Some(&ours), Form::Ob3).unwrap();
            let text = String::from_utf8(issued.file).unwrap();
            assert!(text.contains("Canal School"), "the key's name stands for it");
            assert!(!text.contains(&made_up.name) && !text.contains(&made_up.url), "{}", starter.name);
        }
    }

    #[test]
    fn a_home_page_that_is_no_whole_address_is_not_signed() {
        let ours = key("Canal School");
        let with = |page: &str| {
            let mut document = starters()[0].document("urn:uuid:1".into()).unwrap();
            let issuer = &mut Arc::make_mut(&mut document.badge).issuer;
            *issuer = Profile { name: "Canal School".into(), url: page.into(), ..Profile::default() };
            document
        };
        for (page, proposal) in [
            ("canal.example", "https://canal.example"),
            (" https://canal.example", "https://canal.example"),
            ("www.canal.example/about us", "https://example.org"),
            ("https://", "https://example.org"),
            ("ftp://canal.example", "https://"),
            ("javascript:alert(1)", "https://"),
            ("//canal.example", "https://"),
        ] {
            for form in [Form::Ob3, Form::Ob3Jcs, Form::Ob3Jwt] {
                let told = made(&with(page), Some(&ours), form).unwrap_err().to_string();
                assert!(told.contains("no whole web address") && told.contains(proposal), "{page}: {told}");
            }
            let mut parent = with("https://canal.example");
            let above = Profile { name: "Canals".into(), url: page.into(), ..Profile::default() };
            Arc::make_mut(&mut parent.badge).issuer.parent_org = Some(Box::new(above));
            made(&parent, Some(&ours), Form::Ob3).unwrap_err();
        }
        for page in ["", "https://canal.example", "http://canal.example/a?b=c#d", "HTTPS://bücher.example"] {
            made(&with(page), Some(&ours), Form::Ob3Jwt).unwrap_or_else(|error| panic!("{page}: {error}"));
        }
    }

    #[test]
    fn who_awards_it_comes_from_the_badge_a_profile_the_brand_or_the_key() {
        let document = starters()[0].example().unwrap();
        let key = file(&key("Key School"));
        let brand = Brand { name: "Brand School".into(), ..Brand::default() };
        let mut saved = SavedIssuers::default();
        let of = |badge: &Badge, saved: &SavedIssuers, brands: &[&Brand], key: Option<&KeyFile>| {
            Awarder::of(badge, saved, brands, key).map(|awarder| (awarder.profile.name, awarder.by))
        };
        let is = |name: &str, by| Some((name.to_owned(), by));
        assert_eq!(of(&document.badge, &saved, &[], None), None, "what is made up is nobody");
        assert_eq!(of(&document.badge, &saved, &[], Some(&key)), is("Key School", NamedBy::Key));
        let mut odd = key.clone();
        odd.name = "Ox\u{200b}f\u{202e}ord\u{1b}".into();
        assert_eq!(of(&document.badge, &saved, &[], Some(&odd)), is("Oxford", NamedBy::Key), "as it is seen");
        assert_eq!(of(&document.badge, &saved, &[&brand], Some(&key)), is("Brand School", NamedBy::Brand));
        saved.keep(&document.badge.issuer, None).unwrap();
        assert_eq!(of(&document.badge, &saved, &[&brand], None), is("Brand School", NamedBy::Brand));
        saved.keep(&Profile { name: "Saved School".into(), ..Profile::default() }, None).unwrap();
        assert_eq!(of(&document.badge, &saved, &[&brand], None), is("Saved School", NamedBy::Profile));
        saved.keep(&Profile { name: "Other School".into(), ..Profile::default() }, Some(key.did.clone())).unwrap();
        assert_eq!(of(&document.badge, &saved, &[&brand], None), is("Brand School", NamedBy::Brand), "which of two?");
        assert_eq!(of(&document.badge, &saved, &[], Some(&key)), is("Other School", NamedBy::Profile));
        // Of several that sign with the key, the one of its name; else no one is first.
        saved.keep(&Profile { name: "Another School".into(), ..Profile::default() }, Some(key.did.clone())).unwrap();
        assert_eq!(of(&document.badge, &saved, &[], Some(&key)), is("Key School", NamedBy::Key));
        saved.keep(&Profile { name: "key-school".into(), ..Profile::default() }, Some(key.did.clone())).unwrap();
        assert_eq!(of(&document.badge, &saved, &[], Some(&key)), is("key-school", NamedBy::Profile));
        let mut own = (*document.badge).clone();
        own.issuer.name = "Own School".into();
        assert_eq!(of(&own, &saved, &[&brand], Some(&key)), is("Own School", NamedBy::Badge));
    }

    #[test]
    fn a_name_in_which_one_badge_was_awarded_is_proposed_for_no_other() {
        let (key, mut saved) = (file(&key("Key School")), SavedIssuers::default());
        let other = Profile { name: "Other School".into(), ..Profile::default() };
        saved.join(&other, key.did.clone()).unwrap();
        let badge = Badge::default();
        let proposed = |saved: &SavedIssuers, key| Awarder::of(&badge, saved, &[], key).map(|one| one.profile.name);
        assert_eq!(proposed(&saved, Some(&key)).as_deref(), Some("Key School"));
        assert_eq!(proposed(&saved, None), None);
        // For whichever badge it is named, it is not asked about again.
        let given = Awarder::given("Other School", &badge, &saved).unwrap();
        assert!(given.by == NamedBy::Given && !given.is_unlike(&key, &saved));
        // It is an issuer profile like any other once the user keeps it as one.
        saved.keep(&other, None).unwrap();
        assert_eq!(proposed(&saved, Some(&key)).as_deref(), Some("Other School"));
    }

    #[test]
    fn a_name_unlike_the_keys_is_noticed_until_the_user_has_joined_the_two() {
        let key = file(&key("harbour-trust"));
        let mut saved = SavedIssuers::default();
        let named =
            |name: &str| Awarder { profile: Profile { name: name.into(), ..Profile::default() }, by: NamedBy::Badge };
        assert!(!named("Harbour  Trust").is_unlike(&key, &saved), "as the name of a file is written");
        assert!(named("Canal School").is_unlike(&key, &saved));
        // Neither has a letter, and still they are two names.
        let mut signs = key.clone();
        signs.name = "!!!".into();
        assert!(named("★★★").is_unlike(&signs, &saved) && !named("!!!").is_unlike(&signs, &saved));
        saved.keep(&named("Canal School").profile, None).unwrap();
        assert!(named("Canal School").is_unlike(&key, &saved), "a profile alone says nothing of the key");
        saved.set_key("canal school", Some(key.did.clone()));
        assert!(!named("Canal School").is_unlike(&key, &saved));
        // For this badge. Another one has yet to be told whose it is.
        for by in [NamedBy::Profile, NamedBy::Brand] {
            assert!(Awarder { by, ..named("Canal School") }.is_unlike(&key, &saved));
            assert!(!Awarder { by, ..named("Harbour Trust") }.is_unlike(&key, &saved));
        }
    }

    #[test]
    fn a_name_that_is_given_brings_nothing_along_of_a_proposal_that_was_not_taken() {
        let mut saved = SavedIssuers::default();
        let club = Profile { name: "Riverside Club".into(), url: "https://river.example".into(), ..Profile::default() };
        saved.keep(&club, None).unwrap();
        let mut badge = Badge::default();
        let given = |name: &str, badge: &Badge| Awarder::given(name, badge, &saved);
        let other = given("Canal School", &badge).unwrap();
        assert_eq!((other.profile.url.as_str(), other.by), ("", NamedBy::Given));
        assert_eq!(given("riverside club ", &badge).unwrap().profile, club);
        badge.issuer = Profile { name: "Canal".into(), url: "https://canal.example".into(), ..Profile::default() };
        assert_eq!(given("Canal", &badge).unwrap().by, NamedBy::Badge);
        assert_eq!(given("Canal School", &badge).unwrap().profile.url, "", "that was another's");
        assert_eq!(given("CANAL", &badge).unwrap().profile.url, "https://canal.example", "the same, written otherwise");
        let made_up = starters()[0].example().unwrap().badge.issuer.name.clone();
        assert_eq!((given(&made_up, &Badge::default()), given(" ", &Badge::default())), (None, None));
    }
}
