//! Fetching from real servers with real TLS on loopback: good, slow, huge,
//! redirecting, lying and half-closed ones.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use badgewright::online::{MAX_BYTES, Online, OnlineError, Rules};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

type Stream = StreamOwned<ServerConnection, TcpStream>;

/// An authority of our own, which the tests trust.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn config(&self, name: &str, adjust: impl FnOnce(&mut CertificateParams)) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        adjust(&mut params);
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret)
            .unwrap();
        Arc::new(config)
    }
}

/// A server that answers `requests` requests and then ends.
struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

fn serve(config: Arc<ServerConfig>, requests: usize, answer: impl Fn(&str, &mut Stream) + Send + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    std::thread::spawn(move || {
        for stream in listener.incoming().take(requests) {
            let tcp = stream.unwrap();
            tcp.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            tcp.set_write_timeout(Some(Duration::from_secs(5))).unwrap();
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), tcp);
            let mut request = Vec::new();
            let mut byte = [0];
            while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
                request.push(byte[0]);
            }
            let request = String::from_utf8(request).unwrap();
            kept.lock().unwrap().push(request.clone());
            answer(&request, &mut stream);
        }
    });
    Server { address, seen }
}

fn body(stream: &mut Stream, head: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

const NAME: &str = "badges.example";

fn online(authority: &Authority, hosts: &[(&str, SocketAddr)], time: Duration) -> Online {
    let known_hosts = hosts.iter().map(|(name, address)| ((*name).to_owned(), *address)).collect();
    Online::new(Rules { time, roots: Some(vec![authority.0.der().to_vec()]), known_hosts })
}

/// What comes of one fetch from one server.
fn fetch_once(answer: impl Fn(&str, &mut Stream) + Send + 'static) -> Result<Vec<u8>, OnlineError> {
    let authority = Authority::new();
    let server = serve(authority.config(NAME, |_| {}), 8, answer);
    let online = online(&authority, &[(NAME, server.address)], Duration::from_secs(2));
    online.fetch(&format!("https://{NAME}/doc"), &|host| host == NAME).map(|fetched| fetched.bytes)
}

#[test]
fn a_document_comes_whole_and_nothing_is_sent_but_the_request() {
    let authority = Authority::new();
    let server = serve(authority.config(NAME, |_| {}), 1, |_, stream| body(stream, "200 OK\r\nSet-Cookie: a=b", b"{}"));
    let online = online(&authority, &[(NAME, server.address)], Duration::from_secs(5));
    assert_eq!(online.fetch(&format!("https://{NAME}/doc?x=1"), &|_| true).unwrap().bytes, b"{}");
    let request = server.seen.lock().unwrap().concat().to_lowercase();
    assert!(request.starts_with("get /doc?x=1 http/1.1\r\n"), "{request}");
    let names: Vec<&str> =
        request.lines().skip(1).filter_map(|line| line.split(':').next()).filter(|n| !n.is_empty()).collect();
    let known = ["host", "user-agent", "accept", "accept-encoding", "connection"];
    assert!(names.iter().all(|name| known.contains(name)), "{request}");
    assert!(!request.contains("gzip") && !request.contains("cookie") && !request.contains("referer"), "{request}");
}

#[test]
fn a_slow_server_is_left_in_time() {
    let began = Instant::now();
    let drip = fetch_once(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        for _ in 0..100 {
            if stream.write_all(b".").and_then(|()| stream.flush()).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    assert_eq!(drip.unwrap_err().to_string(), "badges.example did not answer within 2 seconds.");
    let silent = fetch_once(|_, _| std::thread::sleep(Duration::from_secs(4)));
    assert!(matches!(silent, Err(OnlineError::Slow(..))), "{silent:?}");
    assert!(began.elapsed() < Duration::from_secs(8), "the limit holds for the whole of a fetch");
}

#[test]
fn a_huge_document_is_not_read_to_its_end() {
    let size = usize::try_from(MAX_BYTES).unwrap();
    let declared = fetch_once(move |_, stream| body(stream, "200 OK", &vec![b' '; size + 1]));
    assert!(matches!(declared, Err(OnlineError::TooLarge(_))), "{declared:?}");
    let endless = fetch_once(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
        for _ in 0..1000 {
            if stream.write_all(&chunk).is_err() {
                break;
            }
        }
    });
    assert!(matches!(endless, Err(OnlineError::TooLarge(_))), "{endless:?}");
    assert_eq!(fetch_once(move |_, stream| body(stream, "200 OK", &vec![b' '; size])).unwrap().len(), size);
}

#[test]
fn what_breaks_off_lies_or_is_no_http_is_no_document() {
    let half = fetch_once(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}");
        stream.conn.send_close_notify();
        let _ = stream.flush();
    });
    assert!(half.is_err(), "{half:?}");
    let torn = fetch_once(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}");
        let _ = stream.flush();
        let _ = stream.sock.shutdown(std::net::Shutdown::Both);
    });
    assert!(torn.is_err(), "{torn:?}");
    let garbage = fetch_once(|_, stream| {
        let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.9\r\n");
        stream.conn.send_close_notify();
        let _ = stream.flush();
    });
    assert!(garbage.is_err(), "{garbage:?}");
    let gone = fetch_once(|_, stream| body(stream, "410 Gone", b"{\"revoked\":true}"));
    assert!(matches!(gone, Err(OnlineError::Gone(_))), "{gone:?}");
    let missing = fetch_once(|_, stream| body(stream, "404 Not Found", b"no"));
    assert_eq!(missing.unwrap_err().to_string(), "badges.example answered with the status 404.");
    assert_eq!(fetch_once(|_, stream| body(stream, "200 OK", b"")), Ok(Vec::new()));
}

#[test]
fn redirects_are_counted_and_never_leave_the_hosts_that_were_named() {
    let step = |request: &str, stream: &mut Stream| {
        let at: usize = request.split(['/', ' ']).nth(2).and_then(|step| step.parse().ok()).unwrap_or(0);
        match at {
            0 => body(stream, "200 OK", b"there"),
            at => body(stream, &format!("302 Found\r\nLocation: /{}", at - 1), b""),
        }
    };
    let authority = Authority::new();
    let server = serve(authority.config(NAME, |_| {}), 20, step);
    let online = online(&authority, &[(NAME, server.address)], Duration::from_secs(5));
    let fetch = |path: &str| online.fetch(&format!("https://{NAME}/{path}"), &|host| host == NAME);
    let five = fetch("5").unwrap();
    assert_eq!((five.bytes.as_slice(), five.redirects.len()), (b"there".as_slice(), 5));
    assert_eq!(five.sent_on, None, "the same host speaks for itself");
    assert!(matches!(fetch("6"), Err(OnlineError::Redirects(_))));

    let to = |target: &'static str| {
        fetch_once(move |_, stream| body(stream, &format!("301 Moved\r\nLocation: {target}"), b"")).unwrap_err()
    };
    let OnlineError::OtherHost { from, to: other, .. } = to("https://elsewhere.example/x") else {
        panic!("another host is not asked")
    };
    assert_eq!((from.as_str(), other.as_str()), (NAME, "elsewhere.example"));
    assert!(matches!(to("http://badges.example/x"), OnlineError::NotHttps(_)));
    assert!(matches!(to("https://badges.example@127.0.0.1/"), OnlineError::NotHttps(_)));
}

#[test]
fn private_places_are_never_asked() {
    let online = Online::new(Rules { time: Duration::from_secs(5), ..Rules::default() });
    for url in [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://10.0.0.1/x",
        "https://2130706433/",
        "https://0x7f.1/",
    ] {
        let error = online.fetch(url, &|_| true).unwrap_err();
        assert!(
            matches!(error, OnlineError::Private(_) | OnlineError::NotFound(_) | OnlineError::Unreachable(..)),
            "{url}: {error:?}"
        );
    }
    assert!(matches!(online.fetch("https://127.0.0.1/", &|_| true), Err(OnlineError::Private(_))));
    assert!(matches!(online.fetch("http://example.org/", &|_| true), Err(OnlineError::NotHttps(_))));
    assert!(matches!(online.fetch("https://example.org/", &|_| false), Err(OnlineError::OtherHost { .. })));
}

#[test]
fn a_server_that_cannot_prove_its_name_is_not_read() {
    let (ours, other) = (Authority::new(), Authority::new());
    let past = |params: &mut CertificateParams| {
        params.not_before = rcgen::date_time_ymd(2019, 1, 1);
        params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    };
    let configs = [
        ("another name", ours.config("elsewhere.example", |_| {})),
        ("an unknown authority", other.config(NAME, |_| {})),
        ("an expired certificate", ours.config(NAME, past)),
    ];
    for (what, config) in configs {
        let server = serve(config, 1, |_, stream| body(stream, "200 OK", b"secret"));
        let online = online(&ours, &[(NAME, server.address)], Duration::from_secs(5));
        let error = online.fetch(&format!("https://{NAME}/"), &|_| true).unwrap_err();
        assert!(matches!(error, OnlineError::Unsafe(..)), "{what}: {error:?}");
    }
    // A server that does not speak TLS at all.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    });
    let online = online(&ours, &[(NAME, address)], Duration::from_secs(5));
    assert!(online.fetch(&format!("https://{NAME}/"), &|_| true).is_err());
}

#[test]
fn an_address_in_another_script_is_asked_by_the_host_that_was_named() {
    const CODE: &str = "xn--mnchen-3ya.example";
    let authority = Authority::new();
    let answer = |request: &str, stream: &mut Stream| match request.split(' ').nth(1) {
        Some("/moved") => body(stream, "302 Found\r\nLocation: https://münchen.example/%C3%BC/schlüssel", b""),
        _ => body(stream, "200 OK", b"{}"),
    };
    let server = serve(authority.config(CODE, |_| {}), 3, answer);
    let online = online(&authority, &[(CODE, server.address)], Duration::from_secs(5));
    for url in ["https://MÜNCHEN.example/ü/schlüssel?ä=1#x", "https://xn--mnchen-3ya.example/moved"] {
        let fetched = online.fetch(url, &|host| host == CODE);
        assert_eq!(fetched.map(|fetched| fetched.bytes), Ok(b"{}".to_vec()), "{url}");
    }
    let seen = server.seen.lock().unwrap().concat();
    assert!(seen.contains("GET /%C3%BC/schl%C3%BCssel?%C3%A4=1 "), "{seen}");
    assert!(seen.contains("GET /%C3%BC/schl%C3%BCssel HTTP"), "{seen}");
    // Letters of another script are another host.
    let other = online.fetch("https://аpple.example/", &|host| host == "apple.example").unwrap_err();
    assert!(matches!(&other, OnlineError::OtherHost { to, .. } if to == "xn--pple-43d.example"), "{other:?}");
    assert_eq!(
        Online::new(Rules { time: Duration::ZERO, ..Rules::default() })
            .fetch("https://münchen.example/", &|_| true)
            .unwrap_err()
            .to_string(),
        "münchen.example (xn--mnchen-3ya.example) did not answer within 0 seconds."
    );
}

/// A web server for these documents, by their paths.
fn site(authority: &Authority, name: &str, documents: Vec<(String, String)>) -> Server {
    serve(authority.config(name, |_| {}), 40, move |request, stream| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        match documents.iter().find(|(known, _)| known == path) {
            Some((_, text)) if text.starts_with("https://") => {
                body(stream, &format!("302 Found\r\nLocation: {text}"), b"");
            }
            Some((_, text)) => body(stream, "200 OK", text.as_bytes()),
            None => body(stream, "404 Not Found", b""),
        }
    })
}

#[test]
fn a_badge_is_settled_by_its_issuers_own_server_and_only_by_hosts_that_were_named() {
    use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
    use badgewright::document::starter;
    use badgewright::inspect::{InspectOptions, Opened, Sources, Trust, Verdict};
    use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};
    use badgewright::online::settle;

    let now = "2026-03-14T10:00:00Z".parse().unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let award = award("amy@example.org", now).unwrap();
    let authority = Authority::new();
    for (form, algorithm, issuer) in [
        (Form::Ob3, Algorithm::Ed25519, "did:web:badges.example"),
        (Form::Ob3Jwt, Algorithm::P256, "did:web:badges.example:team"),
        (Form::Ob2Signed, Algorithm::Rsa, "https://badges.example/issuer.json"),
        (Form::Ob2Hosted, Algorithm::Rsa, "https://badges.example/issuer.json"),
    ] {
        let key = IssuerKey::generate("Ours", algorithm, now, &mut SystemRandom).unwrap();
        let options = IssueOptions::new(form, FileKind::Svg, Some(issuer));
        let made = prepare(&document, &options).unwrap().award(Some(&key), &award, now).unwrap();
        let path = |url: &str| url.trim_start_matches("https://badges.example").to_owned();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let documents = made.hosted.iter().map(|file| (path(&file.url), text(&file.bytes))).collect();
        let server = site(&authority, NAME, documents);
        let online = online(&authority, &[(NAME, server.address)], Duration::from_secs(5));
        let (trust, none) = (Trust::default(), Sources::default());
        let question = InspectOptions { trust: &trust, sources: &none, at: now, email: None };

        let refused = settle(&Opened::of(&made.file), &question, &mut Sources::default(), &online, &|_| false);
        assert_eq!(refused.verdict, Verdict::Unconfirmed, "{form:?}");
        assert!(server.seen.lock().unwrap().is_empty(), "nothing is asked without a word");
        assert!(refused.wants.iter().all(|want| want.host == NAME));

        let report =
            settle(&Opened::of(&made.file), &question, &mut Sources::default(), &online, &|want| want.host == NAME);
        assert_eq!(report.verdict, Verdict::Intact, "{form:?}: {report:?}");

        // The same, kept on another host to which the first sends on.
        let moved: Vec<(String, String)> =
            made.hosted.iter().map(|file| (path(&file.url), file.url.replace(NAME, "other.example"))).collect();
        let there = made.hosted.iter().map(|file| (path(&file.url), text(&file.bytes))).collect();
        let (first, second) = (site(&authority, NAME, moved), site(&authority, "other.example", there));
        let hosts = [(NAME, first.address), ("other.example", second.address)];
        let online = self::online(&authority, &hosts, Duration::from_secs(5));
        let mut sources = Sources::default();
        let report = settle(&Opened::of(&made.file), &question, &mut sources, &online, &|want| want.host == NAME);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{form:?}");
        assert!(report.wants.iter().any(|want| want.host == "other.example"), "{form:?}: {:?}", report.wants);
        assert!(second.seen.lock().unwrap().is_empty(), "the second host was not named yet");
        let report = settle(&Opened::of(&made.file), &question, &mut sources, &online, &|_| true);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "the second does not speak for the first: {report:?}");
        let told = |check: &badgewright::inspect::Check| check.message.contains("other.example");
        assert!(report.checks.iter().any(told), "{form:?}: {report:?}");
        assert!(report.wants.is_empty(), "it was asked: {:?}", report.wants);
    }
}

#[test]
fn what_was_asked_for_in_vain_is_wanted_still_and_asked_anew() {
    use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
    use badgewright::document::starter;
    use badgewright::inspect::{InspectOptions, Opened, Sources, Trust, Verdict};
    use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};
    use badgewright::online::settle;

    let now = "2026-03-14T10:00:00Z".parse().unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let key = IssuerKey::generate("Ours", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
    let options = IssueOptions::new(Form::Ob3, FileKind::Svg, Some("did:web:badges.example"));
    let made =
        prepare(&document, &options).unwrap().award(Some(&key), &award("amy@example.org", now).unwrap(), now).unwrap();
    let authority = Authority::new();
    let (trust, mut sources) = (Trust::default(), Sources::default());
    let question = InspectOptions { trust: &trust, sources: &Sources::default(), at: now, email: None };

    let server = site(&authority, NAME, Vec::new());
    let nothing = online(&authority, &[(NAME, server.address)], Duration::from_secs(5));
    let report = settle(&Opened::of(&made.file), &question, &mut sources, &nothing, &|_| true);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert_eq!(server.seen.lock().unwrap().len(), 1, "it is asked once");
    for part in ["badges.example was asked to", "in vain", "status 404", "Check online once more"] {
        assert!(report.summary.contains(part), "{part}: {}", report.summary);
    }
    assert!(report.wants.iter().any(|want| want.host == NAME), "{:?}", report.wants);

    let documents = made.hosted.iter().map(|file| {
        let path = file.url.trim_start_matches("https://badges.example").to_owned();
        (path, String::from_utf8_lossy(&file.bytes).into_owned())
    });
    let server = site(&authority, NAME, documents.collect());
    let there = online(&authority, &[(NAME, server.address)], Duration::from_secs(5));
    let report = settle(&Opened::of(&made.file), &question, &mut sources, &there, &|_| true);
    assert_eq!(report.verdict, Verdict::Intact, "{}", report.summary);
    assert!(report.wants.is_empty(), "{:?}", report.wants);
}
