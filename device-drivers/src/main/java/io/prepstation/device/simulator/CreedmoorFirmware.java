package io.prepstation.device.simulator;

import java.time.Duration;

/// A Creedmoor balance: ten lines a second, a sign and seven places each.
final class CreedmoorFirmware implements Dialect {

    private static final int PLACES = 7;

    /// Its lines are too narrow for tenths of a milligram.
    @Override
    public SimulatedIdentity identity() {
        return SimulatedIdentity.precision();
    }

    @Override
    public Duration prints() {
        return Duration.ofMillis(100);
    }

    @Override
    public String line(WeighingCell cell) {
        String digits = cell.unsigned();
        return cell.tooMuch() || cell.tooLittle()
                ? ""
                : "%s%s g  \r\n"
                        .formatted(
                                cell.negative() ? "-" : "+",
                                "0".repeat(PLACES - digits.length()) + digits);
    }
}
