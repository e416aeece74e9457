-- A station's token is replaced from time to time. The old one is good until the new one was used; from then on, who comes
-- with the old one has a copy, and that is an alarm.

-- From when the token counts its life.
ALTER TABLE stations ADD COLUMN token_since BIGINT NOT NULL DEFAULT 0;
UPDATE stations SET token_since = enrolled_at;
-- Whether the station has come with its first token: until then the code it was let in by may be used again by it.
ALTER TABLE stations ADD COLUMN token_used BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE stations SET token_used = TRUE;
-- Handed out, not used yet.
ALTER TABLE stations ADD COLUMN next_token_hash TEXT;
CREATE UNIQUE INDEX stations_next_token ON stations (next_token_hash);

CREATE TABLE retired_tokens (
    token_hash TEXT   PRIMARY KEY,
    station_id TEXT   NOT NULL REFERENCES stations (id),
    retired_at BIGINT NOT NULL,
    tried_at   BIGINT
);
CREATE INDEX retired_tokens_tried ON retired_tokens (tried_at);

ALTER TABLE enrolment_codes ADD COLUMN station_id TEXT REFERENCES stations (id);

-- How each station is, by its own report; the clock is how far it goes ahead of the hub's.
CREATE TABLE station_reports (
    station_id  TEXT   PRIMARY KEY REFERENCES stations (id),
    reported_at BIGINT NOT NULL,
    clock_ahead BIGINT NOT NULL,
    report      TEXT   NOT NULL
);
