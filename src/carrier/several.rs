//! Several pieces of badge data in one file: which of them is the badge, and
//! what the others are to it.
//!
//! The work is bounded before it is done: so many places are looked at and so
//! many bytes are read, and what is left over is said.

use super::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Note, Payload, Standard, text};

/// The most places with badge data that are looked at in one file.
const MAX_PLACES: usize = 8;
/// The most badges beside the first that are handed on to be judged.
const MAX_OTHERS: usize = 2;

/// How a place where badge data lies is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// As the standard has it.
    Of(Standard),
    /// By a standard's name, where it lets no badge lie. Programs that look for
    /// the name alone find it all the same.
    Misplaced,
    /// By something like a standard's name, which lenient programs find. Other
    /// things may lie there as well.
    Alike,
}

/// A place in a file where badge data lies.
pub(super) struct Place<T> {
    /// How it is called.
    pub name: Name,
    /// What it is in the file.
    pub at: T,
}

/// The badge of a file with these places, and the others beside it; none where
/// no badge may lie in any of them. Open Badges 3.0 comes before 2.0.
pub(super) fn first_of<T>(
    places: &[Place<T>],
    read: impl Fn(&T) -> Result<(Carrier, Payload), CarrierError>,
) -> Result<Option<Extracted>, CarrierError> {
    let first = |standard| places.iter().position(|place| place.name == Name::Of(standard));
    let Some(at) = first(Standard::Three).or_else(|| first(Standard::Two)) else { return Ok(None) };
    let Some(shown) = places.get(at) else { return Ok(None) };
    let (carrier, payload) = read(&shown.at)?;
    let mut file = Extracted { carrier, payload, others: Vec::new(), notes: Vec::new() };
    let others = || places.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, place)| place);
    // What is only called alike takes no other's place.
    let others =
        [false, true].into_iter().flat_map(|alike| others().filter(move |place| (place.name == Name::Alike) == alike));
    let (mut looked_at, mut bytes, mut left, mut repeated, mut unreadable) = (1, 0, 0, false, false);
    for place in others {
        let is_alike = place.name == Name::Alike;
        if looked_at == MAX_PLACES && !is_alike {
            left += 1;
            continue;
        }
        let found = read(&place.at);
        let (carrier, payload) = match found {
            // Most of what is called alike is something else altogether.
            Err(error) if is_alike && !error.is_unread() => continue,
            found => {
                if looked_at == MAX_PLACES {
                    left += 1;
                    continue;
                }
                match found {
                    Ok(found) => found,
                    Err(error) => {
                        looked_at += 1;
                        if error.is_unread() {
                            left += 1;
                        } else {
                            unreadable = true;
                        }
                        continue;
                    }
                }
            }
        };
        if payload == file.payload || file.others.contains(&payload) {
            looked_at += 1;
            repeated = true;
            continue;
        }
        bytes += payload.as_str().len();
        if bytes > MAX_PAYLOAD {
            left += 1;
            continue;
        }
        if is_alike && !text::is_like_a_badge(&payload) {
            continue;
        }
        looked_at += 1;
        if text::same_badge(&file.payload, &payload) {
            repeated = true;
            // An address and the badge that is kept there: the badge says more.
            if matches!(file.payload, Payload::Url(_)) && !is_alike {
                (file.carrier, file.payload) = (carrier, payload);
            }
        } else if file.others.len() == MAX_OTHERS {
            left += 1;
        } else {
            file.others.push(payload);
        }
    }
    let notes = [
        (!file.others.is_empty(), Note::Another),
        (repeated, Note::Repeated),
        (unreadable, Note::UnreadableToo),
        (left > 0, Note::NotLookedAt(left)),
    ];
    file.notes.extend(notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note));
    Ok(Some(file))
}
