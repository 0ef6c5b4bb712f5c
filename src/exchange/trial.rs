//! What the tests of all containers share: reading and writing whole, and damaging a file.

use proptest::prelude::*;

use super::{
    Diagnostic, ExchangeError, FileStart, ReadOptions, Target, Written, create, open,
    tmx::TmxHeader,
};
use crate::model::{LangTag, TranslationUnit};

/// A file read to its end.
pub(super) struct Whole {
    pub(super) units: Vec<TranslationUnit>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Whole {
    /// Returns the ids of what was noticed.
    pub(super) fn noticed(&self) -> Vec<&str> {
        self.diagnostics.iter().map(|d| d.message.id()).collect()
    }

    /// Returns the canonical texts of each unit, with their languages as written.
    pub(super) fn texts(&self) -> Vec<Vec<(String, String)>> {
        self.units.iter().map(texts).collect()
    }
}

pub(super) fn texts(unit: &TranslationUnit) -> Vec<(String, String)> {
    let of = |tuv: &crate::model::Tuv| {
        let language = tuv.language_as_written().unwrap_or("-").to_owned();
        let content = tuv.content.as_ref().expect("it has text");
        (language, content.canonical())
    };
    unit.variants.iter().map(of).collect()
}

pub(super) fn read_with(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Whole, ExchangeError> {
    let mut opened = open(name, bytes, options)?;
    let mut units = Vec::new();
    while let Some(read) = opened.units.next_unit()? {
        assert_eq!(read.ordinal, units.len() as u64 + 1);
        units.push(read.unit);
    }
    Ok(Whole {
        units,
        diagnostics: opened.units.diagnostics().kept().to_vec(),
    })
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Whole, ExchangeError> {
    read_with(name, bytes, &ReadOptions::default())
}

pub(super) fn tag(text: &str) -> LangTag {
    text.parse().expect("a language tag")
}

/// Writes units from French into English.
pub(super) fn write(target: Target, units: &[TranslationUnit]) -> (Vec<u8>, Written) {
    let header = TmxHeader::own("fr");
    let start = FileStart {
        header: &header,
        languages: Some([tag("fr"), tag("en")]),
    };
    let mut out = Vec::new();
    let mut writer = create(target, &mut out, &start).expect("it begins");
    for unit in units {
        writer.unit(unit).expect("it is written");
    }
    let written = writer.finish().expect("it ends");
    (out, written)
}

/// One way to damage a file: cut it, change a byte, take bytes out, double some.
#[derive(Debug, Clone)]
pub(super) struct Damage {
    kind: u8,
    at: usize,
    length: usize,
    byte: u8,
}

/// Some damages, one after the other.
pub(super) fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let one = (0..4_u8, any::<usize>(), 0..40_usize, any::<u8>());
    let one = one.prop_map(|(kind, at, length, byte)| Damage {
        kind,
        at,
        length,
        byte,
    });
    proptest::collection::vec(one, 1..6)
}

pub(super) fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        if bytes.is_empty() {
            break;
        }
        let at = damage.at % bytes.len();
        let end = (at + damage.length).min(bytes.len());
        match damage.kind {
            0 => bytes.truncate(at),
            1 => bytes[at] = damage.byte,
            2 => drop(bytes.drain(at..end)),
            _ => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}
