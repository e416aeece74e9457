package io.prepstation.kiosk.ui;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javafx.application.Platform;

/// JavaFX for the tests of this program: started once, without a display.
final class Toolkit {

    private static final FxThread THREAD = start();

    private Toolkit() {}

    static FxThread thread() {
        return THREAD;
    }

    static <T> T ask(Supplier<T> question) {
        try {
            return THREAD.ask(question);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FxThread start() {
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        Platform.setImplicitExit(false);
        try {
            up.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new FxThread();
    }
}
