package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.SearchResult.Found;
import io.prepstation.device.balance.SearchResult.NotFound;
import io.prepstation.device.balance.SearchResult.NotFound.Heard;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.simulator.BalanceFirmware;
import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.device.simulator.PanPhysics;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.SimulatedIdentity;
import io.prepstation.device.simulator.WireFault;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The search of `station weigh --detect` at real pseudo-terminals, through jSSC.
@Tag("DEV-FIND")
@Execution(ExecutionMode.CONCURRENT)
class BalanceSearchTest {

    /// Its time runs forty times as fast: for ports where nobody answers.
    private static final DeviceClock FAST =
            new DeviceClock(InstantSource.system(), () -> System.nanoTime() * 40);

    /// What cannot be told apart on the wire is found by its more usual name.
    private static final Map<String, String> FOUND_AS = Map.of("kern-kcp", "mt-sics");

    @TempDir Path folder;

    static List<String> protocols() {
        return BalanceProtocols.names();
    }

    private static SearchResult search(String port, DeviceClock clock) throws InterruptedException {
        return new BalanceSearch(JsscSerialPort::new, clock, _ -> {}).search(port);
    }

    private SimulatedBalance balance(String protocol) throws DeviceException {
        return SimulatedBalance.switchOn(
                folder.resolve(protocol), protocol, new SplittableRandom(7));
    }

    @Nested
    class A_balance {

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.BalanceSearchTest#protocols")
        void is_found_whatever_it_speaks(String protocol)
                throws DeviceException, InterruptedException {
            try (SimulatedBalance balance = balance(protocol)) {
                balance.place(Mass.grams("100"));
                Found found =
                        assertInstanceOf(
                                Found.class,
                                search(balance.portPath().toString(), DeviceClock.system()));
                assertEquals(FOUND_AS.getOrDefault(protocol, protocol), found.protocol());
            }
        }

        @Test
        void is_found_at_the_speed_it_is_set_to() throws DeviceException, InterruptedException {
            try (SimulatedBalance asked = balance("and");
                    SimulatedBalance streaming = balance("creedmoor")) {
                asked.speakAt(2400);
                streaming.speakAt(19_200);
                assertEquals("2400 7E1 and", at(asked));
                assertEquals("19200 8N1 creedmoor", at(streaming));
            }
        }

        private String at(SimulatedBalance balance) throws InterruptedException {
            Found found =
                    assertInstanceOf(
                            Found.class,
                            search(balance.portPath().toString(), DeviceClock.system()));
            return found.settings() + " " + found.protocol();
        }

        @Test
        void says_who_it_is_where_it_can() throws DeviceException, InterruptedException {
            try (SimulatedBalance balance = balance("mt-sics")) {
                Found found =
                        assertInstanceOf(
                                Found.class,
                                search(balance.portPath().toString(), DeviceClock.system()));
                assertEquals("SIM-XSR520", found.model());
                assertEquals("SIM0000001", found.serialNumber());
                assertEquals(Mass.grams("520.0000"), found.maximum());
            }
        }

        @Test
        void is_found_beside_a_port_where_nobody_answers()
                throws DeviceException, InterruptedException {
            try (SimulatedBalance speaking = balance("radwag");
                    SimulatedBalance mute = balance("ohaus")) {
                mute.suffer(WireFault.MUTE);
                String silent = mute.portPath().toString();
                assertEquals(new NotFound(silent, Heard.NOTHING, ""), search(silent, FAST));
                assertInstanceOf(
                        Found.class, search(speaking.portPath().toString(), DeviceClock.system()));
            }
        }

        @Test
        void that_sends_garbage_at_every_speed_is_not_found()
                throws DeviceException, InterruptedException {
            try (SimulatedBalance garbled = balance("us-solid")) {
                garbled.suffer(WireFault.GARBLE);
                NotFound result =
                        assertInstanceOf(
                                NotFound.class, search(garbled.portPath().toString(), FAST));
                assertEquals(Heard.UNREADABLE, result.heard());
            }
        }

        @Test
        void that_is_not_there_is_not_searched() throws InterruptedException {
            NotFound result =
                    assertInstanceOf(
                            NotFound.class, search(folder.resolve("none").toString(), FAST));
            assertEquals(Heard.NOT_OPENED, result.heard());
        }
    }

    /// Every question of the search is put to every firmware, with 100 g on the pan: it must still show them.
    @Nested
    class Its_questions {

        private static final long STEP = Duration.ofMillis(50).toNanos();

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.BalanceSearchTest#protocols")
        void change_nothing_at_any_balance(String protocol) {
            assertEquals(
                    "100",
                    shown(
                            protocol,
                            BalanceSearch.questions().stream()
                                    .map(question -> question.request().text())
                                    .toList()));
        }

        @Test
        void would_be_found_out_if_they_did() {
            assertEquals("0", shown("toledo-8217", List.of("T")));
            assertEquals("0", shown("kern-print", List.of("t")));
        }

        @Test
        void are_asked_of_every_balance_that_can_be_asked() {
            List<String> asked =
                    BalanceSearch.questions().stream()
                            .map(question -> question.protocol().name())
                            .sorted()
                            .toList();
            List<String> askable =
                    BalanceProtocols.names().stream()
                            .filter(name -> !name.equals("kern-kcp"))
                            .filter(name ->
                                    BalanceProtocols.named(name).orElseThrow().weigh().isPresent())
                            .sorted()
                            .toList();
            assertEquals(askable, asked);
        }

        /// Whole grams on the display after these texts have come, twice over, and the pan is calm.
        private static String shown(String protocol, List<String> texts) {
            SplittableRandom random = new SplittableRandom(3);
            SimulatedIdentity identity = BalanceFirmwares.identity(protocol);
            PanPhysics pan = new PanPhysics(random, identity.readabilityMicrograms(), 0);
            BalanceFirmware firmware =
                    BalanceFirmwares.named(protocol).orElseThrow().make(pan, identity, random);
            BalanceProtocol spoken = BalanceProtocols.named(protocol).orElseThrow();
            Clock clock = new Clock(firmware);
            clock.pass(Duration.ofSeconds(2));
            pan.place(100_000_000, clock.now);
            clock.pass(Duration.ofSeconds(8));
            for (int i = 0; i < 2; i++) {
                texts.forEach(text -> clock.send(text));
                clock.pass(Duration.ofSeconds(14));
            }
            clock.send("\r\n");
            clock.heard.setLength(0);
            spoken.weigh().ifPresent(request -> clock.send(request.text()));
            clock.pass(Duration.ofSeconds(3));
            String heard = clock.heard.toString();
            List<BigDecimal> weights = new ArrayList<>();
            BalanceDecoder decoder = new BalanceDecoder(spoken);
            for (String line : heard.split("\n|(?<=\r)(?!\n)", -1)) {
                BalanceLine decoded = decoder.first(line);
                if (decoded.kind() == BalanceLine.Kind.WEIGHT) {
                    weights.add(new BigDecimal(String.valueOf(decoded.value())));
                }
            }
            assertTrue(!weights.isEmpty(), () -> protocol + " said " + heard);
            return weights.getLast().setScale(0, RoundingMode.HALF_UP).abs().toPlainString();
        }

        /// A firmware and its time.
        private static final class Clock {

            private final BalanceFirmware firmware;
            private final StringBuilder heard = new StringBuilder();
            private long now;

            Clock(BalanceFirmware firmware) {
                this.firmware = firmware;
            }

            void send(String text) {
                firmware.receive(text.getBytes(StandardCharsets.ISO_8859_1), now);
                pass(Duration.ofMillis(300));
            }

            void pass(Duration time) {
                for (long end = now + time.toNanos(); now < end; now += STEP) {
                    heard.append(new String(firmware.due(now), StandardCharsets.ISO_8859_1));
                }
            }
        }
    }
}
