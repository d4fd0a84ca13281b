//! What a text says.

use crate::artwork::{Binding, Element, Kind, LetterCase, Text};
use crate::badge::Badge;

/// Most letters of a text that are set.
const MAX_LETTERS: usize = 2000;

/// What lists call an element of this badge: as [`Element::title`], but a text
/// is quoted as it stands on the badge.
pub fn title(element: &Element, badge: &Badge) -> String {
    let Kind::Text(text) = &element.kind else { return element.title() };
    let mut spoken = element.clone();
    spoken.kind = Kind::Text(Text { content: said(text, badge), ..text.clone() });
    spoken.title()
}

/// Whose words typing on a text changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// The text's own, which are these.
    Own(&'a str),
    /// One of the badge's own words, which is this.
    Word(Binding, &'a str),
    /// Nobody's: it shows several of them, or one that is not typed.
    Several,
}

/// Whose words typing on this text changes.
pub fn source<'a>(text: &'a Text, badge: &'a Badge) -> Source<'a> {
    let bound = |binding: &Binding| text.content.eq_ignore_ascii_case(binding.token());
    match Binding::ALL.into_iter().find(bound) {
        Some(Binding::Layer) => Source::Several,
        Some(binding) => Source::Word(binding, words(binding, badge)),
        None if shows_words(&text.content) => Source::Several,
        None => Source::Own(&text.content),
    }
}

/// True when it names one of the badge's own words.
pub fn shows_words(content: &str) -> bool {
    let content = content.to_ascii_lowercase();
    Binding::ALL.iter().any(|binding| content.contains(binding.token()))
}

/// What a text says on this badge: the badge's own words in place of their
/// names in braces, in capitals where asked. Other braces stay as typed.
pub fn said(text: &Text, badge: &Badge) -> String {
    let mut said = String::new();
    let mut rest = text.content.as_str();
    while let Some(brace) = rest.find('{') {
        let (before, from_brace) = rest.split_at(brace);
        said.push_str(beginning(before));
        let bound = Binding::ALL.into_iter().find_map(|binding| Some((binding, strip(from_brace, binding.token())?)));
        rest = match bound {
            Some((binding, after)) => {
                said.push_str(beginning(words(binding, badge)));
                after
            }
            None => {
                said.push('{');
                &from_brace[1..]
            }
        };
        if said.len() > 4 * MAX_LETTERS {
            break;
        }
    }
    said.push_str(beginning(rest));
    let said = match text.case {
        LetterCase::AsTyped => said,
        LetterCase::Capitals => said.to_uppercase(),
    };
    said.chars().take(MAX_LETTERS).collect()
}

/// As much of a part as can be set: of words as long as a book no more is taken
/// for each text that shows them.
fn beginning(part: &str) -> &str {
    part.char_indices().nth(MAX_LETTERS).map_or(part, |(end, _)| &part[..end])
}

/// The text after a token, in whatever case that is typed.
fn strip<'a>(text: &'a str, token: &str) -> Option<&'a str> {
    let start = text.get(..token.len())?;
    start.eq_ignore_ascii_case(token).then(|| &text[token.len()..])
}

fn words(binding: Binding, badge: &Badge) -> &str {
    match binding {
        Binding::Name => &badge.name,
        Binding::ShortName => badge.display_name(),
        Binding::Layer => badge.layer().map_or("", |layer| &layer.name),
        Binding::Issuer => &badge.issuer.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::Font;

    #[test]
    fn texts_show_the_badges_own_words() {
        let mut badge = Badge { name: "First Aid Volunteer".into(), ..Badge::default() };
        badge.issuer.name = "St {layer} House".into();
        badge.layer = Some("col-2018/engage".into());
        let said = |content: &str, badge: &Badge| said(&Text::new(content, Font::new("Cabin", 400), 9.0), badge);
        assert_eq!(said("{Name} · {layer}", &badge), "First Aid Volunteer · Engage");
        assert_eq!(said("{short name}", &badge), "First Aid Volunteer");
        badge.short_name = "First Aid".into();
        assert_eq!(said("{short name}", &badge), "First Aid");
        assert_eq!(said("{issuer}", &badge), "St {layer} House", "words are not read again");
        assert_eq!(said("{mood} {short name {é} {", &badge), "{mood} {short name {é} {");
        badge.layer = None;
        assert_eq!(said("[{layer}]", &badge), "[]");
    }

    #[test]
    fn capitals_are_those_of_the_language_of_letters() {
        let text = Text { case: LetterCase::Capitals, ..Text::new("Straße é", Font::new("Cabin", 400), 9.0) };
        assert_eq!(said(&text, &Badge::default()), "STRASSE É");
    }

    #[test]
    fn a_text_without_end_is_cut() {
        let badge = Badge { name: "x".repeat(100_000), ..Badge::default() };
        let text = Text::new("{name}".repeat(10_000), Font::new("Cabin", 400), 9.0);
        assert_eq!(said(&text, &badge).len(), MAX_LETTERS);
    }
}
