-- Entries of term bases found without reading every unit: each lookup asks for them.
CREATE INDEX unit_term ON unit (id) WHERE term = 1;
