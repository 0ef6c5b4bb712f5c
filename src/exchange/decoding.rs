//! How bytes of each encoding become text, a part at a time.

use encoding_rs::{Decoder, DecoderResult, UTF_8};

use super::sniff::Charset;

/// How bytes become text.
pub(super) enum Decoding {
    /// They are looked at and passed on.
    Utf8,
    /// By the Encoding Standard.
    Standard(Decoder),
    /// Four bytes a character.
    Utf32 {
        /// Whether the first of them is the highest.
        big: bool,
    },
}

/// A sequence of bytes that is nothing in the encoding.
pub(super) struct Bad {
    /// How many bytes before the end of what was taken it began.
    pub(super) back: usize,
}

impl Decoding {
    /// Returns the way of an encoding.
    pub(super) fn of(charset: Charset) -> Self {
        match charset {
            Charset::Standard(encoding) if encoding == UTF_8 => Decoding::Utf8,
            Charset::Standard(encoding) => {
                Decoding::Standard(encoding.new_decoder_without_bom_handling())
            }
            Charset::Utf32 { big } => Decoding::Utf32 { big },
        }
    }

    /// Appends the text of some bytes, of which the first part may be kept back for the next call
    /// unless they are the `last`. Returns how many were taken; stops after bytes that are bad.
    pub(super) fn decode(
        &mut self,
        source: &[u8],
        text: &mut Vec<u8>,
        last: bool,
    ) -> (usize, Option<Bad>) {
        let bad = |back| Some(Bad { back });
        match self {
            Decoding::Utf8 => match std::str::from_utf8(source) {
                Ok(_) => {
                    text.extend_from_slice(source);
                    (source.len(), None)
                }
                Err(error) => {
                    let good = error.valid_up_to();
                    text.extend_from_slice(&source[..good]);
                    match error.error_len() {
                        None if !last => (good, None),
                        None => (source.len(), bad(source.len() - good)),
                        Some(length) => (good + length, bad(length)),
                    }
                }
            },
            Decoding::Standard(decoder) => {
                let mut taken = 0;
                loop {
                    // Room enough that one call takes all; told by the result all the same.
                    let start = text.len();
                    text.resize(start + (source.len() - taken) * 3 + 16, 0);
                    let (result, read, written) = decoder.decode_to_utf8_without_replacement(
                        &source[taken..],
                        &mut text[start..],
                        last,
                    );
                    text.truncate(start + written);
                    taken += read;
                    match result {
                        DecoderResult::InputEmpty => return (taken, None),
                        DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(length, after) => {
                            return (taken, bad(usize::from(length) + usize::from(after)));
                        }
                    }
                }
            }
            Decoding::Utf32 { big } => {
                let mut taken = 0;
                for four in source.chunks(4) {
                    let Ok(bytes) = <[u8; 4]>::try_from(four) else {
                        break;
                    };
                    let code = if *big {
                        u32::from_be_bytes(bytes)
                    } else {
                        u32::from_le_bytes(bytes)
                    };
                    taken += 4;
                    match char::from_u32(code) {
                        Some(c) => text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                        None => return (taken, bad(4)),
                    }
                }
                match source.len() - taken {
                    rest if last && rest > 0 => (source.len(), bad(rest)),
                    _ => (taken, None),
                }
            }
        }
    }
}
