//! A report as it is for others: on paper, or copied into a letter. There nobody is
//! “you”, and nothing tells of this computer.

use super::report::Report;

/// What a report says to the one who looks, and what it says of them to others.
const OF_WHOEVER_LOOKED: &[(&str, &str)] = &[
    ("signed with your own key", "signed with the key of whoever looked at it,"),
    ("you have confirmed that it is", "whoever looked at it has confirmed that it is"),
    ("You have confirmed that", "Whoever looked at it has confirmed that"),
    ("whom you have confirmed", "whom whoever looked at it has confirmed"),
    ("you have not confirmed", "whoever looked at it has not confirmed"),
    ("that you handed in", "that whoever looked at it had"),
    ("that you compared with", "that whoever looked at it compared with"),
    ("whom you know by", "known to whoever looked at it by"),
    ("whom you know as", "known to whoever looked at it as"),
    ("(your own:", "(of whoever looked at it:"),
    ("whom you trust", "whom whoever looked at it trusts"),
    ("or look in your own records", "or ask the issuer whether it still counts"),
    ("See in the files of your web server whether you have withdrawn it", "Ask the issuer whether it was withdrawn"),
    ("see in the files of your web server whether you have withdrawn it", "ask the issuer whether it was withdrawn"),
];

/// What comes before the name of a button, which is on no paper, and what behind it.
const OFFER: (&str, &str) = ("you have not confirmed: ", " does");

impl Report {
    /// The same for others, who are nobody that it speaks to.
    #[must_use]
    pub fn for_others(&self) -> Self {
        let mut report = self.clone();
        let nothing_to_them =
            |message: &str| self.own_words.iter().any(|words| words.elsewhere.is_none() && words.here == message);
        report.checks.retain(|check| !nothing_to_them(&check.message));
        let told = |text: &str| {
            let mut text = text.to_owned();
            for words in &self.own_words {
                text = text.replace(&words.here, words.elsewhere.as_deref().unwrap_or_default());
            }
            for_others(text.trim_end())
        };
        report.summary = told(&report.summary);
        report.alike = report.alike.as_deref().map(for_others);
        for check in &mut report.checks {
            check.message = told(&check.message);
        }
        report
    }

    /// For whom it was looked at, in words that follow "for".
    #[must_use]
    pub fn looked_at_for(&self) -> &str {
        self.reader.as_deref().unwrap_or("somebody who has not confirmed its issuer")
    }
}

/// A sentence of ours for others. What stands in quotation marks is not ours, and stays.
fn for_others(text: &str) -> String {
    let ours = |part: &str| OF_WHOEVER_LOOKED.iter().fold(part.to_owned(), |part, (you, they)| part.replace(you, they));
    let (mut told, mut left) = (String::new(), text);
    while let Some((before, rest)) = left.split_once('“') {
        let (theirs, after) = rest.split_once('”').unwrap_or((rest, ""));
        if before.ends_with(OFFER.0) {
            told.push_str(&ours(before.trim_end_matches([' ', ':'])));
            left = after.strip_prefix(OFFER.1).unwrap_or(after);
        } else {
            told.push_str(&ours(before));
            told.push('“');
            told.push_str(theirs);
            told.push('”');
            left = after;
        }
    }
    told.push_str(&ours(left));
    told
}

#[cfg(test)]
mod tests {
    use super::super::report::OwnWords;
    use super::*;

    #[test]
    fn others_are_told_of_whoever_looked_and_what_a_file_says_stays() {
        for (here, elsewhere) in [
            (
                "It was signed with your own key “Canal School”.",
                "It was signed with the key of whoever looked at it, “Canal School”.",
            ),
            (
                "fen.example, asked just now, stands behind it; it calls itself “whom you trust”. Whether it is who it \
                 says you have not confirmed: “Trust fen.example” does.",
                "fen.example, asked just now, stands behind it; it calls itself “whom you trust”. Whether it is who it \
                 says whoever looked at it has not confirmed.",
            ),
            ("It is “left open", "It is “left open”"),
        ] {
            assert_eq!(for_others(here), elsewhere);
        }
    }

    #[test]
    fn words_about_files_of_this_computer_stay_here() {
        let asked =
            OwnWords { here: "Your file “/home/amy/l.json” says so.".into(), elsewhere: Some("It is.".into()) };
        let damaged = OwnWords { here: "Your file “/home/amy/d.json” is damaged.".into(), elsewhere: None };
        let summary = format!("Intact. Fine. {} {}", asked.here, damaged.here);
        let report = Report { summary, own_words: vec![asked, damaged], ..Report::default() };
        assert_eq!(report.for_others().summary, "Intact. Fine. It is.");
    }
}
