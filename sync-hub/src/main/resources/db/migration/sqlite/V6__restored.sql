-- The feeds this hub had before its database was put back from copies, and up to which number the one in use has what they had.
CREATE TABLE former_feeds (
    epoch    TEXT   PRIMARY KEY,
    kept_seq BIGINT NOT NULL
);
