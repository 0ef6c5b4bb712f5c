//! The explanation and the proposal of matches that are shown.

use super::tests::{ask, found, options, pair};
use super::*;
use crate::lexicon::Lexicon;
use proptest::prelude::*;

/// Returns the completed match of a pair for a query.
fn completed(from: &str, texts: [&str; 3], terms: &[TermPair<'_>]) -> Match {
    let [source, query, target] = texts;
    let mut options = options();
    if from == "en" {
        std::mem::swap(&mut options.from, &mut options.to);
    }
    options.threshold = 50;
    let query = Query::new(query);
    let answer = ask(&[pair(1, source, target)], &query, &options);
    let mut found = answer.matches.into_iter().next().expect("a match");
    let lexicon = Lexicon::core(options.from.primary(), options.to.primary());
    complete(&mut found, &query, &options, &lexicon, terms);
    found
}

fn proposal(from: &str, texts: [&str; 3]) -> Option<String> {
    completed(from, texts, &[]).proposal
}

#[test]
fn a_match_explains_its_score_in_a_sentence() {
    let texts = [
        "Le 3 mai, l’aide est arrivée au port.",
        "Le 9 mai, l’eau est arrivée au port !",
        "On 3 May, the aid reached the port.",
    ];
    let mut found = completed("fr", texts, &[]);
    found.score = 85;
    assert_eq!(
        found.explanation(Ui::En),
        "85% — 1 word changed (aide → eau); −1 numbers carried over (3 mai → 9 mai), −1 punctuation"
    );
    assert_eq!(
        found.explanation(Ui::Fr),
        "85\u{a0}% — 1 mot changé (aide → eau)\u{202f}; −1 nombres reportés (3 mai → 9 mai), −1 ponctuation"
    );
    let same = completed(
        "fr",
        ["Il y a 12 cas.", "Il y a 12 cas.", "There are 12 cases."],
        &[],
    );
    assert_eq!(same.explanation(Ui::En), "100% — all words equal");
}

#[test]
fn a_difference_reads_like_a_correction() {
    let shown = |stored, query| -> String {
        let parts = diff_texts(stored, query).into_iter();
        let shown = parts.map(|part| match part.kind {
            DiffKind::Same => part.text,
            kind => format!("[{}{}]", kind.mark(), part.text),
        });
        shown.collect()
    };
    for (stored, query, expected) in [
        (
            "L’aide, très attendue, est arrivée.",
            "L’aide est arrivée hier.",
            "L’aide[-, très attendue,] est arrivée[+ hier].",
        ),
        (
            "Il faut que l’Alliance agisse.",
            "Il faut qu’elle agisse.",
            "Il faut [-que l’Alliance][+qu’elle] agisse.",
        ),
        (
            "Le ministre de l’Intérieur part.",
            "Le ministre des Affaires étrangères part.",
            "Le ministre [-de l’Intérieur][+des Affaires étrangères] part.",
        ),
        (
            "Oui, dit-il.",
            "Oui\u{a0}; dit-il.",
            "Oui[-,][+\u{a0};] dit-il.",
        ),
        ("Il l’a vu.", "Il a vu.", "Il [-l’]a vu."),
    ] {
        assert_eq!(shown(stored, query), expected);
    }
}

#[test]
fn forms_of_one_word_are_said_to_be_such() {
    let texts = [
        "Les ministres ont signé la déclaration hier soir à Lindhaven.",
        "Les ministres ont signé les déclarations hier soir à Lindhaven.",
        "…",
    ];
    let found = completed("fr", texts, &[]);
    let said = found.why(Ui::En);
    assert!(said.contains("la déclaration → les déclarations"), "{said}");
    let texts = [
        "Un ministre alliée signe le texte.",
        "Un ministre alliées signe le texte.",
        "…",
    ];
    let found = completed("fr", texts, &[]);
    assert_eq!(found.reasons[0].kind, ReasonKind::WordForm);
    assert!(
        found
            .why(Ui::En)
            .starts_with("1 word in another form (alliée → alliées)")
    );
}

#[test]
fn a_long_list_of_changes_is_cut() {
    let texts = [
        "un a deux b trois c quatre d cinq e six f sept g huit h",
        "un A2 deux B2 trois C2 quatre D2 cinq E2 six f sept g huit h",
        "…",
    ];
    let said = completed("fr", texts, &[]).why(Ui::En);
    assert!(said.contains("c → C2 and 2 more"), "{said}");
}

#[test]
fn a_name_takes_the_place_of_a_name() {
    let english = "The conference will be held in Vilnius on 12 May.";
    let source = "La conférence se tiendra à Vilnius le 12 mai.";
    let with = |query| proposal("fr", [source, query, english]);
    assert_eq!(
        with("La conférence se tiendra à Ottawa le 15 juin.").as_deref(),
        Some("The conference will be held in Ottawa on 15 June.")
    );
    assert_eq!(
        with("La conférence se tiendra à Varsovie le 12 mai.").as_deref(),
        Some("The conference will be held in Warsaw on 12 May.")
    );
    assert_eq!(with("La conférence se tiendra demain le 12 mai."), None);
}

#[test]
fn a_french_target_keeps_its_elision_right_or_gets_no_proposal() {
    let with = |target| {
        let source = "The mayor of Oslo welcomed the ministers.";
        proposal(
            "en",
            [
                source,
                "The mayor of Vilnius welcomed the ministers.",
                target,
            ],
        )
    };
    assert_eq!(
        with("La maire d’Oslo a accueilli les ministres.").as_deref(),
        Some("La maire de Vilnius a accueilli les ministres.")
    );
    assert_eq!(with("Les ministres ont été accueillis par l’Oslo."), None);
}

#[test]
fn an_abbreviation_or_an_inflected_word_gets_no_proposal() {
    let texts = [
        "Le rapport de l’UNESCO est publié.",
        "Le rapport de l’OMS est publié.",
        "The UNESCO report is out.",
    ];
    assert_eq!(proposal("fr", texts), None);
    let texts = [
        "Le texte du ministre est prêt.",
        "Le texte des ministres est prêt.",
        "The minister’s text is ready.",
    ];
    assert_eq!(proposal("fr", texts), None);
}

#[test]
fn a_term_is_replaced_in_english_only() {
    let terms = [
        ("résolution", "resolution"),
        ("directive", "directive"),
        ("orange", "orange"),
    ];
    let texts = [
        "Le texte de la résolution est prêt.",
        "Le texte de la directive est prêt.",
        "The text of the resolution is ready.",
    ];
    assert_eq!(
        completed("fr", texts, &terms).proposal.as_deref(),
        Some("The text of the directive is ready.")
    );
    let texts = [
        "Le texte de la résolution est prêt.",
        "Le texte de la orange est prêt.",
        "This is a resolution.",
    ];
    assert_eq!(completed("fr", texts, &terms).proposal, None, "a, an");
}

proptest! {
    #[test]
    fn a_proposal_changes_only_what_differs(
        words in prop::collection::vec("[A-Z]?[a-z]{2,6}", 4..9),
        name in "[A-Z][a-z]{3,6}",
        at in 1_usize..4,
    ) {
        let source = words.join(" ");
        let mut changed = words.clone();
        changed[at].clone_from(&name);
        let query = changed.join(" ");
        let options = options();
        let asked = Query::new(query.clone());
        let answer = ask(&[pair(1, &source, &source)], &asked, &options);
        for mut found in answer.matches {
            complete(&mut found, &asked, &options, &Lexicon::default(), &[]);
            if let Some(proposal) = &found.proposal {
                prop_assert_eq!(proposal, &query);
            }
            for (old, _) in &found.proposed {
                prop_assert!(!changed.contains(old) || words.iter().filter(|w| *w == old).count() > 1);
            }
        }
    }

    #[test]
    fn any_match_can_be_completed(source in "\\PC{0,40}", query in "\\PC{0,40}", target in "\\PC{0,40}") {
        for mut match_ in found(&[pair(1, &source, &target)], &query) {
            complete(&mut match_, &Query::new(query.clone()), &options(), &Lexicon::core("fr", "en"), &[]);
            let _ = match_.explanation(Ui::Fr);
        }
    }
}
