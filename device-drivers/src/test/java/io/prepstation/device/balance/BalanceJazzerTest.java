package io.prepstation.device.balance;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/// The search for bytes that break or mislead a parser, by coverage; each execution shows its bytes to every parser.
///
/// Long, because Jazzer's agent slows down every class of the program it is in; each build has [BalanceFuzzTest].
@Tag("WEI-1")
class BalanceJazzerTest {

    /// A little more than the longest frame: longer inputs are many short ones.
    private static final int LONGEST = 280;

    private static final List<List<BalanceProtocol>> FRAMED_ALIKE =
            List.copyOf(
                    BalanceProtocols.names().stream()
                            .map(name -> BalanceProtocols.named(name).orElseThrow())
                            .collect(
                                    Collectors.groupingBy(protocol ->
                                            protocol.terminator() + " " + protocol.longestFrame()))
                            .values());

    static Stream<byte[]> lines() {
        return VectorLine.all().stream()
                .map(line -> (line.bytes() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The long form: `scripts/prove fuzz`.
    @Tag("long")
    @MethodSource("lines")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void ten_million_times_no_bytes_break_or_mislead_a_parser(byte[] bytes) {
        check(bytes);
    }

    private static void check(byte[] found) {
        byte[] bytes = Arrays.copyOf(found, Math.min(found.length, LONGEST));
        for (List<BalanceProtocol> alike : FRAMED_ALIKE) {
            List<String> frames = BalanceFuzzTest.frames(alike.getFirst(), bytes);
            for (String frame : frames) {
                alike.forEach(protocol -> BalanceFuzzTest.check(protocol, frame));
            }
        }
    }
}
