//! Badgewright: lay out a digital badge, say what it stands for, sign it, bake
//! it into a picture, and open any such picture again.
//!
//! The rooms, from the ones that know nobody to the ones that know most:

// pub mod artwork;
// pub mod badge;
