//! Who awarded a badge, in as many words as there is room for.

/// What stands before the fingerprint of a key that is somebody's only name.
const KEY: &str = "the key ";

/// The most letters of what somebody calls themselves that are shown where all is not.
const NAME: usize = 40;

/// Who awarded a badge, in words that fit. Of a fingerprint the middle is left out first, so
/// that what its owner calls themselves is seen beside it; of a host what it calls itself,
/// and then its beginning: its end decides whose it is.
pub(super) fn issuer_within(issuer: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(issuer) {
        return issuer.to_owned();
    }
    let place = issuer.split([',', '“']).next().unwrap_or(issuer);
    let place = place.split(" and calls ").next().unwrap_or(place);
    let itself = issuer.split_once(" calls ").and_then(|(_, rest)| rest.split_once('“'));
    let itself = itself.map(|(_, name)| name.trim_end_matches('”'));
    let named = itself.map(|name| format!("{place}, “{name}”")).filter(|words| fits(words));
    let shorter = || match place.split_once(KEY) {
        Some((before, fingerprint)) => key_within(before, fingerprint, itself, &fits),
        None => host_within(place, &fits),
    };
    named.or_else(shorter).unwrap_or_else(|| issuer.to_owned())
}

/// A key. Groups of a fingerprint are only read whole.
fn key_within(before: &str, fingerprint: &str, itself: Option<&str>, fits: impl Fn(&str) -> bool) -> Option<String> {
    let (begins, ends) = (fingerprint.split('-').next()?, fingerprint.rsplit('-').next()?);
    let short = format!("{begins}-…-{ends}");
    let keys = || [format!("{before}{KEY}{short}"), format!("{before}{short}")].into_iter();
    let name = itself.unwrap_or_default();
    let cuts = || name.char_indices().take(NAME).map(|(at, _)| at).skip(1).collect::<Vec<_>>().into_iter().rev();
    let whole = keys().filter(|_| !name.is_empty()).map(|key| format!("{key}, “{name}”"));
    let cut = keys().flat_map(|key| cuts().map(move |at| format!("{key}, “{}…”", &name[..at])));
    let alone = [format!("{before}{KEY}{fingerprint}…")].into_iter().chain(keys()).chain([format!("…{ends}")]);
    whole.chain(cut).chain(alone).find(|words| fits(words))
}

/// A host, which may begin anywhere.
fn host_within(place: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let below = if path.is_empty() { "…" } else { "/…" };
    let whole = [format!("{place}…"), format!("{host}{below}")].into_iter();
    let ends = host.char_indices().step_by(4).map(|(at, _)| format!("…{}{below}", &host[at..]));
    whole.chain(ends).find(|words| fits(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_key_its_beginning_and_what_its_owner_calls_themselves_are_seen() {
        let issuer = "the key Z71Z-EV50-HY03-NYQR, which calls itself “Harbour Trust”";
        let within = |letters: usize| issuer_within(issuer, |words| words.chars().count() <= letters);
        assert_eq!(within(80), issuer);
        assert_eq!(within(44), "the key Z71Z-EV50-HY03-NYQR, “Harbour Trust”");
        assert_eq!(within(36), "the key Z71Z-…-NYQR, “Harbour Trust”");
        assert_eq!(within(30), "Z71Z-…-NYQR, “Harbour Trust”");
        assert_eq!(within(20), "Z71Z-…-NYQR, “Harb…”");
        assert_eq!(within(12), "Z71Z-…-NYQR");
        assert_eq!(within(6), "…NYQR");
        let nobody = "somebody who names the key Z71Z-EV50-HY03-NYQR";
        let within = issuer_within(nobody, |words| words.chars().count() <= 40);
        assert_eq!(within, "somebody who names the key Z71Z-…-NYQR", "nobody is shown to have it");
    }

    #[test]
    fn of_a_host_its_end_is_seen() {
        let issuer = "badges.harbour.example/bob, which calls itself “Harbour, Trust”";
        let within = |letters: usize| issuer_within(issuer, |words| words.chars().count() <= letters);
        assert_eq!(within(50), "badges.harbour.example/bob, “Harbour, Trust”");
        assert_eq!(within(30), "badges.harbour.example/bob…");
        assert_eq!(within(25), "badges.harbour.example/…");
        assert!(within(18).starts_with('…') && within(18).ends_with(".example/…"), "{}", within(18));
    }
}
