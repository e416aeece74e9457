package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-7")
class HubBackupTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;

    @BeforeEach
    void a_serving_hub() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path backUp() throws StoreException {
        try (Administration administration = hub.administration()) {
            return administration.backUp(directory.resolve("backup"), 2);
        }
    }

    private void putBack(Path copy) throws Exception {
        hub.stop();
        Path file = hub.data.resolve("hub.db");
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
        hub.restart();
    }

    /// Wherever it goes: what the umask leaves open is not for others.
    @Test
    void is_for_its_owner_alone() throws Exception {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(backUp())));
    }

    @Test
    void put_back_in_its_place_serves_what_was_served() throws Exception {
        var before = station.download();
        Path copy = backUp();

        putBack(copy);

        var after = station.download();
        assertEquals(before.subList(0, before.size() - 1), after.subList(0, after.size() - 1));
        try (Administration administration = hub.administration()) {
            assertTrue(administration.verify().isIntact());
        }
    }

    @Test
    @Tag("SYN-12")
    void put_back_begins_another_feed_and_says_what_it_still_has() throws Exception {
        String cursor = station.download().getLast().path("nextCursor").asText();
        Path copy = backUp();

        putBack(copy);

        var gone = Json.parseObject(station.get("/api/sync/pull?cursor=" + cursor).body());
        assertEquals("OTHER_FEED", gone.path("code").asText());
        assertEquals(cursor.replaceAll(".*\\.", ""), gone.path("restoredAt").asText());
    }

    @Test
    @Tag("SYN-12")
    void takes_nothing_from_a_station_that_has_not_heard_of_it() throws Exception {
        String cursor = station.download().getLast().path("nextCursor").asText();
        String salt = station.ingredients().keySet().iterator().next();
        Path copy = backUp();
        putBack(copy);
        String lot =
                Operations.request(Operations.lot("temp_1732180000000_k3v9qa_lots", salt, "B-1"))
                        .toString();
        String session =
                WeighedSession.of(station, "PRM00936", hub.clock.instant()).bundle().text();

        for (String path : List.of("push", "upload")) {
            var answer =
                    hub.post(
                            "/api/sync/" + path,
                            path.equals("push") ? lot : session,
                            "Authorization",
                            station.bearer(),
                            "Feed-Cursor",
                            cursor);
            var gone = Json.parseObject(answer.body());
            assertEquals(410, answer.statusCode(), answer.body());
            assertEquals("OTHER_FEED", gone.path("code").asText());
            assertEquals(cursor.replaceAll(".*\\.", ""), gone.path("restoredAt").asText());
        }
        assertEquals(List.of(), station.pulled("lots"));
        assertEquals(List.of(), station.pulled("sessions"));
    }

    @Test
    @Tag("SYN-8")
    void decides_no_conflict_with_a_station_that_has_not_heard_of_it() throws Exception {
        String cursor = station.download().getLast().path("nextCursor").asText();
        Path copy = backUp();
        putBack(copy);
        String choice =
                "{\"conflictId\":\"c-1\",\"baseVersion\":1,\"userId\":\"u-1\","
                        + "\"resolution\":{\"type\":\"server-wins\"}}";

        for (String path : List.of("resolve-conflict", "undo-resolution")) {
            var answer =
                    hub.post(
                            "/api/sync/" + path,
                            choice,
                            "Authorization",
                            station.bearer(),
                            "Feed-Cursor",
                            cursor);
            assertEquals(410, answer.statusCode(), answer.body());
            assertEquals("OTHER_FEED", Json.parseObject(answer.body()).path("code").asText());
        }
    }

    @Test
    @Tag("SYN-5")
    void what_it_lost_gets_its_number_again_and_nothing_else_does() throws Exception {
        String temp = "temp_1732180000000_k3v9qa_lots";
        String salt = station.ingredients().keySet().iterator().next();
        Path copy = backUp();
        ObjectNode made = Operations.request(Operations.lot(temp, salt, "B-1"));
        ObjectNode first = station.push(made);

        putBack(copy);
        ObjectNode other =
                station.push(
                        Operations.request(
                                Operations.lot("temp_1732180000000_zzzzzz_lots", salt, "B-2")));
        ObjectNode again = made.deepCopy();
        again.set("idMappings", first.path("idMappings"));
        ObjectNode second = station.push(again);

        long number = first.at("/results/0/realId").asLong();
        assertEquals(number, second.at("/results/0/realId").asLong());
        assertNotEquals(number, other.at("/results/0/realId").asLong());
    }

    /// Sessions that name it were weighed from one of the two.
    @Test
    @Tag("SYN-5")
    void a_lost_number_that_two_lots_are_said_to_have_had_is_an_alarm() throws Exception {
        String salt = station.ingredients().keySet().iterator().next();
        Path copy = backUp();
        long lost = lot("temp_1732180000000_aaaaaa_lots", salt, "B-0");
        putBack(copy);
        String first = "temp_1732180000000_bbbbbb_lots";
        String second = "temp_1732180000000_cccccc_lots";
        lot(first, salt, "B-1");
        lot(second, salt, "B-2");

        had(first, lost);
        had(first, lost);
        assertEquals("0", alarms());
        had(second, lost);

        assertEquals("1", alarms());
    }

    /// Signed sessions go on naming the first number.
    @Test
    @Tag("SYN-5")
    void a_session_from_a_container_that_has_another_number_since_is_taken() throws Exception {
        Path copy = backUp();
        String temp = "temp_1732180000000_aaaaaa_containers";
        long lost = box(temp, "BOX-1");
        putBack(copy);
        box("temp_1732180000000_bbbbbb_containers", "BOX-2");
        long number = box(temp, "BOX-1");
        assertNotEquals(lost, number);
        had(temp, lost, "containers");

        WeighedSession weighed = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        var answer =
                station.upload(
                        weighed.withDispenses(all ->
                                        all.stream()
                                                .map(one ->
                                                        DerivedTest.from(
                                                                one, null, Long.toString(lost)))
                                                .toList())
                                .bundle()
                                .text());

        assertEquals(200, answer.statusCode(), answer.body());
    }

    private long box(String temp, String code) throws Exception {
        ObjectNode box = Json.object().put("code", code).put("status", "clean");
        return station.push(
                        Operations.request(Operations.operation("create", "containers", temp, box)))
                .at("/results/0/realId")
                .asLong();
    }

    private long lot(String temp, String salt, String number) throws Exception {
        return station.push(Operations.request(Operations.lot(temp, salt, number)))
                .at("/results/0/realId")
                .asLong();
    }

    private void had(String temp, long number) throws Exception {
        had(temp, number, "lots");
    }

    private void had(String temp, long number, String type) throws Exception {
        ObjectNode request = Operations.request();
        request.putArray("idMappings")
                .addObject()
                .put("tempId", temp)
                .put("realId", number)
                .put("entityType", type);
        assertTrue(station.push(request).path("success").asBoolean());
    }

    private String alarms() throws Exception {
        try (TestDatabase database = TestDatabase.of(hub)) {
            return database.text(
                    "SELECT count(*) FROM hub_audit WHERE body LIKE '%alarm_former_number_twice%'");
        }
    }

    /// Else what others weighed of the one would belong to the other.
    @Test
    @Tag("SYN-5")
    void no_number_of_an_ingredient_that_it_lost_is_given_again() throws Exception {
        Path copy = backUp();
        long lost = ingredient("X");
        putBack(copy);
        long first = ingredient("Y");
        hub.clock.advance(Duration.ofSeconds(1));
        putBack(copy);
        long second = ingredient("Z");

        assertNotEquals(lost, first);
        assertNotEquals(first, second);
        assertTrue(first > lost, () -> first + " after " + lost);
        assertTrue(second > lost, () -> second + " after " + lost);
        assertEquals(second + 1, ingredient("W"));
    }

    /// The copy knows nothing of what was given after it was put back the first time.
    @Test
    @Tag("SYN-5")
    void put_back_twice_it_gives_no_number_of_the_time_between_again() throws Exception {
        String salt = station.ingredients().keySet().iterator().next();
        Path copy = backUp();
        putBack(copy);
        ObjectNode first =
                station.push(
                        Operations.request(
                                Operations.lot("temp_1732180000000_aaaaaa_lots", salt, "B-1")));
        hub.clock.advance(Duration.ofSeconds(1));
        putBack(copy);
        ObjectNode second =
                station.push(
                        Operations.request(
                                Operations.lot("temp_1732180000000_bbbbbb_lots", salt, "B-2")));

        assertNotEquals(first.at("/results/0/realId"), second.at("/results/0/realId"));
    }

    /// Whoever made the version of the feed may be gone when the hub loses it.
    @Test
    @Tag("SYN-12")
    void what_somebody_else_said_first_is_said_again_by_its_place_in_the_feed() throws Exception {
        String salt = station.ingredients().values().iterator().next().id();
        String lot =
                only(station, Operations.lot(Operations.TEMP_LOT, salt, "A-1"))
                        .path("realId")
                        .asText();
        TestStation other = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-2");
        Path copy = backUp();
        ObjectNode released = Json.object().put("status", "released");
        JsonNode first = only(station, Operations.update("lots", lot, 1, released));
        ObjectNode same = Operations.update("lots", lot, 1, released);
        JsonNode second = only(other, same);

        assertEquals(2, second.path("version").asInt());
        assertEquals(first.path("feedSeq"), second.path("feedSeq"));
        assertEquals(
                first.path("feedSeq").asLong(),
                station.pulled("lots").getLast().path("feedSeq").asLong());

        putBack(copy);
        assertEquals("applied", only(other, same).path("status").asText());
        assertEquals("released", other.pulled("lots").getLast().at("/data/status").asText());
    }

    private static JsonNode only(TestStation by, ObjectNode operation) throws Exception {
        return by.push(Operations.request(operation)).at("/results/0");
    }

    private long ingredient(String name) throws Exception {
        JsonNode result =
                station.push(
                                Operations.request(
                                        Operations.operation(
                                                        "create",
                                                        "ingredients",
                                                        "temp_1732180000000_%s%s%s%s%s%s_ingredients"
                                                                .formatted(
                                                                        name, name, name, name,
                                                                        name, name)
                                                                .toLowerCase(Locale.ROOT),
                                                        Json.object()
                                                                .put("code", "ING-" + name)
                                                                .put("name", name))
                                                .put("userId", "sam")))
                        .at("/results/0");
        assertEquals("applied", result.path("status").asText(), result.toString());
        return result.path("realId").asLong();
    }

    @Test
    @Tag("SYN-16")
    void has_the_attachments_with_their_bytes() throws Exception {
        Attached whole = Attached.photo(1000, 1);
        Attached begun = Attached.photo(1000, 2);
        whole.sentBy(station);
        begun.stateAt(station);
        station.put(begun.path() + "?offset=0", begun.part(0, 300));
        Path copy = backUp();

        putBack(copy);

        assertEquals(200, station.get(whole.path()).statusCode());
        assertEquals(300, begun.stateAt(station).received());
        try (Administration administration = hub.administration()) {
            assertTrue(administration.verify().isIntact());
        }
    }

    @Test
    void old_copies_make_room_for_new_ones() throws Exception {
        Path first = backUp();
        for (int night = 0; night < 2; night++) {
            hub.clock.advance(Duration.ofDays(1));
            backUp();
        }
        assertFalse(Files.exists(first));
        try (Stream<Path> left = Files.list(directory.resolve("backup"))) {
            assertEquals(2, left.count());
        }
    }

    private List<String> inTheFolder() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("backup"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// Nothing may write more than 4 MB into a file, as on a disk that fills up; the database has more.
    @Test
    @Tag("STO-10")
    void that_does_not_fit_leaves_nothing_and_costs_no_older_one() throws Exception {
        Path older = backUp();
        for (long seed = 0; seed < 8; seed++) {
            Attached.photo(1_000_000, seed).sentBy(station);
        }
        hub.stop();
        List<String> limited =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f 4000; exec \"$@\"", "hub"));
        limited.addAll(
                HubProcess.command(
                        "backup",
                        "--data",
                        hub.data.toString(),
                        "--to",
                        older.getParent().toString(),
                        "--keep",
                        "1"));

        Process backup = new ProcessBuilder(limited).redirectErrorStream(true).start();
        String said = new String(backup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, backup.waitFor(), said);
        assertTrue(said.contains("cannot copy"), said);
        assertEquals(List.of(older.getFileName().toString()), inTheFolder());
        hub.restart();
    }

    @Test
    void that_was_cut_off_a_day_ago_is_cleared_away_and_none_that_may_be_under_way()
            throws Exception {
        Path folder = Files.createDirectories(directory.resolve("backup"));
        String day = hub.clock.instant().minus(Duration.ofDays(2)).toString().replace(":", "");
        String now = hub.clock.instant().minusSeconds(60).toString().replace(":", "");
        Files.writeString(folder.resolve("hub-" + day + ".db.unfinished"), "half");
        Files.writeString(folder.resolve("hub-" + day + ".db.unfinished-wal"), "half");
        Path underWay = Files.writeString(folder.resolve("hub-" + now + ".db.unfinished"), "half");

        Path copy = backUp();

        assertEquals(
                Stream.of(copy, underWay)
                        .map(file -> file.getFileName().toString())
                        .sorted()
                        .toList(),
                inTheFolder());
    }

    @Test
    void under_the_name_of_another_is_refused_and_leaves_that_one() throws Exception {
        Path first = backUp();
        byte[] before = Files.readAllBytes(first);

        assertThrows(StoreException.class, this::backUp);

        assertEquals(List.of(first.getFileName().toString()), inTheFolder());
        assertArrayEquals(before, Files.readAllBytes(first));
    }

    @Test
    void of_a_damaged_file_is_refused() throws Exception {
        hub.stop();
        try (RandomAccessFile pages =
                new RandomAccessFile(hub.data.resolve("hub.db").toFile(), "rw")) {
            pages.seek(pages.length() - 8192);
            pages.write(new byte[8192]);
        }

        StoreException refusal = assertThrows(StoreException.class, this::backUp);

        assertTrue(String.valueOf(refusal.getMessage()).contains("damaged"), refusal.getMessage());
        hub.restart();
    }
}
