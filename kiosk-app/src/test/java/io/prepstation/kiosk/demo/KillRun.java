package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSummary;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// One station that is weighed at, killed and started again, over and over, on one data directory; the balance and the
/// operator survive.
final class KillRun {

    /// Few steps, so that many sessions are reached.
    static final String FORMULA = "PRM00101";

    private static final int STEPS = 3;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration TRAINING = Duration.ofMinutes(2);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);
    private static final int MOST_CHANGES = 24;
    private static final double WEIGHING_LIVES = 0.25;
    private static final Duration LAST_MOMENT = Duration.ofMillis(200);
    private static final Duration POURING = Duration.ofMillis(200);
    private static final Duration SESSION = Duration.ofSeconds(40);

    private final Path directory;
    private final PackedKiosk program;
    private final SplittableRandom random;
    private final Map<String, Integer> acknowledged = new HashMap<>();
    private int kills;
    private int changes;

    KillRun(Path directory, PackedKiosk program, long seed) {
        this.directory = directory;
        this.program = program;
        this.random = new SplittableRandom(seed);
    }

    /// How many dispenses were shown as saved, over all sessions.
    int acknowledgedDispenses() {
        return acknowledged.values().stream().mapToInt(Integer::intValue).sum();
    }

    int kills() {
        return kills;
    }

    Path data() {
        return directory.resolve("data");
    }

    void enrol(DemoHub hub) throws IOException, InterruptedException, DemoFailed {
        Files.createDirectories(directory);
        hub.enrolStation(data(), log());
    }

    /// Weighs one session in peace and ends the station in order, so that its starts are quick from now on.
    void train()
            throws IOException, InterruptedException, DemoFailed, DeviceException, StoreException {
        atBalance((operator, hand) -> {
            try (RemoteKiosk kiosk = new RemoteKiosk(program.training(arguments(false)), log())) {
                finish(operator, hand, kiosk);
                kiosk.end(TRAINING);
            }
        });
        requireNothingLost();
    }

    /// Kills the station so many times at random moments, then lets it finish one session and send everything.
    void run(int times, int withScreens)
            throws IOException, InterruptedException, DemoFailed, DeviceException, StoreException {
        atBalance((operator, hand) -> {
            for (int kill = 0; kill < times; kill++) {
                liveAndDie(operator, hand, kill < withScreens);
                requireNothingLost();
            }
            try (RemoteKiosk kiosk = start(false)) {
                finish(operator, hand, kiosk);
            }
        });
        requireNothingLost();
    }

    @FunctionalInterface
    private interface Shift {
        void work(DemoOperator operator, Hand hand)
                throws IOException,
                        InterruptedException,
                        DemoFailed,
                        DeviceException,
                        StoreException;
    }

    private void atBalance(Shift shift)
            throws IOException, InterruptedException, DemoFailed, DeviceException, StoreException {
        Path port = directory.resolve("balance");
        try (SimulatedBalance balance = SimulatedBalance.mtSics(port, random.split())) {
            writeConfig(port);
            Hand hand = new Hand();
            DemoOperator operator =
                    new DemoOperator(
                            new SimulatedWorld(balance, hand, POURING, random.split()),
                            new Silence(),
                            new DemoOperator.Named(DemoHub.OPERATOR),
                            FORMULA,
                            Fault.NONE,
                            false);
            shift.work(operator, hand);
        }
    }

    /// The ids of the sessions that have ended here.
    List<String> ended() throws StoreException {
        try (LabDatabase lab = open()) {
            return lab.read(handle -> SessionRepository.list(handle, Integer.MAX_VALUE)).stream()
                    .filter(session -> session.status() != SessionStatus.IN_PROGRESS)
                    .map(SessionSummary::id)
                    .toList();
        }
    }

    private void liveAndDie(DemoOperator operator, Hand hand, boolean screens)
            throws IOException, InterruptedException, DemoFailed, DeviceException {
        try (RemoteKiosk kiosk = start(screens)) {
            hand.kiosk = kiosk;
            act(kiosk.next(START), operator, kiosk);
            BooleanSupplier livedEnough = life();
            live(LONGEST_LIFE, livedEnough, operator, kiosk);
            live(moment(), () -> false, operator, kiosk);
            kiosk.kill();
            kills++;
            for (Optional<ObjectNode> line = kiosk.poll(Duration.ZERO);
                    line.isPresent();
                    line = kiosk.poll(Duration.ZERO)) {
                remember(line.get());
            }
        }
    }

    private void live(
            Duration longest, BooleanSupplier livedEnough, DemoOperator operator, RemoteKiosk kiosk)
            throws IOException, InterruptedException, DemoFailed, DeviceException {
        long end = System.nanoTime() + longest.toNanos();
        Duration left = longest;
        while (left.isPositive() && !livedEnough.getAsBoolean()) {
            Optional<ObjectNode> line = kiosk.poll(left);
            if (line.isPresent()) {
                changes++;
                act(line.get(), operator, kiosk);
            }
            left = Duration.ofNanos(end - System.nanoTime());
        }
    }

    /// What a life lasts for is counted in what the kiosk shows, not in seconds: a slow machine lives through as much.
    /// Most lives are short, so that every early moment is met; the others last until one more weighing is kept.
    private BooleanSupplier life() {
        if (random.nextDouble() < WEIGHING_LIVES) {
            int before = acknowledgedDispenses();
            return () -> acknowledgedDispenses() > before;
        }
        double chance = random.nextDouble();
        int until = changes + (int) (MOST_CHANGES * chance * chance);
        return () -> changes >= until;
    }

    private Duration moment() {
        return Duration.ofMillis(random.nextLong(LAST_MOMENT.toMillis()));
    }

    private void finish(DemoOperator operator, Hand hand, RemoteKiosk kiosk)
            throws IOException, InterruptedException, DemoFailed, DeviceException, StoreException {
        hand.kiosk = kiosk;
        ObjectNode line = kiosk.next(START);
        while (!line.path("state").asText().equals("Completed")) {
            act(line, operator, kiosk);
            line = kiosk.next(SESSION);
        }
        remember(line);
        String session = line.path("session").asText();
        kiosk.tap("sync");
        while (!line.path("state").asText().equals("UpToDate") || !isAtHub(session)) {
            line = kiosk.next(SESSION);
        }
    }

    /// The station may have said so of what was there before.
    private boolean isAtHub(String session) throws StoreException {
        try (LabDatabase lab = open()) {
            return lab.read(handle -> Outbox.receipt(handle, session)).isPresent();
        }
    }

    private void act(ObjectNode line, DemoOperator operator, RemoteKiosk kiosk)
            throws IOException, DeviceException {
        remember(line);
        if (line.path("state").asText().equals("Completed")) {
            kiosk.tap("back");
        } else {
            operator.act(line, kiosk);
        }
    }

    private void remember(ObjectNode line) {
        if (line.has("saved")) {
            acknowledged.merge(
                    line.path("session").asText(), line.path("saved").asInt(), Math::max);
        }
    }

    /// What was shown as saved is there; every session is whole; a step is done exactly if its dispense is there.
    private void requireNothingLost() throws StoreException {
        try (LabDatabase lab = open()) {
            for (Map.Entry<String, Integer> shown : acknowledged.entrySet()) {
                Optional<SessionRecord> kept =
                        lab.read(handle -> SessionRepository.find(handle, shown.getKey()));
                assertTrue(kept.isPresent(), "session " + shown.getKey() + " was shown");
                requireWhole(kept.orElseThrow(), shown.getValue());
            }
        }
    }

    private static void requireWhole(SessionRecord session, int shown) {
        int kept = session.dispenses().size();
        assertTrue(
                kept >= shown, () -> shown + " weighings were shown as saved, kept are " + session);
        assertEquals(STEPS, session.steps().size());
        long done =
                session.steps().stream().filter(step -> step.status() == StepStatus.DONE).count();
        assertEquals(
                kept, done, () -> "a step is done exactly if its weighing is kept: " + session);
    }

    private LabDatabase open() throws StoreException {
        try (StationDatabase station = StationDatabase.open(data())) {
            return LabDatabase.open(data(), station.enrolments().getFirst().lab());
        }
    }

    private RemoteKiosk start(boolean screens) throws IOException {
        return new RemoteKiosk(program.start(screens, arguments(screens)), log());
    }

    private List<String> arguments(boolean screens) {
        List<String> arguments = new ArrayList<>(List.of("kiosk", "--remote"));
        if (!screens) {
            arguments.add("--no-screens");
        }
        arguments.addAll(
                List.of(
                        "--data",
                        data().toString(),
                        "--config",
                        directory.resolve("config").toString()));
        return arguments;
    }

    private void writeConfig(Path port) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.writeString(
                config.resolve("station.toml"),
                """
                [station]
                sign_in = "chosen"
                [balance]
                port = "%s"
                protocol = "mt-sics"
                [bench]
                attempt_limit = 100
                [camera]
                kind = "none"
                """
                        .formatted(port));
    }

    private Path log() {
        return directory.resolve("log.txt");
    }

    /// Nobody listens.
    private static final class Silence implements Story {

        @Override
        public void tell(String what) {}

        @Override
        public void picture(String subject, RemoteKiosk kiosk) {}
    }

    /// Labels go straight to the station that is alive.
    private static final class Hand implements Labels {

        private RemoteKiosk kiosk;

        @Override
        public void holdUp(String text) throws IOException {
            kiosk.scan(text);
        }

        @Override
        public void clear() {}
    }
}
