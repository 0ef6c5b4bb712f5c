//! The room's tests: laws of the score and of the difference, what a translator expects of the
//! seed texts, and the share of numbers carried over right.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;

use super::adaptation::{Conventions, adapt};
use super::score::{Pattern, Step, greatest_distance, steps};
use super::tokens::Tokenised;
use super::*;
use crate::text::numbers::Convention;

pub(super) fn pair(unit: i64, source: &str, target: &str) -> StoredPair {
    StoredPair {
        unit,
        memory: 0,
        source: source.to_owned(),
        target: target.to_owned(),
        codes: Vec::new(),
        reviewed: true,
        confidence: None,
        reversed: false,
        other_region: false,
        date: 0,
    }
}

pub(super) fn options() -> LookupOptions {
    LookupOptions::new("fr".parse().unwrap(), "en".parse().unwrap())
}

/// Returns the answer for a query, which must be the same with the index and without.
/// Pairs that stand for a memory.
struct Pairs<'t> {
    pairs: &'t [StoredPair],
    details: &'t dyn Fn(&StoredPair) -> Details,
}

impl PairStore for Pairs<'_> {
    type Error = Infallible;

    fn pairs_of(&mut self, memory: usize, unit: i64) -> Result<Vec<StoredPair>, Infallible> {
        let pairs = self.pairs.iter();
        let of_unit = pairs.filter(|pair| (pair.memory, pair.unit) == (memory, unit));
        Ok(of_unit.cloned().collect())
    }

    fn details(&mut self, pair: &StoredPair) -> Result<Details, Infallible> {
        Ok((self.details)(pair))
    }
}

fn index_of<'t>(pairs: impl IntoIterator<Item = &'t StoredPair>) -> FuzzyIndex {
    let (fr, en) = ("fr".parse().unwrap(), "en".parse().unwrap());
    let mut builder = IndexBuilder::new("fr");
    for pair in pairs {
        builder.push(pair, [&fr, &en], false).unwrap();
    }
    FuzzyIndex::from_bytes(builder.finish().unwrap()).unwrap()
}

/// Asks by index, in one part and in two, and plainly; all must say the same.
fn ask_with(
    pairs: &[StoredPair],
    query: &Query,
    options: &LookupOptions,
    details: &dyn Fn(&StoredPair) -> Details,
) -> Answer {
    let plain: PlainSearch = pairs.iter().cloned().collect();
    let Ok(expected) = lookup_plainly(&plain, query, options, |pair| {
        Ok::<_, Infallible>(details(pair))
    });
    // The first part knows units of the second too, as they were once.
    let split = pairs.len() / 2;
    let changed: Vec<StoredPair> = pairs[split..]
        .iter()
        .map(|pair| StoredPair {
            source: format!("{} ancien", pair.source),
            ..pair.clone()
        })
        .collect();
    let outdated: Vec<(i64, i64)> = {
        let mut units: Vec<i64> = pairs[split..].iter().map(|pair| pair.unit).collect();
        units.sort_unstable();
        units.into_iter().map(|unit| (unit, unit)).collect()
    };
    let same_units_elsewhere = pairs[..split]
        .iter()
        .any(|pair| outdated.contains(&(pair.unit, pair.unit)));
    let one = vec![(index_of(pairs), Vec::new())];
    let two = vec![
        (index_of(pairs[..split].iter().chain(&changed)), outdated),
        (index_of(&pairs[split..]), Vec::new()),
    ];
    let one_memory = pairs.iter().all(|pair| pair.memory == 0);
    for layers in [one, two] {
        if layers.len() > 1 && (same_units_elsewhere || !one_memory) {
            continue;
        }
        let parts: Vec<IndexPart<'_>> = layers
            .iter()
            .map(|(index, outdated)| IndexPart {
                index,
                memory: pairs.first().map_or(0, |pair| pair.memory),
                outdated,
            })
            .collect();
        let mut store = Pairs { pairs, details };
        let mut scratches = Vec::new();
        for _ in 0..2 {
            let answer = lookup(&parts, &mut scratches, query, options, &mut store);
            let answer = answer.expect("the index is of these pairs");
            assert_eq!(answer, expected, "index and plain comparison differ");
        }
    }
    expected
}

pub(super) fn ask(pairs: &[StoredPair], query: &Query, options: &LookupOptions) -> Answer {
    ask_with(pairs, query, options, &|_| Details::default())
}

/// Returns the matches for a query without context.
pub(super) fn found(pairs: &[StoredPair], text: &str) -> Vec<Match> {
    ask(pairs, &Query::new(text), &options()).matches
}

/// Returns score and penalty names of the only match.
fn scored(stored: &str, query: &str) -> (u8, Vec<&'static str>) {
    let matches = found(&[pair(1, stored, "")], query);
    let names = matches[0]
        .penalties
        .iter()
        .map(|penalty| penalty.kind.id())
        .collect();
    (matches[0].score, names)
}

/// Returns a folder of the shared material, or `None`, saying so, where it is missing.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(folder);
    if path.is_dir() {
        return Some(path);
    }
    assert!(
        std::env::var_os("ENFACE_NO_SKIP").is_none(),
        "{} is missing",
        path.display()
    );
    println!("skipped: {} is missing", path.display());
    None
}

pub(super) fn adapted(
    query: &str,
    source: &str,
    target: &str,
    from: &str,
    to: &str,
) -> Option<(String, bool)> {
    let [stored, query] = Tokenised::both(source, query);
    let conventions = Conventions {
        source: Convention::of_language(from),
        target: Convention::of_language(to),
    };
    let adapted = adapt(&stored, &query, target, conventions)?;
    Some((adapted.text, adapted.needs_edit))
}

#[test]
fn numbers_of_the_development_gold_are_carried_over() {
    let Some(folder) = shared("gold/adaptation") else {
        return;
    };
    let gold = std::fs::read_to_string(folder.join("dev.jsonl")).unwrap();
    let (mut possible, mut exact, mut marked, mut wrongly) = (0, 0, 0, String::new());
    for line in gold.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| row[name].as_str().unwrap_or_default();
        let ours = adapted(
            field("query"),
            field("match_source"),
            field("match_target"),
            field("from"),
            field("to"),
        );
        let expected = row["adapted"].as_str();
        let text = ours.as_ref().map(|(text, _)| text.as_str());
        possible += usize::from(expected.is_some());
        exact += usize::from(expected.is_some() && text == expected);
        let edit = ours.as_ref().is_some_and(|(_, edit)| *edit);
        marked += usize::from(edit == row["needs_edit"].as_bool().unwrap_or_default());
        if text != expected {
            writeln!(wrongly, "{} {text:?}\n     for {expected:?}", field("id")).unwrap();
        }
        assert!(text.is_none() || expected.is_some(), "false: {text:?}");
    }
    println!("{exact} of {possible} exact\n{wrongly}");
    assert!(
        100 * exact >= 95 * possible,
        "{exact} of {possible} exact\n{wrongly}"
    );
    assert_eq!(marked, gold.lines().count(), "needs_edit");
}

#[test]
fn what_a_translator_expects_of_the_seed_texts_is_met() {
    let stored = [
        pair(
            1,
            "Le pont aérien a permis d’acheminer 1 250 tonnes de vivres depuis le 3 février 2024.",
            "The airlift has delivered 1,250 tonnes of food since 3 February 2024.",
        ),
        pair(
            2,
            "Les contributions annoncées s’élèvent à 1,2 milliard d’euros, dont 45 % ont déjà été versés.",
            "The contributions announced amount to €1.2 billion, of which 45% has already been paid.",
        ),
    ];
    let airlift =
        "Le pont aérien a permis d’acheminer 2 480 tonnes de vivres depuis le 26 février 2024.";
    let matches = found(&stored, airlift);
    assert_eq!(
        matches[0].adapted.as_deref(),
        Some("The airlift has delivered 2,480 tonnes of food since 26 February 2024.")
    );
    assert_eq!((matches[0].base, matches[0].score), (100, 99));
    let amount = "Les contributions annoncées s’élèvent à 1,8 milliard d’euros, dont 60 % ont déjà été versés.";
    let matches = found(&stored, amount);
    assert_eq!(
        matches[0].adapted.as_deref(),
        Some(
            "The contributions announced amount to €1.8 billion, of which 60% has already been paid."
        )
    );
    assert_eq!(matches[0].score, 99);

    let mut unreviewed = stored[0].clone();
    unreviewed.reviewed = false;
    unreviewed.confidence = Some(Confidence::from_thousandths(960));
    let matches = found(&[unreviewed], airlift);
    assert_eq!(matches[0].score, 98, "99 less one for an unreviewed pair");
}

#[test]
fn the_third_seed_text_is_helped_by_the_first_two() {
    let Some(folder) = shared("seeds") else {
        return;
    };
    let mut pairs = Vec::new();
    for name in ["otan-2023-10-03", "fictif-2024-02-13"] {
        let beads = std::fs::read_to_string(folder.join(format!("{name}.align.tsv"))).unwrap();
        for line in beads.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            if !fields[3].is_empty() && !fields[4].is_empty() {
                pairs.push(pair(pairs.len() as i64, fields[3], fields[4]));
            }
        }
    }
    let text = std::fs::read_to_string(folder.join("fictif-2024-03-21.fr.txt")).unwrap();
    let answer = |beginning: &str| {
        let start = text.find(beginning).unwrap();
        // To the end of the sentence, past the full stop of a title.
        let length = text[start + 3..].find(['.', ';', '\n']).unwrap() + 4;
        let query = Query::new(text[start..start + length].trim());
        ask(&pairs, &query, &options())
    };
    for beginning in [
        "Ce jeudi (21 mars",
        "Au cours de cet appel",
        "M. Holmqvist",
        "Le 18 mars",
    ] {
        let matches = answer(beginning).matches;
        assert!(
            (70..=90).contains(&matches[0].score),
            "{beginning}: {}",
            matches[0].score
        );
    }
    for beginning in ["– l’adoption d’un large", "Il a observé avec satisfaction"] {
        let answer = answer(beginning);
        assert!(answer.matches.is_empty(), "{beginning}");
        assert!(
            answer.fragments[0].text.len() > 80,
            "{beginning}: {:?}",
            answer.fragments
        );
    }
    assert_eq!(answer("Texte fictif").matches[0].score, 100);
    assert!(answer("Contact presse").matches.is_empty());
    let visit = answer("Le 18 mars").matches.remove(0);
    assert!(
        visit
            .adapted
            .unwrap()
            .starts_with("On 18 March, the Secretary General had")
    );
}

#[test]
fn years_stay_years_beside_narrow_spaces() {
    let text = adapted(
        "In 2024, 1,310 of 45% left.",
        "In 2023, 240 of 45% left.",
        "En 2023, 240 des 45\u{202f}% sont partis.",
        "en",
        "fr",
    );
    let expected = "En 2024, 1\u{202f}310 des 45\u{202f}% sont partis.";
    assert_eq!(text, Some((expected.to_owned(), false)));
}

#[test]
fn the_example_of_the_manual_is_right() {
    let stored = pair(
        1,
        "L’aide de 1 250 tonnes est arrivée à Port-Éloi.",
        "The aid of 1,250 tonnes has arrived in Port-Éloi.",
    );
    let matches = found(
        &[stored],
        "L'aide de 480 tonnes n’est pas arrivée à Port-Éloi.",
    );
    assert_eq!((matches[0].base, matches[0].score), (83, 82));
}

#[test]
fn penalties_are_named_and_added() {
    assert_eq!(
        scored("Le chat dort bien ici.", "Le chat dort bien ici."),
        (100, vec![])
    );
    assert_eq!(
        scored("L’aide : « oui »\u{a0}!", "L'aide: \"oui\" !"),
        (100, vec!["typography"])
    );
    assert_eq!(
        scored("Le Conseil se réunit.", "Le conseil se réunit."),
        (99, vec!["case"])
    );
    assert_eq!(
        scored("Le conseil, se réunit.", "Le conseil se réunit – ici !").1,
        ["punctuation"]
    );
    assert_eq!(
        scored("Le conseil, se réunit.", "Le conseil se réunit."),
        (99, vec!["punctuation"])
    );
    assert_eq!(
        scored("Il y a 1 250 cas ici.", "Il y a 1\u{a0}250 cas ici."),
        (100, vec!["typography"])
    );
    assert_eq!(
        scored("Il y a 1250 cas ici.", "Il y a 1 250 cas ici."),
        (99, vec!["writing"])
    );
    // The target has no figure: nothing can be carried over.
    assert_eq!(
        scored(
            "Il y a 3 cas et 8 décès ici.",
            "Il y a 4 cas et 9 décès ici."
        ),
        (96, vec!["numbers"])
    );
}

#[test]
fn units_lose_points_for_what_they_are() {
    let text = "Le conseil se réunit demain.";
    let mut unit = pair(1, text, "The council meets tomorrow.");
    unit.reversed = true;
    unit.other_region = true;
    unit.memory = 1;
    unit.codes = vec!["bpt".to_owned(), "ept".to_owned()];
    let mut options = options();
    options.memory_penalties = vec![0, 5];
    let matches = ask(&[unit], &Query::new(text), &options).matches;
    let named: Vec<_> = matches[0]
        .penalties
        .iter()
        .map(|p| (p.kind.id(), p.points))
        .collect();
    assert_eq!(
        named,
        [
            ("codes", 2),
            ("reversed", 2),
            ("memory", 5),
            ("other-region", 0)
        ]
    );
    assert_eq!(matches[0].score, 91);

    for (thousandths, points) in [(1000, 1), (960, 1), (800, 2), (849, 2), (850, 2), (0, 10)] {
        let mut unit = pair(1, text, "The council meets tomorrow.");
        unit.reviewed = false;
        unit.confidence = Some(Confidence::from_thousandths(thousandths));
        assert_eq!(
            found(&[unit], text)[0].score,
            100 - points,
            "confidence {thousandths}"
        );
    }
}

#[test]
fn only_equal_neighbours_make_a_context_match() {
    let text = "Merci à tous.";
    let pairs = [pair(1, text, "Thank you all.")];
    let details = Details {
        previous: Some(Some("Avant.".to_owned())),
        next: Some(None),
        origin: Origin {
            document: Some("a.html".to_owned()),
            ..Origin::default()
        },
    };
    let score = |previous: Option<&str>, next: Option<&str>, key: Option<&str>| {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let query = Query {
            previous: own(previous),
            next: own(next),
            key: own(key),
            ..Query::new(text)
        };
        let answer = ask_with(&pairs, &query, &options(), &|_| details.clone());
        (answer.matches[0].score, answer.matches[0].context.name())
    };
    assert_eq!(score(None, None, None), (100, "none"));
    assert_eq!(score(Some("Avant."), None, None), (100, "previous"));
    assert_eq!(score(Some("Autre."), Some(""), None), (100, "next"));
    assert_eq!(score(Some("Avant."), Some(""), None), (101, "both"));
    assert_eq!(
        score(Some("Avant."), Some(""), Some("b.html")),
        (101, "both")
    );
    assert_eq!(score(Some("Avant."), Some(""), Some("a.html")), (102, "id"));
}

#[test]
fn a_source_with_two_targets_is_ambiguous_without_context() {
    let pairs = [
        pair(1, "La séance est levée.", "The meeting is closed."),
        pair(2, "La séance est levée.", "The sitting rises."),
        pair(3, "La séance est levée.", "The meeting is closed."),
    ];
    let matches = found(&pairs, "La séance est levée.");
    assert_eq!(
        matches.iter().map(|m| m.score).collect::<Vec<_>>(),
        [99, 99]
    );
    assert_eq!((matches[0].pair.unit, &matches[0].also[..]), (1, &[3][..]));
    assert_eq!(matches[1].penalties[0].kind, PenaltyKind::Ambiguous);

    let query = Query {
        previous: Some(String::new()),
        ..Query::new("La séance est levée.")
    };
    let at_beginning = |pair: &StoredPair| {
        let previous = (pair.unit == 2).then_some(None);
        Details {
            previous,
            ..Details::default()
        }
    };
    let answer = ask_with(&pairs, &query, &options(), &at_beginning);
    assert_eq!(
        (answer.matches[0].pair.unit, answer.matches[0].score),
        (2, 100)
    );
}

#[test]
fn short_queries_need_a_word_that_says_something() {
    let pairs = [
        pair(1, "Voir la page", "See the page"),
        pair(2, "Sur la page", "On the page"),
        pair(3, "Dans la ville", "In the city"),
    ];
    assert!(found(&pairs, "Pour la mer").is_empty());
    assert!(
        ask(&pairs, &Query::new("Pour la mer"), &options())
            .below
            .is_empty()
    );
    assert_eq!(found(&pairs, "Voir la page")[0].pair.unit, 1);
    let answer = ask(&pairs, &Query::new("Lire la page"), &options());
    assert!(
        answer.matches.is_empty(),
        "66 is too little for three words"
    );
    assert_eq!(answer.below.len(), 1);
}

#[test]
fn the_best_weaker_match_is_shown_below() {
    let pairs = [pair(1, "un deux trois quatre cinq six", "…")];
    let answer = ask(
        &pairs,
        &Query::new("un deux trois quatre huit neuf"),
        &options(),
    );
    assert!(answer.matches.is_empty());
    assert_eq!((answer.below.len(), answer.below[0].base), (1, 66));
    assert_eq!(answer.below[0].band.name(), "50-74");
    let answer = ask(
        &pairs,
        &Query::new("un deux sept huit neuf dix"),
        &options(),
    );
    assert!(answer.below.is_empty());
}

#[test]
fn phrases_of_longer_sentences_are_found() {
    let stored = "Il a évoqué la création du Conseil et l’adoption d’un large ensemble de mesures.";
    let pairs = [
        pair(7, stored, "…"),
        pair(8, "Aide d’urgence", "Emergency aid"),
    ];
    let query =
        "– l’adoption d’un large ensemble de mesures et une aide d’urgence sans délai ni prix ;";
    let answer = ask(&pairs, &Query::new(query), &options());
    assert!(answer.matches.is_empty());
    let shown: Vec<_> = answer
        .fragments
        .iter()
        .map(|f| (f.pair.unit, f.text.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            (7, "l’adoption d’un large ensemble de mesures"),
            (8, "aide d’urgence")
        ]
    );
    let first = &answer.fragments[0];
    assert_eq!(&query[first.start..first.end], first.text);
    assert_eq!(&stored[first.source_start..first.source_end], first.text);
}

#[test]
fn texts_without_words_match_only_themselves() {
    let pairs = [pair(1, "***", "***"), pair(2, "–", "–")];
    let matches = found(&pairs, "***");
    assert_eq!((matches.len(), matches[0].score), (1, 100));
    assert!(found(&pairs, "").is_empty());
}

#[test]
fn a_difference_names_the_words() {
    let parts = diff_texts("Le chat noir dort.", "Le chien noir dort, ici.");
    let shown: Vec<_> = parts
        .iter()
        .map(|p| (p.kind.mark(), p.text.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("=", "Le "),
            ("-", "chat"),
            ("+", "chien"),
            ("=", " noir dort"),
            ("+", ", ici"),
            ("=", ".")
        ]
    );
}

#[test]
fn details_are_asked_only_for_what_is_shown() {
    let mut pairs: Vec<_> = (0..50)
        .map(|n| pair(n, "Le conseil se réunit ici", "…"))
        .collect();
    pairs.extend((50..90).map(|n| pair(n, &format!("Le conseil se réunit mot{n}"), "…")));
    let mut options = options();
    options.limit = 1;
    let query = Query::new("Le conseil se réunit ici");
    let asked = std::cell::Cell::new(0);
    let counted = |_: &StoredPair| {
        asked.set(asked.get() + 1);
        Details::default()
    };
    let index = index_of(&pairs);
    let parts = [IndexPart {
        index: &index,
        memory: 0,
        outdated: &[],
    }];
    let mut store = Pairs {
        pairs: &pairs,
        details: &counted,
    };
    let answer = lookup(&parts, &mut Vec::new(), &query, &options, &mut store);
    assert_eq!(answer.expect("it is its index").matches.len(), 1);
    assert_eq!(asked.get(), 1);
}

#[test]
fn comparing_with_every_pair_shows_what_a_broken_index_lost() {
    let pairs: Vec<_> = (0..40)
        .map(|n| {
            pair(
                n,
                &format!("Le conseil numéro{n} se réunit ici demain"),
                "…",
            )
        })
        .collect();
    let (fr, en) = ("fr".parse().unwrap(), "en".parse().unwrap());
    let mut builder = IndexBuilder::new("fr");
    for pair in &pairs {
        builder.push(pair, [&fr, &en], false).unwrap();
    }
    let bytes = builder.finish().unwrap();
    let query = Query::new("Le conseil numéro7 se réunit là demain");
    let plain: PlainSearch = pairs.iter().cloned().collect();
    let Ok(expected) = lookup_plainly(&plain, &query, &options(), |_| {
        Ok::<_, Infallible>(Details::default())
    });
    let mut differing = 0;
    // Past the head every byte is set to nothing in turn, sixteen at a time.
    for start in (200..bytes.len() - 16).step_by(16) {
        let mut broken = bytes.clone();
        broken[start..start + 16].fill(0);
        let index = FuzzyIndex::from_bytes(broken).expect("the head is whole");
        let parts = [IndexPart {
            index: &index,
            memory: 0,
            outdated: &[],
        }];
        let mut store = Pairs {
            pairs: &pairs,
            details: &|_| Details::default(),
        };
        let answer = lookup(&parts, &mut Vec::new(), &query, &options(), &mut store);
        differing += usize::from(answer.ok().as_ref() != Some(&expected));
    }
    assert!(differing > 20, "{differing}");
}

/// What units may be, so that many things decide about their order.
fn unit_of(number: usize, source: String) -> impl Strategy<Value = StoredPair> {
    let target = prop::sample::select(vec!["a", "b 12", "c 1,250"]);
    let date = prop::sample::select(vec![0, date_key("2023"), date_key("20240102T030405Z")]);
    let confidence = prop::option::of(900_u32..=1000);
    let flags = (
        any::<bool>(),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
    );
    (target, date, confidence, flags).prop_map(move |(target, date, confidence, flags)| {
        let (reviewed, reversed, codes) = flags;
        StoredPair {
            date,
            reviewed,
            reversed,
            confidence: confidence.map(Confidence::from_thousandths),
            codes: if codes {
                vec!["bpt".to_owned()]
            } else {
                Vec::new()
            },
            ..pair(number as i64, &source, target)
        }
    })
}

/// Units of which many have the same texts, or texts that differ in a number.
fn units() -> impl Strategy<Value = Vec<StoredPair>> {
    let source = prop_oneof![
        sentence(),
        prop::sample::select(vec![
            "Le chat 12 dort ici".to_owned(),
            "Le chat 45 dort ici".to_owned(),
            "le chat 12 dort, ici".to_owned(),
            "Le chat 12 dort\u{a0}ici".to_owned(),
            "Les chats 12 dorment ici".to_owned(),
        ])
    ];
    prop::collection::vec(source, 1..16).prop_flat_map(|sources| {
        let units = sources.into_iter().enumerate();
        units
            .map(|(number, source)| unit_of(number, source))
            .collect::<Vec<_>>()
    })
}

/// Texts of few different words, so that many are alike.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "le",
        "Le",
        "chat",
        "l’",
        "d’",
        "aide",
        "12",
        "1\u{a0}250",
        "1'250",
        "1’250",
        "12 000",
        "12  000",
        "1e\u{300}re",
        "1ère",
        "\u{37e}",
        "3,5",
        "noir",
        "dort",
        "été",
        ",",
        " –",
        ".",
        "«\u{a0}",
        "\u{a0}»",
        "ici",
        "G7",
        "mai",
    ]);
    prop::collection::vec(
        (word, prop::sample::select(vec![" ", "", "  ", "\u{a0}"])),
        0..14,
    )
    .prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, space)| [word, space])
            .collect()
    })
}

proptest! {
    #[test]
    fn the_distance_is_that_of_strsim(
        a in prop::collection::vec(0_u32..6, 0..150),
        b in prop::collection::vec(0_u32..6, 0..150),
    ) {
        let expected = strsim::generic_levenshtein(&a, &b);
        let longest = a.len().max(b.len());
        prop_assert_eq!(Pattern::new(&a).distance(&b, longest), Some(expected));
        prop_assert_eq!(Pattern::new(&a).distance(&b, expected), Some(expected));
        if expected > 0 {
            prop_assert_eq!(Pattern::new(&a).distance(&b, expected - 1), None);
        }
        let cost = steps(&b, &a).iter().filter(|step| !matches!(step, Step::Keep(..))).count();
        prop_assert_eq!(cost, expected);
    }

    #[test]
    fn a_limit_lets_through_exactly_what_reaches_the_score(longest in 1_usize..500, base in 0_u8..=100) {
        let limit = greatest_distance(base, longest);
        prop_assert!(base_score(limit, longest) >= base);
        prop_assert!(limit == longest || base_score(limit + 1, longest) < base);
    }

    #[test]
    fn a_difference_gives_both_texts_back(a in sentence(), b in sentence(), c in ".{0,40}") {
        for (stored, query) in [(&a, &b), (&a, &c), (&c, &b)] {
            let parts = diff_texts(stored, query);
            let joined = |kind: DiffKind| -> String {
                let part = |p: &&DiffPart| p.kind == DiffKind::Same || p.kind == kind;
                parts.iter().filter(part).map(|p| p.text.as_str()).collect()
            };
            prop_assert_eq!(&joined(DiffKind::Removed), stored);
            prop_assert_eq!(&joined(DiffKind::Added), query);
        }
    }

    #[test]
    fn a_search_misses_nothing_and_the_order_is_total(
        stored in prop::collection::vec(sentence(), 1..12),
        query in sentence(),
        threshold in 50_u8..=100,
    ) {
        let pairs: Vec<_> =
            stored.iter().enumerate().map(|(n, text)| pair(n as i64, text, text)).collect();
        let options = LookupOptions { threshold, limit: 100, ..options() };
        let answer = ask(&pairs, &Query::new(query.as_str()), &options);
        let backwards: Vec<_> = pairs.iter().rev().cloned().collect();
        prop_assert_eq!(&answer, &ask(&backwards, &Query::new(query.as_str()), &options));
        let reached = |text: &str| {
            let [a, b] = Tokenised::both(text, &query);
            let longest = a.tokens.len().max(b.tokens.len());
            base_score(strsim::generic_levenshtein(&a.tokens, &b.tokens), longest) >= threshold
        };
        let words = crate::text::words(&query).len();
        if words > 3 {
            let expected = stored.iter().filter(|text| reached(text)).count();
            let shown: usize = answer.matches.iter().map(|m| 1 + m.also.len()).sum();
            prop_assert_eq!(shown, expected);
        }
        for found in &answer.matches {
            let lost: u8 = found.penalties.iter().map(|p| p.points).sum();
            prop_assert_eq!(found.score, found.base.saturating_sub(lost));
            let same = crate::text::same_typography(&found.pair.source, &query);
            prop_assert!(same || found.score < 100);
        }
    }

    #[test]
    fn the_index_and_the_definition_agree_whatever_decides_about_the_order(
        units in units(),
        query in prop_oneof![sentence(), Just("Le chat 12 dort ici".to_owned())],
        threshold in 50_u8..=100,
        limit in 0_usize..4,
    ) {
        let options = LookupOptions { threshold, limit, ..options() };
        // `ask` compares.
        ask(&units, &Query::new(query.as_str()), &options);
        let in_context = Query { previous: Some(String::new()), ..Query::new(query.as_str()) };
        ask_with(&units, &in_context, &options, &|pair| Details {
            previous: (pair.unit % 3 == 0).then_some(None),
            ..Details::default()
        });
    }

    #[test]
    fn a_damaged_index_may_miss_matches_but_never_stops_the_program(
        units in units(),
        query in sentence(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let (fr, en) = ("fr".parse().unwrap(), "en".parse().unwrap());
        let mut builder = IndexBuilder::new("fr");
        for unit in &units {
            builder.push(unit, [&fr, &en], false).unwrap();
        }
        let mut bytes = builder.finish().unwrap();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(index) = FuzzyIndex::from_bytes(bytes) {
            let parts = [IndexPart { index: &index, memory: 0, outdated: &[] }];
            let mut store = Pairs { pairs: &units, details: &|_| Details::default() };
            for threshold in [50, 70, 100] {
                let options = LookupOptions { threshold, ..options() };
                let query = Query::new(query.as_str());
                if let Ok(answer) = lookup(&parts, &mut Vec::new(), &query, &options, &mut store) {
                    for found in answer.matches {
                        let texts = (&found.pair.source, &found.pair.target);
                        prop_assert!(units.iter().any(|unit| (&unit.source, &unit.target) == texts));
                    }
                }
            }
        }
    }

    #[test]
    fn fragments_stand_where_they_say(
        stored in prop::collection::vec(sentence(), 1..6),
        query in sentence(),
    ) {
        let pairs: Vec<_> =
            stored.iter().enumerate().map(|(n, text)| pair(n as i64, text, text)).collect();
        let answer = ask(&pairs, &Query::new(query.as_str()), &options());
        for fragment in &answer.fragments {
            prop_assert_eq!(&query[fragment.start..fragment.end], &fragment.text);
            let there = &fragment.pair.source[fragment.source_start..fragment.source_end];
            let [a, b] = Tokenised::both(there, &fragment.text);
            prop_assert_eq!(a.tokens, b.tokens);
        }
    }

    #[test]
    fn nothing_panics_on_any_text(query in ".{0,60}", source in ".{0,60}", target in ".{0,60}") {
        for (from, to) in [("fr", "en"), ("en", "fr"), ("de", "fr")] {
            let _ = adapted(&query, &source, &target, from, to);
        }
    }

    #[test]
    fn nothing_panics_on_texts_full_of_numbers(
        texts in prop::collection::vec("[0-9 ,.:/hpmaT€$%e’d\u{a0}-]{0,30}|(le )?[0-9]{1,2}(er)? (mai|May|h)[ ,0-9]{0,8}", 3),
    ) {
        for (from, to) in [("fr", "en"), ("en", "fr")] {
            let _ = adapted(&texts[0], &texts[1], &texts[2], from, to);
        }
    }
}
