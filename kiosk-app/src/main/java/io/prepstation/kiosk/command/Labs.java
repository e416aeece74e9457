package io.prepstation.kiosk.command;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/// The lab a command works on: the one this station works for.
final class Labs {

    private Labs() {}

    /// @throws CommandFailed if the station was never enrolled
    static StationEnrolment enrolment(Path data) throws StoreException {
        try (StationDatabase station = StationDatabase.open(data)) {
            return station.current()
                    .orElseThrow(() ->
                            new CommandFailed(
                                    ExitCode.NOT_FOUND,
                                    "this station belongs to no lab yet ("
                                            + data
                                            + "): station enrol --url <hub> --code <code> joins one. Without a hub:"
                                            + " station users add, then station formulas import"));
        }
    }

    /// The same for what needs a hub.
    ///
    /// @throws CommandFailed also if the station works alone
    static StationEnrolment withHub(Path data) throws StoreException {
        StationEnrolment enrolment = enrolment(data);
        if (!enrolment.hasHub()) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND,
                    "this station works alone: its records stay on it and nothing is sent. To join a"
                            + " hub: station enrol --url <hub> --code <code>");
        }
        return enrolment;
    }

    /// Every lab of the station that has a hub, the one it works for first.
    ///
    /// @throws CommandFailed if there is none
    static List<StationEnrolment> allWithHub(Path data) throws StoreException {
        StationEnrolment current = enrolment(data);
        try (StationDatabase station = StationDatabase.open(data)) {
            List<StationEnrolment> all =
                    station.enrolments().stream()
                            .filter(StationEnrolment::hasHub)
                            .sorted(
                                    Comparator.comparing(
                                            one -> !one.stationId().equals(current.stationId())))
                            .toList();
            return all.isEmpty() ? List.of(withHub(data)) : all;
        }
    }

    /// The lab of a station without a hub, made if there is none yet; the caller closes it.
    ///
    /// @throws CommandFailed if the station belongs to a hub
    static StationAlone alone(Path data) throws StoreException {
        return StationAlone.open(
                        data, ZoneId.systemDefault(), InstantSource.system(), new TimeOrderedIds())
                .orElseThrow(() ->
                        new CommandFailed(
                                ExitCode.NOT_FOUND,
                                "this station belongs to a hub, which alone keeps people and formulas:"
                                        + " hub users, hub formulas import"));
    }

    /// Opens the lab's file; the caller closes it.
    static LabDatabase open(Path data) throws StoreException {
        return LabDatabase.open(data, enrolment(data).lab());
    }
}
