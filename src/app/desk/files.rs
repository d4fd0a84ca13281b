//! Asking for a file, by the desktop's dialog or by typing its path.

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileQuestion {
    /// Title of the dialog, such as "Save the badge".
    pub title: String,
    /// True to name a file that may not exist yet.
    pub save: bool,
    /// A name or path to begin with.
    pub suggested: PathBuf,
    /// Endings of the files wanted, without the dot; none for a folder.
    pub endings: Vec<&'static str>,
    /// What such files are called.
    pub kind: &'static str,
}

impl FileQuestion {
    /// Asks for the folder with the files of an issuer's web server.
    pub fn web_folder(suggested: PathBuf) -> Self {
        let title = "The files of your web server".into();
        Self { title, save: false, suggested, endings: Vec::new(), kind: "Folders" }
    }

    /// Asks for a font file.
    pub fn font(suggested: PathBuf) -> Self {
        let title = "Add a font".into();
        Self { title, save: false, suggested, endings: vec!["ttf", "otf"], kind: "Fonts: TTF, OTF" }
    }

    /// The path with the ending of its kind, unless it has one already.
    pub fn with_ending(&self, path: PathBuf) -> PathBuf {
        let ending = path.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| self.endings.iter().any(|known| known.eq_ignore_ascii_case(ending))) {
            return path;
        }
        let Some(first) = self.endings.first() else { return path };
        let mut name = path.into_os_string();
        name.push(".");
        name.push(first);
        name.into()
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAnswer {
    /// A file.
    Chosen(PathBuf),
    /// None.
    Cancelled,
    /// The desktop has no such dialog: the path must be typed.
    NoDialog,
}

/// The desktop's way of asking for a file.
pub trait FileDialogs {
    /// Asks; the answer comes when there is one, and `wake` is called then.
    fn ask(&self, question: &FileQuestion, wake: Box<dyn FnOnce() + Send>) -> mpsc::Receiver<FileAnswer>;
}

/// The desktop portal's dialogs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Portal;

/// No person cancels a dialog this quickly: it never opened.
const TOO_QUICK: Duration = Duration::from_millis(250);

fn session_bus_is_there() -> bool {
    let by_address = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let by_socket = || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|dir| PathBuf::from(dir).join("bus").exists());
    cfg!(not(target_os = "linux")) || by_address || by_socket()
}

impl FileDialogs for Portal {
    fn ask(&self, question: &FileQuestion, wake: Box<dyn FnOnce() + Send>) -> mpsc::Receiver<FileAnswer> {
        let (sender, answer) = mpsc::channel();
        let question = question.clone();
        std::thread::spawn(move || {
            let told = if session_bus_is_there() { ask_portal(&question) } else { FileAnswer::NoDialog };
            // The window may be gone by now.
            let _ = sender.send(told);
            wake();
        });
        answer
    }
}

fn ask_portal(question: &FileQuestion) -> FileAnswer {
    let mut dialog = rfd::FileDialog::new().set_title(&question.title);
    if !question.endings.is_empty() {
        dialog = dialog.add_filter(question.kind, &question.endings);
    }
    if let Some(name) = question.suggested.file_name().and_then(|name| name.to_str()) {
        dialog = dialog.set_file_name(name);
    }
    if let Some(folder) = question.suggested.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let asked = Instant::now();
    let chosen = match question {
        question if question.save => dialog.save_file(),
        question if question.endings.is_empty() => dialog.pick_folder(),
        _ => dialog.pick_file(),
    };
    match chosen {
        Some(path) => FileAnswer::Chosen(path),
        None if asked.elapsed() < TOO_QUICK => FileAnswer::NoDialog,
        None => FileAnswer::Cancelled,
    }
}

/// Always has the path typed: for tests, and for desktops without a portal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed;

impl FileDialogs for Typed {
    fn ask(&self, _: &FileQuestion, wake: Box<dyn FnOnce() + Send>) -> mpsc::Receiver<FileAnswer> {
        let (sender, answer) = mpsc::channel();
        // The receiver is still here.
        let _ = sender.send(FileAnswer::NoDialog);
        wake();
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_ending_of_its_kind_unless_it_has_one() {
        let question = FileQuestion {
            title: String::new(),
            save: true,
            suggested: PathBuf::new(),
            endings: vec!["badge"],
            kind: "",
        };
        let ending = |typed: &str| question.with_ending(typed.into()).display().to_string();
        assert_eq!(ending("/home/x/mine"), "/home/x/mine.badge");
        assert_eq!(ending("/home/x/Level 1.5"), "/home/x/Level 1.5.badge");
        assert_eq!(ending("/home/x/mine.BADGE"), "/home/x/mine.BADGE");
    }
}
