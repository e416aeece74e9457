package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A weight line whose last digit always stands in one column: a line that lost its front ends elsewhere and is noise.
///
/// @param pattern a whole line; names its groups `sign`, `digits` and `unit`
/// @param lastDigit the column of the last digit, counted from 1
record ColumnLine(Pattern pattern, int lastDigit) {

    static ColumnLine of(String pattern, int lastDigit) {
        return new ColumnLine(Pattern.compile(pattern), lastDigit);
    }

    /// What a line without a stability mark means.
    BalanceReply parse(String frame) {
        return parse(frame, _ -> Stability.UNMARKED);
    }

    /// @param mark reads the stability from a line that matches
    BalanceReply parse(String frame, Function<Matcher, Stability> mark) {
        Matcher line = pattern.matcher(frame);
        return line.matches() && line.end("digits") == lastDigit
                ? new Weight(
                        Digits.value(line.group("sign"), line.group("digits")),
                        line.group("unit"),
                        mark.apply(line))
                : new Noise();
    }
}
