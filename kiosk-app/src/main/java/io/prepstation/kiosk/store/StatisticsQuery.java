package io.prepstation.kiosk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Asks for what was counted at this station (REC-5).
///
/// @param today in the lab's zone
public record StatisticsQuery(Dimension dimension, Period period, LocalDate today) {

    /// What is compared with each other.
    public enum Dimension {
        INGREDIENT,
        OPERATOR,
        BALANCE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How far back is looked; today counts.
    public enum Period {
        WEEK,
        MONTH,
        YEAR
    }

    /// The counts of one member.
    ///
    /// @param name as people know it
    /// @param meanOffsetPpm mean of (net − target) / target of its steps, in millionths; 0 without steps
    /// @param meanDeviationPpm the same without sign
    /// @param meanStepSeconds of the steps that were not interrupted; 0 without any
    public record Counts(
            String member,
            String name,
            long dispenses,
            long nearMisses,
            long overshoots,
            long manualWeights,
            long overrides,
            long steps,
            long meanOffsetPpm,
            long meanDeviationPpm,
            long meanStepSeconds) {}

    private static final String SUMS =
            """
            SELECT t.member, :name AS name, t.dispenses, t.near_misses, t.overshoots, t.manual_weights, t.overrides,
                t.steps, t.offset_ppm, t.deviation_ppm, t.timed_steps, t.step_ms
            FROM (SELECT member, sum(dispenses) AS dispenses, sum(near_misses) AS near_misses,
                    sum(overshoots) AS overshoots, sum(manual_weights) AS manual_weights, sum(overrides) AS overrides,
                    sum(steps) AS steps, sum(offset_ppm) AS offset_ppm, sum(deviation_ppm) AS deviation_ppm,
                    sum(timed_steps) AS timed_steps, sum(step_ms) AS step_ms
                FROM statistic WHERE dimension = ? AND bucket BETWEEN ? AND ? GROUP BY member) t
            ORDER BY name, t.member
            """;

    /// Every member that anything was counted for, by name.
    public List<Counts> ask(ReadHandle handle) {
        return handle.sql()
                .list(
                        SUMS.replace(":name", nameOfMember()),
                        StatisticsQuery::counts,
                        dimension.word(),
                        first(),
                        last());
    }

    private String nameOfMember() {
        return switch (dimension) {
            case INGREDIENT ->
                    "coalesce((SELECT code || ' ' || name FROM ingredients WHERE id = t.member), t.member)";
            case OPERATOR -> "coalesce((SELECT name FROM users WHERE id = t.member), t.member)";
            case BALANCE -> "t.member";
        };
    }

    private String first() {
        return switch (period) {
            case WEEK -> Statistics.dayBucket(today.minusDays(6));
            case MONTH -> Statistics.dayBucket(today.minusDays(29));
            case YEAR -> Statistics.monthBucket(today.minusMonths(11));
        };
    }

    private String last() {
        return switch (period) {
            case WEEK, MONTH -> Statistics.dayBucket(today);
            case YEAR -> Statistics.monthBucket(today);
        };
    }

    private static Counts counts(ResultSet row) throws SQLException {
        long steps = row.getLong("steps");
        return new Counts(
                row.getString("member"),
                row.getString("name"),
                row.getLong("dispenses"),
                row.getLong("near_misses"),
                row.getLong("overshoots"),
                row.getLong("manual_weights"),
                row.getLong("overrides"),
                steps,
                mean(row.getLong("offset_ppm"), steps),
                mean(row.getLong("deviation_ppm"), steps),
                mean(row.getLong("step_ms"), row.getLong("timed_steps") * 1000));
    }

    private static long mean(long sum, long count) {
        return count == 0 ? 0 : Math.floorDiv(2 * sum + count, 2 * count);
    }
}
