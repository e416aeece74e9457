-- Labels asked for, until they are printed: a station that was switched off meanwhile prints them afterwards.
CREATE TABLE print_jobs (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    lab_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    copy_no INTEGER NOT NULL CHECK (copy_no > 0),
    status TEXT NOT NULL CHECK (status IN ('waiting', 'printed', 'unsure')),
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    UNIQUE (tenant_id, lab_id, session_id, copy_no)
) STRICT;
CREATE INDEX print_jobs_by_status ON print_jobs (status, next_try_at);
