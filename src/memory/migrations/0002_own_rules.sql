-- A person's own segmentation rules, and cuts that can be altered in one place.

-- Asked before the built-in rules of a language, in the order of `ord`, the lowest first. Rules that
-- come in stand before those that are there, so `ord` is negative and goes down.
CREATE TABLE segmentation_rule (
    id        INTEGER PRIMARY KEY,
    change    INTEGER NOT NULL REFERENCES change_set (id),
    removed   INTEGER REFERENCES change_set (id),
    ord       INTEGER NOT NULL,
    languages TEXT NOT NULL,             -- pattern that fits the tags it is for, as in SRX
    name      TEXT NOT NULL,             -- for people: own:art.
    breaks    INTEGER NOT NULL CHECK (breaks IN (0, 1)),
    before    TEXT NOT NULL,
    after     TEXT NOT NULL,
    typed     TEXT                       -- where the rule is "never cut after" this text
) STRICT;
CREATE UNIQUE INDEX segmentation_rule_once ON segmentation_rule (languages, breaks, before, after)
    WHERE removed IS NULL;

-- The place of a segment is its block and its start. A number in the document would have to be
-- altered in every segment behind a new cut.
DROP INDEX segment_place;
ALTER TABLE segment DROP COLUMN ord;
CREATE UNIQUE INDEX segment_place ON segment (document, block, start) WHERE removed IS NULL;

-- Sentences that came one a line (`align --sentences`) end by the rule `line`, so that nobody cuts
-- them again. Before, they had no rule, nor had a plain text of blocks with one sentence each: to
-- leave that one alone does no harm.
UPDATE segment SET rule = 'line' WHERE (document, change) IN (
    SELECT segment.document, segment.change
    FROM segment JOIN document ON document.id = segment.document
    WHERE document.format = 'text'
    GROUP BY segment.document, segment.change HAVING count(segment.rule) = 0);
