-- The certificate authority of the hub, in PEM: its certificate must come from this one and no other. NULL where there is
-- no TLS, or where the machine's own authorities are trusted.

ALTER TABLE enrolments ADD COLUMN hub_authority TEXT;
