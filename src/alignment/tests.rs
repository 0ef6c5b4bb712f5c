//! Laws and cases of the whole alignment.

use std::fmt::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::messages::{Explain, Ui};
use crate::model::{Band, BlockKind, Confidence};

/// Sentences of one block each.
fn list<'a>(texts: &[&'a str]) -> Vec<Sentence<'a>> {
    let sentence = |(at, text): (usize, &&'a str)| Sentence {
        text,
        block: at as u32,
        kind: BlockKind::Paragraph,
    };
    texts.iter().enumerate().map(sentence).collect()
}

fn plain(source: &[Sentence<'_>], target: &[Sentence<'_>]) -> Vec<Bead> {
    align(
        source,
        target,
        &Lexicon::default(),
        &AlignOptions::default(),
    )
}

fn compared(source: &[Sentence<'_>], target: &[Sentence<'_>]) -> Relatedness {
    let (lexicon, options) = (Lexicon::default(), AlignOptions::default());
    let watch = &mut |_, _| Ok(());
    let Ok(found) = align_watched::<Infallible>(source, target, &lexicon, &options, None, watch);
    found.relatedness
}

fn core() -> Lexicon {
    Lexicon::core("fr", "en")
}

/// Writes beads as `0,1:0 2:1`.
fn links(beads: &[Bead]) -> String {
    let side = |range: &Range<usize>| {
        let numbers: Vec<String> = range.clone().map(|n| n.to_string()).collect();
        numbers.join(",")
    };
    let mut out = String::new();
    for bead in beads {
        write!(out, "{}:{} ", side(&bead.source), side(&bead.target)).unwrap();
    }
    out.trim_end().to_owned()
}

/// Tells whether every sentence is in exactly one bead, in order, and one-sided beads are single.
fn is_total(beads: &[Bead], source: usize, target: usize) -> bool {
    let (mut i, mut j) = (0, 0);
    for bead in beads {
        let (a, b) = (bead.source.len(), bead.target.len());
        if bead.source.start != i || bead.target.start != j || a + b == 0 {
            return false;
        }
        if a.min(b) == 0 && a.max(b) != 1 {
            return false;
        }
        (i, j) = (bead.source.end, bead.target.end);
    }
    (i, j) == (source, target)
}

/// Returns a file of the shared folder, or `None` with a word about it where there is none.
fn shared(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if let Ok(text) = std::fs::read_to_string(&path) {
        return Some(text);
    }
    assert!(
        std::env::var_os("ENFACE_NO_SKIP").is_none(),
        "missing: {}",
        path.display()
    );
    println!("skipped: {} is missing", path.display());
    None
}

/// A seed: sentences of both sides and the beads that are right.
struct Seed {
    source: Vec<(String, u32)>,
    target: Vec<(String, u32)>,
    links: String,
}

/// Reads the beads of a seed, and its paragraphs (one a line) as blocks.
fn seed(name: &str) -> Option<Seed> {
    let beads = shared(&format!("seeds/{name}.align.tsv"))?;
    let blocks = [
        shared(&format!("seeds/{name}.fr.txt"))?,
        shared(&format!("seeds/{name}.en.txt"))?,
    ];
    let mut links = Vec::new();
    let mut numbers = [Vec::new(), Vec::new()];
    for line in beads.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let ids = |field: &str| -> Vec<usize> {
            field
                .split(',')
                .filter_map(|n| n.parse().ok())
                .map(|n: usize| n - 1)
                .collect()
        };
        let (ours, theirs) = (ids(fields[1]), ids(fields[2]));
        let written = |ids: &[usize]| {
            let ids: Vec<String> = ids.iter().map(usize::to_string).collect();
            ids.join(",")
        };
        links.push(format!("{}:{}", written(&ours), written(&theirs)));
        numbers[0].push((ours.len(), fields.get(3).copied().unwrap_or("").to_owned()));
        numbers[1].push((
            theirs.len(),
            fields.get(4).copied().unwrap_or("").to_owned(),
        ));
    }
    let [source, target] = [0, 1].map(|side| sentences(&numbers[side], &blocks[side]));
    Some(Seed {
        source,
        target,
        links: links.join(" "),
    })
}

/// Cuts the texts of beads into as many sentences as the beads hold, and finds their blocks.
fn sentences(beads: &[(usize, String)], document: &str) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    for (count, text) in beads {
        let mut parts: Vec<&str> = Vec::new();
        let mut rest = text.as_str();
        while parts.len() + 1 < *count {
            let end = rest
                .find(". ")
                .expect("a bead of several sentences has full stops")
                + 1;
            parts.push(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        if *count > 0 {
            parts.push(rest);
        }
        for part in parts {
            let block = document.lines().position(|line| line.contains(part));
            found.push((
                part.to_owned(),
                block.expect("the sentence stands in its document") as u32,
            ));
        }
    }
    found
}

fn as_sentences(texts: &[(String, u32)]) -> Vec<Sentence<'_>> {
    texts
        .iter()
        .map(|(text, block)| Sentence {
            text,
            block: *block,
            kind: BlockKind::Paragraph,
        })
        .collect()
}

#[test]
fn the_seeds_are_aligned_as_by_hand() {
    for name in ["otan-2023-10-03", "fictif-2024-02-13"] {
        let Some(seed) = seed(name) else { return };
        let (source, target) = (as_sentences(&seed.source), as_sentences(&seed.target));
        let beads = plain(&source, &target);
        assert_eq!(links(&beads), seed.links, "{name}");
        let turned = plain(&target, &source);
        assert_eq!(turned.len(), beads.len(), "{name} from English");
        for (bead, back) in beads.iter().zip(&turned) {
            assert_eq!(
                (&bead.source, &bead.target),
                (&back.target, &back.source),
                "{name}"
            );
        }
    }
}

const FRENCH: [&str; 6] = [
    "Le ministre a visité le port de Sarnel mardi.",
    "Il a annoncé 1\u{a0}250 tonnes de vivres et 3,5 millions d’euros.",
    "Les pêcheurs demandaient de l’aide depuis 2019.",
    "La session reprendra le 14 juin.",
    "Contact presse : bureau 12.",
    "Mme Okonedo présidera la séance.",
];

const ENGLISH: [&str; 6] = [
    "The minister visited the port of Sarnel on Tuesday.",
    "He announced 1,250 tonnes of food and 3.5 million euros.",
    "Fishermen had been asking for help since 2019.",
    "The session will resume on 14 June.",
    "Press contact: office 12.",
    "Ms Okonedo will chair the meeting.",
];

#[test]
fn equal_lists_go_one_to_one() {
    let beads = plain(&list(&FRENCH), &list(&ENGLISH));
    assert_eq!(links(&beads), "0:0 1:1 2:2 3:3 4:4 5:5");
    let same = plain(&list(&FRENCH), &list(&FRENCH));
    assert_eq!(links(&same), "0:0 1:1 2:2 3:3 4:4 5:5");
    assert!(same.iter().all(|bead| bead.doubts.is_empty()), "{same:?}");
}

#[test]
fn a_sentence_left_out_stays_alone() {
    let mut english = ENGLISH.to_vec();
    english.remove(4);
    let beads = plain(&list(&FRENCH), &list(&english));
    assert_eq!(links(&beads), "0:0 1:1 2:2 3:3 4: 5:4");
    assert_eq!(beads[4].doubts[0], Doubt::OneSided);
    assert!(beads[5].doubts.contains(&Doubt::NextToOmission));
}

#[test]
fn a_sentence_cut_in_two_is_one_bead() {
    let english = [
        ENGLISH[0],
        "He announced 1,250 tonnes of food.",
        "He also announced 3.5 million euros.",
        ENGLISH[2],
        ENGLISH[3],
    ];
    let mut sentences = list(&english);
    sentences[2].block = sentences[1].block;
    let beads = plain(&list(&FRENCH[..4]), &sentences);
    assert_eq!(links(&beads), "0:0 1:1,2 2:3 3:4");
}

#[test]
fn pins_come_back_as_they_are() {
    let options = AlignOptions {
        pins: vec![(1..3, 1..2), (4..5, 3..3)],
    };
    let beads = align(
        &list(&FRENCH),
        &list(&ENGLISH),
        &Lexicon::default(),
        &options,
    );
    assert!(is_total(&beads, 6, 6));
    assert!(links(&beads).contains("1,2:1 "));
    let pinned = beads.iter().find(|b| b.source == (1..3)).unwrap();
    assert_eq!(pinned.confidence, Confidence::CERTAIN);
    assert!(pinned.doubts.is_empty());
    assert!(
        beads
            .iter()
            .any(|b| b.source == (4..5) && b.target == (3..3))
    );
}

#[test]
fn empty_sides_give_one_sided_beads() {
    assert_eq!(links(&plain(&list(&FRENCH[..3]), &[])), "0: 1: 2:");
    assert_eq!(links(&plain(&[], &list(&ENGLISH[..2]))), ":0 :1");
    assert!(plain(&[], &[]).is_empty());
}

#[test]
fn one_sentence_against_many_is_total() {
    let many = vec!["A sentence of the usual length."; 3000];
    let beads = plain(&list(&FRENCH[..1]), &list(&many));
    assert!(is_total(&beads, 1, 3000));
}

#[test]
fn a_huge_sentence_and_strange_ones_are_no_trouble() {
    let huge = "mot 12 ".repeat(40_000);
    let odd = [
        "",
        " ",
        "12 34 56",
        "!?",
        "\u{301}\u{301}",
        "12 34 57",
        huge.as_str(),
    ];
    let beads = plain(&list(&odd), &list(&odd));
    assert!(is_total(&beads, 7, 7));
    assert!(is_total(&plain(&list(&odd), &list(&ENGLISH)), 7, 6));
}

#[test]
fn numbers_alone_find_their_places() {
    let ours = ["12 345", "2019", "7 890", "45 %", "2024"];
    let theirs = ["12,345", "7,890", "45%", "2024"];
    let beads = plain(&list(&ours), &list(&theirs));
    assert_eq!(links(&beads), "0:0 1: 2:1 3:2 4:3");
}

#[test]
fn headings_go_with_headings() {
    let kinds = [
        BlockKind::Heading(2),
        BlockKind::Paragraph,
        BlockKind::Heading(2),
    ];
    let texts = ["Bilan", "Une phrase de texte courant.", "Suite"];
    let other = ["Outcome", "A plain line of text here.", "Next"];
    let with = |texts: &[&'static str]| -> Vec<Sentence<'static>> {
        let mut sentences = list(texts);
        for (sentence, kind) in sentences.iter_mut().zip(kinds) {
            sentence.kind = kind;
        }
        sentences
    };
    assert_eq!(links(&plain(&with(&texts), &with(&other))), "0:0 1:1 2:2");
}

#[test]
fn a_long_document_is_aligned_in_its_corridor() {
    let ours: Vec<String> = (0..900)
        .map(|n| format!("Article {n} : somme de {} euros.", n * 37))
        .collect();
    let theirs: Vec<String> = (0..900)
        .filter(|n| !(300..340).contains(n))
        .map(|n| format!("Section {n}: sum of {} euros.", n * 37))
        .collect();
    let refs = |texts: &[String]| -> Vec<(String, u32)> {
        texts
            .iter()
            .enumerate()
            .map(|(at, text)| (text.clone(), at as u32))
            .collect()
    };
    let (ours, theirs) = (refs(&ours), refs(&theirs));
    let beads = plain(&as_sentences(&ours), &as_sentences(&theirs));
    assert!(is_total(&beads, 900, 860));
    let right = beads.iter().filter(|b| {
        let n = b.source.start;
        let expected = if n < 300 { n } else { n.saturating_sub(40) };
        b.target.len() == 1 && b.target.start == expected
    });
    assert!(right.count() >= 855);
}

#[test]
fn doubts_speak_both_languages_and_have_ids() {
    let doubts = [
        Doubt::Lengths {
            source: 12,
            target: 150,
        },
        Doubt::Number("1 250".into()),
        Doubt::NextToOmission,
        Doubt::OneSided,
        Doubt::CloseCall,
        Doubt::Elsewhere("Une phrase. ".repeat(9)),
        Doubt::Words,
    ];
    let ids: Vec<&str> = doubts.iter().map(Doubt::id).collect();
    assert_eq!(
        ids,
        [
            "lengths",
            "number",
            "next-to-omission",
            "one-sided",
            "close-call",
            "elsewhere",
            "words"
        ]
    );
    for doubt in &doubts {
        for ui in [Ui::En, Ui::Fr] {
            let words = doubt.explain().in_language(ui);
            assert!(
                words.ends_with('.') && !words.starts_with("align-"),
                "{words}"
            );
        }
    }
}

#[test]
fn plain_cases_are_accepted() {
    let beads = plain(&list(&FRENCH), &list(&ENGLISH));
    let sure = beads.iter().filter(|b| b.confidence.band() == Band::Accept);
    assert!(sure.count() >= 4, "{beads:?}");
}

#[test]
fn a_list_in_another_order_is_told() {
    let terms = [
        (
            "Abri : refuge contre la pluie",
            "Shelter: refuge from the rain",
        ),
        (
            "Bateau : navire à voile ou à moteur",
            "Boat: vessel with sails or an engine",
        ),
        ("Cheval : animal de ferme", "Horse: farm animal"),
        ("Eau : liquide sans couleur", "Water: liquid without colour"),
        ("Feu : flamme et chaleur", "Fire: flame and heat"),
        (
            "Hiver : saison froide de l’année",
            "Winter: cold season of the year",
        ),
        (
            "Pain : nourriture faite de farine",
            "Bread: food made from flour",
        ),
        ("Roi : chef d’un royaume", "King: head of a kingdom"),
    ];
    let french: Vec<&str> = terms.iter().map(|t| t.0).collect();
    let mut english: Vec<&str> = terms.iter().map(|t| t.1).collect();
    let straight = align(
        &list(&french),
        &list(&english),
        &core(),
        &AlignOptions::default(),
    );
    let elsewhere = |bead: &&Bead| bead.doubts.iter().any(|d| d.id() == "elsewhere");
    assert_eq!(straight.iter().filter(elsewhere).count(), 0, "{straight:?}");
    english.sort_unstable();
    let beads = align(
        &list(&french),
        &list(&english),
        &core(),
        &AlignOptions::default(),
    );
    assert!(is_total(&beads, 8, 8));
    let told: Vec<&Bead> = beads.iter().filter(elsewhere).collect();
    assert!(told.len() >= 4, "{beads:?}");
    assert!(
        told.iter()
            .all(|bead| bead.confidence.band() == Band::Doubtful)
    );
    let partners: Vec<&Doubt> = told.iter().map(|bead| &bead.doubts[0]).collect();
    assert!(
        partners.contains(&&Doubt::Elsewhere(terms[7].1.into()))
            || partners.contains(&&Doubt::Elsewhere(terms[7].0.into())),
        "{partners:?}"
    );
    // What a person has fixed stays as it is, there too.
    let king = english.iter().position(|text| *text == terms[7].1).unwrap();
    let pins = vec![(7..8, king..king + 1)];
    let beads = align(
        &list(&french),
        &list(&english),
        &core(),
        &AlignOptions { pins },
    );
    let pinned = beads.iter().find(|bead| bead.source == (7..8)).unwrap();
    assert_eq!(
        (pinned.confidence, pinned.doubts.len()),
        (Confidence::CERTAIN, 0)
    );
}

#[test]
fn a_few_strangers_are_not_sure() {
    let french = [
        "Le chat dort sur le canapé depuis ce matin.",
        "Nous partirons en vacances la semaine prochaine.",
    ];
    let english = [
        "The Council approved a budget for the defence of allies.",
        "Members thanked a minister for support given before.",
    ];
    let beads = align(
        &list(&french),
        &list(&english),
        &core(),
        &AlignOptions::default(),
    );
    let sure = |bead: &&Bead| bead.confidence.band() == Band::Accept;
    assert_eq!(beads.iter().filter(sure).count(), 0, "{beads:?}");
}

#[test]
fn numbers_without_partner_are_named_as_written() {
    let numbers = |french, english| -> Vec<Doubt> {
        let beads = plain(&list(&[french]), &list(&[english]));
        let doubts = beads.into_iter().flat_map(|bead| bead.doubts);
        doubts.filter(|doubt| doubt.id() == "number").collect()
    };
    assert_eq!(
        numbers(
            "Le 3 mai, 1\u{a0}250 tonnes et 45 %, deux fois 45.",
            "On 3 May, 1,250 tonnes and 45%, two times 46."
        ),
        [Doubt::Number("45".into()), Doubt::Number("46".into())]
    );
    assert_eq!(numbers("7 pays amis", "seven friendly countries"), []);
    assert_eq!(
        numbers("En tout 1\u{a0}250,5 tonnes", "Some tonnes in all"),
        [Doubt::Number("1\u{a0}250,5".into())]
    );
}

#[test]
fn a_glossary_is_not_sure_of_terms_that_only_stand_in_one_place() {
    let terms = [
        (
            "Brevet",
            "Titre qui protège une invention pendant vingt ans.",
        ),
        (
            "Colis",
            "Objet emballé que l’on veut faire voyager par la poste.",
        ),
        ("Frontière", "Limite du territoire d’un royaume."),
        ("Impôt", "Argent que les habitants donnent au gouvernement."),
        ("Navire", "Grand bateau qui va sur la mer."),
        ("Tribunal", "Maison où le juge rend la justice."),
    ];
    let english = [
        ("Border", "Limit of the territory of a kingdom."),
        ("Court", "House where the judge gives justice."),
        ("Parcel", "Wrapped object that one wants to send by mail."),
        (
            "Patent",
            "Title that protects an invention for twenty years.",
        ),
        ("Ship", "Large boat that goes on the sea."),
        ("Tax", "Money that the people give to the government."),
    ];
    let flat = |terms: &[(&'static str, &'static str)]| -> Vec<&'static str> {
        terms.iter().flat_map(|term| [term.0, term.1]).collect()
    };
    let (ours, theirs) = (flat(&terms), flat(&english));
    let beads = align(
        &list(&ours),
        &list(&theirs),
        &core(),
        &AlignOptions::default(),
    );
    let right = [(0, 6), (2, 4), (4, 0), (6, 10), (8, 8), (10, 2)];
    let wrong = |bead: &&Bead| {
        let link = (bead.source.start & !1, bead.target.start & !1);
        let linked = !bead.source.is_empty() && !bead.target.is_empty();
        linked && !right.contains(&link)
    };
    let sure = |bead: &&Bead| bead.confidence.band() == Band::Accept;
    assert_eq!(
        beads.iter().filter(wrong).filter(sure).count(),
        0,
        "{beads:?}"
    );
    assert!(
        beads
            .iter()
            .any(|b| b.doubts.iter().any(|d| d.id() == "elsewhere"))
    );
}

#[test]
fn work_that_is_watched_can_be_stopped_in_any_pass() {
    for stop in 1..8 {
        let mut told = Vec::new();
        let mut watch = |done, all| {
            told.push((done, all));
            if told.len() == stop { Err(()) } else { Ok(()) }
        };
        let (ours, theirs) = (list(&FRENCH), list(&ENGLISH));
        let options = AlignOptions {
            pins: vec![(1..2, 1..2)],
        };
        let result = align_watched(&ours, &theirs, &core(), &options, None, &mut watch);
        assert_eq!(result.is_err(), told.len() == stop);
        assert!(
            told.is_sorted() && told.iter().all(|t| *t < (t.1, t.1)),
            "{told:?}"
        );
    }
}

#[test]
fn a_few_true_sentences_are_not_doubtful() {
    let french = [
        "Le ministre a annoncé la construction du nouveau pont.",
        "Les habitants du village attendent la réponse du gouvernement.",
        "Le navire a quitté le port avec deux cents passagers.",
    ];
    let english = [
        "The minister announced the construction of the new bridge.",
        "The people of the village await the answer of the government.",
        "The ship left the harbour with two hundred passengers.",
    ];
    for count in 1..=3 {
        let (ours, theirs) = (list(&french[..count]), list(&english[..count]));
        let beads = align(&ours, &theirs, &core(), &AlignOptions::default());
        assert_eq!(beads.len(), count);
        for bead in &beads {
            assert_ne!(bead.confidence.band(), Band::Doubtful, "{beads:?}");
        }
    }
}

#[test]
fn one_enormous_word_takes_no_time() {
    let word = format!("Un Z{}", "ab".repeat(100_000));
    let other = format!("A Z{}", "ac".repeat(100_000));
    let beads = plain(&list(&[&word]), &list(&[&other]));
    assert!(is_total(&beads, 1, 1));
}

#[test]
fn a_pin_outside_is_left_out_whole() {
    let options = AlignOptions {
        pins: vec![(0..usize::MAX, 1..1), (4..99, 5..5)],
    };
    let beads = align(&list(&FRENCH), &list(&ENGLISH), &core(), &options);
    assert!(is_total(&beads, 6, 6));
    assert!(
        beads
            .iter()
            .all(|bead| bead.confidence < Confidence::CERTAIN)
    );
}

#[test]
fn translations_look_related_and_strangers_do_not() {
    let related = |ours: &[&str], theirs: &[&str]| {
        let (ours, theirs) = (list(ours), list(theirs));
        compared(&ours, &theirs)
    };
    assert!(related(&FRENCH, &ENGLISH).looks_related());
    let strangers = [
        "Our new kernel boots on twelve boards.",
        "Users of the old branch should upgrade soon.",
        "Packages may be fetched from any mirror.",
        "Bugs go to the usual list.",
        "We thank everybody who sent patches.",
        "Read the manual before you ask.",
    ];
    let found = related(&FRENCH, &strangers);
    assert!(!found.looks_related(), "{found:?}");
    // Of a line or two nobody can tell.
    assert!(related(&FRENCH[..2], &strangers[..2]).looks_related());
    assert!(related(&[], &strangers).looks_related());
    // Where every line says the same, chance says it too.
    assert!(related(&["Abrogé, 1992"; 40], &["Repealed, 1992"; 40]).looks_related());
}

#[test]
fn the_seed_has_nothing_to_do_with_other_news() {
    let Some(seed) = seed("otan-2023-10-03") else {
        return;
    };
    let Some(news) = shared("gold/endtoend/debian-news-20121110.beads.jsonl") else {
        return;
    };
    let english = |line: &str| -> Vec<String> {
        let bead: serde_json::Value = serde_json::from_str(line).unwrap();
        let side = bead["en"].as_array().cloned().unwrap_or_default();
        side.iter()
            .filter_map(|s| s.as_str().map(str::to_owned))
            .collect()
    };
    let news: Vec<(String, u32)> = news
        .lines()
        .flat_map(english)
        .map(|text| (text, 0))
        .collect();
    let (source, other) = (as_sentences(&seed.source), as_sentences(&news));
    let found = compared(&source, &other);
    assert!(!found.looks_related(), "{found:?}");
    let target = as_sentences(&seed.target);
    let found = compared(&source, &target);
    assert!(found.looks_related(), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_sentence_is_in_one_bead_and_the_answer_is_always_the_same(
        ours in proptest::collection::vec("[a-dé0-9 .«]{0,30}", 0..14),
        theirs in proptest::collection::vec("[a-d0-9 .,]{0,30}", 0..14),
        blocks in proptest::collection::vec(0_u32..2, 28),
        pins in proptest::collection::vec((0_usize..15, 0_usize..4, 0_usize..15, 0_usize..4), 0..3),
    ) {
        let with_blocks = |texts: &[String], steps: &[u32]| -> Vec<(String, u32)> {
            let mut block = 0;
            texts.iter().zip(steps).map(|(text, step)| {
                block += step;
                (text.clone(), block)
            }).collect()
        };
        let (ours, theirs) = (with_blocks(&ours, &blocks), with_blocks(&theirs, &blocks[14..]));
        let (source, target) = (as_sentences(&ours), as_sentences(&theirs));
        let options = AlignOptions {
            pins: pins.into_iter().map(|(i, a, j, b)| (i..i + a, j..j + b)).collect(),
        };
        let beads = align(&source, &target, &Lexicon::default(), &options);
        prop_assert!(is_total(&beads, source.len(), target.len()), "{}", links(&beads));
        prop_assert_eq!(&beads, &align(&source, &target, &Lexicon::default(), &options));
    }
}
