package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.PushQueue;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockOffset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {

    @TempDir Path data;

    @BeforeEach
    void enrol() throws Exception {
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(enrolment(SampleLab.KEY, "station-1"));
        }
        LabDatabase.open(data, SampleLab.KEY).close();
    }

    private static StationEnrolment enrolment(LabKey lab, String stationId) {
        return new StationEnrolment(
                lab,
                stationId,
                "http://127.0.0.1:1",
                "token",
                "key",
                "public",
                "feed",
                "epoch",
                Instant.EPOCH);
    }

    private StationShell.Outcome sync(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "sync";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = data.toString();
        return StationShell.run(all);
    }

    private void clockAhead(Duration ahead) throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, SampleLab.KEY)) {
            lab.change(handle ->
                    HubClock.keep(
                            handle, new ClockOffset(ahead, Duration.ofMillis(55), Instant.EPOCH)));
        }
    }

    @Test
    @Tag("SYN-17")
    void one_unusable_lab_hides_the_day_of_no_other() throws Exception {
        LabKey broken = new LabKey(SampleLab.KEY.tenantId(), "broken");
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(enrolment(broken, "station-0"));
        }
        Files.createDirectories(
                data.resolve("labs").resolve(broken.tenantId()).resolve("broken.db"));

        StationShell.Outcome days = sync("day");

        assertTrue(days.out().contains("0 of 0 sessions"), days.out() + days.err());
        assertTrue(days.err().contains("broken"), days.err());
        assertNotEquals(ExitCode.OK, days.exitCode());
    }

    @Test
    @Tag("SYN-18")
    void what_the_last_sync_did_is_said() throws Exception {
        assertFalse(sync("status").out().contains("last sync"));
        sync("now");

        String status = sync("status").out();
        assertTrue(status.contains("last sync"), status);
        assertTrue(status.contains("0 sent"), status);
        ObjectNode last =
                (ObjectNode) Json.parseObject(sync("status", "--json").out()).path("lastSync");
        assertFalse(last.path("success").asBoolean(true));
        assertEquals(1, last.path("errors").size());
    }

    @Test
    @Tag("SYN-2")
    void one_way_alone_is_asked_for_or_the_words_are_refused() throws Exception {
        StationShell.Outcome fetched = sync("now", "--fetch");
        assertEquals(ExitCode.TRY_AGAIN, fetched.exitCode(), fetched.err());
        StationShell.Outcome sent = sync("now", "--send", "--type", "lots");
        assertEquals(ExitCode.OK, sent.exitCode(), "nothing waits, so no hub is needed");

        StationShell.Outcome both = sync("now", "--send", "--fetch");
        assertEquals(ExitCode.USAGE, both.exitCode());
        assertTrue(both.err().contains("mutually exclusive"), both.err());
        StationShell.Outcome typed = sync("now", "--fetch", "--type", "lots");
        assertEquals(ExitCode.USAGE, typed.exitCode());
        assertTrue(typed.err().contains("--fetch sends nothing"), typed.err());
    }

    /// A container on a lot that is gone, at the hub as well.
    private void orphan() throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, SampleLab.KEY)) {
            lab.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
            EntityStore store =
                    new EntityStore(
                            SampleLab.KEY,
                            EntityTypes.STANDARD,
                            InstantSource.system(),
                            new TimeOrderedIds(),
                            new Random(1));
            lab.write(handle ->
                    store.create(
                            handle,
                            SampleLab.OPERATOR,
                            "containers",
                            Json.object().put("code", "C-1").put("status", "clean")));
            NightFile.run(lab, "UPDATE outbox SET status = 'acknowledged'");
            NightFile.run(lab, "UPDATE containers SET id = '7', sync_status = 'synced'");
            lab.write(handle ->
                    store.create(
                            handle,
                            SampleLab.OPERATOR,
                            "notes",
                            Json.object()
                                    .put("entityType", "containers")
                                    .put("entityId", "7")
                                    .put("text", "smells")));
            NightFile.run(lab, "UPDATE outbox SET status = 'acknowledged'");
            NightFile.run(lab, "UPDATE notes SET id = '8', sync_status = 'synced'");
            NightFile.run(lab, "UPDATE containers SET withdrawn = 1");
        }
    }

    @Test
    @Tag("SYN-6")
    void what_refers_to_a_thing_that_is_gone_is_listed_and_settled() throws Exception {
        orphan();
        ObjectNode line = Json.parseObject(sync("queue", "--json").out());
        assertEquals("refers to containers 7, which is gone", line.path("lastError").asText());
        assertEquals("found", line.path("orphan").asText());
        String id = line.path("id").asText();

        assertEquals(ExitCode.USAGE, settle(id, "burn").exitCode());
        assertEquals(ExitCode.OK, settle(id, "keep").exitCode());
        assertEquals(
                "kept", Json.parseObject(sync("queue", "--json").out()).path("orphan").asText());
        assertEquals(ExitCode.OK, settle(id, "queue").exitCode());
        assertEquals(
                "queued", Json.parseObject(sync("queue", "--json").out()).path("orphan").asText());
        assertEquals(ExitCode.OK, settle(id, "delete").exitCode());
        assertEquals(
                "delete", Json.parseObject(sync("queue", "--json").out()).path("kind").asText());
        assertEquals(ExitCode.NOT_FOUND, settle(id, "keep").exitCode());
    }

    /// From two notes that were made to speak of each other to the words on the command line.
    @Test
    @Tag("SYN-6")
    void circular_dependency_is_named() throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, SampleLab.KEY)) {
            EntityStore store =
                    new EntityStore(
                            SampleLab.KEY,
                            EntityTypes.STANDARD,
                            InstantSource.system(),
                            new TimeOrderedIds(),
                            new Random(1));
            lab.change(handle -> {
                MasterData.replaceAll(handle, SampleLab.download());
                ObjectNode about =
                        Json.object()
                                .put("entityType", "ingredients")
                                .put("entityId", "i-1")
                                .put("text", "see there");
                store.create(handle, SampleLab.OPERATOR, "notes", about);
                String first = store.getAll(handle, "notes").getFirst().id();
                ObjectNode ofFirst =
                        about.deepCopy().put("entityType", "notes").put("entityId", first);
                store.create(handle, SampleLab.OPERATOR, "notes", ofFirst);
                String second =
                        store.getAll(handle, "notes").stream()
                                .map(StoredEntity::id)
                                .filter(id -> !id.equals(first))
                                .findFirst()
                                .orElseThrow();
                store.update(
                        handle,
                        SampleLab.OPERATOR,
                        "notes",
                        first,
                        Json.object().put("entityType", "notes").put("entityId", second));
            });
            Instant now = Instant.now();
            lab.write(handle ->
                    new PushQueue(SampleLab.KEY, EntityTypes.STANDARD)
                            .take(
                                    handle,
                                    new PushQueue.Wanted(
                                            true, now, now.plusSeconds(3600), Set.of(), 50)));
        }

        String why = sync("status", "--why").out();

        String circle =
                "blocked, 0 failures, next at \\S+: waits in a circle with notes temp_\\S+_notes; change what";
        assertEquals(2, Pattern.compile(circle).matcher(why).results().count(), why);
        assertEquals(
                "blocked",
                Json.parseObject(sync("queue", "--json").out().lines().findFirst().orElseThrow())
                        .path("status")
                        .asText());
    }

    private StationShell.Outcome settle(String id, String how) {
        return sync(
                "settle", id, "--by", how, "--user", SampleLab.SUPERVISOR.id(), "--reason", "tidy");
    }

    @Test
    @Tag("SYN-7")
    void a_session_that_the_hub_has_otherwise_is_among_the_conflicts() throws Exception {
        assertEquals(ExitCode.NOT_FOUND, sync("conflicts").exitCode());
        try (LabDatabase lab = LabDatabase.open(data, SampleLab.KEY)) {
            NightFile.run(
                    lab,
                    "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, priority, status,"
                            + " last_error, next_attempt_at, author, created_at) VALUES ('op-1', 'upload',"
                            + " 'sessions', 's-1', 0, 'conflict', 'it keeps both', 0, 'anna', 0)");
        }

        StationShell.Outcome listed = sync("conflicts", "--json");

        assertEquals(ExitCode.OK, listed.exitCode());
        ObjectNode line = Json.parseObject(listed.out());
        assertEquals("s-1", line.path("entityId").asText());
        assertEquals("it keeps both", line.path("lastError").asText());
    }

    @Test
    @Tag("SYN-10")
    void why_it_waits_says_how_far_the_clock_is_from_the_hubs() throws Exception {
        assertTrue(sync("status", "--why").out().contains("clock: not measured yet"));

        clockAhead(Duration.ofMinutes(-3));
        String wrong = sync("status", "--why").out();
        assertTrue(wrong.contains("180.0 s behind the hub"), wrong);
        assertTrue(wrong.contains("too far"), wrong);

        clockAhead(Duration.ofSeconds(3));
        String right = sync("status", "--why").out();
        assertFalse(right.contains("too far"), right);
        assertEquals(
                3_000,
                Json.parseObject(sync("status", "--json").out())
                        .path("clock")
                        .path("aheadMs")
                        .asInt());
    }
}
