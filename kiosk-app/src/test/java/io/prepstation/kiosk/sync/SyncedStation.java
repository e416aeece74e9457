package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.RetrySchedule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// A station with its own files, enrolled at a hub over a wire, that prepares sessions and can run sync engines.
final class SyncedStation implements AutoCloseable {

    static final SyncRules IMPATIENT =
            new SyncRules(
                    new RetrySchedule(Duration.ofMillis(20), Duration.ofMillis(200)),
                    8,
                    Duration.ofMillis(100),
                    Duration.ofMillis(20),
                    Duration.ofMillis(500),
                    Duration.ofHours(1),
                    true,
                    50);
    static final HubTimeouts SHORT =
            new HubTimeouts(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1));

    private static final User OPERATOR =
            new User(TestHub.OPERATOR, "Anna Ek", Set.of(Role.OPERATOR), true);

    final InstantSource clock;
    final StationEnrolment enrolment;
    final LabDatabase database;
    final SessionService sessions;
    final HubNetwork network = new HubNetwork();

    /// Of a program that starts with another enrolment; one program keeps one token for a station.
    private final HubNetwork anothers = new HubNetwork();

    private final StationDatabase station;
    private final Enrol enrol;

    SyncedStation(Path data, TestHub hub, FaultyWire wire, InstantSource clock) throws Exception {
        this.clock = clock;
        this.station = StationDatabase.open(data);
        this.enrol = new Enrol(data, station, network, clock, () -> UUID.randomUUID().toString());
        var enrolled =
                assertInstanceOf(
                        EnrolResult.Enrolled.class,
                        enrol.enrol(wire.url(), hub.newCode(), "bench-1"));
        this.enrolment = enrolled.enrolment();
        this.database = LabDatabase.open(data, enrolment.lab());
        this.sessions =
                new SessionService(
                        database,
                        clock,
                        () -> UUID.randomUUID().toString(),
                        new StationFacts(
                                enrolment.stationId(),
                                "c0ffee",
                                AttemptPolicy.DEFAULT,
                                StationKey.open(data).pair()));
    }

    /// Runs, but begins in 2026, so that what is valid in the tests stays so.
    static InstantSource clockOf2026() {
        Instant start = Instant.parse("2026-11-20T09:00:00Z");
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), start));
    }

    SyncSetup setup() {
        return new SyncSetup(IMPATIENT, SHORT, true, clock, new Random(3));
    }

    SyncEngine engine() throws StoreException {
        return tryEngine(setup()).orElseThrow();
    }

    SyncEngine engine(StationEnrolment other) throws StoreException {
        return SyncEngine.start(database, sessions, other, anothers, setup()).orElseThrow();
    }

    EnrolResult enrolAgain(TestHub hub, FaultyWire wire) throws Exception {
        return enrol.enrol(wire.url(), hub.newCode(), "bench-1");
    }

    Optional<SyncEngine> tryEngine(SyncSetup setup) throws StoreException {
        return SyncEngine.start(database, sessions, enrolment, network, setup);
    }

    HubClient client() {
        return HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
    }

    /// Prepares the formula exactly at its targets; the id of the finished session.
    String prepare() {
        return prepare(OPERATOR);
    }

    /// The same from lots, by the code of their ingredient.
    String prepareFrom(Map<String, String> lots) {
        return new Preparing(sessions, clock, () -> UUID.randomUUID().toString())
                .prepare(OPERATOR, lots);
    }

    /// The same with the first step from a container.
    String prepareFrom(Map<String, String> lots, String container) {
        return new Preparing(sessions, clock, () -> UUID.randomUUID().toString())
                .prepare(OPERATOR, lots, container);
    }

    /// Weighs the first step from a container and leaves the session.
    String beginFrom(Map<String, String> lots, String container) {
        return new Preparing(sessions, clock, () -> UUID.randomUUID().toString())
                .begin(OPERATOR, lots, container);
    }

    /// Weighs the first step and leaves the session.
    SessionRecord begin() {
        return new Preparing(sessions, clock, () -> UUID.randomUUID().toString()).begin(OPERATOR);
    }

    /// Weighs the rest and signs it.
    void finish(SessionRecord begun) {
        new Preparing(sessions, clock, () -> UUID.randomUUID().toString()).finish(begun, OPERATOR);
    }

    /// The same with a photo attached.
    String prepareWith(byte[] jpeg) {
        return prepareWith(jpeg, AttachmentType.JPEG, Attachment.PHOTO);
    }

    /// The same with something else attached.
    String prepareWith(byte[] bytes, AttachmentType type, String kind) {
        return new Preparing(sessions, clock, () -> UUID.randomUUID().toString())
                .prepare(
                        OPERATOR,
                        Map.of(),
                        session ->
                                saved(
                                        sessions.attach(
                                                session,
                                                new NewAttachment(
                                                        bytes, type, kind, null, OPERATOR.id()))));
    }

    /// The same with every weight followed on its way.
    String prepareFollowed(PourTrace trace) {
        return new Preparing(sessions.following(trace), clock, () -> UUID.randomUUID().toString())
                .prepare(OPERATOR);
    }

    /// The same by another person.
    String prepare(User operator) {
        return new Preparing(sessions, clock, () -> UUID.randomUUID().toString()).prepare(operator);
    }

    SessionStatus status(String session) throws StoreException {
        return database.read(handle -> SessionRepository.find(handle, session))
                .orElseThrow()
                .session()
                .status();
    }

    Optional<Receipt> receipt(String session) throws StoreException {
        return database.read(handle -> Outbox.receipt(handle, session));
    }

    OutboxOperation operation(String session) throws StoreException {
        return queue().stream()
                .filter(operation -> operation.entityId().equals(session))
                .findFirst()
                .orElseThrow();
    }

    List<OutboxOperation> queue() throws StoreException {
        return database.read(handle -> Outbox.list(handle, 1000));
    }

    @Override
    public void close() {
        database.close();
        station.close();
        network.close();
        anothers.close();
    }

    static <T> T saved(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Saved(var value) -> value;
            case Outcome.Refused(var why) -> throw new AssertionError(why.message());
            case Outcome.NotSaved(var failure) -> throw new AssertionError(failure);
        };
    }
}
