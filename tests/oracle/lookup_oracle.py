#!/usr/bin/env python3
"""An oracle for `enface lookup`: says what a memory must answer, by another way than the program.

    lookup_oracle.py MEMORY_TSV QUERIES ANSWERS_JSONL [--threshold N] [--least-found N]

MEMORY_TSV is what was imported: `source TAB target`, after a line of language tags. QUERIES holds
one query a line, ANSWERS_JSONL what `lookup --json --limit 100000 --threshold N` answered to them
on standard input. The limit is that large because a limit cuts by score, and the question here is
which units reach the threshold at all.

It was written from the contract (what words and scores mean), not from the program, and must stay
so: where the two differ, one of them is wrong. Every stored sentence is compared with every query;
the one filter before the distance leaves out what shares too few words to reach the threshold.

Queries of three words or fewer are left out: they obey a stricter rule. So is what needs more than
one memory, a context, inline codes or units that nobody reviewed: a table holds none of these.

Prints one line for each difference and one at the end; exits 1 where anything differs.
"""

import argparse
import collections
import json
import re
import sys
import unicodedata

# --- what a word is -------------------------------------------------------------------------------

# Ways to type one character; a backquote is none of them.
APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\uff07]")

# The contract names runs of letters and digits, all numbers as one class, and clitics as words of
# their own. What it leaves open is taken from docs/matching.md: a number is what begins with a
# digit, up to its unit or ending (`12e`, `14h30`, `1,250.5`); groups of three after one space
# belong to it; the clitics are these; any other apostrophe stays inside its word (`aujourd'hui`), and
# so does a decimal comma (`CM0,589`).
LETTER = r"[^\W_]"
GROUPED = r"[0-9]{1,3}(?:\s[0-9]{3})+(?:[.,][0-9]+)*(?!\w)"
JOINED = rf"(?:{LETTER}|(?<=[0-9])[.,;'](?=[0-9])|(?<=[^\W\d_])[.:'](?=[^\W\d_]))"
NUMBER = rf"(?<!\w)[0-9](?:_|{JOINED})*|(?<!{LETTER})[0-9]{JOINED}*"
FRENCH = r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'"
ENGLISH = r"'(?:s|re|ve|ll|d|m)(?!\w)|n't(?!\w)"
WORD = re.compile(
    rf"(?P<number>(?<!{LETTER}){GROUPED}|{NUMBER})"
    rf"|(?<!{LETTER})(?<!{LETTER}')(?:{FRENCH})"
    rf"|(?<={LETTER})(?:{ENGLISH})"
    rf"|{LETTER}(?:(?!{ENGLISH})(?:{LETTER}|'(?={LETTER})|(?<=[0-9])[,;](?=[0-9])))*"
)


def classes(text):
    """Returns the word classes of a text: what the distance counts."""
    folded = APOSTROPHES.sub("'", unicodedata.normalize("NFC", text)).lower()
    # All numbers are one class, so that another number costs nothing here.
    return ["#" if found["number"] else found[0] for found in WORD.finditer(folded)]


# --- what is identical ----------------------------------------------------------------------------

# Quotation marks, each a way to type `"`, with the spaces that French puts inside.
QUOTES = re.compile("\\s*[»”]|[«“]\\s*|[„‟\"]")
SPACES = re.compile(r"\s+")


def plain(text):
    """Returns a text without its typography: equal texts differ in spaces, quotes, apostrophes."""
    text = APOSTROPHES.sub("'", unicodedata.normalize("NFC", text))
    text = QUOTES.sub('"', text)
    # A space before a high sign is a habit of Europe, none is one of Canada: both are the same.
    text = re.sub(r"\s+([;:?!%])", r"\1", text)
    return SPACES.sub(" ", text).strip()


# --- which units reach a threshold ----------------------------------------------------------------


def distance(one, other):
    """Returns the Levenshtein distance of two sequences: the textbook's table, row by row."""
    row = list(range(len(other) + 1))
    for i, word in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (word != against))
    return row[-1]


class Memory:
    """The pairs of a table, by the classes of their sources: equal classes have equal bases."""

    def __init__(self, pairs):
        by_classes = collections.defaultdict(set)
        for source, target in pairs:
            # A pair without one of its sides is stored, but answers nothing.
            if source.strip() and target.strip():
                by_classes[tuple(classes(source))].add((source, target))
        self.rows = list(by_classes.items())
        # For each word, the rows that hold it, and how often: to count what is in common.
        self.holders = collections.defaultdict(list)
        for number, (words, _) in enumerate(self.rows):
            for word, times in collections.Counter(words).items():
                self.holders[word].append((number, times))

    def reaching(self, words, threshold):
        """Returns {(source, target): base} of all that reaches the threshold, in integers."""
        common = [0] * len(self.rows)
        for word, times in collections.Counter(words).items():
            for number, there in self.holders.get(word, ()):
                common[number] += there if there < times else times
        found = {}
        for number, shared in enumerate(common):
            # L − D words at most stay as they are, and those are in common.
            if 100 * shared < threshold * len(words):
                continue
            stored, pairs = self.rows[number]
            longest = max(len(words), len(stored))
            if 100 * shared < threshold * longest:
                continue
            base = 100 * (longest - distance(words, stored)) // longest
            if base >= threshold:
                found.update((pair, base) for pair in pairs)
        return found


# --- what an answer says of itself ----------------------------------------------------------------

# Points that are no matter of the texts compared: a source identical to the query may lose them.
NOT_OF_THE_SOURCE = {"ambiguous"}


def band(score):
    """Returns the band of a score; the contract names none below 50."""
    for least, name in ((100, str(score)), (95, "95-99"), (85, "85-94"), (75, "75-84")):
        if score >= least:
            return name
    return "50-74" if score >= 50 else "none"


def faults(query, match):
    """Yields what is wrong in one match, seen alone."""
    score, base, source = match["score"], match["base"], match["source"]
    points = [penalty["points"] for penalty in match["penalties"]]
    # 101 and 102 need a context, and there is none here.
    if score != base - sum(points) or any(point < 0 for point in points):
        yield f"score {score} is not base {base} less {points}"
    if match["band"] != band(score):
        yield f"band {match['band']} of score {score}"
    if match["context"] != "none":
        yield f"context {match['context']} without a context"
    if plain(source) == plain(query):
        ids = {penalty["id"] for penalty in match["penalties"] if penalty["points"]}
        if base != 100 or ids - NOT_OF_THE_SOURCE:
            yield f"typography loses: base {base}, {sorted(ids)}"
    elif score > 99:
        yield f"score {score} of a source that is not identical"
    if source == query and match["adapted"] != match["target"]:
        yield "adapted is not target, though the source is the query"


def differences(memory, query, answer, threshold):
    """Yields all that differs in the answer to one query."""
    if answer["query"] != query:
        yield f"answers another query: {answer['query']!r}"
        return
    told = {}
    for match in answer["matches"]:
        pair = match["source"], match["target"]
        if pair in told:
            yield f"told twice: {pair[0]!r}"
        told[pair] = match["base"]
        for fault in faults(query, match):
            yield f"{fault}: {pair[0]!r}"
    scores = [match["score"] for match in answer["matches"]]
    if scores != sorted(scores, reverse=True):
        yield "not ordered by score"
    words = classes(query)
    expected = memory.reaching(words, threshold)
    for pair in sorted(expected.keys() | told.keys()):
        if expected.get(pair) != told.get(pair):
            yield f"base {told.get(pair)}, expected {expected.get(pair)}: {pair[0]!r}"


def lines(path):
    """Returns the lines of a file; only a line feed ends one."""
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\r\n") for line in file]


def main():
    """Compares, prints the differences and the summary, returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("memory")
    parser.add_argument("queries")
    parser.add_argument("answers")
    parser.add_argument("--threshold", type=int, default=70)
    # So that a test of nothing does not pass.
    parser.add_argument("--least-found", type=int, default=1, help="queries that must have a match")
    asked = parser.parse_args()

    memory = Memory(line.split("\t")[:2] for line in lines(asked.memory)[1:])
    queries = lines(asked.queries)
    answers = [json.loads(line) for line in lines(asked.answers)]
    wrong = compared = short = found = matches = 0
    if len(queries) != len(answers):
        print(f"{len(queries)} queries, {len(answers)} answers")
        wrong += 1
    for number, (query, answer) in enumerate(zip(queries, answers), 1):
        if len(classes(query)) <= 3:
            short += 1
            continue
        compared += 1
        found += bool(answer["matches"])
        matches += len(answer["matches"])
        for difference in differences(memory, query, answer, asked.threshold):
            print(f"query {number} {query!r}: {difference}")
            wrong += 1
    if found < asked.least_found:
        print(f"only {found} queries have a match, {asked.least_found} expected")
        wrong += 1
    print(
        f"threshold {asked.threshold}: {compared} queries compared ({short} short ones left out),"
        f" {found} with matches, {matches} matches, {wrong} differences"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
