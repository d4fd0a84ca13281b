//! The JSON-LD contexts that are bundled with the program.
//!
//! A context decides what a signature covers, so it is never fetched: what is
//! not in this list cannot be checked here, and the error says which it was.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Value};

/// The base context of the Verifiable Credentials Data Model 2.0.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// The Open Badges 3.0 context that we write.
pub const OPEN_BADGES_3: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// The Open Badges 3.0 context without a version in its address, which was
/// changed in place over the years.
const OPEN_BADGES_3_MOVING: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
/// Later states of it under addresses that stay.
const OPEN_BADGES_3_STATES: [&str; 3] = [
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    OPEN_BADGES_3,
];

/// The text of each context and the address it stands for.
/// `assets/contexts/SOURCE.md` says where each is from.
const BUNDLED: &[(&str, &str)] = &[
    ("https://www.w3.org/2018/credentials/v1", include_str!("../../assets/contexts/credentials-v1.jsonld")),
    (
        "https://www.w3.org/2018/credentials/examples/v1",
        include_str!("../../assets/contexts/credentials-examples-v1.jsonld"),
    ),
    (CREDENTIALS_V2, include_str!("../../assets/contexts/credentials-v2.jsonld")),
    (
        "https://www.w3.org/ns/credentials/examples/v2",
        include_str!("../../assets/contexts/credentials-examples-v2.jsonld"),
    ),
    (
        "https://www.w3.org/ns/credentials/undefined-terms/v2",
        include_str!("../../assets/contexts/credentials-undefined-terms-v2.jsonld"),
    ),
    ("https://www.w3.org/ns/credentials/status/v1", include_str!("../../assets/contexts/credentials-status-v1.jsonld")),
    ("https://w3id.org/vc/status-list/2021/v1", include_str!("../../assets/contexts/status-list-2021-v1.jsonld")),
    ("https://w3id.org/security/data-integrity/v1", include_str!("../../assets/contexts/data-integrity-v1.jsonld")),
    ("https://w3id.org/security/data-integrity/v2", include_str!("../../assets/contexts/data-integrity-v2.jsonld")),
    ("https://w3id.org/security/multikey/v1", include_str!("../../assets/contexts/multikey-v1.jsonld")),
    ("https://w3id.org/security/suites/ed25519-2020/v1", include_str!("../../assets/contexts/ed25519-2020-v1.jsonld")),
    ("https://w3id.org/security/suites/ed25519-2018/v1", include_str!("../../assets/contexts/ed25519-2018-v1.jsonld")),
    ("https://w3id.org/security/suites/jws-2020/v1", include_str!("../../assets/contexts/jws-2020-v1.jsonld")),
    ("https://w3id.org/security/v1", include_str!("../../assets/contexts/security-v1.jsonld")),
    ("https://w3id.org/security/v2", include_str!("../../assets/contexts/security-v2.jsonld")),
    ("https://www.w3.org/ns/did/v1", include_str!("../../assets/contexts/did-v1.jsonld")),
    (OPEN_BADGES_3_MOVING, include_str!("../../assets/contexts/ob-3.0.json")),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", include_str!("../../assets/contexts/ob-3.0.1.json")),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", include_str!("../../assets/contexts/ob-3.0.2.json")),
    (OPEN_BADGES_3, include_str!("../../assets/contexts/ob-3.0.3.json")),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        include_str!("../../assets/contexts/ob-extensions.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        include_str!("../../assets/contexts/clr-2.0.1.json"),
    ),
];

/// The text of a bundled context document, or `None` when it is not bundled.
#[must_use]
pub fn text(url: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(address, _)| *address == url).map(|(_, text)| *text)
}

/// The address of the context of a credential that was changed in place since
/// it was first published, if it uses one.
#[must_use]
pub fn moving(credential: &Map<String, Value>) -> Option<&'static str> {
    let named = super::values::entries(credential.get("@context"));
    named.into_iter().any(|url| url == OPEN_BADGES_3_MOVING).then_some(OPEN_BADGES_3_MOVING)
}

/// The same credential as it was meant when its context had another state:
/// with that state named instead.
pub fn in_other_states(credential: &Map<String, Value>) -> impl Iterator<Item = (&'static str, Value)> {
    let states = moving(credential).map(|_| OPEN_BADGES_3_STATES).into_iter().flatten();
    states.map(|state| {
        let mut other = Value::Object(credential.clone());
        for url in other.get_mut("@context").and_then(Value::as_array_mut).into_iter().flatten() {
            if *url == OPEN_BADGES_3_MOVING {
                *url = state.into();
            }
        }
        (state, other)
    })
}

/// Contexts that somebody had fetched, beside the bundled ones, by their
/// addresses: the value of `@context`. They never stand in for bundled ones.
pub type Fetched = HashMap<String, Value>;

/// No contexts but the bundled ones.
#[must_use]
pub fn bundled_only() -> &'static Fetched {
    static NONE: OnceLock<Fetched> = OnceLock::new();
    NONE.get_or_init(Fetched::new)
}

/// The `@context` value of a bundled document, read once for the whole run.
pub(crate) fn parsed(url: &str) -> Option<&'static Value> {
    all().get(url)
}

/// Every bundled `@context` value by its address.
pub(crate) fn all() -> &'static HashMap<&'static str, Value> {
    static PARSED: OnceLock<HashMap<&'static str, Value>> = OnceLock::new();
    PARSED.get_or_init(|| {
        BUNDLED
            .iter()
            .filter_map(|(url, text)| {
                let mut document: Value = serde_json::from_str(text).ok()?;
                Some((*url, document.get_mut("@context")?.take()))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_index_is_bundled_and_reads() {
        let index: HashMap<String, String> =
            serde_json::from_str(include_str!("../../assets/contexts/index.json")).unwrap();
        assert_eq!(index.len(), BUNDLED.len());
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/contexts");
        for (url, file) in &index {
            let on_disk = std::fs::read_to_string(folder.join(file)).unwrap();
            assert_eq!(text(url), Some(on_disk.as_str()), "{url}");
            assert!(parsed(url).is_some_and(|context| !context.is_null()), "{url}");
        }
    }

    #[test]
    fn the_open_badges_context_is_the_one_that_defines_jti() {
        assert_eq!(text(OPEN_BADGES_3).unwrap().len(), 14_565);
        assert!(text(OPEN_BADGES_3).unwrap().contains("endorsementJwt"));
    }

    #[test]
    fn an_unknown_context_is_not_found() {
        assert_eq!(text("https://example.org/context"), None);
    }
}
