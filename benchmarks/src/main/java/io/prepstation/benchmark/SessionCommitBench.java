package io.prepstation.benchmark;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.prepstation.kiosk.preparation.BalanceSetup;
import io.prepstation.kiosk.preparation.CreateRequest;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MasterDownload;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.session.SessionRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Creating a session of 20 steps through the service, against the same rows by bare JDBC in one transaction (SES-10).
///
/// Both write to files of their own on the same disk, one after the other in pairs, at `synchronous=FULL`. Must be at
/// most 1.3 times as long in the median, and at most 80 ms in 95 of 100.
public final class SessionCommitBench {

    private static final int PAIRS = 1_000;
    private static final int WARM_UP = 4_000;
    private static final int STEPS = 20;
    private static final LabKey LAB = new LabKey("bench", "lab");
    private static final User OPERATOR =
            new User("u-1", "Olga Operator", Set.of(Role.OPERATOR), true);
    private static final CreateRequest REQUEST =
            new CreateRequest(
                    "PRM00020",
                    null,
                    OPERATOR,
                    new BalanceSetup(
                            new BalanceIdentity(
                                    "SIM520",
                                    "SIM-1",
                                    Mass.grams("520.0000"),
                                    Mass.grams("0.0001")),
                            Mass.grams("30.0000"),
                            Mass.grams("0.0200")));

    private final LabDatabase database;
    private final SessionService service;
    private final BareJdbc floor;

    private SessionCommitBench(Path folder, LabDatabase database, BareJdbc floor)
            throws StoreException {
        NoArgGenerator ids = Generators.timeBasedEpochGenerator();
        this.database = database;
        this.service =
                new SessionService(
                        database,
                        InstantSource.system(),
                        () -> ids.generate().toString(),
                        new StationFacts(
                                "station-1",
                                "c0ffee",
                                AttemptPolicy.DEFAULT,
                                StationKey.open(folder).pair()));
        this.floor = floor;
    }

    public static void main(String[] arguments) throws IOException, StoreException, SQLException {
        Path folder = Files.createTempDirectory(Path.of("target"), "session-commit");
        try {
            Path floorFile = prepared(folder.resolve("floor"));
            prepared(folder.resolve("ours"));
            try (LabDatabase database = LabDatabase.open(folder.resolve("ours"), LAB);
                    BareJdbc floor = new BareJdbc(floorFile)) {
                new SessionCommitBench(folder, database, floor).run(System.out, System.err);
            }
        } finally {
            delete(folder);
        }
    }

    private void run(PrintStream result, PrintStream table) throws StoreException, SQLException {
        measure(WARM_UP);
        long[][] nanos = measure(PAIRS);
        result.printf(
                Locale.ROOT,
                "{\"bench\":\"session-commit\",\"ours\":%.3f,\"floor\":%.3f,\"unit\":\"ms\",\"ratio\":%.3f,"
                        + "\"runs\":%d,\"oursP95\":%.3f,\"floorP95\":%.3f}%n",
                millis(nanos[0], 50),
                millis(nanos[1], 50),
                millis(nanos[0], 50) / millis(nanos[1], 50),
                PAIRS,
                millis(nanos[0], 95),
                millis(nanos[1], 95));
        for (int percentile : new int[] {10, 50, 95}) {
            table.printf(
                    Locale.ROOT,
                    "session of %d steps, percentile %2d: %.3f ms, bare JDBC %.3f ms, ratio %.2f%n",
                    STEPS,
                    percentile,
                    millis(nanos[0], percentile),
                    millis(nanos[1], percentile),
                    millis(nanos[0], percentile) / millis(nanos[1], percentile));
        }
    }

    private long[][] measure(int pairs) throws StoreException, SQLException {
        long[][] nanos = new long[2][pairs];
        for (int i = 0; i < pairs; i++) {
            long start = System.nanoTime();
            Outcome<SessionRecord> outcome = service.createSessionFromFormula(REQUEST);
            nanos[0][i] = System.nanoTime() - start;
            SessionRecord record = ((Outcome.Saved<SessionRecord>) outcome).value();
            AuditEvent event =
                    database.read(handle -> AuditTrail.ofSession(handle, record.id())).getFirst();
            OutboxOperation operation = database.read(handle -> Outbox.list(handle, 1)).getFirst();
            start = System.nanoTime();
            floor.write(record, operation, event);
            nanos[1][i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static double millis(long[] nanos, int percentile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) * percentile / 100] / 1e6;
    }

    private static Path prepared(Path folder) throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, LAB)) {
            database.write(handle -> {
                MasterData.replaceAll(handle, download());
                return null;
            });
            return database.path();
        }
    }

    private static MasterDownload download() {
        Formula formula = new Formula("f-1", "PRM00020", "Twenty lines");
        return new MasterDownload(
                new Lab(LAB, "Bench", ZoneId.of("Europe/Berlin"), true),
                List.of(OPERATOR),
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(n ->
                                new Ingredient(
                                        "i-" + n,
                                        "ING-%04d".formatted(n),
                                        "Ingredient " + n,
                                        null,
                                        Hazards.NONE))
                        .toList(),
                List.of(formula),
                List.of(
                        new FormulaVersion(
                                "f-1-v1",
                                formula.id(),
                                1,
                                VersionStatus.APPROVED,
                                LocalDate.of(2026, 1, 1),
                                Amount.of("1", "L"),
                                IntStream.rangeClosed(1, STEPS)
                                        .mapToObj(SessionCommitBench::line)
                                        .toList())));
    }

    private static FormulaLine line(int n) {
        Deviation tolerance = new Deviation.Absolute(new BigDecimal("0.05"));
        return new FormulaLine(n, "i-" + n, new BigDecimal(n + ".5"), tolerance, tolerance);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
