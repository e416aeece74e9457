-- How often a person's badge or PIN were replaced. Stations hear of it by the feed and forget what they remember of the ones before.
ALTER TABLE users ADD COLUMN credential_version INTEGER NOT NULL DEFAULT 0;
