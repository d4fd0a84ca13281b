//! Keys in the fields of texts that are no JSON: settings, YAML, TOML, XML, and JSON with
//! something before it or amiss in it.

use zeroize::Zeroizing;

use super::coded::{QUOTES, is_bare_json, is_coded};
use super::names::{TOGETHER, is_of_key, is_secret_field, is_telling, may_be_of_key};

/// How many lines of a value are read: those of most keys, and enough to tell the others.
const MOST_LINES: usize = 32;
/// How far in a line may stand that has others below it.
const DEEPEST: usize = 200;

/// Whether a text has fields that hold a key.
pub(super) fn has_secret_fields(text: &str) -> bool {
    let inline = text.split(['\n', '\r', ',', '{', '}', ';']).filter_map(field);
    let mut seen = Seen::default();
    inline.chain(elements(text)).any(|(name, value)| seen.add(name, value) || is_secret_field(name, value))
        || blocks(text).any(|(name, value)| is_secret_field(name, &value))
        || text.lines().filter_map(field).any(|(_, value)| is_bytes(value))
}

/// Which of the fields have been seen that together are a key.
#[derive(Default)]
struct Seen([(bool, bool); TOGETHER.len()]);

impl Seen {
    /// Whether a field makes a key, with those before it.
    fn add(&mut self, name: &str, value: &str) -> bool {
        self.0.iter_mut().zip(&TOGETHER).any(|((has_kind, has_part), (kind, parts))| {
            *has_kind |= name == *kind && (is_telling(kind) || is_coded(value));
            *has_part |= parts.contains(&name) && is_coded(value);
            *has_kind && *has_part
        })
    }
}

/// A name and what is said to be of it.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once([':', '='])?;
    // Before a name may stand that it is one of a list, or what sets it.
    let name = name.split_whitespace().next_back()?.trim_matches(QUOTES);
    let value = value.split(" #").next().unwrap_or(value);
    let value = value.trim_start_matches([':', '=', '>']).trim().trim_matches(QUOTES);
    let is_name = |sign: char| sign.is_alphanumeric() || "_-.".contains(sign);
    (!name.is_empty() && name.chars().all(is_name)).then_some((name, value))
}

/// The names of the elements of XML, and the text with which each begins.
fn elements(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('<').filter_map(|part| {
        let (tag, value) = part.split_once('>')?;
        let name = tag.split_whitespace().next()?;
        Some((name.rsplit(':').next().unwrap_or(name), value.trim()))
    })
}

/// Fields with the names of keys whose values are the lines below them, further in.
fn blocks(text: &str) -> impl Iterator<Item = (&str, Zeroizing<String>)> {
    let indent = |line: &str| line.bytes().take(DEEPEST).take_while(u8::is_ascii_whitespace).count();
    let mut rest = text.lines();
    std::iter::from_fn(move || Some((rest.next()?, rest.clone()))).filter_map(move |(line, below)| {
        // How the lines are put together.
        let is_mark = |sign: char| "|>+-".contains(sign) || sign.is_ascii_digit();
        let (name, _) = field(line)
            .filter(|(name, value)| value.chars().all(is_mark) && (is_of_key(name) || may_be_of_key(name)))?;
        let lines = below.take_while(|below| indent(below) > indent(line)).take(MOST_LINES);
        Some((name, Zeroizing::new(lines.map(str::trim).collect::<Vec<_>>().join(" "))))
    })
}

/// Whether a text is nothing but a list of the bytes of a key.
fn is_bytes(text: &str) -> bool {
    text.starts_with('[') && serde_json::from_str(text).is_ok_and(|said| is_bare_json(&said))
}
