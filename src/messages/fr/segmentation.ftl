# Ce que la pièce « segmentation » dit en français ; ../en/segmentation.ftl a les mêmes entrées.

segmentation-not-xml = Le fichier de règles n’est pas du XML bien formé à la ligne { $line }, colonne { $column } : { $detail }. Corrigez le fichier à cet endroit.
segmentation-not-srx = Le fichier ne contient pas de règles SRX : il n’y a pas de <srx> avec un <body>. Donnez un fichier SRX 2.0.
segmentation-no-group = La table des langues nomme les règles « { $group } », absentes du fichier. Corrigez le nom dans <languagemap>.
segmentation-map = Le motif de langue « { $pattern } » est inutilisable : { $detail }. Corrigez-le dans <languagemap>.
segmentation-pattern = La règle « { $rule } » est inutilisable : { $detail }. Corrigez-la ou retirez-la ; aucune règle n’est omise sans le dire.
segmentation-too-large = Les règles de cette langue sont trop volumineuses ensemble : { $detail }. Retirez des règles ou réduisez leurs répétitions.
