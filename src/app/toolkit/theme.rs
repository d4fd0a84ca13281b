//! Colours, type and spacing of the window.

use std::sync::{Arc, LazyLock};

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2,
    Visuals, style::WidgetVisuals,
};
use serde::{Deserialize, Serialize};

/// Which colours the window wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ThemeChoice {
    /// As the desktop does.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    pub(in crate::app) fn apply(self, ctx: &egui::Context) {
        ctx.set_theme(match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        });
    }
}

/// A colour pair for a message: what is written, and on which ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// Text and icon.
    pub ink: Color32,
    /// Ground.
    pub ground: Color32,
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Behind everything.
    pub background: Color32,
    /// Panels, cards and fields.
    pub panel: Color32,
    /// Borders.
    pub line: Color32,
    /// Text.
    pub ink: Color32,
    /// Less important text.
    pub soft: Color32,
    /// Decoration; never for text that is needed.
    pub faint: Color32,
    /// What is chosen, and the main button.
    pub accent: Tone,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// All is well.
    pub genuine: Tone,
    /// Well, with a word to say.
    pub intact: Tone,
    /// Look here.
    pub warning: Tone,
    /// Wrong.
    pub error: Tone,
    /// Once well, and over.
    pub over: Tone,
}

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn tone(ink: u32, ground: u32) -> Tone {
    Tone { ink: hex(ink), ground: hex(ground) }
}

const LIGHT: Tokens = Tokens {
    background: hex(0xF5F4F0),
    panel: hex(0xFFFFFF),
    line: hex(0xE3E0D8),
    ink: hex(0x1C2430),
    soft: hex(0x5A6473),
    faint: hex(0x8D95A1),
    accent: tone(0x0E6B6B, 0xE2F0EF),
    on_accent: hex(0xFFFFFF),
    genuine: tone(0x1B7A48, 0xE3F3E9),
    intact: tone(0x245FBF, 0xE5EEFB),
    // A shade darker than the drawn one, which stays under 4.5:1 on its ground.
    warning: tone(0x8A5606, 0xFCF1DC),
    error: tone(0xB93A2B, 0xFBEAE7),
    over: tone(0x4A5463, 0xECEEF1),
};

const DARK: Tokens = Tokens {
    background: hex(0x13161A),
    panel: hex(0x1B2026),
    line: hex(0x2C333C),
    ink: hex(0xE9ECEF),
    soft: hex(0xA3ADB9),
    faint: hex(0x727C89),
    accent: tone(0x55B8B2, 0x183534),
    on_accent: hex(0x0E1A1A),
    genuine: tone(0x6CC795, 0x16301F),
    intact: tone(0x86B4F7, 0x162741),
    warning: tone(0xEDB85C, 0x37290F),
    error: tone(0xF08A7C, 0x3A1F1B),
    over: tone(0xB9C2CD, 0x2A313A),
};

impl Tokens {
    /// The colours in use here.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        if ui.visuals().dark_mode { &DARK } else { &LIGHT }
    }
}

/// Radius of buttons and fields.
pub const CONTROL_RADIUS: u8 = 8;
/// Radius of cards.
pub const CARD_RADIUS: u8 = 14;
/// Height of buttons and fields, a target that is easy to hit.
pub const CONTROL_HEIGHT: f32 = 36.0;

/// The text sizes: body 15, notes 13, headings 17, page titles 26.
pub mod text {
    use super::{FontFamily, FontId};

    /// Regular text of 15 points.
    pub fn body() -> FontId {
        FontId::new(15.0, FontFamily::Proportional)
    }

    /// Text of 15 points that stands out.
    pub fn strong() -> FontId {
        FontId::new(15.0, semibold())
    }

    /// Notes of 13 points.
    pub fn note() -> FontId {
        FontId::new(13.0, FontFamily::Proportional)
    }

    /// Notes of 13 points that stand out.
    pub fn note_strong() -> FontId {
        FontId::new(13.0, semibold())
    }

    /// Headings of 17 points.
    pub fn heading() -> FontId {
        FontId::new(17.0, semibold())
    }

    /// Page titles of 26 points.
    pub fn title() -> FontId {
        FontId::new(26.0, FontFamily::Name("bold".into()))
    }

    fn semibold() -> FontFamily {
        FontFamily::Name("semibold".into())
    }
}

/// The family of the line icons, and of the filled ones.
pub(in crate::app) fn icon_family(filled: bool) -> FontFamily {
    FontFamily::Name(if filled { "icons-filled" } else { "icons" }.into())
}

/// Code points of the window's icons by name.
static ICONS: LazyLock<std::collections::HashMap<&'static str, char>> = LazyLock::new(|| {
    include_str!("../../../assets/fonts/ui/icons.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, code)| Some((name, char::from_u32(u32::from_str_radix(code.trim(), 16).ok()?)?)))
        .collect()
});

/// The character that draws an icon, when the window has one of that name.
pub fn icon(name: &str) -> Option<char> {
    ICONS.get(name).copied()
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &[u8]); 5] = [
        ("regular", include_bytes!("../../../assets/fonts/ui/AtkinsonHyperlegibleNext-Regular.ttf")),
        ("semibold", include_bytes!("../../../assets/fonts/ui/AtkinsonHyperlegibleNext-SemiBold.ttf")),
        ("bold", include_bytes!("../../../assets/fonts/ui/AtkinsonHyperlegibleNext-Bold.ttf")),
        ("icons", include_bytes!("../../../assets/fonts/ui/PhosphorUI-Regular.ttf")),
        ("icons-filled", include_bytes!("../../../assets/fonts/ui/PhosphorUI-Fill.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
    fonts.families.insert(FontFamily::Proportional, vec!["regular".to_owned(), "icons".to_owned()]);
    fonts.families.insert(FontFamily::Monospace, vec!["regular".to_owned(), "icons".to_owned()]);
    fonts
}

/// Whether no font has all letters of a text: neither the window's own, which
/// are Latin, nor those of the system, which are asked when a letter is missing.
pub(in crate::app) fn lacks_letters(ui: &egui::Ui, shown: &str) -> bool {
    /// Every letter before this one is in the window's own fonts, or is a sign.
    const LAST_LATIN: char = '\u{24f}';
    /// A text tells its script by its beginning.
    const MOST: usize = 500;
    if shown.is_ascii() {
        return false;
    }
    let foreign = shown.chars().filter(|letter| *letter > LAST_LATIN && letter.is_alphabetic());
    ui.fonts_mut(|fonts| foreign.take(MOST).any(|letter| !fonts.has_glyph(&text::body(), letter)))
}

/// Gives the window its letters and colours.
pub(in crate::app) fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    // Where the desktop does not tell.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    for (theme, tokens) in [(egui::Theme::Light, LIGHT), (egui::Theme::Dark, DARK)] {
        ctx.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Small, text::note()),
                (TextStyle::Body, text::body()),
                (TextStyle::Button, text::body()),
                (TextStyle::Monospace, text::note()),
                (TextStyle::Heading, text::heading()),
            ]
            .into();
            style.spacing.item_spacing = Vec2::new(8.0, 8.0);
            style.spacing.button_padding = Vec2::new(12.0, 8.0);
            style.spacing.interact_size = Vec2::new(40.0, CONTROL_HEIGHT);
            style.spacing.menu_margin = Margin::same(8);
            style.spacing.text_edit_width = 200.0;
            style.spacing.combo_height = 360.0;
            style.spacing.scroll.floating = true;
            style.animation_time = 0.1;
            style.visuals = visuals(theme == egui::Theme::Dark, &tokens);
        });
    }
}

fn visuals(dark: bool, tokens: &Tokens) -> Visuals {
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    let widget = |fill: Color32, border: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: CornerRadius::same(CONTROL_RADIUS),
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(tokens.panel, tokens.line, tokens.ink);
    visuals.widgets.inactive = widget(tokens.panel, tokens.line, tokens.ink);
    visuals.widgets.hovered = widget(tokens.accent.ground, tokens.accent.ink, tokens.ink);
    visuals.widgets.active = widget(tokens.accent.ground, tokens.accent.ink, tokens.ink);
    visuals.widgets.open = widget(tokens.accent.ground, tokens.line, tokens.ink);
    visuals.selection.bg_fill = tokens.accent.ground;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent.ink);
    visuals.hyperlink_color = tokens.accent.ink;
    visuals.weak_text_color = Some(tokens.soft);
    visuals.panel_fill = tokens.panel;
    visuals.window_fill = tokens.panel;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(CONTROL_RADIUS);
    visuals.extreme_bg_color = tokens.panel;
    visuals.text_edit_bg_color = Some(tokens.panel);
    visuals.faint_bg_color = tokens.background;
    visuals.warn_fg_color = tokens.warning.ink;
    visuals.error_fg_color = tokens.error.ink;
    visuals.slider_trailing_fill = true;
    visuals.indent_has_left_vline = false;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::Color;

    #[test]
    fn every_word_can_be_read_on_its_ground_in_light_and_dark() {
        let color = |color: Color32| Color::rgb(color.r(), color.g(), color.b());
        for (name, tokens) in [("light", LIGHT), ("dark", DARK)] {
            let tones = [tokens.accent, tokens.genuine, tokens.intact, tokens.warning, tokens.error, tokens.over];
            for tone in tones {
                for ground in [tone.ground, tokens.panel, tokens.background] {
                    let contrast = color(tone.ink).contrast(color(ground));
                    assert!(contrast >= 4.5, "{name}: {:?} on {ground:?} has {contrast:.2}:1", tone.ink);
                }
            }
            for ground in [tokens.panel, tokens.background] {
                assert!(color(tokens.soft).contrast(color(ground)) >= 4.5, "{name}: soft text on {ground:?}");
            }
            let verdicts = [tokens.genuine, tokens.intact, tokens.warning, tokens.error, tokens.over];
            for (at, one) in verdicts.iter().enumerate() {
                assert!(verdicts[at + 1..].iter().all(|other| other != one), "{name}: each verdict has its own colour");
            }
        }
    }
}
