package io.prepstation.device.balance;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// The search for bytes that break or mislead a parser, by coverage: `scripts/prove fuzz`.
///
/// Long, because Jazzer's agent slows down every class of the program it is in.
@Tag("long")
@Tag("WEI-1")
class BalanceJazzerTest {

    @FuzzTest(maxDuration = "24h", maxExecutions = 10_000_000)
    void no_bytes_break_or_mislead_a_parser(byte[] bytes) {
        BalanceFuzzTest.check(
                BalanceProtocols.named(System.getProperty("fuzz.protocol", "mt-sics"))
                        .orElseThrow(),
                bytes);
    }
}
