package io.prepstation.device.simulator;

import java.time.Duration;

/// A U.S. Solid balance: ten lines a second, tildes for too much.
final class UsSolidFirmware implements Dialect {

    @Override
    public Duration prints() {
        return Duration.ofMillis(100);
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch() || cell.tooLittle()) {
            return "%s ~~~~~~~~g  \r\n".formatted(cell.tooMuch() ? "+" : "-");
        }
        return "%s %8sg  \r\n".formatted(cell.negative() ? "-" : "+", cell.unsigned());
    }
}
