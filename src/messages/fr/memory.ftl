# Ce que la pièce « memory » dit en français ; ../en/memory.ftl a les mêmes entrées.

memory-missing = La mémoire { $path } n’existe pas. Indiquez-en une autre avec --memory, ou créez-la avec « enface align --add » ou « enface import ».
memory-not-a-memory = { $path } n’est pas une mémoire enface. Indiquez un autre fichier avec --memory ; rien n’a été modifié.
memory-newer = { $path } a été écrit par une version plus récente d’enface (schéma { $found } ; celle-ci connaît le schéma { $known }). Mettez enface à jour pour l’ouvrir ; rien n’a été modifié.
memory-cannot-open = Impossible d’ouvrir { $path } : { $reason }. Vérifiez le dossier et vos droits ; rien n’a été modifié.
memory-created-meanwhile = { $path } vient d’être créé par un autre programme. Relancez la commande ; rien n’a été modifié.
memory-no-such-change = La modification { $change } n’existe pas. « enface history » en donne la liste.
memory-leftover = { $path } provient d’une autre mémoire, disparue ou en cours d’utilisation ; ses textes entreraient dans la nouvelle. Déplacez ce fichier à côté de la mémoire dont il fait partie, ou supprimez-le. Rien n’a été modifié.
memory-no-such-unit = Il n’y a pas d’unité { $unit } en vigueur. Rien n’a été modifié.
memory-nothing-to-undo = Il n’y a plus de modification à annuler.
memory-already-undone = La modification { $change } a déjà été annulée par la modification { $by }. Pour la rétablir, annulez { $by }.
memory-later-changes = La modification { $change } ne peut pas être annulée seule : des modifications ultérieures ont touché les mêmes unités ({ $later } ; unités { $units }). Annulez d’abord celles-ci, la plus récente en premier ; rien n’a été modifié.
memory-replaced = La modification { $change } ne peut pas être annulée : ce qu’elle rétablirait a été enregistré de nouveau depuis. Annulez d’abord la modification plus récente ; rien n’a été modifié.
memory-damaged = La mémoire contient des données illisibles : { $what }. Restaurez-la depuis une sauvegarde.
memory-busy = Un autre programme écrit dans la mémoire et n’a pas fini en dix secondes. Réessayez ; rien n’a été modifié.
memory-disk-full = Le disque est plein. Libérez de la place et relancez la commande ; rien n’a été modifié.
memory-read-only = Impossible d’écrire dans la mémoire : { $reason }. Vérifiez vos droits sur le fichier et son dossier ; rien n’a été modifié.
memory-corrupt = Le fichier de la mémoire est endommagé : { $reason }. Restaurez-le depuis une sauvegarde.
memory-sqlite = Impossible de lire ou d’écrire la mémoire : { $reason }. Rien n’a été modifié.

## Ce que « verify » trouve

verify-structure = Le fichier est endommagé : { $reason }. Reprenez la dernière sauvegarde ; ce qui est encore lisible peut être exporté de ce fichier.
verify-orphan = La ligne { $row } de la table { $table } dépend d’une ligne de { $parent } qui n’existe pas.
verify-unit-without-texts = L’unité { $row } n’a pas de texte.
verify-unit-without-bead = L’unité { $row } est en vigueur, mais la paire de phrases dont elle est faite ne l’est pas.
verify-unit-without-import = L’unité { $row } est en vigueur, mais l’importation qui l’a apportée ne l’est pas.
verify-bead-without-alignment = La paire { $row } est en vigueur, mais son alignement ne l’est pas.
verify-change-missing = Quelque chose a été modifié par la modification { $row }, qui n’existe pas.
verify-unit-damaged = L’unité { $row } ne peut pas être lue telle qu’elle est enregistrée.
verify-text-differs = Unité { $row } : le texte enregistré n’est pas celui du contenu enregistré.
verify-digest-differs = Unité { $row } : son empreinte ne correspond pas à son contenu ; une importation ne la reconnaîtrait pas.
