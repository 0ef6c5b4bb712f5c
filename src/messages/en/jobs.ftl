# What the room `jobs` says to people, in English; ../fr/jobs.ftl has the same entries.

job-in-file = { $file }: { $problem }
job-other-dictionary = { $file } is a dictionary for { $languages }, and the documents are { $wanted }. Name one for their languages, or none; nothing was changed.
job-embeddings = The embedding source “{ $source }” gave no vectors: { $problem } Without --embeddings the alignment needs none; nothing was changed.
job-embeddings-no-start = it cannot be started ({ $reason }). Check the name of the program; it is run without a shell.
job-embeddings-exit = it failed with exit code { $code } ({ $said }). Try it by hand with a list of texts.
job-embeddings-ended = it was ended by the system ({ $said }). Try it by hand with a list of texts.
job-embeddings-no-answer = the address does not answer as a server should ({ $reason }). Check that the server runs there.
job-embeddings-status = the server answers with status { $status } ({ $said }). Check the path of the address and what the server reports.
job-embeddings-timed-out = there was no answer within { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}. Check that it is not waiting for something, or use a smaller model.
job-embeddings-too-big = the answer has more than { $megabytes } MB. Check that it is an embedding source.
job-embeddings-unreadable = the answer cannot be read ({ $reason }). It must be JSON with a list of numbers for each text.
job-embeddings-no-vectors = the answer has neither “vectors” nor “embeddings” nor “data”. Check that it is an embedding source.
job-file = { $file }: { $reason }. Nothing was changed.
job-unknown-language = The language of { $file } is not clear. Give it with --from or --to (--lang for `segment`).
job-same-language = { $source } and { $target } are both in the same language ({ $language }). Name the two versions of one text; with --force they are aligned all the same.
job-swapped = { $source } and { $target } are the wrong way round: the first is in the language given for the second. Swap the files, or --from and --to; with --force they are aligned all the same.
job-unrelated = { $source } and { $target } do not look like translations of each other. Check that they are two versions of one text; with --force they are aligned all the same.
job-direction = The direction is not clear; it could be { $possible }. Give it with --from and --to.
job-no-such-language = The memory has no text in { $asked }; it has { $present }.
job-one-language = --from { $from } and --to { $to } are the same language. Name two different ones.
job-too-many-units = The memory is too large for an index. Share it out over several memories, and name them with --reference.
job-empty-memory = The memory is empty. Fill it with `enface align --add` or `enface import`.
job-other-language = { $file } is not in { $given }: its text looks like { $found }. Check --from and --to; with --force it is aligned all the same.
job-no-such-import = There is no import { $import } in the memory. `enface history` lists them.
job-nothing-to-export = There is nothing to write: no unit passes the filter. `enface stats` shows what the memory holds.
job-verbatim-of-several = `verbatim` writes one import as its file was; the memory has more than one source of units. Choose an import with --import ({ $imports }), or another preset; `enface history` says which is which.
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
job-pattern = “{ $pattern }” is no regular expression: { $reason }. Leave out --regex to look for the text as it stands.
job-unsound = { $count ->
    [one] The memory is not sound: 1 finding.
   *[other] The memory is not sound: { $count } findings.
} `enface backup` makes a copy before anything is tried; the last good backup is the safest way back.
job-sheet-confidence = Confidence
job-sheet-doubts = Why look
job-no-pattern = The text to look for is empty, and would be found everywhere. Type one; nothing was changed.
job-no-group = The pattern has no group “{ $name }”. $1 is its first group, ${"{"}1{"}"}x the first group with an x after it, $$ a dollar; nothing was changed.
