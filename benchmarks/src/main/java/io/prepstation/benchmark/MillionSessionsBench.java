package io.prepstation.benchmark;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.prepstation.kiosk.preparation.BalanceSetup;
import io.prepstation.kiosk.preparation.CreateRequest;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MasterDownload;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSearch;
import io.prepstation.kiosk.store.StatisticsQuery;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.UploadQueue;
import io.prepstation.kiosk.store.Work;
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
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a screen asks of a lab file with a million sessions, against one that holds only the newest five hundred (STO-11).
///
/// Both hold the same newest sessions and the same counters of the last year, so that both answer with as many rows; they
/// are asked in turn. `-Dbench.sessions=` for another number; `-Dbench.folder=` for a folder in which the files stay for the
/// next run.
final class MillionSessionsBench implements AutoCloseable {

    private static final int SESSIONS = Integer.getInteger("bench.sessions", 1_000_000);
    private static final int SMALL = 500;
    private static final int NEWEST_FROM = SESSIONS - SMALL;
    private static final int FORMULAS = 200;
    private static final int OPERATORS = 20;
    private static final int PAIRS = 200;
    private static final int WARM_UP = 100;
    private static final int OPENINGS = 20;
    private static final double LIMIT = 1.5;
    private static final LabKey LAB = new LabKey("bench", "lab");
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private interface Question {
        void ask(Station station, int run) throws StoreException;
    }

    private interface Ready {
        Station ready(Station station) throws IOException, StoreException;
    }

    /// One file and what works on it.
    private record Station(Path folder, LabDatabase database, SessionService service, int first) {

        void read(Work<ReadHandle, ?> work) throws StoreException {
            database.read(handle -> String.valueOf(work.with(handle)).isEmpty());
        }
    }

    private Station large;
    private Station small;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    private MillionSessionsBench(Station large, Station small) {
        this.large = large;
        this.small = small;
    }

    static List<Figure> run() throws IOException, StoreException, SQLException {
        String kept = System.getProperty("bench.folder");
        Path folder =
                kept == null
                        ? Files.createTempDirectory(Path.of("target"), "million-sessions")
                        : Path.of(kept);
        try (MillionSessionsBench bench =
                new MillionSessionsBench(
                        filled(folder.resolve("large"), 0),
                        filled(folder.resolve("small"), SESSIONS - SMALL))) {
            return bench.figures();
        } finally {
            if (kept == null) {
                delete(folder);
            }
        }
    }

    private List<Figure> figures() throws IOException, StoreException {
        List<Figure> figures = new ArrayList<>();
        figures.add(compared("create", PAIRS, (station, _) -> create(station)));
        figures.add(
                compared(
                        "open-newest",
                        PAIRS,
                        (station, _) -> open(station.database(), NEWEST_FROM)));
        inMemory(large.database().path());
        figures.add(
                compared("open", PAIRS, (station, _) -> open(station.database(), station.first())));
        figures.add(
                compared(
                        "open-from-disk",
                        OPENINGS,
                        (station, _) -> open(station.database(), station.first()),
                        MillionSessionsBench::onDiskOnly));
        inMemory(large.database().path());
        figures.add(
                compared(
                        "list",
                        PAIRS,
                        (station, _) ->
                                station.read(handle -> SessionRepository.list(handle, SMALL))));
        figures.add(
                compared(
                        "search",
                        PAIRS,
                        (station, run) -> {
                            search(station, byFormula(run));
                            search(station, byOperator(run));
                            search(
                                    station,
                                    new SessionSearch(
                                            null, null, SessionStatus.FAILED, null, null));
                        }));
        figures.add(
                compared(
                        "search-text",
                        PAIRS,
                        (station, run) -> {
                            search(station, byText("formula 1" + run % 10));
                            search(station, byText("L1-" + (SESSIONS - SMALL / 2) / 40));
                        }));
        figures.add(compared("statistics", PAIRS, (station, run) -> statistics(station, run)));
        figures.add(
                compared(
                        "queue",
                        PAIRS,
                        (station, _) ->
                                station.read(handle ->
                                        List.of(
                                                Outbox.counts(handle),
                                                UploadQueue.waiting(handle),
                                                UploadQueue.next(handle, NOW, SMALL),
                                                UploadQueue.trouble(handle)))));
        figures.add(
                compared(
                        "file-open",
                        OPENINGS,
                        (station, _) -> {
                            try (LabDatabase again = LabDatabase.open(station.folder(), LAB)) {
                                again.read(MasterData::lab);
                            }
                        }));
        return figures;
    }

    private Figure compared(String name, int pairs, Question question)
            throws IOException, StoreException {
        return compared(name, pairs, question, station -> station);
    }

    /// @param before makes a station ready for each question; that takes no time
    private Figure compared(String name, int pairs, Question question, Ready before)
            throws IOException, StoreException {
        times(question, Math.min(WARM_UP, pairs), before);
        long[][] nanos = times(question, pairs, before);
        return new Figure(
                "million-sessions " + name,
                median(nanos[0]),
                median(nanos[1]),
                "ms",
                Limit.ofRatio(LIMIT),
                pairs,
                String.format(
                        Locale.ROOT,
                        "%d sessions: p95 %.3f ms; %d: p95 %.3f ms",
                        SESSIONS,
                        percentile(nanos[0], 95),
                        SMALL,
                        percentile(nanos[1], 95)));
    }

    /// Large and small in turn, and each first as often as the other, so that whatever else the machine does meets both.
    private long[][] times(Question question, int pairs, Ready before)
            throws IOException, StoreException {
        long[][] nanos = new long[2][pairs];
        for (int run = 0; run < pairs; run++) {
            boolean largeFirst = run % 2 == 0;
            large = before.ready(large);
            small = before.ready(small);
            long first = time(question, largeFirst ? large : small, run);
            long second = time(question, largeFirst ? small : large, run);
            nanos[0][run] = largeFirst ? first : second;
            nanos[1][run] = largeFirst ? second : first;
        }
        return nanos;
    }

    private static long time(Question question, Station station, int run) throws StoreException {
        long start = System.nanoTime();
        question.ask(station, run);
        return System.nanoTime() - start;
    }

    private void open(LabDatabase database, int from) throws StoreException {
        int number = from + random.nextInt(SESSIONS - from);
        if (database.read(handle -> SessionRepository.find(handle, ManySessions.id(number)))
                .isEmpty()) {
            throw new IllegalStateException("session " + number + " is not there");
        }
    }

    /// Reads the file once, so that its pages are in the system's memory, as far as they fit.
    private static void inMemory(Path file) throws IOException {
        Files.copy(file, OutputStream.nullOutputStream());
    }

    /// The same station with nothing of its file in anybody's memory, as after a night's backup of other things.
    private static Station onDiskOnly(Station station) throws IOException, StoreException {
        Path file = station.database().path();
        station.database().close();
        ProcessBuilder dd =
                new ProcessBuilder(
                        "dd",
                        "of=" + file,
                        "oflag=nocache",
                        "conv=notrunc,fdatasync",
                        "count=0",
                        "status=none");
        dd.inheritIO().start().onExit().join();
        return new Station(
                station.folder(),
                LabDatabase.open(station.folder(), LAB),
                station.service(),
                station.first());
    }

    private static void create(Station station) {
        Outcome<SessionRecord> outcome =
                station.service()
                        .createSessionFromFormula(
                                new CreateRequest(
                                        "PRM00001",
                                        null,
                                        operator(1),
                                        new BalanceSetup(
                                                new BalanceIdentity(
                                                        "SIM520",
                                                        "SIM-1",
                                                        Mass.grams("520.0000"),
                                                        Mass.grams("0.0001")),
                                                Mass.grams("30.0000"),
                                                Mass.grams("0.0200"))));
        if (!(outcome instanceof Outcome.Saved<SessionRecord>)) {
            throw new IllegalStateException("no session was created: " + outcome);
        }
    }

    private static SessionSearch byFormula(int run) {
        return new SessionSearch(
                "PRM%05d".formatted(run % FORMULAS), null, null, NOW.minusSeconds(150_000), null);
    }

    private static SessionSearch byOperator(int run) {
        return new SessionSearch(
                null, "u-" + run % OPERATORS, null, NOW.minusSeconds(150_000), null);
    }

    private static SessionSearch byText(String text) {
        return new SessionSearch(text, null, null, null, NOW.minusSeconds(150_000), null);
    }

    private static void search(Station station, SessionSearch search) throws StoreException {
        station.read(handle -> SessionRepository.search(handle, search, 50));
    }

    private static void statistics(Station station, int run) throws StoreException {
        Dimension dimension = List.of(Dimension.values()).get(run % Dimension.values().length);
        Period period = List.of(Period.values()).get(run % Period.values().length);
        station.read(handle ->
                new StatisticsQuery(dimension, period, NOW.atZone(ZoneOffset.UTC).toLocalDate())
                        .ask(handle));
    }

    private static Station filled(Path folder, int first)
            throws IOException, StoreException, SQLException {
        boolean kept = Files.exists(folder);
        Files.createDirectories(folder);
        Path file;
        try (LabDatabase database = LabDatabase.open(folder, LAB)) {
            database.change(handle -> MasterData.replaceAll(handle, download()));
            file = database.path();
        }
        if (!kept) {
            new ManySessions(first, SESSIONS - 1, NOW.toEpochMilli())
                    .fill(file, FORMULAS, OPERATORS);
        }
        NoArgGenerator ids = Generators.timeBasedEpochGenerator();
        LabDatabase database = LabDatabase.open(folder, LAB);
        SessionService service =
                new SessionService(
                        database,
                        InstantSource.fixed(NOW.plusSeconds(60)),
                        () -> ids.generate().toString(),
                        new StationFacts(
                                "station-1",
                                "c0ffee",
                                AttemptPolicy.DEFAULT,
                                StationKey.open(folder).pair()));
        return new Station(folder, database, service, first);
    }

    private static User operator(int number) {
        return new User("u-" + number, "Operator " + number, Set.of(Role.OPERATOR), true);
    }

    private static MasterDownload download() {
        List<Formula> formulas =
                IntStream.range(0, FORMULAS)
                        .mapToObj(
                                n -> new Formula("f-" + n, "PRM%05d".formatted(n), "Formula " + n))
                        .toList();
        return new MasterDownload(
                new Lab(LAB, "Bench", ZoneId.of("Europe/Berlin"), true),
                IntStream.range(0, OPERATORS).mapToObj(MillionSessionsBench::operator).toList(),
                IntStream.rangeClosed(1, 3)
                        .mapToObj(n ->
                                new Ingredient(
                                        "i-" + n,
                                        "ING-%04d".formatted(n),
                                        "Ingredient " + n,
                                        null,
                                        Hazards.NONE))
                        .toList(),
                formulas,
                formulas.stream().map(MillionSessionsBench::version).toList());
    }

    private static FormulaVersion version(Formula formula) {
        Deviation tolerance = new Deviation.Absolute(new BigDecimal("0.05"));
        return new FormulaVersion(
                formula.id() + "-v1",
                formula.id(),
                1,
                VersionStatus.APPROVED,
                LocalDate.of(2016, 1, 1),
                Amount.of("1", "L"),
                IntStream.rangeClosed(1, 3)
                        .mapToObj(n ->
                                new FormulaLine(
                                        n,
                                        "i-" + n,
                                        new BigDecimal(n + ".5"),
                                        tolerance,
                                        tolerance))
                        .toList());
    }

    private static double median(long[] nanos) {
        return percentile(nanos, 50);
    }

    private static double percentile(long[] nanos, int percentile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) * percentile / 100] / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        large.database().close();
        small.database().close();
    }
}
