//! What badge platforms take as a picture, so that nobody learns it from a
//! refused upload. The figures are those that the platforms' own help pages
//! gave in autumn 2026.

use std::ops::RangeInclusive;

use super::{FileKind, SIDES};

/// A place where badge pictures are uploaded.
#[derive(Debug, PartialEq)]
pub struct Platform {
    /// What it is called.
    pub name: &'static str,
    /// The side that suits it best, in pixels.
    pub side: u32,
    /// Sides it takes, in pixels.
    pub sides: RangeInclusive<u32>,
    /// Whether it takes SVG.
    pub svg: bool,
    /// Largest file, in bytes.
    pub most_bytes: Option<usize>,
}

/// The platforms that are known.
pub static PLATFORMS: [Platform; 7] = [
    Platform { name: "Credly", side: 600, sides: 600..=4096, svg: false, most_bytes: None },
    Platform { name: "Open Badge Factory", side: 300, sides: 100..=300, svg: true, most_bytes: Some(250_000) },
    Platform { name: "Moodle", side: 512, sides: 100..=4096, svg: false, most_bytes: None },
    Platform { name: "Canvas Credentials", side: 600, sides: 90..=4096, svg: false, most_bytes: Some(2_000_000) },
    Platform { name: "Accredible", side: 600, sides: 256..=4096, svg: false, most_bytes: None },
    Platform { name: "Holopin", side: 512, sides: 512..=4096, svg: true, most_bytes: None },
    Platform { name: "Navigatr", side: 600, sides: SIDES, svg: false, most_bytes: None },
];

impl Platform {
    /// The platform with this name; capitals, spaces and hyphens make no difference.
    ///
    /// # Errors
    /// A sentence with the names there are.
    pub fn by_name(name: &str) -> Result<&'static Self, String> {
        let plain =
            |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        PLATFORMS.iter().find(|platform| plain(platform.name) == plain(name)).ok_or_else(|| {
            let names: Vec<String> =
                PLATFORMS.iter().map(|platform| platform.name.to_lowercase().replace(' ', "-")).collect();
            format!("the platforms are {}", names.join(", "))
        })
    }

    /// What it takes, in a sentence.
    pub fn takes(&self) -> String {
        let kinds = if self.svg { "PNG or SVG" } else { "PNG" };
        let sides = match (*self.sides.start(), *self.sides.end()) {
            _ if self.sides == SIDES => "of any size".to_owned(),
            (least, most) if most < 4096 => format!("{least} to {most} px"),
            (least, _) => format!("at least {least} px"),
        };
        let weight = self.most_bytes.map_or(String::new(), |most| format!(", at most {}", weight(most)));
        format!("{} takes a square {kinds}, {sides}{weight}.", self.name)
    }

    /// Why it would refuse a picture of this kind, and of so many bytes where
    /// that is known; with what to do.
    pub fn refusal(&self, kind: FileKind, bytes: Option<usize>) -> Option<String> {
        let name = self.name;
        match kind {
            FileKind::Png { side } if !self.sides.contains(&side) => {
                return Some(format!("{name} refuses a side of {side} px. Choose {} px.", self.side));
            }
            FileKind::Svg if !self.svg => return Some(format!("{name} takes no SVG. Choose PNG.")),
            FileKind::Pdf | FileKind::Record => return Some(format!("{name} takes no such file. Choose PNG.")),
            FileKind::Png { .. } | FileKind::Svg => {}
        }
        let (most, bytes) = (self.most_bytes?, bytes?);
        (bytes > most).then(|| {
            format!(
                "{name} takes at most {}, and this picture has {}. Choose fewer pixels, or take large pictures out.",
                weight(most),
                weight(bytes)
            )
        })
    }
}

fn weight(bytes: usize) -> String {
    if bytes >= 1_000_000 {
        format!("{} MB", bytes.div_ceil(1_000_000))
    } else {
        format!("{} KB", bytes.div_ceil(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_platform_takes_what_it_is_offered_first() {
        for platform in &PLATFORMS {
            let kind = FileKind::Png { side: platform.side };
            assert_eq!(platform.refusal(kind, Some(50_000)), None, "{}", platform.takes());
        }
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        let factory = &PLATFORMS[1];
        assert_eq!(factory.takes(), "Open Badge Factory takes a square PNG or SVG, 100 to 300 px, at most 250 KB.");
        let large = factory.refusal(FileKind::Png { side: 600 }, None).unwrap();
        assert!(large.contains("Choose 300 px"), "{large}");
        let heavy = factory.refusal(FileKind::Svg, Some(300_000)).unwrap();
        assert!(heavy.contains("300 KB"), "{heavy}");
        assert!(PLATFORMS[0].refusal(FileKind::Svg, None).unwrap().contains("Choose PNG"));
    }
}
