package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Tampering.Forgery;
import io.prepstation.kiosk.proof.HeadLog;
import io.prepstation.kiosk.proof.HeadLogKeeper;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.RawRow;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proof P8: whatever is changed in a stored lab is found, and named (REC-1).
///
/// `-Dtamper.times=10000 -Dtamper.seed=…` for the long form.
@Tag("REC-1")
class TamperTest {

    private enum Kind {
        BIT,
        DELETE,
        INSERT,
        EXCHANGE,
        CUT_TAIL,
        REWRITTEN_TRAIL,
        OLD_BACKUP,
        EXPLAINED_BACKUP,
        BIT_OF_THE_FILE
    }

    private static final Logger LOG = LoggerFactory.getLogger(TamperTest.class);
    private static final int TIMES = Integer.getInteger("tamper.times", 500);
    private static final long SEED = Long.getLong("tamper.seed", 20261121);

    private static final List<byte[]> PHOTOS =
            List.of(new byte[] {-1, -40, -1, 1}, new byte[] {-1, -40, -1, 2});

    @TempDir Path folder;
    private final KeyPair hub = SampleBench.newKey();
    private final List<Path> backups = new ArrayList<>();
    private Path original = Path.of("");
    private Path copy = Path.of("");
    private Evidence evidence = Evidence.NONE;

    /// A balance with a check that passed and one that failed, two completed sessions, one of them at the hub, one refused
    /// by it, one with pours and near misses still running, four failed ones, a lock and an unlock.
    @BeforeEach
    void fill() throws StoreException, IOException {
        HeadLog log = HeadLog.of(Optional.of(folder.resolve("usb")), folder, SampleLab.KEY);
        try (SampleBench bench = SampleBench.in(folder.resolve("original"))) {
            original = bench.database().path();
            SampleChecks.passed(bench);
            SampleChecks.failed(bench);
            acknowledge(bench, bench.completed(SampleLab.THREE), 1);
            backUp(bench, log);
            acknowledge(bench, bench.completed(SampleLab.THREE), 2);
            refuse(bench, bench.completed(SampleLab.THREE));
            backUp(bench, log);
            pourAway(bench);
            failThrice(bench);
            nearMiss(bench, pouredTwice(bench));
            HeadLogKeeper.catchUp(bench.database(), log);
        }
        copy = LabDatabaseFiles.in(folder.resolve("copy"));
        for (byte[] photo : PHOTOS) {
            AttachmentFiles.of(copy).keep(photo);
        }
        String hubKey = SigningKey.rawPublicKey(hub);
        evidence =
                new Evidence(
                        Map.of(SigningKey.idOf(hubKey), hubKey),
                        Optional.of(SigningKey.rawPublicKey(SampleBench.KEY)),
                        List.of(log));
    }

    @Test
    void every_forgery_is_found_and_named() throws Exception {
        assertEquals(Optional.empty(), Optional.ofNullable(verified(original, evidence).fault()));
        Map<Kind, Integer> found = new EnumMap<>(Kind.class);
        List<String> missed = new ArrayList<>();
        Random random = new Random(SEED);
        for (int run = 0; run < TIMES; run++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            String message = "seed " + SEED + ", run " + run + ", " + kind;
            Optional<String> fault =
                    kind == Kind.BIT_OF_THE_FILE
                            ? flippedFile(random, message)
                            : forged(kind, random, message);
            fault.ifPresentOrElse(missed::add, () -> found.merge(kind, 1, Integer::sum));
        }
        assertEquals("", String.join("\n", missed));
        assertEquals(Kind.values().length, found.size(), found::toString);
        LOG.info("seed {}: {} forgeries found and named: {}", SEED, TIMES, found);
    }

    /// Without a copy elsewhere nothing in the file can show it: the residual risk, and the proof that the head log is
    /// what finds an old backup.
    @Test
    void an_old_backup_is_intact_to_whoever_has_no_copy_of_the_heads() throws Exception {
        Evidence fileOnly = new Evidence(evidence.hubKeys(), evidence.stationKey(), List.of());
        for (Path backup : backups) {
            assertTrue(verified(backup, fileOnly).intact());
            Verification.Fault fault = verified(backup, evidence).fault();
            assertNotNull(fault);
            assertTrue(fault.record().startsWith("audit event "), fault::toString);
        }
    }

    @Test
    void a_file_signed_with_another_stations_key_is_found() throws Exception {
        String other = SigningKey.rawPublicKey(SampleBench.newKey());

        Verification.Fault fault =
                verified(original, new Evidence(Map.of(), Optional.of(other), List.of())).fault();

        assertNotNull(fault);
        assertTrue(fault.record().startsWith("station key "), fault::toString);
    }

    /// Whoever invents a receipt can sign it, but not with the hub's key.
    @Test
    void a_receipt_under_a_key_that_is_not_the_hubs_is_found() throws Exception {
        String other = SigningKey.rawPublicKey(SampleBench.newKey());
        Evidence anotherHub =
                new Evidence(
                        Map.of(SigningKey.idOf(other), other), evidence.stationKey(), List.of());

        Verification.Fault fault = verified(original, anotherHub).fault();

        assertNotNull(fault);
        assertTrue(fault.record().startsWith("receipt of session "), fault::toString);
        assertTrue(fault.reason().contains("a key that is not the hub's"), fault::toString);
    }

    /// What was not found, or not named.
    private Optional<String> forged(Kind kind, Random random, String message) throws Exception {
        if (kind == Kind.OLD_BACKUP || kind == Kind.EXPLAINED_BACKUP) {
            Path backup = backups.get(random.nextInt(backups.size()));
            Verification.Fault fault =
                    kind == Kind.OLD_BACKUP
                            ? verified(backup, evidence).fault()
                            : explained(backup, random);
            return fault != null && fault.record().startsWith("audit event ")
                    ? Optional.empty()
                    : Optional.of(message + " is told as " + fault);
        }
        Forgery forgery = applied(kind, random);
        Verification.Fault fault = verification(evidence).fault();
        return fault != null && forgery.isNamedBy(fault)
                ? Optional.empty()
                : Optional.of(message + ": " + forgery.what() + " is told as " + fault);
    }

    /// An old backup with an event for each head that it lacks, as if its session had come back from the hub.
    private Verification.Fault explained(Path backup, Random random) throws Exception {
        Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
        try (RawFile raw = new RawFile(copy);
                RawFile whole = new RawFile(original)) {
            raw.tamper(new Tampering(raw, random).explanations(whole));
        }
        return verification(evidence).fault();
    }

    /// Tries until the database lets a forgery pass: keys hold even without triggers.
    private Forgery applied(Kind kind, Random random) throws Exception {
        while (true) {
            Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
            try (RawFile raw = new RawFile(copy)) {
                Tampering tampering = new Tampering(raw, random);
                Forgery forgery =
                        switch (kind) {
                            case BIT -> tampering.bit();
                            case DELETE -> tampering.deletion();
                            case INSERT -> tampering.insertion();
                            case EXCHANGE -> tampering.exchange();
                            case CUT_TAIL -> tampering.cutTail();
                            case REWRITTEN_TRAIL -> tampering.rewrittenTrail();
                            case OLD_BACKUP, EXPLAINED_BACKUP, BIT_OF_THE_FILE ->
                                    throw new AssertionError(kind);
                        };
                raw.tamper(forgery.sql());
                return Tampering.done(forgery, raw);
            } catch (SQLException e) {
                // A unique key or JSON that is none: this forgery is not possible at all.
            }
        }
    }

    /// A bit anywhere in the file: found, unless no record reads differently.
    private Optional<String> flippedFile(Random random, String message) throws Exception {
        byte[] bytes = Files.readAllBytes(original);
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(copy, bytes);
        Verification.Fault fault = verification(evidence).fault();
        boolean harmless = fault == null && records(original).equals(records(copy));
        boolean named = fault != null && !fault.record().isBlank() && !fault.reason().isBlank();
        return harmless || named ? Optional.empty() : Optional.of(message + ", byte " + at);
    }

    private Verification.Report verified(Path file, Evidence evidence) throws Exception {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        return verification(evidence);
    }

    private Verification.Report verification(Evidence held) throws StoreException, IOException {
        LabDatabaseFiles.withoutJournal(copy);
        return Verification.of(folder.resolve("copy"), SampleLab.KEY, held);
    }

    private static SortedMap<String, List<RawRow>> records(Path file) throws SQLException {
        SortedMap<String, List<RawRow>> all = new TreeMap<>();
        try (RawFile raw = new RawFile(file)) {
            for (String table : Tampering.RECORDS) {
                all.put(table, raw.rows(table));
            }
        }
        return all;
    }

    private void acknowledge(SampleBench bench, SessionRecord session, long feedSeq)
            throws StoreException {
        bench.database()
                .change(handle -> {
                    String contentHash =
                            Outbox.list(handle, 10).stream()
                                    .filter(one -> one.entityId().equals(session.id()))
                                    .map(one -> contentHash(one.payload()))
                                    .findFirst()
                                    .orElseThrow();
                    Outbox.acknowledge(
                            handle,
                            Receipt.signed(
                                    hub.getPrivate(),
                                    SigningKey.idOf(SigningKey.rawPublicKey(hub)),
                                    session.id(),
                                    contentHash,
                                    feedSeq,
                                    1_795_166_000_000L));
                });
    }

    private static String contentHash(String payload) {
        try {
            return Json.parseObject(payload).path("contentHash").asText();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static void refuse(SampleBench bench, SessionRecord session) throws StoreException {
        var upload =
                bench.database().read(handle -> Outbox.list(handle, 10)).stream()
                        .filter(one -> one.entityId().equals(session.id()))
                        .findFirst()
                        .orElseThrow();
        SampleBench.saved(bench.service().refusedByHub(upload, "unknown user"));
    }

    private void backUp(SampleBench bench, HeadLog log) throws StoreException, IOException {
        HeadLogKeeper.catchUp(bench.database(), log);
        Path backup = folder.resolve("backup-" + backups.size() + ".db");
        try (RawFile raw = new RawFile(original)) {
            raw.execute("VACUUM INTO '" + backup + "'");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        backups.add(backup);
    }

    private static void failThrice(SampleBench bench) {
        for (int i = 0; i < 3; i++) {
            String id = bench.created(SampleLab.TWENTY).id();
            SampleBench.saved(
                    bench.service().fail(id, "spilled", "vessel fell, attempt " + (i + 1), "u-op"));
        }
        SampleBench.saved(
                bench.service()
                        .unlock(
                                new FormulaUnlock(
                                        "PRM00020",
                                        SampleLab.SUPERVISOR,
                                        "trained",
                                        Authentication.CHOSEN)));
    }

    /// An attempt with the pours of a weight that was recorded and of one that was rejected.
    /// With two photos.
    private static SessionRecord pouredTwice(SampleBench bench) {
        SessionRecord running = bench.emptied().created(SampleLab.THREE);
        Step step = running.nextStep().orElseThrow();
        for (byte[] photo : PHOTOS) {
            SampleBench.saved(
                    bench.service()
                            .attach(
                                    running.id(),
                                    new NewAttachment(
                                            photo,
                                            AttachmentType.JPEG,
                                            Attachment.PHOTO,
                                            step.id(),
                                            "u-op")));
        }
        SessionService followed =
                bench.service()
                        .following(
                                PourTrace.of("1795165200000 g 0 0=0.0000 900~1.2000 1800=1.7000"));
        SessionRecord weighed =
                SampleBench.saved(
                        followed.recordDispense(
                                running.id(), bench.dispense(step, step.tolerance().target())));
        Step next = weighed.nextStep().orElseThrow();
        Dispense rejected = bench.dispense("r-" + next.id(), next, Mass.grams("1.7000"));
        return SampleBench.saved(followed.recordRejected(running.id(), rejected, "u-op"));
    }

    private static void pourAway(SampleBench bench) {
        String id = pouredTwice(bench).id();
        SampleBench.saved(bench.service().fail(id, "overshoot", "too much", "u-op"));
    }

    private static void nearMiss(SampleBench bench, SessionRecord running) {
        String step = running.nextStep().orElseThrow().id();
        SampleBench.saved(
                bench.service().recordNearMiss(running.id(), step, "ING-0002", "ING-0009", "u-op"));
    }
}
