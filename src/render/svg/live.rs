//! Texts that stay texts: they can be selected, read out and changed, and need
//! their fonts, which travel inside.

use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::Affine;

use super::{Writer, escaped, length, number};
use crate::scene::{Letter, PathDraw};

/// Letters that stand in a row, with the same space between them.
struct Row<'a> {
    letters: &'a [Letter],
    /// Height of the type in units of the outline.
    em: f64,
    /// Degrees clockwise.
    turn: f64,
    /// Extra space between letters in units of the outline.
    spacing: f64,
}

impl Writer<'_> {
    /// A whole text in place of its outline.
    pub(super) fn text(&mut self, draw: &PathDraw, letters: &[Letter]) {
        let matrix: Vec<String> = draw.place.as_coeffs().iter().map(|value| number(*value, 5)).collect();
        let transform = if draw.place == Affine::IDENTITY {
            String::new()
        } else {
            format!(" transform=\"matrix({})\"", matrix.join(" "))
        };
        // Writing to a String cannot fail, here and below.
        let _ = write!(self.body, "<text{transform} xml:space=\"preserve\"");
        self.paint(draw, Affine::IDENTITY);
        self.body.push('>');
        for row in rows(letters) {
            self.row(&row);
        }
        self.body.push_str("</text>\n");
    }

    fn row(&mut self, row: &Row<'_>) {
        let Some(first) = row.letters.first() else { return };
        self.faces.entry(first.face.index()).or_insert_with(|| Arc::clone(&first.face));
        let font = first.face.file();
        let at = first.place.translation();
        let _ = write!(
            self.body,
            "<tspan x=\"{}\" y=\"{}\" font-family=\"{}\" font-weight=\"{}\" font-size=\"{}\"",
            number(at.x, 3),
            number(at.y, 3),
            escaped(&families(font.family)),
            font.weight,
            number(row.em, 3)
        );
        if row.turn.abs() > 1e-3 {
            let _ = write!(self.body, " rotate=\"{}\"", number(row.turn, 3));
        }
        if row.spacing.abs() > 1e-3 {
            let _ = write!(self.body, " letter-spacing=\"{}\"", length(row.spacing));
        }
        let words: String = row.letters.iter().map(|letter| letter.text.as_str()).collect();
        let _ = write!(self.body, ">{}</tspan>", escaped(&words));
    }

    /// The faces that were asked for, as a style sheet with their files.
    pub(super) fn style_sheet(&self) -> String {
        let mut sheet = String::new();
        for font in self.faces.values().map(|face| face.file()) {
            let kind = if font.bytes.starts_with(b"OTTO") { "otf" } else { "ttf" };
            let _ = writeln!(
                sheet,
                "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/{kind};base64,{})}}",
                font.family,
                font.weight,
                STANDARD.encode(font.bytes)
            );
        }
        if sheet.is_empty() { sheet } else { format!("<style>{sheet}</style>\n") }
    }
}

/// The family, and what is shown where it is not there.
fn families(family: &str) -> String {
    let like = match family {
        "Source Serif 4" | "Zilla Slab" => "serif",
        "Caveat" => "cursive",
        _ => "sans-serif",
    };
    format!("'{family}',{like}")
}

fn em(letter: &Letter) -> f64 {
    letter.place.determinant().abs().sqrt()
}

/// The letters in rows: those that stand upright beside each other on one
/// line, as far as their spaces are the same.
fn rows(letters: &[Letter]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut start = 0;
    let mut spacing: Option<f64> = None;
    for (at, letter) in letters.iter().enumerate() {
        let joins = at > start && {
            let before = &letters[at - 1];
            let space = gap(before, letter);
            let fits = space.is_some_and(|space| spacing.is_none_or(|so_far| (space - so_far).abs() < 0.01));
            spacing = spacing.or(space);
            fits
        };
        if !joins && at > start {
            rows.push(row(&letters[start..at]));
            (start, spacing) = (at, None);
        }
    }
    if start < letters.len() {
        rows.push(row(&letters[start..]));
    }
    rows
}

/// The extra space between two letters; `None` where they do not stand in a row.
fn gap(before: &Letter, after: &Letter) -> Option<f64> {
    let ([a, b, c, d, x, y], [e, f, g, h, u, v]) = (before.place.as_coeffs(), after.place.as_coeffs());
    let is_upright = b.abs() < 1e-9 && c.abs() < 1e-9 && a > 0.0;
    let same = [(a, e), (b, f), (c, g), (d, h), (y, v)].iter().all(|(one, other)| (one - other).abs() < 1e-6);
    let space = u - x - before.advance * a;
    (is_upright && same && before.face == after.face && space > -a).then_some(space)
}

fn row(letters: &[Letter]) -> Row<'_> {
    let (size, turn) = letters.first().map_or((0.0, 0.0), |first| {
        let [a, b, ..] = first.place.as_coeffs();
        (em(first), b.atan2(a).to_degrees())
    });
    let spacing = match letters {
        [first, second, ..] => gap(first, second).unwrap_or(0.0),
        _ => 0.0,
    };
    Row { letters, em: size, turn, spacing }
}

#[cfg(test)]
mod tests {
    use super::super::{write, write_live};
    use crate::artwork::{Artwork, Baseline, Color, Element, ElementId, Font, Frame, Kind, Paint, Text};
    use crate::badge::Badge;
    use crate::made_fonts::{CAVEAT, named};
    use crate::scene::build;

    fn svg(text: Text) -> String {
        let element = Element::new(ElementId(1), Kind::Text(text), Frame::centred(500.0, 500.0));
        let artwork =
            Artwork { elements: vec![element.filled(Paint::Solid(Color::BLACK)).into()], ..Artwork::default() };
        let file = write_live(&build(&artwork, &Badge::default()), "A title", "");
        let parsed = roxmltree::Document::parse(&file).expect("well formed");
        let stray = parsed.root_element().children().filter_map(|node| node.text().filter(|_| node.is_text()));
        assert_eq!(stray.collect::<String>().trim(), "", "nothing stands between the elements");
        file
    }

    #[test]
    fn straight_text_is_written_line_by_line_with_its_font() {
        let file = svg(Text { spacing: 4.0, ..Text::new("First\nAid & more", Font::new("Cabin", 700), 60.0) });
        assert!(file.contains(">First</tspan>") && file.contains(">Aid &amp; more</tspan>"), "{}", &file[..600]);
        assert!(file.contains("letter-spacing=\"4\""), "the space between letters is kept");
        assert!(file.contains("font-family=\"'Cabin',sans-serif\" font-weight=\"700\" font-size=\"60\""));
        assert_eq!(file.matches("@font-face").count(), 1, "the font travels inside, once");
    }

    #[test]
    fn letters_on_an_arc_stand_each_for_itself() {
        let arc =
            Text { baseline: Baseline::ArcAbove { span: 180.0 }, ..Text::new("ARC", Font::new("Outfit", 400), 60.0) };
        let file = svg(arc);
        assert_eq!(file.matches("<tspan").count(), 3);
        assert_eq!(file.matches("rotate=").count(), 2, "the middle one stands upright");
    }

    #[test]
    fn outlines_need_no_font() {
        let element = Element::new(
            ElementId(1),
            Kind::Text(Text::new("Aid", Font::new("Cabin", 700), 60.0)),
            Frame::centred(500.0, 90.0),
        );
        let artwork =
            Artwork { elements: vec![element.filled(Paint::Solid(Color::BLACK)).into()], ..Artwork::default() };
        let file = write(&build(&artwork, &Badge::default()), "A title", "");
        assert!(!file.contains("<text") && !file.contains("font"), "{file}");
    }

    #[test]
    fn a_font_of_ones_own_travels_inside() {
        let font = crate::artwork::OwnFont::from_bytes(named(CAVEAT, "Fish & Chips", 700)).unwrap();
        let text = Text::new("Aid", Font::new(font.family(), 700), 60.0);
        let element = Element::new(ElementId(1), Kind::Text(text), Frame::centred(500.0, 500.0));
        let mut artwork =
            Artwork { elements: vec![element.filled(Paint::Solid(Color::BLACK)).into()], ..Artwork::default() };
        artwork.fonts.add(font.into());
        let scene = build(&artwork, &Badge::default());
        let file = write_live(&scene, "A title", "");
        assert!(roxmltree::Document::parse(&file).is_ok());
        assert!(file.contains("font-family=\"'Fish Chips',sans-serif\"") && file.contains("@font-face"), "{file}");
        assert!(!write(&scene, "A title", "").contains("font"), "outlines need none");
    }
}
