# Les mots des commandes qui tiennent une mémoire en ordre.

cli-bulk-nothing = Aucune unité ne correspond ; rien n’a été modifié.
cli-bulk-dry = { $what ->
    [deleted] { $units ->
        [one] 1 unité serait supprimée.
       *[other] { $units } unités seraient supprimées.
    }
    [edited] { $units ->
        [one] 1 unité serait modifiée.
       *[other] { $units } unités seraient modifiées.
    }
   *[merged] { $units ->
        [one] 1 unité serait fondue dans une unité égale.
       *[other] { $units } unités seraient fondues dans des unités égales.
    }
} Rien n’a été modifié.
cli-bulk-done = { $what ->
    [deleted] { $units ->
        [one] 1 unité supprimée.
       *[other] { $units } unités supprimées.
    }
    [edited] { $units ->
        [one] 1 unité modifiée.
       *[other] { $units } unités modifiées.
    }
   *[merged] { $units ->
        [one] 1 unité fondue dans une unité égale.
       *[other] { $units } unités fondues dans des unités égales.
    }
} C’est la modification { $change } ; « enface undo { $change } » l’annule.
cli-bulk-more = … et { $count } de plus (toutes : --json)
cli-dedupe-merged = { $kept } reste pour { $removed }
cli-delete-everything = Toutes les unités seraient supprimées. Indiquez un texte, --unit, --import, --document, --dated, --property ou des langues ; pour les supprimer toutes, ajoutez --all.
cli-verify-sound = La mémoire est saine.
cli-change-edit = édition
cli-change-deletion = suppression
cli-change-dedupe = fusion
cli-event-made = créée
cli-event-removed = retirée
cli-event-restored = rétablie
cli-event-annotations = a repris les notes et propriétés d’une unité égale
cli-event-state = { $before } → { $after }
cli-state-unreviewed = non relue
cli-state-accepted = acceptée
cli-state-edited = modifiée
cli-state-left-out = écartée

help-delete = Supprime des unités : celles qui contiennent un texte, d’une importation, d’un document…
help-delete-usage = delete [OPTIONS] [TEXTE]
help-delete-text = Seulement les unités où se trouve ce texte
help-delete-all = Supprime toutes les unités
help-replace = Remplace un texte dans de nombreuses unités
help-replace-usage = replace [OPTIONS] TEXTE PAR
help-replace-text = Ce qu’il faut chercher dans les textes que lisent les lecteurs
help-replace-by = Ce qu’il faut mettre à la place ; avec --regex, $1 est le premier groupe
help-dedupe = Fond les unités égales ; celles dont le contexte diffère restent
help-dedupe-usage = dedupe [OPTIONS]
help-dedupe-keep = Laquelle des unités égales reste [sinon : newest, la plus récente]
help-backup = Copie la mémoire dans un fichier, même pendant que d’autres s’en servent
help-backup-usage = backup FICHIER
help-backup-file = La copie ; elle n’apparaît qu’une fois complète
help-verify = Vérifie que la mémoire est saine
help-verify-usage = verify [OPTIONS]
help-verify-json = Rend compte en JSON
help-history-unit = Montre ce qu’est devenue cette unité
help-delete-unit = Seulement cette unité ; peut être répété
help-delete-import = Seulement les unités de cette importation
help-delete-document = Seulement les unités de ce document
help-delete-from = Seulement les unités qui ont un texte dans cette langue
help-delete-to = Et dans celle-ci
help-delete-dated = Seulement les unités modifiées alors : 2023, 2023-10, 2023-01..2023-06, ..2023
help-delete-property = Seulement les unités qui ont cette propriété, et ce texte dedans
help-delete-within = Ne regarde que les textes dans cette langue
help-delete-regex = Le texte est une expression régulière
help-delete-ignore-case = Ne distingue pas majuscules et minuscules
help-delete-dry-run = Montre ce qui changerait, n’enregistre rien
help-delete-date = Enregistre cette date avec la modification [sinon : maintenant]
help-delete-json = Rend compte en JSON
help-replace-unit = Seulement cette unité ; peut être répété
help-replace-import = Seulement les unités de cette importation
help-replace-document = Seulement les unités de ce document
help-replace-from = Seulement les unités qui ont un texte dans cette langue
help-replace-to = Et dans celle-ci
help-replace-dated = Seulement les unités modifiées alors : 2023, 2023-10, 2023-01..2023-06, ..2023
help-replace-property = Seulement les unités qui ont cette propriété, et ce texte dedans
help-replace-within = Ne regarde que les textes dans cette langue
help-replace-regex = Le texte est une expression régulière
help-replace-ignore-case = Ne distingue pas majuscules et minuscules
help-replace-dry-run = Montre ce qui changerait, n’enregistre rien
help-replace-date = Enregistre cette date avec la modification [sinon : maintenant]
help-replace-json = Rend compte en JSON
help-dedupe-dry-run = Montre ce qui changerait, n’enregistre rien
help-dedupe-date = Enregistre cette date avec la modification [sinon : maintenant]
help-dedupe-json = Rend compte en JSON
