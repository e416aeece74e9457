-- Sessions of the station that this one follows come back from the hub with the attempt numbers that station gave.

DROP INDEX sessions_by_formula;
CREATE UNIQUE INDEX sessions_by_formula ON sessions (formula_id, station_id, attempt_no);
