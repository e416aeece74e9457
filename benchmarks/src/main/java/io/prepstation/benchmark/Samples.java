package io.prepstation.benchmark;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// Measured times, kept with three digits; shown in milliseconds.
final class Samples {

    private static final long LONGEST = Duration.ofMinutes(5).toNanos();

    private final Histogram histogram = new Histogram(LONGEST, 3);

    void add(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    int count() {
        return Math.toIntExact(histogram.getTotalCount());
    }

    double median() {
        return percentile(50);
    }

    double percentile(double percent) {
        return histogram.getValueAtPercentile(percent) / 1e6;
    }

    /// Least and most, and what lies between.
    String spread() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f, p95 %.2f, p99 %.2f, %.2f … %.2f ms",
                median(),
                percentile(95),
                percentile(99),
                percentile(0),
                percentile(100));
    }
}
