# Ce que la pièce « alignment » dit en français ; ../en/alignment.ftl a les mêmes entrées.
align-doubt-lengths = Les longueurs diffèrent plus que d’ordinaire entre traductions : { $source } et { $target } caractères.
align-doubt-number = Le nombre { $number } manque de l’autre côté.
align-doubt-next-to-omission = Une phrase voisine est sans équivalent ; elle a peut-être sa place ici.
align-doubt-one-sided = Cette phrase est sans équivalent dans l’autre document.
align-doubt-close-call = Une autre façon de lier ces phrases est presque aussi bonne.
align-doubt-words = Aucun mot significatif d’un côté n’est connu pour traduire un mot de l’autre.
align-doubt-elsewhere = Semble aller avec une phrase placée ailleurs : « { $text } ».
align-vectors-count = pour { $wanted ->
    [one] { $wanted } texte
   *[other] { $wanted } textes
}, { $found ->
    [one] { $found } vecteur est arrivé
   *[other] { $found } vecteurs sont arrivés
}. Il en faut un pour chaque texte, dans l’ordre.
align-vectors-short = le vecteur { $number } a { $found ->
    [0] zéro nombre
    [one] un seul nombre
   *[other] { $found } nombres seulement
}. Il en faut au moins deux.
align-vectors-length = le vecteur { $number } a { $found } nombres et le premier en a { $wanted }. Tous doivent avoir la même longueur.
align-vectors-not-finite = un nombre du vecteur { $number } est infini ou trop grand. Vérifiez le modèle ; tous les nombres doivent être finis.
