//! Braces within the texts of JSON.
//!
//! Some wallets find the badge of a picture by counting braces, also those
//! within texts, and lose it where they do not come in pairs. So a brace within
//! a text is written by its number, which says the same.

/// The same JSON, in which `{` and `}` stand around objects only.
pub(super) fn written_as_numbers(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    let (mut within, mut escaped) = (false, false);
    for letter in json.chars() {
        match letter {
            '{' if within => plain.push_str("\\u007b"),
            '}' if within => plain.push_str("\\u007d"),
            other => plain.push(other),
        }
        within ^= letter == '"' && !escaped;
        escaped = within && letter == '\\' && !escaped;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stand_around_objects_only_and_the_meaning_stays() {
        for json in [
            r#"{"a":"x{y}}","b":{"{":"\"{","c":"\\"},"d":["}\\\"{",{}]}"#,
            r#"{"plain":1}"#,
            "{}",
            r#"{"é{":"\u007b\\{"}"#,
        ] {
            let plain = written_as_numbers(json);
            let (mut depth, mut least) = (0_i32, 1);
            for letter in plain.chars() {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                least = least.min(if letter == '}' { depth } else { least });
            }
            assert_eq!((depth, least), (0, 0), "{plain}");
            let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            assert_eq!(read(&plain), read(json));
        }
    }
}
