package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.KioskWindow.Mode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;

/// JavaFX, started once in a program, beside whatever the program has to find out before it can show something.
public final class FxToolkit {

    private final Mode mode;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    private FxToolkit(Mode mode) {
        this.mode = mode;
    }

    /// Begins to start JavaFX and returns at once.
    public static FxToolkit start(Mode mode) {
        if (mode == Mode.HEADLESS) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        FxToolkit toolkit = new FxToolkit(mode);
        Thread.ofPlatform().name("JavaFX start").daemon().start(toolkit::begin);
        return toolkit;
    }

    private void begin() {
        try {
            Platform.startup(() -> started.complete(null));
        } catch (RuntimeException | LinkageError e) {
            started.completeExceptionally(e);
        }
    }

    Mode mode() {
        return mode;
    }

    /// Waits until JavaFX is there. Not on the JavaFX thread.
    void await() {
        started.join();
    }

    /// Has this made on the JavaFX thread once JavaFX is there, after all that was asked before.
    <T> CompletableFuture<T> make(Supplier<T> making) {
        return started.thenCompose(_ -> CompletableFuture.supplyAsync(making, Platform::runLater));
    }
}
