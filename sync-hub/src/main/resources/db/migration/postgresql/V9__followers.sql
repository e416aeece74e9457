-- Which station took the place of another one in the same lab, as an administrator said: it may have that one's sessions again.
ALTER TABLE stations ADD COLUMN follows TEXT REFERENCES stations (id);
CREATE UNIQUE INDEX stations_follows ON stations (follows) WHERE follows IS NOT NULL;

-- All that a page of a station's own sessions needs, so that it reads none of their texts.
CREATE INDEX sessions_own ON sessions (station_id, feed_seq, lab_id, id, content_hash);
