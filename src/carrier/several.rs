//! Several pieces of badge data in one file: which of them is the badge, and
//! what the others are to it.
//!
//! The work is bounded before it is done: so many places are looked at and so
//! many bytes are read, and what is left over is said.

use super::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Note, Other, Payload, Standard, text};

/// The most places with badge data that are looked at in one file.
const MAX_PLACES: usize = 8;
/// The most badges beside the first that are handed on to be judged.
const MAX_OTHERS: usize = 2;

/// A place in a file where badge data lies.
pub(super) struct Place<T> {
    /// The standard whose name it bears.
    pub standard: Standard,
    /// Whether the standard lets a badge lie there. Programs that look for a
    /// name alone find it all the same.
    pub is_allowed: bool,
    /// What it is in the file.
    pub at: T,
}

/// The badge of a file with these places, and the others beside it; none where
/// no badge may lie in any of them. Open Badges 3.0 comes before 2.0.
pub(super) fn first_of<T>(
    places: &[Place<T>],
    read: impl Fn(&T) -> Result<(Carrier, Payload), CarrierError>,
) -> Result<Option<Extracted>, CarrierError> {
    let first = |standard| places.iter().position(|place| place.is_allowed && place.standard == standard);
    let Some(at) = first(Standard::Three).or_else(|| first(Standard::Two)) else { return Ok(None) };
    let Some(shown) = places.get(at) else { return Ok(None) };
    let (carrier, payload) = read(&shown.at)?;
    let mut file = Extracted { carrier, payload, others: Vec::new(), notes: Vec::new() };
    let others = places.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, place)| place);
    let (mut looked_at, mut bytes, mut left, mut repeated, mut unreadable) = (1, 0, 0, false, false);
    for place in others {
        if looked_at == MAX_PLACES {
            left += 1;
            continue;
        }
        looked_at += 1;
        let (carrier, payload) = match read(&place.at) {
            Ok(found) => found,
            Err(error) if error.is_unread() => {
                left += 1;
                continue;
            }
            Err(_) => {
                unreadable = true;
                continue;
            }
        };
        if payload == file.payload || file.others.iter().any(|other| other.payload == payload) {
            repeated = true;
            continue;
        }
        bytes += payload.as_str().len();
        if bytes > MAX_PAYLOAD {
            left += 1;
        } else if text::same_badge(&file.payload, &payload) {
            repeated = true;
            // An address and the badge that is kept there: the badge says more.
            if matches!(file.payload, Payload::Url(_)) {
                (file.carrier, file.payload) = (carrier, payload);
            }
        } else if file.others.len() == MAX_OTHERS {
            left += 1;
        } else {
            file.others.push(Other {
                payload,
                is_older: shown.standard == Standard::Three && place.standard == Standard::Two,
            });
        }
    }
    let differs = |is_older: bool| file.others.iter().any(|other| other.is_older == is_older);
    let notes = [
        (differs(false), Note::Conflicting),
        (repeated, Note::Repeated),
        (unreadable, Note::UnreadableToo),
        (differs(true), Note::OlderToo),
        (left > 0, Note::NotLookedAt(left)),
    ];
    file.notes.extend(notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note));
    Ok(Some(file))
}
