package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.StoreException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-7")
class HubBackupTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;

    @BeforeEach
    void a_serving_hub() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
        station = TestStation.enrolledAt(hub);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path backUp() throws StoreException {
        try (Administration administration = hub.administration()) {
            return administration.backUp(directory.resolve("backup"), 2);
        }
    }

    @Test
    void put_back_in_its_place_serves_what_was_served() throws Exception {
        var before = station.download();
        Path copy = backUp();
        hub.close();
        Path file = hub.data.resolve("hub.db");
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        hub.restart();

        assertEquals(before, station.download());
        try (Administration administration = hub.administration()) {
            assertTrue(administration.verify().isIntact());
        }
    }

    @Test
    void old_copies_make_room_for_new_ones() throws Exception {
        Path first = backUp();
        for (int night = 0; night < 2; night++) {
            hub.clock.advance(Duration.ofDays(1));
            backUp();
        }
        assertFalse(Files.exists(first));
        try (Stream<Path> left = Files.list(directory.resolve("backup"))) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void of_a_damaged_file_is_refused() throws Exception {
        hub.close();
        try (RandomAccessFile pages =
                new RandomAccessFile(hub.data.resolve("hub.db").toFile(), "rw")) {
            pages.seek(pages.length() - 8192);
            pages.write(new byte[8192]);
        }

        StoreException refusal = assertThrows(StoreException.class, this::backUp);

        assertTrue(String.valueOf(refusal.getMessage()).contains("damaged"), refusal.getMessage());
        hub.restart();
    }
}
