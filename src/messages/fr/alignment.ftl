# Ce que la pièce « alignment » dit en français ; ../en/alignment.ftl a les mêmes entrées.
align-doubt-lengths = Les longueurs diffèrent plus que d’ordinaire entre traductions : { $source } et { $target } caractères.
align-doubt-number = Le nombre { $number } manque de l’autre côté.
align-doubt-next-to-omission = Une phrase voisine est sans équivalent ; elle a peut-être sa place ici.
align-doubt-one-sided = Cette phrase est sans équivalent dans l’autre document.
align-doubt-close-call = Une autre façon de lier ces phrases est presque aussi bonne.
align-doubt-elsewhere = Sa traduction semble être ailleurs : « { $text } ».
