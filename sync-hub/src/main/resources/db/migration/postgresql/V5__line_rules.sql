-- What a formula line asks beside its mass, as words: free_order, witness, own_vessel, compensator, accurate.
ALTER TABLE formula_lines ADD COLUMN rules TEXT NOT NULL DEFAULT '';
