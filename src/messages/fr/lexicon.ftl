# Ce que la pièce « lexicon » dit en français ; ../en/lexicon.ftl a les mêmes entrées.

dictionary-not-utf8 = ligne { $line } : le texte n’est pas en UTF-8. Enregistrez le fichier en UTF-8 ; rien n’a été modifié.
dictionary-no-pair = ligne { $line } : il faut ici un mot et sa traduction, séparés par une tabulation. Complétez la ligne ou retirez-la ; rien n’a été modifié.
dictionary-too-many-fields = ligne { $line } : il y a plus de trois champs, alors qu’une ligne contient un mot, sa traduction et éventuellement un poids. Retirez les autres ; rien n’a été modifié.
dictionary-weight = ligne { $line } : « { $value } » n’est pas un poids. Écrivez un nombre supérieur à 0 et d’au plus 1000, par exemple 2 ou 0.5, ou rien ; rien n’a été modifié.
dictionary-no-index-line = ligne { $line } : il faut ici un mot vedette et deux nombres, séparés par des tabulations. Vérifiez qu’il s’agit de l’index d’un dictionnaire pour dictd ; rien n’a été modifié.
dictionary-index-number = ligne { $line } : « { $value } » n’est pas un nombre tel que les écrit un index pour dictd. Procurez-vous le fichier de nouveau ; rien n’a été modifié.
dictionary-out-of-text = ligne { $line } : l’entrée se trouverait au-delà de la fin du texte, qui compte { $size } octets. Vérifiez que l’index et le texte vont ensemble ; rien n’a été modifié.
dictionary-compression = Le texte ne peut être décompressé ; le fichier est endommagé ou incomplet. Procurez-vous-le de nouveau ; rien n’a été modifié.
dictionary-too-big = Le texte fait plus de 500 Mo, ce qui n’est le cas d’aucun dictionnaire. Vérifiez le fichier ; rien n’a été modifié.
dictionary-no-pairs = Il n’y a aucune paire d’un seul mot de chaque côté, or un alignement ne peut utiliser que celles-là ({ $passed_over ->
    [one] { $passed_over } traduction laissée
   *[other] { $passed_over } traductions laissées
} de côté). Vérifiez qu’il s’agit d’un dictionnaire des deux langues ; rien n’a été modifié.
