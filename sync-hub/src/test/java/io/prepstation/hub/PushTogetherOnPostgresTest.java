package io.prepstation.hub;

import static io.prepstation.hub.Operations.container;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The same sentences with the hub's data on PostgreSQL, which takes numbers from a sequence and cannot give them back.
@Tag("SYN-20")
@TestInstance(Lifecycle.PER_CLASS)
class PushTogetherOnPostgresTest extends PushTogetherTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulasOnPostgres(data);
    }

    @Override
    boolean numbersAlike() {
        return false;
    }

    /// PostgreSQL keeps no text with a zero character.
    @Test
    void what_cannot_be_stored_leaves_the_others_alone(@TempDir Path folder) throws Exception {
        try (RunningHub hub = hubIn(folder)) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            String lot = "temp_1730534400000_zerolot_lots";
            JsonNode answer =
                    station.push(
                            request(
                                    lot(lot, salt, "Z-1"),
                                    lot("temp_1730534400000_zerolot0_lots", salt, "Z\u00000"),
                                    container("temp_1730534400000_zerobox_containers", lot, "Z"),
                                    lot("temp_1730534400000_zerolot2_lots", salt, "Z-2")));

            assertEquals("applied", answer.at("/results/0/status").asText());
            assertEquals("NOT_STORABLE", answer.at("/results/1/code").asText());
            assertEquals("applied", answer.at("/results/2/status").asText());
            assertEquals("applied", answer.at("/results/3/status").asText());
            assertEquals(2, station.pulled("lots").size());
            assertEquals(1, station.pulled("containers").size());
        }
    }

    /// One that cannot be stored has all of its request done one by one.
    @Test
    void beside_what_cannot_be_stored_they_become_the_same() throws Exception {
        Set<String> seen =
                compare(
                        1000,
                        1020,
                        number ->
                                List.of(
                                        lot(
                                                "temp_1730534500000_%06d_lots".formatted(number),
                                                "1",
                                                "Z\u0000")));

        assertTrue(seen.containsAll(Set.of("applied", "conflict")), seen.toString());
    }

    @Test
    void too_many_names_that_mean_nothing_leave_the_others_alone(@TempDir Path folder)
            throws Exception {
        try (RunningHub hub = hubIn(folder)) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            ObjectNode many = Json.object();
            for (int member = 0; member < 70_000; member++) {
                many.put("m" + member, "temp_1730534400000_%06d_lots".formatted(member));
            }

            JsonNode answer =
                    station.push(
                            request(
                                    lot("temp_1730534400000_alonelot_lots", salt, "M-1"),
                                    update("lots", "999999", 1, many)));

            assertEquals("applied", answer.at("/results/0/status").asText(), answer.toString());
            assertEquals("NOT_FOUND", answer.at("/results/1/code").asText(), answer.toString());
        }
    }

    /// An index of PostgreSQL takes no key of this length.
    @Test
    void a_key_that_is_too_long_leaves_the_others_alone(@TempDir Path folder) throws Exception {
        try (RunningHub hub = hubIn(folder)) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            String number =
                    new SplittableRandom(7)
                            .ints(4000, 0x4e00, 0x9fa0)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();

            JsonNode answer =
                    station.push(
                            request(
                                    lot("temp_1730534400000_longlot1_lots", salt, number),
                                    lot("temp_1730534400000_longlot2_lots", salt, "L-2")));

            assertEquals("NOT_STORABLE", answer.at("/results/0/code").asText(), answer.toString());
            assertEquals("applied", answer.at("/results/1/status").asText(), answer.toString());
        }
    }

    @Test
    void two_who_change_one_ingredient_at_once_both_keep_their_fields(@TempDir Path folder)
            throws Exception {
        try (RunningHub hub = hubIn(folder);
                Connection other = DriverManager.getConnection("jdbc:" + hub.databaseUrl());
                Statement statement = other.createStatement();
                ExecutorService pushing = Executors.newSingleThreadExecutor()) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            other.setAutoCommit(false);
            statement.executeUpdate(
                    "UPDATE ingredients SET name = 'A', version = version + 1 WHERE id = " + salt);

            Future<JsonNode> push =
                    pushing.submit(() ->
                            station.push(
                                    request(
                                            update(
                                                    "ingredients",
                                                    salt,
                                                    1,
                                                    Json.object().put("casNumber", "7647-14-5")))));
            awaitOneThatWaits(hub);
            other.commit();

            JsonNode result = push.get().at("/results/0");
            assertEquals("applied", result.path("status").asText(), result.toString());
            assertTrue(result.path("merged").asBoolean(), result.toString());
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT name, cas_number, version FROM ingredients WHERE id = "
                                    + salt)) {
                assertTrue(row.next());
                assertEquals("A", row.getString("name"));
                assertEquals("7647-14-5", row.getString("cas_number"));
                assertEquals(result.path("version").asInt(), row.getInt("version"));
                assertEquals(3, row.getInt("version"));
            }
        }
    }

    /// An import reads what is there and writes it back with another label.
    @Test
    void a_label_that_is_imported_takes_no_name_back(@TempDir Path folder) throws Exception {
        try (RunningHub hub = hubIn(folder);
                Connection other = DriverManager.getConnection("jdbc:" + hub.databaseUrl());
                Statement statement = other.createStatement();
                ExecutorService importing = Executors.newSingleThreadExecutor()) {
            TestStation station = TestStation.enrolledAt(hub);
            var salt = station.ingredients().values().iterator().next();
            ImportFiles files =
                    new ImportFiles(
                            new TextFile("f.csv", FormulaFiles.SALT),
                            Optional.of(
                                    new TextFile(
                                            "h.csv",
                                            "ingredient_code,signal_word,pictograms,statements\n"
                                                    + salt.code()
                                                    + ",Danger,GHS09,\n")));
            other.setAutoCommit(false);
            statement.executeUpdate(
                    "UPDATE ingredients SET name = 'A', version = version + 1 WHERE id = "
                            + salt.id());

            Future<ImportResult> imported =
                    importing.submit(() -> FormulaFiles.run(hub, files, Optional.empty()));
            awaitOneThatWaits(hub);
            other.commit();

            assertInstanceOf(ImportResult.Imported.class, imported.get());
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT name || ' ' || signal_word || ' ' || version FROM ingredients WHERE id = "
                                    + salt.id())) {
                assertTrue(row.next());
                assertEquals("A Danger 3", row.getString(1));
            }
        }
    }

    private static void awaitOneThatWaits(RunningHub hub) throws Exception {
        try (Connection looking = DriverManager.getConnection("jdbc:" + hub.databaseUrl());
                Statement statement = looking.createStatement()) {
            Awaitility.await()
                    .until(() -> {
                        try (ResultSet row =
                                statement.executeQuery(
                                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                + " AND wait_event_type = 'Lock'")) {
                            return row.next() && row.getInt(1) == 1;
                        }
                    });
        }
    }
}
