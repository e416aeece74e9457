package io.prepstation.kiosk.store;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.PourTraceSheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The weight against time of each weighing, and of the one that runs.
public final class PourTraces {

    /// Which pour a trace is of: a step is tared anew for each of its parts.
    public record Key(String sessionId, String stepId, Mass tare) {}

    private PourTraces() {}

    /// Keeps the trace of a weight in the transaction that is about to record or reject it, after what was kept of the same
    /// pour before the program was stopped. Repeating it changes nothing.
    public static void keep(WriteHandle handle, Key key, String dispenseId, PourTrace trace) {
        handle.sql()
                .run(
                        "INSERT INTO pour_traces (dispense_id, session_id, step_id, trace)"
                                + " VALUES (?, ?, ?, ?) ON CONFLICT (dispense_id) DO NOTHING",
                        dispenseId,
                        key.sessionId(),
                        key.stepId(),
                        whole(handle, key, trace).text());
    }

    /// What is to be kept with a checkpoint: the trace after what was kept of the same pour already.
    public static PourTrace whole(ReadHandle handle, Key key, PourTrace trace) {
        return running(handle, key).map(trace::following).orElse(trace);
    }

    /// What was kept of a pour with its last checkpoint.
    public static Optional<PourTrace> running(ReadHandle handle, Key key) {
        return handle.sql()
                .first(
                        "SELECT trace FROM checkpoint WHERE session_id = ? AND step_id = ?"
                                + " AND tare = ? AND trace IS NOT NULL",
                        row -> row.getString(1),
                        key.sessionId(),
                        key.stepId(),
                        key.tare().toString())
                .flatMap(PourTraces::readable);
    }

    /// To the checkpoint that was just saved.
    ///
    /// @param trace null if nothing was seen yet
    public static void checkpoint(WriteHandle handle, String sessionId, @Nullable PourTrace trace) {
        handle.sql()
                .run(
                        "UPDATE checkpoint SET trace = ? WHERE session_id = ?",
                        trace == null ? null : trace.text(),
                        sessionId);
    }

    /// By dispense, in the order they were weighed; one that is not as it was written is left to the verification.
    public static Map<String, PourTrace> ofSession(ReadHandle handle, String sessionId) {
        Map<String, PourTrace> traces = new LinkedHashMap<>();
        handle.sql()
                .list(
                        "SELECT dispense_id, trace FROM pour_traces WHERE session_id = ? ORDER BY rowid",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        sessionId)
                .forEach(row ->
                        readable(row.getValue())
                                .ifPresent(trace -> traces.put(row.getKey(), trace)));
        return traces;
    }

    private static Optional<PourTrace> readable(String text) {
        try {
            return Optional.of(PourTrace.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The hash of a weight's trace, as the audit trail has it; empty if there is none.
    public static Optional<String> hash(ReadHandle handle, String dispenseId) {
        return handle.sql()
                .first(
                        "SELECT trace FROM pour_traces WHERE dispense_id = ?",
                        row -> Sha256.hex(row.getString(1)),
                        dispenseId);
    }

    /// A row as verification sees it.
    ///
    /// @param hash of the trace
    public record Kept(String dispenseId, String stepId, String hash) {}

    /// Every row that names the session, in the order they were written.
    public static List<Kept> rows(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        "SELECT dispense_id, step_id, trace FROM pour_traces"
                                + " WHERE session_id = ? ORDER BY rowid",
                        row ->
                                new Kept(
                                        row.getString(1),
                                        row.getString(2),
                                        Sha256.hex(row.getString(3))),
                        sessionId);
    }

    /// One hash of all traces of a session, of rejected weights too: what an ended session has of them can neither be altered
    /// nor taken away, nor another one put in.
    public static String hashOfAll(ReadHandle handle, String sessionId) {
        return Sha256.hex(textOfAll(handle, sessionId));
    }

    /// The text of which that is the hash; empty if there are none.
    public static String textOfAll(ReadHandle handle, String sessionId) {
        return PourTraceSheet.text(
                handle.sql()
                        .list(
                                "SELECT dispense_id, step_id, trace FROM pour_traces"
                                        + " WHERE session_id = ? ORDER BY dispense_id",
                                row ->
                                        PourTraceSheet.line(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3)),
                                sessionId));
    }
}
