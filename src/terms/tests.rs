//! Terms found in texts, and terms found by counts.

use super::*;
use crate::model::{Annotation, InlineContent, Tuv};

fn tag(text: &str) -> LangTag {
    text.parse().unwrap()
}

fn entry(number: i64, terms: &[(&str, &str)]) -> TermEntry {
    TermEntry {
        unit: number,
        memory: 0,
        terms: terms
            .iter()
            .map(|(language, text)| Term {
                language: tag(language),
                text: (*text).to_owned(),
                status: TermStatus::default(),
                note: None,
            })
            .collect(),
        note: None,
    }
}

fn french(pairs: &[(&str, &str)]) -> TermBase {
    let entries: Vec<TermEntry> = (1..)
        .zip(pairs)
        .map(|(number, (fr, en))| entry(number, &[("fr", fr), ("en", en)]))
        .collect();
    TermBase::new(&entries, &tag("fr"), Some(&tag("en")))
}

fn english(pairs: &[(&str, &str)]) -> TermBase {
    let entries: Vec<TermEntry> = (1..)
        .zip(pairs)
        .map(|(number, (en, fr))| entry(number, &[("en", en), ("fr", fr)]))
        .collect();
    TermBase::new(&entries, &tag("en"), Some(&tag("fr")))
}

/// What stands in the text, and the term it is: `~` before it where it is inflected.
fn found<'t>(base: &TermBase, text: &'t str) -> Vec<(&'t str, String)> {
    let shown = |hit: &TermHit<'_>| {
        let mark = if hit.exact { "" } else { "~" };
        format!("{mark}{}", hit.source)
    };
    let hits = base.recognise(text);
    hits.iter()
        .map(|hit| (&text[hit.start..hit.end], shown(hit)))
        .collect()
}

fn pairs<'a>(list: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    list.iter()
        .map(|(text, term)| (*text, (*term).to_owned()))
        .collect()
}

#[test]
fn a_term_is_found_in_its_inflections() {
    let base = french(&[
        ("écluse", "lock"),
        ("droit portuaire", "port due"),
        ("chenal", "channel"),
        ("draguer", "dredge"),
        ("remorqueur", "tug"),
    ]);
    let text =
        "Les droits portuaires et l’écluse : les chenaux seront dragués par deux remorqueurs.";
    assert_eq!(
        found(&base, text),
        pairs(&[
            ("droits portuaires", "~droit portuaire"),
            ("écluse", "écluse"),
            ("chenaux", "~chenal"),
            ("dragués", "~draguer"),
            ("remorqueurs", "~remorqueur"),
        ])
    );
    let base = english(&[
        ("lock keeper", "éclusier"),
        ("to dredge", "draguer"),
        ("ferry", "bac"),
    ]);
    assert_eq!(
        found(
            &base,
            "Lock keepers watched the ferries; the channel was dredged."
        ),
        pairs(&[
            ("Lock keepers", "~lock keeper"),
            ("ferries", "~ferry"),
            ("dredged", "~to dredge")
        ])
    );
}

#[test]
fn another_word_of_the_same_stem_is_no_inflection() {
    let base = french(&[("gouvernement", "government"), ("navigateur", "browser")]);
    assert_eq!(found(&base, "Gouverner n’est pas naviguer."), []);
    let base = english(&[("organ", "orgue"), ("ship", "navire")]);
    assert_eq!(found(&base, "An organization owns the shipment."), []);
    assert_eq!(
        found(&base, "Two organs on ships"),
        pairs(&[("organs", "~organ"), ("ships", "~ship")])
    );
}

#[test]
fn accents_hyphens_and_apostrophes_may_be_typed_otherwise() {
    let base = french(&[
        ("pêche côtière", "inshore fishing"),
        ("chef-d’œuvre", "masterpiece"),
        ("porte-conteneurs", "container ship"),
        ("mise à l’eau", "launch"),
    ]);
    for (text, expected) in [
        ("la peche cotiere", ("peche cotiere", "~pêche côtière")),
        ("un chef d'oeuvre", ("chef d'oeuvre", "chef-d’œuvre")),
        (
            "des porte conteneurs",
            ("porte conteneurs", "porte-conteneurs"),
        ),
        (
            "la mise\u{a0}à l'eau",
            ("mise\u{a0}à l'eau", "mise à l’eau"),
        ),
        ("LA PÊCHE CÔTIÈRE", ("PÊCHE CÔTIÈRE", "pêche côtière")),
    ] {
        let got = found(&base, text);
        assert_eq!(got.len(), 1, "{text}");
        assert_eq!(got[0].0, expected.0);
        // Letters that Unicode does not take apart (œ) count as typed without their accent.
        assert_eq!(
            got[0].1.trim_start_matches('~'),
            expected.1.trim_start_matches('~'),
            "{text}"
        );
    }
    // Other accents are another word.
    assert_eq!(
        found(
            &french(&[("pêcheur", "fisherman")]),
            "Le pécheur se repent."
        ),
        []
    );
}

#[test]
fn a_term_does_not_go_across_punctuation() {
    let base = french(&[("droit portuaire", "port due"), ("art. 5", "s. 5")]);
    assert_eq!(found(&base, "Selon le droit, portuaire ou non"), []);
    assert_eq!(
        found(&base, "voir l’art. 5 ou l’art 5"),
        pairs(&[("art. 5", "art. 5"), ("art 5", "art. 5")])
    );
}

#[test]
fn the_longest_term_wins_and_overlapping_ones_are_both_given() {
    let base = french(&[
        ("quai", "quay"),
        ("quai de chargement", "loading dock"),
        ("chargement en vrac", "bulk cargo"),
        ("vrac", "bulk"),
    ]);
    assert_eq!(
        found(&base, "Le quai de chargement en vrac"),
        pairs(&[
            ("quai de chargement", "quai de chargement"),
            ("chargement en vrac", "chargement en vrac")
        ])
    );
    assert_eq!(found(&base, "Le quai"), pairs(&[("quai", "quai")]));
}

#[test]
fn capitals_of_an_acronym_count() {
    let base = french(&[("OR", "OR gate"), ("or", "gold"), ("OPA", "takeover bid")]);
    assert_eq!(
        found(&base, "Une porte OR en or"),
        pairs(&[("OR", "OR"), ("or", "or")])
    );
    assert_eq!(found(&base, "une opa, deux OPA"), pairs(&[("OPA", "OPA")]));
    assert_eq!(
        found(&base, "LE COURS DE L’OR"),
        pairs(&[("OR", "OR"), ("OR", "or")])
    );
}

#[test]
fn several_translations_are_listed_and_those_not_to_be_used_are_last() {
    let mut first = entry(1, &[("fr", "bac"), ("en", "ferryboat"), ("en", "ferry")]);
    first.terms[1].status = TermStatus::Deprecated;
    first.note = Some("sur un fleuve".to_owned());
    let second = entry(
        2,
        &[
            ("fr", "bac"),
            ("en-CA", "ferry"),
            ("en-CA", "tray"),
            ("de", "Fähre"),
        ],
    );
    let base = TermBase::new([&first, &second], &tag("fr"), Some(&tag("en")));
    let hits = base.recognise("Deux bacs");
    assert_eq!(hits.len(), 1);
    let shown: Vec<_> = hits[0]
        .translations
        .iter()
        .map(|t| (t.text.as_str(), t.status.name()))
        .collect();
    assert_eq!(
        shown,
        [
            ("ferry", None),
            ("ferry", None),
            ("tray", None),
            ("ferryboat", Some("deprecated"))
        ]
    );
    assert_eq!(
        hits[0].translations[0].note.as_deref(),
        Some("sur un fleuve")
    );
    let used = base.pairs_in("Deux bacs");
    assert!(used.contains(&("bacs".to_owned(), "tray".to_owned())));
    assert!(
        used.iter().all(|(_, target)| target != "ferryboat"),
        "{used:?}"
    );
    let any = TermBase::new([&second], &tag("fr-BE"), None);
    assert_eq!(any.recognise("un bac")[0].translations.len(), 3);
}

#[test]
fn an_exact_term_stands_before_an_inflected_one() {
    let base = french(&[("ligne", "line"), ("lignes", "queue")]);
    let got = found(&base, "des lignes");
    assert_eq!(got, pairs(&[("lignes", "lignes"), ("lignes", "~ligne")]));
}

#[test]
fn what_tbx_says_of_a_term_is_its_status() {
    for (said, status) in [
        ("preferredTerm-admn-sts", TermStatus::Preferred),
        ("admittedTerm", TermStatus::Admitted),
        ("supersededTerm-admn-sts", TermStatus::Deprecated),
        ("forbidden", TermStatus::Deprecated),
        ("whatever", TermStatus::Unmarked),
    ] {
        let mut tuv = Tuv::of(Some("fr"), InlineContent::from_text(" quai "));
        tuv.annotations = vec![
            Annotation::note("au port"),
            Annotation::property("x-administrativeStatus", said),
        ];
        let unit = TranslationUnit::of_parts(Vec::new(), vec![tuv, Tuv::default()]);
        let entry = TermEntry::of_unit(7, &unit);
        assert_eq!(entry.terms.len(), 1);
        let term = &entry.terms[0];
        assert_eq!(
            (term.text.as_str(), term.status),
            ("quai", status),
            "{said}"
        );
        assert_eq!(term.note.as_deref(), Some("au port"));
    }
}

#[test]
fn an_empty_base_and_a_text_without_words_find_nothing() {
    assert!(french(&[]).recognise("Le quai").is_empty());
    let base = french(&[("...", "…"), ("quai", "quay")]);
    assert!(base.recognise("").is_empty());
    assert!(base.recognise("« … »").is_empty());
}

/// A release of a harbour, many times with other ships.
fn harbour() -> Extraction {
    let mut extraction = Extraction::new(&tag("fr"), &tag("en"));
    let ships = ["Alcyon", "Bora", "Cormoran", "Dorade", "Étoile", "Foulque"];
    let mut number = 0;
    let mut add = |source: String, target: String| {
        number += 1;
        assert!(extraction.add(number, &source, &target));
    };
    for ship in ships {
        add(
            format!("Le droit de mouillage de l’{ship} est payé au bureau du port."),
            format!("The anchorage due of the {ship} is paid at the harbour office."),
        );
        add(
            format!("L’{ship} quitte la cale sèche avec un remorqueur."),
            format!("The {ship} leaves the dry dock with a tug."),
        );
        add(
            format!("Deux remorqueurs attendent l’{ship} devant la digue."),
            format!("Two tugs wait for the {ship} off the breakwater."),
        );
        add(
            format!("Les droits de mouillage montent ; les cales sèches aussi, dit l’{ship}."),
            format!("Anchorage dues go up; so do dry docks, says the {ship}."),
        );
    }
    extraction
}

fn proposals(extraction: &Extraction, least: u32) -> Vec<Proposal> {
    let wanted = Wanted {
        least: Some(least),
        limit: 100,
    };
    let never = &mut |_, _| Ok::<(), ()>(());
    extraction.proposals(&wanted, never).unwrap()
}

#[test]
fn terms_and_translations_that_stand_together_are_proposed() {
    let all = proposals(&harbour(), 2);
    let of = |source: &str| {
        all.iter()
            .find(|p| p.source == source)
            .unwrap_or_else(|| panic!("{source} in {all:#?}"))
    };
    let due = of("droit de mouillage");
    assert_eq!(due.target, "anchorage due");
    assert_eq!((due.count, due.together, due.target_count), (12, 12, 12));
    assert_eq!(due.units.len(), 2);
    assert_eq!(of("cale sèche").target, "dry dock");
    assert_eq!(of("remorqueur").target, "tug");
    // Neither a part of a term nor one with a small word at its end.
    assert!(
        all.iter()
            .all(|p| p.source != "mouillage" && !p.source.ends_with(" de"))
    );
    assert!(all.is_sorted_by_key(|p| u8::MAX - p.score));
    assert_eq!(all, proposals(&harbour(), 2));
}

#[test]
fn the_same_pair_of_texts_counts_once() {
    let mut extraction = harbour();
    let before = extraction.len();
    let again = "Le droit de mouillage de l’Alcyon est payé au bureau du port.";
    extraction.add(
        900,
        again,
        "The anchorage due of the Alcyon is paid at the harbour office.",
    );
    assert_eq!(extraction.len(), before);
}

#[test]
fn a_rare_term_is_not_proposed_and_work_can_be_stopped() {
    assert!(
        proposals(&harbour(), 13)
            .iter()
            .all(|p| p.source != "droit de mouillage")
    );
    let wanted = Wanted {
        least: None,
        limit: 5,
    };
    assert_eq!(
        harbour().proposals(&wanted, &mut |_, _| Err("stop")),
        Err("stop")
    );
    assert!(proposals(&Extraction::new(&tag("fr"), &tag("en")), 2).is_empty());
}
