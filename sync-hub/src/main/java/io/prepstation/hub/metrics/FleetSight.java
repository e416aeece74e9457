package io.prepstation.hub.metrics;

import io.prepstation.hub.store.KeptReport;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.StationReport;
import io.prepstation.model.sync.StationReport.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// How the stations are at one moment, counted: by what the hub sees of them, and by what they say of themselves.
///
/// @param letIn stations that are not revoked
/// @param heard of those, heard of in five minutes
/// @param alarmed of those, with a replaced token that somebody came with
/// @param waiting what waits at all of them, by their own reports
/// @param stuck of that, what waits for a person
/// @param oldestSeconds how long the oldest has waited
/// @param devices how many are in each state
/// @param conflicts open ones
/// @param feedHead the newest number of the feed
record FleetSight(
        long letIn,
        long heard,
        long alarmed,
        long waiting,
        long stuck,
        long oldestSeconds,
        Map<Kind, Long> devices,
        long conflicts,
        long feedHead) {

    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final Set<String> NAMES =
            Set.of("balance", "camera", "scanner", "printer", "pins");
    private static final Set<String> STATES = Set.of("online", "connecting", "offline");

    /// Devices of one name in one state, such as balances that are offline.
    record Kind(String device, String state) {}

    FleetSight {
        devices = Map.copyOf(devices);
    }

    static FleetSight of(Tables tables, Instant now) {
        List<String> in =
                tables.stations().all().stream()
                        .filter(station -> !station.revoked())
                        .map(Station::id)
                        .toList();
        Map<String, Instant> seen = tables.stationSight().all();
        Map<String, Instant> tried = tables.retiredTokens().lastTried();
        Map<String, KeptReport> kept = tables.stationReports().all();
        List<StationReport> reports =
                in.stream()
                        .map(kept::get)
                        .filter(Objects::nonNull)
                        .map(KeptReport::report)
                        .toList();
        return new FleetSight(
                in.size(),
                in.stream()
                        .filter(id -> seen.getOrDefault(id, Instant.MIN).isAfter(now.minus(LATELY)))
                        .count(),
                in.stream().filter(tried::containsKey).count(),
                reports.stream().mapToLong(StationReport::waiting).sum(),
                reports.stream().mapToLong(StationReport::stuck).sum(),
                oldest(reports)
                        .map(at -> Math.max(0, (now.toEpochMilli() - at) / 1000))
                        .max()
                        .orElse(0),
                devices(reports),
                tables.conflicts().countOpen(),
                tables.feed().headSeq());
    }

    private static LongStream oldest(List<StationReport> reports) {
        return reports.stream()
                .map(StationReport::oldestWaitingAt)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue);
    }

    private static Map<Kind, Long> devices(List<StationReport> reports) {
        return reports.stream()
                .flatMap(report -> report.devices().stream())
                .map(FleetSight::kind)
                .collect(Collectors.groupingBy(kind -> kind, HashMap::new, Collectors.counting()));
    }

    /// What a station says is held to words, so that it cannot make up figures without end.
    private static Kind kind(Device device) {
        return new Kind(word(device.name(), NAMES), word(device.state(), STATES));
    }

    private static String word(String text, Set<String> known) {
        return known.contains(text) ? text : "other";
    }
}
