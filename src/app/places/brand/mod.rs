//! The user's brand kit: kept for all badges, applied to one in one step.

mod message;
mod model;
mod panel;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use message::{Message, commands};
pub use model::BrandKit;
pub use panel::show;

use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place};
use crate::artwork::{Artwork, Brand, Font, Frame, Logo, SIDE};
use crate::document::{BRAND_EXTENSION, Document, Edit, EditError, open_brand, save_brand};
use crate::editing::insert::{read_font, read_picture};
use crate::issue::file_name;
use crate::scene::build;
use crate::store::Home;

impl BrandKit {
    /// Makes this the user's kit.
    fn set(&mut self, kit: Brand, desk: &mut Desk) {
        self.logos = [&kit.logo, &kit.mono_logo].map(|logo| {
            let document = picture_of(logo.as_ref()?);
            let scene = Arc::new(build(&document.artwork, &document.badge));
            Some((document, scene))
        });
        desk.kit = Arc::new(kit);
    }

    /// Makes this the user's kit, and keeps it.
    fn change(&mut self, mut kit: Brand, desk: &mut Desk, out: &mut Outbox<Message>) {
        kit.carry(&desk.artwork().fonts);
        self.set(kit, desk);
        self.keep(desk, out);
    }

    /// Another kit takes the place of the user's, which can be put back.
    fn replace(&mut self, other: Brand, desk: &mut Desk, out: &mut Outbox<Message>) {
        self.before = desk.kit().filter(|kit| ***kit != other).cloned();
        self.change(other, desk, out);
    }

    fn keep(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        const NAME: &str = "Keeping the brand kit";
        let Some(path) = path_of_kit(desk) else { return };
        if desk.tasks.runs(NAME) {
            // One after the other, so that the last one is what stays.
            self.write_again = true;
            return;
        }
        let kit = Arc::clone(&desk.kit);
        out.run_quietly(NAME, move |_| Out::Mine(Message::Kept(written(&kit, &path))));
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

fn path_of_kit(desk: &Desk) -> Option<PathBuf> {
    desk.outside.folder.as_deref().map(|folder| Home::at(folder).brand_kit())
}

/// Takes in a message.
pub fn update(brand: &mut BrandKit, _: &egui::Context, message: Message, desk: &mut Desk, out: &mut Outbox<Message>) {
    let kit = Arc::clone(&desk.kit);
    match message {
        Message::Begin => {
            let Some(path) = path_of_kit(desk).filter(|path| path.exists()) else { return };
            out.run_quietly("Reading the brand kit", move |_| match open_brand(&path) {
                Ok(kit) => Out::Mine(Message::Read(Box::new(kit))),
                Err(error) => Out::Say(Notice::error(format!("Your brand kit was not taken over. {error}"))),
            });
        }
        Message::Show => brand.open = true,
        Message::Close => brand.open = false,
        Message::Read(kit) => brand.set(*kit, desk),
        Message::Changed(kit) => brand.change(*kit, desk, out),
        Message::Replaced(other) => brand.replace(*other, desk, out),
        Message::PutBack => {
            if let Some(before) = brand.before.take() {
                brand.change((*before).clone(), desk, out);
            }
        }
        Message::Kept(problem) => {
            if let Some(words) = problem {
                out.say(Notice::error(words));
            }
            if std::mem::take(&mut brand.write_again) {
                brand.keep(desk, out);
            }
        }
        Message::Apply => apply(brand, &kit, desk, out),
        Message::TakeFromBadge => {
            let seen = Brand::of(desk.artwork());
            let carried = desk.document().brand.as_ref().unwrap_or(&kit);
            let mut fonts = carried.fonts.clone();
            seen.fonts.iter().for_each(|font| fonts.add(Arc::clone(font)));
            let taken = Brand {
                fonts,
                colors: seen.colors,
                display_font: seen.display_font.or_else(|| carried.display_font.clone()),
                text_font: seen.text_font.or_else(|| carried.text_font.clone()),
                ..(**carried).clone()
            };
            brand.replace(taken, desk, out);
        }
        Message::ChooseLogo { mono } => {
            let question = FileQuestion {
                title: if mono { "Choose the logo in one colour" } else { "Choose the logo" }.into(),
                save: false,
                suggested: (desk.outside.documents)(),
                endings: vec!["svg", "png", "jpg", "jpeg", "webp"],
                kind: "Pictures: SVG, PNG, JPEG, WebP",
            };
            out.pick(question, move |path| Message::ReadLogo(path, mono));
        }
        Message::ReadLogo(path, mono) => out.run("Reading the logo", move |_| match read_picture(&path) {
            Ok(placed) => Out::Mine(Message::LogoRead(Box::new(placed), mono)),
            Err(words) => Out::Say(Notice::error(words)),
        }),
        Message::LogoRead(placed, mono) => {
            let logo = Logo { drawing: Arc::new(placed.element), picture: placed.picture };
            let mut kit = (*kit).clone();
            *(if mono { &mut kit.mono_logo } else { &mut kit.logo }) = Some(Arc::new(logo));
            brand.change(kit, desk, out);
        }
        Message::ChooseFont { display } => {
            let question = FileQuestion::font((desk.outside.documents)());
            out.pick(question, move |path| Message::ReadFont(path, display));
        }
        Message::ReadFont(path, display) => out.run("Reading the font", move |_| match read_font(&path) {
            Ok(font) => Out::Mine(Message::FontRead(font, display)),
            Err(words) => Out::Say(Notice::error(words)),
        }),
        Message::FontRead(font, display) => {
            let mut kit = (*kit).clone();
            let named = Font::new(font.family(), font.weight());
            *(if display { &mut kit.display_font } else { &mut kit.text_font }) = Some(named);
            kit.fonts.add(font);
            if !kit.fonts.fits() {
                return out.say(Notice::error(EditError::TooManyFonts.to_string()));
            }
            brand.change(kit, desk, out);
        }
        Message::PutLogo { mono } => {
            let Some(logo) = (if mono { &kit.mono_logo } else { &kit.logo }) else { return };
            let element = logo.placed(desk.artwork());
            let id = element.id;
            let picture = logo.picture.clone().map(Edit::AddPicture);
            let insert = Edit::Insert { elements: vec![element], index: None };
            brand.open = false;
            out.push(Out::Go(Place::Artwork));
            out.edit("Add the logo", picture.into_iter().chain([insert]).collect());
            out.push(Out::Select(vec![id]));
        }
        Message::Import => {
            let question = FileQuestion {
                title: "Take in a brand kit".into(),
                save: false,
                suggested: (desk.outside.documents)(),
                endings: vec![BRAND_EXTENSION],
                kind: "Brand kits",
            };
            out.pick(question, Message::ImportFrom);
        }
        Message::ImportFrom(path) => out.run("Reading the brand kit", move |_| match open_brand(&path) {
            Ok(kit) => Out::All(vec![Out::Mine(Message::Replaced(Box::new(kit))), Out::Mine(Message::Show)]),
            Err(error) => Out::Say(Notice::error(error.to_string())),
        }),
        Message::Export => {
            let name = if kit.name.trim().is_empty() { "brand" } else { &kit.name };
            let question = FileQuestion {
                title: "Write the brand kit".into(),
                save: true,
                suggested: (desk.outside.documents)().join(file_name(name, BRAND_EXTENSION)),
                endings: vec![BRAND_EXTENSION],
                kind: "Brand kits",
            };
            out.pick(question, Message::ExportTo);
        }
        Message::ExportTo(path) => out.run("Writing the brand kit", move |_| {
            Out::Say(match save_brand(&kit, &path) {
                Ok(()) => Notice::done(format!("The brand kit is in “{}”.", path.display())),
                Err(error) => Notice::error(error.to_string()),
            })
        }),
    }
}

/// One step: colours, fonts, the logo that is there.
fn apply(brand: &mut BrandKit, kit: &Arc<Brand>, desk: &Desk, out: &mut Outbox<Message>) {
    let palette = kit.palette_for(&desk.artwork().palette);
    let same_length = desk.artwork().palette.len() == palette.len();
    let colors = if same_length { Edit::Recolor(palette) } else { Edit::Palette(palette) };
    match desk.document().edited(&colors).map(|document| kit.dressed(&document.artwork)) {
        Ok(artwork) => {
            let edits = vec![colors, Edit::Artwork(Box::new(artwork)), Edit::Brand(Some(Arc::clone(kit)))];
            brand.open = false;
            out.edit("Apply the brand kit", edits);
            out.say(Notice::done("The badge wears your brand. Undo takes it back in one step."));
        }
        Err(error) => out.say(Notice::error(error.to_string())),
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
