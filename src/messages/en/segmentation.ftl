# What the room `segmentation` says to people, in English; ../fr/segmentation.ftl has the same entries.

segmentation-not-xml = The rule file is not well-formed XML at line { $line }, column { $column }: { $detail }. Correct the file there.
segmentation-not-srx = The file holds no SRX rules: there is no <srx> with a <body>. Give a file in SRX 2.0.
segmentation-no-group = The language map names the rules “{ $group }”, which the file does not have. Correct the name in <languagemap>.
segmentation-map = The language pattern “{ $pattern }” cannot be used: { $detail }. Correct it in <languagemap>.
segmentation-pattern = The rule “{ $rule }” cannot be used: { $detail }. Correct or remove it; no rule is left out silently.
segmentation-too-large = The rules of this language are too large together: { $detail }. Remove rules or shorten their repetitions.
