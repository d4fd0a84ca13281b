//! A second badge in the parts of a file that are read last: behind what is packed, in tags,
//! in words that stand in several parts, in JSON of which much cannot be read.

use std::io::Write as _;

use super::*;

/// A badge as it may stand in XML.
const OURS: &str = r#"{"@context":[],"type":["VerifiableCredential"],"credentialSubject":{}}"#;
const THREE: &str = "openbadgecredential";
const OTHER: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"credentialSubject":{"id":"did:example:eve"}}"#;
/// The same with a word that is spelt by a number.
const SPELT: &str =
    r#"{"@context":[],"type":["VerifiableCredential"],"\u0063redentialSubject":{"id":"did:example:eve"}"#;

fn token() -> String {
    use base64::Engine as _;
    let coded = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", coded(r#"{"alg":"EdDSA"}"#), coded(OTHER), coded("signature"))
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// That something beside the badge of a file is told.
#[track_caller]
fn is_told(file: &[u8]) {
    let found = extract(file).unwrap();
    let told = |note: &Note| matches!(note, Note::NotLookedAt(_) | Note::UnreadableToo);
    let name = String::from_utf8_lossy(file);
    assert!(!found.others.is_empty() || found.notes.iter().any(told), "{name}: {found:?}");
}

fn drawing(parts: &str) -> Vec<u8> {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'>\
         <o:credential>{OURS}</o:credential>{parts}</svg>"
    )
    .into_bytes()
}

#[test]
fn what_is_not_packed_though_it_says_so_and_what_follows_on_what_is() {
    let token = token();
    for other in [OTHER.as_bytes(), token.as_bytes()] {
        let behind = |first: &[u8], then: &[u8]| [first, then].concat();
        let parts = [
            other.to_vec(),
            behind(&zlib(b"hello"), other),
            behind(&zlib(b"hello"), &zlib(other)),
            behind(b"\0\0", other),
        ];
        for text in parts {
            for (kind, head) in
                [(b"zTXt", &b"Comment\0\0"[..]), (b"iTXt", b"Comment\0\x01\0\0\0"), (b"iTXt", b"Comment\0\x02\0\0\0")]
            {
                is_told(&png_of(&[itxt(THREE, OURS), chunk(kind, &behind(head, &text))]));
            }
        }
    }
    let harmless = chunk(b"zTXt", &[b"Comment\0\0", &zlib(b"painted in one afternoon")[..]].concat());
    let found = extract(&png_of(&[itxt(THREE, OURS), harmless])).unwrap();
    assert!(found.others.is_empty() && found.notes.is_empty(), "{found:?}");
}

#[test]
fn what_stands_in_tags_and_in_no_element() {
    let token = token();
    let name = token.replace('.', "-.");
    use base64::Engine as _;
    let coded = base64::engine::general_purpose::STANDARD.encode(OTHER);
    assert_eq!(extract(&drawing(&format!("<g xmlns:x='{coded}'/>"))).unwrap().others, [json(OTHER)], "and read");
    for parts in [
        format!("<g xmlns:x=\"{token}\"/>"),
        format!("<g xmlns='{OTHER}'/>"),
        format!("<g xmlns:x='{}'/>", OTHER.replace('{', "&#123;")),
        format!("<{token}/>"),
        format!("<g {token}=''/>"),
        format!("<g xmlns:{token}='urn:x'/>"),
        format!("<?{token} x?>"),
    ] {
        is_told(&drawing(&parts));
        let within = itxt("XML:com.adobe.xmp", &format!("<x>{parts}</x>"));
        is_told(&png_of(&[itxt(THREE, OURS), within]));
    }
    let svg = String::from_utf8(drawing("")).unwrap();
    for kind in [
        format!("<!DOCTYPE svg SYSTEM \"{token}\">"),
        r#"<!DOCTYPE svg SYSTEM '{"@context":"x","credentialSubject":{}}'>"#.to_owned(),
        format!("<!DOCTYPE svg PUBLIC '{token}' 'a.dtd'>"),
    ] {
        is_told(format!("{kind}{svg}").as_bytes());
    }
    let usual = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>";
    let more = format!("<g id='{name}'><!-- a --></g><?page {{}}?>").replace(&name, "one");
    let found =
        extract(format!("<?xml version='1.0'?>{usual}{}", String::from_utf8(drawing(&more)).unwrap()).as_bytes());
    let found = found.unwrap();
    assert!(found.others.is_empty() && found.notes.is_empty(), "{found:?}");
}

#[test]
fn words_in_several_parts_are_joined_whatever_else_was_found() {
    let (one, two) = OTHER.split_at(40);
    let split = format!("<text><tspan>{one}</tspan><tspan>{two}</tspan></text>");
    for decoy in ["", OURS, r#"{"@context":"x","proof":1}"#] {
        let found = extract(&drawing(&format!("<desc>{decoy}</desc>{split}"))).unwrap();
        assert!(found.others.contains(&json(OTHER)), "{decoy}: {found:?}");
    }
    let once = extract(&drawing(&format!("<desc>{OTHER}</desc>"))).unwrap();
    assert_eq!((once.others, once.notes), (vec![json(OTHER)], vec![Note::Another]), "and told once");
    is_told(&png_of(&[itxt(THREE, OURS), itxt("XML:com.adobe.xmp", &format!("<x>{split}</x>"))]));
}

#[test]
fn json_that_goes_on_over_parts_of_a_drawing_is_told() {
    let other = |between: &str| {
        format!(
            r#"{{"@context":"x{between}","type":["VerifiableCredential"],"credentialSubject":{{"id":"did:example:eve"}}}}"#
        )
    };
    for text in [
        format!("<desc>{}</desc>", other("</desc><g/><desc>")),
        format!("<!--{}-->", other("--><!--")),
        format!("<?a {}?>", other("?><g id='b'/><?a ")),
        format!("<desc><![CDATA[{}]]></desc>", other("]]></desc><!-- a --><desc><![CDATA[")),
    ] {
        is_told(&drawing(&text));
        is_told(&png_of(&[itxt(THREE, OURS), itxt("XML:com.adobe.xmp", &format!("<x>{text}</x>"))]));
    }
    // Beside a copy that reads as the badge for programs that know of comments.
    let body = |name: &str| {
        format!(
            r#"{{"@context":"x","type":["VerifiableCredential"],"credentialSubject":{{"id":"did:example:eve"}},"name":"{name}"}}"#
        )
    };
    let with = |parts: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'>\
             <o:credential><![CDATA[{}]]></o:credential>{parts}</svg>",
            body("Kites & kits")
        )
    };
    is_told(
        with(&format!(
            "<desc>{}</desc>",
            body("Kites &amp; kits<!--\",\"issuer\":\"did:example:mallory\",\"q\":\"-->")
        ))
        .as_bytes(),
    );
    is_told(
        with(&format!("<desc>{}</desc>", body("Kites &amp; kits<!--\",\"name\":\"Surgeon\",\"q\":\"-->"))).as_bytes(),
    );
    // A copy is a copy, however its letters are written.
    for copy in [
        format!("<desc>{}</desc>", body("Kites &amp; kits")),
        format!("<desc><![CDATA[{}]]></desc>", body("Kites & kits")),
        format!("<g data-badge='{}'/>", body("Kites &amp; kits")),
        format!("<g data-badge='\n{}'/>", body("Kites &#38; kits").replace(",", ",\n")),
    ] {
        let found = extract(with(&copy).as_bytes()).unwrap();
        assert_eq!((found.others, found.notes), (Vec::new(), vec![Note::Repeated]), "{copy}");
    }
    // Around the badge itself.
    let token = token();
    let around = other(&format!("</desc><o:credential verify='{token}'/><desc>"));
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'><desc>{around}</desc></svg>"
    );
    is_told(svg.as_bytes());
    let style = "a{fill:red}".repeat(100);
    let found = extract(&drawing(&format!("<style>{style}</style><desc>made of \\u paths</desc>"))).unwrap();
    assert!(found.others.is_empty() && found.notes.is_empty(), "{found:?}");
}

#[test]
fn json_over_a_limit_or_not_quite_json_is_looked_through_as_text() {
    let token = token();
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    let many = format!("[{}0]", "0,".repeat(60_001));
    let cut = SPELT.trim_end_matches('}');
    for text in [
        format!(r#"{{"x":"{token}","z":{deep}}}"#),
        format!(r#"{{"x":"{token}","z":{many}}}"#),
        format!("{SPELT},\"z\":{deep}}}"),
        format!("{SPELT},\"z\":{many}}}"),
        format!("{SPELT},\"z\":1,\"z\":2}}"),
        format!("{SPELT},\"z\":NaN}}"),
        format!("{SPELT},}}"),
        format!("see {{}} {cut},\"none\":{{}}}},}}"),
    ] {
        is_told(&png_of(&[itxt(THREE, OURS), itxt("Comment", &text)]));
        is_told(&drawing(&format!("<desc>{text}</desc>")));
    }
}

#[test]
fn what_stands_around_a_badge_in_a_text_is_looked_at() {
    let (token, other) = (token(), token().replace("ey", "eyJ9.ey"));
    let mine = "eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.c2ln";
    for text in [format!("data:text/plain;badge={token},{mine}"), format!("data:text/plain;a={other},{mine}")] {
        let found = extract(text.as_bytes()).unwrap();
        assert_eq!((found.payload.as_str(), found.others.len()), (mine, 1), "{text}");
    }
    let found = extract(format!("<{mine}>").as_bytes()).unwrap();
    assert_eq!((found.payload.as_str(), found.others.len()), (mine, 0));
}

#[test]
fn texts_in_which_letters_are_damaged_are_looked_through() {
    use base64::Engine as _;
    let coded = base64::engine::general_purpose::STANDARD.encode(OTHER);
    for begins in ["{", "\"", "<", "[", "<?xml version='1.0' encoding='x-mac'?>", ""] {
        for hidden in [coded.as_bytes(), SPELT.as_bytes(), OTHER.as_bytes(), &zlib(OTHER.as_bytes())] {
            let text = [begins.as_bytes(), b"\xff \x9f ", hidden].concat();
            for (kind, head) in [(b"tEXt", &b"Comment\0"[..]), (b"iTXt", b"Comment\0\0\0\0\0")] {
                is_told(&png_of(&[itxt(THREE, OURS), chunk(kind, &[head, &text].concat())]));
            }
        }
    }
}

#[test]
fn a_carrier_holds_words_alone() {
    for inside in ["<!--\",\"name\":\"Surgeon\",\"zz\":\"-->", "<?a \",\"name\":\"Surgeon\"?>"] {
        let body = format!("{{\"@context\":\"x\",\"description\":\"d{inside}\"}}");
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'><o:credential>{body}</o:credential></svg>"
        );
        let error = extract(svg.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("a comment or an instruction"), "{error}");
    }
    // What goes on behind it for whoever reads no XML.
    let with = |body: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'><o:credential>{body}</o:credential></svg>"
        )
    };
    for mark in ["&quot;", "&#34;", "&#x22;"] {
        let error = extract(with(&format!(r#"{{"@context":"x","description":"d{mark}}}"#)).as_bytes()).unwrap_err();
        assert!(error.to_string().contains("quotation marks"), "{error}");
    }
    for whole in [
        OURS.to_owned(),
        OURS.replace('"', "&quot;"),
        OURS.replace('"', "&#34;"),
        format!("<![CDATA[{OURS}]]>"),
        format!("\n  <![CDATA[{OURS}]]>\n"),
    ] {
        assert_eq!(extract(with(&whole).as_bytes()).unwrap().payload.as_str().trim(), OURS, "{whole}");
    }
}
