-- Which station took the place of another one in the same lab, as an administrator said: it may have that one's sessions again.
ALTER TABLE stations ADD COLUMN follows TEXT REFERENCES stations (id);
CREATE UNIQUE INDEX stations_follows ON stations (follows) WHERE follows IS NOT NULL;
