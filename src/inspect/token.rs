//! Compact JWS: recognised and read, its signature not checked yet.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::Question;
use super::judge::Judge;
use super::report::{Check, Outcome, Report, Verdict};
use crate::credential::{json, view};

/// A report on a compact JWS. It is never better than unconfirmed.
pub(super) fn inspect(token: &str, question: &Question<'_>) -> Report {
    let refused = |why: String| {
        let mut report = Report::without_badge(Verdict::NotValid, Check::new("signature", Outcome::Fail, why));
        report.form = Some("jwt".into());
        report
    };
    let mut parts = token.split('.');
    let (Some(header), Some(body), Some(signature)) = (parts.next(), parts.next(), parts.next()) else {
        return refused("The JWT has not three parts.".into());
    };
    let (header, body) = match (object(header), object(body)) {
        (Ok(header), Ok(body)) => (header, body),
        (Err(why), _) | (_, Err(why)) => return refused(format!("The JWT cannot be read: {why}")),
    };
    let algorithm = header.get("alg").and_then(Value::as_str).unwrap_or_default();
    if let Some(why) = forbidden(&header, algorithm, signature) {
        return refused(why);
    }
    // VC-JWT of the Data Model 1.1 carries the credential under `vc`.
    let content = body.get("vc").filter(|inner| inner.is_object()).unwrap_or(&body);
    let Some(credential) = view::read(content) else {
        return Report::without_badge(
            Verdict::NotABadge,
            Check::new("format", Outcome::Fail, "This is a JWT, but no badge is in it."),
        );
    };
    let mut judge = Judge::new(credential, question);
    judge.unchecked("jwt", format!("It is signed as a JWT ({algorithm}), which this version does not check."));
    judge.finish()
}

/// Why a header proves nothing, whatever the signature says (RFC 8725; VC-JWT
/// in Open Badges 3.0, section 8.2).
fn forbidden(header: &Value, algorithm: &str, signature: &str) -> Option<String> {
    if algorithm.is_empty() || algorithm.eq_ignore_ascii_case("none") || signature.is_empty() {
        return Some("The JWT is not signed.".into());
    }
    if algorithm.starts_with("HS") {
        return Some(format!("The JWT uses a shared secret ({algorithm}), with which anybody who checks could sign."));
    }
    if header.get("crit").is_some() {
        return Some("The JWT demands rules that badges do not have (crit).".into());
    }
    if header.pointer("/jwk/d").is_some() {
        return Some("The JWT gives away its own secret key, so anybody could have signed it.".into());
    }
    None
}

fn object(part: &str) -> Result<Value, String> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| "a part is not base64url.".to_owned())?;
    let text = String::from_utf8(bytes).map_err(|_| "a part is not UTF-8.".to_owned())?;
    match json::parse(&text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err("a part is not a JSON object.".into()),
        Err(error) => Err(error.to_string()),
    }
}
