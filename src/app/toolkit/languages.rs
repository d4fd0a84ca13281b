//! Languages by the names that people know.

/// Languages that are offered by name, with their tags.
pub const KNOWN: [(&str, &str); 20] = [
    ("en-GB", "English"),
    ("cy", "Cymraeg (Welsh)"),
    ("ga", "Gaeilge (Irish)"),
    ("gd", "Gàidhlig (Scottish Gaelic)"),
    ("de", "Deutsch (German)"),
    ("fr", "Français (French)"),
    ("es", "Español (Spanish)"),
    ("it", "Italiano (Italian)"),
    ("nl", "Nederlands (Dutch)"),
    ("pl", "Polski (Polish)"),
    ("pt", "Português (Portuguese)"),
    ("ro", "Română (Romanian)"),
    ("sv", "Svenska (Swedish)"),
    ("fi", "Suomi (Finnish)"),
    ("tr", "Türkçe (Turkish)"),
    ("uk", "Ukrainian"),
    ("ar", "Arabic"),
    ("he", "Hebrew"),
    ("ur", "Urdu"),
    ("zh", "Chinese"),
];

/// What people call a language.
pub fn name_of(tag: &str) -> String {
    if tag.trim().is_empty() {
        return "Language not said".to_owned();
    }
    KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag.trim())).map_or_else(
        || if tag.to_lowercase().starts_with("en") { format!("English ({tag})") } else { tag.trim().to_owned() },
        |(_, name)| (*name).to_owned(),
    )
}
