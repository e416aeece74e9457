package io.prepstation.kiosk.store;

import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Potency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what happens at the bench while it is recorded, so that nobody has to read a million sessions for a chart
/// (REC-5). Belongs to the transaction that records; reading is [StatisticsQuery]'s.
final class Statistics {

    /// A step that took longer was interrupted; it would say nothing about weighing.
    static final Duration LONGEST_STEP = Duration.ofHours(1);

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /// What kinds of deviation are counted as, by their column.
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "near_miss", "near_misses",
                    "overshoot", "overshoots",
                    "manual_weight", "manual_weights",
                    "override", "overrides");

    /// Whom and what a count belongs to.
    ///
    /// @param ingredient null where it belongs to no step
    private record Place(
            ZoneId zone, @Nullable String ingredient, String operator, String balance) {

        private Map<String, String> members() {
            Map<String, String> members = new LinkedHashMap<>();
            if (ingredient != null) {
                members.put("ingredient", ingredient);
            }
            members.put("operator", operator);
            members.put("balance", balance);
            return members;
        }
    }

    private record DoneStep(BigDecimal target, BigDecimal net, long ms, Instant at, String by) {}

    private Statistics() {}

    static void dispensed(
            WriteHandle handle, String sessionId, String stepId, Instant at, String by) {
        place(handle, sessionId, stepId, by)
                .ifPresent(place -> add(handle, place, at, Map.of("dispenses", 1L)));
    }

    /// A kind that is not counted changes nothing.
    static void deviated(
            WriteHandle handle,
            String sessionId,
            @Nullable String stepId,
            String kind,
            Instant at,
            String by) {
        String column = COLUMNS.get(kind);
        if (column != null) {
            place(handle, sessionId, stepId, by)
                    .ifPresent(place -> add(handle, place, at, Map.of(column, 1L)));
        }
    }

    /// How far the step ended from its target, in millionths of it, and how long it took since the one before.
    static void done(WriteHandle handle, String stepId) {
        handle.sql()
                .first("SELECT session_id FROM steps WHERE id = ?", row -> row.getString(1), stepId)
                .ifPresent(sessionId -> done(handle, sessionId, stepId));
    }

    private static void done(WriteHandle handle, String sessionId, String stepId) {
        Optional<DoneStep> found = doneStep(handle, sessionId, stepId);
        if (found.isEmpty() || found.get().target().signum() <= 0) {
            return;
        }
        DoneStep step = found.get();
        long offset =
                step.net()
                        .subtract(step.target())
                        .multiply(MILLION)
                        .divide(step.target(), RoundingMode.HALF_EVEN)
                        .longValue();
        boolean timed = step.ms() >= 0 && step.ms() <= LONGEST_STEP.toMillis();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("steps", 1L);
        counts.put("offset_ppm", offset);
        counts.put("deviation_ppm", Math.abs(offset));
        counts.put("timed_steps", timed ? 1L : 0L);
        counts.put("step_ms", timed ? step.ms() : 0L);
        place(handle, sessionId, stepId, step.by())
                .ifPresent(place -> add(handle, place, step.at(), counts));
    }

    /// Empty for a step in which nothing was weighed.
    private static Optional<DoneStep> doneStep(
            WriteHandle handle, String sessionId, String stepId) {
        BigDecimal net =
                handle
                        .sql()
                        .list(
                                "SELECT net, potency_percent FROM dispenses WHERE step_id = ?",
                                row -> substance(row.getString(1), row.getString(2)),
                                stepId)
                        .stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return handle.sql()
                .first(
                        """
                        SELECT p.target_g, d.at, d.by, d.at - coalesce(
                            (SELECT max(e.at) FROM dispenses e WHERE e.session_id = d.session_id AND e.step_id <> d.step_id
                                AND e.row < d.row), s.started_at) AS ms
                        FROM dispenses d JOIN steps p ON p.id = d.step_id JOIN sessions s ON s.id = d.session_id
                        WHERE d.session_id = ? AND d.step_id = ? ORDER BY d.row DESC LIMIT 1
                        """,
                        row ->
                                new DoneStep(
                                        new BigDecimal(row.getString("target_g")),
                                        net,
                                        row.getLong("ms"),
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        row.getString("by")),
                        sessionId,
                        stepId);
    }

    /// In grams, what counts towards a target.
    private static BigDecimal substance(String net, @Nullable String potencyPercent) {
        return Potency.substance(
                        Mass.parse(net), potencyPercent == null ? null : Decimal.of(potencyPercent))
                .inGrams();
    }

    private static Optional<Place> place(
            WriteHandle handle, String sessionId, @Nullable String stepId, String by) {
        return handle.sql()
                .first(
                        """
                        SELECT s.time_zone, s.balance_serial,
                            (SELECT ingredient_id FROM steps WHERE id = ?) AS ingredient_id
                        FROM sessions s WHERE s.id = ?
                        """,
                        row ->
                                new Place(
                                        ZoneId.of(row.getString("time_zone")),
                                        row.getString("ingredient_id"),
                                        by,
                                        row.getString("balance_serial")),
                        stepId,
                        sessionId);
    }

    private static void add(WriteHandle handle, Place place, Instant at, Map<String, Long> counts) {
        LocalDate day = at.atZone(place.zone()).toLocalDate();
        String columns = String.join(", ", counts.keySet());
        String sums =
                String.join(
                        ", ",
                        counts.keySet().stream()
                                .map(name -> "%s = %s + excluded.%s".formatted(name, name, name))
                                .toList());
        String upsert =
                "INSERT INTO statistic (dimension, bucket, member, %s) VALUES (?, ?, ?%s)"
                                .formatted(columns, ", ?".repeat(counts.size()))
                        + " ON CONFLICT DO UPDATE SET "
                        + sums;
        place.members()
                .forEach((dimension, member) -> {
                    for (String bucket : List.of(dayBucket(day), monthBucket(day))) {
                        handle.sql().run(upsert, values(dimension, bucket, member, counts));
                    }
                });
    }

    private static @Nullable Object[] values(
            String dimension, String bucket, String member, Map<String, Long> counts) {
        @Nullable Object[] values = new @Nullable Object[3 + counts.size()];
        values[0] = dimension;
        values[1] = bucket;
        values[2] = member;
        int at = 3;
        for (Long count : counts.values()) {
            values[at++] = count;
        }
        return values;
    }

    static String dayBucket(LocalDate day) {
        return "D" + day;
    }

    static String monthBucket(LocalDate day) {
        return String.format(Locale.ROOT, "M%04d-%02d", day.getYear(), day.getMonthValue());
    }
}
