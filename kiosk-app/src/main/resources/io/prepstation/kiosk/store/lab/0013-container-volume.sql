-- What a container holds, in decimal millilitres; null if nobody knows.
ALTER TABLE containers ADD COLUMN volume_ml TEXT;
