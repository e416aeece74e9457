package io.prepstation.benchmark;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.Kiosk;
import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.demo.EventHands;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.FxToolkit;
import io.prepstation.kiosk.ui.KioskWindow;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.Situation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Window;

/// A kiosk in this process with its real screens, at a simulated balance; once only, because JavaFX starts once.
final class MeasuredKiosk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedBalance balance;
    private final Station station;
    private final Kiosk kiosk;
    private final EventHands hands;

    /// @param balance on the port that the station's configuration names, or behind it
    MeasuredKiosk(EnrolledStation enrolled, SimulatedBalance balance) throws StoreException {
        this.balance = balance;
        if (!(ConfigReader.read(enrolled.config()) instanceof Loaded config)) {
            throw new IllegalStateException("the configuration of this benchmark is wrong");
        }
        this.station = new Station(enrolled.data(), config, enrolled.enrolment(), _ -> {});
        this.kiosk = new Kiosk(config, FxToolkit.start(KioskWindow.Mode.WINDOW));
        this.hands = new EventHands(station);
    }

    static SimulatedBalance balance(EnrolledStation enrolled) throws DeviceException {
        Path link = enrolled.root().resolve("run").resolve("balance");
        return SimulatedBalance.mtSics(link, new SplittableRandom(1));
    }

    /// A station at this port that never locks a formula, without a camera.
    static void configure(EnrolledStation enrolled, Path port) throws IOException {
        enrolled.configure(
                """
                [station]
                sign_in = "chosen"

                [balance]
                port = "%s"
                protocol = "mt-sics"

                [camera]
                kind = "none"

                [bench]
                attempt_limit = 100
                """
                        .formatted(port));
    }

    /// Opens for work: signed in, with the balance heard.
    void begin() throws StoreException, InterruptedException {
        kiosk.start(station);
        await(situation -> situation.pan().online());
        hands.signIn(EnrolledStation.OPERATOR);
        await(BenchState.Ready.class);
    }

    EventHands hands() {
        return hands;
    }

    Station station() {
        return station;
    }

    SimulatedBalance balance() {
        return balance;
    }

    Scene scene() throws InterruptedException {
        CompletableFuture<Scene> scene = new CompletableFuture<>();
        Platform.runLater(() -> scene.complete(Window.getWindows().getFirst().getScene()));
        return got(scene, "no window");
    }

    void await(Class<? extends BenchState> state) throws InterruptedException {
        await(situation -> state.isInstance(situation.state()));
    }

    private void await(Predicate<Situation> wanted) throws InterruptedException {
        CompletableFuture<Situation> seen = new CompletableFuture<>();
        station.bench()
                .listen(situation -> {
                    if (wanted.test(situation)) {
                        seen.complete(situation);
                    }
                });
        Situation now = station.bench().situation();
        if (wanted.test(now)) {
            seen.complete(now);
        }
        got(seen, "the bench stays in " + now);
    }

    static <T> T got(CompletableFuture<T> awaited, String problem) throws InterruptedException {
        try {
            return awaited.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(problem, e);
        }
    }

    /// Lets the screen finish what it has begun.
    static void settle() throws InterruptedException {
        rest(Duration.ofMillis(150));
    }

    static void rest(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public void close() {
        kiosk.close();
    }
}
