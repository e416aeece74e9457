package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.PourTraces.Kept;
import io.prepstation.kiosk.store.ReadHandle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds the pour traces of a session against its audit events: the event of a weight has the hash of how it came to be,
/// the one of the end that of all traces. Sessions that ended before the station reckoned the latter do not have it.
final class TraceVerification {

    private final ReadHandle handle;

    TraceVerification(ReadHandle handle) {
        this.handle = handle;
    }

    /// @param running while it runs, every trace belongs to a weight that an event names
    Optional<Fault> fault(String sessionId, boolean running, List<Told> events) {
        Map<String, Kept> written = written(events);
        Set<String> named = new HashSet<>();
        Set<String> ends = new HashSet<>();
        for (Told event : events) {
            named.add(event.text("dispenseId"));
            if (event.details().has(SessionEvents.TRACES_HASH)) {
                ends.add(event.text(SessionEvents.TRACES_HASH));
            }
        }
        Set<Kept> rows = new HashSet<>(PourTraces.rows(handle, sessionId));
        Optional<String> altered =
                written.values().stream()
                        .filter(trace -> !rows.removeIf(row -> isOf(row, trace)))
                        .map(Kept::dispenseId)
                        .findFirst();
        return altered.or(() ->
                        rows.stream()
                                .map(Kept::dispenseId)
                                .filter(dispense -> running || named.contains(dispense))
                                .findFirst())
                .map(dispense -> ofDispense(dispense, sessionId))
                .or(() ->
                        ends.stream()
                                .filter(end -> !end.equals(PourTraces.hashOfAll(handle, sessionId)))
                                .findFirst()
                                .map(_ -> ofSession(sessionId)));
    }

    /// A session that came back has the traces of its weights before the backup, or all, and no others: the rest is at the hub.
    ///
    /// @param before what this file's trail said of it before it came back
    /// @param slice all that the trail said of it where it ended
    Optional<Fault> faultOfPart(String sessionId, List<Told> before, List<Told> slice) {
        String all = PourTraces.hashOfAll(handle, sessionId);
        if (slice.stream().anyMatch(event -> event.text(SessionEvents.TRACES_HASH).equals(all))) {
            return Optional.empty();
        }
        List<Kept> rows = PourTraces.rows(handle, sessionId);
        Map<String, Kept> written = written(slice);
        Optional<String> altered =
                rows.stream()
                        .filter(row -> {
                            Kept trace = written.get(row.dispenseId());
                            return trace == null || !isOf(row, trace);
                        })
                        .map(Kept::dispenseId)
                        .findFirst();
        return altered.or(() ->
                        written(before).values().stream()
                                .filter(trace -> rows.stream().noneMatch(row -> isOf(row, trace)))
                                .map(Kept::dispenseId)
                                .findFirst())
                .map(dispense -> ofDispense(dispense, sessionId));
    }

    private static Map<String, Kept> written(List<Told> events) {
        Map<String, Kept> written = new HashMap<>();
        for (Told event : events) {
            if (event.details().has(SessionEvents.TRACE_HASH)) {
                String dispense = event.text("dispenseId");
                String hash = event.text(SessionEvents.TRACE_HASH);
                written.put(dispense, new Kept(dispense, event.text("stepId"), hash));
            }
        }
        return written;
    }

    /// Not every event of a rejected weight names its step.
    private static boolean isOf(Kept row, Kept written) {
        return row.dispenseId().equals(written.dispenseId())
                && row.hash().equals(written.hash())
                && (written.stepId().isEmpty() || row.stepId().equals(written.stepId()));
    }

    private static Fault ofDispense(String dispense, String sessionId) {
        return new Fault(
                "pour trace of dispense " + dispense + " of session " + sessionId,
                "it is not the one of its audit event");
    }

    private static Fault ofSession(String sessionId) {
        return new Fault(
                "pour traces of session " + sessionId, "they are not the ones of its audit event");
    }
}
