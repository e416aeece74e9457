package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.people.NewUser;
import io.prepstation.model.people.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a hub counts goes on, after its database was put back, past what it counted to before: stations know the old numbers.
@Tag("OPS-7")
class RestoredNumbersTest {

    private static final String ANNA = "anna";

    @TempDir Path directory;

    RunningHub hub;
    private TestStation station;

    @BeforeEach
    void a_serving_hub() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    /// Of a hub that is stopped.
    String copy() throws Exception {
        Path copy = directory.resolve("copy.db");
        Files.copy(hub.data.resolve("hub.db"), copy);
        return copy.toString();
    }

    void putBack(String copy) throws Exception {
        Path file = hub.data.resolve("hub.db");
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        Files.copy(Path.of(copy), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String copied() throws Exception {
        hub.stop();
        String copy = copy();
        hub.restart();
        return copy;
    }

    private void restored(String copy) throws Exception {
        hub.stop();
        putBack(copy);
        try (Administration administration = hub.administration()) {
            administration.restored();
        }
        hub.restart();
    }

    /// The number of a new formula.
    private long formula(String code) throws Exception {
        FormulaFiles.importCsv(
                hub, FormulaFiles.SALT.replace("F1", code), Optional.of(RunningHub.MANAGER));
        return station.download().stream()
                .filter(line -> line.at("/data/code").asText().equals(code))
                .mapToLong(line -> line.path("id").asLong())
                .findFirst()
                .orElseThrow();
    }

    /// Gives somebody another PIN; how often badge or PIN were replaced, as stations are told.
    private int equipped(String user) throws Exception {
        try (Administration administration = hub.administration()) {
            assertEquals(
                    Optional.empty(), administration.users().equip(user, null, "480127", "test"));
        }
        return credentials(user);
    }

    private int credentials(String user) throws Exception {
        return station.download().stream()
                .filter(line -> line.path("entityType").asText().equals("users"))
                .filter(line -> line.path("id").asText().equals(user))
                .mapToInt(line -> line.at("/data/credentialVersion").asInt(-1))
                .findFirst()
                .orElseThrow();
    }

    /// Else the sessions, attempts and lock of the one would be those of the other at each bench.
    @Test
    @Tag("SYN-5")
    void no_number_of_a_formula_that_it_lost_is_given_again() throws Exception {
        String copy = copied();
        long lost = formula("X");
        restored(copy);
        long first = formula("Y");
        hub.clock.advance(Duration.ofSeconds(1));
        restored(copy);
        long second = formula("Z");

        assertTrue(first > lost, () -> first + " after " + lost);
        assertTrue(second > lost, () -> second + " after " + lost);
        assertNotEquals(first, second);
        assertEquals(second + 1, formula("W"));
    }

    @Test
    @Tag("STO-9")
    void a_badge_or_pin_replaced_again_is_told_as_newer_than_the_lost_one() throws Exception {
        equipped(ANNA);
        String copy = copied();
        equipped(ANNA);
        int lost = equipped(ANNA);
        restored(copy);
        assertEquals(1, credentials(ANNA), "nobody has to sign in anew for the restore alone");

        int again = equipped(ANNA);

        assertTrue(again > lost, () -> again + " after " + lost);
        assertEquals(again + 1, equipped(ANNA));
        hub.clock.advance(Duration.ofMinutes(1));
        restored(copy);
        int third = equipped(ANNA);
        assertTrue(third > again + 1, () -> third + " after " + again);
    }

    @Test
    @Tag("STO-9")
    void somebody_who_is_added_again_is_told_as_newer_than_who_was_lost() throws Exception {
        String copy = copied();
        add();
        int lost = equipped("olaf");
        restored(copy);

        add();

        assertTrue(credentials("olaf") > lost, "after " + lost);
    }

    private void add() throws Exception {
        try (Administration administration = hub.administration()) {
            administration
                    .users()
                    .add(
                            new NewUser(
                                    "olaf",
                                    "Olaf Ny",
                                    Set.of(Role.OPERATOR),
                                    Set.of(RunningHub.LAB),
                                    null));
        }
    }
}
