package io.prepstation.kiosk.store;

import io.prepstation.model.record.AuditEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a part of the audit trail, the newest events first (REC-1).
///
/// @param sessionId only what belongs to this session; null for everything
public record AuditQuery(Filter filter, @Nullable String sessionId, int most) {

    /// Which kinds of event are looked at.
    public enum Filter {
        ALL,
        DEVIATIONS,
        ENDS,
        RIGHTS;

        /// Empty for every kind.
        private List<String> kinds() {
            return switch (this) {
                case ALL -> List.of();
                case DEVIATIONS ->
                        List.of("deviation_recorded", "session_failed", "session_locked_failed");
                case ENDS ->
                        List.of(
                                "session_completed",
                                "session_failed",
                                "session_locked_failed",
                                "session_refused_by_hub",
                                "session_corrected");
                case RIGHTS -> List.of("formula_unlocked", "station_key");
            };
        }
    }

    public List<AuditEvent> ask(ReadHandle handle) {
        String id = sessionId;
        if (id != null) {
            return ofSession(handle, id).reversed().stream()
                    .filter(this::isWanted)
                    .limit(most)
                    .toList();
        }
        return filter.kinds().isEmpty()
                ? AuditTrail.newest(handle, most)
                : newestOf(handle, filter.kinds());
    }

    /// Of one that came back from the hub, what its text says was done, then that it came back.
    private static List<AuditEvent> ofSession(ReadHandle handle, String id) {
        List<AuditEvent> own = AuditTrail.ofSession(handle, id);
        if (!ReturnedRows.isOne(handle, id)) {
            return own;
        }
        List<AuditEvent> all = new ArrayList<>();
        FrozenText.find(handle, id).ifPresent(text -> all.addAll(text.audit()));
        own.stream().filter(event -> !all.contains(event)).forEach(all::add);
        return all;
    }

    private boolean isWanted(AuditEvent event) {
        return filter.kinds().isEmpty()
                || filter.kinds().stream()
                        .anyMatch(kind -> event.body().contains("\"kind\":\"" + kind + "\""));
    }

    private List<AuditEvent> newestOf(ReadHandle handle, List<String> kinds) {
        List<AuditEvent> found = new ArrayList<>();
        kinds.forEach(kind -> found.addAll(AuditTrail.newestOfKind(handle, kind, most)));
        return found.stream()
                .sorted(Comparator.comparingLong(AuditEvent::sequence).reversed())
                .limit(most)
                .toList();
    }
}
