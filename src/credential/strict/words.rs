//! What words and addresses look like.

use serde_json::Value;

/// One string or a list of strings.
pub(super) fn strings(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(list) => list.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// Whether the text is a full address that RDF keeps.
pub(super) fn is_absolute(text: &str) -> bool {
    !text.starts_with("_:") && (is_plain_address(text) || oxiri::Iri::parse(text).is_ok())
}

/// Whether the text is an address without a host and of letters that need no
/// care anywhere in it (RFC 3987, section 2.2: `ipath-rootless` of `iunreserved`,
/// `sub-delims`, `:`, `@` and `/`). Pictures within a credential are long ones.
fn is_plain_address(text: &str) -> bool {
    let Some((scheme, path)) = text.split_once(':') else { return false };
    let within = |byte: u8, from: u8, count: u8| byte.wrapping_sub(from) < count;
    // Without an early end many letters are looked at at a time.
    let plain = |byte: u8| {
        within(byte | 0x20, b'a', 26)
            | within(byte, b'&', 22)
            | (byte == b'=')
            | (byte == b'@')
            | (byte == b'_')
            | (byte == b'~')
            | (byte == b'!')
            | (byte == b'$')
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !path.starts_with('/')
        && path.bytes().fold(true, |so_far, byte| so_far & plain(byte))
}

/// Whether the text has the form that JSON-LD reserves for keywords.
pub(super) fn looks_like_keyword(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The keywords of JSON-LD 1.1.
pub(crate) fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "@base"
            | "@container"
            | "@context"
            | "@direction"
            | "@graph"
            | "@id"
            | "@import"
            | "@included"
            | "@index"
            | "@json"
            | "@language"
            | "@list"
            | "@nest"
            | "@none"
            | "@prefix"
            | "@propagate"
            | "@protected"
            | "@reverse"
            | "@set"
            | "@type"
            | "@value"
            | "@version"
            | "@vocab"
    )
}

/// Whether a word can stand in front of the colon of an abbreviated address and
/// be seen to be nothing else (RFC 3986, section 3.1). JSON-LD takes any text,
/// also one that reads like the name of an earner.
pub(super) fn is_prefix(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte))
}

/// Whether RDF keeps a text marked with this language.
pub(super) fn is_language(tag: &str) -> bool {
    oxrdf::Literal::new_language_tagged_literal("", tag).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_quick_look_at_addresses_takes_pictures() {
        assert!(is_plain_address("data:image/png;base64,iVBORw0KGgo+/0=="));
        assert!(is_plain_address("urn:uuid:1-2") && is_plain_address("a:"));
        for other in ["a:b c", "a:%zz", "a:é", "a://h", "a:/p", "1a:b", ":b", "ab", "a:b#c", "a:b?c", "a:[", "a:b\\"] {
            assert!(!is_plain_address(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn whatever_passes_the_quick_look_is_an_address(text in "[a-zA-Z0-9+.:-]{0,3}:[ -~é]{0,4}") {
            prop_assert!(!is_plain_address(&text) || oxiri::Iri::parse(text.as_str()).is_ok(), "{}", text);
        }
    }
}
