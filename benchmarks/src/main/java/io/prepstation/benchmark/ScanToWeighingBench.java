package io.prepstation.benchmark;

import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Rejecting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// From the decoded text of a formula label to the weighing screen, laid out; the session is committed in between.
final class ScanToWeighingBench {

    private static final int WARM_UP = 5;
    private static final int SESSIONS = 90;
    private static final double LIMIT = 90;

    /// Alternately, so that no screen finds everything as it left it.
    private static final List<String> FORMULAS = List.of("F=PRM00936", "F=PRM00101");

    private final Samples toCommit = new Samples();
    private final Samples toScreen = new Samples();
    private final AtomicReference<Run> current = new AtomicReference<>(new Run());

    private ScanToWeighingBench() {}

    /// The times of one session.
    private static final class Run {
        final long start = System.nanoTime();
        final CompletableFuture<Long> committed = new CompletableFuture<>();
        final CompletableFuture<Long> laidOut = new CompletableFuture<>();
    }

    static List<Figure> run(Programs programs)
            throws IOException, DeviceException, StoreException, InterruptedException {
        try (EnrolledStation enrolled = new EnrolledStation(programs.demoData());
                SimulatedBalance balance = MeasuredKiosk.balance(enrolled)) {
            MeasuredKiosk.configure(enrolled, balance.portPath());
            try (MeasuredKiosk kiosk = new MeasuredKiosk(enrolled, balance)) {
                kiosk.begin();
                return new ScanToWeighingBench().measure(kiosk);
            }
        }
    }

    private List<Figure> measure(MeasuredKiosk kiosk) throws InterruptedException {
        Scene scene = kiosk.scene();
        kiosk.station()
                .bench()
                .listen(situation -> {
                    if (situation.state() instanceof AwaitingContainer) {
                        current.get().committed.complete(System.nanoTime());
                    }
                });
        Platform.runLater(() -> scene.addPostLayoutPulseListener(() -> look(scene)));
        for (int i = 0; i < WARM_UP + SESSIONS; i++) {
            Run run = prepare(kiosk, FORMULAS.get(i % FORMULAS.size()));
            if (i >= WARM_UP) {
                toCommit.add(MeasuredKiosk.got(run.committed, "nothing committed") - run.start);
                toScreen.add(MeasuredKiosk.got(run.laidOut, "nothing laid out") - run.start);
            }
        }
        return List.of(
                figure("scan-to-weighing", toScreen, Limit.atMost(LIMIT)),
                figure("scan-to-commit", toCommit, null));
    }

    private static Figure figure(String name, Samples samples, @Nullable Limit limit) {
        return new Figure(
                name,
                samples.percentile(95),
                null,
                "ms p95",
                limit,
                samples.count(),
                samples.spread());
    }

    /// One session from the scan to the weighing screen, given up afterwards.
    private Run prepare(MeasuredKiosk kiosk, String code) throws InterruptedException {
        Run run = new Run();
        current.set(run);
        kiosk.station().scanned(code);
        MeasuredKiosk.got(run.laidOut, "no weighing screen for " + code);
        kiosk.hands().tap("back");
        kiosk.await(Rejecting.class);
        kiosk.hands().tap("reject");
        kiosk.await(Ready.class);
        MeasuredKiosk.settle();
        return run;
    }

    /// On the JavaFX thread, after each layout. A picture counts once the session of this scan is committed: before,
    /// the pane can only be that of an earlier one.
    private void look(Scene scene) {
        Run run = current.get();
        if (run.committed.isDone() && !run.laidOut.isDone()) {
            Node pane = scene.lookup(".identify");
            if (pane != null && pane.isVisible() && pane.getLayoutBounds().getWidth() > 0) {
                run.laidOut.complete(System.nanoTime());
            }
        }
    }
}
