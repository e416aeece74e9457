package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.TareSource;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A lab file with the sample lab's data, and a bench that weighs without a balance.
public final class SampleBench implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    public static final BalanceSetup SETUP =
            new BalanceSetup(SampleLab.BALANCE, Mass.grams("30.0000"), Mass.grams("0.0200"));
    public static final KeyPair KEY = newKey();
    public static final StationFacts STATION =
            new StationFacts("station-1", "c0ffee", AttemptPolicy.DEFAULT, KEY);

    private final LabDatabase database;
    private final SessionService service;
    private final SessionReader reader;
    private final Supplier<String> ids;
    private Mass onPan = Mass.grams("30.0000");

    private SampleBench(LabDatabase database, Supplier<String> ids) {
        InstantSource clock = InstantSource.fixed(NOW);
        this.database = database;
        this.ids = ids;
        this.service = new SessionService(database, clock, ids, STATION);
        this.reader = reader(OpeningRetry.DEFAULT);
    }

    public static SampleBench in(Path folder) throws StoreException {
        return in(folder, counting());
    }

    /// The lab file as it was left.
    public static SampleBench reopened(Path folder) throws StoreException {
        AtomicLong last = new AtomicLong();
        return reopened(folder, () -> "later-%08d".formatted(last.incrementAndGet()));
    }

    public static SampleBench reopened(Path folder, Supplier<String> ids) throws StoreException {
        return new SampleBench(LabDatabase.open(folder, SampleLab.KEY), ids);
    }

    public static SampleBench in(Path folder, Supplier<String> ids) throws StoreException {
        LabDatabase database = LabDatabase.open(folder, SampleLab.KEY);
        database.write(handle -> {
            MasterData.replaceAll(handle, SampleLab.download());
            return null;
        });
        return new SampleBench(database, ids);
    }

    /// Ids that sort as they were given, as UUIDv7 do.
    static Supplier<String> counting() {
        AtomicLong last = new AtomicLong();
        return () -> "id-%08d".formatted(last.incrementAndGet());
    }

    public LabDatabase database() {
        return database;
    }

    public SessionService service() {
        return service;
    }

    /// The same lab file, used by a station with a plan of checks.
    public SessionService service(CheckPlan plan, Instant now) {
        return new SessionService(
                database,
                InstantSource.fixed(now),
                ids,
                new StationFacts("station-1", "c0ffee", AttemptPolicy.DEFAULT, plan, KEY));
    }

    /// The register of that station; no minimum weight is set.
    public BalanceReadiness readiness(CheckPlan plan, Instant now) {
        return new BalanceReadiness(
                database, InstantSource.fixed(now), ids, new Random(1), plan, Mass.grams("0"));
    }

    public SessionReader reader() {
        return reader;
    }

    SessionReader reader(OpeningRetry retry) {
        return new SessionReader(database, InstantSource.fixed(NOW), "station-1", retry, _ -> {});
    }

    public static CreateRequest request(Formula formula) {
        return new CreateRequest(formula.code(), null, SampleLab.OPERATOR, SETUP);
    }

    public SessionRecord created(Formula formula) {
        return saved(service.createSessionFromFormula(request(formula)));
    }

    /// Puts a new, empty vessel on the pan.
    SampleBench emptied() {
        return filling(Mass.grams("30.0000"));
    }

    /// Puts an empty vessel of that mass on the pan.
    public SampleBench filling(Mass vessel) {
        onPan = vessel;
        return this;
    }

    /// Weighs the next step exactly at its target.
    public SessionRecord weighed(SessionRecord record) {
        Step step = record.nextStep().orElseThrow();
        SessionRecord after =
                saved(
                        service.recordDispense(
                                record.id(), dispense(step, step.tolerance().target())));
        onPan = after.lastGross(step).orElseThrow();
        return after;
    }

    /// The hazards of the next step's ingredient are read, if there are any.
    public SessionRecord acknowledged(SessionRecord record) {
        return saved(
                service.acknowledgeHazards(
                        record.id(),
                        record.nextStep().orElseThrow().id(),
                        SampleLab.OPERATOR.id()));
    }

    public SessionRecord completed(Formula formula) {
        SessionRecord record = emptied().created(formula);
        while (record.nextStep().isPresent()) {
            record = weighed(record);
        }
        return saved(service.complete(record.id(), SampleLab.OPERATOR, Authentication.CHOSEN));
    }

    Dispense dispense(Step step, Mass net) {
        return dispense("d-" + step.id(), step, net);
    }

    public Dispense dispense(String id, Step step, Mass net) {
        return new Dispense(
                id,
                step.id(),
                step.requiredCode(),
                null,
                null,
                net,
                onPan.plus(net),
                onPan,
                TareSource.BALANCE,
                net.digits(),
                "g",
                "flag",
                "S S %10s g".formatted(net.digits()),
                SampleLab.BALANCE.serialNumber(),
                NOW.plus(Duration.ofSeconds(step.sequence())),
                SampleLab.OPERATOR.id());
    }

    /// What a thread came back with, once it has.
    static <T> T result(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    public static <T> T saved(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Saved(var value) -> value;
            case Outcome.Refused(var why) -> throw new AssertionError(why.message());
            case Outcome.NotSaved(var failure) -> throw new AssertionError(failure);
        };
    }

    public static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static <T> Refusal refused(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Refused(var why) -> why;
            case Outcome.Saved(var value) -> throw new AssertionError("saved " + value);
            case Outcome.NotSaved(var failure) -> throw new AssertionError(failure);
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
