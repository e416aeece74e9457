package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Preparation not found" cannot happen after a scan: whoever was told of a session finds it, whole, at once.
@Tag("SES-10")
class TenThousandScansTest {

    private static final int THREADS = 8;
    private static final int SCANS = 10_000;

    @TempDir Path folder;
    private final Queue<LiveValue<?>> otherwise = new ConcurrentLinkedQueue<>();

    @Test
    @Tag("SES-3")
    @Tag("SES-6")
    void every_session_created_under_eight_threads_is_found_at_once_and_numbered_once()
            throws Exception {
        Set<Integer> attempts = ConcurrentHashMap.newKeySet();
        try (SampleBench bench = SampleBench.in(folder);
                ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Integer>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                threads.add(() -> scans(bench, SCANS / THREADS, attempts));
            }
            int found = 0;
            for (Future<Integer> thread : workers.invokeAll(threads)) {
                found += thread.get();
            }
            assertEquals(SCANS, found);
            assertEquals(List.of(), List.copyOf(otherwise));
        }
        assertEquals(SCANS, attempts.size());
        assertEquals(SCANS, attempts.stream().mapToInt(Integer::intValue).max().orElseThrow());
    }

    /// Scans, opens by id in one read, and follows as the detail screen does, which must see the same at once.
    private int scans(SampleBench bench, int times, Set<Integer> attempts)
            throws InterruptedException {
        SessionReader impatient = bench.reader(new OpeningRetry(1, Duration.ZERO));
        int found = 0;
        for (int scan = 0; scan < times; scan++) {
            SessionRecord created = bench.created(SampleLab.TWENTY);
            Opening opening = impatient.open(created.id());
            assertEquals(created, assertInstanceOf(Opening.Opened.class, opening).record());
            bench.reader().follow(created, value -> compare(value, created)).close();
            attempts.add(created.session().attemptNo());
            found++;
        }
        return found;
    }

    private void compare(LiveValue<Optional<SessionRecord>> value, SessionRecord created) {
        if (!value.equals(new LiveValue.Loaded<>(Optional.of(created)))) {
            otherwise.add(value);
        }
    }
}
