# Ce que la pièce « alignment » dit en français ; ../en/alignment.ftl a les mêmes entrées.
align-doubt-lengths = Les longueurs s’écartent plus qu’entre traductions : { $source } et { $target } caractères.
align-doubt-number = Le nombre { $number } manque de l’autre côté.
align-doubt-next-to-omission = Voisin d’une phrase sans équivalent ; celle-ci lui appartient peut-être.
align-doubt-one-sided = Cette phrase n’a pas d’équivalent dans l’autre document.
align-doubt-close-call = Une autre façon de lier ces phrases est presque aussi bonne.
