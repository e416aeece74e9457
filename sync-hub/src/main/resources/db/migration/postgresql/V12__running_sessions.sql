-- What each station said last that it has begun. It runs until its bundle comes, whether that is taken or refused.
CREATE TABLE running_sessions (
    station_id TEXT   PRIMARY KEY REFERENCES stations (id),
    session_id TEXT   NOT NULL UNIQUE,
    lab_id     TEXT   NOT NULL REFERENCES labs (id),
    formula_id BIGINT NOT NULL REFERENCES formulas (id),
    operator   TEXT   NOT NULL REFERENCES users (id),
    started_at BIGINT NOT NULL
);
