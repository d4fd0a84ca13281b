//! A member's alt text follows the design's, with the member's own words where
//! it names the design's.

use crate::artwork::{Artwork, Kind};
use crate::badge::Badge;

/// The place of the alt text among a member's own words.
pub(super) const CAPTION: &str = "/image/caption";

/// The design's alt text as it fits a member that has none of its own: names
/// of the badge and texts of the artwork that the member has otherwise are
/// those of the member.
pub(in crate::document) fn followed(design: (&Badge, &Artwork), member: (&Badge, &Artwork)) -> String {
    let caption = &design.0.image.caption;
    let mut pairs: Vec<(&str, &str)> = names(design.0).into_iter().zip(names(member.0)).collect();
    let mut drawn = Vec::new();
    if !caption.is_empty() {
        design.1.each(|element| drawn.extend(typed(&element.kind).map(|text| (element.id, text.to_owned()))));
    }
    let texts: Vec<(String, String)> =
        drawn.into_iter().filter_map(|(id, old)| Some((old, typed(&member.1.element(id)?.kind)?.to_owned()))).collect();
    pairs.extend(texts.iter().map(|(old, new)| (old.as_str(), new.as_str())));
    pairs.retain(|(old, new)| !old.trim().is_empty() && !new.trim().is_empty());
    // "First Aid Volunteer" is looked for before "First Aid".
    pairs.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    replaced(caption, &pairs)
}

/// What a badge calls itself, where it is drawn.
fn names(badge: &Badge) -> [&str; 4] {
    let layer = badge.layer().map_or("", |layer| layer.name.as_str());
    [badge.name.as_str(), badge.display_name(), layer, badge.issuer.name.as_str()]
}

/// What is typed on a text that shows no word of the badge.
fn typed(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Text(text) if !text.content.contains('{') => Some(text.content.trim()),
        _ => None,
    }
}

/// The text with the first of each pair replaced by the second, as whole words
/// and once: what was put in is not looked at again.
fn replaced(text: &str, pairs: &[(&str, &str)]) -> String {
    let is_open = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let found = pairs.iter().find_map(|(old, new)| Some((new, rest.strip_prefix(old)?)));
        match found {
            Some((new, after)) if is_open(done.chars().next_back()) && is_open(after.chars().next()) => {
                done.push_str(new);
                rest = after;
            }
            _ => {
                done.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_replaced_once() {
        let pairs = [("Lead Swimmer", "Engage Diver"), ("Lead", "Engage"), ("Engage", "Lead")];
        let now = replaced("“Lead Swimmer”, Leader, lead and “Engage”: Lead", &pairs);
        assert_eq!(now, "“Engage Diver”, Leader, lead and “Lead”: Engage");
        assert_eq!(replaced("é Léad", &[("ad", "x")]), "é Léad", "letters beside it are letters in any language");
    }
}
