//! How a source is written, in four bytes: enough to know that two texts of the same words differ.

use crate::text::{Word, WordKind, nfc};

/// Fingerprints of the marks and of the capitals of a text.
///
/// Of two texts with the same row of word classes: other marks here are other punctuation, other
/// capitals are another case. The other way round nothing follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Looks {
    marks: u16,
    capitals: u16,
}

impl Looks {
    /// Looks at a text and its words. Linear.
    pub(super) fn of(text: &str, words: &[Word]) -> Self {
        // What may stand inside an amount, a date or a time is no mark there, so it counts only
        // where there is no number at all.
        let numberless = words.iter().all(|word| word.kind == WordKind::Word);
        let mut marks = Mix::default();
        for byte in nfc(text).bytes() {
            match byte {
                b'!' | b'?' | b';' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => {
                    marks.add(u32::from(byte));
                }
                b'.' | b',' if numberless => marks.add(u32::from(byte)),
                _ => {}
            }
        }
        let mut capitals = Mix::default();
        for (number, word) in words.iter().enumerate() {
            let run = &text[word.range.clone()];
            let plain = run.bytes().all(|byte| byte.is_ascii_lowercase());
            if word.kind == WordKind::Word && !plain && run.contains(char::is_uppercase) {
                let count = run.chars().filter(|c| c.is_uppercase()).count();
                capitals.add(number as u32);
                capitals.add(count as u32);
            }
        }
        Looks {
            marks: marks.short(),
            capitals: capitals.short(),
        }
    }

    /// Returns the least that the two ways of writing cost a match of the same words.
    pub(super) fn least_penalty(self, other: Looks) -> u8 {
        u8::from(self.marks != other.marks) + u8::from(self.capitals != other.capitals)
    }

    pub(super) fn to_bytes(self) -> [u8; 4] {
        let ([a, b], [c, d]) = (self.marks.to_le_bytes(), self.capitals.to_le_bytes());
        [a, b, c, d]
    }

    pub(super) fn from_bytes([a, b, c, d]: [u8; 4]) -> Self {
        Looks {
            marks: u16::from_le_bytes([a, b]),
            capitals: u16::from_le_bytes([c, d]),
        }
    }
}

/// A small hash of numbers in a row.
#[derive(Debug, Default)]
struct Mix(u64);

impl Mix {
    fn add(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn short(&self) -> u16 {
        (self.0 >> 48) as u16
    }
}
