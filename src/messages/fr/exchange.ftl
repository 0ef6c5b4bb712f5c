# Ce que la pièce « exchange » dit en français ; ../en/exchange.ftl a les mêmes entrées.

exchange-empty = Le fichier est vide. Rien n’a été lu.
exchange-not-yet = Les fichiers { $format } ne se lisent pas encore. Décompressez le fichier, ou enregistrez-le en TMX ou en tableau séparé par des tabulations (.tsv).
exchange-unknown-format = { $name } n’est pas d’un format connu. Nommez un fichier .tmx ou .tsv.
exchange-io = Le fichier est illisible : { $reason }.
exchange-game-map = C’est la carte d’un jeu (Tiled), pas une mémoire de traduction ; elle n’en a que l’extension .tmx.
exchange-html = C’est une page HTML, pas une mémoire de traduction. Si elle a été téléchargée, téléchargez le fichier lui-même et non la page qui en parle.
exchange-other-xml = Ce n’est pas une mémoire de traduction : son élément extérieur est « { $root } » et non « tmx ».
exchange-not-xml = Ce n’est pas du TMX : ce n’est même pas du XML.
exchange-bytes = Ligne { $line }, colonne { $column } (octet { $offset }) : ces octets ne sont pas du texte en { $encoding }. Enregistrez le fichier à nouveau en UTF-8.
exchange-encoding = Ligne { $line }, colonne { $column } : l’encodage { $name } est inconnu. Enregistrez le fichier à nouveau en UTF-8.

tmx-cut-short = Ligne { $line }, colonne { $column } : le fichier s’arrête au milieu. Récupérez-le à nouveau ; ce qui précède est entier.
tmx-wrong-end = Ligne { $line }, colonne { $column } : « </{ $found }> » se trouve là où « </{ $expected }> » est attendu.
tmx-bare-ampersand = Ligne { $line }, colonne { $column } : ce « & » ne commence rien. Comme caractère, il s’écrit « &amp; ».
tmx-bare-angle = Ligne { $line }, colonne { $column } : ce « < » ne commence rien. Comme caractère, il s’écrit « &lt; ».
tmx-character = Ligne { $line }, colonne { $column } : XML interdit le caractère { $code }. Supprimez-le.
tmx-unknown-entity = Ligne { $line }, colonne { $column } : l’entité « &{ $name }; » n’est pas déclarée. Écrivez le caractère lui-même.
tmx-unsafe-entity = Ligne { $line }, colonne { $column } : l’entité « &{ $name }; » vient d’un autre fichier, est faite d’autres entités ou est trop longue ; par prudence, elle est refusée. Écrivez le texte lui-même.
tmx-outside = Ligne { $line }, colonne { $column } : quelque chose se trouve avant ou après l’unique élément « tmx ». Supprimez-le.
tmx-twice = Ligne { $line }, colonne { $column } : l’attribut « { $name } » s’y trouve deux fois. Gardez-en un.
tmx-syntax = Ligne { $line }, colonne { $column } : ce XML est mal formé : { $reason }.

tmx-encoding-contradicted = Le fichier se dit en { $declared }, mais ses octets sont en { $used } ; lu en { $used }.
tmx-no-version = L’élément « tmx » ne nomme pas de version.
tmx-version = La version « { $version } » n’existe pas ; 1.1 à 1.4 existent.
tmx-namespace = L’élément « tmx » nomme un espace de noms ; la plupart des programmes n’en attendent pas.
tmx-no-header = L’en-tête manque.
tmx-no-body = Le corps manque.
tmx-header-missing = Il manque à l’en-tête ce qu’il doit avoir : { $names }.
tmx-names = « { $name } » est lu comme un élément de TMX ; TMX écrit les noms en minuscules et sans préfixe.
tmx-unknown-element = « { $name } » ne peut se trouver dans « { $parent } » ; gardé tel quel.
tmx-unknown-attribute = « { $element } » n’a pas d’attribut « { $name } » ; gardé tel quel.
tmx-stray-text = Il y a du texte directement dans « { $parent } » ; gardé tel quel.
tmx-text-left-out = Il y a du texte hors de l’en-tête et des unités ; laissé de côté.
tmx-left-out = « { $name } » se trouve hors de l’en-tête et des unités ; laissé de côté.
tmx-bad-date = « { $name } » n’est pas une date : « { $value } » ; gardé tel quel.
tmx-bad-count = « { $name } » n’est pas un nombre : « { $value } » ; gardé tel quel.
tmx-bad-segtype = « { $name } » ne connaît pas « { $value } » ; gardé tel quel.
tmx-prop-type = Une propriété « prop » n’a pas de type.
tmx-no-texts = L’unité n’a de texte dans aucune langue.
tmx-no-language = Un texte n’a pas de langue ; il ne peut servir aux correspondances.
tmx-bad-language = « { $language } » n’est pas une étiquette de langue ; le texte ne peut servir aux correspondances.
tmx-two-languages = Un texte annonce deux langues, « { $first } » et « { $second } » ; la première vaut.
tmx-old-lang = Un texte a sa langue dans « lang », comme avant TMX 1.3 ; lu comme « xml:lang ».
tmx-no-seg = Une variante n’a pas de « seg », donc pas de texte.
tmx-empty-seg = Un texte est vide ; il ne peut servir aux correspondances.
tmx-duplicate-tuid = Une unité précédente a le même tuid, « { $tuid } » ; les deux sont gardées.
tmx-inline-unknown = « { $name } » n’est pas un élément en ligne de TMX ; gardé tel quel.
tmx-inline-misplaced = « { $name } » ne peut se trouver dans « { $parent } » ; gardé tel quel.
tmx-inline-attribute = Il manque à « { $name } » l’attribut « { $attribute } ».
tmx-unpaired = Du code numéro { $number }, seul le début ou seule la fin est là.

tsv-no-languages = Personne ne dit de quelles langues il s’agit. Commencez le tableau par une ligne d’étiquettes de langue, par exemple fr, tabulation, en, ou nommez-les avec --from et --to.
tsv-no-tab = La ligne n’a pas de tabulation, donc un seul texte.
tsv-empty-text = Un texte est vide ; il ne peut servir aux correspondances.
