package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What stations said that they have begun, the last of each: a bench does one after the other.
public final class RunningSessionTable {

    private final Handle handle;

    RunningSessionTable(Handle handle) {
        this.handle = handle;
    }

    /// It takes the place of what the station said before.
    public void put(RunningSession session) {
        handle.createUpdate(
                        """
                        INSERT INTO running_sessions (station_id, session_id, lab_id, formula_id, operator, started_at)
                        VALUES (:stationId, :id, :labId, :formulaId, :operator, :startedAt)
                        ON CONFLICT (station_id) DO UPDATE SET session_id = excluded.session_id,
                            lab_id = excluded.lab_id, formula_id = excluded.formula_id,
                            operator = excluded.operator, started_at = excluded.started_at
                        """)
                .bind("stationId", session.stationId())
                .bind("id", session.id())
                .bind("labId", session.labId())
                .bind("formulaId", HubNumber.of(session.formulaId()).orElseThrow())
                .bind("operator", session.operator())
                .bind("startedAt", session.startedAt())
                .execute();
    }

    /// Whether or not it is over.
    public Optional<RunningSession> find(String id) {
        return handle.createQuery("SELECT * FROM running_sessions WHERE session_id = :id")
                .bind("id", id)
                .map((row, context) -> session(row))
                .findOne();
    }

    /// Those whose bundle did not come yet, the newest first: the transaction that takes or refuses it ends them, in whatever order
    /// both came. One of a station that was turned away will never come.
    public List<RunningSession> running(Collection<String> labIds) {
        if (labIds.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        """
                        SELECT r.* FROM running_sessions r JOIN stations t ON t.id = r.station_id
                        WHERE t.revoked_at IS NULL AND r.lab_id IN (<labs>)
                            AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = r.session_id)
                            AND NOT EXISTS (SELECT 1 FROM refused_uploads u
                                WHERE u.session_id = r.session_id AND u.lab_id = r.lab_id)
                        ORDER BY r.started_at DESC, r.session_id
                        """)
                .bindList("labs", labIds.stream().sorted().toList())
                .map((row, context) -> session(row))
                .list();
    }

    private static RunningSession session(ResultSet row) throws SQLException {
        return new RunningSession(
                row.getString("session_id"),
                row.getString("station_id"),
                row.getString("lab_id"),
                row.getString("formula_id"),
                row.getString("operator"),
                row.getLong("started_at"));
    }
}
