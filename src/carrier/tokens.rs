//! Tokens in texts, and whatever stands around them.

use std::ops::Range;

use super::found::Payload;
use super::search::{MAX_FOUND, Search};
use super::signs::{BEGINNING, is_of_a_badge};
use super::text::{self, is_token};
use crate::credential::jws;

impl Search {
    /// Looks for tokens: a text that is one however it was copied, or those in it. Whether
    /// it is one and was told as the badge that it is.
    pub(super) fn tokens(&mut self, text: &str, is_called_so: bool) -> bool {
        // Without a header it may begin further on.
        let is_whole = |token: &str| jws::header(token).is_ok();
        if let Some((Payload::Jwt(token), _)) = text::token_within(text).filter(|(token, _)| is_whole(token.as_str())) {
            let is_told = is_called_so || is_of_a_badge(&token);
            if is_told {
                self.push(Payload::Jwt(token));
            }
            // In the parts of any other something may lie as in any text.
            return is_told;
        }
        for run in runs(text) {
            let whole = run.trim_end_matches('.');
            if is_called_so && is_token(whole) && is_whole(whole) {
                self.push(Payload::Jwt(whole.to_owned()));
                continue;
            }
            for rest in heads(run).filter(|rest| is_of_a_badge(rest)) {
                if self.found.len() == MAX_FOUND {
                    self.left += 1;
                    return false;
                }
                if let Some(token) = self.token_in(rest) {
                    self.push(Payload::Jwt(token.to_owned()));
                }
            }
        }
        false
    }

    /// The token whose header ends at the first dot. Letters may stand directly before
    /// it, so it begins where the rest reads as a header.
    fn token_in<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let head = rest.split('.').next()?;
        let mut token = None;
        for (at, _) in head.match_indices(BEGINNING) {
            if self.bytes == 0 {
                self.left += 1;
                return None;
            }
            self.bytes = self.bytes.saturating_sub(head.len() - at);
            let from = rest.get(at..)?;
            if jws::header(from).is_ok() {
                token = Some(from);
                break;
            }
            // Some programs do not ask for a header.
            token = token.or(Some(from));
        }
        let token = token?;
        let shows_parts = token.split('.').nth(2).is_some_and(|signature| signature.contains('~'));
        let end = match shows_parts {
            true => token.trim_end_matches('.').len(),
            false => token.match_indices('.').nth(2).map_or(token.len(), |(at, _)| at),
        };
        token.get(..end).filter(|token| is_token(token))
    }
}

/// The runs of letters of which tokens are made.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_.~".contains(letter))
}

/// What is left of such a run from each part on that may be the head of a token.
fn heads(run: &str) -> impl Iterator<Item = &str> {
    let from_each_part = std::iter::successors(Some(run), |rest| rest.split_once('.').map(|(_, rest)| rest));
    from_each_part.filter(|rest| {
        let mut parts = rest.split('.');
        let (head, body, signature) = (parts.next(), parts.next(), parts.next());
        head.is_some_and(|head| head.contains(BEGINNING))
            && body.is_some_and(|body| !body.is_empty())
            && signature.is_some()
    })
}

/// Whether a part of a text is that of a token that speaks of the badge: it is told as
/// the token that it is.
pub(super) fn is_told_as_token(text: &str, part: Range<usize>) -> bool {
    let is_within = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let before = text.get(..part.start).and_then(|before| before.strip_suffix('.'));
    let Some(before) = before.filter(|_| text.get(part.end..).is_some_and(|after| after.starts_with('.'))) else {
        return false;
    };
    let head = before.rsplit(|letter| !is_within(letter)).next().unwrap_or_default();
    let token = text.get(before.len() - head.len()..part.end);
    head.contains(BEGINNING) && token.is_some_and(is_of_a_badge)
}
