package io.prepstation.kiosk.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;

/// Figures of one moment in the text that Prometheus reads. One thread.
final class PrometheusText {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /// @param tags name and value in turn
    PrometheusText gauge(String name, String help, long value, String... tags) {
        Gauge.builder("prepstation.station." + name, () -> value)
                .description(help)
                .tags(tags)
                .register(registry);
        return this;
    }

    /// What only rises.
    PrometheusText count(String name, String help, long value, String... tags) {
        Counter.builder("prepstation.station." + name)
                .description(help)
                .tags(tags)
                .register(registry)
                .increment((double) value);
        return this;
    }

    PrometheusText timer(String name, String help, Tally tally, String... tags) {
        FunctionTimer.builder(
                        "prepstation.station." + name,
                        tally,
                        Tally::count,
                        Tally::nanos,
                        TimeUnit.NANOSECONDS)
                .description(help)
                .tags(tags)
                .register(registry);
        return this;
    }

    PrometheusText memory() {
        new JvmMemoryMetrics().bindTo(registry);
        return this;
    }

    String text() {
        return registry.scrape();
    }
}
