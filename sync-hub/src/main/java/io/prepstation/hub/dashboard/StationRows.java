package io.prepstation.hub.dashboard;

import io.prepstation.hub.dashboard.StationRow.Device;
import io.prepstation.hub.dashboard.StationRow.Own;
import io.prepstation.hub.dashboard.StationRow.Sight;
import io.prepstation.hub.store.KeptReport;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.ClockOffset;
import io.prepstation.model.sync.StationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the stations are: by what the hub sees of them, and by what they say of themselves.
final class StationRows {

    private static final Duration QUIET = Duration.ofHours(12);
    private static final Duration OLD_QUEUE = Duration.ofHours(1);

    private final Instant now;
    private final long head;
    private final Map<String, Instant> seen;
    private final Map<String, Long> read;
    private final Map<String, Instant> alarms;
    private final Map<String, KeptReport> reports;
    private final Map<String, Long> open;

    private StationRows(Tables tables, Reach reach, Instant now) {
        this.now = now;
        this.head = tables.feed().headSeq();
        this.seen = tables.stationSight().all();
        this.read = tables.stationSync().cursors();
        this.alarms = tables.retiredTokens().lastTried();
        this.reports = tables.stationReports().all();
        this.open = tables.conflicts().openByStation(reach.labIds());
    }

    /// Those in reach; who was revoked stands last.
    static List<StationRow> of(Tables tables, Reach reach, Instant now) {
        StationRows rows = new StationRows(tables, reach, now);
        return tables.stations().all().stream()
                .filter(station -> reach.sees(station.labId()))
                .map(rows::row)
                .sorted(
                        Comparator.comparing(StationRow::revoked)
                                .thenComparing(StationRow::name)
                                .thenComparing(StationRow::id))
                .toList();
    }

    private StationRow row(Station station) {
        return new StationRow(
                station.id(),
                station.name(),
                station.labId(),
                Optional.ofNullable(alarms.get(station.id()))
                        .map(at -> "a replaced token was used " + ago(at))
                        .orElse(""),
                seen(Optional.ofNullable(seen.get(station.id()))),
                Math.max(0, head - read.getOrDefault(station.id(), 0L)),
                open.getOrDefault(station.id(), 0L),
                Optional.ofNullable(reports.get(station.id())).map(this::own).orElse(Own.UNKNOWN),
                station.revoked());
    }

    private Sight seen(Optional<Instant> last) {
        return last.map(at -> new Sight(ago(at), at.plus(QUIET).isBefore(now)))
                .orElse(new Sight("never", true));
    }

    private Own own(KeptReport kept) {
        StationReport report = kept.report();
        return new Own(
                queue(report),
                clock(kept.clockAhead()),
                report.devices().stream()
                        .map(device ->
                                new Device(
                                        device.name(),
                                        device.state(),
                                        device.detail(),
                                        !device.state().equals("online")))
                        .toList(),
                report.program());
    }

    private Sight queue(StationReport report) {
        Long oldest = report.oldestWaitingAt();
        Duration age =
                oldest == null
                        ? Duration.ZERO
                        : Duration.between(Instant.ofEpochMilli(oldest), now);
        String stuck = report.stuck() == 0 ? "" : ", " + report.stuck() + " stuck";
        return new Sight(
                report.waiting() == 0
                        ? "0" + stuck
                        : report.waiting() + ", oldest " + Times.rough(age) + stuck,
                report.stuck() > 0 || age.compareTo(OLD_QUEUE) > 0);
    }

    private static Sight clock(Duration ahead) {
        Duration off = ahead.abs();
        return new Sight(
                off.toSeconds() == 0
                        ? "right"
                        : Times.rough(off) + (ahead.isNegative() ? " behind" : " ahead"),
                off.compareTo(ClockOffset.LIMIT) > 0);
    }

    private String ago(Instant at) {
        return Times.rough(Duration.between(at, now)) + " ago";
    }
}
