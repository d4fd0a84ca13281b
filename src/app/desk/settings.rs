//! What a user chose for all badges, kept between runs.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::toolkit::theme::ThemeChoice;
use crate::artwork::IconWeight;
use crate::badge::{PLATFORM_WORDS, PlatformWords};
use crate::issue::Form;
use crate::store::{Home, StoreError, change_kept, read_kept};

/// The most bytes that the file of the settings may have.
const MAX_SETTINGS: u64 = 1024 * 1024;

/// What a user chose for all badges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How the tools of the canvas work.
    pub canvas: crate::editing::Habits,
    /// Documents last opened or saved, newest first.
    pub recent: Vec<PathBuf>,
    /// The file of the framework in which skills are found; ESCO when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<PathBuf>,
    /// Whether it was offered to explain what a badge is.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub explained: bool,
    /// Icons last put on a badge, newest first.
    pub recent_icons: Vec<String>,
    /// How icons are drawn that are put on a badge.
    pub icon_weight: IconWeight,
    /// In which form badges were last handed out, and in whose name.
    pub hand_out: HandOutSettings,
    /// Where badges are listed, by the keys of
    /// [`PLATFORM_WORDS`]; the scheme that the bundled standard belongs to
    /// until something is chosen.
    pub platforms: Option<Vec<String>>,
    /// The name under which the user comments; empty for none.
    pub author: String,
    /// Whose rules words are held to, by the name that is easy to type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_for: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: crate::Extra,
}

impl crate::store::Kept for Settings {
    const FIELDS: &'static [&'static str] = &[
        "theme",
        "canvas",
        "recent",
        "framework",
        "explained",
        "recentIcons",
        "iconWeight",
        "handOut",
        "platforms",
        "checkFor",
    ];
}

/// Where badges are listed until the user says so.
const FIRST_PLATFORM: &str = "badge-nation";

impl Settings {
    /// Where badges are listed.
    pub fn platforms(&self) -> Vec<&'static PlatformWords> {
        let chosen = |platform: &&PlatformWords| match &self.platforms {
            Some(keys) => keys.iter().any(|key| key == platform.key),
            None => platform.key == FIRST_PLATFORM,
        };
        PLATFORM_WORDS.iter().filter(chosen).collect()
    }

    /// Lists badges on a platform from now on, or no longer.
    pub(in crate::app) fn turn_platform(&mut self, key: &str) {
        let mut keys: Vec<String> = self.platforms().iter().map(|platform| platform.key.to_owned()).collect();
        if keys.iter().any(|other| other == key) {
            keys.retain(|other| other != key);
        } else {
            keys.push(key.to_owned());
        }
        self.platforms = Some(keys);
    }

    /// What was chosen before, and what is wrong where that cannot be read.
    pub(in crate::app) fn read(folder: &Path) -> (Self, Option<String>) {
        match read_kept(&Home::at(folder).settings(), MAX_SETTINGS) {
            Ok(settings) => (settings, None),
            Err(error) => (Self::default(), Some(format!("Your settings are not in use. {error}"))),
        }
    }

    /// Keeps them for the next time, where there is a folder to keep them in.
    ///
    /// Settings are a convenience: not keeping them is no reason to stop anybody's work.
    /// Those that cannot be read stay as they are.
    pub(in crate::app) fn keep(&self, folder: Option<&Path>) {
        let Some(folder) = folder else { return };
        let _ = change_kept(&Home::at(folder).settings(), MAX_SETTINGS, |kept: &mut Self| {
            kept.clone_from(self);
            Ok::<_, StoreError>(())
        });
    }
}

/// In which form badges were last handed out, and in whose name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HandOutSettings {
    /// The form of the credential.
    pub form: Form,
    /// Identifier of an issuer on the web; empty for the key itself.
    pub issuer: String,
    /// The key, by its identifier.
    pub key: Option<String>,
}
