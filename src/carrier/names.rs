//! How the places are called in which badge data lies: keywords of texts in a PNG, names
//! of elements in an SVG (Open Badges 2.0 Baking, 3.0 section 5.3). Lenient programs also
//! find what is only nearly called so.

/// The standard by whose names a picture carries its badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// Open Badges 2.0.
    Two,
    /// Open Badges 3.0.
    Three,
}

/// How a place where badge data lies is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// As the standard has it.
    Of(Standard),
    /// By a standard's name, where it lets no badge lie. Programs that look for
    /// the name alone find it all the same.
    Misplaced,
    /// By something like a standard's name, which lenient programs find. Other
    /// things may lie there as well, so it is no place before it was looked through.
    Alike,
}

const KEYWORD_3: &[u8] = b"openbadgecredential";
pub(super) const KEYWORD_2: &[u8] = b"openbadges";
/// What both begin with.
const STEM: &[u8] = b"openbadge";

const NAMESPACE_3: &str = "https://purl.imsglobal.org/ob/v3p0";
const NAMESPACE_2: &str = "http://openbadges.org";
/// Both.
pub(super) const NAMESPACES: [&str; 2] = [NAMESPACE_2, NAMESPACE_3];

impl Standard {
    /// The keyword of its text in a PNG.
    pub(super) fn keyword(self) -> &'static [u8] {
        match self {
            Self::Two => KEYWORD_2,
            Self::Three => KEYWORD_3,
        }
    }

    /// The namespace of its element in an SVG.
    pub(super) fn namespace(self) -> &'static str {
        match self {
            Self::Two => NAMESPACE_2,
            Self::Three => NAMESPACE_3,
        }
    }

    /// The name of that element.
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Two => "assertion",
            Self::Three => "credential",
        }
    }
}

impl Name {
    /// How a text of a PNG is called, when it is called as one with a badge is, or
    /// nearly so.
    pub(super) fn of_text(kind: [u8; 4], keyword: &[u8]) -> Option<Self> {
        let is_plain = &kind == b"tEXt";
        match keyword {
            _ if !matches!(&kind, b"iTXt" | b"tEXt" | b"zTXt") => is_alike(keyword).then_some(Self::Alike),
            // Open Badges 1.0 and before have their address in plain text.
            KEYWORD_2 if is_plain => Some(Self::Of(Standard::Two)),
            KEYWORD_2 if &kind == b"iTXt" => Some(Self::Of(Standard::Two)),
            KEYWORD_3 if &kind == b"iTXt" => Some(Self::Of(Standard::Three)),
            KEYWORD_2 | KEYWORD_3 => Some(Self::Misplaced),
            other => is_alike(other).then_some(Self::Alike),
        }
    }

    /// How an element is called, when it is called as one with a badge is, or nearly
    /// so: some programs look at the name alone, whatever standard it is from.
    pub(super) fn of_element(namespace: Option<&str>, name: &str) -> Option<Self> {
        match (namespace, name) {
            (Some(NAMESPACE_3), "credential") => Some(Self::Of(Standard::Three)),
            (Some(NAMESPACE_2), "assertion") => Some(Self::Of(Standard::Two)),
            (Some(NAMESPACE_2), "credential") | (Some(NAMESPACE_3), "assertion") => Some(Self::Misplaced),
            (namespace, name) => (is_nearly_called(name) || namespace.is_some_and(is_badges)).then_some(Self::Alike),
        }
    }

    /// Whether a badge is taken from there, and not only looked for.
    pub(super) fn is_carrier(self) -> bool {
        matches!(self, Self::Of(_) | Self::Misplaced)
    }
}

/// Whether a keyword begins as those of badges do, but for its case, and for
/// spaces and marks within.
fn is_alike(keyword: &[u8]) -> bool {
    let letters = keyword.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    letters.take(STEM.len()).eq(STEM.iter().copied())
}

/// Whether a name is a carrier's but for its case, with or without a prefix of its
/// own before a dot or hyphen.
fn is_nearly_called(name: &str) -> bool {
    let is_called = |usual: &str| {
        let (prefix, last) = name.split_at_checked(name.len().checked_sub(usual.len())?)?;
        Some(last.eq_ignore_ascii_case(usual) && (prefix.is_empty() || prefix.ends_with(['.', '-', '_'])))
    };
    ["credential", "assertion"].iter().any(|usual| is_called(usual) == Some(true))
}

/// Whether a namespace is one of badges, but for its case, its scheme and what
/// stands at its end. Asked of every element, so nothing is written anew for it.
fn is_badges(namespace: &str) -> bool {
    let address = namespace.trim().trim_end_matches(['/', '#', '?']);
    let ends_so = |place: &str| {
        let (before, end) = address.split_at_checked(address.len().checked_sub(place.len())?)?;
        Some(before).filter(|_| end.eq_ignore_ascii_case(place))
    };
    ["openbadges.org", "purl.imsglobal.org/ob/v3p0"].iter().filter_map(|place| ends_so(place)).any(|before| {
        let scheme = before.len().checked_sub(4).and_then(|at| before.split_at_checked(at));
        let scheme = scheme.filter(|(_, host)| host.eq_ignore_ascii_case("www.")).map_or(before, |(scheme, _)| scheme);
        scheme.is_empty() || scheme.ends_with("://")
    })
}
