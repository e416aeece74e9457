package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-1")
class WriterTest {

    private static final String COUNT = "count";
    private static final int THREADS = 4;
    private static final int EACH = 50;

    @TempDir Path folder;
    private LabDatabase database;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_platform_thread_runs_its_own_transaction() throws StoreException {
        assertSame(Thread.currentThread(), database.write(_ -> Thread.currentThread()));
    }

    /// The inner one would end the outer one's.
    @Test
    void a_transaction_within_another_is_a_mistake_that_is_told() throws StoreException {
        assertThrows(
                IllegalStateException.class, () -> database.write(_ -> database.write(_ -> 2)));
        int written = database.write(_ -> 1);
        assertEquals(1, written);
    }

    /// SQLite would hold the carrier of a virtual one.
    @Test
    void a_virtual_thread_has_a_platform_thread_run_it() throws Exception {
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread ran = virtual.submit(() -> database.write(_ -> Thread.currentThread())).get();

            assertFalse(ran.isVirtual());
            assertNotSame(Thread.currentThread(), ran);
        }
    }

    /// None sees half of another's, and none is lost: each reads the number and writes the next.
    @Test
    void threads_of_both_kinds_come_one_after_the_other() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService platform = Executors.newFixedThreadPool(THREADS);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < THREADS; n++) {
                writers.add(platform.submit(this::countUp));
                writers.add(virtual.submit(this::countUp));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        assertEquals(2 * THREADS * EACH, database.read(WriterTest::count));
    }

    @Test
    void an_interrupted_thread_saves_all_the_same_and_stays_interrupted() throws StoreException {
        Thread.currentThread().interrupt();
        try {
            database.change(handle -> SyncState.put(handle, COUNT, "7"));
        } finally {
            assertTrue(Thread.interrupted());
        }

        assertEquals(7, database.read(WriterTest::count));
    }

    /// What runs when the store is closed is committed; what comes afterwards is refused.
    @Test
    void closing_waits_for_the_transaction_that_runs() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        try (ExecutorService others = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> late =
                    () ->
                            database.write(handle -> {
                                running.countDown();
                                await(closing);
                                SyncState.put(handle, COUNT, "1");
                                return true;
                            });
            Future<Boolean> writing = others.submit(late);
            await(running);
            Future<?> closed =
                    others.submit(() -> {
                        closing.countDown();
                        database.close();
                    });

            assertTrue(writing.get());
            closed.get();
        }

        StoreException failure =
                assertThrows(StoreException.class, () -> database.write(WriterTest::count));
        assertEquals(Reason.CLOSED, failure.reason());
        try (LabDatabase again = LabDatabase.open(folder, SampleLab.KEY)) {
            assertEquals(1, again.read(WriterTest::count));
        }
    }

    private Object countUp() throws StoreException {
        for (int n = 0; n < EACH; n++) {
            database.change(
                    handle -> SyncState.put(handle, COUNT, Integer.toString(count(handle) + 1)));
        }
        return this;
    }

    private static int count(ReadHandle handle) {
        return SyncState.get(handle, COUNT).map(Integer::parseInt).orElse(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
