//! What is known by heart of French and English: the words that hold phrases together, the endings
//! that make another word.
//!
//! Closed classes, written down from the two grammars; for other languages the short and frequent
//! words of the texts themselves have to do ([`Grammar::of_language`]).

use std::collections::HashSet;

/// What a word is to a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordRole {
    /// May begin and end a term.
    Content,
    /// May stand inside a term and before it: articles.
    Determiner,
    /// May stand inside a term only: prepositions.
    Link,
    /// `and`: stands inside a term between content words only.
    Conjunction,
    /// Stands in no term: pronouns, auxiliaries, conjunctions.
    Stop,
}

/// The roles of the words of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    determiners: HashSet<&'static str>,
    links: HashSet<&'static str>,
    stops: HashSet<&'static str>,
    /// Whether the language's words are known by heart.
    pub(super) known: bool,
}

#[rustfmt::skip]
const FRENCH_DETERMINERS: &str = "le la les l' un une du des d' de au aux ce cet cette ces son sa ses leur leurs \
    notre nos votre vos mon ma mes chaque tout toute tous toutes quelque quelques plusieurs aucun aucune";
#[rustfmt::skip]
const FRENCH_LINKS: &str = "à en sur par pour sans sous contre hors";
#[rustfmt::skip]
const FRENCH_STOPS: &str = "je tu il elle on nous vous ils elles me te se m' t' s' j' n' c' qu' y lui eux moi toi soi \
    cela ceci ça celui celle ceux celles ci ne pas plus moins non que qui quoi dont où ou si or ni mais dans avec entre donc car comme \
    lorsque lorsqu' puisque puisqu' quoique jusqu' jusque afin ainsi alors aussi bien très trop peu même mêmes autre \
    autres tel telle tels telles quel quelle quels quelles lequel laquelle lesquels lesquelles auquel auxquels \
    duquel desquels après avant depuis pendant durant dès vers chez parmi selon malgré envers sauf lors outre via \
    être est sont suis sommes êtes était étaient étant été sera seront serait seraient soit soient fut furent \
    avoir a ai as ont avons avez avait avaient ayant eu aura auront aurait auraient ait aient \
    peut peuvent pouvait pouvaient pourra pourront pourrait pourraient puisse puissent pouvez pu \
    doit doivent devait devaient devra devront devrait devraient devez \
    faire fait font faisait fera feront faite faits faites va vont aller allez veut veulent voulez vouloir \
    faut fallait voici voilà ici là encore toujours jamais déjà aujourd'hui hier demain notamment également \
    cependant toutefois ensuite puis enfin dit dite parce quand comment pourquoi combien certains certaines \
    certain certaine deux trois quatre cinq six sept huit neuf dix lesdits ledit ladite etc";
#[rustfmt::skip]
const ENGLISH_DETERMINERS: &str = "the a an this that these those its their our your his her my each every any some \
    all no such both";
#[rustfmt::skip]
const ENGLISH_LINKS: &str = "of for to in on at by against under without";
#[rustfmt::skip]
const ENGLISH_STOPS: &str = "i you he she it we they me him us them mine yours hers ours theirs myself himself \
    itself themselves who whom whose which what where when why how if or nor but with between from so than then as not n't 's 're 've \
    'll 'd 'm is are was were be been being am has have had having do does did done doing can could will would \
    shall should may might must cannot let lets about above across after along among around before behind below \
    beside besides beyond despite down during except inside into like near off onto out outside over past per since \
    through throughout till toward towards until unless up upon via within because although though while whereas \
    whether once also only just even still yet already always never ever often again here there now very too more \
    most less least much many few several other others another same own one two three four five six seven eight \
    nine ten else either neither however therefore thus hence moreover furthermore instead rather well \
    etc said make makes made making get gets got go goes going used using see need needs want please \
    following based according including included include includes provide provides provided";

impl Grammar {
    /// Returns what is known of a language, by its primary subtag.
    pub(super) fn of_language(primary: &str) -> Self {
        let set = |words: &'static str| words.split_whitespace().collect();
        let (determiners, links, stops) = match primary {
            "fr" => (FRENCH_DETERMINERS, FRENCH_LINKS, FRENCH_STOPS),
            "en" => (ENGLISH_DETERMINERS, ENGLISH_LINKS, ENGLISH_STOPS),
            _ => ("", "", ""),
        };
        Grammar {
            determiners: set(determiners),
            links: set(links),
            stops: set(stops),
            known: matches!(primary, "fr" | "en"),
        }
    }

    /// Returns what a word is; `class` as `text::word_class` gives it, in lower case.
    pub(super) fn role(&self, class: &str) -> WordRole {
        if self.stops.contains(class) {
            WordRole::Stop
        } else if self.determiners.contains(class) {
            WordRole::Determiner
        } else if self.links.contains(class) {
            WordRole::Link
        } else if self.known && matches!(class, "et" | "and") {
            WordRole::Conjunction
        } else {
            WordRole::Content
        }
    }
}

/// Endings that make another word of a stem, in plain letters: two words that share a stem are
/// forms of one word only if they have the same one, or none. The longest that fits counts; forms of
/// one ending (its plural, its feminine) are one line.
#[rustfmt::skip]
const FRENCH_ENDINGS: &[&[&str]] = &[
    &["isation", "isations"], &["ation", "ations", "ition", "itions", "tion", "tions", "sion", "sions"],
    &["ement", "ements", "ment", "ments"],
    &["ateur", "ateurs", "atrice", "atrices", "teur", "teurs", "trice", "trices", "eur", "eurs", "euse", "euses"],
    &["ite", "ites"], &["isme", "ismes"], &["iste", "istes"], &["able", "ables", "ible", "ibles"],
    &["ance", "ances", "ence", "ences"], &["age", "ages"], &["if", "ifs", "ive", "ives"],
    &["ique", "iques"], &["aire", "aires"], &["al", "ale", "ales", "aux"], &["el", "elle", "els", "elles"],
    &["eux", "euse", "euses"],
];

/// The same for English.
#[rustfmt::skip]
const ENGLISH_ENDINGS: &[&[&str]] = &[
    &["ization", "izations", "isation", "isations"], &["ation", "ations", "ition", "itions", "tion", "tions", "sion", "sions"],
    &["ment", "ments"], &["er", "ers", "or", "ors"], &["ity", "ities"], &["ism", "isms"],
    &["ist", "ists"], &["able", "ables", "ible", "ibles"], &["ness", "nesses"], &["ly"],
    &["ance", "ances", "ence", "ences", "ancy", "ancies", "ency", "encies"], &["ive", "ives"],
    &["al", "als"], &["ic", "ics"], &["ful"], &["less"], &["ship", "ships"], &["age", "ages"], &["ize", "ise"],
];

/// Returns which ending that makes another word a folded word has, as a number; `None` for a word
/// without one, or in a language whose endings are not known.
pub(super) fn derivation(primary: &str, folded: &str) -> Option<usize> {
    let lists = match primary {
        "fr" => FRENCH_ENDINGS,
        "en" => ENGLISH_ENDINGS,
        _ => return None,
    };
    let mut best: Option<(usize, usize)> = None;
    for (number, endings) in lists.iter().enumerate() {
        for ending in *endings {
            let longer = best.is_none_or(|(length, _)| ending.len() > length);
            // What is left must be a stem.
            if longer && folded.len() >= ending.len() + 3 && folded.ends_with(ending) {
                best = Some((ending.len(), number));
            }
        }
    }
    best.map(|(_, number)| number)
}
