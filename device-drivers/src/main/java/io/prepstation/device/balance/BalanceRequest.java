package io.prepstation.device.balance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One command as it goes to the balance.
///
/// @param command the maker's name, by which the answer is recognised
/// @param text what is sent, terminator included; ISO 8859-1
/// @param deadline how long the balance may take to answer before it counts as silent
public record BalanceRequest(String command, String text, Duration deadline) {

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
