# Ce que la pièce « matching » dit en français ; ../en/matching.ftl a les mêmes entrées.

match-all-words = Tous les mots sont les mêmes.
match-words = { $base } % des mots sont les mêmes.
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
match-context-next = La phrase qui suit est la même.
match-context-previous = La phrase qui précède est la même.
match-context-both = Les phrases qui précèdent et qui suivent sont les mêmes.
match-context-id = Elle se trouve au même endroit du même document.
match-needs-edit = Un mot à côté d’un nombre changé doit être mis au singulier ou au pluriel.
