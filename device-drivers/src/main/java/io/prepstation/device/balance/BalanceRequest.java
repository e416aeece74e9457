package io.prepstation.device.balance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One command as it goes to the balance.
///
/// @param command the maker's name, by which the answer is recognised
/// @param text what is sent, terminator included; ISO 8859-1
/// @param deadline how long the balance may take to answer before it counts as silent; zero if it never answers this
public record BalanceRequest(String command, String text, Duration deadline) {

    /// A command that the balance carries out without a word: what came of it is seen on its display.
    static BalanceRequest unanswered(String command, String text) {
        return new BalanceRequest(command, text, Duration.ZERO);
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean answered() {
        return deadline.isPositive();
    }
}
