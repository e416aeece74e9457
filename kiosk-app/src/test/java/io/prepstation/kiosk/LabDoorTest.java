package io.prepstation.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.ui.desk.LabChoice;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real labs, behind rooms that are as a test wants them.
@Tag("OPS-2")
class LabDoorTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final Loaded packaged = ConfigReader.defaults();
    private final FakeRooms rooms = new FakeRooms();
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private StationLabs labs;
    private LabDoor door;

    /// Remembers by which configuration it was entered.
    private static final class FakeRooms implements LabDoor.Rooms {

        private final List<String> entered = new CopyOnWriteArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile int looksBeforeEntering;
        private volatile boolean free = true;
        private volatile boolean printing;
        private volatile boolean askedToEnd;
        private volatile String broken = "";
        private volatile boolean starting;
        private volatile String config = "";
        private volatile @Nullable Station inside;

        @Override
        public void enter(Station station) throws StoreException {
            inside = station;
            if (starting) {
                station.start();
            }
            if (config.equals(broken)) {
                leave();
                throw new IllegalStateException("a mistake in the program");
            }
            looksBeforeEntering = looks.get();
            entered.add(config);
        }

        @Override
        public void leave() {
            Station left = inside;
            inside = null;
            if (left != null) {
                left.close();
            }
        }

        @Override
        public void askForLab(LabChoice none) {
            throw new AssertionError("there is a lab");
        }

        @Override
        public void show(LabChoice choice) {}

        @Override
        public void show(EnrolResult result) {}

        @Override
        public boolean isFree() {
            return free;
        }

        @Override
        public boolean isPrinting() {
            return printing;
        }

        @Override
        public void use(Loaded other) {
            config = other.hash();
        }

        @Override
        public boolean isAskedToEnd() {
            looks.incrementAndGet();
            return askedToEnd;
        }
    }

    @BeforeEach
    void open() throws Exception {
        try (StationDatabase station = StationDatabase.open(data())) {
            station.save(
                    StationEnrolment.alone(SampleLab.KEY, "station-1", "epoch", SampleBench.NOW));
        }
        rooms.use(packaged);
    }

    @AfterEach
    void close() {
        rooms.leave();
        door.close();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void start() throws StoreException {
        labs = StationLabs.open(data(), packaged, _ -> {});
        door = new LabDoor(labs, rooms, () -> givenUp.set(true));
        door.start();
    }

    private void startLookingEvery(Duration look) throws StoreException {
        labs = StationLabs.open(data(), packaged, _ -> {});
        door = new LabDoor(labs, rooms, () -> givenUp.set(true), look);
        door.start();
    }

    private Loaded withDays(int days) throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                config.resolve("station.toml"), "[bench]\ndays_after_opening = " + days + "\n");
        return (Loaded) ConfigReader.read(config);
    }

    private void unfinishedSession() throws Exception {
        try (SampleBench bench = SampleBench.in(data())) {
            bench.created(SampleLab.THREE);
        }
    }

    private void upgradedByANewerProgram() throws Exception {
        try (Connection raw =
                        DriverManager.getConnection("jdbc:sqlite:" + SampleLab.KEY.file(data()));
                Statement statement = raw.createStatement()) {
            statement.execute("PRAGMA user_version = 9999");
        }
    }

    @Test
    void a_mistake_in_the_program_leaves_the_configuration_before_and_the_next_one_holds()
            throws Exception {
        start();
        Loaded broken = withDays(3);
        rooms.broken = broken.hash();

        door.configure(broken);
        await().atMost(LONGEST).until(() -> rooms.entered.size() == 2);
        assertEquals(List.of(packaged.hash(), packaged.hash()), rooms.entered);
        assertEquals(packaged.hash(), labs.config().hash());

        Loaded next = withDays(4);
        door.configure(next);
        await().atMost(LONGEST).until(() -> rooms.entered.size() == 3);
        assertEquals(next.hash(), rooms.entered.getLast());
        assertFalse(givenUp.get());
    }

    @Test
    void what_waits_does_not_come_to_hold_once_the_files_have_a_problem() throws Exception {
        start();
        rooms.free = false;
        door.configure(withDays(3));
        looksTwice();
        door.keepConfiguration();
        looksTwice();
        rooms.free = true;

        looksTwice();
        assertEquals(List.of(packaged.hash()), rooms.entered);

        door.configure(withDays(3));
        await().atMost(LONGEST).until(() -> rooms.entered.size() == 2);
    }

    @Test
    @Tag("REC-4")
    void a_label_that_was_asked_for_comes_out_before() throws Exception {
        start();
        rooms.printing = true;
        Loaded next = withDays(3);
        door.configure(next);
        int before = rooms.looks.get();
        await().atMost(LONGEST).until(() -> rooms.looks.get() > before + 1);
        assertEquals(List.of(packaged.hash()), rooms.entered);

        rooms.printing = false;

        await().atMost(LONGEST).until(() -> rooms.entered.size() == 2);
    }

    /// A minute of looks, each two seconds after the one before.
    @Test
    @Tag("REC-4")
    void a_printer_that_hangs_is_given_its_minute_also_where_two_things_wait_for_it()
            throws Exception {
        startLookingEvery(Duration.ofMillis(50));
        rooms.printing = true;
        rooms.free = false;
        enrolledByCommand(atHub("station-2", SampleBench.NOW));
        door.configure(withDays(3));
        looksTwice();

        int before = rooms.looks.get();
        rooms.free = true;
        await().atMost(LONGEST).until(() -> rooms.entered.size() > 1);

        int waited = rooms.looksBeforeEntering - before;
        assertTrue(waited >= 30, waited + " looks");
    }

    @Test
    @Tag("OPS-1")
    void an_open_preparation_holds_no_start_up_once_a_newer_program_upgraded_the_file()
            throws Exception {
        unfinishedSession();
        start();
        rooms.free = false;
        rooms.askedToEnd = true;
        int before = rooms.looks.get();
        await().atMost(LONGEST).until(() -> rooms.looks.get() > before + 1);
        assertFalse(givenUp.get());

        upgradedByANewerProgram();

        await().atMost(LONGEST).untilTrue(givenUp);
    }

    private static StationEnrolment atHub(String stationId, Instant since) {
        return new StationEnrolment(
                SampleLab.KEY,
                stationId,
                "http://127.0.0.1:1",
                "token",
                "key",
                "public",
                "feed",
                "epoch",
                since);
    }

    private void enrolledByCommand(StationEnrolment enrolment) throws StoreException {
        try (StationDatabase station = StationDatabase.open(data())) {
            station.join(enrolment);
        }
    }

    /// What was asked of the door before has then been done.
    private void looksTwice() {
        int before = rooms.looks.get();
        await().atMost(LONGEST).until(() -> rooms.looks.get() > before + 2);
    }

    private void heldByTheFormerEnrolment() throws Exception {
        try (SampleBench bench = SampleBench.in(data())) {
            bench.completed(SampleLab.TWENTY);
            bench.database().change(handle -> Outbox.hold(handle, "not let in"));
        }
    }

    private int held() throws StoreException {
        try (LabDatabase lab = LabDatabase.open(data(), SampleLab.KEY)) {
            return lab.read(Outbox::counts).held();
        }
    }

    private void isInsideOf(StationEnrolment enrolment) {
        await().atMost(LONGEST)
                .until(() -> {
                    Station inside = rooms.inside;
                    return inside != null && inside.enrolment().equals(enrolment);
                });
    }

    @Test
    @Tag("OPS-4")
    void an_enrolment_by_command_is_taken_up_once_nobody_is_signed_in() throws Exception {
        heldByTheFormerEnrolment();
        start();
        rooms.free = false;
        StationEnrolment second = atHub("station-2", SampleBench.NOW);
        enrolledByCommand(second);
        looksTwice();
        assertEquals(1, rooms.entered.size());

        assertEquals(1, held());
        rooms.free = true;
        isInsideOf(second);
        assertEquals(0, held());

        StationEnrolment sameAgain = atHub("station-2", SampleBench.NOW.plusSeconds(60));
        enrolledByCommand(sameAgain);
        isInsideOf(sameAgain);
    }

    /// A power cut in the night: the kiosk starts while the upload that was due is made up for.
    @Test
    @Tag("SYN-17")
    void a_lab_that_another_program_syncs_is_synced_from_here_once_that_has_ended()
            throws Exception {
        enrolledByCommand(atHub("station-2", SampleBench.NOW));
        Path lab;
        try (LabDatabase database = LabDatabase.open(data(), SampleLab.KEY)) {
            lab = database.path();
        }
        try (FileChannel upload =
                FileChannel.open(
                        lab.resolveSibling(lab.getFileName() + ".sync.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            var _ = upload.lock();
            rooms.starting = true;
            start();
            looksTwice();
            assertTrue(Objects.requireNonNull(rooms.inside).sync().isEmpty());
            assertEquals(1, rooms.entered.size());
        }
        await().atMost(LONGEST)
                .until(() -> {
                    Station inside = rooms.inside;
                    return rooms.entered.size() == 2 && inside != null && inside.sync().isPresent();
                });
    }

    /// A token is replaced every month, which is no new enrolment.
    @Test
    @Tag("OPS-4")
    void a_replaced_token_changes_nothing() throws Exception {
        enrolledByCommand(atHub("station-2", SampleBench.NOW));
        start();
        try (StationDatabase station = StationDatabase.open(data())) {
            station.keepToken("station-2", "another token");
        }

        looksTwice();

        assertEquals(1, rooms.entered.size());
    }

    @Test
    @Tag("OPS-4")
    void an_open_preparation_holds_an_enrolment_by_command_up() throws Exception {
        unfinishedSession();
        start();
        enrolledByCommand(atHub("station-2", SampleBench.NOW));

        looksTwice();

        assertEquals(1, rooms.entered.size());
    }
}
