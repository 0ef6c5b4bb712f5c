# Ce que la pièce « exchange » dit en français ; ../en/exchange.ftl a les mêmes entrées.

exchange-empty = Le fichier est vide. Rien n’a été lu.
exchange-not-yet = { $format ->
    [gzip] Le fichier est compressé deux fois. Décompressez-le une fois et importez son contenu.
    [zip] Le fichier est compressé deux fois. Décompressez-le une fois et importez son contenu.
    [SDLTM] Une mémoire de Trados Studio (.sdltm) est une base de données et ne se lit pas compressée. Décompressez-la d’abord et importez le fichier .sdltm.
    [DOCX] Les fichiers DOCX ne sont pas encore pris en charge. Enregistrez les deux versions du document en texte et utilisez « enface align ».
   *[other] Les fichiers { $format } ne sont pas encore pris en charge. Exportez les unités en TMX ou en texte séparé par des tabulations (.tsv) depuis le programme d’origine.
}
exchange-unknown-format = Ce format de fichier est inconnu. Indiquez un fichier .tmx, .xlf, .po, .xlsx, .csv, .tsv, .tbx ou .sdltm.
exchange-io = Le fichier est illisible : { $reason }.
exchange-game-map = C’est la carte d’un jeu (Tiled), pas une mémoire de traduction ; elle n’en a que l’extension .tmx.
exchange-html = C’est une page HTML, pas une mémoire de traduction. Si vous l’avez téléchargée, téléchargez le fichier lui-même et non la page qui le présente.
exchange-other-xml = Ce n’est pas une mémoire de traduction : son élément racine est « { $root } ».
exchange-other-kind = { $kind ->
    [Office] C’est un document bureautique (Word, Excel…), pas une mémoire de traduction ; il n’en a que l’extension .tmx. Exportez à nouveau la mémoire depuis le programme d’origine.
    [SQLite] C’est une base de données SQLite, pas un fichier TMX ; elle n’en a que l’extension .tmx. Exportez la mémoire en TMX depuis le programme d’origine.
    [program] C’est un programme, pas une mémoire de traduction ; il n’en a que l’extension .tmx.
    [binary] Ce n’est pas du texte, donc pas une mémoire de traduction ; le fichier n’en a que l’extension .tmx. Récupérez-le à nouveau.
   *[other] C’est un fichier { $kind }, pas une mémoire de traduction ; il n’en a que l’extension .tmx.
}
exchange-not-xml = Ce n’est pas une mémoire de traduction ; ce n’est même pas du XML.
exchange-bytes = Ligne { $line }, colonne { $column } (octet { $offset }) : ces octets ne sont pas du texte en { $encoding }. Réenregistrez le fichier en UTF-8.
exchange-encoding = Ligne { $line }, colonne { $column } : l’encodage { $name } est inconnu. Réenregistrez le fichier en UTF-8.
exchange-packed-damaged = Le fichier compressé est abîmé ou incomplet. Récupérez-le à nouveau ; avec --recover, ce qui se décompresse est lu.
exchange-packed-encrypted = Le fichier zip demande un mot de passe. Décompressez-le et importez son contenu.
exchange-packed-method = Le fichier zip est compressé d’une manière qui ne peut pas être lue. Décompressez-le et importez son contenu.
exchange-packed-nothing = Rien dans le fichier zip ne peut être lu. Décompressez-le et regardez son contenu.
exchange-packed-several = Le fichier zip contient plusieurs fichiers lisibles, dont { $first } et { $second }. Décompressez-le et importez chacun d’eux.

tmx-cut-short = Ligne { $line }, colonne { $column } : le fichier s’arrête au milieu. Récupérez-le à nouveau ; ce qui précède est complet.
tmx-wrong-end = Ligne { $line }, colonne { $column } : « </{ $found }> » se trouve là où « </{ $expected }> » est attendu.
tmx-bare-ampersand = Ligne { $line }, colonne { $column } : ce « & » n’introduit rien. Le caractère lui-même s’écrit « &amp; ».
tmx-bare-angle = Ligne { $line }, colonne { $column } : ce « < » n’introduit rien. Le caractère lui-même s’écrit « &lt; ».
tmx-character = Ligne { $line }, colonne { $column } : XML interdit le caractère { $code }. Supprimez-le.
tmx-unknown-entity = Ligne { $line }, colonne { $column } : l’entité « &{ $name }; » n’est pas déclarée. Écrivez le caractère lui-même.
tmx-unsafe-entity = Ligne { $line }, colonne { $column } : l’entité « &{ $name }; » vient d’un autre fichier, est composée d’autres entités ou est trop longue ; par prudence, elle est refusée. Écrivez le texte lui-même.
tmx-outside = Ligne { $line }, colonne { $column } : quelque chose se trouve avant ou après l’unique élément racine. Supprimez-le.
tmx-twice = Ligne { $line }, colonne { $column } : l’attribut « { $name } » s’y trouve deux fois. Gardez-en un.
tmx-syntax = Ligne { $line }, colonne { $column } : ce XML est mal formé : { $reason }.
tmx-too-long = Ligne { $line }, colonne { $column } : ce qui commence ici ne finit pas dans les 64 mégaoctets qui suivent. Il manque un guillemet, ou la fin d’une balise ou d’un commentaire.

tmx-encoding-unknown = L’encodage { $name } est inconnu ; lu en UTF-8.
tmx-skipped-before = Quelque chose se trouve avant l’élément « tmx », où rien ne peut se trouver ; passé.
tmx-skipped = Quelque chose d’illisible se trouve entre les unités ou après elles ; passé. { $reason }
tmx-header-lost = L’en-tête est illisible et laissé de côté. { $reason }
tmx-unit-lost = Cette unité est illisible et laissée de côté ; regardez-la dans le fichier. { $reason }
tmx-recovered = Toutes les unités sont gardées, mais le fichier n’est pas entier. { $reason }
tmx-fixed-bytes = { $count ->
    [one] Une suite d’octets n’est pas du texte en { $encoding }, à l’octet { $offset } ; elle a été devinée. Comparez le texte.
   *[other] { $count } suites d’octets ne sont pas du texte en { $encoding }, la première à l’octet { $offset } ; elles ont été devinées. Comparez le texte.
}
tmx-fixed-character = XML interdit le caractère { $code } ; omis.
tmx-fixed-surrogates = Deux références à des moitiés de caractère ; lues comme { $code }.
tmx-fixed-entity = L’entité « &{ $name }; » n’est pas déclarée ; lue comme en HTML, { $code }.
tmx-fixed-unknown-entity = L’entité « &{ $name }; » n’est pas déclarée ; son nom est gardé comme texte.
tmx-fixed-ampersand = Ce « & » n’introduit rien ; gardé comme caractère.
tmx-fixed-angle = Ce « < » n’introduit rien ; gardé comme caractère.
tmx-fixed-twice = L’attribut « { $name } » s’y trouve deux fois ; le premier est gardé.
tmx-more-findings = Ce sont { $told } constats sur { $count } ici ; corrigez-les et vérifiez de nouveau.
tmx-fixed-quotes = Il manque les guillemets de l’attribut « { $name } » ; ajoutés.

tmx-encoding-contradicted = Le fichier se dit en { $declared }, mais ses octets sont en { $used } ; lu en { $used }. Corrigez la déclaration.
tmx-no-version = L’élément « tmx » n’indique pas de version. Ajoutez version="1.4".
tmx-version = La version « { $version } » n’existe pas ; les versions vont de 1.1 à 1.4.
tmx-namespace = L’élément « tmx » indique un espace de noms ; la plupart des programmes n’en attendent pas.
tmx-no-header = L’en-tête manque.
tmx-no-body = Le corps manque.
tmx-header-missing = L’en-tête est incomplet ; il manque : { $names }.
tmx-names = « { $name } » est lu comme un élément de TMX ; TMX écrit les noms en minuscules et sans préfixe. Écrivez-les ainsi.
tmx-unknown-element = « { $name } » ne peut pas se trouver dans « { $parent } » ; gardé tel quel.
tmx-unknown-attribute = « { $element } » n’a pas d’attribut « { $name } » ; gardé tel quel.
tmx-stray-text = Il y a du texte directement dans « { $parent } » ; gardé tel quel.
tmx-text-left-out = Il y a du texte hors de l’en-tête et des unités ; laissé de côté.
tmx-unit-outside = Une unité se trouve hors du corps ; lue quand même.
tmx-left-out = « { $name } » se trouve hors de l’en-tête et des unités ; laissé de côté.
tmx-bad-date = « { $name } » n’est pas une date : « { $value } » ; gardé tel quel. Écrivez-la comme 20240131T120000Z.
tmx-bad-count = « { $name } » n’est pas un nombre : « { $value } » ; gardé tel quel. N’écrivez que des chiffres.
tmx-bad-segtype = « { $name } » ne peut pas être « { $value } » ; gardé tel quel.
tmx-prop-type = Une propriété « prop » n’a pas de type.
tmx-no-texts = L’unité n’a de texte dans aucune langue.
tmx-no-language = Un texte n’a pas de langue ; il ne peut pas servir aux correspondances.
tmx-bad-language = « { $language } » n’est pas une étiquette de langue ; le texte ne peut pas servir aux correspondances. Écrivez-en une comme fr ou fr-CA.
tmx-two-languages = Un texte annonce deux langues, « { $first } » et « { $second } » ; la première est retenue. Supprimez l’autre.
tmx-old-lang = Un texte indique sa langue par « lang », comme avant TMX 1.3 ; lu comme « xml:lang ». Écrivez « xml:lang ».
tmx-no-seg = Une variante n’a pas de « seg », donc pas de texte.
tmx-empty-seg = Un texte est vide ; il ne peut pas servir aux correspondances. Ajoutez le texte, ou supprimez la variante.
tmx-duplicate-tuid = Une unité précédente a le même tuid, « { $tuid } » ; les deux sont gardées. Donnez à chacune le sien.
tmx-inline-unknown = « { $name } » n’est pas un code en ligne de TMX ; gardé tel quel.
tmx-inline-misplaced = « { $name } » ne peut pas se trouver dans « { $parent } » ; gardé tel quel.
tmx-inline-attribute = Il manque à « { $name } » l’attribut « { $attribute } ».
tmx-unpaired = Seul le début ou seule la fin du code numéro { $number } est présent. Ajoutez l’autre moitié, ou utilisez « it ».

tmx-dtd-root = L’élément racine est « { $name } » ; en TMX c’est « tmx », en minuscules et sans préfixe. Renommez-le.
tmx-dtd-element = « { $name } » ne peut pas se trouver dans « { $parent } » en TMX { $version }. Déplacez-le, ou écrivez son texte comme « note » ou « prop ».
tmx-dtd-order = « { $name } » est mal placé dans « { $parent } » : les notes et les propriétés viennent d’abord, l’en-tête avant le corps. Déplacez-le.
tmx-dtd-twice = Un deuxième « { $name } » se trouve dans « { $parent } », qui n’en admet qu’un. Mettez-le dans une variante à lui.
tmx-dtd-missing = Il manque « { $name } » à « { $parent } ». Ajoutez-le, ou supprimez « { $parent } ».
tmx-dtd-text = Du texte se trouve directement dans « { $parent } », qui n’admet que des éléments. Mettez-le dans un « seg » ou une « note », ou supprimez-le.
tmx-dtd-attribute = « { $element } » n’a pas d’attribut « { $name } » en TMX { $version }. Supprimez-le, ou faites-en un « prop ».
tmx-dtd-required = Il manque à « { $element } » l’attribut « { $name } », que TMX { $version } exige. Ajoutez-le.
tmx-dtd-value = « { $name } » de « { $element } » vaut « { $value } » ; valeurs admises : { $allowed }. Corrigez-le.
tmx-no-source = L’unité n’a pas de texte en { $language }, la langue source qu’elle annonce. Ajoutez-en un, ou annoncez un autre « srclang ».
tmx-bad-tag = « { $language } » dans « { $name } » n’est pas une étiquette de langue. Écrivez-en une comme « fr » ou « fr-CA ».
tmx-code-number = « { $value } » d’un « { $name } » n’est pas un nombre. Numérotez les codes 1, 2, 3…
tmx-code-twice = Deux « { $name } » d’un même texte ont le numéro « { $value } ». Donnez à chaque paire son numéro.
tmx-code-order = L’« ept » numéro « { $value } » précède son « bpt ». Échangez-les, ou utilisez « it ».
tmx-code-assoc = « assoc » vaut « { $value } » ; valeurs admises : p, f et b. Corrigez-le.
tmx-codes-differ = Les textes en { $source } et en { $target } n’ont pas les mêmes codes. Ajoutez le code qui manque, ou supprimez celui qui est en trop.
tmx-code-numbers-differ = Les codes des textes en { $source } et en { $target } n’ont pas les mêmes numéros « x ». Numérotez-les de la même façon.

tsv-no-languages = Le fichier ne dit pas quelles langues il contient. Commencez le tableau par une ligne d’étiquettes de langue, par exemple fr, tabulation, en, ou indiquez-les avec --from et --to.
tsv-no-tab = La ligne n’a pas de tabulation, donc un seul texte.
tsv-empty-text = Un texte est vide ; il ne peut pas servir aux correspondances.

xliff-left-out = « { $name } » n’est pas une unité, ni rien d’une unité ; laissé de côté.
xliff-beside-segments = Il y a du texte à côté des segments d’une unité, « { $text } » ; laissé de côté.
xliff-no-texts = L’unité n’a de texte dans aucune langue.
xliff-no-language = Ni un texte ni son fichier n’indiquent de langue ; il ne peut pas servir aux correspondances.
xliff-inline-unknown = « { $name } » n’est pas un code en ligne de XLIFF ; gardé tel quel.
xliff-deleted-text = Le texte contient une suppression suivie ; lu sans ce qui a été supprimé.

po-source-language = Le fichier n’indique pas sa langue de départ ; lu comme de l’anglais. Indiquez-la avec --from.
po-no-language = L’en-tête n’indique pas la langue des traductions ; elles ne peuvent pas servir aux correspondances. Indiquez-la avec --to.
po-empty-message = Le message est vide ; il ne peut pas servir aux correspondances.
po-line = Ligne { $line }, colonne { $column } : ce n’est pas une ligne de fichier PO. Elle commence par « # », « msgid », « msgstr », « msgctxt » ou un guillemet droit.
po-order = Ligne { $line }, colonne { $column } : cette ligne n’est pas à sa place ; une entrée se compose de msgctxt, msgid, msgid_plural et msgstr, une fois chacun.
po-incomplete = Ligne { $line }, colonne { $column } : il manque à une entrée son msgid ou son msgstr.
po-quote = Ligne { $line }, colonne { $column } : un texte se met entre deux guillemets droits, sans rien après. Dans le texte, un guillemet droit s’écrit « \" ».
po-escape = Ligne { $line }, colonne { $column } : cette barre oblique inverse n’introduit rien. Le caractère lui-même s’écrit « \\ ».

csv-open-quote = Ligne { $line }, colonne { $column } : ce guillemet droit n’est jamais fermé. Fermez-le, ou doublez-le s’il fait partie du texte.
csv-stray-quote = Il y a du texte après un guillemet fermant ; gardé dans la cellule.

xlsx-protected = Le classeur est protégé par un mot de passe, ou c’est un fichier .xls d’avant 2007. Enregistrez-le en .xlsx sans mot de passe.
xlsx-broken = { $line ->
    [0] Ce n’est pas un classeur XLSX, ou il est endommagé. Ouvrez-le dans un tableur et réenregistrez-le.
   *[other] Ligne { $line } : la feuille est endommagée à cet endroit. Ouvrez-la dans un tableur et réenregistrez-la.
}
xlsx-too-big = Décompressé, le classeur dépasse 1 Gio ; par prudence, il est refusé. Divisez-le, ou enregistrez la feuille en CSV.
xlsx-outside = Ligne { $line } : une cellule se trouve hors des 1 048 576 lignes et 16 384 colonnes d’une feuille. Ouvrez le classeur dans un tableur et réenregistrez-le.
xlsx-long-cell = Ligne { $line } : une cellule dépasse les 32 767 caractères qu’une cellule peut contenir. Raccourcissez-la, ou enregistrez la feuille en CSV.
xlsx-many-cells = Ligne { $line } : les cellules jusqu’ici dépassent 512 Mio ; par prudence, le classeur est refusé. Divisez-le, ou enregistrez la feuille en CSV.
xlsx-too-many-rows = Une feuille a 1 048 576 lignes, et il y a davantage d’unités. Exportez-en une partie (--document, --import), ou écrivez du CSV ou du TMX.
xlsx-long-text = Ligne { $line } : une cellule contient 32 767 caractères, et ce texte est plus long. Écrivez du CSV ou du TMX.

tbx-no-terms = Le concept n’a pas de terme.
tbx-no-language = Un terme n’a pas de langue, ou en a une qui n’est pas une étiquette de langue ; il ne peut pas servir.

sdltm-broken = Ce n’est pas une mémoire de Trados Studio, ou elle est endommagée. Exportez-la en TMX depuis ce programme. { $reason }
sdltm-tables = Les tables d’une telle mémoire manquent.
sdltm-segment = Un segment est illisible ; le texte est laissé de côté.
