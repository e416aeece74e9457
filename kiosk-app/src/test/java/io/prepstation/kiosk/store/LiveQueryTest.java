package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.kiosk.store.LiveValue.Loaded;
import io.prepstation.kiosk.store.LiveValue.Loading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-5")
class LiveQueryTest {

    private static final Work<ReadHandle, Optional<String>> CURSOR =
            handle -> SyncState.get(handle, "cursor");

    @TempDir Path folder;
    LabDatabase database;
    List<LiveValue<Optional<String>>> screen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    void put(LabDatabase where, String cursor) throws StoreException {
        where.change(handle -> SyncState.put(handle, "cursor", cursor));
    }

    void awaitLast(Optional<String> expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> screen.getLast().equals(new Loaded<>(expected)));
    }

    @Nested
    class When_followed {

        @Test
        void loading_comes_first_and_differs_from_empty() {
            try (LiveQuery _ = database.follow(Set.of(Table.SYNC_STATE), CURSOR, screen::add)) {
                awaitLast(Optional.empty());

                assertInstanceOf(Loading.class, screen.getFirst());
            }
        }

        @Test
        @Tag("SES-6")
        void a_primed_one_has_its_value_before_anything_is_read() {
            Optional<String> handed = Optional.of("handed");
            try (LiveQuery _ =
                    database.follow(Set.of(Table.SYNC_STATE), handed, CURSOR, screen::add)) {
                assertEquals(new Loaded<>(handed), screen.getFirst());
                awaitLast(Optional.empty());
            }
        }

        @Test
        void a_commit_to_its_tables_is_shown() throws Exception {
            try (LiveQuery _ = database.follow(Set.of(Table.SYNC_STATE), CURSOR, screen::add)) {
                put(database, "1");
                awaitLast(Optional.of("1"));

                put(database, "2");
                awaitLast(Optional.of("2"));
            }
        }

        @Test
        void a_commit_of_another_program_is_shown() throws Exception {
            try (LiveQuery _ = database.follow(Set.of(Table.SYNC_STATE), CURSOR, screen::add);
                    LabDatabase other = LabDatabase.open(folder, SampleLab.KEY)) {
                awaitLast(Optional.empty());

                put(other, "from elsewhere");

                awaitLast(Optional.of("from elsewhere"));
            }
        }

        @Test
        void many_commits_at_once_end_with_the_latest() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            Work<ReadHandle, Optional<String>> counted =
                    handle -> {
                        runs.incrementAndGet();
                        return CURSOR.with(handle);
                    };
            try (LiveQuery _ = database.follow(Set.of(Table.SYNC_STATE), counted, screen::add)) {
                for (int i = 1; i <= 200; i++) {
                    put(database, String.valueOf(i));
                }
                awaitLast(Optional.of("200"));
            }
        }
    }

    @Nested
    class When_nothing_of_it_changed {

        @Test
        void a_commit_to_other_tables_does_not_wake_it() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            try (LiveQuery _ =
                            database.follow(
                                    Set.of(Table.USERS), _ -> runs.incrementAndGet(), _ -> {});
                    LiveQuery _ = database.follow(Set.of(Table.SYNC_STATE), CURSOR, screen::add)) {
                Awaitility.await().until(() -> runs.get() == 1);

                put(database, "1");

                awaitLast(Optional.of("1"));
                assertEquals(1, runs.get());
            }
        }

        @Test
        void a_rolled_back_change_does_not_wake_it() throws Exception {
            try (LiveQuery _ = database.follow(Set.of(Table.SYNC_STATE), CURSOR, screen::add)) {
                awaitLast(Optional.empty());
                int shown = screen.size();
                try {
                    database.change(handle -> {
                        SyncState.put(handle, "cursor", "never");
                        throw new IllegalStateException("changed its mind");
                    });
                } catch (IllegalStateException expected) {
                    put(database, "after");
                }
                awaitLast(Optional.of("after"));

                assertEquals(shown + 1, screen.size());
            }
        }

        @Test
        void a_closed_one_is_told_nothing_more() throws Exception {
            LiveQuery query = database.follow(Set.of(Table.SYNC_STATE), CURSOR, screen::add);
            awaitLast(Optional.empty());
            query.close();
            int shown = screen.size();
            try (LiveQuery _ =
                    database.follow(
                            Set.of(Table.SYNC_STATE), Optional.<String>empty(), CURSOR, _ -> {})) {
                put(database, "unseen");
            }

            assertEquals(shown, screen.size());
        }
    }
}
