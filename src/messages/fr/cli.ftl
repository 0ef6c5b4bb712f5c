# Ce que la pièce « cli » dit en français ; ../en/cli.ftl a les mêmes entrées.

## Messages

cli-usage = { $problem }. « enface --help » montre ce qui peut être saisi.
cli-no-command = Il n’y a pas de commande « { $name } ». « enface --help » en donne la liste.
cli-not-yet = pas encore (not yet) : « { $name } » est prévu et n’existe pas encore ; rien n’a été fait.
cli-missing-command = Dites quoi faire. « enface --help » donne la liste des commandes.
cli-unknown-argument = Il n’y a pas d’option { $name } ici. Ajoutez --help pour voir ce qui peut être saisi.
cli-missing-argument = Il manque { $name }. Ajoutez --help pour voir ce qui peut être saisi.
cli-twice = { $name } est donné deux fois ; une fois suffit.
cli-conflict = { $name } ne va pas avec { $other }.
cli-invalid-value = « { $value } » n’est pas une valeur possible pour { $name }. Ajoutez --help pour voir ce qui peut être saisi.
cli-invalid-date = « { $value } » n’est pas une date. Écrivez-la comme 2023-10-03 ou 20231003T141500Z.
cli-no-home = Votre dossier de données est introuvable. Nommez une mémoire avec --memory.
cli-directory = { $file } est un dossier ; il faut un fichier.
cli-reader-gone = Plus personne ne lit la sortie ; arrêt à cet endroit.
cli-memory = Mémoire : { $path }
cli-output-failed = Impossible d’écrire le résultat : { $reason }. Ce qui a été annoncé comme enregistré l’est ; « enface history » le montre.
cli-would-overwrite = { $file } est la mémoire ou un des fichiers à lire ; il serait perdu. Nommez un autre fichier avec -o.
cli-unknown-ending = Un fichier en .{ $ending } ne peut pas être écrit. Prenez .tmx, .tsv, .json, .links ou .txt, ou dites --format.
cli-written = Écrit : { $file }
cli-left-out = Laissé de côté (ligne { $line }) : { $what } { $excerpt }
cli-align-tally = { $beads ->
    [one] { $beads } paire
   *[other] { $beads } paires
} : { $accept } sûres, { $look } à regarder, { $doubtful } douteuses ; { $one_sided } sans contrepartie.
cli-align-added = Enregistré par la modification { $change } : { $units ->
    [one] { $units } unité
   *[other] { $units } unités
} de plus.
cli-align-unchanged = La mémoire a déjà cet alignement ; rien n’a été modifié.
cli-try = Ce que la mémoire sait maintenant de { $file } :
cli-no-pairs = Aucun couple de fichiers sous { $folder } ne ressemble aux deux versions d’un document. Nommez-les comme x.fr.html et x.en.html, fr/x et en/x, ou x_f et x_e.
cli-pairs-total = { $aligned } alignés, { $skipped } passés, { $failed } en échec ; { $alone } fichiers sans partenaire. { $beads } paires : { $accept } sûres, { $look } à regarder, { $doubtful } douteuses.
cli-skipped = passé
cli-failed = échec
cli-import-done = { $file } : { $read } unités lues, { $added } ajoutées, { $known } déjà connues ({ $languages }) ; modification { $change }.
cli-import-nothing = { $file } : { $read } unités lues, toutes déjà connues ({ $languages }) ; rien n’a été modifié.
cli-import-dry = { $file } : { $read } unités lues, { $added } seraient ajoutées, { $known } sont déjà connues ({ $languages }) ; rien n’a été enregistré.
cli-diagnostic = { $file }:{ $line }:{ $column } : { $message }
cli-more-diagnostics = { $count } autres ; --json les donne tous.
cli-exported = { $units ->
    [one] { $units } unité écrite
   *[other] { $units } unités écrites
} : { $file }
cli-export-left-out = { $units } sans aucun texte ont été laissées de côté ; elles ne peuvent pas figurer dans un fichier valide.
cli-phrase-not-found = La mémoire ne contient pas « { $phrase } ».
cli-direction = Cherché de { $from } vers { $to } ; indiquez un autre sens avec --from et --to.
cli-lookup-document = { $sentences } phrases : { $exact } connues telles quelles, { $numbers } avec d’autres nombres, { $fuzzy } semblables.
cli-no-match = aucune correspondance
cli-below = sous le seuil
cli-fragment = partie
cli-origin-document = De { $document }, paragraphe { $block } (unité { $unit }).
cli-origin-import = De l’importation { $import } (unité { $unit }).
cli-origin-unknown = Unité { $unit }.
cli-undone = La modification { $undone } a été annulée par la modification { $change } : { $removed } unités retirées, { $restored } rétablies.
cli-import-number = { $subject } (importation { $import })
cli-undoes = annule { $change } ({ $subject })
cli-undone-by = annulée par { $change }
cli-change-import = importation
cli-change-alignment = alignement
cli-change-undo = annulation

## Tableaux

cli-column-beads = paires
cli-column-accept = sûres
cli-column-look = à voir
cli-column-doubtful = douteuses
cli-column-one-sided = seules
cli-column-file = fichier
cli-stats-units = unités
cli-stats-usable = utilisables
cli-stats-reviewed = révisées
cli-stats-documents = documents
cli-stats-alignments = alignements
cli-stats-changes = modifications
cli-stats-bytes = octets

units-count = { $count ->
    [one] { $count } unité
   *[other] { $count } unités
}

## Aide

help-enface = Aligner deux communiqués, garder leurs paires de phrases et en tirer des réponses
help-after = Une mémoire est un seul fichier SQLite ; rien ne quitte cette machine. Se termine par 0 quand c’est fait, 1 quand rien n’a été trouvé, 2 après une erreur.
help-heading-usage = Utilisation :
help-heading-commands = Commandes
help-heading-options = Options
help-heading-arguments = Arguments
help-help = Montrer cette aide
help-version = Montrer la version
help-global-memory = Utiliser cette mémoire [sinon : ENFACE_MEMORY, sinon memory.db dans votre dossier de données]
help-global-reference = Interroger aussi cette mémoire, en lecture seule ; ses correspondances perdent PENALTY points
help-global-ui = Parler français ou anglais [sinon : comme votre système]
help-global-user = Enregistrer ce nom avec les modifications [sinon : votre nom d’utilisateur]

help-align = Aligner les deux versions d’un document
help-align-usage = align [OPTIONS] SOURCE TARGET
help-align-from = Langue de la source, comme fr ou fr-CA [sinon : reconnue]
help-align-to = Langue de la cible
help-align-sentences = Prendre chaque ligne pour une phrase et une ligne vide pour un changement de paragraphe
help-align-wrap = Comprendre les fins de ligne du texte brut : les garder, joindre les lignes, ou décider selon le fichier
help-align-add = Enregistrer les paires dans la mémoire
help-align-force = Aligner même ce qui ne semble pas être une traduction
help-align-format = Montrer en pages face à face, JSON, liens, colonnes ou TMX [sinon : selon la terminaison de -o, sinon en pages]
help-align-output = Écrire dans ce fichier ; il n’apparaît que complet
help-align-then-try = Après l’enregistrement, chercher chaque phrase de ce nouveau document
help-align-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-align-pairs = Aligner tous les couples de fichiers de ce dossier, reconnus à leurs noms
help-align-source = Le document à traduire
help-align-target = Sa traduction

help-import = Faire entrer dans la mémoire les unités de fichiers TMX ou TSV
help-import-usage = import [OPTIONS] FILE…
help-import-dry-run = Lire et rendre compte, sans rien enregistrer
help-import-from = Langue de la première colonne d’un tableau sans en-tête
help-import-to = Langue de la deuxième colonne
help-import-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-import-json = Rendre compte en JSON
help-import-files = Fichiers à importer ; - est l’entrée standard

help-export = Écrire des unités de la mémoire en TMX
help-export-usage = export [OPTIONS] -o FILE
help-export-preset = Sorte de TMX ; aujourd’hui « generic » (TMX 1.4, niveau 2)
help-export-from = Seulement les unités qui ont un texte dans cette langue, donnée comme leur source
help-export-to = Seulement les unités qui ont un texte dans cette langue
help-export-import = Seulement les unités de cette importation
help-export-document = Seulement les unités alignées depuis un document de ce nom
help-export-reviewed = Seulement les unités qu’une personne a révisées
help-export-min-confidence = Seulement les unités révisées et celles d’au moins cette confiance, de 0 à 1
help-export-output = Écrire dans ce fichier ; il n’apparaît que complet ; - est la sortie standard

help-lookup = Trouver les phrases enregistrées qui ressemblent à une nouvelle
help-lookup-usage = lookup [OPTIONS] [TEXT]
help-lookup-from = Langue du texte [sinon : reconnue]
help-lookup-to = Langue des réponses
help-lookup-threshold = Montrer les correspondances à partir de cette part de mots égaux, en pour cent [70]
help-lookup-limit = Montrer au plus ce nombre de correspondances [5]
help-lookup-prev = La phrase qui précède le texte
help-lookup-next = La phrase qui le suit
help-lookup-document = Chercher chaque phrase de ce document
help-lookup-exhaustive = Comparer avec toutes les unités, sans aucun index
help-lookup-json = Répondre en JSON
help-lookup-text = La phrase ; sans elle, une par ligne depuis l’entrée standard

help-concordance = Trouver une expression dans tous les textes enregistrés
help-concordance-usage = concordance [OPTIONS] PHRASE
help-concordance-language = Ne chercher que dans les textes de cette langue
help-concordance-limit = Montrer au plus ce nombre de textes [50]
help-concordance-json = Répondre en JSON
help-concordance-phrase = Mots à trouver ; la casse, les accents et les sortes d’espaces ne comptent pas

help-extract = Montrer les blocs d’un document tels qu’ils sont lus
help-extract-usage = extract [OPTIONS] FILE
help-extract-json = Montrer en JSON
help-extract-wrap = Comprendre les fins de ligne du texte brut : les garder, joindre les lignes, ou décider selon le fichier
help-extract-file = Le document ; - est l’entrée standard

help-segment = Couper un document en phrases
help-segment-usage = segment [OPTIONS] FILE
help-segment-lang = Sa langue [sinon : reconnue]
help-segment-wrap = Comprendre les fins de ligne du texte brut : les garder, joindre les lignes, ou décider selon le fichier
help-segment-json = Montrer en JSON, avec les positions et les règles
help-segment-file = Le document ; - est l’entrée standard

help-stats = Montrer ce que contient la mémoire
help-stats-usage = stats [OPTIONS]
help-stats-json = Montrer en JSON

help-history = Montrer toutes les modifications de la mémoire
help-history-usage = history [OPTIONS]
help-history-json = Montrer en JSON

help-undo = Annuler une modification
help-undo-usage = undo [OPTIONS] [N]
help-undo-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-undo-json = Rendre compte en JSON
help-undo-change = Numéro de la modification [sinon : la plus récente qui n’est pas une annulation]
