//! What XLIFF and its relatives say of a translation, as what a memory says of a unit.

use crate::model::BeadState;

/// What a file says of one translation.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'a> {
    /// `approved` of the unit: `yes` or `no`.
    pub(super) approved: Option<&'a str>,
    /// `state` of the target (XLIFF 1.2) or of the segment (XLIFF 2).
    pub(super) state: Option<&'a str>,
    /// `state-qualifier` of the target.
    pub(super) qualifier: Option<&'a str>,
    /// `conf` of Trados Studio's segment.
    pub(super) trados: Option<&'a str>,
    /// `status` of memoQ.
    pub(super) memoq: Option<&'a str>,
    /// `confirmed` of Phrase: `1` or `0`.
    pub(super) phrase: Option<&'a str>,
}

/// Returns whether a person has vouched for the translation; `None` where nothing says so. What
/// the tool says for itself beats what the standard has for it; a state of work still to be done
/// beats `approved`, which is a default in many files.
pub(super) fn state(said: Said<'_>) -> Option<BeadState> {
    use BeadState::{Accepted, Unreviewed};
    let own = match (said.trados, said.memoq, said.phrase) {
        (Some(conf), _, _) => match conf {
            "Translated" | "ApprovedTranslation" | "ApprovedSignOff" => Some(Accepted),
            _ => Some(Unreviewed),
        },
        (_, Some(status), _) => {
            let status = status.to_ascii_lowercase();
            let done = ["confirmed", "proofread", "reviewer"];
            let done = done.iter().any(|word| status.contains(word));
            Some(if done { Accepted } else { Unreviewed })
        }
        (_, _, Some(confirmed)) => Some(match confirmed {
            "1" | "true" => Accepted,
            _ => Unreviewed,
        }),
        _ => None,
    };
    let by_state = || match said.state? {
        "translated" | "signed-off" | "final" | "reviewed" => Some(Accepted),
        "new" | "initial" => Some(Unreviewed),
        state if state.starts_with("needs-") => Some(Unreviewed),
        _ => None,
    };
    let by_approval = || match said.approved? {
        "yes" => Some(Accepted),
        "no" => Some(Unreviewed),
        _ => None,
    };
    let by_qualifier = || match said.qualifier? {
        "fuzzy-match"
        | "leveraged-mt"
        | "mt-suggestion"
        | "tm-suggestion"
        | "rejected-grammar"
        | "rejected-inaccurate"
        | "rejected-length"
        | "rejected-spelling" => Some(Unreviewed),
        _ => None,
    };
    let standard = match (by_state(), by_approval()) {
        // What a machine or a memory suggested is translated and nobody has looked at it.
        (Some(Unreviewed), _) => Some(Unreviewed),
        (_, None) if by_qualifier().is_some() => Some(Unreviewed),
        (_, Some(Accepted)) => Some(Accepted),
        (by_state, by_approval) => by_state.or(by_approval),
    };
    own.or(standard).or_else(by_qualifier)
}

/// Returns `state` and `approved` of a unit that is written.
pub(super) fn written(state: BeadState) -> (&'static str, bool) {
    match state {
        BeadState::Unreviewed => ("needs-review-translation", false),
        BeadState::Accepted => ("final", true),
        BeadState::Edited => ("translated", true),
        BeadState::LeftOut => ("needs-translation", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_to_be_done_beats_approval_and_tools_beat_the_standard() {
        let said = Said {
            approved: Some("yes"),
            state: Some("needs-translation"),
            ..Said::default()
        };
        assert_eq!(state(said), Some(BeadState::Unreviewed));
        let said = Said {
            trados: Some("ApprovedSignOff"),
            ..said
        };
        assert_eq!(state(said), Some(BeadState::Accepted));
        let said = Said {
            approved: Some("no"),
            state: Some("translated"),
            ..Said::default()
        };
        assert_eq!(state(said), Some(BeadState::Accepted));
        let said = Said {
            memoq: Some("PartiallyEdited"),
            ..Said::default()
        };
        assert_eq!(state(said), Some(BeadState::Unreviewed));
        let said = Said {
            qualifier: Some("fuzzy-match"),
            ..Said::default()
        };
        assert_eq!(state(said), Some(BeadState::Unreviewed));
        assert_eq!(state(Said::default()), None);
    }

    #[test]
    fn what_is_written_is_understood_again() {
        for known in ["unreviewed", "accepted", "edited", "left-out"] {
            let known = BeadState::from_name(known).unwrap();
            let (word, approved) = written(known);
            let said = Said {
                state: Some(word),
                approved: approved.then_some("yes"),
                ..Said::default()
            };
            let found = state(said).unwrap();
            assert_eq!(found.is_reviewed(), known.is_reviewed(), "{word}");
        }
    }
}
