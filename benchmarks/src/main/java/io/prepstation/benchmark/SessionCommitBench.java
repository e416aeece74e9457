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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Creating a session of 20 steps through the service, against the same rows by bare JDBC in one transaction (SES-10).
///
/// Both write to files of their own on the same disk, one after the other in pairs, at `synchronous=FULL`. Must be at
/// most 1.3 times as long in the median, and at most 80 ms in 95 of 100.
final class SessionCommitBench {

    private static final double LIMIT = 1.3;
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

    /// @param warmUp pairs that do not count
    /// @param pairs that do
    static Figure run(int warmUp, int pairs) throws IOException, StoreException, SQLException {
        Path folder =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target")), "session-commit");
        try {
            Path floorFile = prepared(folder.resolve("floor"));
            prepared(folder.resolve("ours"));
            try (LabDatabase database = LabDatabase.open(folder.resolve("ours"), LAB);
                    BareJdbc floor = new BareJdbc(floorFile)) {
                SessionCommitBench bench = new SessionCommitBench(folder, database, floor);
                bench.measure(warmUp, new Samples(), new Samples());
                Samples ours = new Samples();
                Samples bare = new Samples();
                bench.measure(pairs, ours, bare);
                return new Figure(
                        "session-commit",
                        ours.median(),
                        bare.median(),
                        "ms",
                        Limit.ofRatio(LIMIT),
                        ours.count(),
                        "service %s; bare JDBC %s".formatted(ours.spread(), bare.spread()));
            }
        } finally {
            delete(folder);
        }
    }

    private void measure(int pairs, Samples ours, Samples bare)
            throws StoreException, SQLException {
        for (int i = 0; i < pairs; i++) {
            long start = System.nanoTime();
            Outcome<SessionRecord> outcome = service.createSessionFromFormula(REQUEST);
            ours.add(System.nanoTime() - start);
            SessionRecord record = ((Outcome.Saved<SessionRecord>) outcome).value();
            AuditEvent event =
                    database.read(handle -> AuditTrail.ofSession(handle, record.id())).getFirst();
            OutboxOperation operation = database.read(handle -> Outbox.list(handle, 1)).getFirst();
            start = System.nanoTime();
            floor.write(record, operation, event);
            bare.add(System.nanoTime() - start);
        }
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
