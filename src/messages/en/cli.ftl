# What the room `cli` says to people, in English; ../fr/cli.ftl has the same entries.

## Messages

cli-usage = { $problem }. `enface --help` shows what can be typed.
cli-no-command = There is no command `{ $name }`. `enface --help` lists the commands.
cli-not-yet = not yet: `{ $name }` is planned and not built; nothing was done.
cli-missing-command = Say what to do. `enface --help` lists the commands.
cli-unknown-argument = There is no option { $name } here. Add --help to see what can be typed; before a text that begins with a hyphen, put --.
cli-extra-word = “{ $name }” is one word too many. If it belongs to a text of several words, put the text in quotes: "two words".
cli-missing-argument = { $name } is missing. Add --help to see what can be typed.
cli-twice = { $name } is given twice; once is enough.
cli-conflict = { $name } cannot be used with { $other }.
cli-export-ending = { $file }: this ending is of no format that is written. Name a file .tmx, .xlf, .po, .csv, .tsv or .xlsx; nothing was written.
cli-invalid-value = “{ $value }” is not a valid value for { $name }. Add --help to see what can be typed.
cli-invalid-date = “{ $value }” is not a date. Write it like 2023-10-03 or 20231003T141500Z.
cli-no-home = Your data folder cannot be found. Name a memory with --memory.
cli-directory = { $file } is a folder; a file is needed.
cli-reader-gone = Nobody reads the output any more; stopped there.
cli-memory = Memory: { $path }
cli-output-failed = The output cannot be written: { $reason }. What was reported as stored before is stored; `enface history` shows it.
cli-would-overwrite = { $file } is the memory or one of the files to read; it would be lost. Name another file with -o.
cli-unknown-ending = A file ending in .{ $ending } cannot be written. Use .tmx, .tsv, .json, .links or .txt, or give --format.
cli-written = Written: { $file }
cli-left-out = Left out (line { $line }): { $what } { $excerpt }
cli-dictionary = { $file }: { $pairs ->
    [one] 1 word pair
   *[other] { $pairs } word pairs
} taken, { $passed_over } passed over (more than one word).
cli-dictionary-direction = { $file } does not say its languages; it is taken to be from the source's language to the target's.
cli-embeddings-elsewhere = { $address } is not a plain HTTP address of this machine. Texts never leave it: give http://127.0.0.1:PORT/PATH, http://localhost:PORT/PATH or a command; nothing was changed.
cli-align-tally = { $beads ->
    [one] 1 bead
   *[other] { $beads } beads
}: { $accept } sure, { $look } worth a look (?), { $doubtful } doubtful (!); { $one_sided } without counterpart.
cli-align-added = Stored as change set { $change }: { $units ->
    [one] 1 new unit
   *[other] { $units } new units
}.
cli-align-unchanged = The memory already has this alignment; nothing was changed.
cli-try = What the memory now knows of { $file }:
cli-no-pairs = No two files below { $folder } look like versions of one document. Name them like x.fr.html and x.en.html, fr/x and en/x, or x_f and x_e.
cli-empty-manifest = { $file } lists no pair. Write one on each line: the source's path, a TAB, the target's path.
cli-in-manifest = { $file }, line { $line }: { $problem }
cli-same-pair = The same two files as in line { $line }; not done again.
cli-manifest-of-a-folder = --write-manifest lists the pairs of a folder; what --pairs names is a manifest already. Give a folder with --pairs.
cli-manifest-name = A manifest cannot list { $file }: there is a TAB or a line break in its name. Rename the file; nothing was written.
cli-panicked = A mistake of the program stopped the work on this pair ({ $reason }). Please report it; the other pairs are aligned all the same.
cli-pairs-stopped = Stopped as you asked, after { $done } of { $of ->
    [one] 1 pair
   *[other] { $of } pairs
}. What is stored stays; the same command goes on from there.
cli-pairs-total = { $aligned } aligned, { $known ->
    [0] { "" }
   *[other] { $known } already there,{ " " }
}{ $skipped } skipped, { $failed } failed; { $alone ->
    [one] 1 file
   *[other] { $alone } files
} without a partner. { $beads ->
    [one] 1 bead
   *[other] { $beads } beads
}: { $accept } sure, { $look } worth a look, { $doubtful } doubtful.
cli-known = already there
cli-duplicate = duplicate
cli-skipped = skipped
cli-failed = failed
cli-validated = { $errors ->
    [0] { $warnings ->
        [0] Nothing is wrong.
        [one] 1 warning.
       *[other] { $warnings } warnings.
    }
    [one] { $warnings ->
        [0] 1 error.
        [one] 1 error, 1 warning.
       *[other] 1 error, { $warnings } warnings.
    }
   *[other] { $warnings ->
        [0] { $errors } errors.
        [one] { $errors } errors, 1 warning.
       *[other] { $errors } errors, { $warnings } warnings.
    }
}
cli-severity-error = error
cli-severity-warning = warning
cli-finding-unit = unit { $unit }
cli-import-recovered = Repaired units: { $repaired }. Lost units: { $lost }.
cli-import-done = { $file }: { $read ->
    [one] 1 unit
   *[other] { $read } units
} read, { $added } added, { $known } already known ({ $languages }); change set { $change }.
cli-import-nothing = { $file }: { $read ->
    [one] 1 unit
   *[other] { $read } units
} read, all already known ({ $languages }); nothing was changed.
cli-import-dry = { $file }: { $read ->
    [one] 1 unit
   *[other] { $read } units
} read, { $added } would be added, { $known } already known ({ $languages }); nothing was stored.
cli-diagnostic = { $file }:{ $line }:{ $column }: { $message }
cli-more-diagnostics = { $count } more; --json lists them all.
cli-exported = { $units ->
    [one] 1 unit
   *[other] { $units } units
} written: { $file }
cli-watching = Following the memory into { $file }; Ctrl-C ends it.
cli-watch-waiting = There is no memory { $path } yet; waiting for it.
cli-watch-ended = Ended as you asked; { $file } stays as it is.
cli-export-texts-left-out = { $texts ->
    [one] 1 text without a segment was left out
   *[other] { $texts } texts without a segment were left out
}; they cannot stand in a valid file.
cli-export-left-out = { $units ->
    [one] 1 unit without any text was left out; it has no place in a valid file.
   *[other] { $units } units without any text were left out; they have no place in a valid file.
}
cli-phrase-not-found = The memory does not hold “{ $phrase }”.
cli-empty-phrase = “{ $phrase }” holds no letter or digit to look for. Type a word or several.
cli-direction = Looked up from { $from } to { $to }; choose another direction with --from and --to.
cli-lookup-document = { $sentences ->
    [one] 1 sentence
   *[other] { $sentences } sentences
}: { $exact } known word for word, { $numbers } with other numbers, { $fuzzy } similar.
cli-proposal = proposal
cli-no-match = no match
cli-below = below the threshold
cli-fragment = part
cli-origin-document = From { $document }, paragraph { $block } (unit { $unit }).
cli-origin-import = From import { $import } (unit { $unit }).
cli-origin-unknown = Unit { $unit }.
cli-undone = Change set { $undone } was undone by change set { $change }: { $removed ->
    [one] 1 unit
   *[other] { $removed } units
} taken out, { $restored } brought back.
cli-import-number = { $subject } (import { $import })
cli-undoes = undoes { $change } ({ $subject })
cli-undone-by = undone by { $change }
cli-exceptions-none = The memory has no exceptions. `enface exceptions add` adds one.
cli-exception-after = never cut after “{ $text }”
cli-exception-no-break = never cut between { $before } and { $after }
cli-exception-break = cut between { $before } and { $after }
cli-exceptions-place = { $document }, paragraph { $block }
cli-exceptions-added = { $rules ->
    [one] { $name } ({ $language }) added
   *[other] { $rules } rules added
}
cli-exceptions-removed = { $rules ->
    [one] { $name } ({ $language }) removed
   *[other] { $rules } rules removed
}
cli-exceptions-known = { $rules ->
    [one] { $name } ({ $language }) already known
   *[other] { $rules } rules already known
}
cli-exceptions-no-documents = no stored document is cut otherwise
cli-exceptions-documents = { $documents ->
    [one] 1 document
   *[other] { $documents } documents
} cut again, { $before ->
    [one] 1 sentence
   *[other] { $before } sentences
} now { $after }; { $removed ->
    [one] 1 unit
   *[other] { $removed } units
} replaced by { $added }
cli-exceptions-what = { $rules }; { $documents }
cli-exceptions-stored = Stored as change set { $change }: { $what }.
cli-exceptions-dry = It would be: { $what }. Nothing was stored.
cli-exceptions-unchanged = { $rules }; nothing was changed.
cli-exceptions-frozen = { $document } keeps its sentences as they are: a person has reviewed pairs of them.
cli-change-import = import
cli-change-alignment = alignment
cli-change-segmentation = segmentation
cli-change-undo = undo

cli-segment-rules = { $rules ->
    [0] { $file } has no rules for { $language }: nothing is cut. Name the language as the file's language map does, with --lang.
    [one] 1 rule of { $file } for { $language }, patterns read as { $dialect }{ $guessed ->
        [yes] {" "}(guessed; --dialect says otherwise)
       *[no] {""}
    }
   *[other] { $rules } rules of { $file } for { $language }, patterns read as { $dialect }{ $guessed ->
        [yes] {" "}(guessed; --dialect says otherwise)
       *[no] {""}
    }
}
cli-segment-unusable = The rule “{ $rule }” is left out: { $reason }.
cli-segment-given-up = The rule “{ $rule }” took too many steps at “{ $place }” and was not asked any more in this block. Simplify its pattern.
cli-segment-kept = not cut at “{ $place }”: { $rule }, against { $against }
cli-segment-ended = ended by { $rule }
cli-segment-block-ended = ended with the block

## Tables

cli-column-beads = beads
cli-column-accept = sure
cli-column-look = look
cli-column-doubtful = doubtful
cli-column-one-sided = one-sided
cli-column-file = file
cli-stats-units = units
cli-stats-usable = usable
cli-stats-reviewed = reviewed
cli-stats-documents = documents
cli-stats-alignments = alignments
cli-stats-changes = change sets
cli-stats-bytes = bytes

units-count = { $count ->
    [one] 1 unit
   *[other] { $count } units
}

## Help

help-enface = Align two releases, keep their sentence pairs, and get answers from them
help-after = A memory is one SQLite file; nothing leaves this machine. Exit code: 0 when done, 1 when nothing was found, 2 after an error.
help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-options = Options
help-heading-arguments = Arguments
help-help = Show this help
help-version = Show the version
help-global-memory = Use this memory [else: ENFACE_MEMORY, else memory.db in your data folder]
help-global-reference = Ask this memory too, read only; its matches lose PENALTY points
help-global-ui = Speak French or English [else: as your system does]
help-global-user = Store this name with changes [else: your user name]

help-align = Align two versions of one document
help-align-usage = align [OPTIONS] SOURCE TARGET
help-align-from = Language of the source, such as fr or fr-CA [else: detected]
help-align-to = Language of the target
help-align-sentences = Take every line as a sentence and a blank line as a paragraph break
help-align-wrap = Treat line breaks of plain text: keep each, join lines, or decide by the file
help-align-dictionary = Use this dictionary: tab-separated words, or files of a dictd dictionary; may be repeated
help-align-embeddings = Ask this command, or this address of the machine, for vectors where links are in doubt
help-align-add = Store the beads in the memory
help-align-force = Align even what does not look like a translation
help-align-format = Show as facing pages, JSON, links, tab-separated or TMX [else: as the ending of -o says, else a table]
help-align-output = Write to this file; it appears only when complete
help-align-then-try = After storing, look up every sentence of this new document
help-align-date = Store this date with the change [else: now]
help-align-pairs = Align every pair of files in this folder, found by their names, or every pair that this manifest lists (source TAB target on each line)
help-align-again = With --pairs, align anew also what the memory already has
help-align-threads = With --pairs, work on so many pairs at once [else: one for each core]
help-align-write-manifest = Align nothing; write the pairs of the folder to this file, to be edited
help-align-source = The document to translate from
help-align-target = Its translation

help-import = Bring units of TMX, XLIFF, PO, XLSX, CSV, TSV, TBX or SDLTM files into the memory
help-import-usage = import [OPTIONS] FILE…
help-import-dry-run = Read and report, store nothing
help-import-recover = Keep what can be kept of a damaged TMX file and say what was repaired or lost
help-import-from = Language of the first column of a table without a heading
help-import-to = Language of the second column
help-import-date = Store this date with the change [else: now]
help-import-json = Report as JSON
help-import-files = Files to import; - is standard input

help-validate = Check TMX files and say what is wrong, with line and column
help-validate-usage = validate [OPTIONS] FILE…
help-validate-json = One finding a line as JSON
help-validate-files = Files to check, also in gzip or zip; - is standard input

help-export = Write units of the memory as TMX, XLIFF, PO, XLSX, CSV or TSV
help-export-usage = export [OPTIONS] -o FILE
help-export-preset = For whom the TMX is: generic, omegat, trados, memoq, level1, tmx11, verbatim [generic]
help-export-from = Only units with text in this language, stated as their source
help-export-to = Only units with text in this language
help-export-import = Only units of this import
help-export-document = Only units aligned from a document of this name
help-export-date = Only units of these days: 2023, 2023-10, 2023-10-03, A..B, A.. or ..B
help-export-property = Only units with a property of this type, or with this text in it
help-export-region = Regions for languages without one, as `trados` wants them: fr-CA,en-CA
help-export-watch = Write enface.tmx, or the file of -o, into this folder, and again after each change of the memory, until Ctrl-C
help-export-reviewed = Only units that a person has reviewed
help-export-min-confidence = Only reviewed units and those of at least this confidence, 0 to 1
help-export-output = Write to this file; it appears only when complete; - is standard output

help-lookup = Find stored sentences like a new one
help-lookup-usage = lookup [OPTIONS] [TEXT]
help-lookup-from = Language of the text [else: detected]
help-lookup-to = Language of the answers
help-lookup-threshold = Show matches from this share of equal words, in per cent [70]
help-lookup-limit = Show at most this many matches [5]
help-lookup-prev = The sentence before the text
help-lookup-next = The sentence after it
help-lookup-document = Look up every sentence of this document
help-lookup-exhaustive = Compare with every unit, without any index
help-lookup-json = Answer as JSON
help-lookup-text = The sentence; without it, one per line from standard input

help-extract = Show the blocks of a document as they are read
help-extract-usage = extract [OPTIONS] FILE
help-extract-json = Show as JSON
help-extract-wrap = Treat line breaks of plain text: keep each, join lines, or decide by the file
help-extract-file = The document; - is standard input

help-segment = Cut a document into sentences
help-segment-usage = segment [OPTIONS] FILE
help-segment-lang = Its language [else: detected]
help-segment-wrap = Treat line breaks of plain text: keep each, join lines, or decide by the file
help-segment-srx = Cut by this rule file alone, not by the built-in rules
help-segment-dialect = Read the patterns of the rule file as ICU's or as Java's with ASCII classes [guessed]
help-segment-explain = Show which rule ended each sentence, and which kept other places together
help-segment-export-srx = Write the rules as a rule file: those of --lang, or of all languages
help-segment-output = Where to write it [standard output]
help-segment-json = Show as JSON, with offsets and rules
help-segment-file = The document; - is standard input

help-exceptions = Keep your own rules of where sentences end, and where never
help-exceptions-usage = exceptions [OPTIONS] [COMMAND]
help-exceptions-json = Show as JSON
help-exceptions-add = Never cut after a text, and cut the stored documents again
help-exceptions-add-usage = exceptions add [OPTIONS] TEXT
help-exceptions-add-lang = Its language; fr is also fr-CA [else: that of the documents it changes]
help-exceptions-add-dry-run = Show what would change, store nothing
help-exceptions-add-date = Store this date with the change [else: now]
help-exceptions-add-json = Report as JSON
help-exceptions-add-text = What a sentence never ends after, such as "art."
help-exceptions-remove = Take a rule out, and cut the stored documents again
help-exceptions-remove-usage = exceptions remove [OPTIONS] ID|TEXT
help-exceptions-remove-lang = The language of the rule, where there are several of one name
help-exceptions-remove-dry-run = Show what would change, store nothing
help-exceptions-remove-date = Store this date with the change [else: now]
help-exceptions-remove-json = Report as JSON
help-exceptions-remove-named = The rule's id as the list shows it, or its text
help-exceptions-import = Bring in all rules of an SRX file, before those that are there
help-exceptions-import-usage = exceptions import [OPTIONS] FILE
help-exceptions-import-dry-run = Show what would change, store nothing
help-exceptions-import-date = Store this date with the change [else: now]
help-exceptions-import-json = Report as JSON
help-exceptions-import-file = The SRX file; - is standard input
help-exceptions-export = Write the rules as SRX 2.0
help-exceptions-export-usage = exceptions export -o FILE
help-exceptions-export-output = Write to this file; it appears only when complete; - is standard output

help-stats = Show what the memory holds
help-stats-usage = stats [OPTIONS]
help-stats-json = Show as JSON

help-history = Show every change to the memory
help-history-usage = history [OPTIONS]
help-history-json = Show as JSON

help-undo = Take a change back
help-undo-usage = undo [OPTIONS] [N]
help-undo-date = Store this date with the change [else: now]
help-undo-json = Report as JSON
help-undo-change = Number of the change set [else: the newest that is not itself an undo]
