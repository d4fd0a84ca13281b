//! Dates as credentials of all kinds write them.

use super::*;
use serde_json::json;

fn at(text: &str) -> Moment {
    Moment::At(text.parse().unwrap())
}

#[test]
fn an_end_beyond_all_counting_never_comes() {
    for never in [
        "9999-12-31T23:59:59Z",
        "9999-12-31",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T24:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "9999-12-31T23:59:59+14:00",
        "10000-01-01T00:00:00Z",
        "292278994-08-17T07:12:55.807Z",
    ] {
        assert_eq!(moment(Some(&json!(never))), Moment::At(NEVER), "{never}");
    }
    // The same however it is counted: a second more is 24:00:00.
    for seconds in [253_402_300_799_i64, 253_402_300_800, 999_999_999_999] {
        let in_parts = json!(format!("{seconds}.0").parse::<f64>().unwrap());
        assert_eq!((numeric(&json!(seconds)), numeric(&in_parts)), (Some(NEVER), Some(NEVER)), "{seconds}");
        assert_eq!(older_moment(Some(&json!(seconds.to_string()))), Moment::At(NEVER), "{seconds}");
    }
}

#[test]
fn a_day_ends_with_its_last_second_however_the_clocks_are_set_on_it() {
    let zone = |name: &str| TimeZone::get(name).unwrap();
    for (day, name, last) in [
        ("2027-07-01", "UTC", "2027-07-01T23:59:59Z"),
        // Clocks go back at midnight, so the last hour comes twice.
        ("2027-04-03", "America/Santiago", "2027-04-04T03:59:59Z"),
        ("2027-10-30", "Asia/Beirut", "2027-10-30T21:59:59Z"),
        ("2027-10-28", "Africa/Cairo", "2027-10-28T21:59:59Z"),
        // They go on at midnight, or back in the first hour of the day after.
        ("2027-04-29", "Africa/Cairo", "2027-04-29T21:59:59Z"),
        ("2027-11-06", "America/Havana", "2027-11-07T03:59:59Z"),
    ] {
        assert_eq!(last_second(day.parse().unwrap(), &zone(name)).unwrap(), last.parse().unwrap(), "{day} {name}");
    }
    assert_eq!(last_second("9999-12-31".parse().unwrap(), &zone("Asia/Tokyo")), Some(NEVER));
    assert_eq!(last_second("2011-12-30".parse().unwrap(), &zone("Pacific/Apia")), None, "there was no such day");
}

#[test]
fn every_form_that_xml_schema_has_for_a_date_with_a_zone_is_read() {
    for (text, meant) in [
        // More of a second than is counted: cut off, so that no end comes later than written.
        ("2026-03-14T10:00:00.1234567891Z", "2026-03-14T10:00:00.123456789Z"),
        ("2026-03-14T10:00:00.99999999999999999999Z", "2026-03-14T10:00:00.999999999Z"),
        ("2026-03-14T10:00:00.000000000000+01:00", "2026-03-14T09:00:00Z"),
        ("1969-12-31T23:59:59.9999999999Z", "1969-12-31T23:59:59.999999999Z"),
        ("2026-03-14T10:00:00.5-14:00", "2026-03-15T00:00:00.5Z"),
        ("2026-03-14T24:00:00.00000000000Z", "2026-03-15T00:00:00Z"),
        ("2026-03-14Z", "2026-03-14T00:00:00Z"),
        ("2026-03-14+01:00", "2026-03-13T23:00:00Z"),
        ("2026-03-14-05:00", "2026-03-14T05:00:00Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
    ] {
        assert_eq!(moment(Some(&json!(text))), at(meant), "{text}");
    }
    assert_eq!(moment(Some(&json!("9999-12-31T23:59:59.99999999999Z"))), Moment::At(NEVER));
    for (text, meant) in [
        ("-0044-03-15T00:00:00Z", "-000044-03-15T00:00:00Z"),
        ("-0044-03-15", "-000044-03-15T00:00:00Z"),
        ("-0044-03-15T24:00:00+01:00", "-000044-03-15T23:00:00Z"),
        ("-0001-12-31T23:30:00-01:00", "0000-01-01T00:30:00Z"),
        ("-0004-02-29T12:00:00.5Z", "-000004-02-29T12:00:00.5Z"),
        ("-9998-01-01T00:00:00Z", "-009998-01-01T00:00:00Z"),
    ] {
        assert_eq!(moment(Some(&json!(text))), at(meant), "{text}");
    }
    for text in ["-9999-01-01T00:00:00Z", "-12345-03-15T00:00:00Z"] {
        assert_eq!(moment(Some(&json!(text))), Moment::At(Timestamp::MIN), "{text}");
    }
    assert_eq!(end(Some(&json!("-0044-03-15"))), at("-000044-03-15T23:59:59Z"), "all of the day");
    for bad in [
        "2026-03-14T24:00:00.00000000001Z",
        "2026-03-14T10:00:00.12345678901Zx",
        "2026-03-14T10:00:00.1234567890",
        "2026-03-14T10:00.12345678901Z",
        "2026-03-14T10:00:00.1234567890.1Z",
        "2026-03-14+1",
        "2026-03-14+24:00",
        "2026-03-14+15:00",
        "2026-03-14T10:00:00+25:00",
        "2026-03-14T10:00:00-15:00",
        "2026-02-30Z",
        "2026-03-14T10:00:00.Z",
        "--2026-03-14T10:00:00Z",
        "-",
        "-2026-13-14T10:00:00Z",
        "-0001-02-29T10:00:00Z",
        "-0000-03-14T10:00:00Z",
        "-044-03-14T10:00:00Z",
        "-00044-03-14T10:00:00Z",
    ] {
        assert!(matches!(moment(Some(&json!(bad))), Moment::Unreadable(_)), "{bad}");
    }
    assert_eq!(older_moment(Some(&json!("2026-03-14T10:00:00.12345678901"))), at("2026-03-14T10:00:00.123456789Z"));
}

#[test]
fn seconds_since_1970_may_have_a_fraction_and_lie_before_it() {
    for (seconds, meant) in [
        (json!(1_767_225_600.5), "2026-01-01T00:00:00.5Z"),
        (json!(-1), "1969-12-31T23:59:59Z"),
        (json!(-0.5), "1969-12-31T23:59:59.5Z"),
    ] {
        assert_eq!(numeric(&seconds), Some(meant.parse().unwrap()), "{seconds}");
    }
    for bad in [json!(1e12), json!(-1e300), json!(u64::MAX), json!("1767225600"), json!(true), json!([1])] {
        assert_eq!(numeric(&bad), None, "{bad}");
    }
}

#[test]
fn midnight_may_be_written_as_the_end_of_a_day() {
    for (text, meant) in [
        ("2026-02-28T24:00:00Z", "2026-03-01T00:00:00Z"),
        ("2026-02-28T24:00:00.000Z", "2026-03-01T00:00:00Z"),
        ("2026-12-31T24:00:00+01:00", "2026-12-31T23:00:00Z"),
        ("2026-12-31T24:00:00-01:30", "2027-01-01T01:30:00Z"),
    ] {
        assert_eq!(moment(Some(&json!(text))), at(meant), "{text}");
    }
    for bad in ["2026-02-28T24:00:01Z", "2026-02-28T24:01:00Z", "2026-02-28T24:00:00.001Z", "2026-02-28T25:00:00Z"] {
        assert!(matches!(moment(Some(&json!(bad))), Moment::Unreadable(_)), "{bad}");
    }
}

#[test]
fn an_end_that_is_a_day_is_all_of_it() {
    for (text, meant) in [
        ("2026-11-29", "2026-11-29T23:59:59Z"),
        ("2026-11-29Z", "2026-11-29T23:59:59Z"),
        ("2026-11-29+01:00", "2026-11-29T22:59:59Z"),
        ("2026-12-31T24:00:00Z", "2026-12-31T23:59:59Z"),
        ("2026-11-29T00:00:00Z", "2026-11-29T00:00:00Z"),
    ] {
        assert_eq!(end(Some(&json!(text))), at(meant), "{text}");
        assert_eq!(older_end(Some(&json!(text))), at(meant), "{text}");
    }
    assert_eq!(end(Some(&json!("9999-12-31"))), Moment::At(NEVER));
    assert_eq!(older_end(Some(&json!("1435136400"))), at("2015-06-24T09:00:00Z"));
    assert_eq!((end(None), older_end(Some(&json!(null)))), (Moment::Absent, Moment::Unreadable("null".into())));
}

#[test]
fn what_cannot_be_read_is_never_absent() {
    for bad in [
        json!(null),
        json!([]),
        json!(["2026-01-01", "2020-01-01"]),
        json!([["2026-01-01"]]),
        json!({}),
        json!({ "en": "2026-01-01" }),
        json!({ "@value": "2026-01-01", "@type": "xsd:date" }),
        json!({ "@value": 5 }),
        json!(1_767_225_600),
        json!("1767225600"),
        json!("2026-01-01T00:00:00"),
        json!("2026-13-01"),
        json!("2026-01-01T00:00:00Zjunk"),
        json!("10000-13-01T00:00:00Z"),
        json!("never"),
        json!(""),
        json!("2026-01-0١"),
        json!(true),
    ] {
        assert!(matches!(moment(Some(&bad)), Moment::Unreadable(_)), "{bad}");
    }
    assert_eq!(moment(None), Moment::Absent);
    let literal = json!([{ "@value": "2026-01-01T00:00:00Z", "@type": "http://www.w3.org/2001/XMLSchema#dateTime" }]);
    assert_eq!(moment(Some(&literal)), at("2026-01-01T00:00:00Z"));
}

#[test]
fn open_badges_before_2_0_wrote_times_without_a_zone_and_counts_of_seconds() {
    let old = |value: Value| older_moment(Some(&value));
    assert_eq!(old(json!("2015-06-24T09:00:00")), at("2015-06-24T09:00:00Z"));
    assert_eq!(old(json!("2015-06-24 09:00")), at("2015-06-24T09:00:00Z"));
    assert_eq!(old(json!(1_435_136_400)), at("2015-06-24T09:00:00Z"));
    assert_eq!(old(json!("1435136400")), at("2015-06-24T09:00:00Z"));
    assert_eq!(old(json!(1_435_136_400.5)), at("2015-06-24T09:00:00.5Z"));
    assert_eq!(older_moment(None), Moment::Absent);
    for bad in [
        json!(null),
        json!(1e300),
        json!(-5e20),
        json!("20150624"),
        json!("1435136400000"),
        json!(1_435_136_400_000_i64),
    ] {
        assert!(matches!(old(bad.clone()), Moment::Unreadable(_)), "{bad}");
    }
}
