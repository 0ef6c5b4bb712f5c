# Les mots de la terminologie : la base de termes, les termes d’un texte, les nouveaux.

terms-added = Ajouté : { $source } = { $target } ; modification { $change }.
terms-known = La base de termes a déjà { $source } = { $target } ; rien n’a été modifié.
terms-removed = Retiré : { $terms } ; modification { $change }.
terms-none = La mémoire n’a pas de termes. `enface terms import` et `enface terms add` en apportent.
terms-no-such-term = Aucune fiche de la base de termes n’a { $term } ; `enface terms list` les montre toutes. Rien n’a été modifié.
terms-several = Plusieurs fiches ont { $term } : { $entries }. Désignez-en une par --entry ; rien n’a été modifié.
terms-holds-more = La fiche { $entry } contient d’autres termes : { $terms }. Retirez-la par --entry { $entry } ; rien n’a été modifié.
terms-empty = Un terme est vide. Donnez un terme dans chacune des deux langues.
terms-languages = La base de termes a plus de deux langues ({ $present }) : dites lesquelles écrire par --from et --to.
terms-ending = { $file } : les termes s’écrivent en .tbx, en .tsv ou en glossaire d’OmegaT (.utf8, .txt, .tab).
terms-written = { $file } : { $entries ->
    [one] { $entries } fiche écrite
   *[other] { $entries } fiches écrites
}.
terms-left-out = { $count ->
    [one] { $count } laissée de côté : à ne pas employer, ou sans terme dans les deux langues.
   *[other] { $count } laissées de côté : à ne pas employer, ou sans terme dans les deux langues.
}
terms-deprecated = à ne pas employer
terms-term = terme
terms-rivals = aussi { $rivals }
terms-otherwise = base de termes : { $base }
terms-extracted = { $proposals ->
    [one] { $proposals } proposition
   *[other] { $proposals } propositions
}, de { $pairs ->
    [one] { $pairs } paire
   *[other] { $pairs } paires
} de textes ; { $known } de plus déjà dans la base. Chacune demande un œil humain avant `enface terms import`.
terms-cut-short = La mémoire en contient davantage : les { $pairs } premières paires distinctes ont été lues.

help-terms = Tenir une base de termes dans la mémoire, trouver ses termes dans un texte, en extraire de nouveaux
help-terms-usage = terms COMMANDE
help-terms-import = Importer des termes de fichiers TBX, TSV, CSV, XLSX et de glossaires d’OmegaT
help-terms-import-usage = terms import [OPTIONS] FICHIER…
help-terms-import-dry-run = Lire et rendre compte sans rien enregistrer
help-terms-import-from = Langue de la première colonne d’un tableau sans en-tête
help-terms-import-to = Langue de la deuxième ; la troisième contient des notes
help-terms-import-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-terms-import-json = Rendre compte en JSON
help-terms-import-files = Fichiers à importer ; - est l’entrée standard
help-terms-add = Ajouter un terme et sa traduction
help-terms-add-usage = terms add --from L --to L [OPTIONS] SOURCE CIBLE
help-terms-add-from = Langue du terme
help-terms-add-to = Langue de sa traduction
help-terms-add-note = Ce qu’il faut en savoir
help-terms-add-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-terms-add-json = Rendre compte en JSON
help-terms-add-source = Le terme
help-terms-add-target = Sa traduction
help-terms-remove = Retirer une fiche de la base de termes
help-terms-remove-usage = terms remove [OPTIONS] SOURCE [CIBLE]
help-terms-remove-entry = Le numéro de la fiche, tel que la liste le montre, au lieu de ses termes
help-terms-remove-from = Langue du terme
help-terms-remove-to = Langue de sa traduction
help-terms-remove-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-terms-remove-json = Rendre compte en JSON
help-terms-remove-source = Un terme de la fiche, tel que la liste le montre
help-terms-remove-target = Un autre, si plusieurs fiches ont le premier
help-terms-list = Montrer la base de termes
help-terms-list-usage = terms list [OPTIONS]
help-terms-list-from = Seulement les fiches qui ont un terme dans cette langue
help-terms-list-to = Et dans celle-ci
help-terms-list-json = Une fiche par ligne, en JSON
help-terms-export = Écrire la base de termes en TBX, en TSV ou en glossaire d’OmegaT
help-terms-export-usage = terms export [OPTIONS] -o FICHIER
help-terms-export-from = Langue de la première colonne [sinon : si la base a deux langues, celle de son premier terme]
help-terms-export-to = Langue de la deuxième
help-terms-export-output = Écrire dans ce fichier : .tbx, .tsv, ou .utf8, .txt, .tab pour OmegaT ; il n’apparaît qu’une fois complet ; - est la sortie standard
help-terms-find = Montrer les termes de la base qui sont dans un texte, quelle que soit leur forme
help-terms-find-usage = terms find [OPTIONS] [TEXTE]
help-terms-find-from = Langue du texte [sinon : ce que dit le texte]
help-terms-find-to = Langue des traductions [sinon : toutes]
help-terms-find-json = Un texte par ligne, en JSON
help-terms-find-text = Le texte [sinon : un par ligne de l’entrée standard]
help-terms-extract = Proposer des termes et leurs traductions à partir des unités de la mémoire
help-terms-extract-usage = terms extract [OPTIONS]
help-terms-extract-from = Langue des termes [sinon : ce que dit la mémoire]
help-terms-extract-to = Langue de leurs traductions
help-terms-extract-min = Seulement les termes présents dans autant d’unités distinctes [sinon : 2, 3 ou 5, selon la taille de la mémoire]
help-terms-extract-limit = Propositions au plus [200]
help-terms-extract-examples = Montrer deux unités pour chacune
help-terms-extract-output = Écrire dans ce fichier, pour relecture et `terms import` : .tsv, .tbx, ou .utf8, .txt, .tab pour OmegaT
help-terms-extract-json = Une proposition par ligne, en JSON, avec comptes et exemples
