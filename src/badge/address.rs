//! Addresses and identifiers, as far as one can tell that they are some.

use url::Host;

use super::is_unseen;

/// Signs that stand in no address (RFC 3986, RFC 3987).
const OUTSIDE: &str = "<>\"\\^`{|}";

/// Whether a text is an address on the web, whole and with nothing around it.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = after(text, "https://").or_else(|| after(text, "http://")).unwrap_or_default();
    is_plain(rest) && is_place(rest.split(['/', '?', '#']).next().unwrap_or_default())
}

/// Whether a text is an address on the web, a DID or a URN: something that readers
/// can follow or compare, and that runs nothing.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    is_web_address(text) || is_plain(text) && (is_did(text) || is_urn(text))
}

/// Whether a text is a picture: one on the web, or one that the address itself holds.
#[must_use]
pub fn is_picture_address(text: &str) -> bool {
    is_web_address(text) || is_plain(text) && after(text, "data:image/").is_some_and(|rest| rest.contains(','))
}

/// Whether a text is an e-mail address as it stands in a profile.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    let ends = |part: &str| part.starts_with('.') || part.ends_with('.') || part.is_empty();
    is_plain(text)
        && !text.contains([',', ';', ':', '(', ')', '[', ']'])
        && text.split_once('@').is_some_and(|(who, host)| !ends(who) && host.contains('.') && is_place(host))
}

/// Whether a text has nothing in it that cannot be seen or stands in no address.
fn is_plain(text: &str) -> bool {
    let cannot_stand = |letter: char| letter.is_whitespace() || is_unseen(letter) || OUTSIDE.contains(letter);
    let is_digit = |digit: Option<&u8>| digit.is_some_and(u8::is_ascii_hexdigit);
    let mut escapes = text.split('%').skip(1).map(str::as_bytes);
    !text.contains(cannot_stand) && escapes.all(|after| is_digit(after.first()) && is_digit(after.get(1)))
}

fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Whether a text names a host, perhaps with a port.
fn is_place(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "443"),
    };
    let is_port = port.bytes().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let has_labels = host.starts_with('[') || name.split('.').all(is_label);
    is_port && has_labels && !host.contains('%') && Host::parse(name).is_ok()
}

/// Whether a text is a DID, or a part of what one names (DID Core, section 3).
fn is_did(text: &str) -> bool {
    let did = text.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((method, id)) = did.strip_prefix("did:").and_then(|rest| rest.split_once(':')) else { return false };
    let in_method = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let in_id = |letter: char| letter.is_ascii_alphanumeric() || ".-_:%".contains(letter);
    let is_on_the_web = || {
        let mut parts = id.split(':');
        let host = parts.next().unwrap_or_default().replace("%3A", ":").replace("%3a", ":");
        let is_named = host.contains('.') || host.split(':').next() == Some("localhost");
        is_named && is_place(&host) && parts.all(|part| !["", ".", ".."].contains(&part))
    };
    let is_known = !method.is_empty() && method.chars().all(in_method) && id.chars().all(in_id);
    is_known && !id.is_empty() && !id.ends_with(':') && (method != "web" || is_on_the_web())
}

/// Whether a text is a URN (RFC 8141): a kind of name, and the name.
fn is_urn(text: &str) -> bool {
    let Some((kind, name)) = after(text, "urn:").and_then(|rest| rest.split_once(':')) else { return false };
    let in_kind = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    !kind.is_empty() && kind.chars().all(in_kind) && !name.is_empty() && !name.starts_with(['#', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_anything_else_is_none() {
        for good in [
            "https://example.org",
            "HTTP://example.org:8080/a?b=c#d",
            "https://bücher.example/a%20b",
            "https://[2606:4700::1111]/x",
            "http://127.0.0.1/",
            "did:key:z6Mk",
            "did:web:example.org%3A8443:b#key-1",
            "urn:uuid:1",
            "urn:example:course.1",
        ] {
            assert!(is_identifier(good), "{good}");
        }
        for bad in [
            "",
            "https://",
            "https:x",
            "https:///x",
            "http:///",
            "https:/\\evil",
            "https://a b.example",
            "https://a<b>",
            "https://a\u{202e}b.example",
            "https://user@example.org",
            "https://foo.org:0/",
            "https://foo.org:99999/",
            "https://foo.org/%zz",
            "https://..",
            "https://[",
            "did:",
            "did:x",
            "did:X:y",
            "did:web:",
            "did:web:..",
            "did:web:foo.org%3A99999",
            "did:web:foo.org:..:x",
            "urn:",
            "urn:x",
            "urn:x:",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "x y",
            "not-a-uri",
        ] {
            assert!(!is_identifier(bad), "{bad}");
        }
        assert!(is_picture_address("data:image/png;base64,AA==") && is_picture_address("https://e.org/a.png"));
        assert!(!is_picture_address("data:text/html,x") && !is_picture_address("file:///a.png"));
        assert!(is_mail_address("us@canal.example") && is_mail_address("post@bücher.example"));
        for bad in ["not an email", "a@b", "a@b@c.org", "@c.org", "a@c..org", "a\u{200b}@c.org", "mailto:a@c.org"] {
            assert!(!is_mail_address(bad), "{bad}");
        }
    }
}
