-- What derived files beside a memory are checked by, and languages found without reading every text.

-- Random, so that no two change sets are the same one: a derived file that names the number and the
-- seal of a change set was made of this memory as it was after it.
ALTER TABLE change_set ADD COLUMN seal INTEGER;
UPDATE change_set SET seal = random();

-- The languages that texts were ever stored in, those of entries of term bases too. Nothing is
-- taken out here: whether a text in force still has one is asked of the texts.
CREATE TABLE language (
    tag TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO language SELECT DISTINCT language FROM tuv WHERE language IS NOT NULL;
