//! Stable fingerprints of text: the same on every machine and in every version.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Returns the 64-bit XXH3 fingerprint of some bytes.
///
/// Equal fingerprints are a hint, not a proof: compare the texts on a hit.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
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
    }
}
