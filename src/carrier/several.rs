//! Several pieces of badge data in one file: which of them is the badge, and
//! what the others are to it.
//!
//! The work is bounded before it is done: so many places are looked at and so
//! many bytes are read, and what is left over is said.

use super::alike;
use super::found::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Note, Payload};
use super::names::{Name, Standard};
use super::search::Search;
use super::text;

/// The most places with badge data that are looked at in one file.
const MAX_PLACES: usize = 8;
/// The most badges beside the first that are handed on to be judged.
const MAX_OTHERS: usize = 2;

/// What is wrong with a file whose only badge lies where the standard lets none lie.
pub(super) const UNKNOWN_NAME: &str = "its badge data lies under a name or in a form that the standard does not know";

/// A place in a file where badge data lies.
pub(super) struct Place<T> {
    /// How it is called.
    pub name: Name,
    /// What it is in the file.
    pub at: T,
}

/// What lies in a place.
pub(super) trait Lying {
    /// What the standard lets lie there.
    fn payload(&self) -> Result<(Carrier, Payload), CarrierError>;
    /// A badge that lies there within something that was put around it, and what that is.
    fn wrapped(&self) -> Option<(Carrier, Payload, Note)>;
    /// Looks through all that lies there, as lenient programs do.
    fn look_through(&self, search: &mut Search);
}

/// The badge of a file with these places, and the others beside it or `elsewhere`;
/// none where no badge may lie in any of them. Open Badges 3.0 comes before 2.0.
pub(super) fn first_of<T: Lying>(places: &[Place<T>], elsewhere: Search) -> Result<Option<Extracted>, CarrierError> {
    let first = |standard| places.iter().position(|place| place.name == Name::Of(standard));
    let Some(at) = first(Standard::Three).or_else(|| first(Standard::Two)) else { return Ok(None) };
    let Some(shown) = places.get(at) else { return Ok(None) };
    let (carrier, payload, note) = match shown.at.payload() {
        Ok((carrier, payload)) => (carrier, payload, None),
        Err(error) => shown.at.wrapped().map(|(carrier, payload, note)| (carrier, payload, Some(note))).ok_or(error)?,
    };
    let file = Extracted { carrier, payload, others: Vec::new(), notes: note.into_iter().collect() };
    let mut gathered = Gathered::of(file);
    for (_, place) in places.iter().enumerate().filter(|(place, _)| *place != at) {
        gathered.named(&place.at);
    }
    // What only looks like a badge takes no other's place.
    gathered.found(elsewhere, None);
    Ok(Some(gathered.told()))
}

/// The badge of a file with those that were found beside it.
pub(super) fn with(file: Extracted, beside: Search) -> Extracted {
    let mut gathered = Gathered::of(file);
    gathered.found(beside, None);
    gathered.told()
}

/// The badge of a file and what was gathered beside it.
struct Gathered {
    file: Extracted,
    looked_at: usize,
    /// How many more bytes are read.
    bytes: usize,
    left: usize,
    repeated: bool,
    unreadable: bool,
}

impl Gathered {
    fn of(file: Extracted) -> Self {
        Self { file, looked_at: 1, bytes: MAX_PAYLOAD, left: 0, repeated: false, unreadable: false }
    }

    /// Looks at a place that is called as one with a badge is.
    fn named(&mut self, place: &impl Lying) {
        if self.looked_at == MAX_PLACES {
            self.left += 1;
            return;
        }
        match place.payload() {
            Ok((carrier, payload)) => self.found(alike::taken_out(payload, self.bytes), Some(carrier)),
            Err(error) => {
                self.looked_at += 1;
                // Others take off what was put around a badge.
                let mut search = Search::of(self.bytes);
                place.look_through(&mut search);
                if search.told() == 0 {
                    self.left += usize::from(error.is_unread());
                    self.unreadable |= !error.is_unread();
                }
                self.found(search, None);
            }
        }
    }

    /// Takes in what was found; by its own name, where it lies in a `carrier`.
    fn found(&mut self, search: Search, carrier: Option<Carrier>) {
        self.left += search.left;
        self.unreadable |= search.is_unreadable;
        for payload in search.found {
            self.one(payload, carrier);
        }
    }

    fn one(&mut self, payload: Payload, carrier: Option<Carrier>) {
        if self.looked_at == MAX_PLACES {
            self.left += 1;
            return;
        }
        self.looked_at += 1;
        if payload == self.file.payload || self.file.others.contains(&payload) {
            self.repeated = true;
            return;
        }
        let Some(bytes) = self.bytes.checked_sub(payload.as_str().len()) else {
            self.left += 1;
            return;
        };
        self.bytes = bytes;
        if text::same_badge(&self.file.payload, &payload) {
            self.repeated = true;
            // An address and the badge that is kept there: the badge says more.
            if let (Payload::Url(_), Some(carrier)) = (&self.file.payload, carrier) {
                (self.file.carrier, self.file.payload) = (carrier, payload);
            }
        } else if self.file.others.len() == MAX_OTHERS {
            self.left += 1;
        } else {
            self.file.others.push(payload);
        }
    }

    fn told(self) -> Extracted {
        let mut file = self.file;
        let notes = [
            (!file.others.is_empty(), Note::Another),
            (self.repeated, Note::Repeated),
            (self.unreadable, Note::UnreadableToo),
            (self.left > 0, Note::NotLookedAt(self.left)),
        ];
        file.notes.extend(notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note));
        file
    }
}
