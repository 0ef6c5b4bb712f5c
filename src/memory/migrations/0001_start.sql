-- The first schema. Later versions add files beside this one; this one is never edited.
--
-- Every change to the memory is a change set. A row knows the change set that made it (`change`)
-- and, when it is no longer in force, the one that removed it (`removed`): nothing is deleted, so
-- everything can be taken back. What a change set altered in rows that stood before it is in
-- `journal`, as the values before.
--
-- Offsets are bytes in UTF-8, ordinals count from 0, confidences are thousandths, language tags
-- are in normal form (`fr-CA`), `attributes` are JSON objects in the order written, `content` is
-- the canonical inner XML of the element.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change_set (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,               -- import, alignment, undo; later edit, dedupe…
    subject TEXT NOT NULL,               -- what it was about, for people: names of files
    at      TEXT NOT NULL,               -- 20231003T141500Z
    author  TEXT,
    undoes  INTEGER REFERENCES change_set (id)
) STRICT;

CREATE TABLE journal (
    change INTEGER NOT NULL REFERENCES change_set (id),
    ord    INTEGER NOT NULL,
    entity TEXT NOT NULL,                -- name of the table
    row    INTEGER NOT NULL,             -- id in that table
    before TEXT NOT NULL,                -- JSON object: column -> value before the change
    PRIMARY KEY (change, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_row ON journal (entity, row);

CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    change      INTEGER NOT NULL REFERENCES change_set (id),
    removed     INTEGER REFERENCES change_set (id),
    name        TEXT NOT NULL,           -- file name without folders
    format      TEXT NOT NULL,
    encoding    TEXT NOT NULL,
    language    TEXT NOT NULL,
    fingerprint TEXT NOT NULL            -- of the file's bytes and of the blocks read from them
) STRICT;
CREATE UNIQUE INDEX document_identity ON document (name, language, fingerprint) WHERE removed IS NULL;

CREATE TABLE block (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    ord      INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    line     INTEGER NOT NULL,           -- of the file, from 1
    path     TEXT NOT NULL,              -- table 1 row 2 column 3
    text     TEXT NOT NULL,              -- whole, so that it can be segmented again
    UNIQUE (document, ord)
) STRICT;

CREATE TABLE segment (
    id       INTEGER PRIMARY KEY,
    change   INTEGER NOT NULL REFERENCES change_set (id),
    removed  INTEGER REFERENCES change_set (id),
    document INTEGER NOT NULL REFERENCES document (id),
    ord      INTEGER NOT NULL,           -- in the document, among the segments in force
    block    INTEGER NOT NULL REFERENCES block (id),
    start    INTEGER NOT NULL,           -- in block.text
    "end"    INTEGER NOT NULL,
    rule     TEXT                        -- that ended it; null at the end of the block
) STRICT;
CREATE UNIQUE INDEX segment_place ON segment (document, ord) WHERE removed IS NULL;

CREATE TABLE alignment (
    id      INTEGER PRIMARY KEY,
    change  INTEGER NOT NULL REFERENCES change_set (id),
    removed INTEGER REFERENCES change_set (id),
    source  INTEGER NOT NULL REFERENCES document (id),
    target  INTEGER NOT NULL REFERENCES document (id)
) STRICT;
CREATE UNIQUE INDEX alignment_pair ON alignment (source, target) WHERE removed IS NULL;
CREATE INDEX alignment_target ON alignment (target);

CREATE TABLE bead (
    id         INTEGER PRIMARY KEY,
    change     INTEGER NOT NULL REFERENCES change_set (id),
    removed    INTEGER REFERENCES change_set (id),
    alignment  INTEGER NOT NULL REFERENCES alignment (id),
    ord        INTEGER NOT NULL,
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 1000),
    state      TEXT NOT NULL CHECK (state IN ('unreviewed', 'accepted', 'edited', 'left-out')),
    doubts     TEXT                      -- JSON list; null where nothing speaks against it
) STRICT;
CREATE INDEX bead_alignment ON bead (alignment, ord);

CREATE TABLE bead_segment (
    bead    INTEGER NOT NULL REFERENCES bead (id),
    side    INTEGER NOT NULL CHECK (side IN (0, 1)),   -- 0 source, 1 target
    ord     INTEGER NOT NULL,
    segment INTEGER NOT NULL REFERENCES segment (id),
    PRIMARY KEY (bead, side, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX bead_segment_segment ON bead_segment (segment);

CREATE TABLE import (
    id          INTEGER PRIMARY KEY,
    change      INTEGER NOT NULL REFERENCES change_set (id),
    removed     INTEGER REFERENCES change_set (id),
    name        TEXT NOT NULL,
    format      TEXT NOT NULL,
    header      TEXT                     -- JSON list: attributes of the root, of the header
) STRICT;

-- A unit made by an alignment is its bead seen as a unit: the bead holds its state and confidence.
CREATE TABLE unit (
    id              INTEGER PRIMARY KEY,
    change          INTEGER NOT NULL REFERENCES change_set (id),
    removed         INTEGER REFERENCES change_set (id),
    bead            INTEGER UNIQUE REFERENCES bead (id),
    import          INTEGER REFERENCES import (id),
    ord             INTEGER,             -- in its import
    state           TEXT CHECK (state IN ('unreviewed', 'accepted', 'edited', 'left-out')),
    confidence      INTEGER,             -- that an imported unit states of itself
    source_language TEXT,                -- as the unit or its file states it; null for *all*
    attributes      TEXT,
    digest          INTEGER,             -- of everything in an imported unit, to know it again
    CHECK (bead IS NULL OR import IS NULL),
    CHECK ((import IS NULL) = (ord IS NULL)),
    CHECK ((bead IS NULL) = (state IS NOT NULL))
) STRICT;
CREATE INDEX unit_import ON unit (import, ord) WHERE import IS NOT NULL;
CREATE INDEX unit_digest ON unit (digest, import) WHERE digest IS NOT NULL;

CREATE TABLE tuv (
    id            INTEGER PRIMARY KEY,
    unit          INTEGER NOT NULL REFERENCES unit (id),
    place         INTEGER NOT NULL,      -- among all children of the unit
    language      TEXT,                  -- in normal form; null where missing or no tag
    attributes    TEXT,
    content       TEXT,                  -- null where there is no seg
    content_place INTEGER NOT NULL,
    plain         TEXT                   -- the reader's text; null where equal to content
) STRICT;
CREATE INDEX tuv_unit ON tuv (unit, place);

CREATE TABLE annotation (
    id         INTEGER PRIMARY KEY,
    owner      TEXT NOT NULL CHECK (owner IN ('import', 'unit', 'tuv')),
    owner_id   INTEGER NOT NULL,
    place      INTEGER NOT NULL,         -- among all children of the owner
    name       TEXT NOT NULL,            -- note, prop, ude, or a foreign element
    attributes TEXT,
    content    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX annotation_owner ON annotation (owner, owner_id, place);
