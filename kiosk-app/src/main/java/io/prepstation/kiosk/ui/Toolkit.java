package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.KioskWindow.Mode;
import java.lang.ref.Reference;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/// JavaFX, started once in a program, beside whatever the program has to find out before it can show something.
public final class Toolkit {

    private final Mode mode;
    private final CompletableFuture<Scene> started = new CompletableFuture<>();

    private Toolkit(Mode mode) {
        this.mode = mode;
    }

    /// Begins to start JavaFX and returns at once.
    public static Toolkit start(Mode mode) {
        if (mode == Mode.HEADLESS) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        Toolkit toolkit = new Toolkit(mode);
        Thread.ofPlatform().name("JavaFX start").daemon().start(toolkit::begin);
        return toolkit;
    }

    private void begin() {
        try {
            Platform.startup(() -> started.completeAsync(FirstParts::scene, Runnable::run));
        } catch (RuntimeException | LinkageError e) {
            started.completeExceptionally(e);
        }
    }

    Mode mode() {
        return mode;
    }

    /// What this makes on the JavaFX thread; waits for it. Not on the JavaFX thread.
    <T> T made(Supplier<T> making) {
        Scene parts = started.join();
        try {
            return CompletableFuture.supplyAsync(making, Platform::runLater).join();
        } finally {
            Reference.reachabilityFence(parts);
        }
    }
}
