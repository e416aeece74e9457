package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.kiosk.sync.SimulatedStation.Row;
import io.prepstation.kiosk.sync.SimulatedStation.World;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The core among lost answers, crashes between any two effects, full disks and clocks that jump: whatever happens,
/// every session ends once at the hub or with a reason, and none is lost.
class SyncSimulationTest {

    private static final List<HubFailure> TROUBLES =
            List.of(
                    new HubFailure.Unreachable("refused"),
                    new HubFailure.Cut("reset"),
                    new HubFailure.HubBroken(500),
                    new HubFailure.Unintelligible("a login page"),
                    new HubFailure.Busy(Duration.ofSeconds(30)),
                    new HubFailure.NotAllowed("revoked"),
                    new HubFailure.NotUnderstood(null, "damaged on the way"));

    private static final List<SyncScope> WISHES =
            List.of(SyncScope.EVERYTHING, SyncScope.SENDING, SyncScope.FETCHING);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    static LongStream manySeeds() {
        return LongStream.range(0, 10_000);
    }

    /// A hub that keeps each session once, behind a network that does what chance says until it is mended.
    static final class Hub implements World {

        final Map<String, Receipt> kept = new HashMap<>();
        private final Random random;
        private boolean mended;
        private HubFailure trouble = TROUBLES.getFirst();

        Hub(Random random) {
            this.random = random;
        }

        @Override
        public HubAnswer<Receipt> upload(WaitingUpload upload) {
            if (isTroubled()) {
                return new Failed<>(trouble());
            }
            HubAnswer<Receipt> answer = received(upload);
            return !mended && random.nextInt(4) == 0
                    ? new Failed<>(new HubFailure.Cut("answer lost"))
                    : answer;
        }

        private HubAnswer<Receipt> received(WaitingUpload upload) {
            String session = upload.sessionId();
            if (session.endsWith("refused")) {
                return new Failed<>(new HubFailure.Refused("session", "not approved"));
            }
            if (session.endsWith("unreadable")) {
                return new Failed<>(new HubFailure.NotUnderstood("steps", "not a list"));
            }
            if (session.endsWith("poison")) {
                return new Failed<>(new HubFailure.HubBroken(500));
            }
            if (!mended && random.nextInt(20) == 0) {
                return new Accepted<>(
                        CoreBench.receipt(CoreBench.newKey(), session, upload.contentHash()));
            }
            return new Accepted<>(kept.computeIfAbsent(session, _ -> CoreBench.receipt(upload)));
        }

        @Override
        public HubAnswer<Integer> download() {
            return isTroubled() ? new Failed<>(trouble()) : new Accepted<>(1);
        }

        @Override
        public HubAnswer<Duration> probe() {
            return isTroubled()
                    ? new Failed<>(new HubFailure.Unreachable("refused"))
                    : new Accepted<>(Duration.ofMillis(2));
        }

        @Override
        public boolean storeFails() {
            return !mended && random.nextInt(40) == 0;
        }

        void mend() {
            mended = true;
        }

        private boolean isTroubled() {
            return !mended && random.nextInt(3) == 0;
        }

        private HubFailure trouble() {
            if (random.nextInt(4) == 0) {
                trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
            }
            return trouble;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("SYN-4")
    @Tag("SYN-11")
    void every_session_ends_once_at_the_hub_or_with_a_reason(long seed) {
        ends(seed);
    }

    @Test
    @Tag("long")
    @Tag("SYN-4")
    void every_session_ends_once_in_many_more_histories() {
        manySeeds().forEach(SyncSimulationTest::ends);
    }

    private static void ends(long seed) {
        Random random = new Random(seed);
        Hub hub = new Hub(random);
        SimulatedStation station = new SimulatedStation(hub, random);
        int queued = history(station, random);

        hub.mend();
        station.tell(new SyncEvent.Asked(1));
        until(station, Duration.ofHours(2), () -> isSettled(station));

        assertEquals(queued, station.file.size(), "seed " + seed);
        station.file.values().forEach(row -> assertEnded(hub, row, seed));
    }

    /// Three hundred things that happen, in no order; how many sessions were queued.
    private static int history(SimulatedStation station, Random random) {
        List<String> kinds = List.of("", "", "", "", "-refused", "-poison", "-unreadable");
        int queued = 0;
        for (int n = 0; n < 300; n++) {
            switch (random.nextInt(25)) {
                case 0, 1 -> {
                    station.queue("s" + n + kinds.get(random.nextInt(kinds.size())));
                    queued++;
                }
                case 2 -> station.tell(new SyncEvent.Asked(n, WISHES.get(n % WISHES.size())));
                case 3 -> station.restart();
                case 4 -> station.dieAfterWork();
                case 5 -> station.jumpClock(Duration.ofMinutes(random.nextInt(2001) - 1000));
                case 6 -> station.tell(new SyncEvent.AutoSyncSet(random.nextBoolean()));
                default -> station.goOn();
            }
        }
        station.tell(new SyncEvent.AutoSyncSet(true));
        return queued;
    }

    private static boolean isSettled(SimulatedStation station) {
        return station.file.values().stream().allMatch(row -> row.isFinal() || isPoison(row));
    }

    private static boolean isPoison(Row row) {
        return row.upload().sessionId().endsWith("poison");
    }

    private static void until(
            SimulatedStation station, Duration longest, BooleanSupplier condition) {
        Instant end = station.now().plus(longest);
        while (!condition.getAsBoolean() && station.now().isBefore(end)) {
            station.goOn();
        }
    }

    private static void assertEnded(Hub hub, Row row, long seed) {
        String session = row.upload().sessionId();
        String seen = "seed " + seed + ": " + row;
        if (row.status().equals("aside")) {
            assertFalse(row.reason().isEmpty(), seen);
        } else if (session.endsWith("refused")) {
            assertEquals("rejected", row.status(), seen);
        } else if (isPoison(row)) {
            assertTrue(row.isWaiting(), seen);
        } else {
            assertFalse(session.endsWith("unreadable"), seen);
            assertEquals("acknowledged", row.status(), seen);
            assertEquals(hub.kept.get(session).signature(), row.reason(), seen);
        }
    }
}
