-- What a person chose for a thing that refers to another that is gone, so that nobody is asked again (SYN-6).

CREATE TABLE orphan_choice (
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    parent_type TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('queued', 'kept')),
    PRIMARY KEY (entity_type, entity_id, parent_type, parent_id)
) STRICT, WITHOUT ROWID;

-- What refers to a deleted thing is looked for by the deleted ones, which are few.
CREATE INDEX ingredients_gone ON ingredients (id) WHERE withdrawn = 1;
CREATE INDEX lots_gone ON lots (id) WHERE withdrawn = 1;
CREATE INDEX containers_gone ON containers (id) WHERE withdrawn = 1;

-- Which sessions were weighed from a lot is asked for each lot that is not at the hub.
CREATE INDEX dispenses_by_lot_id ON dispenses (lot_id, session_id) WHERE lot_id IS NOT NULL;
