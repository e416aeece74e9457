package io.prepstation.kiosk.command;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.Nights;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.model.sync.Nightly;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A station's night: its minute, whether it is through, and whether the day before it is done.
final class SyncNight {

    private final Path data;
    private final InstantSource clock;

    SyncNight(Path data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /// How long after the timer this station begins; its first lab decides for all.
    Duration offset() throws StoreException {
        StationEnrolment first = Labs.allWithHub(data).getFirst();
        try (LabDatabase lab = LabDatabase.open(data, first.lab())) {
            return lab.read(handle -> nightly(first, handle)).offset();
        }
    }

    /// Whether the kiosk has not brought the lab up since the night began.
    boolean isDue(StationEnrolment enrolment) throws StoreException {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            return lab.read(handle ->
                    nightly(enrolment, handle)
                            .isDue(Nights.last(handle).orElse(null), clock.instant()));
        }
    }

    /// Remembers that everything was brought up, unless something is to be made up for.
    void over(StationEnrolment enrolment, SyncResult result) throws StoreException {
        if (result.success()) {
            Instant now = clock.instant();
            try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
                lab.change(handle -> Nights.keep(handle, now));
            }
        }
    }

    /// @param date null for the last local day that is over
    UploadDay day(StationEnrolment enrolment, @Nullable LocalDate date) throws StoreException {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            return lab.read(handle -> {
                ZoneId zone = MasterData.zone(handle);
                LocalDate yesterday = clock.instant().atZone(zone).toLocalDate().minusDays(1);
                return UploadDay.of(handle, date == null ? yesterday : date, zone);
            });
        }
    }

    private static Nightly nightly(StationEnrolment enrolment, ReadHandle handle) {
        return Nightly.of(enrolment.stationId(), MasterData.zone(handle));
    }
}
