package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A photo at a station: its file, its row, its audit event, its place in the frozen text.
@Tag("SYN-16")
@Tag("REC-1")
class AttachmentsTest {

    private static final byte[] PHOTO = {-1, -40, -1, 1, 2, 3};
    private static final String HASH = Sha256.hex(PHOTO);

    @TempDir Path folder;
    private SampleBench bench;
    private SessionRecord session;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        session = bench.created(SampleLab.THREE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Outcome<SessionRecord> attach(byte[] bytes) {
        return bench.service().attach(session.id(), wish(bytes));
    }

    private NewAttachment wish(byte[] bytes) {
        return new NewAttachment(
                bytes,
                AttachmentType.JPEG,
                Attachment.PHOTO,
                session.steps().getFirst().id(),
                SampleLab.OPERATOR.id());
    }

    private List<Attachment> rows() throws StoreException {
        return bench.database().read(handle -> SessionAttachments.ofSession(handle, session.id()));
    }

    private AttachmentFiles files() {
        return AttachmentFiles.of(bench.database());
    }

    private Path file() {
        return file(HASH);
    }

    private Path file(String hash) {
        Path database = bench.database().path();
        return database.resolveSibling(
                        database.getFileName().toString().replace(".db", ".attachments"))
                .resolve(hash.substring(0, 2))
                .resolve(hash);
    }

    private Verification.Report verified() throws StoreException {
        return Verification.of(bench.database(), Evidence.NONE);
    }

    private void assertFault(String reason) throws StoreException {
        Verification.Fault fault = verified().fault();
        assertNotNull(fault);
        assertEquals("attachment " + HASH + " of session " + session.id(), fault.record());
        assertTrue(fault.reason().contains(reason), fault::reason);
    }

    @Test
    void is_named_by_hash_type_and_length_in_what_is_signed() throws Exception {
        SampleBench.saved(attach(PHOTO));
        SampleBench.saved(bench.service().fail(session.id(), "other", "spilt", "u-op"));

        String text =
                bench.database()
                        .read(handle -> FrozenText.find(handle, session.id()))
                        .orElseThrow()
                        .text();
        UploadBundle bundle = UploadBundle.parse(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(rows(), bundle.attachments());
        assertEquals(
                new Attachment(
                        HASH,
                        "image/jpeg",
                        PHOTO.length,
                        "photo",
                        session.steps().getFirst().id(),
                        SampleBench.NOW.toEpochMilli(),
                        SampleLab.OPERATOR.id()),
                bundle.attachments().getFirst());
        assertTrue(
                bundle.audit().stream().anyMatch(event -> event.body().contains(HASH)),
                "the audit trail names it");
        assertArrayEquals(PHOTO, assertInstanceOf(Found.Whole.class, files().find(HASH)).bytes());
        assertTrue(verified().intact());
    }

    @Test
    void the_same_twice_is_there_once_and_too_many_are_refused() throws Exception {
        SampleBench.saved(attach(PHOTO));
        SampleBench.saved(attach(PHOTO));
        assertEquals(1, rows().size());
        for (byte n = 1; n < Attaching.MOST; n++) {
            SampleBench.saved(attach(new byte[] {-1, -40, -1, n}));
        }
        assertInstanceOf(
                Refusal.TooManyAttachments.class,
                assertInstanceOf(Outcome.Refused.class, attach(new byte[] {-1, -40, -1, 99}))
                        .why());
        assertTrue(verified().intact());
    }

    @Test
    void nothing_is_attached_to_a_session_that_ended() throws Exception {
        SampleBench.saved(bench.service().fail(session.id(), "other", "spilt", "u-op"));
        assertInstanceOf(
                Refusal.NotRunning.class,
                assertInstanceOf(Outcome.Refused.class, attach(PHOTO)).why());
        assertEquals(List.of(), rows());
    }

    @Test
    void what_is_no_photo_is_none() {
        assertThrows(IllegalArgumentException.class, () -> wish(new byte[] {'M', 'Z'}));
        assertThrows(IllegalArgumentException.class, () -> wish(new byte[0]));
    }

    @Test
    void a_file_that_is_gone_or_altered_is_named() throws Exception {
        SampleBench.saved(attach(PHOTO));
        Files.write(file(), new byte[] {-1, -40, -1, 1, 2, 4});
        assertFault("is not what was attached");
        Files.delete(file());
        assertFault("is missing");
        files().keep(PHOTO);
        assertTrue(verified().intact());
    }

    /// A photo that is gone stays gone: what is forged later must be found all the same.
    @Test
    void a_file_that_is_gone_hides_nothing() throws Exception {
        SampleBench.saved(attach(PHOTO));
        byte[] other = {-1, -40, -1, 9};
        SampleBench.saved(attach(other));
        SampleBench.saved(bench.service().fail(session.id(), "other", "spilt", "u-op"));
        SessionRecord later = bench.created(SampleLab.TWENTY);
        Files.delete(file());
        Files.write(file(Sha256.hex(other)), PHOTO);

        Verification.Report report = verified();
        assertFault("is missing");
        assertEquals(2, report.sessions());
        assertEquals(
                List.of(
                        "attachment " + HASH + " of session " + session.id(),
                        "attachment " + Sha256.hex(other) + " of session " + session.id()),
                report.attachments().stream().map(Verification.Fault::record).toList());

        try (RawFile raw = new RawFile(bench.database().path())) {
            raw.tamper(
                    List.of(
                            "UPDATE sessions SET started_at = started_at + 1 WHERE id = '"
                                    + later.id()
                                    + "'"));
        }
        Verification.Fault forged = verified().fault();
        assertNotNull(forged);
        assertEquals("session " + later.id(), forged.record());
    }

    @Test
    void a_row_that_is_gone_altered_or_put_in_is_named() throws Exception {
        SampleBench.saved(attach(PHOTO));
        for (String forgery :
                List.of(
                        "UPDATE session_attachments SET step_id = NULL",
                        "UPDATE session_attachments SET added_by = 'u-sup'",
                        "DELETE FROM session_attachments")) {
            try (RawFile raw = new RawFile(bench.database().path())) {
                raw.tamper(
                        List.of(
                                "CREATE TEMP TABLE kept AS SELECT * FROM session_attachments",
                                forgery));
                assertFault(forgery.startsWith("DELETE") ? "its row is gone" : "audit event");
                raw.tamper(
                        List.of(
                                "DELETE FROM session_attachments",
                                "INSERT INTO session_attachments SELECT * FROM kept",
                                "DROP TABLE kept"));
            }
        }
        assertTrue(verified().intact());
    }

    /// Two taps on one picture of the camera.
    @Test
    void the_same_by_several_at_one_moment_is_kept() throws Exception {
        byte[] frame = new byte[300_000];
        CyclicBarrier together = new CyclicBarrier(8);
        List<Callable<String>> taps =
                Collections.nCopies(
                        8,
                        () -> {
                            together.await();
                            return files().keep(frame);
                        });
        try (ExecutorService fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> tap : fingers.invokeAll(taps)) {
                assertEquals(Sha256.hex(frame), tap.get());
            }
        }
        Path kept = file(Sha256.hex(frame));
        assertArrayEquals(frame, Files.readAllBytes(kept));
        try (Stream<Path> beside = Files.list(kept.getParent())) {
            assertEquals(List.of(kept), beside.toList());
        }
    }

    /// The power went between the file and its row.
    @Test
    void a_file_without_a_row_is_cleared_away_but_none_that_is_on_its_way() throws Exception {
        SampleBench.saved(attach(PHOTO));
        String orphan = files().keep(new byte[] {-1, -40, -1, 7});
        String young = files().keep(new byte[] {-1, -40, -1, 8});
        Path part = file().resolveSibling(HASH + ".0c5d.part");
        Files.write(part, new byte[] {-1});
        Instant longAgo = SampleBench.NOW.minus(Duration.ofHours(2));
        Path all = file().getParent().getParent();
        age(all.resolve(orphan.substring(0, 2)).resolve(orphan), longAgo);
        age(all.resolve(young.substring(0, 2)).resolve(young), SampleBench.NOW);
        age(part, longAgo);
        age(file(), longAgo);

        assertEquals(2, bench.service().forgetUnnamedAttachments());

        assertInstanceOf(Found.Missing.class, files().find(orphan));
        assertInstanceOf(Found.Whole.class, files().find(young));
        assertInstanceOf(Found.Whole.class, files().find(HASH));
        assertFalse(Files.exists(part));
    }

    @Test
    void a_tidy_folder_costs_no_transaction() throws Exception {
        SampleBench.saved(attach(PHOTO));
        age(file(), SampleBench.NOW.minus(Duration.ofHours(2)));
        List<Duration> commits = new CopyOnWriteArrayList<>();
        bench.database().whenCommitted(commits::add);

        assertEquals(0, bench.service().forgetUnnamedAttachments());

        assertEquals(List.of(), commits);
    }

    /// Somebody photographs while the folder is looked through.
    @Test
    void a_file_that_was_named_or_written_anew_since_it_was_listed_stays() throws Exception {
        byte[] again = {-1, -40, -1, 7};
        List<Path> listed = List.of(file(files().keep(PHOTO)), file(files().keep(again)));
        for (Path file : listed) {
            age(file, SampleBench.NOW.minus(Duration.ofHours(2)));
        }
        Instant before = SampleBench.NOW.minus(Duration.ofHours(1));
        assertEquals(Set.copyOf(listed), Set.copyOf(files().olderThan(before)));
        SampleBench.saved(attach(PHOTO));
        age(file(), SampleBench.NOW.minus(Duration.ofHours(2)));
        files().keep(again);

        int forgotten =
                bench.database().write(handle -> files().forgetUnnamed(handle, listed, before));

        assertEquals(0, forgotten);
        for (Path file : listed) {
            assertTrue(Files.exists(file), file::toString);
        }
    }

    private static void age(Path file, Instant time) throws Exception {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    /// A name is made of the hash alone: nothing that came from elsewhere leads out of the folder.
    @Test
    void only_a_hash_leads_to_a_file() {
        assertThrows(IllegalArgumentException.class, () -> files().find("../../station.db"));
    }
}
