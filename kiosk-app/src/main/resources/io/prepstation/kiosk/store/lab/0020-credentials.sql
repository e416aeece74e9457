-- How often the hub says a person's badge or PIN were replaced.

ALTER TABLE users ADD COLUMN credential_version INTEGER NOT NULL DEFAULT 0;
