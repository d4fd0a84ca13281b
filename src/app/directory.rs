//! The directory of the places: the one list that names each with its messages and its
//! model. What the top of the window does with every place follows from it (`dispatch`).

#[cfg(test)]
use super::places::specimen;
use super::places::{artwork, brand, check, explainer, hand_out, home, inspect, set, words};

/// Gives the list of all places to a macro that makes something for each.
macro_rules! for_all_places {
    ($then:ident) => {
        $then! {
            /// Starters, recent badges.
            Home: home, home: home::Home, at Home;
            /// The canvas.
            Canvas: artwork, canvas: artwork::Canvas, at Artwork;
            /// The form.
            Words: words, words: words::Words, at Words;
            /// What the review found.
            Check: check, check: check::Check, at Check;
            /// Exporting and baking.
            HandOut: hand_out, handout: hand_out::HandOut, at HandOut;
            /// Badges that were opened to be looked at.
            Inspect: inspect, inspect: inspect::Inspect, at Inspect;
            /// The set of badges.
            Sets: set, sets: set::Sets, at Set;
            /// The user's brand kit.
            Brand: brand, brand: brand::BrandKit;
            /// What a digital badge is, step by step, while it is explained.
            Explainer: explainer, explainer: Option<explainer::Explainer>;
            /// A place for tests.
            Specimen: specimen, specimen: specimen::Specimen, when test;
        }
    };
}
pub(super) use for_all_places;

macro_rules! models_and_messages {
    ($(
        $(#[$doc:meta])*
        $name:ident: $module:ident, $field:ident: $model:ty $(, at $place:ident)? $(, when $build:meta)?;
    )*) => {
        /// What each place remembers.
        #[derive(Default)]
        pub struct Places {
            $($(#[cfg($build)])? $(#[$doc])* pub $field: $model,)*
        }

        /// A message to one of the places.
        #[derive(Clone, Debug)]
        pub enum PlaceMessage {
            $($(#[cfg($build)])? $(#[$doc])* $name($module::Message),)*
        }
    };
}

for_all_places!(models_and_messages);
