//! The organisations that the starters make up. They show what an issuer looks
//! like and are nobody's: nothing is awarded in their names.

use std::sync::Arc;
use std::sync::LazyLock;

use serde::Deserialize;
use url::Url;

use super::{Document, FileError, Starter, starters};
use crate::badge::{Access, Badge, Profile, Skeleton, looks_like};

/// Of a starter, only who awards it.
#[derive(Deserialize)]
struct Example {
    badge: Words,
}

#[derive(Deserialize)]
struct Words {
    issuer: Profile,
}

/// An issuer that a starter makes up.
struct MadeUp {
    /// What its name looks like.
    name: Skeleton,
    /// Where its home page lies.
    host: String,
}

/// What the starters say of their issuers. They are the only list there is, so
/// that a starter with another organisation adds it here by itself.
static ISSUERS: LazyLock<Vec<MadeUp>> = LazyLock::new(|| {
    let said = starters().iter().filter_map(|starter| serde_json::from_slice::<Example>(starter.bytes).ok());
    let issuers = said.map(|example| example.badge.issuer);
    let made_up = |issuer: Profile| Some(MadeUp { name: Skeleton::of(&issuer.name), host: host(&issuer.url)? });
    issuers.filter_map(made_up).collect()
});

/// Whether people would take this for the name of an organisation that a starter
/// makes up.
#[must_use]
pub fn is_made_up(name: &str) -> bool {
    let name = Skeleton::of(name);
    ISSUERS.iter().any(|issuer| issuer.name.looks_like(&name))
}

/// Whether a badge names an organisation that a starter makes up as its issuer.
/// Whoever really has such a name gives the home page with it.
#[must_use]
pub fn has_made_up_issuer(badge: &Badge) -> bool {
    names_made_up(&badge.issuer)
}

fn names_made_up(issuer: &Profile) -> bool {
    is_made_up(&issuer.name) && (issuer.url.trim().is_empty() || is_made_up_page(&issuer.url))
}

/// The badge without what a starter makes up of its issuer: name, home page, e-mail
/// address, the organisation above it, and the place that goes by the same name.
/// `None` when it says nothing of the kind.
#[must_use]
pub fn without_made_up(badge: &Badge) -> Option<Badge> {
    let mut own = badge.clone();
    let mut profile = Some(&mut own.issuer);
    while let Some(issuer) = profile {
        if names_made_up(issuer) {
            issuer.name.clear();
        }
        for address in [&mut issuer.url, &mut issuer.email] {
            if is_made_up_page(address) {
                address.clear();
            }
        }
        if issuer.parent_org.as_deref().is_some_and(names_made_up) {
            issuer.parent_org = None;
        }
        profile = issuer.parent_org.as_deref_mut();
    }
    if let Some(Access::Place(place)) = &own.practicalities.access
        && is_made_up(place)
        && !looks_like(place, &own.issuer.name)
    {
        own.practicalities.access = None;
    }
    (own != *badge).then_some(own)
}

/// Whether an address lies on the site of an organisation that is made up.
fn is_made_up_page(address: &str) -> bool {
    let is_on = |host: &str, site: &str| {
        host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    host(address).is_some_and(|host| ISSUERS.iter().any(|issuer| is_on(&host, &issuer.host)))
}

/// The host on which a page or a mailbox lies, as browsers write it.
fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let whole = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let url = Url::parse(&whole).ok()?;
    let host = url.host_str()?.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

impl Starter {
    /// A document of the user's own that begins as the example does, with `id`
    /// as the identifier of the new badge. It names no issuer: the example's
    /// is made up.
    ///
    /// # Errors
    /// Never for what is bundled (a test opens each).
    pub fn document(&self, id: String) -> Result<Document, FileError> {
        let mut document = self.example()?;
        if let Some(own) = without_made_up(&document.badge) {
            document.badge = Arc::new(own);
        }
        Arc::make_mut(&mut document.badge).id = id;
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_starter_makes_up_is_no_part_of_a_new_badge() {
        for starter in starters() {
            let (example, own) =
                (starter.example().unwrap().badge, starter.document("urn:uuid:1".into()).unwrap().badge);
            assert!(has_made_up_issuer(&example) && is_made_up(&example.issuer.name), "{}", starter.name);
            assert_eq!(own.issuer, Profile::default(), "{}", starter.name);
            assert!(without_made_up(&own).is_none(), "{}: nothing is left of it", starter.name);
            let said = own.narrative();
            assert!(!said.contains(&example.issuer.name), "{}: {said}", starter.name);
        }
    }

    #[test]
    fn an_earlier_document_is_known_by_name_or_page_and_a_namesake_by_its_own_page() {
        let example = |change: &dyn Fn(&mut Profile)| {
            let mut badge = (*starters()[0].example().unwrap().badge).clone();
            change(&mut badge.issuer);
            badge
        };
        let name = starters()[0].example().unwrap().badge.issuer.name.clone();
        for change in [
            &(|issuer: &mut Profile| issuer.url.clear()) as &dyn Fn(&mut Profile),
            &|issuer| issuer.url.push('/'),
            &|issuer| issuer.name = format!(" {} ", issuer.name.to_uppercase()),
            &|issuer| issuer.email = "us@ours.org".into(),
            // Spelled so that people would take it for the example's all the same.
            &|issuer| issuer.name.push('.'),
            &|issuer| issuer.name = format!("The {}", issuer.name),
            &|issuer| issuer.name = format!("{}, The", issuer.name),
            &|issuer| issuer.name = issuer.name.replace(' ', "  ").replace('r', "r\u{200b}"),
            &|issuer| issuer.name = issuer.name.replace(' ', "-"),
            &|issuer| issuer.name = format!("THE {}.", issuer.name.replace('o', "о").replace('a', "а")),
            &|issuer| issuer.url = issuer.url.replace("https://", "http://www.").to_uppercase(),
            &|issuer| issuer.url = issuer.url.replace("https://", ""),
            // Its site has more than one page, and more than one name.
            &|issuer| issuer.url.push_str("/about"),
            &|issuer| issuer.url.push_str("/index.html?x#y"),
            &|issuer| issuer.url.push_str("?x"),
            &|issuer| issuer.url.push('#'),
            &|issuer| issuer.url.push_str(":443"),
            &|issuer| issuer.url.push('.'),
            &|issuer| issuer.url = issuer.url.replace("https://", "https://mail."),
            &|issuer| issuer.url = issuer.url.replace("https://", "https://user@"),
        ] {
            let badge = example(change);
            assert!(has_made_up_issuer(&badge));
            let own = without_made_up(&badge).unwrap().issuer;
            assert!(own.name.is_empty() && own.url.is_empty() && own.email == badge.issuer.email, "{own:?}");
        }
        let renamed = without_made_up(&example(&|issuer| issuer.name = "Canal School".into())).unwrap().issuer;
        assert_eq!((renamed.name.as_str(), renamed.url.as_str()), ("Canal School", ""), "the page goes with the name");
        let above = example(&|issuer| {
            let parent = Profile { id: "urn:uuid:2".into(), ..issuer.clone() };
            *issuer = Profile { name: "Canal School".into(), parent_org: Some(Box::new(parent)), ..Profile::default() };
            issuer.email = "info@harbour.example".into();
        });
        let own = without_made_up(&above).unwrap().issuer;
        assert_eq!(own, Profile { name: "Canal School".into(), ..Profile::default() }, "and nobody above is made up");
        let namesake = example(&|issuer| issuer.url = "https://really-ours.org".into());
        assert!(!has_made_up_issuer(&namesake));
        let kept = without_made_up(&namesake).unwrap_or(namesake);
        assert_eq!(kept.issuer.name, name);
    }
}
