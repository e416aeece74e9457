-- Who made an ingredient, when, and under which temporary id; when it last changed. Of those that are there already the feed
-- knows when, as far back as it goes. Who made them nobody wrote down.
ALTER TABLE ingredients ADD COLUMN created_at BIGINT;
ALTER TABLE ingredients ADD COLUMN created_by TEXT;
ALTER TABLE ingredients ADD COLUMN updated_at BIGINT;
ALTER TABLE ingredients ADD COLUMN temp_id TEXT;

UPDATE ingredients SET
    created_at = (SELECT min(f.committed_at) FROM feed f
        WHERE f.entity = 'ingredients' AND f.id = CAST(ingredients.id AS TEXT) AND f.version = 1),
    updated_at = (SELECT max(f.committed_at) FROM feed f
        WHERE f.entity = 'ingredients' AND f.id = CAST(ingredients.id AS TEXT));
