# Ce que la pièce « matching » dit en français ; ../en/matching.ftl a les mêmes entrées.

match-numbers-adapted = Des nombres diffèrent et ont été reportés : { $detail } (−{ $points }).
match-numbers = Des nombres diffèrent et n’ont pas été reportés ; changez-les à la main : { $detail } (−{ $points }).
match-case = Les majuscules diffèrent (−{ $points }).
match-punctuation = La ponctuation diffère (−{ $points }).
match-writing = Les mêmes mots sont écrits autrement (−{ $points }).
match-typography = Seuls des espaces, des guillemets ou des apostrophes diffèrent.
match-codes = Les codes en ligne diffèrent (−{ $points }).
match-unreviewed = L’unité n’a pas été révisée ; confiance { $detail } (−{ $points }).
match-reversed = L’unité a été traduite dans l’autre sens (−{ $points }).
match-ambiguous = Cette phrase a plusieurs traductions, et aucun contexte ne les départage (−{ $points }).
match-memory = La mémoire d’où elle provient est pénalisée (−{ $points }).
match-other-region = L’unité vient d’une autre région.

match-why-percent = { " " }%
match-why-changed = { $count ->
    [one] 1 mot changé ({ $changes })
   *[other] { $count } mots changés ({ $changes })
}
match-why-form = { $count ->
    [one] 1 mot sous une autre forme ({ $changes })
   *[other] { $count } mots sous une autre forme ({ $changes })
}
match-why-added = { $count ->
    [one] 1 mot ajouté ({ $changes })
   *[other] { $count } mots ajoutés ({ $changes })
}
match-why-removed = { $count ->
    [one] 1 mot retiré ({ $changes })
   *[other] { $count } mots retirés ({ $changes })
}
match-why-more = { " " }et { $count } de plus
match-why-words-equal = mots identiques
match-why-punctuation-equal = ponctuation identique
match-why-numbers-adapted = nombres reportés ({ $detail })
match-why-numbers = nombres non reportés ({ $detail })
match-why-case = majuscules
match-why-punctuation = ponctuation
match-why-writing = mêmes mots, autre écriture
match-why-typography = seuls des espaces, des guillemets ou des apostrophes diffèrent
match-why-codes = codes en ligne
match-why-unreviewed = alignement non relu (confiance { $detail })
match-why-unreviewed-unit = unité non relue
match-why-reversed = traduit dans l’autre sens
match-why-ambiguous = plusieurs traductions, aucun contexte ne les départage
match-why-memory = pénalité de la mémoire
match-why-other-region = autre région
match-why-next = phrase suivante identique
match-why-previous = phrase précédente identique
match-why-both = phrases précédente et suivante identiques
match-why-id = même endroit du même document
match-why-needs-edit = un mot à côté d’un nombre doit s’accorder
