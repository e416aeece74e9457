-- How people prove who they are, and how often somebody failed to. Hashes are Argon2id under the pepper beside the keys.
ALTER TABLE users ADD COLUMN pin_hash TEXT;
-- Whether somebody else chose the PIN: it is good for changing it and nothing else.
ALTER TABLE users ADD COLUMN pin_given BOOLEAN NOT NULL DEFAULT FALSE;

-- What too many failures have closed: a badge, a login, an address.
CREATE TABLE lockouts (
    door         TEXT    PRIMARY KEY,
    failures     INTEGER NOT NULL,
    closed_until BIGINT  NOT NULL
);

CREATE INDEX lockouts_closed ON lockouts (closed_until);
