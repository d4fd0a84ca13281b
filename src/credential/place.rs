//! Places on the web, compared as browsers tell them apart: by origin (host and
//! port, always `https`) and by whole parts of the path.

use super::did_web;

/// An `https` address taken apart, each part written in the one usual way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    host: String,
    port: u16,
    /// The parts of the path; the last is empty when it ends with a slash.
    path: Vec<String>,
    query: Option<String>,
}

impl Place {
    /// Takes an address apart; `None` for any that is not plain `https`.
    #[must_use]
    pub fn of(url: &str) -> Option<Self> {
        let host = did_web::host(url)?;
        let rest = url.strip_prefix("https://")?.split('#').next()?;
        // A browser reads it as a slash, others as a sign of the path.
        if rest.contains('\\') {
            return None;
        }
        let authority = rest.split(['/', '?']).next()?;
        let port = match authority.strip_prefix('[') {
            Some(six) => six.split_once(']')?.1.strip_prefix(':'),
            None => authority.split_once(':').map(|(_, port)| port),
        };
        let port = match port {
            None | Some("") => 443,
            Some(port) => port.parse().ok()?,
        };
        let (path, query) = match rest[authority.len()..].split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (&rest[authority.len()..], None),
        };
        Some(Self { host, port, path: segments(path)?, query })
    }

    /// Whether both lie on the same host and port.
    #[must_use]
    pub fn shares_origin(&self, other: &Self) -> bool {
        (&self.host, self.port) == (&other.host, other.port)
    }

    /// The host, with its port where that is not the usual one.
    #[must_use]
    pub fn origin(&self) -> String {
        if self.port == 443 { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// Whether it is an origin alone, without a path below it.
    #[must_use]
    pub fn is_origin(&self) -> bool {
        self.path.concat().is_empty() && self.query.is_none()
    }

    /// Whether this place lies at another one or below it.
    #[must_use]
    pub fn is_within(&self, start: &Self) -> bool {
        if !self.shares_origin(start) {
            return false;
        }
        if let Some(query) = &start.query {
            return self.path == start.path && self.query.as_ref().is_some_and(|own| own.starts_with(query));
        }
        let folder = match start.path.split_last() {
            Some((last, folder)) if last.is_empty() => folder,
            _ => &start.path,
        };
        self.path.starts_with(folder)
    }
}

/// The parts of a path without `.` and `..`, each with only those signs written
/// as `%` and two digits that need it (RFC 3986, section 6.2.2).
fn segments(path: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = true;
    for part in path.strip_prefix('/').unwrap_or(path).split('/') {
        let part = plain(part)?;
        open = matches!(part.as_str(), "." | "..");
        match part.as_str() {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    if open {
        parts.push(String::new());
    }
    Some(parts)
}

/// A part of an address with only those signs written as `%` and two digits that
/// need it.
pub(super) fn plain(part: &str) -> Option<String> {
    let mut bytes = part.bytes();
    let mut text = String::with_capacity(part.len());
    while let Some(byte) = bytes.next() {
        let (kept, meant) = if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let meant = u8::try_from(digit(bytes.next())? << 4 | digit(bytes.next())?).ok()?;
            (meant.is_ascii_alphanumeric() || b"-._~".contains(&meant), meant)
        } else {
            // Signs outside ASCII are written the way they travel.
            (byte.is_ascii(), byte)
        };
        if kept {
            text.push(char::from(meant));
        } else {
            text.push_str(&format!("%{meant:02X}"));
        }
    }
    Some(text)
}

/// Whether each part of a path is asked for as it is written. Browsers take out `.` and `..`, however
/// they are written, and servers read a hidden slash or a control character each in its own way.
pub(super) fn is_straight<'a>(parts: impl IntoIterator<Item = &'a str>) -> bool {
    let is_hidden = |code: &str| matches!(code, "2F" | "5C" | "7F") || code.starts_with(['0', '1']);
    let leads_on = |part: String| {
        let hides = part.contains('\\') || part.split('%').skip(1).filter_map(|code| code.get(..2)).any(is_hidden);
        !hides && !matches!(part.as_str(), "." | "..")
    };
    parts.into_iter().all(|part| plain(part).is_some_and(leads_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(url: &str) -> Place {
        Place::of(url).unwrap_or_else(|| panic!("{url} is a place"))
    }

    #[test]
    fn one_place_written_in_many_ways_is_one() {
        let one = place("https://e.org/a/b~c");
        for same in [
            "https://E.ORG:443/a/b~c",
            "https://e.org./a/b%7Ec",
            "https://e.org/a/./x/../b%7ec",
            "https://e.org/a/%2e/%2E%2E/a/b~c",
            "https://e.org/../a/b~c#part",
        ] {
            assert_eq!(place(same), one, "{same}");
        }
        assert_eq!(place("https://e.org/ä"), place("https://e.org/%C3%A4"));
        for none in ["http://e.org/a", "https://e.org/a\\b", "https://a@e.org/", "https://e.org/%4", "https://e.org:x/"]
        {
            assert_eq!(Place::of(none), None, "{none}");
        }
    }

    #[test]
    fn within_means_whole_parts_of_the_path_on_the_same_origin() {
        let within = |place: &str, start: &str| self::place(place).is_within(&self::place(start));
        for (inside, start) in [
            ("https://e.org/a/1", "https://e.org/a"),
            ("https://e.org/a/1", "https://e.org/a/"),
            ("https://e.org/a", "https://e.org/a"),
            ("https://e.org/a/1?x", "https://e.org"),
            ("https://e.org/a?id=5", "https://e.org/a?id="),
        ] {
            assert!(within(inside, start), "{inside} in {start}");
        }
        for (outside, start) in [
            ("https://e.org/ab/1", "https://e.org/a"),
            ("https://e.org/a/../b/1", "https://e.org/a/"),
            ("https://e.org/a/%2e%2e/b", "https://e.org/a/"),
            ("https://e.org.evil.example/a/1", "https://e.org"),
            ("https://e.org:8443/a/1", "https://e.org/a"),
            ("https://e.org/a%2Fb", "https://e.org/a/"),
            ("https://e.org/a?other=5", "https://e.org/a?id="),
        ] {
            assert!(!within(outside, start), "{outside} in {start}");
        }
    }
}
