# Mots de la concordance : requêtes illisibles, listes, fichiers, aide.

concordance-query = La requête « { $query } » est illisible au caractère { $column } : { $problem } Pour chercher le texte tel quel, mettez-le entre guillemets à l’intérieur de ceux du terminal : { $quoted }.
concordance-no-word = aucun mot ici.
concordance-open-quote = le guillemet " n’est pas fermé.
concordance-open-group = la parenthèse n’est pas fermée.
concordance-stray-close = cette parenthèse n’en ferme aucune.
concordance-lonely = il manque quelque chose à côté de { $operator }.
concordance-only-not = seul ce qui doit être absent est nommé ; nommez aussi ce qui doit être présent.
concordance-star = l’astérisque ne se met qu’à la fin d’un mot : allian*.
concordance-near = PRES contient deux mots ou expressions entre guillemets, puis le nombre de mots qui peuvent les séparer, { $most } au plus : PRES(port Valmer, 5).
concordance-too-long = une requête a au plus { $most } expressions, et moins de groupes les uns dans les autres.
concordance-ending = { $file } : nommez un fichier qui se termine par .csv, .tsv, .xlsx ou .tmx.
concordance-indexing = Préparation de la recherche
concordance-hits = { $count ->
    [one] { $count } occurrence
   *[other] { $count } occurrences
}
concordance-written = { $file } : { $count ->
    [one] { $count } occurrence écrite
   *[other] { $count } occurrences écrites
}.
concordance-beyond = Il y a moins de textes : aucun à partir du numéro { $offset }.
concordance-written-units = { $file } : { $count ->
    [one] { $count } unité écrite
   *[other] { $count } unités écrites
}.
concordance-more = { $shown ->
    [one] { $shown } texte affiché
   *[other] { $shown } textes affichés
} parmi { $total }. Voyez les suivants avec --offset { $next }, ou davantage à la fois avec --limit.
concordance-units = ceux de { $count ->
    [one] { $count } unité
   *[other] { $count } unités
}
concordance-units-at-least = ceux de { $count } unités ou plus
concordance-units-unknown = davantage
concordance-sorted = Seules les { $count } premières occurrences ont été triées.
concordance-counted = Les traductions ont été comptées dans les { $count } premières occurrences.
concordance-list = { $count ->
    [one] Traduction dans 1 occurrence
   *[other] Traductions dans { $count } occurrences
}
concordance-list-more = … et { $count } de plus (toutes : --translations)
concordance-unmarked = (aucune traduction trouvée)
concordance-column-unit = Unité
concordance-column-language = Langue
concordance-column-left = Gauche
concordance-column-hit = Occurrence
concordance-column-right = Droite
concordance-column-other-language = Autre langue
concordance-column-other-text = Autre texte
concordance-column-marked = Traduction
concordance-column-origin = Origine

help-concordance = Trouver des mots dans tous les textes enregistrés, et leurs traductions
help-concordance-usage = concordance [OPTIONS] QUERY
help-concordance-language = Ne chercher que dans les textes de cette langue
help-concordance-target = Le texte en regard doit aussi répondre à cette requête
help-concordance-not-target = Le texte en regard ne doit pas répondre à cette requête
help-concordance-inflected = Les mots de même racine sont les mêmes : allié, alliés
help-concordance-case = Distinguer majuscules et minuscules
help-concordance-accents = Distinguer les lettres avec et sans accent
help-concordance-regex = Les requêtes sont des expressions rationnelles
help-concordance-limit = Afficher au plus ce nombre de textes [50]
help-concordance-offset = Passer ce nombre de textes
help-concordance-translations = Afficher les traductions et leur nombre
help-concordance-kwic = Afficher une occurrence par ligne, les unes sous les autres
help-concordance-sort = Trier ces lignes par les mots de gauche ou de droite, ou les plus récentes d’abord
help-concordance-output = Écrire les occurrences dans un fichier : .csv, .tsv, .xlsx ; les unités : .tmx
help-concordance-json = Répondre en JSON
help-concordance-phrase = Une expression ; "…" en cite une, ET, OU, SAUF ou -mot, début*, PRES(a b, 5)
