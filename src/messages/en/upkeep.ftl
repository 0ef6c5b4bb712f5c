# Words of the commands that keep a memory in order.

cli-bulk-nothing = No unit fits; nothing was changed.
cli-bulk-dry = { $what ->
    [deleted] { $units ->
        [one] 1 unit would be deleted.
       *[other] { $units } units would be deleted.
    }
    [edited] { $units ->
        [one] 1 unit would be edited.
       *[other] { $units } units would be edited.
    }
   *[merged] { $units ->
        [one] 1 unit would go into an equal one.
       *[other] { $units } units would go into equal ones.
    }
} Nothing was changed.
cli-bulk-done = { $what ->
    [deleted] { $units ->
        [one] 1 unit deleted.
       *[other] { $units } units deleted.
    }
    [edited] { $units ->
        [one] 1 unit edited.
       *[other] { $units } units edited.
    }
   *[merged] { $units ->
        [one] 1 unit went into an equal one.
       *[other] { $units } units went into equal ones.
    }
} This is change set { $change }; `enface undo { $change }` takes it back.
cli-bulk-more = … and { $count } more (all of them: --json)
cli-dedupe-merged = { $kept } stays for { $removed }
cli-delete-everything = This would delete every unit. Name a text, --unit, --import, --document, --dated, --property or languages; for all of them say --all.
cli-verify-sound = The memory is sound.
cli-change-edit = edit
cli-change-deletion = deletion
cli-change-dedupe = merging
cli-event-made = made
cli-event-removed = taken out
cli-event-restored = brought back
cli-event-annotations = took over notes and properties of an equal unit
cli-event-state = { $before } → { $after }
cli-state-unreviewed = unreviewed
cli-state-accepted = accepted
cli-state-edited = edited
cli-state-left-out = left out

help-delete = Delete units: those with a text, of an import, of a document…
help-delete-usage = delete [OPTIONS] [TEXT]
help-delete-text = Only units in which this text stands
help-delete-all = Delete every unit
help-replace = Replace a text in many units
help-replace-usage = replace [OPTIONS] TEXT BY
help-replace-text = What to look for in the texts that readers see
help-replace-by = What to put in its place; with --regex, $1 is the first group
help-dedupe = Merge equal units; units that differ in context stay
help-dedupe-usage = dedupe [OPTIONS]
help-dedupe-keep = Which of equal units stays [else: newest]
help-backup = Copy the memory into a file, also while others use it
help-backup-usage = backup FILE
help-backup-file = The copy; it appears only when complete
help-verify = Check that the memory is sound
help-verify-usage = verify [OPTIONS]
help-verify-json = Report as JSON
help-history-unit = Show what became of this unit
help-delete-unit = Only this unit; may be given several times
help-delete-import = Only units of this import
help-delete-document = Only units of this document
help-delete-from = Only units with a text in this language
help-delete-to = And in this one
help-delete-dated = Only units last changed then: 2023, 2023-10, 2023-01..2023-06, ..2023
help-delete-property = Only units with this property, and with this text in it
help-delete-within = Look only at texts in this language
help-delete-regex = The text is a regular expression
help-delete-ignore-case = Upper and lower case are the same
help-delete-dry-run = Show what would change, store nothing
help-delete-date = Store this date with the change [else: now]
help-delete-json = Report as JSON
help-replace-unit = Only this unit; may be given several times
help-replace-import = Only units of this import
help-replace-document = Only units of this document
help-replace-from = Only units with a text in this language
help-replace-to = And in this one
help-replace-dated = Only units last changed then: 2023, 2023-10, 2023-01..2023-06, ..2023
help-replace-property = Only units with this property, and with this text in it
help-replace-within = Look only at texts in this language
help-replace-regex = The text is a regular expression
help-replace-ignore-case = Upper and lower case are the same
help-replace-dry-run = Show what would change, store nothing
help-replace-date = Store this date with the change [else: now]
help-replace-json = Report as JSON
help-dedupe-dry-run = Show what would change, store nothing
help-dedupe-date = Store this date with the change [else: now]
help-dedupe-json = Report as JSON
