//! What a stretch of a text was translated by, from what is known of the two languages.

use super::lexicon::{MEMORY_WEIGHT, Sources};
use super::{Cancel, JobError};
use crate::lexicon::Lexicon;
use crate::matching::translated_by;
use crate::memory::Memory;
use crate::model::LangTag;

/// What marks the translation of a phrase in sentence pairs of one direction.
///
/// Opening it costs what reading the kept lexicons costs, some milliseconds, and each pair some
/// tenths of one.
#[derive(Debug)]
pub struct Marker {
    lexicon: Lexicon,
}

impl Marker {
    /// Gathers what some memories, the first of them the working memory, and the core vocabulary
    /// know of two languages.
    ///
    /// What a memory teaches is taken from beside it; where that is missing or for another state,
    /// it is learnt, which takes seconds for a big memory, and kept. So the marks never depend on
    /// what was kept.
    ///
    /// # Errors
    /// When a memory cannot be read, or somebody asked to stop.
    pub fn open(
        memories: &[Memory],
        from: &LangTag,
        to: &LangTag,
        cancel: &Cancel,
    ) -> Result<Self, JobError> {
        Self::with_sources(&Sources::default(), memories, from, to, cancel)
    }

    /// As [`open`](Self::open), and tells the progress of `sources` what is learnt.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with_sources(
        sources: &Sources,
        memories: &[Memory],
        from: &LangTag,
        to: &LangTag,
        cancel: &Cancel,
    ) -> Result<Self, JobError> {
        let mut marker = Marker::of_vocabulary(from, to);
        if from.same_language(to) {
            return Ok(marker);
        }
        for memory in memories {
            let Some(statistics) = sources.statistics(memory, from, to, cancel)? else {
                continue;
            };
            let learnt = Lexicon::default().with_statistics(statistics, MEMORY_WEIGHT);
            marker.lexicon = marker.lexicon.plus(if from.primary() <= to.primary() {
                learnt
            } else {
                learnt.turned()
            });
        }
        Ok(marker)
    }

    /// Takes the core vocabulary alone, for those who cannot wait for anything to be learnt.
    pub fn of_vocabulary(from: &LangTag, to: &LangTag) -> Self {
        Marker {
            lexicon: Lexicon::core(from.primary(), to.primary()),
        }
    }

    /// Returns the byte ranges of `target` that translate the byte ranges `of` in `source`,
    /// ascending and apart; none where the phrase was left untranslated.
    pub fn marks(&self, source: &str, of: &[(usize, usize)], target: &str) -> Vec<(usize, usize)> {
        translated_by(source, of, target, &self.lexicon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::import::{ImportRequest, import};
    use crate::memory::Stamp;

    /// A memory of units that teach a word of which no list and no look tells anything.
    fn memory(folder: &tempfile::TempDir) -> Memory {
        let mut memory = Memory::open_to_write(&folder.path().join("m.db")).unwrap();
        let mut table = "fr\ten\n".to_owned();
        for n in 0..400 {
            let (fr, en) = [("brol", "zwitch"), ("plouc", "grumble")][n % 2];
            let lines = [
                format!("Un {fr} numéro {n}.\t"),
                format!("A {en} number {n}.\n"),
            ];
            table.extend(lines);
        }
        let stamp = Stamp {
            at: "20250101T000000Z".to_owned(),
            author: None,
        };
        let request = ImportRequest::default();
        import(
            &mut memory,
            "m.tsv",
            table.as_bytes(),
            &request,
            &stamp,
            &Cancel::new(),
            &mut |_| {},
        )
        .unwrap();
        memory
    }

    fn marked(marker: &Marker, source: &str, of: (usize, usize), target: &str) -> Vec<String> {
        let marks = marker.marks(source, &[of], target).into_iter();
        marks
            .map(|(start, end)| target[start..end].to_owned())
            .collect()
    }

    #[test]
    fn a_memory_teaches_its_words_in_both_directions_kept_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let memories = [memory(&folder)];
        let [fr, en]: [LangTag; 2] = ["fr", "en-CA"].map(|tag| tag.parse().unwrap());
        let (french, english) = ("Hier, le vieux plouc dort.", "The zorch grumble sleeps.");
        let cancel = Cancel::new();
        // The second time it is read from beside the memory.
        for _ in 0..2 {
            let marker = Marker::open(&memories, &fr, &en, &cancel).unwrap();
            assert_eq!(marked(&marker, french, (15, 20), english), ["grumble"]);
            let marker = Marker::open(&memories, &en, &fr, &cancel).unwrap();
            assert_eq!(marked(&marker, english, (10, 17), french), ["plouc"]);
        }
        let kept = std::fs::read_dir(folder.path()).unwrap();
        let names = kept.map(|entry| entry.unwrap().file_name());
        assert!(names.into_iter().any(|name| name == "m.db.lexicon-en-fr"));
    }

    #[test]
    fn whoever_asks_to_stop_is_heard_and_one_language_needs_no_learning() {
        let folder = tempfile::tempdir().unwrap();
        let memories = [memory(&folder)];
        let [fr, en]: [LangTag; 2] = ["fr", "en"].map(|tag| tag.parse().unwrap());
        let cancel = Cancel::new();
        cancel.cancel();
        assert!(matches!(
            Marker::open(&memories, &fr, &en, &cancel),
            Err(JobError::Cancelled)
        ));
        let marker = Marker::open(&memories, &fr, &fr, &cancel).unwrap();
        assert_eq!(marked(&marker, "Une rue.", (4, 7), "Une rue."), ["rue"]);
        let marker = Marker::of_vocabulary(&fr, &en);
        assert_eq!(marked(&marker, "Une rue.", (4, 7), "A street."), ["street"]);
    }
}
