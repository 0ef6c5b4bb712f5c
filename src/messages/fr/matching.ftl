# Ce que la pièce « matching » dit en français ; ../en/matching.ftl a les mêmes entrées.

match-typography = seuls les espaces, les guillemets ou les apostrophes diffèrent
match-numbers-adapted = nombres repris
match-numbers = { $count ->
    [one] { $count } nombre diffère
   *[other] { $count } nombres diffèrent
}
match-case = des majuscules diffèrent
match-punctuation = { $count ->
    [one] { $count } signe de ponctuation diffère
   *[other] { $count } signes de ponctuation diffèrent
}
match-codes = { $count ->
    [one] { $count } code diffère
   *[other] { $count } codes diffèrent
}
match-unreviewed = personne ne l’a révisée
match-unreviewed-confidence = alignement non révisé (confiance { $confidence })
match-reversed = traduite dans l’autre sens
match-ambiguous = la même phrase a aussi d’autres traductions
match-memory = pénalité de sa mémoire
match-region = d’une autre région
