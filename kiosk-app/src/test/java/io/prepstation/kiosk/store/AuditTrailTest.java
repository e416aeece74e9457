package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The writer knows the end of the trail it wrote last; it must not believe itself where somebody else has written since.
@Tag("REC-1")
class AuditTrailTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    @TempDir Path folder;
    LabDatabase database;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static AuditEvent append(LabDatabase by, String kind) throws StoreException {
        return by.write(handle -> AuditTrail.append(handle, NOW, kind, "anna", Json.object()));
    }

    private void assertTrailHolds(long events) throws StoreException {
        assertEquals(Optional.empty(), database.read(AuditTrail::firstBreak));
        assertEquals(events, database.read(AuditTrail::head).sequence());
    }

    @Test
    void events_of_one_transaction_follow_each_other() throws StoreException {
        database.change(handle -> {
            AuditTrail.append(handle, NOW, "one", "anna", Json.object());
            AuditTrail.append(handle, NOW, "two", "anna", Json.object());
        });
        append(database, "three");

        assertTrailHolds(3);
    }

    @Test
    void two_programs_continue_each_others_trail() throws StoreException {
        try (LabDatabase other = LabDatabase.open(folder, SampleLab.KEY)) {
            for (int turn = 0; turn < 5; turn++) {
                append(database, "here");
                append(other, "there");
            }

            assertTrailHolds(10);
        }
    }

    @Test
    void an_event_of_a_failed_transaction_never_was() throws StoreException {
        append(database, "one");

        assertThrows(
                IllegalStateException.class,
                () ->
                        database.write(handle -> {
                            AuditTrail.append(handle, NOW, "lost", "anna", Json.object());
                            throw new IllegalStateException("after the event");
                        }));
        append(database, "two");

        assertTrailHolds(2);
    }
}
