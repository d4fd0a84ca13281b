//! Texts that are read from the right. The toolkit sets the letters of a word in
//! their order but the words from the left; so words are put into the order in
//! which they are seen, line by line. Only what is shown can be set so, not what
//! is typed.

use eframe::egui::{self, FontId, Label, Response, RichText, Ui, WidgetInfo};

/// Shows a text of several lines, from the right if it is read from there.
pub(in crate::app) fn show(ui: &mut Ui, words: &str, font: &FontId, ink: egui::Color32) -> Response {
    let told = |words: &str| RichText::new(words).font(font.clone()).color(ink);
    if !begins_at_the_right(words) {
        return ui.add(Label::new(told(words)).wrap());
    }
    let width = ui.available_width();
    let measured = |part: &str| ui.fonts_mut(|fonts| fonts.layout_no_wrap(part.to_owned(), font.clone(), ink)).size().x;
    let lines = lines_as_seen(words, width, measured).join("\n");
    let label = Label::new(told(&lines)).halign(egui::Align::RIGHT).selectable(false);
    let response = ui.with_layout(egui::Layout::top_down(egui::Align::RIGHT), |ui| ui.add(label)).inner;
    // A screen reader reads it as it was written.
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
    response
}

/// Whether a text is read from the right: its first letter tells.
pub(in crate::app) fn begins_at_the_right(words: &str) -> bool {
    words.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_of_the_right)
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin.
fn is_of_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The lines of a text no wider than `width`, each with its words as they are
/// seen from left to right.
fn lines_as_seen(words: &str, width: f32, mut width_of: impl FnMut(&str) -> f32) -> Vec<String> {
    let space = width_of(" ");
    let mut lines = Vec::new();
    for paragraph in words.lines() {
        let mut line: Vec<&str> = Vec::new();
        let mut taken = 0.0;
        for word in paragraph.split_whitespace() {
            let wide = width_of(word);
            if !line.is_empty() && taken + space + wide > width {
                lines.push(as_seen(&std::mem::take(&mut line)));
                taken = 0.0;
            }
            taken += wide + if line.is_empty() { 0.0 } else { space };
            line.push(word);
        }
        lines.push(as_seen(&line));
    }
    lines
}

/// The words of a line from the last to the first, but for those that are read
/// from the left, which keep their order among each other.
fn as_seen(line: &[&str]) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut end = line.len();
    while end > 0 {
        let last = line[end - 1];
        let from_left = |word: &str| !word.chars().any(is_of_the_right) && word.chars().any(char::is_alphanumeric);
        if from_left(last) {
            let start = line[..end].iter().rposition(|word| !from_left(word)).map_or(0, |at| at + 1);
            seen.extend(line[start..end].iter().map(|word| (*word).to_owned()));
            end = start;
        } else {
            seen.push(with_marks_turned(last));
            end -= 1;
        }
    }
    seen.join(" ")
}

/// A word with the marks before it behind it and the other way round, brackets
/// opening to the other side.
fn with_marks_turned(word: &str) -> String {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !is_of_the_right(letter);
    let core = word.trim_matches(is_mark);
    let Some(start) = word.find(core).filter(|_| !core.is_empty()) else { return word.to_owned() };
    let turned = |marks: &str| marks.chars().rev().map(mirrored).collect::<String>();
    format!("{}{core}{}", turned(&word[start + core.len()..]), turned(&word[..start]))
}

fn mirrored(mark: char) -> char {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›')];
    let other = PAIRS.iter().find_map(|(open, close)| match mark {
        mark if mark == *open => Some(*close),
        mark if mark == *close => Some(*open),
        _ => None,
    });
    other.unwrap_or(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_in_the_order_in_which_they_are_seen() {
        let wide = |part: &str| part.chars().count() as f32;
        assert_eq!(lines_as_seen("שלום עולם", 40.0, wide), ["עולם שלום"]);
        assert_eq!(lines_as_seen("אחת שתיים שלוש", 10.0, wide), ["שתיים אחת", "שלוש"], "each line by itself");
        assert_eq!(lines_as_seen("תג First Aid (חדש).\nב 3 ימים", 40.0, wide), [".(חדש) First Aid תג", "ימים 3 ב"]);
        assert_eq!(lines_as_seen("", 10.0, wide), Vec::<String>::new());
    }

    #[test]
    fn the_first_letter_tells_where_a_text_begins() {
        assert!(begins_at_the_right("“مرحبا” Badge") && begins_at_the_right("3. שלום"));
        assert!(!begins_at_the_right("Badge שלום") && !begins_at_the_right("12") && !begins_at_the_right(""));
    }
}
