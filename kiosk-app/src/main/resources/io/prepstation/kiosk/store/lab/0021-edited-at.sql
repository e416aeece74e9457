-- When what an operation says was said last. Until it is sent it takes later edits in and waits since the first; the hub judges
-- by the last. NULL: never since it was made.

ALTER TABLE outbox ADD COLUMN edited_at INTEGER;
