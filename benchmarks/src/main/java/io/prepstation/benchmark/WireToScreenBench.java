package io.prepstation.benchmark;

import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.mass.Mass;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Text;

/// From the last byte of a balance's line on the wire to the text of the large number, while powder is poured.
///
/// A relay stands between the simulated balance and the kiosk's real serial driver and notes when it wrote each line.
final class WireToScreenBench {

    private static final int CHANGES = 1_000;
    private static final int WARM_UP = 100;
    private static final double LIMIT = 50;
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Mass VESSEL = Mass.grams("62.4817");

    private final Relay relay;
    private final Samples samples = new Samples();
    private final CompletableFuture<Void> enough = new CompletableFuture<>();
    private int changes;
    private int unknown;

    private WireToScreenBench(Relay relay) {
        this.relay = relay;
    }

    static Figure run(Programs programs)
            throws IOException, DeviceException, StoreException, InterruptedException {
        try (EnrolledStation enrolled = new EnrolledStation(programs.demoData());
                SimulatedBalance balance = MeasuredKiosk.balance(enrolled);
                Relay relay = Relay.start(balance.portPath())) {
            MeasuredKiosk.configure(enrolled, relay.portPath());
            try (MeasuredKiosk kiosk = new MeasuredKiosk(enrolled, balance)) {
                kiosk.begin();
                return new WireToScreenBench(relay).measure(kiosk);
            }
        }
    }

    private Figure measure(MeasuredKiosk kiosk) throws InterruptedException {
        Scene scene = kiosk.scene();
        kiosk.hands().scan("F=PRM00936");
        kiosk.await(AwaitingContainer.class);
        kiosk.balance().place(VESSEL);
        kiosk.hands().scan("I=ING-0042");
        kiosk.await(Pouring.class);
        MeasuredKiosk.settle();
        Platform.runLater(() ->
                ((Text) scene.lookup(".weight-digits")).textProperty().subscribe(this::changed));
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!enough.isDone() && System.nanoTime() < end) {
            kiosk.balance().pour(Mass.grams("1.0000"), Duration.ofSeconds(5));
            MeasuredKiosk.rest(Duration.ofSeconds(5));
        }
        return new Figure(
                "wire-to-screen",
                samples.percentile(99),
                null,
                "ms p99",
                Limit.atMost(LIMIT),
                samples.count(),
                samples.spread() + "; " + unknown + " texts not on the wire");
    }

    /// On the JavaFX thread.
    private void changed(String text) {
        long now = System.nanoTime();
        Long written = relay.writtenAt(text);
        if (written == null) {
            unknown++;
        } else if (++changes > WARM_UP && !enough.isDone()) {
            samples.add(now - written);
            if (samples.count() == CHANGES) {
                enough.complete(null);
            }
        }
    }
}
