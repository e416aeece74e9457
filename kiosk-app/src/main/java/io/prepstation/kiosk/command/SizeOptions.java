package io.prepstation.kiosk.command;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much is to be made, in one of four ways.
final class SizeOptions {

    @Option(names = "--amount", paramLabel = "AMOUNT", description = "such as \"2.5 L\"")
    @Nullable String amount;

    @Option(names = "--factor", paramLabel = "N", description = "so many times the formula")
    @Nullable String factor;

    @Option(
            names = "--total",
            paramLabel = "MASS",
            description = "all ingredients together, such as \"120 g\"")
    @Nullable String total;

    @Option(
            names = "--first",
            paramLabel = "MASS",
            description = "so much of the first ingredient, such as \"750 mg\"")
    @Nullable String first;

    /// What was asked for; the four exclude each other.
    Optional<BatchSize> size() {
        return parsed(amount, SizeOptions::amount)
                .or(() -> parsed(factor, text -> new BatchSize.Times(Decimal.of(text))))
                .or(() -> parsed(total, text -> new BatchSize.Total(Mass.parse(text))))
                .or(() -> parsed(first, text -> new BatchSize.First(Mass.parse(text))));
    }

    private static Optional<BatchSize> parsed(
            @Nullable String text, Function<String, BatchSize> parser) {
        try {
            return Optional.ofNullable(text).map(parser);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Amount amount(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException(
                    "not an amount: \"" + text + "\"; expected a decimal, a blank and a unit");
        }
        return Amount.of(text.substring(0, blank), text.substring(blank + 1));
    }
}
