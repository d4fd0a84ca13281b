//! Badges in drawings (SVG), and what only looks like one.

use super::*;

#[test]
fn an_svg_element_that_is_only_called_like_a_carrier_is_one_when_it_holds_a_badge() {
    const SHOWN: &str = r#"{"a":1}"#;
    let with = |inside: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0' xmlns:openbadges=\
             'http://purl.imsglobal.org/ob/v3p0/'>{inside}<o:credential><![CDATA[{SHOWN}]]></o:credential></svg>"
        )
    };
    for alike in [
        format!("<openbadges:credential>{OTHER}</openbadges:credential>"),
        format!("<openbadges:badge>{OTHER}</openbadges:badge>"),
        format!("<credential>{OTHER}</credential>"),
        format!("<credential xmlns=''>{OTHER}</credential>"),
        format!("<o:Credential><title/>{OTHER}</o:Credential>"),
        format!("<x:ASSERTION xmlns:x='urn:x'>{OTHER}</x:ASSERTION>"),
        format!("<openbadges-credential>{OTHER}</openbadges-credential>"),
        format!("<a:assertion xmlns:a='http://openbadges.org/' verify='{}'/>", OTHER.replace('"', "&quot;")),
    ] {
        let file = with(&alike);
        let found = extract(file.as_bytes()).unwrap();
        assert_eq!((found.payload, found.others), (json(SHOWN), vec![json(OTHER)]), "{alike}");
        let baked = String::from_utf8(bake_3(file.as_bytes(), SHOWN).unwrap()).unwrap();
        assert!(!baked.contains("eve"), "it goes when another is baked: {baked}");
    }
    for other in ["<credential>{\"b\":1}</credential>", "<assertion>of nothing</assertion>", "<credential/>"] {
        let file = with(other);
        let found = extract(file.as_bytes()).unwrap();
        assert_eq!((found.others, found.notes), (vec![], vec![]), "{other}");
        let baked = String::from_utf8(bake_3(file.as_bytes(), SHOWN).unwrap()).unwrap();
        assert!(baked.contains(other), "{baked}");
    }
}

#[test]
fn an_svg_gives_back_what_was_baked_into_it_and_keeps_the_rest() {
    for payload in [JSON, JWS] {
        let baked = String::from_utf8(bake_3(SVG.as_bytes(), payload).unwrap()).unwrap();
        let found = extract(baked.as_bytes()).unwrap();
        assert_eq!((found.carrier, found.payload.as_str()), (Carrier::Svg, payload));
        let start = baked.find("<openbadges:credential").unwrap();
        let end = baked.find("</openbadges:credential>").unwrap() + "</openbadges:credential>".len();
        let rest = format!("{}{}", &baked[..start], &baked[end..]);
        assert_eq!(rest.replace(" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"", ""), SVG);
        assert!(baked[..start].ends_with("viewBox=\"0 0 9 9\">"), "directly after the svg tag");
        assert_eq!(bake_3(baked.as_bytes(), payload).unwrap(), baked.as_bytes(), "baking again changes nothing");
    }
}

#[test]
fn an_svg_is_baked_whatever_its_first_tag_looks_like() {
    for svg in [
        "<svg/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"></s:svg>",
        "<svg xmlns:openbadges=\"http://openbadges.org\"><openbadges:assertion verify=\"https://e.org\"/></svg>",
        "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><g><openbadges:credential>{}</openbadges:credential></g></svg>",
        "<svg xmlns:b=\"https://purl.imsglobal.org/ob/v3p0\"><b:credential>{}</b:credential><b:credential>{}</b:credential></svg>",
        "\u{feff}<svg></svg>",
        "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://e.org/svg.dtd\"><svg/>",
    ] {
        let baked = bake_3(svg.as_bytes(), JSON).unwrap();
        assert_eq!(extract(&baked).unwrap().payload, json(JSON), "{svg}");
        assert_eq!(bake_3(&baked, JSON).unwrap(), baked, "{svg}");
    }
}

#[test]
fn an_svg_is_read_in_every_form_in_use() {
    let svg = |inside: &str| {
        format!("<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0' xmlns:p='http://openbadges.org'><g/>{inside}</svg>")
    };
    let read = |inside: &str| extract(svg(inside).as_bytes());
    assert_eq!(read("<o:credential>{&quot;a&quot;:1}</o:credential>").unwrap().payload, json(r#"{"a":1}"#));
    assert_eq!(
        read("<o:credential><![CDATA[{\"a\"]]><![CDATA[:1}]]></o:credential>").unwrap().payload,
        json(r#"{"a":1}"#)
    );
    assert_eq!(read(&format!("<o:credential verify='{JWS}'/>")).unwrap().payload, Payload::Jwt(JWS.into()));
    let kept = r#"{"id":"https://e.org/1?a&amp;b"}"#;
    let both = format!("<p:assertion verify='https://e.org/1?a&amp;b'>{kept}</p:assertion>");
    assert_eq!(read(&both).unwrap().payload, json(&kept.replace("&amp;", "&")));
    let other_names = read("<o:assertion>{}</o:assertion><o:credential>{\"a\":1}</o:credential>").unwrap();
    assert_eq!(other_names.others.len(), 1, "some programs look at the name alone");
    assert_eq!(
        read("<p:assertion verify='https://e.org/1'/>").unwrap().payload,
        Payload::Url("https://e.org/1".into())
    );
    let both = read("<p:assertion>{}</p:assertion><o:credential>{\"a\":1}</o:credential>").unwrap();
    assert_eq!((both.payload, both.notes), (json(r#"{"a":1}"#), vec![Note::Another]));
    let twice = read("<o:credential>{}</o:credential><o:credential>{\"a\":1}</o:credential>").unwrap();
    assert_eq!(twice.notes, [Note::Another]);
}

#[test]
fn what_could_be_read_in_two_ways_in_an_svg_is_refused() {
    let read = |inside: &str| {
        extract(
            format!("<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0' xmlns:p='http://openbadges.org'>{inside}</svg>")
                .as_bytes(),
        )
    };
    assert!(read(&format!("<o:credential verify='{JWS}'>{{}}</o:credential>")).is_err());
    assert!(read("<o:credential verify='https://e.org'>{}</o:credential>").is_err());
    assert!(read(&format!("<p:assertion verify='{JWS}'>{{}}</p:assertion>")).is_err());
    for body in ["{}", "{\"id\":\"urn:uuid:1\"}", "{\"verify\":{\"url\":\"http://e.org/2\"}}"] {
        let error = read(&format!("<p:assertion verify='https://e.org/1'>{body}</p:assertion>")).unwrap_err();
        assert!(error.to_string().contains("name different badges"), "{body}: {error}");
    }
    assert!(read("<o:credential><x/>{}</o:credential>").is_err());
    assert!(read("<o:credential>[{}]</o:credential>").is_err());
    assert!(read("<o:credential/>").is_err());
    for nothing in
        ["<!-- <o:credential>{}</o:credential> -->", "<credential>{}</credential>", "<o:assertion>{}</o:assertion>"]
    {
        assert!(read(nothing).unwrap_err().is_no_badge(), "{nothing}");
    }
    let doctype = "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>";
    assert!(extract(doctype.as_bytes()).unwrap_err().to_string().contains("DOCTYPE"));
    assert!(bake_3(doctype.as_bytes(), JSON).is_err());
    let hidden = format!("<!-- <!DOCTYPE svg> -->{doctype}");
    assert!(extract(hidden.as_bytes()).unwrap_err().to_string().contains("DOCTYPE"));
}

#[test]
fn an_svg_made_to_take_for_ever_is_refused_at_once() {
    let attributes: String = (0..200_000).map(|i| format!(" a{i}=''")).collect();
    let namespaces: String = (0..20_000).map(|i| format!("<g xmlns:a{i}='b{i}'>")).collect();
    for bomb in [
        format!("<svg{attributes}/>"),
        format!("<svg>{namespaces}"),
        format!("<svg>{}", "<g>".repeat(1_000_000)),
        format!("<svg>{}</svg>", "<g/>".repeat(1_000_000)),
        format!("<svg>{}", "&lt;".repeat(1_000_000)),
    ] {
        let started = cpu_seconds();
        assert!(extract(bomb.as_bytes()).is_err());
        let took = cpu_seconds() - started;
        assert!(took < 2.0, "{took} s");
    }
}

#[test]
fn what_is_no_xml_is_named_for_what_it_is() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    for start in [
        "<!doctype svg>",
        "<!Doctype svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">",
        "<?xml version='1.0'?><!-- x --><!doctype svg>",
    ] {
        let error = extract(format!("{start}{drawing}").as_bytes()).unwrap_err();
        assert!(error.to_string().contains("not written in capitals (<!DOCTYPE)"), "{error}");
    }
    for page in [
        "<!doctype html><html><body><br>Harbour</body></html>",
        "<!DOCTYPE html>\n<html><p>one<p>two</html>",
        "<!-- saved --><HTML><BODY><BR></BODY></HTML>",
    ] {
        assert_eq!(extract(page.as_bytes()), Err(CarrierError::OtherFile(xml::NO_SVG)), "{page}");
    }
    for (file, name) in [
        (&b"{\\rtf1\\ansi Harbour}"[..], "RTF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
    ] {
        let error = extract(file).unwrap_err();
        assert!(error.is_no_badge() && error.to_string().contains(name), "{error}");
    }
}

#[test]
fn a_badge_whose_words_stand_in_several_parts_of_a_drawing_is_told() {
    let other = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential","OpenBadgeCredential"]}"#;
    let (one, two) = other.split_at(40);
    for parts in [
        format!("<text><tspan>{one}</tspan><tspan>{two}</tspan></text>"),
        format!("<text>{one}<a>{two}</a></text>"),
        format!("<g><text>{one}</text></g><g><text>{two}</text></g>"),
    ] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'>\
             <o:credential>{{\"a\":1}}</o:credential>{parts}</svg>"
        );
        let found = extract(svg.as_bytes()).unwrap();
        assert_eq!(found.payload, json(r#"{"a":1}"#));
        assert!(found.others.contains(&json(other)), "{parts}: {found:?}");
    }
}
