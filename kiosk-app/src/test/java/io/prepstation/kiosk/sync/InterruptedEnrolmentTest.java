package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.hub.Administration;
import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.NewHub;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Joining a hub over TLS by its pin, interrupted at every step: afterwards the station is in, or the same code brings it
/// in, without anybody putting anything right.
@Tag("OPS-4")
class InterruptedEnrolmentTest {

    private static final LabKey LAB = new LabKey("acme", "lab-1");

    /// The power fails.
    private static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// What goes wrong, and where. The edges that a step asks (ids, clock) say when it has come so far.
    enum Step {
        BEFORE_THE_REQUEST,
        BEFORE_ANYTHING_OF_THE_ANSWER_IS_KEPT,
        BEFORE_THE_ENROLMENT_IS_MADE,
        WHILE_WHAT_WAS_HELD_IS_LET_GO,
        AT_THE_LABS_FILE,
        AT_THE_TOKENS_FILE,
        BETWEEN_THE_TOKEN_AND_THE_ENROLMENT,
        BEFORE_THE_FIRST_DOWNLOAD
    }

    private final InstantSource time = SyncedStation.clockOf2026();
    private final HubNetwork network = new HubNetwork();

    @TempDir Path folder;
    private Hub hub;
    private FaultyWire wire;
    private StationDatabase station;
    private String pin;
    private int idsAsked;
    private int timesAsked;
    private Runnable atTheId = () -> {};
    private Runnable atTheTime = () -> {};
    private Undo undo = () -> {};

    private interface Undo {
        void run() throws Exception;
    }

    @BeforeEach
    void open() throws Exception {
        Administration.init(
                folder.resolve("hub"),
                new NewHub("acme", "lab-1", "Lab", ZoneOffset.UTC, true),
                time);
        hub =
                Hub.start(
                        new HubSettings(
                                folder.resolve("hub"), 0, false, List.of("localhost"), time));
        wire = new FaultyWire(URI.create(hub.url()).getPort());
        station = StationDatabase.open(data());
        pin = administration(Administration::certificatePin);
    }

    @AfterEach
    void close() throws IOException {
        station.close();
        network.close();
        wire.close();
        hub.close();
    }

    private Path data() {
        return folder.resolve("station");
    }

    private interface Asked<T> {
        T of(Administration administration) throws Exception;
    }

    private <T> T administration(Asked<T> asked) throws Exception {
        try (Administration administration = Administration.open(folder.resolve("hub"), time)) {
            return asked.of(administration);
        }
    }

    private EnrolmentCode code() throws Exception {
        String code =
                administration(it -> it.enrolments().newCode("lab-1").orElseThrow().toString());
        return new EnrolmentCode(
                "https://localhost:" + URI.create(wire.url()).getPort(), pin, code);
    }

    private Enrol enrol(Supplier<String> ids, InstantSource clock) {
        return new Enrol(data(), station, network, clock, ids);
    }

    private EnrolResult joinUndisturbed(EnrolmentCode code) {
        return enrol(() -> UUID.randomUUID().toString(), time).join(code, "bench-1");
    }

    private String id() {
        idsAsked++;
        atTheId.run();
        return UUID.randomUUID().toString();
    }

    private Instant now() {
        timesAsked++;
        atTheTime.run();
        return time.instant();
    }

    private static Runnable when(Supplier<Boolean> there, Runnable then) {
        return () -> {
            if (there.get()) {
                then.run();
            }
        };
    }

    private static void powerCut() {
        throw new PowerCut();
    }

    /// Ids: two for the nonce, one for the station's epoch. Times: one for the enrolment, one for what is let go.
    private void arrange(Step step) {
        switch (step) {
            case BEFORE_THE_REQUEST ->
                    atTheId = when(() -> idsAsked == 1, InterruptedEnrolmentTest::powerCut);
            case BEFORE_ANYTHING_OF_THE_ANSWER_IS_KEPT ->
                    atTheId = when(() -> idsAsked == 3, InterruptedEnrolmentTest::powerCut);
            case BEFORE_THE_ENROLMENT_IS_MADE ->
                    atTheTime = when(() -> timesAsked == 1, InterruptedEnrolmentTest::powerCut);
            case WHILE_WHAT_WAS_HELD_IS_LET_GO ->
                    atTheTime = when(() -> timesAsked == 2, InterruptedEnrolmentTest::powerCut);
            case AT_THE_LABS_FILE -> atTheTime = when(() -> timesAsked == 1, this::blockTheLab);
            case AT_THE_TOKENS_FILE -> atTheTime = when(() -> timesAsked == 2, this::hideTheKeys);
            case BETWEEN_THE_TOKEN_AND_THE_ENROLMENT ->
                    atTheTime = when(() -> timesAsked == 2, this::lockTheStation);
            case BEFORE_THE_FIRST_DOWNLOAD ->
                    atTheTime =
                            when(
                                    () -> timesAsked == 2,
                                    () -> wire.set(new FaultyWire.Fault.CutRequestAfter(0)));
        }
    }

    /// A directory stands where the lab's file belongs.
    private void blockTheLab() {
        Path file = data().resolve("labs/acme/lab-1.db");
        sabotage(
                () -> Files.createDirectories(file.resolve("full")),
                () -> {
                    Files.delete(file.resolve("full"));
                    Files.delete(file);
                });
    }

    /// A file stands where the folder of the keys belongs.
    private void hideTheKeys() {
        Path keys = data().resolve("keys");
        Path away = data().resolve("keys.away");
        sabotage(
                () -> {
                    Files.move(keys, away);
                    Files.createFile(keys);
                },
                () -> {
                    Files.delete(keys);
                    Files.move(away, keys);
                });
    }

    /// Another program writes and does not stop.
    private void lockTheStation() {
        try {
            RawFile other = new RawFile(data().resolve("station.db"));
            sabotage(() -> other.execute("BEGIN IMMEDIATE"), other::close);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void sabotage(Undo now, Undo later) {
        try {
            now.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        undo = later;
    }

    /// Only what is on the disk is left, and the cause is gone.
    private void startAgain() throws Exception {
        undo.run();
        wire.repair();
        station.close();
        station = StationDatabase.open(data());
    }

    private void isInByTheSameCode(EnrolmentCode code) throws Exception {
        if (station.enrolments().isEmpty()) {
            assertInstanceOf(EnrolResult.Enrolled.class, joinUndisturbed(code));
        }
        StationEnrolment enrolment = station.enrolments().getFirst();
        assertEquals(List.of(enrolment), station.enrolments());
        assertEquals(Optional.of(enrolment), station.current());
        assertInstanceOf(
                HubAnswer.Accepted.class,
                HubClient.station(network, enrolment, HubTimeouts.DEFAULT)
                        .download(LAB, new HalfLoad(folder.resolve("half"), "")));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void at_any_step_here(Step step) throws Exception {
        EnrolmentCode code = code();
        arrange(step);

        assertEquals(
                switch (step) {
                    case BEFORE_THE_REQUEST,
                            BEFORE_ANYTHING_OF_THE_ANSWER_IS_KEPT,
                            BEFORE_THE_ENROLMENT_IS_MADE,
                            WHILE_WHAT_WAS_HELD_IS_LET_GO ->
                            "cut";
                    case AT_THE_LABS_FILE,
                            AT_THE_TOKENS_FILE,
                            BETWEEN_THE_TOKEN_AND_THE_ENROLMENT ->
                            "NotStored";
                    case BEFORE_THE_FIRST_DOWNLOAD -> "EnrolledWithoutData";
                },
                interrupted(code));
        startAgain();

        isInByTheSameCode(code);
    }

    private String interrupted(EnrolmentCode code) {
        try {
            return enrol(this::id, this::now).join(code, "bench-1").getClass().getSimpleName();
        } catch (PowerCut e) {
            return "cut";
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void anywhere_on_the_wire(FaultyWire.Fault cut) throws Exception {
        EnrolmentCode code = code();
        wire.set(cut);
        EnrolResult first = joinUndisturbed(code);
        startAgain();

        assertEquals(
                first instanceof EnrolResult.NotEnrolled,
                station.enrolments().isEmpty(),
                first::message);
        isInByTheSameCode(code);
    }

    /// Within the handshake, the request and the answer.
    static Stream<FaultyWire.Fault> cuts() {
        return Stream.concat(
                IntStream.of(0, 300, 600, 1_000).mapToObj(FaultyWire.Fault.CutRequestAfter::new),
                IntStream.of(0, 500, 1_500, 1_800, 2_200, 3_000)
                        .mapToObj(FaultyWire.Fault.CutAnswerAfter::new));
    }
}
