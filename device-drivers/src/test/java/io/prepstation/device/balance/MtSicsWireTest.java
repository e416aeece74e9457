package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceTalk.Answer;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.model.mass.Mass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every command of levels 0 and 1 over a real pseudo-terminal, through jSSC; the pan settles eight times as fast.
@Tag("WEI-5")
@Execution(ExecutionMode.CONCURRENT)
class MtSicsWireTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    private final Set<MtSics.Command> said = EnumSet.noneOf(MtSics.Command.class);
    private final List<String> heard = new ArrayList<>();
    private final MtSics protocol = new MtSics();
    private SimulatedBalance simulated;
    private BalanceTalk talk;

    @BeforeEach
    void connect() throws Exception {
        connectTo(BalanceFirmwares.named("mt-sics").orElseThrow());
    }

    private void connectTo(BalanceFirmwares.Maker maker)
            throws DeviceException, InterruptedException {
        simulated =
                SimulatedBalance.switchOn(
                        folder.resolve("balance"),
                        maker,
                        new SplittableRandom(42),
                        () -> System.nanoTime() * 8);
        talk =
                BalanceTalk.open(
                        new JsscSerialPort(
                                simulated.portPath().toString(), protocol.factorySettings()),
                        protocol,
                        DeviceClock.system());
    }

    @AfterEach
    void disconnect() {
        talk.close();
        simulated.close();
    }

    /// The lines of the answer.
    private List<String> say(String words) throws Exception {
        List<String> lines = new ArrayList<>();
        assertEquals(Answer.GIVEN, talk.say(words, line -> lines.add(line.raw())), words);
        said.add(command(words));
        return lines;
    }

    private MtSics.Command command(String words) {
        return MtSics.Command.valueOf(protocol.said(words).orElseThrow().command());
    }

    private void answers(String words, String pattern) throws Exception {
        List<String> lines = say(words);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().matches(pattern), lines::toString);
    }

    private void place(String grams) {
        simulated.place(Mass.grams(grams));
        await().atMost(PATIENCE).until(simulated::settled);
    }

    /// Hears what the balance repeats until a line of this form came.
    private void hear(String pattern) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (heard.stream().noneMatch(line -> line.matches(pattern))) {
            assertTrue(System.nanoTime() - end < 0, () -> pattern + " in " + heard);
            talk.listen(Duration.ofMillis(20), line -> heard.add(line.raw()));
        }
    }

    @Nested
    class A_balance {

        @Test
        void answers_every_command_of_levels_0_and_1() throws Exception {
            assertEquals(
                    List.of(
                            "I0 B 0 \"@\"",
                            "I0 B 0 \"I0\"",
                            "I0 B 0 \"I1\"",
                            "I0 B 0 \"I2\"",
                            "I0 B 0 \"I3\"",
                            "I0 B 0 \"I4\"",
                            "I0 B 0 \"I5\"",
                            "I0 B 0 \"S\"",
                            "I0 B 0 \"SI\"",
                            "I0 B 0 \"SIR\"",
                            "I0 B 0 \"Z\"",
                            "I0 B 0 \"ZI\"",
                            "I0 B 1 \"SR\"",
                            "I0 B 1 \"T\"",
                            "I0 B 1 \"TA\"",
                            "I0 B 1 \"TAC\"",
                            "I0 B 1 \"TI\"",
                            "I0 B 1 \"D\"",
                            "I0 A 1 \"DW\""),
                    say("I0"));
            answers("I1", "I1 A \"01\" \"2\\.30\" \"2\\.20\" \"\" \"\"");
            answers("I2", "I2 A \"SIM-XSR520 520\\.0000 g\"");
            answers("I3", "I3 A \"1\\.00 simulated\"");
            answers("I4", "I4 A \"SIM0000001\"");
            answers("I5", "I5 A \"00000000A\"");
            answers("Z", "Z A");
            answers("ZI", "ZI S");
            place("12.5");
            answers("S", "S S +12\\.\\d{4} g");
            answers("SI", "S S +12\\.\\d{4} g");
            answers("SIR", "S S +12\\.\\d{4} g");
            answers("SR", "S S +12\\.\\d{4} g");
            talk.hush();
            answers("T", "T S +12\\.\\d{4} g");
            answers("TA", "TA A +12\\.\\d{4} g");
            answers("TAC", "TAC A");
            answers("TA 10.5 g", "TA A +10\\.5000 g");
            answers("TI", "TI S +12\\.\\d{4} g");
            answers("@", "I4 A \"SIM0000001\"");
            answers("TA", "TA A +0\\.0000 g");
            answers("D \"salt 4.5 g\"", "D A");
            answers("DW", "DW A");
            assertEquals(EnumSet.allOf(MtSics.Command.class), said);
        }

        @Test
        void marks_what_it_does_while_the_pan_moves() throws Exception {
            simulated.pour(Mass.grams("5"), Duration.ofMinutes(8));
            await().atMost(PATIENCE).until(() -> !simulated.settled());
            answers("SI", "S D +-?\\d\\.\\d{4} g");
            answers("ZI", "ZI D");
            answers("TI", "TI D +-?\\d\\.\\d{4} g|TI -");
        }

        @Test
        void gives_up_waiting_for_rest() throws Exception {
            simulated.pour(Mass.grams("50"), Duration.ofMinutes(8));
            await().atMost(PATIENCE).until(() -> !simulated.settled());
            answers("S", "S I");
            answers("SR", "S I");
            answers("Z", "Z I");
            answers("T", "T I");
        }

        @Test
        void gives_no_weight_while_it_waits_to_tare() throws Exception {
            talk.close();
            simulated.pour(Mass.grams("50"), Duration.ofMinutes(8));
            await().atMost(PATIENCE).until(() -> !simulated.settled());
            try (JsscSerialPort port =
                    new JsscSerialPort(
                            simulated.portPath().toString(), protocol.factorySettings())) {
                port.open();
                port.write("T\r\nSI\r\n".getBytes(StandardCharsets.US_ASCII));
                StringBuilder answers = new StringBuilder();
                await().atMost(PATIENCE)
                        .until(() ->
                                answers.append(new String(port.read(), StandardCharsets.US_ASCII))
                                        .toString()
                                        .contains("T I\r\n"));
                assertEquals("S I\r\nT I\r\n", answers.toString());
            }
        }

        @Test
        void says_when_it_is_out_of_range() throws Exception {
            place("600");
            answers("S", "S \\+");
            answers("Z", "Z \\+");
            answers("ZI", "ZI \\+");
            answers("T", "T \\+");
            answers("TI", "TI \\+");
            place("-620");
            answers("SI", "S -");
            answers("Z", "Z -");
            answers("T", "T -");
            answers("TI", "TI -");
        }

        @Test
        void refuses_parameters_it_cannot_take() throws Exception {
            answers("TA 1 lb", "TA L");
            answers("SR 1 lb", "S L");
            answers("D salt", "D L");
            answers("Z 5", "EL");
            answers("D \"s\u00e4\"", "ET");
        }
    }

    @Nested
    class A_repeated_weight {

        @Test
        void comes_at_intervals_until_another_is_asked_for() throws Exception {
            say("SIR");
            assertTrue(talk.repeating());
            talk.listen(Duration.ofMillis(200), line -> heard.add(line.raw()));
            hear("S S +-?0\\.\\d{4} g");
            talk.hush();
            heard.clear();
            talk.listen(Duration.ofMillis(200), line -> heard.add(line.raw()));
            assertEquals(List.of(), heard);
        }

        @Test
        void comes_on_change_once_moving_and_once_at_rest() throws Exception {
            place("100");
            say("SR");
            talk.listen(Duration.ofMillis(100), line -> heard.add(line.raw()));
            place("5");
            talk.listen(Duration.ofMillis(100), line -> heard.add(line.raw()));
            assertEquals(List.of(), heard, "less than an eighth is no change");
            place("20");
            hear("S S +125\\.\\d{4} g|S S +124\\.9\\d{3} g");
            assertEquals(2, heard.size(), heard::toString);
            assertTrue(heard.getFirst().startsWith("S D "), heard::toString);
        }

        @Test
        void comes_on_a_change_by_the_preset_step() throws Exception {
            place("100");
            say("SR 2 g");
            place("5");
            hear("S S +105\\.\\d{4} g|S S +104\\.9\\d{3} g");
            say("@");
            heard.clear();
            place("50");
            talk.listen(Duration.ofMillis(100), line -> heard.add(line.raw()));
            assertEquals(List.of(), heard, "@ cancels it");
        }
    }

    @Test
    void a_module_without_a_display_knows_no_text() throws Exception {
        disconnect();
        connectTo(BalanceFirmwares.named("mt-sics").orElseThrow().variants().get("module"));
        answers("D \"salt\"", "ES");
        answers("DW", "ES");
        assertFalse(say("I0").toString().contains("\"D\""));
    }

    @Test
    void only_the_makers_words_go_out() throws Exception {
        for (String words : List.of("C3", "T\r\nZ", "", "si", "D \"a\r\"")) {
            assertEquals(Answer.UNKNOWN_WORD, talk.say(words, line -> heard.add(line.raw())));
        }
        assertEquals(List.of(), heard);
    }

    @Test
    void every_command_has_a_deadline() {
        for (MtSics.Command command : MtSics.Command.values()) {
            Duration deadline = protocol.said(command.wire()).orElseThrow().deadline();
            assertTrue(deadline.isPositive() && deadline.toSeconds() <= 12, command::name);
        }
    }
}
