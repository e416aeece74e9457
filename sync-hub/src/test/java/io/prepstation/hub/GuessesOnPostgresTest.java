package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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
        try (RunningHub hub =
                RunningHub.on(Postgres.server().newDatabase(), directory.resolve("hub"))) {
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
        Semaphore connections = new Semaphore(AT_ONCE);
        List<Future<Integer>> tries = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < GUESSES; i++) {
                String body =
                        Json.object()
                                .put("badge", "B-0042")
                                .put("pin", String.valueOf(500_000 + i))
                                .toString();
                tries.add(
                        threads.submit(() -> {
                            connections.acquire();
                            try {
                                return hub.post(
                                                "/api/people/login",
                                                body,
                                                "Authorization",
                                                station.bearer())
                                        .statusCode();
                            } finally {
                                connections.release();
                            }
                        }));
            }
        }
        Map<Integer, Integer> answers = new TreeMap<>();
        for (Future<Integer> attempt : tries) {
            answers.merge(attempt.get(), 1, Integer::sum);
        }
        return answers;
    }
}
