//! The commands, as a user types them: the built program, its output and its
//! files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test program: it stops at what it did not expect, and tells what it left out"
)]

#[path = "../support/desk.rs"]
mod desk;

mod checking;
mod cli;
mod inspecting;
mod issuing;
mod mistakes;
mod online;
mod peer;
mod secrets;
mod streams;
mod withdrawing;
