package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-5")
class TempIdTest {

    private static final Instant NOON = Instant.ofEpochMilli(1_730_534_400_000L);

    @Test
    void temp_ids_are_unique() {
        Random random = new Random(7);
        Set<String> ids = new HashSet<>();
        for (int drawn = 0; drawn < 10_000; drawn++) {
            ids.add(TempId.draw(NOON, random, EntityType.LOTS).toString());
        }
        assertEquals(10_000, ids.size());
    }

    /// In the same millisecond, by stations of which each has several threads and a source of chance of its own.
    @Test
    void temp_ids_of_many_stations_and_threads_are_unique() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int station = 0; station < 20; station++) {
                SecureRandom random = new SecureRandom();
                for (int thread = 0; thread < 5; thread++) {
                    threads.execute(() -> {
                        for (int drawn = 0; drawn < 500; drawn++) {
                            ids.add(TempId.draw(NOON, random, EntityType.LOTS).toString());
                        }
                    });
                }
            }
        }
        assertEquals(20 * 5 * 500, ids.size());
    }

    @Test
    void a_drawn_one_is_read_back() {
        TempId id = TempId.draw(NOON, new Random(1), EntityType.CONTAINERS);

        assertEquals(Optional.of(id), TempId.parse(id.toString()));
    }

    @Test
    void a_later_one_sorts_after_an_earlier_one() {
        Random random = new Random(2);
        String earlier = TempId.draw(NOON, random, EntityType.NOTES).toString();
        String later = TempId.draw(NOON.plusMillis(1), random, EntityType.INGREDIENTS).toString();

        assertTrue(earlier.compareTo(later) < 0);
    }

    @Test
    void nothing_else_is_taken_for_one() {
        assertTrue(TempId.isTempId("temp_1730534400000_a7b3c2_lots"));
        for (String other :
                List.of(
                        "789",
                        "temp_1730534400000_a7b3c2_lots ",
                        "temp_1730534400000_a7b3c2_sessions",
                        "temp_1730534400000_a7b3c2_stock_moves",
                        "temp_1730534400000_a7b3c2_",
                        "temp_1730534400000_A7B3C2_lots",
                        "temp_0730534400000_a7b3c2_lots",
                        "temp_173053440000_a7b3c2_lots",
                        "TEMP_1730534400000_a7b3c2_lots")) {
            assertFalse(TempId.isTempId(other), other);
        }
    }
}
