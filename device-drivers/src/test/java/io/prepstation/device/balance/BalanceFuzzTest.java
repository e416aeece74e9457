package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.PortSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes that nobody sent on purpose: no parser breaks, hangs, or shows a digit that was not on the wire.
///
/// Each build throws 100,000 mutated real lines at the parsers; [BalanceJazzerTest] looks for worse ones.
@Tag("WEI-1")
class BalanceFuzzTest {

    private static final long SEED = 20261121;
    private static final int MUTATIONS = 100_000;

    static List<String> protocols() {
        return BalanceProtocols.names();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void mutated_real_lines_neither(String name) {
        BalanceProtocol protocol = BalanceProtocols.named(name).orElseThrow();
        List<byte[]> lines =
                VectorLine.all().stream()
                        .map(line -> line.bytes().getBytes(StandardCharsets.ISO_8859_1))
                        .toList();
        SplittableRandom random = new SplittableRandom(SEED);
        int perProtocol = MUTATIONS / BalanceProtocols.names().size();
        for (int i = 0; i < perProtocol; i++) {
            check(protocol, mutated(lines.get(random.nextInt(lines.size())), random));
        }
    }

    @Test
    void the_check_can_fail() {
        BalanceProtocol liar =
                new BalanceProtocol() {
                    @Override
                    public String name() {
                        return "liar";
                    }

                    @Override
                    public PortSettings factorySettings() {
                        return PortSettings.eightNoneOne(9600);
                    }

                    @Override
                    public BalanceReply parse(String frame) {
                        return new Weight("720.0", "g", Stability.STABLE);
                    }
                };
        byte[] bytes = "US,+000009.9 g\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThrows(AssertionError.class, () -> check(liar, bytes));
    }

    static void check(BalanceProtocol protocol, byte[] bytes) {
        frames(protocol, bytes).forEach(frame -> check(protocol, frame));
    }

    /// The frames of a protocol, which are the same however the bytes were chopped up on the way.
    static List<String> frames(BalanceProtocol protocol, byte[] bytes) {
        List<String> frames = framer(protocol).accept(bytes);
        assertEquals(frames, inPieces(protocol, bytes));
        return frames;
    }

    static void check(BalanceProtocol protocol, String frame) {
        BalanceReply reply = protocol.parse(frame);
        assertEquals(frame, BalanceLine.of(reply, frame).raw());
        if (reply instanceof Weight(var value, var _, var _)) {
            assertTrue(
                    frame.replace(" ", "").contains(value.replace("-", "")),
                    () -> value + " is not in \"" + frame + "\"");
            assertTrue(
                    value.startsWith("-") == frame.contains("-") || !value.startsWith("-"),
                    () -> value + " has another sign than \"" + frame + "\"");
        }
    }

    private static List<String> inPieces(BalanceProtocol protocol, byte[] bytes) {
        LineFramer framer = framer(protocol);
        List<String> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 3) {
            frames.addAll(
                    framer.accept(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 3))));
        }
        return frames;
    }

    private static LineFramer framer(BalanceProtocol protocol) {
        return new LineFramer(protocol.terminator(), protocol.longestFrame());
    }

    private static byte[] mutated(byte[] line, SplittableRandom random) {
        byte[] bytes = Arrays.copyOf(line, line.length + 2);
        bytes[line.length] = '\r';
        bytes[line.length + 1] = '\n';
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                default -> System.arraycopy(bytes, at, bytes, 0, bytes.length - at);
            }
        }
        return bytes;
    }
}
