//! Where no adaptation is right: a wrong figure in a translation is worse than an old one.

use super::tests::adapted;

#[test]
fn what_could_become_wrong_is_left() {
    for [query, stored, target] in [
        // Equal numbers, in another order there.
        [
            "Environ 2 hommes sur 3 et 4 femmes sur 5 ont voté.",
            "Environ 3 hommes sur 4 et 4 femmes sur 5 ont voté.",
            "About 4 in 5 women and 3 in 4 men voted.",
        ],
        [
            "Le Nord a élu 14 députés et le Sud 9.",
            "Le Nord a élu 12 députés et le Sud 12.",
            "The South elected 12 members and the North 12.",
        ],
        // The country of the money would stay.
        [
            "Le coût est de 600 $ CA.",
            "Le coût est de 500 $ US.",
            "The cost is US$500.",
        ],
        [
            "Le coût est de 600 €.",
            "Le coût est de 500 $ US.",
            "The cost is US$500.",
        ],
        [
            "Le coût atteint 5 millions de dollars américains.",
            "Le coût atteint 3 millions de dollars canadiens.",
            "The cost is C$3 million.",
        ],
        // A reference of which only the figures would be new.
        [
            "Pour l’application de l’alinéa 5(2)c) de la loi",
            "Pour l’application de l’alinéa 3(1)b) de la loi",
            "For the purpose of paragraph 3(1)(b) of the Act",
        ],
    ] {
        assert!(
            adapted(query, stored, target, "fr", "en").is_none(),
            "{query}"
        );
    }
    let same_money = adapted(
        "Le coût est de 600 $ US.",
        "Le coût est de 500 $ US.",
        "The cost is US$500.",
        "fr",
        "en",
    );
    assert!(same_money.is_some());
}
