//! What is a key, and what is none.

use super::binary::PKCS_5;
use super::*;

#[test]
fn keys_of_every_kind_are_known_and_nothing_else_is() {
    let wide = |text: &str| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n";
    let keys: Vec<Vec<u8>> = [
        r#"{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}]}"#,
        r#"[{"kty":"oct","k":"c"}]"#,
        "\u{feff}{\"kty\":\"OKP\",\"d\":\"c\"}",
        r#"{"kty":"OKP","d":"c",}"#,
        r#"{"format":1,"did":"did:key:z","seal":{"sealed":"#,
        r#"{"id":"did:web:e.org","verificationMethod":[{"privateKeyMultibase":"z"}]}"#,
        r#"{"didDocument":{"keyAgreement":[{"secretKeyJwk":{}}]}}"#,
        pem,
        "a certificate\n-----BEGIN OPENSSH PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
        "PuTTY-User-Key-File-3: ssh-ed25519",
        "# made today\nAGE-SECRET-KEY-1ABC",
        "untrusted comment: minisign encrypted secret key",
        concat!(r#"{"type":"service_account","a":"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBC"#, r#"IEIJ+D\n"}"#),
        r#"{"web":{"client_id":"a","client_secret":"b"}}"#,
        r#"{"SecretAccessKey":"b"}"#,
        r#"{"encrypted-private-key":"b"}"#,
        concat!(r#"KEY="-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBC"#, r#"IEIJ+D\n-----END PRIVATE KEY-----\n""#),
        concat!(r#"{"a":"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBC"#, r#"IEIJ+D\n","#),
        "key = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n",
        "A: -----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEZ0AAABYJKwYBBAHaRw8B\n",
        "// of the harbour\n{\"kty\":\"OKP\",\"d\":\"c\"}",
        "# one\n/* two\n */ {\"kty\":\"OKP\",\"d\":\"c\",}",
        r#""{\"kty\": \"OKP\", \"d\": \"b\"}""#,
        r#"{"jwk":"{\"kty\": \"OKP\", \"d\": \"b\"}"}"#,
        "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQi\nkTmiCqirVv9mWG9qfSnF\n",
        "MC4CAQAwBQYDK2VwBCIEIJ-DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSk",
        "(11:private-key(3:ecc(5:curve",
        "#\n-----BEGIN OpenVPN Static key V1-----\n00",
        "\u{7}\u{2}\0\0\0\u{24}\0\0RSA2\0\u{8}\0\0",
        "ECS2\u{20}\0\0\0aa",
        "\0\0\0\u{b}ssh-ed25519\0\0\0@",
        "\0\0\0\u{2}\0\0\0\u{14}",
        "\u{5}\u{2}\0\0\0@",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into_iter()
    .chain([wide(pem), vec![0x30, 0x2e, 2, 1, 0, 0x30, 5], vec![0x30, 0x82, 1, 2, 2, 1, 0, 2, 0x81]])
    .chain([[&[0x30, 0x81, 0x9b, 0x30, 0x57, 6, 9][..], &PKCS_5, &[0x0d]].concat(), vec![0xfe, 0xed, 0xfe, 0xed]])
    .chain([vec![0x94, 0x58, 4, 1, 2, 3, 4, 22], vec![0x95, 3, 0x98, 4, 1, 2, 3, 4, 1]])
    .chain([vec![0xc5, 0x58, 6, 1, 2, 3, 4, 27], vec![0xc7, 0xc1, 0, 4, 1, 2, 3, 4, 18]])
    .chain([vec![0x95, 3, 0x98, 3, 1, 2, 3, 4, 0, 0, 1]])
    .chain([vec![0x1e, 0xf1, 0xb5, 0xb0, 0], vec![0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb]])
    .collect();
    for key in keys {
        assert!(is_secret(&key), "{}", String::from_utf8_lossy(&key));
    }
    for other in [
        &b""[..],
        br#"{"keys":[{"kty":"OKP","x":"a"}]}"#,
        br#"{"badge":{"narrative":"Tell what\n-----BEGIN PRIVATE KEY-----\nmeans."}}"#,
        b"Keep what is behind -----BEGIN PRIVATE KEY----- to yourself.",
        b"-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n",
        b"-----BEGIN CERTIFICATE-----\nMIIB\n",
        b"\x89PNG\r\n\x1a\n",
        br#"{"private_key_id":"1","privateKeyPath":"a.pem","hasPrivateKey":true,"secret_key":"","privateKey":null}"#,
        br#"{"narrative":"Not so:\n-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+D"}"#,
        br#"KEY="-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7""#,
        b"// of the harbour\n{\"kty\":\"OKP\",\"x\":\"c\"}",
        br#""{\"kty\": \"OKP\", \"x\": \"b\"}""#,
        b"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n",
        b"Badge\n",
        b"RSA2 and ECS2 are names.",
        b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF a",
        &[7, 2, 0, 0, 0, 0x24, 0, 0, 0x52, 0x53, 0x41, 0x31, 0, 8, 0, 0],
        &[0x99, 1, 0x0d, 4, 1, 2, 3, 4, 1],
        &[0xc6, 0x33, 4, 1, 2, 3, 4, 22],
        &[0x95, 3, 0x98, 7, 1, 2, 3, 4, 1],
        &[0x94, 0x58, 4],
        &[0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70],
        &[0x30, 0x82, 1, 2, 0x30, 0x82, 1, 1, 0xa0, 3],
    ] {
        assert!(!is_secret(other), "{}", String::from_utf8_lossy(other));
    }
}

const SEED: [u8; 32] = [
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5,
    0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base58(parts: &[&[u8]]) -> String {
    bs58::encode(parts.concat()).into_string()
}

fn base64(bytes: &[u8]) -> String {
    use ::base64::Engine as _;
    ::base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn base64url(bytes: &[u8]) -> String {
    base64(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// The seed in DER, behind what says that it is one of Ed25519.
fn der() -> Vec<u8> {
    [&[0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20][..], &SEED].concat()
}

#[test]
fn a_key_in_any_code_is_known_alone_in_a_field_and_in_settings() {
    use sha2::{Digest as _, Sha256};
    let both = [SEED, SEED].concat();
    let wallet = [&[0x80][..], &SEED, &[1]].concat();
    let sum = Sha256::digest(Sha256::digest(&wallet));
    let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{0}","d":"{0}"}}"#, base64url(&SEED));
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", base64(&der()));
    // What tells by itself that it is a key.
    let telling = [
        base64(&der()),
        base64url(&der()),
        base64(pem.as_bytes()),
        base64(jwk.as_bytes()),
        format!("z{}", base58(&[&[0x80, 0x26], &SEED])),
        format!("z{}", base58(&[&[0x80, 0x26], &both])),
        format!("z{}", base58(&[&[0x81, 0x26], &SEED])),
        format!("z{}", base58(&[&[0x86, 0x26], &SEED])),
        format!("z{}", base58(&[&[0x87, 0x26], &both[..48]])),
        format!("u{}", base64url(&[&[0x80, 0x26], &SEED[..]].concat())),
        format!("f8026{}", hex(&SEED)),
        base58(&[&wallet, &sum[..4]]),
    ];
    // What is one where it stands alone, or where it is called one.
    let bare = [
        hex(&SEED),
        format!("0x{}", hex(&SEED).to_uppercase()),
        hex(&both),
        base58(&[&SEED]),
        base58(&[&both]),
        base64(&SEED),
        "legal winner thank year wave sausage worth useful legal winner thank yellow".to_owned(),
    ];
    let list = |bytes: &[u8]| format!("{bytes:?}");
    let mut files: Vec<String> = Vec::new();
    for key in telling.iter().chain(&bare) {
        files.extend([key.clone(), format!("# of the harbour\n{key}\n"), format!("\"{key}\"\n")]);
        files.push(format!("name = 1\nissuer_seed = \"{key}\"\n"));
        files.push(format!(r#"{{"of":{{"seedHex":"{key}"}}}}"#));
    }
    for key in &telling {
        files.extend([
            format!("A=1\nexport ISSUER_KEY={key}\n"),
            format!("issuer:\n  - key: '{key}' # ours\n"),
            format!(r#"{{"issuer":["{key}"]}}"#),
            format!("The key is {key}, says the harbour.\n"),
        ]);
    }
    for (name, key) in ["privateKeyMultibase", "secretKeyMultibase", "privateKeyBase58", "private_key_hex"]
        .into_iter()
        .zip(["zAbCdEfGhJkMnPqRsTuV".to_owned(), telling[4].clone(), base58(&[&SEED]), hex(&SEED)])
    {
        files.extend([
            format!("{name}: {key}"),
            format!("  - {name}: \"{key}\"\n"),
            format!("{name}={key}"),
            format!(r#"{{"{name}":"{key}"}}"#),
            format!(r#"{{"{name}":"{key}",}}"#),
            format!("export {}='{key}'", name.to_uppercase()),
        ]);
    }
    files.extend([
        list(&both),
        list(&SEED),
        format!("KEY={}", list(&both)),
        format!("KEY={jwk}"),
        format!("A=1\nKEY='{jwk}'\nB=2"),
        format!("KEY=\"{}\"", jwk.replace('"', "\\\"")),
        format!("{{\"a\":1}}\n{jwk}\n"),
        format!("keys:\n  - kty: OKP\n    crv: Ed25519\n    d: {}\n", base64url(&SEED)),
        format!("key: {{kty: EC, crv: P-256, d: {}}}\n", base64url(&SEED)),
        format!("[key]\nkty = \"OKP\"\nd = \"{}\"\n", base64url(&SEED)),
    ]);
    for file in &files {
        assert!(is_secret(file.as_bytes()), "{file}");
        let lines = file.replace('\n', "\r\n");
        assert!(is_secret(lines.as_bytes()), "with other ends of lines: {file}");
    }
    assert!(is_secret(&SEED) && is_secret(&both), "the bytes of a key");
}

/// Digits in lines, as OpenSSL writes them.
fn in_lines(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.chunks(15).map(|line| format!("    {}", line.join(":"))).collect::<Vec<_>>().join(":\n")
}

#[test]
fn a_key_is_known_by_what_it_is_called_and_by_how_long_it_is() {
    let (digits, sixty_four) = (hex(&SEED), base64(&SEED));
    let p384 = [&SEED[..], &SEED[..16]].concat();
    let mut files: Vec<String> = Vec::new();
    for name in ["ISSUER_PRIVATE", "SIGNING_KEY", "BADGE_KEY", "ED25519_SK", "DID_SEED", "KEY_SEED_B64", "HOOK_SECRET"]
    {
        for value in [&digits, &sixty_four, &base58(&[&SEED]), &hex(&p384), &base64(&[SEED, SEED].concat())] {
            files.extend([
                format!("A=1\n{name}={value}\nB=2\n"),
                format!("export {name}='{value}' # ours\n"),
                format!("{}: {value}\n", name.to_lowercase().replace('_', "-")),
            ]);
        }
    }
    for name in ["private", "priv", "sk", "seed", "signingKey", "issuerKey", "secretKeyBase64", "privateKeyPemB64"] {
        files.extend([
            format!(r#"{{"public":"{sixty_four}","{name}":"{sixty_four}"}}"#),
            format!(r#"{{"{name}":"{digits}"}}"#),
            format!(r#"{{"{name}":{SEED:?}}}"#),
            format!(r#"{{"{name}":{{"type":"Buffer","data":{SEED:?}}}}}"#),
            format!("[issuer]\n{name} = \"{digits}\"\n"),
            format!("of:\n  {name}: |\n    {sixty_four}\n  b: 1\n"),
            format!("{name}: >-\n  {}\n  {}\n", &digits[..32], &digits[32..]),
            format!("- {name}:\n    {digits}\n"),
            format!("<key>\n  <{name} code=\"hex\">\n{digits}\n</{name}></key>"),
            // As a cluster keeps it: whatever it is, once more in base64.
            format!("kind: Secret\ndata:\n  {name}: {}\n", base64(format!("{digits}\n").as_bytes())),
        ]);
    }
    let locked = base64url(br#"{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","cty":"jwk+json"}"#);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", base64(&der()));
    files.extend([
        format!("kind: Secret\ndata:\n  tls.key: {}\n", base64(pem.as_bytes())),
        format!("kind: Secret\nstringData:\n  tls.key: |\n    {}\n", pem.replace('\n', "\n    ")),
        format!(r#"{{"crv":"Ed25519","x":"{0}","d":"{0}"}}"#, base64url(&SEED)),
        format!(r#"{{"n":"{0}","e":"AQAB","d":"{0}"}}"#, base64url(&[7; 256])),
        format!("crv: Ed25519\nx: {0}\nd: {0}\n", base64url(&SEED)),
        format!("{locked}.{}.AAAA.BBBB.CCCC", base64url(&SEED)),
        format!(r#"{{"key":"{locked}.AAAA.BBBB.CCCC.DDDD"}}"#),
        format!(r#"{{"protected":"{locked}","ciphertext":"AAAA"}}"#),
        format!(r#"{{"type":"Buffer","data":{SEED:?}}}"#),
        format!(
            "<RSAKeyValue><Modulus>{0}</Modulus><Exponent>AQAB</Exponent><P>{0}</P><D>{0}</D></RSAKeyValue>",
            base64(&[7; 128])
        ),
        format!("ED25519 Private-Key:\npriv:\n{}\npub:\n{}\n", in_lines(&SEED), in_lines(&SEED)),
        format!("Private-Key: (256 bit)\npriv:\n{}\n", in_lines(&[&[0], &SEED[..]].concat())),
        format!("Private-Key: (2048 bit)\nprivateExponent:\n{}\nprime1:\n", in_lines(&[9; 256])),
        r#"{"address":"aa","crypto":{"cipher":"aes-128-ctr","ciphertext":"bb","kdf":"scrypt"},"version":3}"#.to_owned(),
        r#"{"Crypto":{"ciphertext":"bb","kdf":"pbkdf2"}}"#.to_owned(),
        format!(
            "My key:\n\n> {{\n>   \"seal\": {{\n>     \"kdf\": \"argon2id\",\n>     \"sealed\": \"{sixty_four}\"\n"
        ),
        format!("\n> {{\"did\": \"did:key:z\", \"seal\": {{\"sealed\": \"{sixty_four}\", \"kdf\": \"argon2id\"}}}}"),
    ]);
    for file in &files {
        assert!(is_secret(file.as_bytes()), "{file}");
        assert!(is_secret(file.replace('\n', "\r\n").as_bytes()), "with other ends of lines: {file}");
    }
    assert!(is_secret(&p384), "the bytes of a key of P-384");
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let wide: Vec<u8> = pem.encode_utf16().flat_map(bytes).collect();
        assert!(is_secret(&wide), "two bytes for each sign, and no mark");
    }
}

#[test]
fn keys_of_other_programs_and_keys_written_by_hand_are_known() {
    let digits = hex(&SEED);
    let (first, second) = digits.split_at(32);
    let pairs: Vec<&str> = (0..64).step_by(2).map(|at| &digits[at..at + 2]).collect();
    let words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    let numbered = |between: &str| {
        let words = words.split(' ').enumerate().map(|(place, word)| format!("{}. {word}", place + 1));
        words.collect::<Vec<_>>().join(between)
    };
    for file in [
        format!("Key: (private-key (ecc (curve Ed25519)(flags eddsa)(q\n  #40{digits}#)(d #{digits}#)))\n"),
        format!("Created: 1\nKey: (protected-private-key (rsa (n #00{digits}#)(protected openpgp-s2k3-ocb-aes\n"),
        format!("(\"private-key\"\n (ecc (d #{digits}#)))"),
        "(21:protected-private-key(3:ecc(5:curve".to_owned(),
        format!("{first}\n{second}\n"),
        pairs.join(" "),
        pairs.join(":"),
        pairs.join("\n"),
        hex(&der()),
        format!("# Keys\n\n```\n{digits}\n```\n"),
        words.replace(' ', "\n"),
        words.replace(' ', "  "),
        words.to_uppercase(),
        numbered("\n"),
        numbered(" "),
        format!("My recovery phrase:\n  {}\n", words.replace(' ', "\n  ")),
    ] {
        assert!(is_secret(file.as_bytes()), "{file}");
    }
    let tor = [&b"== ed25519v1-secret: type0 ==\0\0\0"[..], &SEED, &SEED].concat();
    assert!(is_secret(&tor), "a key of Tor");
}

/// A map in COSE of these fields, each by its name and value in CBOR.
fn cose(fields: &[(u8, &[u8])]) -> Vec<u8> {
    let mut map = vec![0xa0 + u8::try_from(fields.len()).unwrap()];
    fields.iter().for_each(|(name, value)| map.extend([&[*name], *value].concat()));
    map
}

#[test]
fn keys_in_cose_are_known_and_public_ones_are_none() {
    let bytes = [&[0x58, 32][..], &SEED].concat();
    let (ed25519, p256) = ([0x20, 6], [0x20, 1]);
    let pair = |kind: u8, curve: [u8; 2]| vec![(1, vec![kind]), (curve[0], vec![curve[1]]), (0x21, bytes.clone())];
    let map = |fields: &[(u8, Vec<u8>)]| {
        cose(&fields.iter().map(|(name, value)| (*name, value.as_slice())).collect::<Vec<_>>())
    };
    let (public, other) = (pair(1, ed25519), pair(2, p256));
    let with_secret = |fields: &[(u8, Vec<u8>)]| [fields, &[(0x23, bytes.clone())]].concat();
    let (okp, ec) = (map(&with_secret(&public)), map(&with_secret(&other)));
    let symmetric = cose(&[(1, &[4]), (0x20, &bytes)]);
    let rsa = cose(&[(1, &[3]), (0x20, &bytes), (0x21, &[0x43, 1, 0, 1]), (0x22, &bytes)]);
    let named = cose(&[(1, &[1]), (2, b"\x43key"), (4, &[0x82, 1, 2]), (0x20, &[6]), (0x23, &bytes)]);
    let set = [&[0x82][..], &map(&public), &okp].concat();
    for key in [&okp, &ec, &symmetric, &rsa, &named, &set] {
        assert!(is_secret(key) && is_secret(base64(key).as_bytes()), "{key:02x?}");
    }
    let of_many = [&[0x9b][..], &[0xff; 8]].concat();
    let deep = vec![0x81; 100_000];
    let rsa = cose(&[(1, &[3]), (0x20, &bytes), (0x21, &[0x43, 1, 0, 1])]);
    let badge = cose(&[(0, &bytes), (0x23, &bytes)]);
    for other in [&map(&public), &map(&other), &rsa, &badge, &of_many, &deep, &[okp.as_slice(), b"more"].concat()] {
        assert!(!is_secret(other), "{:02x?}", other.get(..40.min(other.len())));
    }
}

#[test]
fn stores_of_keys_are_known_by_how_they_begin_however_large_they_are() {
    let sqlite =
        |of_whom: [u8; 4], more: &[u8]| [&b"SQLite format 3\0"[..], &[0; 52], &of_whom, &[0; 28], more].concat();
    let berkeley = |mark: [u8; 4]| [&[0; 12][..], &mark, &[9, 0, 0, 0]].concat();
    let folder = tempfile::tempdir().unwrap();
    for (place, store) in [
        b"SSH PRIVATE KEY FILE FORMAT 1.1\n\0\x03\0\0".to_vec(),
        b"LUKS\xba\xbe\0\x01aes".to_vec(),
        b"SKUL\xba\xbe\0\x02".to_vec(),
        b"kych\0\x01\0\0\0\0\0\x10".to_vec(),
        b"GnomeKeyring\n\r\0\n\0".to_vec(),
        b"KWALLET\n\r\0\r\n\0".to_vec(),
        b"PWS3 and more".to_vec(),
        b"openssh-key-v1\0\0\0\0\x04none".to_vec(),
        berkeley([0x62, 0x31, 5, 0]),
        berkeley([0, 5, 0x31, 0x62]),
        sqlite([0xf9, 0xbe, 0xb4, 0xd9], b""),
        sqlite([0; 4], b"CREATE TABLE nssPrivate (id PRIMARY KEY)"),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(is_secret(&store), "{}", String::from_utf8_lossy(&store));
        let path = folder.path().join(place.to_string());
        let large = [store.as_slice(), &vec![0; 5 << 20]].concat();
        std::fs::write(&path, &large).unwrap();
        assert!(holds_secret(&path), "{}", String::from_utf8_lossy(&store));
    }
    for other in [sqlite([0; 4], b"CREATE TABLE badges"), b"LUKS is a format.".to_vec(), b"kych and more".to_vec()] {
        assert!(!is_secret(&other), "{}", String::from_utf8_lossy(&other));
    }
}

#[test]
fn keys_in_base_32_and_secrets_of_codes_for_one_time_are_known() {
    let bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".repeat(2);
    let (data, long) = (&bech32[..58], "A2B3C4D5E6F7".repeat(5));
    let stellar = format!("SA{}", &long[..54]);
    let keys = [
        format!("nsec1{data}"),
        format!("NSEC1{}", data.to_uppercase()),
        format!("ncryptsec1{data}"),
        format!("AGE-SECRET-KEY-1{}", data.to_uppercase()),
        format!("AGE-PLUGIN-YUBIKEY-1{}", &data.to_uppercase()[..30]),
        format!("ed25519_sk1{data}"),
        format!("root_xsk1{data}"),
        stellar.clone(),
        "otpauth://totp/Harbour:amy?secret=JBSWY3DPEHPK3PXP&issuer=Harbour".to_owned(),
        "otpauth://hotp/Harbour?counter=1&secret=jbswy3dpehpk3pxp".to_owned(),
        "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4".to_owned(),
    ];
    for key in &keys {
        for file in [
            key.clone(),
            format!("# of the harbour\n{key}\n"),
            format!("A=1\nHARBOUR='{key}'\n"),
            format!(r#"{{"of":["{key}"]}}"#),
            format!("It is {key} for now.\n"),
        ] {
            assert!(is_secret(file.as_bytes()), "{file}");
        }
    }
    for other in [
        format!("npub1{data}"),
        format!("note1{data}"),
        format!("age1{data}"),
        format!("age1yubikey1{data}"),
        format!("addr_vk1{data}"),
        format!("G{}", &stellar[1..]),
        format!("{stellar}A"),
        stellar.to_lowercase(),
        "otpauth://totp/Harbour?issuer=Harbour and no secret=JBSWY3DPEHPK3PXP".to_owned(),
        "What an otpauth address is: otpauth://totp/NAME?secret=...".to_owned(),
        r#"{"narrative":"Nobody writes nsec1 anywhere, nor otpauth://totp/a?secret=JBSWY3DPEHPK3PXP."}"#.to_owned(),
    ] {
        assert!(!is_secret(other.as_bytes()), "{other}");
    }
}

#[test]
fn what_is_called_otherwise_or_is_public_is_no_key() {
    let (digits, sixty_four) = (hex(&SEED), base64(&SEED));
    for file in [
        r#"{"secretKeyCeremony":"Earner led a ceremony","client_secret_note":"none","seedling":"oak"}"#.to_owned(),
        format!("secretKeyCeremony: {}\n", "Ceremony".repeat(4)),
        format!(
            "ISSUER_PUBLIC_KEY={digits}\nPUB_KEY={sixty_four}\nISSUER_PUBKEY={sixty_four}\nVERIFICATION_KEY={digits}\n"
        ),
        format!("publicKey: |\n  {sixty_four}\nverifyKey: >-\n  {digits}\n"),
        format!(
            r#"{{"public":"{sixty_four}","publicKey":{SEED:?},"issuerPublicKeyB64":"{sixty_four}","pub":"{digits}"}}"#
        ),
        format!("ISSUER_KEY=z{}\n", base58(&[&[0xed, 0x01], &SEED])),
        format!("<RSAKeyValue><Modulus>{}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>", base64(&[7; 128])),
        format!("ED25519 Public-Key:\npub:\n{}\n", in_lines(&SEED)),
        format!("sha256: |\n  {digits}\nthumbprint:\n  {digits}\n"),
        "seed: |\n  Sow the tomatoes in March, and water them.\nsecret:\n  name: tls\nprivate: yes\n".to_owned(),
        "A (private-key) stays at home; the private-key (in a safe) too.".to_owned(),
        "Amy\nBert\nClara\nDora\nEmil\nFrieda\nGustav\nHanna\nIda\nJakob\nKlara\nLudwig\n".to_owned(),
        "earners of this badge have taken part in evening course work shared".to_owned(),
        // As many letters as 32 bytes have in base64.
        "Badges of the harbour for people who swim well there\n".to_owned(),
        r#"<svg><path d="M0 0L10 10"/><text x="1">Badge</text></svg>"#.to_owned(),
        r#"{"path":{"d":"M0 0","x":"1","n":"2","p":"3"}}"#.to_owned(),
        format!(
            "{}.e30.{}",
            base64url(br#"{"alg":"EdDSA","typ":"JWT","cty":"vc","kid":"did:web:e.org#a"}"#),
            base64url(&[5; 64])
        ),
        base64(b"-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n"),
    ] {
        assert!(!is_secret(file.as_bytes()), "{file}");
    }
}

#[test]
fn digests_public_keys_signatures_and_badges_are_no_keys() {
    let (digest, commit) = (hex(&SEED), "b0f9e06c3a1d5e7f8091a2b3c4d5e6f708192a3b");
    let public = format!("z{}", base58(&[&[0xed, 0x01], &SEED]));
    let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url(&SEED));
    let list = format!("u{}", base64url(&[&[0x1f, 0x8b, 8, 0][..], &[0; 60]].concat()));
    let did = format!(
        r##"{{"id":"did:web:e.org","verificationMethod":[{{"id":"#a","publicKeyMultibase":"{public}"}},
        {{"publicKeyJwk":{jwk}}},{{"publicKeyBase58":"{}","publicKeyHex":"{digest}"}}],"assertionMethod":["#a"]}}"##,
        base58(&[&SEED])
    );
    for file in [
        format!("{digest}  harbour.badge\n"),
        format!("{digest} *own.key\n{digest}  private.key\n"),
        format!("SHA256 (private.key) = {digest}\n"),
        format!("private.key: {digest}\nsecret.png: {digest}\nseed.txt={digest}\n"),
        format!(r#"{{"harbour.badge":"{digest}","private.key":"{digest}","sha256":"{digest}","commit":"{commit}"}}"#),
        format!("commit = \"{commit}\"\n"),
        commit.to_owned(),
        format!("{commit}\n"),
        format!("ref: refs/heads/main\ncommit {commit}\n"),
        did.clone(),
        did.replace("}]", "},]"),
        format!("keys:\n  - kty: OKP\n    crv: Ed25519\n    x: {}\n    kid: d\n", base64url(&SEED)),
        public.clone(),
        format!("did:key:{public}\n"),
        format!("PUBLIC_KEY={public}\nISSUER=did:key:{public}\nDIGEST={digest}\n"),
        format!(r#"{{"type":"BitstringStatusList","encodedList":"{list}"}}"#),
        format!("did:jwk:{}", base64url(jwk.as_bytes())),
        format!("name,address,evidence\nAmy,amy@example.org,https://e.org/{digest}\n"),
        r#"{"format":1,"profile":{"name":"Harbour","url":"https://e.org","image":"data:image/png;base64,iVBORw0KGgo="}}"#
            .to_owned(),
        "private_key = /etc/ssl/private/harbour-server.pem\nprivateKeyPath: keys/of/the/harbour/own\n".to_owned(),
        "Private key: keep it to yourself. Secret: none.\nseed: tomato\nprivateKeyHex:\n".to_owned(),
        "PRIVATE_KEY=${HARBOUR_KEY}\nSECRET_KEY=\n".to_owned(),
        "[1, 2, 3]".to_owned(),
        format!("{:?}", [300; 64]),
        "An ice rescuer saves people from cold water with ropes and poles.\n".to_owned(),
        format!(r#"{{"narrative":"Never write {} anywhere."}}"#, base64(&der())),
    ] {
        assert!(!is_secret(file.as_bytes()), "{file}");
    }
    let starters = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/starters");
    let starters: Vec<_> = starters.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(starters.len() >= 30);
    for starter in starters {
        assert!(!is_secret(&std::fs::read(&starter).unwrap()), "{}", starter.display());
    }
    // A signature is as good as random: by chance it begins as many things do.
    for number in 0..4_000_u32 {
        use sha2::{Digest as _, Sha512};
        let signature = Sha512::digest(number.to_be_bytes());
        let jws = format!("eyJhbGciOiJFZERTQSJ9.e30.{}", base64url(&signature));
        let file = format!(r#"{{"proofValue":"z{}","jws":"{jws}"}}"#, base58(&[&signature]));
        assert!(!is_secret(file.as_bytes()) && !is_secret(jws.as_bytes()), "{file}");
    }
}

#[test]
fn codes_within_codes_come_to_an_end() {
    let mut file = "[1]".to_owned();
    for _ in 0..30 {
        file = format!("{}\"{}\"{}", "[".repeat(100), base64(file.as_bytes()), "]".repeat(100));
    }
    assert!(!is_secret(file.as_bytes()));
    assert!(!is_secret("{,;=:".repeat(400_000).as_bytes()));
    assert!(!is_secret("z".repeat(4_000_000).as_bytes()));
    let deeper: String = (0..1_500).map(|depth| format!("{}seed:\n", " ".repeat(depth))).collect();
    assert!(!is_secret(deeper.as_bytes()));
}
