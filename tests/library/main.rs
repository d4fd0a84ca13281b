//! The library behind the window and the commands: badges of others, spellings,
//! pictures, the review, and the house itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test program: it stops at what it did not expect, and tells what it left out"
)]

#[path = "../support/packed.rs"]
mod packed;

mod conformance;
mod corpus;
mod fidelity;
mod house;
mod mutation;
mod respelled;
mod review_measured;
mod sets;
mod starters;
