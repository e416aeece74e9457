package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.SessionReturn;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.HeadLog;
import io.prepstation.kiosk.proof.HeadLogKeeper;
import io.prepstation.kiosk.proof.RecordedFrame;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.Work;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.OwnSession;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A lab file is damaged after sessions were sent; a restored station gets them back from a real hub.
@Tag("STO-10")
@Tag("REC-1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSessionsTest {

    private static final InstantSource CLOCK = SyncedStation.clockOf2026();

    private Path folder;
    private TestHub hub;
    private FaultyWire wire;
    private int stations;

    private Path data;
    private Path backup;
    private SyncedStation station;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        folder = directory;
        hub = new TestHub(folder.resolve("hub"), CLOCK);
        wire = new FaultyWire(hub.port());
    }

    @AfterAll
    void close() throws Exception {
        wire.close();
        hub.close();
    }

    private Outcome run(String... command) {
        return StationShell.run(
                Stream.concat(Stream.of(command), Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
    }

    @BeforeEach
    void enrol() throws Exception {
        wire.repair();
        data = folder.resolve("station-" + ++stations);
        station = new SyncedStation(data, hub, wire, CLOCK);
        assertEquals(0, run("sync", "now").exitCode());
    }

    private void backUp() throws Exception {
        Outcome made =
                run("backup", "--to", folder.resolve("backups-" + stations).toString(), "--json");
        backup = Path.of(made.json(0).path("backup").asText());
    }

    private void send() {
        Outcome sent = run("sync", "now");
        assertEquals(0, sent.exitCode(), sent.toString());
    }

    private void damage() throws Exception {
        Path file = station.database.path();
        station.close();
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(100);
            pages.write(new byte[4000]);
        }
    }

    private Outcome restore() {
        Outcome restored = run("restore", backup.toString(), "--json");
        assertEquals(0, restored.exitCode(), restored.toString());
        return restored;
    }

    private Outcome bringBack(String... more) {
        return run(
                Stream.concat(Stream.of("sync", "restore-sessions", "--json"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private <T> T inFile(Work<ReadHandle, T> work) throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            return lab.read(work);
        }
    }

    private Optional<SessionRecord> record(String session) throws Exception {
        return inFile(handle -> SessionRepository.find(handle, session));
    }

    private static int cameBack(Outcome outcome) throws Exception {
        return outcome.json(outcome.lines().size() - 1).path("cameBack").asInt(-1);
    }

    /// At the bench, over the file as it is now.
    private String prepareAgain() throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            return new Preparing(service(lab), CLOCK, LostSessionsTest::id).prepare(ANNA);
        }
    }

    private SessionService service(LabDatabase lab) throws Exception {
        return new SessionService(
                lab,
                CLOCK,
                LostSessionsTest::id,
                new StationFacts(
                        station.enrolment.stationId(),
                        "c0ffee",
                        AttemptPolicy.DEFAULT,
                        StationKey.open(data).pair()));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static final User ANNA =
            new User(TestHub.OPERATOR, "Anna Ek", Set.of(Role.OPERATOR), true);

    private List<FrozenText> texts(List<String> sessions) throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            return lab.read(handle ->
                    sessions.stream().flatMap(id -> FrozenText.all(handle, id).stream()).toList());
        }
    }

    private void assertIntact() {
        Outcome verified = run("verify", "--hub");
        assertEquals(0, verified.exitCode(), verified.toString());
    }

    @Test
    void sessions_sent_since_the_backup_come_back_letter_for_letter() throws Exception {
        String before = station.prepare();
        send();
        backUp();
        List<String> since = List.of(station.prepare(), station.prepare());
        send();
        List<FrozenText> sent = texts(since);
        keepFrameOfRejectedWeight(since.getFirst());
        keepFrameOfRejectedWeight("never-sent");
        damage();

        Outcome restored = restore();

        assertEquals(3, restored.lines().size(), restored.toString());
        assertEquals("never-sent", restored.json(2).path("sessionId").asText());
        assertEquals(2, restored.json(1).path("cameBack").asInt(), restored.toString());
        assertEquals(1, restored.json(1).path("known").asInt(), restored.toString());
        assertEquals(sent, texts(since));
        assertEquals(1, texts(List.of(before)).size());
        assertIntact();
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            List<OutboxOperation> queue = lab.read(handle -> Outbox.open(handle, 10));
            assertEquals(List.of(), queue);
        }
    }

    private void keepFrameOfRejectedWeight(String session) throws Exception {
        FrameJournal.of(data, station.enrolment.lab())
                .append(
                        new RecordedFrame(
                                "rejected",
                                session,
                                "step",
                                "SIM-1",
                                "9.0000",
                                "g",
                                "S S     9.0000 g",
                                CLOCK.millis()));
    }

    @Test
    void asked_twice_nothing_comes_twice_and_the_doctor_counts_once() throws Exception {
        backUp();
        String lost = station.prepare();
        send();
        damage();
        restore();
        long end = inFile(AuditTrail::head).sequence();

        Outcome again = bringBack();

        assertEquals(0, again.exitCode(), again.toString());
        assertEquals(0, cameBack(again));
        assertEquals(end, inFile(AuditTrail::head).sequence());
        assertEquals(1, texts(List.of(lost)).size());
        String found = run("doctor").out();
        assertTrue(found.contains("put back 1 times, 1 sessions came back from the hub"), found);
    }

    @Test
    @Tag("SES-3")
    void with_the_hub_away_they_come_later_and_go_on_where_they_were_interrupted()
            throws Exception {
        backUp();
        List<String> lost = List.of(station.prepare(), station.prepare());
        send();
        damage();
        wire.unplug();
        Outcome restored = restore();
        assertTrue(restored.err().contains("station sync restore-sessions"), restored.toString());
        String meanwhile = prepareAgain();
        assertEquals(75, bringBack().exitCode());
        wire.plug();
        takeOneAndDie();
        assertTrue(record(lost.get(0)).isPresent());
        assertEquals(Optional.empty(), record(lost.get(1)));

        Outcome back = bringBack();

        assertEquals(0, back.exitCode(), back.toString());
        assertEquals(1, cameBack(back));
        Set<Integer> attempts = new HashSet<>();
        for (String session : List.of(lost.get(0), lost.get(1), meanwhile)) {
            attempts.add(record(session).orElseThrow().session().attemptNo());
        }
        assertEquals(Set.of(1, 2, 1001), attempts);
        send();
        assertIntact();
        assertEquals(1002, record(prepareAgain()).orElseThrow().session().attemptNo());
    }

    /// What a program that was killed after the first one leaves.
    private void takeOneAndDie() throws Exception {
        OwnSession.Entry first = accepted(station.client().ownSessions(0)).sessions().getFirst();
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            SessionReturn.Result taken =
                    new SessionReturn(
                                    lab,
                                    station.enrolment,
                                    StationKey.open(data).pair(),
                                    CLOCK,
                                    LostSessionsTest::id)
                            .take(
                                    first,
                                    accepted(station.client().ownSession(first.sessionId())),
                                    true);
            assertEquals(new SessionReturn.Result.CameBack(), taken);
        }
    }

    private static <T> T accepted(HubAnswer<T> answer) {
        return switch (answer) {
            case HubAnswer.Accepted<T>(var body) -> body;
            case HubAnswer.Failed<T>(var why) -> throw new AssertionError(why.text());
        };
    }

    private static final List<String> AT_THE_HUB =
            List.of(
                    "UPDATE sessions SET bundle = replace(bundle, 'Anna Ek', 'Anna Eck') WHERE id = '%s'",
                    "UPDATE sessions SET bundle = bundle || ' ' WHERE id = '%s'",
                    "UPDATE sessions SET content_hash = '0' || substr(content_hash, 1, 63) WHERE id = '%s'",
                    "UPDATE sessions SET receipt = replace(receipt, '\"feedSeq\":', '\"feedSeq\":1') WHERE id = '%s'");

    @Test
    void what_was_altered_at_the_hub_is_refused_by_name_and_the_others_come() throws Exception {
        backUp();
        List<String> altered = new ArrayList<>();
        for (String _ : AT_THE_HUB) {
            altered.add(station.prepare());
        }
        String whole = station.prepare();
        send();
        damage();
        for (int i = 0; i < altered.size(); i++) {
            hub.tamper(AT_THE_HUB.get(i).formatted(altered.get(i)));
        }

        Outcome restored = restore();

        assertEquals(1, cameBack(restored), restored.toString());
        assertTrue(record(whole).isPresent());
        for (String session : altered) {
            assertTrue(
                    restored.err().contains("session " + session + " did not come back: "),
                    restored.toString());
            assertEquals(Optional.empty(), record(session));
        }
        assertEquals(1, bringBack().exitCode());
    }

    @Test
    void one_that_ran_when_the_backup_was_made_ends_as_it_ended_once_no_kiosk_runs()
            throws Exception {
        SessionRecord begun = station.begin();
        backUp();
        station.finish(begun);
        send();
        List<FrozenText> sent = texts(List.of(begun.id()));
        damage();
        wire.unplug();
        restore();
        wire.plug();
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab());
                SyncLock _ = SyncLock.take(lab).orElseThrow()) {
            Outcome back = bringBack();
            assertEquals(75, back.exitCode(), back.toString());
            assertTrue(back.err().contains("stop the kiosk"), back.toString());
        }

        assertEquals(1, cameBack(bringBack()));

        assertEquals(sent, texts(List.of(begun.id())));
        assertEquals(SessionStatus.COMPLETED, record(begun.id()).orElseThrow().session().status());
        assertIntact();
    }

    @Test
    void one_that_went_on_here_otherwise_is_kept_as_it_is_and_named() throws Exception {
        SessionRecord begun = station.begin();
        backUp();
        station.finish(begun);
        send();
        damage();
        wire.unplug();
        restore();
        wire.plug();
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            new Preparing(service(lab), CLOCK, LostSessionsTest::id).finish(begun, ANNA);
        }

        Outcome back = bringBack();

        assertEquals(1, back.exitCode(), back.toString());
        assertTrue(back.err().contains("session " + begun.id()), back.toString());
        assertTrue(back.err().contains("both are kept"), back.toString());
    }

    @Test
    void without_any_backup_a_damaged_lab_begins_anew_with_what_the_hub_has() throws Exception {
        List<String> lost = List.of(station.prepare(), station.prepare());
        send();
        List<FrozenText> sent = texts(lost);
        assertEquals(2, run("restore").exitCode());
        assertEquals(2, run("restore", "--without-backup", "x").exitCode());
        Outcome whole = run("restore", "--without-backup");
        assertEquals(1, whole.exitCode(), whole.toString());
        assertEquals(sent, texts(lost));
        damage();

        Outcome restored = run("restore", "--without-backup", "--json");

        assertEquals(0, restored.exitCode(), restored.toString());
        assertEquals(2, cameBack(restored), restored.toString());
        assertEquals(sent, texts(lost));
        assertIntact();
        send();
        assertEquals(1_000_001, record(prepareAgain()).orElseThrow().session().attemptNo());
        assertIntact();
    }

    @Test
    void a_new_card_gets_those_of_the_station_it_follows_and_of_no_other() throws Exception {
        String lost = station.prepare();
        send();
        List<FrozenText> sent = texts(List.of(lost));
        String former = station.enrolment.stationId();
        station.close();
        enrol();
        String now = station.enrolment.stationId();
        assertEquals(0, cameBack(bringBack()));
        assertTrue(hub.follow(now, former).orElseThrow().contains("not revoked"));
        hub.revoke(former);
        assertEquals(Optional.empty(), hub.follow(now, former));
        Outcome unnamed = bringBack();
        assertEquals(1, unnamed.exitCode(), unnamed.toString());
        assertEquals(0, cameBack(unnamed));
        assertTrue(
                unnamed.err().contains("restore-sessions --follows " + former), unnamed.toString());

        assertEquals(1, cameBack(bringBack("--follows", former)));

        assertEquals(sent, texts(List.of(lost)));
        assertEquals(former, record(lost).orElseThrow().context().stationId());
        assertIntact();
        send();
        prepareAgain();
        send();
        assertIntact();
        damage();

        Outcome anew = run("restore", "--without-backup", "--follows", former, "--json");

        assertEquals(2, cameBack(anew), anew.toString());
        assertIntact();
    }

    /// Keys and token were on the old card; the backup's trail names the old key.
    @Test
    void a_new_card_with_a_backup_goes_on_as_the_station_that_follows() throws Exception {
        String before = station.prepare();
        send();
        backUp();
        String lost = station.prepare();
        send();
        List<FrozenText> sent = texts(List.of(before, lost));
        String former = station.enrolment.stationId();
        station.close();
        data = folder.resolve("card-" + stations);
        Outcome restored = restore();
        assertTrue(restored.err().contains("station sync restore-sessions"), restored.toString());
        Outcome enrolled =
                run("enrol", "--url", wire.url(), "--code", hub.newCode(), "--name", "bench-9");
        assertEquals(0, enrolled.exitCode(), enrolled.toString());
        String now;
        try (StationDatabase database = StationDatabase.open(data)) {
            now = database.current().orElseThrow().stationId();
        }
        hub.revoke(former);
        assertEquals(Optional.empty(), hub.follow(now, former));

        Outcome back = bringBack();

        assertEquals(0, back.exitCode(), back.toString());
        assertEquals(1, cameBack(back), back.toString());
        assertEquals(sent, texts(List.of(before, lost)));
        assertIntact();
    }

    /// Both sides go back: what the station has from the hub, the hub gets again from the station.
    @Test
    void a_hub_that_goes_back_too_gets_it_again() throws Exception {
        Path copy = hub.backUp(folder.resolve("hub-backups"));
        backUp();
        String lost = station.prepare();
        send();
        damage();
        restore();
        hub.putBack(copy);
        assertEquals(List.of(), atHub());

        send();

        assertEquals(List.of(lost), atHub());
        assertIntact();
    }

    /// A text has one receipt here, which is of the hub's first life; in its second the session came later than what the next backup
    /// holds.
    @Test
    @Tag("SYN-4")
    void a_hub_that_goes_back_twice_gets_it_each_time() throws Exception {
        Path first = hub.backUp(folder.resolve("hub-backups"));
        String session = station.prepare();
        send();
        hub.putBack(first);
        hub.addSupervisor("sup-9");
        hub.addSupervisor("sup-10");
        Path second = hub.backUp(folder.resolve("hub-backups-of-then"));
        send();
        assertEquals(List.of(session), atHub());

        hub.putBack(second);
        assertEquals(List.of(), atHub());
        send();

        assertEquals(List.of(session), atHub());
        assertIntact();
    }

    /// The pours stayed at the hub: the new one has to do without.
    @Test
    void a_hub_that_goes_back_too_does_without_the_pours() throws Exception {
        Path copy = hub.backUp(folder.resolve("hub-backups"));
        backUp();
        String lost =
                station.prepareFollowed(
                        PourTrace.of("1795165200000 g 0 0=0.0000 900~1.2000 1800=1.7000"));
        send();
        damage();
        restore();
        hub.putBack(copy);

        send();

        assertEquals(List.of(lost), atHub());
        assertIntact();
    }

    /// A hub takes no upload that another key signed: what came from the former station does not go up again.
    @Test
    void a_hub_that_goes_back_does_not_get_those_of_the_former_station() throws Exception {
        String lost = station.prepare();
        String former = station.enrolment.stationId();
        station.close();
        Path before = data;
        enrol();
        Path copy = hub.backUp(folder.resolve("hub-backups"));
        Path now = data;
        data = before;
        send();
        data = now;
        hub.revoke(former);
        assertEquals(Optional.empty(), hub.follow(station.enrolment.stationId(), former));
        assertEquals(1, cameBack(bringBack("--follows", former)));
        hub.putBack(copy);

        send();

        assertEquals(SessionStatus.COMPLETED, record(lost).orElseThrow().session().status());
        Outcome verified = run("verify");
        assertEquals(0, verified.exitCode(), verified.toString());
    }

    /// What stands before the hub says nothing of one session: it is asked for again later.
    @Test
    void a_hub_that_is_away_halfway_is_asked_again() throws Exception {
        backUp();
        List<String> lost = List.of(station.prepare(), station.prepare());
        send();
        damage();
        wire.set(new FaultyWire.Fault.BadGateway("GET /api/sync/sessions/"));
        restore();

        Outcome back = bringBack();

        assertEquals(75, back.exitCode(), back.toString());
        assertEquals(0, back.json(0).path("refused").size(), back.toString());
        assertTrue(back.json(0).path("interrupted").asText().contains("502"), back.toString());
        wire.repair();
        assertEquals(lost.size(), cameBack(bringBack()));
    }

    private List<String> atHub() {
        return accepted(station.client().ownSessions(0)).sessions().stream()
                .map(OwnSession.Entry::sessionId)
                .toList();
    }

    private static final List<String> HERE =
            List.of(
                    "UPDATE dispenses SET net = '9.0000 g' WHERE session_id = '%s'",
                    "UPDATE steps SET ingredient_name = 'Salt' WHERE session_id = '%s'",
                    "UPDATE sessions SET operator_name = 'Eva' WHERE id = '%s'",
                    "UPDATE signatures SET name = 'Eva' WHERE session_id = '%s'",
                    "DELETE FROM signatures WHERE session_id = '%s'",
                    "DELETE FROM receipts WHERE session_id = '%s'",
                    "UPDATE receipts SET feed_seq = feed_seq + 1 WHERE session_id = '%s'",
                    "UPDATE session_text SET text = replace(text, 'Anna Ek', 'Anna Eck') WHERE session_id = '%s'",
                    "UPDATE session_text SET content_hash = record_hash WHERE session_id = '%s'",
                    "DELETE FROM session_text WHERE session_id = '%s'",
                    "DELETE FROM audit_event WHERE session_id = '%s'");

    @Test
    void what_came_back_and_was_altered_here_is_named() throws Exception {
        backUp();
        String lost = station.prepare();
        send();
        damage();
        restore();
        assertIntact();
        Path file = station.database.path();
        byte[] whole = Files.readAllBytes(file);
        for (String forgery : HERE) {
            try (RawFile raw = new RawFile(file)) {
                raw.tamper(List.of(forgery.formatted(lost)));
            }
            try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
                Fault fault = Verification.of(lab, Evidence.NONE).fault();
                assertTrue(fault != null, forgery);
                assertTrue(
                        fault.record().contains(lost) || forgery.contains("audit_event"),
                        fault.toString());
            }
            Files.write(file, whole);
        }
        assertIntact();
    }

    /// Heads that were signed between backup and damage are in the head log; one whose session never reached the hub is lost.
    @Test
    void what_never_reached_the_hub_is_missed_and_what_came_back_is_not() throws Exception {
        backUp();
        station.prepare();
        send();
        HeadLog log = HeadLog.of(Optional.empty(), data, station.enrolment.lab());
        HeadLogKeeper.catchUp(station.database, log);
        damage();
        restore();
        Outcome proven = run("verify");
        assertEquals(0, proven.exitCode(), proven.toString());
        assertTrue(proven.out().contains("put back 1 times"), proven.toString());
        assertTrue(proven.out().contains("1 sessions came back"), proven.toString());
        backUp();
        prepareAgain();
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            HeadLogKeeper.catchUp(lab, log);
        }

        restore();

        Outcome missed = run("verify");
        assertEquals(1, missed.exitCode(), missed.toString());
        assertTrue(missed.out().contains("head log"), missed.toString());
    }
}
