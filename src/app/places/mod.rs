//! The places of the window, side by side. A place knows neither the top of the window nor
//! another place: it is given the desk, and asks for everything else.

pub mod artwork;
pub mod brand;
pub mod check;
pub mod explainer;
pub mod hand_out;
pub mod home;
pub mod inspect;
pub mod set;
#[cfg(test)]
pub mod specimen;
pub mod words;
