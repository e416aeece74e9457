package io.prepstation.kiosk.metrics;

import io.prepstation.model.sync.StationReport.Device;
import java.util.List;
import java.util.function.Supplier;

/// What only the running station knows: how long commits and the hub take, who was not let in, how the devices are.
/// Nothing of it names a person or a substance.
public final class RunningFigures {

    private final StationTallies tallies;
    private final Supplier<List<Device>> devices;

    public RunningFigures(StationTallies tallies, Supplier<List<Device>> devices) {
        this.tallies = tallies;
        this.devices = devices;
    }

    public String text() {
        PrometheusText text =
                new PrometheusText()
                        .gauge("running", "Whether the kiosk answered", 1)
                        .timer("commit", "Transactions that are on the disk", tallies.commits())
                        .memory();
        tallies.calls()
                .forEach((call, tally) ->
                        text.timer(
                                "hub.request",
                                "Requests to the hub, from sending to its answer",
                                tally,
                                "request",
                                call.request(),
                                "outcome",
                                call.outcome()));
        tallies.signIns()
                .forEach((outcome, tally) ->
                        text.count(
                                "sign.ins",
                                "Sign-ins by badge and PIN, by what came of them",
                                tally.count(),
                                "outcome",
                                outcome));
        tallies.lastSync()
                .ifPresent(at ->
                        text.gauge(
                                "last.sync.timestamp.seconds",
                                "When the hub last confirmed that nothing waits",
                                at.getEpochSecond()));
        for (Device device : devices.get()) {
            text.gauge(
                    "device.online",
                    "1 if the device answers",
                    device.state().equals("online") ? 1 : 0,
                    "device",
                    device.name(),
                    "state",
                    device.state());
        }
        return text.text();
    }
}
