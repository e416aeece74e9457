package io.prepstation.device.simulator;

import java.time.Duration;

/// A Denver M-series balance with the unit switched on: five lines a second.
final class DenverMSeriesFirmware implements Dialect {

    private static final int PLACES = 9;

    @Override
    public Duration prints() {
        return Duration.ofMillis(200);
    }

    @Override
    public String line(WeighingCell cell) {
        String digits = cell.unsigned();
        return cell.tooMuch() || cell.tooLittle()
                ? ""
                : "%s %s g\r\n"
                        .formatted(
                                cell.negative() ? "-" : "+",
                                "0".repeat(PLACES - digits.length()) + digits);
    }
}
