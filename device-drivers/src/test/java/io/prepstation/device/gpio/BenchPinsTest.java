package io.prepstation.device.gpio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.Trouble;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The real Pi4J on its pins in memory.
@Tag("DEV")
class BenchPinsTest {

    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final PinPlan PLAN = new PinPlan(17, 22, 23, 24, 27);

    private final AtomicInteger presses = new AtomicInteger();
    private BenchPins pins;
    private Context board;

    @BeforeEach
    void start() {
        pins = new BenchPins(PLAN, Board.MOCK, DeviceClock.system(), presses::incrementAndGet);
        pins.start();
        board = pins.context();
        assertNotNull(board, () -> pins.status().toString());
        contact(DigitalState.HIGH);
    }

    @AfterEach
    void stop() {
        pins.close();
    }

    private void contact(DigitalState state) {
        board.<MockDigitalInput>io("foot-switch").mockState(state);
    }

    private boolean isOn(String output) {
        return board.<DigitalOutput>io(output).state() == DigitalState.HIGH;
    }

    @Nested
    class The_foot_switch {

        @Test
        void counts_once_however_long_it_is_held() {
            contact(DigitalState.LOW);
            await().atMost(GENEROUS).until(() -> presses.get() == 1);
            pins.lamp(Lamp.GREEN);
            await().atMost(GENEROUS).until(() -> isOn("GREEN"));
            assertEquals(1, presses.get());
        }

        /// The loop may sleep for a quarter of a second: the board wakes it.
        @Test
        void is_told_of_by_the_board() {
            AtomicInteger changes = new AtomicInteger();
            try (WiredPins wired = new WiredPins(Board.MOCK.open(), PLAN, Board.MOCK)) {
                MockDigitalInput pedal = wired.context().io("foot-switch");
                pedal.mockState(DigitalState.HIGH);
                wired.onPedal(changes::incrementAndGet);
                pedal.mockState(DigitalState.LOW);
                assertTrue(wired.pedalDown());
                await().atMost(GENEROUS).until(() -> changes.get() == 1);
                pedal.mockState(DigitalState.HIGH);
                await().atMost(GENEROUS).until(() -> changes.get() == 2);
            }
        }

        @Test
        void counts_again_after_it_was_let_go() {
            for (int press = 1; press <= 2; press++) {
                int wanted = press;
                contact(DigitalState.LOW);
                await().atMost(GENEROUS).until(() -> presses.get() == wanted);
                contact(DigitalState.HIGH);
                await().during(Duration.ofMillis(200))
                        .atMost(GENEROUS)
                        .until(() -> presses.get() == wanted);
            }
        }
    }

    @Nested
    class The_lamp {

        @Test
        void shows_one_colour_at_a_time() {
            pins.lamp(Lamp.AMBER);
            await().atMost(GENEROUS).until(() -> isOn("AMBER"));
            pins.lamp(Lamp.RED);
            await().atMost(GENEROUS).until(() -> isOn("RED") && !isOn("AMBER"));
        }

        @Test
        void winks_while_the_program_lives() {
            pins.lamp(Lamp.GREEN);
            await().atMost(GENEROUS).until(() -> isOn("GREEN"));
            await().atMost(GENEROUS)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> beating() && !isOn("GREEN"));
            await().atMost(GENEROUS).until(() -> beating() && isOn("GREEN"));
        }

        private boolean beating() {
            pins.beat();
            return true;
        }

        @Test
        void is_tested_colour_by_colour() {
            pins.test();
            await().atMost(GENEROUS).until(() -> isOn("GREEN"));
            await().atMost(GENEROUS).until(() -> isOn("AMBER"));
            await().atMost(GENEROUS).until(() -> isOn("RED"));
            await().atMost(GENEROUS).until(() -> !isOn("RED") && !isOn("GREEN"));
        }

        @Test
        void is_dark_when_the_station_has_stopped() {
            pins.lamp(Lamp.GREEN);
            pins.sound(Sound.WRONG_ITEM);
            await().atMost(GENEROUS).until(() -> isOn("GREEN"));
            DigitalOutput green = board.io("GREEN");
            DigitalOutput buzzer = board.io("buzzer");
            pins.close();
            assertEquals(DigitalState.LOW, green.state());
            assertEquals(DigitalState.LOW, buzzer.state());
        }
    }

    @Nested
    class The_buzzer {

        @Test
        void sounds_and_falls_silent() {
            pins.sound(Sound.WRONG_ITEM);
            await().atMost(GENEROUS).until(() -> isOn("buzzer"));
            await().atMost(GENEROUS).during(Duration.ofMillis(300)).until(() -> !isOn("buzzer"));
        }
    }

    @Nested
    class A_station_that_stands_still {

        /// The clock of the pins runs as the test wants it to: no heartbeat for seven seconds takes none.
        private final AtomicLong nanos = new AtomicLong();

        private boolean isLitAt(Duration time) {
            nanos.set(time.toNanos());
            long before = looks.get();
            await().atMost(GENEROUS).until(() -> looks.get() > before + 2);
            return isOn("GREEN");
        }

        private final AtomicLong looks = new AtomicLong();

        @Test
        void has_a_lamp_that_no_longer_winks_until_it_is_alive_again() {
            pins.close();
            DeviceClock held =
                    new DeviceClock(
                            InstantSource.system(),
                            () -> {
                                looks.incrementAndGet();
                                return nanos.get();
                            });
            pins = new BenchPins(PLAN, Board.MOCK, held, presses::incrementAndGet);
            pins.start();
            board = Objects.requireNonNull(pins.context());
            pins.lamp(Lamp.GREEN);

            assertFalse(isLitAt(Duration.ofMillis(6_050)), "winks each two seconds");
            assertTrue(isLitAt(Duration.ofMillis(6_500)));
            assertTrue(isLitAt(Duration.ofMillis(8_050)), "no longer winks");
            assertTrue(isLitAt(Duration.ofMillis(60_050)));
            pins.beat();
            assertFalse(isLitAt(Duration.ofMillis(62_050)), "winks again");
        }
    }

    @Nested
    class Pins_that_break_while_in_use {

        private final FragileBoard fragile = new FragileBoard();
        private final List<DeviceStatus> told = new CopyOnWriteArrayList<>();

        @Test
        void are_told_of_and_taken_anew_until_they_work() {
            pins.close();
            pins =
                    new BenchPins(
                            PLAN,
                            "GPIO",
                            () -> new WiredPins(fragile.open(), PLAN, Board.MOCK),
                            DeviceClock.system(),
                            presses::incrementAndGet);
            pins.start(told::add);
            pins.lamp(Lamp.RED);
            assertEquals(List.of(new DeviceStatus.Online("GPIO")), told);

            fragile.breakLines();
            await().atMost(GENEROUS).until(() -> fragile.openings.get() > 2);
            assertEquals(
                    new DeviceStatus.Offline(
                            DeviceStatus.Reason.BROKEN,
                            Trouble.of(Trouble.Kind.PINS_BROKE, "line went away")),
                    told.get(1));

            fragile.mendLines();
            await().atMost(GENEROUS)
                    .until(() -> pins.status() instanceof DeviceStatus.Online && redIsOn());
        }

        /// Its lamp blinks: it is lit half of the time.
        private boolean redIsOn() {
            Context taken = pins.context();
            pins.beat();
            return taken != null && taken.<DigitalOutput>io("RED").state() == DigitalState.HIGH;
        }
    }

    /// A program before this one may hold them for a moment longer.
    @Nested
    class Pins_that_are_refused_at_the_start {

        private final AtomicInteger refusals = new AtomicInteger(2);
        private final List<DeviceStatus> told = new CopyOnWriteArrayList<>();

        private WiredPins opened() {
            if (refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("line is busy");
            }
            return new WiredPins(Board.MOCK.open(), PLAN, Board.MOCK);
        }

        @Test
        void are_asked_for_again_until_they_are_given() {
            pins.close();
            pins =
                    new BenchPins(
                            PLAN,
                            "GPIO",
                            this::opened,
                            DeviceClock.system(),
                            presses::incrementAndGet);
            pins.start(told::add);
            DeviceStatus refused =
                    new DeviceStatus.Offline(
                            DeviceStatus.Reason.NOT_FOUND,
                            Trouble.of(Trouble.Kind.PINS_AWAY, "line is busy"));
            assertEquals(refused, told.getFirst());
            await().atMost(GENEROUS).until(() -> told.size() == 3);
            assertEquals(List.of(refused, refused, new DeviceStatus.Online("GPIO")), told);
        }

        @Test
        void are_let_be_when_the_station_ends() {
            pins.close();
            refusals.set(Integer.MAX_VALUE);
            pins =
                    new BenchPins(
                            PLAN,
                            "GPIO",
                            this::opened,
                            DeviceClock.system(),
                            presses::incrementAndGet);
            pins.start();
            pins.close();
            int left = refusals.get();
            await().during(Duration.ofMillis(600))
                    .atMost(GENEROUS)
                    .until(() -> refusals.get() == left);
        }
    }

    @Nested
    class Pins_that_are_not_there {

        @Test
        void are_no_error() {
            try (BenchPins none =
                    new BenchPins(
                            new PinPlan(null, null, null, null, null),
                            Board.GPIOD,
                            DeviceClock.system(),
                            presses::incrementAndGet)) {
                none.start();
                none.lamp(Lamp.GREEN);
                none.sound(Sound.ACCEPTED);
                assertEquals(new DeviceStatus.Absent(), none.status());
            }
        }

        @Test
        void are_a_status_that_says_what_to_look_for() {
            try (BenchPins elsewhere =
                    new BenchPins(
                            PLAN, Board.GPIOD, DeviceClock.system(), presses::incrementAndGet)) {
                elsewhere.start();
                elsewhere.lamp(Lamp.GREEN);
                if (!java.nio.file.Files.exists(java.nio.file.Path.of("/dev/gpiochip0"))) {
                    assertInstanceOf(DeviceStatus.Offline.class, elsewhere.status());
                }
            }
        }
    }
}
