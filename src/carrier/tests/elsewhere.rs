//! A second badge under another name, in other wrappings or in another place than
//! the standard has, where lenient programs find it; and what is none.

use super::*;

const THREE: &str = "openbadgecredential";
/// What looks like another badge.
const OTHER: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"credentialSubject":{"id":"did:example:eve"}}"#;

/// A token that speaks of a badge.
fn token() -> String {
    use base64::Engine as _;
    let coded = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", coded(r#"{"alg":"EdDSA"}"#), coded(OTHER), coded("signature"))
}

fn part(kind: &[u8; 4], keyword: &str, text: &[u8]) -> Vec<u8> {
    let more: &[u8] = if kind == b"iTXt" { b"\0\0\0\0\0" } else { b"\0" };
    chunk(kind, &[keyword.as_bytes(), more, text].concat())
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Ways in which a badge is spelt, and what of it is found.
fn spelt() -> Vec<(Vec<u8>, Payload)> {
    let token = token();
    let (badge, jwt) = (json(OTHER), Payload::Jwt(token.clone()));
    let (head, tail) = token.split_at(60);
    let quoted = serde_json::to_string(OTHER).unwrap();
    let enveloped =
        format!(r#"{{"@context":[],"id":"data:application/vc+jwt,{token}","type":"EnvelopedVerifiableCredential"}}"#);
    let hidden = OTHER.replace("credentialSubject", "credential\\u0053ubject");
    let text = |text: String, payload: &Payload| (text.into_bytes(), payload.clone());
    vec![
        text(OTHER.into(), &badge),
        text(format!("\u{feff}{OTHER}"), &badge),
        text(format!(" [ {OTHER} ]\n"), &badge),
        text(format!("[3,{OTHER},{{}}]"), &badge),
        text(format!(r#"{{"@graph":[{OTHER}]}}"#), &badge),
        text(format!(r#"{{"credential":{OTHER}}}"#), &badge),
        text(format!(r#"{{"data":[{{"badge":{OTHER}}}]}}"#), &badge),
        text(format!(r#"{{"credential":{quoted}}}"#), &badge),
        text(quoted.clone(), &badge),
        (utf16(OTHER), badge.clone()),
        text(hidden.clone(), &json(&hidden)),
        text(token.clone(), &jwt),
        text(format!("\"{token}\""), &jwt),
        text(format!("Bearer {token}\n"), &jwt),
        text(format!("\"Bearer {token}\""), &jwt),
        text(format!("[\"{token}\"]"), &jwt),
        text(format!("{head}\r\n{tail}"), &jwt),
        text(format!(r#"{{"data":["{token}"]}}"#), &jwt),
        text(enveloped.clone(), &json(&enveloped)),
        text(format!("[{enveloped}]"), &json(&enveloped)),
    ]
}

/// What is found beside the badge of a PNG, whichever stands first; by the same name
/// the first is the badge.
fn beside(other: Vec<u8>) -> Extracted {
    let found = extract(&png_of(&[itxt(THREE, JSON), other.clone()])).unwrap();
    assert_eq!(found.payload, json(JSON));
    if !other[8..].starts_with(b"openbadgecredential\0") {
        let turned = extract(&png_of(&[other, itxt(THREE, JSON)])).unwrap();
        assert_eq!((&found.payload, &found.others), (&turned.payload, &turned.others));
    }
    found
}

#[test]
fn a_second_badge_in_a_png_is_found_however_it_is_spelt_and_called() {
    for (text, payload) in spelt() {
        for (kind, keyword) in [
            (b"iTXt", THREE),
            (b"tEXt", "openbadges"),
            (b"iTXt", "OpenBadgeCredential"),
            (b"iTXt", "openbadges3"),
            (b"iTXt", "XML:com.adobe.xmp"),
            (b"tEXt", "Comment"),
            (b"iTXt", "vc"),
        ] {
            let found = beside(part(kind, keyword, &text));
            let shown = String::from_utf8_lossy(&text);
            assert_eq!((found.others, found.notes), (vec![payload.clone()], vec![Note::Another]), "{keyword}: {shown}");
        }
    }
}

#[test]
fn a_second_badge_among_the_pixels_of_a_png_is_found() {
    let stored = |text: &[u8]| {
        use std::io::Write as _;
        let mut stored = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        stored.write_all(&[b"\0\xff\xfe", text].concat()).unwrap();
        stored.finish().unwrap()
    };
    let hidden = OTHER.replace("context", "conte\\u0078t").replace("credentialSubject", "credential\\u0053ubject");
    for (text, payload) in
        [(OTHER.to_owned(), json(OTHER)), (token(), Payload::Jwt(token())), (hidden.clone(), json(&hidden))]
    {
        let text = format!("openbadgecredential\0{text}");
        let text = text.as_bytes();
        let (half, rest) = text.split_at(40);
        for pixels in [
            chunk(b"IDAT", text),
            chunk(b"IDAT", &stored(text)),
            chunk(b"IDAT", &[&packed(&[120; 64]), text].concat()),
            [chunk(b"IDAT", &packed(&[120; 64])), chunk(b"IDAT", text)].concat(),
            [chunk(b"IDAT", half), chunk(b"IDAT", rest)].concat(),
            [chunk(b"fdAT", &[&[0, 0, 0, 1], half].concat()), chunk(b"fdAT", &[&[0, 0, 0, 2], rest].concat())].concat(),
        ] {
            for parts in [[itxt(THREE, JSON), pixels.clone()], [pixels, itxt(THREE, JSON)]] {
                let found = extract(&png_of(&parts)).unwrap();
                assert_eq!(found.payload, json(JSON));
                assert!(found.others.contains(&payload), "{:?}", found.others);
            }
        }
    }
}

#[test]
fn a_token_is_found_whatever_stands_directly_around_it() {
    let jwt = Payload::Jwt(token());
    for (before, after) in [
        ("x", ""),
        ("eyJ", ""),
        ("a.b.", ""),
        ("-_", "."),
        ("~", ".png"),
        ("eyJ9.eyJhIjoxfQ.", ".eyJ9"),
        ("{\"a\":1}x", ""),
        (&*format!("{JSON}x"), " {}"),
        (&*format!("{OTHER} "), ""),
    ] {
        let text = format!("{before}{}{after}", token());
        for part in [chunk(b"IDAT", &[b"\xff\0", text.as_bytes(), b"\0\xff"].concat()), itxt("Comment", &text)] {
            let found = extract(&png_of(&[itxt(THREE, JSON), part])).unwrap();
            assert!(found.others.contains(&jwt), "{text}: {found:?}");
        }
    }
    // With the parts that its holder shows.
    let shown = format!("{}~WyJzYWx0Il0~eyJ9.eyJ9.c2ln", token());
    let found = extract(&png_of(&[itxt(THREE, JSON), chunk(b"IDAT", format!("x{shown}").as_bytes())])).unwrap();
    assert_eq!(found.others, [Payload::Jwt(shown)]);
    // After more than is read.
    let text = format!("{}{}", "x".repeat(MAX_PAYLOAD), token());
    for part in [chunk(b"IDAT", text.as_bytes()), itxt("Comment", &text)] {
        let found = extract(&png_of(&[itxt(THREE, JSON), part])).unwrap();
        assert_eq!(found.notes, [Note::NotLookedAt(1)]);
    }
}

#[test]
fn pixels_are_no_badge_by_chance() {
    // Bytes as even as packed ones (xorshift), with all that begins a search.
    let mut state = 88_172_645_463_325_252_u64;
    let mut bytes: Vec<u8> = (0..400_000)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect();
    bytes.splice(1_000..1_000, *b"eyJ");
    bytes.splice(9_000..9_000, *b"@context");
    let found = extract(&png_of(&[itxt(THREE, JSON), chunk(b"IDAT", &bytes)])).unwrap();
    assert_eq!((found.payload, found.others, found.notes), (json(JSON), vec![], vec![]));
}

#[test]
fn a_second_badge_that_is_the_same_in_other_wrappings_is_the_same() {
    let badge = OTHER.replace("eve", "amy");
    for wrapped in [format!("[{badge}]"), format!(r#"{{"credential":{badge}}}"#), format!("\u{feff}{badge}")] {
        for keyword in [THREE, "OpenBadges", "Comment"] {
            let found = extract(&png_of(&[itxt(THREE, &badge), itxt(keyword, &wrapped)])).unwrap();
            assert_eq!((found.others, found.notes), (vec![], vec![Note::Repeated]), "{keyword}: {wrapped}");
        }
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_badge_within_the_text_about_a_png_is_found() {
    let escaped = OTHER.replace('"', "&quot;");
    let numbered = escaped.replace('{', "&#123;").replace("Subject", "&#x53;ubject");
    let xmp = |inside: &str| {
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">{inside}</rdf:RDF></x:xmpmeta>\
             <?xpacket end=\"w\"?>"
        )
    };
    for inside in [
        format!("<rdf:Description xmlns:b='urn:b' b:badge=\"{escaped}\"/>"),
        format!("<rdf:Description xmlns:b='urn:b' b:badge=\"{numbered}\"/>"),
        format!("<b:credential xmlns:b='https://purl.imsglobal.org/ob/v3p0'><![CDATA[{OTHER}]]></b:credential>"),
        format!("<rdf:li>see {escaped}.</rdf:li>"),
    ] {
        let found = beside(part(b"iTXt", "XML:com.adobe.xmp", xmp(&inside).as_bytes()));
        assert_eq!(found.others, [json(OTHER)], "{inside}");
    }
    let told = format!("A badge: {OTHER} (2026)");
    assert_eq!(beside(part(b"tEXt", "Description", told.as_bytes())).others, [json(OTHER)]);
    let told = format!("Show it with https://e.org/?vc={}.", token());
    assert_eq!(beside(part(b"tEXt", "Description", told.as_bytes())).others, [Payload::Jwt(token())]);
    // Packed, as texts of any other kind may be, and in parts that hold no text.
    let packed = packed(OTHER.as_bytes());
    assert_eq!(beside(chunk(b"zTXt", &[b"Comment\0\0", &packed[..]].concat())).others, [json(OTHER)]);
    let damaged = [b"Comment\0\0", &packed[..packed.len() - 4], b"\0\0\0\0"].concat();
    assert_eq!(beside(chunk(b"zTXt", &damaged)).others, [json(OTHER)]);
    let xmp = [b"XML:com.adobe.xmp\0\x01\0\0\0", &packed[..]].concat();
    assert_eq!(beside(chunk(b"iTXt", &xmp)).others, [json(OTHER)]);
    let exif = [b"II*\0\x08\0\xff\xfeASCII\0\0\0", OTHER.as_bytes(), b"\xff\xd8\0"].concat();
    for kind in [b"eXIf", b"obBd"] {
        assert_eq!(beside(chunk(kind, &exif)).others, [json(OTHER)]);
    }
    // Where programs that count braces begin, in the part of the badge itself too.
    let before = [b"openbadgecredential\0\0\0en\0", OTHER.as_bytes(), b"\0", JSON.as_bytes()].concat();
    let found = extract(&png_of(&[chunk(b"iTXt", &before)])).unwrap();
    assert_eq!((found.payload, found.others), (json(JSON), vec![json(OTHER)]));
}

#[test]
fn a_badge_in_something_that_cannot_be_read_as_a_whole_is_taken_out_of_it() {
    for broken in [
        format!("{OTHER} and more"),
        format!("{{}}{OTHER}"),
        format!("{{\"a\":1,\"a\":2,\"data\":[{OTHER}]}}"),
        format!("[{OTHER},"),
    ] {
        for (kind, keyword) in
            [(b"iTXt", THREE), (b"tEXt", "openbadges"), (b"iTXt", "OpenBadges"), (b"tEXt", "Comment")]
        {
            let found = beside(part(kind, keyword, broken.as_bytes()));
            assert!(found.others.contains(&json(OTHER)), "{keyword}: {broken}: {found:?}");
        }
    }
    // What stands around it has fields of a badge itself.
    let around = format!("{{\"@context\":[],\"name\":\"Surgery\",\"more\":{OTHER}}}");
    assert_eq!(beside(itxt(THREE, &around)).others, [json(&around), json(OTHER)]);
}

#[test]
fn a_second_badge_that_cannot_be_read_is_said_to_be_there() {
    let latin: Vec<u8> = OTHER.replace("eve", "\u{e9}ve").chars().map(|letter| letter as u8).collect();
    for keyword in [THREE, "OpenBadges", "Comment"] {
        // Nothing tells in which encoding it is.
        let found = beside(part(b"iTXt", keyword, &latin));
        assert_eq!(found.notes, [Note::NotLookedAt(1)], "{keyword}: {found:?}");
    }
    // A plain text is in Latin-1 by its standard.
    let found = beside(part(b"tEXt", "Comment", &latin));
    assert_eq!(found.others, [json(&OTHER.replace("eve", "\u{e9}ve"))]);
    for broken in [format!("[{}", &OTHER[..80]), "eyJhbGciOiJFZERTQSJ9.e30.c2ln.c2ln.c2ln".into()] {
        for keyword in [THREE, "OpenBadges"] {
            let found = beside(part(b"iTXt", keyword, broken.as_bytes()));
            assert_eq!((found.others, found.notes), (vec![], vec![Note::UnreadableToo]), "{keyword}: {broken}");
        }
    }
    let crowded = format!("{{\"credentialSubject\":[{}0]}}", "0,".repeat(crate::credential::json::MAX_VALUES));
    let long = OTHER.replace("eve", &"e".repeat(MAX_PAYLOAD));
    for text in [crowded, long] {
        for keyword in ["OpenBadges", "Comment"] {
            assert_eq!(beside(part(b"iTXt", keyword, text.as_bytes())).notes, [Note::NotLookedAt(1)], "{keyword}");
        }
    }
}

/// A drawing with the badge `{"a":1}` and something else.
fn drawing(inside: &str, root: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0' {root}><circle r='4'/>\
         {inside}<o:credential><![CDATA[{{\"a\":1}}]]></o:credential></svg>"
    )
}

#[test]
fn a_second_badge_in_an_svg_is_found_wherever_it_lies() {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    for (text, payload) in spelt() {
        let Ok(text) = String::from_utf8(text) else { continue };
        if text.contains('\r') {
            continue;
        }
        let attribute = escaped(&text).replace('\n', "&#10;");
        for (place, root) in [
            (format!("<p:assertion xmlns:p='http://openbadges.org'>{}</p:assertion>", escaped(&text)), ""),
            (format!("<o:assertion><title>{}</title></o:assertion>", escaped(&text)), ""),
            (format!("<Credential><![CDATA[{text}]]></Credential>"), ""),
            (format!("<o:badge><g><desc>{}</desc></g></o:badge>", escaped(&text)), ""),
            (format!("<o:Assertion data=\"{attribute}\"/>"), ""),
            (format!("<assertion verify=\"{attribute}\"/>"), ""),
            (format!("<metadata>{}</metadata>", escaped(&text)), ""),
            (format!("<metadata><x:y xmlns:x='urn:x'><![CDATA[{text}]]></x:y></metadata>"), ""),
            (format!("<desc>{}</desc>", escaped(&text)), ""),
            (format!("<script type='application/json'><![CDATA[{text}]]></script>"), ""),
            (format!("<!--{text}-->"), ""),
            (format!("<?badge {text}?>"), ""),
            (format!("<g data-badge=\"{attribute}\"><circle r='1'/></g>"), ""),
            (String::new(), &*format!("data-badge=\"{attribute}\"")),
        ] {
            let file = drawing(&place, root);
            let found = extract(file.as_bytes()).unwrap();
            assert_eq!(found.others, std::slice::from_ref(&payload), "{file}");
            assert_eq!((found.payload, found.notes), (json(r#"{"a":1}"#), vec![Note::Another]), "{file}");
        }
    }
    // On the element of the badge itself, and between its words.
    let with = |attribute: &str, inside: &str| {
        format!(
            "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0'><o:credential {attribute}>{{}}{inside}</o:credential></svg>"
        )
    };
    let found = extract(with(&format!("data='{OTHER}'"), "").as_bytes()).unwrap();
    assert_eq!((found.payload, found.others), (json("{}"), vec![json(OTHER)]));
    let (one, other) = (format!("verify='{JWS}'"), format!("x:verify='{}'", token()));
    for attributes in [format!("{one} {other}"), format!("{other} {one}")] {
        let file = with(&attributes, "").replace("{}", "").replace("<svg", "<svg xmlns:x='urn:x'");
        let found = extract(file.as_bytes()).unwrap();
        let told = [[found.payload].as_slice(), &found.others].concat();
        assert!(told.contains(&Payload::Jwt(token())), "{file}: {told:?}");
    }
    assert!(matches!(extract(with("", &format!("<!-- {OTHER} -->")).as_bytes()), Err(CarrierError::Refused(_))));
}

#[test]
fn what_is_no_badge_is_passed_over_in_silence() {
    let xmp = "<?xpacket begin='\u{feff}' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
               xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
               xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreatorTool='Adobe Photoshop 25.0 (Windows)' \
               xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' xmpMM:InstanceID='xmp.iid:{8f1c}'><dc:title \
               xmlns:dc='http://purl.org/dc/elements/1.1/'><rdf:Alt><rdf:li xml:lang='x-default'>Badge for the recipient \
               &#233;</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    let workflow =
        r#"{"nodes":[{"id":1,"type":"Prompt","text":"a \u00e9t\u00e9 badge"}],"@context":"https://schema.org"}"#;
    let key = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2Uub3JnIiwic2NvcGUiOiJhbGwifQ.c2ln";
    let design = r#"{"badge":{"name":"Kite","criteria":"Flew one."},"artwork":{}}"#;
    for (keyword, text) in [
        ("XML:com.adobe.xmp", xmp),
        ("XML:com.adobe.xmp", "<x:xmpmeta not closed {"),
        ("workflow", workflow),
        ("prompt", "{\"a\": the badge {of} the recipient"),
        ("Comment", key),
        ("Comment", "Made in e.g. Krita. See https://example.org/badges/1"),
        ("Description", "credentialSubject is a word of the standard"),
        ("design", design),
        ("openbadges-notes", xmp),
        ("Openbadges", "e.g. eyJ and [brackets"),
    ] {
        for kind in [b"iTXt", b"tEXt"] {
            let found = beside(part(kind, keyword, text.as_bytes()));
            assert_eq!((found.others, found.notes), (vec![], vec![]), "{keyword}: {text}");
        }
    }
    for text in [b"x".to_vec(), packed(xmp.as_bytes()), packed(&[b'7'; 1_000_000])] {
        let packed = chunk(b"zTXt", &[b"Raw profile type exif\0\0", &text[..]].concat());
        assert_eq!(beside(packed).notes, []);
    }
    for inside in [
        "<style>.a{fill:red}</style><path d='M0 0'/>",
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><cc:Work \
         xmlns:cc='http://creativecommons.org/ns#'><dc:format xmlns:dc='http://purl.org/dc/elements/1.1/'>image/svg+xml\
         </dc:format></cc:Work></rdf:RDF></metadata>",
        "<desc>A badge { for the recipient }</desc><!-- Created with Inkscape {https://inkscape.org/} -->",
        "<script>if (a) { \"@context\" }</script>",
        "<image href='data:image/png;base64,iVBORw0KGgoeyJabcAAA{'/>",
        "<metadata><c2pa:manifest xmlns:c2pa='http://c2pa.org/manifest'>eyJAYWJjIjp7fX0AAA=</c2pa:manifest></metadata>",
        "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"ImageObject\"}</script>",
    ] {
        let file = drawing(inside, "data-theme='{\"dark\":1}'");
        let found = extract(file.as_bytes()).unwrap();
        assert_eq!((found.others, found.notes), (vec![], vec![]), "{inside}");
        let baked = String::from_utf8(bake_3(file.as_bytes(), JSON).unwrap()).unwrap();
        assert!(baked.contains(inside) && baked.contains("data-theme"), "{baked}");
    }
}

#[test]
fn a_picture_with_a_badge_only_in_another_place_is_none_and_says_so() {
    let svg = format!("<svg><metadata>{OTHER}</metadata></svg>").into_bytes();
    for file in [png_of(&[itxt("XML:com.adobe.xmp", OTHER)]), svg] {
        let error = extract(&file).unwrap_err();
        assert!(error.is_no_badge() && error.to_string().contains("under a name"), "{error}");
    }
}

#[test]
fn baking_takes_the_place_of_badges_that_lie_elsewhere_and_of_nothing_else() {
    let pixels = || chunk(b"IDAT", b"x");
    let kept = || itxt("Comment", &format!("Words and a badge: {OTHER}"));
    let file = png_of(&[itxt("vc", OTHER), kept(), itxt("XML:com.adobe.xmp", "<x/>"), pixels()]);
    let without = png_of(&[kept(), itxt("XML:com.adobe.xmp", "<x/>"), itxt(THREE, JSON), pixels()]);
    assert_eq!(bake_3(&file, JSON).unwrap(), without);
    // The drawing itself stays, even where it is called like a badge.
    for inside in [OTHER.to_owned(), format!("<x>{OTHER}</x>"), format!("<g/>{OTHER}")] {
        let file = format!("<svg xmlns='https://purl.imsglobal.org/ob/v3p0/'>{inside}</svg>");
        let baked = bake_3(file.as_bytes(), JSON).unwrap();
        assert_eq!(extract(&baked).unwrap().payload, json(JSON), "{}", String::from_utf8_lossy(&baked));
    }
    let escaped = OTHER.replace('"', "&quot;");
    for place in [
        format!("<!-- {OTHER} -->"),
        format!("<metadata>{OTHER}</metadata>"),
        format!("<desc><![CDATA[ [{OTHER}] ]]></desc>"),
        format!("<g data-a='1' data-b=\"{escaped}\" data-c='3'><path d='M0 0'/></g>"),
    ] {
        let file = drawing(&place, &format!("data-d=\"{escaped}\" id='root'"));
        let baked = bake_3(file.as_bytes(), JSON).unwrap();
        let found = extract(&baked).unwrap();
        assert_eq!((found.payload, found.others, found.notes), (json(JSON), vec![], vec![]));
        let baked = String::from_utf8(baked).unwrap();
        assert!(!baked.contains("eve") && baked.contains("<circle r='4'/>") && baked.contains("id='root'"), "{baked}");
        assert!(!place.starts_with("<g") || baked.contains("<path d='M0 0'/></g>"), "{baked}");
    }
}

#[test]
fn however_much_looks_like_a_badge_it_is_looked_through_in_little_time() {
    let many: Vec<_> = (0..50_000).map(|way| itxt("Comment", &OTHER.replace("eve", &format!("e{way}")))).collect();
    let nested = format!("<svg>{}{OTHER}{}</svg>", "<credential>a".repeat(1_000), "</credential>".repeat(1_000));
    let within = (0..6).fold(OTHER.to_owned(), |text, _| serde_json::to_string(&text).unwrap());
    let tokens = "eyJ".repeat(1_000_000);
    let heads = format!("{}.eyJ2YyI6MX0.x", "eyJ".repeat(600_000));
    let small = "eyJ9.eyJ2YyI6MX0.x~".repeat(90_000);
    let braces = format!("{}{}credentialSubject", "{\"a\":[".repeat(1_000), "{\"a\":[0,".repeat(100_000));
    let comments = format!(
        "<svg><o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0'>{{}}</o:credential>{}</svg>",
        format!("<!--{OTHER}-->").repeat(20_000)
    );
    let bomb = chunk(b"zTXt", &[b"a\0\0", &packed(&vec![b' '; 50_000_000])[..]].concat());
    let bits = vec![chunk(b"zTXt", &[b"a\0\0", &packed(b" ")[..]].concat()); 50_000];
    for file in [
        png_of(&[vec![itxt(THREE, JSON)], many].concat()),
        png_of(&[itxt(THREE, JSON), bomb]),
        png_of(&[vec![itxt(THREE, JSON)], bits].concat()),
        png_of(&[itxt(THREE, JSON), itxt("a", &within), itxt("b", &tokens), itxt("c", &braces)]),
        png_of(&[itxt(THREE, JSON), itxt("a", &heads)]),
        png_of(&[itxt(THREE, JSON), itxt("a", &format!("{}{{\"credentialSubject\":[eyJ", "{}".repeat(500_000)))]),
        png_of(&[itxt(THREE, JSON), itxt("a", &small)]),
        nested.into_bytes(),
        comments.into_bytes(),
    ] {
        let started = cpu_seconds();
        let found = extract(&file);
        let took = cpu_seconds() - started;
        assert!(took < 2.0, "{took} s: {found:?}");
        assert!(found.is_err() || found.is_ok_and(|found| !found.notes.is_empty()));
    }
}
