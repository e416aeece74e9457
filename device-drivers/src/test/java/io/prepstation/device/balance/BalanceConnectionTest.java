package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that no simulated balance gives, on a clock that runs ten times as fast.
@Tag("WEI-5")
@Execution(ExecutionMode.CONCURRENT)
class BalanceConnectionTest {

    private static final DeviceClock FAST =
            new DeviceClock(InstantSource.system(), () -> System.nanoTime() * 10);

    private final ScriptedPort port = ScriptedPort.wellBalance();
    private final Recorder recorder = new Recorder();
    private SerialBalance balance =
            new SerialBalance(port, new MtSics(), BalanceSettings.inGrams(), FAST);

    @AfterEach
    void close() {
        balance.close();
    }

    private void startOnline() {
        balance.start(recorder);
        await().until(() -> recorder.newest().isPresent());
    }

    private Offline awaitOffline(OfflineReason reason) {
        await().until(() ->
                recorder.status()
                        .filter(status ->
                                status instanceof Offline offline && offline.reason() == reason)
                        .isPresent());
        return assertInstanceOf(Offline.class, recorder.status().orElseThrow());
    }

    @Nested
    class Before_it_is_online {

        @Test
        void a_port_that_cannot_be_opened_is_refused() {
            port.refusesToOpen = true;
            balance.start(recorder);
            assertEquals("scripted: Port busy", awaitOffline(OfflineReason.PORT_REFUSED).detail());
        }

        @Test
        void a_balance_that_knows_no_command_is_refusing() {
            port.answers.replaceAll((command, answer) -> "ES");
            balance.start(recorder);
            assertTrue(awaitOffline(OfflineReason.REFUSING).detail().contains("\"ES\""));
        }

        @Test
        void a_balance_that_does_not_say_how_much_it_carries_is_unidentified() {
            port.answers.put("I2", "I2 I");
            balance.start(recorder);
            awaitOffline(OfflineReason.UNIDENTIFIED);
            assertEquals(List.of(), recorder.readings);
        }

        @Test
        void the_configuration_can_say_it_instead_and_the_display_tells_the_readability() {
            port.answers.remove("I2");
            BalanceSettings settings =
                    new BalanceSettings(MassUnit.GRAM, "Bench 3", null, Mass.grams("200"), null);
            balance = new SerialBalance(port, new MtSics(), settings, FAST);
            startOnline();
            assertEquals(
                    new Online(
                            new BalanceIdentity(
                                    "Bench 3",
                                    "SIM0000007",
                                    Mass.grams("200"),
                                    Mass.grams("0.001"))),
                    recorder.status().orElseThrow());
        }

        @Test
        void a_balance_that_was_still_starting_is_asked_again_before_its_weights_count() {
            stillStarting();
            startOnline();
            assertEquals(
                    new Online(
                            new BalanceIdentity(
                                    "SIM-X",
                                    "SIM0000007",
                                    Mass.grams("220.000"),
                                    Mass.grams("0.001"))),
                    recorder.statuses.get(1));
        }

        @Test
        void another_balance_is_refused_also_if_it_was_still_starting() {
            stillStarting();
            BalanceSettings settings =
                    new BalanceSettings(MassUnit.GRAM, null, "B207696838", Mass.grams("220"), null);
            balance = new SerialBalance(port, new MtSics(), settings, FAST);
            balance.start(recorder);
            awaitOffline(OfflineReason.WRONG_BALANCE);
            assertEquals(List.of(), recorder.readings);
        }

        @Test
        void one_that_stays_unidentified_is_connected_anew_until_it_says_who_it_is() {
            String told = port.answers.remove("I2");
            balance.start(recorder);
            awaitOffline(OfflineReason.UNIDENTIFIED);
            port.answers.put("I2", told);
            await().until(() -> recorder.status().orElseThrow() instanceof Online);
        }

        private void stillStarting() {
            port.answersOnceStarted.putAll(port.answers);
            port.answers.keySet().removeAll(List.of("I4", "I2"));
        }

        @Test
        void nothing_but_noise_is_garbled() {
            port.answers.clear();
            port.stream = "\u0080\u00fe\u0000x";
            balance.start(recorder);
            awaitOffline(OfflineReason.GARBLED);
        }

        @Test
        void the_tail_of_a_stream_is_no_reading() {
            port.streamUntilCommand = "40 g\r\nS S     12.3";
            startOnline();
            await().until(() -> recorder.readings.size() > 50);
            assertEquals(
                    List.of(Mass.grams("12.340")),
                    recorder.readings.stream()
                            .map(reading -> assertInstanceOf(Stable.class, reading).mass())
                            .distinct()
                            .toList());
        }
    }

    @Nested
    class While_it_is_online {

        /// The driver's clock passes twenty times as slowly as the looks at the port, so that a pause of the machine is no
        /// interval.
        @Test
        void a_line_that_comes_unasked_is_heard_before_the_next_question() {
            DeviceClock slow =
                    new DeviceClock(InstantSource.system(), () -> System.nanoTime() / 20);
            PrintKeyPort line = new PrintKeyPort();
            recorder.onReading = reading -> line.order.add(reading.frame().raw());
            balance = new SerialBalance(line, new MtSics(), BalanceSettings.inGrams(), slow);
            balance.start(recorder);
            await().until(() -> line.order.size() > 1);
            assertEquals(List.of("SI", PrintKeyPort.PRINTED), line.order.subList(0, 2));
        }

        @ParameterizedTest
        @CsvSource({"S S      0.012 kg", "S D 12:07.50 lb:oz", "S S     12.340 GN", "S S  123 PCS"})
        void another_unit_stops_the_weights_until_it_is_set_back(String foreign) {
            startOnline();
            port.answers.put("SI", foreign);
            assertTrue(awaitOffline(OfflineReason.WRONG_UNIT).detail().contains(foreign));
            balance.tare();
            await().until(() -> recorder.refusals.equals(List.of(Refusal.OFFLINE)));
            port.answers.put("SI", "S S     12.340 g");
            await().until(() -> recorder.status().orElseThrow() instanceof Online);
            assertTrue(
                    recorder.readings.stream()
                            .allMatch(reading ->
                                    reading instanceof Stable(var mass, _, _)
                                            && mass.equals(Mass.grams("12.340"))));
        }

        @ParameterizedTest
        @CsvSource({"S I,REFUSING", "S S    Error 1b,REFUSING", "S S 1#.3,GARBLED", "S S,GARBLED"})
        void an_answer_that_is_no_weight_for_too_long_is_said(String answer, OfflineReason reason) {
            startOnline();
            port.answers.put("SI", answer);
            awaitOffline(reason);
        }

        @Test
        void a_short_refusal_is_not_worth_a_word() {
            startOnline();
            port.answers.put("SI", "S I");
            int readings = recorder.readings.size();
            port.answers.put("SI", "S S     12.340 g");
            await().until(() -> recorder.readings.size() > readings + 5);
            assertEquals(2, recorder.statuses.size());
        }
    }

    @Nested
    @Tag("WEI-6")
    class When_commanded {

        @ParameterizedTest
        @CsvSource({
            "T I,NOT_NOW",
            "T +,TOO_HIGH",
            "T -,TOO_LOW",
            "ES,UNKNOWN_COMMAND",
            "EL,PARAMETER",
            "T S        12 PCS,UNKNOWN_UNIT"
        })
        void a_refusal_is_told_with_its_reason(String answer, Refusal refusal) {
            port.answers.put("T", answer);
            startOnline();
            balance.tare();
            await().until(() -> recorder.refusals.equals(List.of(refusal)));
            assertEquals(List.of(), recorder.tares);
        }

        @Test
        void no_answer_is_told_and_the_weights_go_on() {
            port.answers.remove("T");
            startOnline();
            balance.tare();
            await().until(() -> recorder.refusals.equals(List.of(Refusal.NO_ANSWER)));
            int readings = recorder.readings.size();
            await().until(() -> recorder.readings.size() > readings + 5);
        }

        @Test
        void a_tare_that_comes_late_is_still_told() {
            startOnline();
            port.stream = "T S     12.340 g\r\n";
            await().until(() -> !recorder.tares.isEmpty());
            assertEquals(Mass.grams("12.340"), recorder.tares.getFirst());
        }

        /// In real time: a machine that pauses is not to end a deadline.
        @Test
        void commands_never_overlap() {
            balance =
                    new SerialBalance(
                            port, new MtSics(), BalanceSettings.inGrams(), DeviceClock.system());
            startOnline();
            for (int time = 0; time < 20; time++) {
                balance.tare();
            }
            await().until(() -> recorder.tares.size() == 20);
            assertEquals(List.of(), port.overlaps);
        }
    }

    @Nested
    class When_closed {

        @Test
        void no_listener_is_called_any_more() {
            startOnline();
            balance.close();
            int readings = recorder.readings.size();
            balance.tare();
            await().during(Duration.ofMillis(200))
                    .until(() -> recorder.readings.size() == readings);
        }
    }

    /// A balance somebody presses print at, right after it was asked for a weight.
    private static final class PrintKeyPort implements SerialPort {

        static final String PRINTED = "S S     12.341 g";

        final List<String> order = new CopyOnWriteArrayList<>();
        private final ScriptedPort wire = ScriptedPort.wellBalance();
        private boolean answered;

        @Override
        public String path() {
            return wire.path();
        }

        @Override
        public void open() throws DeviceException {
            wire.open();
        }

        @Override
        public byte[] read() {
            String line =
                    answered
                            ? PRINTED + "\r\n"
                            : new String(wire.read(), StandardCharsets.US_ASCII);
            answered = line.startsWith("S S     12.340");
            return line.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void write(byte[] bytes) {
            String command = new String(bytes, StandardCharsets.US_ASCII).strip();
            if (command.equals("SI")) {
                order.add(command);
            }
            wire.write(bytes);
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
