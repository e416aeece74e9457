-- Photos, traces and documents that sessions name, each lab's for itself, by the hash of the content. The bytes lie here in
-- the pieces they came in: whatever was answered is kept, and the copy of the database has them.
CREATE TABLE attachments (
    lab_id       TEXT   NOT NULL REFERENCES labs (id),
    sha256       TEXT   NOT NULL,
    media_type   TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    received     BIGINT NOT NULL,
    station_id   TEXT   NOT NULL REFERENCES stations (id),
    begun_at     BIGINT NOT NULL,
    completed_at BIGINT,
    -- When a station said that it has it no more.
    lost_at      BIGINT,
    PRIMARY KEY (lab_id, sha256)
);

CREATE TABLE attachment_pieces (
    lab_id TEXT   NOT NULL,
    sha256 TEXT   NOT NULL,
    start  BIGINT NOT NULL,
    bytes  BYTEA  NOT NULL,
    PRIMARY KEY (lab_id, sha256, start),
    FOREIGN KEY (lab_id, sha256) REFERENCES attachments (lab_id, sha256) ON DELETE CASCADE
);

CREATE FUNCTION keep_whole_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM attachments WHERE lab_id = OLD.lab_id AND sha256 = OLD.sha256 AND completed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a received attachment is never deleted';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER attachments_keep BEFORE UPDATE ON attachments FOR EACH ROW WHEN (OLD.completed_at IS NOT NULL) EXECUTE FUNCTION refuse('a received attachment never changes');
CREATE TRIGGER attachments_stay BEFORE DELETE ON attachments FOR EACH ROW WHEN (OLD.completed_at IS NOT NULL) EXECUTE FUNCTION refuse('a received attachment is never deleted');
CREATE TRIGGER attachment_pieces_keep BEFORE UPDATE ON attachment_pieces FOR EACH ROW EXECUTE FUNCTION refuse('a received attachment never changes');
CREATE TRIGGER attachment_pieces_stay BEFORE DELETE ON attachment_pieces FOR EACH ROW EXECUTE FUNCTION keep_whole_attachment();
