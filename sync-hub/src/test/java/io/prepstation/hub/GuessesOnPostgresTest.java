package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who guesses at many connections at once is counted as one who guesses in a row, also where transactions overlap.
@Tag("STO-9")
class GuessesOnPostgresTest {

    private static final int AT_ONCE = 8;
    private static final int GUESSES = 64;

    @Test
    void at_once_are_counted_one_after_the_other(@TempDir Path directory) throws Exception {
        try (RunningHub hub = RunningHub.onPostgres(directory.resolve("hub"))) {
            try (Administration administration = hub.administration()) {
                NewUser user =
                        new NewUser(
                                "olga",
                                "Olga Ek",
                                Set.of(Role.OPERATOR),
                                Set.of(RunningHub.LAB),
                                "B-0042",
                                "271828");
                assertTrue(administration.users().add(user) instanceof Added);
            }
            TestStation station = TestStation.enrolledAt(hub);

            assertEquals(Map.of(422, 5, 429, GUESSES - 5), guess(hub, station));
        }
    }

    private static Map<Integer, Integer> guess(RunningHub hub, TestStation station)
            throws Exception {
        return AtOnce.statuses(
                AT_ONCE,
                GUESSES,
                number -> {
                    String body =
                            Json.object()
                                    .put("badge", "B-0042")
                                    .put("pin", String.valueOf(500_000 + number))
                                    .toString();
                    return hub.post("/api/people/login", body, "Authorization", station.bearer())
                            .statusCode();
                });
    }
}
