-- A unit and each of its texts is one row, and what a change set did to many rows in a line is one
-- row of the journal: so half a million units come, go and come back in seconds.
--
-- `annotations` is a JSON list, null where it is empty: [place among all children of the owner,
-- name (note, prop, ude, a foreign element), attributes, content]. They stood in a table of their own.

ALTER TABLE import ADD COLUMN annotations TEXT;
UPDATE import SET annotations = nullif((
    SELECT json_group_array(json_array(place, name, json(coalesce(attributes, '{}')), content))
    FROM (SELECT * FROM annotation WHERE owner = 'import' AND owner_id = import.id ORDER BY place)
), '[]');

-- Anew without the unique index over `bead`, which had an entry for every imported unit too.
CREATE TABLE new_unit (
    id              INTEGER PRIMARY KEY,
    change          INTEGER NOT NULL REFERENCES change_set (id),
    removed         INTEGER REFERENCES change_set (id),
    bead            INTEGER REFERENCES bead (id),
    import          INTEGER REFERENCES import (id),
    ord             INTEGER,             -- in its import
    state           TEXT,                -- unreviewed, accepted, edited, left-out
    confidence      INTEGER,             -- that an imported unit states of itself
    source_language TEXT,                -- as the unit or its file states it; null for *all*
    attributes      TEXT,
    annotations     TEXT,
    digest          INTEGER,             -- of everything in an imported unit, to know it again
    term            INTEGER NOT NULL DEFAULT 0 CHECK (term IN (0, 1)),  -- an entry of a term base
    CHECK (bead IS NULL OR import IS NULL),
    CHECK ((import IS NULL) = (ord IS NULL)),
    CHECK ((bead IS NULL) = (state IS NOT NULL)),
    -- A list would be made anew, as a table, for every row that comes in.
    CHECK (state = 'accepted' OR state = 'unreviewed' OR state = 'edited' OR state = 'left-out')
) STRICT;
INSERT INTO new_unit
SELECT id, change, removed, bead, import, ord, state, confidence, source_language, attributes,
       nullif((
           SELECT json_group_array(json_array(place, name, json(coalesce(attributes, '{}')), content))
           FROM (SELECT * FROM annotation WHERE owner = 'unit' AND owner_id = unit.id ORDER BY place)
       ), '[]'),
       digest, 0
FROM unit;
DROP TABLE unit;
ALTER TABLE new_unit RENAME TO unit;
CREATE INDEX unit_change ON unit (change);
CREATE UNIQUE INDEX unit_bead ON unit (bead) WHERE bead IS NOT NULL;
CREATE INDEX unit_import ON unit (import, ord) WHERE import IS NOT NULL;
CREATE INDEX unit_digest ON unit (digest, import) WHERE digest IS NOT NULL;

ALTER TABLE tuv ADD COLUMN annotations TEXT;
UPDATE tuv SET annotations = (
    SELECT json_group_array(json_array(place, name, json(coalesce(attributes, '{}')), content))
    FROM (SELECT * FROM annotation WHERE owner = 'tuv' AND owner_id = tuv.id ORDER BY place)
) WHERE id IN (SELECT owner_id FROM annotation WHERE owner = 'tuv');
-- Attributes are null where they are nothing but xml:lang with the language as it stands there.
UPDATE tuv SET attributes = NULL WHERE attributes = json_object('xml:lang', language);
DROP TABLE annotation;

-- The last of the rows `row` to `last` that held the same before; null where it is one row.
ALTER TABLE journal ADD COLUMN last INTEGER;
CREATE INDEX journal_run ON journal (entity, row) WHERE last IS NOT NULL;
