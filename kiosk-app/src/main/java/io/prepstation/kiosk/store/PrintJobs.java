package io.prepstation.kiosk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The labels that were asked for and what became of them, in the station's own file: a printer belongs to no lab.
public final class PrintJobs {

    private static final String OF_SESSION =
            "SELECT * FROM print_jobs WHERE tenant_id = ? AND lab_id = ? AND session_id = ?"
                    + " ORDER BY copy_no DESC LIMIT 1";

    private final DatabaseFile file;

    PrintJobs(DatabaseFile file) {
        this.file = file;
    }

    /// Queues the next copy of a session's label; the first is copy 1.
    ///
    /// @param before so many may be about of which this file knows nothing
    public PrintJob add(String id, LabKey lab, String sessionId, int before, Instant now)
            throws StoreException {
        return file.write(handle -> {
            int known = latest(handle, lab, sessionId).map(PrintJob::copy).orElse(0);
            int copy = Math.max(known, before) + 1;
            handle.sql()
                    .run(
                            "INSERT INTO print_jobs (id, tenant_id, lab_id, session_id, copy_no, status,"
                                    + " created_at, next_try_at) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)",
                            id,
                            lab.tenantId(),
                            lab.labId(),
                            sessionId,
                            copy,
                            now.toEpochMilli(),
                            now.toEpochMilli());
            return new PrintJob(id, lab, sessionId, copy, PrintJob.Status.WAITING, 0, "", now);
        });
    }

    /// The last label asked for of a session.
    public Optional<PrintJob> latest(LabKey lab, String sessionId) throws StoreException {
        return file.read(handle -> latest(handle, lab, sessionId));
    }

    /// What waits to be printed in a lab, the oldest first.
    public List<PrintJob> waiting(LabKey lab) throws StoreException {
        return file.read(handle ->
                handle.sql()
                        .list(
                                "SELECT * FROM print_jobs WHERE status = 'waiting' AND tenant_id = ?"
                                        + " AND lab_id = ? ORDER BY created_at, copy_no",
                                PrintJobs::job,
                                lab.tenantId(),
                                lab.labId()));
    }

    /// Another try came to nothing.
    public void postpone(PrintJob job, String problem, Instant nextTry) throws StoreException {
        file.change(handle ->
                handle.sql()
                        .run(
                                "UPDATE print_jobs SET attempts = attempts + 1, problem = ?, next_try_at = ?"
                                        + " WHERE id = ?",
                                problem,
                                nextTry.toEpochMilli(),
                                job.id()));
    }

    public void finish(PrintJob job, PrintJob.Status status, String problem) throws StoreException {
        file.change(handle ->
                handle.sql()
                        .run(
                                "UPDATE print_jobs SET attempts = attempts + 1, status = ?, problem = ?"
                                        + " WHERE id = ?",
                                status.word(),
                                problem,
                                job.id()));
    }

    private static Optional<PrintJob> latest(ReadHandle handle, LabKey lab, String sessionId) {
        return handle.sql()
                .first(OF_SESSION, PrintJobs::job, lab.tenantId(), lab.labId(), sessionId);
    }

    private static PrintJob job(ResultSet row) throws SQLException {
        return new PrintJob(
                row.getString("id"),
                new LabKey(row.getString("tenant_id"), row.getString("lab_id")),
                row.getString("session_id"),
                row.getInt("copy_no"),
                PrintJob.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getString("problem"),
                Instant.ofEpochMilli(row.getLong("next_try_at")));
    }
}
