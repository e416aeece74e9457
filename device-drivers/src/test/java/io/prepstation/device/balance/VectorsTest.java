package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.balance.BalanceLine.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded line of every maker, as `station decode --lines` reads it.
@Tag("WEI-1")
class VectorsTest {

    /// As many as there were; more may come.
    private static final int LINES = 113;

    static List<VectorLine> lines() {
        return VectorLine.all();
    }

    private static BalanceDecoder decoder(VectorLine line) {
        return new BalanceDecoder(BalanceProtocols.named(line.protocol()).orElseThrow());
    }

    @Nested
    class Recorded_lines {

        @Test
        void are_all_there() {
            assertTrue(lines().size() >= LINES);
        }

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.VectorsTest#lines")
        void are_what_their_source_says(VectorLine line) {
            assertEquals(line.expected(), decoder(line).first(line.bytes()));
        }

        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.VectorsTest#lines")
        void come_out_the_same_from_a_stream(VectorLine line) throws IOException {
            List<BalanceLine> decoded = new ArrayList<>();
            decoder(line)
                    .decode(
                            new ByteArrayInputStream(
                                    line.bytes().getBytes(StandardCharsets.ISO_8859_1)),
                            decoded::add);
            assertEquals(line.expected(), decoded.getFirst());
        }

        /// A line lost its end, terminator included, and the next came behind it.
        @ParameterizedTest
        @MethodSource("io.prepstation.device.balance.VectorsTest#lines")
        void never_become_another_weight_when_two_run_together(VectorLine line) {
            String whole = line.raw();
            for (int cut = 1; cut <= whole.length(); cut++) {
                BalanceLine merged = decoder(line).first(whole.substring(0, cut) + whole);
                boolean leftWhole =
                        merged.value() != null && merged.value().equals(line.expected().value());
                if (!leftWhole) {
                    assertNotEquals(Kind.WEIGHT, merged.kind(), merged::raw);
                }
            }
        }
    }
}
