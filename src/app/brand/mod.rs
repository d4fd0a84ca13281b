//! The user's brand kit: kept for all badges, applied to one in one step.

mod panel;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::canvas::{font_question, read_font};
use super::command::Command;
use super::dialogs::FileQuestion;
use super::session;
use super::state::{Notice, Place};
use super::thumbnails::LiveThumbnail;
use crate::artwork::{Artwork, Brand, Font, Frame, Logo, OwnFont, SIDE};
use crate::document::{BRAND_EXTENSION, BRAND_KIT, Document, Edit, EditError, Group, open_brand, save_brand};
use crate::editing::Placed;
use crate::editing::insert::read_picture;
use crate::issue::file_name;
use crate::scene::{Scene, build};

/// A wish about the brand kit.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows the kit.
    Show,
    /// Closes it.
    Close,
    /// The user's kit was read when the window opened.
    Read(Box<Brand>),
    /// The kit is like this now.
    Changed(Box<Brand>),
    /// Another kit takes the place of this one, which can be put back.
    Replaced(Box<Brand>),
    /// The kit was written, or could not be: the sentence.
    Kept(Option<String>),
    /// Gives the badge the kit's colours and fonts, and its logo where it has one.
    Apply,
    /// Takes colours and fonts from the badge, and the logos it carries.
    TakeFromBadge,
    /// Goes back to the kit that was there before it was replaced.
    PutBack,
    /// Asks for a logo.
    ChooseLogo {
        /// True for the one in one colour.
        mono: bool,
    },
    /// Reads a logo.
    ReadLogo(PathBuf, bool),
    /// A logo was read.
    LogoRead(Box<Placed>, bool),
    /// Puts a logo on the badge.
    PutLogo {
        /// True for the one in one colour.
        mono: bool,
    },
    /// Asks for a font file.
    ChooseFont {
        /// True for the font of names.
        display: bool,
    },
    /// Reads a font file.
    ReadFont(PathBuf, bool),
    /// A font file was read.
    FontRead(Arc<OwnFont>, bool),
    /// Asks for a brand kit to take in.
    Import,
    /// Takes in this file.
    ImportFrom(PathBuf),
    /// Asks where to write the kit.
    Export,
    /// Writes the kit here.
    ExportTo(PathBuf),
}

/// What the window knows of the brand kit.
#[derive(Default)]
pub struct BrandKit {
    /// The kit.
    kit: Arc<Brand>,
    /// The kit that was replaced.
    before: Option<Arc<Brand>>,
    /// Whether it is shown.
    open: bool,
    /// It changed while it was being written.
    write_again: bool,
    /// Pictures of the logos, the usual one and the one in one colour.
    logos: [Option<(Document, Arc<Scene>)>; 2],
    pictures: [LiveThumbnail; 2],
}

impl BrandKit {
    /// The kit; `None` while nothing is in it.
    pub(super) fn kit(&self) -> Option<&Arc<Brand>> {
        Some(&self.kit).filter(|kit| !kit.is_empty())
    }

    fn set(&mut self, kit: Brand) {
        self.kit = Arc::new(kit);
        self.logos = [&self.kit.logo, &self.kit.mono_logo].map(|logo| {
            let document = picture_of(logo.as_ref()?);
            let scene = Arc::new(build(&document.artwork, &document.badge));
            Some((document, scene))
        });
    }
}

/// A document that shows a logo and nothing else.
fn picture_of(logo: &Logo) -> Document {
    let frame = logo.drawing.frame;
    let scale = SIDE / frame.width.max(frame.height).max(1.0);
    let mut drawing = logo.drawing.resized(frame.width * scale, frame.height * scale);
    drawing.frame = Frame::centred(drawing.frame.width, drawing.frame.height);
    let pictures = logo.picture.iter().map(|picture| (picture.id(), Arc::clone(picture))).collect();
    let artwork = Artwork { elements: vec![Arc::new(drawing)], pictures, ..Artwork::default() };
    Document { artwork: Arc::new(artwork), ..Document::default() }
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::Show, Self::Apply, Self::Import, Self::Export]
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::Apply => "Apply the brand kit to this badge".into(),
            Self::Import | Self::ImportFrom(_) => "Take in a brand kit…".into(),
            Self::Export | Self::ExportTo(_) => "Write the brand kit into a file…".into(),
            Self::TakeFromBadge => "Take the brand from this badge".into(),
            _ => "Brand kit…".into(),
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        "swatches"
    }

    pub(super) fn enabled(&self, state: &super::State) -> bool {
        match self {
            Self::Apply | Self::Export => state.brand.kit().is_some(),
            _ => true,
        }
    }
}

impl App {
    /// Reads the user's kit, beside the window.
    pub(super) fn read_brand_kit(&mut self, ctx: &egui::Context) {
        let Some(path) = self.brand_path().filter(|path| path.exists()) else { return };
        self.tasks.begin_quietly(ctx, "Reading the brand kit", move |_| match open_brand(&path) {
            Ok(kit) => Command::Brand(Ask::Read(Box::new(kit))),
            Err(error) => Command::Say(Notice::error(format!("Your brand kit was not taken over. {error}"))),
        });
    }

    fn brand_path(&self) -> Option<PathBuf> {
        self.outside.folder.as_ref().map(|folder| folder.join(BRAND_KIT))
    }

    pub(super) fn update_brand(&mut self, ctx: &egui::Context, ask: Ask) {
        let kit = Arc::clone(&self.state.brand.kit);
        match ask {
            Ask::Show => self.state.brand.open = true,
            Ask::Close => self.state.brand.open = false,
            Ask::Read(kit) => self.state.brand.set(*kit),
            Ask::Changed(mut kit) => {
                kit.carry(&self.state.artwork().fonts);
                self.state.brand.set(*kit);
                self.keep_brand_kit(ctx);
            }
            Ask::Replaced(other) => {
                self.state.brand.before = Some(kit).filter(|kit| !kit.is_empty() && **kit != *other);
                self.update_brand(ctx, Ask::Changed(other));
            }
            Ask::PutBack => {
                if let Some(before) = self.state.brand.before.take() {
                    self.update_brand(ctx, Ask::Changed(Box::new((*before).clone())));
                }
            }
            Ask::Kept(problem) => {
                if let Some(words) = problem {
                    self.say(ctx, Notice::error(words));
                }
                if std::mem::take(&mut self.state.brand.write_again) {
                    self.keep_brand_kit(ctx);
                }
            }
            Ask::Apply => self.apply_brand(ctx, &kit),
            Ask::TakeFromBadge => {
                let seen = Brand::of(self.state.artwork());
                let carried = self.state.document().brand.as_ref().unwrap_or(&kit);
                let mut fonts = carried.fonts.clone();
                seen.fonts.iter().for_each(|font| fonts.add(Arc::clone(font)));
                let taken = Brand {
                    fonts,
                    colors: seen.colors,
                    display_font: seen.display_font.or_else(|| carried.display_font.clone()),
                    text_font: seen.text_font.or_else(|| carried.text_font.clone()),
                    ..(**carried).clone()
                };
                self.update_brand(ctx, Ask::Replaced(Box::new(taken)));
            }
            Ask::ChooseLogo { mono } => {
                let question = FileQuestion {
                    title: if mono { "Choose the logo in one colour" } else { "Choose the logo" }.into(),
                    save: false,
                    suggested: (self.outside.documents)(),
                    endings: vec!["svg", "png", "jpg", "jpeg", "webp"],
                    kind: "Pictures: SVG, PNG, JPEG, WebP",
                };
                let then: session::Then = if mono {
                    |path| Command::Brand(Ask::ReadLogo(path, true))
                } else {
                    |path| Command::Brand(Ask::ReadLogo(path, false))
                };
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::ReadLogo(path, mono) => {
                self.tasks.begin(ctx, "Reading the logo", move |_| match read_picture(&path) {
                    Ok(placed) => Command::Brand(Ask::LogoRead(Box::new(placed), mono)),
                    Err(words) => Command::Say(Notice::error(words)),
                });
            }
            Ask::LogoRead(placed, mono) => {
                let logo = Logo { drawing: Arc::new(placed.element), picture: placed.picture };
                let mut kit = (*kit).clone();
                *(if mono { &mut kit.mono_logo } else { &mut kit.logo }) = Some(Arc::new(logo));
                self.update_brand(ctx, Ask::Changed(Box::new(kit)));
            }
            Ask::ChooseFont { display } => {
                let question = font_question((self.outside.documents)());
                let then: session::Then = if display {
                    |path| Command::Brand(Ask::ReadFont(path, true))
                } else {
                    |path| Command::Brand(Ask::ReadFont(path, false))
                };
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::ReadFont(path, display) => {
                self.tasks.begin(ctx, "Reading the font", move |_| match read_font(&path) {
                    Ok(font) => Command::Brand(Ask::FontRead(font, display)),
                    Err(words) => Command::Say(Notice::error(words)),
                });
            }
            Ask::FontRead(font, display) => {
                let mut kit = (*kit).clone();
                let named = Font::new(font.family(), font.weight());
                *(if display { &mut kit.display_font } else { &mut kit.text_font }) = Some(named);
                kit.fonts.add(font);
                if !kit.fonts.fits() {
                    return self.say(ctx, Notice::error(EditError::TooManyFonts.to_string()));
                }
                self.update_brand(ctx, Ask::Changed(Box::new(kit)));
            }
            Ask::PutLogo { mono } => {
                let Some(logo) = (if mono { &kit.mono_logo } else { &kit.logo }) else { return };
                let element = logo.placed(self.state.artwork());
                let id = element.id;
                let picture = logo.picture.clone().map(Edit::AddPicture);
                let insert = Edit::Insert { elements: vec![element], index: None };
                let edits = picture.into_iter().chain([insert]).collect();
                self.state.brand.open = false;
                self.state.place = Place::Artwork;
                self.update(ctx, Command::All(vec![Command::edit("Add the logo", edits), Command::Select(vec![id])]));
            }
            Ask::Import => {
                let question = FileQuestion {
                    title: "Take in a brand kit".into(),
                    save: false,
                    suggested: (self.outside.documents)(),
                    endings: vec![BRAND_EXTENSION],
                    kind: "Brand kits",
                };
                let then = |path| Command::Brand(Ask::ImportFrom(path));
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::ImportFrom(path) => {
                self.tasks.begin(ctx, "Reading the brand kit", move |_| match open_brand(&path) {
                    Ok(kit) => {
                        Command::All(vec![Command::Brand(Ask::Replaced(Box::new(kit))), Command::Brand(Ask::Show)])
                    }
                    Err(error) => Command::Say(Notice::error(error.to_string())),
                });
            }
            Ask::Export => {
                let name = if kit.name.trim().is_empty() { "brand" } else { &kit.name };
                let question = FileQuestion {
                    title: "Write the brand kit".into(),
                    save: true,
                    suggested: (self.outside.documents)().join(file_name(name, BRAND_EXTENSION)),
                    endings: vec![BRAND_EXTENSION],
                    kind: "Brand kits",
                };
                let then = |path| Command::Brand(Ask::ExportTo(path));
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::ExportTo(path) => self.tasks.begin(ctx, "Writing the brand kit", move |_| {
                Command::Say(match save_brand(&kit, &path) {
                    Ok(()) => Notice::done(format!("The brand kit is in “{}”.", path.display())),
                    Err(error) => Notice::error(error.to_string()),
                })
            }),
        }
    }

    /// One step: colours, fonts, the logo that is there.
    fn apply_brand(&mut self, ctx: &egui::Context, kit: &Arc<Brand>) {
        let palette = kit.palette_for(&self.state.artwork().palette);
        let same_length = self.state.artwork().palette.len() == palette.len();
        let colors = if same_length { Edit::Recolor(palette) } else { Edit::Palette(palette) };
        let dressed = self.state.document().edited(&colors).map(|document| kit.dressed(&document.artwork));
        match dressed {
            Ok(artwork) => {
                let edits = vec![colors, Edit::Artwork(Box::new(artwork)), Edit::Brand(Some(Arc::clone(kit)))];
                self.state.brand.open = false;
                let label = "Apply the brand kit".into();
                self.update(ctx, Command::Edit { edits, label, group: Group::Once });
                self.say(ctx, Notice::done("The badge wears your brand. Undo takes it back in one step."));
            }
            Err(error) => self.say(ctx, Notice::error(error.to_string())),
        }
    }

    fn keep_brand_kit(&mut self, ctx: &egui::Context) {
        const NAME: &str = "Keeping the brand kit";
        let Some(path) = self.brand_path() else { return };
        if self.tasks.runs(NAME) {
            // One after the other, so that the last one is what stays.
            self.state.brand.write_again = true;
            return;
        }
        let kit = Arc::clone(&self.state.brand.kit);
        self.tasks.begin_quietly(ctx, NAME, move |_| Command::Brand(Ask::Kept(written(&kit, &path))));
    }
}

fn written(kit: &Brand, path: &Path) -> Option<String> {
    if let Some(folder) = path.parent()
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        return Some(format!("Your brand kit cannot be kept: {error}."));
    }
    // A kit that cannot be read, such as one of a newer version, stays.
    if path.exists()
        && let Err(error) = open_brand(path)
    {
        return Some(format!("Your brand kit in “{}” is not kept, and was left as it is. {error}", path.display()));
    }
    save_brand(kit, path).err().map(|error| format!("Your brand kit is not kept. {error}"))
}
