use super::*;

mod drawings;
mod elsewhere;
mod encoded;
mod hidden;

fn bake_3(picture: &[u8], payload: &str) -> Result<Vec<u8>, CarrierError> {
    bake(picture, payload, Standard::Three)
}

const JSON: &str =
    r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":"OpenBadgeCredential","name":"é ]]> & <x>"}"#;
const SVG: &str = "<?xml version=\"1.0\"?>\n<!-- a <svg> -->\n<svg xmlns='http://www.w3.org/2000/svg' data-x='a>b' viewBox=\"0 0 9 9\">\r\n  <circle r='4'/>\n</svg>\n";
const JWS: &str = "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln";

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(kind);
    hasher.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind, data, &hasher.finalize().to_be_bytes()].concat()
}

/// A PNG of these chunks, with header and end.
fn png_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), header, chunks.concat(), chunk(b"IEND", b"")].concat()
}

fn itxt(keyword: &str, text: &str) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\0\0\0\0", text.as_bytes()].concat())
}

/// A real picture, made by the encoder, with a text chunk of somebody else's.
fn picture() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, 8, 8);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.add_text_chunk("Software".into(), "a drawing program".into()).unwrap();
    encoder.write_header().unwrap().write_image_data(&[120; 256]).unwrap();
    file
}

fn json(text: &str) -> Payload {
    Payload::Json(text.to_owned())
}

/// Processor time of this thread: what a busy machine does not change.
fn cpu_seconds() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

#[test]
fn a_png_gives_back_what_was_baked_into_it() {
    for payload in [JSON, JWS] {
        let baked = bake_3(&picture(), payload).unwrap();
        let found = extract(&baked).unwrap();
        assert_eq!((found.carrier, found.payload.as_str()), (Carrier::PngItxt, payload));
        assert_eq!(found.notes, []);
    }
}

#[test]
fn baking_a_png_touches_nothing_else_and_goes_before_the_pixels() {
    let plain = picture();
    let baked = bake_3(&plain, JSON).unwrap();
    let carrier = itxt("openbadgecredential", JSON);
    let at = baked.windows(carrier.len()).position(|window| window == carrier).unwrap();
    assert_eq!(&baked[at + carrier.len() + 4..][..4], b"IDAT");
    let without = [&baked[..at], &baked[at + carrier.len()..]].concat();
    assert_eq!(without, plain);
}

#[test]
fn baking_again_replaces_whatever_was_there() {
    let both = png_of(&[
        itxt("openbadges", "{}"),
        chunk(b"tEXt", b"openbadges\0https://example.org"),
        chunk(b"IDAT", b"x"),
        chunk(b"zTXt", b"openbadgecredential\0\0x"),
        itxt("openbadgecredential", "{\"old\":1}"),
    ]);
    let baked = bake_3(&both, JSON).unwrap();
    assert_eq!(baked, png_of(&[itxt("openbadgecredential", JSON), chunk(b"IDAT", b"x")]));
    assert_eq!(bake_3(&baked, JSON).unwrap(), baked);
}

#[test]
fn a_png_is_read_wherever_and_however_its_badge_lies() {
    let pixels = || chunk(b"IDAT", b"x");
    let after = png_of(&[pixels(), itxt("openbadgecredential", JSON)]);
    assert_eq!(extract(&after).unwrap().payload, json(JSON));
    let told = chunk(b"iTXt", &[b"openbadgecredential\0\0\0en\0Abzeichen\0".as_slice(), JSON.as_bytes()].concat());
    assert_eq!(extract(&png_of(&[told, pixels()])).unwrap().payload, json(JSON));
    let older = extract(&png_of(&[itxt("openbadges", "{}"), pixels()])).unwrap();
    assert_eq!((older.carrier, older.payload), (Carrier::PngItxt, json("{}")));
    let legacy = extract(&png_of(&[chunk(b"tEXt", b"openbadges\0https://example.org/1"), pixels()])).unwrap();
    assert_eq!((legacy.carrier, legacy.payload), (Carrier::PngText, Payload::Url("https://example.org/1".into())));
}

#[test]
fn two_badges_in_one_png_are_noted() {
    let three = || itxt("openbadgecredential", JSON);
    let notes = |chunks: &[Vec<u8>]| extract(&png_of(chunks)).unwrap().notes;
    assert_eq!(notes(&[three(), three()]), [Note::Repeated]);
    assert_eq!(notes(&[three(), itxt("openbadgecredential", "{}")]), [Note::Another]);
    assert_eq!(notes(&[itxt("openbadges", "{}"), three()]), [Note::Another]);
    assert_eq!(notes(&[three(), itxt("openbadgecredential", "hello")]), [Note::UnreadableToo]);
    for packed in [
        chunk(b"iTXt", b"openbadgecredential\0\x01\0\0\0x"),
        chunk(b"zTXt", b"openbadgecredential\0\0x"),
        chunk(b"zTXt", b"openbadges\0\0x"),
    ] {
        assert_eq!(notes(&[three(), packed]), [Note::NotLookedAt(1)], "what is packed could say anything");
    }
    // Where the standard allows no badge, and where programs find one all the same.
    let plain = |text: &str| chunk(b"tEXt", &[b"openbadgecredential\0", text.as_bytes()].concat());
    for order in [[plain("{}"), three()], [three(), plain("{}")]] {
        let found = extract(&png_of(&order)).unwrap();
        assert_eq!((found.payload, found.notes), (json(JSON), vec![Note::Another]));
        assert_eq!(found.others, [json("{}")]);
    }
    assert_eq!(notes(&[plain(JSON), three()]), [Note::Repeated]);
    assert_eq!(notes(&[plain("{}"), itxt("openbadges", "{\"a\":1}")]), [Note::Another]);
    // Bakers of the years between wrote the address and what is kept there.
    let address = || chunk(b"tEXt", b"openbadges\0https://e.org/1");
    let kept = || itxt("openbadges", r#"{"id":"https://e.org/1"}"#);
    for order in [[address(), kept()], [kept(), address()]] {
        let found = extract(&png_of(&order)).unwrap();
        assert_eq!((found.payload, found.notes), (json(r#"{"id":"https://e.org/1"}"#), vec![Note::Repeated]));
    }
    let three_ways = [three(), itxt("openbadgecredential", "{}"), itxt("openbadgecredential", "{\"a\":1}")];
    assert_eq!(extract(&png_of(&three_ways)).unwrap().others.len(), 2, "each of them is judged");
    let ways: Vec<_> = (0..5).map(|way| itxt("openbadgecredential", &format!("{{\"a\":{way}}}"))).collect();
    assert_eq!(notes(&ways), [Note::Another, Note::NotLookedAt(2)], "and more of them are said");
}

/// What looks like a badge of somebody else's.
const OTHER: &str = r#"{"@context":[],"credentialSubject":{"id":"did:example:eve"}}"#;

#[test]
fn badge_data_under_a_name_that_is_only_like_a_carriers_is_a_second_badge() {
    let three = || itxt("openbadgecredential", JSON);
    let text = |kind: &[u8; 4], keyword: &str| {
        let more: &[u8] = if kind.eq_ignore_ascii_case(b"iTXt") { b"\0\0\0\0\0" } else { b"\0" };
        chunk(kind, &[keyword.as_bytes(), more, OTHER.as_bytes()].concat())
    };
    for alike in [
        text(b"iTXt", "OpenBadgeCredential"),
        text(b"iTXt", "openbadgecredential "),
        text(b"tEXt", " OPENBADGES"),
        text(b"tEXt", "Open Badge Credential"),
        text(b"iTXt", "openbadges3"),
        text(b"iTXt", "open-badge"),
        text(b"iTXT", "openbadgecredential"),
        text(b"text", "openbadges"),
    ] {
        for order in [[three(), alike.clone()], [alike.clone(), three()]] {
            let found = extract(&png_of(&order)).unwrap();
            assert_eq!((found.payload, found.others), (json(JSON), vec![json(OTHER)]), "{alike:?}");
        }
        let error = extract(&png_of(std::slice::from_ref(&alike))).unwrap_err();
        assert!(error.is_no_badge(), "{error}");
        let pixels = chunk(b"IDAT", b"x");
        let baked = bake_3(&png_of(&[alike, pixels.clone()]), JSON).unwrap();
        assert_eq!(baked, png_of(&[three(), pixels]), "it goes when another is baked");
    }
    // Other things may be called so.
    for other in [itxt("openbadges-design", "{\"layers\":3}"), itxt("Openbadges", "made with a badge program")] {
        let found = extract(&png_of(&[three(), other.clone()])).unwrap();
        assert_eq!((found.others, found.notes), (vec![], vec![]));
        let file = png_of(&[other, chunk(b"IDAT", b"x")]);
        assert!(bake_3(&file, JSON).unwrap().len() > file.len() + JSON.len());
    }
    let packed = chunk(b"zTXt", b"OpenBadges\0\0x");
    assert_eq!(extract(&png_of(&[three(), packed])).unwrap().notes, [Note::NotLookedAt(1)]);
    // However many there are, they take no time and no other's place.
    let crowd = (0..20_000).map(|way| itxt("OpenBadges", &format!("{{\"a\":{way}}}")));
    let crowd: Vec<_> = crowd.chain([three(), itxt("openbadgecredential", OTHER)]).collect();
    let started = cpu_seconds();
    assert_eq!(extract(&png_of(&crowd)).unwrap().others, [json(OTHER)]);
    assert!(cpu_seconds() - started < 2.0);
}

#[test]
fn any_number_of_badges_is_read_in_little_time() {
    let small: Vec<_> = (0..50_000).map(|way| itxt("openbadgecredential", &format!("{{\"a\":{way}}}"))).collect();
    let large = |name: &str| itxt("openbadgecredential", &format!("{{\"{name}\":[{}0]}}", "0,".repeat(50_000)));
    let large: Vec<_> = (0..100).map(|way| large(&format!("a{way}"))).collect();
    for file in [png_of(&small), png_of(&large)] {
        let started = cpu_seconds();
        let found = extract(&file).unwrap();
        let took = cpu_seconds() - started;
        assert!(matches!(found.notes.last(), Some(Note::NotLookedAt(_))) && took < 2.0, "{took} s: {:?}", found.notes);
    }
}

#[test]
fn over_a_limit_a_file_was_not_looked_at() {
    let long = format!("{{{}}}", " ".repeat(MAX_PAYLOAD));
    let many: Vec<_> = (0..100_001).map(|_| chunk(b"tEXt", b"x\0y")).collect();
    let crowded = format!("<svg>{}</svg>", "<g/>".repeat(80_000));
    for file in [png_of(&[itxt("openbadgecredential", &long)]), png_of(&many), crowded.into_bytes(), long.into_bytes()]
    {
        let error = extract(&file).unwrap_err();
        assert!(error.is_open() && !error.is_no_badge(), "{error}");
    }
    let beside =
        [itxt("openbadgecredential", JSON), itxt("openbadgecredential", &format!("{{{}}}", " ".repeat(MAX_PAYLOAD)))];
    assert_eq!(extract(&png_of(&beside)).unwrap().notes, [Note::NotLookedAt(1)]);
    assert!(!extract(b"{").is_err_and(|error| error.is_open()), "what is only broken is no such file");
}

#[test]
fn a_badge_is_taken_out_of_what_was_put_around_it() {
    let (head, tail) = JWS.split_at(20);
    for (file, payload) in [
        (format!("[{JSON}]\n"), json(JSON)),
        (format!("[ \"{JWS}\" ]"), Payload::Jwt(JWS.into())),
        (format!(" \"{JWS}\"\n"), Payload::Jwt(JWS.into())),
        (format!("Bearer {JWS}\n"), Payload::Jwt(JWS.into())),
        (format!("bearer: {JWS}"), Payload::Jwt(JWS.into())),
        (format!("\"Bearer {JWS}\""), Payload::Jwt(JWS.into())),
        (format!("{head}\r\n{tail}\r\n"), Payload::Jwt(JWS.into())),
        (format!("'{JWS}'\n"), Payload::Jwt(JWS.into())),
        (format!("`{JWS}`"), Payload::Jwt(JWS.into())),
        (format!("“{JWS}”"), Payload::Jwt(JWS.into())),
        (format!("'{JSON}'"), json(JSON)),
        (format!("{JWS}=="), Payload::Jwt(JWS.into())),
        (format!("data:application/vc+jwt,{JWS}"), Payload::Jwt(JWS.into())),
        (serde_json::Value::from(JSON).to_string(), json(JSON)),
    ] {
        let found = extract(file.as_bytes()).unwrap();
        assert_eq!(found.payload, payload, "{file}");
        assert!(matches!(found.notes.as_slice(), [Note::Wrapped(_)]), "{file}: {:?}", found.notes);
    }
    assert_eq!(extract(JWS.as_bytes()).unwrap().notes, []);
    for (file, word) in [
        (format!("[{JSON},{JSON}]"), "a list of 2 things"),
        ("[]".into(), "a list without a badge"),
        ("[3]".into(), "a list without a badge"),
        ("\"hello\"".into(), "quotation marks"),
        ("Bearer of good news".into(), "plain text"),
        ("'hello'".into(), "plain text"),
        ("data:text/plain,hello".into(), "“data:” address"),
        (JWS.replacen('.', "==.", 1), "a token with “=” within it"),
    ] {
        let error = extract(file.as_bytes()).unwrap_err();
        assert!(error.to_string().contains(word) && (error.is_open() || error.is_no_badge()), "{file}: {error}");
    }
}

#[test]
fn a_badge_within_a_picture_is_taken_out_of_what_was_put_around_it() {
    const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.eyJ2YyI6e319.c2lnbmF0dXJl";
    let is_told = |found: Extracted, payload: &str| {
        assert_eq!(found.payload.as_str(), payload);
        assert!(matches!(found.notes.as_slice(), [Note::Wrapped(_)]), "{:?}", found.notes);
    };
    let broken = TOKEN.replace(".eyJ2", ".\neyJ2");
    for text in [&format!("\"{TOKEN}\""), &format!("Bearer {TOKEN}"), &broken] {
        let png = picture();
        let baked = [&png[..33], &itxt("openbadgecredential", text), &png[33..]].concat();
        is_told(extract(&baked).unwrap(), TOKEN);
        let svg = |inside: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'>{inside}</svg>"
            )
        };
        let attribute = text.replace('"', "&quot;");
        let baked = svg(&format!("<o:credential verify=\"{attribute}\"/>"));
        is_told(extract(baked.as_bytes()).unwrap(), TOKEN);
        is_told(extract(svg(&format!("<o:credential>{attribute}</o:credential>")).as_bytes()).unwrap(), TOKEN);
    }
    let png = picture();
    let baked = [&png[..33], &itxt("openbadgecredential", "\u{feff}{\"name\":1}"), &png[33..]].concat();
    is_told(extract(&baked).unwrap(), "{\"name\":1}");
}

#[test]
fn a_text_is_read_in_its_encoding_or_the_encoding_is_named() {
    const PLAIN: &str = r#"{"name":"é"}"#;
    let svg = format!(
        "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0'><title>Café</title><o:credential><![CDATA[{PLAIN}]]></o:credential></svg>"
    );
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for text in [svg.as_str(), PLAIN] {
        for file in [
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ] {
            let found = extract(&file).unwrap();
            assert_eq!((found.payload, found.notes), (json(PLAIN), vec![Note::Encoding("UTF-16")]));
        }
    }
    let latin = |name: &str| {
        let text = format!("<?xml version='1.0' encoding = \"{name}\"?>{svg}");
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect::<Vec<u8>>()
    };
    let found = extract(&latin("ISO-8859-1")).unwrap();
    assert!(
        found.notes[0].to_string().contains("encoding Latin-1") && found.payload == json(PLAIN),
        "{:?}",
        found.notes
    );
    let bare = |text: &str| text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect::<Vec<u8>>();
    for (file, word) in [
        (latin("Shift_JIS"), "Shift_JIS"),
        (bare(&svg), "perhaps Latin-1"),
        (bare(PLAIN), "perhaps Latin-1"),
        (utf16("\u{feff}{}", u16::to_le_bytes)[..5].to_vec(), "damaged UTF-16"),
        (b"\xff\xfe\0\0{\0\0\0".to_vec(), "UTF-32"),
        (b"\0\0\xfe\xff\0\0\0{".to_vec(), "UTF-32"),
        (b"{\0\0\0\"\0\0\0".to_vec(), "UTF-32"),
        (b"\0\0\0<\0\0\0s".to_vec(), "UTF-32"),
    ] {
        let error = extract(&file).unwrap_err();
        assert!(error.to_string().contains(word) && error.is_open(), "{error}");
    }
    // What is too long is so in UTF-8, which the size of the file does not tell.
    let long = "<svg>".to_owned() + &"é".repeat(5_000_000);
    let long_latin = [b"<?xml version='1.0' encoding='latin1'?>".to_vec(), bare(&long)].concat();
    for (file, word) in [
        (long_latin, "texts in Latin-1 with a length in UTF-8 of more than 8 MB"),
        (
            utf16(&"<\u{20ac}".repeat(2_500_000), u16::to_le_bytes),
            "texts in UTF-16 with a length in UTF-8 of more than 8 MB",
        ),
    ] {
        let error = extract(&file).unwrap_err();
        assert!(error.to_string().contains(word) && error.is_open(), "{error}");
    }
    assert!(matches!(bake_3(&latin("ISO-8859-1"), JSON), Err(CarrierError::Encoding(_))), "two encodings in one file");
}

#[test]
fn a_wrong_checksum_is_said_and_the_badge_still_shown() {
    let mut file = png_of(&[itxt("openbadgecredential", JSON), chunk(b"IDAT", b"x")]);
    let at = file.windows(4).position(|window| window == b"IDAT").unwrap() - 5;
    file[at] ^= 1;
    let found = extract(&file).unwrap();
    assert_eq!((found.payload, found.notes), (json(JSON), vec![Note::BadgeDamaged]));
    let mut file = png_of(&[itxt("openbadgecredential", JSON), chunk(b"IDAT", b"x")]);
    let at = file.len() - 13;
    file[at] ^= 1;
    assert_eq!(extract(&file).unwrap().notes, [Note::PictureDamaged]);
    assert!(matches!(bake_3(&file, JSON), Err(CarrierError::BrokenPng(_))), "nothing is baked into a broken picture");
}

#[test]
fn what_the_standard_forbids_in_a_png_is_refused_in_words() {
    let refusal = |chunks: &[Vec<u8>]| extract(&png_of(chunks)).unwrap_err().to_string();
    let compressed = chunk(b"iTXt", b"openbadgecredential\0\x01\0\0\0x\x9c");
    assert!(refusal(&[compressed]).contains("compressed"));
    let latin = chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0{\"a\":\"\xff\"}");
    assert!(refusal(&[latin]).contains("UTF-8"));
    for cut in [
        &b"openbadgecredential"[..],
        b"openbadgecredential\0",
        b"openbadgecredential\0\0\0",
        b"openbadgecredential\0\0\0\0",
    ] {
        assert!(refusal(&[chunk(b"iTXt", cut)]).contains("cut short"), "{cut:?}");
    }
    assert!(refusal(&[itxt("openbadgecredential", "[{}]")]).contains("exactly one badge"));
    assert!(refusal(&[itxt("openbadgecredential", "hello")]).contains("neither JSON"));
    assert!(refusal(&[itxt("openbadgecredential", &format!("{{{}}}", " ".repeat(MAX_PAYLOAD)))]).contains("too large"));
    let mut more = png_of(&[itxt("openbadgecredential", JSON)]);
    more.extend(b"hidden");
    assert!(extract(&more).unwrap_err().to_string().contains("6 bytes follow after its end"));
    // As some servers end every file.
    let ended = [&png_of(&[itxt("openbadgecredential", JSON)])[..], b"\r\n"].concat();
    assert_eq!(extract(&ended).unwrap().notes, []);
}

#[test]
fn pictures_without_a_badge_are_just_that() {
    for chunks in [
        vec![chunk(b"IDAT", b"x")],
        vec![itxt("OpenBadgeCredential", JSON)],
        vec![chunk(b"zTXt", b"openbadgecredential\0\0x\x9c")],
    ] {
        let error = extract(&png_of(&chunks)).unwrap_err();
        assert!(error.is_no_badge(), "{error}");
    }
}

#[test]
fn a_broken_png_never_panics_wherever_it_is_cut_or_changed() {
    let file = bake_3(&picture(), JSON).unwrap();
    for end in 0..file.len() {
        assert!(extract(&file[..end]).is_err(), "cut at {end}");
    }
    for at in 8..file.len() {
        for bit in [1, 0x80] {
            let mut changed = file.clone();
            changed[at] ^= bit;
            if let Ok(found) = extract(&changed) {
                assert!(found.payload != json(JSON) || !found.notes.is_empty(), "byte {at} goes unnoticed");
            }
        }
    }
}

#[test]
fn bare_json_and_jws_are_read_and_other_files_named() {
    let found = extract(format!("\u{feff} {JSON}\n").as_bytes()).unwrap();
    assert_eq!((found.carrier, found.payload.as_str().trim()), (Carrier::Json, JSON));
    let found = extract(format!("{JWS}\n").as_bytes()).unwrap();
    assert_eq!((found.carrier, found.payload), (Carrier::Jwt, Payload::Jwt(JWS.into())));
    for (file, word) in [
        (&b""[..], "empty"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"hello", "plain text"),
        (b"a.b.c", "plain text"),
        (b"<html></html>", "HTML"),
        ("\u{1b}[1mGrüße\u{1b}[0m\tund\r\n\u{c}Ende".as_bytes(), "plain text"),
        (b"\x00\x01\x02\xff", "neither a picture nor text"),
        (&[0; 5000], "neither a picture nor text"),
        (b"\0", "neither a picture nor text"),
        (b"MZ\0\x03\0\x7f", "neither a picture nor text"),
        (b"\0\x01\0\x02\0\x03\0\x04", "neither a picture nor text"),
        (b"\xfe\xff\0\x01\0\x02", "neither a picture nor text"),
    ] {
        let error = extract(file).unwrap_err();
        assert!(error.to_string().contains(word) && error.is_no_badge(), "{error}");
    }
    assert!(matches!(extract(&vec![b' '; MAX_FILE + 1]), Err(CarrierError::TooLarge { .. })));
}

#[test]
fn several_tokens_in_one_file_are_several_and_not_an_encrypted_one() {
    let token = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";
    for text in [
        format!("{token}\n{token}"),
        format!("{token} {token}\n"),
        format!("Bearer {token}\nAuthorization: Bearer {token}"),
    ] {
        assert_eq!(extract(text.as_bytes()), Err(CarrierError::Several(2)), "{text}");
    }
    let two = png_of(&[itxt("openbadgecredential", &format!("{token}\n{token}"))]);
    assert_eq!(extract(&two), Err(CarrierError::Several(2)));
}

#[test]
fn an_encrypted_token_is_named_as_one_however_it_was_copied() {
    let token = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVy.dGFn";
    let lines = token.replace('.', ".\n");
    let in_list = format!("[\"{token}\"]");
    for text in [token, &format!("Authorization: Bearer {token}"), &format!("\"{token}\""), &lines, &in_list] {
        let error = extract(text.as_bytes()).unwrap_err();
        assert!(error == CarrierError::Encrypted && error.is_open(), "{text}: {error}");
    }
    let in_picture = png_of(&[itxt("openbadgecredential", token)]);
    assert_eq!(extract(&in_picture), Err(CarrierError::Encrypted));
    assert_eq!(bake_3(&picture(), token), Err(CarrierError::Encrypted));
    for text in ["eyJh.b.c.d", "eyJh.b.c.d.e.f", "one.two.three.four.five", "eyJh.b.c..e", "ey.b.c. d.ü"] {
        assert!(extract(text.as_bytes()).unwrap_err().is_no_badge(), "{text}");
    }
}

#[test]
fn only_badge_data_is_baked_and_only_into_pictures() {
    for payload in ["", "hello", "[1]", "https://example.org/1"] {
        assert!(bake_3(&picture(), payload).is_err(), "{payload}");
    }
    for file in [&b""[..], b"hello", b"\xff\xd8\xff", b"<html/>"] {
        assert!(bake_3(file, JSON).is_err());
    }
    assert!(bake_3(SVG.as_bytes(), "{\"a\":\"\u{ffff}\"}").is_err(), "XML cannot carry this character");
}

#[test]
fn open_badges_2_have_names_of_their_own_and_replace_whatever_was_there() {
    let hosted = r#"{"type":"Assertion","id":"https://example.org/a/1"}"#;
    let token = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";
    for (picture, carrier) in [(picture(), Carrier::PngItxt), (SVG.as_bytes().to_vec(), Carrier::Svg)] {
        let three = bake_3(&picture, JSON).unwrap();
        for payload in [hosted, token] {
            let two = bake(&three, payload, Standard::Two).unwrap();
            let found = extract(&two).unwrap();
            assert_eq!((found.carrier, found.payload.as_str(), found.notes.len()), (carrier, payload, 0));
            let again = bake(&two, JSON, Standard::Three).unwrap();
            assert_eq!(extract(&again).unwrap().payload.as_str(), JSON);
        }
    }
    let svg = String::from_utf8(bake(SVG.as_bytes(), hosted, Standard::Two).unwrap()).unwrap();
    assert!(svg.contains(r#"xmlns:openbadges="http://openbadges.org""#), "{svg}");
    assert!(svg.contains(r#"<openbadges:assertion verify="https://example.org/a/1"><![CDATA[{"#), "{svg}");
    let other = svg.replace(r#"verify="https://example.org/a/1""#, r#"verify="https://example.org/a/2""#);
    assert!(matches!(extract(other.as_bytes()), Err(CarrierError::Refused(_))), "never verify one and show the other");
}
