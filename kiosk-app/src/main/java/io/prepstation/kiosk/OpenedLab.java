package io.prepstation.kiosk;

import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.User;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The lab a station works for, with its file open and what the first screen shows of it.
///
/// @param data the station's data folder
/// @param lab empty before its first download
/// @param people who may sign in, and others
public record OpenedLab(
        Path data,
        StationEnrolment enrolment,
        LabDatabase database,
        Optional<Lab> lab,
        List<User> people) {

    private record Known(Optional<Lab> lab, List<User> people) {}

    /// Opens the lab's file under the data folder; whoever gets it closes it.
    ///
    /// @throws StoreException if the file cannot be used
    public static OpenedLab open(Path data, StationEnrolment enrolment) throws StoreException {
        LabDatabase database = LabDatabase.open(data, enrolment.lab());
        try {
            Known known =
                    database.read(handle ->
                            new Known(MasterData.lab(handle), MasterData.operators(handle)));
            return new OpenedLab(data, enrolment, database, known.lab(), known.people());
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }
}
