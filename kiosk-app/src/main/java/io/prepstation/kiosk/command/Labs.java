package io.prepstation.kiosk.command;

import io.prepstation.kiosk.OpenedLab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.NativeSqlite;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import java.nio.file.Path;
import java.util.List;

/// The lab a command works on: the one this station was enrolled for last.
final class Labs {

    private Labs() {}

    /// @throws CommandFailed if the station was never enrolled
    static StationEnrolment enrolment(Path data) throws StoreException {
        try (StationDatabase station = StationDatabase.open(data)) {
            List<StationEnrolment> enrolments = station.enrolments();
            if (enrolments.isEmpty()) {
                throw new CommandFailed(
                        ExitCode.NOT_FOUND,
                        "this station belongs to no lab yet ("
                                + data
                                + "): station enrol --url <hub> --code <code> joins one");
            }
            return enrolments.getLast();
        }
    }

    /// Opens the lab for the kiosk; the caller closes it.
    static OpenedLab opened(Path data) throws StoreException {
        NativeSqlite.keepIn(data);
        return OpenedLab.open(data, enrolment(data));
    }

    /// Opens the lab's file; the caller closes it.
    static LabDatabase open(Path data) throws StoreException {
        return LabDatabase.open(data, enrolment(data).lab());
    }
}
