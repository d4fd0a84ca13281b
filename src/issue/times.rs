//! Days and moments as people write them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use thiserror::Error;

/// How far the first place on earth is ahead of UTC in which a day begins.
const FIRST_TO_BEGIN: SignedDuration = SignedDuration::from_hours(14);

/// Why a text is no time.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TimeError {
    /// It is none.
    #[error("write a day as 2026-03-14, or a moment as 2026-03-14T09:30:00Z")]
    Unreadable,
    /// A time of day that could be meant anywhere on earth.
    #[error("a time needs its zone: write it as {0}Z (UTC), {0}+01:00 or {0}[Europe/London]")]
    NoZone(DateTime),
}

/// A day, or a moment, as it was written.
///
/// A day is one in UTC, unless a zone is named: `2026-03-14[Europe/London]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    begins: Timestamp,
    /// The last second of a day; of a moment, the moment itself.
    ends: Timestamp,
}

impl When {
    /// Reads what was written.
    ///
    /// # Errors
    /// When it is no time, or one without a zone.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        let (day, zone) = match text.split_once('[') {
            Some((day, _)) => (day, text.parse::<Zoned>().ok().map(|there| there.time_zone().clone())),
            None => (text, Some(TimeZone::UTC)),
        };
        // A day reads in ten letters; with more, a time would be read over.
        if let (10, Ok(day)) = (day.len(), day.parse::<Date>()) {
            let zone = zone.ok_or(TimeError::Unreadable)?;
            let begins = day.to_zoned(zone.clone()).map_err(|_| TimeError::Unreadable)?.timestamp();
            let ends = day.at(23, 59, 59, 0).to_zoned(zone).map_err(|_| TimeError::Unreadable)?.timestamp();
            return Ok(Self { begins, ends });
        }
        let moment = text.parse::<Timestamp>().or_else(|_| text.parse::<Zoned>().map(|there| there.timestamp()));
        match (moment, text.parse::<DateTime>()) {
            (Ok(moment), _) => Ok(Self { begins: moment, ends: moment }),
            (_, Ok(without)) => Err(TimeError::NoZone(without)),
            _ => Err(TimeError::Unreadable),
        }
    }

    /// The moment at which something is over that is good on this day, too.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.ends
    }

    /// The moment at which something begins that was awarded then. A day that has
    /// begun for whoever writes it, and not yet in UTC, begins now: what is awarded
    /// today is never in the future.
    #[must_use]
    pub fn begins(&self, now: Timestamp) -> Timestamp {
        let is_day = self.begins < self.ends;
        let somewhere = self.begins.checked_sub(FIRST_TO_BEGIN).unwrap_or(self.begins);
        if is_day && self.begins > now && somewhere <= now { now } else { self.begins }
    }

    /// The moment by which to judge: the end of a day, and now on the day that it
    /// is.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Timestamp {
        if self.begins <= now && now < self.ends { now } else { self.ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn when(text: &str) -> When {
        When::parse(text).unwrap()
    }

    #[test]
    fn a_day_means_its_end_in_the_named_zone() {
        assert_eq!(when("2027-03-14").ends(), time("2027-03-14T23:59:59Z"));
        assert_eq!(when("2027-03-14[America/New_York]").ends(), time("2027-03-15T03:59:59Z"));
        assert_eq!(when("2027-01-14[Asia/Tokyo]").ends(), time("2027-01-14T14:59:59Z"));
        let now = time("2026-01-01T00:00:00Z");
        assert_eq!(when("2027-01-14[Asia/Tokyo]").begins(now), time("2027-01-13T15:00:00Z"));
        for moment in ["2026-03-14T09:30:00+01:00", "2026-03-14T08:30Z", "2026-03-14T08:30[Europe/London]"] {
            let read = when(moment);
            assert_eq!((read.begins(now), read.ends()), (time("2026-03-14T08:30:00Z"), time("2026-03-14T08:30:00Z")));
        }
    }

    #[test]
    fn a_time_without_a_zone_is_refused_and_never_dropped() {
        for text in ["2026-03-14T09:30:00", "2026-03-14 09:30", "2026-03-14T09:30"] {
            let words = When::parse(text).unwrap_err().to_string();
            assert!(words.contains("needs its zone") && words.contains("2026-03-14T09:30:00Z"), "{text}: {words}");
        }
        for text in [
            "",
            "tomorrow",
            "14/03/2026",
            "2026-02-30",
            "2026-3-14",
            "2026-03-14[Nowhere/Else]",
            "2026-03-14[",
            "20260314T",
        ] {
            assert_eq!(When::parse(text), Err(TimeError::Unreadable), "{text}");
        }
    }

    #[test]
    fn today_is_never_in_the_future_wherever_it_is_written() {
        // In Auckland it is the 15th already, in UTC still the 14th.
        let now = time("2026-03-14T20:00:00Z");
        assert_eq!(when("2026-03-15").begins(now), now);
        assert_eq!(when("2026-03-15[Pacific/Kiritimati]").begins(now), time("2026-03-14T10:00:00Z"));
        assert_eq!(when("2026-03-14").begins(now), time("2026-03-14T00:00:00Z"));
        assert_eq!(when("2026-03-16").begins(now), time("2026-03-16T00:00:00Z"), "another day is what it is");
        assert_eq!(when("2026-03-14").at(now), now);
        assert_eq!(when("2026-03-13").at(now), time("2026-03-13T23:59:59Z"));
        assert_eq!(when("2026-03-15").at(now), time("2026-03-15T23:59:59Z"));
    }
}
