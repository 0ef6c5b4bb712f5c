# What the room `jobs` says to people, in English; ../fr/jobs.ftl has the same entries.

job-in-file = { $file }: { $problem }
job-file = { $file }: { $reason }. Nothing was changed.
job-unknown-language = The language of { $file } is not clear. Give it with --from or --to (--lang for `segment`).
job-same-language = { $source } and { $target } are both in the same language ({ $language }). Name the two versions of one text; with --force they are aligned all the same.
job-swapped = { $source } and { $target } are the wrong way round: the first is in the language given for the second. Swap the files, or --from and --to; with --force they are aligned all the same.
job-unrelated = { $source } and { $target } do not look like translations of each other. Check that they are two versions of one text; with --force they are aligned all the same.
job-direction = The direction is not clear; it could be { $possible }. Give it with --from and --to.
job-no-such-language = The memory has no text in { $asked }; it has { $present }.
job-one-language = --from { $from } and --to { $to } are the same language. Name two different ones.
job-empty-memory = The memory is empty. Fill it with `enface align --add` or `enface import`.
job-other-language = { $file } is not in { $given }: its text looks like { $found }. Check --from and --to; with --force it is aligned all the same.
job-no-such-import = There is no import { $import } in the memory. `enface history` lists them.
job-nothing-to-export = There is nothing to write: no unit passes the filter. `enface stats` shows what the memory holds.
job-cancelled = Stopped as you asked; nothing was changed.
