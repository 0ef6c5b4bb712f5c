//! The door, with the built-in rules: the policy of `docs/segmentation.md`, class by class.

mod other_languages;

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use std::collections::BTreeMap;

use super::*;

fn segmenter(language: &str) -> Segmenter {
    Segmenter::new(&language.parse().unwrap())
}

/// Cuts the text that `|` shows, and says where the two differ.
#[track_caller]
fn check(language: &str, expected: &str) {
    let want: Vec<&str> = expected.split(" | ").collect();
    let text = want.join(" ");
    let segmenter = segmenter(language);
    let sentences = segmenter.split(&text);
    let got: Vec<&str> = sentences.iter().map(|s| &text[s.range.clone()]).collect();
    let rules: Vec<_> = sentences.iter().map(|s| s.rule).collect();
    assert_eq!(got, want, "{rules:?}");
}

#[track_caller]
fn fr(expected: &str) {
    check("fr", expected);
}

#[track_caller]
fn en(expected: &str) {
    check("en", expected);
}

// ---- French ----

#[test]
fn french_forms_of_address_end_nothing() {
    fr("M. Vasseur a reçu MM. Petit et Roy. | Mme Lenoir et le Dr. Morel étaient absents.");
    fr("Il a écrit à S. Exc. M. Diallo et à Mgr. Blanc. | Aucune réponse.");
}

#[test]
fn french_abbreviations_need_what_follows() {
    fr("Voir l’art. 12 et le chap. IV, p. 33, fig. 2. | Le reste suit.");
    fr("Les bateaux, p. ex. Alizé, c.-à-d. ceux du port (cf. Annexe B), partent. | Tous.");
    fr("Il habite av. Foch, tél. 01 02 03. | Elle aussi.");
    fr("Le no. 5 et le n° 6 sont épuisés. | Le vol. 3 reste.");
    fr("Réunion du 3 oct. 2023 et du 4 janv. 2024. | Puis rien.");
    fr("L’affaire Petit c. Roy, S.R., ch. T-11, art. L. 12-3, L.R. (1985), est close. | Enfin.");
    fr("La société Dupont Inc. (« Dupont ») a été vendue. | Voilà.");
}

#[test]
fn etc_ends_a_sentence_before_a_capital_only() {
    fr("Des pommes, des poires, etc. sont vendues ici. | Venez.");
    fr("On y vend des pommes, des poires, etc. | Les prix sont bas.");
}

#[test]
fn french_initials_belong_to_names() {
    fr("Le jardin de J.-P. Martel est ouvert. | E. Simon et A. B. Leroy y étaient.");
    fr(
        "Le temple date de 493 av. J.-C. environ. | Il fut détruit en 120 av. J.-C. | Les ruines restent.",
    );
    fr("Le manque de vitamine C. | Une carence est rare.");
}

#[test]
fn french_numbers_addresses_and_names_of_files_are_whole() {
    fr(
        "Le prix est de 3.50 euros, soit 1.250 francs. | Voir www.exemple.fr/page.html ou a.b@exemple.fr. | Fin.",
    );
    fr("Ouvrez notes.v1.2.txt avec la version 2.0.1. | Fermez-le.");
}

#[test]
fn guillemets_that_close_stay_with_their_sentence() {
    fr("« Il faut agir. | Nous le ferons. » | Puis elle partit.");
    fr("«\u{a0}Il faut agir.\u{a0}» | Puis elle partit.");
    fr("«\u{202f}Il faut agir\u{202f}!\u{202f}» | Puis elle partit.");
    fr("Elle a dit : « La ville a besoin d’eau. | En quantité. » | C’est tout.");
    fr("Il lut “la fin.” | Elle rit. | (C’était tard.) | On sortit.");
}

#[test]
fn nothing_ends_between_a_quotation_and_its_incise() {
    fr("« Quelle joie ! » a dit Claire. | « Tu viens ? » demanda-t-il.");
    fr("« Nous sommes prêts », a-t-elle indiqué. | « Partons ! », cria Paul.");
    fr("« Quelle joie\u{a0}!\u{a0}» a dit Claire.");
}

#[test]
fn a_no_break_space_after_a_short_word_s_dot_is_a_hint() {
    fr("La loi L.\u{a0}Martin est lue. | Voir Mém.\u{a0}Acad. et Actes\u{a0}II.");
    let text = "Le livre est paru.\u{a0}Il est beau.";
    assert_eq!(segmenter("fr").split(text).len(), 2);
}

#[test]
fn dots_of_suspense_end_before_a_capital_only() {
    fr("Il attendit… et repartit. | Elle pensait… | Puis rien.");
    fr("Il attendit... et repartit. | Elle pensait... | Puis rien.");
    fr("Des amis (Tom, Lise, ...) sont là. | [...] Le reste manque.");
}

#[test]
fn colons_and_semicolons_end_nothing() {
    fr("Le constat : Rien ne va ; Tout est à refaire. | Allons-y.");
}

#[test]
fn numbers_of_items_stay_with_their_item() {
    fr("1. Objet du contrat");
    fr("a) Les parties");
    fr("2.1. Durée. | Le contrat dure un an.");
    fr("Chapitre 1. Les débuts. | Il pleuvait.");
    fr("Les règles suivent. | 1. Entrez sans bruit. | 2. Sortez vite.");
}

#[test]
fn calls_of_footnotes_stay_with_their_sentence() {
    fr("La mesure est connue.[1] | Elle est contestée. [12] | Fin.");
    fr("La mesure est connue.¹ | Elle est contestée.12 | Puis « adoptée ».3 | Fin.");
}

#[test]
fn a_straight_quotation_mark_between_spaces_closes_if_one_is_open() {
    fr("Il a dit : \" Je viens. \" | Puis il est parti.");
    fr("Il est parti. | \" Je reviens \", avait-il dit.");
}

#[test]
fn items_in_one_line_are_told_by_their_numbers() {
    fr("1) La durée | 2) Le prix | 3) La fin");
    fr("a) La durée | b) Le prix");
    fr("• 1. La durée | • 2. Le prix. | • 3. La fin");
    fr("1. La durée | 2. Le prix | 3. La fin");
    // What looks like the next item may be a number in the sentence.
    fr("1. Voir la page 2. | La suite est au dos.");
    fr("1. Le vent | 2. Le froid");
    fr("a. Le vent | b. La pluie");
    fr("• 9. Le vent | • 10. La pluie");
    fr("⁃9. Le vent | ⁃10. La pluie");
    fr("Voici la suite. | 1. Vent | 2. Pluie | 3. Froid");
    fr("Le train part. | Voir les quais 1) et 2) du plan.");
    fr("Le vent (fig. 1) et la pluie (fig. 2) font le froid (fig. 3).");
    fr("1) Le vent (fig. 2) souffle | 2) Il pleut");
    fr("A. Martin et B. Petit sont là.");
    fr("Le prix 1) du pain 2) du vin");
    // Letters count with letters only: 98 is what a computer calls `b`.
    fr("a) Le tarif (page 98) est à jour");
    fr("97) Le tarif est au point b) du devis");
    fr("a) Le tarif (page 98) est à jour | b) Le prix");
    let segmenter = segmenter("fr");
    let sentences = segmenter.split("1) La durée 2) Le prix");
    assert_eq!(sentences[0].rule, Some("next-item"));
}

#[test]
fn french_titles_and_initials_go_on_in_every_shape() {
    fr("MM. les élus et LL. AA. le duc et la duchesse. | S. Ém. M. Blanc les reçoit.");
    fr("DR. PETIT, MGR. ROY et le gén. Blanc. | Fin.");
    // The thing that a letter names is no initial.
    fr("Il manque de vitamine D. | Marie en prend. | Prévoir un plan B. | Paul le veut.");
    fr("Elle prépare un Ph.D. | Marc aussi.");
}

#[test]
fn french_eras_begin_or_end_sentences() {
    fr(
        "En 120 av. J.-C. Lucius rebâtit le port. | Le phare date de 90 apr. J.-C. | Lucius est mort.",
    );
    fr("Au IVe s. av. J.-C. environ. | Fin.");
}

#[test]
fn french_abbreviations_before_small_letters_and_numbers() {
    fr("Le syst. électr. du bât. 3 et la partie mécan. du bât. C sont neufs. | Bien.");
    fr("Réunion ven. 4 nov. à 9 h. 15, salle 2 (max. 30 pers.). | Venez.");
    fr("Un point situé à N. 44° 10' et long. ouest. | Fin.");
    fr("Dans le c.t. 71234 et le décret (Petit et al. [2004], Roy et coll. (2011)). | Fin.");
    fr("La dérivée est nulle. | les autres non.");
    fr("Des vis, des clous, etc. — le tout en vrac. | Fin.");
}

#[test]
fn a_bracket_is_cut_only_between_its_sentences() {
    fr("L’essai (voir plus haut. chapitre deux) est concluant. | Fin.");
    en("The test (see above. Chapter three) is good. | Done [page. 12] now. | Fine.");
    fr("Il est parti (il pleuvait. | Le vent soufflait.) sans bruit.");
    // A bracket that closes after a number belongs to the number.
    fr("Voir le point 2. | Puis le point a) et le point 12) du devis.");
}

#[test]
fn references_stay_with_what_they_belong_to() {
    fr("Le débit baisse. 12");
    en("The flow is low. 3");
    en("The flow is low.4 5 | It was high.");
    fr("La mesure est connue.[2, 4] | Elle est contestée.[réf. nécessaire] | Fin.");
    en("“The flow is low.” (Hale 55). | It rose.");
    fr("Lire « Le débit des sources ». Gazette Nouvelle. | Puis rien.");
    // Two sentences stay two.
    fr("Il a dit « oui ». | Elle était là.");
    en("He said “yes”. | She was there.");
}

#[test]
fn remarks_between_dashes_have_marks_of_their_own() {
    fr("Il ouvrit — ô surprise ! — la porte du fond. | Rien.");
    en("He opened — what a day! — the door. | Nothing.");
    fr("Il part. | – Où donc ? | – Chez lui.");
}

#[test]
fn a_full_stop_ends_before_a_small_letter_where_nothing_is_short_for_more() {
    fr("Il travaille pour l’ONU. | elle aussi. | Le prix est fixe (en euros). | il varie.");
    en(
        "We ship to NZ. | it is far. | That was (nearly). | then it broke. | I own a cd. | i like it.",
    );
    en("Drive NE. for a mile. | Wash. state and Okla. are far.");
}

#[test]
fn forgotten_spaces_are_seen_before_what_begins_a_sentence() {
    let pieces = |language: &str, text: &str| segmenter(language).split(text).len();
    assert_eq!(pieces("fr", "Vous partez ?Non, je reste ici."), 2);
    assert_eq!(pieces("fr", "Le vent tombe.L'air est doux."), 2);
    assert_eq!(pieces("en", "It was fine...Nobody knew why."), 2);
    assert_eq!(pieces("en", "Is it far?they say so."), 2);
    assert_eq!(pieces("en", "It ended.Mr. Hale left."), 2);
    for whole in [
        "See www.example.org/Find?id=3 for more",
        "Use Tree.Leaf and notes...txt here",
    ] {
        assert_eq!(pieces("en", whole), 1, "{whole}");
    }
}

#[test]
fn of_two_straight_quotation_marks_in_a_row_the_first_closes() {
    fr("Il est parti. \" | \"Elle reste ici.\"");
}

// ---- English ----

#[test]
fn english_forms_of_address_end_nothing() {
    en("Mr. Hale met Mrs. Ode and Dr. Finn at St. Agnes. | Prof. Lee was away.");
    en("Gov. Reed and Sen. Cole spoke. | Nobody listened.");
}

#[test]
fn english_abbreviations_need_what_follows() {
    en(
        "Some fruit, e.g. apples, i.e. cheap ones, are sold. | See fig. 2, No. 5 and pp. 3-9. | Good.",
    );
    en("Hale v. Reed, R.S., c. T-11, s. 14 and ss. 2 to 4 (see App. A) apply. | Really.");
    en("The shelf is 5 ft. 6 in. tall. | She earned her Ph.D. | Everyone came.");
    en("In Jan. 2020 it was Hale vs. Reed. | Vol. 3 tells it all.");
    en("The firm, Hale Inc. (the “Firm”), has closed. | Hale Inc. was sold.");
}

#[test]
fn dotted_capitals_end_a_sentence_before_a_word_that_begins_one() {
    en("The U.S. Army and the U.S. government agreed. | He lives in the U.S. | The rest moved on.");
    en("J. R. R. Marsh and George W. Hill wrote it. | A. B. Cole did not.");
    en("It was built in 200 B.C. | Rome was young.");
}

#[test]
fn the_time_of_day_ends_a_sentence_before_a_capital() {
    en("The train left at 5 p.m. on Friday. | We met at 10 a.m. | It rained.");
    en("At 6 a.m. Mr. Hale arrived. | Nobody saw him.");
    en("Call at 9 a.m. EST or at 3 p.m. Monday. | Thanks.");
}

#[test]
fn english_quotations_stay_whole_with_their_incise() {
    en("“We will go,” she said. | “Will you come?” he asked. | “Yes!”");
    en("“We need water. | In quantity.” | That was all.");
    en("\"Leave me alone!\" he yelled. | \"Why?\" | She left.");
}

#[test]
fn english_addresses_and_versions_are_whole() {
    en("Go to www.example.org or example.org. | With version 2.0.1 it costs $4.50. | Good.");
}

#[test]
fn english_abbreviations_may_end_a_sentence_before_a_word_that_begins_one() {
    en("He lives on Oak St. | The house is old. | St. Agnes is near. | King Sr. | He spoke.");
    en("Thousands came to the U.S. | Millions stayed. | The U.S. Navy left.");
    en("She holds a D.V.M. | Nora holds an M.B.A. | Everyone is proud.");
    en("Plan B. | Nora had one. | B. Hale had none.");
    en("Ring MR. HALE or DR. ODE. | Write to Hale Pvt. Ltd. | We thank them.");
    en("Hale Inc. 210 Oak Blvd. Springfield. | Corner of N. 5th and Oak. | Done.");
}

#[test]
fn english_sentences_that_begin_with_a_time_go_on() {
    en(
        "By 9 p.m. Nora had left. | In the evening at 6 p.m. Nora came. | She left at 7 p.m. | Nora slept.",
    );
    en("In 44 B.C. Lucius died. | He was born in 90 B.C. | Lucius was old.");
}

#[test]
fn english_abbreviations_before_numbers_sums_and_code() {
    en(
        "It costs approx. $5 or max. 7 (cf. `list` or e.g. `Map`). | See subpar. 3, lat. 48°. | Done.",
    );
    en("Hale et al. (2004) and Ode et al. [2011] agree. | Lee et al. | They do not.");
    en("Exempt spp. that fly, etc. -- but not bees. | Done.");
}

#[test]
fn names_with_a_mark_of_their_own_go_on() {
    en("The film Run Home! was shot here. | She sang in Help Me! in May. | It works! | is it new?");
    en("He works at Yahoo! in Leeds. | Wow! | what a day.");
}

#[test]
fn the_pronoun_and_spaced_dots_go_on() {
    en("I thought... I knew. | The thing is . . . I forgot.");
    en("It was low. | . . . The rest is lost. | It rose . . . | The rest is known.");
}

#[test]
fn questions_and_answers_keep_their_letters() {
    en("Q. Who came? | A. The dog did. | He is in class A. | The rest is in B.");
}

#[test]
fn a_smiley_goes_with_its_sentence() {
    en("We loved it. :) | Thanks for all.");
    fr("On a ri. :-) | Merci à tous.");
}

#[test]
fn the_pronoun_is_no_initial() {
    en("We are a team, you and I. | Nobody else is.");
}

#[test]
fn text_without_capitals_has_sentences_too() {
    en("i have two cats. | they sleep all day. | do they eat? | yes they do.");
    fr("il pleut souvent. | prenez un parapluie.");
}

// ---- The door ----

#[test]
fn a_sentence_says_which_rule_ended_it() {
    let segmenter = segmenter("fr-CA");
    let sentences = segmenter.split("  Il vient.[1] Elle part. \u{a0}");
    let rules: Vec<_> = sentences.iter().map(|s| s.rule).collect();
    assert_eq!(rules, [Some("fr-note"), None]);
    assert_eq!(sentences[1].range, 15..25);
}

#[test]
fn what_is_kept_together_says_which_rule_kept_it_and_against_which() {
    let segmenter = segmenter("fr");
    let kept = |text: &str| -> Vec<(usize, String, String)> {
        let explained = segmenter.cut(text, true);
        assert_eq!(explained.sentences, segmenter.split(text));
        let own = |kept: Kept<'_>| (kept.at, kept.rule.to_owned(), kept.against.to_owned());
        explained.kept.into_iter().map(own).collect()
    };
    let said = |at: usize, rule: &str| (at, rule.to_owned(), "fr-end".to_owned());
    assert_eq!(
        kept("Hier M. Roy est venu. Il part."),
        [said(7, "fr-title")]
    );
    assert_eq!(kept("Il part. Bien."), []);
    let marks = kept("Il part. (…) Bien. ...");
    assert!(
        marks.iter().all(|(_, rule, _)| rule != "next-item"),
        "{marks:?}"
    );
    assert!(!segmenter.why("fr-title").is_empty());
}

#[test]
fn a_block_of_white_space_has_no_sentence() {
    for text in ["", " ", "\u{a0}\u{202f}\n\t"] {
        assert!(segmenter("fr").split(text).is_empty());
    }
}

#[test]
fn marks_alone_are_no_sentence() {
    for text in ["...", ". . .", "! ! !", "« »", "— ?"] {
        assert_eq!(segmenter("fr").split(text).len(), 1, "{text}");
    }
}

#[test]
fn a_rule_file_of_one_s_own_serves_too_and_what_it_cannot_use_is_named() {
    let file = r#"<srx version="2.0"><header cascade="no"/><body><languagerules>
        <languagerule languagerulename="x"><rule><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
        <rule><beforebreak>(!</beforebreak></rule></languagerule>
        </languagerules><maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules></body></srx>"#;
    let language = "fr".parse().unwrap();
    let srx = Srx::read(file).unwrap();
    let (segmenter, unusable) = Segmenter::of_file(&srx, &language, Dialect::Icu).unwrap();
    assert_eq!(segmenter.split("un ; deux. Trois").len(), 2);
    assert_eq!(unusable.len(), 1);
    assert_eq!(unusable[0].rule, "x:2");
}

#[test]
fn every_built_in_rule_can_be_compiled_and_has_a_name_of_its_own() {
    for language in [
        "fr", "en", "de", "es", "it", "nl", "pt", "ru", "el", "hy", "xx",
    ] {
        let rules = built_in::rules(language).unwrap();
        assert!(rules.iter().any(|r| r.breaks), "{language}");
        for (n, rule) in rules.iter().enumerate() {
            assert!(!rule.id.contains(':'), "{} has no id", rule.id);
            assert!(
                rules[..n].iter().all(|r| r.id != rule.id),
                "{} twice",
                rule.id
            );
        }
        let (_, unusable) = Cascade::new(rules, Dialect::Icu).unwrap();
        assert!(unusable.is_empty(), "{unusable:?}");
    }
}

#[test]
fn every_built_in_rule_looks_back_a_bounded_way() {
    // Unbounded, a long run of one character would cost its length at every place in it.
    for language in ["fr", "en", "de", "es", "it", "nl", "pt", "ru", "el", "hy"] {
        for rule in built_in::rules(language).unwrap() {
            let parsed = regex_automata::util::syntax::parse(&rule.before).unwrap();
            assert!(parsed.properties().maximum_len().is_some(), "{}", rule.id);
        }
    }
}

// ---- The seeds ----

/// Returns the folder of shared material, or says that a test is skipped without it.
fn shared(part: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(part);
    if folder.exists() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("ENFACE_NO_SKIP").is_none(),
        "{part} is missing"
    );
    println!("skipped: {part} is missing");
    None
}

/// Returns the sentences of one side of a seed's links: number → text where a link holds it alone.
fn seed_sentences(links: &str, side: usize) -> BTreeMap<usize, String> {
    let mut sentences = BTreeMap::new();
    for line in links.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let Ok(number) = fields[1 + side].parse() {
            sentences.insert(number, fields[3 + side].to_owned());
        } else {
            // A link of several sentences: each must be a part of the joined text.
            for number in fields[1 + side].split(',').filter(|n| !n.is_empty()) {
                sentences.insert(number.parse().unwrap(), format!("\t{}", fields[3 + side]));
            }
        }
    }
    sentences
}

#[test]
fn the_seeds_are_cut_exactly_as_a_translator_cuts_them() {
    let Some(folder) = shared("seeds") else {
        return;
    };
    for name in ["otan-2023-10-03", "fictif-2024-02-13"] {
        let read = |ending: &str| {
            std::fs::read_to_string(folder.join(format!("{name}.{ending}"))).unwrap()
        };
        for (side, language) in ["fr", "en"].into_iter().enumerate() {
            let text = read(&format!("{language}.txt"));
            let want = seed_sentences(&read("align.tsv"), side);
            let segmenter = segmenter(language);
            let blocks = text.lines().map(|block| (block, segmenter.split(block)));
            let got: Vec<&str> = blocks
                .flat_map(|(block, s)| s.into_iter().map(move |s| &block[s.range]))
                .collect();
            assert_eq!(got.len(), want.len(), "{name}.{language}");
            for (number, sentence) in &want {
                let found = got[number - 1];
                match sentence.strip_prefix('\t') {
                    Some(joined) => assert!(joined.contains(found), "{found}"),
                    None => assert_eq!(found, sentence),
                }
            }
        }
    }
}

// ---- Laws ----

/// Asserts that sentences are in order and apart, and that only white space is left out.
fn assert_lossless(language: &str, text: &str) {
    let mut end = 0;
    let segmenter = segmenter(language);
    for sentence in segmenter.split(text) {
        let range = sentence.range;
        assert!(text[end..range.start].trim().is_empty(), "{text:?}");
        let piece = &text[range.clone()];
        assert!(!piece.is_empty() && piece.trim() == piece, "{text:?}");
        end = range.end;
    }
    assert!(text[end..].trim().is_empty(), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn nothing_but_white_space_is_lost(text in any::<String>()) {
        assert_lossless("fr", &text);
        assert_lossless("en", &text);
        assert_lossless("ja", &text);
    }

    #[test]
    fn nothing_is_lost_of_tricky_text(
        text in "[.!?…»«”“\"'’)(\\[\\]\u{a0}\u{202f} \n\t0-9a-cA-CéÀ°—–•。&@/:;-]{0,60}",
    ) {
        assert_lossless("fr", &text);
        assert_lossless("en", &text);
        assert_lossless("de", &text);
    }
}

#[test]
fn hostile_text_is_cut_and_lost_nowhere() {
    let long = 200_000;
    for piece in [
        ".", ". ", "\"", "\" ", "« ", "[1]", "a. ", ".»", "\u{a0}", "M. ", "(...) ", "É",
    ] {
        let text = piece.repeat(long / piece.len());
        assert_lossless("fr", &text);
        assert_lossless("en", &text);
    }
    // Ends without anything said between them.
    for piece in ["\n", "。，", "\n• "] {
        assert_lossless("fr", &format!("{}a", piece.repeat(long)));
    }
    let line = "Un mot, puis un autre, sans fin, ".repeat(32_000);
    assert_eq!(segmenter("fr").split(&line).len(), 1);
}
