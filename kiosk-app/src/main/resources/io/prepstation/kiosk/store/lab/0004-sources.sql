-- Where what is weighed comes from, and what of it is the substance.
ALTER TABLE dispenses ADD COLUMN potency_percent TEXT;
ALTER TABLE dispenses ADD COLUMN manual_reason TEXT;
ALTER TABLE checkpoint ADD COLUMN lot_id TEXT;
ALTER TABLE checkpoint ADD COLUMN lot_number TEXT;
ALTER TABLE checkpoint ADD COLUMN container_id TEXT;
ALTER TABLE checkpoint ADD COLUMN potency_percent TEXT;
