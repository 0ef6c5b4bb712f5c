//! Words of closed classes in French and English: articles, prepositions, pronouns….

use crate::lexicon::Token;

/// Classes of little words, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u16);

impl Classes {
    /// `the`, `une`.
    pub(super) const ARTICLE: Self = Classes(1);
    /// `of`, `dans`.
    pub(super) const PREPOSITION: Self = Classes(2);
    /// `and`, `que`: conjunctions and relative pronouns.
    pub(super) const CONJUNCTION: Self = Classes(4);
    /// `she`, `nous`.
    pub(super) const PRONOUN: Self = Classes(8);
    /// `has`, `est`, `shall`.
    pub(super) const AUXILIARY: Self = Classes(16);
    /// `their`, `ces`.
    pub(super) const DETERMINER: Self = Classes(32);
    /// `se`.
    pub(super) const REFLEXIVE: Self = Classes(64);
    /// `ne`, `not`.
    pub(super) const NEGATION: Self = Classes(128);

    /// Returns the classes that are in either.
    pub(super) const fn or(self, other: Self) -> Self {
        Classes(self.0 | other.0)
    }

    /// Tells whether both have a class in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Tells whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Words without case, accents and apostrophes, with their class. Those without a class are little
/// too, but nothing at the edge of a phrase is decided by them. A word may be of several classes.
type List = &'static [(Classes, &'static str)];

const FRENCH: List = &[
    (Classes::ARTICLE, "le la les l un une des du au aux"),
    (
        Classes::PREPOSITION,
        "de du d des au aux a en dans par pour sur sous avec sans chez vers entre",
    ),
    (
        Classes::CONJUNCTION,
        "et ou que qu qui dont si comme mais car ni donc",
    ),
    (
        Classes::PRONOUN,
        "il elle ils elles on nous vous je j tu ce c leur lui y me m te t",
    ),
    (
        Classes::AUXILIARY,
        "est sont ete etre ait soit a ont avait ayant avons avez peut doit etait etaient",
    ),
    (
        Classes::DETERMINER,
        "ces cet cette sa son ses leur leurs notre nos votre vos",
    ),
    (Classes::REFLEXIVE, "se s"),
    (Classes::NEGATION, "ne n pas"),
    (
        Classes(0),
        "cela ceux celui celle celles mon ma mes plus tres afin ainsi aussi",
    ),
];

const ENGLISH: List = &[
    (Classes::ARTICLE, "the a an"),
    (
        Classes::PREPOSITION,
        "of to in on at by for with from into onto upon under over about between",
    ),
    (
        Classes::CONJUNCTION,
        "and or but nor that which who whom whose if so than as",
    ),
    (
        Classes::PRONOUN,
        "he she they them it we us you i me him there",
    ),
    (
        Classes::AUXILIARY,
        "is are was were be been being am do does did has have had will would shall should can \
         could may might must re ve ll s",
    ),
    (
        Classes::DETERMINER,
        "that this these those its their his her our your my",
    ),
    (Classes::NEGATION, "not nt no"),
    (Classes(0), "what such any each then t"),
];

/// What the words of a sentence are.
pub(super) struct Grammar {
    /// `None` for a word of no list.
    words: Vec<Option<Classes>>,
}

impl Grammar {
    /// Looks up the words of a sentence; in other languages than `fr` and `en` all are content.
    pub(super) fn new(words: &[Token], language: &str) -> Self {
        let list = match language {
            "fr" => FRENCH,
            "en" => ENGLISH,
            _ => &[],
        };
        let look_up = |token: &Token| {
            let has = |words: &&(Classes, &str)| words.1.split(' ').any(|word| word == token.form);
            let found = list.iter().filter(has).map(|entry| entry.0);
            found.reduce(Classes::or)
        };
        Grammar {
            words: words.iter().map(look_up).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Tells whether a word is in a list.
    pub(super) fn is_function(&self, at: usize) -> bool {
        self.words[at].is_some()
    }

    /// Returns the classes of a word, none for any other.
    pub(super) fn classes(&self, at: usize) -> Classes {
        self.words[at].unwrap_or_default()
    }

    /// Tells whether a word has no class.
    pub(super) fn has_content(&self, at: usize) -> bool {
        self.classes(at).is_empty()
    }
}
