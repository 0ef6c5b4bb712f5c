# What the room `jobs` says to people, in English; ../fr/jobs.ftl has the same entries.

job-in-file = { $file }: { $problem }
job-other-dictionary = { $file } is a dictionary for { $languages }, and the documents are { $wanted }. Name one for their languages, or none; nothing was changed.
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
job-own-rules = A rule of the memory's own cannot be used. { $problem } `enface exceptions` lists them, `enface exceptions remove` takes one out.
job-no-cascade = { $file } is for several languages of which only the first that fits counts (cascade="no"); the memory's rules all count. Set cascade="yes", or give a file for each language; nothing was changed.
job-no-rules-in-file = { $file } has no rule that a language uses. Check its <languagemap>; nothing was changed.
job-empty-exception = There is no text to make an exception of. Type what a sentence never ends after, such as "art."; nothing was changed.
job-exception-language = It is not clear which language “{ $text }” belongs to; the memory has documents in { $present }. Give it with --lang; nothing was changed.
job-exception-without-documents = The memory has no documents that tell which language “{ $text }” belongs to. Give it with --lang; nothing was changed.
job-no-such-exception = The memory has no exception “{ $named }”. `enface exceptions` lists them.
job-several-exceptions = There are exceptions “{ $named }” for several languages. Choose one with --lang; `enface exceptions` lists them.
job-no-exceptions = There is nothing to write: the memory has no exceptions. `enface exceptions add` adds one.
job-manifest-no-tab = { $file }, line { $line }: there is no TAB. Write the source's path, a TAB, and the target's path; nothing was done.
job-manifest-empty-side = { $file }, line { $line }: one of the two paths is missing. Write both, with a TAB between them, or begin the line with # to pass over it; nothing was done.
job-manifest-too-many = { $file }, line { $line }: there are more than two columns. Leave only the source's path, a TAB, and the target's path; nothing was done.
job-manifest-not-utf8 = { $file }, line { $line }: this is not UTF-8. Save the file as UTF-8 text; nothing was done.
job-no-thread = The system cannot start a thread: { $reason }. Give a smaller number with --threads; nothing was changed.
job-cancelled = Stopped as you asked; nothing was changed.
