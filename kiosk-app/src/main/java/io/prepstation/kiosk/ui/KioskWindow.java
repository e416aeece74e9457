package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.StationScreen.Models;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.look.Fonts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/// The window of the kiosk: one in a program.
public final class KioskWindow implements AutoCloseable {

    /// Where the screens are drawn.
    public enum Mode {
        /// A window of the panel's size, for a desk.
        WINDOW,
        /// The whole screen without a way out, for a station.
        FULL_SCREEN,
        /// Nowhere: for pictures and tests on machines without a display.
        HEADLESS
    }

    private final Stage stage;
    private final StationScreen screen;
    private final CountDownLatch drawn;

    private KioskWindow(Stage stage, StationScreen screen, CountDownLatch drawn) {
        this.stage = stage;
        this.screen = screen;
        this.drawn = drawn;
    }

    /// Builds the first screen and shows it; waits until the window is up. Not on the JavaFX thread.
    ///
    /// The models are made while JavaFX starts. Then its thread reads stylesheets while this one reads fonts.
    ///
    /// @param qr makes the modules of a QR code, rows first
    /// @param closed called on the JavaFX thread when the operator closes the window
    public static KioskWindow open(
            FxToolkit toolkit,
            Setup setup,
            StationDesk desk,
            InstantSource clock,
            Function<String, boolean[][]> qr,
            Runnable closed) {
        CompletableFuture<Scene> styled = toolkit.make(() -> styled(setup));
        Models models = Models.of(setup, desk, clock, qr);
        toolkit.await();
        Fonts.load(setup.locale());
        return toolkit.make(
                        () -> {
                            StationScreen screen =
                                    new StationScreen(
                                            setup, clock, new FxThread(), models, styled.join());
                            CountDownLatch drawn = new CountDownLatch(1);
                            screen.afterNextPulse(drawn::countDown);
                            Stage stage = stage(toolkit.mode(), setup, screen, closed);
                            return new KioskWindow(stage, screen, drawn);
                        })
                .join();
    }

    /// The look of all windows is set before the first control exists, else JavaFX loads its own besides.
    private static Scene styled(Setup setup) {
        Application.setUserAgentStylesheet(setup.theme().controls());
        Scene scene = StationScreen.styled(setup);
        scene.getRoot().applyCss();
        return scene;
    }

    /// Waits until the first screen is drawn.
    ///
    /// @return false if it was not in that time
    public boolean awaitDrawn(Duration within) throws InterruptedException {
        return drawn.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Answers once the JavaFX thread gets to it.
    public void ask(Runnable answer) {
        Platform.runLater(answer);
    }

    public StationScreen screen() {
        return screen;
    }

    /// Opens a second window beside the kiosk's.
    ///
    /// @param content is given a way onto the JavaFX thread
    public void openBeside(String title, Function<Consumer<Runnable>, Parent> content) {
        Platform.runLater(() -> {
            Stage beside = new Stage();
            beside.setTitle(title);
            beside.setScene(new Scene(content.apply(Platform::runLater)));
            beside.setX(stage.getX() + stage.getWidth());
            beside.setY(stage.getY());
            beside.show();
        });
    }

    /// Ends JavaFX; no window can be opened again in this program.
    @Override
    public void close() {
        Platform.exit();
    }

    boolean showing() {
        return stage.isShowing();
    }

    private static Stage stage(Mode mode, Setup setup, StationScreen screen, Runnable closed) {
        Stage stage = new Stage();
        stage.setTitle("Prepstation · " + setup.facts().station());
        stage.setScene(screen.scene());
        stage.setOnHidden(_ -> closed.run());
        if (mode == Mode.FULL_SCREEN) {
            stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
            stage.setFullScreenExitHint("");
            stage.setFullScreen(true);
        } else {
            stage.setResizable(false);
        }
        stage.show();
        return stage;
    }
}
