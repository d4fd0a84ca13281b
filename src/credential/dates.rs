//! Points in time as credentials write them, whatever their age.
//!
//! A date decides until when a badge counts. One that is there and cannot be
//! read is told as such, never as absent.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// What stands for every date after the last one that can be counted here,
/// such as 9999-12-31T23:59:59Z: never.
pub const NEVER: Timestamp = Timestamp::MAX;

/// The last second that has twelve digits, counted since 1970, some ten thousands of years
/// on: counts with more are of milliseconds by mistake.
const LAST_SECOND: i64 = 999_999_999_999;

/// A point in time as a credential gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// Not given.
    #[default]
    Absent,
    /// Given.
    At(Timestamp),
    /// Given, but not a date with time and zone.
    Unreadable(String),
}

impl Moment {
    /// The time, when it is given and can be read.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        match self {
            Self::At(time) => Some(*time),
            _ => None,
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Absent { other } else { self }
    }

    /// Both, if both are given: the one that `chosen` picks. One that cannot be
    /// read is never passed over.
    pub(super) fn and(self, other: Self, chosen: fn(Timestamp, Timestamp) -> Timestamp) -> Self {
        match (self, other) {
            (Self::At(one), Self::At(other)) => Self::At(chosen(one, other)),
            (Self::Unreadable(text), _) | (_, Self::Unreadable(text)) => Self::Unreadable(text),
            (one, other) => one.or(other),
        }
    }
}

/// A date of a credential of Open Badges 3.0, or of any verifiable credential:
/// a day, or a day with time and zone.
#[must_use]
pub fn moment(value: Option<&Value>) -> Moment {
    match value {
        None => Moment::Absent,
        Some(value) => match literal(value) {
            Some(text) => read(text).map_or_else(|| Moment::Unreadable(text.to_owned()), Moment::At),
            None => Moment::Unreadable(value.to_string()),
        },
    }
}

/// From when and until when a credential of either Data Model counts. One of
/// the older one may say both in two ways; it counts while both let it.
#[must_use]
pub fn span(credential: &Value) -> (Moment, Moment) {
    let of = |name: &str| moment(credential.get(name));
    let from = of("validFrom").and(of("issuanceDate"), Timestamp::max);
    let until = |name: &str| end(credential.get(name));
    (from, until("validUntil").and(until("expirationDate"), Timestamp::min))
}

/// A date of Open Badges 2.0 and before. Early ones leave out the zone of a time,
/// which is then UTC, or count seconds since 1970, as a number or as text.
#[must_use]
pub fn older_moment(value: Option<&Value>) -> Moment {
    let Some(value) = value else { return Moment::Absent };
    let (time, shown) = match (value, literal(value)) {
        (Value::Number(_), _) => (numeric(value), value.to_string()),
        (_, Some(text)) => (read(text).or_else(|| seconds(text)).or_else(|| without_zone(text)), text.to_owned()),
        (_, None) => (None, value.to_string()),
    };
    time.map_or(Moment::Unreadable(shown), Moment::At)
}

/// Until when something counts, of Open Badges 3.0: a day alone means all of it.
#[must_use]
pub fn end(value: Option<&Value>) -> Moment {
    through_the_day(value, moment(value))
}

/// The same of Open Badges 2.0 and before.
#[must_use]
pub fn older_end(value: Option<&Value>) -> Moment {
    through_the_day(value, older_moment(value))
}

/// A day that is written without a time lasts until its last second, and so does
/// one whose end is written as 24:00.
fn through_the_day(value: Option<&Value>, read: Moment) -> Moment {
    let (Moment::At(time), Some(text)) = (&read, value.and_then(literal)) else { return read };
    let later = match text.split_once(['T', 't', ' ']) {
        _ if *time == NEVER || *time == Timestamp::MIN => return read,
        None if text.contains('-') => SignedDuration::from_secs(24 * 60 * 60 - 1),
        Some((_, clock)) if clock.starts_with("24:00") => SignedDuration::from_secs(-1),
        _ => return read,
    };
    Moment::At(time.checked_add(later).unwrap_or(NEVER))
}

/// A day, or a day with time and zone (`xsd:dateTime`). What lies beyond the
/// years that can be counted is [`NEVER`].
#[must_use]
pub fn read(text: &str) -> Option<Timestamp> {
    if !text.is_ascii() {
        return None;
    }
    let usual = || counted_part(text).parse().ok().filter(|_| has_known_zone(text));
    usual().or_else(|| day(text)).or_else(|| with_zone(text)).or_else(|| beyond(text)).or_else(|| before(text))
}

/// Whether a zone is at most 14 hours from UTC (XML Schema, `dateTime`), as far as
/// there is one.
fn has_known_zone(text: &str) -> bool {
    let zone = text.rfind(['+', '-']).filter(|at| text.get(..*at).is_some_and(|clock| clock.contains(':')));
    zone.and_then(|at| text.get(at + 1..at + 3)?.parse().ok()).is_none_or(|hours: u8| hours <= 14)
}

/// The text with no more of a fraction of a second than is counted here. The
/// rest is cut off, so that no end comes later than it is written.
fn counted_part(text: &str) -> Cow<'_, str> {
    let Some((clock, rest)) = text.split_once('.') else { return text.into() };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        0..=9 => text.into(),
        _ => format!("{clock}.{}{}", &rest[..9], &rest[digits..]).into(),
    }
}

/// A day, with a zone or without one (`xsd:date`): its first moment.
fn day(text: &str) -> Option<Timestamp> {
    let (day, zone) = text.split_at_checked(10)?;
    match zone {
        "" => civil(&format!("{day}T00:00:00")).and_then(in_utc),
        zone => with_zone(&format!("{day}T00:00:00{zone}")),
    }
}

/// The last second of a day in a zone, however its clocks are set on it: where the
/// last hour comes twice, the later one. `None` for a day that the zone left out.
#[must_use]
pub fn last_second(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let ending = zone.to_ambiguous_timestamp(day.at(23, 59, 59, 0));
    if let AmbiguousOffset::Fold { .. } = ending.offset() {
        return ending.later().ok();
    }
    // The last hours of the year 9999 cannot be counted, and mean for ever.
    let never = Some(NEVER).filter(|_| day.year() == 9999);
    let first = |day: Date| zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().ok();
    let Some(next) = day.tomorrow().ok().and_then(first) else { return never };
    let last = next.checked_sub(SignedDuration::from_secs(1)).ok()?;
    first(day).is_some_and(|begins| begins <= last).then_some(last)
}

/// A point in time to the second, as badges of both standards write it; see [`read`].
#[must_use]
pub fn to_the_second(time: Timestamp) -> String {
    if time == NEVER { written(time) } else { time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string() }
}

/// A point in time as it is written; see [`read`].
#[must_use]
pub fn written(time: Timestamp) -> String {
    if time == NEVER { "9999-12-31T23:59:59Z".to_owned() } else { time.to_string() }
}

/// A day for people, in UTC: "14 March 2026".
#[must_use]
pub fn day_for_people(time: Timestamp) -> String {
    if time == NEVER {
        return "the last day of the year 9999 or later".to_owned();
    }
    if time == Timestamp::MIN {
        return "a day before the year -9998".to_owned();
    }
    let day = time.to_zoned(TimeZone::UTC).date();
    let year = if day.year() < 1 { format!("of the year {}", day.year()) } else { day.year().to_string() };
    format!("{} {year}", day.strftime("%-d %B"))
}

/// The end of something for people: its last day in UTC, and where it ends within that day, the time as well.
#[must_use]
pub fn end_for_people(time: Timestamp) -> String {
    match time.strftime("%H:%M:%S").to_string() {
        last if last == "23:59:59" || time == Timestamp::MIN => day_for_people(time),
        within => format!("{}, {} UTC", day_for_people(time), within.strip_suffix(":00").unwrap_or(&within)),
    }
}

/// Seconds since 1970, with or without a fraction, as the claims of a JWT give
/// them (RFC 7519, `NumericDate`).
#[must_use]
pub fn numeric(value: &Value) -> Option<Timestamp> {
    if let Some(seconds) = value.as_i64() {
        return counted(seconds);
    }
    let seconds = value.as_f64()?;
    let length = SignedDuration::try_from_secs_f64(seconds).ok()?;
    Timestamp::from_duration(length).ok().or_else(|| counted(length.as_secs()))
}

fn counted(seconds: i64) -> Option<Timestamp> {
    match Timestamp::from_second(seconds) {
        Ok(time) => Some(time),
        Err(_) => (0..=LAST_SECOND).contains(&seconds).then_some(NEVER),
    }
}

/// The text of a date that stands by itself, is written out as a literal, or is
/// the only one of a list.
fn literal(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(list) => match list.as_slice() {
            [only @ (Value::String(_) | Value::Object(_))] => literal(only),
            _ => None,
        },
        Value::Object(map) => {
            let known = |name: &String| ["@value", "@type"].contains(&name.as_str());
            let kind = map.get("@type").is_none_or(|kind| {
                kind.as_str().is_some_and(|kind| kind.rsplit(['#', ':']).next() == Some("dateTime"))
            });
            if kind && map.keys().all(known) { map.get("@value")?.as_str() } else { None }
        }
        _ => None,
    }
}

/// Digits alone, of fewer places than a day has without its hyphens and more
/// than a year has.
fn seconds(text: &str) -> Option<Timestamp> {
    let is_count = (9..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_count { counted(text.parse().ok()?) } else { None }
}

fn without_zone(text: &str) -> Option<Timestamp> {
    civil(text).and_then(in_utc)
}

fn in_utc(time: DateTime) -> Option<Timestamp> {
    time.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()).ok().or(Some(NEVER).filter(|_| time.year() == 9999))
}

/// A day with a time and no zone; 24:00:00 is the beginning of the next day.
fn civil(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_at_checked(10)?;
    let clock = time.strip_prefix(['T', 't', ' '])?;
    if !clock.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) {
        return None;
    }
    if let Some(rest) = clock.strip_prefix("24:00") {
        let zeros = rest.trim_start_matches(":00").trim_start_matches('.').bytes().all(|byte| byte == b'0');
        let midnight: DateTime = format!("{day}T00:00:00").parse().ok()?;
        return zeros.then(|| midnight.checked_add(SignedDuration::from_hours(24)).unwrap_or(DateTime::MAX));
    }
    counted_part(text).parse().ok()
}

/// The same with a zone, where the usual reading does not do: for 24:00:00, and
/// the last days of 9999.
fn with_zone(text: &str) -> Option<Timestamp> {
    let (clock, ahead) = match text.strip_suffix(['Z', 'z']) {
        Some(clock) => (clock, 0),
        None => {
            let (clock, zone) = text.split_at_checked(text.len().checked_sub(6)?)?;
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
            let ahead = (0..=14).contains(&hours).then_some(hours * 60 + minutes).filter(|_| minutes < 60)?;
            match zone.as_bytes().first()? {
                b'+' => (clock, ahead),
                b'-' => (clock, -ahead),
                _ => return None,
            }
        }
    };
    let time = civil(clock)?;
    match time.checked_sub(SignedDuration::from_mins(ahead)) {
        Ok(time) => in_utc(time),
        Err(_) => (time.year() == 9999).then_some(NEVER),
    }
}

/// A date of a year with more than four digits, which is after all others.
fn beyond(text: &str) -> Option<Timestamp> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = text.split_at(digits);
    let later = (5..=12).contains(&digits) && !year.starts_with('0');
    // The rest is a date like any other.
    (later && read(&format!("2000{rest}")).is_some()).then_some(NEVER)
}

/// A date of a year before the first. What lies before the years that can be counted
/// is before all that counts here.
fn before(text: &str) -> Option<Timestamp> {
    let later = text.strip_prefix('-')?;
    let digits = later.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = later.split_at(digits);
    let is_year = (4..=12).contains(&digits) && (digits == 4 || !year.starts_with('0'));
    let year = -year.parse::<i64>().ok().filter(|year| is_year && *year > 0)?;
    // Days repeat every 400 years, each time after as many seconds.
    let alike = 2000 + year.rem_euclid(400);
    let time = read(&format!("{alike}{rest}"))?;
    let since = SignedDuration::from_hours((alike - year) / 400 * 146_097 * 24);
    Some(time.checked_sub(since).unwrap_or(Timestamp::MIN))
}

#[cfg(test)]
mod tests;
