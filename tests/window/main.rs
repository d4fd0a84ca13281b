//! The window, as a user meets it: without a screen, and on one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test program: it stops at what it did not expect, and tells what it left out"
)]

#[path = "../support/desk.rs"]
mod desk;
#[path = "../support/font.rs"]
mod font;
#[path = "../support/packed.rs"]
mod packed;
#[path = "../support/mod.rs"]
mod support;

mod artwork;
mod asked;
mod bad_input;
mod canvas;
mod drawing;
mod fonts;
mod form;
mod groups;
mod hand_out;
mod home_and_check;
mod in_sight;
mod inspect;
mod inspected;
mod monkey;
mod name_travels;
mod pictures;
mod real_window;
mod review;
mod set;
mod signing;
mod skills;
mod told;
mod tools;
mod words;
