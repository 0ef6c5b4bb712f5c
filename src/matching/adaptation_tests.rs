//! Numbers, dates and codes carried over, as a translator of releases meets them.

use super::tests::adapted;
use proptest::prelude::*;

/// Checks lines of stored source, query, target and the adapted target, `–` where there must be
/// none. An adapted target that ends with `!` needs an edit.
fn check(from: &str, to: &str, cases: &[[&str; 4]]) {
    let mut wrong = Vec::new();
    for [source, query, target, expected] in cases {
        let expected = match *expected {
            "–" => None,
            text => Some((text.trim_end_matches('!').to_owned(), text.ends_with('!'))),
        };
        let found = adapted(query, source, target, from, to);
        if found != expected {
            wrong.push(format!("{query}\n  {found:?}\n  for {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quantities_are_carried_over_from_french_to_english() {
    check(
        "fr",
        "en",
        &[
            [
                "Une hausse de 0,5 point de pourcentage a été constatée.",
                "Une hausse de 1,2 point de pourcentage a été constatée.",
                "An increase of 0.5 percentage points was recorded.",
                "An increase of 1.2 percentage points was recorded.",
            ],
            [
                "Le vendredi 14 juin 2024, le Conseil a tenu sa réunion ordinaire.",
                "Le lundi 2 septembre 2024, le Conseil a tenu sa réunion ordinaire.",
                "On Friday 14 June 2024, the Council held its regular meeting.",
                "On Monday 2 September 2024, the Council held its regular meeting.",
            ],
            [
                "Vendredi 14 juin, une cérémonie aura lieu au siège.",
                "Mercredi 1er mai, une cérémonie aura lieu au siège.",
                "On Friday, June 14, a ceremony will take place at headquarters.",
                "On Wednesday, May 1, a ceremony will take place at headquarters.",
            ],
            [
                "Le sommet aura lieu du 9 au 11 juillet 2024.",
                "Le sommet aura lieu du 1er au 3 juin 2025.",
                "The summit will be held from 9 to 11 July 2024.",
                "The summit will be held from 1 to 3 June 2025.",
            ],
            [
                "Le sommet aura lieu du 1er au 3 juin 2025.",
                "Le sommet aura lieu du 9 au 11 juillet 2024.",
                "The summit will be held on 1-3 June 2025.",
                "The summit will be held on 9-11 July 2024.",
            ],
            [
                "La conférence se tiendra les 4 et 5 octobre 2024.",
                "La conférence se tiendra les 17 et 18 novembre 2025.",
                "The conference will be held on October 4 and 5, 2024.",
                "The conference will be held on November 17 and 18, 2025.",
            ],
            [
                "La conférence se tiendra du 4 au 6 octobre 2024.",
                "La conférence se tiendra du 17 au 19 novembre 2025.",
                "The conference will be held October 4–6, 2024.",
                "The conference will be held November 17–19, 2025.",
            ],
            [
                "Publié le 12 janv. 2024",
                "Publié le 3 sept. 2024",
                "Published 12 Jan. 2024",
                "Published 3 Sept. 2024",
            ],
            [
                "Depuis janvier 2022, la mission a formé 300 agents.",
                "Depuis octobre 2023, la mission a formé 425 agents.",
                "Since January 2022, the mission has trained 300 officers.",
                "Since October 2023, the mission has trained 425 officers.",
            ],
            [
                "Fait à Lindhaven, le 3 mars 2024.",
                "Fait à Lindhaven, le 21 août 2025.",
                "Done at Lindhaven this 3rd day of March 2024.",
                "Done at Lindhaven this 21st day of August 2025.",
            ],
            [
                "La séance a lieu de 14 h à 16 h.",
                "La séance a lieu de 15 h à 17 h.",
                "The session runs from 2 to 4 p.m.",
                "The session runs from 3 to 5 p.m.",
            ],
            [
                "La séance a lieu de 14 h à 16 h.",
                "La séance a lieu de 10 h à 15 h.",
                "The session runs from 2 to 4 p.m.",
                "–",
            ],
            [
                "Le 5 juin à 14 heures, le ministre signera l’accord.",
                "Le 6 juin à 16 heures, le ministre signera l’accord.",
                "At 2 p.m. on 5 June, the minister will sign the agreement.",
                "At 4 p.m. on 6 June, the minister will sign the agreement.",
            ],
            [
                "Les secours sont arrivés 14 heures plus tard.",
                "Les secours sont arrivés 16 heures plus tard.",
                "Help arrived 14 hours later.",
                "Help arrived 16 hours later.",
            ],
            [
                "Une enveloppe de 30 M€ est prévue.",
                "Une enveloppe de 45 M€ est prévue.",
                "A budget of €30 million is planned.",
                "A budget of €45 million is planned.",
            ],
            [
                "Le prêt de 200 millions EUR a été signé.",
                "Le prêt de 1,5 milliard EUR a été signé.",
                "The EUR 200 million loan was signed.",
                "The EUR 1.5 billion loan was signed.",
            ],
            [
                "Les dépenses atteignent 3 milliards de francs suisses.",
                "Les dépenses atteignent 1 milliard de francs suisses.",
                "Expenditure stands at 3 billion Swiss francs.",
                "Expenditure stands at 1 billion Swiss francs.",
            ],
            [
                "Entre 5 et 7 millions de dollars seront nécessaires.",
                "Entre 8 et 10 millions de dollars seront nécessaires.",
                "Between $5 million and $7 million will be needed.",
                "Between $8 million and $10 million will be needed.",
            ],
            [
                "Plus de 3 millions de personnes ont fui.",
                "Plus de 850 000 personnes ont fui.",
                "More than 3 million people have fled.",
                "More than 850,000 people have fled.",
            ],
            [
                "Plus de 850 000 personnes ont fui.",
                "Plus de 3 millions de personnes ont fui.",
                "More than 850,000 people have fled.",
                "More than 3 million people have fled.",
            ],
            [
                "Quelque 40 000 visiteurs sont venus.",
                "Quelque 65 000 visiteurs sont venus.",
                "Some 40 thousand visitors came.",
                "Some 65 thousand visitors came.",
            ],
            [
                "La température moyenne a été de 14,25 °C.",
                "La température moyenne a été de -3 °C.",
                "The mean temperature was 14.25 °C.",
                "The mean temperature was -3 °C.",
            ],
            [
                "Le solde est de −12,4 millions d’euros.",
                "Le solde est de −3 millions d’euros.",
                "The balance is −€12.4 million.",
                "The balance is −€3 million.",
            ],
            [
                "Le plan couvre la période 2021–2027.",
                "Le plan couvre la période 2028–2034.",
                "The plan covers the 2021–27 period.",
                "The plan covers the 2028–34 period.",
            ],
            [
                "Les enfants de 6 à 11 ans sont admis.",
                "Les enfants de 8 à 14 ans sont admis.",
                "Children aged 6–11 are admitted.",
                "Children aged 8–14 are admitted.",
            ],
            [
                "L’exercice 2023-2024 a été clos.",
                "L’exercice 2024-2025 a été clos.",
                "The 2023-24 financial year has been closed.",
                "The 2024-25 financial year has been closed.",
            ],
            [
                "Dans les années 1990, la ville a grandi.",
                "Dans les années 1970, la ville a grandi.",
                "In the 1990s, the city grew.",
                "In the 1970s, the city grew.",
            ],
            [
                "Un manuscrit du XIIe siècle a été retrouvé.",
                "Un manuscrit du XVe siècle a été retrouvé.",
                "A 12th-century manuscript has been found.",
                "A 15th-century manuscript has been found.",
            ],
            [
                "La 1 000e maison a été livrée.",
                "La 2 500e maison a été livrée.",
                "The 1,000th house has been delivered.",
                "The 2,500th house has been delivered.",
            ],
            [
                "La zone fait 350 km2.",
                "La zone fait 1 250 km2.",
                "The area covers 350 sq km.",
                "The area covers 1,250 sq km.",
            ],
            [
                "L’enfant a 8 ans.",
                "L’enfant a 12 ans.",
                "The 8-year-old child is safe.",
                "The 12-year-old child is safe.",
            ],
            [
                "Le règlement (UE) no 1025/2012 est modifié.",
                "Le règlement (UE) no 528/2013 est modifié.",
                "Regulation (EU) No 1025/2012 is amended.",
                "Regulation (EU) No 528/2013 is amended.",
            ],
            [
                "L’article 12, paragraphe 3, point b), s’applique.",
                "L’article 15, paragraphe 1, point b), s’applique.",
                "Article 12(3)(b) shall apply.",
                "Article 15(1)(b) shall apply.",
            ],
            [
                "L’affaire C-311/18 a été jugée.",
                "L’affaire C-252/21 a été jugée.",
                "Case C-311/18 has been decided.",
                "Case C-252/21 has been decided.",
            ],
            [
                "Utilisez Windows 10 version 22H2.",
                "Utilisez Windows 11 version 23H2.",
                "Use Windows 10 version 22H2.",
                "Use Windows 11 version 23H2.",
            ],
            [
                "Référence : 2024/0123(COD)",
                "Référence : 2025/0045(COD)",
                "Reference: 2024/0123(COD)",
                "Reference: 2025/0045(COD)",
            ],
            [
                "Communiqué de presse (2024) 045",
                "Communiqué de presse (2025) 112",
                "Press Release (2024) 045",
                "Press Release (2025) 112",
            ],
            [
                "Salle A-12, 3e étage",
                "Salle B-07, 5e étage",
                "Room A-12, 3rd floor",
                "Room B-07, 5th floor",
            ],
            [
                "Tél. : +32 2 707 11 11",
                "Tél. : +32 2 555 01 99",
                "Tel: +32 2 707 11 11",
                "Tel: +32 2 555 01 99",
            ],
            [
                "Les 6 pays fondateurs ont signé.",
                "Les 9 pays fondateurs ont signé.",
                "The six founding countries signed.",
                "–",
            ],
            [
                "Un quart des 40 délégués étaient d’accord.",
                "Un tiers des 40 délégués étaient d’accord.",
                "A quarter of the 40 delegates agreed.",
                "–",
            ],
            [
                "Le pays a envoyé 1 navire.",
                "Le pays a envoyé 4 navires.",
                "The country sent 1 ship.",
                "The country sent 4 ship.!",
            ],
            [
                "Écrivez à presse@exemple.org.",
                "Écrivez à medias@exemple.int.",
                "Write to press@exemple.org.",
                "–",
            ],
            [
                "Suivez @conseil sur les réseaux.",
                "Suivez @assemblee sur les réseaux.",
                "Follow @conseil on social media.",
                "Follow @assemblee on social media.",
            ],
            [
                "Ouvrez le fichier config.toml.",
                "Ouvrez le fichier settings.json.",
                "Open the config.toml file.",
                "Open the settings.json file.",
            ],
            [
                "Une hausse de 12 % a été constatée.",
                "Une hausse de 8 % a été constatée.",
                "A 12% rise was recorded.",
                "A 8% rise was recorded.!",
            ],
            [
                "Du lundi 3 au mercredi 5 juin, le site sera fermé.",
                "Du mardi 1er au vendredi 4 octobre, le site sera fermé.",
                "From Monday 3 to Wednesday 5 June, the site will be closed.",
                "From Tuesday 1 to Friday 4 October, the site will be closed.",
            ],
            [
                "Le 11 novembre, 11 pays ont signé 11 accords.",
                "Le 12 novembre, 14 pays ont signé 20 accords.",
                "On 11 November, 11 countries signed 11 agreements.",
                "On 12 November, 14 countries signed 20 agreements.",
            ],
            [
                "Sur 50 candidats, 50 % sont des femmes.",
                "Sur 80 candidats, 45 % sont des femmes.",
                "50% of the 50 candidates are women.",
                "45% of the 80 candidates are women.",
            ],
            [
                "Le total est de 3 500 000 USD.",
                "Le total est de 4 200 000 USD.",
                "The total is USD 3.5 million.",
                "The total is USD 4.2 million.",
            ],
            [
                "Le coût passe de 5 USD à 7 USD.",
                "Le coût passe de 5 EUR à 7 EUR.",
                "The cost rises from USD 5 to USD 7.",
                "–",
            ],
            [
                "Le service est ouvert de 8 h à 16 h du lundi au vendredi.",
                "Le service est ouvert de 9 h à 17 h du mardi au samedi.",
                "The service is open from 8 a.m. to 4 p.m., Monday to Friday.",
                "The service is open from 9 a.m. to 5 p.m., Tuesday to Saturday.",
            ],
            [
                "Près d’un million de personnes, dont 400 000 enfants, ont fui.",
                "Près de deux millions de personnes, dont 400 000 enfants, ont fui.",
                "Nearly one million people, including 400,000 children, fled.",
                "–",
            ],
            [
                "Les importations ont atteint 1 012 tonnes, soit 12 % de plus qu’en 2022.",
                "Les importations ont atteint 987 tonnes, soit 3,5 % de plus qu’en 2023.",
                "Imports reached 1,012 tonnes, 12% more than in 2022.",
                "Imports reached 987 tonnes, 3.5% more than in 2023.",
            ],
            [
                "Entre le 1er et le 15 mars, 320 demandes ont été reçues.",
                "Entre le 10 et le 28 mars, 512 demandes ont été reçues.",
                "Between 1 and 15 March, 320 applications were received.",
                "Between 10 and 28 March, 512 applications were received.",
            ],
            [
                "Prix : 1,50 $",
                "Prix : 2,75 $",
                "Price: $1.50",
                "Price: $2.75",
            ],
        ],
    );
}

#[test]
fn quantities_are_carried_over_from_english_to_french() {
    check(
        "en",
        "fr",
        &[
            [
                "The summit will be held from 9 to 11 July 2024.",
                "The summit will be held from 12 to 14 June 2025.",
                "Le sommet aura lieu du 9 au 11 juillet 2024.",
                "Le sommet aura lieu du 12 au 14 juin 2025.",
            ],
            [
                "The summit will be held from 9 to 11 July 2024.",
                "The summit will be held from 1 to 3 June 2025.",
                "Le sommet aura lieu du 9 au 11 juillet 2024.",
                "Le sommet aura lieu du 1er au 3 juin 2025.",
            ],
            [
                "The conference will be held October 4-6, 2024.",
                "The conference will be held November 17-19, 2025.",
                "La conférence se tiendra du 4 au 6 octobre 2024.",
                "La conférence se tiendra du 17 au 19 novembre 2025.",
            ],
            [
                "Published: Jan 12, 2024",
                "Published: May 3, 2024",
                "Publié : 12 janv. 2024",
                "Publié : 3 mai 2024",
            ],
            [
                "The press briefing is on Mondays at 10:30.",
                "The press briefing is on Fridays at 11:15.",
                "Le point de presse a lieu le lundi à 10 h 30.",
                "Le point de presse a lieu le vendredi à 11 h 15.",
            ],
            [
                "Doors close at 6 p.m.",
                "Doors close at noon.",
                "Les portes ferment à 18 h.",
                "–",
            ],
            [
                "The session runs from 2 to 4 p.m.",
                "The session runs from 3 to 5 p.m.",
                "La séance a lieu de 14 h à 16 h.",
                "La séance a lieu de 15 h à 17 h.",
            ],
            [
                "A budget of €30m is planned.",
                "A budget of €45m is planned.",
                "Une enveloppe de 30 M€ est prévue.",
                "Une enveloppe de 45 M€ est prévue.",
            ],
            [
                "The loan of EUR 200 million was signed in March.",
                "The loan of EUR 350 million was signed in May.",
                "Le prêt de 200 millions d’EUR a été signé en mars.",
                "Le prêt de 350 millions d’EUR a été signé en mai.",
            ],
            [
                "The EUR 200 million loan was signed.",
                "The EUR 1.5 billion loan was signed.",
                "Le prêt de 200 millions d’euros a été signé.",
                "Le prêt de 1,5 milliard d’euros a été signé.",
            ],
            [
                "Between $5 million and $7 million will be needed.",
                "Between $8 million and $10 million will be needed.",
                "Entre 5 et 7 millions de dollars seront nécessaires.",
                "Entre 8 et 10 millions de dollars seront nécessaires.",
            ],
            [
                "Some 40 thousand visitors came.",
                "Some 65 thousand visitors came.",
                "Quelque 40 000 visiteurs sont venus.",
                "Quelque 65 000 visiteurs sont venus.",
            ],
            [
                "The 2023-24 financial year has been closed.",
                "The 2024-25 financial year has been closed.",
                "L’exercice 2023-2024 a été clos.",
                "L’exercice 2024-2025 a été clos.",
            ],
            [
                "In the 1990s, the city grew.",
                "In the 1970s, the city grew.",
                "Dans les années 1990, la ville a grandi.",
                "Dans les années 1970, la ville a grandi.",
            ],
            [
                "The building dates from the 18th century.",
                "The building dates from the 16th century.",
                "Le bâtiment date du XVIIIe siècle.",
                "Le bâtiment date du XVIe siècle.",
            ],
            [
                "The building dates from the 2nd century.",
                "The building dates from the 1st century.",
                "Le bâtiment date du IIe siècle.",
                "Le bâtiment date du Ier siècle.",
            ],
            [
                "The building dates from the 18th century.",
                "The building dates from the 21st century.",
                "Le bâtiment date du 18e siècle.",
                "Le bâtiment date du 21e siècle.",
            ],
            [
                "The 1,000th house has been delivered.",
                "The 2,500th house has been delivered.",
                "La 1 000e maison a été livrée.",
                "La 2 500e maison a été livrée.",
            ],
            [
                "Speed is limited to 80 km/h.",
                "Speed is limited to 110 km/h.",
                "La vitesse est limitée à 80 km/h.",
                "La vitesse est limitée à 110 km/h.",
            ],
            [
                "The 8-year-old child is safe.",
                "The 12-year-old child is safe.",
                "L’enfant de 8 ans est sain et sauf.",
                "L’enfant de 12 ans est sain et sauf.",
            ],
            [
                "A 30-day period applies.",
                "A 45-day period applies.",
                "Un délai de 30 jours s’applique.",
                "Un délai de 45 jours s’applique.",
            ],
            [
                "Article 12(3)(b) shall apply.",
                "Article 15(1)(b) shall apply.",
                "L’article 12, paragraphe 3, point b), s’applique.",
                "L’article 15, paragraphe 1, point b), s’applique.",
            ],
            [
                "Some 20 people attended.",
                "Some 35 people attended.",
                "Une vingtaine de personnes étaient présentes.",
                "–",
            ],
            [
                "A quarter of the 40 delegates agreed.",
                "A third of the 40 delegates agreed.",
                "Un quart des 40 délégués étaient d’accord.",
                "–",
            ],
            [
                "A thousand people came on 5 May.",
                "A hundred people came on 5 May.",
                "Un millier de personnes sont venues le 5 mai.",
                "–",
            ],
            [
                "The country sent 3 ships.",
                "The country sent 1 ship.",
                "Le pays a envoyé 3 navires.",
                "Le pays a envoyé 1 navires.!",
            ],
            [
                "Run `make install` first.",
                "Run `make check` first.",
                "Lancez d’abord `make install`.",
                "Lancez d’abord `make check`.",
            ],
            [
                "%(count)s files copied.",
                "%(total)s files copied.",
                "%(count)s fichiers copiés.",
                "%(total)s fichiers copiés.",
            ],
            [
                "Hello {name}, you have {count} messages.",
                "Hello {user}, you have {count} messages.",
                "Bonjour {name}, vous avez {count} messages.",
                "Bonjour {user}, vous avez {count} messages.",
            ],
            [
                "Page {0} of {1}",
                "Page {1} of {2}",
                "Page {0} sur {1}",
                "Page {1} sur {2}",
            ],
            [
                "Use ``foo`` to run it.",
                "Use ``bar_baz`` to run it.",
                "Utilisez ``foo`` pour l’exécuter.",
                "Utilisez ``bar_baz`` pour l’exécuter.",
            ],
            [
                "Click <b>here</b> to start.",
                "Click <i>here</i> to start.",
                "Cliquez <b>ici</b> pour commencer.",
                "Cliquez <i>ici</i> pour commencer.",
            ],
            [
                "See https://example.org/en/a for details.",
                "See https://example.org/en/b for details.",
                "Voir https://example.org/fr/a pour plus de détails.",
                "–",
            ],
            [
                "It will take place on Wednesday at 3 p.m.",
                "It will take place on Friday at 10:30 a.m.",
                "Elle aura lieu mercredi à 15 h.",
                "Elle aura lieu vendredi à 10 h 30.",
            ],
            [
                "It will take place on Wednesday at 3 p.m.",
                "It will take place on Friday at 10:30 a.m.",
                "Elle aura lieu mercredi à 15h00.",
                "Elle aura lieu vendredi à 10h30.",
            ],
            [
                "Nearly one million people, including 400,000 children, fled.",
                "Nearly one million people, including 550,000 children, fled.",
                "Près d’un million de personnes, dont 400 000 enfants, ont fui.",
                "Près d’un million de personnes, dont 550 000 enfants, ont fui.",
            ],
            [
                "Imports reached 1,012 tonnes, up 12% on 2022.",
                "Imports reached 987 tonnes, up 3.5% on 2023.",
                "Les importations ont atteint 1 012 tonnes, soit une hausse de 12 % par rapport à 2022.",
                "Les importations ont atteint 987 tonnes, soit une hausse de 3,5 % par rapport à 2023.",
            ],
            [
                "Between 1 and 15 March, 320 applications were received.",
                "Between 10 and 28 March, 512 applications were received.",
                "Entre le 1er et le 15 mars, 320 demandes ont été reçues.",
                "Entre le 10 et le 28 mars, 512 demandes ont été reçues.",
            ],
            [
                "Between 10 and 28 March, 512 applications were received.",
                "Between 1 and 15 April, 320 applications were received.",
                "Entre le 10 et le 28 mars, 512 demandes ont été reçues.",
                "Entre le 1er et le 15 avril, 320 demandes ont été reçues.",
            ],
            ["$1.50", "$2.75", "1,50 $", "2,75 $"],
            [
                "A new 5G network will cover 40 towns.",
                "A new 6G network will cover 75 towns.",
                "Un nouveau réseau 5G couvrira 40 villes.",
                "Un nouveau réseau 6G couvrira 75 villes.",
            ],
            [
                "The first 100 days have passed.",
                "The first 50 days have passed.",
                "Les 100 premiers jours sont passés.",
                "Les 50 premiers jours sont passés.",
            ],
            [
                "Rule 12a applies to 30 ships.",
                "Rule 14b applies to 45 ships.",
                "La règle 12a s’applique à 30 navires.",
                "La règle 14b s’applique à 45 navires.",
            ],
        ],
    );
}

proptest! {
    #[test]
    fn any_text_is_adapted_or_left(
        source in "[ \\PC]{0,40}",
        query in "[ \\PC]{0,40}",
        target in "[ \\PC]{0,40}",
    ) {
        for (from, to) in [("fr", "en"), ("en", "fr")] {
            let _ = adapted(&query, &source, &target, from, to);
        }
    }

    #[test]
    fn any_numbers_are_adapted_or_left(
        source in "([0-9]{1,4}| et | à |, |-|–| mai| May| p\\.m\\.| h|€| %|1er|\\+|\\{0\\}|`){1,12}",
        query in "([0-9]{1,4}| et | à |, |-|–| mai| May| p\\.m\\.| h|€| %|1er|\\+|\\{0\\}|`){1,12}",
        target in "([0-9]{1,4}| and | to |, |-|–| mai| May| p\\.m\\.| million|€|%|1st|\\+|\\{0\\}|`){1,12}",
    ) {
        for (from, to) in [("fr", "en"), ("en", "fr")] {
            let _ = adapted(&query, &source, &target, from, to);
        }
    }

    #[test]
    fn an_equal_source_leaves_its_target(source in "\\PC{0,60}", target in "\\PC{0,60}") {
        prop_assert_eq!(adapted(&source, &source, &target, "fr", "en"), Some((target, false)));
    }
}
