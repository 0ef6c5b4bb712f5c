# Ce que la pièce « jobs » dit en français ; ../en/jobs.ftl a les mêmes entrées.

job-in-file = { $file } : { $problem }
job-other-dictionary = { $file } est un dictionnaire { $languages }, alors que les documents sont { $wanted }. Indiquez-en un pour leurs langues, ou aucun ; rien n’a été modifié.
job-embeddings = La source de plongements « { $source } » n’a pas donné de vecteurs : { $problem } Sans --embeddings, l’alignement s’en passe ; rien n’a été modifié.
job-embeddings-no-start = elle ne peut pas être lancée ({ $reason }). Vérifiez le nom du programme ; il est lancé sans interpréteur de commandes.
job-embeddings-exit = elle a échoué avec le code de sortie { $code } ({ $said }). Essayez-la à la main avec une liste de textes.
job-embeddings-ended = elle a été arrêtée par le système ({ $said }). Essayez-la à la main avec une liste de textes.
job-embeddings-no-answer = l’adresse ne répond pas comme un serveur le devrait ({ $reason }). Vérifiez que le serveur y tourne.
job-embeddings-status = le serveur répond avec le statut { $status } ({ $said }). Vérifiez le chemin de l’adresse et ce que le serveur signale.
job-embeddings-timed-out = elle n’a pas répondu en { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}. Vérifiez qu’elle n’attend rien, ou prenez un modèle plus petit.
job-embeddings-too-big = la réponse dépasse { $megabytes } Mo. Vérifiez qu’il s’agit d’une source de plongements.
job-embeddings-unreadable = la réponse est illisible ({ $reason }). Il faut du JSON, avec une liste de nombres pour chaque texte.
job-embeddings-no-vectors = la réponse n’a ni « vectors » ni « embeddings » ni « data ». Vérifiez qu’il s’agit d’une source de plongements.
job-file = { $file } : { $reason }. Rien n’a été modifié.
job-unknown-language = La langue de { $file } n’est pas claire. Indiquez-la avec --from ou --to (--lang pour « segment »).
job-same-language = { $source } et { $target } sont dans la même langue ({ $language }). Indiquez les deux versions d’un même texte ; avec --force, ils sont alignés quand même.
job-swapped = { $source } et { $target } sont inversés : le premier est dans la langue indiquée pour le second. Intervertissez les fichiers, ou --from et --to ; avec --force, ils sont alignés quand même.
job-unrelated = { $source } et { $target } ne semblent pas être la traduction l’un de l’autre. Vérifiez qu’il s’agit de deux versions d’un même texte ; avec --force, ils sont alignés quand même.
job-direction = Le sens n’est pas clair ; il pourrait s’agir de { $possible }. Indiquez-le avec --from et --to.
job-no-such-language = La mémoire n’a pas de texte en { $asked } ; elle a { $present }.
job-one-language = --from { $from } et --to { $to } désignent la même langue. Indiquez-en deux différentes.
job-too-many-units = La mémoire est trop grande pour un index. Répartissez-la en plusieurs mémoires et indiquez-les avec --reference.
job-empty-memory = La mémoire est vide. Remplissez-la avec « enface align --add » ou « enface import ».
job-other-language = { $file } n’est pas en { $given } : le texte semble être en { $found }. Vérifiez --from et --to ; avec --force, il est aligné quand même.
job-no-such-import = L’importation { $import } n’existe pas dans la mémoire. « enface history » en donne la liste.
job-nothing-to-export = Il n’y a rien à écrire : aucune unité ne répond aux critères. « enface stats » montre ce que contient la mémoire.
job-verbatim-of-several = « verbatim » écrit une importation telle qu’était son fichier ; les unités de la mémoire ont plusieurs origines. Choisissez une importation avec --import ({ $imports }) ou une autre variante ; « enface history » dit laquelle est laquelle.
job-own-rules = Une règle propre à la mémoire est inutilisable. { $problem } « enface exceptions » en donne la liste, « enface exceptions remove » en retire une.
job-no-cascade = { $file } sert plusieurs langues dont seule compte la première qui convient (cascade="no"), alors que les règles de la mémoire comptent toutes. Mettez cascade="yes" ou donnez un fichier par langue ; rien n’a été modifié.
job-no-rules-in-file = Aucune langue n’utilise de règle de { $file }. Vérifiez ses <languagemap> ; rien n’a été modifié.
job-empty-exception = Il manque le texte de l’exception. Saisissez ce après quoi une phrase ne finit jamais, par exemple "art." ; rien n’a été modifié.
job-exception-language = La langue de « { $text } » n’est pas claire ; la mémoire a des documents en { $present }. Indiquez-la avec --lang ; rien n’a été modifié.
job-exception-without-documents = La mémoire n’a aucun document qui indique la langue de « { $text } ». Indiquez-la avec --lang ; rien n’a été modifié.
job-no-such-exception = La mémoire n’a pas d’exception « { $named } ». « enface exceptions » en donne la liste.
job-several-exceptions = Il y a des exceptions « { $named } » pour plusieurs langues. Choisissez-en une avec --lang ; « enface exceptions » en donne la liste.
job-no-exceptions = Il n’y a rien à écrire : la mémoire n’a pas d’exceptions. « enface exceptions add » en ajoute une.
job-manifest-no-tab = { $file }, ligne { $line } : il n’y a pas de tabulation. Écrivez le chemin de la source, une tabulation et le chemin de la cible ; rien n’a été fait.
job-manifest-empty-side = { $file }, ligne { $line } : l’un des deux chemins manque. Écrivez les deux, séparés par une tabulation, ou commencez la ligne par # pour la passer ; rien n’a été fait.
job-manifest-too-many = { $file }, ligne { $line } : il y a plus de deux colonnes. Ne laissez que le chemin de la source, une tabulation et le chemin de la cible ; rien n’a été fait.
job-manifest-not-utf8 = { $file }, ligne { $line } : ce n’est pas de l’UTF-8. Enregistrez le fichier comme texte UTF-8 ; rien n’a été fait.
job-no-thread = Le système ne peut pas créer de fil d’exécution : { $reason }. Donnez un nombre plus petit avec --threads ; rien n’a été modifié.
job-cancelled = Arrêté à votre demande ; rien n’a été modifié.
job-pattern = « { $pattern } » n’est pas une expression régulière : { $reason }. Sans --regex, le texte est cherché tel quel.
job-unsound = { $count ->
    [one] La mémoire n’est pas saine : 1 anomalie.
   *[other] La mémoire n’est pas saine : { $count } anomalies.
} « enface backup » en fait une copie avant toute tentative ; la dernière bonne sauvegarde est le plus sûr recours.
job-sheet-confidence = Confiance
job-sheet-doubts = Pourquoi regarder
job-no-pattern = Le texte à chercher est vide et se trouverait partout. Indiquez-en un ; rien n’a été modifié.
job-no-group = L’expression n’a pas de groupe « { $name } ». $1 est son premier groupe, ${"{"}1{"}"}x le premier groupe suivi d’un x, $$ un dollar ; rien n’a été modifié.
