//! A second badge in another encoding than the standard's, or in a picture within the
//! file, and honest files in which such things hold none.

use std::io::Write as _;

use super::*;

const THREE: &str = "openbadgecredential";
const OTHER: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"credentialSubject":{"id":"did:example:eve","name":"Eve Ö"}}"#;

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn base64_of_addresses(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn token() -> String {
    let [head, body, signature] =
        [r#"{"alg":"EdDSA"}"#, OTHER, "signature"].map(|part| base64_of_addresses(part.as_bytes()));
    format!("{head}.{body}.{signature}")
}

fn lines(text: &str, length: usize) -> String {
    let lines: Vec<String> =
        text.as_bytes().chunks(length).map(|line| String::from_utf8(line.to_vec()).unwrap()).collect();
    lines.join("\n")
}

fn each(text: &str, write: impl Fn(u8) -> String) -> String {
    text.bytes().map(write).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn signs_by(text: &str, write: impl Fn(u8) -> String) -> String {
    each(text, |byte| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => write(byte),
    })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::GzBuilder::new().filename("badge.svg").write(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// An archive of one packed file.
fn zip(bytes: &[u8]) -> Vec<u8> {
    let packed = zlib(bytes);
    let packed = &packed[2..packed.len() - 4];
    [b"PK\x03\x04\x14\0\0\0\x08\0", &[0; 16][..], &[5, 0, 0, 0], b"a.txt", packed].concat()
}

/// Texts that are the badge in an encoding.
fn encoded() -> Vec<String> {
    let plain = base64(OTHER.as_bytes());
    let utf16: Vec<u8> = OTHER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        plain.clone(),
        base64_of_addresses(OTHER.as_bytes()),
        lines(&plain, 76),
        lines(&plain, 7),
        format!("data:application/json;base64,{plain}"),
        format!("A badge {plain} of mine"),
        format!("xyz{plain}"),
        format!("See {plain}."),
        format!("a.{plain}.b"),
        base64(plain.as_bytes()),
        base64(&utf16),
        base64(&gzip(OTHER.as_bytes())),
        base64(&zlib(OTHER.as_bytes())),
        base64(&zip(OTHER.as_bytes())),
        base64(hex(OTHER.as_bytes()).as_bytes()),
        base64(format!("<x><![CDATA[{OTHER}]]></x>").as_bytes()),
        hex(OTHER.as_bytes()),
        hex(OTHER.as_bytes()).to_uppercase(),
        lines(&hex(OTHER.as_bytes()), 72),
        each(OTHER, |byte| format!("{byte:02x} ")),
        signs_by(OTHER, |byte| format!("%{byte:02X}")),
        signs_by(OTHER, |byte| format!("%{byte:02x}")).replace('%', "%25"),
        each(OTHER, |byte| format!("%{byte:02X}")),
        each(OTHER, |byte| format!("\\x{byte:02x}")),
        each(OTHER, |byte| format!("={byte:02X}")),
        signs_by(OTHER, |byte| format!("=\n={byte:02X}")),
        OTHER.chars().map(|letter| format!("\\u{:04x}", u32::from(letter))).collect(),
        OTHER.chars().map(|letter| format!("&#{};", u32::from(letter))).collect(),
        OTHER.chars().map(|letter| format!("&#x{:X};", u32::from(letter))).collect(),
        OTHER.replace('"', "&quot;"),
        OTHER.replace('{', "&lbrace;").replace('}', "&rcub;").replace('"', "&quot;"),
        OTHER.replace('"', "\\\""),
        // Behind what begins like a picture or a document.
        format!("R0lGODlhX\n{plain}"),
        format!("UklGRg {plain}"),
        format!("/9j/A\n{plain}"),
        format!("JVBERi {plain}"),
        format!("{} {plain}", base64(&png_of(&[]))),
        lines(&plain, 60).replace('\n', "\\n"),
        each(OTHER, |byte| format!("{byte:02x}:")),
        each(OTHER, |byte| format!("0x{byte:02X}, ")),
        base64(&[&gzip(b"a picture of a kite")[..], &gzip(OTHER.as_bytes())].concat()),
        base64(&[b"x", &gzip(OTHER.as_bytes())[..]].concat()),
        format!("data:application/json,{}", signs_by(&plain, |byte| format!("%{byte:02X}"))),
        format!(r#"{{"note":["{plain}"]}}"#),
    ]
}

/// The pictures, packed files and texts in which a badge may lie of its own.
fn carriers() -> Vec<Vec<u8>> {
    let chunk_of = |kind: &[u8; 4], text: &[u8]| chunk(kind, &[b"Comment\0\0", text].concat());
    let png = png_of(&[itxt(THREE, OTHER), chunk(b"IDAT", b"x")]);
    let svg = |inside: &str| format!("<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0'>{inside}</svg>").into_bytes();
    let image = format!("<image href=\"data:image/png;base64,{}\"/>", base64(&png));
    vec![
        png.clone(),
        [&png_of(&[])[..], &png].concat(),
        [&png_of(&[])[..], b"\0\x01\xff", &png].concat(),
        [&b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9"[..], &png].concat(),
        png_of(&[chunk_of(b"zTXt", &zlib(OTHER.as_bytes()))]),
        png_of(&[chunk_of(b"tEXt", base64(&png).as_bytes())]),
        png_of(&[chunk_of(b"tEXt", &png)]),
        png_of(&[chunk(b"prVt", &png)]),
        png[..png.len() - 20].to_vec(),
        svg(&format!("<o:credential><![CDATA[{OTHER}]]></o:credential>")),
        svg(&format!("<o:credential verify=\"{}\"/>", base64(OTHER.as_bytes()))),
        svg(&image),
        gzip(&svg(&image)),
        [&png_of(&[])[..], &svg(&format!("<!-- {OTHER} -->"))].concat(),
        [&png_of(&[])[..], &gzip(OTHER.as_bytes())].concat(),
    ]
    .into_iter()
    .filter(|carrier| !carrier.ends_with(&gzip(OTHER.as_bytes())))
    .collect()
}

fn in_png(kind: &[u8; 4], keyword: &str, text: &[u8]) -> Vec<u8> {
    let more: &[u8] = if kind == b"iTXt" { b"\0\0\0\0\0" } else { b"\0" };
    png_of(&[itxt(THREE, JSON), chunk(kind, &[keyword.as_bytes(), more, text].concat())])
}

fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'><circle r='4'/>{inside}\
         <o:credential><![CDATA[{JSON_IN_SVG}]]></o:credential></svg>"
    )
}

const JSON_IN_SVG: &str = r#"{"a":1}"#;

/// Files with a text in each place in which one may lie.
fn with(text: &str) -> Vec<Vec<u8>> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let exif = [b"II*\0\x08\0\xff\xfeASCII\0\0\0", text.as_bytes(), b"\0\xff"].concat();
    vec![
        in_png(b"tEXt", "Comment", text.as_bytes()),
        in_png(b"iTXt", "XML:com.adobe.xmp", text.as_bytes()),
        in_png(b"zTXt", "Comment", &[b"\0", &zlib(text.as_bytes())[..]].concat()),
        png_of(&[itxt(THREE, JSON), chunk(b"eXIf", &exif)]),
        drawing(&format!("<!--{}-->", text.replace("--", "- -"))).into_bytes(),
        drawing(&format!("<desc>{escaped}</desc>")).into_bytes(),
        drawing(&format!("<g data-x=\"{}\"/>", escaped.replace('\n', "&#10;"))).into_bytes(),
        drawing(&format!("<g data-x=\"{escaped}\"/>")).into_bytes(),
    ]
}

#[test]
fn a_second_badge_is_told_in_whichever_encoding_it_lies() {
    for text in encoded() {
        for file in with(&text) {
            let found = extract(&file).unwrap();
            assert_eq!(found.notes, [Note::Another], "{text}: {}: {found:?}", String::from_utf8_lossy(&file));
            // What reads like a badge in spite of its signs is one more, to some program.
            assert!(found.others.contains(&json(OTHER)), "{text}: {:?}", found.others);
        }
    }
}

#[test]
fn a_second_badge_is_told_in_whichever_part_of_a_token_or_of_json_it_lies() {
    let coded = |text: &str| base64_of_addresses(text.as_bytes());
    let data = format!("{}.{}.AAAA", coded(r#"{"alg":"none"}"#), coded(&format!(r#"{{"data":{OTHER}}}"#)));
    let signature = format!("{}.e30.{}", coded(r#"{"alg":"none"}"#), coded(OTHER));
    let within = format!("{}.{}.AAAA", coded(r#"{"alg":"none"}"#), coded(&format!(r#"{{"data":"{}"}}"#, token())));
    let key = serde_json::json!({ OTHER: 1 }).to_string();
    let inner = serde_json::json!({ "x": { token(): 1 } }).to_string();
    for (text, other) in [
        (data.clone(), json(OTHER)),
        (format!("see {data} there"), json(OTHER)),
        (lines(&data, 40), json(OTHER)),
        (signature, json(OTHER)),
        (within, Payload::Jwt(token())),
        (key, json(OTHER)),
        (inner, Payload::Jwt(token())),
    ] {
        for file in with(&text) {
            let found = extract(&file).unwrap();
            let is_same = |one: &Payload| text::same_badge(one, &other);
            assert!(found.others.iter().any(is_same), "{text}: {}: {found:?}", String::from_utf8_lossy(&file));
        }
    }
}

#[test]
fn a_second_badge_that_is_packed_in_any_part_is_told_whatever_its_bytes_look_like() {
    // In one of them no byte is a sign of a badge as it is written.
    for number in 0..40 {
        let other = OTHER.replace('{', &format!("{{\"n\":{number},"));
        // A window of 512 bytes, which is enough for little.
        let mut small = zlib(other.as_bytes());
        small[..2].copy_from_slice(&[0x18, 0x19]);
        for packed in [gzip(other.as_bytes()), zlib(other.as_bytes()), zip(other.as_bytes()), small] {
            let profile = [b"ICC Profile\0\0", &packed[..]].concat();
            for part in [
                chunk(b"prVt", &packed),
                chunk(b"eXIf", &[b"II*\0\x08\0\0\0", &packed[..]].concat()),
                chunk(b"iCCP", &profile),
            ] {
                let found = extract(&png_of(&[itxt(THREE, JSON), part])).unwrap();
                let is_other = |one: &Payload| text::same_badge(one, &json(&other));
                assert!(found.others.iter().any(is_other), "{number}: {found:?}");
            }
        }
    }
    let within = png_of(&[chunk(b"zTXt", &[b"openbadges\0\0", &zlib(b"https://example.org/1")[..]].concat())]);
    let found = extract(&png_of(&[itxt(THREE, JSON), chunk(b"prVt", &within)])).unwrap();
    assert_eq!(found.notes, [Note::NotLookedAt(1)]);
}

#[test]
fn a_second_badge_in_utf_16_is_told_wherever_it_begins() {
    let coded = base64(OTHER.as_bytes());
    for (text, other) in [(OTHER, json(OTHER)), (&token(), Payload::Jwt(token())), (&coded, json(OTHER))] {
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let wide: Vec<u8> = text.encode_utf16().flat_map(order).collect();
            for (before, after) in
                [(&b"UNICODE\0"[..], &b""[..]), (b"x", b".z"), (b"x\0 \0", b"\0\0"), (b"\x9c\0\0", b"")]
            {
                let bytes = [b"Exif\0\0II*\0\x08\0\0\0", before, &wide, after].concat();
                let beside = |part: Vec<u8>| png_of(&[itxt(THREE, JSON), part]);
                let comment = [b"Comment\0\0\0\0\0", before, &wide, after].concat();
                for file in [
                    beside(chunk(b"eXIf", &bytes)),
                    beside(chunk(b"prVt", &bytes)),
                    beside(chunk(b"iTXt", &comment)),
                    drawing(&format!("<desc>{}</desc>", base64(&bytes))).into_bytes(),
                ] {
                    let found = extract(&file).unwrap();
                    assert!(found.others.contains(&other), "{before:?} {}: {found:?}", String::from_utf8_lossy(&file));
                }
            }
        }
    }
}

#[test]
fn a_second_badge_is_told_in_whichever_picture_it_lies_within_the_file() {
    for carrier in carriers() {
        let address = format!("data:image/png;base64,{}", base64(&carrier));
        let hexadecimal = lines(&hex(&carrier), 72);
        for text in [address, hexadecimal, base64(&carrier)] {
            let mut files = with(&text);
            files.push(drawing(&format!("<image href=\"{text}\"/>")).into_bytes());
            files.push(drawing(&format!("<style>.a{{background:url({text})}}</style>")).into_bytes());
            for file in files {
                let found = extract(&file).unwrap();
                let shown = String::from_utf8_lossy(&carrier);
                assert!(found.others.contains(&json(OTHER)), "{shown}: {}: {found:?}", String::from_utf8_lossy(&file));
            }
        }
        for file in [in_png(b"tEXt", "Comment", &carrier), png_of(&[itxt(THREE, JSON), chunk(b"prVt", &carrier)])] {
            let found = extract(&file).unwrap();
            assert!(found.others.contains(&json(OTHER)), "{found:?}");
        }
    }
    // An address alone, under a carrier's own name, and what is packed there.
    let older = png_of(&[chunk(b"tEXt", b"openbadges\0https://example.org/1")]);
    let found = extract(drawing(&format!("<image href=\"data:image/png;base64,{}\"/>", base64(&older))).as_bytes());
    assert_eq!(found.unwrap().others, [Payload::Url("https://example.org/1".into())]);
    let packed = png_of(&[chunk(b"zTXt", b"openbadges\0\0x\x9c")]);
    let found = extract(drawing(&format!("<image href=\"data:image/png;base64,{}\"/>", base64(&packed))).as_bytes());
    assert_eq!(found.unwrap().notes, [Note::NotLookedAt(1)]);
}

#[test]
fn the_same_badge_in_another_encoding_is_the_same_and_a_token_is_told_once() {
    let files = [
        png_of(&[itxt(THREE, OTHER), itxt("Comment", &base64(OTHER.as_bytes()))]),
        png_of(&[itxt(THREE, &token()), itxt("Comment", &base64(token().as_bytes()))]),
        png_of(&[itxt(THREE, &token()), itxt("Comment", &format!("https://e.org/?a=%20&amp;vc={}", token()))]),
    ];
    for file in files {
        let found = extract(&file).unwrap();
        assert_eq!((found.others, found.notes), (vec![], vec![Note::Repeated]));
    }
    let told = format!("%20 {} &amp; {OTHER}", token());
    let found = extract(&in_png(b"tEXt", "Comment", told.as_bytes())).unwrap();
    assert!(found.notes == [Note::Another] && found.others.len() == 2, "{found:?}");
}

/// Bytes as even as packed ones (xorshift).
fn noise(length: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn honest_pictures_fonts_and_profiles_within_a_file_are_passed_over_in_silence() {
    let photograph = [&b"\xff\xd8\xff\xe0\0\x10JFIF\0"[..], &noise(400_000)].concat();
    let screen = png_of(&[
        itxt(
            "XML:com.adobe.xmp",
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><x:a>Made for the recipient &#169;</x:a></x:xmpmeta>",
        ),
        chunk(b"iCCP", &[b"Profile\0\0", &zlib(&noise(3_000))[..]].concat()),
        chunk(b"IDAT", &noise(60_000)),
    ]);
    let font = [&b"wOF2\0\x01\0\0"[..], &noise(100_000)].concat();
    let thumbnail = lines(&base64(&[&b"\xff\xd8\xff\xe1"[..], &noise(9_000)].concat()), 76).replace('\n', "&#xA;");
    let page = base64(b"<svg xmlns='http://www.w3.org/2000/svg'><style>.a{fill:red}</style><path d='M0 0'/></svg>");
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2Uub3JnIiwic2NvcGUiOiJhbGwifQ.c2ln";
    for text in [
        format!("data:image/jpeg;base64,{}", base64(&photograph)),
        format!("data:image/png;base64,{}", base64(&screen)),
        format!("@font-face{{font-family:A;src:url(data:font/woff2;base64,{})}}", base64(&font)),
        format!("<x:xmpmeta xmlns:x='adobe:ns:meta/'><x:image>{thumbnail}</x:image></x:xmpmeta>"),
        format!("data:image/svg+xml;base64,{page}"),
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cpath d='M0 0'/%3E%3C/svg%3E".into(),
        format!("\nexif\n    4096\n{}\n", lines(&hex(&noise(4_096)), 72)),
        format!("{{\"nodes\":[\"{}\"],\"a\":\"\\u00e9 50% =20 &amp; \\\\x41\"}}", base64(&noise(5_000))),
        "A long sentence without any sign in it that goes on and on for as long as it likes to".into(),
        "M0 0 24 24 12 12 18 18 0 0 24 24 12 12 18 18 0 0 24 24 12 12 18 18 0 0 24 24 12 12 18 18".repeat(300),
        format!("https://example.org/?a=%7B1%7D&b=%22c%22 and {token} for the recipient"),
        "b64:".to_owned()
            + &base64(br#"{"badge":{"name":"Kite"},"@context":"https://schema.org","artwork":{"a":[1,2,3]}}"#),
    ] {
        for file in with(&text) {
            let found = extract(&file).unwrap();
            assert_eq!((found.others, found.notes), (vec![], vec![]), "{}", &text[..text.len().min(90)]);
        }
    }
}

#[test]
fn a_large_picture_of_an_even_colour_is_passed_over_in_silence() {
    // The same digits again and again, also those of sixteen.
    let night = base64(&[&b"BM"[..], &vec![0; 5_900_000]].concat());
    let found = extract(drawing(&format!("<image href=\"data:image/bmp;base64,{night}\"/>")).as_bytes()).unwrap();
    assert_eq!((found.others, found.notes), (vec![], vec![]));
}

#[test]
fn however_much_may_be_undone_it_takes_little_time() {
    let small = png_of(&[itxt("Comment", "x")]);
    // Pictures that begin within one another and all end in the same bytes.
    let begun = png_of(&[])[..33].to_vec();
    let nested = (0..2_000).fold(chunk(b"teSt", &noise(500_000)), |rest, _| {
        let kept = (begun.len() + 4).to_be_bytes();
        [&kept[4..], b"teSt", &begun, b"\0\0\0\0", b"\0\0\0\0", &rest].concat()
    });
    let nested = [&begun[..], &nested].concat();
    let bomb = gzip(&vec![b' '; 50_000_000]);
    let layers = (0..12).fold(OTHER.to_owned(), |text, _| base64(text.as_bytes()));
    let signs = "%25&amp;\\u0025=3D\\\\".repeat(90_000);
    let packed = base64(&gzip(b" "));
    for (what, texts) in [
        ("many", vec![base64(OTHER.as_bytes()); 20_000]),
        ("pictures", vec![base64(&small.repeat(20_000))]),
        ("nested", vec![base64(&nested)]),
        ("bomb", vec![base64(&bomb)]),
        ("bombs", vec![base64(&zip(&vec![b' '; 100_000])); 2_000]),
        ("packed", vec![packed; 20_000]),
        ("layers", vec![layers]),
        ("signs", vec![signs.clone(), signs]),
        ("letters", vec!["QUFB".repeat(480_000); 6]),
        ("names", vec![base64(&b"\x1f\x8b\x08\x18".repeat(500_000))]),
        ("blocks", vec![base64(&blocks(2_000_000))]),
    ] {
        let parts: Vec<_> = texts.iter().map(|text| itxt("a", text)).collect();
        let comments: String = texts.iter().map(|text| format!("<!--{text}-->")).collect();
        let raw = match what {
            "names" => chunk(b"prVt", &b"\x1f\x8b\x08\x18".repeat(1_000_000)),
            "blocks" => chunk(b"prVt", &blocks(4_000_000)),
            _ => Vec::new(),
        };
        let files = [png_of(&[vec![itxt(THREE, JSON), raw], parts].concat()), drawing(&comments).into_bytes()];
        for file in files.into_iter().filter(|file| file.starts_with(b"\x89") || file.len() < MAX_SVG) {
            let started = cpu_seconds();
            let found = extract(&file);
            let took = cpu_seconds() - started;
            assert!(took < 3.0, "{what}: {took} s: {found:?}");
        }
    }
}

/// Heads of gzip, each before blocks of which nothing comes and that go on to the end.
fn blocks(length: usize) -> Vec<u8> {
    let head = b"\x1f\x8b\x08\0\0\0\0\0\0\0";
    let stored = |bytes: &[u8]| {
        let length = (bytes.len() as u16).to_le_bytes();
        [&[0], &length[..], &length.map(|byte| !byte), bytes].concat()
    };
    // The next head lies within a block of the one before.
    let heads: Vec<u8> = (0..700).flat_map(|_| stored(head)).collect();
    [head, &heads[..], &stored(b"").repeat(length / 5)].concat()
}

/// PNGs of which each lies in a part of the next, around a text.
fn within_one_another(levels: usize, text: &[u8]) -> Vec<u8> {
    let header = png_of(&[])[..33].to_vec();
    let end = chunk(b"IEND", b"");
    let innermost = [&header[..], &chunk(b"prVt", text), &end].concat();
    // A checksum is not asked for.
    let after = [&[0; 4], &end[..]].concat();
    let mut length = innermost.len();
    let mut before: Vec<Vec<u8>> = Vec::new();
    for _ in 0..levels {
        before.push([&header[..], &u32::try_from(length).unwrap().to_be_bytes(), b"prVt"].concat());
        length += header.len() + 8 + after.len();
    }
    before.reverse();
    [before.concat(), innermost, after.repeat(levels)].concat()
}

#[test]
fn pictures_within_pictures_are_looked_at_to_a_depth_and_what_is_deeper_is_told() {
    let shallow = png_of(&[itxt(THREE, JSON), chunk(b"prVt", &within_one_another(3, OTHER.as_bytes()))]);
    assert_eq!(extract(&shallow).unwrap().others, [json(OTHER)]);
    for levels in [12, 20_000] {
        let deep = within_one_another(levels, OTHER.as_bytes());
        let address = format!("<image href=\"data:image/png;base64,{}\"/>", base64(&deep));
        let other = png_of(&[itxt(THREE, JSON), chunk(b"tEXt", &[b"Comment\0", &deep[..]].concat())]);
        for file in [png_of(&[itxt(THREE, JSON), chunk(b"prVt", &deep)]), other, drawing(&address).into_bytes()] {
            let found = extract(&file).unwrap();
            assert!(found.notes.iter().any(|note| matches!(note, Note::NotLookedAt(_))), "{levels}: {:?}", found.notes);
        }
    }
}

#[test]
fn a_picture_within_a_file_with_too_many_parts_was_not_looked_at() {
    let crowded = png_of(&vec![chunk(b"prVt", b""); 100_001]);
    let found = extract(&png_of(&[itxt(THREE, JSON), chunk(b"prVt", &[b"{", &crowded[..]].concat())])).unwrap();
    assert_eq!(found.notes, [Note::NotLookedAt(1)]);
}

#[test]
fn what_would_take_too_much_memory_at_once_is_not_made_and_was_not_looked_at() {
    let megabytes = |text: &str, many: usize| text.repeat((many << 20) / text.len());
    let letters = format!("%41=41{}", megabytes(".,;:!?()", 17));
    let layers = (0..2).fold(base64(&noise(9 << 20)), |text, _| base64(text.as_bytes()));
    for text in [letters, megabytes("%41", 17), layers] {
        let found = extract(&png_of(&[itxt(THREE, JSON), itxt("Comment", &text)])).unwrap();
        assert!(matches!(found.notes[..], [Note::NotLookedAt(_)]), "{:?}", found.notes);
    }
    let found = extract(&in_png(b"iTXt", "Comment", format!("%20{}", megabytes(".,;:!?()", 11)).as_bytes())).unwrap();
    assert_eq!(found.notes, []);
}
