//! Stable fingerprints of text: the same on every machine and in every version.

use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

/// Returns the 64-bit XXH3 fingerprint of some bytes.
///
/// Equal fingerprints are a hint, not a proof: compare the texts on a hit.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Returns the 64-bit XXH3 fingerprint of texts in a row, some of which may be missing. Other texts,
/// or the same ones parted elsewhere, have another one.
pub fn fingerprint_of_parts<'p>(parts: impl IntoIterator<Item = Option<&'p str>>) -> u64 {
    let mut all = Xxh3::new();
    for part in parts {
        let length = part.map_or(u64::MAX, |text| text.len() as u64);
        all.update(&length.to_le_bytes());
        all.update(part.unwrap_or_default().as_bytes());
    }
    all.digest()
}

/// Returns the 128-bit XXH3 fingerprint as 32 hexadecimal digits; tells two files apart.
pub fn fingerprint_128(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_never_change() {
        // Stored memories rely on these values.
        assert_eq!(fingerprint(b""), 0x2d06_8005_38d3_94c2);
        assert_eq!(fingerprint_128(b""), "99aa06d3014798d86001c324468d497f");
        assert_eq!(fingerprint_of_parts([]), 0x2d06_8005_38d3_94c2);
        let parts = |parts: &[Option<&str>]| fingerprint_of_parts(parts.iter().copied());
        assert_ne!(
            parts(&[Some("ab"), Some("")]),
            parts(&[Some("a"), Some("b")])
        );
        assert_ne!(parts(&[Some("")]), parts(&[None]));
    }
}
