//! Days and moments as people write them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use thiserror::Error;

use crate::credential::dates::{self, NEVER};

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

/// A day on which nothing was awarded yet.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "{day} has not begun yet in {zone}, so nothing was awarded on it. Give an earlier day; where it is that day already, name the zone, as {day}[Pacific/Auckland]; for a badge that is to count from later on, give the moment, as {day}T09:30:00Z."
)]
pub struct NotYet {
    day: Date,
    zone: String,
}

/// A day, or a moment, as it was written.
///
/// A day is one in UTC, unless a zone is named: `2026-03-14[Europe/London]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    begins: Timestamp,
    /// The last second of a day; of a moment, the moment itself.
    ends: Timestamp,
    /// The day, and the zone that was named with it.
    day: Option<(Date, Option<String>)>,
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
            // The last hours of the year 9999 cannot be counted, and mean for ever.
            let beyond = || Some(NEVER).filter(|_| day.year() == 9999).ok_or(TimeError::Unreadable);
            let moment = |there: Result<Zoned, _>| there.map_or_else(|_| beyond(), |there| Ok(there.timestamp()));
            let (begins, ends) = (moment(day.to_zoned(zone.clone()))?, moment(day.at(23, 59, 59, 0).to_zoned(zone))?);
            let named = text.split_once('[').map(|(_, zone)| zone.trim_end_matches(']').to_owned());
            return Ok(Self { begins, ends, day: Some((day, named)) });
        }
        let moment = text.parse::<Timestamp>().or_else(|_| text.parse::<Zoned>().map(|there| there.timestamp())).ok();
        let beyond =
            || dates::read(text).filter(|moment| *moment == NEVER && text.starts_with("9999-") && text.len() > 10);
        match (moment.or_else(beyond), text.parse::<DateTime>()) {
            (Some(moment), _) => Ok(Self { begins: moment, ends: moment, day: None }),
            (_, Ok(without)) => Err(TimeError::NoZone(without)),
            _ => Err(TimeError::Unreadable),
        }
    }

    /// The moment at which something is over that is good on this day, too.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.ends
    }

    /// The moment at which something begins that was awarded then.
    ///
    /// # Errors
    /// When it is a day that has not begun where it is meant.
    pub fn begins(&self, now: Timestamp) -> Result<Timestamp, NotYet> {
        match &self.day {
            Some((day, zone)) if self.begins > now => {
                Err(NotYet { day: *day, zone: zone.clone().unwrap_or_else(|| "UTC".to_owned()) })
            }
            _ => Ok(self.begins),
        }
    }

    /// Whether it is a day with which no zone was named.
    pub(super) fn is_day_in_utc(&self) -> bool {
        matches!(self.day, Some((_, None)))
    }

    /// The day that was meant, for a `moment` of it in UTC: with its zone where one
    /// was named, and `joint` (from, until) before the moment unless a day in UTC
    /// says all.
    pub(super) fn told(&self, joint: &str, moment: Timestamp) -> String {
        let written = moment.strftime("%Y-%m-%dT%H:%M:%SZ");
        match &self.day {
            Some((day, None)) => day.strftime("%-d %B %Y").to_string(),
            Some((day, Some(zone))) => format!("{} ({zone}), {joint} {written}", day.strftime("%-d %B %Y")),
            None => format!("{}, {joint} {written}", moment.strftime("%-d %B %Y")),
        }
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
        let later = time("2027-02-01T00:00:00Z");
        assert_eq!(when("2027-01-14[Asia/Tokyo]").begins(later), Ok(time("2027-01-13T15:00:00Z")));
        for moment in ["2026-03-14T09:30:00+01:00", "2026-03-14T08:30Z", "2026-03-14T08:30[Europe/London]"] {
            let read = when(moment);
            assert_eq!(
                (read.begins(now), read.ends()),
                (Ok(time("2026-03-14T08:30:00Z")), time("2026-03-14T08:30:00Z"))
            );
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
    fn a_day_that_has_not_begun_is_refused_and_never_becomes_another() {
        // In Auckland it is the 15th already, in UTC still the 14th.
        let now = time("2026-03-14T20:00:00Z");
        for later in ["2026-03-15", "2026-03-16", "2026-03-15[America/New_York]"] {
            let words = when(later).begins(now).unwrap_err().to_string();
            assert!(words.contains("has not begun yet in ") && words.contains("name the zone"), "{later}: {words}");
        }
        assert_eq!(when("2026-03-15[Pacific/Kiritimati]").begins(now), Ok(time("2026-03-14T10:00:00Z")));
        assert_eq!(when("2026-03-14").begins(now), Ok(time("2026-03-14T00:00:00Z")));
        let moment = "2026-03-15T09:00:00Z";
        assert_eq!(when(moment).begins(now), Ok(time(moment)), "a moment is what it is");
        assert_eq!(when("2026-03-14").at(now), now);
        assert_eq!(when("2026-03-13").at(now), time("2026-03-13T23:59:59Z"));
        assert_eq!(when("2026-03-15").at(now), time("2026-03-15T23:59:59Z"));
    }

    #[test]
    fn a_day_is_told_as_it_was_meant() {
        let told = |text: &str| when(text).told("until", when(text).ends());
        assert_eq!(told("2026-12-31"), "31 December 2026");
        assert_eq!(
            told("2026-12-31[America/New_York]"),
            "31 December 2026 (America/New_York), until 2027-01-01T04:59:59Z"
        );
        assert_eq!(told("2026-12-31T23:00:00-05:00"), "1 January 2027, until 2027-01-01T04:00:00Z");
    }
}
