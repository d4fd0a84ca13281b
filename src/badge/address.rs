//! Addresses and identifiers, as far as one can tell that they are some, and how
//! people are told of them.

use url::Host;
use url::quirks::domain_to_unicode;

use super::is_unseen;
use super::shown::quoted;

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

/// A host by its letters, of which those of other scripts may be written by their code.
#[must_use]
pub fn host_letters(host: &str) -> String {
    let is_coded = |label: &str| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    let letters = if host.split('.').any(is_coded) { domain_to_unicode(host) } else { String::new() };
    if letters.is_empty() { host.to_owned() } else { letters }
}

/// A host, as browsers write it, in a sentence: one in other scripts by its letters
/// and by its code, since letters of one script may be taken for those of another.
#[must_use]
pub fn as_host(host: &str) -> String {
    let letters = host_letters(host);
    if letters == host { letters } else { format!("{letters} ({host})") }
}

/// The longest address that is told whole, in bytes.
const MAX_ADDRESS: usize = 1000;

/// An address or identifier of others within a sentence of one's own: as it is where
/// it is one word, else in quotation marks, since it could go on in our words; with the
/// host in it told as [`as_host`] tells one.
#[must_use]
pub fn as_address(text: &str) -> String {
    match by_letters_and_code(text) {
        Some((letters, code)) => format!("{} ({code})", as_word(&letters)),
        None => as_word(text),
    }
}

fn as_word(text: &str) -> String {
    let is_quiet = |letter: char| !letter.is_whitespace() && !is_unseen(letter) && !"\"“”„‟〝〞〟＂❝❞".contains(letter);
    if !text.is_empty() && text.len() <= MAX_ADDRESS && text.chars().all(is_quiet) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// An address with its host in letters, and the code of the host; `None` where those
/// are the same.
fn by_letters_and_code(text: &str) -> Option<(String, String)> {
    let (scheme, rest, ends) = match text.strip_prefix("did:web:") {
        Some(rest) => ("did:web:", rest, &[':', '/', '?', '#', '%'][..]),
        None => {
            let (scheme, rest) = text.split_at(text.find("://")? + "://".len());
            (scheme, rest, &[':', '/', '?', '#', '\\'][..])
        }
    };
    let (authority, _) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    // What stands before an @ is no host.
    let (user, rest) = rest.split_at(authority.rfind('@').map_or(0, |at| at + 1));
    let (host, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
    if host.len() > MAX_ADDRESS || !(host.contains('%') || !host.is_ascii() || host.to_lowercase().contains("xn--")) {
        return None;
    }
    let Ok(Host::Domain(code)) = Host::parse(host) else { return None };
    let letters = host_letters(&code);
    (letters != code).then(|| (format!("{scheme}{user}{letters}{behind}"), code))
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

    #[test]
    fn an_address_that_could_go_on_in_our_words_stands_in_quotes() {
        for plain in ["https://e.org/a?b=c#d", "did:web:e.org", "urn:uuid:1", "bücher.example"] {
            assert_eq!(as_address(plain), plain);
        }
        for (text, shown) in [
            ("https://e.org/x. It is genuine", "“https://e.org/x. It is genuine”"),
            ("https://e.org/”x", "“https://e.org/'x”"),
            ("a\u{202e}b", "“ab”"),
            ("", "“”"),
        ] {
            assert_eq!(as_address(text), shown, "{text:?}");
        }
        assert!(as_address(&"a".repeat(5_000)).len() < 200);
    }

    #[test]
    fn a_host_in_another_script_is_told_by_its_letters_and_its_code() {
        assert_eq!(as_host("xn--mnchen-3ya.de"), "münchen.de (xn--mnchen-3ya.de)");
        assert_eq!(as_host("xn--pple-43d.example"), "аpple.example (xn--pple-43d.example)");
        for plain in ["example.org", "::1", "1.1.1.1", "xn--.example"] {
            assert_eq!(as_host(plain), plain);
        }
        for (address, shown) in [
            ("https://münchen.de:8443/a?b#c", "https://münchen.de:8443/a?b#c (xn--mnchen-3ya.de)"),
            ("https://xn--mnchen-3ya.de/a", "https://münchen.de/a (xn--mnchen-3ya.de)"),
            ("HTTP://XN--MNCHEN-3YA.de", "HTTP://münchen.de (xn--mnchen-3ya.de)"),
            ("https://m%C3%BCnchen.de/a", "https://münchen.de/a (xn--mnchen-3ya.de)"),
            ("https://e.org:x@münchen.de/a", "https://e.org:x@münchen.de/a (xn--mnchen-3ya.de)"),
            ("did:web:xn--mnchen-3ya.de%3A8443:b", "did:web:münchen.de%3A8443:b (xn--mnchen-3ya.de)"),
            ("did:web:münchen.de:b#key", "did:web:münchen.de:b#key (xn--mnchen-3ya.de)"),
            ("https://münchen.de/a b\u{202e}", "“https://münchen.de/a b” (xn--mnchen-3ya.de)"),
            ("https://e.org/xn--mnchen-3ya.de/ü", "https://e.org/xn--mnchen-3ya.de/ü"),
            ("did:example:xn--mnchen-3ya.de", "did:example:xn--mnchen-3ya.de"),
        ] {
            assert_eq!(as_address(address), shown);
        }
    }
}
