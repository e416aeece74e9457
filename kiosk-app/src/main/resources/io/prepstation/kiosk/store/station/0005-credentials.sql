-- Which badge and PIN of a person are remembered: how often the hub had replaced them by then.

ALTER TABLE credentials ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
