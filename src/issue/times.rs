//! Days and moments as people write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use thiserror::Error;

use crate::badge::Validity;
use crate::credential::dates::{self, NEVER};
use crate::credential::ob3::last_day;

/// Why a text is no time.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TimeError {
    /// It is none.
    #[error("write a day as YYYY-MM-DD (year, month, day), or a moment as YYYY-MM-DDThh:mm:ssZ")]
    Unreadable,
    /// A time of day that could be meant anywhere on earth.
    #[error("a time needs its zone: write it as {0}Z (UTC), {0}+01:00 or {0}[Europe/London]")]
    NoZone(DateTime),
    /// A time of day that no clock in the zone shows on that day.
    #[error("clocks in {0} are put forward over that time, so no clock there shows it: give a time before or after")]
    Skipped(String),
    /// One that they show twice.
    #[error("clocks in {zone} show that time twice on that day: write the offset with it, {earlier} or {later}")]
    Twice {
        /// The zone.
        zone: String,
        /// The offset of the first time.
        earlier: String,
        /// That of the second.
        later: String,
    },
    /// An offset that readers of badges take for none.
    #[error("an offset is 14 hours from UTC at most, as in {0}+01:00")]
    FarOffset(DateTime),
    /// A moment that two parts of it tell differently.
    #[error(
        "its offset is not that of the zone in brackets at that time, so two moments could be meant: leave one out"
    )]
    Contradiction,
}

/// The day of a moment in UTC, in words.
pub(super) fn day_of(moment: Timestamp) -> String {
    if moment == NEVER { "31 December 9999".to_owned() } else { moment.strftime("%-d %B %Y").to_string() }
}

/// Moment at which nothing was awarded yet.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotYet {
    /// A day that has not begun.
    #[error(
        "{day} has not begun yet in {zone}, so nothing was awarded on it. Give an earlier day; where it is that day already, name the zone, as {day}[Pacific/Auckland]; for a badge that is to count from a later day on, give the moment, as {day}T09:30:00Z."
    )]
    Day {
        /// Which.
        day: Date,
        /// Where.
        zone: String,
    },
    /// A time of today that is still to come.
    #[error(
        "{} is later today, so nothing was awarded then. Give an earlier time, or leave the time out to award it now; only a badge that is to count from another day on can begin later.",
        dates::to_the_second(*.0)
    )]
    Today(Timestamp),
}

/// A day, or a moment, as it was written.
///
/// A day is one in UTC, unless a zone is named: `2026-03-14[Europe/London]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    begins: Timestamp,
    /// The last second of a day; of a moment, the moment itself.
    ends: Timestamp,
    /// The day, where it is one.
    day: Option<Date>,
    /// The zone that was named with it.
    zone: Option<NamedZone>,
}

/// A zone as it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NamedZone {
    zone: TimeZone,
    name: String,
}

/// The zone whose name follows the bracket behind a day or a time.
fn named_zone(clock: &str, name: &str) -> Result<NamedZone, TimeError> {
    let name = name.strip_suffix(']').filter(|name| !name.contains(['[', ']'])).ok_or(TimeError::Unreadable)?;
    // Read with a day of its own: what stands before the bracket may contradict it.
    let there = format!("{}[{name}]", clock.get(..10).unwrap_or(clock)).parse::<Zoned>();
    let zone = there.map_err(|_| TimeError::Unreadable)?.time_zone().clone();
    if zone.is_unknown() { Err(TimeError::Unreadable) } else { Ok(NamedZone { zone, name: name.to_owned() }) }
}

/// Whether an offset, if one is written, is one that readers of badges take: 14 hours from
/// UTC at most (XML Schema, `dateTime`).
fn is_near_enough(written: &Pieces<'_>) -> bool {
    written.to_numeric_offset().is_none_or(|offset| offset.seconds().abs() <= 14 * 3_600)
}

/// An offset as it is written behind a time: "+01:00".
fn offset(of: Offset) -> String {
    let (sign, minutes) = (if of.is_negative() { '-' } else { '+' }, of.seconds().abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

impl NamedZone {
    /// That clocks in this zone show a time, and no more than once.
    fn shows_once(&self, time: DateTime) -> Result<(), TimeError> {
        let zone = || self.name.clone();
        match self.zone.to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { .. } => Ok(()),
            AmbiguousOffset::Gap { .. } => Err(TimeError::Skipped(zone())),
            AmbiguousOffset::Fold { before, after } => {
                Err(TimeError::Twice { zone: zone(), earlier: offset(before), later: offset(after) })
            }
        }
    }
}

impl When {
    /// Reads what was written.
    ///
    /// # Errors
    /// When it is no time, or one without a zone.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        let (clock, zone) = match text.split_once('[') {
            Some((clock, name)) => (clock, Some(named_zone(clock, name)?)),
            None => (text, None),
        };
        // A day reads in ten letters; with more, a time would be read over.
        if let (10, Ok(day)) = (clock.len(), clock.parse::<Date>()) {
            return Self::day(day, zone).ok_or(TimeError::Unreadable);
        }
        if let (Some(zone), Ok(time), Err(_)) = (&zone, clock.parse::<DateTime>(), clock.parse::<Timestamp>()) {
            zone.shows_once(time)?;
        }
        if let (Ok(time), Ok(far)) = (clock.parse::<DateTime>(), Pieces::parse(clock))
            && !is_near_enough(&far)
        {
            return Err(TimeError::FarOffset(time));
        }
        let moment = match zone {
            // Whoever writes the offset as well means a moment only where the two agree.
            Some(_) => text.parse::<Zoned>().map(|there| there.timestamp()).ok(),
            None => text.parse::<Timestamp>().ok(),
        };
        let beyond =
            || dates::read(text).filter(|moment| *moment == NEVER && text.starts_with("9999-") && text.len() > 10);
        match (moment.or_else(beyond), text.parse::<DateTime>()) {
            (Some(moment), _) => Ok(Self { begins: moment, ends: moment, day: None, zone }),
            (None, _) if zone.is_some() && clock.parse::<Timestamp>().is_ok() => Err(TimeError::Contradiction),
            (None, Ok(without)) => Err(TimeError::NoZone(without)),
            _ => Err(TimeError::Unreadable),
        }
    }

    /// A whole day, in UTC unless a zone was named; `None` where it is left out there.
    fn day(day: Date, zone: Option<NamedZone>) -> Option<Self> {
        let there = zone.as_ref().map_or(TimeZone::UTC, |zone| zone.zone.clone());
        let ends = dates::last_second(day, &there)?;
        let begins = day.to_zoned(there).map_or(NEVER, |begins| begins.timestamp());
        Some(Self { begins, ends, day: Some(day), zone })
    }

    /// The last day of something of this validity that begins then, in the zone that
    /// was named with it; `None` where none was, or the day cannot be written.
    #[must_use]
    pub fn last_day(&self, validity: Validity) -> Option<Self> {
        let zone = self.zone.clone()?;
        let first = self.day.unwrap_or_else(|| self.begins.to_zoned(zone.zone.clone()).date());
        Self::day(last_day(validity, first)?, Some(zone))
    }

    /// The moment at which something is over that is good on this day, too.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.ends
    }

    /// The moment at which something begins that was awarded then.
    ///
    /// # Errors
    /// When it is a day that has not begun where it is meant, or a time of today that
    /// is to come.
    pub fn begins(&self, now: Timestamp) -> Result<Timestamp, NotYet> {
        let there = || self.zone.as_ref().map_or(TimeZone::UTC, |zone| zone.zone.clone());
        let date = |moment: Timestamp| moment.to_zoned(there()).date();
        match self.day {
            _ if self.begins <= now => Ok(self.begins),
            Some(day) => {
                let zone = self.zone.as_ref().map_or_else(|| "UTC".to_owned(), |zone| zone.name.clone());
                Err(NotYet::Day { day, zone })
            }
            None if date(self.begins) == date(now) => Err(NotYet::Today(self.begins)),
            None => Ok(self.begins),
        }
    }

    /// Whether it is a day with which no zone was named.
    pub(super) fn is_day_in_utc(&self) -> bool {
        self.day.is_some() && self.zone.is_none()
    }

    /// The day that was meant, for a `moment` of it in UTC: with its zone where one
    /// was named, and `joint` (from, until) before the moment unless a day in UTC
    /// says all.
    pub(super) fn told(&self, joint: &str, moment: Timestamp) -> String {
        let written = dates::to_the_second(moment);
        match (self.day, &self.zone) {
            (Some(day), None) => day.strftime("%-d %B %Y").to_string(),
            (Some(day), Some(zone)) => format!("{} ({}), {joint} {written}", day.strftime("%-d %B %Y"), zone.name),
            (None, _) => format!("{}, {joint} {written}", day_of(moment)),
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
    fn a_zone_that_is_named_counts_and_is_never_dropped() {
        assert_eq!(when("2027-04-03[America/Santiago]").ends(), time("2027-04-04T03:59:59Z"));
        assert_eq!(when("2027-07-14T08:30+01:00[Europe/London]").ends(), time("2027-07-14T07:30:00Z"));
        assert_eq!(When::parse("2027-07-14T08:30-05:00[Europe/London]"), Err(TimeError::Contradiction));
        for text in [
            "2027-07-14[Etc/Unknown]",
            "2027-07-14T08:30[Etc/Unknown]",
            "2027-07-14T08:30Z[Nowhere/Else]",
            "2027-07-14[Europe/London][u-ca=hebrew]",
            "2011-12-30[Pacific/Apia]",
        ] {
            assert_eq!(When::parse(text), Err(TimeError::Unreadable), "{text}");
        }
    }

    #[test]
    fn the_last_day_of_a_validity_lies_in_the_zone_of_its_first() {
        let years = Validity { length: 3, unit: crate::badge::ValidityUnit::Years };
        let tokyo = when("2026-11-01[Asia/Tokyo]").last_day(years).unwrap();
        assert_eq!(tokyo.ends(), time("2029-11-01T14:59:59Z"));
        assert_eq!(tokyo.told("until", tokyo.ends()), "1 November 2029 (Asia/Tokyo), until 2029-11-01T14:59:59Z");
        assert_eq!(when("2026-11-01T05:00[Asia/Tokyo]").last_day(years), Some(tokyo));
        assert_eq!(when("2026-11-01").last_day(years), None, "in UTC, as everywhere");
        assert_eq!(when("9998-11-01[Asia/Tokyo]").last_day(years), None);
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
    fn a_time_that_no_clock_shows_or_that_one_shows_twice_is_refused_and_never_guessed() {
        let words = |text: &str| When::parse(text).unwrap_err().to_string();
        assert!(words("2026-03-29T01:30[Europe/London]").contains("no clock there shows it"));
        let twice = words("2026-10-25T01:30[Europe/London]");
        assert!(twice.contains("+01:00 or +00:00") && twice.contains("twice"), "{twice}");
        assert_eq!(when("2026-10-25T01:30+00:00[Europe/London]").ends(), time("2026-10-25T01:30:00Z"));
        assert_eq!(when("2026-10-25T01:30+01:00[Europe/London]").ends(), time("2026-10-25T00:30:00Z"));
        for far in ["2026-11-30T10:00:00+25:00", "2026-11-30T10:00:00-15:00"] {
            assert!(words(far).contains("14 hours from UTC at most"), "{far}: {}", words(far));
        }
        assert_eq!(when("2026-11-30T10:00:00+14:00").ends(), time("2026-11-29T20:00:00Z"));
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
        // Today is never in the future, in whichever zone it is written.
        for later in ["2026-03-14T20:00:01Z", "2026-03-14T23:00:00Z", "2026-03-15T09:30[Pacific/Auckland]"] {
            let words = when(later).begins(now).unwrap_err().to_string();
            assert!(words.contains("is later today"), "{later}: {words}");
        }
        assert_eq!(when("2026-03-14T20:00:00Z").begins(now), Ok(now));
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
        assert_eq!(told("9999-12-31[Asia/Tokyo]"), "31 December 9999 (Asia/Tokyo), until 9999-12-31T23:59:59Z");
        assert_eq!(told("9999-12-31T23:30:00Z"), "31 December 9999, until 9999-12-31T23:59:59Z");
    }
}
