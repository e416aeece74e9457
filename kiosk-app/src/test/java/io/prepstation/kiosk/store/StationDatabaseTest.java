package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-1")
class StationDatabaseTest {

    private static final StationEnrolment ENROLMENT =
            new StationEnrolment(
                    SampleLab.KEY,
                    "station-1",
                    "https://hub",
                    "secret-token",
                    "key",
                    "public",
                    "feed-1",
                    "station-epoch-1",
                    Instant.parse("2026-11-20T09:00:00Z"));

    @TempDir Path folder;

    @Test
    void an_enrolment_is_there_after_a_restart() throws StoreException {
        try (StationDatabase station = StationDatabase.open(folder)) {
            station.save(ENROLMENT);
        }
        try (StationDatabase station = StationDatabase.open(folder)) {
            assertEquals(Optional.of(ENROLMENT), station.enrolment(SampleLab.KEY));
        }
    }

    @Test
    void enrolling_again_replaces_the_one_of_that_lab_only() throws StoreException {
        StationEnrolment other =
                new StationEnrolment(
                        new LabKey("tenant", "other"),
                        "station-2",
                        "https://hub",
                        "t",
                        "k",
                        "p",
                        "f",
                        "s",
                        ENROLMENT.enrolledAt());
        StationEnrolment again =
                new StationEnrolment(
                        SampleLab.KEY,
                        "station-3",
                        "https://hub",
                        "t",
                        "k",
                        "p",
                        "f",
                        "s",
                        ENROLMENT.enrolledAt().plusSeconds(1));
        try (StationDatabase station = StationDatabase.open(folder)) {
            station.save(ENROLMENT);
            station.save(other);
            station.save(again);

            assertEquals(List.of(other, again), station.enrolments());
        }
    }

    @Test
    void the_token_is_not_in_the_text_of_an_enrolment() {
        assertFalse(ENROLMENT.toString().contains("secret-token"));
    }
}
