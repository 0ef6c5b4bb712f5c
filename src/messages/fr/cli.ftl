# Ce que la pièce « cli » dit en français ; ../en/cli.ftl a les mêmes entrées.

## Messages

cli-usage = { $problem }. « enface --help » montre ce qui peut être saisi.
cli-no-command = La commande « { $name } » n’existe pas. « enface --help » donne la liste des commandes.
cli-not-yet = pas encore (not yet) : « { $name } » est prévu mais n’existe pas encore ; rien n’a été fait.
cli-missing-command = Indiquez une commande. « enface --help » en donne la liste.
cli-unknown-argument = L’option { $name } n’existe pas ici. Ajoutez --help pour voir ce qui peut être saisi ; devant un texte qui commence par un tiret, mettez --.
cli-extra-word = « { $name } » est un mot de trop. S’il fait partie d’un texte de plusieurs mots, mettez le texte entre guillemets droits : "deux mots".
cli-missing-argument = Il manque { $name }. Ajoutez --help pour voir ce qui peut être saisi.
cli-twice = { $name } est indiqué deux fois ; une fois suffit.
cli-conflict = { $name } est incompatible avec { $other }.
cli-export-ending = { $file } : cette extension n’est celle d’aucun format que le programme écrit. Choisissez un nom en .tmx, .xlf, .po, .csv, .tsv ou .xlsx ; rien n’a été écrit.
cli-invalid-value = « { $value } » n’est pas une valeur possible pour { $name }. Ajoutez --help pour voir ce qui peut être saisi.
cli-invalid-date = « { $value } » n’est pas une date. Écrivez-la sous la forme 2023-10-03 ou 20231003T141500Z.
cli-no-home = Votre dossier de données est introuvable. Indiquez une mémoire avec --memory.
cli-directory = { $file } est un dossier ; indiquez un fichier.
cli-reader-gone = Plus personne ne lit la sortie ; arrêt à cet endroit.
cli-memory = Mémoire : { $path }
cli-output-failed = Impossible d’écrire le résultat : { $reason }. Ce qui a été annoncé comme enregistré l’est ; « enface history » le montre.
cli-would-overwrite = { $file } est la mémoire ou un des fichiers à lire ; il serait perdu. Nommez un autre fichier avec -o.
cli-unknown-ending = L’écriture d’un fichier .{ $ending } n’est pas possible. Prenez .tmx, .tsv, .json, .links ou .txt, ou précisez --format.
cli-written = Fichier écrit : { $file }
cli-left-out = Laissé de côté (ligne { $line }) : { $what } { $excerpt }
cli-dictionary = { $file } : { $pairs ->
    [one] { $pairs } paire de mots retenue
   *[other] { $pairs } paires de mots retenues
}, { $passed_over } laissées de côté (plus d’un mot).
cli-dictionary-direction = { $file } n’indique pas ses langues ; il est pris comme allant de la langue de la source à celle de la cible.
cli-embeddings-elsewhere = { $address } n’est pas une adresse HTTP simple de cette machine. Les textes ne la quittent jamais : indiquez http://127.0.0.1:PORT/CHEMIN, http://localhost:PORT/CHEMIN ou une commande ; rien n’a été modifié.
cli-align-tally = { $beads ->
    [one] { $beads } appariement
   *[other] { $beads } appariements
} : { $accept ->
    [one] { $accept } sûr
   *[other] { $accept } sûrs
}, { $look } à voir (?), { $doubtful } douteux (!) ; { $one_sided } sans équivalent.
cli-align-added = Enregistré (modification { $change }) : { $units ->
    [one] { $units } nouvelle unité
   *[other] { $units } nouvelles unités
}.
cli-align-unchanged = La mémoire contient déjà cet alignement ; rien n’a été modifié.
cli-try = Ce que la mémoire sait maintenant de { $file } :
cli-no-pairs = Aucun couple de fichiers du dossier { $folder } ne ressemble aux deux versions d’un document. Nommez-les comme x.fr.html et x.en.html, fr/x et en/x, ou x_f et x_e.
cli-empty-manifest = { $file } n’indique aucun couple de fichiers. Écrivez-en un par ligne : le chemin de la source, une tabulation, le chemin de la cible.
cli-in-manifest = { $file }, ligne { $line } : { $problem }
cli-same-pair = Les deux mêmes fichiers qu’à la ligne { $line } ; ils ne sont pas repris.
cli-manifest-of-a-folder = --write-manifest dresse la liste des couples d’un dossier, or --pairs désigne déjà une liste. Indiquez un dossier avec --pairs.
cli-manifest-name = Une liste ne peut pas contenir { $file } : son nom comporte une tabulation ou un saut de ligne. Renommez le fichier ; rien n’a été écrit.
cli-panicked = Une erreur du programme a interrompu le travail sur ce couple de fichiers ({ $reason }). Merci de la signaler ; les autres couples sont alignés malgré tout.
cli-pairs-stopped = Arrêté à votre demande, après { $done } { $of ->
    [one] couple de fichiers sur { $of }
   *[other] couples de fichiers sur { $of }
}. Ce qui est enregistré le reste ; la même commande reprend à cet endroit.
cli-pairs-total = { $aligned ->
    [one] { $aligned } couple de fichiers aligné
   *[other] { $aligned } couples de fichiers alignés
}, { $known ->
    [0] { "" }
   *[other] { $known } déjà en mémoire,{ " " }
}{ $skipped ->
    [one] { $skipped } ignoré
   *[other] { $skipped } ignorés
}, { $failed } en échec ; { $alone ->
    [one] { $alone } fichier
   *[other] { $alone } fichiers
} sans correspondant. { $beads ->
    [one] { $beads } appariement
   *[other] { $beads } appariements
} : { $accept ->
    [one] { $accept } sûr
   *[other] { $accept } sûrs
}, { $look } à voir, { $doubtful } douteux.
cli-known = déjà en mémoire
cli-duplicate = doublon
cli-skipped = ignoré
cli-failed = échec
cli-validated = { $errors ->
    [0] { $warnings ->
        [0] Rien à signaler.
        [one] 1 avertissement.
       *[other] { $warnings } avertissements.
    }
    [one] { $warnings ->
        [0] 1 erreur.
        [one] 1 erreur, 1 avertissement.
       *[other] 1 erreur, { $warnings } avertissements.
    }
   *[other] { $warnings ->
        [0] { $errors } erreurs.
        [one] { $errors } erreurs, 1 avertissement.
       *[other] { $errors } erreurs, { $warnings } avertissements.
    }
}
cli-severity-error = erreur
cli-severity-warning = avertissement
cli-finding-unit = unité { $unit }
cli-import-recovered = Unités réparées : { $repaired }. Unités perdues : { $lost }.
cli-import-done = { $file } : { $read ->
    [one] { $read } unité lue
   *[other] { $read } unités lues
}, { $added ->
    [one] { $added } ajoutée
   *[other] { $added } ajoutées
}, { $known ->
    [one] { $known } déjà connue
   *[other] { $known } déjà connues
} ({ $languages }) ; modification { $change }.
cli-import-nothing = { $file } : { $read ->
    [one] { $read } unité lue, aucune nouvelle
   *[other] { $read } unités lues, toutes déjà connues
} ({ $languages }) ; rien n’a été modifié.
cli-import-dry = { $file } : { $read ->
    [one] { $read } unité lue
   *[other] { $read } unités lues
}, { $added ->
    [one] { $added } serait ajoutée
   *[other] { $added } seraient ajoutées
}, { $known ->
    [one] { $known } déjà connue
   *[other] { $known } déjà connues
} ({ $languages }) ; rien n’a été enregistré.
cli-diagnostic = { $file }:{ $line }:{ $column } : { $message }
cli-more-diagnostics = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
} ; --json donne la liste complète.
cli-exported = { $units ->
    [one] { $units } unité écrite
   *[other] { $units } unités écrites
} : { $file }
cli-watching = { $file } suit la mémoire ; Ctrl-C y met fin.
cli-watch-waiting = La mémoire { $path } n’existe pas encore ; attente.
cli-watch-ended = Terminé à votre demande ; { $file } reste tel quel.
cli-export-texts-left-out = { $texts ->
    [one] { $texts } texte sans segment a été laissé de côté
   *[other] { $texts } textes sans segment ont été laissés de côté
} ; ils ne peuvent pas figurer dans un fichier valide.
cli-export-left-out = { $units ->
    [one] { $units } unité sans aucun texte a été laissée de côté ; elle ne peut pas figurer dans un fichier valide.
   *[other] { $units } unités sans aucun texte ont été laissées de côté ; elles ne peuvent pas figurer dans un fichier valide.
}
cli-phrase-not-found = La mémoire ne contient pas « { $phrase } ».
cli-empty-phrase = « { $phrase } » ne contient aucune lettre ni aucun chiffre à chercher. Saisissez un ou plusieurs mots.
cli-direction = Recherche de { $from } vers { $to } ; indiquez un autre sens avec --from et --to.
cli-lookup-document = { $sentences ->
    [one] { $sentences } phrase
   *[other] { $sentences } phrases
} : { $exact ->
    [one] { $exact } connue telle quelle
   *[other] { $exact } connues telles quelles
}, { $numbers } avec d’autres nombres, { $fuzzy ->
    [one] { $fuzzy } semblable
   *[other] { $fuzzy } semblables
}.
cli-proposal = proposition
cli-no-match = aucune correspondance
cli-below = sous le seuil
cli-fragment = extrait
cli-origin-document = De { $document }, paragraphe { $block } (unité { $unit }).
cli-origin-import = De l’importation { $import } (unité { $unit }).
cli-origin-unknown = Unité { $unit }.
cli-undone = La modification { $undone } a été annulée par la modification { $change } : { $removed ->
    [one] { $removed } unité retirée
   *[other] { $removed } unités retirées
}, { $restored ->
    [one] { $restored } rétablie
   *[other] { $restored } rétablies
}.
cli-import-number = { $subject } (importation { $import })
cli-undoes = annule { $change } ({ $subject })
cli-undone-by = annulée par { $change }
cli-exceptions-none = La mémoire n’a pas d’exceptions. « enface exceptions add » en ajoute une.
cli-exception-after = ne jamais couper après « { $text } »
cli-exception-no-break = ne jamais couper entre { $before } et { $after }
cli-exception-break = couper entre { $before } et { $after }
cli-exceptions-place = { $document }, paragraphe { $block }
cli-exceptions-added = { $rules ->
    [one] { $name } ({ $language }) ajoutée
   *[other] { $rules } règles ajoutées
}
cli-exceptions-removed = { $rules ->
    [one] { $name } ({ $language }) retirée
   *[other] { $rules } règles retirées
}
cli-exceptions-known = { $rules ->
    [one] { $name } ({ $language }) déjà connue
   *[other] { $rules } règles déjà connues
}
cli-exceptions-no-documents = aucun document enregistré n’est coupé autrement
cli-exceptions-documents = { $documents ->
    [one] { $documents } document coupé
   *[other] { $documents } documents coupés
} à nouveau, { $before ->
    [one] { $before } phrase devenue
   *[other] { $before } phrases devenues
} { $after } ; { $removed ->
    [one] { $removed } unité remplacée
   *[other] { $removed } unités remplacées
} par { $added }
cli-exceptions-what = { $rules } ; { $documents }
cli-exceptions-stored = Enregistré (modification { $change }) : { $what }.
cli-exceptions-dry = Cela donnerait : { $what }. Rien n’a été enregistré.
cli-exceptions-unchanged = { $rules } ; rien n’a été modifié.
cli-exceptions-frozen = { $document } garde ses phrases telles quelles : une personne en a révisé des paires.
cli-change-import = importation
cli-change-alignment = alignement
cli-change-segmentation = segmentation
cli-change-undo = annulation

cli-segment-rules = { $rules ->
    [0] { $file } n’a aucune règle pour { $language } : rien n’est coupé. Donnez la langue avec --lang, comme l’écrit la table des langues du fichier.
    [one] { $rules } règle de { $file } pour { $language }, motifs lus comme { $dialect }{ $guessed ->
        [yes] {" "}(deviné ; --dialect permet d’en décider)
       *[no] {""}
    }
   *[other] { $rules } règles de { $file } pour { $language }, motifs lus comme { $dialect }{ $guessed ->
        [yes] {" "}(deviné ; --dialect permet d’en décider)
       *[no] {""}
    }
}
cli-segment-unusable = La règle « { $rule } » est laissée de côté : { $reason }.
cli-segment-given-up = La règle « { $rule } » a demandé trop d’étapes à « { $place } » et n’a plus été consultée dans ce bloc. Simplifiez son motif.
cli-segment-kept = pas de coupure à « { $place } » : { $rule }, contre { $against }
cli-segment-ended = terminée par { $rule }
cli-segment-block-ended = terminée avec le bloc

## Tableaux

cli-column-beads = appar.
cli-column-accept = sûrs
cli-column-look = à voir
cli-column-doubtful = douteux
cli-column-one-sided = seuls
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
help-after = Une mémoire est un seul fichier SQLite ; rien ne quitte cette machine. Code de retour : 0 si tout est fait, 1 si rien n’a été trouvé, 2 après une erreur.
help-heading-usage = Utilisation :
help-heading-commands = Commandes{ "\u00A0" }
help-heading-options = Options{ "\u00A0" }
help-heading-arguments = Arguments{ "\u00A0" }
help-help = Afficher cette aide
help-version = Afficher la version
help-global-memory = Utiliser cette mémoire [sinon : ENFACE_MEMORY, sinon memory.db dans votre dossier de données]
help-global-reference = Interroger aussi cette mémoire, en lecture seule ; ses correspondances perdent le nombre de points indiqué après « = »
help-global-ui = Parler français ou anglais [sinon : la langue du système]
help-global-user = Enregistrer ce nom avec les modifications [sinon : votre nom d’utilisateur]

help-align = Aligner les deux versions d’un document
help-align-usage = align [OPTIONS] SOURCE TARGET
help-align-from = Langue de la source, par exemple fr ou fr-CA [sinon : détectée]
help-align-to = Langue de la cible
help-align-sentences = Prendre chaque ligne pour une phrase et chaque ligne vide pour un changement de paragraphe
help-align-wrap = Traiter les fins de ligne du texte brut : les garder, joindre les lignes ou décider selon le fichier
help-align-dictionary = Utiliser ce dictionnaire : mots séparés par des tabulations, ou fichiers d’un dictionnaire dictd ; peut être répété
help-align-embeddings = Demander des vecteurs à cette commande, ou à cette adresse de la machine, là où les liens sont douteux
help-align-add = Enregistrer les appariements dans la mémoire
help-align-force = Aligner même ce qui ne semble pas être une traduction
help-align-format = Présenter en pages face à face, JSON, liens, colonnes séparées par des tabulations ou TMX [sinon : selon l’extension de -o, sinon en pages]
help-align-output = Écrire dans ce fichier, qui n’apparaît qu’une fois complet
help-align-then-try = Après l’enregistrement, chercher chaque phrase de ce nouveau document
help-align-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-align-pairs = Aligner tous les couples de fichiers de ce dossier, reconnus à leur nom, ou tous ceux de cette liste (source, tabulation, cible sur chaque ligne)
help-align-again = Avec --pairs, aligner de nouveau même ce que la mémoire contient déjà
help-align-threads = Avec --pairs, traiter ce nombre de couples à la fois [sinon : un par cœur]
help-align-write-manifest = Ne rien aligner ; écrire dans ce fichier la liste des couples du dossier, à modifier à volonté
help-align-source = Le document à traduire
help-align-target = Sa traduction

help-import = Importer dans la mémoire les unités de fichiers TMX, XLIFF, PO, XLSX, CSV, TSV, TBX ou SDLTM
help-import-usage = import [OPTIONS] FILE…
help-import-dry-run = Lire et rendre compte sans rien enregistrer
help-import-recover = Garder ce qui peut l’être d’un fichier TMX abîmé et dire ce qui a été réparé ou perdu
help-import-from = Langue de la première colonne d’un tableau sans en-tête
help-import-to = Langue de la deuxième colonne
help-import-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-import-json = Rendre compte en JSON
help-import-files = Fichiers à importer ; - est l’entrée standard

help-validate = Vérifie des fichiers TMX et dit ce qui ne va pas, avec ligne et colonne
help-validate-usage = validate [OPTIONS] FILE…
help-validate-json = Une remarque par ligne, en JSON
help-validate-files = Fichiers à vérifier, même en gzip ou zip ; - est l’entrée standard

help-export = Écrire des unités de la mémoire en TMX, XLIFF, PO, XLSX, CSV ou TSV
help-export-usage = export [OPTIONS] -o FILE
help-export-preset = À qui le TMX est destiné : generic, omegat, trados, memoq, level1, tmx11, verbatim [generic]
help-export-from = Seulement les unités qui ont un texte dans cette langue, indiquée comme leur source
help-export-to = Seulement les unités qui ont un texte dans cette langue
help-export-import = Seulement les unités de cette importation
help-export-document = Seulement les unités alignées depuis un document de ce nom
help-export-date = Seulement les unités de ces jours : 2023, 2023-10, 2023-10-03, A..B, A.. ou ..B
help-export-property = Seulement les unités qui ont une propriété de ce type, ou qui a ce texte
help-export-region = Régions des langues qui n’en ont pas, comme « trados » les veut : fr-CA,en-CA
help-export-watch = Écrire enface.tmx, ou le fichier de -o, dans ce dossier, et de nouveau après chaque modification de la mémoire, jusqu’à Ctrl-C
help-export-reviewed = Seulement les unités qu’une personne a révisées
help-export-min-confidence = Seulement les unités révisées et celles dont la confiance atteint ce seuil, de 0 à 1
help-export-output = Écrire dans ce fichier, qui n’apparaît qu’une fois complet ; - est la sortie standard

help-lookup = Trouver les phrases enregistrées qui ressemblent à une nouvelle
help-lookup-usage = lookup [OPTIONS] [TEXT]
help-lookup-from = Langue du texte [sinon : détectée]
help-lookup-to = Langue des réponses
help-lookup-threshold = Afficher les correspondances à partir de cette part de mots identiques, en pour cent [70]
help-lookup-limit = Afficher au plus ce nombre de correspondances [5]
help-lookup-prev = La phrase qui précède le texte
help-lookup-next = La phrase qui le suit
help-lookup-document = Chercher chaque phrase de ce document
help-lookup-exhaustive = Comparer avec toutes les unités, sans utiliser d’index
help-lookup-json = Répondre en JSON
help-lookup-text = La phrase ; sans elle, une phrase par ligne de l’entrée standard

help-extract = Afficher les blocs d’un document tels qu’ils sont lus
help-extract-usage = extract [OPTIONS] FILE
help-extract-json = Afficher en JSON
help-extract-wrap = Traiter les fins de ligne du texte brut : les garder, joindre les lignes ou décider selon le fichier
help-extract-file = Le document ; - est l’entrée standard

help-segment = Couper un document en phrases
help-segment-usage = segment [OPTIONS] FILE
help-segment-lang = Sa langue [sinon : détectée]
help-segment-wrap = Traiter les fins de ligne du texte brut : les garder, joindre les lignes ou décider selon le fichier
help-segment-srx = Couper d’après ce seul fichier de règles, sans les règles intégrées
help-segment-dialect = Lire les motifs du fichier de règles comme ceux d’ICU ou de Java à classes ASCII [deviné]
help-segment-explain = Montrer quelle règle a terminé chaque phrase, et laquelle a évité une coupure ailleurs
help-segment-export-srx = Écrire les règles en fichier de règles : celles de --lang, ou de toutes les langues
help-segment-output = Où l’écrire [sortie standard]
help-segment-json = Afficher en JSON, avec les positions et les règles
help-segment-file = Le document ; - est l’entrée standard

help-exceptions = Garder vos propres règles de coupe : où une phrase finit, et où jamais
help-exceptions-usage = exceptions [OPTIONS] [COMMAND]
help-exceptions-json = Afficher en JSON
help-exceptions-add = Ne jamais couper après un texte, et couper à nouveau les documents enregistrés
help-exceptions-add-usage = exceptions add [OPTIONS] TEXT
help-exceptions-add-lang = Sa langue ; fr vaut aussi pour fr-CA [sinon : celle des documents que l’exception change]
help-exceptions-add-dry-run = Montrer ce qui changerait sans rien enregistrer
help-exceptions-add-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-exceptions-add-json = Rendre compte en JSON
help-exceptions-add-text = Ce après quoi une phrase ne finit jamais, par exemple "art."
help-exceptions-remove = Retirer une règle, et couper à nouveau les documents enregistrés
help-exceptions-remove-usage = exceptions remove [OPTIONS] ID|TEXT
help-exceptions-remove-lang = La langue de la règle, si plusieurs portent ce nom
help-exceptions-remove-dry-run = Montrer ce qui changerait sans rien enregistrer
help-exceptions-remove-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-exceptions-remove-json = Rendre compte en JSON
help-exceptions-remove-named = L’identifiant de la règle, comme dans la liste, ou son texte
help-exceptions-import = Importer toutes les règles d’un fichier SRX, devant celles qui existent
help-exceptions-import-usage = exceptions import [OPTIONS] FILE
help-exceptions-import-dry-run = Montrer ce qui changerait sans rien enregistrer
help-exceptions-import-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-exceptions-import-json = Rendre compte en JSON
help-exceptions-import-file = Le fichier SRX ; - est l’entrée standard
help-exceptions-export = Écrire les règles en SRX 2.0
help-exceptions-export-usage = exceptions export -o FILE
help-exceptions-export-output = Écrire dans ce fichier, qui n’apparaît qu’une fois complet ; - est la sortie standard

help-stats = Afficher ce que contient la mémoire
help-stats-usage = stats [OPTIONS]
help-stats-json = Afficher en JSON

help-history = Afficher toutes les modifications de la mémoire
help-history-usage = history [OPTIONS]
help-history-json = Afficher en JSON

help-undo = Annuler une modification
help-undo-usage = undo [OPTIONS] [N]
help-undo-date = Enregistrer cette date avec la modification [sinon : maintenant]
help-undo-json = Rendre compte en JSON
help-undo-change = Numéro de la modification [sinon : la plus récente qui n’est pas une annulation]
