package io.prepstation.device.simulator;

import java.time.Duration;

/// A CAS scale that sends ten lines a second.
final class CasStGsFirmware implements Dialect {

    @Override
    public Duration prints() {
        return Duration.ofMillis(100);
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch() || cell.tooLittle()) {
            return "OL,GS,%s99999999 g\r\n".formatted(cell.tooMuch() ? "+" : "-");
        }
        return "%s,GS,%s%8s g\r\n"
                .formatted(
                        cell.stable() ? "ST" : "US", cell.negative() ? "-" : "+", cell.unsigned());
    }
}
