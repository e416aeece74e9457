package io.prepstation.hub.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.api.KeptDownloads.Kept;
import io.prepstation.model.sync.EntityType;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-3")
@Tag("OPS-7")
class KeptDownloadsTest {

    private static final int SIZE = 1000;

    @TempDir Path directory;

    private Instant now = Instant.parse("2026-11-20T09:00:00Z");
    private KeptDownloads kept;

    @BeforeEach
    void open() {
        kept = within(new KeptDownloads.Limits(3, 2L * SIZE, 5L * SIZE, 1));
    }

    private KeptDownloads within(KeptDownloads.Limits limits) {
        return new KeptDownloads(directory, () -> now, () -> UUID.randomUUID().toString(), limits);
    }

    @AfterEach
    void close() {
        kept.close();
    }

    private static DownloadQuestion question(String station) {
        return new DownloadQuestion(
                station,
                "lab-1",
                EnumSet.allOf(EntityType.class),
                OptionalLong.empty(),
                true,
                true);
    }

    private Kept begun(String station) throws IOException {
        return kept.begin(question(station)).orElseThrow();
    }

    private Kept whole(String station, int size) throws IOException {
        Kept file = begun(station);
        file.spool().write(new byte[size], 0, size);
        kept.whole(file);
        file.spool().close();
        return file;
    }

    private boolean isKept(Kept file) throws IOException {
        Optional<Kept> found = kept.find(file.etag(), file.question());
        if (found.isPresent()) {
            found.get().spool().close();
        }
        return found.isPresent();
    }

    private static void assertGone(Kept file) {
        assertThrows(ClosedChannelException.class, () -> file.spool().piece(0, 1));
    }

    @Test
    void of_more_files_than_are_kept_the_oldest_goes() throws Exception {
        Kept first = whole("a", 1);
        Kept second = whole("b", 1);
        whole("c", 1);
        assertTrue(isKept(first));

        whole("d", 1);

        assertGone(first);
        assertTrue(isKept(second));
    }

    @Test
    void of_more_bytes_than_are_kept_the_oldest_go() throws Exception {
        Kept first = whole("a", SIZE);
        Kept second = whole("b", SIZE);
        assertTrue(isKept(first));

        Kept third = whole("c", 1);

        assertGone(first);
        assertTrue(isKept(second));
        assertTrue(isKept(third));
        assertGone(whole("d", 2 * SIZE + 1));
    }

    @Test
    void a_station_that_began_anew_has_the_newest_and_not_the_oldest() throws Exception {
        whole("a", SIZE);
        Kept second = whole("b", SIZE / 2);
        Kept anew = whole("a", SIZE);

        Kept last = whole("c", SIZE);

        assertGone(second);
        assertTrue(isKept(anew));
        assertTrue(isKept(last));
    }

    @Test
    void one_that_began_anew_does_not_keep_an_older_one_beyond_its_time() throws Exception {
        whole("a", 1);
        Kept second = whole("b", 1);
        now = now.plus(KeptDownloads.TIME).minusMillis(1);
        Kept anew = whole("a", 1);
        now = now.plusMillis(1);

        assertFalse(isKept(second));
        assertTrue(isKept(anew));
    }

    @Test
    void none_begins_while_those_that_are_sent_have_too_many_bytes() throws Exception {
        Kept sent = begun("a");
        sent.spool().write(new byte[5 * SIZE], 0, 5 * SIZE);
        kept.whole(sent);

        assertEquals(Optional.empty(), kept.begin(question("b")));
        sent.spool().close();

        assertTrue(kept.begin(question("b")).isPresent());
    }

    @Test
    void none_begins_where_the_disk_is_nearly_full() throws Exception {
        try (KeptDownloads full = within(new KeptDownloads.Limits(3, SIZE, SIZE, Long.MAX_VALUE))) {
            assertEquals(Optional.empty(), full.begin(question("a")));
        }
    }

    @Test
    void a_file_that_is_sent_stays_until_that_is_over() throws Exception {
        Kept file = whole("a", SIZE);
        Kept sent = kept.find(file.etag(), file.question()).orElseThrow();
        now = now.plus(KeptDownloads.TIME);
        kept.expire();

        assertEquals(Optional.empty(), kept.find(file.etag(), file.question()));
        assertArrayEquals(new byte[SIZE], sent.spool().piece(0, SIZE).getBytes());
        sent.spool().close();

        assertGone(file);
    }

    @Test
    void what_broke_is_not_kept_and_says_so_to_who_waits() throws Exception {
        Kept file = begun("a");
        Kept waiting = kept.find(file.etag(), file.question()).orElseThrow();

        kept.broken(file, new IOException("the store is away"));

        assertTrue(waiting.whenWhole().failed());
        assertEquals(Optional.empty(), kept.find(file.etag(), file.question()));
    }

    @Test
    void nothing_has_a_name_that_could_stay_behind() throws Exception {
        begun("a");
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
        Kept file = whole("b", 1);

        kept.close();

        assertGone(file);
    }
}
