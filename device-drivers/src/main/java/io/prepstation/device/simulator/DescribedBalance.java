package io.prepstation.device.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A balance of no known maker, whose lines are described from the other end of the wire as a site describes them for the
/// protocol `generic`.
///
/// @param request what it answers with a line; null if it sends ten lines a second by itself
/// @param zero what sets its zero; null if only its key does
/// @param atRest a line at rest, terminator included: a format of the sign (`+` or `-`) and the number without sign
/// @param moving likewise, while the weight moves
/// @param tooMuch the line above its maximum, terminator included
/// @param tooLittle the line below its minimum
public record DescribedBalance(
        @Nullable String request,
        @Nullable String zero,
        String atRest,
        String moving,
        String tooMuch,
        String tooLittle)
        implements Dialect {

    @Override
    public Commands commands() {
        return request == null || request.endsWith("\r") || request.endsWith("\n")
                ? Commands.LINES
                : Commands.CHARACTERS;
    }

    @Override
    public Duration prints() {
        return request == null ? Duration.ofMillis(100) : Duration.ZERO;
    }

    @Override
    public String answer(String command, WeighingCell cell) {
        if (is(command, zero)) {
            cell.zero();
            return "";
        }
        return is(command, request) ? line(cell) : "";
    }

    @Override
    public boolean waits(String command) {
        return is(command, zero);
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch() || cell.tooLittle()) {
            return cell.tooMuch() ? tooMuch : tooLittle;
        }
        return (cell.stable() ? atRest : moving)
                .formatted(cell.negative() ? "-" : "+", cell.unsigned());
    }

    private static boolean is(String command, @Nullable String configured) {
        return configured != null && configured.strip().equals(command);
    }
}
