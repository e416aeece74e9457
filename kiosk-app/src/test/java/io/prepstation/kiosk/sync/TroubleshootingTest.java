package io.prepstation.kiosk.sync;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.LogLines;
import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.preparation.Opening;
import io.prepstation.kiosk.preparation.OpeningRetry;
import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Provokes each symptom of docs/troubleshooting.md, looks where it says, reads what it says, and does what it says: nothing
/// waits afterwards. One hub and two benches for all.
@Tag("OPS-8")
@TestInstance(Lifecycle.PER_CLASS)
class TroubleshootingTest {

    private static final Path PAGE = Path.of("../docs/troubleshooting.md");
    private static final String SUPERVISOR = "sup-1";
    private static final User ANOTHER_STRANGER =
            new User("nobody-else", "Not There", Set.of(Role.OPERATOR, Role.SUPERVISOR), true);

    /// The commands have the system's clock.
    private final InstantSource clock = InstantSource.system();

    private Path folder;
    private Path config;
    private String page;
    private TestHub hub;
    private Bench one;
    private Bench two;

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        config = Files.createDirectory(folder.resolve("config"));
        page = Files.readString(PAGE).replaceAll("\\s+", " ");
        hub = new TestHub(folder.resolve("hub"), clock);
        hub.addSupervisor(SUPERVISOR);
        one = new Bench(folder.resolve("one"), hub, clock, 1);
        two = new Bench(folder.resolve("two"), hub, clock, 2);
    }

    @AfterAll
    void close() throws Exception {
        one.close();
        two.close();
        hub.close();
    }

    /// What was refused stays in the list beside its correction.
    @AfterEach
    void the_remedy_left_nothing_that_waits() throws Exception {
        assertTrue(one.sync().success(), one.open().toString());
        assertEquals(
                List.of(),
                one.open().stream()
                        .filter(left -> left.status() != OperationStatus.REJECTED)
                        .toList());
        Files.deleteIfExists(config.resolve("station.toml"));
    }

    private Outcome station(Bench bench, String... command) {
        return StationShell.run(
                Stream.concat(
                                Stream.of(command),
                                Stream.of(
                                        "--data",
                                        data(bench).toString(),
                                        "--config",
                                        config.toString()))
                        .toArray(String[]::new));
    }

    /// Its lab's file is `DIR/labs/<tenant>/<lab>.db`.
    private static Path data(Bench bench) {
        return bench.station.database.path().getParent().getParent().getParent();
    }

    private void configured(String toml) throws Exception {
        Files.writeString(config.resolve("station.toml"), toml);
    }

    /// The page has it, and it is what is really seen.
    private void assertNamed(String words, String seen) {
        assertTrue(page.contains(words), "docs/troubleshooting.md does not have: " + words);
        assertTrue(seen.contains(words), "expected: " + words + "\nseen: " + seen);
    }

    private void assertWhy(Bench bench, String... words) {
        Outcome why = station(bench, "sync", "status", "--why");
        for (String word : words) {
            assertNamed(word, why.out());
        }
    }

    private SyncSetup rarely(boolean autoSync) {
        SyncRules rules =
                new SyncRules(
                        SyncedStation.IMPATIENT.retry(),
                        8,
                        Duration.ofMillis(20),
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofHours(1),
                        true,
                        50);
        return new SyncSetup(rules, HubTimeouts.DEFAULT, autoSync, clock, new Random(5));
    }

    @Test
    void auto_sync_does_not_start() throws Exception {
        configured("[sync]\nauto_sync_enabled = false\n");
        one.create("lots", one.lot("WAITS"));
        one.wire.unplug();
        try (LogLines log = LogLines.verbose("NetworkMonitor", "SyncEngine");
                SyncEngine engine = one.station.tryEngine(rarely(false)).orElseThrow()) {
            assertFalse(engine.syncNow().get(60, SECONDS).success());
            one.wire.plug();
            await().atMost(60, SECONDS).until(() -> log.text().contains("network restored"));

            assertNamed("auto-sync skipped, autoSyncEnabled=false", log.text());
            assertNamed(
                    "network restored: syncOnReconnect=true, autoSyncEnabled=false, wasOffline=true;"
                            + " auto-sync skipped",
                    log.text());
        }
        assertWhy(one, "nothing goes up by itself: sync.auto_sync_enabled = false", "pending");

        Outcome sent = station(one, "sync", "now");

        assertEquals(0, sent.exitCode(), sent.toString());
        assertEquals("1 sent, 0 failed of 1", sent.out().strip());
    }

    @Test
    void a_record_is_not_at_the_hub_because_it_was_refused() throws Exception {
        one.create(PushPullTest.STRANGER, "lots", one.lot("REFUSED"));
        try (LogLines log = LogLines.verbose("SyncPush")) {
            assertFalse(one.sync().success());
            assertNamed("refused:", log.text());
            assertNamed("NO_RIGHT", log.text());
        }
        assertWhy(one, "rejected", "NO_RIGHT");

        hub.addSupervisor(PushPullTest.STRANGER.id());
        String id = one.open().getFirst().id();
        Outcome retried =
                station(one, "sync", "retry", id, "--user", SUPERVISOR, "--reason", "known now");

        assertEquals(0, retried.exitCode(), retried.toString());
        assertEquals(1, one.sync().synced());
    }

    @Test
    void a_record_is_not_at_the_hub_because_the_station_is_not_let_in() throws Exception {
        try (Bench three = new Bench(folder.resolve("three"), hub, clock, 3)) {
            three.create("lots", three.lot("HELD"));
            hub.revoke(three.station.enrolment.stationId());
            assertNamed("does not let this station in", three.sync().errors().getFirst());
            assertWhy(three, "held");

            Outcome enrolled =
                    station(three, "enrol", "--url", three.wire.url(), "--code", hub.newCode());

            assertEquals(0, enrolled.exitCode(), enrolled.toString());
            assertEquals("1 sent, 0 failed of 1", station(three, "sync", "now").out().strip());
        }
    }

    @Test
    void what_refers_to_something_refused_waits_for_it() throws Exception {
        StoredEntity lot = one.create(ANOTHER_STRANGER, "lots", one.lot("WRONG"));
        StoredEntity box = one.create("containers", in(lot.id(), "C-BLOCKED"));
        one.sync();
        assertWhy(one, "blocked", "waits for lots temp_");
        assertNamed(", which the hub refused", station(one, "sync", "queue").out());

        one.update("lots", lot.id(), Json.object().put("lotNumber", "RIGHT"));
        assertTrue(one.sync().success(), one.open().toString());

        assertEquals(one.get("lots", lot.id()).id(), one.get("containers", box.id()).text("lotId"));
    }

    private static ObjectNode in(String lot, String code) {
        return Json.object().put("code", code).put("lotId", lot).put("status", "in_use");
    }

    @Test
    void a_parent_is_missing() throws Exception {
        String gone = one.create("lots", one.lot("GONE")).id();
        String stays = one.create("lots", one.lot("STAYS")).id();
        assertTrue(one.sync().success());
        assertTrue(two.sync().success());
        two.delete("lots", one.get("lots", gone).id());
        assertTrue(two.sync().success());
        StoredEntity box = one.create("containers", in(one.get("lots", gone).id(), "C-ORPHAN"));

        one.sync();

        assertWhy(one, "rejected", "PARENT_MISSING", "there is no lotId ", " in this lab");
        String other = one.get("lots", stays).id();
        one.update("containers", box.id(), Json.object().put("lotId", other));
        assertTrue(one.sync().success(), one.open().toString());
        assertEquals(other, one.get("containers", box.id()).text("lotId"));
    }

    @Test
    void an_expected_conflict_is_absent() throws Exception {
        String lot = bothKnow("MERGED");
        two.update("lots", lot, Json.object().put("openedOn", "2026-11-02"));
        one.update("lots", lot, Json.object().put("status", "quarantine"));
        assertTrue(two.sync().success());
        try (LogLines log = LogLines.verbose("SyncPush")) {
            assertTrue(one.sync().success());
            assertNamed("1 changes answered: 0 failed, 0 in conflict", log.text());
        }

        assertEquals(1, station(one, "sync", "conflicts").exitCode());
        assertEquals("2026-11-02", one.get("lots", lot).text("openedOn"));
        assertEquals("quarantine", one.get("lots", lot).text("status"));
    }

    /// So that the test above would see one.
    @Test
    void the_same_field_is_a_conflict() throws Exception {
        String lot = bothKnow("MET");
        two.update("lots", lot, Json.object().put("status", "blocked"));
        one.update("lots", lot, Json.object().put("status", "quarantine"));
        assertTrue(two.sync().success());
        one.sync();

        assertWhy(one, "conflict");
        Outcome decided =
                station(
                        one,
                        "sync",
                        "resolve",
                        one.conflicts().getFirst().id(),
                        "--strategy",
                        "server-wins",
                        "--user",
                        SUPERVISOR);
        assertEquals(0, decided.exitCode(), decided.toString());
        assertEquals("blocked", one.get("lots", lot).text("status"));
    }

    private String bothKnow(String number) throws Exception {
        StoredEntity lot = one.create("lots", one.lot(number));
        assertTrue(one.sync().success());
        assertTrue(two.sync().success());
        return one.get("lots", lot.id()).id();
    }

    @Test
    void a_preparation_is_not_found() throws Exception {
        String session = two.station.prepare();
        assertTrue(two.sync().success());
        SessionReader reader =
                new SessionReader(
                        one.station.database,
                        clock,
                        one.station.enrolment.stationId(),
                        OpeningRetry.DEFAULT,
                        _ -> {});
        try (LogLines log = LogLines.verbose("Session")) {
            assertInstanceOf(Opening.NotFound.class, reader.open(session));
            assertNamed("prep-detail retry 1 not found", log.text());
        }
        assertNamed("is not on this station", station(one, "sessions", "show", session).err());

        assertEquals(0, station(two, "sessions", "show", session).exitCode());
        assertTrue(hub.sessions(two.station.enrolment.token()).contains(session));
        assertInstanceOf(Opening.Opened.class, reader.open(one.station.prepare()));
    }

    @Test
    void live_changes_do_not_arrive() throws Exception {
        assertTrue(one.sync().success());
        one.wire.set(new FaultyWire.Fault.Unknown("GET /api/sync/live"));
        try (LogLines log = LogLines.verbose("SyncPull");
                SyncEngine _ = one.station.tryEngine(rarely(true)).orElseThrow()) {
            await().atMost(60, SECONDS).until(() -> log.text().contains("no live connection:"));
            StoredEntity lot = two.create("lots", two.lot("LATE"));
            assertTrue(two.sync().success());
            String id = two.get("lots", lot.id()).id();
            assertWhy(one, "what others changed last came down at ");
            assertNamed("no live connection:", log.text());

            assertEquals(0, station(one, "sync", "now").exitCode());

            assertEquals("LATE", one.get("lots", id).text("lotNumber"));
            one.wire.repair();
            await().atMost(60, SECONDS)
                    .until(() -> log.text().contains("the live connection stands"));
            assertNamed("the live connection stands", log.text());
        }
    }
}
