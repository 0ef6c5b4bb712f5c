# Ce que la pièce « documents » dit en français ; ../en/documents.ftl a les mêmes entrées.

document-binary = { $file } n’est pas du texte : ses premiers octets sont ceux d’un autre format ({ $format }). Enregistrez-le en texte, HTML ou Markdown et réessayez.
document-binary-unknown = { $file } n’est du texte dans aucun encodage connu. Enregistrez-le en texte, HTML ou Markdown et réessayez.
document-not-yet = { $file } ne peut pas être lu : ce format n’est pas encore pris en charge ({ $format }). Enregistrez-le en texte, HTML ou Markdown et réessayez.
document-empty = Il n’y a aucun texte à traduire dans { $file }. Vérifiez que c’est le bon fichier.
