package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.Tared;
import io.prepstation.device.balance.BalanceReply.UnsupportedUnit;
import io.prepstation.device.balance.BalanceReply.Weight;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("WEI-5")
class MtSicsTest {

    private final MtSics protocol = new MtSics();
    private final BalanceDecoder decoder = new BalanceDecoder(protocol);

    static List<VectorLine> lines() {
        return VectorLine.of("mt-sics");
    }

    @Nested
    class Real_lines {

        @Test
        void are_thirty_seven() {
            assertEquals(37, lines().size());
        }

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.MtSicsTest#lines")
        void are_what_their_source_says(VectorLine line) {
            assertEquals(line.expected(), decoder.first(line.bytes()));
        }

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.MtSicsTest#lines")
        void come_out_the_same_from_a_stream(VectorLine line) throws IOException {
            List<BalanceLine> decoded = new ArrayList<>();
            String stream = "ES\r\n" + line.bytes();
            decoder.decode(
                    new ByteArrayInputStream(stream.getBytes(StandardCharsets.ISO_8859_1)),
                    decoded::add);
            assertEquals(List.of(decoder.first("ES"), line.expected()), decoded);
        }

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.MtSicsTest#lines")
        void never_become_another_weight_when_the_cable_is_cut_in_front(VectorLine line) {
            String whole = line.bytes().strip();
            for (int cut = 1; cut < whole.length(); cut++) {
                BalanceReply tail = protocol.parse(whole.substring(cut));
                assertNotEquals(Weight.class, tail.getClass(), whole.substring(cut));
            }
        }

        /// One line lost its end and the next came behind it.
        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.MtSicsTest#lines")
        void never_become_another_weight_when_two_run_together(VectorLine line) {
            String whole = line.bytes().strip();
            for (int cut = 1; cut < whole.length(); cut++) {
                BalanceReply merged = protocol.parse(whole.substring(0, cut) + "S D    7.12345 g");
                assertNotEquals(Weight.class, merged.getClass(), whole.substring(0, cut));
            }
        }
    }

    @Nested
    class Weights {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "S S 12.34",
                    "S S  g",
                    "S S 12.34 g x",
                    "S S 12,34 g",
                    "S S 1.2.3 g",
                    "S A 12.34 g",
                    "SS 1 g"
                })
        void are_whole_or_nothing(String frame) {
            assertEquals(new Noise(), protocol.parse(frame));
        }

        @Test
        void keep_their_digits_and_lose_leading_zeros_and_plus() {
            assertEquals(
                    new Weight("1.0200", "g", Stability.STABLE),
                    protocol.parse("S S    +001.0200 g"));
            assertEquals(
                    new Weight("-0.0200", "g", Stability.UNSTABLE),
                    protocol.parse("S D   -0.0200 g"));
            assertEquals(new Weight("0", "mg", Stability.UNSTABLE), protocol.parse("S D  000 mg"));
        }

        @Test
        void in_pounds_and_ounces_are_not_repaired() {
            assertEquals(
                    new UnsupportedUnit("12:07.50 lb:oz"), protocol.parse("S D 12:07.50 lb:oz"));
        }
    }

    @Nested
    class Answers {

        @Test
        void to_a_tare_are_no_weights() {
            assertEquals(
                    new Tared("0.0000", "g", Stability.STABLE), protocol.parse("T S     0.0000 g"));
        }

        @Test
        void that_refuse_name_their_command() {
            assertEquals(new Refused("T", Refusal.NOT_NOW), protocol.parse("T I"));
            assertEquals(new Refused("Z", Refusal.TOO_HIGH), protocol.parse("Z +"));
            assertEquals(new Refused("Z", Refusal.TOO_LOW), protocol.parse("Z -"));
            assertEquals(new Refused("S", Refusal.FAULT), protocol.parse("S S    Error 1b"));
            assertEquals(new Refused("", Refusal.UNKNOWN_COMMAND), protocol.parse("ES"));
        }

        @Test
        void tell_the_model_and_the_maximum() {
            assertEquals(
                    new Identity("WXS205SDU WXA-Bridge", null, "220.00900", "g"),
                    protocol.parse("I2 A \"WXS205SDU WXA-Bridge 220.00900 g\""));
        }

        @Test
        void belong_to_their_command_only() {
            BalanceRequest tare = protocol.request(BalanceCommand.TARE).orElseThrow();
            assertEquals(true, protocol.answers(tare, protocol.parse("T S 1.0 g")));
            assertEquals(true, protocol.answers(tare, protocol.parse("T I")));
            assertEquals(true, protocol.answers(tare, protocol.parse("ES")));
            assertEquals(false, protocol.answers(tare, protocol.parse("S S 1.0 g")));
            assertEquals(false, protocol.answers(tare, protocol.parse("S I")));
            assertEquals(false, protocol.answers(tare, protocol.parse("rubbish")));
        }
    }

    @Nested
    class Garbage {

        @Test
        void is_never_a_weight() {
            SplittableRandom random = new SplittableRandom(42);
            for (int i = 0; i < 100_000; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                assertInstanceOf(
                        Noise.class,
                        protocol.parse(new String(bytes, StandardCharsets.ISO_8859_1)),
                        "seed 42, " + i);
            }
        }
    }
}
