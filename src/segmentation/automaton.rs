//! Many patterns in one lazy automaton: which of them end at a place, which start there.
//!
//! An automaton is read in one of two ways. From one place away it says which patterns match
//! there, and stops as soon as none can any more: a few bytes in running text. Over a whole text
//! it says so for every place, in one go and in linear time whatever the patterns are.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::pool::{Pool, PoolGuard};
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;

/// Bytes of memory for the states of one automaton of one thread, before it starts afresh.
const CACHE: usize = 16 << 20;

/// Bytes that the patterns of one language may take once read.
const LARGEST_NFA: usize = 64 << 20;

/// Which way an automaton reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the start of the text on.
    On,
    /// From the end of the text back.
    Back,
}

type MakeCache = Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// Patterns, by their number.
pub(super) struct Automaton {
    dfa: DFA,
    way: Way,
    caches: Pool<Cache, MakeCache>,
}

/// The memory that one thread searches in.
pub(super) type Scratch<'a> = PoolGuard<'a, Cache, MakeCache>;

impl Automaton {
    /// Builds the automaton of patterns that reads one way.
    ///
    /// # Errors
    /// When the patterns are too large together, in the words of the builder.
    pub(super) fn new(patterns: &[&Hir], way: Way) -> Result<Self, String> {
        // `utf8(false)` lets empty matches fall inside a character, where nobody looks. With
        // `utf8(true)`, regex-automata 0.4.19 loses empty matches of the second and further
        // patterns beside a character of several bytes when it reads back.
        let nfa = thompson::Compiler::new()
            .configure(
                thompson::Config::new()
                    .which_captures(thompson::WhichCaptures::None)
                    .utf8(false)
                    .reverse(way == Way::Back)
                    .nfa_size_limit(Some(LARGEST_NFA)),
            )
            .build_many_from_hir(patterns)
            .map_err(|error| error.to_string())?;
        let dfa = DFA::builder()
            .configure(
                DFA::config()
                    .match_kind(MatchKind::All)
                    .cache_capacity(CACHE)
                    .skip_cache_capacity_check(true),
            )
            .build_from_nfa(nfa)
            .map_err(|error| error.to_string())?;
        let maker = dfa.clone();
        let make: MakeCache = Box::new(move || maker.create_cache());
        Ok(Automaton {
            dfa,
            way,
            caches: Pool::new(make),
        })
    }

    /// Returns memory to search in.
    pub(super) fn scratch(&self) -> Scratch<'_> {
        self.caches.get()
    }

    /// Tells whether a place comes before another the way this automaton reads.
    pub(super) fn passes(&self, place: usize, other: usize) -> bool {
        match self.way {
            Way::On => place < other,
            Way::Back => place > other,
        }
    }

    /// Calls `found` with each pattern that matches between a place and another, which comes
    /// second, the nearest first; returns how many bytes were read.
    ///
    /// The automaton cannot fail: it has no byte it must give up at and no limit on how often its
    /// memory starts afresh. If it did, the search would end where it stands.
    #[inline]
    pub(super) fn read_from(
        &self,
        cache: &mut Cache,
        text: &str,
        at: usize,
        mut found: impl FnMut(usize, usize),
    ) -> usize {
        let bytes = text.as_bytes();
        let input = Input::new(text).anchored(Anchored::Yes);
        // States say that they match one byte late.
        let mut read = 0;
        match self.way {
            Way::On => {
                let input = input.range(at..);
                let Ok(mut state) = self.dfa.start_state_forward(cache, &input) else {
                    return 0;
                };
                for (place, byte) in bytes.iter().enumerate().skip(at) {
                    let Ok(next) = self.dfa.next_state(cache, state, *byte) else {
                        return read;
                    };
                    read += 1;
                    if next.is_tagged() {
                        if next.is_match() {
                            self.matches(cache, next, |pattern| found(pattern, place));
                        } else if next.is_dead() {
                            return read;
                        }
                    }
                    state = next;
                }
                self.at_end(cache, state, |pattern| found(pattern, bytes.len()));
            }
            Way::Back => {
                let input = input.range(..at);
                let Ok(mut state) = self.dfa.start_state_reverse(cache, &input) else {
                    return 0;
                };
                for place in (0..at).rev() {
                    let Ok(next) = self.dfa.next_state(cache, state, bytes[place]) else {
                        return read;
                    };
                    read += 1;
                    if next.is_tagged() {
                        if next.is_match() {
                            self.matches(cache, next, |pattern| found(pattern, place + 1));
                        } else if next.is_dead() {
                            return read;
                        }
                    }
                    state = next;
                }
                self.at_end(cache, state, |pattern| found(pattern, 0));
            }
        }
        read
    }

    /// Calls `found` with each pattern and each place where it ends (reading on) or starts
    /// (reading back), place after place the way it reads.
    pub(super) fn everywhere(
        &self,
        cache: &mut Cache,
        text: &str,
        mut found: impl FnMut(usize, usize),
    ) {
        let bytes = text.as_bytes();
        let input = Input::new(text);
        let start = match self.way {
            Way::On => self.dfa.start_state_forward(cache, &input),
            Way::Back => self.dfa.start_state_reverse(cache, &input),
        };
        let Ok(mut state) = start else { return };
        for step in 0..bytes.len() {
            let (byte, place) = match self.way {
                Way::On => (bytes[step], step),
                Way::Back => (bytes[bytes.len() - 1 - step], bytes.len() - step),
            };
            let Ok(next) = self.dfa.next_state(cache, state, byte) else {
                return;
            };
            if next.is_match() {
                self.matches(cache, next, |pattern| found(pattern, place));
            }
            state = next;
        }
        let end = match self.way {
            Way::On => bytes.len(),
            Way::Back => 0,
        };
        self.at_end(cache, state, |pattern| found(pattern, end));
    }

    #[inline]
    fn matches(&self, cache: &Cache, state: LazyStateID, mut found: impl FnMut(usize)) {
        for index in 0..self.dfa.match_len(cache, state) {
            found(self.dfa.match_pattern(cache, state, index).as_usize());
        }
    }

    fn at_end(&self, cache: &mut Cache, state: LazyStateID, found: impl FnMut(usize)) {
        if let Ok(end) = self.dfa.next_eoi_state(cache, state)
            && end.is_match()
        {
            self.matches(cache, end, found);
        }
    }
}

impl fmt::Debug for Automaton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let patterns = self.dfa.pattern_len();
        let mut debug = f.debug_struct("Automaton");
        debug.field("patterns", &patterns).field("way", &self.way);
        debug.finish_non_exhaustive()
    }
}
