-- What tells a thing that the hub lost from all others, so that it is known when it comes again under another number: the
-- temporary id it was made under, and its natural key.
ALTER TABLE lost_by_others ADD COLUMN temp_id TEXT;
ALTER TABLE lost_by_others ADD COLUMN natural_key TEXT;
