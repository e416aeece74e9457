-- A hub that was put back has lost a version of a formula, and somebody makes one with its number again. The lost one stays, retired,
-- for the sessions that were weighed by it; only of those that live each number is there once.

CREATE TABLE formula_versions_new (
    id TEXT PRIMARY KEY,
    formula_id TEXT NOT NULL REFERENCES formulas (id) ON UPDATE CASCADE,
    version_no INTEGER NOT NULL CHECK (version_no > 0),
    status TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'retired')),
    effective_from TEXT NOT NULL,
    base_amount TEXT NOT NULL,
    base_unit TEXT NOT NULL
) STRICT;
INSERT INTO formula_versions_new (id, formula_id, version_no, status, effective_from, base_amount, base_unit)
    SELECT id, formula_id, version_no, status, effective_from, base_amount, base_unit FROM formula_versions;
DROP TABLE formula_versions;
ALTER TABLE formula_versions_new RENAME TO formula_versions;
CREATE INDEX formula_versions_by_number ON formula_versions (formula_id, version_no);
CREATE UNIQUE INDEX formula_versions_living ON formula_versions (formula_id, version_no) WHERE status <> 'retired';
