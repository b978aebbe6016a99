//! Secrets: of links and of cookies. Only their SHA-256 is ever kept.
//!
//! Never printed by `Debug`, never in a URL's path or query, never in a log.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::chance;
use crate::store::Hash;

/// Random bytes in a token: 192 bits, and a whole number of base64 characters.
const BYTES: usize = 24;
/// Characters of a token.
const LENGTH: usize = BYTES / 3 * 4;

/// A secret that was just made or just shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn draw() -> Self {
        Self(URL_SAFE_NO_PAD.encode(chance::bytes::<BYTES>()))
    }

    /// Something that may be a token; whatever cannot be one never costs a look in the store.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        (text.len() == LENGTH && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    /// What is kept of it.
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The secret itself, for its owner.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_hides_itself() {
        let token = Token::draw();
        assert_eq!(Token::parse(token.reveal()), Some(token.clone()));
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_ne!(token.hash(), Token::draw().hash());
        for text in ["", "short", &"é".repeat(16), &"a".repeat(LENGTH + 1), &":".repeat(LENGTH)] {
            assert_eq!(Token::parse(text), None);
        }
    }
}
