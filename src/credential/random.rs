//! Where random bytes come from.

use thiserror::Error;

/// The system gave no random bytes.
#[derive(Debug, Error)]
#[error("The system gave no random numbers, so no key or badge can be made safely: {0}.")]
pub struct RandomError(String);

/// A source of random bytes. The program uses [`SystemRandom`]; tests hold it
/// still.
pub trait Randomness {
    /// Fills the slice.
    ///
    /// # Errors
    /// When the source has none.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError>;
}

/// The operating system's random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Randomness for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        getrandom::fill(bytes).map_err(|error| RandomError(error.to_string()))
    }
}

/// A fresh `urn:uuid:` identifier (random UUID, version 4).
///
/// # Errors
/// When there are no random numbers.
pub fn new_urn(random: &mut dyn Randomness) -> Result<String, RandomError> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid().urn().to_string())
}
