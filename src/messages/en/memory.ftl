# What the room `memory` says to people, in English; ../fr/memory.ftl has the same entries.

memory-missing = There is no memory at { $path }. Name another with --memory, or create one with `enface align --add` or `enface import`.
memory-not-a-memory = { $path } is not an enface memory. Name another file with --memory; nothing was changed.
memory-newer = { $path } was written by a newer enface (schema { $found }; this one knows { $known }). Update enface to open it; nothing was changed.
memory-cannot-open = { $path } cannot be opened: { $reason }. Check the folder and your rights; nothing was changed.
memory-created-meanwhile = { $path } was created by another program in the meantime. Run the command again; nothing was changed.
memory-no-such-change = There is no change set { $change }. `enface history` lists them.
memory-leftover = { $path } lies there from another memory, which is gone or in use; its texts would get into the new one. Move it away, beside the memory it belongs to, or delete it. Nothing was changed.
memory-no-such-unit = There is no unit { $unit } in force. Nothing was changed.
memory-nothing-to-undo = There is no change set left to undo.
memory-already-undone = Change set { $change } was already undone by change set { $by }. To bring it back, undo { $by }.
memory-later-changes = Change set { $change } cannot be undone alone: later change sets touched the same units ({ $later }; units { $units }). Undo those first, newest first; nothing was changed.
memory-replaced = Change set { $change } cannot be undone: what it would bring back has been stored again since. Undo the newer change set first; nothing was changed.
memory-damaged = The memory holds something that cannot be read: { $what }. Restore it from a backup.
memory-busy = Another program is writing to the memory and did not finish in ten seconds. Try again; nothing was changed.
memory-disk-full = The disk is full. Free some space and run the command again; nothing was changed.
memory-read-only = The memory cannot be written: { $reason }. Check your rights to the file and its folder; nothing was changed.
memory-corrupt = The memory's file is damaged: { $reason }. Restore it from a backup.
memory-sqlite = The memory cannot be read or written: { $reason }. Nothing was changed.

## What `verify` finds

verify-structure = The file is damaged: { $reason }. Take the last backup; what can still be read can be exported from this one.
verify-orphan = Row { $row } of table { $table } belongs to a row of { $parent } that is not there.
verify-unit-without-texts = Unit { $row } has no texts.
verify-unit-without-bead = Unit { $row } is in force, but the pair of sentences that it is made of is not.
verify-unit-without-import = Unit { $row } is in force, but the import that brought it is not.
verify-bead-without-alignment = Bead { $row } is in force, but its alignment is not.
verify-change-missing = Something was changed by change set { $row }, which is not there.
verify-unit-damaged = Unit { $row } cannot be read as it is stored.
verify-text-differs = Unit { $row }: the stored plain text is not that of the stored content.
verify-digest-differs = Unit { $row }: its fingerprint does not fit its content, so that an import would not know it again.
