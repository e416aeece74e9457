package io.prepstation.hub.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// How busy the hub is and how its stations are, in the text that Prometheus reads (OPS-7). No name of a person, a station
/// or a formula is in it. Safe for any thread.
public final class HubMetrics {

    private static final Duration[] SLOWNESS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HubDatabase database;
    private final InstantSource clock;
    private final AtomicReference<@Nullable FleetSight> sight = new AtomicReference<>();
    private final MultiGauge devices;

    /// @param data whose disk is looked at
    public HubMetrics(HubDatabase database, Path data, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.devices =
                MultiGauge.builder("prepstation.hub.devices")
                        .description("Devices of all stations by state, by their own reports")
                        .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        database.whenWritten(
                timer("prepstation.hub.write", "Transactions that write", Tags.empty())::record);
        fleet("stations", "Stations that are let in", FleetSight::letIn);
        fleet("stations.heard", "Of those, heard of in five minutes", FleetSight::heard);
        fleet(
                "stations.alarmed",
                "Of those, with a replaced token that somebody came with",
                FleetSight::alarmed);
        fleet("stations.waiting", "What waits at all stations", FleetSight::waiting);
        fleet("stations.stuck", "Of that, what waits for a person", FleetSight::stuck);
        fleet(
                "stations.oldest.waiting.seconds",
                "How long the oldest of that has waited",
                FleetSight::oldestSeconds);
        fleet("conflicts", "Open conflicts", FleetSight::conflicts);
        fleet("feed.head", "The newest number of the feed", FleetSight::feedHead);
        disk("prepstation.hub.disk.free.bytes", "Free for the hub", data, File::getUsableSpace);
        disk("prepstation.hub.disk.size.bytes", "Size of that disk", data, File::getTotalSpace);
    }

    /// A request was answered.
    ///
    /// @param route as it is known to the hub, never what was asked for: strangers could make up any number of those
    public void answered(String method, String route, int status, Duration took) {
        timer(
                        "prepstation.hub.request",
                        "Requests, from their head to the end of the answer",
                        Tags.of(
                                "method",
                                method,
                                "route",
                                route,
                                "status",
                                Integer.toString(status)))
                .record(took);
    }

    /// Somebody was not recognised.
    ///
    /// @param where `bench` or `page`
    public void signInRefused(String where) {
        Counter.builder("prepstation.hub.sign.ins.refused")
                .description("People who were not let in")
                .tag("where", where)
                .register(registry)
                .increment();
    }

    /// All of it, now.
    public String text() throws StoreException {
        FleetSight now = database.read(tables -> FleetSight.of(tables, clock.instant()));
        sight.set(now);
        devices.register(
                now.devices().entrySet().stream().<MultiGauge.Row<?>>map(HubMetrics::row).toList(),
                true);
        return registry.scrape();
    }

    private static MultiGauge.Row<Number> row(Map.Entry<FleetSight.Kind, Long> entry) {
        return MultiGauge.Row.of(
                Tags.of("device", entry.getKey().device(), "state", entry.getKey().state()),
                entry.getValue());
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(SLOWNESS)
                .register(registry);
    }

    private void fleet(String name, String description, ToDoubleFunction<FleetSight> figure) {
        Gauge.builder("prepstation.hub." + name, sight, seen -> figureOf(seen.get(), figure))
                .description(description)
                .register(registry);
    }

    private static double figureOf(
            @Nullable FleetSight sight, ToDoubleFunction<FleetSight> figure) {
        return sight == null ? Double.NaN : figure.applyAsDouble(sight);
    }

    private void disk(String name, String description, Path data, ToDoubleFunction<File> figure) {
        Gauge.builder(name, data.toFile(), figure)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
