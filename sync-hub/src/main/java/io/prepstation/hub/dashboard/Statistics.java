package io.prepstation.hub.dashboard;

import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDeviation;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What some weeks of sessions add up to (REC-5): how many, how they ended, and what came near to going wrong.
final class Statistics {

    private static final String NEAR_MISS = "near_miss";

    private final LocalDate firstWeek;
    private final int weeks;
    private final int[] completed;
    private final int[] failed;
    private final Map<String, int[]> deviations = new TreeMap<>();
    private final Map<String, Integer> nearMisses = new TreeMap<>();
    private final Map<String, Integer> stations = new TreeMap<>();
    private final List<Long> durations = new ArrayList<>();
    private int sessions;
    private int clean;
    private int altered;

    /// @param today the last week is the one it is in
    Statistics(LocalDate today, int weeks) {
        this.weeks = weeks;
        this.firstWeek = monday(today).minusWeeks(weeks - 1L);
        this.completed = new int[weeks];
        this.failed = new int[weeks];
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /// What is counted starts here, epoch milliseconds.
    long from(ZoneId zone) {
        return firstWeek.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    void add(WireSession session, ZoneId zone, String station) {
        int week = weekOf(session.startedAt(), zone);
        if (week < 0) {
            return;
        }
        sessions++;
        stations.merge(station, 1, Integer::sum);
        boolean done = session.status().equals(SessionStatus.COMPLETED.word());
        (done ? completed : failed)[week]++;
        if (done && session.deviations().isEmpty()) {
            clean++;
        }
        Long endedAt = session.endedAt();
        if (done && endedAt != null) {
            durations.add(endedAt - session.startedAt());
        }
        session.deviations().forEach(deviation -> add(session, deviation, week));
    }

    /// One whose text cannot be read any more; it is in no number but this.
    void addAltered() {
        altered++;
    }

    int altered() {
        return altered;
    }

    private void add(WireSession session, WireDeviation deviation, int week) {
        deviations.computeIfAbsent(deviation.kind(), _ -> new int[weeks])[week]++;
        if (deviation.kind().equals(NEAR_MISS)) {
            session.steps().stream()
                    .filter(step -> step.id().equals(deviation.stepId()))
                    .findFirst()
                    .ifPresent(step -> nearMisses.merge(step.ingredientName(), 1, Integer::sum));
        }
    }

    /// -1 if it lies before the first.
    private int weekOf(long epochMillis, ZoneId zone) {
        LocalDate monday = monday(Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate());
        long week = java.time.temporal.ChronoUnit.WEEKS.between(firstWeek, monday);
        return week < 0 || week >= weeks ? -1 : Math.toIntExact(week);
    }

    int sessions() {
        return sessions;
    }

    int nearMisses() {
        return total(NEAR_MISS);
    }

    int failed() {
        return sum(failed);
    }

    /// Completed without any deviation, of all, in percent; empty text if there was nothing.
    String cleanPercent() {
        return sessions == 0 ? "–" : Math.round(clean * 100f / sessions) + " %";
    }

    /// Half of the completed ones took longer.
    String medianMinutes() {
        if (durations.isEmpty()) {
            return "–";
        }
        List<Long> sorted = durations.stream().sorted().toList();
        return Times.rough(java.time.Duration.ofMillis(sorted.get(sorted.size() / 2)));
    }

    Columns outcomes() {
        return new Columns(
                "Sessions per week",
                weekNames(),
                List.of(series("completed", completed), series("failed", failed)));
    }

    Columns deviations() {
        return new Columns(
                "Deviations per week",
                weekNames(),
                deviations.entrySet().stream()
                        .map(kind -> series(Records.words(kind.getKey()), kind.getValue()))
                        .toList());
    }

    Bars nearMissesByIngredient() {
        return Bars.of("Near misses by ingredient", nearMisses);
    }

    Bars sessionsByStation() {
        return Bars.of("Sessions by station", stations);
    }

    private static Columns.Series series(String name, int[] values) {
        return new Columns.Series(name, java.util.Arrays.stream(values).boxed().toList());
    }

    /// `11-16` for the week that begins then.
    private List<String> weekNames() {
        List<String> names = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            names.add(firstWeek.plusWeeks(week).toString().substring(5));
        }
        return names;
    }

    private int total(String kind) {
        return sum(deviations.getOrDefault(kind, new int[weeks]));
    }

    private static int sum(int[] values) {
        return java.util.Arrays.stream(values).sum();
    }
}
